#include <math.h>

#include "analyze/weighted.h"

/* Parts of the responses of a stratum in the whole: W z / n. */
static void parts_of(const struct ikm_form *form,
                     const struct ikm_vectors *rows, enum ikm_weights weights,
                     double share, double *ret_part)
{
    ikm_parts_of_rows(form, rows, weights, ret_part);
    for (size_t i = 0; i < rows->n_rows; i++)
        ret_part[i] *= share / (double)rows->n_rows;
}

static void add_values(const struct ikm_resampled *drawn, double share,
                       struct ikm_resampled *total)
{
    if (drawn->n_values < total->n_values)
        total->n_values = drawn->n_values;
    for (size_t r = 0; r < total->n_values; r++)
        total->value[r] += share * drawn->value[r];
}

enum ikm_status ikm_weighted_bootstrap(const struct ikm_form *form,
                                       const struct ikm_strata *strata,
                                       enum ikm_weights weights,
                                       const struct ikm_resampling *resampling,
                                       struct ikm_arena *arena,
                                       struct ikm_bootstrap *ret_bootstrap,
                                       struct ikm_error *err)
{
    const struct ikm_stratum_rows *stratum = strata->stratum;
    size_t n_rows = 0;
    size_t at = 0;
    int64_t population = 0;
    struct ikm_resampled total = {.n_values = resampling->n_resamples};
    for (size_t h = 0; h < strata->n_strata; h++) {
        n_rows += stratum[h].rows.n_rows;
        population += stratum[h].population;
    }
    double *part = ikm_arena_take(arena, n_rows, sizeof *part);
    total.value =
        ikm_arena_take(arena, resampling->n_resamples, sizeof *total.value);
    if (!part || !total.value)
        return ikm_fail_memory(err);
    for (size_t h = 0; h < strata->n_strata; h++) {
        const struct ikm_vectors *rows = &stratum[h].rows;
        const double share = (double)stratum[h].population / (double)population;
        const struct ikm_resampling own = {resampling->seed + h,
                                           resampling->n_resamples};
        struct ikm_resampled drawn = {0};
        struct ikm_arena scratch = IKM_ARENA(arena->limit_bytes);
        const enum ikm_status status =
            ikm_resample(form, rows, weights, &own, &scratch, &drawn, err);
        if (status == IKM_OK)
            add_values(&drawn, share, &total);
        ikm_arena_release(&scratch);
        if (status != IKM_OK)
            return status;
        parts_of(form, rows, weights, share, part + at);
        at += rows->n_rows;
    }
    ikm_bootstrap_of(total.value, total.n_values, strata->estimate,
                     ikm_acceleration(part, n_rows), ret_bootstrap);
    return IKM_OK;
}

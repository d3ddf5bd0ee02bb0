#include <string.h>

#include "export/assemble_internal.h"

enum { SCRATCH_LIMIT_BYTES = 512 * 1024 * 1024 };

static size_t count_rows(const struct kept_rows *rows, uint32_t service)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->n_rows; i++)
        n += rows->service[i] == service;
    return n;
}

/* The rows of one service, side by side; 0 when out of memory. */
static int take_service(const struct kept_rows *rows, uint32_t service,
                        struct ikm_arena *arena, struct ikm_vectors *ret_rows)
{
    const size_t k = rows->n_elements;
    const size_t n_rows = count_rows(rows, service);
    uint16_t *sum = ikm_arena_take(arena, n_rows * k, sizeof *sum);
    uint8_t *n = ikm_arena_take(arena, n_rows * k, sizeof *n);
    size_t at = 0;
    if (!sum || !n)
        return 0;
    for (size_t i = 0; i < rows->n_rows; i++) {
        if (rows->service[i] != service)
            continue;
        memcpy(sum + at * k, rows->sum + i * k, k * sizeof *sum);
        memcpy(n + at * k, rows->n + i * k, k);
        at++;
    }
    *ret_rows = (struct ikm_vectors){n_rows, k, sum, n};
    return 1;
}

enum ikm_status mix_bootstrap(const struct form_run *run,
                              const struct group *group, struct ikm_mix *mix,
                              struct ikm_error *err)
{
    const struct ikm_query *query = run->scope->query;
    const struct ikm_resampling resampling = {IKM_RESAMPLE_SEED,
                                              (size_t)query->n_bootstrap};
    struct ikm_arena scratch = IKM_ARENA(SCRATCH_LIMIT_BYTES);
    size_t n = 0;
    enum ikm_status status = IKM_OK;
    struct ikm_stratum_rows *stratum =
        ikm_arena_take(&scratch, mix->n_parts, sizeof *stratum);
    for (size_t i = 0; i < mix->n_parts && stratum; i++) {
        const struct ikm_mix_part *part = &mix->parts[i];
        if (part->n == 0 || part->population == 0)
            continue;
        stratum[n].population = part->population;
        if (!take_service(&group->rows, (uint32_t)part->service, &scratch,
                          &stratum[n++].rows))
            stratum = NULL;
    }
    const struct ikm_strata strata = {n, stratum, mix->weighted.value};
    status = stratum ? ikm_weighted_bootstrap(run->form, &strata,
                                              query->weights, &resampling,
                                              &scratch, &mix->bootstrap, err)
                     : ikm_fail_memory(err);
    ikm_arena_release(&scratch);
    return status;
}

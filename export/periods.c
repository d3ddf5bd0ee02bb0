#include "export/periods.h"

#include "data/store_registers.h"
#include "data/store_tallies.h"

enum {
    SCRATCH_BYTES = 16 * 1024 * 1024,
    FIRST_YEAR = 1900,
    N_QUARTERS = 300 * 4
};

struct looking {
    unsigned char has_quarter[N_QUARTERS];
};

static enum ikm_status look(void *context, int64_t unit_id, int32_t month,
                            const struct ikm_tally *tally,
                            struct ikm_error *err)
{
    struct looking *looking = context;
    const int32_t quarter = month / 3 - FIRST_YEAR * 4;
    (void)unit_id;
    (void)err;
    if (tally->n_used > 0 && quarter >= 0 && quarter < N_QUARTERS)
        looking->has_quarter[quarter] = 1;
    return IKM_OK;
}

/* The offices as a slice; a form is set for each. */
static enum ikm_status slice_of(struct ikm_store *store, const char *unit,
                                struct ikm_arena *arena,
                                struct ikm_slice *ret_slice,
                                struct ikm_error *err)
{
    struct ikm_unit asked = {0};
    struct ikm_units units = {0};
    *ret_slice = (struct ikm_slice){0};
    if (!unit)
        return IKM_OK;
    enum ikm_status status =
        ikm_store_find_unit(store, unit, arena, &asked, err);
    if (status == IKM_OK)
        status =
            ikm_store_units_below(store, asked.unit_id, arena, &units, err);
    int64_t *ids = ikm_arena_take(arena, units.n_units, sizeof *ids);
    if (status != IKM_OK || !ids)
        return status != IKM_OK ? status : ikm_fail_memory(err);
    for (size_t i = 0; i < units.n_units; i++)
        ids[i] = units.unit[i].unit_id;
    ret_slice->n_units = units.n_units;
    ret_slice->unit_ids = ids;
    return IKM_OK;
}

static enum ikm_status look_at(struct ikm_store *store, const char *unit,
                               struct ikm_arena *arena, struct looking *looking,
                               struct ikm_error *err)
{
    struct ikm_slice slice;
    size_t n = 0;
    const struct ikm_form_entry *forms = NULL;
    enum ikm_status status = slice_of(store, unit, arena, &slice, err);
    if (status == IKM_OK)
        status = ikm_store_forms(store, arena, &n, &forms, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        slice.form_id = forms[i].form_id;
        if (forms[i].n_cells > 0)
            status = ikm_store_each_tally(store, &slice, look, looking, err);
    }
    return status;
}

static struct ikm_period period_of(enum ikm_period_kind kind, int32_t quarter)
{
    const struct ikm_date first = {(int16_t)(FIRST_YEAR + quarter / 4),
                                   (uint8_t)(quarter % 4 * 3 + 1), 1};
    return ikm_period_around(kind, first);
}

enum ikm_status ikm_periods_with_data(struct ikm_store *store, const char *unit,
                                      struct ikm_arena *arena, size_t *ret_n,
                                      const struct ikm_period **ret_periods,
                                      struct ikm_error *err)
{
    size_t n = 0;
    struct ikm_arena scratch = IKM_ARENA(SCRATCH_BYTES);
    struct looking *looking = ikm_arena_take(&scratch, 1, sizeof *looking);
    struct ikm_period *periods =
        ikm_arena_take(arena, N_QUARTERS + N_QUARTERS / 4, sizeof *periods);
    enum ikm_status status = looking && periods
                                 ? look_at(store, unit, &scratch, looking, err)
                                 : ikm_fail_memory(err);
    for (int32_t q = N_QUARTERS - 1; q >= 0 && status == IKM_OK; q--) {
        if (!looking->has_quarter[q])
            continue;
        const struct ikm_period year = period_of(IKM_PERIOD_YEAR, q);
        /* a year stands before the first of its quarters that is met */
        if (n == 0 || periods[n - 1].from.year != year.from.year)
            periods[n++] = year;
        periods[n++] = period_of(IKM_PERIOD_QUARTER, q);
    }
    ikm_arena_release(&scratch);
    *ret_n = n;
    *ret_periods = periods;
    return status;
}

enum ikm_status ikm_stale_rollups(struct ikm_store *store, const char *unit,
                                  size_t *ret_n, struct ikm_error *err)
{
    struct ikm_arena scratch = IKM_ARENA(SCRATCH_BYTES);
    struct ikm_slice slice;
    size_t n = 0;
    const struct ikm_form_entry *forms = NULL;
    *ret_n = 0;
    enum ikm_status status = slice_of(store, unit, &scratch, &slice, err);
    if (status == IKM_OK)
        status = ikm_store_forms(store, &scratch, &n, &forms, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        size_t n_stale = 0;
        slice.form_id = forms[i].form_id;
        status = ikm_store_count_stale(store, &slice, &n_stale, err);
        *ret_n += n_stale;
    }
    ikm_arena_release(&scratch);
    return status;
}

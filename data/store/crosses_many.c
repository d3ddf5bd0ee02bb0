/* Many stale crosses at once: one pass over the table instead of a look through
 * the index for every cell. */
#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"

enum {
    MANY = 64, /* fewer are quicker through the index */
    NUMBERS_MOST = 64 * 1024 * 1024 / 8
};

/* An office and quarter that must be counted. */
struct slot {
    int64_t unit_id;
    int32_t quarter;
    int64_t version;
};

struct many {
    const struct form_cache *form;
    size_t n, room;
    struct slot *slot; /* [n], by office and quarter */
    size_t n_packed;   /* numbers of one */
    int64_t *numbers;  /* [n * n_packed] */
    int64_t n_cells;   /* cell numbers below this */
    uint32_t *slot_of; /* [n_cells]: place in `slot` + 1; 0: none */
};

static void forget(struct many *many)
{
    free(many->slot);
    free(many->numbers);
    free(many->slot_of);
}

static enum ikm_status list_slots(struct ikm_store *store,
                                  const struct ikm_slice *slice,
                                  struct many *many, struct ikm_error *err)
{
    sqlite3_stmt *stale = NULL;
    int32_t from = 0, to = 0;
    bool row = false;
    store_slice_months(slice, &from, &to);
    enum ikm_status status =
        store_sql(store, SQL_QUARTER_STALE_EACH, &stale, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(stale, 1, slice->form_id);
    sqlite3_bind_int(stale, 2, from - from % 3);
    sqlite3_bind_int(stale, 3, to == INT32_MAX ? to : to - to % 3 + 2);
    while ((status = store_step(store, stale, &row, err)) == IKM_OK && row) {
        if (many->n == many->room) {
            const size_t room = 2 * many->room + 256;
            struct slot *grown = realloc(many->slot, room * sizeof *many->slot);
            if (!grown) {
                status = ikm_fail_memory(err);
                break;
            }
            many->slot = grown;
            many->room = room;
        }
        many->slot[many->n++] = (struct slot){sqlite3_column_int64(stale, 0),
                                              sqlite3_column_int(stale, 1),
                                              sqlite3_column_int64(stale, 2)};
    }
    sqlite3_reset(stale);
    return status;
}

static int compare_slots(const void *left, const void *right)
{
    const struct slot *a = left;
    const struct slot *b = right;
    if (a->unit_id != b->unit_id)
        return a->unit_id < b->unit_id ? -1 : 1;
    return (a->quarter > b->quarter) - (a->quarter < b->quarter);
}

/* Which slot each cell of the form belongs to. */
static enum ikm_status map_cells(struct ikm_store *store,
                                 const struct ikm_slice *slice,
                                 struct many *many, struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    int64_t last = 0;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_CELL_LAST, &cells, err);
    if (status == IKM_OK)
        status = store_one(store, cells, 0, &last, err);
    if (status != IKM_OK)
        return status;
    many->n_cells = last + 1;
    many->slot_of = calloc((size_t)many->n_cells, sizeof *many->slot_of);
    many->numbers = calloc(many->n * many->n_packed, sizeof *many->numbers);
    if (!many->slot_of || !many->numbers)
        return ikm_fail_memory(err);
    status = store_sql(store, SQL_CELL_OF_FORM, &cells, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(cells, 1, slice->form_id);
    sqlite3_bind_int(cells, 2, 0);
    sqlite3_bind_int(cells, 3, INT32_MAX);
    while ((status = store_step(store, cells, &row, err)) == IKM_OK && row) {
        const int64_t cell_id = sqlite3_column_int64(cells, 0);
        const struct slot wanted = {.unit_id = sqlite3_column_int64(cells, 1),
                                    .quarter =
                                        sqlite3_column_int(cells, 2) / 3};
        const struct slot *found = bsearch(&wanted, many->slot, many->n,
                                           sizeof *many->slot, compare_slots);
        if (found && cell_id >= 0 && cell_id < many->n_cells)
            many->slot_of[cell_id] = (uint32_t)(found - many->slot) + 1;
    }
    sqlite3_reset(cells);
    return status;
}

static enum ikm_status count_all(struct ikm_store *store, struct many *many,
                                 struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(store, SQL_RESPONSE_ANSWERS_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        const int64_t cell_id = sqlite3_column_int64(rows, 0);
        const uint32_t at = cell_id >= 0 && cell_id < many->n_cells
                                ? many->slot_of[cell_id]
                                : 0;
        struct ikm_response r = {
            .state = (enum ikm_response_state)sqlite3_column_int(rows, 2)};
        if (at > 0 && store_read_answers(rows, 1, many->form, &r))
            ikm_cross_add_row(many->numbers + (at - 1) * many->n_packed, &r,
                              many->form->element_of, many->form->n_elements,
                              many->form->scale_max);
    }
    sqlite3_reset(rows);
    return status;
}

static enum ikm_status keep_all(struct ikm_store *store, struct many *many,
                                struct ikm_error *err)
{
    const struct form_cache *form = many->form;
    int64_t n_questions[IKM_MAX_ELEMENTS] = {0};
    struct ikm_cross *cross = calloc(1, sizeof *cross);
    enum ikm_status status = cross ? IKM_OK : ikm_fail_memory(err);
    for (size_t q = 0; q < form->n_questions; q++)
        n_questions[form->element_of[q]]++;
    for (size_t i = 0; i < many->n && status == IKM_OK; i++) {
        int64_t *numbers = many->numbers + i * many->n_packed;
        ikm_cross_close(numbers, n_questions, form->n_elements);
        ikm_cross_unpack(numbers, form->n_elements, cross);
        status = store_keep_cross(store, many->slot[i].unit_id,
                                  many->slot[i].quarter, many->slot[i].version,
                                  form, cross, err);
    }
    free(cross);
    return status;
}

enum ikm_status store_refresh_many_crosses(struct ikm_store *store,
                                           const struct ikm_slice *slice,
                                           struct ikm_error *err)
{
    struct many many = {0};
    struct ikm_error busy = {.lang = err->lang};
    if (slice->n_units > 0 && slice->n_units < MANY / 4)
        return IKM_OK;
    enum ikm_status status =
        store_form_facts(store, slice->form_id, &many.form, err);
    if (status != IKM_OK)
        return status;
    /* somebody else is writing just now: the next reader keeps them */
    if (store_exec(store, "BEGIN IMMEDIATE", &busy) != IKM_OK)
        return IKM_OK;
    many.n_packed = ikm_cross_n_packed(many.form->n_elements);
    status = list_slots(store, slice, &many, err);
    if (status == IKM_OK && many.n >= MANY &&
        many.n <= NUMBERS_MOST / many.n_packed) {
        status = map_cells(store, slice, &many, err);
        if (status == IKM_OK)
            status = count_all(store, &many, err);
        if (status == IKM_OK)
            status = keep_all(store, &many, err);
    }
    if (status == IKM_OK)
        status = store_exec(store, "COMMIT", err);
    else
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    forget(&many);
    return status;
}

static bool is_asked(const struct ikm_slice *slice, int64_t unit_id)
{
    for (size_t i = 0; i < slice->n_units; i++)
        if (slice->unit_ids[i] == unit_id)
            return true;
    return slice->n_units == 0;
}

enum ikm_status store_count_stale_crosses(struct ikm_store *store,
                                          const struct ikm_slice *slice,
                                          size_t *n, struct ikm_error *err)
{
    struct many many = {0};
    const enum ikm_status status = list_slots(store, slice, &many, err);
    for (size_t i = 0; i < many.n; i++)
        *n += is_asked(slice, many.slot[i].unit_id);
    forget(&many);
    return status;
}

#include <stdlib.h>

#include "data/store/internal.h"

/* Rollups that must be made anew: their numbers, by cell. */
struct stale {
    size_t n_cells;
    int64_t n_by_id;
    int64_t **numbers; /* [n_by_id]: by cell number; NULL: fresh */
    int64_t *version;  /* [n_by_id] */
};

static void forget_stale(struct stale *stale)
{
    for (int64_t i = 0; i < stale->n_by_id; i++)
        free(stale->numbers[i]);
    free(stale->numbers);
    free(stale->version);
}

static enum ikm_status add_stale(struct stale *stale, int64_t cell_id,
                                 int64_t version, size_t n_numbers,
                                 struct ikm_error *err)
{
    if (cell_id < 0 || cell_id >= stale->n_by_id)
        return IKM_OK;
    stale->numbers[cell_id] = calloc(n_numbers, sizeof(int64_t));
    if (!stale->numbers[cell_id])
        return ikm_fail_memory(err);
    stale->version[cell_id] = version;
    stale->n_cells++;
    return IKM_OK;
}

/* The stale cells of one office, or of all with unit_id 0. */
/* The stale cells of a slice, of one unit or (unit_id 0) of all. */
static enum ikm_status ask_stale(struct ikm_store *store,
                                 const struct ikm_slice *slice, int64_t unit_id,
                                 sqlite3_stmt **ret_cells,
                                 struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    const enum ikm_status status = store_sql(
        store, unit_id ? SQL_CELL_STALE_OF_UNIT : SQL_CELL_STALE_OF_FORM,
        &cells, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(cells, 1, slice->form_id);
    sqlite3_bind_int(cells, 2, from);
    sqlite3_bind_int(cells, 3, to);
    if (unit_id)
        sqlite3_bind_int64(cells, 4, unit_id);
    *ret_cells = cells;
    return IKM_OK;
}

static enum ikm_status find_stale_of(struct ikm_store *store,
                                     const struct ikm_slice *slice,
                                     int64_t unit_id,
                                     const struct form_cache *form,
                                     struct stale *stale, struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    bool row = false;
    enum ikm_status status = ask_stale(store, slice, unit_id, &cells, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, cells, &row, err)) == IKM_OK && row) {
        status = add_stale(stale, sqlite3_column_int64(cells, 0),
                           sqlite3_column_int64(cells, 2),
                           rollup_n_numbers(form), err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(cells);
    return status;
}

/* Which cells of the slice are stale; on failure too the caller forgets. */
static enum ikm_status find_stale(struct ikm_store *store,
                                  const struct ikm_slice *slice,
                                  const struct form_cache *form,
                                  struct stale *stale, struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    int64_t last = 0;
    enum ikm_status status = store_sql(store, SQL_CELL_LAST, &cells, err);
    if (status == IKM_OK)
        status = store_one(store, cells, 0, &last, err);
    if (status != IKM_OK)
        return status;
    stale->numbers = calloc((size_t)last + 1, sizeof *stale->numbers);
    stale->version = calloc((size_t)last + 1, sizeof *stale->version);
    if (!stale->numbers || !stale->version)
        return ikm_fail_memory(err);
    stale->n_by_id = last + 1;
    if (slice->n_units == 0)
        return find_stale_of(store, slice, 0, form, stale, err);
    for (size_t i = 0; i < slice->n_units && status == IKM_OK; i++)
        status =
            find_stale_of(store, slice, slice->unit_ids[i], form, stale, err);
    return status;
}

static enum ikm_status count_stale_of(struct ikm_store *store,
                                      const struct ikm_slice *slice,
                                      int64_t unit_id, size_t *n,
                                      struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    bool row = false;
    enum ikm_status status = ask_stale(store, slice, unit_id, &cells, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, cells, &row, err)) == IKM_OK && row)
        (*n)++;
    return status;
}

enum ikm_status ikm_store_count_stale(struct ikm_store *store,
                                      const struct ikm_slice *slice,
                                      size_t *ret_n, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    *ret_n = 0;
    if (slice->n_units == 0)
        status = count_stale_of(store, slice, 0, ret_n, err);
    for (size_t i = 0; i < slice->n_units && status == IKM_OK; i++)
        status = count_stale_of(store, slice, slice->unit_ids[i], ret_n, err);
    if (status == IKM_OK)
        status = store_count_stale_crosses(store, slice, ret_n, err);
    return status;
}

/* The answers and the state in columns `at` and `at` + 1. */
static void count_row(sqlite3_stmt *row, int at, const struct form_cache *form,
                      int64_t *numbers)
{
    struct ikm_response r;
    r.state = (enum ikm_response_state)sqlite3_column_int(row, at + 1);
    if (store_read_answers(row, at, form, &r))
        rollup_add(numbers, &r, form);
}

static enum ikm_status count_whole(struct ikm_store *store,
                                   const struct form_cache *form,
                                   const struct stale *stale,
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
        if (cell_id >= 0 && cell_id < stale->n_by_id && stale->numbers[cell_id])
            count_row(rows, 1, form, stale->numbers[cell_id]);
    }
    return status;
}

enum ikm_status store_count_cell(struct ikm_store *store,
                                 const struct form_cache *form, int64_t cell_id,
                                 int64_t *numbers, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(store, SQL_RESPONSE_ANSWERS_OF_CELL, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, cell_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row)
        count_row(rows, 0, form, numbers);
    return status;
}

/* Counts the rows of the stale cells: through the index when they are few,
 * else in one pass over the table. */
static enum ikm_status count_stale(struct ikm_store *store,
                                   const struct form_cache *form,
                                   const struct stale *stale,
                                   struct ikm_error *err)
{
    if (stale->n_cells * 4 > (size_t)stale->n_by_id)
        return count_whole(store, form, stale, err);
    enum ikm_status status = IKM_OK;
    for (int64_t i = 0; i < stale->n_by_id && status == IKM_OK; i++)
        if (stale->numbers[i])
            status = store_count_cell(store, form, i, stale->numbers[i], err);
    return status;
}

struct tally_scan {
    struct ikm_store *store;
    const struct ikm_slice *slice;
    const struct form_cache *form;
    struct stale stale;     /* filled when the first stale rollup is met */
    struct ikm_tally tally; /* of the cell at hand: written over each time */
    ikm_tally_visitor *visit;
    void *context;
};

/* The numbers of a stale cell: all stale ones of the slice are counted at
 * once, for that may be one pass over the table. */
static enum ikm_status stale_numbers(struct tally_scan *scan, int64_t cell_id,
                                     const int64_t **ret_numbers,
                                     struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (scan->stale.n_by_id == 0) {
        status =
            find_stale(scan->store, scan->slice, scan->form, &scan->stale, err);
        if (status == IKM_OK)
            status = count_stale(scan->store, scan->form, &scan->stale, err);
    }
    if (status != IKM_OK)
        return status;
    *ret_numbers =
        cell_id < scan->stale.n_by_id ? scan->stale.numbers[cell_id] : NULL;
    if (*ret_numbers)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT,
                    "rekap sebuah sel rusak; jalankan: ikm verify",
                    "the rollup of a cell is damaged; run: ikm verify");
}

/* The current row: cell, office, month, version, version and counts of its
 * rollup. */
static enum ikm_status visit_cell(struct tally_scan *scan, sqlite3_stmt *cell,
                                  struct ikm_error *err)
{
    int64_t unpacked[ROLLUP_MAX_NUMBERS];
    const int64_t *numbers = unpacked;
    const bool fresh =
        sqlite3_column_int64(cell, 3) == sqlite3_column_int64(cell, 4) &&
        rollup_unpack(sqlite3_column_blob(cell, 5),
                      (size_t)sqlite3_column_bytes(cell, 5), unpacked,
                      rollup_n_numbers(scan->form));
    enum ikm_status status = IKM_OK;
    if (!fresh)
        status =
            stale_numbers(scan, sqlite3_column_int64(cell, 0), &numbers, err);
    if (status != IKM_OK)
        return status;
    rollup_to_tally(numbers, scan->form, &scan->tally);
    return scan->visit(scan->context, sqlite3_column_int64(cell, 1),
                       sqlite3_column_int(cell, 2), &scan->tally, err);
}

static enum ikm_status visit_cells(struct tally_scan *scan, sqlite3_stmt *cells,
                                   struct ikm_error *err)
{
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(scan->store, cells, &row, err)) == IKM_OK &&
           row) {
        status = visit_cell(scan, cells, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(cells);
    return status;
}

enum ikm_status ikm_store_each_tally(struct ikm_store *store,
                                     const struct ikm_slice *slice,
                                     ikm_tally_visitor *visit, void *context,
                                     struct ikm_error *err)
{
    struct tally_scan scan = {
        .store = store, .slice = slice, .visit = visit, .context = context};
    const bool all = slice->n_units == 0;
    sqlite3_stmt *cells = NULL;
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    enum ikm_status status =
        store_form_facts(store, slice->form_id, &scan.form, err);
    for (size_t i = 0; i < (all ? 1 : slice->n_units) && status == IKM_OK;
         i++) {
        status = store_sql(store, all ? SQL_CELL_OF_FORM : SQL_CELL_OF_UNIT,
                           &cells, err);
        if (status != IKM_OK)
            break;
        sqlite3_bind_int64(cells, 1, slice->form_id);
        sqlite3_bind_int(cells, 2, from);
        sqlite3_bind_int(cells, 3, to);
        if (!all)
            sqlite3_bind_int64(cells, 4, slice->unit_ids[i]);
        status = visit_cells(&scan, cells, err);
    }
    forget_stale(&scan.stale);
    return status;
}

static enum ikm_status keep_rollup(struct ikm_store *store, int64_t cell_id,
                                   int64_t version, const int64_t *numbers,
                                   size_t n_numbers, struct ikm_error *err)
{
    unsigned char bytes[ROLLUP_NUMBER_BYTES * ROLLUP_MAX_NUMBERS];
    sqlite3_stmt *set = NULL;
    const enum ikm_status status = store_sql(store, SQL_ROLLUP_SET, &set, err);
    if (status != IKM_OK)
        return status;
    const size_t n_bytes = rollup_pack(numbers, n_numbers, bytes);
    sqlite3_bind_int64(set, 1, cell_id);
    sqlite3_bind_int64(set, 2, version);
    sqlite3_bind_blob(set, 3, bytes, (int)n_bytes, SQLITE_STATIC);
    return store_run(store, set, err);
}

enum ikm_status ikm_store_refresh_rollups(struct ikm_store *store,
                                          const struct ikm_slice *slice,
                                          struct ikm_error *err)
{
    struct stale stale = {0};
    const struct form_cache *form = NULL;
    if (!store_may_keep(store))
        return IKM_OK;
    enum ikm_status status =
        store_form_facts(store, slice->form_id, &form, err);
    if (status == IKM_OK)
        status = find_stale(store, slice, form, &stale, err);
    if (status != IKM_OK || stale.n_cells == 0)
        goto out;
    status = store_exec(store, "BEGIN IMMEDIATE", err);
    if (status == IKM_BUSY) {
        status = IKM_OK;
        goto out;
    }
    /* between the look and the lock another writer may have been here */
    forget_stale(&stale);
    stale = (struct stale){0};
    if (status == IKM_OK)
        status = find_stale(store, slice, form, &stale, err);
    if (status == IKM_OK)
        status = count_stale(store, form, &stale, err);
    for (int64_t i = 0; i < stale.n_by_id && status == IKM_OK; i++)
        if (stale.numbers[i])
            status = keep_rollup(store, i, stale.version[i], stale.numbers[i],
                                 rollup_n_numbers(form), err);
    if (status == IKM_OK)
        status = store_exec(store, "COMMIT", err);
    else
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
out:
    forget_stale(&stale);
    return store_kept(store, status);
}

enum ikm_status ikm_store_drop_rollups(struct ikm_store *store,
                                       struct ikm_error *err)
{
    static const enum ikm_sql drops[] = {SQL_ROLLUP_DROP_MONTHS,
                                         SQL_ROLLUP_DROP_QUARTERS};
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(drops) && status == IKM_OK; i++) {
        sqlite3_stmt *drop = NULL;
        status = store_sql(store, drops[i], &drop, err);
        if (status == IKM_OK)
            status = store_run(store, drop, err);
    }
    return status;
}

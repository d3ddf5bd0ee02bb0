#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"

/* rollup_quarter.sums: 64-bit little-endian numbers, n_used n_complete
 * n_all_best, then m s complete_s of each element, then the rows of mm sm ss
 * both_ss complete_ss. */
static size_t n_numbers(size_t k)
{
    return 3 + 3 * k + 5 * k * k;
}

/* Where the numbers go, one after another: packing and unpacking walk the same
 * way. */
struct walker {
    unsigned char *out;      /* packing: written here */
    const unsigned char *in; /* unpacking: read from here */
};

static void walk(struct walker *walker, int64_t *number)
{
    uint64_t bits = 0;
    if (walker->out) {
        for (int i = 0; i < 8; i++)
            *walker->out++ = (unsigned char)((uint64_t)*number >> (8 * i));
        return;
    }
    for (int i = 0; i < 8; i++)
        bits |= (uint64_t)*walker->in++ << (8 * i);
    *number = (int64_t)bits;
}

static void walk_cross(struct walker *walker, struct ikm_cross *cross, size_t k)
{
    walk(walker, &cross->n_used);
    walk(walker, &cross->n_complete);
    walk(walker, &cross->n_all_best);
    for (size_t j = 0; j < k; j++) {
        walk(walker, &cross->m[j]);
        walk(walker, &cross->s[j]);
        walk(walker, &cross->complete_s[j]);
    }
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l < k; l++) {
            walk(walker, &cross->mm[j][l]);
            walk(walker, &cross->sm[j][l]);
            walk(walker, &cross->ss[j][l]);
            walk(walker, &cross->both_ss[j][l]);
            walk(walker, &cross->complete_ss[j][l]);
        }
}

bool store_unpack_cross(const void *bytes, size_t length_bytes,
                        size_t n_elements, struct ikm_cross *ret_cross)
{
    if (!bytes || length_bytes != 8 * n_numbers(n_elements))
        return false;
    struct walker walker = {.in = bytes};
    walk_cross(&walker, ret_cross, n_elements);
    return true;
}

static enum ikm_status count_cell(struct ikm_store *store, int64_t cell_id,
                                  const struct form_cache *form,
                                  int64_t *numbers, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(store, SQL_RESPONSE_ANSWERS_OF_CELL, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, cell_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_response r = {
            .state = (enum ikm_response_state)sqlite3_column_int(rows, 1)};
        if (store_read_answers(rows, 0, form, &r))
            ikm_cross_add_row(numbers, &r, form->element_of, form->n_elements,
                              form->scale_max);
    }
    return status;
}

enum ikm_status store_count_cross(struct ikm_store *store, int64_t unit_id,
                                  int32_t quarter,
                                  const struct form_cache *form,
                                  struct ikm_cross *ret_cross,
                                  struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    int64_t n_questions[IKM_MAX_ELEMENTS] = {0};
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_QUARTER_CELLS, &cells, err);
    if (status != IKM_OK)
        return status;
    int64_t *numbers =
        calloc(ikm_cross_n_packed(form->n_elements), sizeof *numbers);
    if (!numbers)
        return ikm_fail_memory(err);
    sqlite3_bind_int64(cells, 1, unit_id);
    sqlite3_bind_int64(cells, 2, form->form_id);
    sqlite3_bind_int(cells, 3, quarter);
    while ((status = store_step(store, cells, &row, err)) == IKM_OK && row) {
        status = count_cell(store, sqlite3_column_int64(cells, 0), form,
                            numbers, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(cells);
    for (size_t q = 0; q < form->n_questions; q++)
        n_questions[form->element_of[q]]++;
    ikm_cross_close(numbers, n_questions, form->n_elements);
    ikm_cross_unpack(numbers, form->n_elements, ret_cross);
    free(numbers);
    return status;
}

enum ikm_status store_keep_cross(struct ikm_store *store, int64_t unit_id,
                                 int32_t quarter, int64_t version,
                                 const struct form_cache *form,
                                 struct ikm_cross *cross, struct ikm_error *err)
{
    sqlite3_stmt *set = NULL;
    const size_t n_bytes = 8 * n_numbers(form->n_elements);
    unsigned char *bytes = malloc(n_bytes);
    if (!bytes)
        return ikm_fail_memory(err);
    struct walker walker = {.out = bytes};
    walk_cross(&walker, cross, form->n_elements);
    enum ikm_status status = store_sql(store, SQL_QUARTER_SET, &set, err);
    if (status == IKM_OK) {
        sqlite3_bind_int64(set, 1, unit_id);
        sqlite3_bind_int64(set, 2, form->form_id);
        sqlite3_bind_int(set, 3, quarter);
        sqlite3_bind_int64(set, 4, version);
        sqlite3_bind_blob(set, 5, bytes, (int)n_bytes, SQLITE_STATIC);
        status = store_run(store, set, err);
    }
    free(bytes);
    return status;
}

struct cross_scan {
    struct ikm_store *store;
    const struct form_cache *form;
    bool keep; /* write what had to be counted */
    ikm_cross_visitor *visit;
    void *context;
};

/* The current row of `quarters`: office, quarter, version. */
static enum ikm_status visit_quarter(const struct cross_scan *scan,
                                     sqlite3_stmt *quarters,
                                     struct ikm_cross *cross,
                                     struct ikm_error *err)
{
    const int64_t unit_id = sqlite3_column_int64(quarters, 0);
    const int32_t quarter = sqlite3_column_int(quarters, 1);
    const int64_t version = sqlite3_column_int64(quarters, 2);
    sqlite3_stmt *get = NULL;
    bool row = false;
    bool fresh = false;
    enum ikm_status status = store_sql(scan->store, SQL_QUARTER_GET, &get, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(get, 1, unit_id);
    sqlite3_bind_int64(get, 2, scan->form->form_id);
    sqlite3_bind_int(get, 3, quarter);
    status = store_step(scan->store, get, &row, err);
    /* what lies beyond the form's elements stays 0 from the beginning */
    if (status == IKM_OK && row && sqlite3_column_int64(get, 0) == version)
        fresh = store_unpack_cross(sqlite3_column_blob(get, 1),
                                   (size_t)sqlite3_column_bytes(get, 1),
                                   scan->form->n_elements, cross);
    sqlite3_reset(get);
    if (status == IKM_OK && !fresh) {
        status = store_count_cross(scan->store, unit_id, quarter, scan->form,
                                   cross, err);
        if (status == IKM_OK && scan->keep)
            status = store_keep_cross(scan->store, unit_id, quarter, version,
                                      scan->form, cross, err);
    }
    if (status == IKM_OK)
        status = scan->visit(scan->context, unit_id, quarter, cross, err);
    return status;
}

static enum ikm_status visit_quarters(const struct cross_scan *scan,
                                      const struct ikm_slice *slice,
                                      int64_t unit_id, struct ikm_cross *cross,
                                      struct ikm_error *err)
{
    sqlite3_stmt *quarters = NULL;
    bool row = false;
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    enum ikm_status status = store_sql(
        scan->store, unit_id ? SQL_QUARTER_OF_UNIT : SQL_QUARTER_OF_FORM,
        &quarters, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(quarters, 1, slice->form_id);
    sqlite3_bind_int(quarters, 2, from - from % 3);
    sqlite3_bind_int(quarters, 3, to == INT32_MAX ? to : to - to % 3 + 2);
    if (unit_id)
        sqlite3_bind_int64(quarters, 4, unit_id);
    while ((status = store_step(scan->store, quarters, &row, err)) == IKM_OK &&
           row) {
        status = visit_quarter(scan, quarters, cross, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(quarters);
    return status;
}

enum ikm_status ikm_store_each_cross(struct ikm_store *store,
                                     const struct ikm_slice *slice,
                                     ikm_cross_visitor *visit, void *context,
                                     struct ikm_error *err)
{
    struct cross_scan scan = {
        .store = store, .visit = visit, .context = context};
    struct ikm_cross *cross = calloc(1, sizeof *cross);
    if (!cross)
        return ikm_fail_memory(err);
    enum ikm_status status =
        store_form_facts(store, slice->form_id, &scan.form, err);
    if (status == IKM_OK && store_may_keep(store)) {
        /* kept when nobody else is writing just now */
        struct ikm_error ignored = {0};
        scan.keep = store_exec(store, "BEGIN IMMEDIATE", &ignored) == IKM_OK;
    }
    if (slice->n_units == 0 && status == IKM_OK)
        status = visit_quarters(&scan, slice, 0, cross, err);
    for (size_t i = 0; i < slice->n_units && status == IKM_OK; i++)
        status = visit_quarters(&scan, slice, slice->unit_ids[i], cross, err);
    if (scan.keep && status == IKM_OK)
        status = store_exec(store, "COMMIT", err);
    else if (scan.keep)
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    free(cross);
    return status;
}

/* Is there an office and quarter whose cross is missing or old? */
static enum ikm_status look_for_stale(struct ikm_store *store,
                                      const struct ikm_slice *slice,
                                      bool *ret_stale, struct ikm_error *err)
{
    sqlite3_stmt *stale = NULL;
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    enum ikm_status status = store_sql(store, SQL_QUARTER_STALE, &stale, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(stale, 1, slice->form_id);
    sqlite3_bind_int(stale, 2, from - from % 3);
    sqlite3_bind_int(stale, 3, to == INT32_MAX ? to : to - to % 3 + 2);
    status = store_step(store, stale, ret_stale, err);
    sqlite3_reset(stale);
    return status;
}

static enum ikm_status look_only(void *context, int64_t unit_id,
                                 int32_t quarter, const struct ikm_cross *cross,
                                 struct ikm_error *err)
{
    (void)context;
    (void)unit_id;
    (void)quarter;
    (void)cross;
    (void)err;
    return IKM_OK;
}

enum ikm_status ikm_store_refresh_crosses(struct ikm_store *store,
                                          const struct ikm_slice *slice,
                                          struct ikm_error *err)
{
    bool stale = false;
    if (!store_may_keep(store))
        return IKM_OK;
    enum ikm_status status = look_for_stale(store, slice, &stale, err);
    if (status == IKM_OK && stale)
        status =
            store_kept(store, store_refresh_many_crosses(store, slice, err));
    if (status != IKM_OK || !stale || store->keeps_nothing)
        return status;
    return store_kept(store,
                      ikm_store_each_cross(store, slice, look_only, NULL, err));
}

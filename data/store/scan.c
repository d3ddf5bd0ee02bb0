#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"

enum { ROW_LIMIT_BYTES = 4 * 1024 * 1024 };

void store_slice_months(const struct ikm_slice *slice, int32_t *ret_from,
                        int32_t *ret_to)
{
    const bool all = slice->month_from == 0 && slice->month_to == 0;
    *ret_from = all ? 0 : slice->month_from;
    *ret_to = all ? INT32_MAX : slice->month_to;
}

bool store_slice_has_unit(const struct ikm_slice *slice, int64_t unit_id)
{
    for (size_t i = 0; i < slice->n_units; i++)
        if (slice->unit_ids[i] == unit_id)
            return true;
    return slice->n_units == 0;
}

/* One cell of the slice; cell_id 0: not in the slice. */
struct place {
    int64_t cell_id;
    int64_t unit_id;
    int32_t month;
};

/* The cells of a slice, twice: in order of office and month, and by number. */
struct places {
    size_t n_places;
    struct place *place; /* [n_places] */
    size_t n_cells_of_form;
};

struct scan {
    struct ikm_store *store;
    const struct form_cache *form;
    int with_texts;
    struct text_walk *walk; /* NULL: texts are looked up one by one */
    ikm_response_visitor *visit;
    void *context;
};

static enum ikm_status add_places(struct ikm_store *store, sqlite3_stmt *cells,
                                  struct places *places, struct ikm_error *err)
{
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, cells, &row, err)) == IKM_OK && row) {
        const struct place place = {sqlite3_column_int64(cells, 0),
                                    sqlite3_column_int64(cells, 1),
                                    sqlite3_column_int(cells, 2)};
        places->place[places->n_places++] = place;
    }
    return status;
}

/* The cells of the slice; the caller frees places->place. */
static enum ikm_status find_places(struct ikm_store *store,
                                   const struct ikm_slice *slice,
                                   struct places *places, struct ikm_error *err)
{
    sqlite3_stmt *cells = NULL;
    int64_t n_cells = 0;
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    enum ikm_status status =
        store_sql(store, SQL_CELL_COUNT_OF_FORM, &cells, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(cells, 1, slice->form_id);
    status = store_one(store, cells, 0, &n_cells, err);
    if (status != IKM_OK)
        return status;
    places->n_cells_of_form = (size_t)n_cells;
    places->place = calloc((size_t)n_cells + 1, sizeof *places->place);
    if (!places->place)
        return ikm_fail_memory(err);
    const size_t n_rounds = slice->n_units ? slice->n_units : 1;
    for (size_t i = 0; i < n_rounds && status == IKM_OK; i++) {
        status = store_sql(store,
                           slice->n_units ? SQL_CELL_OF_UNIT : SQL_CELL_OF_FORM,
                           &cells, err);
        if (status != IKM_OK)
            break;
        sqlite3_bind_int64(cells, 1, slice->form_id);
        sqlite3_bind_int(cells, 2, from);
        sqlite3_bind_int(cells, 3, to);
        if (slice->n_units)
            sqlite3_bind_int64(cells, 4, slice->unit_ids[i]);
        status = add_places(store, cells, places, err);
    }
    return status;
}

static enum ikm_status visit_row(const struct scan *scan, sqlite3_stmt *row,
                                 const struct place *place,
                                 struct ikm_arena *arena, struct ikm_error *err)
{
    struct ikm_response r = {
        .unit_id = place->unit_id,
        .form_id = scan->form->form_id,
        .date = {(int16_t)(place->month / 12), (uint8_t)(place->month % 12 + 1),
                 0},
    };
    const int64_t seq = sqlite3_column_int64(row, 14);
    enum ikm_status status = IKM_OK;
    store_read_response(row, 0, scan->form, &r);
    if (!scan->with_texts)
        r.sheet = NULL;
    if (scan->with_texts && scan->walk)
        status =
            store_take_walked(scan->store, scan->walk, seq, arena, &r, err);
    else if (scan->with_texts)
        status = store_read_texts(scan->store, seq, arena, &r, err);
    if (status == IKM_OK)
        status = scan->visit(scan->context, seq, &r, err);
    ikm_arena_release(arena);
    return status;
}

/* Cell by cell through the index: for a small part of the file. */
static enum ikm_status scan_by_index(const struct scan *scan,
                                     const struct places *places,
                                     struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ROW_LIMIT_BYTES);
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < places->n_places && status == IKM_OK; i++) {
        sqlite3_stmt *rows = NULL;
        bool row = false;
        status = store_sql(scan->store, SQL_RESPONSE_OF_CELL, &rows, err);
        if (status != IKM_OK)
            break;
        sqlite3_bind_int64(rows, 1, places->place[i].cell_id);
        while ((status = store_step(scan->store, rows, &row, err)) == IKM_OK &&
               row) {
            status = visit_row(scan, rows, &places->place[i], &arena, err);
            if (status != IKM_OK)
                break;
        }
        sqlite3_reset(rows);
    }
    return status;
}

/* The table from front to end: for most of the file. `by_id` is indexed by
 * cell number. */
static enum ikm_status scan_whole(const struct scan *scan,
                                  const struct place *by_id, int64_t n_by_id,
                                  struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ROW_LIMIT_BYTES);
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(scan->store, SQL_RESPONSE_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(scan->store, rows, &row, err)) == IKM_OK &&
           row) {
        const int64_t cell_id = sqlite3_column_int64(rows, 15);
        if (cell_id >= n_by_id || by_id[cell_id].cell_id == 0)
            continue;
        status = visit_row(scan, rows, &by_id[cell_id], &arena, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

static enum ikm_status scan_most(const struct scan *scan,
                                 const struct places *places,
                                 struct ikm_error *err)
{
    struct text_walk walk = {0};
    struct scan walking = *scan;
    enum ikm_status status = IKM_OK;
    int64_t n_by_id = 0;
    for (size_t i = 0; i < places->n_places; i++)
        if (places->place[i].cell_id >= n_by_id)
            n_by_id = places->place[i].cell_id + 1;
    struct place *by_id = calloc((size_t)n_by_id + 1, sizeof *by_id);
    if (!by_id)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < places->n_places; i++)
        by_id[places->place[i].cell_id] = places->place[i];
    walking.walk = scan->with_texts ? &walk : NULL;
    if (walking.walk)
        status = store_walk_texts(scan->store, &walk, err);
    if (status == IKM_OK)
        status = scan_whole(&walking, by_id, n_by_id, err);
    store_end_walk(&walk);
    free(by_id);
    return status;
}

enum ikm_status store_scan(struct ikm_store *store,
                           const struct ikm_slice *slice, int with_texts,
                           ikm_response_visitor *visit, void *context,
                           struct ikm_error *err)
{
    struct scan scan = {.store = store,
                        .with_texts = with_texts,
                        .visit = visit,
                        .context = context};
    struct places places = {0};
    enum ikm_status status = store_pending_flush(store, err);
    if (status == IKM_OK)
        status = store_form_facts(store, slice->form_id, &scan.form, err);
    if (status == IKM_OK)
        status = find_places(store, slice, &places, err);
    if (status == IKM_OK)
        status = places.n_places * 8 > places.n_cells_of_form
                     ? scan_most(&scan, &places, err)
                     : scan_by_index(&scan, &places, err);
    free(places.place);
    return status;
}

enum ikm_status ikm_store_each_response(struct ikm_store *store,
                                        const struct ikm_slice *slice,
                                        int with_texts,
                                        ikm_response_visitor *visit,
                                        void *context, struct ikm_error *err)
{
    return store->kept && !with_texts && !store->change.open
               ? store_each_kept(store, slice, visit, context, err)
               : store_scan(store, slice, with_texts, visit, context, err);
}

static enum ikm_status visit_causes(struct ikm_store *store, sqlite3_stmt *rows,
                                    const struct form_cache *form,
                                    ikm_cause_visitor *visit, void *context,
                                    struct ikm_error *err)
{
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        const int32_t month = sqlite3_column_int(rows, 15);
        struct ikm_response r = {
            .unit_id = sqlite3_column_int64(rows, 14),
            .form_id = form->form_id,
            .date = {(int16_t)(month / 12), (uint8_t)(month % 12 + 1), 0},
        };
        const struct ikm_low_cause cause = {
            .element = (uint8_t)(sqlite3_column_int(rows, 16) - 1),
            .code = (uint8_t)sqlite3_column_int(rows, 17),
            .text = (const char *)sqlite3_column_text(rows, 18),
        };
        store_read_response(rows, 0, form, &r);
        status = visit(context, &r, &cause, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

enum ikm_status ikm_store_each_cause(struct ikm_store *store,
                                     const struct ikm_slice *slice,
                                     ikm_cause_visitor *visit, void *context,
                                     struct ikm_error *err)
{
    const struct form_cache *form = NULL;
    const bool all = slice->n_units == 0;
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    enum ikm_status status =
        store_form_facts(store, slice->form_id, &form, err);
    for (size_t i = 0; i < (all ? 1 : slice->n_units) && status == IKM_OK;
         i++) {
        sqlite3_stmt *rows = NULL;
        status = store_sql(store, all ? SQL_CAUSE_EACH : SQL_CAUSE_OF_UNIT,
                           &rows, err);
        if (status != IKM_OK)
            break;
        sqlite3_bind_int64(rows, 1, slice->form_id);
        sqlite3_bind_int(rows, 2, from);
        sqlite3_bind_int(rows, 3, to);
        if (!all)
            sqlite3_bind_int64(rows, 4, slice->unit_ids[i]);
        status = visit_causes(store, rows, form, visit, context, err);
    }
    return status;
}

void store_read_excluded(sqlite3_stmt *row, struct ikm_excluded *excluded)
{
    const int32_t month = sqlite3_column_int(row, 4);
    *excluded = (struct ikm_excluded){
        .row = sqlite3_column_int64(row, 0),
        .form_id = sqlite3_column_int64(row, 1),
        .unit_id = sqlite3_column_int64(row, 2),
        .service_id = sqlite3_column_int64(row, 3),
        .reason = (const char *)sqlite3_column_text(row, 6),
    };
    if (sqlite3_column_type(row, 4) != SQLITE_NULL)
        excluded->date =
            (struct ikm_date){(int16_t)(month / 12), (uint8_t)(month % 12 + 1),
                              (uint8_t)sqlite3_column_int(row, 5)};
}

/* 1 when the row is of the slice, or where it belongs is not known. */
static bool may_be_of_slice(const struct ikm_excluded *excluded,
                            const struct ikm_slice *slice)
{
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    const int32_t month = ikm_date_month_index(excluded->date);
    if (excluded->date.year != 0 && (month < from || month > to))
        return false;
    return excluded->unit_id == 0 ||
           store_slice_has_unit(slice, excluded->unit_id);
}

enum ikm_status ikm_store_each_excluded(struct ikm_store *store,
                                        const struct ikm_slice *slice,
                                        ikm_excluded_visitor *visit,
                                        void *context, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_EXCLUDED_OF_FORM, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, slice->form_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_excluded excluded;
        store_read_excluded(rows, &excluded);
        if (may_be_of_slice(&excluded, slice))
            status = visit(context, &excluded, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

static enum ikm_status add_excluded(struct ikm_store *store,
                                    const struct ikm_excluded *excluded,
                                    const struct ikm_digest *origin,
                                    struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_EXCLUDED_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, store->change.record_id);
    sqlite3_bind_int64(add, 2, excluded->row);
    sqlite3_bind_int64(add, 3, excluded->form_id);
    if (excluded->unit_id != 0)
        sqlite3_bind_int64(add, 4, excluded->unit_id);
    if (excluded->service_id != 0)
        sqlite3_bind_int64(add, 5, excluded->service_id);
    if (excluded->date.year != 0) {
        sqlite3_bind_int(add, 6, ikm_date_month_index(excluded->date));
        sqlite3_bind_int(add, 7, excluded->date.day);
    }
    store_bind_text(add, 8, excluded->reason);
    sqlite3_bind_int64(add, 9, ++store->change.n_excluded);
    if (origin)
        store_bind_digest(add, 10, origin);
    return store_run(store, add, err);
}

enum ikm_status store_put_excluded(struct ikm_store *store,
                                   const struct ikm_excluded *excluded,
                                   const struct ikm_digest *origin,
                                   struct ikm_error *err)
{
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = add_excluded(store, excluded, origin, err);
    if (status == IKM_OK) {
        store_hash_excluded(&store->change.excluded, excluded);
        store_hash_origin(&store->change.excluded, origin);
    }
    return status;
}

enum ikm_status ikm_store_add_excluded(struct ikm_store *store,
                                       const struct ikm_excluded *excluded,
                                       struct ikm_error *err)
{
    return store_put_excluded(store, excluded, NULL, err);
}

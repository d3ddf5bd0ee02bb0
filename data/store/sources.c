#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"

enum { ENTRY_BYTES = 12 }; /* hash 8, count 4, little-endian */

static void put_number(unsigned char *bytes, uint64_t number, int n_bytes)
{
    for (int i = 0; i < n_bytes; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
}

static uint64_t get_number(const unsigned char *bytes, int n_bytes)
{
    uint64_t number = 0;
    for (int i = 0; i < n_bytes; i++)
        number |= (uint64_t)bytes[i] << (8 * i);
    return number;
}

enum ikm_status store_put_source(struct ikm_store *store,
                                 const struct ikm_source *s,
                                 const struct ikm_digest *origin,
                                 struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const size_t n_bytes = s->sketch.n_entries * ENTRY_BYTES;
    unsigned char *sketch = malloc(n_bytes + 1);
    if (!sketch)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < s->sketch.n_entries; i++) {
        put_number(sketch + i * ENTRY_BYTES, s->sketch.entry[i].hash, 8);
        put_number(sketch + i * ENTRY_BYTES + 8, s->sketch.entry[i].count, 4);
    }
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_SOURCE_ADD, &add, err);
    if (status != IKM_OK)
        goto out;
    sqlite3_bind_int64(add, 1, store->change.record_id);
    store_bind_text(add, 2, s->name);
    sqlite3_bind_int64(add, 3, s->size_bytes);
    store_bind_digest(add, 4, &s->digest);
    sqlite3_bind_int64(add, 5, s->n_rows);
    store_bind_digest(add, 6, &s->rows);
    sqlite3_bind_blob(add, 7, sketch, (int)n_bytes, SQLITE_STATIC);
    if (origin)
        store_bind_digest(add, 8, origin);
    status = store_run(store, add, err);
    if (status == IKM_OK) {
        store_hash_source(&store->change.sources, s);
        store_hash_origin(&store->change.sources, origin);
    }
out:
    free(sketch);
    return status;
}

enum ikm_status ikm_store_add_source(struct ikm_store *store,
                                     const struct ikm_source *s,
                                     struct ikm_error *err)
{
    return store_put_source(store, s, NULL, err);
}

/* It stands in column 7. */
void store_read_sketch(sqlite3_stmt *row, struct ikm_sketch_entry *entry,
                       struct ikm_sketch *sketch)
{
    const unsigned char *bytes = sqlite3_column_blob(row, 7);
    const size_t n_bytes = (size_t)sqlite3_column_bytes(row, 7);
    *sketch = (struct ikm_sketch){.entry = entry};
    for (size_t i = 0; bytes && i + ENTRY_BYTES <= n_bytes &&
                       sketch->n_entries < IKM_SKETCH_ENTRIES;
         i += ENTRY_BYTES)
        entry[sketch->n_entries++] = (struct ikm_sketch_entry){
            get_number(bytes + i, 8), (uint32_t)get_number(bytes + i + 8, 4)};
}

void store_read_source(sqlite3_stmt *row, struct ikm_source *s)
{
    *s = (struct ikm_source){
        .name = (const char *)sqlite3_column_text(row, 1),
        .size_bytes = sqlite3_column_int64(row, 2),
        .n_rows = sqlite3_column_int64(row, 4),
        .at_ms = sqlite3_column_int64(row, 6),
    };
    (void)store_column_digest(row, 3, &s->digest);
    (void)store_column_digest(row, 5, &s->rows);
}

enum ikm_status ikm_store_each_source(struct ikm_store *store, int with_sketch,
                                      ikm_source_visitor *visit, void *context,
                                      struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    struct ikm_sketch_entry *entry = calloc(IKM_SKETCH_ENTRIES, sizeof *entry);
    if (!entry)
        return ikm_fail_memory(err);
    enum ikm_status status = store_sql(
        store, with_sketch ? SQL_SOURCE_EACH_WITH_SKETCH : SQL_SOURCE_EACH,
        &rows, err);
    if (status != IKM_OK)
        goto out;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_source source;
        store_read_source(rows, &source);
        store_read_sketch(rows, entry, &source.sketch);
        status = visit(context, &source, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
out:
    free(entry);
    return status;
}

enum ikm_status ikm_store_find_external(struct ikm_store *store,
                                        int64_t unit_id, const char *id,
                                        int64_t *ret_seq,
                                        uint64_t *ret_row_hash,
                                        struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_EXTERNAL_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, unit_id);
    store_bind_text(find, 2, id);
    status = store_step(store, find, &row, err);
    *ret_seq = row ? sqlite3_column_int64(find, 0) : 0;
    *ret_row_hash = row ? (uint64_t)sqlite3_column_int64(find, 1) : 0;
    sqlite3_reset(find);
    return status;
}

enum ikm_status ikm_store_add_external(struct ikm_store *store, int64_t unit_id,
                                       const char *id, uint64_t row_hash,
                                       int64_t seq, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_EXTERNAL_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, unit_id);
    store_bind_text(add, 2, id);
    sqlite3_bind_int64(add, 3, (int64_t)row_hash);
    sqlite3_bind_int64(add, 4, seq);
    return store_run(store, add, err);
}

static int64_t stamp_of(const struct ikm_response *r)
{
    const int64_t day = ikm_date_month_index(r->date) * 32 + r->date.day;
    return day * 86400 + r->second;
}

enum ikm_status ikm_store_add_stamp(struct ikm_store *store, int64_t seq,
                                    const struct ikm_response *response,
                                    uint64_t row_hash, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status = store_sql(store, SQL_STAMP_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, response->unit_id);
    sqlite3_bind_int64(add, 2, response->form_id);
    sqlite3_bind_int64(add, 3, stamp_of(response));
    sqlite3_bind_int64(add, 4, seq);
    sqlite3_bind_int64(add, 5, (int64_t)row_hash);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_count_stamps(struct ikm_store *store,
                                       const struct ikm_response *response,
                                       uint64_t row_hash,
                                       int64_t *ret_n_at_second,
                                       int64_t *ret_n_same_row,
                                       struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_STAMP_COUNT, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, response->unit_id);
    sqlite3_bind_int64(find, 2, response->form_id);
    sqlite3_bind_int64(find, 3, stamp_of(response));
    sqlite3_bind_int64(find, 4, (int64_t)row_hash);
    status = store_step(store, find, &row, err);
    *ret_n_at_second = row ? sqlite3_column_int64(find, 0) : 0;
    *ret_n_same_row = row ? sqlite3_column_int64(find, 1) : 0;
    sqlite3_reset(find);
    return status;
}

static enum ikm_status bind_bad_stamp(struct ikm_store *store, enum ikm_sql id,
                                      const struct ikm_response *response,
                                      uint64_t row_hash, sqlite3_stmt **ret,
                                      struct ikm_error *err)
{
    const enum ikm_status status = store_sql(store, id, ret, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(*ret, 1, response->unit_id);
    sqlite3_bind_int64(*ret, 2, response->form_id);
    sqlite3_bind_int64(*ret, 3, stamp_of(response));
    sqlite3_bind_int64(*ret, 4, (int64_t)row_hash);
    return IKM_OK;
}

enum ikm_status ikm_store_add_bad_stamp(struct ikm_store *store,
                                        const struct ikm_response *response,
                                        uint64_t row_hash,
                                        struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status =
        bind_bad_stamp(store, SQL_STAMP_BAD_ADD, response, row_hash, &add, err);
    return status == IKM_OK ? store_run(store, add, err) : status;
}

enum ikm_status ikm_store_count_bad_stamps(struct ikm_store *store,
                                           const struct ikm_response *response,
                                           uint64_t row_hash,
                                           int64_t *ret_n_same_row,
                                           struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = bind_bad_stamp(store, SQL_STAMP_BAD_COUNT,
                                            response, row_hash, &find, err);
    if (status != IKM_OK)
        return status;
    status = store_step(store, find, &row, err);
    *ret_n_same_row = row ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    return status;
}

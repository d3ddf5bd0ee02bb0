#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"

enum { COMPARE_LIMIT_BYTES = 2 * 1024 * 1024 };

/* ---- batches ---- */

static bool read_base(sqlite3_stmt *row, int column, struct ikm_uuid_base *base)
{
    const void *blob = sqlite3_column_blob(row, column);
    if (!blob || sqlite3_column_bytes(row, column) != IKM_UUID_BASE_BYTES)
        return false;
    memcpy(base->bytes, blob, IKM_UUID_BASE_BYTES);
    return true;
}

enum ikm_status ikm_store_each_batch(struct ikm_store *store,
                                     ikm_batch_visitor *visit, void *context,
                                     struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_BATCH_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_batch batch = {.first_seq = sqlite3_column_int64(rows, 0),
                                  .n_responses = sqlite3_column_int64(rows, 1)};
        if (read_base(rows, 2, &batch.base))
            status = visit(context, &batch, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

enum ikm_status ikm_store_find_batch(struct ikm_store *store,
                                     const struct ikm_uuid_base *base,
                                     struct ikm_batch *ret_batch,
                                     struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_batch = (struct ikm_batch){.base = *base};
    enum ikm_status status = store_sql(store, SQL_BATCH_OF_BASE, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_blob(find, 1, base->bytes, IKM_UUID_BASE_BYTES, SQLITE_STATIC);
    status = store_step(store, find, &row, err);
    if (status == IKM_OK && row) {
        ret_batch->first_seq = sqlite3_column_int64(find, 0);
        ret_batch->n_responses = sqlite3_column_int64(find, 1);
    }
    sqlite3_reset(find);
    return status;
}

enum ikm_status ikm_store_start_batch(struct ikm_store *store,
                                      const struct ikm_uuid_base *base,
                                      struct ikm_error *err)
{
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_close_batch(store, err);
    if (status == IKM_OK)
        store->change.base = *base;
    return status;
}

/* ---- a response and its history ---- */

/* Reads the changes of a response: contents before each, and who made it. The
 * maker of change i leads to version i + 1. */
static enum ikm_status read_changes(struct ikm_store *store, int64_t seq,
                                    struct ikm_arena *arena, size_t *n,
                                    struct ikm_version **versions,
                                    struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    size_t room = 0;
    enum ikm_status status = store_sql(store, SQL_VERSION_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, seq);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        if (*n + 2 > room) {
            room = room ? 2 * room : 4;
            struct ikm_version *grown =
                ikm_arena_take(arena, room, sizeof *grown);
            if (!grown) {
                status = ikm_fail_memory(err);
                break;
            }
            if (*n > 0)
                memcpy(grown, *versions, (*n + 1) * sizeof *grown);
            *versions = grown;
        }
        struct ikm_version *version = &(*versions)[(*n)++];
        struct ikm_maker *maker = &version[1].maker;
        status = store_decode(sqlite3_column_blob(rows, 0),
                              (size_t)sqlite3_column_bytes(rows, 0), arena,
                              &version->response, err);
        maker->at_ms = sqlite3_column_int64(rows, 1);
        if (status == IKM_OK)
            status = store_text(rows, 2, arena, &maker->actor, err);
        if (status == IKM_OK)
            status = store_text(rows, 3, arena, &maker->action, err);
        if (status == IKM_OK)
            status = store_text(rows, 4, arena, &maker->reason, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

enum ikm_status ikm_store_versions(struct ikm_store *store, int64_t seq,
                                   struct ikm_arena *arena, size_t *ret_n,
                                   struct ikm_version **ret_versions,
                                   struct ikm_error *err)
{
    struct ikm_version *versions = NULL;
    size_t n = 0;
    int64_t cell_id = 0;
    enum ikm_status status =
        read_changes(store, seq, arena, &n, &versions, err);
    if (status == IKM_OK && !versions) {
        versions = ikm_arena_take(arena, 1, sizeof *versions);
        if (!versions)
            status = ikm_fail_memory(err);
    }
    if (status == IKM_OK)
        status = store_read_seq(store, seq, arena, &versions[n].response,
                                &cell_id, err);
    *ret_n = n + 1;
    *ret_versions = versions;
    return status;
}

enum ikm_status ikm_store_add_version(struct ikm_store *store, int64_t seq,
                                      const struct ikm_version *version,
                                      struct ikm_error *err)
{
    return store_replace(store, seq, &version->response, &version->maker, err);
}

enum ikm_status ikm_store_same_content(const struct ikm_response *a,
                                       const struct ikm_response *b,
                                       int *ret_same, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(COMPARE_LIMIT_BYTES);
    struct ikm_text one = IKM_TEXT(&arena);
    struct ikm_text two = IKM_TEXT(&arena);
    enum ikm_status status = IKM_OK;
    store_encode(a, &one);
    store_encode(b, &two);
    if (one.status != IKM_OK || two.status != IKM_OK)
        status = ikm_fail_memory(err);
    else
        *ret_same = one.length_bytes == two.length_bytes &&
                    memcmp(one.bytes, two.bytes, one.length_bytes) == 0;
    ikm_arena_release(&arena);
    return status;
}

/* ---- excluded rows and sources ---- */

enum ikm_status ikm_store_knows_origin(struct ikm_store *store,
                                       const struct ikm_digest *origin,
                                       int *ret_known, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    int64_t known = 0;
    enum ikm_status status = store_sql(store, SQL_ORIGIN_KNOWN, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(find, 1, origin);
    status = store_one(store, find, 0, &known, err);
    *ret_known = known != 0;
    return status;
}

enum ikm_status
ikm_store_each_excluded_origin(struct ikm_store *store,
                               ikm_merge_excluded_visitor *visit, void *context,
                               struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_EXCLUDED_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_excluded excluded;
        struct ikm_digest origin = {{0}};
        store_read_excluded(rows, &excluded);
        (void)store_column_digest(rows, 7, &origin);
        status = visit(context, &excluded, &origin, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

enum ikm_status ikm_store_each_source_origin(struct ikm_store *store,
                                             ikm_merge_source_visitor *visit,
                                             void *context,
                                             struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    struct ikm_sketch_entry *entry = calloc(IKM_SKETCH_ENTRIES, sizeof *entry);
    if (!entry)
        return ikm_fail_memory(err);
    enum ikm_status status =
        store_sql(store, SQL_SOURCE_EACH_WITH_ORIGIN, &rows, err);
    while (status == IKM_OK &&
           (status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_source source;
        struct ikm_digest origin = {{0}};
        store_read_source(rows, &source);
        store_read_sketch(rows, entry, &source.sketch);
        (void)store_column_digest(rows, 8, &origin);
        status = visit(context, &source, &origin, err);
    }
    sqlite3_reset(rows);
    free(entry);
    return status;
}

enum ikm_status ikm_store_merge_excluded(struct ikm_store *store,
                                         const struct ikm_excluded *excluded,
                                         const struct ikm_digest *origin,
                                         struct ikm_error *err)
{
    return store_put_excluded(store, excluded, origin, err);
}

enum ikm_status ikm_store_merge_source(struct ikm_store *store,
                                       const struct ikm_source *source,
                                       const struct ikm_digest *origin,
                                       struct ikm_error *err)
{
    return store_put_source(store, source, origin, err);
}

/* ---- what rows are known again by ---- */

static struct ikm_known_row read_known(enum ikm_known_kind kind,
                                       sqlite3_stmt *row)
{
    struct ikm_known_row known = {
        .kind = kind, .unit_id = sqlite3_column_int64(row, 0), .id = ""};
    if (kind == IKM_KNOWN_ID) {
        known.id = (const char *)sqlite3_column_text(row, 1);
        known.row_hash = (uint64_t)sqlite3_column_int64(row, 2);
        known.seq = sqlite3_column_int64(row, 3);
        return known;
    }
    known.form_id = sqlite3_column_int64(row, 1);
    known.second = sqlite3_column_int64(row, 2);
    if (kind == IKM_KNOWN_SECOND) {
        known.seq = sqlite3_column_int64(row, 3);
        known.row_hash = (uint64_t)sqlite3_column_int64(row, 4);
    } else {
        known.row_hash = (uint64_t)sqlite3_column_int64(row, 3);
        known.n_rows = sqlite3_column_int64(row, 4);
    }
    return known;
}

enum ikm_status ikm_store_each_known_row(struct ikm_store *store,
                                         ikm_known_visitor *visit,
                                         void *context, struct ikm_error *err)
{
    static const enum ikm_sql queries[] = {
        [IKM_KNOWN_ID] = SQL_EXTERNAL_EACH,
        [IKM_KNOWN_SECOND] = SQL_STAMP_EACH,
        [IKM_KNOWN_BAD] = SQL_STAMP_BAD_EACH,
    };
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(queries) && status == IKM_OK; i++) {
        sqlite3_stmt *rows = NULL;
        bool row = false;
        status = store_sql(store, queries[i], &rows, err);
        while (status == IKM_OK &&
               (status = store_step(store, rows, &row, err)) == IKM_OK && row) {
            const struct ikm_known_row known =
                read_known((enum ikm_known_kind)i, rows);
            status = visit(context, &known, err);
        }
        sqlite3_reset(rows);
    }
    return status;
}

enum ikm_status ikm_store_merge_known_row(struct ikm_store *store,
                                          const struct ikm_known_row *row,
                                          struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    if (row->kind == IKM_KNOWN_ID)
        return ikm_store_add_external(store, row->unit_id, row->id,
                                      row->row_hash, row->seq, err);
    const bool is_bad = row->kind == IKM_KNOWN_BAD;
    const enum ikm_status status = store_sql(
        store, is_bad ? SQL_STAMP_BAD_RAISE : SQL_STAMP_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, row->unit_id);
    sqlite3_bind_int64(add, 2, row->form_id);
    sqlite3_bind_int64(add, 3, row->second);
    sqlite3_bind_int64(add, 4, is_bad ? (int64_t)row->row_hash : row->seq);
    sqlite3_bind_int64(add, 5, is_bad ? row->n_rows : (int64_t)row->row_hash);
    return store_run(store, add, err);
}

/* ---- the merge itself ---- */

enum ikm_status ikm_store_note_merged(struct ikm_store *store, const char *name,
                                      const struct ikm_verified *state,
                                      struct ikm_error *err)
{
    struct change *change = &store->change;
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_MERGED_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, change->record_id);
    sqlite3_bind_int64(add, 2, ++change->n_merged);
    store_bind_text(add, 3, name);
    sqlite3_bind_int64(add, 4, state->n_records);
    store_bind_digest(add, 5, &state->head);
    status = store_run(store, add, err);
    if (status == IKM_OK)
        store_hash_merged(&change->merged, name, state->n_records,
                          &state->head);
    return status;
}

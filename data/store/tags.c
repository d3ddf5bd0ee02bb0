#include "data/store/internal.h"
#include "data/store_find.h"

void store_hash_tag(struct ikm_hasher *hasher, const struct ikm_tag *tag)
{
    store_hash_number(hasher, tag->seq);
    store_hash_number(hasher, tag->element);
    store_hash_number(hasher, tag->is_set);
    if (!tag->actor)
        return;
    store_hash_number(hasher, tag->at_ms);
    store_hash_text(hasher, tag->actor);
}

enum ikm_status ikm_store_add_tag(struct ikm_store *store,
                                  const struct ikm_tag *tag,
                                  struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_TAG_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, store->change.record_id);
    sqlite3_bind_int64(add, 2, ++store->change.n_tags);
    sqlite3_bind_int64(add, 3, tag->seq);
    sqlite3_bind_int(add, 4, tag->element + 1);
    sqlite3_bind_int(add, 5, tag->is_set != 0);
    if (tag->actor) {
        sqlite3_bind_int64(add, 6, tag->at_ms);
        store_bind_text(add, 7, tag->actor);
    }
    store_hash_tag(&store->change.tags, tag);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_tags(struct ikm_store *store, int64_t seq,
                               struct ikm_arena *arena, size_t *ret_n_tags,
                               const struct ikm_tag **ret_tags,
                               struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    struct ikm_tag *tags = NULL;
    size_t n = 0, room = 0;
    enum ikm_status status = store_sql(store, SQL_TAG_OF, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, seq);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        tags = ikm_arena_grow(arena, tags, n, &room, sizeof *tags);
        if (!tags) {
            status = ikm_fail_memory(err);
            break;
        }
        tags[n] = (struct ikm_tag){
            .seq = seq,
            .element = (uint8_t)(sqlite3_column_int(rows, 0) - 1),
            .is_set = sqlite3_column_int(rows, 1),
            .at_ms = sqlite3_column_int64(rows, 2)};
        status = store_text(rows, 3, arena, &tags[n].actor, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n_tags = n;
    *ret_tags = tags;
    return status;
}

enum ikm_status ikm_store_tagged(struct ikm_store *store, int64_t seq,
                                 uint32_t *ret_bits, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_TAG_OF, &rows, err);
    *ret_bits = 0;
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, seq);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        const int element = sqlite3_column_int(rows, 0) - 1;
        if (element < 0 || element >= IKM_MAX_ELEMENTS)
            continue;
        if (sqlite3_column_int(rows, 1))
            *ret_bits |= UINT32_C(1) << element;
        else
            *ret_bits &= ~(UINT32_C(1) << element);
    }
    return status;
}

/* Columns seq, element, is_set, at_ms, actor; the actor is borrowed. */
void store_read_tag(sqlite3_stmt *row, struct ikm_tag *ret_tag)
{
    *ret_tag = (struct ikm_tag){
        .seq = sqlite3_column_int64(row, 0),
        .element = (uint8_t)(sqlite3_column_int(row, 1) - 1),
        .is_set = sqlite3_column_int(row, 2),
        .at_ms = sqlite3_column_int64(row, 3),
        .actor = (const char *)sqlite3_column_text(row, 4),
    };
}

enum ikm_status ikm_store_each_tag(struct ikm_store *store,
                                   ikm_tag_visitor *visit, void *context,
                                   struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_TAG_EACH, &rows, err);
    while (status == IKM_OK) {
        struct ikm_tag tag;
        status = store_step(store, rows, &row, err);
        if (status != IKM_OK || !row)
            break;
        store_read_tag(rows, &tag);
        status = visit(context, &tag, err);
    }
    if (rows)
        sqlite3_reset(rows);
    return status;
}

#include <string.h>

#include "data/store/internal.h"
#include "data/store_publications.h"

enum ikm_status
ikm_store_add_publication(struct ikm_store *store,
                          const struct ikm_publication *publication,
                          int64_t *ret_id, struct ikm_error *err)
{
    char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_PUBLICATION_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_digest digest =
        ikm_digest_of(publication->figures, strlen(publication->figures));
    sqlite3_bind_int64(add, 1, store->change.record_id);
    sqlite3_bind_int64(add, 2, publication->unit_id);
    store_bind_text(add, 3, ikm_period_text(&publication->period, period));
    store_bind_text(add, 4, publication->medium);
    store_bind_text(add, 5, ikm_date_text(publication->date, day));
    store_bind_text(add, 6, publication->address);
    store_bind_text(add, 7, publication->photo);
    store_bind_text(add, 8, publication->figures);
    store_bind_digest(add, 9, &digest);
    status = store_run(store, add, err);
    if (status == IKM_OK && ret_id)
        *ret_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static enum ikm_status read_publication(sqlite3_stmt *row,
                                        struct ikm_arena *arena,
                                        struct ikm_publication *p,
                                        struct ikm_error *err)
{
    struct ikm_timestamp at = {.second = -1};
    const char *day = (const char *)sqlite3_column_text(row, 4);
    const struct {
        int column;
        const char **text;
    } texts[] = {{3, &p->medium},
                 {5, &p->address},
                 {6, &p->photo},
                 {7, &p->figures},
                 {11, &p->actor}};
    p->publication_id = sqlite3_column_int64(row, 0);
    p->unit_id = sqlite3_column_int64(row, 1);
    p->record_id = sqlite3_column_int64(row, 9);
    p->at_ms = sqlite3_column_int64(row, 10);
    if (!day || !ikm_timestamp_parse(day, IKM_DATES_DMY, &at) ||
        !store_column_digest(row, 8, &p->digest))
        return ikm_fail(err, IKM_INPUT,
                        "catatan publikasi %lld rusak; jalankan: ikm verify",
                        "publication %lld is damaged; run: ikm verify",
                        (long long)p->publication_id);
    p->date = at.date;
    enum ikm_status status = store_read_period(row, 2, &p->period, err);
    for (size_t i = 0; i < IKM_COUNT(texts) && status == IKM_OK; i++)
        status = store_text(row, texts[i].column, arena, texts[i].text, err);
    return status;
}

static enum ikm_status
read_publications(struct ikm_store *store, sqlite3_stmt *rows,
                  struct ikm_arena *arena, size_t *ret_n,
                  const struct ikm_publication **ret_publications,
                  struct ikm_error *err)
{
    struct ikm_publication *all = NULL;
    size_t n = 0;
    size_t room = 0;
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_publication *grown =
            ikm_arena_grow(arena, all, n, &room, sizeof *all);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        all = grown;
        status = read_publication(rows, arena, &all[n], err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_publications = all;
    return status;
}

enum ikm_status
ikm_store_publications(struct ikm_store *store, int64_t unit_id,
                       struct ikm_arena *arena, size_t *ret_n,
                       const struct ikm_publication **ret_publications,
                       struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_PUBLICATION_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    return read_publications(store, rows, arena, ret_n, ret_publications, err);
}

enum ikm_status ikm_store_publications_of(
    struct ikm_store *store, int64_t unit_id, const struct ikm_period *period,
    struct ikm_arena *arena, size_t *ret_n,
    const struct ikm_publication **ret_publications, struct ikm_error *err)
{
    char text[IKM_PERIOD_TEXT_BYTES];
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_PUBLICATION_OF, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    store_bind_text(rows, 2, ikm_period_text(period, text));
    return read_publications(store, rows, arena, ret_n, ret_publications, err);
}

enum ikm_status store_verify_publications(struct ikm_store *store,
                                          struct ikm_faults *faults,
                                          struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(store, SQL_PUBLICATION_FIGURES, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_digest kept = {{0}};
        const void *figures = sqlite3_column_blob(rows, 1);
        const struct ikm_digest digest = ikm_digest_of(
            figures ? figures : "", (size_t)sqlite3_column_bytes(rows, 1));
        if (!store_column_digest(rows, 2, &kept) ||
            memcmp(kept.bytes, digest.bytes, IKM_DIGEST_BYTES) != 0)
            ikm_fault_add(faults, 0, 0,
                          "publikasi %lld: angka yang dibekukan berubah",
                          "publication %lld: its frozen figures have changed",
                          (long long)sqlite3_column_int64(rows, 0));
    }
    return status;
}

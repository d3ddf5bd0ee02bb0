#include <string.h>

#include "data/store/internal.h"
#include "data/store_annexes.h"

static enum ikm_status check_room(struct ikm_store *store,
                                  const struct ikm_annex *annex,
                                  const char *period, struct ikm_error *err)
{
    sqlite3_stmt *count = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_ANNEX_COUNT, &count, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(count, 1, annex->unit_id);
    store_bind_text(count, 2, period);
    status = store_step(store, count, &row, err);
    const int64_t n = row ? sqlite3_column_int64(count, 0) : 0;
    sqlite3_reset(count);
    if (status == IKM_OK && n >= IKM_ANNEXES_MOST)
        status = ikm_fail(err, IKM_LIMIT,
                          "unit dan periode ini sudah mempunyai %d lampiran; "
                          "hapus dulu yang tidak dipakai",
                          "this office and period has %d annexes already; "
                          "remove one first",
                          (int)IKM_ANNEXES_MOST);
    return status;
}

enum ikm_status ikm_store_add_annex(struct ikm_store *store,
                                    const struct ikm_annex *annex,
                                    int64_t *ret_id, struct ikm_error *err)
{
    char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    const void *image = annex->image ? annex->image : (const void *)"";
    sqlite3_stmt *add = NULL;
    (void)ikm_period_text(&annex->period, period);
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = check_room(store, annex, period, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_ANNEX_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_digest digest = ikm_digest_of(image, annex->image_bytes);
    sqlite3_bind_int64(add, 1, store->change.record_id);
    sqlite3_bind_int64(add, 2, annex->unit_id);
    store_bind_text(add, 3, period);
    sqlite3_bind_int(add, 4, (int)annex->kind);
    store_bind_text(add, 5, ikm_date_text(annex->date, day));
    store_bind_text(add, 6, annex->caption);
    store_bind_text(add, 7, annex->place);
    sqlite3_bind_int64(add, 8, annex->attended);
    store_bind_text(add, 9, annex->note);
    sqlite3_bind_blob64(add, 10, image, annex->image_bytes, SQLITE_TRANSIENT);
    store_bind_digest(add, 11, &digest);
    status = store_run(store, add, err);
    if (status == IKM_OK)
        *ret_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

enum ikm_status ikm_store_remove_annex(struct ikm_store *store,
                                       int64_t annex_id, struct ikm_error *err)
{
    sqlite3_stmt *remove = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_ANNEX_REMOVE, &remove, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(remove, 1, annex_id);
    status = store_run(store, remove, err);
    if (status == IKM_OK && sqlite3_changes(store->db) == 0)
        return ikm_fail(err, IKM_INPUT,
                        "tidak ada lampiran nomor %lld; lihat: ikm annex list",
                        "there is no annex %lld; see: ikm annex list",
                        (long long)annex_id);
    return status;
}

static enum ikm_status read_annex(sqlite3_stmt *row, int with_image,
                                  struct ikm_arena *arena,
                                  struct ikm_annex *annex,
                                  struct ikm_error *err)
{
    struct ikm_timestamp at = {.second = -1};
    const char *day = (const char *)sqlite3_column_text(row, 4);
    *annex = (struct ikm_annex){
        .annex_id = sqlite3_column_int64(row, 0),
        .unit_id = sqlite3_column_int64(row, 1),
        .kind = sqlite3_column_int(row, 3) == IKM_ANNEX_FORUM ? IKM_ANNEX_FORUM
                                                              : IKM_ANNEX_PHOTO,
        .attended = sqlite3_column_int64(row, 7)};
    if (!day || !ikm_timestamp_parse(day, IKM_DATES_DMY, &at))
        return ikm_fail(err, IKM_INPUT,
                        "lampiran %lld rusak; jalankan: ikm verify",
                        "annex %lld is damaged; run: ikm verify",
                        (long long)annex->annex_id);
    annex->date = at.date;
    enum ikm_status status = store_read_period(row, 2, &annex->period, err);
    if (status == IKM_OK)
        status = store_text(row, 5, arena, &annex->caption, err);
    if (status == IKM_OK)
        status = store_text(row, 6, arena, &annex->place, err);
    if (status == IKM_OK)
        status = store_text(row, 8, arena, &annex->note, err);
    if (status != IKM_OK)
        return status;
    annex->image_bytes = with_image ? (size_t)sqlite3_column_bytes(row, 9)
                                    : (size_t)sqlite3_column_int64(row, 9);
    if (!with_image || annex->image_bytes == 0)
        return IKM_OK;
    unsigned char *image = ikm_arena_take(arena, annex->image_bytes, 1);
    if (!image)
        return ikm_fail_memory(err);
    memcpy(image, sqlite3_column_blob(row, 9), annex->image_bytes);
    annex->image = image;
    return IKM_OK;
}

static enum ikm_status read_all(struct ikm_store *store, sqlite3_stmt *rows,
                                int with_image, struct ikm_arena *arena,
                                size_t *ret_n,
                                const struct ikm_annex **ret_annexes,
                                struct ikm_error *err)
{
    struct ikm_annex *all = NULL;
    size_t n = 0, room = 0;
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_annex *grown =
            ikm_arena_grow(arena, all, n, &room, sizeof *all);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        all = grown;
        status = read_annex(rows, with_image, arena, &all[n], err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_annexes = all;
    return status;
}

enum ikm_status ikm_store_annexes_of(struct ikm_store *store, int64_t unit_id,
                                     const struct ikm_period *period,
                                     struct ikm_arena *arena, size_t *ret_n,
                                     const struct ikm_annex **ret_annexes,
                                     struct ikm_error *err)
{
    char text[IKM_PERIOD_TEXT_BYTES];
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status = store_sql(store, SQL_ANNEX_OF, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    store_bind_text(rows, 2, ikm_period_text(period, text));
    return read_all(store, rows, 1, arena, ret_n, ret_annexes, err);
}

enum ikm_status ikm_store_annexes(struct ikm_store *store,
                                  struct ikm_arena *arena, size_t *ret_n,
                                  const struct ikm_annex **ret_annexes,
                                  struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status = store_sql(store, SQL_ANNEX_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    return read_all(store, rows, 0, arena, ret_n, ret_annexes, err);
}

enum ikm_status store_verify_annexes(struct ikm_store *store,
                                     struct ikm_faults *faults,
                                     struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_ANNEX_IMAGES, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_digest kept = {{0}};
        const void *image = sqlite3_column_blob(rows, 1);
        const struct ikm_digest digest = ikm_digest_of(
            image ? image : "", (size_t)sqlite3_column_bytes(rows, 1));
        if (!store_column_digest(rows, 2, &kept) ||
            memcmp(kept.bytes, digest.bytes, IKM_DIGEST_BYTES) != 0)
            ikm_fault_add(faults, 0, 0, "lampiran %lld: gambarnya berubah",
                          "annex %lld: its image has changed",
                          (long long)sqlite3_column_int64(rows, 0));
    }
    return status;
}

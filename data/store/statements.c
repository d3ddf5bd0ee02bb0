#include <string.h>

#include "data/store/internal.h"
#include "sql_embedded.h"

bool store_may_keep(const struct ikm_store *store)
{
    return store->writable && !store->keeps_nothing &&
           sqlite3_get_autocommit(store->db) != 0;
}

enum ikm_status store_kept(struct ikm_store *store, enum ikm_status status)
{
    if (status != IKM_IO && status != IKM_BUSY && status != IKM_DENIED)
        return status;
    store->keeps_nothing = status != IKM_BUSY;
    return IKM_OK;
}

/* The file's name as people know it: without its folders. */
static const char *name_of(sqlite3 *db, enum ikm_lang lang)
{
    const char *path = sqlite3_db_filename(db, "main");
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path;
    return name && *name ? name
                         : ikm_say(lang, "berkas survei", "the survey file");
}

enum ikm_status store_fail(const struct ikm_store *store, struct ikm_error *err)
{
    const char *said = sqlite3_errmsg(store->db);
    const char *name = name_of(store->db, err->lang);
    switch (sqlite3_errcode(store->db) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ikm_fail(err, IKM_BUSY,
                        "%s: sedang dipakai program lain; coba lagi",
                        "%s: another program is using it; try again", name);
    case SQLITE_FULL:
        return ikm_fail(err, IKM_IO,
                        "%s: penyimpanan penuh, tidak ada yang disimpan; "
                        "kosongkan tempat lalu ulangi",
                        "%s: the disk is full, nothing was stored; make room "
                        "and try again",
                        name);
    case SQLITE_NOMEM: return ikm_fail_memory(err);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ikm_fail(err, IKM_INPUT,
                        "%s: bukan berkas survei ikm, atau rusak (%s)",
                        "%s: no ikm survey file, or damaged (%s)", name, said);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ikm_fail(err, IKM_DENIED,
                        "%s: Anda tidak berhak menulisi berkas ini atau "
                        "foldernya",
                        "%s: you may not write to this file or its folder",
                        name);
    default:
        return ikm_fail(err, IKM_IO, "%s: tidak dapat dibaca atau ditulis (%s)",
                        "%s: cannot be read or written (%s)", name, said);
    }
}

enum ikm_status store_sql(struct ikm_store *store, enum ikm_sql id,
                          sqlite3_stmt **ret_statement, struct ikm_error *err)
{
    const enum ikm_status status = store_settle(store, err);
    if (status != IKM_OK)
        return status;
    if (!store->prepared[id]) {
        const int rc = sqlite3_prepare_v3(store->db, sql_text[id], -1,
                                          SQLITE_PREPARE_PERSISTENT,
                                          &store->prepared[id], NULL);
        if (rc != SQLITE_OK)
            return store_fail(store, err);
    }
    sqlite3_reset(store->prepared[id]);
    sqlite3_clear_bindings(store->prepared[id]);
    *ret_statement = store->prepared[id];
    return IKM_OK;
}

enum ikm_status store_lend(struct ikm_store *store, enum ikm_sql id,
                           sqlite3_stmt **ret_statement, struct ikm_error *err)
{
    if (!store->change.open)
        return ikm_fail(err, IKM_BUG, "perubahan tanpa transaksi",
                        "a change without a transaction");
    return store_sql(store, id, ret_statement, err);
}

enum ikm_status store_step(struct ikm_store *store, sqlite3_stmt *statement,
                           bool *ret_row, struct ikm_error *err)
{
    *ret_row = false;
    enum ikm_status status = store_settle(store, err);
    if (status != IKM_OK)
        return status;
    const int rc = sqlite3_step(statement);
    *ret_row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW)
        return IKM_OK;
    if (rc != SQLITE_DONE)
        status = store_fail(store, err);
    sqlite3_reset(statement);
    return status;
}

enum ikm_status store_run(struct ikm_store *store, sqlite3_stmt *statement,
                          struct ikm_error *err)
{
    bool row = false;
    const enum ikm_status status = store_step(store, statement, &row, err);
    sqlite3_reset(statement);
    return status;
}

enum ikm_status store_exec(struct ikm_store *store, const char *sql,
                           struct ikm_error *err)
{
    const enum ikm_status status = store_settle(store, err);
    if (status != IKM_OK)
        return status;
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(store, err);
    return IKM_OK;
}

enum ikm_status store_one(struct ikm_store *store, sqlite3_stmt *statement,
                          int64_t none, int64_t *ret_value,
                          struct ikm_error *err)
{
    bool row = false;
    const enum ikm_status status = store_step(store, statement, &row, err);
    if (status != IKM_OK)
        return status;
    *ret_value = row ? sqlite3_column_int64(statement, 0) : none;
    sqlite3_reset(statement);
    return IKM_OK;
}

enum ikm_status store_text(sqlite3_stmt *statement, int column,
                           struct ikm_arena *arena, const char **ret_text,
                           struct ikm_error *err)
{
    const void *text = sqlite3_column_text(statement, column);
    *ret_text = NULL;
    if (!text)
        return IKM_OK;
    *ret_text = ikm_arena_copy(arena, text,
                               (size_t)sqlite3_column_bytes(statement, column));
    return *ret_text ? IKM_OK : ikm_fail_memory(err);
}

void store_bind_text(sqlite3_stmt *statement, int parameter, const char *text)
{
    if (text)
        sqlite3_bind_text(statement, parameter, text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, parameter);
}

void store_bind_digest(sqlite3_stmt *statement, int parameter,
                       const struct ikm_digest *digest)
{
    sqlite3_bind_blob(statement, parameter, digest->bytes, IKM_DIGEST_BYTES,
                      SQLITE_TRANSIENT);
}

bool store_column_digest(sqlite3_stmt *statement, int column,
                         struct ikm_digest *ret_digest)
{
    const void *blob = sqlite3_column_blob(statement, column);
    if (!blob || sqlite3_column_bytes(statement, column) != IKM_DIGEST_BYTES)
        return false;
    memcpy(ret_digest->bytes, blob, IKM_DIGEST_BYTES);
    return true;
}

enum ikm_status store_migrate(struct ikm_store *store, int from,
                              struct ikm_error *err)
{
    for (int i = from; i < SQL_MIGRATION_COUNT; i++) {
        enum ikm_status status = store_exec(store, sql_migrations[i].text, err);
        if (status != IKM_OK)
            return status;
        char pragma[64];
        sqlite3_snprintf((int)sizeof pragma, pragma, "PRAGMA user_version = %d",
                         sql_migrations[i].number);
        status = store_exec(store, pragma, err);
        if (status != IKM_OK)
            return status;
    }
    return IKM_OK;
}

int store_newest_schema(void)
{
    return SQL_MIGRATION_COUNT;
}

enum ikm_status ikm_store_check_sql(struct ikm_store *store,
                                    struct ikm_error *err)
{
    for (int id = 0; id < SQL_COUNT; id++) {
        sqlite3_stmt *ignored = NULL;
        const enum ikm_status status =
            store_sql(store, (enum ikm_sql)id, &ignored, err);
        if (status != IKM_OK)
            return status;
    }
    return IKM_OK;
}

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/store/internal.h"

enum {
    APPLICATION_ID = 0x494B4D31, /* "IKM1" */
    WAIT_MS = 10000,
    FORMS_LIMIT_BYTES = 16 * 1024 * 1024
};

/* Tells the file system's refusals apart before SQLite says "unable to open
 * database file" to all of them. */
static enum ikm_status look_at_path(const char *path, enum ikm_store_mode mode,
                                    struct ikm_error *err)
{
    struct stat facts;
    const bool there = stat(path, &facts) == 0;
    if (mode == IKM_STORE_CREATE) {
        if (!there)
            return IKM_OK;
        return ikm_fail(err, IKM_EXISTS,
                        "%s: sudah ada; tidak ditimpa. Pakai nama lain",
                        "%s: is there already and is not overwritten; use "
                        "another name",
                        path);
    }
    if (!there && errno == EACCES)
        return ikm_fail(err, IKM_DENIED, "%s: Anda tidak berhak membukanya",
                        "%s: you may not open it", path);
    if (!there)
        return ikm_fail(err, IKM_NO_FILE,
                        "%s: berkas survei tidak ada; buat dengan: ikm init",
                        "%s: there is no such survey file; make one with: ikm "
                        "init",
                        path);
    if (!S_ISREG(facts.st_mode))
        return ikm_fail(err, IKM_INPUT, "%s: bukan berkas survei",
                        "%s: is not a survey file", path);
    if (access(path, R_OK) != 0 ||
        (mode == IKM_STORE_WRITE && access(path, W_OK) != 0))
        return ikm_fail(err, IKM_DENIED, "%s: Anda tidak berhak %s berkas ini",
                        "%s: you may not %s this file", path,
                        mode == IKM_STORE_WRITE
                            ? ikm_say(err->lang, "menulisi", "write to")
                            : ikm_say(err->lang, "membaca", "read"));
    return IKM_OK;
}

static enum ikm_status pragma_number(struct ikm_store *store, const char *sql,
                                     int *ret_number, struct ikm_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum ikm_status status = IKM_OK;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return store_fail(store, err);
    if (sqlite3_step(statement) == SQLITE_ROW)
        *ret_number = sqlite3_column_int(statement, 0);
    else
        status = store_fail(store, err);
    sqlite3_finalize(statement);
    return status;
}

static enum ikm_status create_schema(struct ikm_store *store,
                                     struct ikm_error *err)
{
    char pragma[64];
    sqlite3_snprintf((int)sizeof pragma, pragma, "PRAGMA application_id = %d",
                     (int)APPLICATION_ID);
    enum ikm_status status = store_exec(store, "BEGIN IMMEDIATE", err);
    if (status == IKM_OK)
        status = store_exec(store, pragma, err);
    if (status == IKM_OK)
        status = store_migrate(store, 0, err);
    if (status == IKM_OK)
        status = store_exec(store, "COMMIT", err);
    return status;
}

/* A copy in a place of its own that goes away with the store. */
static enum ikm_status copy_aside(struct ikm_store *store,
                                  struct ikm_error *err)
{
    sqlite3 *copy = NULL;
    enum ikm_status status = IKM_OK;
    if (sqlite3_open("", &copy) != SQLITE_OK) {
        sqlite3_close(copy);
        return ikm_fail_memory(err);
    }
    sqlite3_backup *backup =
        sqlite3_backup_init(copy, "main", store->db, "main");
    if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE)
        status = store_fail(store, err);
    if (backup)
        (void)sqlite3_backup_finish(backup);
    if (status != IKM_OK) {
        sqlite3_close(copy);
        return status;
    }
    sqlite3_close(store->db);
    store->db = copy;
    sqlite3_extended_result_codes(store->db, 1);
    store_pending_close(store);
    store_kept_close(store);
    return store_pending_open(store, err);
}

/* Who only looks brings an old file up to date too, where that may be. */
static enum ikm_status update_first(const char *path, struct ikm_error *err)
{
    struct ikm_store *writer = NULL;
    struct ikm_error why = {.lang = err->lang};
    const enum ikm_status status =
        ikm_store_open(path, IKM_STORE_WRITE, &writer, &why);
    ikm_store_close(writer);
    if (status == IKM_OK)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT,
                    "%s: susunannya lama dan tidak dapat diperbarui (%s)",
                    "%s: has an old schema and cannot be brought up to date "
                    "(%s)",
                    path, why.text);
}

/* Old schemas are brought up to date, foreign files are refused. */
static enum ikm_status check_schema(struct ikm_store *store, const char *path,
                                    enum ikm_store_mode mode,
                                    struct ikm_error *err)
{
    int application = 0;
    int version = 0;
    enum ikm_status status =
        pragma_number(store, "PRAGMA application_id", &application, err);
    if (status == IKM_OK)
        status = pragma_number(store, "PRAGMA user_version", &version, err);
    if (status != IKM_OK)
        return status;
    if (application != APPLICATION_ID)
        return ikm_fail(err, IKM_INPUT, "%s: bukan berkas survei ikm",
                        "%s: is not an ikm survey file", path);
    if (version > store_newest_schema())
        return ikm_fail(err, IKM_INPUT,
                        "%s: dibuat oleh ikm yang lebih baru; perbarui ikm",
                        "%s: was made by a newer ikm; update ikm", path);
    if (version == store_newest_schema())
        return IKM_OK;
    if (mode == IKM_STORE_READ)
        return update_first(path, err);
    if (mode == IKM_STORE_BORROW)
        status = copy_aside(store, err);
    if (status == IKM_OK)
        status = store_exec(store, "BEGIN IMMEDIATE", err);
    if (status == IKM_OK)
        status = store_migrate(store, version, err);
    return status == IKM_OK ? store_exec(store, "COMMIT", err) : status;
}

static enum ikm_status set_up(struct ikm_store *store, const char *path,
                              enum ikm_store_mode mode, struct ikm_error *err)
{
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, WAIT_MS);
    enum ikm_status status = store_pending_open(store, err);
    if (status == IKM_OK && mode == IKM_STORE_ASIDE)
        status = copy_aside(store, err);
    if (status != IKM_OK)
        return status;
    status = store_exec(store, "PRAGMA foreign_keys = ON;", err);
    if (status == IKM_OK)
        status = store_exec(store, STORE_READ_CACHE, err);
    if (status == IKM_OK && mode == IKM_STORE_CREATE)
        status = store_exec(store, "PRAGMA page_size = 4096", err);
    if (status == IKM_OK && store->writable)
        status =
            store_exec(store,
                       mode == IKM_STORE_ASIDE ? "PRAGMA synchronous = OFF;"
                                               : "PRAGMA journal_mode = WAL; "
                                                 "PRAGMA synchronous = FULL;",
                       err);
    if (status != IKM_OK)
        return status;
    return mode == IKM_STORE_CREATE ? create_schema(store, err)
                                    : check_schema(store, path, mode, err);
}

/* Nobody reads the statistics of memory, and every allocation of every thread
 * takes one lock for them. */
void ikm_store_prepare(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum ikm_status ikm_store_open(const char *path, enum ikm_store_mode mode,
                               struct ikm_store **ret_store,
                               struct ikm_error *err)
{
    static const int flags[] = {
        [IKM_STORE_READ] = SQLITE_OPEN_READONLY,
        [IKM_STORE_BORROW] = SQLITE_OPEN_READONLY,
        [IKM_STORE_ASIDE] = SQLITE_OPEN_READONLY,
        [IKM_STORE_WRITE] = SQLITE_OPEN_READWRITE,
        [IKM_STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    enum ikm_status status = look_at_path(path, mode, err);
    if (status != IKM_OK)
        return status;

    struct ikm_store *store = calloc(1, sizeof *store);
    if (!store)
        return ikm_fail_memory(err);
    store->writable = mode == IKM_STORE_WRITE || mode == IKM_STORE_CREATE ||
                      mode == IKM_STORE_ASIDE;
    store->forms = IKM_ARENA(FORMS_LIMIT_BYTES);

    const int rc = sqlite3_open_v2(path, &store->db,
                                   flags[mode] | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK && mode == IKM_STORE_CREATE)
        status = ikm_fail(err, IKM_EXISTS, "%s: tidak dapat dibuat",
                          "%s: cannot be made", path);
    else if (rc != SQLITE_OK)
        status = store_fail(store, err);
    else
        status = set_up(store, path, mode, err);
    if (status != IKM_OK) {
        ikm_store_close(store);
        if (mode == IKM_STORE_CREATE)
            (void)unlink(path);
        return status;
    }
    *ret_store = store;
    return IKM_OK;
}

void ikm_store_close(struct ikm_store *store)
{
    if (!store)
        return;
    ikm_store_rollback(store);
    for (size_t i = 0; i < IKM_COUNT(store->prepared); i++)
        sqlite3_finalize(store->prepared[i]);
    sqlite3_close(store->db);
    store_pending_close(store);
    store_kept_close(store);
    ikm_arena_release(&store->forms);
    free(store);
}

int ikm_store_writable(const struct ikm_store *store)
{
    return store->writable;
}

enum ikm_status ikm_store_begin_read(struct ikm_store *store,
                                     struct ikm_error *err)
{
    return store_exec(store, "BEGIN", err);
}

void ikm_store_end_read(struct ikm_store *store)
{
    if (!sqlite3_get_autocommit(store->db) && !store->change.open)
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/store/internal.h"
#include "data/store_verify.h"

enum { PAGES_A_STEP = 4096, MAX_WAITS = 200, WAIT_A_STEP_MS = 50 };

/* Copies page by page; a writer in between makes it start over, so that the
 * copy is of one moment. */
static int copy_pages(sqlite3_backup *backup)
{
    int n_waits = 0;
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
        rc = sqlite3_backup_step(backup, PAGES_A_STEP);
        if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
            if (++n_waits > MAX_WAITS)
                break;
            (void)sqlite3_sleep(WAIT_A_STEP_MS);
        }
    }
    return rc;
}

enum ikm_status ikm_store_backup(struct ikm_store *store, const char *path,
                                 struct ikm_error *err)
{
    struct stat facts;
    sqlite3 *copy = NULL;
    if (stat(path, &facts) == 0)
        return ikm_fail(err, IKM_EXISTS,
                        "%s: sudah ada; tidak ditimpa. Pakai nama lain",
                        "%s: is there already and is not overwritten; use "
                        "another name",
                        path);
    int rc = sqlite3_open_v2(path, &copy,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK) {
        sqlite3_close(copy);
        return ikm_fail(err, IKM_EXISTS, "%s: tidak dapat dibuat",
                        "%s: cannot be made", path);
    }
    (void)sqlite3_exec(copy, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    sqlite3_backup *backup =
        sqlite3_backup_init(copy, "main", store->db, "main");
    if (backup) {
        rc = copy_pages(backup);
        (void)sqlite3_backup_finish(backup);
    } else
        rc = sqlite3_errcode(copy);
    const int closed = sqlite3_close(copy);
    if (rc == SQLITE_DONE && closed == SQLITE_OK)
        return IKM_OK;
    (void)unlink(path);
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return ikm_fail(err, IKM_BUSY,
                        "berkas survei terlalu sibuk untuk disalin; coba lagi",
                        "the survey file is too busy to be copied; try again");
    return ikm_fail(err, IKM_IO, "%s: salinan gagal ditulis (%s)",
                    "%s: the copy could not be written (%s)", path,
                    sqlite3_errstr(rc));
}

/* Sessions, devices, attempts, drafts, hand-ins: no record of the chain. */
#include <string.h>

#include "data/store/internal.h"
#include "data/store_users.h"

#define DAY_MS INT64_C(86400000)

enum { ATTEMPT_DAYS = 1, DEVICE_DAYS = 400 };

static struct ikm_digest digest_of(const char *text)
{
    return ikm_digest_of(text, strlen(text));
}

/* One of the statements that take a token's digest and perhaps a number. */
static enum ikm_status run_on_token(struct ikm_store *store, enum ikm_sql id,
                                    const char *token, int64_t number,
                                    struct ikm_error *err)
{
    const struct ikm_digest digest = digest_of(token);
    sqlite3_stmt *run = NULL;
    const enum ikm_status status = store_lend(store, id, &run, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(run, 1, &digest);
    if (sqlite3_bind_parameter_count(run) > 1)
        sqlite3_bind_int64(run, 2, number);
    return store_run(store, run, err);
}

static enum ikm_status run_on_number(struct ikm_store *store, enum ikm_sql id,
                                     int64_t number, struct ikm_error *err)
{
    sqlite3_stmt *run = NULL;
    const enum ikm_status status = store_lend(store, id, &run, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(run, 1, number);
    return store_run(store, run, err);
}

enum ikm_status ikm_store_find_session(struct ikm_store *store,
                                       const char *token, int64_t now_ms,
                                       struct ikm_arena *arena,
                                       struct ikm_session *ret_session,
                                       struct ikm_error *err)
{
    const struct ikm_digest digest = digest_of(token);
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_session = (struct ikm_session){0};
    enum ikm_status status = store_sql(store, SQL_SESSION_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(find, 1, &digest);
    sqlite3_bind_int64(find, 2, now_ms);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK || !row)
        return status;
    status = store_read_account(find, arena, &ret_session->account, err);
    ret_session->created_ms = sqlite3_column_int64(find, 8);
    ret_session->idle_ms = sqlite3_column_int64(find, 9);
    ret_session->expires_ms = sqlite3_column_int64(find, 10);
    sqlite3_reset(find);
    return status;
}

enum ikm_status ikm_store_add_session(struct ikm_store *store,
                                      const char *token,
                                      const struct ikm_session *session,
                                      struct ikm_error *err)
{
    const struct ikm_digest digest = digest_of(token);
    const int64_t now_ms = store->change.act.unix_ms;
    sqlite3_stmt *add = NULL;
    enum ikm_status status =
        run_on_number(store, SQL_SESSION_SWEEP, now_ms, err);
    if (status == IKM_OK)
        status = run_on_number(store, SQL_ATTEMPT_SWEEP,
                               now_ms - ATTEMPT_DAYS * DAY_MS, err);
    if (status == IKM_OK)
        status = run_on_number(store, SQL_DEVICE_SWEEP,
                               now_ms - DEVICE_DAYS * DAY_MS, err);
    if (status == IKM_OK)
        status = store_lend(store, SQL_SESSION_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(add, 1, &digest);
    sqlite3_bind_int64(add, 2, session->account.account_id);
    sqlite3_bind_int64(add, 3, session->created_ms);
    sqlite3_bind_int64(add, 4, session->idle_ms);
    sqlite3_bind_int64(add, 5, session->expires_ms);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_keep_session(struct ikm_store *store,
                                       const char *token, int64_t idle_ms,
                                       struct ikm_error *err)
{
    return run_on_token(store, SQL_SESSION_KEEP, token, idle_ms, err);
}

enum ikm_status ikm_store_end_session(struct ikm_store *store,
                                      const char *token, struct ikm_error *err)
{
    return run_on_token(store, SQL_SESSION_END, token, 0, err);
}

enum ikm_status ikm_store_end_sessions(struct ikm_store *store,
                                       int64_t account_id,
                                       struct ikm_error *err)
{
    enum ikm_status status =
        run_on_number(store, SQL_SESSION_END_OF, account_id, err);
    if (status == IKM_OK)
        status = run_on_number(store, SQL_DEVICE_FORGET, account_id, err);
    return status;
}

enum ikm_status ikm_store_knows_device(struct ikm_store *store,
                                       const char *token, int64_t account_id,
                                       int *ret_known, struct ikm_error *err)
{
    const struct ikm_digest digest = digest_of(token);
    sqlite3_stmt *find = NULL;
    int64_t known = 0;
    enum ikm_status status = store_sql(store, SQL_DEVICE_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(find, 1, &digest);
    sqlite3_bind_int64(find, 2, account_id);
    status = store_one(store, find, 0, &known, err);
    *ret_known = known != 0;
    return status;
}

enum ikm_status ikm_store_keep_device(struct ikm_store *store,
                                      const char *token, int64_t account_id,
                                      struct ikm_error *err)
{
    const struct ikm_digest digest = digest_of(token);
    sqlite3_stmt *keep = NULL;
    const enum ikm_status status =
        store_lend(store, SQL_DEVICE_KEEP, &keep, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(keep, 1, &digest);
    sqlite3_bind_int64(keep, 2, account_id);
    sqlite3_bind_int64(keep, 3, store->change.act.unix_ms);
    return store_run(store, keep, err);
}

/* Who is counted: the login, or the login at one known browser. */
static struct ikm_digest counted(const char *login, const char *device)
{
    struct ikm_hasher hasher;
    ikm_hasher_start(&hasher);
    store_hash_text(&hasher, login);
    store_hash_text(&hasher, device ? device : "");
    return ikm_hasher_digest(&hasher);
}

enum ikm_status ikm_store_attempts(struct ikm_store *store, const char *login,
                                   const char *device, int64_t *ret_n_failed,
                                   int64_t *ret_last_ms, struct ikm_error *err)
{
    const struct ikm_digest who = counted(login, device);
    sqlite3_stmt *get = NULL;
    bool row = false;
    *ret_n_failed = 0;
    *ret_last_ms = 0;
    enum ikm_status status = store_sql(store, SQL_ATTEMPT_GET, &get, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(get, 1, &who);
    status = store_step(store, get, &row, err);
    if (status != IKM_OK || !row)
        return status;
    *ret_n_failed = sqlite3_column_int64(get, 0);
    *ret_last_ms = sqlite3_column_int64(get, 1);
    sqlite3_reset(get);
    return IKM_OK;
}

enum ikm_status ikm_store_note_attempt(struct ikm_store *store,
                                       const char *login, const char *device,
                                       int has_failed, struct ikm_error *err)
{
    const struct ikm_digest who = counted(login, device);
    sqlite3_stmt *note = NULL;
    const enum ikm_status status = store_lend(
        store, has_failed ? SQL_ATTEMPT_FAILED : SQL_ATTEMPT_CLEAR, &note, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(note, 1, &who);
    if (has_failed)
        sqlite3_bind_int64(note, 2, store->change.act.unix_ms);
    return store_run(store, note, err);
}

enum ikm_status ikm_store_draft(struct ikm_store *store, int64_t account_id,
                                const char *name, struct ikm_arena *arena,
                                const char **ret_content, int64_t *ret_saved_ms,
                                struct ikm_error *err)
{
    sqlite3_stmt *get = NULL;
    bool row = false;
    *ret_content = "";
    *ret_saved_ms = 0;
    enum ikm_status status = store_sql(store, SQL_DRAFT_GET, &get, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(get, 1, account_id);
    store_bind_text(get, 2, name);
    status = store_step(store, get, &row, err);
    if (status != IKM_OK || !row)
        return status;
    status = store_text(get, 0, arena, ret_content, err);
    *ret_saved_ms = sqlite3_column_int64(get, 1);
    sqlite3_reset(get);
    return status;
}

enum ikm_status ikm_store_put_draft(struct ikm_store *store, int64_t account_id,
                                    const char *name, const char *content,
                                    struct ikm_error *err)
{
    sqlite3_stmt *put = NULL;
    const enum ikm_status status =
        store_lend(store, content ? SQL_DRAFT_PUT : SQL_DRAFT_DROP, &put, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(put, 1, account_id);
    store_bind_text(put, 2, name);
    if (content) {
        store_bind_text(put, 3, content);
        sqlite3_bind_int64(put, 4, store->change.act.unix_ms);
    }
    return store_run(store, put, err);
}

enum ikm_status ikm_store_find_hand_in(struct ikm_store *store, const char *key,
                                       int64_t *ret_seq, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_HAND_IN_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_blob(find, 1, key, (int)strlen(key), SQLITE_STATIC);
    return store_one(store, find, 0, ret_seq, err);
}

enum ikm_status ikm_store_add_hand_in(struct ikm_store *store, const char *key,
                                      int64_t seq, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status =
        store_lend(store, SQL_HAND_IN_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_blob(add, 1, key, (int)strlen(key), SQLITE_STATIC);
    sqlite3_bind_int64(add, 2, seq);
    sqlite3_bind_int64(add, 3, store->change.act.unix_ms);
    return store_run(store, add, err);
}

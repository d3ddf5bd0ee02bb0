/* data/store_users.h - who may do what on the web, and what the web face must
 * remember between two requests.
 *
 * Accounts are a register: changing one is done inside a change (store.h) and
 * the audit chain names who did it. Sessions, known devices, attempts and
 * drafts are also written inside a change, but leave no record: a change that
 * touches only these writes none. Of passwords and tokens only hashes are
 * kept, and neither stands in any text of the chain. */
#ifndef IKM_DATA_STORE_USERS_H
#define IKM_DATA_STORE_USERS_H

#include "data/base/secret.h"
#include "data/store.h"

enum ikm_role {
    IKM_ROLE_CLERK = 1, /* petugas: keys sheets, works the kiosk */
    IKM_ROLE_ANALYST,   /* analis: figures, import, reports */
    IKM_ROLE_LEADER,    /* pimpinan: looks */
    IKM_ROLE_ADMIN      /* admin: accounts, registers, all of the above */
};
enum { IKM_LOGIN_MOST = 40 };

/* "petugas" ...; "?" for no role. */
const char *ikm_role_name(enum ikm_role role);
/* 0 when there is no such role. */
enum ikm_role ikm_role_of(const char *name);

struct ikm_account {
    int64_t account_id;
    const char *login; /* in the arena */
    enum ikm_role role;
    int64_t unit_id; /* this office and those below it; 0: the whole file */
    int must_change; /* the password was set by someone else */
    int64_t created_ms;
    int64_t disabled_ms; /* 0: open */
};

/* ---- accounts ---- */

/* The account of this name, open or closed. *ret_hash (may be NULL) is its
 * password hash. `login` is folded to lower case first.
 * IKM_INPUT  no such account */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_account(struct ikm_store *store, const char *login,
                       struct ikm_arena *arena, struct ikm_account *ret_account,
                       const char **ret_hash, struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_get_account(struct ikm_store *store, int64_t account_id,
                      struct ikm_arena *arena, struct ikm_account *ret_account,
                      const char **ret_hash, struct ikm_error *err);
/* All, by login. */
IKM_MUST_CHECK enum ikm_status ikm_store_accounts(
    struct ikm_store *store, struct ikm_arena *arena, size_t *ret_n_accounts,
    const struct ikm_account **ret_accounts, struct ikm_error *err);
/* Open accounts of a role; role 0: of all. */
IKM_MUST_CHECK enum ikm_status ikm_store_count_accounts(struct ikm_store *store,
                                                        enum ikm_role role,
                                                        int64_t *ret_n,
                                                        struct ikm_error *err);

/* The functions below: inside a change. Times are the act's. */

/* Makes an account, or opens a closed one of this name again with this role,
 * office and password. `account` gives login, role, unit_id and must_change.
 * IKM_INPUT  the login is empty, longer than IKM_LOGIN_MOST, has other signs
 *            than a-z 0-9 . _ - (upper case is folded), or is in use */
IKM_MUST_CHECK enum ikm_status ikm_store_add_account(
    struct ikm_store *store, const struct ikm_account *account,
    const char hash[IKM_PASSWORD_TEXT_BYTES], struct ikm_error *err);
/* Sets a password and ends all sessions of the account. */
IKM_MUST_CHECK enum ikm_status
ikm_store_set_password(struct ikm_store *store, int64_t account_id,
                       const char hash[IKM_PASSWORD_TEXT_BYTES],
                       int must_change, struct ikm_error *err);
/* Role and office. The last open admin keeps being one: IKM_INPUT. */
IKM_MUST_CHECK enum ikm_status ikm_store_place_account(struct ikm_store *store,
                                                       int64_t account_id,
                                                       enum ikm_role role,
                                                       int64_t unit_id,
                                                       struct ikm_error *err);
/* Closes an account: its sessions end, its name stays for the audit chain.
 * `last_admin_too` 0: the last open admin is not closed (IKM_INPUT).
 * IKM_INPUT  it is closed already */
IKM_MUST_CHECK enum ikm_status ikm_store_close_account(struct ikm_store *store,
                                                       int64_t account_id,
                                                       int last_admin_too,
                                                       struct ikm_error *err);

/* ---- sessions: no record in the chain ---- */

struct ikm_session {
    struct ikm_account account; /* texts in the arena */
    int64_t created_ms, idle_ms, expires_ms;
};

/* The session of this token, if it lives at `now_ms` and its account is open;
 * account.account_id 0: there is none. */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_session(struct ikm_store *store, const char *token,
                       int64_t now_ms, struct ikm_arena *arena,
                       struct ikm_session *ret_session, struct ikm_error *err);
/* Inside a change: begins one; `session` gives account_id and times. Ended
 * ones, stale attempts and devices are swept out. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_session(struct ikm_store *store, const char *token,
                      const struct ikm_session *session, struct ikm_error *err);
/* Inside a change: it was used; it ends at idle_ms unless used again. */
IKM_MUST_CHECK enum ikm_status ikm_store_keep_session(struct ikm_store *store,
                                                      const char *token,
                                                      int64_t idle_ms,
                                                      struct ikm_error *err);
/* Inside a change: signs out. */
IKM_MUST_CHECK enum ikm_status ikm_store_end_session(struct ikm_store *store,
                                                     const char *token,
                                                     struct ikm_error *err);
/* Inside a change: signs out everywhere, and forgets the known devices. */
IKM_MUST_CHECK enum ikm_status ikm_store_end_sessions(struct ikm_store *store,
                                                      int64_t account_id,
                                                      struct ikm_error *err);

/* ---- guessing: no record in the chain ---- */

/* Has someone signed in to this account from the browser with this token? */
IKM_MUST_CHECK enum ikm_status ikm_store_knows_device(struct ikm_store *store,
                                                      const char *token,
                                                      int64_t account_id,
                                                      int *ret_known,
                                                      struct ikm_error *err);
/* Inside a change. */
IKM_MUST_CHECK enum ikm_status ikm_store_keep_device(struct ikm_store *store,
                                                     const char *token,
                                                     int64_t account_id,
                                                     struct ikm_error *err);

/* Failed sign-ins to `login` since the last good one, from this known device
 * (NULL: from anywhere else), and when the last was. */
IKM_MUST_CHECK enum ikm_status
ikm_store_attempts(struct ikm_store *store, const char *login,
                   const char *device, int64_t *ret_n_failed,
                   int64_t *ret_last_ms, struct ikm_error *err);
/* Inside a change: counts one more, or forgets them after a good one. */
IKM_MUST_CHECK enum ikm_status ikm_store_note_attempt(struct ikm_store *store,
                                                      const char *login,
                                                      const char *device,
                                                      int has_failed,
                                                      struct ikm_error *err);

/* ---- drafts and hand-ins: no record in the chain ---- */

/* *ret_content "" when there is none. */
IKM_MUST_CHECK enum ikm_status
ikm_store_draft(struct ikm_store *store, int64_t account_id, const char *name,
                struct ikm_arena *arena, const char **ret_content,
                int64_t *ret_saved_ms, struct ikm_error *err);
/* Inside a change. content NULL: it is done, drops the draft. */
IKM_MUST_CHECK enum ikm_status ikm_store_put_draft(struct ikm_store *store,
                                                   int64_t account_id,
                                                   const char *name,
                                                   const char *content,
                                                   struct ikm_error *err);

/* The response that was handed in under this key; *ret_seq 0: none yet. */
IKM_MUST_CHECK enum ikm_status ikm_store_find_hand_in(struct ikm_store *store,
                                                      const char *key,
                                                      int64_t *ret_seq,
                                                      struct ikm_error *err);
/* Inside the change that adds response `seq`. */
IKM_MUST_CHECK enum ikm_status ikm_store_add_hand_in(struct ikm_store *store,
                                                     const char *key,
                                                     int64_t seq,
                                                     struct ikm_error *err);

#endif

/* collect/users.h - accounts of the web face, from words as typed.
 *
 * The same code for the command line and the web. Each call is one change with
 * one record in the audit chain; action and subject of the act are set here,
 * and no password or hash stands in them. Common to all:
 * IKM_INPUT  unknown name, role or office, password too short: says what was
 *            found and what is allowed; nothing is stored
 * and what ikm_store_begin() and ikm_store_commit() can say. */
#ifndef IKM_COLLECT_USERS_H
#define IKM_COLLECT_USERS_H

#include "data/store_users.h"

struct ikm_user_words {
    const char *login;
    const char *role;     /* petugas, analis, pimpinan, admin */
    const char *unit;     /* code or name; NULL or "": the whole file */
    const char *password; /* as typed */
    int must_change;      /* whoever sets it is not its owner */
};

/* Makes an account (or opens a closed one of this name again). The password is
 * hashed before the file is held: that takes 0.1 s. */
IKM_MUST_CHECK enum ikm_status ikm_user_add(struct ikm_store *store,
                                            const struct ikm_user_words *words,
                                            struct ikm_act *act,
                                            struct ikm_error *err);

/* The very first account, an admin.
 * IKM_DENIED  there is an open account already */
IKM_MUST_CHECK enum ikm_status
ikm_user_add_first(struct ikm_store *store, const struct ikm_user_words *words,
                   struct ikm_act *act, struct ikm_error *err);

/* Sets a password; all sessions of the account end. */
IKM_MUST_CHECK enum ikm_status
ikm_user_set_password(struct ikm_store *store, const char *login,
                      const char *password, int must_change,
                      struct ikm_act *act, struct ikm_error *err);

/* Another role and office. */
IKM_MUST_CHECK enum ikm_status
ikm_user_place(struct ikm_store *store, const struct ikm_user_words *words,
               struct ikm_act *act, struct ikm_error *err);

/* Closes an account; its name stays in the audit chain. `last_admin_too`: the
 * command line may also close the last admin. */
IKM_MUST_CHECK enum ikm_status
ikm_user_close(struct ikm_store *store, const char *login, int last_admin_too,
               struct ikm_act *act, struct ikm_error *err);

#endif

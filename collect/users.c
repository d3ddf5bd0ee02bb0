#include "collect/users.h"

#include "data/store_registers.h"

enum { LIMIT_BYTES = 1024 * 1024 };

static enum ikm_status read_role(const char *name, enum ikm_role *ret_role,
                                 struct ikm_error *err)
{
    *ret_role = ikm_role_of(name);
    if (*ret_role != 0)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT,
                    "peran \"%s\" tidak ada; pakai petugas, analis, pimpinan, "
                    "atau admin",
                    "there is no role \"%s\"; use petugas, analis, pimpinan or "
                    "admin",
                    name);
}

/* Role and office out of the words. */
static enum ikm_status place(struct ikm_store *store,
                             const struct ikm_user_words *words,
                             struct ikm_arena *arena,
                             struct ikm_account *account, struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    enum ikm_status status = read_role(words->role, &account->role, err);
    if (status == IKM_OK && words->unit && words->unit[0])
        status = ikm_store_find_unit(store, words->unit, arena, &unit, err);
    account->unit_id = unit.unit_id;
    return status;
}

/* Nobody is there yet, or it is refused. */
static enum ikm_status must_be_first(struct ikm_store *store,
                                     struct ikm_error *err)
{
    int64_t n = 0;
    const enum ikm_status status =
        ikm_store_count_accounts(store, (enum ikm_role)0, &n, err);
    if (status == IKM_OK && n > 0)
        return ikm_fail(err, IKM_DENIED, "sudah ada pengguna",
                        "there are users already");
    return status;
}

static enum ikm_status add(struct ikm_store *store,
                           const struct ikm_user_words *words, int is_first,
                           struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_account account = {.login = words->login,
                                  .must_change = words->must_change};
    char hash[IKM_PASSWORD_TEXT_BYTES];
    act->action = "user";
    act->subject = words->login;
    act->reason = words->role;
    enum ikm_status status = place(store, words, &arena, &account, err);
    if (status == IKM_OK)
        status = ikm_password_hash(words->password, hash, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK && is_first)
        status = must_be_first(store, err);
    if (status == IKM_OK)
        status = ikm_store_add_account(store, &account, hash, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_user_add(struct ikm_store *store,
                             const struct ikm_user_words *words,
                             struct ikm_act *act, struct ikm_error *err)
{
    return add(store, words, 0, act, err);
}

enum ikm_status ikm_user_add_first(struct ikm_store *store,
                                   const struct ikm_user_words *words,
                                   struct ikm_act *act, struct ikm_error *err)
{
    return add(store, words, 1, act, err);
}

enum ikm_status ikm_user_set_password(struct ikm_store *store,
                                      const char *login, const char *password,
                                      int must_change, struct ikm_act *act,
                                      struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_account account = {0};
    char hash[IKM_PASSWORD_TEXT_BYTES];
    act->action = "passwd";
    act->subject = login;
    act->reason = "";
    enum ikm_status status = ikm_password_hash(password, hash, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status =
            ikm_store_find_account(store, login, &arena, &account, NULL, err);
    if (status == IKM_OK)
        status = ikm_store_set_password(store, account.account_id, hash,
                                        must_change, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_user_place(struct ikm_store *store,
                               const struct ikm_user_words *words,
                               struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_account account = {0};
    struct ikm_account wanted = {0};
    act->action = "user";
    act->subject = words->login;
    act->reason = words->role;
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = place(store, words, &arena, &wanted, err);
    if (status == IKM_OK)
        status = ikm_store_find_account(store, words->login, &arena, &account,
                                        NULL, err);
    if (status == IKM_OK)
        status = ikm_store_place_account(store, account.account_id, wanted.role,
                                         wanted.unit_id, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_user_close(struct ikm_store *store, const char *login,
                               int last_admin_too, struct ikm_act *act,
                               struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_account account = {0};
    act->action = "user";
    act->subject = login;
    act->reason = "nonaktif";
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status =
            ikm_store_find_account(store, login, &arena, &account, NULL, err);
    if (status == IKM_OK)
        status = ikm_store_close_account(store, account.account_id,
                                         last_admin_too, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

#include <string.h>

#include "data/store/internal.h"
#include "data/store_users.h"

static const char *const role_names[] = {
    [IKM_ROLE_CLERK] = "petugas",
    [IKM_ROLE_ANALYST] = "analis",
    [IKM_ROLE_LEADER] = "pimpinan",
    [IKM_ROLE_ADMIN] = "admin",
};

const char *ikm_role_name(enum ikm_role role)
{
    const size_t i = (size_t)role;
    return i < IKM_COUNT(role_names) && role_names[i] ? role_names[i] : "?";
}

enum ikm_role ikm_role_of(const char *name)
{
    for (size_t i = IKM_ROLE_CLERK; i < IKM_COUNT(role_names); i++)
        if (strcmp(name, role_names[i]) == 0)
            return (enum ikm_role)i;
    return (enum ikm_role)0;
}

enum { LOGIN_BYTES = IKM_LOGIN_MOST + 1 };

/* Lower case; 0 when the name has other signs or a wrong length. */
static int fold_login(const char *login, char room[LOGIN_BYTES])
{
    size_t n = 0;
    for (const char *p = login; *p; p++) {
        char c = *p;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (n == IKM_LOGIN_MOST ||
            !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
              c == '_' || c == '-'))
            return 0;
        room[n++] = c;
    }
    room[n] = '\0';
    return n > 0;
}

enum ikm_status store_read_account(sqlite3_stmt *row, struct ikm_arena *arena,
                                   struct ikm_account *ret_account,
                                   struct ikm_error *err)
{
    *ret_account = (struct ikm_account){
        .account_id = sqlite3_column_int64(row, 0),
        .role = (enum ikm_role)sqlite3_column_int(row, 2),
        .unit_id = sqlite3_column_int64(row, 3),
        .must_change = sqlite3_column_int(row, 4),
        .created_ms = sqlite3_column_int64(row, 5),
        .disabled_ms = sqlite3_column_int64(row, 6),
    };
    return store_text(row, 1, arena, &ret_account->login, err);
}

/* The only row of a bound account query. */
static enum ikm_status read_one(struct ikm_store *store, sqlite3_stmt *find,
                                const char *name, struct ikm_arena *arena,
                                struct ikm_account *ret_account,
                                const char **ret_hash, struct ikm_error *err)
{
    bool row = false;
    enum ikm_status status = store_step(store, find, &row, err);
    if (status != IKM_OK)
        return status;
    if (!row)
        return ikm_fail(err, IKM_INPUT, "tidak ada pengguna \"%s\"",
                        "there is no user \"%s\"", name);
    status = store_read_account(find, arena, ret_account, err);
    if (status == IKM_OK && ret_hash)
        status = store_text(find, 7, arena, ret_hash, err);
    sqlite3_reset(find);
    return status;
}

enum ikm_status
ikm_store_find_account(struct ikm_store *store, const char *login,
                       struct ikm_arena *arena, struct ikm_account *ret_account,
                       const char **ret_hash, struct ikm_error *err)
{
    char folded[LOGIN_BYTES] = "";
    sqlite3_stmt *find = NULL;
    (void)fold_login(login, folded);
    const enum ikm_status status =
        store_sql(store, SQL_ACCOUNT_BY_LOGIN, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(find, 1, folded);
    return read_one(store, find, login, arena, ret_account, ret_hash, err);
}

enum ikm_status
ikm_store_get_account(struct ikm_store *store, int64_t account_id,
                      struct ikm_arena *arena, struct ikm_account *ret_account,
                      const char **ret_hash, struct ikm_error *err)
{
    char name[32];
    sqlite3_stmt *find = NULL;
    sqlite3_snprintf((int)sizeof name, name, "%lld", (long long)account_id);
    const enum ikm_status status =
        store_sql(store, SQL_ACCOUNT_BY_ID, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, account_id);
    return read_one(store, find, name, arena, ret_account, ret_hash, err);
}

enum ikm_status ikm_store_accounts(struct ikm_store *store,
                                   struct ikm_arena *arena,
                                   size_t *ret_n_accounts,
                                   const struct ikm_account **ret_accounts,
                                   struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    struct ikm_account *list = NULL;
    size_t n = 0;
    size_t room = 0;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_ACCOUNT_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        if (n == room) {
            struct ikm_account *more =
                ikm_arena_take(arena, 2 * room + 16, sizeof *more);
            if (!more) {
                status = ikm_fail_memory(err);
                break;
            }
            if (n > 0)
                memcpy(more, list, n * sizeof *more);
            list = more;
            room = 2 * room + 16;
        }
        status = store_read_account(rows, arena, &list[n++], err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    *ret_n_accounts = n;
    *ret_accounts = list;
    return status;
}

enum ikm_status ikm_store_count_accounts(struct ikm_store *store,
                                         enum ikm_role role, int64_t *ret_n,
                                         struct ikm_error *err)
{
    sqlite3_stmt *count = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_ACCOUNT_COUNT_OPEN, &count, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int(count, 1, (int)role);
    return store_one(store, count, 0, ret_n, err);
}

enum ikm_status ikm_store_add_account(struct ikm_store *store,
                                      const struct ikm_account *account,
                                      const char hash[IKM_PASSWORD_TEXT_BYTES],
                                      struct ikm_error *err)
{
    char login[LOGIN_BYTES];
    struct ikm_arena arena = IKM_ARENA(4096);
    struct ikm_account there = {0};
    sqlite3_stmt *add = NULL;
    if (!fold_login(account->login, login))
        return ikm_fail(err, IKM_INPUT,
                        "nama pengguna \"%s\" tidak dapat dipakai; pakai 1-%d "
                        "huruf a-z, angka, titik, garis bawah, atau tanda "
                        "hubung",
                        "the user name \"%s\" cannot be used; use 1-%d letters "
                        "a-z, digits, dots, underscores or hyphens",
                        account->login, (int)IKM_LOGIN_MOST);
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status =
            ikm_store_find_account(store, login, &arena, &there, NULL, err);
    ikm_arena_release(&arena);
    if (status == IKM_OK && there.disabled_ms == 0)
        return ikm_fail(err, IKM_INPUT, "pengguna \"%s\" sudah ada",
                        "the user \"%s\" is there already", login);
    if (status != IKM_OK && status != IKM_INPUT)
        return status;
    status = store_sql(store, SQL_ACCOUNT_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(add, 1, login);
    sqlite3_bind_int(add, 2, (int)account->role);
    sqlite3_bind_int64(add, 3, account->unit_id);
    store_bind_text(add, 4, hash);
    sqlite3_bind_int(add, 5, account->must_change != 0);
    sqlite3_bind_int64(add, 6, store->change.act.unix_ms);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_set_password(struct ikm_store *store,
                                       int64_t account_id,
                                       const char hash[IKM_PASSWORD_TEXT_BYTES],
                                       int must_change, struct ikm_error *err)
{
    sqlite3_stmt *set = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_ACCOUNT_PASSWORD, &set, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(set, 1, account_id);
    store_bind_text(set, 2, hash);
    sqlite3_bind_int(set, 3, must_change != 0);
    status = store_run(store, set, err);
    if (status == IKM_OK)
        status = ikm_store_end_sessions(store, account_id, err);
    return status;
}

/* IKM_INPUT when the account is the only open admin. */
static enum ikm_status keep_an_admin(struct ikm_store *store,
                                     const struct ikm_account *account,
                                     struct ikm_error *err)
{
    int64_t n_admins = 0;
    if (account->role != IKM_ROLE_ADMIN || account->disabled_ms != 0)
        return IKM_OK;
    const enum ikm_status status =
        ikm_store_count_accounts(store, IKM_ROLE_ADMIN, &n_admins, err);
    if (status == IKM_OK && n_admins < 2)
        return ikm_fail(err, IKM_INPUT,
                        "\"%s\" adalah satu-satunya admin; buat admin lain "
                        "lebih dahulu",
                        "\"%s\" is the only admin; make another one first",
                        account->login);
    return status;
}

enum ikm_status ikm_store_place_account(struct ikm_store *store,
                                        int64_t account_id, enum ikm_role role,
                                        int64_t unit_id, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(4096);
    struct ikm_account account = {0};
    sqlite3_stmt *place = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = ikm_store_get_account(store, account_id, &arena, &account,
                                       NULL, err);
    if (status == IKM_OK && role != IKM_ROLE_ADMIN)
        status = keep_an_admin(store, &account, err);
    ikm_arena_release(&arena);
    if (status == IKM_OK)
        status = store_sql(store, SQL_ACCOUNT_PLACE, &place, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(place, 1, account_id);
    sqlite3_bind_int(place, 2, (int)role);
    sqlite3_bind_int64(place, 3, unit_id);
    return store_run(store, place, err);
}

enum ikm_status ikm_store_close_account(struct ikm_store *store,
                                        int64_t account_id, int last_admin_too,
                                        struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(4096);
    struct ikm_account account = {0};
    sqlite3_stmt *close = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = ikm_store_get_account(store, account_id, &arena, &account,
                                       NULL, err);
    if (status == IKM_OK && account.disabled_ms != 0)
        status = ikm_fail(err, IKM_INPUT, "pengguna \"%s\" sudah nonaktif",
                          "the user \"%s\" is closed already", account.login);
    if (status == IKM_OK && !last_admin_too)
        status = keep_an_admin(store, &account, err);
    ikm_arena_release(&arena);
    if (status == IKM_OK)
        status = store_sql(store, SQL_ACCOUNT_CLOSE, &close, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(close, 1, account_id);
    sqlite3_bind_int64(close, 2, store->change.act.unix_ms);
    status = store_run(store, close, err);
    if (status == IKM_OK)
        status = ikm_store_end_sessions(store, account_id, err);
    return status;
}

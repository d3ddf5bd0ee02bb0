#include <string.h>

#include "data/base/utf8.h"
#include "data/store/internal.h"

enum { KEY_BYTES = 256 };

/* Folds a code or a name and sees that it is usable. */
static enum ikm_status make_key(const char *what, const char *text,
                                char key[KEY_BYTES], struct ikm_error *err)
{
    const size_t length = ikm_fold_spaces(text, key, KEY_BYTES);
    if (length == 0)
        return ikm_fail(err, IKM_INPUT, "%s kosong", "the %s is empty", what);
    if (length > KEY_BYTES - 8)
        return ikm_fail(err, IKM_INPUT,
                        "%s terlalu panjang (paling banyak %d byte): %.40s...",
                        "the %s is too long (at most %d bytes): %.40s...", what,
                        KEY_BYTES - 8, text);
    return IKM_OK;
}

static enum ikm_status read_unit(sqlite3_stmt *row, struct ikm_arena *arena,
                                 struct ikm_unit *unit, struct ikm_error *err)
{
    unit->unit_id = sqlite3_column_int64(row, 0);
    unit->parent_id = sqlite3_column_int64(row, 1);
    enum ikm_status status = store_text(row, 2, arena, &unit->code, err);
    if (status == IKM_OK)
        status = store_text(row, 3, arena, &unit->name, err);
    return status;
}

/* Several units bear the name: says their codes. */
static enum ikm_status fail_ambiguous(struct ikm_store *store,
                                      sqlite3_stmt *find,
                                      const struct ikm_unit *first,
                                      const char *name, struct ikm_error *err)
{
    char codes[200];
    bool row = true;
    size_t length = strlen(first->code) % 100;
    memcpy(codes, first->code, length);
    do {
        const char *code = (const char *)sqlite3_column_text(find, 2);
        const size_t n = code ? strlen(code) : 0;
        if (length + n + 3 > sizeof codes)
            break;
        memcpy(codes + length, ", ", 2);
        if (n > 0)
            memcpy(codes + length + 2, code, n);
        length += n + 2;
    } while (store_step(store, find, &row, err) == IKM_OK && row);
    codes[length] = '\0';
    sqlite3_reset(find);
    return ikm_fail(err, IKM_INPUT,
                    "nama unit \"%s\" dipakai beberapa unit; pakai kodenya: %s",
                    "several units are named \"%s\"; use a code: %s", name,
                    codes);
}

enum ikm_status ikm_store_find_unit(struct ikm_store *store,
                                    const char *code_or_name,
                                    struct ikm_arena *arena,
                                    struct ikm_unit *ret_unit,
                                    struct ikm_error *err)
{
    static const enum ikm_sql ways[] = {SQL_UNIT_BY_CODE, SQL_UNIT_BY_NAME};
    char key[KEY_BYTES];
    enum ikm_status status = make_key(
        ikm_say(err->lang, "kode unit", "unit code"), code_or_name, key, err);
    for (size_t i = 0; i < IKM_COUNT(ways) && status == IKM_OK; i++) {
        sqlite3_stmt *find = NULL;
        bool row = false;
        status = store_sql(store, ways[i], &find, err);
        if (status != IKM_OK)
            return status;
        store_bind_text(find, 1, key);
        status = store_step(store, find, &row, err);
        if (status != IKM_OK || !row)
            continue;
        status = read_unit(find, arena, ret_unit, err);
        if (status == IKM_OK)
            status = store_step(store, find, &row, err);
        if (status == IKM_OK && row)
            return fail_ambiguous(store, find, ret_unit, code_or_name, err);
        return status;
    }
    if (status != IKM_OK)
        return status;
    return ikm_fail(
        err, IKM_INPUT, "unit \"%s\" tidak dikenal; lihat: ikm unit list",
        "there is no unit \"%s\"; see: ikm unit list", code_or_name);
}

enum ikm_status ikm_store_units_below(struct ikm_store *store, int64_t unit_id,
                                      struct ikm_arena *arena,
                                      struct ikm_units *ret_units,
                                      struct ikm_error *err)
{
    struct ikm_unit *unit = NULL;
    size_t n_units = 0;
    size_t room = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_UNIT_BELOW, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_unit *grown =
            ikm_arena_grow(arena, unit, n_units, &room, sizeof *unit);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        unit = grown;
        status = read_unit(rows, arena, &unit[n_units], err);
        if (status != IKM_OK)
            break;
        n_units++;
    }
    sqlite3_reset(rows);
    *ret_units = (struct ikm_units){n_units, unit};
    return status;
}

enum ikm_status ikm_store_add_unit(struct ikm_store *store, const char *code,
                                   const char *name, int64_t parent_id,
                                   int64_t *ret_unit_id, struct ikm_error *err)
{
    char code_key[KEY_BYTES], name_key[KEY_BYTES];
    sqlite3_stmt *statement = NULL;
    int64_t taken = 0;
    enum ikm_status status = make_key(
        ikm_say(err->lang, "kode unit", "unit code"), code, code_key, err);
    if (status == IKM_OK)
        status = make_key(ikm_say(err->lang, "nama unit", "unit name"), name,
                          name_key, err);
    if (status == IKM_OK)
        status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_UNIT_BY_CODE, &statement, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(statement, 1, code_key);
    status = store_one(store, statement, 0, &taken, err);
    if (status == IKM_OK && taken != 0)
        return ikm_fail(err, IKM_INPUT, "kode unit \"%s\" sudah dipakai",
                        "unit code \"%s\" is taken", code);
    if (status == IKM_OK)
        status = store_sql(store, SQL_UNIT_ADD, &statement, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(statement, 1, code);
    store_bind_text(statement, 2, code_key);
    store_bind_text(statement, 3, name);
    store_bind_text(statement, 4, name_key);
    if (parent_id != 0)
        sqlite3_bind_int64(statement, 5, parent_id);
    status = store_run(store, statement, err);
    *ret_unit_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

enum ikm_status ikm_store_find_service(struct ikm_store *store, int64_t unit_id,
                                       const char *name,
                                       int64_t *ret_service_id,
                                       struct ikm_error *err)
{
    char key[KEY_BYTES];
    sqlite3_stmt *find = NULL;
    (void)ikm_fold_spaces(name, key, sizeof key);
    const enum ikm_status status =
        store_sql(store, SQL_SERVICE_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, unit_id);
    store_bind_text(find, 2, key);
    return store_one(store, find, 0, ret_service_id, err);
}

enum ikm_status ikm_store_add_service(struct ikm_store *store, int64_t unit_id,
                                      const char *name, int64_t *ret_service_id,
                                      struct ikm_error *err)
{
    char key[KEY_BYTES];
    sqlite3_stmt *add = NULL;
    int64_t taken = 0;
    enum ikm_status status = make_key(
        ikm_say(err->lang, "nama layanan", "service name"), name, key, err);
    if (status == IKM_OK)
        status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = ikm_store_find_service(store, unit_id, name, &taken, err);
    if (status == IKM_OK && taken != 0)
        return ikm_fail(err, IKM_INPUT, "layanan \"%s\" sudah ada di unit itu",
                        "the unit has a service \"%s\" already", name);
    if (status == IKM_OK)
        status = store_sql(store, SQL_SERVICE_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, unit_id);
    store_bind_text(add, 2, name);
    store_bind_text(add, 3, key);
    status = store_run(store, add, err);
    *ret_service_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

enum ikm_status ikm_store_services(struct ikm_store *store, int64_t unit_id,
                                   struct ikm_arena *arena,
                                   size_t *ret_n_services,
                                   const struct ikm_service **ret_services,
                                   struct ikm_error *err)
{
    struct ikm_service *services = NULL;
    size_t n = 0;
    size_t room = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(
        store, unit_id ? SQL_SERVICE_OF_UNIT : SQL_SERVICE_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    if (unit_id)
        sqlite3_bind_int64(rows, 1, unit_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_service *grown =
            ikm_arena_grow(arena, services, n, &room, sizeof *services);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        services = grown;
        services[n].service_id = sqlite3_column_int64(rows, 0);
        services[n].unit_id = sqlite3_column_int64(rows, 1);
        status = store_text(rows, 2, arena, &services[n].name, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n_services = n;
    *ret_services = services;
    return status;
}

/* The text of the one row that `query` gives for number `id`; "" when none. */
static enum ikm_status name_of(struct ikm_store *store, enum ikm_sql query,
                               int64_t id, struct ikm_arena *arena,
                               const char **ret_name, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, query, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, id);
    status = store_step(store, find, &row, err);
    *ret_name = "";
    if (status == IKM_OK && row)
        status = store_text(find, 0, arena, ret_name, err);
    sqlite3_reset(find);
    return status;
}

enum ikm_status ikm_store_service_name(struct ikm_store *store,
                                       int64_t service_id,
                                       struct ikm_arena *arena,
                                       const char **ret_name,
                                       struct ikm_error *err)
{
    return name_of(store, SQL_SERVICE_NAME, service_id, arena, ret_name, err);
}

enum ikm_status ikm_store_operator_name(struct ikm_store *store,
                                        int64_t operator_id,
                                        struct ikm_arena *arena,
                                        const char **ret_name,
                                        struct ikm_error *err)
{
    return name_of(store, SQL_OPERATOR_NAME, operator_id, arena, ret_name, err);
}

enum ikm_status ikm_store_operator(struct ikm_store *store, const char *name,
                                   int64_t *ret_operator_id,
                                   struct ikm_error *err)
{
    sqlite3_stmt *statement = NULL;
    *ret_operator_id = 0;
    if (name[0] == '\0')
        return IKM_OK;
    enum ikm_status status =
        store_sql(store, SQL_OPERATOR_FIND, &statement, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(statement, 1, name);
    status = store_one(store, statement, 0, ret_operator_id, err);
    if (status != IKM_OK || *ret_operator_id != 0)
        return status;
    status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_OPERATOR_ADD, &statement, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(statement, 1, name);
    status = store_run(store, statement, err);
    *ret_operator_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

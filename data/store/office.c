#include "data/store_office.h"

#include <string.h>

#include "data/store/internal.h"
#include "data/store_registers.h"

enum { MAX_DEPTH = 64 };

static const struct {
    const char *name, *id, *en;
} keys[] = {
#define X(key, name, id, en) {name, id, en},
    IKM_OFFICE_MAP(X)
#undef X
};
_Static_assert(IKM_COUNT(keys) == IKM_OFFICE_COUNT, "a key without its words");

const char *ikm_office_key_name(enum ikm_office_key key)
{
    return keys[key].name;
}

const char *ikm_office_key_words(enum ikm_lang lang, enum ikm_office_key key)
{
    return ikm_say(lang, keys[key].id, keys[key].en);
}

int ikm_office_key_parse(const char *name, enum ikm_office_key *ret_key)
{
    for (int k = 0; k < IKM_OFFICE_COUNT; k++)
        if (strcmp(name, keys[k].name) == 0) {
            *ret_key = (enum ikm_office_key)k;
            return 1;
        }
    return 0;
}

/* What one office has itself, where nothing was found below it. */
static enum ikm_status read_own(struct ikm_store *store, int64_t unit_id,
                                int is_asked, struct ikm_arena *arena,
                                struct ikm_office *office,
                                struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_OFFICE_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        enum ikm_office_key key = IKM_OFFICE_COUNT;
        const char *name = (const char *)sqlite3_column_text(rows, 0);
        /* one that a later version knows */
        if (!name || !ikm_office_key_parse(name, &key) ||
            office->value[key].text[0] != '\0' ||
            (key == IKM_OFFICE_NAME && !is_asked))
            continue;
        status = store_text(rows, 1, arena, &office->value[key].text, err);
        if (status != IKM_OK)
            break;
        office->value[key].unit_id = unit_id;
    }
    sqlite3_reset(rows);
    return status;
}

static int64_t parent_of(const struct ikm_units *units, int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return units->unit[i].parent_id;
    return 0;
}

enum ikm_status ikm_store_office(struct ikm_store *store, int64_t unit_id,
                                 struct ikm_arena *arena,
                                 struct ikm_office *ret_office,
                                 struct ikm_error *err)
{
    struct ikm_units units = {0};
    struct ikm_office office;
    int64_t at = unit_id;
    for (int k = 0; k < IKM_OFFICE_COUNT; k++)
        office.value[k] = (struct ikm_office_value){"", 0};
    enum ikm_status status =
        ikm_store_units_below(store, 0, arena, &units, err);
    for (int depth = 0; at != 0 && depth < MAX_DEPTH && status == IKM_OK;
         depth++) {
        status = read_own(store, at, depth == 0, arena, &office, err);
        at = parent_of(&units, at);
    }
    if (status == IKM_OK)
        status = read_own(store, 0, unit_id == 0, arena, &office, err);
    *ret_office = office;
    return status;
}

enum ikm_status ikm_store_set_office(struct ikm_store *store, int64_t unit_id,
                                     enum ikm_office_key key, const char *value,
                                     struct ikm_error *err)
{
    sqlite3_stmt *set = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store,
                           value[0] != '\0' ? SQL_OFFICE_SET : SQL_OFFICE_DROP,
                           &set, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(set, 1, unit_id);
    store_bind_text(set, 2, keys[key].name);
    if (value[0] != '\0')
        store_bind_text(set, 3, value);
    return store_run(store, set, err);
}

#include <string.h>

#include "data/store/internal.h"

/* Registers of given figures: people served, targets, published history. */

enum ikm_status ikm_store_set_volume(struct ikm_store *store, int64_t unit_id,
                                     int64_t service_id,
                                     const struct ikm_period *period,
                                     int64_t n_served, struct ikm_error *err)
{
    char text[IKM_PERIOD_TEXT_BYTES];
    sqlite3_stmt *set = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_VOLUME_SET, &set, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(set, 1, unit_id);
    sqlite3_bind_int64(set, 2, service_id);
    store_bind_text(set, 3, ikm_period_text(period, text));
    sqlite3_bind_int64(set, 4, n_served);
    return store_run(store, set, err);
}

enum ikm_status ikm_store_set_target(struct ikm_store *store, int64_t unit_id,
                                     int year, int64_t ikm_hundredths,
                                     struct ikm_error *err)
{
    sqlite3_stmt *set = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_TARGET_SET, &set, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(set, 1, unit_id);
    sqlite3_bind_int(set, 2, year);
    sqlite3_bind_int64(set, 3, ikm_hundredths);
    return store_run(store, set, err);
}

enum ikm_status ikm_store_add_history(struct ikm_store *store, int64_t unit_id,
                                      const struct ikm_period *period,
                                      const char *form_id,
                                      int64_t ikm_hundredths,
                                      int64_t n_responses,
                                      struct ikm_error *err)
{
    char text[IKM_PERIOD_TEXT_BYTES];
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_HISTORY_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, unit_id);
    store_bind_text(add, 2, ikm_period_text(period, text));
    store_bind_text(add, 3, form_id);
    sqlite3_bind_int64(add, 4, ikm_hundredths);
    sqlite3_bind_int64(add, 5, n_responses);
    return store_run(store, add, err);
}

enum ikm_status store_read_period(sqlite3_stmt *row, int column,
                                  struct ikm_period *ret_period,
                                  struct ikm_error *err)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return ikm_period_parse(text, ret_period, err);
}

enum ikm_status ikm_store_volumes(struct ikm_store *store, int64_t unit_id,
                                  struct ikm_arena *arena,
                                  size_t *ret_n_volumes,
                                  const struct ikm_volume **ret_volumes,
                                  struct ikm_error *err)
{
    struct ikm_volume *volumes = NULL;
    size_t n = 0;
    size_t room = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_VOLUME_OF, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_volume *grown =
            ikm_arena_grow(arena, volumes, n, &room, sizeof *volumes);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        volumes = grown;
        volumes[n].service_id = sqlite3_column_int64(rows, 0);
        volumes[n].n_served = sqlite3_column_int64(rows, 2);
        status = store_read_period(rows, 1, &volumes[n].period, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n_volumes = n;
    *ret_volumes = volumes;
    return status;
}

enum ikm_status ikm_store_target(struct ikm_store *store, int64_t unit_id,
                                 int year, int64_t *ret_hundredths,
                                 struct ikm_error *err)
{
    sqlite3_stmt *get = NULL;
    const enum ikm_status status = store_sql(store, SQL_TARGET_GET, &get, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(get, 1, unit_id);
    sqlite3_bind_int(get, 2, year);
    return store_one(store, get, -1, ret_hundredths, err);
}

enum ikm_status ikm_store_each_target(struct ikm_store *store,
                                      ikm_target_visitor *visit, void *context,
                                      struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_TARGET_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        status = visit(context, sqlite3_column_int64(rows, 0),
                       sqlite3_column_int(rows, 1),
                       sqlite3_column_int64(rows, 2), err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

enum ikm_status ikm_store_history(struct ikm_store *store, int64_t unit_id,
                                  struct ikm_arena *arena,
                                  size_t *ret_n_history,
                                  const struct ikm_history **ret_history,
                                  struct ikm_error *err)
{
    struct ikm_history *history =
        ikm_arena_take(arena, IKM_MAX_HISTORY, sizeof *history);
    size_t n = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_HISTORY_OF, &rows, err);
    if (status != IKM_OK)
        return status;
    if (!history)
        return ikm_fail_memory(err);
    sqlite3_bind_int64(rows, 1, unit_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row &&
           n < IKM_MAX_HISTORY) {
        history[n].ikm_hundredths = sqlite3_column_int64(rows, 2);
        history[n].n_responses = sqlite3_column_int64(rows, 3);
        status = store_read_period(rows, 0, &history[n].period, err);
        if (status == IKM_OK)
            status = store_text(rows, 1, arena, &history[n].form_id, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n_history = n;
    *ret_history = history;
    return status;
}

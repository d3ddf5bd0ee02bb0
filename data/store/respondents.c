/* Respondents who fill in by themselves: settings, tickets, hasty hand-ins. */
#include <stdio.h>
#include <string.h>

#include "data/store/internal.h"
#include "data/store_respondents.h"

enum { NAME_BYTES = 48 };

/* "tiket/12": a setting of one office. */
static const char *setting_name(const char *what, int64_t unit_id,
                                char room[NAME_BYTES])
{
    (void)snprintf(room, NAME_BYTES, "%s/%lld", what, (long long)unit_id);
    return room;
}

enum ikm_status ikm_store_self_fill(struct ikm_store *store, int64_t unit_id,
                                    struct ikm_arena *arena,
                                    struct ikm_self_fill *ret,
                                    struct ikm_error *err)
{
    char name[NAME_BYTES];
    const char *needs = "";
    enum ikm_status status = ikm_store_setting(
        store, setting_name("tiket", unit_id, name), arena, &needs, err);
    ret->needs_ticket = strcmp(needs, "ya") == 0;
    if (status == IKM_OK)
        status =
            ikm_store_setting(store, setting_name("pin-kios", unit_id, name),
                              arena, &ret->kiosk_pin, err);
    return status;
}

enum ikm_status ikm_store_set_needs_ticket(struct ikm_store *store,
                                           int64_t unit_id, int needs,
                                           struct ikm_error *err)
{
    char name[NAME_BYTES];
    return ikm_store_set_setting(store, setting_name("tiket", unit_id, name),
                                 needs ? "ya" : "tidak", err);
}

enum ikm_status ikm_store_set_kiosk_pin(struct ikm_store *store,
                                        int64_t unit_id, const char *hash,
                                        struct ikm_error *err)
{
    char name[NAME_BYTES];
    return ikm_store_set_setting(store, setting_name("pin-kios", unit_id, name),
                                 hash, err);
}

/* ---- tickets ---- */

static enum ikm_status with_code(struct ikm_store *store, enum ikm_sql id,
                                 const char *code, sqlite3_stmt **ret,
                                 struct ikm_error *err)
{
    const struct ikm_digest digest = ikm_digest_of(code, strlen(code));
    const enum ikm_status status = store_sql(store, id, ret, err);
    if (status == IKM_OK)
        store_bind_digest(*ret, 1, &digest);
    return status;
}

enum ikm_status ikm_store_find_ticket(struct ikm_store *store, const char *code,
                                      struct ikm_ticket *ret,
                                      struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    struct ikm_timestamp day = {0};
    bool row = false;
    *ret = (struct ikm_ticket){0};
    enum ikm_status status =
        with_code(store, SQL_TICKET_FIND, code, &find, err);
    if (status == IKM_OK)
        status = store_step(store, find, &row, err);
    if (status != IKM_OK || !row)
        return status;
    const char *text = (const char *)sqlite3_column_text(find, 2);
    if (text && ikm_timestamp_parse(text, IKM_DATES_DMY, &day))
        *ret = (struct ikm_ticket){.unit_id = sqlite3_column_int64(find, 0),
                                   .service_id = sqlite3_column_int64(find, 1),
                                   .day = day.date,
                                   .is_used = sqlite3_column_int(find, 3)};
    sqlite3_reset(find);
    return IKM_OK;
}

enum ikm_status ikm_store_add_ticket(struct ikm_store *store, const char *code,
                                     const struct ikm_ticket *ticket,
                                     struct ikm_error *err)
{
    const struct ikm_digest digest = ikm_digest_of(code, strlen(code));
    char day[IKM_DATE_TEXT_BYTES];
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_TICKET_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(add, 1, &digest);
    sqlite3_bind_int64(add, 2, ticket->unit_id);
    sqlite3_bind_int64(add, 3, ticket->service_id);
    store_bind_text(add, 4, ikm_date_text(ticket->day, day));
    return store_run(store, add, err);
}

enum ikm_status ikm_store_use_ticket(struct ikm_store *store, const char *code,
                                     struct ikm_error *err)
{
    const struct ikm_digest digest = ikm_digest_of(code, strlen(code));
    sqlite3_stmt *use = NULL;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_TICKET_USE, &use, err);
    if (status != IKM_OK)
        return status;
    store_bind_digest(use, 1, &digest);
    return store_run(store, use, err);
}

enum ikm_status ikm_store_count_tickets(struct ikm_store *store,
                                        int64_t unit_id, struct ikm_date day,
                                        int64_t *ret_n_made,
                                        int64_t *ret_n_used,
                                        struct ikm_error *err)
{
    char text[IKM_DATE_TEXT_BYTES];
    sqlite3_stmt *count = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_TICKET_COUNT, &count, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(count, 1, unit_id);
    store_bind_text(count, 2, ikm_date_text(day, text));
    status = store_step(store, count, &row, err);
    if (status != IKM_OK)
        return status;
    *ret_n_made = row ? sqlite3_column_int64(count, 0) : 0;
    *ret_n_used = row ? sqlite3_column_int64(count, 1) : 0;
    sqlite3_reset(count);
    return IKM_OK;
}

/* ---- too fast ---- */

enum ikm_status ikm_store_mark_hasty(struct ikm_store *store, int64_t seq,
                                     int device, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_HASTY_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, seq);
    sqlite3_bind_int64(add, 2, device);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_hasty(struct ikm_store *store, int64_t seq,
                                int *ret_device, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    int64_t device = 0;
    enum ikm_status status = store_sql(store, SQL_HASTY_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    status = store_one(store, find, 0, &device, err);
    *ret_device = (int)device;
    return status;
}

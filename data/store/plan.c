#include <string.h>

#include "data/store/internal.h"
#include "data/store_plan.h"

static const char *const status_names[] = {
    [IKM_PLAN_OPEN] = "belum",
    [IKM_PLAN_RUNNING] = "proses",
    [IKM_PLAN_DONE] = "sudah",
    [IKM_PLAN_DROPPED] = "dibatalkan",
};
_Static_assert(IKM_COUNT(status_names) == IKM_PLAN_STATUS_COUNT,
               "a status without a name");

const char *ikm_plan_status_name(enum ikm_plan_status status)
{
    return status_names[status];
}

int ikm_plan_status_parse(const char *text, enum ikm_plan_status *ret_status)
{
    char small[16];
    size_t n = strlen(text);
    if (n >= sizeof small)
        return 0;
    for (size_t i = 0; i <= n; i++)
        small[i] =
            text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
    for (int s = 0; s < IKM_PLAN_STATUS_COUNT; s++)
        if (strcmp(small, status_names[s]) == 0) {
            *ret_status = (enum ikm_plan_status)s;
            return 1;
        }
    return 0;
}

static enum ikm_status next_id(struct ikm_store *store, int64_t *ret_id,
                               struct ikm_error *err)
{
    sqlite3_stmt *last = NULL;
    enum ikm_status status = store_sql(store, SQL_PLAN_LAST_ID, &last, err);
    if (status == IKM_OK)
        status = store_one(store, last, 0, ret_id, err);
    (*ret_id)++;
    return status;
}

enum ikm_status ikm_store_put_plan(struct ikm_store *store,
                                   const struct ikm_plan_item *item,
                                   int64_t *ret_item_id, struct ikm_error *err)
{
    char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    const char remedy[2] = {item->remedy, '\0'};
    int64_t item_id = item->item_id;
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK && item_id == 0)
        status = next_id(store, &item_id, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_PLAN_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, item_id);
    sqlite3_bind_int64(add, 2, store->change.record_id);
    sqlite3_bind_int64(add, 3, item->unit_id);
    store_bind_text(add, 4, ikm_period_text(&item->period, period));
    store_bind_text(add, 5, item->form);
    store_bind_text(add, 6, item->element);
    sqlite3_bind_int64(add, 7, item->service_id);
    store_bind_text(add, 8, item->cause);
    store_bind_text(add, 9, remedy);
    store_bind_text(add, 10, item->programme);
    sqlite3_bind_int(add, 11, item->quarter_from);
    sqlite3_bind_int(add, 12, item->quarter_to);
    store_bind_text(add, 13, item->in_charge);
    sqlite3_bind_int(add, 14, (int)item->status);
    store_bind_text(add, 15,
                    item->status_date.year == 0
                        ? ""
                        : ikm_date_text(item->status_date, day));
    store_bind_text(add, 16, item->note);
    store_bind_text(add, 17, item->evidence);
    status = store_run(store, add, err);
    if (status == IKM_OK && ret_item_id)
        *ret_item_id = item_id;
    return status;
}

/* The current row of SQL_PLAN_EACH and SQL_PLAN_HISTORY. */
static enum ikm_status read_item(sqlite3_stmt *row, struct ikm_arena *arena,
                                 struct ikm_plan_item *item,
                                 struct ikm_error *err)
{
    struct ikm_timestamp since = {.second = -1};
    const char *day = (const char *)sqlite3_column_text(row, 13);
    const char *remedy = (const char *)sqlite3_column_text(row, 7);
    const struct {
        int column;
        const char **text;
    } texts[] = {{3, &item->form},       {4, &item->element},
                 {6, &item->cause},      {8, &item->programme},
                 {11, &item->in_charge}, {14, &item->note},
                 {15, &item->evidence},  {18, &item->actor}};
    item->item_id = sqlite3_column_int64(row, 0);
    item->unit_id = sqlite3_column_int64(row, 1);
    item->service_id = sqlite3_column_int64(row, 5);
    item->remedy = remedy ? remedy[0] : '\0';
    item->quarter_from = sqlite3_column_int(row, 9);
    item->quarter_to = sqlite3_column_int(row, 10);
    item->status = (enum ikm_plan_status)sqlite3_column_int(row, 12);
    item->record_id = sqlite3_column_int64(row, 16);
    item->at_ms = sqlite3_column_int64(row, 17);
    if (day && ikm_timestamp_parse(day, IKM_DATES_DMY, &since))
        item->status_date = since.date;
    if ((int)item->status < 0 || item->status >= IKM_PLAN_STATUS_COUNT)
        return ikm_fail(err, IKM_INPUT, "status rencana %lld tidak dikenal",
                        "the status of plan item %lld is not known",
                        (long long)item->item_id);
    enum ikm_status status = store_read_period(row, 2, &item->period, err);
    for (size_t i = 0; i < IKM_COUNT(texts) && status == IKM_OK; i++)
        status = store_text(row, texts[i].column, arena, texts[i].text, err);
    return status;
}

static enum ikm_status read_items(struct ikm_store *store, sqlite3_stmt *rows,
                                  struct ikm_arena *arena, size_t *ret_n,
                                  const struct ikm_plan_item **ret_items,
                                  struct ikm_error *err)
{
    struct ikm_plan_item *items = NULL;
    size_t n = 0;
    size_t room = 0;
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_plan_item *grown =
            ikm_arena_grow(arena, items, n, &room, sizeof *items);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        items = grown;
        status = read_item(rows, arena, &items[n], err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_items = items;
    return status;
}

enum ikm_status ikm_store_plan(struct ikm_store *store, int64_t unit_id,
                               struct ikm_arena *arena, size_t *ret_n_items,
                               const struct ikm_plan_item **ret_items,
                               struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status = store_sql(store, SQL_PLAN_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    return read_items(store, rows, arena, ret_n_items, ret_items, err);
}

enum ikm_status ikm_store_plan_history(struct ikm_store *store, int64_t item_id,
                                       struct ikm_arena *arena,
                                       size_t *ret_n_states,
                                       const struct ikm_plan_item **ret_states,
                                       struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    enum ikm_status status = store_sql(store, SQL_PLAN_HISTORY, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, item_id);
    status = read_items(store, rows, arena, ret_n_states, ret_states, err);
    if (status == IKM_OK && *ret_n_states == 0)
        return ikm_fail(err, IKM_INPUT,
                        "tidak ada rencana nomor %lld; lihat: ikm plan list",
                        "there is no plan item %lld; see: ikm plan list",
                        (long long)item_id);
    return status;
}

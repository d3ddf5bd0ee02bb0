#include "collect/plan.h"

#include <stdio.h>
#include <string.h>

#include "collect/record.h"
#include "collect/registers_internal.h"
#include "data/base/number.h"

enum { LIMIT_BYTES = 8 * 1024 * 1024 };

int32_t ikm_quarter_of(struct ikm_date date)
{
    return date.year * 4 + (date.month - 1) / 3;
}

int32_t ikm_quarter_after(const struct ikm_period *period)
{
    return ikm_quarter_of(period->to) + 1;
}

static enum ikm_status read_basis(const char *text, struct ikm_period *period,
                                  struct ikm_error *err)
{
    const enum ikm_status status =
        register_period(text ? text : "", period, err);
    if (status != IKM_OK || period->kind != IKM_PERIOD_RANGE)
        return status;
    return ikm_fail(err, IKM_USAGE,
                    "rencana menjawab hasil satu tahun, semester, triwulan, "
                    "atau bulan, supaya periode berikutnya dapat mengukurnya; "
                    "%s bukan itu",
                    "a plan answers the results of a year, semester, quarter "
                    "or month, so that the next one can measure it; %s is none",
                    text);
}

static enum ikm_status read_quarter(const char *text, int32_t *ret_quarter,
                                    struct ikm_error *err)
{
    struct ikm_period period = {0};
    const enum ikm_status status = register_period(text, &period, err);
    if (status != IKM_OK)
        return status;
    if (period.kind != IKM_PERIOD_QUARTER)
        return ikm_fail(err, IKM_USAGE,
                        "\"%s\" bukan triwulan; tulis misalnya 2026-TW2",
                        "\"%s\" is no quarter; write such as 2026-TW2", text);
    *ret_quarter = ikm_quarter_of(period.from);
    return IKM_OK;
}

/* "2025-TW2" or "2025-TW2..2025-TW3" */
static enum ikm_status read_quarters(const char *text,
                                     struct ikm_plan_item *item,
                                     struct ikm_error *err)
{
    char first[32];
    const char *dots = strstr(text, "..");
    const size_t length = dots ? (size_t)(dots - text) : strlen(text);
    if (length >= sizeof first)
        return ikm_fail(
            err, IKM_USAGE, "\"%.60s\" bukan triwulan; tulis misalnya 2026-TW2",
            "\"%.60s\" is no quarter; write such as 2026-TW2", text);
    memcpy(first, text, length);
    first[length] = '\0';
    enum ikm_status status = read_quarter(first, &item->quarter_from, err);
    item->quarter_to = item->quarter_from;
    if (status == IKM_OK && dots)
        status = read_quarter(dots + 2, &item->quarter_to, err);
    if (status == IKM_OK && item->quarter_to < item->quarter_from)
        status = ikm_fail(err, IKM_INPUT,
                          "triwulan akhir di depan triwulan awal: %s",
                          "the last quarter lies before the first: %s", text);
    return status;
}

static enum ikm_status read_day(const char *text, struct ikm_date *ret_date,
                                struct ikm_error *err)
{
    struct ikm_timestamp stamp = {.second = -1};
    if (!ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp) ||
        stamp.date.day == 0)
        return ikm_fail(err, IKM_USAGE,
                        "\"%.60s\" bukan tanggal; tulis misalnya 2026-05-20",
                        "\"%.60s\" is no date; write such as 2026-05-20", text);
    *ret_date = stamp.date;
    return IKM_OK;
}

static const struct ikm_element *find_element(const struct ikm_form *form,
                                              const char *text)
{
    for (size_t e = 0; e < form->n_elements; e++)
        if (strcmp(form->elements[e].key, text) == 0 ||
            strcmp(form->elements[e].code, text) == 0)
            return &form->elements[e];
    return NULL;
}

static enum ikm_status set_element(const struct ikm_form *form,
                                   const char *text, struct ikm_plan_item *item,
                                   struct ikm_error *err)
{
    const struct ikm_element *element = text ? find_element(form, text) : NULL;
    if (!element)
        return ikm_fail(err, IKM_INPUT,
                        "unsur \"%.60s\" tidak ada di kuesioner %s; lihat: ikm "
                        "form show %s",
                        "there is no element \"%.60s\" in the form %s; see: "
                        "ikm form show %s",
                        text ? text : "", form->id, form->id);
    item->element = element->key;
    item->remedy = element->remedy;
    return IKM_OK;
}

/* A text that may be empty. */
static enum ikm_status set_text(const char *what, const char *text,
                                const char **ret_text, struct ikm_error *err)
{
    if (!text)
        return IKM_OK;
    *ret_text = text;
    return *text ? register_text(what, text, err) : IKM_OK;
}

static enum ikm_status set_service(struct ikm_store *store, const char *name,
                                   struct ikm_plan_item *item,
                                   struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_units units = {0};
    enum ikm_status status = IKM_OK;
    if (!name)
        return IKM_OK;
    status = ikm_store_units_below(store, item->unit_id, &arena, &units, err);
    if (status == IKM_OK)
        status = register_service(store, &units.unit[0], name,
                                  &item->service_id, err);
    ikm_arena_release(&arena);
    return status;
}

static enum ikm_status set_status(const struct ikm_plan_words *words,
                                  struct ikm_plan_item *item,
                                  struct ikm_error *err)
{
    if (!words->status && !words->date)
        return IKM_OK;
    if (words->status && !ikm_plan_status_parse(words->status, &item->status))
        return ikm_fail(err, IKM_INPUT,
                        "status \"%.60s\" tidak dikenal; yang ada: belum, "
                        "proses, sudah, dibatalkan",
                        "the status \"%.60s\" is not known; there are: belum, "
                        "proses, sudah, dibatalkan",
                        words->status);
    if (item->status == IKM_PLAN_DROPPED && (!words->note || !*words->note))
        return ikm_fail(err, IKM_INPUT,
                        "tulis dengan --note mengapa rencana dibatalkan",
                        "say with --note why the item is dropped");
    item->status_date = words->today;
    return words->date ? read_day(words->date, &item->status_date, err)
                       : IKM_OK;
}

/* Everything that may be changed later too. */
static enum ikm_status fill_in(struct ikm_store *store,
                               const struct ikm_plan_words *words,
                               struct ikm_plan_item *item,
                               struct ikm_error *err)
{
    const enum ikm_lang lang = err->lang;
    enum ikm_status status = set_service(store, words->service, item, err);
    if (status == IKM_OK)
        status = set_text(ikm_say(lang, "sebab", "cause"), words->cause,
                          &item->cause, err);
    if (status == IKM_OK)
        status = set_text(ikm_say(lang, "catatan", "note"), words->note,
                          &item->note, err);
    if (status == IKM_OK)
        status = set_text(ikm_say(lang, "bukti", "evidence"), words->evidence,
                          &item->evidence, err);
    if (status == IKM_OK && words->programme)
        item->programme = words->programme;
    if (status == IKM_OK)
        status = register_text(ikm_say(lang, "program", "programme"),
                               item->programme, err);
    if (status == IKM_OK && words->in_charge)
        item->in_charge = words->in_charge;
    if (status == IKM_OK)
        status =
            register_text(ikm_say(lang, "penanggung jawab", "person in charge"),
                          item->in_charge, err);
    if (status == IKM_OK && words->quarter)
        status = read_quarters(words->quarter, item, err);
    if (status == IKM_OK && words->remedy) {
        if (strlen(words->remedy) != 1 || !strchr("abcd", words->remedy[0]))
            return ikm_fail(err, IKM_INPUT,
                            "jenis perbaikan \"%.20s\" bukan a, b, c, atau d",
                            "the remedy \"%.20s\" is not a, b, c or d",
                            words->remedy);
        item->remedy = words->remedy[0];
    }
    return status == IKM_OK ? set_status(words, item, err) : status;
}

static enum ikm_status end(struct ikm_store *store, enum ikm_status status,
                           struct ikm_arena *arena, struct ikm_error *err)
{
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(arena);
    return status;
}

enum ikm_status ikm_plan_add(struct ikm_store *store,
                             const struct ikm_plan_words *words,
                             struct ikm_act *act, int64_t *ret_item_id,
                             struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_plan_item item = {.cause = "",
                                 .programme = "",
                                 .in_charge = "",
                                 .note = "",
                                 .evidence = ""};
    struct ikm_unit unit = {0};
    const struct ikm_form *form = NULL;
    int64_t form_id = 0;
    act->action = "plan";
    act->subject = words->unit;
    enum ikm_status status = read_basis(words->period, &item.period, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_find_unit(store, words->unit, &arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_use_form(store, words->form, &arena, &form, &form_id, err);
    if (status == IKM_OK) {
        item.unit_id = unit.unit_id;
        item.form = form->id;
        item.quarter_from = item.quarter_to = ikm_quarter_after(&item.period);
        status = set_element(form, words->element, &item, err);
    }
    if (status == IKM_OK)
        status = fill_in(store, words, &item, err);
    if (status == IKM_OK)
        status = ikm_store_put_plan(store, &item, ret_item_id, err);
    return end(store, status, &arena, err);
}

static int same_text(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static int is_same(const struct ikm_plan_item *a, const struct ikm_plan_item *b)
{
    return a->service_id == b->service_id && a->remedy == b->remedy &&
           a->quarter_from == b->quarter_from &&
           a->quarter_to == b->quarter_to && a->status == b->status &&
           ikm_date_compare(a->status_date, b->status_date) == 0 &&
           same_text(a->cause, b->cause) &&
           same_text(a->programme, b->programme) &&
           same_text(a->in_charge, b->in_charge) &&
           same_text(a->note, b->note) && same_text(a->evidence, b->evidence);
}

enum ikm_status ikm_plan_update(struct ikm_store *store, const char *id,
                                const struct ikm_plan_words *words,
                                struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    const struct ikm_plan_item *states = NULL;
    size_t n = 0;
    int64_t item_id = 0;
    if (!ikm_parse_count(id, INT32_MAX, &item_id))
        return ikm_fail(err, IKM_USAGE,
                        "\"%.60s\" bukan nomor rencana; lihat: ikm plan list",
                        "\"%.60s\" is no number of a plan item; see: ikm plan "
                        "list",
                        id);
    act->action = "plan";
    act->subject = id;
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status =
            ikm_store_plan_history(store, item_id, &arena, &n, &states, err);
    if (status == IKM_OK) {
        struct ikm_plan_item item = states[n - 1];
        status = fill_in(store, words, &item, err);
        if (status == IKM_OK && is_same(&item, &states[n - 1]))
            status = ikm_fail(err, IKM_INPUT,
                              "rencana %s sudah seperti itu; tidak ada yang "
                              "diubah",
                              "plan item %s is like that already; nothing "
                              "was changed",
                              id);
        if (status == IKM_OK)
            status = ikm_store_put_plan(store, &item, NULL, err);
    }
    return end(store, status, &arena, err);
}

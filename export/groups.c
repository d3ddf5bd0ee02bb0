#include "data/base/text.h"
#include "data/respondent.h"
#include "export/assemble_internal.h"

int groups_by_cell(enum ikm_by by)
{
    return by == IKM_BY_NONE || by == IKM_BY_UNIT || by == IKM_BY_PERIOD;
}

int reads_cells(const struct ikm_query *query)
{
    return groups_by_cell(query->by) && !query->service;
}

static enum ikm_period_kind every_of(const struct ikm_query *query)
{
    return query->every == IKM_PERIOD_ALL ? IKM_PERIOD_QUARTER : query->every;
}

/* First month of the period of --every that holds the month. */
static int64_t period_key(const struct scope *scope, int32_t month)
{
    const struct ikm_date date = {(int16_t)(month / 12),
                                  (uint8_t)(month % 12 + 1), 1};
    const struct ikm_period period =
        ikm_period_around(every_of(scope->query), date);
    return ikm_date_month_index(period.from);
}

int64_t group_key_of_cell(const struct scope *scope, int64_t unit_id,
                          int32_t month)
{
    const uint32_t unit = scope_unit(scope, unit_id);
    if (unit == NO_UNIT)
        return KEY_NONE;
    if (scope->query->by == IKM_BY_UNIT)
        return scope->group_unit[unit];
    if (scope->query->by == IKM_BY_PERIOD)
        return period_key(scope, month);
    return 0;
}

static int64_t service_key(const struct scope *scope, int64_t service_id)
{
    const struct service_place *place = scope_service(scope, service_id);
    return place ? place->group : KEY_NOT_FILLED;
}

/* The respondent field of a --by; -1 when it is none. */
static int field_of(enum ikm_by by)
{
    switch (by) {
    case IKM_BY_GENDER: return IKM_FIELD_GENDER;
    case IKM_BY_AGE: return IKM_FIELD_AGE;
    case IKM_BY_EDUCATION: return IKM_FIELD_EDUCATION;
    case IKM_BY_OCCUPATION: return IKM_FIELD_OCCUPATION;
    case IKM_BY_DISABILITY: return IKM_FIELD_DISABILITY;
    case IKM_BY_CHANNEL: return IKM_FIELD_CHANNEL;
    case IKM_BY_HOUR: return IKM_FIELD_HOUR;
    case IKM_BY_NONE:
    case IKM_BY_UNIT:
    case IKM_BY_SERVICE:
    case IKM_BY_PERIOD:
    case IKM_BY_OPERATOR:
    case IKM_BY_COUNT: break;
    }
    return -1;
}

int64_t group_key_of_response(const struct scope *scope,
                              const struct ikm_response *response)
{
    const enum ikm_by by = scope->query->by;
    const int field = field_of(by);
    if (scope_unit(scope, response->unit_id) == NO_UNIT ||
        !ikm_of_service_holds(&scope->of_service, response->service_id))
        return KEY_NONE;
    if (field >= 0) {
        const uint8_t group =
            ikm_respondent_group((enum ikm_field)field, response->field[field]);
        return group == 0 ? KEY_NOT_FILLED : group;
    }
    if (by == IKM_BY_SERVICE)
        return service_key(scope, response->service_id);
    if (by == IKM_BY_OPERATOR)
        return response->operator_id == 0 ? KEY_NOT_FILLED
                                          : response->operator_id;
    return group_key_of_cell(scope, response->unit_id,
                             ikm_date_month_index(response->date));
}

/* Counted only where what must be known is known (contract.md). */
int64_t group_key_of_excluded(const struct scope *scope,
                              const struct ikm_excluded *excluded)
{
    const struct ikm_query *query = scope->query;
    const int unit_known = scope_unit(scope, excluded->unit_id) != NO_UNIT;
    const int date_known = excluded->date.year != 0;
    const int in_time =
        query->period.kind != IKM_PERIOD_ALL || query->by == IKM_BY_PERIOD;
    if (!unit_known && (in_time || scope->unit_ids || query->by == IKM_BY_UNIT))
        return KEY_NONE;
    if (query->service &&
        (excluded->service_id == 0 ||
         !ikm_of_service_holds(&scope->of_service, excluded->service_id)))
        return KEY_NONE;
    if (in_time &&
        (!date_known || !ikm_period_holds(&query->period, excluded->date)))
        return KEY_NONE;
    if (query->by == IKM_BY_NONE)
        return 0;
    if (query->by == IKM_BY_SERVICE)
        return excluded->service_id == 0
                   ? KEY_NONE
                   : service_key(scope, excluded->service_id);
    if (!groups_by_cell(query->by))
        return KEY_NONE;
    return group_key_of_cell(scope, excluded->unit_id,
                             date_known ? ikm_date_month_index(excluded->date)
                                        : 0);
}

struct ikm_period group_period(const struct scope *scope, int64_t key)
{
    const struct ikm_period *asked = &scope->query->period;
    if (scope->query->by != IKM_BY_PERIOD)
        return *asked;
    const struct ikm_date first = {(int16_t)(key / 12), (uint8_t)(key % 12 + 1),
                                   1};
    struct ikm_period period = ikm_period_around(every_of(scope->query), first);
    if (asked->kind == IKM_PERIOD_ALL)
        return period;
    const int cut_front = ikm_date_compare(asked->from, period.from) > 0;
    const int cut_back = ikm_date_compare(asked->to, period.to) < 0;
    if (cut_front && cut_back)
        return *asked;
    if (cut_front || cut_back)
        period.kind = IKM_PERIOD_RANGE;
    if (cut_front)
        period.from = asked->from;
    if (cut_back)
        period.to = asked->to;
    return period;
}

static enum ikm_status period_label(const struct scope *scope, int64_t key,
                                    const char **ret_label,
                                    struct ikm_error *err)
{
    char text[IKM_PERIOD_TEXT_BYTES];
    const struct ikm_date first = {(int16_t)(key / 12), (uint8_t)(key % 12 + 1),
                                   1};
    const struct ikm_period period =
        ikm_period_around(every_of(scope->query), first);
    struct ikm_text label = IKM_TEXT(scope->arena);
    ikm_text_put(&label, ikm_period_text(&period, text));
    return ikm_text_done(&label, ret_label, err);
}

enum ikm_status group_label(const struct scope *scope, int64_t key,
                            const char **ret_label, struct ikm_error *err)
{
    const enum ikm_by by = scope->query->by;
    const int field = field_of(by);
    *ret_label = NULL;
    if (by == IKM_BY_NONE)
        return IKM_OK;
    if (by == IKM_BY_PERIOD)
        return period_label(scope, key, ret_label, err);
    if (by == IKM_BY_UNIT)
        *ret_label = scope->units.unit[key].code;
    else if (key == KEY_NOT_FILLED)
        *ret_label =
            ikm_say(scope->query->lang, "tidak diisi", "not filled in");
    else if (by == IKM_BY_SERVICE)
        *ret_label = scope->service_name[key];
    else if (by == IKM_BY_OPERATOR)
        return ikm_store_operator_name(scope->store, key, scope->arena,
                                       ret_label, err);
    else
        *ret_label = ikm_respondent_group_label(
            (enum ikm_field)field, (uint8_t)key, scope->query->lang);
    return IKM_OK;
}

#include <string.h>

#include "export/assemble_internal.h"

enum { SCRATCH_LIMIT_BYTES = 64 * 1024 * 1024 };

static double time_of(const struct ikm_period *period)
{
    const int32_t first = ikm_date_month_index(period->from);
    const int32_t last = ikm_date_month_index(period->to);
    return (double)(first / (last - first + 1));
}

static int is_inside(const struct ikm_period *asked,
                     const struct ikm_period *period)
{
    return asked->kind == IKM_PERIOD_ALL ||
           (ikm_date_compare(asked->from, period->from) <= 0 &&
            ikm_date_compare(asked->to, period->to) >= 0);
}

/* Into its place in time; a period that is there stays as it is. */
static void put_point(struct ikm_trend_told *told,
                      struct ikm_trend_value *point,
                      const struct ikm_trend_value *value)
{
    size_t at = told->n_points;
    while (at > 0 &&
           ikm_date_compare(point[at - 1].period.from, value->period.from) >= 0)
        at--;
    if (at < told->n_points &&
        ikm_date_compare(point[at].period.from, value->period.from) == 0)
        return;
    memmove(point + at + 1, point + at, (told->n_points - at) * sizeof *point);
    point[at] = *value;
    told->n_points++;
    told->n_published += (size_t)value->is_published;
}

struct ikm_query query_of_trend(const struct ikm_query *query)
{
    enum { MONTHS_SHOWN = 24 };
    static const struct ikm_date first = {1900, 1, 1};
    const struct ikm_period *asked = &query->period;
    struct ikm_query trend = {.lang = query->lang,
                              .unit = query->unit,
                              .service = query->service,
                              .form = query->form,
                              .by = IKM_BY_PERIOD,
                              .every = asked->kind,
                              .rows = query->rows,
                              .weights = query->weights};
    if (asked->kind == IKM_PERIOD_ALL || asked->kind == IKM_PERIOD_RANGE)
        trend.every = IKM_PERIOD_QUARTER;
    if (asked->kind == IKM_PERIOD_ALL)
        return trend;
    trend.period = (struct ikm_period){IKM_PERIOD_RANGE, first, asked->to};
    /* by month the rows themselves are read: not all of them */
    if (asked->kind == IKM_PERIOD_MONTH) {
        const int32_t from =
            ikm_date_month_index(asked->from) - MONTHS_SHOWN + 1;
        trend.period.from = (struct ikm_date){(int16_t)(from / 12),
                                              (uint8_t)(from % 12 + 1), 1};
    }
    return trend;
}

static enum ikm_status read_history(const struct form_run *run, int64_t key,
                                    size_t *ret_n,
                                    const struct ikm_history **ret_history,
                                    struct ikm_error *err)
{
    const int64_t unit_id = unit_of_result(run->scope, key);
    *ret_n = 0;
    *ret_history = NULL;
    if (unit_id == 0)
        return IKM_OK;
    return ikm_store_history(run->scope->store, unit_id, run->scope->arena,
                             ret_n, ret_history, err);
}

static enum ikm_status test_trend(struct ikm_trend_told *told,
                                  const struct ikm_trend_value *value,
                                  struct ikm_error *err)
{
    struct ikm_arena scratch = IKM_ARENA(SCRATCH_LIMIT_BYTES);
    struct ikm_trend_point *point =
        ikm_arena_take(&scratch, told->n_points + 1, sizeof *point);
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < told->n_points && point; i++)
        point[i] =
            (struct ikm_trend_point){time_of(&value[i].period), value[i].value};
    status =
        point ? ikm_trend_of(point, told->n_points, &scratch, &told->trend, err)
              : ikm_fail_memory(err);
    ikm_arena_release(&scratch);
    return status;
}

enum ikm_status trend_of_results(const struct form_run *run,
                                 const struct ikm_result *results,
                                 size_t n_results,
                                 struct ikm_trend_told *ret_told,
                                 struct ikm_error *err)
{
    const struct ikm_query *query = run->scope->query;
    struct ikm_trend_told told = {.form = run->form,
                                  .every = query->every == IKM_PERIOD_ALL
                                               ? IKM_PERIOD_QUARTER
                                               : query->every};
    size_t n_history = 0;
    const struct ikm_history *history = NULL;
    const enum ikm_status status =
        read_history(run, 0, &n_history, &history, err);
    if (status != IKM_OK)
        return status;
    struct ikm_trend_value *value = ikm_arena_take(
        run->scope->arena, n_results + n_history + 1, sizeof *value);
    if (!value)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n_results; i++) {
        const struct ikm_index *index = &results[i].index;
        const struct ikm_trend_value point = {
            .period = results[i].period,
            .value = 100 * index->index / run->form->scale_max,
            .value_hundredths = index->value_hundredths,
            .ci95 = results[i].certainty.interval.ci95,
            .grade = index->grade,
            .n = results[i].ledger.used};
        if (index->reason == IKM_REASON_NONE && point.period.kind == told.every)
            put_point(&told, value, &point);
    }
    for (size_t i = 0; i < n_history; i++) {
        const struct ikm_trend_value point = {
            .period = history[i].period,
            .value = (double)history[i].ikm_hundredths / 100,
            .value_hundredths = history[i].ikm_hundredths,
            .grade = ikm_grade(run->form, history[i].ikm_hundredths),
            .n = history[i].n_responses,
            .is_published = 1};
        if (strcmp(history[i].form_id, run->form->id) == 0 &&
            point.period.kind == told.every &&
            is_inside(&query->period, &point.period))
            put_point(&told, value, &point);
    }
    told.points = value;
    *ret_told = told;
    return test_trend(ret_told, value, err);
}

/* Where no response stands before, the last figure that was published does: it
 * has no spread, so no p. */
enum ikm_status change_since_published(const struct form_run *run, int64_t key,
                                       struct ikm_result *result,
                                       struct ikm_error *err)
{
    size_t n = 0;
    const struct ikm_history *history = NULL;
    const struct ikm_history *last = NULL;
    const struct ikm_period *period = &result->period;
    if (result->change.known || result->index.reason != IKM_REASON_NONE ||
        period->kind == IKM_PERIOD_ALL || period->kind == IKM_PERIOD_RANGE)
        return IKM_OK;
    const enum ikm_status status = read_history(run, key, &n, &history, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        if (history[i].period.kind == period->kind &&
            strcmp(history[i].form_id, run->form->id) == 0 &&
            ikm_date_compare(history[i].period.to, period->from) < 0 &&
            (!last ||
             ikm_date_compare(last->period.to, history[i].period.to) < 0))
            last = &history[i];
    if (!last)
        return status;
    result->change = (struct ikm_change){
        .known = 1,
        .is_published = 1,
        .before = last->period,
        .difference = 100 * result->index.index / run->form->scale_max -
                      (double)last->ikm_hundredths / 100};
    return IKM_OK;
}

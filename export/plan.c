#include "export/plan.h"

#include <string.h>

#include "data/store_responses.h"
#include "data/store_tallies.h"
#include "export/of_service.h"

enum { FEWEST_ANSWERS = 30 };

const char *ikm_verdict_name(enum ikm_verdict verdict)
{
    static const char *const names[] = {"", "membaik", "memburuk",
                                        "data-belum-cukup", "belum-tampak"};
    return names[verdict];
}

const char *ikm_verdict_words(enum ikm_lang lang, enum ikm_verdict verdict)
{
    static const char *const words[][2] = {{"belum diukur", "not measured yet"},
                                           {"membaik", "improved"},
                                           {"memburuk", "declined"},
                                           {"data belum cukup", "too few data"},
                                           {"belum tampak", "no change seen"}};
    return ikm_say(lang, words[verdict][0], words[verdict][1]);
}

/* ---- the answers of one element, before and after ---- */

struct looking {
    size_t n_elements;
    int scale_max;
    size_t element;
    int32_t basis_from, basis_to; /* month indexes */
    int32_t n_months;             /* of such a period */
    int32_t next;                 /* first month of the later one; 0: none */
    int64_t before[IKM_MAX_SCALE];
    int64_t now[IKM_MAX_SCALE];
    const struct ikm_form *form;
    const struct ikm_of_service *of_service;
};

/* Where to count the answers of a month; NULL: nowhere. */
static int64_t *place_of(struct looking *looking, int32_t month)
{
    if (month >= looking->basis_from && month <= looking->basis_to)
        return looking->before;
    if (month <= looking->basis_to)
        return NULL;
    const int32_t first = month - month % looking->n_months;
    if (looking->next != 0 && first > looking->next)
        return NULL;
    /* units come one after the other: an earlier period wins */
    if (first != looking->next)
        memset(looking->now, 0, sizeof looking->now);
    looking->next = first;
    return looking->now;
}

/* Rollups know no services: those of one are counted from the rows. */
static enum ikm_status look_row(void *context, int64_t seq,
                                const struct ikm_response *response,
                                struct ikm_error *err)
{
    struct looking *looking = context;
    (void)seq;
    (void)err;
    if (response->state != IKM_RESPONSE_USED ||
        !ikm_of_service_holds(looking->of_service, response->service_id))
        return IKM_OK;
    int64_t *into = place_of(looking, ikm_date_month_index(response->date));
    for (size_t q = 0; into && q < response->n_answers; q++)
        if (looking->form->questions[q].element == looking->element &&
            response->answer[q] > 0)
            into[response->answer[q] - 1]++;
    return IKM_OK;
}

static enum ikm_status look(void *context, int64_t unit_id, int32_t month,
                            const struct ikm_tally *tally,
                            struct ikm_error *err)
{
    struct looking *looking = context;
    (void)unit_id;
    (void)err;
    if (tally->n_used == 0)
        return IKM_OK;
    int64_t *into = place_of(looking, month);
    for (int s = 0; into && s < looking->scale_max; s++)
        into[s] += tally->answered.count[looking->element][s];
    return IKM_OK;
}

static void judge(const struct looking *looking, struct ikm_plan_line *line)
{
    static const double unlikely = 0.05;
    const struct ikm_sample_moments a =
        ikm_moments_of_counts(looking->now, looking->scale_max);
    const struct ikm_sample_moments b =
        ikm_moments_of_counts(looking->before, looking->scale_max);
    const struct ikm_date first = {(int16_t)(looking->next / 12),
                                   (uint8_t)(looking->next % 12 + 1), 1};
    line->verdict = IKM_VERDICT_OPEN;
    line->n_before = b.n;
    if (looking->next == 0)
        return;
    line->measured = ikm_period_around(line->item->period.kind, first);
    line->n_now = a.n;
    line->difference = a.mean - b.mean;
    line->p = ikm_welch(&a, &b);
    if (a.n < FEWEST_ANSWERS || b.n < FEWEST_ANSWERS)
        line->verdict = IKM_VERDICT_TOO_FEW;
    else if (!line->p.is_defined || line->p.p >= unlikely)
        line->verdict = IKM_VERDICT_NONE;
    else
        line->verdict =
            line->difference > 0 ? IKM_VERDICT_IMPROVED : IKM_VERDICT_DECLINED;
}

static enum ikm_status
measure(struct ikm_store *store, int64_t form_id, const struct ikm_units *below,
        const struct ikm_of_service *of_service, struct ikm_arena *arena,
        struct ikm_plan_line *line, struct ikm_error *err)
{
    const struct ikm_period *period = &line->item->period;
    struct looking looking = {.n_elements = line->form->n_elements,
                              .scale_max = line->form->scale_max,
                              .element = line->element,
                              .basis_from = ikm_date_month_index(period->from),
                              .basis_to = ikm_date_month_index(period->to),
                              .form = line->form,
                              .of_service = of_service};
    looking.n_months = looking.basis_to - looking.basis_from + 1;
    int64_t *ids = ikm_arena_take(arena, below->n_units, sizeof *ids);
    if (!ids)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < below->n_units; i++)
        ids[i] = below->unit[i].unit_id;
    const struct ikm_slice slice = {.form_id = form_id,
                                    .n_units = below->n_units,
                                    .unit_ids = ids,
                                    .month_from = looking.basis_from,
                                    .month_to = INT32_MAX};
    enum ikm_status status = IKM_OK;
    if (form_id != 0)
        status = of_service->name
                     ? ikm_store_each_response(store, &slice, 0, look_row,
                                               &looking, err)
                     : ikm_store_each_tally(store, &slice, look, &looking, err);
    judge(&looking, line);
    return status;
}

/* ---- how much, how soon ---- */

/* Smallest m of 1.. so that the date lies within m months after the period. */
static int months_taken(const struct ikm_period *period, struct ikm_date done)
{
    for (int m = 1; m < 1200; m++) {
        const int32_t index = ikm_date_month_index(period->to) + m;
        struct ikm_date end = {(int16_t)(index / 12), (uint8_t)(index % 12 + 1),
                               0};
        end.day = (uint8_t)ikm_days_in_month(end.year, end.month);
        if (ikm_date_compare(done, end) <= 0)
            return m;
    }
    return 1200;
}

static int speed_of(int months)
{
    static const int within[] = {1, 3, 6, 9, 12};
    for (int i = 0; i < (int)IKM_COUNT(within); i++)
        if (months <= within[i])
            return 5 - i;
    return 0;
}

static int share_of(int64_t n_items, int64_t n_done)
{
    if (n_items == 0)
        return 0;
    if (n_done == 0)
        return 1;
    if (n_done == n_items)
        return 5;
    if (10 * n_done < 3 * n_items)
        return 2;
    return 10 * n_done <= 8 * n_items ? 3 : 4;
}

static struct ikm_plan_score score_of(const struct ikm_plan_view *view)
{
    struct ikm_plan_score score = {.months = -1, .speed_score = -1};
    for (size_t i = 0; i < view->n_lines; i++) {
        const struct ikm_plan_line *line = &view->lines[i];
        score.n_items += line->item->status != IKM_PLAN_DROPPED;
        score.n_running += line->item->status == IKM_PLAN_RUNNING;
        score.n_done += line->item->status == IKM_PLAN_DONE;
        if (line->months > score.months)
            score.months = line->months;
    }
    score.share_score = share_of(score.n_items, score.n_done);
    if (score.n_done > 0)
        score.speed_score = speed_of(score.months);
    return score;
}

/* ---- the view ---- */

static const struct ikm_unit *unit_of(const struct ikm_units *units,
                                      int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return &units->unit[i];
    return NULL;
}

static int is_asked(const struct ikm_plan_item *item,
                    const struct ikm_period *period)
{
    return period->kind == IKM_PERIOD_ALL ||
           (ikm_date_compare(period->from, item->period.from) == 0 &&
            ikm_date_compare(period->to, item->period.to) == 0);
}

static enum ikm_status
make_line(struct ikm_store *store, const struct ikm_plan_item *item,
          const struct ikm_of_service *of_service, struct ikm_arena *arena,
          struct ikm_plan_line *line, struct ikm_error *err)
{
    struct ikm_units below = {0};
    int64_t form_id = 0;
    line->item = item;
    line->service = "";
    line->months = item->status == IKM_PLAN_DONE
                       ? months_taken(&item->period, item->status_date)
                       : -1;
    enum ikm_status status = ikm_store_find_form(store, item->form, arena,
                                                 &line->form, &form_id, err);
    if (status != IKM_OK)
        return status;
    const int element = ikm_form_element(line->form, item->element);
    if (element < 0)
        return ikm_fail(err, IKM_INPUT,
                        "rencana %lld: unsur %s tidak ada di kuesioner %s",
                        "plan item %lld: there is no element %s in form %s",
                        (long long)item->item_id, item->element, item->form);
    line->element = (size_t)element;
    if (item->service_id != 0)
        status = ikm_store_service_name(store, item->service_id, arena,
                                        &line->service, err);
    if (status == IKM_OK)
        status =
            ikm_store_units_below(store, item->unit_id, arena, &below, err);
    if (status == IKM_OK)
        status = measure(store, form_id, &below, of_service, arena, line, err);
    return status;
}

/* An item of no service is about the office as a whole. */
static int is_of_service(const struct ikm_plan_item *item,
                         const struct ikm_of_service *of_service)
{
    return !of_service->name ||
           (item->service_id != 0 &&
            ikm_of_service_holds(of_service, item->service_id));
}

/* The units asked for, the service asked for and all items there are. */
struct plan_source {
    struct ikm_units units;
    struct ikm_of_service of_service;
    size_t n_items;
    const struct ikm_plan_item *item;
};

static enum ikm_status read_source(struct ikm_store *store,
                                   const struct ikm_plan_about *about,
                                   struct ikm_arena *arena,
                                   struct plan_source *source,
                                   struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    enum ikm_status status = IKM_OK;
    if (about->unit)
        status = ikm_store_find_unit(store, about->unit, arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, unit.unit_id, arena,
                                       &source->units, err);
    if (status == IKM_OK)
        status = ikm_of_service_find(store, about->service, arena,
                                     &source->of_service, err);
    if (status == IKM_OK)
        status = ikm_store_plan(store, 0, arena, &source->n_items,
                                &source->item, err);
    return status;
}

enum ikm_status ikm_plan_view(struct ikm_store *store,
                              const struct ikm_plan_about *about,
                              const struct ikm_period *period, int with_dropped,
                              struct ikm_arena *arena,
                              struct ikm_plan_view *ret_view,
                              struct ikm_error *err)
{
    struct ikm_plan_view view = {0};
    struct plan_source source = {0};
    int64_t n_dropped = 0;
    enum ikm_status status = read_source(store, about, arena, &source, err);
    if (status != IKM_OK)
        return status;
    view.lines = ikm_arena_take(arena, source.n_items, sizeof *view.lines);
    if (!view.lines)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < source.n_items && status == IKM_OK; i++) {
        const struct ikm_plan_item *item = &source.item[i];
        struct ikm_plan_line *line = &view.lines[view.n_lines];
        line->unit = unit_of(&source.units, item->unit_id);
        if (!line->unit || !is_asked(item, period) ||
            !is_of_service(item, &source.of_service))
            continue;
        n_dropped += item->status == IKM_PLAN_DROPPED;
        if (item->status == IKM_PLAN_DROPPED && !with_dropped)
            continue;
        status = make_line(store, item, &source.of_service, arena, line, err);
        view.n_lines++;
    }
    if (status != IKM_OK)
        return status;
    view.score = score_of(&view);
    view.score.n_dropped = n_dropped;
    *ret_view = view;
    return IKM_OK;
}

/* Does `item` belong to an earlier plan than the best so far? */
static int is_earlier_plan(const struct ikm_plan_item *item,
                           const struct ikm_period *period,
                           const struct ikm_period *best)
{
    if (period->kind != IKM_PERIOD_RANGE && item->period.kind != period->kind)
        return 0;
    return ikm_date_compare(item->period.to, period->from) < 0 &&
           (best->kind == IKM_PERIOD_ALL ||
            ikm_date_compare(item->period.to, best->to) > 0);
}

enum ikm_status ikm_plan_view_before(struct ikm_store *store,
                                     const struct ikm_plan_about *about,
                                     const struct ikm_period *period,
                                     struct ikm_arena *arena,
                                     struct ikm_plan_view *ret_view,
                                     struct ikm_period *ret_before,
                                     struct ikm_error *err)
{
    struct ikm_period best = {0};
    struct plan_source source = {0};
    *ret_view =
        (struct ikm_plan_view){.score = {.months = -1, .speed_score = -1}};
    *ret_before = best;
    if (period->kind == IKM_PERIOD_ALL)
        return ikm_plan_view(store, about, period, 0, arena, ret_view, err);
    const enum ikm_status status =
        read_source(store, about, arena, &source, err);
    for (size_t i = 0; i < source.n_items && status == IKM_OK; i++)
        if (is_earlier_plan(&source.item[i], period, &best) &&
            is_of_service(&source.item[i], &source.of_service) &&
            unit_of(&source.units, source.item[i].unit_id))
            best = source.item[i].period;
    if (status != IKM_OK || best.kind == IKM_PERIOD_ALL)
        return status;
    *ret_before = best;
    return ikm_plan_view(store, about, &best, 0, arena, ret_view, err);
}

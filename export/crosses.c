#include <string.h>

#include "data/store_tallies.h"
#include "export/assemble_internal.h"

/* So many responses at most are resampled without being asked to; beyond, their
 * means are as good as normal. */
enum { KEPT_WITHOUT_ASKING = 5000 };
/* So many at most are read for what no rollup holds: services, hours, channels,
 * what respondents gave on the mean. A tenth of a second or so. */
enum { READ_WITHOUT_ASKING = 200000 };

static enum ikm_period_kind kind_of(const struct ikm_query *query)
{
    if (query->by != IKM_BY_PERIOD)
        return query->period.kind;
    return query->every == IKM_PERIOD_ALL ? IKM_PERIOD_QUARTER : query->every;
}

static int is_whole_quarters(const struct ikm_period *period)
{
    return period->kind == IKM_PERIOD_ALL ||
           (ikm_period_whole_months(period) && period->from.month % 3 == 1 &&
            period->to.month % 3 == 0);
}

int crosses_by_cell(const struct ikm_query *query)
{
    return reads_cells(query) && is_whole_quarters(&query->period) &&
           kind_of(query) != IKM_PERIOD_MONTH;
}

/* Of several questions in an element the pairs are not in the cross. */
static int needs_pairs(const struct form_run *run)
{
    return run->form->n_questions != run->form->n_elements;
}

/* What else a form asks is in no rollup. */
static int needs_rows(const struct form_run *run)
{
    return needs_pairs(run) || run->form->n_more > 0;
}

/* ---- one pass over the store ---- */

/* A pass fills what stands now, or what stood before. */
struct pass {
    struct form_run *run;
    int is_before;
    int keep_rows;
    int32_t n_months;   /* of a period before */
    struct group *only; /* all that is found belongs to this group */
};

static struct group *group_at(const struct pass *pass, int64_t key,
                              int32_t month)
{
    struct group *group = key == KEY_NONE ? NULL
                          : pass->only    ? pass->only
                                          : keyed_find(&pass->run->groups, key);
    if (!group || !pass->is_before)
        return group;
    const int32_t from = group->before.month;
    return from > 0 && month >= from && month < from + pass->n_months ? group
                                                                      : NULL;
}

/* The packed cross to add to, made when new; NULL when out of memory. */
static int64_t *place_of(const struct pass *pass, struct group *group)
{
    int64_t **cross = pass->is_before ? &group->before.cross : &group->cross;
    if (!*cross)
        *cross = ikm_arena_take(pass->run->scope->arena,
                                ikm_cross_n_packed(pass->run->form->n_elements),
                                sizeof **cross);
    return *cross;
}

static enum ikm_status add_quarter(void *context, int64_t unit_id,
                                   int32_t quarter,
                                   const struct ikm_cross *cross,
                                   struct ikm_error *err)
{
    const struct pass *pass = context;
    const int32_t month = 3 * quarter;
    struct group *group = group_at(
        pass, group_key_of_cell(pass->run->scope, unit_id, month), month);
    if (!group || cross->n_used == 0)
        return IKM_OK;
    int64_t *place = place_of(pass, group);
    if (!place)
        return ikm_fail_memory(err);
    ikm_cross_add_to_packed(cross, pass->run->form->n_elements, place);
    return IKM_OK;
}

static int make_room(const struct form_run *run, struct kept_rows *rows)
{
    const size_t k = run->form->n_elements;
    if (rows->n_rows < rows->room)
        return 1;
    const size_t room = rows->room > 0 ? 2 * rows->room : 64;
    uint16_t *sum = ikm_arena_take(run->scope->arena, room * k, sizeof *sum);
    uint8_t *n = ikm_arena_take(run->scope->arena, room * k, sizeof *n);
    uint32_t *service =
        ikm_arena_take(run->scope->arena, room, sizeof *service);
    if (!sum || !n || !service)
        return 0;
    if (rows->n_rows > 0) {
        memcpy(sum, rows->sum, rows->n_rows * k * sizeof *sum);
        memcpy(n, rows->n, rows->n_rows * k);
        memcpy(service, rows->service, rows->n_rows * sizeof *service);
    }
    *rows = (struct kept_rows){room, rows->n_rows, k, sum, n, service};
    return 1;
}

static enum ikm_status keep_row(const struct form_run *run, struct group *group,
                                const struct ikm_response *response,
                                struct ikm_error *err)
{
    struct kept_rows *rows = &group->rows;
    if (!row_counts(run, response))
        return IKM_OK;
    if (!make_room(run, rows))
        return ikm_fail_memory(err);
    const struct service_place *place =
        scope_service(run->scope, response->service_id);
    rows->service[rows->n_rows] = place ? (uint32_t)place->group : 0;
    const size_t at = rows->n_rows++ * rows->n_elements;
    for (size_t q = 0; q < response->n_answers; q++) {
        const size_t e = at + run->element_of[q];
        rows->sum[e] = (uint16_t)(rows->sum[e] + response->answer[q]);
        rows->n[e] = (uint8_t)(rows->n[e] + (response->answer[q] > 0));
    }
    return IKM_OK;
}

static enum ikm_status add_pairs(const struct form_run *run,
                                 struct group *group,
                                 const struct ikm_response *response,
                                 struct ikm_error *err)
{
    int64_t sum[IKM_MAX_ELEMENTS] = {0};
    int64_t n[IKM_MAX_ELEMENTS] = {0};
    if (!row_counts(run, response))
        return IKM_OK;
    if (!group->pairs)
        group->pairs =
            ikm_arena_take(run->scope->arena, 1, sizeof *group->pairs);
    if (!group->pairs)
        return ikm_fail_memory(err);
    for (size_t q = 0; q < response->n_answers; q++) {
        sum[run->element_of[q]] += response->answer[q];
        n[run->element_of[q]] += response->answer[q] > 0;
    }
    ikm_pairs_add(group->pairs, sum, n, run->form->n_elements);
    return IKM_OK;
}

static enum ikm_status add_row(void *context, int64_t seq,
                               const struct ikm_response *response,
                               struct ikm_error *err)
{
    const struct pass *pass = context;
    const struct form_run *run = pass->run;
    const struct scope *scope = run->scope;
    (void)seq;
    if (response->state != IKM_RESPONSE_USED ||
        (!pass->is_before &&
         !ikm_period_holds(&scope->query->period, response->date)))
        return IKM_OK;
    struct group *group = group_at(pass, group_key_of_response(scope, response),
                                   ikm_date_month_index(response->date));
    if (!group)
        return IKM_OK;
    int64_t *place = place_of(pass, group);
    if (!place)
        return ikm_fail_memory(err);
    ikm_cross_add_row(place, response, run->element_of, run->form->n_elements,
                      run->form->scale_max);
    if (pass->is_before)
        return IKM_OK;
    enum ikm_status status = IKM_OK;
    if (run->keeps_services &&
        (!mix_add(run, group, response) || !reach_add(run, group, response)))
        return ikm_fail_memory(err);
    if (run->keeps_values && !values_add(run, group, response))
        return ikm_fail_memory(err);
    if (run->form->n_more > 0 && !further_add(run, group, response))
        return ikm_fail_memory(err);
    if (needs_pairs(run))
        status = add_pairs(run, group, response, err);
    if (status == IKM_OK && pass->keep_rows)
        status = keep_row(run, group, response, err);
    return status;
}

/* Rows were counted complete and partial apart: bring them together. */
static void close_crosses(const struct pass *pass)
{
    const struct form_run *run = pass->run;
    for (size_t i = 0; i < run->groups.n; i++) {
        struct group *group = run->groups.entry[i].item;
        int64_t *cross = pass->is_before ? group->before.cross : group->cross;
        if (cross && (!pass->only || pass->only == group))
            ikm_cross_close(cross, run->n_questions, run->form->n_elements);
    }
}

static enum ikm_status read_store(struct pass *pass,
                                  const struct ikm_slice *slice, int by_cell,
                                  struct ikm_error *err)
{
    struct ikm_store *store = pass->run->scope->store;
    if (by_cell)
        return ikm_store_each_cross(store, slice, add_quarter, pass, err);
    const enum ikm_status status =
        ikm_store_each_response(store, slice, 0, add_row, pass, err);
    if (status == IKM_OK)
        close_crosses(pass);
    return status;
}

/* ---- what stands now ---- */

static int64_t count_used(const struct form_run *run)
{
    int64_t n_used = 0;
    for (size_t i = 0; i < run->groups.n; i++)
        n_used += ((struct group *)run->groups.entry[i].item)->tally.n_used;
    return n_used;
}

static int keeps_rows(const struct form_run *run)
{
    const struct ikm_query *query = run->scope->query;
    return query->n_bootstrap > 0 ||
           (query->by == IKM_BY_NONE && count_used(run) <= KEPT_WITHOUT_ASKING);
}

static enum ikm_status gather_now(struct form_run *run, struct ikm_error *err)
{
    struct pass pass = {.run = run, .keep_rows = keeps_rows(run)};
    const struct ikm_slice slice = scope_slice(run->scope, run->form_id);
    const int compares = is_compared(run->scope->query->by);
    const int is_read = (compares || run->scope->query->by == IKM_BY_NONE) &&
                        count_used(run) <= READ_WITHOUT_ASKING;
    const int by_cell = crosses_by_cell(run->scope->query) && !pass.keep_rows &&
                        !needs_rows(run) && !run->wants_services && !is_read;
    run->keeps_values = compares && !by_cell;
    run->keeps_services = run->wants_services ||
                          (run->scope->query->by == IKM_BY_NONE && !by_cell);
    return read_store(&pass, &slice, by_cell, err);
}

/* ---- what stood before ---- */

static int32_t months_of(enum ikm_period_kind kind)
{
    return kind == IKM_PERIOD_YEAR       ? 12
           : kind == IKM_PERIOD_SEMESTER ? 6
           : kind == IKM_PERIOD_QUARTER  ? 3
                                         : 1;
}

static enum ikm_status read_before(struct pass *pass, int32_t from, int32_t to,
                                   struct ikm_error *err)
{
    const struct form_run *run = pass->run;
    struct ikm_slice slice = scope_slice(run->scope, run->form_id);
    slice.month_from = from;
    slice.month_to = to;
    return read_store(pass, &slice, crosses_by_cell(run->scope->query), err);
}

/* All groups look back from one period; some perhaps further. */
static enum ikm_status gather_before_all(struct pass *pass,
                                         struct ikm_error *err)
{
    int32_t from = INT32_MAX;
    int32_t to = 0;
    const struct keyed *groups = &pass->run->groups;
    for (size_t i = 0; i < groups->n; i++) {
        const int32_t month =
            ((struct group *)groups->entry[i].item)->before.month;
        if (month > 0 && month < from)
            from = month;
        if (month > to)
            to = month;
    }
    if (to == 0)
        return IKM_OK;
    return read_before(pass, from, to + pass->n_months - 1, err);
}

/* --by period: a group that stands before is whole, or is not taken. */
static enum ikm_status gather_before_periods(struct pass *pass,
                                             struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    struct keyed *groups = &pass->run->groups;
    for (size_t i = 0; i < groups->n && status == IKM_OK; i++) {
        struct group *group = groups->entry[i].item;
        const int32_t month = group->before.month;
        if (month == 0)
            continue;
        if (i > 0 && groups->entry[i - 1].key == month) {
            const struct group *last = groups->entry[i - 1].item;
            group->before.cross = last->cross;
            continue;
        }
        pass->only = group;
        status = read_before(pass, month, month + pass->n_months - 1, err);
    }
    return status;
}

enum ikm_status gather_crosses(struct form_run *run, struct ikm_error *err)
{
    const struct ikm_query *query = run->scope->query;
    struct pass pass = {
        .run = run, .is_before = 1, .n_months = months_of(kind_of(query))};
    const enum ikm_status status = gather_now(run, err);
    if (status != IKM_OK)
        return status;
    return query->by == IKM_BY_PERIOD ? gather_before_periods(&pass, err)
                                      : gather_before_all(&pass, err);
}

void cross_of(const struct form_run *run, const int64_t *packed,
              struct ikm_cross *ret_cross)
{
    const size_t k = run->form->n_elements;
    struct ikm_cross all;
    if (!packed) {
        *ret_cross = (struct ikm_cross){0};
        return;
    }
    ikm_cross_unpack(packed, k, &all);
    if (run->scope->query->rows == IKM_ROWS_COMPLETE)
        ikm_cross_of_complete(&all, run->n_questions, k, ret_cross);
    else
        *ret_cross = all;
}

#include "data/store_tallies.h"
#include "export/assemble_internal.h"

/* The period before: of the same kind; where a group has no response in the
 * preceding one, the last one with any. */
struct look_back {
    struct form_run *run;
    int32_t n_months; /* of such a period */
    int one_group;    /* all that is found belongs to this group alone */
    struct group *only;
};

static struct group *group_of(const struct look_back *look, int64_t key)
{
    if (key == KEY_NONE)
        return NULL;
    return look->one_group ? look->only : keyed_find(&look->run->groups, key);
}

/* The counts that a month adds to; NULL when a later period is there already.
 * Offices come one after the other, each in order of months: a later period
 * takes the place of an earlier one. */
static struct ikm_tally_counts *place_of(const struct look_back *look,
                                         struct group *group, int32_t month)
{
    const int32_t first = month - month % look->n_months;
    if (first < group->before.month)
        return NULL;
    if (first > group->before.month)
        group->before = (struct before){.month = first};
    return &group->before.counts;
}

static void add_counts(struct ikm_tally_counts *into,
                       const struct ikm_tally_counts *from,
                       const struct ikm_form *form)
{
    into->n_rows += from->n_rows;
    for (size_t e = 0; e < form->n_elements; e++)
        for (int s = 0; s < form->scale_max; s++)
            into->count[e][s] += from->count[e][s];
}

static enum ikm_status look_cell(void *context, int64_t unit_id, int32_t month,
                                 const struct ikm_tally *tally,
                                 struct ikm_error *err)
{
    const struct look_back *look = context;
    const struct form_run *run = look->run;
    const struct ikm_tally_counts *counts = counts_of(run->scope->query, tally);
    struct group *group =
        group_of(look, group_key_of_cell(run->scope, unit_id, month));
    (void)err;
    if (!group || counts->n_rows == 0)
        return IKM_OK;
    struct ikm_tally_counts *place = place_of(look, group, month);
    if (place)
        add_counts(place, counts, run->form);
    return IKM_OK;
}

static enum ikm_status look_row(void *context, int64_t seq,
                                const struct ikm_response *response,
                                struct ikm_error *err)
{
    const struct look_back *look = context;
    const struct form_run *run = look->run;
    const int32_t month = ikm_date_month_index(response->date);
    (void)seq;
    if (!row_counts(run, response))
        return IKM_OK;
    const int64_t key = group_key_of_response(run->scope, response);
    if (key != KEY_NONE && is_of_respondents(run->scope->query->by) &&
        !count_before(look->run, month - month % look->n_months, key))
        return ikm_fail_memory(err);
    struct group *group = group_of(look, key);
    struct ikm_tally_counts *place =
        group ? place_of(look, group, month) : NULL;
    if (!place)
        return IKM_OK;
    place->n_rows++;
    for (size_t q = 0; q < response->n_answers; q++)
        if (response->answer[q] > 0)
            place->count[run->element_of[q]][response->answer[q] - 1]++;
    return IKM_OK;
}

static enum ikm_status look_at(struct look_back *look, int32_t month_from,
                               int32_t month_to, struct ikm_error *err)
{
    const struct scope *scope = look->run->scope;
    struct ikm_slice slice = scope_slice(scope, look->run->form_id);
    slice.month_from = month_from;
    slice.month_to = month_to;
    return reads_cells(scope->query)
               ? ikm_store_each_tally(scope->store, &slice, look_cell, look,
                                      err)
               : ikm_store_each_response(scope->store, &slice, 0, look_row,
                                         look, err);
}

/* Does a group that has responses now still want a period before? */
static int is_wanting(const struct look_back *look)
{
    const struct keyed *groups = &look->run->groups;
    if (look->one_group)
        return look->only->before.month == 0;
    for (size_t i = 0; i < groups->n; i++) {
        const struct group *group = groups->entry[i].item;
        if (group->tally.n_used > 0 && group->before.month == 0)
            return 1;
    }
    return 0;
}

static enum ikm_status look_before(struct look_back *look,
                                   const struct ikm_period *period,
                                   struct ikm_error *err)
{
    struct ikm_period before;
    if (!ikm_period_before(period, &before))
        return IKM_OK;
    const int32_t first = ikm_date_month_index(before.from);
    const int32_t last = ikm_date_month_index(before.to);
    look->n_months = last - first + 1;
    enum ikm_status status = look_at(look, first, last, err);
    if (status == IKM_OK && is_wanting(look))
        status = look_at(look, 1, first - 1, err);
    return status;
}

/* The group before this one, when it is whole and has responses. */
static const struct group *neighbour(const struct form_run *run, size_t i)
{
    const struct keyed_entry *entry = run->groups.entry;
    if (i == 0)
        return NULL;
    const struct group *group = entry[i - 1].item;
    const struct ikm_period period = group_period(run->scope, entry[i - 1].key);
    const int has_rows =
        counts_of(run->scope->query, &group->tally)->n_rows > 0;
    return has_rows && period.kind != IKM_PERIOD_RANGE ? group : NULL;
}

/* --by period: mostly the group before is the period before. */
static enum ikm_status chain_periods(struct form_run *run,
                                     struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < run->groups.n && status == IKM_OK; i++) {
        struct group *group = run->groups.entry[i].item;
        const struct group *last = neighbour(run, i);
        const struct ikm_period period =
            group_period(run->scope, run->groups.entry[i].key);
        struct look_back look = {.run = run, .one_group = 1, .only = group};
        if (period.kind == IKM_PERIOD_RANGE || group->tally.n_used == 0)
            continue;
        if (!last) {
            status = look_before(&look, &period, err);
            continue;
        }
        group->before.month = (int32_t)run->groups.entry[i - 1].key;
        group->before.counts = *counts_of(run->scope->query, &last->tally);
    }
    return status;
}

enum ikm_status gather_before(struct form_run *run, struct ikm_error *err)
{
    struct look_back look = {.run = run};
    const struct ikm_query *query = run->scope->query;
    if (query->by == IKM_BY_PERIOD)
        return chain_periods(run, err);
    return look_before(&look, &query->period, err);
}

#include "data/store_tallies.h"
#include "export/assemble_internal.h"

const struct ikm_tally_counts *counts_of(const struct ikm_query *query,
                                         const struct ikm_tally *tally)
{
    return query->rows == IKM_ROWS_COMPLETE ? &tally->complete
                                            : &tally->answered;
}

int row_counts(const struct form_run *run, const struct ikm_response *response)
{
    return response->state == IKM_RESPONSE_USED &&
           (run->scope->query->rows != IKM_ROWS_COMPLETE ||
            !ikm_row_facts(response, run->form->scale_max).is_partial);
}

void sums_add_response(struct ikm_sums *sums, const struct form_run *run,
                       const struct ikm_response *response)
{
    if (!row_counts(run, response))
        return;
    sums->n_rows++;
    for (size_t q = 0; q < response->n_answers; q++) {
        sums->n[run->element_of[q]] += response->answer[q] > 0;
        sums->sum[run->element_of[q]] += response->answer[q];
    }
}

/* The group of this key, made when new; NULL when out of memory. */
static struct group *take_group(struct form_run *run, int64_t key)
{
    struct group *group = keyed_take(&run->groups, key);
    if (group && group->subs.item_bytes == 0)
        group->subs = (struct keyed){.arena = run->scope->arena,
                                     .item_bytes = sizeof(struct ikm_sums)};
    return group;
}

/* What a unit adds to the group, for the mean of units; NULL as above. */
static struct ikm_sums *take_sub(const struct form_run *run,
                                 struct group *group, int64_t unit_id)
{
    const uint32_t unit = scope_unit(run->scope, unit_id);
    return keyed_take(&group->subs, run->scope->sub_unit[unit]);
}

static enum ikm_status add_cell(void *context, int64_t unit_id, int32_t month,
                                const struct ikm_tally *tally,
                                struct ikm_error *err)
{
    struct form_run *run = context;
    const struct ikm_form *form = run->form;
    const int64_t key = group_key_of_cell(run->scope, unit_id, month);
    if (key == KEY_NONE ||
        tally->n_used + tally->n_void + tally->n_excluded == 0)
        return IKM_OK;
    struct group *group = take_group(run, key);
    struct ikm_sums *sums = group ? take_sub(run, group, unit_id) : NULL;
    if (!sums)
        return ikm_fail_memory(err);
    ikm_tally_merge(&group->tally, tally, form->n_elements, form->scale_max);
    ikm_sums_add(sums, counts_of(run->scope->query, tally), form->n_elements,
                 form->scale_max);
    return IKM_OK;
}

static enum ikm_status add_row(void *context, int64_t seq,
                               const struct ikm_response *response,
                               struct ikm_error *err)
{
    struct form_run *run = context;
    (void)seq;
    if (!ikm_period_holds(&run->scope->query->period, response->date))
        return IKM_OK;
    const int64_t key = group_key_of_response(run->scope, response);
    if (key == KEY_NONE)
        return IKM_OK;
    struct group *group = take_group(run, key);
    struct ikm_sums *sums =
        group ? take_sub(run, group, response->unit_id) : NULL;
    if (!sums)
        return ikm_fail_memory(err);
    ikm_tally_add(&group->tally, response, run->element_of,
                  run->form->scale_max);
    sums_add_response(sums, run, response);
    return IKM_OK;
}

static enum ikm_status add_excluded(void *context,
                                    const struct ikm_excluded *excluded,
                                    struct ikm_error *err)
{
    struct form_run *run = context;
    const int64_t key = group_key_of_excluded(run->scope, excluded);
    if (key == KEY_NONE)
        return IKM_OK;
    struct group *group = take_group(run, key);
    if (!group)
        return ikm_fail_memory(err);
    group->tally.n_excluded++;
    return IKM_OK;
}

enum ikm_status gather_groups(struct form_run *run, struct ikm_error *err)
{
    const struct scope *scope = run->scope;
    const struct ikm_query *query = scope->query;
    const struct ikm_slice slice = scope_slice(scope, run->form_id);
    const int whole = query->period.kind == IKM_PERIOD_ALL ||
                      ikm_period_whole_months(&query->period);
    run->groups = (struct keyed){.arena = scope->arena,
                                 .item_bytes = sizeof(struct group)};
    enum ikm_status status =
        whole && reads_cells(query)
            ? ikm_store_each_tally(scope->store, &slice, add_cell, run, err)
            : ikm_store_each_response(scope->store, &slice, 0, add_row, run,
                                      err);
    if (status == IKM_OK)
        status = ikm_store_each_excluded(scope->store, &slice, add_excluded,
                                         run, err);
    return status;
}

#include "export/assemble_internal.h"

static enum ikm_status add_cause(void *context,
                                 const struct ikm_response *response,
                                 const struct ikm_low_cause *cause,
                                 struct ikm_error *err)
{
    struct form_run *run = context;
    const struct ikm_query *query = run->scope->query;
    if (response->state != IKM_RESPONSE_USED ||
        cause->element >= run->form->n_elements ||
        cause->code > IKM_MAX_CAUSES ||
        !ikm_period_holds(&query->period, response->date))
        return IKM_OK;
    if (query->rows == IKM_ROWS_COMPLETE &&
        ikm_row_facts(response, run->form->scale_max).is_partial)
        return IKM_OK;
    const int64_t key = group_key_of_response(run->scope, response);
    struct group *group =
        key == KEY_NONE ? NULL : keyed_find(&run->groups, key);
    if (!group)
        return IKM_OK;
    if (!group->causes)
        group->causes =
            ikm_arena_take(run->scope->arena, 1, sizeof *group->causes);
    if (!group->causes)
        return ikm_fail_memory(err);
    group->causes->count[cause->element][cause->code]++;
    return IKM_OK;
}

enum ikm_status gather_causes(struct form_run *run, struct ikm_error *err)
{
    const enum ikm_by by = run->scope->query->by;
    const struct ikm_slice slice = scope_slice(run->scope, run->form_id);
    if (!groups_by_cell(by) && by != IKM_BY_SERVICE)
        return IKM_OK;
    return ikm_store_each_cause(run->scope->store, &slice, add_cause, run, err);
}

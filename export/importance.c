#include "export/assemble_internal.h"

enum ikm_status importance_of(const struct form_run *run,
                              struct ikm_result *result, struct ikm_error *err)
{
    struct ikm_interval interval[IKM_MAX_ELEMENTS];
    const size_t n = result->index.n_elements;
    struct ikm_weighed *weighed =
        ikm_arena_take(run->scope->arena, 1, sizeof *weighed);
    if (!weighed)
        return ikm_fail_memory(err);
    ikm_importance_of_rest(result->reliability, n, &weighed->importance);
    for (size_t e = 0; e < n; e++)
        interval[e] = result->more[e].interval.ci95;
    ikm_ipa_of(&result->index, &weighed->importance, interval,
               run->form->scale_max, &weighed->ipa);
    result->weighed = weighed;
    return IKM_OK;
}

#include "export/assemble_internal.h"

/* From the first source that the form has. */
static void weigh(const struct form_run *run, const struct group *group,
                  const struct ikm_result *result,
                  struct ikm_importance *ret_importance)
{
    const size_t k = run->form->n_elements;
    const struct further *further = group->further;
    struct ikm_cross asked = {0};
    if (run->asked.n_importance > 0) {
        if (further) {
            ikm_cross_close(further->importance, run->asked.importance, k);
            ikm_cross_unpack(further->importance, k, &asked);
        }
        ikm_importance_of_stated(
            &asked, run->asked.importance, k,
            ikm_population_factor(asked.n_used, result->sample.population),
            ret_importance);
    } else if (run->asked.has_overall) {
        ikm_importance_of_relative(further ? further->relative : NULL, k,
                                   ret_importance);
    } else {
        ikm_importance_of_rest(result->reliability, k, ret_importance);
    }
}

static enum ikm_status gaps_of(const struct form_run *run,
                               const struct group *group,
                               struct ikm_weighed *weighed,
                               struct ikm_error *err)
{
    static const struct ikm_gap_sums nothing[IKM_MAX_ELEMENTS];
    struct ikm_gaps *gaps;
    if (run->asked.n_expectation == 0)
        return IKM_OK;
    gaps = ikm_arena_take(run->scope->arena, 1, sizeof *gaps);
    if (!gaps)
        return ikm_fail_memory(err);
    ikm_gaps_of(group->further ? group->further->gap : nothing,
                run->form->n_elements, gaps);
    weighed->gaps = gaps;
    return IKM_OK;
}

enum ikm_status importance_of(const struct form_run *run,
                              const struct group *group,
                              struct ikm_result *result, struct ikm_error *err)
{
    struct ikm_interval interval[IKM_MAX_ELEMENTS];
    const size_t n = result->index.n_elements;
    struct ikm_weighed *weighed =
        ikm_arena_take(run->scope->arena, 1, sizeof *weighed);
    if (!weighed)
        return ikm_fail_memory(err);
    weigh(run, group, result, &weighed->importance);
    for (size_t e = 0; e < n; e++)
        interval[e] = result->more[e].interval.ci95;
    ikm_ipa_of(&result->index, &weighed->importance, interval,
               run->form->scale_max, &weighed->ipa);
    ikm_conformity_of(&result->index, &weighed->importance,
                      run->form->scale_max, &weighed->conformity);
    result->weighed = weighed;
    return gaps_of(run, group, weighed, err);
}

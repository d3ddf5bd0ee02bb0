#include <string.h>

#include "export/assemble_internal.h"

void asked_of(const struct ikm_form *form, struct asked *ret_asked)
{
    *ret_asked = (struct asked){.overall = ikm_form_n_asked(form)};
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++) {
        const struct ikm_question *question = &form->questions[q];
        if (question->kind == IKM_ASKS_OVERALL)
            ret_asked->overall = q;
        else if (question->kind == IKM_ASKS_IMPORTANCE)
            ret_asked->importance[question->element]++;
        else
            ret_asked->expectation[question->element]++;
        ret_asked->n_importance += question->kind == IKM_ASKS_IMPORTANCE;
        ret_asked->n_expectation += question->kind == IKM_ASKS_EXPECTATION;
        ret_asked->has_overall |= question->kind == IKM_ASKS_OVERALL;
    }
}

/* Room for what the form asks; 0 when out of memory. */
static int make(const struct form_run *run, struct group *group)
{
    struct ikm_arena *arena = run->scope->arena;
    const size_t k = run->form->n_elements;
    struct further *further = ikm_arena_take(arena, 1, sizeof *further);
    if (!further)
        return 0;
    if (run->asked.n_importance > 0)
        further->importance = ikm_arena_take(arena, ikm_cross_n_packed(k),
                                             sizeof *further->importance);
    if (run->asked.has_overall)
        further->relative = ikm_arena_take(arena, ikm_relative_n_packed(k),
                                           sizeof *further->relative);
    if (run->asked.n_expectation > 0)
        further->gap = ikm_arena_take(arena, k, sizeof *further->gap);
    group->further = further;
    return (run->asked.n_importance == 0 || further->importance) &&
           (!run->asked.has_overall || further->relative) &&
           (run->asked.n_expectation == 0 || further->gap);
}

/* Its answers on importance alone, as a response of their own. */
static void add_importance(const struct form_run *run,
                           const struct ikm_response *response,
                           int64_t *importance)
{
    const struct ikm_form *form = run->form;
    struct ikm_response asked = {.state = IKM_RESPONSE_USED};
    uint8_t element_of[IKM_MAX_QUESTIONS];
    int any = 0;
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++) {
        if (form->questions[q].kind != IKM_ASKS_IMPORTANCE)
            continue;
        any |= response->answer[q] > 0;
        element_of[asked.n_answers] = (uint8_t)form->questions[q].element;
        asked.answer[asked.n_answers++] = response->answer[q];
    }
    if (any)
        ikm_cross_add_row(importance, &asked, element_of, form->n_elements,
                          form->scale_max);
}

static void add_gaps(const struct form_run *run,
                     const struct ikm_response *response, const int64_t *sum,
                     const int64_t *n, struct ikm_gap_sums *gap)
{
    const struct ikm_form *form = run->form;
    int64_t expected[IKM_MAX_ELEMENTS] = {0};
    int64_t n_expected[IKM_MAX_ELEMENTS] = {0};
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++) {
        if (form->questions[q].kind != IKM_ASKS_EXPECTATION)
            continue;
        expected[form->questions[q].element] += response->answer[q];
        n_expected[form->questions[q].element] += response->answer[q] > 0;
    }
    for (size_t e = 0; e < form->n_elements; e++)
        ikm_gap_add(&gap[e], sum[e], n[e], expected[e], n_expected[e]);
}

int further_add(const struct form_run *run, struct group *group,
                const struct ikm_response *response)
{
    int64_t sum[IKM_MAX_ELEMENTS] = {0};
    int64_t n[IKM_MAX_ELEMENTS] = {0};
    if (!row_counts(run, response))
        return 1;
    if (!group->further && !make(run, group))
        return 0;
    const struct further *further = group->further;
    for (size_t q = 0; q < response->n_answers; q++) {
        sum[run->element_of[q]] += response->answer[q];
        n[run->element_of[q]] += response->answer[q] > 0;
    }
    if (further->importance)
        add_importance(run, response, further->importance);
    if (further->gap)
        add_gaps(run, response, sum, n, further->gap);
    if (further->relative && response->answer[run->asked.overall] > 0 &&
        !ikm_row_facts(response, run->form->scale_max).is_partial)
        ikm_relative_add(further->relative, sum,
                         response->answer[run->asked.overall],
                         run->form->n_elements);
    return 1;
}

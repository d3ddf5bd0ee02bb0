#include "export/assemble_internal.h"

static struct ikm_period period_of_before(const struct ikm_period *period,
                                          const struct before *before)
{
    const struct ikm_date first = {(int16_t)(before->month / 12),
                                   (uint8_t)(before->month % 12 + 1), 1};
    return ikm_period_around(period->kind, first);
}

/* Welch on the parts of the responses in the index. */
static struct ikm_p test_index(const struct form_run *run,
                               const struct group *group, double difference)
{
    const enum ikm_weights weights = run->scope->query->weights;
    struct ikm_cross cross;
    cross_of(run, group->cross, &cross);
    const struct ikm_spread now =
        ikm_spread_of_cross(run->form, &cross, weights);
    cross_of(run, group->before.cross, &cross);
    const struct ikm_spread before =
        ikm_spread_of_cross(run->form, &cross, weights);
    const struct ikm_sample_moments a = {now.n, difference, now.variance};
    const struct ikm_sample_moments b = {before.n, 0, before.variance};
    if (now.reason == IKM_UNSURE_NO_INDEX ||
        before.reason == IKM_UNSURE_NO_INDEX)
        return (struct ikm_p){0, 0};
    return ikm_welch(&a, &b);
}

static void test_element(const struct ikm_element_figures *now,
                         const int64_t *before, int scale_max,
                         struct ikm_change *change)
{
    const struct ikm_sample_moments a =
        ikm_moments_of_counts(now->count, scale_max);
    const struct ikm_sample_moments b =
        ikm_moments_of_counts(before, scale_max);
    change->known = 1;
    change->p = ikm_welch(&a, &b);
    change->p_mann_whitney = ikm_mann_whitney(now->count, before, scale_max);
}

/* Holm over the elements, and what follows from it. */
static void flag_changes(struct ikm_index *index, struct ikm_element_more *more)
{
    static const double unlikely = 0.05;
    struct ikm_p raw[IKM_MAX_ELEMENTS];
    struct ikm_p holm[IKM_MAX_ELEMENTS];
    for (size_t e = 0; e < index->n_elements; e++)
        raw[e] = more[e].change.p;
    ikm_holm(raw, index->n_elements, holm);
    for (size_t e = 0; e < index->n_elements; e++) {
        struct ikm_change *change = &more[e].change;
        change->p_holm = holm[e];
        if (holm[e].is_defined && holm[e].p < unlikely)
            index->element[e].flags |=
                change->difference < 0 ? IKM_FLAG_DECLINED : IKM_FLAG_IMPROVED;
    }
}

enum ikm_status changes_of(const struct form_run *run,
                           const struct group *group, struct ikm_result *result,
                           struct ikm_element_more *more, struct ikm_error *err)
{
    const struct before *before = &group->before;
    const int scale_max = run->form->scale_max;
    const char *exact = NULL;
    struct ikm_sums sums = {0};
    if (before->month == 0)
        return IKM_OK;
    const struct ikm_period period = period_of_before(&result->period, before);
    ikm_sums_add(&sums, &before->counts, run->form->n_elements, scale_max);
    const enum ikm_status status =
        ikm_index_of_sums(run->form, &sums, run->scope->query->weights,
                          run->scope->arena, &exact, err);
    if (status != IKM_OK)
        return status;
    if (exact && result->index.reason == IKM_REASON_NONE) {
        struct ikm_change *change = &result->change;
        change->known = 1;
        change->before = period;
        change->difference = ikm_exact_difference(result->index.exact, exact);
        change->p = test_index(run, group, change->difference);
    }
    for (size_t e = 0; e < result->index.n_elements; e++) {
        const struct ikm_element_figures *now = &result->index.element[e];
        if (now->n == 0 || sums.n[e] == 0)
            continue;
        more[e].change.before = period;
        more[e].change.difference =
            ikm_exact_mean_difference(now->sum, now->n, sums.sum[e], sums.n[e]);
        test_element(now, before->counts.count[e], scale_max, &more[e].change);
    }
    flag_changes(&result->index, more);
    return IKM_OK;
}

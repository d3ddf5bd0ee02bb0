#include "analyze/index.h"

#include <string.h>

#include "analyze/grade.h"
#include "analyze/rank.h"

static const struct {
    const char *name;
    struct ikm_fraction weight; /* denominator 0: as the form says */
} ways[] = {
    [IKM_WEIGHTS_EXACT] = {"exact", {0, 0}},
    [IKM_WEIGHTS_011] = {"0.11", {11, 100}},
    [IKM_WEIGHTS_0111] = {"0.111", {111, 1000}},
    [IKM_WEIGHTS_0071] = {"0.071", {71, 1000}},
    [IKM_WEIGHTS_ROUNDED_TERMS] = {"rounded-terms", {0, 0}},
};
_Static_assert(IKM_COUNT(ways) == IKM_WEIGHTS_COUNT, "a way without a name");

const char *ikm_weights_name(enum ikm_weights weights)
{
    return ways[weights].name;
}

int ikm_weights_parse(const char *name, enum ikm_weights *ret_weights)
{
    for (int w = 0; w < IKM_WEIGHTS_COUNT; w++)
        if (strcmp(name, ways[w].name) == 0) {
            *ret_weights = (enum ikm_weights)w;
            return 1;
        }
    return 0;
}

const char *ikm_flag_name(int i)
{
    static const char *const names[] = {
        "class-c",      "class-d",  "below-mean", "three-lowest",
        "lowest-group", "declined", "improved",   "constant"};
    _Static_assert(IKM_COUNT(names) == IKM_FLAG_COUNT, "a flag without a name");
    return names[i];
}

struct ikm_fraction ikm_weight(const struct ikm_form *form, size_t e,
                               enum ikm_weights weights)
{
    return ways[weights].weight.denominator > 0 ? ways[weights].weight
                                                : form->elements[e].weight;
}

static void fill_element(const struct ikm_form *form, size_t e,
                         const int64_t *count, enum ikm_weights weights,
                         struct ikm_element_figures *element)
{
    for (int s = 0; s < form->scale_max; s++) {
        element->count[s] = count[s];
        element->n += count[s];
        element->sum += count[s] * (s + 1);
    }
    element->grade = IKM_CLASS_NONE;
    if (element->n == 0)
        return;
    const struct ikm_term term = {element->sum, element->n,
                                  ikm_weight(form, e, weights)};
    element->nrr = (double)element->sum / (double)element->n;
    element->nrr_thousandths = ikm_exact_round(1000 * element->sum, element->n);
    element->weighted =
        ikm_exact_weighted(&term, weights == IKM_WEIGHTS_ROUNDED_TERMS);
    element->value_hundredths =
        ikm_exact_round(10000 * element->sum, element->n * form->scale_max);
    element->grade = ikm_grade(form, element->value_hundredths);
}

static enum ikm_reason reason_of(int64_t n_rows, const int64_t *n,
                                 size_t n_elements)
{
    if (n_rows == 0)
        return IKM_REASON_NO_ROWS;
    for (size_t e = 0; e < n_elements; e++)
        if (n[e] == 0)
            return IKM_REASON_ELEMENT_WITHOUT_ANSWERS;
    return IKM_REASON_NONE;
}

static enum ikm_status
compute(const struct ikm_form *form, const struct ikm_sums *sums,
        enum ikm_weights weights, struct ikm_arena *arena,
        struct ikm_exact *ret_exact, struct ikm_error *err)
{
    struct ikm_term term[IKM_MAX_ELEMENTS];
    for (size_t e = 0; e < form->n_elements; e++)
        term[e] = (struct ikm_term){sums->sum[e], sums->n[e],
                                    ikm_weight(form, e, weights)};
    const struct ikm_terms terms = {.term = term,
                                    .n_terms = form->n_elements,
                                    .scale_max = form->scale_max,
                                    .round_terms =
                                        weights == IKM_WEIGHTS_ROUNDED_TERMS};
    return ikm_exact_index(&terms, arena, ret_exact, err);
}

enum ikm_status ikm_index_of(const struct ikm_form *form,
                             const struct ikm_tally_counts *counts,
                             enum ikm_weights weights, struct ikm_arena *arena,
                             struct ikm_index *ret_index, struct ikm_error *err)
{
    struct ikm_index index = {.n_elements = form->n_elements,
                              .grade = IKM_CLASS_NONE};
    struct ikm_sums sums = {0};
    struct ikm_exact exact;
    index.element =
        ikm_arena_take(arena, index.n_elements, sizeof *index.element);
    if (!index.element)
        return ikm_fail_memory(err);
    for (size_t e = 0; e < index.n_elements; e++)
        fill_element(form, e, counts->count[e], weights, &index.element[e]);
    ikm_rank_elements(form, index.element, index.n_elements);
    ikm_sums_add(&sums, counts, index.n_elements, form->scale_max);
    index.reason = reason_of(sums.n_rows, sums.n, index.n_elements);
    if (index.reason == IKM_REASON_NONE) {
        const enum ikm_status status =
            compute(form, &sums, weights, arena, &exact, err);
        if (status != IKM_OK)
            return status;
        index.exact = exact.text;
        index.value_hundredths = exact.value_hundredths;
        index.index = exact.index;
        index.grade = ikm_grade(form, index.value_hundredths);
    }
    *ret_index = index;
    return IKM_OK;
}

void ikm_sums_add(struct ikm_sums *sums, const struct ikm_tally_counts *counts,
                  size_t n_elements, int scale_max)
{
    sums->n_rows += counts->n_rows;
    for (size_t e = 0; e < n_elements; e++)
        for (int s = 0; s < scale_max; s++) {
            sums->n[e] += counts->count[e][s];
            sums->sum[e] += counts->count[e][s] * (s + 1);
        }
}

enum ikm_status ikm_index_of_sums(const struct ikm_form *form,
                                  const struct ikm_sums *sums,
                                  enum ikm_weights weights,
                                  struct ikm_arena *arena,
                                  const char **ret_exact, struct ikm_error *err)
{
    struct ikm_exact exact = {0};
    enum ikm_status status = IKM_OK;
    if (reason_of(sums->n_rows, sums->n, form->n_elements) == IKM_REASON_NONE)
        status = compute(form, sums, weights, arena, &exact, err);
    if (status == IKM_OK)
        *ret_exact = exact.text;
    return status;
}

#include "analyze/gap.h"

#include <math.h>

#include "analyze/distribution.h"

static const double confidence = 0.975;

void ikm_gap_add(struct ikm_gap_sums *sums, int64_t perception,
                 int64_t n_perception, int64_t expectation,
                 int64_t n_expectation)
{
    if (n_perception == 0 || n_expectation == 0)
        return;
    const double got = (double)perception / (double)n_perception;
    const double expected = (double)expectation / (double)n_expectation;
    sums->n++;
    sums->perception += got;
    sums->expectation += expected;
    sums->difference += got - expected;
    sums->squares += (got - expected) * (got - expected);
}

static struct ikm_gap gap_of(const struct ikm_gap_sums *sums)
{
    struct ikm_gap gap = {.n = sums->n};
    const double n = (double)sums->n;
    if (sums->n == 0)
        return gap;
    gap.perception = sums->perception / n;
    gap.expectation = sums->expectation / n;
    gap.difference = sums->difference / n;
    if (sums->n < 2)
        return gap;
    gap.has_sd = 1;
    const double away = sums->squares - sums->difference * sums->difference / n;
    /* what is left of equal differences is rounding */
    if (!(away > 1e-12 * sums->squares))
        return gap;
    gap.sd = sqrt(away / (n - 1));
    const double se = gap.sd / sqrt(n);
    const double half = se * ikm_t_quantile(confidence, n - 1);
    gap.ci95 =
        (struct ikm_interval){1, gap.difference - half, gap.difference + half};
    gap.p = (struct ikm_p){1, ikm_t_two_sided(gap.difference / se, n - 1)};
    return gap;
}

void ikm_gaps_of(const struct ikm_gap_sums *sums, size_t n_elements,
                 struct ikm_gaps *ret_gaps)
{
    struct ikm_p raw[IKM_MAX_ELEMENTS] = {{0, 0}};
    struct ikm_p adjusted[IKM_MAX_ELEMENTS];
    *ret_gaps = (struct ikm_gaps){0};
    for (size_t e = 0; e < n_elements; e++) {
        ret_gaps->element[e] = gap_of(&sums[e]);
        raw[e] = ret_gaps->element[e].p;
        ret_gaps->n_gaps += sums[e].n > 0;
        ret_gaps->difference += ret_gaps->element[e].difference;
    }
    if (ret_gaps->n_gaps > 0)
        ret_gaps->difference /= (double)ret_gaps->n_gaps;
    ikm_holm(raw, n_elements, adjusted);
    for (size_t e = 0; e < n_elements; e++)
        ret_gaps->element[e].p_holm = adjusted[e];
}

#include "analyze/compare.h"

#include <math.h>

#include "analyze/distribution.h"

struct ikm_p ikm_welch(const struct ikm_sample_moments *a,
                       const struct ikm_sample_moments *b)
{
    struct ikm_p p = {0, 0};
    if (a->n < 2 || b->n < 2 || !(a->variance + b->variance > 0))
        return p;
    const double va = a->variance / (double)a->n;
    const double vb = b->variance / (double)b->n;
    const double both = va + vb;
    const double df =
        both * both /
        (va * va / (double)(a->n - 1) + vb * vb / (double)(b->n - 1));
    p.p = ikm_t_two_sided((a->mean - b->mean) / sqrt(both), df);
    p.is_defined = 1;
    return p;
}

struct ikm_sample_moments ikm_moments_of_counts(const int64_t *count,
                                                int n_scores)
{
    struct ikm_sample_moments moments = {0};
    int64_t sum = 0;
    double squares = 0;
    for (int s = 0; s < n_scores; s++) {
        moments.n += count[s];
        sum += count[s] * (s + 1);
    }
    if (moments.n == 0)
        return moments;
    moments.mean = (double)sum / (double)moments.n;
    for (int s = 0; s < n_scores; s++) {
        /* n (s - mean) is whole: a mean among equal scores leaves exactly 0 */
        const double away =
            (double)((s + 1) * moments.n - sum) / (double)moments.n;
        squares += (double)count[s] * away * away;
    }
    if (moments.n > 1)
        moments.variance = squares / (double)(moments.n - 1);
    return moments;
}

struct ikm_p ikm_mann_whitney(const int64_t *count_a, const int64_t *count_b,
                              int n_scores)
{
    double n_a = 0, n_b = 0, below = 0, u = 0, ties = 0;
    struct ikm_p p = {0, 0};
    for (int s = 0; s < n_scores; s++) {
        const double a = (double)count_a[s];
        const double b = (double)count_b[s];
        const double t = a + b;
        /* pairs in which a is the higher one; equal ones count half */
        u += a * (below + b / 2);
        below += b;
        n_a += a;
        n_b += b;
        ties += t * t * t - t;
    }
    const double n = n_a + n_b;
    if (n_a < 2 || n_b < 2)
        return p;
    const double variance = n_a * n_b / 12 * (n + 1 - ties / (n * (n - 1)));
    if (!(variance > 1e-12 * n_a * n_b * n))
        return p;
    p.p = ikm_normal_two_sided((u - n_a * n_b / 2) / sqrt(variance));
    p.is_defined = 1;
    return p;
}

/* Defined ones by size: indexes of p. */
static size_t sort(const struct ikm_p *p, size_t n, size_t *ret_order)
{
    size_t n_sorted = 0;
    for (size_t i = 0; i < n && i < IKM_HOLM_MOST; i++) {
        if (!p[i].is_defined)
            continue;
        size_t at = n_sorted++;
        for (; at > 0 && p[ret_order[at - 1]].p > p[i].p; at--)
            ret_order[at] = ret_order[at - 1];
        ret_order[at] = i;
    }
    return n_sorted;
}

void ikm_holm(const struct ikm_p *p, size_t n, struct ikm_p *ret_adjusted)
{
    size_t order[IKM_HOLM_MOST];
    const size_t n_tests = sort(p, n, order);
    double highest = 0;
    for (size_t i = 0; i < n; i++)
        ret_adjusted[i] = (struct ikm_p){0, 0};
    for (size_t i = 0; i < n_tests; i++) {
        const double adjusted = (double)(n_tests - i) * p[order[i]].p;
        if (adjusted > highest)
            highest = adjusted < 1 ? adjusted : 1;
        ret_adjusted[order[i]] = (struct ikm_p){1, highest};
    }
}

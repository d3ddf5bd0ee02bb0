#include "analyze/kruskal.h"

#include <math.h>

#include "analyze/distribution.h"

_Static_assert(IKM_DUNN_MOST_GROUPS *(IKM_DUNN_MOST_GROUPS - 1) / 2 <=
                   IKM_HOLM_MOST,
               "more pairs than Holm takes");

/* Sums of ranks into mean_rank; returns the sum of t^3 - t over the ties. */
static double rank_all(const struct ikm_value_counts *counts,
                       struct ikm_group_ranks *ranks, int64_t *ret_n,
                       int *ret_n_distinct)
{
    double ties = 0;
    int64_t below = 0;
    *ret_n_distinct = 0;
    for (size_t v = 0; v < counts->n_values; v++) {
        const int64_t *row = counts->count + v * counts->n_groups;
        int64_t tied = 0;
        for (size_t g = 0; g < counts->n_groups; g++)
            tied += row[g];
        const double rank = (double)below + (double)(tied + 1) / 2;
        for (size_t g = 0; g < counts->n_groups; g++) {
            ranks[g].n += row[g];
            ranks[g].mean_rank += (double)row[g] * rank;
        }
        const double t = (double)tied;
        ties += t * t * t - t;
        below += tied;
        *ret_n_distinct += tied > 0;
    }
    *ret_n = below;
    return ties;
}

struct ikm_kruskal ikm_kruskal_of(const struct ikm_value_counts *counts,
                                  struct ikm_group_ranks *ret_ranks)
{
    struct ikm_kruskal told = {.reason = IKM_INCOMPARABLE_GROUPS};
    int n_distinct = 0;
    int n_filled = 0;
    double away = 0;
    for (size_t g = 0; g < counts->n_groups; g++)
        ret_ranks[g] = (struct ikm_group_ranks){0, 0};
    const double ties = rank_all(counts, ret_ranks, &told.n, &n_distinct);
    const double n = (double)told.n;
    for (size_t g = 0; g < counts->n_groups; g++) {
        struct ikm_group_ranks *group = &ret_ranks[g];
        if (group->n == 0)
            continue;
        group->mean_rank /= (double)group->n;
        const double off = group->mean_rank - (n + 1) / 2;
        away += (double)group->n * off * off;
        n_filled++;
    }
    if (n_filled < 2)
        return told;
    told.reason = IKM_INCOMPARABLE_SPREAD;
    if (n_distinct < 2)
        return told;
    told.reason = IKM_COMPARABLE;
    told.rank_variance = n * (n + 1) / 12 - ties / (12 * (n - 1));
    told.h = away / told.rank_variance;
    told.df = n_filled - 1;
    told.p = ikm_chi2_above(told.h, told.df);
    told.epsilon_squared = told.h / (n - 1);
    return told;
}

struct ikm_dunn ikm_dunn_of(const struct ikm_kruskal *kruskal,
                            const struct ikm_group_ranks *a,
                            const struct ikm_group_ranks *b)
{
    struct ikm_dunn told = {0};
    if (kruskal->reason != IKM_COMPARABLE || a->n == 0 || b->n == 0)
        return told;
    const double variance =
        kruskal->rank_variance * (1 / (double)a->n + 1 / (double)b->n);
    told.z = (a->mean_rank - b->mean_rank) / sqrt(variance);
    told.p = (struct ikm_p){1, ikm_normal_two_sided(told.z)};
    return told;
}

void ikm_dunn_pairs(const struct ikm_kruskal *kruskal,
                    const struct ikm_group_ranks *ranks, size_t n_groups,
                    struct ikm_dunn *ret_pairs)
{
    struct ikm_p raw[IKM_HOLM_MOST] = {0};
    struct ikm_p holm[IKM_HOLM_MOST] = {0};
    size_t n = 0;
    for (size_t a = 0; a < n_groups; a++)
        for (size_t b = a + 1; b < n_groups; b++) {
            ret_pairs[n] = ikm_dunn_of(kruskal, &ranks[a], &ranks[b]);
            raw[n] = ret_pairs[n].p;
            n++;
        }
    ikm_holm(raw, n, holm);
    for (size_t i = 0; i < n; i++)
        ret_pairs[i].p_holm = holm[i];
}

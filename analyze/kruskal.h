/* analyze/kruskal.h - do groups of respondents differ?
 *
 * Kruskal-Wallis' rank test with the correction for ties; epsilon squared =
 * H / (n - 1), the share of the ranks' spread that the groups explain. Which
 * groups differ: Dunn's z of every pair of mean ranks (Dunn 1964), with the
 * correction for ties, two-sided, Holm over the pairs. What respondents say
 * takes few distinct values, so all follows from how often each value stands in
 * each group: one pass over the rows. Undefined is a reason, never NaN. */
#ifndef IKM_ANALYZE_KRUSKAL_H
#define IKM_ANALYZE_KRUSKAL_H

#include "analyze/compare.h"

/* count[v * n_groups + g]: how often value number v (ascending) stands in group
 * g; >= 0. Borrowed. */
struct ikm_value_counts {
    size_t n_values, n_groups;
    const int64_t *count;
};

enum ikm_incomparable {
    IKM_COMPARABLE,
    IKM_INCOMPARABLE_GROUPS, /* fewer than two groups hold anything */
    IKM_INCOMPARABLE_SPREAD  /* all values are equal */
};

struct ikm_kruskal {
    enum ikm_incomparable reason; /* but for COMPARABLE only n is
                                     defined */
    int64_t n;                    /* values in all */
    double h;                     /* corrected for ties */
    double df;                    /* groups that hold anything, less one */
    double p;                     /* chi squared */
    double epsilon_squared;       /* 0..1 */
    double rank_variance;         /* of one rank: n (n + 1) / 12, less ties */
};

/* What a group has of it: [n_groups]. */
struct ikm_group_ranks {
    int64_t n;
    double mean_rank; /* n > 0: 1..n of all */
};

struct ikm_kruskal ikm_kruskal_of(const struct ikm_value_counts *counts,
                                  struct ikm_group_ranks *ret_ranks);

/* Dunn's z of two groups, > 0 where a stands higher, and its p; not defined
 * where one is empty, or the test is not. */
struct ikm_dunn {
    double z;
    struct ikm_p p;
    struct ikm_p p_holm; /* filled by ikm_dunn_pairs() */
};
struct ikm_dunn ikm_dunn_of(const struct ikm_kruskal *kruskal,
                            const struct ikm_group_ranks *a,
                            const struct ikm_group_ranks *b);

/* All pairs (0,1) (0,2) .. (1,2) ..: ret_pairs has room for n (n - 1) / 2.
 * n_groups at most IKM_DUNN_MOST_GROUPS: more pairs than that no one reads. */
enum { IKM_DUNN_MOST_GROUPS = 45 };
void ikm_dunn_pairs(const struct ikm_kruskal *kruskal,
                    const struct ikm_group_ranks *ranks, size_t n_groups,
                    struct ikm_dunn *ret_pairs);

#endif

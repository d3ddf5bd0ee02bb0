/* analyze/reliability.h - do the items measure one thing?
 *
 * Cronbach's alpha (1951) over the complete responses, sample covariances; its
 * 95 % interval by Feldt's F (1965); alpha if an item is dropped; correlation
 * of an item with the sum of all (r_total) and with the sum of the others
 * (r_rest). An item is an element: the mean of its questions.
 *
 * By local habit an item is "valid" where r_total passes r of the table, for
 * n - 2 degrees of freedom, 5 % two-sided: t / sqrt(df + t^2). r_total holds
 * the item itself, so r_rest stands beside it. */
#ifndef IKM_ANALYZE_RELIABILITY_H
#define IKM_ANALYZE_RELIABILITY_H

#include "analyze/interval.h"

struct ikm_item_reliability {
    int has_r_total, has_r_rest; /* 0: the item, or the sum, does not vary */
    double r_total, r_rest;
    int has_alpha_if_dropped; /* 0: fewer than two others, or no variance */
    double alpha_if_dropped;
    int is_valid; /* with has_r_total and has_table */
};

struct ikm_reliability {
    int64_t n;     /* complete responses */
    int has_alpha; /* 0: fewer than two of them or two items, or no variance */
    double alpha;
    struct ikm_interval ci95;
    int has_table; /* n >= 3 */
    double r_table;
    struct ikm_item_reliability item[IKM_MAX_ELEMENTS]; /* [n_elements] */
};

void ikm_reliability_of(const struct ikm_form *form,
                        const struct ikm_cross *cross,
                        struct ikm_reliability *ret_reliability);

/* More than a quarter of the complete responses tick one column only: equal
 * answers correlate whatever they mean, and alpha looks better than it is. */
int ikm_is_straight_lining(int64_t n_straight, int64_t n_complete);

#endif

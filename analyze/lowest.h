/* analyze/lowest.h - the elements that cannot be told from the lowest one.
 *
 * Lowest: the smallest NRR (ties: all of them). Every other one is compared
 * with it by a paired t test, two-sided, over the responses that answered both;
 * Holm over these tests; p >= 0.05 puts it into the group (statistics.md). No
 * spread in the differences: only if the difference is 0.
 *
 * Pairs come from cross-products where every element has one question, or no
 * response of the set is incomplete; else ikm_pairs_add() takes them row by
 * row. The value of an element with several questions is their mean in the
 * response. */
#ifndef IKM_ANALYZE_LOWEST_H
#define IKM_ANALYZE_LOWEST_H

#include "analyze/compare.h"
#include "analyze/index.h"
#include "data/cross.h"

/* Differences of element j and l over the responses that answered both. */
struct ikm_pairs {
    int64_t n[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
    double sum[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];     /* x_j - x_l */
    double squares[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS]; /* (x_j - x_l)^2 */
};

/* 1 when the pairs follow from the cross. */
int ikm_pairs_of_cross(const struct ikm_form *form,
                       const struct ikm_cross *cross,
                       struct ikm_pairs *ret_pairs);
/* One response: sums and numbers of answers per element. */
void ikm_pairs_add(struct ikm_pairs *pairs, const int64_t *sum,
                   const int64_t *n, size_t n_elements);

struct ikm_lowest {
    size_t n_members;                 /* 0: no element has answers */
    int is_member[IKM_MAX_ELEMENTS];  /* [n_elements] */
    struct ikm_p p[IKM_MAX_ELEMENTS]; /* Holm's, against the lowest; not
                                         defined for it and without spread */
};
void ikm_lowest_of(const struct ikm_index *index, const struct ikm_pairs *pairs,
                   struct ikm_lowest *ret_lowest);

#endif

/* analyze/rank.h - which elements come first: ranks, the three lowest, and
 * what to work on.
 *
 * Means are compared as rationals (sum_a * n_b with sum_b * n_a), so equal ones
 * are equal. An element without answers has no rank and no flag. */
#ifndef IKM_ANALYZE_RANK_H
#define IKM_ANALYZE_RANK_H

#include "analyze/index.h"

/* Fills in rank and flags of elements whose counts, sums and grades stand. */
void ikm_rank_elements(const struct ikm_form *form,
                       struct ikm_element_figures *elements, size_t n_elements);

/* Why an element is a priority, a bit set: the words of it are made above. */
enum ikm_why {
    IKM_WHY_THREE_LOWEST = 1 << 0,
    IKM_WHY_CLASS = 1 << 1, /* its own class is C or D */
    IKM_WHY_BELOW_MEAN = 1 << 2,
    IKM_WHY_LOWEST_GROUP = 1 << 3 /* not to be told from the lowest one */
};

struct ikm_priority {
    size_t element;
    unsigned why; /* enum ikm_why */
};

/* The three lowest with all ties, then every other element of the lowest group,
 * then those of class C or D. Within each: the likelier one to be among the
 * three lowest first (p_lowest3 [n_elements]; NULL: not known), then the lowest
 * mean, then the form's order. ret_priorities has room for n_elements; returns
 * how many there are. */
size_t ikm_priorities(const struct ikm_element_figures *elements,
                      size_t n_elements, const double *p_lowest3,
                      struct ikm_priority *ret_priorities);

#endif

/* analyze/residual.h - sums of products about the means, from a cross.
 *
 * With R_j = s_j / m_j the mean of element j: sum_i (s_ij - R_j m_ij)
 * (s_il - R_l m_il). Taken about a whole number near each mean, so that nothing
 * large cancels. */
#ifndef IKM_ANALYZE_RESIDUAL_H
#define IKM_ANALYZE_RESIDUAL_H

#include "data/cross.h"

struct ikm_centre {
    int64_t whole[IKM_MAX_ELEMENTS]; /* a_j, near R_j */
    double rest[IKM_MAX_ELEMENTS];   /* R_j - a_j */
};

/* Elements without answers are passed over. */
void ikm_centre_of(const struct ikm_cross *cross, size_t n_elements,
                   struct ikm_centre *ret_centre);

/* *ret_size: what the terms add up to; a sum of products below
 * IKM_ROUNDING_SHARE of that is 0. Both elements have answers. */
double ikm_residual_product(const struct ikm_cross *cross,
                            const struct ikm_centre *centre, size_t j, size_t l,
                            double *ret_size);

/* Sums of products that cancel to less than this share are 0: what is left is
 * rounding. A true variance is at least about 1 / n^2 of them. */
#define IKM_ROUNDING_SHARE 1e-13

#endif

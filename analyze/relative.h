/* analyze/relative.h - what each element explains of satisfaction on the whole.
 *
 * Relative weights (Johnson 2000, Multivariate Behavioral Research 35, 1-19):
 * with R = P D P' the correlations of the elements and r theirs with the
 * overall answer, L = P D^(1/2) P' and b = L^-1 r, the weight of element j is
 * sum_m L_jm^2 b_m^2. The weights add up to R squared; as shares of it they add
 * up to 1. Complete responses that answered the overall question; an element is
 * the mean of its questions.
 *
 * Interval of a share: delete-a-group jackknife (Kott 2001, Journal of Official
 * Statistics 17, 521-526), the responses dealt in turn to IKM_RELATIVE_GROUPS
 * groups in the order they are read, Student's t with one degree fewer than
 * groups. The shares are smooth functions of the correlations, so it holds for
 * large n; simulated, it holds the truth in 94 % of offices with 400 such
 * responses and nine elements, 92 % with 150, 89 % with 60. */
#ifndef IKM_ANALYZE_RELATIVE_H
#define IKM_ANALYZE_RELATIVE_H

#include "analyze/importance.h"

enum { IKM_RELATIVE_GROUPS = 20 };

/* Sums of products of so many elements and the overall answer, per group: a
 * zeroed array of int64_t. */
size_t ikm_relative_n_packed(size_t n_elements);
/* One complete response: sum [n_elements] of its answers to each element. */
void ikm_relative_add(int64_t *packed, const int64_t *sum, int64_t overall,
                      size_t n_elements);

/* n_elements at least 1; packed NULL: no such response. */
void ikm_importance_of_relative(const int64_t *packed, size_t n_elements,
                                struct ikm_importance *ret_importance);

/* The weights themselves, out of correlations: r [n][n] of so many elements,
 * the diagonal 1, and theirs with the overall answer. *ret_explained: R
 * squared, to which ret_weight [n] adds up. NONE, SINGULAR, UNRELATED */
enum ikm_unweighed
ikm_relative_weights(double r[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS],
                     const double *with_overall, size_t n, double *ret_weight,
                     double *ret_explained);

#endif

/* analyze/interval.h - how far the index and the means may be off.
 *
 * statistics.md: z_i = c sum_j w_j n (s_ij - R_j m_ij) / sum_i m_ij, the part
 * of response i in the index (linearisation of a sum of ratios; Sarndal,
 * Swensson, Wretman 1992, 5.5). se = sqrt(var(z) / n), var with n - 1, times
 * sqrt(1 - n / N) where the population N is known. Intervals are Student's t.
 * Everything is on the scale of the IKM (100 / scale maximum .. 100); only the
 * sd of an element is on the form's scale. Undefined is a reason, never NaN. */
#ifndef IKM_ANALYZE_INTERVAL_H
#define IKM_ANALYZE_INTERVAL_H

#include "analyze/index.h"
#include "data/cross.h"

struct ikm_interval {
    int is_defined;
    double low, high; /* not clipped */
};

/* Why an uncertainty is not told. */
enum ikm_unsure {
    IKM_UNSURE_NONE,
    IKM_UNSURE_NO_INDEX, /* the figure itself is not defined */
    IKM_UNSURE_ONE,      /* fewer than two responses */
    IKM_UNSURE_NO_SPREAD /* all alike: nothing to judge by */
};

/* How the parts z of the responses spread. */
struct ikm_spread {
    enum ikm_unsure reason;
    int64_t n;       /* responses */
    double variance; /* of z; exactly 0 with NO_SPREAD; not told with NO_INDEX,
                        ONE */
};

/* From cross-products; see ikm_cross_of_complete() for complete rows. */
struct ikm_spread ikm_spread_of_cross(const struct ikm_form *form,
                                      const struct ikm_cross *cross,
                                      enum ikm_weights weights);

/* Responses as sums and numbers of answers per element: [n_rows * n_elements].
 * Borrowed. */
struct ikm_vectors {
    size_t n_rows, n_elements;
    const uint16_t *sum;
    const uint8_t *n;
};
/* The parts themselves. Every element has an answer somewhere. */
void ikm_parts_of_rows(const struct ikm_form *form,
                       const struct ikm_vectors *rows, enum ikm_weights weights,
                       double *ret_z);

/* sqrt(1 - n / N); 1 where N is not known (negative) or below n; 0 at n = N. */
double ikm_population_factor(int64_t n, int64_t population);

/* More than 60 % of the responses are all at the maximum: then the plain
 * interval covers less than it says. */
int ikm_is_ceiling(int64_t n_all_best, int64_t n_rows);

struct ikm_index_interval {
    enum ikm_unsure reason; /* NONE: se and ci95 are defined. A census is NONE
                               with se 0 */
    double se;
    struct ikm_interval ci95;
    struct ikm_interval logit95; /* on logit((IKM - low) / (100 - low)); only
                                    under a ceiling, and inside the ends */
};
/* value: the exact IKM, nearest double. */
struct ikm_index_interval ikm_index_interval(const struct ikm_spread *spread,
                                             double value, int scale_max,
                                             int64_t population,
                                             int is_ceiling);

struct ikm_element_interval {
    int has_sd;
    double sd; /* of the answers, n - 1, on the form's scale */
    struct ikm_interval ci95;
};
/* `factor`: of the population. No interval where all answers are equal, unless
 * the factor is 0 (everybody was asked). */
struct ikm_element_interval
ikm_element_interval(const struct ikm_element_figures *element, int scale_max,
                     double factor);

#endif

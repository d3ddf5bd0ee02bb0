/* analyze/resample.h - the responses drawn again, with replacement.
 *
 * Each resample has as many responses as there are, no strata, no population
 * correction (statistics.md; Efron and Tibshirani 1993). Sums and numbers of
 * answers of a response are packed side by side into 64-bit words, so a draw is
 * an index and a few additions. Indexes come from 32 random bits by
 * multiplication: uneven by less than n / 2^32. */
#ifndef IKM_ANALYZE_RESAMPLE_H
#define IKM_ANALYZE_RESAMPLE_H

#include "analyze/interval.h"

enum { IKM_RESAMPLES = 10000 };
/* The seed of every figure that is shown without being asked for one. */
#define IKM_RESAMPLE_SEED UINT64_C(20170014)

struct ikm_resampling {
    uint64_t seed;
    size_t n_resamples; /* > 0 */
};

struct ikm_resampled {
    /* share of resamples in which the element is among the three lowest, ties
     * counted in; negative: it has no answers */
    double p_lowest3[IKM_MAX_ELEMENTS];
    size_t n_values; /* resamples in which every element has an answer */
    double *value;   /* [n_values] the IKM of each, in the arena */
};

/* rows: at least one, sums at most 1000 each, 2^22 rows at most (IKM_LIMIT).
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_resample(const struct ikm_form *form, const struct ikm_vectors *rows,
             enum ikm_weights weights, const struct ikm_resampling *resampling,
             struct ikm_arena *arena, struct ikm_resampled *ret_resampled,
             struct ikm_error *err);

/* p_lowest3 of so many responses that their means are normal: drawn from the
 * normal distribution with their covariances instead of from the rows. Agrees
 * with row resamples to their own chance error. */
void ikm_lowest3_of_many(const struct ikm_form *form,
                         const struct ikm_cross *cross,
                         const struct ikm_resampling *resampling,
                         double *ret_p_lowest3);

/* Adds 1 to count[e] of the three lowest means, ties counted in; those that are
 * negative are passed over. */
void ikm_count_three_lowest(const double *mean, size_t n_elements,
                            int64_t *count);

#endif

/* analyze/bootstrap.h - intervals out of resampled values.
 *
 * Percentile and BCa (Efron 1987; Davison and Hinkley 1997, 5.3): a quantile
 * between two order statistics is found on the normal scale. The acceleration
 * comes from the parts z of the responses (analyze/interval.h), which are the
 * empirical influence values of the index. */
#ifndef IKM_ANALYZE_BOOTSTRAP_H
#define IKM_ANALYZE_BOOTSTRAP_H

#include "analyze/interval.h"

/* sum z^3 / (6 (sum z^2)^(3/2)); 0 where all are 0. */
double ikm_acceleration(const double *z, size_t n);

struct ikm_bootstrap {
    size_t n_values;
    double se; /* sd of the values; n_values >= 2 */
    struct ikm_interval percentile95;
    struct ikm_interval bca95; /* not defined where all values lie on one side
                                  of the estimate, or too few lie beyond a
                                  limit */
};

/* `value` [n_values] is sorted in place. */
void ikm_bootstrap_of(double *value, size_t n_values, double estimate,
                      double acceleration, struct ikm_bootstrap *ret_bootstrap);

#endif

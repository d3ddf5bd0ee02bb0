/* analyze/distribution.h - the distributions behind intervals and tests.
 *
 * Wrappers of GSL that look at their domains first, so its error handler is
 * never asked. Tails are computed as tails: a small probability keeps its
 * digits. Student's t and Fisher's F come from the incomplete beta function
 * (Abramowitz and Stegun 26.5.27, 26.5.28), quantiles from them by Newton's
 * method inside a bracket. Accurate to about 1e-12, relative. */
#ifndef IKM_ANALYZE_DISTRIBUTION_H
#define IKM_ANALYZE_DISTRIBUTION_H

/* P(T <= t), P(T > t) of Student's t; df > 0. */
double ikm_t_below(double t, double df);
double ikm_t_above(double t, double df);
/* P(|T| >= |t|) */
double ikm_t_two_sided(double t, double df);
/* t such that P(T <= t) = p; 0 < p < 1, df > 0. */
double ikm_t_quantile(double p, double df);

/* f such that P(F <= f) = p; 0 < p < 1, both df > 0. */
double ikm_f_quantile(double p, double df1, double df2);

/* P(X > x) of chi squared; df > 0. */
double ikm_chi2_above(double x, double df);

/* Standard normal. */
double ikm_normal_below(double z);
double ikm_normal_two_sided(double z);
double ikm_normal_quantile(double p); /* 0 < p < 1 */

#endif

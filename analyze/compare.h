/* analyze/compare.h - is the difference more than chance?
 *
 * Welch's t (unequal variances, Satterthwaite's degrees of freedom), Holm's
 * correction for several tests (1979), Mann-Whitney's rank test with ties
 * (normal approximation, no continuity correction). All two-sided. No
 * population correction: two periods are two samples of how people are
 * served. */
#ifndef IKM_ANALYZE_COMPARE_H
#define IKM_ANALYZE_COMPARE_H

#include <stddef.h>
#include <stdint.h>

/* A test has no p where fewer than two values stand on a side, or where no
 * value differs from another. */
struct ikm_p {
    int is_defined;
    double p;
};

struct ikm_sample_moments {
    int64_t n;
    double mean, variance; /* variance with n - 1; n >= 2 */
};
struct ikm_p ikm_welch(const struct ikm_sample_moments *a,
                       const struct ikm_sample_moments *b);

/* Of scores 1..n_scores given count[s-1] times. */
struct ikm_sample_moments ikm_moments_of_counts(const int64_t *count,
                                                int n_scores);

struct ikm_p ikm_mann_whitney(const int64_t *count_a, const int64_t *count_b,
                              int n_scores);

/* ret_adjusted[i]: Holm's p over the defined ones; at most 1, never in another
 * order than the raw ones. At most IKM_HOLM_MOST of them. */
enum { IKM_HOLM_MOST = 1024 };
void ikm_holm(const struct ikm_p *p, size_t n, struct ikm_p *ret_adjusted);

#endif

/* analyze/proportion.h - how large a share may be, from a few cases.
 *
 * Clopper and Pearson (1934), Biometrika 26, 404-413: the bounds at which what
 * was seen, or more extreme, has the probability `tail`. Exact, so it holds for
 * small numbers too. From Fisher's F (Johnson, Kemp, Kotz 2005, 3.8.3). */
#ifndef IKM_ANALYZE_PROPORTION_H
#define IKM_ANALYZE_PROPORTION_H

#include <stdint.h>

struct ikm_proportion {
    int is_defined;          /* 0: of no cases nothing is known */
    double share, low, high; /* 0..1 */
};

/* n_found of n, 0 <= n_found <= n. tail 0.05: each bound alone holds in 95 % of
 * cases; 0.025: both together do. 0 < tail < 1/2. */
struct ikm_proportion ikm_proportion_of(int64_t n_found, int64_t n,
                                        double tail);

#endif

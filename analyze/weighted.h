/* analyze/weighted.h - the index if every service counted by its volume.
 *
 * statistics.md: R_j = sum_h W_h R_jh over services h, W_h = N_h / N, which is
 * the mean of the services' indexes: exact. se^2 = sum_h W_h^2 (1 - n_h / N_h)
 * var_h(z) / n_h (stratified sampling; Cochran 1977, 5.5), Student's t with
 * n - H degrees of freedom. Services without respondents are left out, and
 * their W is shared by the others in proportion. */
#ifndef IKM_ANALYZE_WEIGHTED_H
#define IKM_ANALYZE_WEIGHTED_H

#include "analyze/interval.h"

struct ikm_stratum {
    int64_t population;       /* N_h >= 0 */
    const char *exact;        /* the index of its respondents */
    struct ikm_spread spread; /* of their parts; n >= 1 */
};

struct ikm_weighted {
    int64_t value_hundredths; /* rounded half-up, exactly */
    double value;             /* nearest double */
    int has_se; /* 0: a service has one respondent of several served, or all
                   are alike */
    double se;
    struct ikm_interval ci95; /* defined with se */
};

enum { IKM_STRATA_MOST = 512 };
/* n_strata 1..IKM_STRATA_MOST; some population is > 0. */
struct ikm_weighted ikm_weighted_of(const struct ikm_stratum *stratum,
                                    size_t n_strata);

#endif

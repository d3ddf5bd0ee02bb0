/* analyze/weighted.h - the index if every service counted by its volume.
 *
 * statistics.md: R_j = sum_h W_h R_jh over services h, W_h = N_h / N, which is
 * the mean of the services' indexes: exact. se^2 = sum_h W_h^2 (1 - n_h / N_h)
 * var_h(z) / n_h (stratified sampling; Cochran 1977, 5.5), Student's t with
 * n - H degrees of freedom. Services without respondents are left out, and
 * their W is shared by the others in proportion. */
#ifndef IKM_ANALYZE_WEIGHTED_H
#define IKM_ANALYZE_WEIGHTED_H

#include "analyze/bootstrap.h"
#include "analyze/resample.h"

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

/* ---- resampled ----
 *
 * Every service is drawn again on its own, as often as it has respondents; no
 * population correction (Davison and Hinkley 1997, 3.2). The acceleration
 * comes from the parts W_h z_hi / n_h of the responses in the whole (5.3.2
 * there). */
struct ikm_stratum_rows {
    int64_t population;      /* N_h >= 0 */
    struct ikm_vectors rows; /* at least one; every element has an answer */
};
struct ikm_strata {
    size_t n_strata; /* at least 1; some population is > 0 */
    const struct ikm_stratum_rows *stratum; /* [n_strata] */
    double estimate;                        /* ikm_weighted_of().value */
};
/* A resample counts as in ikm_resample(), whose statuses these are. */
IKM_MUST_CHECK enum ikm_status ikm_weighted_bootstrap(
    const struct ikm_form *form, const struct ikm_strata *strata,
    enum ikm_weights weights, const struct ikm_resampling *resampling,
    struct ikm_arena *arena, struct ikm_bootstrap *ret_bootstrap,
    struct ikm_error *err);

#endif

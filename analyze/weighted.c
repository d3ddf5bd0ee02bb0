#include "analyze/weighted.h"

#include <math.h>

#include "analyze/distribution.h"

/* What a service adds to the variance; negative: it cannot be told. */
static double variance_of(const struct ikm_stratum *stratum, double share)
{
    const struct ikm_spread *spread = &stratum->spread;
    if (spread->n == stratum->population || !(share > 0))
        return 0;
    if (spread->reason == IKM_UNSURE_ONE ||
        spread->reason == IKM_UNSURE_NO_INDEX)
        return -1;
    const double factor = ikm_population_factor(spread->n, stratum->population);
    return share * share * factor * factor * spread->variance /
           (double)spread->n;
}

struct ikm_weighted ikm_weighted_of(const struct ikm_stratum *stratum,
                                    size_t n_strata)
{
    struct ikm_weighted told = {.has_se = 1};
    const char *exact[IKM_STRATA_MOST] = {NULL};
    int64_t weight[IKM_STRATA_MOST] = {0};
    int64_t population = 0;
    int64_t n = 0;
    int is_census = 1;
    double variance = 0;
    for (size_t h = 0; h < n_strata; h++) {
        population += stratum[h].population;
        exact[h] = stratum[h].exact;
        weight[h] = stratum[h].population;
    }
    for (size_t h = 0; h < n_strata; h++) {
        const double part = variance_of(
            &stratum[h], (double)stratum[h].population / (double)population);
        told.has_se &= part >= 0;
        is_census &= stratum[h].spread.n == stratum[h].population;
        variance += part;
        n += stratum[h].spread.n;
    }
    told.value_hundredths =
        ikm_exact_shared_hundredths(exact, weight, n_strata, &told.value);
    const double df = (double)n - (double)n_strata;
    told.has_se &= is_census || (variance > 0 && df >= 1);
    if (!told.has_se)
        return told;
    told.se = sqrt(variance);
    const double half = told.se > 0 ? told.se * ikm_t_quantile(0.975, df) : 0;
    told.ci95 = (struct ikm_interval){1, told.value - half, told.value + half};
    return told;
}

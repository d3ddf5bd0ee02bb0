#include "analyze/bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "analyze/distribution.h"

double ikm_acceleration(const double *z, size_t n)
{
    double squares = 0;
    double cubes = 0;
    for (size_t i = 0; i < n; i++) {
        squares += z[i] * z[i];
        cubes += z[i] * z[i] * z[i];
    }
    return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : 0;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The quantile `share` of sorted values: between the order statistics number
 * rank and rank + 1 of n + 1. 0 when it lies beyond the first or the last. */
static int quantile(const double *sorted, size_t n, double share,
                    double *ret_quantile)
{
    const double places = (double)n + 1;
    const double exact = share * places;
    const double rank = floor(exact + 1e-10);
    if (!(rank >= 1 && rank <= (double)n))
        return 0;
    const size_t at = (size_t)rank - 1;
    *ret_quantile = sorted[at];
    if (fabs(exact - rank) < 1e-10)
        return 1;
    if (at + 1 >= n)
        return 0;
    const double low = ikm_normal_quantile(rank / places);
    const double high = ikm_normal_quantile((rank + 1) / places);
    *ret_quantile += (ikm_normal_quantile(share) - low) / (high - low) *
                     (sorted[at + 1] - sorted[at]);
    return 1;
}

static struct ikm_interval interval(const double *sorted, size_t n, double low,
                                    double high)
{
    struct ikm_interval told = {0, 0, 0};
    told.is_defined = quantile(sorted, n, low, &told.low) &&
                      quantile(sorted, n, high, &told.high);
    return told;
}

static double bent(double bias, double acceleration, double z)
{
    return ikm_normal_below(bias +
                            (bias + z) / (1 - acceleration * (bias + z)));
}

static double sd_of(const double *value, size_t n)
{
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += value[i];
    const double mean = sum / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (value[i] - mean) * (value[i] - mean);
    return sqrt(squares / (double)(n - 1));
}

void ikm_bootstrap_of(double *value, size_t n_values, double estimate,
                      double acceleration, struct ikm_bootstrap *ret_bootstrap)
{
    const double z = ikm_normal_quantile(0.975);
    size_t n_below = 0;
    *ret_bootstrap = (struct ikm_bootstrap){.n_values = n_values};
    if (n_values < 2)
        return;
    qsort(value, n_values, sizeof *value, compare);
    /* the estimate itself, summed in another order, is not below itself */
    while (n_below < n_values && value[n_below] < estimate - 1e-9)
        n_below++;
    ret_bootstrap->se = sd_of(value, n_values);
    ret_bootstrap->percentile95 = interval(value, n_values, 0.025, 0.975);
    if (n_below == 0 || n_below == n_values)
        return;
    const double bias = ikm_normal_quantile((double)n_below / (double)n_values);
    ret_bootstrap->bca95 =
        interval(value, n_values, bent(bias, acceleration, -z),
                 bent(bias, acceleration, z));
}

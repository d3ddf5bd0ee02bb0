#include "analyze/trend.h"

#include <math.h>
#include <stdlib.h>

#include "analyze/distribution.h"

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *value, size_t n)
{
    qsort(value, n, sizeof *value, compare);
    return n % 2 == 1 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
}

static double spread_term(double t)
{
    return t * (t - 1) * (2 * t + 5);
}

/* Sum over the groups of equal values. `sorted` ascending. */
static double tie_terms(const double *sorted, size_t n)
{
    double total = 0;
    size_t first = 0;
    for (size_t i = 1; i <= n; i++)
        if (i == n || sorted[i] > sorted[first]) {
            total += spread_term((double)(i - first));
            first = i;
        }
    return total;
}

static void test(size_t n_points, struct ikm_trend *trend)
{
    if (n_points < IKM_TREND_P_FROM || !(trend->variance > 0))
        return;
    const double s = (double)trend->s;
    const double nearer = trend->s > 0 ? s - 1 : trend->s < 0 ? s + 1 : 0;
    trend->z = nearer / sqrt(trend->variance);
    trend->p = (struct ikm_p){1, ikm_normal_two_sided(trend->z)};
}

enum ikm_status ikm_trend_of(const struct ikm_trend_point *point,
                             size_t n_points, struct ikm_arena *scratch,
                             struct ikm_trend *ret_trend, struct ikm_error *err)
{
    struct ikm_trend trend = {0};
    size_t n_pairs = 0;
    *ret_trend = trend;
    if (n_points < IKM_TREND_FROM)
        return IKM_OK;
    double *slope =
        ikm_arena_take(scratch, n_points * (n_points - 1) / 2, sizeof *slope);
    double *sorted = ikm_arena_take(scratch, n_points, sizeof *sorted);
    if (!slope || !sorted)
        return ikm_fail_memory(err);
    for (size_t j = 0; j < n_points; j++) {
        sorted[j] = point[j].value;
        for (size_t i = 0; i < j; i++) {
            const double rise = point[j].value - point[i].value;
            trend.s += (rise > 0) - (rise < 0);
            slope[n_pairs++] = rise / (point[j].time - point[i].time);
        }
    }
    qsort(sorted, n_points, sizeof *sorted, compare);
    trend.is_defined = 1;
    trend.variance =
        (spread_term((double)n_points) - tie_terms(sorted, n_points)) / 18;
    trend.slope = median(slope, n_pairs);
    test(n_points, &trend);
    *ret_trend = trend;
    return IKM_OK;
}

#include "analyze/relative.h"

#include <math.h>
#include <string.h>

#include "analyze/distribution.h"
#include "analyze/exact.h"

enum {
    GROUPS = IKM_RELATIVE_GROUPS,
    MOST = IKM_MAX_ELEMENTS,
    MOST_SWEEPS = 60
};
static const double confidence = 0.975;
/* Correlations whose smallest eigenvalue is below tie some elements together;
 * explained variance below is rounding. */
static const double least_eigenvalue = 1e-10;
static const double least_explained = 1e-12;

/* ---- sums: all rows counted, then a block a group: how many, the sums of the
 * elements and the overall answer, the upper triangle of their products ---- */

static size_t block_size(size_t k)
{
    return 1 + (k + 1) + (k + 1) * (k + 2) / 2;
}

size_t ikm_relative_n_packed(size_t n_elements)
{
    return 1 + GROUPS * block_size(n_elements);
}

void ikm_relative_add(int64_t *packed, const int64_t *sum, int64_t overall,
                      size_t n_elements)
{
    const size_t v = n_elements + 1;
    int64_t *block =
        packed + 1 + (size_t)(packed[0] % GROUPS) * block_size(n_elements);
    int64_t value[MOST + 1];
    packed[0]++;
    block[0]++;
    memcpy(value, sum, n_elements * sizeof *value);
    value[n_elements] = overall;
    int64_t *product = block + 1 + v;
    for (size_t j = 0; j < v; j++) {
        block[1 + j] += value[j];
        for (size_t l = j; l < v; l++)
            *product++ += value[j] * value[l];
    }
}

/* ---- from sums to correlations ---- */

/* Of the elements that vary, and of the overall answer with them. */
struct correlations {
    size_t k;
    size_t element[MOST];
    double r[MOST][MOST];
    double with_overall[MOST];
};

static size_t place_of(size_t j, size_t l, size_t v)
{
    const size_t low = j < l ? j : l;
    const size_t high = j < l ? l : j;
    return low * v - low * (low + 1) / 2 + high;
}

/* n times the covariance, about whole numbers near the means. */
static double comoment(const int64_t *block, size_t j, size_t l, size_t v)
{
    const int64_t n = block[0];
    const int64_t *sum = block + 1;
    const int64_t a = ikm_exact_round(sum[j], n);
    const int64_t b = ikm_exact_round(sum[l], n);
    const int64_t products =
        block[1 + v + place_of(j, l, v)] - b * sum[j] - a * sum[l] + n * a * b;
    return (double)products -
           (double)(sum[j] - n * a) * (double)(sum[l] - n * b) / (double)n;
}

static int varies(const int64_t *block, size_t j, size_t v)
{
    return comoment(block, j, j, v) > 1e-9;
}

static void correlate(const int64_t *block, size_t n_elements,
                      struct correlations *told)
{
    const size_t v = n_elements + 1;
    double spread[MOST + 1];
    told->k = 0;
    for (size_t j = 0; j < v; j++)
        spread[j] = sqrt(comoment(block, j, j, v));
    for (size_t j = 0; j < n_elements; j++)
        if (varies(block, j, v))
            told->element[told->k++] = j;
    for (size_t a = 0; a < told->k; a++) {
        const size_t j = told->element[a];
        for (size_t b = 0; b < told->k; b++) {
            const size_t l = told->element[b];
            told->r[a][b] =
                a == b ? 1 : comoment(block, j, l, v) / (spread[j] * spread[l]);
        }
        told->with_overall[a] = comoment(block, j, n_elements, v) /
                                (spread[j] * spread[n_elements]);
    }
}

/* ---- eigenvalues of a symmetric matrix: Jacobi's method, cyclic ---- */

static double off_diagonal(double a[MOST][MOST], size_t k)
{
    double sum = 0;
    for (size_t p = 0; p < k; p++)
        for (size_t q = p + 1; q < k; q++)
            sum += a[p][q] * a[p][q];
    return sum;
}

/* Turns in the plane of p and q so that a[p][q] becomes 0. */
static void rotate(double a[MOST][MOST], double vector[MOST][MOST], size_t k,
                   size_t p, size_t q)
{
    const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    const double t =
        (theta >= 0 ? 1 : -1) / (fabs(theta) + sqrt(theta * theta + 1));
    const double c = 1 / sqrt(t * t + 1);
    const double s = t * c;
    for (size_t i = 0; i < k; i++) {
        const double x = a[i][p];
        const double y = a[i][q];
        a[i][p] = c * x - s * y;
        a[i][q] = s * x + c * y;
    }
    for (size_t i = 0; i < k; i++) {
        const double x = a[p][i];
        const double y = a[q][i];
        a[p][i] = c * x - s * y;
        a[q][i] = s * x + c * y;
    }
    for (size_t i = 0; i < k; i++) {
        const double x = vector[i][p];
        const double y = vector[i][q];
        vector[i][p] = c * x - s * y;
        vector[i][q] = s * x + c * y;
    }
}

/* The eigenvalues end on the diagonal of `a`, the vectors in the columns. */
static void decompose(double a[MOST][MOST], double vector[MOST][MOST], size_t k)
{
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            vector[i][j] = i == j;
    for (int sweep = 0; sweep < MOST_SWEEPS && off_diagonal(a, k) > 1e-30;
         sweep++)
        for (size_t p = 0; p < k; p++)
            for (size_t q = p + 1; q < k; q++)
                if (fabs(a[p][q]) > 1e-300)
                    rotate(a, vector, k, p, q);
}

/* ---- weights ---- */

enum ikm_unweighed
ikm_relative_weights(double r[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS],
                     const double *with_overall, size_t n, double *ret_weight,
                     double *ret_explained)
{
    const size_t k = n;
    double a[MOST][MOST];
    double vector[MOST][MOST];
    double part[MOST] = {0}; /* D^(-1/2) P' r */
    memcpy(a, r, sizeof a);
    decompose(a, vector, k);
    for (size_t m = 0; m < k; m++) {
        if (!(a[m][m] > least_eigenvalue))
            return IKM_UNWEIGHED_SINGULAR;
        for (size_t j = 0; j < k; j++)
            part[m] += vector[j][m] * with_overall[j];
        part[m] /= sqrt(a[m][m]);
    }
    *ret_explained = 0;
    for (size_t j = 0; j < k; j++)
        ret_weight[j] = 0;
    for (size_t m = 0; m < k; m++) {
        double b = 0;
        for (size_t i = 0; i < k; i++)
            b += vector[m][i] * part[i];
        for (size_t j = 0; j < k; j++) {
            double l = 0;
            for (size_t i = 0; i < k; i++)
                l += vector[j][i] * sqrt(a[i][i]) * vector[m][i];
            ret_weight[j] += l * l * b * b;
        }
    }
    for (size_t j = 0; j < k; j++)
        *ret_explained += ret_weight[j];
    return *ret_explained > least_explained ? IKM_UNWEIGHED_NONE
                                            : IKM_UNWEIGHED_UNRELATED;
}

/* ---- all groups, and all but one ---- */

enum { MOST_BLOCK = 1 + (MOST + 1) + (MOST + 1) * (MOST + 2) / 2 };

static void add_block(const int64_t *from, size_t n, int64_t sign,
                      int64_t *into)
{
    for (size_t i = 0; i < n; i++)
        into[i] += sign * from[i];
}

/* Shares without one group; 0 when they are not defined, or an element does not
 * vary there. */
static int shares_without(const int64_t *all, const int64_t *block,
                          size_t n_elements, size_t k, double *ret_share)
{
    int64_t rest[MOST_BLOCK];
    struct correlations told;
    double explained = 0;
    memcpy(rest, all, block_size(n_elements) * sizeof *rest);
    add_block(block, block_size(n_elements), -1, rest);
    if (rest[0] < (int64_t)k + 2 || !varies(rest, n_elements, n_elements + 1))
        return 0;
    correlate(rest, n_elements, &told);
    if (told.k != k ||
        ikm_relative_weights(told.r, told.with_overall, k, ret_share,
                             &explained) != IKM_UNWEIGHED_NONE)
        return 0;
    for (size_t a = 0; a < k; a++)
        ret_share[a] /= explained;
    return 1;
}

static void put_intervals(const int64_t *packed, const int64_t *all,
                          size_t n_elements, const struct correlations *whole,
                          struct ikm_importance *told)
{
    double squares[MOST] = {0};
    double share[MOST];
    double n_groups = 0;
    for (size_t g = 0; g < GROUPS; g++) {
        const int64_t *block = packed + 1 + g * block_size(n_elements);
        if (block[0] == 0)
            continue;
        if (!shares_without(all, block, n_elements, whole->k, share))
            return;
        n_groups++;
        for (size_t a = 0; a < whole->k; a++) {
            const double away = share[a] - told->item[whole->element[a]].share;
            squares[a] += away * away;
        }
    }
    if (n_groups < 2)
        return;
    const double t = ikm_t_quantile(confidence, n_groups - 1);
    for (size_t a = 0; a < whole->k; a++) {
        struct ikm_importance_item *item = &told->item[whole->element[a]];
        const double half = t * sqrt((n_groups - 1) / n_groups * squares[a]);
        item->ci95 =
            (struct ikm_interval){1, item->share - half, item->share + half};
    }
}

void ikm_importance_of_relative(const int64_t *packed, size_t n_elements,
                                struct ikm_importance *ret_importance)
{
    const size_t size = block_size(n_elements);
    int64_t all[MOST_BLOCK] = {0};
    struct correlations whole = {0};
    double weight[MOST];
    struct ikm_importance told = {.source = IKM_IMPORTANCE_RELATIVE,
                                  .n = packed ? packed[0] : 0};
    enum ikm_unweighed reason = IKM_UNWEIGHED_FEW;
    for (size_t g = 0; g < GROUPS && packed; g++)
        add_block(packed + 1 + g * size, size, 1, all);
    if (told.n >= 3) {
        reason = IKM_UNWEIGHED_NO_SPREAD;
        if (varies(all, n_elements, n_elements + 1))
            correlate(all, n_elements, &whole);
    }
    if (whole.k > 0)
        reason = told.n < (int64_t)whole.k + 2
                     ? IKM_UNWEIGHED_FEW
                     : ikm_relative_weights(whole.r, whole.with_overall,
                                            whole.k, weight, &told.r_squared);
    if (reason != IKM_UNWEIGHED_NONE) {
        told.r_squared = 0;
        ikm_importance_undefined(&told, n_elements, reason);
        *ret_importance = told;
        return;
    }
    told.n_shares = whole.k;
    for (size_t e = 0; e < n_elements; e++)
        told.item[e].reason = IKM_UNWEIGHED_NO_SPREAD;
    for (size_t a = 0; a < whole.k; a++)
        told.item[whole.element[a]] =
            (struct ikm_importance_item){.share = weight[a] / told.r_squared};
    put_intervals(packed, all, n_elements, &whole, &told);
    *ret_importance = told;
}

#include "analyze/reliability.h"

#include <math.h>

#include "analyze/distribution.h"

static const double straight_share = 0.25;

struct covariances {
    size_t k;
    double s[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
    double with_total[IKM_MAX_ELEMENTS];
    double total; /* variance of the sum of all */
    double trace;
};

static void covariances_of(const struct ikm_form *form,
                           const struct ikm_cross *cross,
                           struct covariances *cov)
{
    const int64_t n = cross->n_complete;
    int64_t q[IKM_MAX_ELEMENTS] = {0};
    int64_t whole[IKM_MAX_ELEMENTS];
    *cov = (struct covariances){.k = form->n_elements};
    for (size_t i = 0; i < form->n_questions; i++)
        q[form->questions[i].element]++;
    /* about a whole number near the mean: nothing large cancels */
    for (size_t j = 0; j < cov->k; j++)
        whole[j] = ikm_exact_round(cross->complete_s[j], n);
    for (size_t j = 0; j < cov->k; j++)
        for (size_t l = 0; l < cov->k; l++) {
            const int64_t a = whole[j];
            const int64_t b = whole[l];
            const int64_t products = cross->complete_ss[j][l] -
                                     b * cross->complete_s[j] -
                                     a * cross->complete_s[l] + n * a * b;
            const double x = (double)(cross->complete_s[j] - n * a);
            const double y = (double)(cross->complete_s[l] - n * b);
            cov->s[j][l] = ((double)products - x * y / (double)n) /
                           ((double)(n - 1) * (double)(q[j] * q[l]));
            cov->with_total[j] += cov->s[j][l];
            cov->total += cov->s[j][l];
            cov->trace += j == l ? cov->s[j][l] : 0;
        }
}

static int is_positive(double variance, const struct covariances *cov)
{
    return variance > 1e-12 * cov->trace;
}

static double alpha_of(double k, double trace, double total)
{
    return k / (k - 1) * (1 - trace / total);
}

static void fill_item(const struct covariances *cov, size_t j,
                      struct ikm_item_reliability *item)
{
    const double own = cov->s[j][j];
    const double with_rest = cov->with_total[j] - own;
    const double rest = cov->total - 2 * cov->with_total[j] + own;
    const int varies = is_positive(own, cov);
    if (varies && is_positive(cov->total, cov)) {
        item->has_r_total = 1;
        item->r_total = cov->with_total[j] / sqrt(own * cov->total);
    }
    if (varies && is_positive(rest, cov)) {
        item->has_r_rest = 1;
        item->r_rest = with_rest / sqrt(own * rest);
    }
    if (cov->k > 2 && is_positive(rest, cov)) {
        item->has_alpha_if_dropped = 1;
        item->alpha_if_dropped =
            alpha_of((double)(cov->k - 1), cov->trace - own, rest);
    }
}

static void fill_alpha(const struct covariances *cov, int64_t n,
                       struct ikm_reliability *told)
{
    const double df1 = (double)(n - 1);
    const double df2 = df1 * (double)(cov->k - 1);
    if (cov->k < 2 || !is_positive(cov->total, cov))
        return;
    told->has_alpha = 1;
    told->alpha = alpha_of((double)cov->k, cov->trace, cov->total);
    told->ci95 = (struct ikm_interval){
        1, 1 - (1 - told->alpha) * ikm_f_quantile(0.975, df1, df2),
        1 - (1 - told->alpha) * ikm_f_quantile(0.025, df1, df2)};
}

void ikm_reliability_of(const struct ikm_form *form,
                        const struct ikm_cross *cross,
                        struct ikm_reliability *ret_reliability)
{
    struct covariances cov;
    const int64_t n = cross->n_complete;
    *ret_reliability = (struct ikm_reliability){.n = n};
    if (n < 2)
        return;
    covariances_of(form, cross, &cov);
    fill_alpha(&cov, n, ret_reliability);
    if (n >= 3) {
        const double df = (double)(n - 2);
        const double t = ikm_t_quantile(0.975, df);
        ret_reliability->has_table = 1;
        ret_reliability->r_table = t / sqrt(df + t * t);
    }
    for (size_t j = 0; j < cov.k; j++) {
        struct ikm_item_reliability *item = &ret_reliability->item[j];
        fill_item(&cov, j, item);
        item->is_valid = item->has_r_total && ret_reliability->has_table &&
                         item->r_total > ret_reliability->r_table;
    }
}

int ikm_is_straight_lining(int64_t n_straight, int64_t n_complete)
{
    return n_complete > 0 &&
           (double)n_straight > straight_share * (double)n_complete;
}

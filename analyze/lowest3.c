#include <math.h>

#include "analyze/random.h"
#include "analyze/resample.h"

/* Means, and a triangle whose product with itself is their covariance. */
struct normal {
    size_t k;
    double mean[IKM_MAX_ELEMENTS];
    double root[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
};

static double covariance(const struct ikm_cross *cross, size_t j, size_t l)
{
    const double m = (double)cross->m[j];
    const double w = (double)cross->m[l];
    const double x = (double)cross->s[j] / m;
    const double y = (double)cross->s[l] / w;
    return ((double)cross->ss[j][l] - y * (double)cross->sm[j][l] -
            x * (double)cross->sm[l][j] + x * y * (double)cross->mm[j][l]) /
           (m * w);
}

/* Cholesky; what depends on the ones before has no root of its own. */
static void root_of(struct normal *normal, const struct ikm_cross *cross)
{
    for (size_t j = 0; j < normal->k; j++) {
        if (normal->mean[j] < 0)
            continue;
        const double own = covariance(cross, j, j);
        double rest = own;
        for (size_t i = 0; i < j; i++) {
            if (normal->mean[i] < 0 || !(normal->root[i][i] > 0))
                continue;
            double with = covariance(cross, j, i);
            for (size_t h = 0; h < i; h++)
                with -= normal->root[j][h] * normal->root[i][h];
            normal->root[j][i] = with / normal->root[i][i];
            rest -= normal->root[j][i] * normal->root[j][i];
        }
        normal->root[j][j] = rest > 1e-12 * own ? sqrt(rest) : 0;
    }
}

/* Two at a time (Box and Muller 1958). */
static void fill_normal(struct ikm_random *random, double *ret_z, size_t n)
{
    const double turn = 6.283185307179586476925286766559;
    for (size_t i = 0; i < n; i += 2) {
        const double radius = sqrt(-2 * log(ikm_random_share(random)));
        const double angle = turn * ikm_random_share(random);
        ret_z[i] = radius * cos(angle);
        ret_z[i + 1] = radius * sin(angle);
    }
}

void ikm_lowest3_of_many(const struct ikm_form *form,
                         const struct ikm_cross *cross,
                         const struct ikm_resampling *resampling,
                         double *ret_p_lowest3)
{
    struct normal normal = {.k = form->n_elements};
    struct ikm_random random = ikm_random_start(resampling->seed);
    int64_t count[IKM_MAX_ELEMENTS] = {0};
    for (size_t e = 0; e < normal.k; e++)
        normal.mean[e] =
            cross->m[e] > 0 ? (double)cross->s[e] / (double)cross->m[e] : -1;
    root_of(&normal, cross);
    for (size_t r = 0; r < resampling->n_resamples; r++) {
        double z[IKM_MAX_ELEMENTS + 1];
        double mean[IKM_MAX_ELEMENTS];
        fill_normal(&random, z, normal.k);
        for (size_t e = 0; e < normal.k; e++) {
            mean[e] = normal.mean[e];
            for (size_t i = 0; i <= e && mean[e] >= 0; i++)
                mean[e] += normal.root[e][i] * z[i];
        }
        ikm_count_three_lowest(mean, normal.k, count);
    }
    for (size_t e = 0; e < normal.k; e++)
        ret_p_lowest3[e] =
            normal.mean[e] < 0
                ? -1
                : (double)count[e] / (double)resampling->n_resamples;
}

#include "analyze/residual.h"

#include <math.h>

#include "analyze/exact.h"

void ikm_centre_of(const struct ikm_cross *cross, size_t n_elements,
                   struct ikm_centre *ret_centre)
{
    *ret_centre = (struct ikm_centre){0};
    for (size_t j = 0; j < n_elements; j++) {
        const int64_t m = cross->m[j];
        if (m == 0)
            continue;
        const int64_t whole = ikm_exact_round(cross->s[j], m);
        ret_centre->whole[j] = whole;
        ret_centre->rest[j] = (double)(cross->s[j] - whole * m) / (double)m;
    }
}

double ikm_residual_product(const struct ikm_cross *cross,
                            const struct ikm_centre *centre, size_t j, size_t l,
                            double *ret_size)
{
    const int64_t a = centre->whole[j];
    const int64_t b = centre->whole[l];
    const double ss = (double)(cross->ss[j][l] - b * cross->sm[j][l] -
                               a * cross->sm[l][j] + a * b * cross->mm[j][l]);
    const double sm = (double)(cross->sm[j][l] - a * cross->mm[j][l]);
    const double ms = (double)(cross->sm[l][j] - b * cross->mm[j][l]);
    const double mm = (double)cross->mm[j][l];
    const double x = centre->rest[j];
    const double y = centre->rest[l];
    *ret_size = fabs(ss) + fabs(y * sm) + fabs(x * ms) + fabs(x * y) * mm;
    return ss - y * sm - x * ms + x * y * mm;
}

#include "analyze/stated.h"

#include <math.h>

#include "analyze/distribution.h"
#include "analyze/residual.h"

static const double confidence = 0.975;

/* Covariances of the means, but for n / (n - 1); and what their terms add up
 * to. */
struct errors {
    size_t k;
    double product[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
    double size[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
};

static void errors_of(const struct ikm_cross *asked, size_t k,
                      struct errors *errors)
{
    struct ikm_centre centre;
    ikm_centre_of(asked, k, &centre);
    *errors = (struct errors){.k = k};
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l < k; l++) {
            if (asked->m[j] == 0 || asked->m[l] == 0)
                continue;
            const double m = (double)asked->m[j] * (double)asked->m[l];
            double size = 0;
            errors->product[j][l] =
                ikm_residual_product(asked, &centre, j, l, &size) / m;
            errors->size[j][l] = size / m;
        }
}

/* share_j = M_j / T moves with M_l by (1 at l = j, else 0, less share_j) / T.
 */
static struct ikm_interval share_interval(const struct errors *errors,
                                          const struct ikm_importance *told,
                                          size_t j, double total, double factor)
{
    const double share = told->item[j].share;
    const double n = (double)told->n;
    double variance = 0;
    double size = 0;
    if (told->n < 2)
        return (struct ikm_interval){0};
    for (size_t l = 0; l < errors->k; l++)
        for (size_t o = 0; o < errors->k; o++) {
            const double both =
                ((l == j) - share) * ((o == j) - share) / (total * total);
            variance += both * errors->product[l][o];
            size += fabs(both) * errors->size[l][o];
        }
    if (factor > 0 && !(variance > IKM_ROUNDING_SHARE * size))
        return (struct ikm_interval){0};
    const double half = factor > 0 ? factor * sqrt(variance * n / (n - 1)) *
                                         ikm_t_quantile(confidence, n - 1)
                                   : 0;
    return (struct ikm_interval){1, share - half, share + half};
}

void ikm_importance_of_stated(const struct ikm_cross *asked,
                              const int64_t *n_questions, size_t n_elements,
                              double factor,
                              struct ikm_importance *ret_importance)
{
    struct ikm_importance told = {.source = IKM_IMPORTANCE_STATED,
                                  .n = asked->n_used};
    struct errors errors;
    double total = 0;
    for (size_t e = 0; e < n_elements; e++) {
        struct ikm_importance_item *item = &told.item[e];
        item->reason = n_questions[e] == 0 ? IKM_UNWEIGHED_NOT_ASKED
                       : asked->m[e] == 0  ? IKM_UNWEIGHED_NO_ANSWERS
                                           : IKM_UNWEIGHED_NONE;
        if (item->reason != IKM_UNWEIGHED_NONE)
            continue;
        item->n = asked->m[e];
        item->mean = (double)asked->s[e] / (double)asked->m[e];
        total += item->mean;
        told.n_shares++;
    }
    if (told.n_shares == 0)
        told.reason = IKM_UNWEIGHED_NO_ANSWERS;
    errors_of(asked, n_elements, &errors);
    for (size_t e = 0; e < n_elements; e++)
        if (told.item[e].reason == IKM_UNWEIGHED_NONE)
            told.item[e].share = told.item[e].mean / total;
    for (size_t e = 0; e < n_elements; e++)
        if (told.item[e].reason == IKM_UNWEIGHED_NONE && told.n_shares > 1)
            told.item[e].ci95 =
                share_interval(&errors, &told, e, total, factor);
    *ret_importance = told;
}

void ikm_conformity_of(const struct ikm_index *index,
                       const struct ikm_importance *importance, int scale_max,
                       struct ikm_conformity *ret_conformity)
{
    struct ikm_conformity told = {.is_defined = 1};
    double performance = 0;
    double stated = 0;
    double csi = 0;
    *ret_conformity = (struct ikm_conformity){0};
    if (importance->source != IKM_IMPORTANCE_STATED ||
        importance->reason != IKM_UNWEIGHED_NONE)
        return;
    for (size_t e = 0; e < index->n_elements; e++) {
        const struct ikm_importance_item *item = &importance->item[e];
        const struct ikm_element_figures *element = &index->element[e];
        if (item->reason != IKM_UNWEIGHED_NONE)
            continue;
        told.has_tki[e] = element->n > 0;
        told.is_defined &= told.has_tki[e];
        if (!told.has_tki[e])
            continue;
        told.element_tki[e] = 100 * element->nrr / item->mean;
        csi += item->share * element->nrr / scale_max;
        performance += element->nrr;
        stated += item->mean;
    }
    if (told.is_defined) {
        told.tki = 100 * performance / stated;
        told.csi = csi;
    }
    *ret_conformity = told;
}

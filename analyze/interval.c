#include "analyze/interval.h"

#include <math.h>

#include "analyze/distribution.h"
#include "analyze/residual.h"

static const double ceiling_share = 0.6;

/* What one answer of an element more adds to the index, times n. */
static double scale_of(const struct ikm_form *form,
                       const struct ikm_cross *cross, enum ikm_weights weights,
                       size_t j)
{
    const struct ikm_fraction weight = ikm_weight(form, j, weights);
    return 100.0 * (double)weight.numerator * (double)cross->n_used /
           ((double)form->scale_max * (double)weight.denominator *
            (double)cross->m[j]);
}

struct ikm_spread ikm_spread_of_cross(const struct ikm_form *form,
                                      const struct ikm_cross *cross,
                                      enum ikm_weights weights)
{
    struct ikm_spread spread = {IKM_UNSURE_NO_INDEX, cross->n_used, 0};
    double scale[IKM_MAX_ELEMENTS];
    struct ikm_centre centre;
    double total = 0;
    double size = 0;
    if (cross->n_used == 0)
        return spread;
    for (size_t j = 0; j < form->n_elements; j++)
        if (cross->m[j] == 0)
            return spread;
    if (cross->n_used == 1) {
        spread.reason = IKM_UNSURE_ONE;
        return spread;
    }
    ikm_centre_of(cross, form->n_elements, &centre);
    for (size_t j = 0; j < form->n_elements; j++)
        scale[j] = scale_of(form, cross, weights, j);
    for (size_t j = 0; j < form->n_elements; j++)
        for (size_t l = 0; l < form->n_elements; l++) {
            const double both = scale[j] * scale[l];
            double terms = 0;
            total += both * ikm_residual_product(cross, &centre, j, l, &terms);
            size += both * terms;
        }
    spread.reason = IKM_UNSURE_NO_SPREAD;
    if (total > IKM_ROUNDING_SHARE * size) {
        spread.reason = IKM_UNSURE_NONE;
        spread.variance = total / (double)(cross->n_used - 1);
    }
    return spread;
}

void ikm_parts_of_rows(const struct ikm_form *form,
                       const struct ikm_vectors *rows, enum ikm_weights weights,
                       double *ret_z)
{
    const size_t k = rows->n_elements;
    for (size_t i = 0; i < rows->n_rows; i++)
        ret_z[i] = 0;
    for (size_t j = 0; j < k; j++) {
        const struct ikm_fraction weight = ikm_weight(form, j, weights);
        int64_t sum = 0;
        int64_t n = 0;
        for (size_t i = 0; i < rows->n_rows; i++) {
            sum += rows->sum[i * k + j];
            n += rows->n[i * k + j];
        }
        const double mean = (double)sum / (double)n;
        const double scale =
            100.0 * (double)weight.numerator * (double)rows->n_rows /
            ((double)form->scale_max * (double)weight.denominator * (double)n);
        for (size_t i = 0; i < rows->n_rows; i++)
            ret_z[i] +=
                scale * (rows->sum[i * k + j] - mean * rows->n[i * k + j]);
    }
}

double ikm_population_factor(int64_t n, int64_t population)
{
    if (population < n || population <= 0)
        return 1;
    return sqrt((double)(population - n) / (double)population);
}

int ikm_is_ceiling(int64_t n_all_best, int64_t n_rows)
{
    return n_rows > 0 && (double)n_all_best > ceiling_share * (double)n_rows;
}

static struct ikm_interval around(double middle, double half)
{
    return (struct ikm_interval){1, middle - half, middle + half};
}

/* The ends of the scale are 0 and 1 of the share; there it has no logit. */
static struct ikm_interval logit_interval(double value, double half, double low)
{
    const double width = 100 - low;
    const double share = (value - low) / width;
    struct ikm_interval interval = {0, 0, 0};
    if (!(share > 0 && share < 1))
        return interval;
    const double middle = log(share / (1 - share));
    const double reach = half / (width * share * (1 - share));
    interval.is_defined = 1;
    interval.low = low + width / (1 + exp(reach - middle));
    interval.high = low + width / (1 + exp(-reach - middle));
    return interval;
}

struct ikm_index_interval ikm_index_interval(const struct ikm_spread *spread,
                                             double value, int scale_max,
                                             int64_t population, int is_ceiling)
{
    struct ikm_index_interval told = {.reason = spread->reason};
    const double factor = ikm_population_factor(spread->n, population);
    if (spread->reason == IKM_UNSURE_NO_INDEX)
        return told;
    if (spread->n == population) {
        told.reason = IKM_UNSURE_NONE;
        told.ci95 = around(value, 0);
        return told;
    }
    if (spread->reason != IKM_UNSURE_NONE)
        return told;
    told.se = factor * sqrt(spread->variance / (double)spread->n);
    const double half =
        told.se * ikm_t_quantile(0.975, (double)(spread->n - 1));
    told.ci95 = around(value, half);
    if (is_ceiling)
        told.logit95 = logit_interval(value, half, 100.0 / scale_max);
    return told;
}

/* Of counted answers; two or more. */
static double variance_of_counts(const struct ikm_element_figures *element,
                                 int scale_max)
{
    const double mean = (double)element->sum / (double)element->n;
    double total = 0;
    for (int s = 1; s <= scale_max; s++)
        total += (double)element->count[s - 1] * (s - mean) * (s - mean);
    return total / (double)(element->n - 1);
}

struct ikm_element_interval
ikm_element_interval(const struct ikm_element_figures *element, int scale_max,
                     double factor)
{
    struct ikm_element_interval told = {0};
    const double c = 100.0 / scale_max;
    const double n = (double)element->n;
    const int is_census = !(factor > 0);
    if (element->n > 0 && is_census)
        told.ci95 = around(c * element->nrr, 0);
    if (element->n < 2)
        return told;
    told.has_sd = 1;
    if (element->flags & IKM_FLAG_CONSTANT)
        return told;
    told.sd = sqrt(variance_of_counts(element, scale_max));
    told.ci95 = around(c * element->nrr, c * factor * told.sd / sqrt(n) *
                                             ikm_t_quantile(0.975, n - 1));
    return told;
}

#include "analyze/gain.h"

struct ikm_gain ikm_gain_of(const struct ikm_form *form,
                            const struct ikm_index *index, size_t e,
                            enum ikm_weights weights)
{
    const struct ikm_element_figures *element = &index->element[e];
    const struct ikm_fraction weight = ikm_weight(form, e, weights);
    if (element->n == 0 || element->grade <= 0)
        return (struct ikm_gain){0, 0};
    const double floor_of_next =
        (double)form->classes[element->grade - 1].lower_hundredths / 100;
    const double value = 100.0 * (double)element->sum /
                         ((double)form->scale_max * (double)element->n);
    return (struct ikm_gain){1, (double)weight.numerator *
                                    (floor_of_next - value) /
                                    (double)weight.denominator};
}

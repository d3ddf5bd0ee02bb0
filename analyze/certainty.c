#include "analyze/certainty.h"

#include "analyze/distribution.h"

static const double firm_from = 0.95;

static double cut_of(int64_t hundredths)
{
    return ((double)hundredths - 0.5) / 100;
}

double ikm_probability_at_least(const struct ikm_belief *belief,
                                int64_t hundredths)
{
    if (!(belief->se > 0))
        return belief->value_hundredths >= hundredths;
    const double t = (cut_of(hundredths) - belief->value) / belief->se;
    return ikm_t_above(t, belief->df);
}

/* P(low <= rounded < high), as a difference of the smaller tails. */
static double between(const struct ikm_belief *belief, int64_t low,
                      int64_t high)
{
    const double to_low = (cut_of(low) - belief->value) / belief->se;
    const double to_high = (cut_of(high) - belief->value) / belief->se;
    return to_low > 0 ? ikm_t_above(to_low, belief->df) -
                            ikm_t_above(to_high, belief->df)
                      : ikm_t_below(to_high, belief->df) -
                            ikm_t_below(to_low, belief->df);
}

static double probability_of(const struct ikm_form *form,
                             const struct ikm_belief *belief, size_t class)
{
    const int64_t low = form->classes[class].lower_hundredths;
    const size_t last = form->n_classes - 1;
    /* below the last bound there is no other class */
    if (class == 0)
        return last == 0 ? 1 : ikm_probability_at_least(belief, low);
    const int64_t high = form->classes[class - 1].lower_hundredths;
    if (class == last)
        return ikm_t_below((cut_of(high) - belief->value) / belief->se,
                           belief->df);
    return between(belief, low, high);
}

struct ikm_grade_certainty ikm_grade_certainty(const struct ikm_form *form,
                                               const struct ikm_belief *belief)
{
    struct ikm_grade_certainty told = {.is_defined = form->n_classes > 0};
    const int grade = ikm_grade(form, belief->value_hundredths);
    for (size_t c = 0; c < form->n_classes; c++) {
        told.probability[c] = belief->se > 0 ? probability_of(form, belief, c)
                                             : (double)(grade == (int)c);
        told.is_firm |= told.probability[c] >= firm_from;
    }
    return told;
}

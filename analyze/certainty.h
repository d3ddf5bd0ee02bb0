/* analyze/certainty.h - how sure the grade is, and reaching a target.
 *
 * The rounded index is a Student t with n - 1 degrees of freedom around the
 * exact one (statistics.md). A grade begins half a hundredth below its bound,
 * because 88.305 is shown as 88.31. */
#ifndef IKM_ANALYZE_CERTAINTY_H
#define IKM_ANALYZE_CERTAINTY_H

#include "analyze/grade.h"
#include "analyze/interval.h"

/* Where the exact index lies; df > 0 unless se = 0. */
struct ikm_belief {
    double value; /* the exact IKM, nearest double */
    int64_t value_hundredths;
    double se; /* 0: known for certain (census) */
    double df; /* n - 1 */
};

/* P(the rounded index is at least `hundredths`). */
double ikm_probability_at_least(const struct ikm_belief *belief,
                                int64_t hundredths);

struct ikm_grade_certainty {
    int is_defined;                      /* 0: the form has no class table */
    double probability[IKM_MAX_CLASSES]; /* [form->n_classes]: adds to 1 */
    int is_firm; /* the likeliest class has at least 0.95 */
};
struct ikm_grade_certainty ikm_grade_certainty(const struct ikm_form *form,
                                               const struct ikm_belief *belief);

#endif

/* analyze/stated.h - importance as respondents stated it, and what they got
 * against it.
 *
 * M_j = sum of the answers on how important element j is / their number; its
 * share is M_j / sum_l M_l. Interval of a share: linearisation of that ratio
 * (Sarndal, Swensson, Wretman 1992, 5.5), Student's t with n - 1, times the
 * population factor like every interval of a mean (analyze/interval.h).
 *
 *   Tki = 100 * R_j / M_j of an element, 100 * sum_j R_j / sum_j M_j of the
 *         office (Martilla and James 1977, as Indonesian reports compute it: a
 *         ratio of sums. Means stand here, so blanks do no harm; where all
 *         answered everything it is the same number)
 *   CSI = sum_j share_j * R_j / scale maximum, 0..1
 *
 * Both need stated importance: a derived one is not on the form's scale. */
#ifndef IKM_ANALYZE_STATED_H
#define IKM_ANALYZE_STATED_H

#include "analyze/importance.h"
#include "analyze/index.h"

/* asked: of the answers on importance, of the responses that gave any.
 * n_questions [n_elements]: questions on the importance of each; 0: not asked.
 * factor: of the population. */
void ikm_importance_of_stated(const struct ikm_cross *asked,
                              const int64_t *n_questions, size_t n_elements,
                              double factor,
                              struct ikm_importance *ret_importance);

struct ikm_conformity {
    int is_defined; /* 0: importance is not stated, or an element that has a
                       share has no answers. Then nothing is told of the office
                     */
    double tki;     /* percent */
    double csi;     /* 0..1 */
    int has_tki[IKM_MAX_ELEMENTS];        /* [n_elements] */
    double element_tki[IKM_MAX_ELEMENTS]; /* percent */
};
void ikm_conformity_of(const struct ikm_index *index,
                       const struct ikm_importance *importance, int scale_max,
                       struct ikm_conformity *ret_conformity);

#endif

/* analyze/gap.h - what people got against what they expected, element by
 * element (SERVQUAL: Parasuraman, Zeithaml, Berry 1988).
 *
 * Gap = mean perception - mean expectation, paired: of the responses that
 * answered both, each as the mean of its questions. Interval and paired t,
 * two-sided, of the differences; Holm over the elements. No population
 * correction, as in every comparison (analyze/compare.h). On the form's
 * scale. */
#ifndef IKM_ANALYZE_GAP_H
#define IKM_ANALYZE_GAP_H

#include "analyze/compare.h"
#include "analyze/interval.h"

/* Of one element, over the responses that answered both; zeroed to begin. */
struct ikm_gap_sums {
    int64_t n;
    double perception, expectation; /* sums of the means */
    double difference, squares;     /* of perception - expectation */
};
/* Sums and numbers of the answers of one response; passed over where one of the
 * numbers is 0. */
void ikm_gap_add(struct ikm_gap_sums *sums, int64_t perception,
                 int64_t n_perception, int64_t expectation,
                 int64_t n_expectation);

struct ikm_gap {
    int64_t n; /* 0: nothing else is defined */
    double perception, expectation, difference;
    int has_sd;               /* n >= 2 */
    double sd;                /* of the differences */
    struct ikm_interval ci95; /* n >= 2 and the differences vary */
    struct ikm_p p, p_holm;   /* the same */
};
struct ikm_gaps {
    size_t n_gaps;     /* elements that have one */
    double difference; /* n_gaps > 0: mean of the gaps of the elements */
    struct ikm_gap element[IKM_MAX_ELEMENTS]; /* [n_elements] */
};
/* sums [n_elements] */
void ikm_gaps_of(const struct ikm_gap_sums *sums, size_t n_elements,
                 struct ikm_gaps *ret_gaps);

#endif

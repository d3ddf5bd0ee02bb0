/* analyze/importance.h - how much each element weighs in satisfaction, where
 * nobody was asked: derived from the answers.
 *
 * The correlation of an element with the sum of the others (r_rest, complete
 * responses; analyze/reliability.h), a negative one counting 0, as a share of
 * all: the shares add up to 1. An element whose answers do not vary has no
 * correlation and no share; the others share among themselves. Derived, so
 * always labelled as such. */
#ifndef IKM_ANALYZE_IMPORTANCE_H
#define IKM_ANALYZE_IMPORTANCE_H

#include "analyze/reliability.h"

enum ikm_unweighed {
    IKM_UNWEIGHED_NONE,
    IKM_UNWEIGHED_FEW,       /* fewer than three complete responses */
    IKM_UNWEIGHED_ONE,       /* one element: nothing to correlate with */
    IKM_UNWEIGHED_NO_SPREAD, /* its answers, or those of all others, are alike
                              */
    IKM_UNWEIGHED_UNRELATED, /* no element goes with the others: all are 0 */
    IKM_UNWEIGHED_COUNT
};
/* "" "too-few" "one-element" "no-spread" "unrelated" */
const char *ikm_unweighed_name(enum ikm_unweighed reason);

struct ikm_importance_item {
    enum ikm_unweighed reason; /* NONE: share is defined */
    double share;              /* 0..1 */
    struct ikm_interval ci95;  /* of the share, the sum of all taken as fixed:
                                  Fisher's z (1921), n - 3; from four on */
};

struct ikm_importance {
    enum ikm_unweighed reason; /* NONE: there are shares */
    int64_t n;                 /* complete responses */
    size_t n_shares;           /* elements that have one */
    struct ikm_importance_item item[IKM_MAX_ELEMENTS]; /* [n_elements] */
};

void ikm_importance_of_rest(const struct ikm_reliability *reliability,
                            size_t n_elements,
                            struct ikm_importance *ret_importance);

#endif

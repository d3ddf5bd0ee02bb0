/* analyze/importance.h - how much each element weighs in satisfaction.
 *
 * Shares that add up to 1, from the first of these sources that the form has
 * (statistics.md); the source always travels with them:
 *
 *   stated            the form asks how important each element is: its mean,
 *                     as a share of all means (analyze/stated.h)
 *   relative-weights  the form asks how satisfied one is on the whole: what
 *                     each element explains of that (analyze/relative.h)
 *   r-rest            nobody was asked: the correlation of an element with the
 *                     sum of the others (r_rest, complete responses;
 *                     analyze/reliability.h), a negative one counting 0, as a
 *                     share of all
 *
 * The last two are derived, and labelled so. An element whose answers do not
 * vary has no correlation and no derived share; the others share among
 * themselves. */
#ifndef IKM_ANALYZE_IMPORTANCE_H
#define IKM_ANALYZE_IMPORTANCE_H

#include "analyze/reliability.h"

enum ikm_unweighed {
    IKM_UNWEIGHED_NONE,
    IKM_UNWEIGHED_FEW,        /* fewer than three complete responses */
    IKM_UNWEIGHED_ONE,        /* one element: nothing to correlate with */
    IKM_UNWEIGHED_NO_SPREAD,  /* its answers, or those of all others, are alike
                               */
    IKM_UNWEIGHED_UNRELATED,  /* no element goes with the others: all are 0 */
    IKM_UNWEIGHED_NOT_ASKED,  /* STATED: not of this element */
    IKM_UNWEIGHED_NO_ANSWERS, /* STATED: nobody said how important it is */
    IKM_UNWEIGHED_SINGULAR,   /* RELATIVE: an element follows from others, so
                                 what it explains cannot be told from theirs */
    IKM_UNWEIGHED_COUNT
};
/* "" "too-few" "one-element" "no-spread" "unrelated" "not-asked" "no-answers"
 * "singular" */
const char *ikm_unweighed_name(enum ikm_unweighed reason);

enum ikm_importance_source {
    IKM_IMPORTANCE_REST,
    IKM_IMPORTANCE_RELATIVE,
    IKM_IMPORTANCE_STATED,
    IKM_IMPORTANCE_SOURCE_COUNT
};
/* "r-rest" "relative-weights" "stated" */
const char *ikm_importance_source_name(enum ikm_importance_source source);
/* 1 but for STATED. */
int ikm_importance_is_derived(enum ikm_importance_source source);

struct ikm_importance_item {
    enum ikm_unweighed reason; /* NONE: share is defined */
    double share;              /* 0..1 */
    struct ikm_interval ci95;  /* of the share. REST: the sum of all taken as
                                  fixed, Fisher's z (1921), n - 3; from four on
                                */
    int64_t n;                 /* STATED: answers; else 0 */
    double mean;               /* STATED, n > 0: on the form's scale */
};

struct ikm_importance {
    enum ikm_importance_source source;
    enum ikm_unweighed reason; /* NONE: there are shares */
    int64_t n;        /* complete responses (RELATIVE: that answered the overall
                         question too); STATED: that said how important anything
                         is */
    double r_squared; /* RELATIVE: share of the overall answer's variance that
                         the elements explain; else 0 */
    size_t n_shares;  /* elements that have one */
    struct ikm_importance_item item[IKM_MAX_ELEMENTS]; /* [n_elements] */
};

/* All of them undefined for one reason. */
void ikm_importance_undefined(struct ikm_importance *importance,
                              size_t n_elements, enum ikm_unweighed reason);

void ikm_importance_of_rest(const struct ikm_reliability *reliability,
                            size_t n_elements,
                            struct ikm_importance *ret_importance);

#endif

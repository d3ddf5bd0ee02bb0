/* analyze/check/search.h - the search for what explains the figures, shared by
 * search.c (which faults, in which order) and steps.c (the arithmetic with a
 * fault in it). */
#ifndef IKM_ANALYZE_CHECK_SEARCH_H
#define IKM_ANALYZE_CHECK_SEARCH_H

#include "analyze/check/check_internal.h"

enum { SEARCH_MOST = 8 };

/* Faults assumed on the way. */
struct trail {
    size_t n;
    int n_unexplained;
    int rank; /* the lower, the more specific */
    struct ikm_check_fault fault[SEARCH_MOST];
};

struct search {
    const struct check_case *this;
    struct check_chain chain; /* of the trail */
    struct check_base base;   /* sums and counts of the trail */
    struct trail trail;
    /* what may be assumed */
    size_t limit;
    int most_unexplained;
    int most_figures; /* that one "unexplained" may cover */
    int most_sums;    /* that one "wrong-sum" may cover */
    int is_narrow;    /* only likely wrong divisors of the total */
    int is_bare;      /* no way of reckoning is assumed, only wrong figures */
    /* what was found */
    int is_found;
    struct trail best;
    size_t n_others;
    struct trail others[CHECK_MOST_FAULTS];
};

/* A fault to assume; 0 when no more may be. Undone by search_drop(). */
int search_assume(struct search *s, const struct ikm_check_fault *fault,
                  int sub_rank);
void search_drop(struct search *s, const struct trail *before);
/* A fault of a kind with empty texts. */
struct ikm_check_fault search_fault(enum ikm_check_kind kind,
                                    enum ikm_check_step step);
/* Everything fits. */
void search_keep(struct search *s);

/* The steps, each going on with the next. */
void step_sums(struct search *s);
void step_means(struct search *s);
void step_terms(struct search *s);
void step_index(struct search *s);

#endif

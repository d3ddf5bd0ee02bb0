/* analyze/whatif.h - the index that would follow if elements were better, and
 * the fewest elements that must be, to reach an aim.
 *
 * IKM = 100 / scale maximum * sum_j w_j R_j (analyze/index.h). What-if puts
 * other means in the place of R_j, exactly. An aim is reached when the rounded
 * IKM is at least that of the aim: a set of elements can reach it when it does
 * with all of them at the scale maximum. Of a set, the smallest total rise is
 * on the elements of the largest weight; those of equal weight are levelled up,
 * the lowest first. */
#ifndef IKM_ANALYZE_WHATIF_H
#define IKM_ANALYZE_WHATIF_H

#include "analyze/index.h"

/* Means come as whole numbers of this share of a point. */
enum { IKM_WHAT_IF_DECIMALS = 6, IKM_WHAT_IF_ONE = 1000000 };

struct ikm_what_if_change {
    size_t element;          /* each at most once */
    int64_t mean_millionths; /* from 1 to the scale maximum, times 10^6 */
};

struct ikm_what_if {
    size_t n_changes;
    const struct ikm_what_if_change *changes; /* [n_changes], borrowed */
    const char *exact;                        /* IKM as "num/den" */
    int64_t value_hundredths;
    double index;      /* on the form's scale */
    int grade;         /* IKM_CLASS_NONE */
    double difference; /* to the IKM as it is, 25..100 */
};

/* `index` is defined (IKM_REASON_NONE). IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_what_if_of(const struct ikm_form *form, const struct ikm_index *index,
               enum ikm_weights weights,
               const struct ikm_what_if_change *changes, size_t n_changes,
               struct ikm_arena *arena, struct ikm_what_if *ret_what_if,
               struct ikm_error *err);

enum { IKM_AIM_SETS = 20 }; /* told at most */

struct ikm_aim_rise {
    size_t element;
    int64_t mean_thousandths; /* needed: rounded up, so that it suffices */
};

struct ikm_aim_set {
    const struct ikm_aim_rise *rise; /* [ikm_aim.n_elements] */
    double total;                    /* sum of the rises, on the form's scale */
};

enum ikm_aim_state {
    IKM_AIM_OPEN,       /* the sets say what it takes */
    IKM_AIM_REACHED,    /* the index is there already: no sets */
    IKM_AIM_UNREACHABLE /* not even with every element at the maximum */
};

struct ikm_aim {
    enum ikm_aim_state state;
    int64_t hundredths; /* the aim, 25..100 */
    size_t n_elements;  /* the fewest elements that can reach it */
    size_t n_sets;      /* sets of so many that can, at most IKM_AIM_SETS; the
                           one with the most room to rise first */
    int has_more;       /* there are further sets */
    const struct ikm_aim_set *sets; /* [n_sets], in the arena */
};

/* `index` is defined and `weights` are not IKM_WEIGHTS_ROUNDED_TERMS (rounding
 * each term makes the index a staircase). IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_aim_of(const struct ikm_form *form, const struct ikm_index *index,
           enum ikm_weights weights, int64_t aim_hundredths,
           struct ikm_arena *arena, struct ikm_aim *ret_aim,
           struct ikm_error *err);

#endif

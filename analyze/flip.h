/* analyze/flip.h - how little would change the grade.
 *
 * The fewest complete sheets of the best answers (of the worst) that, added,
 * lift (lower) the grade; and the fewest answers raised (lowered) by one, each
 * once. Counted with exact fractions where a double could mislead. */
#ifndef IKM_ANALYZE_FLIP_H
#define IKM_ANALYZE_FLIP_H

#include "analyze/index.h"

/* -1: cannot be (the best or the last class, no class table, an old way of
 * rounding terms), or more than a thousand million. */
struct ikm_flip {
    int64_t sheets_up, sheets_down;
    int64_t answers_up, answers_down;
};

/* `index` is defined. IKM_NO_MEMORY (the arena holds what exact counting
 * needs). */
IKM_MUST_CHECK enum ikm_status
ikm_flip_of(const struct ikm_form *form, const struct ikm_index *index,
            enum ikm_weights weights, struct ikm_arena *arena,
            struct ikm_flip *ret_flip, struct ikm_error *err);

#endif

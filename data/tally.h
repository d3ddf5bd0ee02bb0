/* data/tally.h - sufficient statistics of a set of responses to one form.
 *
 * Everything the index, the grade and the element table need: how many, and
 * how often each score was given. Adding tallies adds the sets. Rollups keep
 * them per office, form and month; analyze/ turns them into figures. */
#ifndef IKM_DATA_TALLY_H
#define IKM_DATA_TALLY_H

#include <stdint.h>

#include "data/form.h"
#include "data/response.h"

/* How often each score of each element was given, pooled over the element's
 * questions. count[e][s-1] is for score s. */
struct ikm_tally_counts {
    int64_t n_rows; /* responses counted */
    int64_t count[IKM_MAX_ELEMENTS][IKM_MAX_SCALE];
};

struct ikm_tally {
    int64_t n_used;
    int64_t n_partial; /* of those used: at least one question unanswered */
    int64_t n_void;
    int64_t n_excluded;
    int64_t n_all_best; /* of those used: complete, all at the scale maximum */
    int64_t n_straight; /* of those used: complete, all answers equal */
    struct ikm_tally_counts answered; /* all used rows */
    struct ikm_tally_counts complete; /* used rows without a blank */
};

/* What one used response is, beside its scores. */
struct ikm_row_facts {
    int is_partial;  /* a question is unanswered; then the others are 0 */
    int is_straight; /* all answers equal */
    int is_all_best; /* all at the scale maximum */
};
struct ikm_row_facts ikm_row_facts(const struct ikm_response *response,
                                   int scale_max);

/* Adds one response. `element_of[q]` is the element of question q. */
void ikm_tally_add(struct ikm_tally *tally, const struct ikm_response *response,
                   const uint8_t element_of[IKM_MAX_QUESTIONS], int scale_max);

void ikm_tally_merge(struct ikm_tally *into, const struct ikm_tally *from,
                     size_t n_elements, int scale_max);

#endif

/* collect/headings.h - what a heading can mean: the table of spellings. */
#ifndef IKM_COLLECT_HEADINGS_H
#define IKM_COLLECT_HEADINGS_H

#include "collect/mapping.h"

/* What a heading outside the questions means; IKM_COLUMN_UNUSED when it is not
 * known. `key` is folded to letters and digits. */
struct ikm_column ikm_heading_meaning(const char *key);

/* Which question a heading names. Looks at codes (U1, Unsur 1, U2.1), question
 * numbers (P1, as on paper), keys, official names, each also with a kind
 * ("waktu_harapan", "U3 harapan"), and whole question sentences.
 * Returns the 0-based question, -1 when it names none, IKM_HEADING_VAGUE when
 * it names an element that has several questions. *ret_positional tells that
 * the answer hangs on `order`. */
enum { IKM_HEADING_VAGUE = -2 };
int ikm_heading_question(const char *heading, const struct ikm_form *form,
                         const struct ikm_form_order *order,
                         int *ret_positional);

/* Which element "sebab_..." names; -1 when the heading is none. */
int ikm_heading_cause(const char *heading, const struct ikm_form *form,
                      const struct ikm_form_order *order);

#endif

/* data/respondent_internal.h - shared by data/respondent*.c only. */
#ifndef IKM_DATA_RESPONDENT_INTERNAL_H
#define IKM_DATA_RESPONDENT_INTERNAL_H

#include "data/respondent.h"

/* What people type for a value, folded by ikm_fold_letters(). */
struct ikm_respondent_alias {
    const char *folded;
    uint8_t code;
};

/* The aliases of a field that has names for values; AGE and HOUR have none. */
const struct ikm_respondent_alias *ikm_respondent_aliases(enum ikm_field field,
                                                          size_t *ret_n);

/* AGE and HOUR, whose texts hold numbers; as ikm_respondent_parse(), the text
 * not being empty. */
int ikm_respondent_parse_age(const char *text, uint8_t *ret_code);
int ikm_respondent_parse_hour(const char *text, uint8_t *ret_code);

#endif

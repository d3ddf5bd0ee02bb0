/* collect/fields.h - one field of a response from a word: what `record` and
 * `amend` (and later the web) set one at a time.
 *
 * Every function sets the field, or leaves it and says what is allowed
 * (IKM_INPUT). Texts stay borrowed. */
#ifndef IKM_COLLECT_FIELDS_H
#define IKM_COLLECT_FIELDS_H

#include "data/response.h"
#include "data/store_registers.h"

/* Also a time, when one stands behind the date. */
IKM_MUST_CHECK enum ikm_status
ikm_set_date(const char *text, struct ikm_response *r, struct ikm_error *err);
/* A service of the response's unit; "" or "-": not filled in. */
IKM_MUST_CHECK enum ikm_status ikm_set_service(struct ikm_store *store,
                                               const char *text,
                                               struct ikm_response *r,
                                               struct ikm_error *err);
/* Never refused: what is not understood is kept as "lainnya" with its text. */
IKM_MUST_CHECK enum ikm_status ikm_set_field(enum ikm_field field,
                                             const char *text,
                                             struct ikm_response *r,
                                             struct ikm_error *err);
/* "0", "-", "." mean nothing was said. */
IKM_MUST_CHECK enum ikm_status ikm_set_comment(const char *text,
                                               struct ikm_response *r,
                                               struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_set_sheet(const char *text, struct ikm_response *r, struct ikm_error *err);

/* "field=value", see ikm_amend(). IKM_INPUT also when nothing would change. */
IKM_MUST_CHECK enum ikm_status
ikm_set_by_name(struct ikm_store *store, const struct ikm_form *form,
                const char *change, struct ikm_arena *arena,
                struct ikm_response *r, struct ikm_error *err);

#endif

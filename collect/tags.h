/* collect/tags.h - what elements a comment speaks of. A person says so; the
 * program only suggests. */
#ifndef IKM_COLLECT_TAGS_H
#define IKM_COLLECT_TAGS_H

#include "data/form.h"
#include "data/store.h"

/* Says that the comment of a response speaks of these elements (bits
 * 1 << element) and of no others. What was said before is kept in its history.
 * IKM_INPUT  no such response, it has no comment or is withdrawn, no such
 *            element, nothing would change */
IKM_MUST_CHECK enum ikm_status ikm_tag_comment(struct ikm_store *store,
                                               const char *id, uint32_t bits,
                                               struct ikm_act *act,
                                               struct ikm_error *err);

/* The elements whose usual words stand in the comment (bits as above): a hint
 * for who reads it, never stored. Goes by the keys of elements: other forms
 * get hints where they use the same keys. */
uint32_t ikm_tag_suggest(const struct ikm_form *form, const char *comment);

#endif

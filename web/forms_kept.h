/* web/forms_kept.h - questionnaires, parsed once for the life of the server and
 * not for each sheet. They are known by their tables: a form that was replaced
 * in the file is another one. Any thread. */
#ifndef IKM_WEB_FORMS_KEPT_H
#define IKM_WEB_FORMS_KEPT_H

#include "web/page.h"

struct web_forms_kept;

/* IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
web_forms_kept_open(struct web_forms_kept **ret_kept, struct ikm_error *err);
void web_forms_kept_close(struct web_forms_kept *all); /* NULL is fine */

/* As ikm_store_find_form(); *ret_form lives at least as long as the page. */
IKM_MUST_CHECK enum ikm_status web_find_form(struct web_page *page,
                                             const char *id,
                                             const struct ikm_form **ret_form,
                                             int64_t *ret_form_id,
                                             struct ikm_error *err);

/* Does this form, found so, live as long as the server? */
int web_form_is_kept(const struct web_page *page, const struct ikm_form *form);

#endif

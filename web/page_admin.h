/* web/page_admin.h - what the pages of "/kelola" share. */
#ifndef IKM_WEB_PAGE_ADMIN_H
#define IKM_WEB_PAGE_ADMIN_H

#include "web/server.h"

/* The code of an office; "" when it is not among these. */
const char *admin_code_of(const struct ikm_units *units, int64_t unit_id);

/* A list of roles to choose from, field "peran". */
void admin_choose_role(struct web_page *page, const char *value);
/* A list of the offices that this admin sees. `all`: the choice that means none
 * in particular; NULL: one must be chosen. */
IKM_MUST_CHECK enum ikm_status
admin_choose_unit(struct web_page *page, const char *name,
                  struct web_pair label, const char *value, const char *all,
                  struct ikm_error *err);

#endif

/* export/to_audit_text.h - findings for a terminal, office by office. */
#ifndef IKM_EXPORT_TO_AUDIT_TEXT_H
#define IKM_EXPORT_TO_AUDIT_TEXT_H

#include "data/base/text.h"
#include "export/audit.h"

/* The largest findings of every kind, and how many more there are; nothing
 * where there is none. At most 80 columns. */
void ikm_audit_text_unit(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_audit_unit *unit);
/* What it comes to. */
void ikm_audit_text_end(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_audit_totals *totals);

#endif

/* export/to_audit_json.h - findings for programs: JSON, schema ikm.audit/1, and
 * CSV, one line for a finding and response. */
#ifndef IKM_EXPORT_TO_AUDIT_JSON_H
#define IKM_EXPORT_TO_AUDIT_JSON_H

#include "data/base/text.h"
#include "export/audit.h"

/* {"schema":"ikm.audit/1","period":...,"settings":{...},"findings":[ */
void ikm_audit_json_begin(struct ikm_text *text,
                          const struct ikm_audit_query *query);
/* The findings of one unit; `is_first`: none was written before. */
void ikm_audit_json_unit(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_audit_unit *unit, int is_first);
/* ],"units":...,"responses":...} */
void ikm_audit_json_end(struct ikm_text *text,
                        const struct ikm_audit_totals *totals);

void ikm_audit_csv_begin(struct ikm_text *text);
/* `n_before`: findings of the units before. */
void ikm_audit_csv_unit(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_audit_unit *unit, int64_t n_before);

#endif

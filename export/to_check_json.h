/* export/to_check_json.h - the second opinion for programs, schema ikm.check/1.
 *
 * One file: {"schema":"ikm.check/1","file":...,"published":{...},
 * "recomputed":{...},"faults":[...],"candidates":[...],"notes":[...]}. Several:
 * {"schema":"ikm.check/1","files":[...]}, each as above without "schema"; a
 * file that gave no result holds "error" instead. */
#ifndef IKM_EXPORT_TO_CHECK_JSON_H
#define IKM_EXPORT_TO_CHECK_JSON_H

#include "analyze/check/check.h"
#include "data/base/text.h"

/* {"file":...} of one file; with `with_schema` it begins with it. */
void ikm_check_to_json(struct ikm_text *text, enum ikm_lang lang,
                       const char *file, int with_schema,
                       const struct ikm_check_result *result);

/* {"file":...,"error":...} */
void ikm_check_error_to_json(struct ikm_text *text, const char *file,
                             const char *error);

#endif

/* export/to_json_importance.h - the part of the JSON about importance. */
#ifndef IKM_EXPORT_TO_JSON_IMPORTANCE_H
#define IKM_EXPORT_TO_JSON_IMPORTANCE_H

#include "data/base/text.h"
#include "export/analysis.h"

/* Of an element: importance, importance_reason, quadrant, quadrant_certain;
 * each with a comma before it. */
void ikm_json_element_importance(struct ikm_text *text,
                                 const struct ikm_result *result, size_t e);
/* Of a result: importance {source, derived, n, axes ...}; a comma before it. */
void ikm_json_importance(struct ikm_text *text,
                         const struct ikm_result *result);

#endif

/* export/to_json_whatif.h - the part of the JSON about what could be. */
#ifndef IKM_EXPORT_TO_JSON_WHATIF_H
#define IKM_EXPORT_TO_JSON_WHATIF_H

#include "data/base/text.h"
#include "export/analysis.h"

/* Of a result: what_if {changes, value, exact, index, grade, label, difference}
 * and aim {value, state, n_elements, sets, more}; null where it was not asked
 * or the index is not defined. A comma before each. */
void ikm_json_what_if(struct ikm_text *text, const struct ikm_result *result);

#endif

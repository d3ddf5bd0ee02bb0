/* export/to_json_mix.h - the part of the JSON about the mix of services. */
#ifndef IKM_EXPORT_TO_JSON_MIX_H
#define IKM_EXPORT_TO_JSON_MIX_H

#include "data/base/text.h"
#include "export/analysis.h"

/* Of a result: weighted, coverage (both null with --by); a comma before it. */
void ikm_json_mix(struct ikm_text *text, const struct ikm_result *result);

#endif

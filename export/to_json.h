/* export/to_json.h - an analysis for programs: schema "ikm.analysis/1".
 *
 * One line of UTF-8 and a newline. value has 2 decimals, nrr 3, every other
 * fraction at least 10 significant digits, with a dot. What is not defined is
 * null with a warning beside it, never NaN. Keys are only ever added. */
#ifndef IKM_EXPORT_TO_JSON_H
#define IKM_EXPORT_TO_JSON_H

#include "data/base/text.h"
#include "export/analysis.h"

/* Appends; a failed text tells when it is finished (ikm_text_done). */
void ikm_to_json(const struct ikm_analysis *analysis, struct ikm_text *text);

#endif

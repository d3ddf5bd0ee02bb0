/* export/to_json_promised.h - the plan and the publications in the JSON of an
 * analysis. */
#ifndef IKM_EXPORT_TO_JSON_PROMISED_H
#define IKM_EXPORT_TO_JSON_PROMISED_H

#include "data/base/text.h"
#include "export/analysis.h"

/* ,"plan":{"now":{..},"before":{"period":..,..}}, null with --by */
void ikm_json_promised(struct ikm_text *text,
                       const struct ikm_analysis *analysis);
/* ,"published":{..}, null where nothing was, of one result */
void ikm_json_published(struct ikm_text *text, const struct ikm_result *result);

#endif

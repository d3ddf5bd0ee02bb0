/* export/to_json_groups.h - the parts of the JSON about groups and periods. */
#ifndef IKM_EXPORT_TO_JSON_GROUPS_H
#define IKM_EXPORT_TO_JSON_GROUPS_H

#include "data/base/text.h"
#include "export/analysis.h"

/* Of an analysis, beside its results: comparisons [one per form, with --by but
 * period], trend [one per form, --by period]; each with a comma before it. */
void ikm_json_groups(struct ikm_text *text,
                     const struct ikm_analysis *analysis);

#endif

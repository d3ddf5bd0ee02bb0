/* export/to_csv_groups.h - the columns of the CSV that tell of all groups
 * together: by volume, do groups differ, is there a trend. */
#ifndef IKM_EXPORT_TO_CSV_GROUPS_H
#define IKM_EXPORT_TO_CSV_GROUPS_H

#include "data/base/text.h"
#include "export/analysis.h"

/* ",weighted,..,trend_p": the heading, with the comma before it. */
extern const char *const ikm_csv_groups_heading;
/* The cells of the index of a result, each with the comma before it. */
void ikm_csv_groups(struct ikm_text *text, const struct ikm_analysis *analysis,
                    const struct ikm_result *result);
/* The same cells of an element: empty. */
void ikm_csv_no_groups(struct ikm_text *text);

#endif

/* export/to_text.h - a report for a terminal: aligned, quiet, the result first
 * and then what to do about it. */
#ifndef IKM_EXPORT_TO_TEXT_H
#define IKM_EXPORT_TO_TEXT_H

#include "data/base/text.h"
#include "export/report.h"

struct ikm_text_look {
    int width;   /* columns; 0: 80, at least 40. A table is never cut: where
                    its numbers alone need more room, it stands out */
    int colours; /* 1: grades also in colour (never in colour alone) */
};

/* Appends the report. Control characters in names are shown as '?'.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_to_text(const struct ikm_report *report,
                                           struct ikm_text_look look,
                                           struct ikm_text *text,
                                           struct ikm_error *err);

#endif

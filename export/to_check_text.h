/* export/to_check_text.h - the second opinion for a terminal. */
#ifndef IKM_EXPORT_TO_CHECK_TEXT_H
#define IKM_EXPORT_TO_CHECK_TEXT_H

#include "analyze/check/check.h"
#include "data/base/text.h"

/* One file in full: what was found, what it should be, the notes. Lines of at
 * most 80 columns; control characters of the file are shown as '?'. */
void ikm_check_to_text(struct ikm_text *text, enum ikm_lang lang,
                       const char *file, const struct ikm_check_result *result);

/* Several files: a line each under one heading. `error` instead of a result
 * where there is none (result NULL). */
void ikm_check_heading(struct ikm_text *text, enum ikm_lang lang,
                       size_t file_width);
void ikm_check_line_to_text(struct ikm_text *text, enum ikm_lang lang,
                            const char *file, size_t file_width,
                            const struct ikm_check_result *result);

#endif

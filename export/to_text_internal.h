/* export/to_text_internal.h - words on a terminal: plain, wrapped, formatted.
 */
#ifndef IKM_EXPORT_TO_TEXT_INTERNAL_H
#define IKM_EXPORT_TO_TEXT_INTERNAL_H

#include "data/base/text.h"
#include "export/report.h"

/* A copy without control characters (each is a '?'), so that no name can steer
 * the terminal. NULL when out of memory. */
const char *text_plain(struct ikm_arena *arena, const char *untrusted);

/* The plain words of `string`, broken between words into lines of at most
 * `width` columns, each after the first begun with `indent` blanks; no newline
 * at the end. `column` is where the first line stands already. */
void text_wrap(struct ikm_text *text, const char *string, size_t width,
               size_t column, size_t indent);

/* A cell as people read it; NULL when out of memory. */
const char *text_cell(struct ikm_arena *arena, enum ikm_lang lang,
                      const struct ikm_report_cell *cell);

#endif

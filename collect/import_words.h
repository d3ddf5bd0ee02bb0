/* collect/import_words.h - the closing report of an import, in words: the same
 * on the terminal and in the browser. */
#ifndef IKM_COLLECT_IMPORT_WORDS_H
#define IKM_COLLECT_IMPORT_WORDS_H

#include "collect/import.h"
#include "data/base/text.h"

/* Appends lines, each with its end. `name`: the file as the user called it;
 * `form`: the one that report->form_id names. Options are called as on the
 * command line. */
void ikm_import_words(const struct ikm_import_report *report, const char *name,
                      const struct ikm_form *form, int dry_run,
                      enum ikm_lang lang, struct ikm_text *out);

#endif

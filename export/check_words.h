/* export/check_words.h - the sentences of the second opinion: what a reviewer
 * of a regency reads. */
#ifndef IKM_EXPORT_CHECK_WORDS_H
#define IKM_EXPORT_CHECK_WORDS_H

#include "analyze/check/check.h"
#include "data/base/text.h"

/* One sentence: what is wrong, what it should be. */
void ikm_words_check_fault(struct ikm_text *text, enum ikm_lang lang,
                           const struct ikm_check_result *result,
                           const struct ikm_check_fault *fault);

void ikm_words_check_note(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_check_note *note);

/* "bobot 0,11": a kind in a few words, static. */
const char *ikm_words_check_kind(enum ikm_lang lang, enum ikm_check_kind kind);

/* A figure ("83.21") as people of that language write it; "-" for "". */
void ikm_words_check_figure(struct ikm_text *text, enum ikm_lang lang,
                            const char *figure);

#endif

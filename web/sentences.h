/* web/sentences.h - sentences that the floors below say to people at a
 * terminal, as they are said on a page.
 *
 * Many end with what to do next, and name a command or an option of the command
 * line ("lihat: ikm unit list"). A page has neither: there the same sentence
 * says which page or field it is about. tests/unit/test_sentences.c walks all
 * sentences of the floors below and wants none left that names one. */
#ifndef IKM_WEB_SENTENCES_H
#define IKM_WEB_SENTENCES_H

#include "data/base/text.h"

/* Adds the sentence to `out`; what names no command stays as it is. Either
 * language, whatever it is. */
void web_sentence_put(struct ikm_text *out, const char *text);

/* The same in `arena`; the text itself where there is no memory. */
const char *web_sentence_of(struct ikm_arena *arena, const char *text);

#endif

/* export/markup.h - writing XML and HTML so that no text can become markup.
 *
 * Markup comes from literals only: the macro does not compile with anything
 * else. Everything that varies goes through markup_text(), which escapes. */
#ifndef IKM_EXPORT_MARKUP_H
#define IKM_EXPORT_MARKUP_H

#include "data/base/text.h"

/* The literal as it stands. */
#define MARKUP(text, literal) ikm_text_put(text, "" literal "")

/* `untrusted` as content or as the value of an attribute in double quotes:
 * & < > " ' escaped; characters that XML does not know become U+FFFD. */
void markup_text(struct ikm_text *text, const char *untrusted);

/* A length or coordinate: at most one decimal, a dot, no "-0". */
void markup_number(struct ikm_text *text, double value);

#endif

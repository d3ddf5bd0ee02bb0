/* export/audit_words.h - the sentences of `ikm audit`: what was found, and what
 * to look at. */
#ifndef IKM_EXPORT_AUDIT_WORDS_H
#define IKM_EXPORT_AUDIT_WORDS_H

#include "data/base/text.h"
#include "export/audit.h"

/* "isian lurus": a kind in a few words, static. */
const char *ikm_words_finding_kind(enum ikm_lang lang,
                                   enum ikm_finding_kind kind);

/* One sentence on finding number i of the unit. */
void ikm_words_finding(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_audit_unit *unit, size_t i);

/* "60,7 %" */
void ikm_words_finding_share(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_finding *finding);

/* A threshold as people of that language write it. */
void ikm_words_threshold(struct ikm_text *text, enum ikm_lang lang,
                         double value);

#endif

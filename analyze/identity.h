/* analyze/identity.h - does a comment give away who wrote it?
 *
 * Looked for: a national identity number (NIK, 16 digits), an Indonesian mobile
 * number (08.. or 62 8.., 10 to 14 digits), an e-mail address. Digits may be
 * grouped by a blank, dot or hyphen, at least three together. Times, prices and
 * dates are none of these. */
#ifndef IKM_ANALYZE_IDENTITY_H
#define IKM_ANALYZE_IDENTITY_H

/* 1 when the text (UTF-8) seems to hold one. */
int ikm_looks_like_identity(const char *text);

#endif

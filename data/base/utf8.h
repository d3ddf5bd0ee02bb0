/* data/base/utf8.h - UTF-8: validity, folding for comparison, width.
 *
 * libunistring does the Unicode work; plain ASCII takes a short way. */
#ifndef IKM_DATA_BASE_UTF8_H
#define IKM_DATA_BASE_UTF8_H

#include "data/base/error.h"

/* Where the first malformed sequence starts, or `length_bytes` when all is
 * well-formed UTF-8. */
size_t ikm_utf8_valid_prefix(const char *bytes, size_t length_bytes);

/* Takes out what is malformed: a sentence cut in the middle of a character. */
void ikm_utf8_drop_malformed(char *text);

/* Windows-1252 to UTF-8 into `room` bytes, NUL-terminated. Returns the length,
 * or SIZE_MAX when a byte has no meaning in Windows-1252 or room runs out
 * (3 * length + 1 always suffices). */
size_t ikm_utf8_from_cp1252(const char *bytes, size_t length_bytes, char *room,
                            size_t room_bytes);

/* Folded for comparison into `room`, NUL-terminated, cut at a whole character
 * when room runs out. Returns the length.
 *
 * letters: case folded, only letters and digits stay ("3. Sesuai" -> "3sesuai",
 *          "D-III" -> "diii"): headings, labels, respondent fields.
 * spaces:  case folded, ends trimmed, runs of white space (also no-break) one
 *          blank: codes and names of units and services. */
size_t ikm_fold_letters(const char *text, char *room, size_t room_bytes);
size_t ikm_fold_spaces(const char *text, char *room, size_t room_bytes);

/* Columns that the text takes on a terminal. */
size_t ikm_utf8_width(const char *text);

#endif

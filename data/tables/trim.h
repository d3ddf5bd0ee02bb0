/* data/tables/trim.h - the blank ends of a cell. */
#ifndef IKM_DATA_TABLES_TRIM_H
#define IKM_DATA_TABLES_TRIM_H

#include <stddef.h>

/* Cuts blanks off both ends of UTF-8 bytes: space, TAB, CR, LF, no-break space
 * (U+00A0). Returns the first byte that stays; *length_bytes shrinks. No byte
 * is written. */
char *ikm_trim(char *bytes, size_t *length_bytes);

#endif

/* data/base/number.h - numbers in text, without a locale. */
#ifndef IKM_DATA_BASE_NUMBER_H
#define IKM_DATA_BASE_NUMBER_H

#include <stdint.h>

#include "data/base/error.h"

/* The whole text as a number of digits only, 0..max. Returns 1 when it is. */
int ikm_parse_count(const char *text, int64_t max, int64_t *ret_value);

/* "3.2" or "3,2", at most `decimals` (1..6) of them, not negative, at most 13
 * digits, as a whole number of 10^-decimals. Returns 1 when understood. */
int ikm_parse_decimal(const char *text, int decimals, int64_t *ret_value);

/* "83.21" or "83,21", at most two decimals, not negative, as 8321. Returns 1
 * when understood. */
int ikm_parse_hundredths(const char *text, int64_t *ret_hundredths);

/* `value` / 10^decimals, decimals 0..9: machines read "83.21" (comma 0), people
 * "83,21" (comma 1). value >= 0. */
enum { IKM_FIXED_TEXT_BYTES = 32 };
const char *ikm_fixed_text(int64_t value, int decimals, int comma,
                           char buffer[IKM_FIXED_TEXT_BYTES]);

#endif

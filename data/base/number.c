#include "data/base/number.h"

#include <inttypes.h>
#include <stdio.h>

int ikm_parse_count(const char *text, int64_t max, int64_t *ret_value)
{
    int64_t value = 0;
    if (*text == '\0')
        return 0;
    for (const char *p = text; *p; p++) {
        if (*p < '0' || *p > '9' || value > (INT64_MAX - 9) / 10)
            return 0;
        value = value * 10 + (*p - '0');
    }
    if (value > max)
        return 0;
    *ret_value = value;
    return 1;
}

int ikm_parse_decimal(const char *text, int decimals, int64_t *ret_value)
{
    int64_t value = 0;
    int n_digits = 0;
    int n_decimals = -1;
    for (const char *p = text; *p; p++) {
        if ((*p == '.' || *p == ',') && n_decimals < 0 && n_digits > 0) {
            n_decimals = 0;
            continue;
        }
        if (*p < '0' || *p > '9' || n_digits > 12 || n_decimals == decimals)
            return 0;
        value = value * 10 + (*p - '0');
        n_digits++;
        if (n_decimals >= 0)
            n_decimals++;
    }
    if (n_digits == 0 || n_decimals == 0)
        return 0;
    for (int i = n_decimals < 0 ? 0 : n_decimals; i < decimals; i++)
        value = value > INT64_MAX / 10 ? INT64_MAX : value * 10;
    *ret_value = value;
    return 1;
}

int ikm_parse_hundredths(const char *text, int64_t *ret_hundredths)
{
    return ikm_parse_decimal(text, 2, ret_hundredths);
}

const char *ikm_fixed_text(int64_t value, int decimals, int comma,
                           char buffer[IKM_FIXED_TEXT_BYTES])
{
    int64_t scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    if (decimals == 0)
        (void)snprintf(buffer, IKM_FIXED_TEXT_BYTES, "%" PRId64, value);
    else
        (void)snprintf(buffer, IKM_FIXED_TEXT_BYTES, "%" PRId64 "%c%0*" PRId64,
                       value / scale, comma ? ',' : '.', decimals,
                       value % scale);
    return buffer;
}

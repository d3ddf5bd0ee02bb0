#include "data/base/uuid.h"

#include <string.h>

struct ikm_uuid_base
ikm_uuid_base(int64_t unix_ms,
              const unsigned char random[IKM_UUID_RANDOM_BYTES])
{
    struct ikm_uuid_base base;
    for (int i = 0; i < 6; i++)
        base.bytes[i] = (unsigned char)((uint64_t)unix_ms >> (40 - 8 * i));
    memcpy(base.bytes + 6, random, IKM_UUID_RANDOM_BYTES);
    base.bytes[6] = (unsigned char)(0x70 | (base.bytes[6] & 0x0F));
    base.bytes[8] = (unsigned char)(0x80 | (base.bytes[8] & 0x3F));
    return base;
}

int64_t ikm_uuid_unix_ms(const struct ikm_uuid_base *base)
{
    int64_t unix_ms = 0;
    for (int i = 0; i < 6; i++)
        unix_ms = unix_ms * 256 + base->bytes[i];
    return unix_ms;
}

static char *put_hex(char *p, uint64_t value, int n_digits)
{
    for (int i = n_digits - 1; i >= 0; i--, value >>= 4)
        p[i] = "0123456789abcdef"[value & 0xF];
    return p + n_digits;
}

/* By hand: every response that is exported has one. */
const char *ikm_uuid_text(const struct ikm_uuid_base *base, uint32_t counter,
                          char buffer[IKM_UUID_TEXT_BYTES])
{
    char *p = buffer;
    for (int i = 0; i < IKM_UUID_BASE_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *p++ = '-';
        p = put_hex(p, base->bytes[i], 2);
    }
    p = put_hex(p, counter, 8);
    *p = '\0';
    return buffer;
}

/* The value of a hexadecimal digit, -1 for anything else. */
static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

int ikm_uuid_parse(const char *text, struct ikm_uuid_base *ret_base,
                   uint32_t *ret_counter)
{
    unsigned char bytes[16];
    const char *p = text;
    if (strlen(text) != 36)
        return 0;
    for (int i = 0; i < 16; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && *p++ != '-')
            return 0;
        const int high = hex_value(p[0]);
        const int low = high < 0 ? -1 : hex_value(p[1]);
        if (low < 0)
            return 0;
        bytes[i] = (unsigned char)(high * 16 + low);
        p += 2;
    }
    memcpy(ret_base->bytes, bytes, IKM_UUID_BASE_BYTES);
    *ret_counter = (uint32_t)bytes[12] << 24 | (uint32_t)bytes[13] << 16 |
                   (uint32_t)bytes[14] << 8 | bytes[15];
    return 1;
}

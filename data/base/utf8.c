#include "data/base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

size_t ikm_utf8_valid_prefix(const char *bytes, size_t length_bytes)
{
    size_t at = 0;
    while (length_bytes - at >= 8) {
        uint64_t word = 0;
        memcpy(&word, bytes + at, 8);
        if (word & UINT64_C(0x8080808080808080))
            break;
        at += 8;
    }
    const uint8_t *rest = (const uint8_t *)bytes + at;
    const uint8_t *bad = u8_check(rest, length_bytes - at);
    return bad ? at + (size_t)(bad - rest) : length_bytes;
}

void ikm_utf8_drop_malformed(char *text)
{
    size_t length = strlen(text);
    size_t at = ikm_utf8_valid_prefix(text, length);
    while (at < length) {
        memmove(text + at, text + at + 1, length - at);
        length--;
        at += ikm_utf8_valid_prefix(text + at, length - at);
    }
}

size_t ikm_utf8_from_cp1252(const char *bytes, size_t length_bytes, char *room,
                            size_t room_bytes)
{
    /* 0x80..0x9F; 0 has no meaning. The Unicode consortium's CP1252.TXT. */
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    size_t length = 0;
    for (size_t i = 0; i < length_bytes; i++) {
        const uint8_t byte = (uint8_t)bytes[i];
        const ucs4_t c = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
        if ((c == 0 && byte != 0) || room_bytes - length < 4)
            return SIZE_MAX;
        length += (size_t)u8_uctomb((uint8_t *)room + length, c,
                                    (ptrdiff_t)(room_bytes - length));
    }
    room[length] = '\0';
    return length;
}

/* Puts one folded character; false when room runs out. */
static bool put_folded(ucs4_t c, char *room, size_t room_bytes, size_t *length)
{
    const ucs4_t folded = uc_tolower(c);
    uint8_t out[6];
    const int n = u8_uctomb(out, folded, sizeof out);
    if (n < 1 || *length + (size_t)n >= room_bytes)
        return false;
    memcpy(room + *length, out, (size_t)n);
    *length += (size_t)n;
    return true;
}

/* The character at `text`; *ret_bytes is how many bytes it takes. */
static ucs4_t next_character(const char *text, int *ret_bytes)
{
    ucs4_t c = 0;
    if ((uint8_t)*text < 0x80) {
        *ret_bytes = 1;
        return (uint8_t)*text;
    }
    *ret_bytes = u8_strmbtouc(&c, (const uint8_t *)text);
    if (*ret_bytes < 1) {
        *ret_bytes = 1;
        return 0xFFFD;
    }
    return c;
}

static bool is_kept_letter(ucs4_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    return uc_is_alpha(c) || uc_is_digit(c);
}

size_t ikm_fold_letters(const char *text, char *room, size_t room_bytes)
{
    size_t length = 0;
    int n_bytes = 0;
    for (const char *p = text; *p; p += n_bytes) {
        const ucs4_t c = next_character(p, &n_bytes);
        if (is_kept_letter(c) && !put_folded(c, room, room_bytes, &length))
            break;
    }
    room[length] = '\0';
    return length;
}

static bool is_blank(ucs4_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0xFEFF ||
           (c >= 0x80 && uc_is_property_white_space(c));
}

size_t ikm_fold_spaces(const char *text, char *room, size_t room_bytes)
{
    size_t length = 0;
    int n_bytes = 0;
    bool blank_waits = false;
    for (const char *p = text; *p; p += n_bytes) {
        const ucs4_t c = next_character(p, &n_bytes);
        if (is_blank(c)) {
            blank_waits = length > 0;
            continue;
        }
        if (blank_waits && !put_folded(' ', room, room_bytes, &length))
            break;
        blank_waits = false;
        if (!put_folded(c, room, room_bytes, &length))
            break;
    }
    room[length] = '\0';
    return length;
}

size_t ikm_utf8_width(const char *text)
{
    const int width = u8_strwidth((const uint8_t *)text, "UTF-8");
    return width > 0 ? (size_t)width : 0;
}

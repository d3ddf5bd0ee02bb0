#include "data/tables/trim.h"

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* U+00A0 is C2 A0, and no other character of UTF-8 ends so. */
static int is_no_break(const char *two)
{
    return (unsigned char)two[0] == 0xC2 && (unsigned char)two[1] == 0xA0;
}

char *ikm_trim(char *bytes, size_t *length_bytes)
{
    size_t length = *length_bytes;
    for (size_t cut = 1; length > 0 && cut > 0; length -= cut) {
        cut = is_blank(bytes[length - 1]) ? 1 : 0;
        if (!cut && length >= 2 && is_no_break(bytes + length - 2))
            cut = 2;
    }
    for (size_t cut = 1; length > 0 && cut > 0; length -= cut, bytes += cut) {
        cut = is_blank(bytes[0]) ? 1 : 0;
        if (!cut && length >= 2 && is_no_break(bytes))
            cut = 2;
    }
    *length_bytes = length;
    return bytes;
}

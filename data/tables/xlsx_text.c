#include <stdlib.h>
#include <string.h>

#include "data/tables/trim.h"
#include "data/tables/xlsx_parts.h"

enum { FIRST_ROOM = 4096, ESCAPE_BYTES = 7 };

enum ikm_status ikm_xlsx_buffer_add(struct ikm_xlsx_buffer *buffer,
                                    const char *bytes, size_t length_bytes,
                                    const char *file, struct ikm_error *err)
{
    if (length_bytes > buffer->limit_bytes - buffer->length_bytes)
        return ikm_fail(err, IKM_INPUT,
                        "%s: teks di dalamnya melebihi batas %zu MiB",
                        "%s: the text in it passes the limit of %zu MiB", file,
                        buffer->limit_bytes >> 20);
    const size_t need = buffer->length_bytes + length_bytes;
    if (need > buffer->room_bytes) {
        size_t room = buffer->room_bytes + buffer->room_bytes / 2 + FIRST_ROOM;
        if (room < need)
            room = need;
        char *grown = realloc(buffer->bytes, room);
        if (!grown)
            return ikm_fail_memory(err);
        buffer->bytes = grown;
        buffer->room_bytes = room;
    }
    if (length_bytes > 0)
        memcpy(buffer->bytes + buffer->length_bytes, bytes, length_bytes);
    buffer->length_bytes = need;
    return IKM_OK;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code unit of "_xHHHH_" at `p`, which has 7 bytes, else -1. */
static int escaped_unit(const char *p)
{
    int unit = 0;
    if (p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        const int digit = hex_digit(p[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    /* NUL would end the text, half a surrogate pair is no character */
    return unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF) ? -1 : unit;
}

static size_t put_unit(int unit, char *out)
{
    if (unit < 0x80) {
        out[0] = (char)unit;
        return 1;
    }
    if (unit < 0x800) {
        out[0] = (char)(0xC0 | unit >> 6);
        out[1] = (char)(0x80 | (unit & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | unit >> 12);
    out[1] = (char)(0x80 | (unit >> 6 & 0x3F));
    out[2] = (char)(0x80 | (unit & 0x3F));
    return 3;
}

static size_t undo_escapes(char *bytes, size_t length)
{
    char *out = bytes;
    for (size_t i = 0; i < length;) {
        const int unit =
            length - i >= ESCAPE_BYTES ? escaped_unit(bytes + i) : -1;
        if (unit < 0) {
            *out++ = bytes[i++];
        } else {
            out += put_unit(unit, out);
            i += ESCAPE_BYTES;
        }
    }
    return (size_t)(out - bytes);
}

size_t ikm_xlsx_text_finish(char *bytes, size_t length_bytes)
{
    size_t length = length_bytes;
    if (length >= ESCAPE_BYTES && memchr(bytes, '_', length))
        length = undo_escapes(bytes, length);
    const char *kept = ikm_trim(bytes, &length);
    if (kept != bytes)
        memmove(bytes, kept, length);
    return length;
}

#include "data/base/text.h"

#include <stdio.h>
#include <string.h>

/* Room for `more_bytes` and the closing NUL, or a failed text. */
static int make_room(struct ikm_text *text, size_t more_bytes)
{
    if (text->status != IKM_OK)
        return 0;
    if (text->room_bytes - text->length_bytes > more_bytes)
        return 1;
    const size_t room_bytes = 2 * (text->room_bytes + more_bytes) + 64;
    char *grown = ikm_arena_take(text->arena, room_bytes, 1);
    if (!grown) {
        text->status = IKM_NO_MEMORY;
        return 0;
    }
    if (text->length_bytes > 0)
        memcpy(grown, text->bytes, text->length_bytes);
    text->bytes = grown;
    text->room_bytes = room_bytes;
    return 1;
}

void ikm_text_bytes(struct ikm_text *text, const char *bytes,
                    size_t length_bytes)
{
    if (length_bytes == 0 || !make_room(text, length_bytes))
        return;
    memcpy(text->bytes + text->length_bytes, bytes, length_bytes);
    text->length_bytes += length_bytes;
}

void ikm_text_put(struct ikm_text *text, const char *string)
{
    ikm_text_bytes(text, string, strlen(string));
}

static void put_formatted(struct ikm_text *text, const char *format,
                          va_list args) IKM_PRINTF(2, 0);

static void put_formatted(struct ikm_text *text, const char *format,
                          va_list args)
{
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    if (length < 0)
        text->status = IKM_BUG;
    else if (make_room(text, (size_t)length)) {
        (void)vsnprintf(text->bytes + text->length_bytes, (size_t)length + 1,
                        format, again);
        text->length_bytes += (size_t)length;
    }
    va_end(again);
}

void ikm_text_printf(struct ikm_text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_formatted(text, format, args);
    va_end(args);
}

void ikm_text_say(struct ikm_text *text, enum ikm_lang lang,
                  const char *id_format, const char *en_format, ...)
{
    va_list args;
    va_start(args, en_format);
    put_formatted(text, ikm_say(lang, id_format, en_format), args);
    va_end(args);
}

/* How much of the text stands in JSON as it is. */
static size_t plain_json(const char *text)
{
    size_t n = 0;
    while ((unsigned char)text[n] >= 0x20 && text[n] != '"' &&
           text[n] != '\\' && text[n] != 0x7F)
        n++;
    return n;
}

void ikm_text_json(struct ikm_text *text, const char *untrusted)
{
    if (!untrusted) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_put(text, "\"");
    for (const char *p = untrusted; *p;) {
        const size_t length_bytes = plain_json(p);
        ikm_text_bytes(text, p, length_bytes);
        p += length_bytes;
        if (*p == '"' || *p == '\\')
            ikm_text_printf(text, "\\%c", *p++);
        else if (*p)
            ikm_text_printf(text, "\\u%04x", (unsigned char)*p++);
    }
    ikm_text_put(text, "\"");
}

void ikm_text_csv(struct ikm_text *text, const char *untrusted, int for_people)
{
    const size_t length = strlen(untrusted);
    const int defuse =
        for_people && length > 0 && strchr("=+-@\t\r", untrusted[0]) != NULL;
    const int edge_space =
        length > 0 && (untrusted[0] == ' ' || untrusted[length - 1] == ' ');
    if (!defuse && !edge_space && strpbrk(untrusted, ",;\"\r\n\t") == NULL) {
        ikm_text_bytes(text, untrusted, length);
        return;
    }
    ikm_text_put(text, defuse ? "\"'" : "\"");
    for (const char *p = untrusted; *p; p++) {
        if (*p == '"')
            ikm_text_put(text, "\"");
        ikm_text_bytes(text, p, 1);
    }
    ikm_text_put(text, "\"");
}

void ikm_text_clear(struct ikm_text *text)
{
    text->length_bytes = 0;
}

enum ikm_status ikm_text_done(struct ikm_text *text, const char **ret_text,
                              struct ikm_error *err)
{
    if (!make_room(text, 0)) {
        if (text->status == IKM_BUG)
            return ikm_fail(err, IKM_BUG, "pola teks rusak",
                            "a text format is broken");
        return ikm_fail_memory(err);
    }
    text->bytes[text->length_bytes] = '\0';
    *ret_text = text->bytes;
    return IKM_OK;
}

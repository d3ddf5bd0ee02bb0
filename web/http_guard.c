#include "web/http_guard.h"

#include <string.h>
#include <strings.h>

enum { LENGTH_DIGITS = 15, TARGET_BYTES = 8000 };

static int is_token(const char *text, size_t length)
{
    static const char more[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        const char lower = (char)(c | 0x20);
        if (!((c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z') ||
              (c != '\0' && strchr(more, c))))
            return 0;
    }
    return length > 0;
}

static int is_named(const char *name, size_t length, const char *wanted)
{
    return length == strlen(wanted) && strncasecmp(name, wanted, length) == 0;
}

static void take_length(struct http_guard *guard, const char *value,
                        size_t length)
{
    guard->n_lengths++;
    guard->length_bytes = 0;
    guard->is_bad |= length == 0 || length > LENGTH_DIGITS;
    for (size_t i = 0; i < length && !guard->is_bad; i++) {
        guard->is_bad |= value[i] < '0' || value[i] > '9';
        guard->length_bytes = guard->length_bytes * 10 + (value[i] - '0');
    }
}

void http_guard_header(struct http_guard *guard, const char *name,
                       size_t name_bytes, const char *value, size_t value_bytes)
{
    guard->is_bad |= !is_token(name, name_bytes);
    for (size_t i = 0; i < value_bytes; i++) {
        const unsigned char c = (unsigned char)value[i];
        guard->is_bad |= (c < 0x20 && c != '\t') || c == 0x7F;
    }
    if (is_named(name, name_bytes, "Content-Length"))
        take_length(guard, value, value_bytes);
    else if (is_named(name, name_bytes, "Transfer-Encoding")) {
        guard->n_encodings++;
        guard->is_bad |= !is_named(value, value_bytes, "chunked");
    } else if (is_named(name, name_bytes, "Host")) {
        guard->n_hosts++;
        guard->is_bad |= value_bytes == 0 || value_bytes > 255;
        for (size_t i = 0; i < value_bytes; i++)
            guard->is_bad |= value[i] == '\0' || strchr(" /@\\,<>\"", value[i]);
    }
}

void http_guard_line(struct http_guard *guard, const char *method,
                     const char *target, const char *version)
{
    const int is_1_1 = strcmp(version, "HTTP/1.1") == 0;
    guard->is_bad |= !is_1_1 && strcmp(version, "HTTP/1.0") != 0;
    guard->is_bad |= !is_token(method, strlen(method));
    guard->is_bad |= target[0] != '/' || strlen(target) > TARGET_BYTES;
    for (const char *p = target; *p; p++)
        guard->is_bad |= (unsigned char)*p <= 0x20 || *p == 0x7F || *p == '#';
    /* an old proxy would not know what chunks are */
    guard->is_bad |= !is_1_1 && guard->n_encodings > 0;
}

int http_guard_done(const struct http_guard *guard, int64_t *ret_length)
{
    *ret_length = guard->n_encodings > 0 ? -1 : guard->length_bytes;
    return !guard->is_bad && guard->n_hosts == 1 && guard->n_lengths <= 1 &&
           guard->n_encodings <= 1 &&
           guard->n_lengths + guard->n_encodings <= 1;
}

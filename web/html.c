#include "web/html.h"

#include <stdio.h>
#include <string.h>

int html_is_local(const char *address)
{
    if (address[0] != '/' && address[0] != '?' && address[0] != '#')
        return 0;
    if (address[0] == '/' && (address[1] == '/' || address[1] == '\\'))
        return 0;
    for (const char *p = address; *p; p++)
        if ((unsigned char)*p <= 0x20 || *p == 0x7F || *p == '\\')
            return 0;
    return 1;
}

void html_text(struct html *out, const char *untrusted)
{
    const char *from = untrusted;
    for (const char *p = untrusted; *p; p++) {
        const char *escaped = NULL;
        switch (*p) {
        case '&': escaped = "&amp;"; break;
        case '<': escaped = "&lt;"; break;
        case '>': escaped = "&gt;"; break;
        case '"': escaped = "&quot;"; break;
        case '\'': escaped = "&#39;"; break;
        default: continue;
        }
        ikm_text_bytes(&out->text, from, (size_t)(p - from));
        ikm_text_put(&out->text, escaped);
        from = p + 1;
    }
    ikm_text_put(&out->text, from);
}

static void must(struct html *out, int is_right)
{
    if (!is_right && out->text.status == IKM_OK)
        out->text.status = IKM_BUG;
}

/* Does the literal end, before the opening quote at `quote`, in `name`=? */
static int ends_in(const char *literal, const char *quote, const char *name)
{
    const size_t length = strlen(name);
    const size_t before = (size_t)(quote - literal);
    return before > length && quote[-1] == '=' &&
           memcmp(quote - 1 - length, name, length) == 0;
}

/* Follows the markup of one literal. */
static void follow(struct html *out, const char *literal, const char *at)
{
    switch (out->place) {
    case HTML_IN_TEXT:
        if (*at == '<')
            out->place = HTML_IN_TAG;
        break;
    case HTML_IN_TAG:
        must(out, *at != '<' && *at != '\'');
        if (*at == '>')
            out->place = HTML_IN_TEXT;
        else if (*at == '"') {
            must(out, at > literal && at[-1] == '=');
            out->place = HTML_IN_QUOTES;
            out->is_address = ends_in(literal, at, "href") ||
                              ends_in(literal, at, "src") ||
                              ends_in(literal, at, "action");
        }
        break;
    case HTML_IN_QUOTES:
        if (*at == '"') {
            out->place = HTML_IN_TAG;
            out->is_address = 0;
        } else
            must(out, *at != '<');
        break;
    }
}

/* A %s: the only way in for what is not ours. */
static void write_untrusted(struct html *out, const char *text, int is_first)
{
    must(out, out->place != HTML_IN_TAG && text != NULL);
    if (out->text.status != IKM_OK || !text)
        return;
    html_text(out,
              out->is_address && is_first && !html_is_local(text) ? "#" : text);
}

static void write_number(struct html *out, long long number)
{
    char digits[32];
    (void)snprintf(digits, sizeof digits, "%lld", number);
    must(out, out->place != HTML_IN_TAG);
    ikm_text_put(&out->text, digits);
}

/* One conversion, after the '%'; returns the place behind it. */
static const char *convert(struct html *out, const char *literal,
                           const char *at, va_list *args)
{
    if (*at == '%') {
        ikm_text_put(&out->text, "%");
        return at + 1;
    }
    if (*at == 's') {
        const int is_first = at - literal >= 2 && at[-2] == '"';
        write_untrusted(out, va_arg(*args, const char *), is_first);
        return at + 1;
    }
    if (*at == 'd') {
        write_number(out, va_arg(*args, int));
        return at + 1;
    }
    if (*at == 'u') {
        write_number(out, va_arg(*args, unsigned));
        return at + 1;
    }
    if (strncmp(at, "lld", 3) == 0) {
        write_number(out, va_arg(*args, long long));
        return at + 3;
    }
    if (strncmp(at, "zu", 2) == 0) {
        write_number(out, (long long)va_arg(*args, size_t));
        return at + 2;
    }
    must(out, 0);
    return at + strlen(at);
}

static void write(struct html *out, const char *literal, va_list *args)
{
    const char *from = literal;
    const char *at = literal;
    while (*at) {
        if (*at != '%') {
            follow(out, literal, at++);
            continue;
        }
        ikm_text_bytes(&out->text, from, (size_t)(at - from));
        at = convert(out, literal, at + 1, args);
        from = at;
    }
    ikm_text_bytes(&out->text, from, (size_t)(at - from));
}

void html_write(struct html *out, const char *literal, ...)
{
    va_list args;
    va_start(args, literal);
    write(out, literal, &args);
    va_end(args);
}

void html_write_say(struct html *out, const char *id_literal,
                    const char *en_literal, ...)
{
    va_list args;
    va_start(args, en_literal);
    write(out, ikm_say(out->lang, id_literal, en_literal), &args);
    va_end(args);
}

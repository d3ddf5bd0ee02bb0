#include "cli/say.h"

#include <string.h>

#include "data/base/utf8.h"

enum { LINE_COLUMNS = 80, TEXT_BYTES = 8192 };

const char *cli_text(enum ikm_lang lang, struct cli_pair pair)
{
    return ikm_say(lang, pair.id, pair.en);
}

/* How many bytes of a control character stand at `p`; 0: none. */
static size_t control_bytes(const char *p)
{
    const unsigned char c = (unsigned char)*p;
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
        return 1;
    /* U+0080..U+009F: terminals take some of them for commands */
    const unsigned char next = (unsigned char)p[1];
    return c == 0xC2 && next >= 0x80 && next < 0xA0 ? 2 : 0;
}

static void write_clean(FILE *stream, const char *text, int keeps_lines)
{
    const char *p = text;
    while (*p) {
        const size_t n_bytes = control_bytes(p);
        const int is_break = *p == '\n' || *p == '\t';
        char shown = *p;
        if (n_bytes > 0)
            shown = '?';
        else if (is_break && !keeps_lines)
            shown = ' ';
        (void)fputc(shown, stream);
        p += n_bytes > 0 ? n_bytes : 1;
    }
}

void cli_write(FILE *stream, const char *text)
{
    write_clean(stream, text, 1);
}

void cli_write_line(FILE *stream, const char *text)
{
    write_clean(stream, text, 0);
}

void cli_say(const struct cli_call *call, const char *id_format,
             const char *en_format, ...)
{
    char text[TEXT_BYTES];
    va_list args;
    va_start(args, en_format);
    (void)vsnprintf(text, sizeof text,
                    ikm_say(call->lang, id_format, en_format), args);
    va_end(args);
    cli_write(call->out, text);
}

void cli_tell(const struct cli_call *call, const char *id_format,
              const char *en_format, ...)
{
    char text[TEXT_BYTES];
    va_list args;
    va_start(args, en_format);
    (void)vsnprintf(text, sizeof text,
                    ikm_say(call->lang, id_format, en_format), args);
    va_end(args);
    cli_write(call->messages, text);
}

void cli_write_padded(FILE *stream, const char *text, size_t width)
{
    size_t column = ikm_utf8_width(text);
    cli_write_line(stream, text);
    do
        (void)fputc(' ', stream);
    while (++column < width);
}

static void write_blanks(FILE *stream, size_t n_blanks)
{
    for (size_t i = 0; i < n_blanks; i++)
        (void)fputc(' ', stream);
}

/* One line of the text, `length` bytes, broken at blanks. */
static void wrap_line(FILE *stream, const char *line, size_t length,
                      size_t indent)
{
    char word[LINE_COLUMNS * 4];
    size_t column = 0;
    for (size_t at = 0; at < length;) {
        size_t n = strcspn(line + at, " \n");
        if (n > length - at)
            n = length - at;
        if (n >= sizeof word)
            n = sizeof word - 1;
        memcpy(word, line + at, n);
        word[n] = '\0';
        at += n;
        while (at < length && line[at] == ' ')
            at++;
        const size_t width = ikm_utf8_width(word);
        if (column > 0 && column + 1 + width > LINE_COLUMNS) {
            (void)fputc('\n', stream);
            column = 0;
        }
        if (column == 0) {
            write_blanks(stream, indent);
            column = indent;
        } else {
            (void)fputc(' ', stream);
            column++;
        }
        cli_write(stream, word);
        column += width;
    }
    (void)fputc('\n', stream);
}

void cli_write_wrapped(FILE *stream, const char *text, size_t indent)
{
    while (*text) {
        const size_t length = strcspn(text, "\n");
        if (text[0] == ' ') {
            write_blanks(stream, indent);
            for (size_t i = 0; i < length; i++)
                (void)fputc(text[i], stream);
            (void)fputc('\n', stream);
        } else
            wrap_line(stream, text, length, indent);
        text += length + (text[length] == '\n');
    }
}

static void write_place(FILE *stream, enum ikm_lang lang, const char *source,
                        const struct ikm_fault *fault)
{
    if (source && *source)
        cli_write_line(stream, source);
    if (fault->row > 0)
        (void)fprintf(stream, "%s%s %lu", source && *source ? ", " : "",
                      ikm_say(lang, "baris", "row"), (unsigned long)fault->row);
    if (fault->column > 0)
        (void)fprintf(stream, ", %s %lu", ikm_say(lang, "kolom", "column"),
                      (unsigned long)fault->column);
    if (fault->row > 0 || (source && *source))
        (void)fputs(": ", stream);
}

void cli_write_faults(FILE *stream, enum ikm_lang lang,
                      const struct ikm_faults *faults)
{
    for (size_t i = 0; i < faults->n_kept; i++) {
        write_place(stream, lang, faults->source, &faults->fault[i]);
        cli_write_line(stream, faults->fault[i].text);
        (void)fputc('\n', stream);
    }
    if (faults->n_total > faults->n_kept)
        (void)fprintf(stream, "... %s %zu %s\n", ikm_say(lang, "dan", "and"),
                      faults->n_total - faults->n_kept,
                      ikm_say(lang, "kesalahan lagi", "more faults"));
}

struct ikm_faults *cli_faults(const struct cli_call *call, const char *source)
{
    struct ikm_faults *faults = ikm_arena_take(call->arena, 1, sizeof *faults);
    if (faults) {
        faults->arena = call->arena;
        faults->lang = call->lang;
        faults->source = source;
    }
    return faults;
}

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "data/base/number.h"
#include "data/base/utf8.h"
#include "export/to_text_internal.h"

const char *text_plain(struct ikm_arena *arena, const char *untrusted)
{
    char *plain = ikm_arena_copy(arena, untrusted, strlen(untrusted));
    if (!plain)
        return NULL;
    for (char *p = plain; *p; p++) {
        const unsigned char c = (unsigned char)*p;
        const unsigned char next = (unsigned char)p[1];
        if (c < 0x20 || c == 0x7F)
            *p = '?';
        else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
            /* U+0080..U+009F are control characters too */
            p[0] = '?';
            p[1] = '?';
        }
    }
    return plain;
}

void text_wrap(struct ikm_text *text, const char *string, size_t width,
               size_t column, size_t indent)
{
    const char *plain = text_plain(text->arena, string);
    const char *p = plain ? plain : "";
    int is_first = 1;
    while (*p) {
        const size_t length = strcspn(p, " ");
        const char *word = ikm_arena_copy(text->arena, p, length);
        p += length + strspn(p + length, " ");
        if (!word || length == 0)
            continue;
        const size_t wide = ikm_utf8_width(word);
        if (!is_first && column + 1 + wide > width) {
            ikm_text_printf(text, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!is_first) {
            ikm_text_put(text, " ");
            column++;
        }
        ikm_text_put(text, word);
        column += wide;
        is_first = 0;
    }
    if (!plain)
        text->status = IKM_NO_MEMORY;
}

static void put_real(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_report_cell *cell)
{
    char number[IKM_FIXED_TEXT_BYTES];
    const double scaled =
        floor(fabs(cell->real) * pow(10, cell->decimals) + 0.5);
    const int is_zero = scaled < 1;
    ikm_text_put(text, is_zero                             ? ""
                       : cell->real < 0                    ? "-"
                       : cell->is_signed && cell->real > 0 ? "+"
                                                           : "");
    ikm_text_put(text, ikm_fixed_text((int64_t)scaled, cell->decimals,
                                      lang == IKM_LANG_ID, number));
}

static void put_fixed(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_report_cell *cell)
{
    char number[IKM_FIXED_TEXT_BYTES];
    const int64_t size = cell->number < 0 ? -cell->number : cell->number;
    ikm_text_put(text, cell->number < 0                      ? "-"
                       : cell->is_signed && cell->number > 0 ? "+"
                                                             : "");
    ikm_text_put(text, ikm_fixed_text(size, cell->decimals, lang == IKM_LANG_ID,
                                      number));
}

const char *text_cell(struct ikm_arena *arena, enum ikm_lang lang,
                      const struct ikm_report_cell *cell)
{
    struct ikm_text text = IKM_TEXT(arena);
    struct ikm_error ignored = {0};
    const char *done = NULL;
    switch (cell->kind) {
    case IKM_CELL_EMPTY: ikm_text_put(&text, "-"); break;
    case IKM_CELL_TEXT: return text_plain(arena, cell->text);
    case IKM_CELL_INTEGER:
        ikm_text_printf(&text, "%" PRId64, cell->number);
        break;
    case IKM_CELL_FIXED: put_fixed(&text, lang, cell); break;
    case IKM_CELL_REAL: put_real(&text, lang, cell); break;
    case IKM_CELL_GRADE:
        ikm_text_printf(&text, "%s %s", cell->text, cell->label);
        break;
    }
    if (ikm_text_done(&text, &done, &ignored) != IKM_OK)
        return NULL;
    return cell->kind == IKM_CELL_GRADE ? text_plain(arena, done) : done;
}

#include <string.h>
#include <xlsxwriter.h>

#include "data/base/utf8.h"
#include "export/to_xlsx_internal.h"

/* A cell holds 32,767 characters; Excel counts those beyond the basic plane
 * twice, so bytes are counted here, which are never fewer. */
enum { MAX_CELL_BYTES = 32000 };
/* A row is at most 409 points high. */
enum { LINE_POINTS = 15, MAX_LINES = 27 };

void xlsx_note(struct xlsx_book *book, int failure)
{
    if (book->failure == 0)
        book->failure = failure;
}

const char *xlsx_done(struct xlsx_book *book, struct ikm_text *text)
{
    struct ikm_error ignored = {0};
    const char *done = "";
    if (ikm_text_done(text, &done, &ignored) != IKM_OK) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return "";
    }
    return done;
}

struct ikm_text *xlsx_scratch(struct xlsx_book *book)
{
    ikm_text_clear(&book->scratch);
    return &book->scratch;
}

static lxw_worksheet *sheet_of(const struct xlsx_pen *pen)
{
    return pen->book->sheet[pen->sheet];
}

static lxw_format *format_of(const struct xlsx_pen *pen, enum xlsx_style style)
{
    return pen->book->format[style];
}

static void step(struct xlsx_pen *pen, lxw_error failure)
{
    xlsx_note(pen->book, (int)failure);
    pen->column++;
}

static int is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* "_x0041_" would be shown as "A". */
static int is_escape(const char *p)
{
    return p[0] == '_' && p[1] == 'x' && is_hex(p[2]) && is_hex(p[3]) &&
           is_hex(p[4]) && is_hex(p[5]) && p[6] == '_';
}

/* U+FFFE and U+FFFF may not stand in XML. */
static int is_noncharacter(const char *p)
{
    return memcmp(p, "\xEF\xBF", 2) == 0 &&
           ((unsigned char)p[2] == 0xBE || (unsigned char)p[2] == 0xBF);
}

static int needs_care(const char *text)
{
    if (strlen(text) > MAX_CELL_BYTES)
        return 1;
    for (const char *p = text; *p; p++)
        if ((*p == '_' && is_escape(p)) || (*p == '\xEF' && is_noncharacter(p)))
            return 1;
    return 0;
}

/* Text that comes out of the file as it went in; a longer one is cut. */
static const char *careful(struct xlsx_book *book, const char *text)
{
    if (!needs_care(text))
        return text;
    struct ikm_text safe = IKM_TEXT(book->arena);
    const char *p = text;
    while (*p && safe.status == IKM_OK && safe.length_bytes < MAX_CELL_BYTES) {
        size_t length_bytes = 1;
        if (*p == '\xEF' && is_noncharacter(p)) {
            ikm_text_put(&safe, "\xEF\xBF\xBD");
            p += 3;
            continue;
        }
        if (is_escape(p))
            ikm_text_put(&safe, "_x005F");
        while (((unsigned char)p[length_bytes] & 0xC0U) == 0x80U)
            length_bytes++;
        ikm_text_bytes(&safe, p, length_bytes);
        p += length_bytes;
    }
    if (*p)
        ikm_text_put(&safe, " ...");
    return xlsx_done(book, &safe);
}

static void put_text(struct xlsx_pen *pen, enum xlsx_style style,
                     const char *text)
{
    /* never worksheet_write_formula: what begins with = + - @ stays text */
    if (xlsx_streams(pen)) {
        xlsx_stream_text(pen, style, careful(pen->book, text));
        pen->column++;
        return;
    }
    step(pen, worksheet_write_string(sheet_of(pen), pen->row, pen->column,
                                     careful(pen->book, text),
                                     format_of(pen, style)));
}

void xlsx_integer(struct xlsx_pen *pen, enum xlsx_style style, int64_t number)
{
    xlsx_real(pen, style, (double)number);
}

void xlsx_hundredths(struct xlsx_pen *pen, enum xlsx_style style,
                     int64_t number)
{
    xlsx_real(pen, style, (double)number / 100);
}

void xlsx_real(struct xlsx_pen *pen, enum xlsx_style style, double number)
{
    if (xlsx_streams(pen)) {
        xlsx_stream_number(pen, style, number);
        pen->column++;
        return;
    }
    step(pen, worksheet_write_number(sheet_of(pen), pen->row, pen->column,
                                     number, format_of(pen, style)));
}

void xlsx_date(struct xlsx_pen *pen, struct ikm_date date)
{
    char buffer[IKM_DATE_TEXT_BYTES];
    lxw_datetime known = {
        .year = date.year, .month = date.month, .day = date.day};
    if (date.year == 0)
        pen->column++;
    else if (date.day == 0)
        put_text(pen, STYLE_PLAIN, ikm_date_text(date, buffer));
    else
        xlsx_real(pen, STYLE_DATE, lxw_datetime_to_excel_datetime(&known));
}

void xlsx_formula(struct xlsx_pen *pen, enum xlsx_style style,
                  const char *formula, double value)
{
    step(pen,
         worksheet_write_formula_num(sheet_of(pen), pen->row, pen->column,
                                     formula, format_of(pen, style), value));
}

void xlsx_formula_text(struct xlsx_pen *pen, enum xlsx_style style,
                       const char *formula, const char *value)
{
    step(pen,
         worksheet_write_formula_str(sheet_of(pen), pen->row, pen->column,
                                     formula, format_of(pen, style), value));
}

/* Columns that the next word takes, and where it ends. */
static size_t measure_word(const char *p, const char **ret_end)
{
    char word[64];
    size_t length_bytes = 0;
    while (p[length_bytes] && p[length_bytes] != ' ' &&
           p[length_bytes] != '\n' && length_bytes + 1 < sizeof word)
        length_bytes++;
    /* a longer word is measured in pieces, cut between characters */
    while (length_bytes > 1 &&
           ((unsigned char)p[length_bytes] & 0xC0U) == 0x80U)
        length_bytes--;
    memcpy(word, p, length_bytes);
    word[length_bytes] = '\0';
    *ret_end = p + length_bytes;
    return ikm_utf8_width(word);
}

/* Lines that the text needs when no line takes more than `width`. */
static size_t count_lines(const char *text, size_t width)
{
    size_t n_lines = 1;
    size_t used = 0;
    while (*text) {
        if (*text == '\n') {
            n_lines++;
            used = 0;
            text++;
            continue;
        }
        if (*text == ' ') {
            used++;
            text++;
            continue;
        }
        const size_t word = measure_word(text, &text);
        if (used > 0 && used + word > width) {
            n_lines++;
            used = 0;
        }
        used += word;
        while (used > width) {
            n_lines++;
            used -= width;
        }
    }
    return n_lines;
}

static size_t width_of(const struct xlsx_pen *pen, uint16_t n_columns)
{
    const uint8_t *width = pen->book->width[pen->sheet];
    size_t sum = 0;
    for (size_t i = 0; i < n_columns; i++)
        sum += width[pen->column + i];
    return sum;
}

void xlsx_lines(struct xlsx_pen *pen, size_t n_lines)
{
    if (n_lines > pen->n_lines)
        pen->n_lines = n_lines;
}

static void ask_lines(struct xlsx_pen *pen, enum xlsx_style style,
                      uint16_t n_columns, const char *text)
{
    const size_t width = width_of(pen, n_columns);
    if (xlsx_style_wraps(style) && width > 0)
        xlsx_lines(pen, count_lines(text, width));
}

void xlsx_wide(struct xlsx_pen *pen, enum xlsx_style style, uint16_t n_columns,
               const char *text)
{
    const uint16_t first = pen->column;
    ask_lines(pen, style, n_columns, text);
    if (n_columns > 1) {
        const lxw_col_t last = (lxw_col_t)(first + n_columns - 1);
        xlsx_note(pen->book, (int)worksheet_merge_range(
                                 sheet_of(pen), pen->row, first, pen->row, last,
                                 "", format_of(pen, style)));
    }
    put_text(pen, style, text);
    pen->column = (uint16_t)(first + n_columns);
}

void xlsx_text(struct xlsx_pen *pen, enum xlsx_style style, const char *text)
{
    ask_lines(pen, style, 1, text);
    put_text(pen, style, text);
}

void xlsx_skip(struct xlsx_pen *pen, uint16_t n_columns)
{
    pen->column = (uint16_t)(pen->column + n_columns);
}

void xlsx_down(struct xlsx_pen *pen, uint32_t n_rows)
{
    const size_t n_lines =
        pen->n_lines < MAX_LINES ? pen->n_lines : (size_t)MAX_LINES;
    const uint32_t points =
        n_lines > 1 ? LINE_POINTS * (uint32_t)n_lines + 1 : 0;
    if (xlsx_streams(pen))
        xlsx_stream_row(pen->book, points);
    else if (points > 0)
        xlsx_note(pen->book, (int)worksheet_set_row(sheet_of(pen), pen->row,
                                                    points, NULL));
    pen->row += n_rows;
    pen->column = 0;
    pen->n_lines = 0;
}

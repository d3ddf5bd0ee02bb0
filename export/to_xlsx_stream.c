/* The rows of Data of a large workbook, without the library: it would write a
 * gigabyte of markup into a temporary file, read it back and pack it with more
 * effort than such rows are worth. The cells are those that it would write. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "export/deflated.h"
#include "export/to_xlsx_internal.h"

/* The markup of a cell beside its text; a byte of text takes at most seven:
 * "_x0001_". */
enum { CELL_BYTES = 96, BYTES_OF_BYTE = 7, NUMBER_BYTES = 32 };
/* Whole numbers up to here are written digit by digit. */
static const double most_by_hand = 1e15;

struct xlsx_stream {
    struct ikm_deflated *packed;
    char *row; /* [n] of [room]: the cells of the row under way */
    size_t n, room;
    uint32_t n_rows; /* packed so far */
    struct xlsx_name column[XLSX_MAX_COLUMNS];
    char number[NUMBER_BYTES]; /* of the row under way, as digits */
    size_t n_digits;
};

/* Digits of `value`; returns how many. */
static size_t put_digits(char *room, uint64_t value)
{
    char digits[NUMBER_BYTES];
    size_t n = 0;
    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (size_t i = 0; i < n; i++)
        room[i] = digits[n - 1 - i];
    return n;
}

static void number_row(struct xlsx_stream *stream)
{
    /* the heading is row 1 */
    stream->n_digits = put_digits(stream->number, (uint64_t)stream->n_rows + 2);
}

enum ikm_status xlsx_stream_open(struct xlsx_book *book, struct ikm_error *err)
{
    struct xlsx_stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        return ikm_fail_memory(err);
    const enum ikm_status status = ikm_deflated_open(&stream->packed, err);
    if (status != IKM_OK) {
        free(stream);
        return status;
    }
    for (size_t i = 0; i < IKM_COUNT(stream->column); i++)
        lxw_col_to_name(stream->column[i].text, (lxw_col_t)i, 0);
    number_row(stream);
    book->stream = stream;
    return IKM_OK;
}

void xlsx_stream_close(struct xlsx_book *book)
{
    if (!book->stream)
        return;
    ikm_deflated_close(book->stream->packed);
    free(book->stream->row);
    free(book->stream);
    book->stream = NULL;
}

int xlsx_streams(const struct xlsx_pen *pen)
{
    return pen->sheet == SHEET_DATA && pen->row > 0 && pen->book->stream;
}

static int make_room(struct xlsx_book *book, size_t n_more)
{
    struct xlsx_stream *stream = book->stream;
    if (stream->room - stream->n >= n_more)
        return 1;
    const size_t room = 2 * (stream->room + n_more);
    char *grown = realloc(stream->row, room);
    if (!grown) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return 0;
    }
    stream->row = grown;
    stream->room = room;
    return 1;
}

/* Within the room that was made. */
static void put(struct xlsx_stream *stream, const char *bytes, size_t n)
{
    memcpy(stream->row + stream->n, bytes, n);
    stream->n += n;
}

static void put_word(struct xlsx_stream *stream, const char *word)
{
    put(stream, word, strlen(word));
}

/* Where the cell stands and how it looks: <c r="B2" s="14" */
static void put_start(const struct xlsx_pen *pen, enum xlsx_style style)
{
    struct xlsx_stream *stream = pen->book->stream;
    lxw_format *format = pen->book->format[style];
    put_word(stream, "<c r=\"");
    put_word(stream, stream->column[pen->column].text);
    put(stream, stream->number, stream->n_digits);
    if (format) {
        put_word(stream, "\" s=\"");
        stream->n += put_digits(stream->row + stream->n,
                                (uint64_t)lxw_format_get_xf_index(format));
    }
    put_word(stream, "\"");
}

/* As text stands in the markup: controls by their number, as sheets have it. */
static void put_escaped(struct xlsx_stream *stream, const char *text)
{
    for (const char *p = text; *p; p++) {
        const unsigned char c = (unsigned char)*p;
        if (c == '&')
            put_word(stream, "&amp;");
        else if (c == '<')
            put_word(stream, "&lt;");
        else if (c == '>')
            put_word(stream, "&gt;");
        else if (c < 0x20 && c != '\n' && c != '\t')
            stream->n += (size_t)snprintf(stream->row + stream->n,
                                          BYTES_OF_BYTE + 1, "_x%04X_", c);
        else
            stream->row[stream->n++] = *p;
    }
}

static int is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

void xlsx_stream_text(const struct xlsx_pen *pen, enum xlsx_style style,
                      const char *text)
{
    struct xlsx_stream *stream = pen->book->stream;
    const size_t length = strlen(text);
    if (!make_room(pen->book, CELL_BYTES + BYTES_OF_BYTE * length + 1))
        return;
    if (length == 0 && style == STYLE_NONE)
        return;
    put_start(pen, style);
    if (length == 0) {
        put_word(stream, "/>");
        return;
    }
    put_word(stream, is_space(text[0]) || is_space(text[length - 1])
                         ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                         : " t=\"inlineStr\"><is><t>");
    put_escaped(stream, text);
    put_word(stream, "</t></is></c>");
}

void xlsx_stream_number(const struct xlsx_pen *pen, enum xlsx_style style,
                        double number)
{
    struct xlsx_stream *stream = pen->book->stream;
    if (!make_room(pen->book, CELL_BYTES + NUMBER_BYTES))
        return;
    put_start(pen, style);
    put_word(stream, "><v>");
    if (number >= 0 && number < most_by_hand &&
        number == (double)(int64_t)number)
        stream->n +=
            put_digits(stream->row + stream->n, (uint64_t)(int64_t)number);
    else
        stream->n += (size_t)snprintf(stream->row + stream->n, NUMBER_BYTES,
                                      "%.16G", number);
    put_word(stream, "</v></c>");
}

void xlsx_stream_row(struct xlsx_book *book, uint32_t height_points)
{
    struct xlsx_stream *stream = book->stream;
    char start[CELL_BYTES], height[CELL_BYTES] = "";
    if (height_points > 0)
        (void)snprintf(height, sizeof height, " ht=\"%u\" customHeight=\"1\"",
                       height_points);
    const int n = snprintf(start, sizeof start, "<row r=\"%.*s\"%s>",
                           (int)stream->n_digits, stream->number, height);
    ikm_deflated_add(stream->packed, start, (size_t)n);
    ikm_deflated_add(stream->packed, stream->row, stream->n);
    ikm_deflated_add(stream->packed, "</row>", 6);
    stream->n = 0;
    stream->n_rows++;
    number_row(stream);
}

enum ikm_status xlsx_stream_end(struct xlsx_book *book, const char *sheet,
                                struct ikm_deflated_facts *ret_facts,
                                struct ikm_error *err)
{
    struct xlsx_stream *stream = book->stream;
    /* the heading stands before, the range of the filter behind */
    const char *tail = strstr(sheet, "</sheetData>");
    if (!tail)
        return ikm_fail(err, IKM_BUG, "lembar Data tidak seperti yang dikenal",
                        "the sheet Data is not as it is known");
    ikm_deflated_add(stream->packed, tail, strlen(tail));
    return ikm_deflated_finish(stream->packed, sheet, (size_t)(tail - sheet),
                               ret_facts, err);
}

struct ikm_deflated *xlsx_stream_packed(const struct xlsx_book *book)
{
    return book->stream->packed;
}

uint32_t xlsx_stream_rows(const struct xlsx_book *book)
{
    return book->stream->n_rows;
}

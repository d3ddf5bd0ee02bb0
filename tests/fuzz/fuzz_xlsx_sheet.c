/* Bytes as a part of a workbook. The first byte chooses the part: 's' shared
 * strings, 'f' formats (styles), 'r' relationships, 'b' the workbook, 'n' a
 * number, 'c' a format code; else a sheet, of which rows and cells must keep
 * the promises of xlsx.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/tables/csv.h"
#include "data/tables/xlsx_parts.h"

enum { MOST_BYTES = 64 << 10, MOST_ROWS = 2000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(int is_true)
{
    if (!is_true)
        abort();
}

static void must_be_told(enum ikm_status status, const struct ikm_error *err)
{
    must(status == IKM_OK || (status == IKM_INPUT && err->text[0]));
}

static struct ikm_xlsx_input input_of(struct ikm_csv_memory *from)
{
    return (struct ikm_xlsx_input){"uji", ikm_csv_from_memory, from};
}

static void check_cell(const struct ikm_xlsx_cell *cell)
{
    must(cell->text && strlen(cell->text) == cell->length_bytes);
    must(ikm_utf8_valid_prefix(cell->text, cell->length_bytes) ==
         cell->length_bytes);
    must((cell->kind == IKM_XLSX_EMPTY) == (cell->length_bytes == 0));
    must(isfinite(cell->number));
    if (cell->kind == IKM_XLSX_NUMBER)
        must(strtod(cell->text, NULL) == cell->number);
    else
        must(cell->decimals == -1);
}

static void run_sheet(struct ikm_csv_memory *from)
{
    static char texts[] = "Baik\0Sangat baik\0";
    static uint32_t starts[] = {0, 5, 17};
    static struct ikm_xlsx_format formats[] = {
        {.decimals = -1},
        {.decimals = 2},
        {.decimals = -1, .has_date = 1, .has_time = 1, .has_seconds = 1},
        {.decimals = -1, .has_time = 1},
        {.decimals = -1, .has_time = 1, .is_elapsed = 1}};
    static const struct ikm_xlsx_strings strings = {
        .text = {.bytes = texts, .length_bytes = sizeof texts - 1 + 1},
        .starts = starts,
        .n = 3};
    static const struct ikm_xlsx_styles styles = {formats, 5, 5};
    const struct ikm_xlsx_setting setting = {
        input_of(from), "Data", &strings, &styles, from->length_bytes % 2 == 1};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx_reader *reader = NULL;
    const struct ikm_xlsx_row *row = NULL;
    uint32_t number = 0;
    must(ikm_xlsx_reader_open(&setting, &reader, &err) == IKM_OK);
    enum ikm_status status = IKM_OK;
    for (int n = 0; n < MOST_ROWS; n++) {
        status = ikm_xlsx_reader_next(reader, &row, &err);
        if (status != IKM_OK || !row)
            break;
        must(row->number > number && row->n_cells > 0);
        number = row->number;
        for (size_t i = 0; i < row->n_cells; i++)
            check_cell(&row->cells[i]);
        must(row->cells[row->n_cells - 1].kind != IKM_XLSX_EMPTY);
    }
    must_be_told(status, &err);
    ikm_xlsx_reader_close(reader);
}

static void run_strings(struct ikm_csv_memory *from)
{
    const struct ikm_xlsx_input input = input_of(from);
    struct ikm_error err = {.lang = IKM_LANG_EN};
    struct ikm_xlsx_strings strings = {.n = 0};
    const enum ikm_status status =
        ikm_xlsx_strings_read(&input, &strings, &err);
    must_be_told(status, &err);
    for (size_t i = 0; i < strings.n; i++) {
        const size_t past = i + 1 < strings.n ? strings.starts[i + 1]
                                              : strings.text.length_bytes;
        must(strings.text.bytes[past - 1] == '\0');
        must(strlen(strings.text.bytes + strings.starts[i]) + 1 ==
             past - strings.starts[i]);
    }
    ikm_xlsx_strings_release(&strings);
}

static void run_styles(struct ikm_csv_memory *from)
{
    const struct ikm_xlsx_input input = input_of(from);
    struct ikm_error err = {.lang = IKM_LANG_EN};
    struct ikm_xlsx_styles styles = {.n = 0};
    must_be_told(ikm_xlsx_styles_read(&input, &styles, &err), &err);
    for (size_t i = 0; i < styles.n; i++)
        must(styles.formats[i].decimals >= -1 &&
             styles.formats[i].decimals <= 30);
    ikm_xlsx_styles_release(&styles);
}

static void run_rels(struct ikm_csv_memory *from)
{
    const struct ikm_xlsx_input input = input_of(from);
    struct ikm_error err = {.lang = IKM_LANG_EN};
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    const struct ikm_xlsx_rel *rels = NULL;
    must_be_told(ikm_xlsx_rels_read(&input, "xl/", &arena, &rels, &err), &err);
    for (; rels; rels = rels->older)
        must(rels->part[0] != '/' && !strstr(rels->part, "//"));
    ikm_arena_release(&arena);
}

static void run_book(struct ikm_csv_memory *from)
{
    const struct ikm_xlsx_input input = input_of(from);
    static const struct ikm_xlsx_rel rel = {"rId1", IKM_XLSX_WORKSHEET,
                                            "xl/worksheets/sheet1.xml", NULL};
    struct ikm_error err = {.lang = IKM_LANG_EN};
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    struct ikm_xlsx_book book = {.n_sheets = 0};
    must_be_told(ikm_xlsx_book_read(&input, &rel, &arena, &book, &err), &err);
    size_t n = 0;
    for (const struct ikm_xlsx_sheet *s = book.first; s; s = s->next)
        n++;
    must(n == book.n_sheets);
    ikm_arena_release(&arena);
}

static void run_number(const struct ikm_csv_memory *from)
{
    char shown[IKM_XLSX_NUMBER_BYTES];
    char again[IKM_XLSX_NUMBER_BYTES];
    double value = 0.0;
    const size_t n =
        ikm_xlsx_number(from->bytes, from->length_bytes, shown, &value);
    if (n == 0)
        return;
    must(n < sizeof shown && strlen(shown) == n && isfinite(value));
    must(strtod(shown, NULL) == value);
    must(ikm_xlsx_number(shown, n, again, &value) == n &&
         strcmp(shown, again) == 0);
}

static void run_code(const struct ikm_csv_memory *from)
{
    char *code = calloc(1, from->length_bytes + 1);
    must(code != NULL);
    memcpy(code, from->bytes, from->length_bytes);
    const struct ikm_xlsx_format format = ikm_xlsx_format_of(code);
    must(format.decimals >= -1 && format.decimals <= 30);
    must(format.decimals == -1 || (!format.has_date && !format.has_time));
    free(code);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length < 1 || length > MOST_BYTES)
        return 0;
    struct ikm_csv_memory from = {(const char *)bytes + 1, length - 1};
    switch (bytes[0]) {
    case 's': run_strings(&from); break;
    case 'f': run_styles(&from); break;
    case 'r': run_rels(&from); break;
    case 'b': run_book(&from); break;
    case 'n': run_number(&from); break;
    case 'c': run_code(&from); break;
    default: run_sheet(&from); break;
    }
    return 0;
}

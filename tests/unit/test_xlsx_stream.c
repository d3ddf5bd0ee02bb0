/* Many rows of Data are written without the library, but as it would. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cmocka.h>

#include "export/to_xlsx_internal.h"

enum { N_ROWS = 300, WIDE = 30 };

static const char *const texts[] = {
    "dipakai",
    "",
    " tepi ",
    "\tgaris\n",
    "a < b > c & \"d\" 'e'",
    "=1+1",
    "_x0041_",
    "\x01\x1f\rkendali\x7f",
    "aksara \xEA\xA6\x97\xEA\xA6\xAE \xEF\xBF\xBE",
    "dua baris kata yang panjang sekali sampai harus dipecah menjadi beberapa"};
static const double numbers[] = {0,  1,   45293, 1048576,          83.21,
                                 -4, 0.1, 1e15,  123456789012345.0};
static const struct ikm_date days[] = {{1900, 1, 1}, {1900, 2, 28},
                                       {1900, 3, 1}, {2025, 2, 0},
                                       {0, 0, 0},    {2199, 12, 31}};

static void write_row(struct xlsx_book *book, uint32_t row)
{
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_DATA, .row = row};
    const char *text = texts[row % IKM_COUNT(texts)];
    xlsx_integer(&pen, STYLE_NUMBER, row);
    xlsx_text(&pen, STYLE_PLAIN, text);
    xlsx_text(&pen, STYLE_WRAP, text);
    xlsx_text(&pen, STYLE_NONE, text);
    xlsx_real(&pen, STYLE_NUMBER, numbers[row % IKM_COUNT(numbers)]);
    xlsx_date(&pen, days[row % IKM_COUNT(days)]);
    xlsx_skip(&pen, 30);
    xlsx_hundredths(&pen, STYLE_2, 8321);
    xlsx_down(&pen, 1);
}

static void write_sheet(struct xlsx_book *book)
{
    struct xlsx_pen head = {.book = book, .sheet = SHEET_DATA};
    xlsx_text(&head, STYLE_HEAD, "No");
    xlsx_set_width(book, SHEET_DATA, 2, WIDE);
    assert_int_equal(
        worksheet_autofilter(book->sheet[SHEET_DATA], 0, 0, N_ROWS, 36),
        LXW_NO_ERROR);
    for (uint32_t row = 1; row <= N_ROWS; row++)
        write_row(book, row);
}

/* A workbook with these rows, by the library or by the stream. */
static void make(const char *path, int streams)
{
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct xlsx_book book = {.arena = &arena, .scratch = IKM_TEXT(&arena)};
    const struct xlsx_file file = {.path = path, .beside = path};
    struct ikm_error err = {0};
    lxw_workbook_options options = {.constant_memory = 1};
    lxw_doc_properties properties = {.created = 1760000000};
    book.workbook = workbook_new_opt(path, &options);
    assert_non_null(book.workbook);
    assert_int_equal(workbook_set_properties(book.workbook, &properties), 0);
    for (int s = 0; s <= SHEET_PROCESS; s++)
        book.sheet[s] = workbook_add_worksheet(
            book.workbook, xlsx_sheet_name(IKM_LANG_ID, (enum xlsx_sheet)s));
    xlsx_make_styles(&book);
    if (streams)
        assert_int_equal(xlsx_stream_open(&book, &err), IKM_OK);
    write_sheet(&book);
    assert_int_equal(book.failure, 0);
    assert_int_equal(workbook_close(book.workbook), LXW_NO_ERROR);
    if (streams) {
        assert_int_equal(xlsx_stream_rows(&book), N_ROWS);
        assert_int_equal(xlsx_package_rows(&book, &file, &err), IKM_OK);
    }
    xlsx_stream_close(&book);
    ikm_arena_release(&arena);
}

/* The caller frees it. */
static char *part_of(zip_t *zip, zip_uint64_t i, zip_stat_t *facts)
{
    assert_int_equal(zip_stat_index(zip, i, 0, facts), 0);
    char *bytes = malloc((size_t)facts->size + 1);
    zip_file_t *part = zip_fopen_index(zip, i, 0);
    assert_non_null(bytes);
    assert_non_null(part);
    assert_int_equal(zip_fread(part, bytes, facts->size), facts->size);
    bytes[facts->size] = '\0';
    assert_int_equal(zip_fclose(part), 0); /* the checksum is right */
    return bytes;
}

/* Styles are numbered by their first use, which may be another; so may the
 * part that lists them. */
static void forget_styles(char *sheet)
{
    char *to = sheet;
    for (const char *from = sheet; *from;) {
        const size_t skipped = strncmp(from, " s=\"", 4) == 0
                                   ? 4 + strspn(from + 4, "0123456789")
                                   : 0;
        from += skipped;
        *to++ = *from++;
    }
    *to = '\0';
}

static void rows_are_as_the_library_writes_them(void **state)
{
    char folder[] = "/tmp/ikm-stream-XXXXXX";
    char path[2][PATH_MAX];
    zip_t *zip[2];
    (void)state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < 2; i++) {
        (void)snprintf(path[i], PATH_MAX, "%s/%d.xlsx", folder, i);
        make(path[i], i);
        zip[i] = zip_open(path[i], ZIP_RDONLY, NULL);
        assert_non_null(zip[i]);
    }
    const zip_int64_t n_parts = zip_get_num_entries(zip[0], 0);
    assert_int_equal(n_parts, zip_get_num_entries(zip[1], 0));
    for (zip_uint64_t p = 0; p < (zip_uint64_t)n_parts; p++) {
        zip_stat_t facts[2];
        char *part[2];
        for (int i = 0; i < 2; i++) {
            part[i] = part_of(zip[i], p, &facts[i]);
            forget_styles(part[i]);
        }
        assert_string_equal(facts[0].name, facts[1].name);
        assert_int_equal(facts[0].mtime, facts[1].mtime);
        if (strcmp(facts[0].name, "xl/styles.xml") != 0)
            assert_string_equal(part[0], part[1]);
        free(part[0]);
        free(part[1]);
    }
    for (int i = 0; i < 2; i++) {
        zip_discard(zip[i]);
        assert_int_equal(unlink(path[i]), 0);
    }
    assert_int_equal(rmdir(folder), 0); /* nothing else is left in it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_as_the_library_writes_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

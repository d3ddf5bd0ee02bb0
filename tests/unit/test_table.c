#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/tables/table.h"
#include "tests/support/parts.h"

enum { ROOM_BYTES = 4096, BIG_BYTES = 600000 };

struct folder {
    struct test_folder at;
    char path[TEST_PATH_BYTES];
};

static int set_up(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    test_folder_make(&folder->at);
    (void)test_folder_path(&folder->at, "tabel", folder->path);
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    struct folder *folder = *state;
    test_folder_remove(&folder->at);
    free(folder);
    return 0;
}

static struct ikm_table *open_sound(const struct folder *folder,
                                    const void *bytes, size_t length)
{
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_table *table = NULL;
    if (bytes)
        test_write(folder->path, bytes, length);
    const enum ikm_status status = ikm_table_open(folder->path, &table, &err);
    if (status != IKM_OK)
        print_message("%s\n", err.text);
    assert_int_equal(status, IKM_OK);
    return table;
}

static void expect_rows(struct ikm_table *table, const char *rows)
{
    struct ikm_error err = {.lang = IKM_LANG_ID};
    const struct ikm_row *row = NULL;
    char got[ROOM_BYTES] = "";
    size_t n = 0;
    while (ikm_table_next(table, &row, &err) == IKM_OK && row) {
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%u:", n ? " " : "",
                              (unsigned)row->number);
        for (size_t i = 0; i < row->n_cells; i++)
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%s", i ? "|" : "",
                                  row->cells[i].text);
    }
    assert_string_equal(err.text, "");
    assert_string_equal(got, rows);
    assert_true(ikm_table_progress(table) == 1.0);
}

static void expect_refusal(const struct folder *folder, const void *bytes,
                           size_t length, const char *said)
{
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_table *table = NULL;
    test_write(folder->path, bytes, length);
    const enum ikm_status status = ikm_table_open(folder->path, &table, &err);
    assert_int_equal(status, IKM_INPUT);
    assert_null(table);
    if (!strstr(err.text, said))
        print_message("\"%s\" lacks \"%s\"\n", err.text, said);
    assert_non_null(strstr(err.text, said));
    assert_non_null(strstr(err.text, folder->path));
}

static void csv_facts_and_rows(void **state)
{
    const struct folder *folder = *state;
    static const char text[] = "\xEF\xBB\xBFu1;saran\r\n3;\"baik; ya\"\r\n\r\n";
    struct ikm_table *table = open_sound(folder, text, sizeof text - 1);
    const struct ikm_table_facts *facts = ikm_table_facts(table);
    const struct ikm_digest want = ikm_digest_of(text, sizeof text - 1);
    assert_int_equal(facts->is_xlsx, 0);
    assert_int_equal(facts->encoding, IKM_ENCODING_UTF8);
    assert_int_equal(facts->separator, ';');
    assert_int_equal(facts->n_sheets, 1);
    assert_int_equal(facts->size_bytes, sizeof text - 1);
    assert_memory_equal(facts->digest.bytes, want.bytes, IKM_DIGEST_BYTES);
    assert_string_equal(ikm_table_sheet_name(table, 0), "");
    assert_true(ikm_table_progress(table) == 0.0);
    expect_rows(table, "1:u1|saran 2:3|baik; ya 3:");
    struct ikm_error err = {.lang = IKM_LANG_ID};
    assert_int_equal(ikm_table_rewind(table, 0, &err), IKM_OK);
    expect_rows(table, "1:u1|saran 2:3|baik; ya 3:");
    ikm_table_close(table);
    ikm_table_close(NULL);
}

static void told_separator_survives_rewinding(void **state)
{
    const struct folder *folder = *state;
    struct ikm_table *table = open_sound(folder, "sep=;\na,b;c\n1;2\n", 16);
    assert_int_equal(ikm_table_facts(table)->separator, ';');
    expect_rows(table, "2:a,b|c 3:1|2");
    ikm_table_close(table);
}

/* The file is opened; the fault of its row says where. */
static void expect_broken_row(const struct folder *folder, const char *bytes,
                              size_t length, uint32_t row, uint32_t column)
{
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_table *table = open_sound(folder, bytes, length);
    const struct ikm_row *given = NULL;
    enum ikm_status status = IKM_OK;
    do
        status = ikm_table_next(table, &given, &err);
    while (status == IKM_OK && given);
    assert_int_equal(status, IKM_INPUT);
    const struct ikm_table_fault fault = ikm_table_fault(table);
    assert_int_equal(fault.row, row);
    assert_int_equal(fault.column, column);
    assert_non_null(strstr(err.text, fault.text));
    ikm_table_close(table);
}

static void encodings_are_found(void **state)
{
    const struct folder *folder = *state;
    struct ikm_table *table = open_sound(folder, "a,Jos\xE9\n", 7);
    assert_int_equal(ikm_table_facts(table)->encoding, IKM_ENCODING_CP1252);
    expect_rows(table, "1:a|Jos\xC3\xA9");
    ikm_table_close(table);
    table = open_sound(folder, "a,Jos\xC3\xA9\n", 8);
    assert_int_equal(ikm_table_facts(table)->encoding, IKM_ENCODING_UTF8);
    expect_rows(table, "1:a|Jos\xC3\xA9");
    ikm_table_close(table);
    /* cut off in the middle of a character: not UTF-8 */
    table = open_sound(folder, "a,Jos\xC3", 6);
    assert_int_equal(ikm_table_facts(table)->encoding, IKM_ENCODING_CP1252);
    ikm_table_close(table);
    expect_broken_row(folder, "a\nb\n\xE9,\x81\n", 8, 3, 1);
    expect_broken_row(folder, "a\n\xC3\x81\nx,\xE9\n", 9, 3, 2);
    expect_broken_row(folder,
                      "\xEF\xBB\xBF"
                      "a\n\xE9\n",
                      7, 2, 1);
    /* bytes that stand in no word, and UTF-8 beside what is none */
    expect_broken_row(folder, "a\n\xFF\n", 4, 2, 1);
    expect_broken_row(folder, "caf\xC3\xA9\ncaf\xE9\n", 11, 2, 1);
    expect_broken_row(folder, "a\n1,2\0\n", 7, 2, 2);
}

/* Characters of 2, 3 and 4 bytes over every edge of the pieces that are looked
 * at, and one bad byte anywhere. */
static void encodings_over_edges(void **state)
{
    const struct folder *folder = *state;
    static const char *const characters[] = {"\xC3\xA9", "\xE2\x82\xAC",
                                             "\xF0\x9F\x98\x80"};
    char *text = malloc(BIG_BYTES);
    assert_non_null(text);
    for (size_t shift = 0; shift < 12; shift++) {
        const char *character = characters[shift % 3];
        const size_t n = strlen(character);
        memset(text, 'x', BIG_BYTES);
        for (size_t at = shift, i = 1; at + n + 1 < BIG_BYTES; at += n, i++) {
            if (i % 100 == 0)
                text[at++] = '\n';
            memcpy(text + at, character, n);
        }
        struct ikm_table *table = open_sound(folder, text, BIG_BYTES);
        assert_int_equal(ikm_table_facts(table)->encoding, IKM_ENCODING_UTF8);
        ikm_table_close(table);
        const size_t bad = shift * 30000 + 262140;
        uint32_t row = 1;
        for (size_t at = 0; at < bad; at++)
            row += text[at] == '\n';
        if (text[bad] == '\n')
            continue;
        text[bad] = '\xFF';
        expect_broken_row(folder, text, BIG_BYTES, row, 1);
    }
    free(text);
}

static void what_is_no_table(void **state)
{
    const struct folder *folder = *state;
    expect_refusal(folder, "", 0, "kosong");
    expect_refusal(folder, "\xEF\xBB\xBF", 3, "kosong");
    expect_refusal(folder, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "XLS lama");
    expect_refusal(folder, "%PDF-1.7\n", 9, "berkas PDF");
    expect_refusal(folder,
                   "\xFF\xFE"
                   "a\0,\0",
                   6, "UTF-16");
    expect_refusal(folder, "\xFE\xFF\0a\0,", 6, "UTF-16");
    expect_refusal(folder, "a\0,\0b\0\n\0", 8, "UTF-16");
    expect_refusal(folder, "PK\x05\x06", 4, "ZIP kosong");
    expect_refusal(folder, "PK\x03\x04", 4, "rusak atau terpotong");
    expect_refusal(folder, "\xEF\xBB\xBF\r\n <!DOCTYPE HTML><p>", 21, "HTML");
    expect_refusal(folder, "<Table><tr>", 11, "HTML");
    expect_refusal(folder, "\"a", 2, "baris 1");
    struct ikm_table *table = open_sound(folder, "<b>,1\n", 6);
    expect_rows(table, "1:<b>|1");
    ikm_table_close(table);
}

static void what_cannot_be_read(void **state)
{
    const struct folder *folder = *state;
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_table *table = NULL;
    char path[TEST_PATH_BYTES];
    assert_int_equal(ikm_table_open(folder->at.path, &table, &err), IKM_IO);
    assert_non_null(strstr(err.text, "adalah folder"));
    assert_int_equal(
        ikm_table_open(test_folder_path(&folder->at, "tiada", path), &table,
                       &err),
        IKM_NO_FILE);
    assert_non_null(strstr(err.text, "tidak ada"));
    assert_null(table);
}

static void xlsx_rows(void **state)
{
    const struct folder *folder = *state;
    test_write_sheet(folder->path,
                     "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c>"
                     "<v>73.5</v></c></row><row><c><v>1</v></c></row>",
                     "<sst><si><t>Baik</t></si></sst>", NULL);
    struct ikm_table *table = open_sound(folder, NULL, 0);
    const struct ikm_table_facts *facts = ikm_table_facts(table);
    assert_int_equal(facts->is_xlsx, 1);
    assert_int_equal(facts->n_sheets, 1);
    assert_true(facts->size_bytes > 0);
    assert_string_equal(ikm_table_sheet_name(table, 0), "Data");
    expect_rows(table, "3:|Baik|73.5 4:1");
    struct ikm_error err = {.lang = IKM_LANG_ID};
    assert_int_equal(ikm_table_rewind(table, 0, &err), IKM_OK);
    expect_rows(table, "3:|Baik|73.5 4:1");
    ikm_table_close(table);
}

static void big_csv(void **state)
{
    const struct folder *folder = *state;
    char *text = malloc(BIG_BYTES);
    assert_non_null(text);
    size_t n = 0;
    unsigned n_rows = 0;
    while (n < BIG_BYTES - 64) {
        n_rows++;
        n += (size_t)snprintf(text + n, BIG_BYTES - n, "%u,\"%u, \"\"x\"\"\"\n",
                              n_rows, n_rows * 7);
    }
    struct ikm_table *table = open_sound(folder, text, n);
    struct ikm_error err = {.lang = IKM_LANG_ID};
    const struct ikm_row *row = NULL;
    double progress = 0.0;
    for (unsigned i = 1; i <= n_rows; i++) {
        char want[32];
        assert_int_equal(ikm_table_next(table, &row, &err), IKM_OK);
        (void)snprintf(want, sizeof want, "%u, \"x\"", i * 7);
        assert_int_equal(row->number, i);
        assert_string_equal(row->cells[1].text, want);
        assert_true(ikm_table_progress(table) >= progress);
        progress = ikm_table_progress(table);
    }
    assert_int_equal(ikm_table_next(table, &row, &err), IKM_OK);
    assert_null(row);
    const struct ikm_digest want = ikm_digest_of(text, n);
    assert_memory_equal(ikm_table_facts(table)->digest.bytes, want.bytes,
                        IKM_DIGEST_BYTES);
    ikm_table_close(table);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_facts_and_rows),
        cmocka_unit_test(told_separator_survives_rewinding),
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(encodings_over_edges),
        cmocka_unit_test(what_is_no_table),
        cmocka_unit_test(what_cannot_be_read),
        cmocka_unit_test(xlsx_rows),
        cmocka_unit_test(big_csv),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/tables/csv.h"

enum { ROOM_BYTES = 8192, LONG_BYTES = 3 << 20 };

/* Bytes that come a few at a time. */
struct drip {
    struct ikm_csv_memory memory;
    size_t step;
};

static enum ikm_status drip(void *context, char *room, size_t room_bytes,
                            size_t *ret_length, struct ikm_error *err)
{
    struct drip *from = context;
    const size_t most = from->step < room_bytes ? from->step : room_bytes;
    return ikm_csv_from_memory(&from->memory, room, most, ret_length, err);
}

static enum ikm_status broken(void *context, char *room, size_t room_bytes,
                              size_t *ret_length, struct ikm_error *err)
{
    (void)context, (void)room, (void)room_bytes, (void)ret_length;
    return ikm_fail(err, IKM_IO, "rusak", "broken");
}

struct reading {
    char rows[ROOM_BYTES]; /* "1:a|b 2:c" */
    char separator;
    enum ikm_status status;
    struct ikm_error err;
};

static void show_row(char *rows, const struct ikm_row *row)
{
    size_t n = strlen(rows);
    n += (size_t)snprintf(rows + n, ROOM_BYTES - n, "%s%u:", n ? " " : "",
                          (unsigned)row->number);
    for (size_t i = 0; i < row->n_cells; i++) {
        assert_int_equal(strlen(row->cells[i].text),
                         row->cells[i].length_bytes);
        n += (size_t)snprintf(rows + n, ROOM_BYTES - n, "%s%s", i ? "|" : "",
                              row->cells[i].text);
    }
    assert_true(n < ROOM_BYTES);
}

static void read_in_steps(const char *bytes, size_t length, size_t step,
                          enum ikm_encoding encoding, char separator,
                          struct reading *ret)
{
    struct drip from = {{bytes, length}, step};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    memset(ret, 0, sizeof *ret);
    assert_int_equal(ikm_csv_open(drip, &from, "a.csv", encoding, separator,
                                  &csv, &ret->err),
                     IKM_OK);
    assert_int_equal(ikm_csv_separator(csv), 0);
    while ((ret->status = ikm_csv_next(csv, &row, &ret->err)) == IKM_OK && row)
        show_row(ret->rows, row);
    assert_null(row);
    /* the end stays the end, a fault stays a fault */
    assert_int_equal(ikm_csv_next(csv, &row, &ret->err), ret->status);
    assert_null(row);
    ret->separator = ikm_csv_separator(csv);
    ikm_csv_close(csv);
}

/* Reads all at once and byte by byte: the same must come out. */
static void read_all(const char *bytes, size_t length,
                     enum ikm_encoding encoding, char separator,
                     struct reading *ret)
{
    static struct reading slow;
    read_in_steps(bytes, length, SIZE_MAX, encoding, separator, ret);
    read_in_steps(bytes, length, 1, encoding, separator, &slow);
    assert_string_equal(ret->rows, slow.rows);
    assert_int_equal(ret->status, slow.status);
    assert_string_equal(ret->err.text, slow.err.text);
}

static void expect_rows(const char *text, const char *rows)
{
    struct reading got;
    read_all(text, strlen(text), IKM_ENCODING_UTF8, 0, &got);
    if (got.status != IKM_OK)
        print_message("%s\n", got.err.text);
    assert_int_equal(got.status, IKM_OK);
    assert_string_equal(got.rows, rows);
}

/* The sentence must hold `said`. */
static void expect_fault(const char *bytes, size_t length,
                         enum ikm_encoding encoding, const char *rows,
                         const char *said)
{
    struct reading got;
    read_all(bytes, length, encoding, 0, &got);
    assert_int_equal(got.status, IKM_INPUT);
    assert_string_equal(got.rows, rows);
    if (!strstr(got.err.text, said))
        print_message("\"%s\" lacks \"%s\"\n", got.err.text, said);
    assert_non_null(strstr(got.err.text, said));
}

static void rows_and_cells(void **state)
{
    (void)state;
    expect_rows("", "");
    expect_rows("a", "1:a");
    expect_rows("a,b\n1,2\n", "1:a|b 2:1|2");
    expect_rows("a,b\n1,2", "1:a|b 2:1|2");
    expect_rows("a,\n,b\n,\n", "1:a| 2:|b 3:|");
    expect_rows("a,", "1:a|");
    expect_rows("a,b,c\n1\n1,2,3,4\n", "1:a|b|c 2:1 3:1|2|3|4");
    expect_rows("abcdefgh,ijklmnop,q\nrstuvwxyz,12345678,\n",
                "1:abcdefgh|ijklmnop|q 2:rstuvwxyz|12345678|");
}

static void line_ends(void **state)
{
    (void)state;
    expect_rows("a,b\r\n1,2\r\n", "1:a|b 2:1|2");
    expect_rows("a,b\r1,2\r", "1:a|b 2:1|2");
    expect_rows("a,b\n\r\n1,2", "1:a|b 2: 3:1|2");
    expect_rows("\n\na,b\n", "1: 2: 3:a|b");
    expect_rows("a,b\r\r\n\n1,2", "1:a|b 2: 3: 4:1|2");
}

static void quotes(void **state)
{
    (void)state;
    expect_rows("\"a\",\"b,c\"\n", "1:a|b,c");
    expect_rows("\"a \"\"b\"\"\",\"\"\"\",\"\"\n", "1:a \"b\"|\"|");
    expect_rows("a,\"x\ny\r\nz\",b\n1,2,3\n", "1:a|x\ny\r\nz|b 2:1|2|3");
    expect_rows("\"a\" ,\"b\"\t,c\n", "1:a|b|c");
    expect_rows("5\" pipa,a\"b\n", "1:5\" pipa|a\"b");
    expect_rows("a, \"b\"\n", "1:a|\"b\"");
    expect_rows("\"a\"", "1:a");
    expect_rows("\"a\",", "1:a|");
}

static void ends_are_trimmed(void **state)
{
    (void)state;
    expect_rows(" a ,\tb\t, c d ,  \n", "1:a|b|c d|");
    expect_rows("\xC2\xA0"
                "a \xC2\xA0,\xC2\xA0,\" b\xC2\xA0\n\"\n",
                "1:a||b");
    /* other characters that end or begin with these bytes stay */
    expect_rows("\xC3\xA0,\xC2\xA2\n", "1:\xC3\xA0|\xC2\xA2");
    struct reading got;
    read_all("\xC2\xA0 ,\xA0x\xA0\n", 9, IKM_ENCODING_CP1252, 0, &got);
    assert_string_equal(got.rows, "1:\xC3\x82|x");
}

static void separators(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char separator;
        const char *rows;
    } cases[] = {
        {"a;b\n1,5;2\n", ';', "1:a|b 2:1,5|2"},
        {"a\tb\n", '\t', "1:a|b"},
        {"a\t b \n \t\n", '\t', "1:a|b 2:|"},
        {"judul\n\na;b;c,d\n", ';', "1:judul 2: 3:a|b|c,d"},
        {"\"a;;;\",b\n", ',', "1:a;;;|b"},
        {"\"a \"\";;;\"\"\",b\n", ',', "1:a \";;;\"|b"},
        {"a,b;c\n", ';', "1:a,b|c"},
        {"a\nb\n", ',', "1:a 2:b"},
        {"sep=;\na,b;c\n", ';', "2:a,b|c"},
        {"sep=,\r\na;b;c,d\r\n", ',', "2:a;b;c|d"},
        {"SEP=|\ra|b\r", '|', "2:a|b"},
        {"\xEF\xBB\xBFsep=\t\na,,\tb\n", '\t', "2:a,,|b"},
        {"sep=;", ';', ""},
        {"sep=;x;y\n", ';', "1:sep=|x|y"},
        {"sep=a\n1,2\n", ',', "1:sep=a 2:1|2"},
    };
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        struct reading got;
        read_all(cases[i].text, strlen(cases[i].text), IKM_ENCODING_UTF8, 0,
                 &got);
        assert_int_equal(got.status, IKM_OK);
        assert_string_equal(got.rows, cases[i].rows);
        assert_int_equal(got.separator, cases[i].separator);
    }
    struct reading got;
    read_all("sep=;\na,b;c\n", 12, IKM_ENCODING_UTF8, ',', &got);
    assert_string_equal(got.rows, "2:a|b;c");
}

static void encodings(void **state)
{
    (void)state;
    static const char latin[] = "nama,kata\nJos\xE9,\x93"
                                "baik\x94 \x80\n\xE9,b\n";
    expect_rows("\xEF\xBB\xBF\"a\",b\n", "1:a|b");
    expect_rows("caf\xC3\xA9,\xE2\x80\x93,\xF0\x9F\x98\x80\nb,c",
                "1:caf\xC3\xA9|\xE2\x80\x93|\xF0\x9F\x98\x80 2:b|c");
    struct reading got;
    read_all(latin, sizeof latin - 1, IKM_ENCODING_CP1252, 0, &got);
    assert_int_equal(got.status, IKM_OK);
    assert_string_equal(got.rows, "1:nama|kata 2:Jos\xC3\xA9|\xE2\x80\x9C"
                                  "baik\xE2\x80\x9D \xE2\x82\xAC 3:\xC3\xA9|b");
}

static void faults_name_the_row(void **state)
{
    (void)state;
    const enum ikm_encoding utf8 = IKM_ENCODING_UTF8;
    expect_fault("a,b\n1,\"2\n3,4\n", 12, utf8, "1:a|b",
                 "a.csv, baris 2, kolom 2: tanda kutip");
    expect_fault("a,\"b\nc\"\n\"x", 10, utf8, "1:a|b\nc", "baris 2, kolom 1:");
    expect_fault("a,b\n\"1\"x,2\n", 11, utf8, "1:a|b", "baris 2, kolom 1:");
    expect_fault("a,b\n1,\"2\" \"3\"\n", 14, utf8, "1:a|b", "kolom 2:");
    expect_fault("a,b\n1,\0\n", 8, utf8, "1:a|b",
                 "a.csv, baris 2, kolom 2: ada byte NUL");
    expect_fault("a,b\n1,\"\0\"\n", 10, utf8, "1:a|b", "byte NUL");
    expect_fault("a,b\n\n1,\xC3(\n", 10, utf8,
                 "1:a|b 2:", "baris 3, kolom 2: byte 0xC3 bukan UTF-8");
    expect_fault("\"\xE2\x82\",b", 6, utf8, "", "baris 1, kolom 1: byte 0xE2");
    expect_fault("a\n\xE9\x81\n", 5, IKM_ENCODING_CP1252, "1:a",
                 "baris 2, kolom 1: byte 0x81 bukan Windows-1252");
}

static void faults_in_english(void **state)
{
    (void)state;
    struct ikm_csv_memory memory = {"a\n\"b", 4};
    struct ikm_error err = {.lang = IKM_LANG_EN};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    assert_int_equal(ikm_csv_open(ikm_csv_from_memory, &memory, "a.csv",
                                  IKM_ENCODING_UTF8, ',', &csv, &err),
                     IKM_OK);
    assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_OK);
    assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_INPUT);
    assert_string_equal(err.text,
                        "a.csv, row 2, column 1: a quote (\") is opened "
                        "and never closed; close it, or write \"\" "
                        "for a quote inside a cell");
    ikm_csv_close(csv);
}

/* Rows that can be skipped, and those after which nothing is certain. */
static void broken_rows_can_be_skipped(void **state)
{
    (void)state;
    static const char text[] = "a,b\r\n1,\0x\r\n2,\xE9\n\"3\"x,\"y\nz\"\n4,5\n"
                               "\"6";
    static const struct {
        uint32_t row, column;
        int is_skipped;
    } wanted[] = {{2, 2, 1}, {3, 2, 1}, {4, 1, 1}, {7, 1, 0}};
    struct drip from = {{text, sizeof text - 1}, 3};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    size_t n_faults = 0;
    char good[64] = "";
    assert_int_equal(
        ikm_csv_open(drip, &from, "a.csv", IKM_ENCODING_UTF8, ',', &csv, &err),
        IKM_OK);
    for (int is_skipped = 1; is_skipped;) {
        const enum ikm_status status = ikm_csv_next(csv, &row, &err);
        if (status == IKM_OK) {
            assert_non_null(row);
            (void)snprintf(good + strlen(good), sizeof good - strlen(good),
                           "%u:%s ", row->number, row->cells[0].text);
            continue;
        }
        assert_int_equal(status, IKM_INPUT);
        assert_true(n_faults < IKM_COUNT(wanted));
        assert_int_equal(ikm_csv_skip_row(csv, &is_skipped, &err), IKM_OK);
        const struct ikm_table_fault fault = ikm_csv_fault(csv);
        assert_int_equal(fault.row, wanted[n_faults].row);
        assert_int_equal(fault.column, wanted[n_faults].column);
        assert_int_equal(is_skipped, wanted[n_faults].is_skipped);
        n_faults++;
    }
    assert_int_equal(n_faults, IKM_COUNT(wanted));
    /* the line break in the quotes of the skipped row starts a row */
    assert_string_equal(good, "1:a 5:z\" 6:4 ");
    assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_INPUT);
    ikm_csv_close(csv);
}

static void source_may_fail(void **state)
{
    (void)state;
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    assert_int_equal(
        ikm_csv_open(broken, NULL, "a.csv", IKM_ENCODING_UTF8, 0, &csv, &err),
        IKM_OK);
    assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_IO);
    assert_string_equal(err.text, "rusak");
    ikm_csv_close(csv);
    ikm_csv_close(NULL);
}

/* A row that fills the room is moved and enlarged on the way. */
static void long_rows(void **state)
{
    (void)state;
    const size_t n_cells = 100000;
    char *text = malloc(LONG_BYTES);
    assert_non_null(text);
    size_t n = 0;
    for (size_t i = 0; i < n_cells; i++)
        n += (size_t)snprintf(text + n, LONG_BYTES - n,
                              i % 3 ? "%s%zu" : "%s\"%zu\"\"\"", i ? "," : "",
                              i);
    text[n++] = '\n';
    struct drip from = {{text, n}, 1000};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    assert_int_equal(
        ikm_csv_open(drip, &from, "a.csv", IKM_ENCODING_UTF8, 0, &csv, &err),
        IKM_OK);
    assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_OK);
    assert_int_equal(row->n_cells, n_cells);
    for (size_t i = 0; i < n_cells; i++) {
        char want[32];
        (void)snprintf(want, sizeof want, i % 3 ? "%zu" : "%zu\"", i);
        assert_string_equal(row->cells[i].text, want);
    }
    ikm_csv_close(csv);

    memset(text, 'x', LONG_BYTES);
    memcpy(text, "a,b\n", 4);
    struct reading got;
    read_in_steps(text, LONG_BYTES, SIZE_MAX, IKM_ENCODING_UTF8, 0, &got);
    assert_int_equal(got.status, IKM_INPUT);
    assert_non_null(
        strstr(got.err.text, "baris 2, kolom 1: baris ini lebih panjang"));
    free(text);
}

static unsigned next_random(uint64_t *seed, unsigned below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

static void append(char text[ROOM_BYTES], const char *more)
{
    const size_t n = strlen(text);
    assert_true(n + strlen(more) < ROOM_BYTES);
    memcpy(text + n, more, strlen(more) + 1);
}

/* Whatever cells are written, the same are read: RFC 4180 there and back. */
static void there_and_back(void **state)
{
    (void)state;
    static const char *const atoms[] = {
        "a", "Puas", ",", ";", "\"", "\n", "\r", "12345678", "\xC3\xA9", "x y"};
    for (uint64_t seed = 1; seed <= 500; seed++) {
        uint64_t random = seed;
        char text[ROOM_BYTES] = "h,h,h,h,h,h\n";
        char rows[ROOM_BYTES] = "1:h|h|h|h|h|h";
        for (unsigned row = 2; row < 12; row++) {
            (void)snprintf(rows + strlen(rows), 16, " %u:", row);
            for (unsigned column = 0; column < 3; column++) {
                append(text, column ? ",\"" : "\"");
                append(rows, column ? "|" : "");
                const unsigned n = next_random(&random, 4);
                append(text, n ? "<" : "");
                append(rows, n ? "<" : "");
                for (unsigned i = 0; i < n; i++) {
                    const char *atom =
                        atoms[next_random(&random, IKM_COUNT(atoms))];
                    append(text, *atom == '"' ? "\"\"" : atom);
                    append(rows, atom);
                }
                append(text, n ? ">\"" : "\"");
                append(rows, n ? ">" : "");
            }
            append(text, seed % 2 ? "\r\n" : "\n");
        }
        struct reading got;
        read_in_steps(text, strlen(text), 1 + seed % 50, IKM_ENCODING_UTF8, 0,
                      &got);
        if (strcmp(got.rows, rows) != 0)
            print_message("seed %u\n", (unsigned)seed);
        assert_string_equal(got.rows, rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_cells),
        cmocka_unit_test(line_ends),
        cmocka_unit_test(quotes),
        cmocka_unit_test(ends_are_trimmed),
        cmocka_unit_test(separators),
        cmocka_unit_test(encodings),
        cmocka_unit_test(faults_name_the_row),
        cmocka_unit_test(faults_in_english),
        cmocka_unit_test(broken_rows_can_be_skipped),
        cmocka_unit_test(source_may_fail),
        cmocka_unit_test(long_rows),
        cmocka_unit_test(there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

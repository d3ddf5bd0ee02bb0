/* The workbook: what stands in it, and how the file comes to be. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/tables/xlsx.h"
#include "export/to_xlsx.h"

#define NIK_LIKE "3301234567890123"

enum { MANY = 5001, NOW_S = 1760000000, TEXT_BYTES = 4096 };
enum { SUMMARY, DATA, PROCESS, ELEMENTS, FORM = 13 };

static int set_up(void **state)
{
    static struct test_survey survey;
    survey_make(&survey);
    *state = &survey;
    return 0;
}

static int tear_down(void **state)
{
    survey_close(*state);
    return 0;
}

/* Seven used (one with a blank), one void, one row that could not be used. */
static void fill(struct test_survey *s)
{
    static const char *const answers[] = {"343434343", "222222222", "444444444",
                                          "333333333", "343404343", "334433443",
                                          "432343234"};
    static const char *const comments[] = {"=1+1",
                                           "+62",
                                           "-mohon dipercepat",
                                           "@loket",
                                           NIK_LIKE,
                                           "a < b & \"c\" _x0041_",
                                           "baris satu\nbaris dua"};
    for (size_t i = 0; i < IKM_COUNT(answers); i++) {
        struct ikm_response r =
            survey_response(s, answers[i], i ? "2025-02-24" : "2025-02");
        r.comment = comments[i];
        r.field[IKM_FIELD_GENDER] = 2;
        r.field[IKM_FIELD_AGE] = 41;
        r.field[IKM_FIELD_OCCUPATION] = 10;
        r.other[IKM_FIELD_OCCUPATION] = "buruh harian";
        (void)survey_add(s, &r);
    }
    struct ikm_response r = survey_response(s, "111111111", "2025-02-24");
    const int64_t seq = survey_add(s, &r);
    char id[IKM_UUID_TEXT_BYTES];
    assert_int_equal(ikm_store_response_id(s->store, seq, id, &s->err), IKM_OK);
    struct ikm_act act = survey_act(s, "void");
    act.subject = id;
    act.reason = "salah unit";
    r.state = IKM_RESPONSE_VOID;
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_replace_response(s->store, seq, &r, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    const struct ikm_excluded excluded = {.row = 7,
                                          .form_id = s->form_id,
                                          .unit_id = s->unit_id,
                                          .date = {2025, 2, 3},
                                          .reason = "skor 5"};
    act = survey_act(s, "import");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_excluded(s->store, &excluded, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
}

static void analyse(struct test_survey *s, const struct ikm_query *query,
                    struct ikm_arena *arena, struct ikm_analysis *ret)
{
    assert_int_equal(ikm_assemble(s->store, query, arena, ret, &s->err),
                     IKM_OK);
}

static const char *path_of(const struct test_survey *s, const char *name,
                           char path[256])
{
    (void)snprintf(path, 256, "%s/%s", s->folder, name);
    return path;
}

static enum ikm_status write_as(struct test_survey *s,
                                const struct ikm_analysis *analysis,
                                enum ikm_lang lang, const char *path)
{
    const struct ikm_xlsx_options options = {.lang = lang,
                                             .now_unix_s = NOW_S,
                                             .utc_offset_s = 25200,
                                             .program = "0.1.0"};
    return ikm_to_xlsx(s->store, analysis, 0, &options, path, &s->err);
}

/* Analyses as asked and writes into "a.xlsx". */
static void export_as(struct test_survey *s, const struct ikm_query *query,
                      enum ikm_lang lang, char path[256])
{
    struct ikm_arena arena = IKM_ARENA(64 << 20);
    struct ikm_analysis analysis;
    analyse(s, query, &arena, &analysis);
    assert_int_equal(write_as(s, &analysis, lang, path_of(s, "a.xlsx", path)),
                     IKM_OK);
    ikm_arena_release(&arena);
}

static char *bytes_of(const char *path, size_t *ret_length)
{
    struct stat there;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &there), 0);
    char *bytes = malloc((size_t)there.st_size + 1);
    assert_non_null(bytes);
    *ret_length = fread(bytes, 1, (size_t)there.st_size, file);
    assert_int_equal(*ret_length, there.st_size);
    (void)fclose(file);
    return bytes;
}

/* A part of the package, NUL-terminated; the caller frees it. */
static char *part_of(const char *path, const char *name)
{
    int failure = 0;
    zip_stat_t about;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &failure);
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &about) != 0)
        fail_msg("no part %s", name);
    char *bytes = malloc((size_t)about.size + 1);
    zip_file_t *part = zip_fopen(zip, name, 0);
    assert_non_null(bytes);
    assert_non_null(part);
    assert_int_equal(zip_fread(part, bytes, about.size), about.size);
    bytes[about.size] = '\0';
    (void)zip_fclose(part);
    zip_discard(zip);
    return bytes;
}

static int part_has(const char *path, const char *name, const char *text)
{
    char *part = part_of(path, name);
    const int has = strstr(part, text) != NULL;
    free(part);
    return has;
}

/* The text of cell `column` in the `nth` row (from 0) of a sheet whose cell
 * `at` is `label`; fails when there is none. */
static void find_cell(const char *path, size_t sheet, size_t at,
                      const char *label, size_t nth, size_t column,
                      char text[TEXT_BYTES])
{
    struct ikm_error err = {0};
    struct ikm_xlsx *xlsx = NULL;
    const struct ikm_xlsx_row *row = NULL;
    assert_int_equal(ikm_xlsx_open(path, &xlsx, &err), IKM_OK);
    assert_int_equal(ikm_xlsx_rewind(xlsx, sheet, &err), IKM_OK);
    for (;;) {
        assert_int_equal(ikm_xlsx_next(xlsx, &row, &err), IKM_OK);
        if (!row)
            fail_msg("no row '%s' on sheet %zu", label, sheet);
        if (row->n_cells > at && strcmp(row->cells[at].text, label) == 0 &&
            nth-- == 0)
            break;
    }
    (void)snprintf(text, TEXT_BYTES, "%s",
                   row->n_cells > column ? row->cells[column].text : "");
    ikm_xlsx_close(xlsx);
}

#define assert_cell(path, sheet, label, column, expected)                      \
    do {                                                                       \
        char text_[TEXT_BYTES];                                                \
        find_cell(path, sheet, 0, label, 0, column, text_);                    \
        assert_string_equal(text_, expected);                                  \
    } while (0)

static size_t column_named(const char *path, size_t sheet, const char *heading)
{
    struct ikm_error err = {0};
    struct ikm_xlsx *xlsx = NULL;
    const struct ikm_xlsx_row *row = NULL;
    size_t i = 0;
    assert_int_equal(ikm_xlsx_open(path, &xlsx, &err), IKM_OK);
    assert_int_equal(ikm_xlsx_rewind(xlsx, sheet, &err), IKM_OK);
    assert_int_equal(ikm_xlsx_next(xlsx, &row, &err), IKM_OK);
    assert_non_null(row);
    while (i < row->n_cells && strcmp(row->cells[i].text, heading) != 0)
        i++;
    if (i == row->n_cells)
        fail_msg("no heading '%s'", heading);
    ikm_xlsx_close(xlsx);
    return i;
}

/* ---- what stands in it ---- */

static void sheets_stand_in_order(void **state)
{
    static const char *const names[] = {
        "Ringkasan",     "Data",  "Pengolahan",  "Unsur",     "Layanan",
        "Kelompok",      "Tren",  "IPA",         "Prioritas", "RTL",
        "Kualitas Data", "Saran", "Pemeriksaan", "Kuesioner"};
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    struct ikm_xlsx *xlsx = NULL;
    char path[256];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    assert_int_equal(ikm_xlsx_open(path, &xlsx, &s->err), IKM_OK);
    assert_int_equal(ikm_xlsx_sheet_count(xlsx), IKM_COUNT(names));
    for (size_t i = 0; i < IKM_COUNT(names); i++)
        assert_string_equal(ikm_xlsx_sheet_name(xlsx, i), names[i]);
    ikm_xlsx_close(xlsx);
}

static void the_ledger_balances_with_the_rows(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    char path[256], text[TEXT_BYTES];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    assert_cell(path, SUMMARY, "Diterima", 1, "9");
    assert_cell(path, SUMMARY, "Dipakai", 1, "7");
    assert_cell(path, SUMMARY, "di antaranya sebagian kosong", 1, "1");
    assert_cell(path, SUMMARY, "Batal", 1, "1");
    assert_cell(path, SUMMARY, "Dikecualikan", 1, "1");
    const size_t note = column_named(path, DATA, "Keterangan");
    find_cell(path, DATA, 1, "batal", 0, note, text);
    assert_string_equal(text, "salah unit");
    find_cell(path, DATA, 1, "dikecualikan", 0, note, text);
    assert_string_equal(text, "baris 7 berkas impor: skor 5");
    find_cell(path, DATA, 1, "dipakai", 6, 0, text);
    assert_string_equal(text, "7");
    /* Pengolahan has the same rows, with the states of Data */
    find_cell(path, PROCESS, 1, "dikecualikan", 0, 0, text);
    assert_string_equal(text, "9");
    find_cell(path, PROCESS, 1, "batal", 0, 2, text);
    assert_string_equal(text, "");
}

static void text_comes_out_as_it_went_in(void **state)
{
    static const char *const comments[] = {"=1+1",
                                           "+62",
                                           "-mohon dipercepat",
                                           "@loket",
                                           NIK_LIKE,
                                           "a < b & \"c\" _x0041_",
                                           "baris satu\nbaris dua"};
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    char path[256], text[TEXT_BYTES];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    const size_t comment = column_named(path, DATA, "Saran");
    for (size_t i = 0; i < IKM_COUNT(comments); i++) {
        find_cell(path, DATA, 1, "dipakai", i, comment, text);
        assert_string_equal(text, comments[i]);
    }
    /* no number, no formula: a shared string */
    assert_true(part_has(path, "xl/sharedStrings.xml", ">" NIK_LIKE "<"));
    assert_true(part_has(path, "xl/sharedStrings.xml", ">=1+1<"));
    assert_false(part_has(path, "xl/worksheets/sheet2.xml", "<f>"));
}

static void respondents_have_labels(void **state)
{
    static const char *const cells[][2] = {
        {"Kode unit", "kec-01"},
        {"Unit", "Kecamatan Satu"},
        {"Layanan", "KTP"},
        {"Tanggal", "2025-02-24"},
        {"Jenis kelamin", "P"},
        {"Usia", "41"},
        {"Pendidikan", "tidak diisi"},
        {"Pekerjaan", "lainnya: buruh harian"},
        {"U5", ""},
        {"U6", "4"}};
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    char path[256], text[TEXT_BYTES];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    for (size_t i = 0; i < IKM_COUNT(cells); i++) {
        find_cell(path, DATA, 0, "5", 0, column_named(path, DATA, cells[i][0]),
                  text);
        assert_string_equal(text, cells[i][1]);
    }
    find_cell(path, DATA, 0, "1", 0, column_named(path, DATA, "Tanggal"), text);
    assert_string_equal(text, "2025-02");
}

static void figures_are_those_of_the_analysis(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    struct ikm_arena arena = IKM_ARENA(64 << 20);
    struct ikm_analysis analysis;
    char path[256], ikm[32];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    analyse(s, &query, &arena, &analysis);
    const struct ikm_index *index = &analysis.results[0].index;
    const char *letter =
        ikm_grade_letter(analysis.results[0].form, index->grade);
    (void)snprintf(ikm, sizeof ikm, "%.2f",
                   (double)index->value_hundredths / 100);
    assert_cell(path, SUMMARY, "IKM", 1, ikm);
    assert_cell(path, SUMMARY, "Mutu pelayanan", 1, letter);
    assert_cell(path, PROCESS, "IKM unit pelayanan", 2, ikm);
    assert_cell(path, PROCESS, "Mutu pelayanan", 2, letter);
    assert_cell(path, PROCESS, "Jumlah jawaban per unsur", 2, "7");
    assert_cell(path, PROCESS, "Jumlah jawaban per unsur", 6, "6");
    assert_cell(path, ELEMENTS, "U5", 2, "6");
    assert_true(part_has(path, "xl/worksheets/sheet3.xml", "ROUND(ROUND("));
    assert_true(part_has(path, "xl/charts/chart1.xml", "Paling lemah"));
    /* the chart carries its figures */
    assert_true(part_has(path, "xl/charts/chart1.xml", "<c:numCache>"));
    assert_cell(path, FORM, "U3", 1, "Waktu Penyelesaian");
    ikm_arena_release(&arena);
}

static void incomplete_rows_are_left_out_where_asked(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01",
                                    .rows = IKM_ROWS_COMPLETE};
    char path[256], text[TEXT_BYTES];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    find_cell(path, PROCESS, 1, "tidak lengkap", 0, 0, text);
    assert_string_equal(text, "5");
    find_cell(path, PROCESS, 1, "tidak lengkap", 0, 2, text);
    assert_string_equal(text, "");
    assert_cell(path, PROCESS, "Jumlah jawaban per unsur", 2, "6");
}

static void old_weights_are_told(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01",
                                    .weights = IKM_WEIGHTS_011};
    char path[256];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    assert_cell(path, SUMMARY, "Bobot", 1, "0,11 (cara lama)");
    assert_cell(path, PROCESS, "Bobot", 2, "0.11");
}

static void english_is_whole(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.lang = IKM_LANG_EN, .unit = "kec-01"};
    char path[256], text[TEXT_BYTES];
    fill(s);
    export_as(s, &query, IKM_LANG_EN, path);
    assert_cell(path, SUMMARY, "Received", 1, "9");
    find_cell(path, PROCESS, 1, "void", 0, 0, text);
    assert_string_equal(text, "8");
    assert_true(part_has(path, "xl/worksheets/sheet3.xml", "&lt;&gt;\"used\""));
    assert_false(part_has(path, "xl/worksheets/sheet3.xml", "dipakai"));
}

/* ---- the file ---- */

static void the_same_bytes_come_again(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    size_t n_first = 0, n_second = 0;
    char path[256];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    char *first = bytes_of(path, &n_first);
    assert_int_equal(setenv("TZ", "Asia/Jayapura", 1), 0);
    export_as(s, &query, IKM_LANG_ID, path); /* over the first */
    assert_int_equal(unsetenv("TZ"), 0);
    char *second = bytes_of(path, &n_second);
    assert_int_equal(n_first, n_second);
    assert_memory_equal(first, second, n_first);
    assert_true(part_has(path, "docProps/core.xml", "2025-10-09T08:53:20Z"));
    assert_cell(path, SUMMARY, "Dibuat", 1, "9 Oktober 2025");
    free(first);
    free(second);
}

static size_t n_entries(const struct test_survey *s, const char *ending)
{
    size_t n = 0;
    DIR *folder = opendir(s->folder);
    assert_non_null(folder);
    for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
        const size_t length = strlen(e->d_name);
        n += length >= strlen(ending) &&
             strcmp(e->d_name + length - strlen(ending), ending) == 0;
    }
    (void)closedir(folder);
    return n;
}

static void an_old_analysis_is_refused_and_the_file_kept(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    struct ikm_arena arena = IKM_ARENA(64 << 20);
    struct ikm_analysis analysis;
    struct stat before, after;
    char path[256];
    fill(s);
    export_as(s, &query, IKM_LANG_ID, path);
    analyse(s, &query, &arena, &analysis);
    const struct ikm_response r = survey_response(s, "111111111", "2025-02-24");
    (void)survey_add(s, &r);
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(write_as(s, &analysis, IKM_LANG_ID, path), IKM_BUSY);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(n_entries(s, ".tmp"), 0);
    ikm_arena_release(&arena);
}

static void what_is_no_file_is_not_replaced(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    struct ikm_arena arena = IKM_ARENA(64 << 20);
    struct ikm_analysis analysis;
    struct stat there;
    char path[256];
    fill(s);
    analyse(s, &query, &arena, &analysis);
    assert_int_equal(write_as(s, &analysis, IKM_LANG_ID, s->folder),
                     IKM_EXISTS);
    (void)path_of(s, "pipa", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(write_as(s, &analysis, IKM_LANG_ID, path), IKM_EXISTS);
    assert_int_equal(stat(path, &there), 0);
    assert_true(S_ISFIFO(there.st_mode));
    assert_int_equal(write_as(s, &analysis, IKM_LANG_ID,
                              path_of(s, "tidak/ada/a.xlsx", path)),
                     IKM_EXISTS);
    ikm_arena_release(&arena);
}

static void groups_are_refused(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.by = IKM_BY_UNIT};
    struct ikm_arena arena = IKM_ARENA(64 << 20);
    struct ikm_analysis analysis;
    char path[256];
    fill(s);
    analyse(s, &query, &arena, &analysis);
    assert_int_equal(
        write_as(s, &analysis, IKM_LANG_ID, path_of(s, "a.xlsx", path)),
        IKM_USAGE);
    ikm_arena_release(&arena);
}

/* Row by row, with strings inside the cells. */
static void many_rows_are_streamed(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    struct ikm_response r = survey_response(s, "343434343", "2025-01-15");
    char path[256], text[TEXT_BYTES];
    const struct ikm_act act = survey_act(s, "import");
    r.comment = "=1+1";
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(ikm_store_add_response(s->store, &r, NULL, &s->err),
                         IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    export_as(s, &query, IKM_LANG_ID, path);
    assert_cell(path, SUMMARY, "Dipakai", 1, "5001");
    assert_cell(path, PROCESS, "IKM unit pelayanan", 2, "86.11");
    find_cell(path, DATA, 0, "5001", 0, column_named(path, DATA, "Saran"),
              text);
    assert_string_equal(text, "=1+1");
    assert_true(part_has(path, "xl/worksheets/sheet2.xml", "inlineStr"));
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sheets_stand_in_order),
        TEST(the_ledger_balances_with_the_rows),
        TEST(text_comes_out_as_it_went_in),
        TEST(respondents_have_labels),
        TEST(figures_are_those_of_the_analysis),
        TEST(incomplete_rows_are_left_out_where_asked),
        TEST(old_weights_are_told),
        TEST(english_is_whole),
        TEST(the_same_bytes_come_again),
        TEST(an_old_analysis_is_refused_and_the_file_kept),
        TEST(what_is_no_file_is_not_replaced),
        TEST(groups_are_refused),
        TEST(many_rows_are_streamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

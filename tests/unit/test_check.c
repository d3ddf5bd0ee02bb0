/* The second opinion on grids in memory: where the table is found, and what a
 * cell counts for. Whole workbooks with planted faults: tests/e2e. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "analyze/check/check.h"

enum { MOST_LINES = 40, MOST_CELLS = 16, ROOM_BYTES = 24 };

/* A sheet out of lines of text, cells split at '|'. */
struct made {
    char text[MOST_LINES][512];
    char rooms[MOST_LINES][MOST_CELLS][ROOM_BYTES];
    struct ikm_check_cell cells[MOST_LINES][MOST_CELLS];
    struct ikm_check_line lines[MOST_LINES];
    struct ikm_check_sheet sheet;
};

static void make(struct made *made, const char *const *lines, size_t n_lines)
{
    for (size_t i = 0; i < n_lines; i++) {
        size_t n = 0;
        (void)snprintf(made->text[i], sizeof made->text[i], "%s", lines[i]);
        for (char *p = made->text[i]; p; n++) {
            char *end = strchr(p, '|');
            struct ikm_check_cell *cell = &made->cells[i][n];
            if (end)
                *end = '\0';
            cell->decimals = -1;
            cell->text = ikm_check_cell_of_text(p, made->rooms[i][n],
                                                ROOM_BYTES, &cell->kind);
            p = end ? end + 1 : NULL;
        }
        made->lines[i] =
            (struct ikm_check_line){(uint32_t)i + 1, n, made->cells[i]};
    }
    made->sheet = (struct ikm_check_sheet){"Olah", n_lines, made->lines};
}

static const struct ikm_form *form_of(const char *id, struct ikm_arena *arena)
{
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    struct ikm_faults faults = {.arena = arena};
    struct ikm_error err = {0};
    const struct ikm_form *form = NULL;
    assert_int_equal(
        ikm_form_load(&builtin->source, arena, &faults, &form, &err), IKM_OK);
    return form;
}

static enum ikm_status check(const char *const *lines, size_t n_lines,
                             struct ikm_arena *arena,
                             struct ikm_check_result *ret)
{
    struct made *made = ikm_arena_take(arena, 1, sizeof *made);
    struct ikm_error err = {0};
    assert_non_null(made);
    make(made, lines, n_lines);
    const struct ikm_check_grid grid = {1, &made->sheet};
    const struct ikm_check_rules rules = {form_of(IKM_DEFAULT_FORM, arena),
                                          form_of("kepmenpan-25-2004", arena)};
    return ikm_check_grid(&grid, &rules, arena, ret, &err);
}

#define CHECK(lines, arena, ret)                                               \
    assert_int_equal(check(lines, IKM_COUNT(lines), arena, ret), IKM_OK)

static void test_cells(void **state)
{
    (void)state;
    static const struct {
        const char *text, *used;
        enum ikm_check_cell_kind kind;
    } cells[] = {
        {"83,21", "83.21", IKM_CHECK_NUMBER},
        {"83.21", "83.21", IKM_CHECK_NUMBER},
        {"0.302390998593530", "0.302390998593530", IKM_CHECK_NUMBER},
        {"", "", IKM_CHECK_EMPTY},
        {"1.234,5", "1.234,5", IKM_CHECK_TEXT},
        {"3.", "3.", IKM_CHECK_TEXT},
        {"U1", "U1", IKM_CHECK_TEXT},
        {"3301012345678901", "3301012345678901", IKM_CHECK_TEXT},
    };
    for (size_t i = 0; i < IKM_COUNT(cells); i++) {
        char room[ROOM_BYTES];
        enum ikm_check_cell_kind kind = IKM_CHECK_EMPTY;
        assert_string_equal(
            ikm_check_cell_of_text(cells[i].text, room, sizeof room, &kind),
            cells[i].used);
        assert_int_equal(kind, cells[i].kind);
    }
}

/* Exactly 88.305: 88.31 and A, whatever a double says. */
static void test_half_up(void **state)
{
    (void)state;
    static const char *const right[] = {"|U1|U2|U3|U4",
                                        "Jumlah responden|2500",
                                        "Jumlah nilai|8830|8830|8831|8831",
                                        "IKM|88,31",
                                        "Mutu|A",
                                        "Kinerja|Sangat baik"};
    static const char *const wrong[] = {"|U1|U2|U3|U4", "Jumlah responden|2500",
                                        "Jumlah nilai|8830|8830|8831|8831",
                                        "IKM|88,30", "Mutu|B"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(right, &arena, &result);
    assert_int_equal(result.layout, IKM_CHECK_TOTALS);
    assert_string_equal(result.recomputed.exact, "17661/200");
    assert_string_equal(result.recomputed.ikm, "88.31");
    assert_int_equal(result.n_faults, 0);
    CHECK(wrong, &arena, &result);
    assert_int_equal(result.n_faults, 1); /* B follows from 88,30 */
    assert_int_equal(result.faults[0].kind, IKM_CHECK_ROUNDED_EARLY);
    assert_string_equal(result.recomputed.grade, "A");
    ikm_arena_release(&arena);
}

/* Elements in columns, headed by names nobody knows, under rows of titles. */
static void test_unknown_names(void **state)
{
    (void)state;
    static const char *const lines[] = {"HASIL SURVEI",
                                        "Kecamatan Binangun",
                                        "||Kiri|Tengah|Kanan|Atas|Jumlah",
                                        "NRR||3,50|3,25|3,75|3,00|13,50",
                                        "IKM unit||84,38",
                                        "Mutu||B"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(lines, &arena, &result);
    assert_int_equal(result.n_elements, 4);
    assert_int_equal(result.layout, IKM_CHECK_SUMMARY);
    assert_string_equal(result.published.elements[3].name, "Atas");
    assert_int_equal(result.n_faults, 0);
    ikm_arena_release(&arena);
}

/* The numbers of the columns are nobody's answers, and a class table is not
 * this office's grade. */
static void test_column_numbers_and_legend(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "No|U1|U2|U3|U4|U5",
        "1|2|3|4|5|6",
        "1|4|3|3|4|4",
        "2|3|3||4|2",
        "3|4|4|3|4|3",
        "Jumlah nilai|11|10|6|12|9",
        "NRR|3,667|3,333|3,000|4,000|3,000",
        "NRR tertimbang|0,733|0,667|0,600|0,800|0,600|3,400",
        "IKM unit pelayanan|||||85,00",
        "Nilai interval|Nilai interval konversi|Mutu|Kinerja",
        "1,00-2,5996|25,00-64,99|D|Tidak baik",
        "3,5324-4,00|88,31-100,00|A|Sangat baik",
        "Mutu pelayanan|B",
        "Kinerja|BAIK"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(lines, &arena, &result);
    assert_int_equal(result.layout, IKM_CHECK_RESPONDENTS);
    assert_string_equal(result.recomputed.n, "3");
    assert_string_equal(result.recomputed.exact, "85/1");
    assert_string_equal(result.published.grade, "B");
    assert_int_equal(result.n_faults, 0);
    ikm_arena_release(&arena);
}

static void test_row_total(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "No|U1|U2|U3|Jumlah", "1|4|3|3|10",   "2|3|3|2|8", "3|4|4|3|12",
        "Jumlah|11|10|8|30",  "IKM||||80,56", "Mutu|B"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(lines, &arena, &result);
    assert_int_equal(result.n_faults, 2);
    assert_int_equal(result.faults[0].kind, IKM_CHECK_WRONG_SUM);
    assert_string_equal(result.faults[0].expected, "29");
    assert_int_equal(result.faults[1].step, IKM_CHECK_STEP_ROW);
    assert_int_equal(result.faults[1].first_row, 4);
    ikm_arena_release(&arena);
}

/* Sums of two respondents are no larger than means. */
static void test_small_sums(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "|U1|U2|U3|U4",  "Jumlah responden|2", "Jumlah nilai|3|4|4|2",
        "NRR|1,5|2|2|1", "IKM|40,63",          "Mutu|D"};
    static const char *const means[] = {"|U1|U2|U3|U4", "Nilai|3|4|4|2",
                                        "IKM|81,25", "Mutu|B"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(lines, &arena, &result);
    assert_int_equal(result.layout, IKM_CHECK_TOTALS);
    assert_string_equal(result.recomputed.ikm, "40.63");
    assert_int_equal(result.n_faults, 0);
    CHECK(means, &arena, &result);
    assert_int_equal(result.layout, IKM_CHECK_SUMMARY);
    assert_int_equal(result.n_faults, 0);
    ikm_arena_release(&arena);
}

/* What stands behind "=" tells how the figure was made, "(Konversi)" does not
 * make an IKM the value of an element, columns may be numbered from the first
 * one on. */
static void test_talkative_labels(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Uraian|Unsur 1|Unsur 2|Unsur 3",
        "1|2|3|4",
        "Total responden|53",
        "Total|163|175|142",
        "NRR = jumlah nilai : jumlah kuesioner terisi|3.075|3.302|2.679",
        "IKM (Konversi)|75.47",
        "Mutu|C"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(lines, &arena, &result);
    assert_int_equal(result.layout, IKM_CHECK_TOTALS);
    assert_string_equal(result.recomputed.n, "53");
    assert_string_equal(result.published.ikm, "75.47");
    assert_string_equal(result.published.elements[2].nrr, "2.679");
    assert_int_equal(result.n_faults, 0);
    ikm_arena_release(&arena);
}

/* Elements in rows: the index below the sums is no total of theirs, and below
 * the means it shows decimals of its own. */
static void test_index_below_a_column(void **state)
{
    (void)state;
    static const char *const sums[] = {"No|Unsur|Jumlah Nilai|Responden|NRR",
                                       "1|U1|163|53|3.075",
                                       "2|U2|175|53|3.302",
                                       "3|U3|142|53|2.679",
                                       "|Indeks|3.0189",
                                       "|IKM|75.47"};
    static const char *const means[] = {"No|Unsur|Jumlah Nilai|Responden|NRR",
                                        "1|U1|163|53|3.075",
                                        "2|U2|175|53|3.302",
                                        "3|U3|142|53|2.679",
                                        "|Indeks|||3.0189",
                                        "|IKM|||75.47"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    CHECK(sums, &arena, &result);
    assert_int_equal(result.n_faults, 0);
    CHECK(means, &arena, &result);
    assert_int_equal(result.n_faults, 0);
    assert_string_equal(result.published.elements[0].nrr, "3.075");
    ikm_arena_release(&arena);
}

/* Nobody answered an element, and no means are given: nothing to compute, and
 * nothing is divided by 0. */
static void test_blank_column(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "No|U1|U2|U3", "1|4|3|",         "2|3|4|",   "3|4|4|",
        "4|3|3|",      "Jumlah|14|14|0", "IKM|58,33"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    assert_int_equal(check(lines, IKM_COUNT(lines), &arena, &result),
                     IKM_UNDEFINED);
    ikm_arena_release(&arena);
}

static void test_no_table(void **state)
{
    (void)state;
    static const char *const lines[] = {"nama|umur", "Budi|30", "Siti|41"};
    struct ikm_arena arena = IKM_ARENA(16 << 20);
    struct ikm_check_result result;
    assert_int_equal(check(lines, 3, &arena, &result), IKM_UNDEFINED);
    ikm_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_half_up),
        cmocka_unit_test(test_unknown_names),
        cmocka_unit_test(test_column_numbers_and_legend),
        cmocka_unit_test(test_row_total),
        cmocka_unit_test(test_small_sums),
        cmocka_unit_test(test_talkative_labels),
        cmocka_unit_test(test_index_below_a_column),
        cmocka_unit_test(test_blank_column),
        cmocka_unit_test(test_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

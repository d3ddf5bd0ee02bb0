/* The report model, on a terminal and as CSV. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/base/utf8.h"
#include "export/to_csv.h"
#include "export/to_text.h"

struct bench {
    struct test_survey survey;
    struct ikm_arena arena;
    struct ikm_analysis analysis;
    struct ikm_report report;
};

static int set_up(void **state)
{
    static struct bench bench;
    bench = (struct bench){.arena = IKM_ARENA(1 << 25)};
    survey_make(&bench.survey);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    ikm_arena_release(&bench->arena);
    survey_close(&bench->survey);
    return 0;
}

static void add(struct bench *bench, int64_t unit_id, const char *answers)
{
    struct ikm_response r =
        survey_response(&bench->survey, answers, "2025-01-05");
    r.unit_id = unit_id;
    (void)survey_add(&bench->survey, &r);
}

static const char *draw(struct bench *bench, const struct ikm_query *query,
                        struct ikm_text_look look)
{
    struct ikm_text text = IKM_TEXT(&bench->arena);
    struct ikm_error *err = &bench->survey.err;
    const char *done = NULL;
    assert_int_equal(ikm_assemble(bench->survey.store, query, &bench->arena,
                                  &bench->analysis, err),
                     IKM_OK);
    assert_int_equal(ikm_report_of_analysis(&bench->analysis, query->lang,
                                            &bench->arena, &bench->report, err),
                     IKM_OK);
    assert_int_equal(ikm_to_text(&bench->report, look, &text, err), IKM_OK);
    assert_int_equal(ikm_text_done(&text, &done, err), IKM_OK);
    return done;
}

static void expect_part(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("%s\nnot in\n%s", part, text);
}

/* Lines of at most `width` columns without blanks at their ends. */
static void expect_shape(const char *text, size_t width)
{
    char line[1024];
    while (*text) {
        const size_t length = strcspn(text, "\n");
        assert_true(length < sizeof line);
        memcpy(line, text, length);
        line[length] = '\0';
        if (ikm_utf8_width(line) > width)
            fail_msg("wider than %zu: %s", width, line);
        assert_true(length == 0 || line[length - 1] != ' ');
        text += length + (text[length] == '\n');
    }
}

static void one_result(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    const struct ikm_text_look plain = {0};
    for (int i = 0; i < 12; i++)
        add(bench, bench->survey.unit_id, "342444434");
    const char *text = draw(bench, &query, plain);
    expect_shape(text, 80);
    expect_part(text, "IKM 88,89: mutu A (Sangat baik), dari 12 responden.");
    expect_part(text, "Paling lemah: Waktu Penyelesaian (50,00).");
    expect_part(text, " 1. Waktu Penyelesaian (50,00, D): terendah dari 9 "
                      "unsur. Perbaikan: SOP dan");
    expect_part(text, "2,000");
    expect_part(text, "D Tidak baik");
    assert_null(strchr(text, '\033'));
    /* result, then what to do, then the elements */
    assert_true(strstr(text, "IKM 88,89") < strstr(text, " 1. Waktu"));
    assert_true(strstr(text, " 1. Waktu") < strstr(text, "Nilai per unsur"));
    for (int width = 72; width < 140; width += 7)
        expect_shape(
            draw(bench, &query, (struct ikm_text_look){.width = width}),
            (size_t)width);
}

static void english_and_colours(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {.lang = IKM_LANG_EN};
    const struct ikm_text_look coloured = {.colours = 1};
    for (int i = 0; i < 12; i++)
        add(bench, bench->survey.unit_id, "342444434");
    const char *text = draw(bench, &query, coloured);
    expect_part(text, "IKM 88.89: grade A (Sangat baik), from 12 respondents.");
    expect_part(text, "\033[31mD Tidak baik");
    expect_part(text, "\033[32mA Sangat baik");
}

static void all_alike(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {0};
    add(bench, bench->survey.unit_id, "444444444");
    const char *text = draw(bench, &query, (struct ikm_text_look){0});
    expect_part(text, "Semua unsur sama nilainya (100,00)");
    assert_null(strstr(text, " 1. "));
    expect_part(text, "Hanya satu responden");
}

static void ranking(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = {.by = IKM_BY_UNIT};
    const struct ikm_act act = survey_act(s, "test");
    int64_t empty = 0;
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_unit(s->store, "kec-03", "Kec. Kosong", 0,
                                        &empty, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    add(bench, s->unit_id, "333333333");
    for (int i = 0; i < 30; i++)
        add(bench, s->unit2_id, "444444443");
    const char *text = draw(bench, &query, (struct ikm_text_look){0});
    expect_shape(text, 80);
    assert_true(strstr(text, "Kecamatan Dua  ") <
                strstr(text, "Kecamatan Satu*"));
    expect_part(text, "* Responden belum mencukupi");
    expect_part(text, "Belum ada respons: Kec. Kosong.");
    expect_part(text, "U9 Sarana dan Prasarana 75,00");
    expect_part(text, "Tertinggi: Kecamatan Dua (97,22); terendah: Kecamatan "
                      "Satu (75,00).");
}

static void names_cannot_steer_the_terminal(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {.by = IKM_BY_UNIT};
    add(bench, bench->survey.unit_id, "333333333");
    survey_tamper(&bench->survey,
                  "UPDATE unit SET name = 'Kec' || char(27) || '[2J' || "
                  "char(155) || char(10) || 'x' WHERE code = 'kec-01'");
    const char *text = draw(bench, &query, (struct ikm_text_look){0});
    expect_part(text, "Kec?[2J???x");
    assert_null(strchr(text, '\033'));
    assert_null(strstr(text, "\xC2\x9B"));
}

static void wide_names_stay_aligned(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {.by = IKM_BY_UNIT};
    add(bench, bench->survey.unit_id, "333333333");
    add(bench, bench->survey.unit2_id, "333333333");
    survey_tamper(&bench->survey, "UPDATE unit SET name = 'Éééé' "
                                  "WHERE code = 'kec-01'");
    survey_tamper(&bench->survey, "UPDATE unit SET name = 'Eeee' "
                                  "WHERE code = 'kec-02'");
    const char *text = draw(bench, &query, (struct ikm_text_look){0});
    expect_part(text, "\nÉééé*  75,00");
    expect_part(text, "\nEeee*  75,00");
}

/* The chart: best first, cut-offs of the form, the IKM as the mean. */
static void chart_of_elements(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {0};
    static const struct ikm_chart none = {0};
    const struct ikm_chart *chart = &none;
    add(bench, bench->survey.unit_id, "342444434");
    (void)draw(bench, &query, (struct ikm_text_look){0});
    for (size_t i = 0; i < bench->report.n_sections; i++)
        if (strcmp(bench->report.sections[i].key, "elements") == 0)
            chart = &bench->report.sections[i].charts[0];
    assert_int_equal(chart->n_bars, 9);
    assert_string_equal(chart->bars[8].label, "Waktu Penyelesaian");
    assert_string_equal(chart->bars[8].grade, "D");
    assert_true(chart->bars[8].marked);
    assert_false(chart->bars[0].marked);
    assert_int_equal(chart->n_cutoffs, 3);
    assert_int_equal(chart->cutoffs[0].value_hundredths, 8831);
    assert_string_equal(chart->cutoffs[0].label, "A mulai 88,31");
    assert_int_equal(chart->axis_from_hundredths, 2500);
    assert_int_equal(chart->mean.value_hundredths, 8889);
}

static void out_of_memory_is_told(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {0};
    struct ikm_error *err = &bench->survey.err;
    size_t n_refused = 0;
    add(bench, bench->survey.unit_id, "342444434");
    (void)draw(bench, &query, (struct ikm_text_look){0});
    for (size_t limit = 0; limit < 60000; limit += 97) {
        struct ikm_arena arena = IKM_ARENA(limit);
        struct ikm_text text = IKM_TEXT(&arena);
        struct ikm_report report;
        enum ikm_status status = ikm_report_of_analysis(
            &bench->analysis, IKM_LANG_ID, &arena, &report, err);
        if (status == IKM_OK)
            status =
                ikm_to_text(&report, (struct ikm_text_look){0}, &text, err);
        assert_true(status == IKM_OK || status == IKM_NO_MEMORY);
        n_refused += status == IKM_NO_MEMORY;
        ikm_arena_release(&arena);
    }
    assert_true(n_refused > 100 && n_refused < 60000 / 97);
}

static void csv_is_tidy(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {.by = IKM_BY_UNIT};
    struct ikm_text text = IKM_TEXT(&bench->arena);
    const char *csv = NULL;
    size_t n_lines = 0;
    add(bench, bench->survey.unit_id, "342444434");
    add(bench, bench->survey.unit2_id, "342444430");
    (void)draw(bench, &query, (struct ikm_text_look){0});
    ikm_to_csv(&bench->analysis, &text);
    assert_int_equal(ikm_text_done(&text, &csv, &bench->survey.err), IKM_OK);
    expect_part(csv, "permenpanrb-14-2017,exact,answered,kec-01,Kecamatan "
                     "Satu,kec-01,,,,ikm,,,1,,3.55555555555556,88.89,A,Sangat "
                     "baik,,,,one-response population-unknown,1,1,0,0,0,,,"
                     ",,,,,,,,,,,,,,,r-rest,,,,,,,,,,,,,,,,1,1,0.317");
    expect_part(
        csv,
        ",waktu,U3,Waktu Penyelesaian,1,2,2.000,50.00,D,Tidak "
        "baik,9,,,class-d below-mean three-lowest,1,1,0,0,0,,,"
        ",,,,,,,,1.66666666666667,,,,,,,r-rest,,,,,,,,,,,,,,,,,,,,,,,,,\r\n");
    expect_part(csv, ",sarana,U9,Sarana dan Prasarana,0,0,,,,,,,,,1,1,1,0,0,,,"
                     ",,,,,,,,,,,,,,,r-rest,,,,,,,,,,,,,,,,,,,,,,,,,\r\n");
    for (const char *line = csv; *line; n_lines++) {
        const char *end = strstr(line, "\r\n");
        size_t n_commas = 0;
        int quoted = 0;
        assert_non_null(end);
        for (; line < end; line++) {
            quoted ^= *line == '"';
            n_commas += *line == ',' && !quoted;
        }
        assert_int_equal(n_commas, 69);
        line = end + 2;
    }
    assert_int_equal(n_lines, 1 + 2 * 10);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_result),
        TEST(english_and_colours),
        TEST(all_alike),
        TEST(ranking),
        TEST(names_cannot_steer_the_terminal),
        TEST(wide_names_stay_aligned),
        TEST(chart_of_elements),
        TEST(out_of_memory_is_told),
        TEST(csv_is_tidy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* From a survey file to results: groups, ledgers, forms, causes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/bench.h"

static void nothing_to_analyse(void **state)
{
    struct bench *bench = *state;
    struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    query.form = IKM_DEFAULT_FORM;
    assert_int_equal(ikm_assemble(bench->survey.store, &query, &bench->arena,
                                  &bench->analysis, &bench->survey.err),
                     IKM_INPUT);
    assert_non_null(strstr(bench->survey.err.text, "Kecamatan Satu"));
    assert_non_null(strstr(bench->survey.err.text, "Triwulan I 2025"));
    assert_non_null(strstr(bench->survey.err.text, IKM_DEFAULT_FORM));
    query.unit = "kec-99";
    assert_int_equal(ikm_assemble(bench->survey.store, &query, &bench->arena,
                                  &bench->analysis, &bench->survey.err),
                     IKM_INPUT);
    /* the store is free again */
    bench_begin(bench);
    bench_commit(bench);
}

static void one_unit(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = bench_ask("KEC-01", "2025-TW1", IKM_BY_NONE);
    bench_add(bench, s->unit_id, "444444444", "2025-01-05", 2);
    bench_add(bench, s->unit_id, "333333330", "2025-03", 1);
    bench_add(bench, s->unit_id, "111111111", "2025-04-01", 1); /* outside */
    bench_add(bench, s->unit2_id, "111111111", "2025-01-05", 1);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_string_equal(result->unit, "kec-01");
    assert_string_equal(result->name, "Kecamatan Satu");
    assert_null(result->group);
    assert_int_equal(result->ledger.received, 3);
    assert_int_equal(result->ledger.used, 3);
    assert_int_equal(result->ledger.partial, 1);
    /* eight elements 11/3, one 8/2 = 4 */
    assert_string_equal(result->index.exact, "2500/27");
    assert_int_equal(result->index.element[8].n, 2);
    assert_true(ikm_result_warns(result, IKM_WARN_PARTIAL_ROWS));
    assert_true(ikm_result_warns(result, IKM_WARN_POPULATION_UNKNOWN));
    assert_false(ikm_result_warns(result, IKM_WARN_SEVERAL_FORMS));
    assert_int_equal(result->sample.population, -1);
    assert_int_equal(result->combined.n_units, 1);
    assert_int_equal(result->combined.mean_hundredths, -1);
}

static void complete_rows(void **state)
{
    /* from the sums of months, then from the rows */
    static const char *const period[] = {"", "2025-01-02..2025-01-20"};
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    bench_add(bench, s->unit_id, "444444444", "2025-01-05", 1);
    bench_add(bench, s->unit_id, "111111110", "2025-01-05", 1);
    for (size_t i = 0; i < IKM_COUNT(period); i++) {
        struct ikm_query query = bench_ask(NULL, period[i], IKM_BY_NONE);
        query.rows = IKM_ROWS_COMPLETE;
        const struct ikm_result *result = bench_one(bench, &query);
        assert_int_equal(result->index.value_hundredths, 10000);
        assert_int_equal(result->index.element[0].n, 1);
        assert_int_equal(result->ledger.used, 2);
        assert_int_equal(result->ledger.partial, 1);
        assert_true(ikm_result_warns(result, IKM_WARN_ONE_RESPONSE));
    }
}

static void void_and_excluded(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_excluded known = {.row = 2,
                                       .form_id = s->form_id,
                                       .unit_id = s->unit_id,
                                       .date = {2025, 1, 9},
                                       .reason = "skor 5"};
    struct ikm_excluded unknown = known;
    struct ikm_query query = bench_ask(NULL, "", IKM_BY_NONE);
    struct ikm_response r = survey_response(s, "333333333", "2025-01-05");
    unknown.unit_id = 0;
    unknown.row = 3;
    (void)survey_add(s, &r);
    r.state = IKM_RESPONSE_VOID;
    (void)survey_add(s, &r);
    bench_begin(bench);
    assert_int_equal(ikm_store_add_excluded(s->store, &known, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_excluded(s->store, &unknown, &s->err),
                     IKM_OK);
    bench_commit(bench);
    const struct ikm_ledger all = bench_one(bench, &query)->ledger;
    assert_int_equal(all.received, 4);
    assert_int_equal(all.used, 1);
    assert_int_equal(all.n_void, 1);
    assert_int_equal(all.excluded, 2);
    /* in a period, and of a unit, only where it is known */
    query = bench_ask(NULL, "2025-01", IKM_BY_NONE);
    assert_int_equal(bench_one(bench, &query)->ledger.excluded, 1);
    query = bench_ask("kec-01", "", IKM_BY_NONE);
    assert_int_equal(bench_one(bench, &query)->ledger.excluded, 1);
    query = bench_ask(NULL, "", IKM_BY_UNIT);
    assert_int_equal(bench_one(bench, &query)->ledger.excluded, 1);
    query = bench_ask(NULL, "", IKM_BY_PERIOD);
    assert_int_equal(bench_one(bench, &query)->ledger.excluded, 1);
    query = bench_ask(NULL, "", IKM_BY_GENDER);
    query.min_group = 1;
    assert_int_equal(bench_one(bench, &query)->ledger.excluded, 0);
    query = bench_ask(NULL, "2025-01-09..2025-01-31", IKM_BY_NONE);
    assert_int_equal(ikm_assemble(s->store, &query, &bench->arena,
                                  &bench->analysis, &s->err),
                     IKM_INPUT);
}

static void by_unit(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = bench_ask("kab", "2025", IKM_BY_UNIT);
    (void)bench_make_tree(bench);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    const struct ikm_result *result = analysis->results;
    assert_int_equal(analysis->n_results, 3);
    assert_string_equal(result[0].group, "kab");
    assert_string_equal(result[0].name, "kab (langsung)");
    assert_int_equal(result[0].index.value_hundredths, 2500);
    assert_string_equal(result[1].unit, "kab-a");
    assert_string_equal(result[1].group, "kab-a");
    assert_int_equal(result[1].ledger.used, 4);
    assert_int_equal(result[1].index.value_hundredths, 9375);
    /* inside a: a itself and a1 */
    assert_int_equal(result[1].combined.n_units, 2);
    assert_int_equal(result[1].combined.mean_hundredths, 8750);
    assert_string_equal(result[2].group, "kab-b");
    assert_int_equal(analysis->n_empty_units, 1);
    assert_string_equal(analysis->empty_units[0], "kab-kosong");
}

static void units_pooled_and_averaged(void **state)
{
    struct bench *bench = *state;
    struct ikm_query query = bench_ask("kab", "2025", IKM_BY_NONE);
    (void)bench_make_tree(bench);
    const struct ikm_result *result = bench_one(bench, &query);
    /* (3*4 + 3 + 2*2 + 1) / 7 * 25 */
    assert_string_equal(result->index.exact, "500/7");
    /* a 93.75, b 50, kab itself 25 */
    assert_int_equal(result->combined.n_units, 3);
    assert_int_equal(result->combined.mean_hundredths, 5625);
    /* without a unit: the three at the top, of which two have nothing */
    query.unit = NULL;
    result = bench_one(bench, &query);
    assert_null(result->unit);
    assert_int_equal(result->combined.n_units, 1);
    bench_add(bench, bench->survey.unit_id, "444444444", "2025-01-05", 1);
    result = bench_one(bench, &query);
    assert_int_equal(result->combined.n_units, 2);
    assert_int_equal(result->combined.mean_hundredths, 8571);
    /* the same through the rows, by days and by group */
    query = bench_ask("kab", "2025-01-02..2025-01-30", IKM_BY_NONE);
    result = bench_one(bench, &query);
    assert_string_equal(result->index.exact, "500/7");
    assert_int_equal(result->combined.mean_hundredths, 5625);
    query = bench_ask("kab", "2025", IKM_BY_GENDER);
    query.min_group = 1;
    assert_int_equal(bench_one(bench, &query)->combined.mean_hundredths, 5625);
}

static void by_service_merges_names(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = bench_ask(NULL, "2025", IKM_BY_SERVICE);
    struct ikm_response r = survey_response(s, "444444444", "2025-01-05");
    int64_t twin = 0;
    int64_t other = 0;
    bench_begin(bench);
    assert_int_equal(
        ikm_store_add_service(s->store, s->unit2_id, "  ktp ", &twin, &s->err),
        IKM_OK);
    assert_int_equal(
        ikm_store_add_service(s->store, s->unit2_id, "Akta", &other, &s->err),
        IKM_OK);
    bench_commit(bench);
    (void)survey_add(s, &r);
    r.unit_id = s->unit2_id;
    r.service_id = twin;
    (void)survey_add(s, &r);
    r.service_id = other;
    (void)survey_add(s, &r);
    r.service_id = 0;
    (void)survey_add(s, &r);
    bench_set_volume(bench, s->unit_id, s->service_id, "2025", 3);
    bench_set_volume(bench, s->unit2_id, twin, "2025", 4);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    assert_int_equal(analysis->n_results, 3);
    assert_string_equal(analysis->results[0].group, "Akta");
    assert_string_equal(analysis->results[1].group, "KTP");
    assert_int_equal(analysis->results[1].ledger.used, 2);
    assert_int_equal(analysis->results[1].sample.population, 7);
    assert_int_equal(analysis->results[0].sample.population, -1);
    assert_string_equal(analysis->results[2].group, "tidak diisi");
    assert_int_equal(analysis->results[2].ledger.used, 1);
}

static void by_respondent(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask(NULL, "2025", IKM_BY_AGE);
    query.min_group = 1;
    struct ikm_response r = survey_response(s, "444444444", "2025-01-05");
    r.field[IKM_FIELD_AGE] = 61;
    (void)survey_add(s, &r);
    r.field[IKM_FIELD_AGE] = 19;
    (void)survey_add(s, &r);
    r.field[IKM_FIELD_AGE] = 0;
    (void)survey_add(s, &r);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    assert_int_equal(analysis->n_results, 3);
    assert_string_equal(analysis->results[0].group, "<20");
    assert_string_equal(analysis->results[1].group, "60+");
    assert_string_equal(analysis->results[2].group, "tidak diisi");
    query.lang = IKM_LANG_EN;
    analysis = bench_run(bench, &query);
    assert_string_equal(analysis->results[2].group, "not filled in");
}

static void by_operator(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask(NULL, "2025", IKM_BY_OPERATOR);
    query.min_group = 1;
    struct ikm_response r = survey_response(s, "444444444", "2025-01-05");
    int64_t siti = 0;
    int64_t budi = 0;
    bench_begin(bench);
    assert_int_equal(ikm_store_operator(s->store, "siti", &siti, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_operator(s->store, "Budi", &budi, &s->err),
                     IKM_OK);
    bench_commit(bench);
    (void)survey_add(s, &r);
    r.operator_id = siti;
    (void)survey_add(s, &r);
    r.operator_id = budi;
    (void)survey_add(s, &r);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    assert_int_equal(analysis->n_results, 3);
    assert_string_equal(analysis->results[0].group, "Budi");
    assert_string_equal(analysis->results[1].group, "siti");
    assert_string_equal(analysis->results[2].group, "tidak diisi");
}

static void several_forms(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_builtin_form *spak = ikm_builtin_form_find("spak-5");
    struct ikm_query query = bench_ask(NULL, "2025", IKM_BY_NONE);
    struct ikm_response r = survey_response(s, "44444", "2025-01-05");
    bench_begin(bench);
    assert_int_equal(ikm_store_add_form(s->store, &spak->source, spak->id,
                                        &r.form_id, &s->err),
                     IKM_OK);
    bench_commit(bench);
    (void)survey_add(s, &r);
    bench_add(bench, s->unit_id, "333333333", "2025-02-05", 1);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    assert_int_equal(analysis->n_results, 2);
    assert_int_equal(analysis->n_forms, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct ikm_result *result = &analysis->results[i];
        const int is_spak = strcmp(result->form->id, "spak-5") == 0;
        assert_int_equal(result->index.value_hundredths,
                         is_spak ? 10000 : 7500);
        assert_true(ikm_result_warns(result, IKM_WARN_SEVERAL_FORMS));
        assert_int_equal(ikm_result_warns(result, IKM_WARN_CLASSES_UNVERIFIED),
                         is_spak);
    }
    query.form = "spak-5";
    const struct ikm_result *result = bench_one(bench, &query);
    assert_string_equal(result->form->id, "spak-5");
    assert_false(ikm_result_warns(result, IKM_WARN_SEVERAL_FORMS));
}

static void causes_are_counted(void **state)
{
    static const struct ikm_low_cause causes[] = {
        {2, 1, ""}, {0, 3, ""}, {2, 0, "panas"}};
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    struct ikm_response r = survey_response(s, "221444444", "2025-01-05");
    r.causes = causes;
    r.n_causes = 2;
    (void)survey_add(s, &r);
    r.n_causes = 1;
    (void)survey_add(s, &r);
    r.causes = causes + 2;
    (void)survey_add(s, &r);
    r.state = IKM_RESPONSE_VOID;
    (void)survey_add(s, &r);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_int_equal(result->more[2].n_causes_named, 3);
    assert_int_equal(result->more[2].n_causes, 2);
    assert_int_equal(result->more[2].causes[0].count, 2);
    assert_string_equal(result->more[2].causes[0].text, "Antrean panjang");
    assert_string_equal(result->more[2].causes[1].text, "lainnya");
    assert_int_equal(result->more[0].n_causes, 1);
    assert_int_equal(result->more[1].n_causes, 0);
    query.by = IKM_BY_SERVICE;
    assert_int_equal(bench_one(bench, &query)->more[2].n_causes_named, 3);
    query.by = IKM_BY_GENDER;
    query.min_group = 1;
    assert_int_equal(bench_one(bench, &query)->more[2].n_causes_named, 0);
}

static void words_are_parsed_back(void **state)
{
    enum ikm_by by = IKM_BY_NONE;
    enum ikm_rows rows = IKM_ROWS_ANSWERED;
    enum ikm_period_kind every = IKM_PERIOD_ALL;
    (void)state;
    for (int i = IKM_BY_UNIT; i < IKM_BY_COUNT; i++) {
        assert_true(ikm_by_parse(ikm_by_name((enum ikm_by)i), &by));
        assert_int_equal(by, i);
    }
    assert_false(ikm_by_parse("", &by));
    assert_false(ikm_by_parse("kelamin", &by));
    assert_true(ikm_every_parse("semester", &every));
    assert_int_equal(every, IKM_PERIOD_SEMESTER);
    assert_false(ikm_every_parse("", &every));
    assert_true(ikm_rows_parse("complete", &rows));
    assert_int_equal(rows, IKM_ROWS_COMPLETE);
    assert_false(ikm_rows_parse("all", &rows));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, bench_make, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_to_analyse),
        TEST(one_unit),
        TEST(complete_rows),
        TEST(void_and_excluded),
        TEST(by_unit),
        TEST(units_pooled_and_averaged),
        TEST(by_service_merges_names),
        TEST(by_respondent),
        TEST(by_operator),
        TEST(several_forms),
        TEST(causes_are_counted),
        TEST(words_are_parsed_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

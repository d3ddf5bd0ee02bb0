/* Against the period before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/bench.h"

static void the_period_before(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025-TW3", IKM_BY_NONE);
    char text[IKM_PERIOD_TEXT_BYTES];
    bench_add(bench, s->unit_id, "444444444", "2024-11-05", 1);
    bench_add(bench, s->unit_id, "222222222", "2024-12-05", 1);
    bench_add(bench, s->unit_id, "111111111", "2024-02-05", 1);
    bench_add(bench, s->unit2_id, "111111111", "2025-05-05", 1);
    bench_add(bench, s->unit_id, "444444442", "2025-07-05", 1);
    const struct ikm_result *result = bench_one(bench, &query);
    /* TW2 and TW1 of 2025 are empty: the last one with data */
    assert_true(result->change.known);
    assert_string_equal(ikm_period_text(&result->change.before, text),
                        "2024-TW4");
    assert_true(bench_near(result->change.difference, 850.0 / 9 - 75));
    assert_true(bench_near(result->more[0].change.difference, 1));
    assert_true(bench_near(result->more[8].change.difference, -1));
    query = bench_ask("kec-01", "2025", IKM_BY_NONE);
    result = bench_one(bench, &query);
    assert_string_equal(ikm_period_text(&result->change.before, text), "2024");
    assert_true(bench_near(result->more[0].change.difference, 4 - 7.0 / 3));
    /* the same through the rows */
    query = bench_ask("kec-01", "2025-TW3", IKM_BY_SERVICE);
    result = bench_one(bench, &query);
    assert_string_equal(ikm_period_text(&result->change.before, text),
                        "2024-TW4");
    assert_true(bench_near(result->more[8].change.difference, -1));
    /* a range and everything have none; neither has the first period */
    query = bench_ask("kec-01", "2025-07-01..2025-09-30", IKM_BY_NONE);
    assert_false(bench_one(bench, &query)->change.known);
    query = bench_ask("kec-01", "", IKM_BY_NONE);
    assert_false(bench_one(bench, &query)->change.known);
    query = bench_ask("kec-01", "2024-TW1", IKM_BY_NONE);
    assert_false(bench_one(bench, &query)->change.known);
}

static void groups_have_their_own_before(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = bench_ask(NULL, "2025-TW3", IKM_BY_UNIT);
    char text[IKM_PERIOD_TEXT_BYTES];
    bench_add(bench, s->unit_id, "222222222", "2025-01-05", 1);
    bench_add(bench, s->unit_id, "333333333", "2025-07-05", 1);
    bench_add(bench, s->unit2_id, "444444444", "2025-05-05", 1);
    bench_add(bench, s->unit2_id, "333333333", "2025-08-05", 1);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    assert_int_equal(analysis->n_results, 2);
    assert_string_equal(
        ikm_period_text(&analysis->results[0].change.before, text), "2025-TW1");
    assert_true(bench_near(analysis->results[0].change.difference, 25));
    assert_string_equal(
        ikm_period_text(&analysis->results[1].change.before, text), "2025-TW2");
    assert_true(bench_near(analysis->results[1].change.difference, -25));
}

static void by_period(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025", IKM_BY_PERIOD);
    char text[IKM_PERIOD_TEXT_BYTES];
    bench_add(bench, s->unit_id, "222222222", "2024-08-05", 1);
    bench_add(bench, s->unit_id, "333333333", "2025-02-05", 1);
    bench_add(bench, s->unit_id, "444444444", "2025-09-05", 1);
    const struct ikm_analysis *analysis = bench_run(bench, &query);
    const struct ikm_result *result = analysis->results;
    assert_int_equal(analysis->n_results, 2);
    assert_string_equal(result[0].group, "2025-TW1");
    assert_string_equal(ikm_period_text(&result[0].period, text), "2025-TW1");
    assert_string_equal(ikm_period_text(&result[0].change.before, text),
                        "2024-TW3");
    assert_string_equal(result[1].group, "2025-TW3");
    assert_string_equal(ikm_period_text(&result[1].change.before, text),
                        "2025-TW1");
    assert_true(bench_near(result[1].change.difference, 25));
    query.every = IKM_PERIOD_MONTH;
    analysis = bench_run(bench, &query);
    assert_string_equal(analysis->results[0].group, "2025-02");
    /* a part of a quarter is a range and has no period before */
    query = bench_ask("kec-01", "2025-02-03..2025-09-30", IKM_BY_PERIOD);
    analysis = bench_run(bench, &query);
    assert_string_equal(analysis->results[0].group, "2025-TW1");
    assert_string_equal(ikm_period_text(&analysis->results[0].period, text),
                        "2025-02-03..2025-03-31");
    assert_false(analysis->results[0].change.known);
    assert_string_equal(
        ikm_period_text(&analysis->results[1].change.before, text), "2025-TW1");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, bench_make, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_period_before),
        TEST(groups_have_their_own_before),
        TEST(by_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

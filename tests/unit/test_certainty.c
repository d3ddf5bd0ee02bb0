/* How sure the figures are, through the whole pipeline: the undefined stays
 * undefined, cells and rows agree, what is asked for is told. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/bench.h"

static int near(double a, double b)
{
    return fabs(a - b) <= 1e-11 * (1 + fabs(b));
}

static const char *const mixed[] = {"343434343", "333233333", "443423344",
                                    "234333043", "322223233", "444434444",
                                    "433322333", "343243343", "330333313",
                                    "444444443", "342323334", "333343432"};

/* Twelve different responses, spread over the days of a quarter. */
static void add_mixed(struct bench *bench, int64_t unit_id, int year, int month,
                      int first)
{
    for (int i = first; i < 12; i++) {
        char date[40];
        (void)snprintf(date, sizeof date, "%04d-%02d-%02d", year, month + i % 3,
                       2 + i);
        bench_add(bench, unit_id, mixed[i], date, 1);
    }
}

static void one_and_all_alike(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    bench_add(bench, s->unit_id, "343434343", "2025-02-05", 1);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_int_equal(result->certainty.interval.reason, IKM_UNSURE_ONE);
    assert_false(result->certainty.interval.ci95.is_defined);
    assert_false(result->certainty.grade.is_defined);
    assert_false(result->certainty.has_lowest_group);
    assert_false(result->more[0].interval.has_sd);
    assert_false(result->more[0].p_lowest3.is_defined);
    assert_false(result->reliability->has_alpha);
    bench_add(bench, s->unit_id, "343434343", "2025-02-05", 4);
    result = bench_one(bench, &query);
    assert_int_equal(result->certainty.interval.reason, IKM_UNSURE_NO_SPREAD);
    assert_true(ikm_result_warns(result, IKM_WARN_NO_SPREAD));
    assert_false(result->certainty.interval.ci95.is_defined);
    assert_false(result->certainty.grade.is_firm);
    /* no spread: only equal ones are in the group */
    for (int e = 0; e < 9; e++)
        assert_int_equal(
            (result->index.element[e].flags & IKM_FLAG_LOWEST_GROUP) != 0,
            e % 2 == 0);
    /* everybody was asked */
    bench_set_volume(bench, s->unit_id, 0, "2025-TW1", 5);
    result = bench_one(bench, &query);
    assert_int_equal(result->certainty.interval.reason, IKM_UNSURE_NONE);
    assert_false(ikm_result_warns(result, IKM_WARN_NO_SPREAD));
    assert_true(result->certainty.grade.is_firm);
    assert_true(
        near(result->certainty.interval.ci95.low, result->index.index * 25));
    assert_true(near(result->certainty.grade.probability[1], 1));
    assert_true(result->more[0].interval.ci95.is_defined);
}

static void the_population(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    add_mixed(bench, s->unit_id, 2025, 1, 0);
    const double plain = bench_one(bench, &query)->certainty.interval.se;
    const double element = bench_one(bench, &query)->more[0].interval.ci95.high;
    bench_set_volume(bench, s->unit_id, 0, "2025-TW1", 48);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_true(near(result->certainty.interval.se, plain * sqrt(0.75)));
    const double middle = 25 * result->index.element[0].nrr;
    assert_true(near(result->more[0].interval.ci95.high - middle,
                     (element - middle) * sqrt(0.75)));
    /* fewer than answered: no correction */
    bench_set_volume(bench, s->unit_id, 0, "2025-TW1", 11);
    result = bench_one(bench, &query);
    assert_true(near(result->certainty.interval.se, plain));
    assert_true(ikm_result_warns(result, IKM_WARN_POPULATION_BELOW_SAMPLE));
}

static void an_element_without_answers(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = bench_ask("kec-01", "", IKM_BY_NONE);
    bench_add(bench, bench->survey.unit_id, "344444440", "2025-02-05", 2);
    bench_add(bench, bench->survey.unit_id, "443434440", "2025-02-05", 3);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_int_equal(result->certainty.interval.reason, IKM_UNSURE_NO_INDEX);
    assert_false(result->certainty.grade.is_defined);
    assert_int_equal(result->certainty.flip.sheets_down, -1);
    assert_true(result->more[0].interval.ci95.is_defined);
    assert_false(result->more[8].interval.ci95.is_defined);
    assert_false(result->more[8].p_lowest3.is_defined);
    assert_true(result->more[0].p_lowest3.is_defined);
    assert_int_equal(result->reliability->n, 0);
}

static void a_ceiling(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = bench_ask("kec-01", "", IKM_BY_NONE);
    bench_add(bench, bench->survey.unit_id, "444444444", "2025-02-05", 6);
    bench_add(bench, bench->survey.unit_id, "343434343", "2025-02-05", 4);
    assert_false(ikm_result_warns(bench_one(bench, &query), IKM_WARN_CEILING));
    bench_add(bench, bench->survey.unit_id, "444444444", "2025-02-05", 1);
    const struct ikm_result *result = bench_one(bench, &query);
    const struct ikm_index_interval *told = &result->certainty.interval;
    assert_true(ikm_result_warns(result, IKM_WARN_CEILING));
    assert_true(told->ci95.high > told->logit95.high);
    assert_true(told->logit95.is_defined && told->logit95.high < 100);
    assert_true(told->logit95.low < result->index.index * 25);
}

static void same_figures(const struct ikm_result *a, const struct ikm_result *b)
{
    assert_int_equal(a->certainty.interval.reason,
                     b->certainty.interval.reason);
    assert_true(near(a->certainty.interval.se, b->certainty.interval.se));
    assert_int_equal(a->change.known, b->change.known);
    assert_int_equal(a->change.p.is_defined, b->change.p.is_defined);
    assert_true(near(a->change.p.p, b->change.p.p));
    assert_true(near(a->reliability->alpha, b->reliability->alpha));
    assert_int_equal(a->warnings, b->warnings);
    for (size_t e = 0; e < 9; e++) {
        const struct ikm_element_more *x = &a->more[e];
        const struct ikm_element_more *y = &b->more[e];
        assert_int_equal(a->index.element[e].flags, b->index.element[e].flags);
        assert_true(near(x->interval.sd, y->interval.sd));
        assert_true(near(x->change.p_holm.p, y->change.p_holm.p));
        assert_true(
            near(x->change.p_mann_whitney.p, y->change.p_mann_whitney.p));
    }
}

/* One unit's result out of --by, which reads cells, or service, which reads
 * rows. */
static void cells_and_rows_agree(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    add_mixed(bench, s->unit_id, 2025, 1, 0);
    add_mixed(bench, s->unit_id, 2024, 7, 3);
    add_mixed(bench, s->unit2_id, 2025, 1, 2);
    for (int rows = 0; rows < 2; rows++) {
        query.rows = rows ? IKM_ROWS_COMPLETE : IKM_ROWS_ANSWERED;
        query.by = IKM_BY_NONE;
        const struct ikm_result by_rows = *bench_one(bench, &query);
        assert_true(by_rows.change.known && by_rows.change.p.is_defined);
        query.by = IKM_BY_SERVICE;
        same_figures(bench_one(bench, &query), &by_rows);
        query.by = IKM_BY_UNIT;
        same_figures(bench_one(bench, &query), &by_rows);
        /* cells once more, now kept */
        same_figures(bench_one(bench, &query), &by_rows);
        query.by = IKM_BY_PERIOD;
        query.period = (struct ikm_period){0};
        const struct ikm_analysis *all = bench_run(bench, &query);
        assert_int_equal(all->n_results, 2);
        assert_true(near(all->results[1].certainty.interval.se,
                         by_rows.certainty.interval.se));
        query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    }
}

/* Asking for complete rows is the same as having no others. */
static void complete_rows_alone(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "", IKM_BY_NONE);
    add_mixed(bench, s->unit_id, 2025, 1, 0);
    for (int i = 0; i < 12; i++)
        if (!strchr(mixed[i], '0'))
            bench_add(bench, s->unit2_id, mixed[i], "2025-02-02", 1);
    query.rows = IKM_ROWS_COMPLETE;
    const struct ikm_result first = *bench_one(bench, &query);
    query = bench_ask("kec-02", "", IKM_BY_NONE);
    const struct ikm_result *second = bench_one(bench, &query);
    assert_true(
        near(first.certainty.interval.se, second->certainty.interval.se));
    for (size_t e = 0; e < 9; e++) {
        assert_int_equal(first.index.element[e].flags,
                         second->index.element[e].flags);
        assert_true(
            near(first.more[e].p_lowest3.p, second->more[e].p_lowest3.p));
    }
}

static void a_change_is_flagged(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    for (int i = 0; i < 10; i++) {
        bench_add(bench, s->unit_id, i % 2 ? "434333333" : "334233333",
                  "2024-11-05", 1);
        bench_add(bench, s->unit_id, i % 2 ? "224333333" : "324433333",
                  "2025-01-05", 1);
    }
    const struct ikm_result *result = bench_one(bench, &query);
    const struct ikm_element_figures *element = result->index.element;
    /* 3.5 -> 2.5 declined; 2 3 -> 4 3 improved; the rest is as it was */
    assert_true(element[0].flags & IKM_FLAG_DECLINED);
    assert_false(element[0].flags & IKM_FLAG_IMPROVED);
    assert_true(element[3].flags & IKM_FLAG_IMPROVED);
    assert_int_equal(element[4].flags & (IKM_FLAG_DECLINED | IKM_FLAG_IMPROVED),
                     0);
    assert_false(result->more[4].change.p.is_defined);
    assert_true(result->more[0].change.p_holm.p >= result->more[0].change.p.p);
}

static void the_target(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    add_mixed(bench, s->unit_id, 2025, 1, 0);
    assert_int_equal(bench_one(bench, &query)->certainty.target_hundredths, -1);
    const int64_t value = bench_one(bench, &query)->index.value_hundredths;
    bench_begin(bench);
    assert_int_equal(
        ikm_store_set_target(s->store, s->unit_id, 2025, value, &s->err),
        IKM_OK);
    bench_commit(bench);
    const struct ikm_certainty *told = &bench_one(bench, &query)->certainty;
    assert_true(told->target.is_defined);
    assert_true(fabs(told->target.p - 0.5) < 0.01);
    query.by = IKM_BY_UNIT;
    assert_true(bench_one(bench, &query)->certainty.target.is_defined);
    query = bench_ask("kec-01", "", IKM_BY_NONE);
    assert_int_equal(bench_one(bench, &query)->certainty.target_hundredths, -1);
}

static void a_bootstrap(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025-TW1", IKM_BY_UNIT);
    for (int i = 0; i < 5; i++)
        add_mixed(bench, s->unit_id, 2025, 1, 0);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_int_equal(result->certainty.bootstrap.n_values, 0);
    assert_false(result->more[0].p_lowest3.is_defined);
    query.n_bootstrap = 5000;
    result = bench_one(bench, &query);
    const struct ikm_bootstrap *told = &result->certainty.bootstrap;
    const struct ikm_index_interval *plain = &result->certainty.interval;
    double total = 0;
    assert_int_equal(told->n_values, 5000);
    assert_true(fabs(told->se / plain->se - 1) < 0.05);
    assert_true(fabs(told->percentile95.low - plain->ci95.low) < 0.4);
    assert_true(fabs(told->bca95.high - plain->ci95.high) < 0.4);
    for (size_t e = 0; e < 9; e++) {
        assert_true(result->more[e].p_lowest3.is_defined);
        total += result->more[e].p_lowest3.p;
    }
    assert_true(total >= 3);
    /* without being asked for it, of one result */
    query = bench_ask("kec-01", "2025-TW1", IKM_BY_NONE);
    assert_true(bench_one(bench, &query)->more[0].p_lowest3.is_defined);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, bench_make, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_and_all_alike),
        TEST(the_population),
        TEST(an_element_without_answers),
        TEST(a_ceiling),
        TEST(cells_and_rows_agree),
        TEST(complete_rows_alone),
        TEST(a_change_is_flagged),
        TEST(the_target),
        TEST(a_bootstrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Intervals, certainty, lowest group and change against R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/certainty.h"
#include "analyze/compare.h"
#include "analyze/distribution.h"
#include "analyze/lowest.h"

#define FOLDER "tests/reference/interval/"

struct bench {
    struct expected expected;
    struct office now, before;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct expected_table table = expected_read_table(FOLDER "data.csv");
    bench.expected = expected_read(FOLDER "expected.csv");
    office_make(&bench.now, &table, "period", 1);
    office_make(&bench.before, &table, "period", 0);
    expected_free_table(&table);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    expected_free(&bench->expected);
    office_close(&bench->now);
    office_close(&bench->before);
    return 0;
}

static struct ikm_spread spread_of(const struct office *office)
{
    return ikm_spread_of_cross(office->form, &office->cross, IKM_WEIGHTS_EXACT);
}

static double value_of(const struct office *office)
{
    return office->index.index * 25;
}

static void the_index(void **state)
{
    struct bench *bench = *state;
    const struct expected *r = &bench->expected;
    const struct ikm_spread spread = spread_of(&bench->now);
    const double value = value_of(&bench->now);
    struct ikm_index_interval told =
        ikm_index_interval(&spread, value, 4, -1, 1);
    assert_int_equal(told.reason, IKM_UNSURE_NONE);
    expected_is(r, "n", -1, (double)spread.n);
    expected_is(r, "value", -1, value);
    expected_is(r, "se", -1, told.se);
    expected_is(r, "low", -1, told.ci95.low);
    expected_is(r, "high", -1, told.ci95.high);
    expected_is(r, "logit_low", -1, told.logit95.low);
    expected_is(r, "logit_high", -1, told.logit95.high);
    told = ikm_index_interval(&spread, value, 4, 400, 0);
    expected_is(r, "se_400", -1, told.se);
    assert_false(told.logit95.is_defined);
}

/* The same out of the rows. */
static void the_parts(void **state)
{
    struct bench *bench = *state;
    const struct ikm_vectors *rows = &bench->now.vectors;
    double z[400];
    double sum = 0;
    double squares = 0;
    ikm_parts_of_rows(bench->now.form, rows, IKM_WEIGHTS_EXACT, z);
    for (size_t i = 0; i < rows->n_rows; i++) {
        sum += z[i];
        squares += z[i] * z[i];
    }
    const double n = (double)rows->n_rows;
    assert_true(fabs(sum) < 1e-9);
    expected_is(&bench->expected, "se", -1, sqrt(squares / (n - 1) / n));
}

static void the_grade(void **state)
{
    struct bench *bench = *state;
    const struct expected *r = &bench->expected;
    const struct ikm_belief belief = {
        value_of(&bench->now), bench->now.index.value_hundredths,
        expected_value(r, "se", -1), expected_value(r, "n", -1) - 1};
    const struct ikm_grade_certainty told =
        ikm_grade_certainty(bench->now.form, &belief);
    assert_true(told.is_defined && told.is_firm);
    expected_is(r, "grade_a", -1, told.probability[0]);
    expected_is(r, "grade_b", -1, told.probability[1]);
    expected_is(r, "grade_c", -1, told.probability[2]);
    expected_is(r, "grade_d", -1, told.probability[3]);
    expected_is(r, "target_80", -1, ikm_probability_at_least(&belief, 8000));
}

static void the_elements(void **state)
{
    struct bench *bench = *state;
    for (int e = 0; e < 9; e++) {
        const struct ikm_element_interval told =
            ikm_element_interval(&bench->now.index.element[e], 4, 1);
        assert_true(told.has_sd && told.ci95.is_defined);
        expected_is(&bench->expected, "sd", e + 1, told.sd);
        expected_is(&bench->expected, "low", e + 1, told.ci95.low);
        expected_is(&bench->expected, "high", e + 1, told.ci95.high);
    }
}

static void lowest_group(void **state)
{
    struct bench *bench = *state;
    const int lowest = (int)expected_value(&bench->expected, "lowest", -1);
    static struct ikm_pairs pairs, by_row;
    struct ikm_lowest told, again;
    const struct ikm_vectors *rows = &bench->now.vectors;
    assert_true(ikm_pairs_of_cross(bench->now.form, &bench->now.cross, &pairs));
    by_row = (struct ikm_pairs){0};
    for (size_t i = 0; i < rows->n_rows; i++) {
        int64_t sum[9], n[9];
        for (size_t e = 0; e < 9; e++) {
            sum[e] = rows->sum[9 * i + e];
            n[e] = rows->n[9 * i + e];
        }
        ikm_pairs_add(&by_row, sum, n, 9);
    }
    ikm_lowest_of(&bench->now.index, &pairs, &told);
    ikm_lowest_of(&bench->now.index, &by_row, &again);
    for (int e = 0; e < 9; e++) {
        if (e == lowest - 1) {
            assert_true(told.is_member[e] && !told.p[e].is_defined);
            continue;
        }
        assert_true(told.p[e].is_defined && again.p[e].is_defined);
        expected_is(&bench->expected, "pair", e + 1, told.p[e].p);
        expected_is(&bench->expected, "pair", e + 1, again.p[e].p);
        assert_int_equal(told.is_member[e], told.p[e].p >= 0.05);
    }
}

static void change(void **state)
{
    struct bench *bench = *state;
    const struct expected *r = &bench->expected;
    const struct office *pair[2] = {&bench->now, &bench->before};
    struct ikm_sample_moments of[2];
    struct ikm_p raw[9], holm[9];
    for (int i = 0; i < 2; i++) {
        const struct ikm_spread spread = spread_of(pair[i]);
        of[i] = (struct ikm_sample_moments){spread.n, value_of(pair[i]),
                                            spread.variance};
    }
    expected_is(r, "difference", -1, of[0].mean - of[1].mean);
    expected_is(r, "change_p", -1, ikm_welch(&of[0], &of[1]).p);
    for (int e = 0; e < 9; e++) {
        const int64_t *now = bench->now.tally.answered.count[e];
        const int64_t *before = bench->before.tally.answered.count[e];
        of[0] = ikm_moments_of_counts(now, 4);
        of[1] = ikm_moments_of_counts(before, 4);
        raw[e] = ikm_welch(&of[0], &of[1]);
        expected_is(r, "welch", e + 1, raw[e].p);
        expected_is(r, "rank", e + 1, ikm_mann_whitney(now, before, 4).p);
    }
    ikm_holm(raw, 9, holm);
    for (int e = 0; e < 9; e++)
        expected_is(r, "holm", e + 1, holm[e].p);
}

static void quantiles_and_tails(void **state)
{
    struct bench *bench = *state;
    static const int df[] = {1, 2, 7, 58, 2319};
    for (size_t i = 0; i < IKM_COUNT(df); i++) {
        expected_is(&bench->expected, "qt_", df[i],
                    ikm_t_quantile(0.975, df[i]));
        expected_is(&bench->expected, "pt_", df[i],
                    ikm_t_two_sided(3.3, df[i]));
    }
    expected_is(&bench->expected, "qt_1e+06", -1, ikm_t_quantile(0.975, 1e6));
    expected_is(&bench->expected, "pt_1e+06", -1, ikm_t_two_sided(3.3, 1e6));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index),           cmocka_unit_test(the_parts),
        cmocka_unit_test(the_grade),           cmocka_unit_test(the_elements),
        cmocka_unit_test(lowest_group),        cmocka_unit_test(change),
        cmocka_unit_test(quantiles_and_tails),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* Bootstrap intervals against R's boot on the values it drew; our own draws
 * against its shares, to the chance error of both. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/bootstrap.h"
#include "analyze/resample.h"

#define FOLDER "tests/reference/"

struct bench {
    struct office office;
    struct expected expected;
    double z[400];
};

static int set_up(void **state)
{
    static struct bench bench;
    struct expected_table table =
        expected_read_table(FOLDER "interval/data.csv");
    office_make(&bench.office, &table, "period", 1);
    expected_free_table(&table);
    bench.expected = expected_read(FOLDER "bootstrap/expected.csv");
    ikm_parts_of_rows(bench.office.form, &bench.office.vectors,
                      IKM_WEIGHTS_EXACT, bench.z);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    expected_free(&bench->expected);
    office_close(&bench->office);
    return 0;
}

static void intervals(void **state)
{
    struct bench *bench = *state;
    const struct expected *r = &bench->expected;
    const double a = ikm_acceleration(bench->z, bench->office.vectors.n_rows);
    struct ikm_bootstrap told;
    struct expected_table values =
        expected_read_table(FOLDER "bootstrap/values.csv");
    expected_is(r, "acceleration", -1, a);
    ikm_bootstrap_of(values.cell, values.n_rows,
                     expected_value(r, "estimate", -1), a, &told);
    assert_true(told.percentile95.is_defined && told.bca95.is_defined);
    expected_is(r, "se", -1, told.se);
    expected_is(r, "perc_low", -1, told.percentile95.low);
    expected_is(r, "perc_high", -1, told.percentile95.high);
    expected_is(r, "bca_low", -1, told.bca95.low);
    expected_is(r, "bca_high", -1, told.bca95.high);
    expected_free_table(&values);
}

static void draws(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    const struct expected *r = &bench->expected;
    struct ikm_resampled told, again;
    struct ikm_bootstrap interval;
    double many[IKM_MAX_ELEMENTS];
    const struct ikm_resampling resampling = {1, 20000};
    for (int i = 0; i < 2; i++)
        assert_int_equal(ikm_resample(office->form, &office->vectors,
                                      IKM_WEIGHTS_EXACT, &resampling,
                                      &office->arena, i ? &again : &told,
                                      &office->err),
                         IKM_OK);
    ikm_lowest3_of_many(office->form, &office->cross, &resampling, many);
    for (int e = 0; e < 9; e++) {
        const double share = expected_value(r, "share", e + 1);
        assert_true(fabs(told.p_lowest3[e] - share) < 0.015);
        assert_true(fabs(many[e] - share) < 0.03);
        assert_memory_equal(&told.p_lowest3[e], &again.p_lowest3[e],
                            sizeof(double));
    }
    assert_int_equal(told.n_values, 20000);
    ikm_bootstrap_of(told.value, told.n_values, office->index.index * 25,
                     ikm_acceleration(bench->z, office->vectors.n_rows),
                     &interval);
    /* analytic: se 1.0231, 72.37 .. 76.41 */
    assert_true(fabs(interval.se - 1.0231) < 0.03);
    assert_true(fabs(interval.percentile95.low - 72.37) < 0.1);
    assert_true(fabs(interval.percentile95.high - 76.41) < 0.1);
    assert_true(fabs(interval.bca95.low - 72.37) < 0.1);
    assert_true(fabs(interval.bca95.high - 76.41) < 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals),
        cmocka_unit_test(draws),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

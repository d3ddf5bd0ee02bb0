/* The index with services weighted to their volumes against package survey
 * (stratified, with population correction) and base R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/weighted.h"

#define FOLDER "tests/reference/weighted/"
enum { SERVICES = 4 };
static const int64_t served[SERVICES] = {500, 900, 120, 12};

struct bench {
    struct expected expected;
    struct office office[SERVICES];
};

static int set_up(void **state)
{
    static struct bench bench;
    struct expected_table table = expected_read_table(FOLDER "data.csv");
    for (int h = 0; h < SERVICES; h++)
        office_make(&bench.office[h], &table, "service", h + 1);
    expected_free_table(&table);
    bench.expected = expected_read(FOLDER "expected.csv");
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    for (int h = 0; h < SERVICES; h++)
        office_close(&bench->office[h]);
    expected_free(&bench->expected);
    return 0;
}

static struct ikm_weighted weigh(struct bench *bench, int complete)
{
    static const int64_t one_each[IKM_MAX_ELEMENTS] = {1, 1, 1, 1, 1,
                                                       1, 1, 1, 1};
    struct ikm_stratum stratum[SERVICES];
    for (int h = 0; h < SERVICES; h++) {
        struct office *office = &bench->office[h];
        struct ikm_cross cross = office->cross;
        struct ikm_sums sums = {0};
        if (complete)
            ikm_cross_of_complete(&office->cross, one_each, 9, &cross);
        sums.n_rows = cross.n_used;
        for (size_t e = 0; e < 9; e++) {
            sums.n[e] = cross.m[e];
            sums.sum[e] = cross.s[e];
        }
        stratum[h].population = served[h];
        stratum[h].spread =
            ikm_spread_of_cross(office->form, &cross, IKM_WEIGHTS_EXACT);
        assert_int_equal(ikm_index_of_sums(office->form, &sums,
                                           IKM_WEIGHTS_EXACT, &office->arena,
                                           &stratum[h].exact, &office->err),
                         IKM_OK);
    }
    return ikm_weighted_of(stratum, SERVICES);
}

static void is(const struct expected *r, const char *value, const char *se,
               const char *low, const char *high,
               const struct ikm_weighted *told)
{
    expected_is(r, value, -1, told->value);
    assert_int_equal(told->value_hundredths,
                     (int64_t)floor(100 * expected_value(r, value, -1) + 0.5));
    assert_int_equal(told->has_se, 1);
    expected_is(r, se, -1, told->se);
    expected_is(r, low, -1, told->ci95.low);
    expected_is(r, high, -1, told->ci95.high);
}

static void stratified(void **state)
{
    struct bench *bench = *state;
    const struct ikm_weighted all = weigh(bench, 0);
    const struct ikm_weighted whole = weigh(bench, 1);
    is(&bench->expected, "all", "all_se", "all_low", "all_high", &all);
    is(&bench->expected, "whole", "whole_se", "whole_low", "whole_high",
       &whole);
}

static void resampled_inside_services(void **state)
{
    struct bench *bench = *state;
    struct office *first = &bench->office[0];
    const struct ikm_resampling resampling = {1, 20000};
    const double value = expected_value(&bench->expected, "all", -1);
    const double se = expected_value(&bench->expected, "free_se", -1);
    struct ikm_stratum_rows stratum[SERVICES];
    struct ikm_bootstrap told, again;
    for (int h = 0; h < SERVICES; h++)
        stratum[h] =
            (struct ikm_stratum_rows){served[h], bench->office[h].vectors};
    const struct ikm_strata strata = {SERVICES, stratum, value};
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            ikm_weighted_bootstrap(first->form, &strata, IKM_WEIGHTS_EXACT,
                                   &resampling, &first->arena,
                                   i ? &again : &told, &first->err),
            IKM_OK);
    assert_int_equal(told.n_values, 20000);
    assert_memory_equal(&told, &again, sizeof told);
    assert_true(fabs(told.se / se - 1) < 0.03);
    assert_true(fabs(told.percentile95.low - (value - 1.96 * se)) < 0.15 * se);
    assert_true(fabs(told.percentile95.high - (value + 1.96 * se)) < 0.15 * se);
    assert_true(fabs(told.bca95.low - (value - 1.96 * se)) < 0.2 * se);
    assert_true(fabs(told.bca95.high - (value + 1.96 * se)) < 0.2 * se);
}

static struct ikm_bootstrap draw(struct bench *bench, size_t n_strata,
                                 double estimate)
{
    struct office *office = &bench->office[0];
    const struct ikm_resampling resampling = {1, 20000};
    const struct ikm_stratum_rows stratum[] = {{500, office->vectors},
                                               {500, office->vectors}};
    const struct ikm_strata strata = {n_strata, stratum, estimate};
    struct ikm_bootstrap told;
    assert_int_equal(ikm_weighted_bootstrap(
                         office->form, &strata, IKM_WEIGHTS_EXACT, &resampling,
                         &office->arena, &told, &office->err),
                     IKM_OK);
    return told;
}

/* One service alone is the plain bootstrap; two alike are drawn apart. */
static void services_are_drawn_apart(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office[0];
    const struct ikm_resampling resampling = {1, 20000};
    const double estimate = 25 * office->index.index;
    double z[100];
    struct ikm_resampled values;
    struct ikm_bootstrap plain;
    ikm_parts_of_rows(office->form, &office->vectors, IKM_WEIGHTS_EXACT, z);
    assert_int_equal(ikm_resample(office->form, &office->vectors,
                                  IKM_WEIGHTS_EXACT, &resampling,
                                  &office->arena, &values, &office->err),
                     IKM_OK);
    ikm_bootstrap_of(values.value, values.n_values, estimate,
                     ikm_acceleration(z, office->vectors.n_rows), &plain);
    const struct ikm_bootstrap one = draw(bench, 1, estimate);
    const struct ikm_bootstrap two = draw(bench, 2, estimate);
    assert_true(fabs(one.se / plain.se - 1) < 1e-9);
    assert_true(fabs(one.bca95.low - plain.bca95.low) < 1e-9);
    assert_true(fabs(one.bca95.high - plain.bca95.high) < 1e-9);
    assert_true(fabs(two.se * sqrt(2) / plain.se - 1) < 0.03);
}

static void acceleration(void **state)
{
    struct bench *bench = *state;
    double part[400];
    size_t n = 0;
    for (int h = 0; h < SERVICES; h++) {
        const struct office *office = &bench->office[h];
        const size_t n_rows = office->vectors.n_rows;
        ikm_parts_of_rows(office->form, &office->vectors, IKM_WEIGHTS_EXACT,
                          part + n);
        for (size_t i = 0; i < n_rows; i++)
            part[n + i] *= (double)served[h] / (double)n_rows;
        n += n_rows;
    }
    expected_is(&bench->expected, "acceleration", -1,
                ikm_acceleration(part, n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stratified),
        cmocka_unit_test(resampled_inside_services),
        cmocka_unit_test(services_are_drawn_apart),
        cmocka_unit_test(acceleration),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

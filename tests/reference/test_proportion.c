/* Bounds of a share against R's binom.test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "../support/expected.h"
#include "analyze/proportion.h"
#include "data/base/error.h"

static void bounds(void **state)
{
    static const int cases[][2] = {{0, 1},   {1, 1},    {0, 20},    {1, 20},
                                   {2, 35},  {7, 140},  {140, 140}, {139, 140},
                                   {25, 50}, {3, 10000}};
    struct expected r =
        expected_read("tests/reference/proportion/expected.csv");
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        char name[48];
        const int x = cases[i][0], n = cases[i][1];
        const struct ikm_proportion both = ikm_proportion_of(x, n, 0.025);
        const struct ikm_proportion one = ikm_proportion_of(x, n, 0.05);
        assert_true(both.is_defined && one.is_defined);
        (void)snprintf(name, sizeof name, "low_%d_of_%d", x, n);
        expected_is(&r, name, -1, both.low);
        (void)snprintf(name, sizeof name, "high_%d_of_%d", x, n);
        expected_is(&r, name, -1, both.high);
        (void)snprintf(name, sizeof name, "upper_%d_of_%d", x, n);
        expected_is(&r, name, -1, one.high);
        (void)snprintf(name, sizeof name, "lower_%d_of_%d", x, n);
        expected_is(&r, name, -1, one.low);
    }
    expected_free(&r);
}

static void nothing_is_known(void **state)
{
    (void)state;
    const struct ikm_proportion told = ikm_proportion_of(0, 0, 0.05);
    assert_false(told.is_defined);
    assert_true(told.low == 0 && told.high == 1);
    assert_false(ikm_proportion_of(3, 2, 0.05).is_defined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds),
        cmocka_unit_test(nothing_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

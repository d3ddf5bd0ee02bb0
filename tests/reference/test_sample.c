/* Sizes of samples against their formulas in R. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "../support/expected.h"
#include "analyze/sample.h"
#include "data/base/error.h"

static void is(struct expected *r, const char *kind, long long population,
               int margin, int64_t value)
{
    char name[64];
    if (margin > 0 && population > 0)
        (void)snprintf(name, sizeof name, "%s_%lld_%d", kind, population,
                       margin);
    else
        (void)snprintf(name, sizeof name, "%s_%lld", kind,
                       population > 0 ? population : margin);
    expected_is(r, name, -1, (double)value);
}

static void sizes(void **state)
{
    static const int64_t population[] = {
        1,   9,   10,   59,   100,  268,   269,   399,     400,
        401, 900, 1000, 3841, 9999, 10000, 75000, 1000000, 123456789};
    static const int margin[] = {100, 250, 500, 1000};
    struct expected r = expected_read("tests/reference/sample/expected.csv");
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(population); i++) {
        const int64_t n = population[i];
        is(&r, "km", n, 0, ikm_sample_krejcie_morgan(n));
        for (size_t m = 0; m < IKM_COUNT(margin); m++) {
            is(&r, "slovin", n, margin[m], ikm_sample_slovin(n, margin[m]));
            is(&r, "cochran", n, margin[m], ikm_sample_cochran(n, margin[m]));
        }
    }
    for (size_t m = 0; m < IKM_COUNT(margin); m++)
        is(&r, "cochran_unknown", 0, margin[m],
           ikm_sample_cochran_unknown(margin[m]));
    expected_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sizes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

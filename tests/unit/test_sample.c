/* Krejcie-Morgan: the formula reproduces the published table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/sample.h"

static void known_sizes(void **state)
{
    static const int64_t known[][2] = {
        {0, 0},       {1, 1},        {10, 10},       {15, 14},
        {40, 36},     {900, 269},    {1000, 278},    {10000, 370},
        {75000, 382}, {100000, 383}, {1000000, 384}, {INT64_MAX, 384},
    };
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_int_equal(ikm_sample_krejcie_morgan(known[i][0]), known[i][1]);
}

static void never_falls_never_exceeds(void **state)
{
    int64_t before = 0;
    (void)state;
    for (int64_t n = 0; n < 200000; n++) {
        const int64_t sample = ikm_sample_krejcie_morgan(n);
        assert_true(sample >= before && sample <= n &&
                    sample <= IKM_SAMPLE_MOST);
        before = sample;
    }
    assert_int_equal(before, 383);
}

/* ceil(N / (1 + N e^2)) and ceil(n0 / (1 + (n0 - 1) / N)), worked out by hand
 */
static void slovin_and_cochran(void **state)
{
    (void)state;
    assert_int_equal(ikm_sample_slovin(900, 500), 277);  /* 276.92 */
    assert_int_equal(ikm_sample_slovin(1000, 1000), 91); /* 90.91 */
    assert_int_equal(ikm_sample_slovin(400, 500), 200);  /* exactly */
    assert_int_equal(ikm_sample_slovin(INT64_MAX, 500), 400);
    assert_int_equal(ikm_sample_slovin(0, 500), 0);
    assert_int_equal(ikm_sample_cochran(900, 500), 270);   /* 269.56 */
    assert_int_equal(ikm_sample_cochran(10000, 500), 370); /* 369.98 */
    assert_int_equal(ikm_sample_cochran(60, 500), 53);     /* 52.01 */
    assert_int_equal(ikm_sample_cochran(1, 500), 1);
    assert_int_equal(ikm_sample_cochran(0, 500), 0);
    assert_int_equal(ikm_sample_cochran(INT64_MAX, 500), 385); /* 384.16 */
    assert_int_equal(ikm_sample_cochran_unknown(500), 385);
    assert_int_equal(ikm_sample_cochran_unknown(1000), 97); /* 96.04 */
}

static void published_table(void **state)
{
    const char *folder = getenv("IKM_CASES");
    char path[1024], line[256];
    int n_rows = 0;
    (void)state;
    if (!folder) {
        print_message("IKM_CASES is not set: the table is skipped\n");
        skip();
    }
    (void)snprintf(path, sizeof path, "%s/table_krejcie_morgan.csv", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file)); /* the heading */
    while (fgets(line, sizeof line, file)) {
        char *rest = NULL;
        const long population = strtol(line, &rest, 10);
        const long published = strtol(rest + 1, NULL, 10);
        assert_int_equal(ikm_sample_krejcie_morgan(population), published);
        n_rows++;
    }
    (void)fclose(file);
    assert_int_equal(n_rows, 90);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_sizes),
        cmocka_unit_test(never_falls_never_exceeds),
        cmocka_unit_test(slovin_and_cochran),
        cmocka_unit_test(published_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

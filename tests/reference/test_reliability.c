/* Reliability against R's psych. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/reliability.h"

#define FOLDER "tests/reference/"

static void agrees(const struct office *office, const char *path)
{
    struct expected expected = expected_read(path);
    struct ikm_reliability told;
    ikm_reliability_of(office->form, &office->cross, &told);
    assert_true(told.has_alpha && told.has_table);
    expected_is(&expected, "n", -1, (double)told.n);
    expected_is(&expected, "alpha", -1, told.alpha);
    expected_is(&expected, "low", -1, told.ci95.low);
    expected_is(&expected, "high", -1, told.ci95.high);
    expected_is(&expected, "r_table", -1, told.r_table);
    for (int e = 0; e < 9; e++) {
        const struct ikm_item_reliability *item = &told.item[e];
        expected_is(&expected, "r_total", e + 1, item->r_total);
        expected_is(&expected, "r_rest", e + 1, item->r_rest);
        expected_is(&expected, "dropped", e + 1, item->alpha_if_dropped);
        assert_int_equal(item->is_valid, item->r_total > told.r_table);
    }
    expected_free(&expected);
}

static void an_invented_office(void **state)
{
    struct office office;
    struct expected_table table =
        expected_read_table(FOLDER "interval/data.csv");
    (void)state;
    office_make(&office, &table, "period", 1);
    agrees(&office, FOLDER "reliability/expected.csv");
    expected_free_table(&table);
    office_close(&office);
}

static void the_mall_of_jepara(void **state)
{
    const char *folder = getenv("IKM_CASES");
    struct office office;
    char path[1024];
    (void)state;
    if (!folder) {
        print_message("IKM_CASES is not set: real respondents are skipped\n");
        skip();
        return;
    }
    (void)snprintf(path, sizeof path, "%s/respondents_mpp_jepara.csv", folder);
    struct expected_table table = expected_read_table(path);
    office_make(&office, &table, NULL, 0);
    agrees(&office, FOLDER "reliability/jepara.csv");
    assert_int_equal(office.tally.n_straight, 1409);
    assert_true(ikm_is_straight_lining(office.tally.n_straight,
                                       office.tally.complete.n_rows));
    expected_free_table(&table);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_invented_office),
        cmocka_unit_test(the_mall_of_jepara),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Derived importance and its quadrants against base R, and where they are not
 * defined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/ipa.h"

#define FOLDER "tests/reference/"

static struct ikm_ipa look(const struct office *office,
                           struct ikm_importance *importance)
{
    struct ikm_reliability reliability;
    struct ikm_interval interval[IKM_MAX_ELEMENTS];
    struct ikm_ipa ipa;
    ikm_reliability_of(office->form, &office->cross, &reliability);
    ikm_importance_of_rest(&reliability, 9, importance);
    for (size_t e = 0; e < 9; e++)
        interval[e] =
            ikm_element_interval(&office->index.element[e], 4, 1).ci95;
    ikm_ipa_of(&office->index, importance, interval, 4, &ipa);
    return ipa;
}

static void an_invented_office(void **state)
{
    struct expected expected = expected_read(FOLDER "importance/expected.csv");
    struct expected_table table =
        expected_read_table(FOLDER "interval/data.csv");
    struct ikm_importance importance;
    struct office office;
    double sum = 0;
    (void)state;
    office_make(&office, &table, "period", 1);
    const struct ikm_ipa ipa = look(&office, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_NONE);
    expected_is(&expected, "n", -1, (double)importance.n);
    expected_is(&expected, "axis_performance", -1, ipa.axis_performance);
    expected_is(&expected, "axis_importance", -1, ipa.axis_importance);
    for (int e = 0; e < 9; e++) {
        const struct ikm_importance_item *item = &importance.item[e];
        expected_is(&expected, "share", e + 1, item->share);
        expected_is(&expected, "low", e + 1, item->ci95.low);
        expected_is(&expected, "high", e + 1, item->ci95.high);
        expected_is(&expected, "quadrant", e + 1, ipa.point[e].quadrant);
        expected_is(&expected, "sure", e + 1, ipa.point[e].is_certain);
        sum += item->share;
    }
    assert_true(sum > 1 - 1e-12 && sum < 1 + 1e-12);
    expected_free(&expected);
    expected_free_table(&table);
    office_close(&office);
}

/* A free service scores 4 throughout: no share of its own, the others go on. */
static void a_constant_element(void **state)
{
    static const char *const answers[] = {"232423232", "343434343", "121412121",
                                          "333433343", "222423222"};
    struct ikm_importance importance;
    struct office office;
    double sum = 0;
    (void)state;
    office_of_strings(&office, answers, 5);
    const struct ikm_ipa ipa = look(&office, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_NONE);
    assert_int_equal(importance.n_shares, 8);
    assert_int_equal(importance.item[3].reason, IKM_UNWEIGHED_NO_SPREAD);
    assert_int_equal(ipa.point[3].quadrant, IKM_QUADRANT_NONE);
    assert_int_equal(ipa.n_points, 8);
    for (size_t e = 0; e < 9; e++)
        sum += importance.item[e].share;
    assert_true(sum > 1 - 1e-12 && sum < 1 + 1e-12);
    office_close(&office);
}

static void undefined_stays_undefined(void **state)
{
    static const char *const alike[] = {"444444444", "444444444", "444444444"};
    static const char *const few[] = {"343434343", "121212121"};
    struct ikm_importance importance;
    struct ikm_reliability opposed = {.n = 9};
    struct office office;
    (void)state;
    office_of_strings(&office, alike, 3);
    struct ikm_ipa ipa = look(&office, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_NO_SPREAD);
    assert_int_equal(ipa.n_points, 0);
    assert_int_equal(ipa.point[0].quadrant, IKM_QUADRANT_NONE);
    office_close(&office);
    office_of_strings(&office, few, 2);
    (void)look(&office, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_FEW);
    office_close(&office);
    for (size_t e = 0; e < 2; e++)
        opposed.item[e] =
            (struct ikm_item_reliability){.has_r_rest = 1, .r_rest = -0.5};
    ikm_importance_of_rest(&opposed, 2, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_UNRELATED);
    ikm_importance_of_rest(&opposed, 1, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_ONE);
    assert_string_equal(ikm_unweighed_name(importance.reason), "one-element");
}

static void a_negative_one_counts_nothing(void **state)
{
    struct ikm_reliability told = {.n = 9};
    struct ikm_importance importance;
    (void)state;
    told.item[0] =
        (struct ikm_item_reliability){.has_r_rest = 1, .r_rest = 0.6};
    told.item[1] =
        (struct ikm_item_reliability){.has_r_rest = 1, .r_rest = -0.2};
    told.item[2] =
        (struct ikm_item_reliability){.has_r_rest = 1, .r_rest = 0.2};
    ikm_importance_of_rest(&told, 3, &importance);
    assert_true(importance.item[1].share == 0);
    assert_true(importance.item[0].share > 0.75 - 1e-12 &&
                importance.item[0].share < 0.75 + 1e-12);
}

/* Two points well off both axes, then intervals that reach an axis. */
static void certain_off_the_axes(void **state)
{
    struct ikm_element_figures figures[] = {{.n = 100, .sum = 390},
                                            {.n = 100, .sum = 210}};
    const struct ikm_index index = {.n_elements = 2, .element = figures};
    struct ikm_importance importance = {.n = 100, .n_shares = 2};
    struct ikm_interval interval[] = {{1, 97, 98}, {1, 51, 53}};
    struct ikm_ipa ipa;
    (void)state;
    importance.item[0] =
        (struct ikm_importance_item){.share = 0.3, .ci95 = {1, 0.25, 0.35}};
    importance.item[1] =
        (struct ikm_importance_item){.share = 0.7, .ci95 = {1, 0.65, 0.75}};
    ikm_ipa_of(&index, &importance, interval, 4, &ipa);
    assert_int_equal(ipa.point[0].quadrant, IKM_QUADRANT_D);
    assert_int_equal(ipa.point[1].quadrant, IKM_QUADRANT_A);
    assert_int_equal(ipa.point[0].is_certain, 1);
    assert_int_equal(ipa.point[1].is_certain, 1);
    interval[0].low = 74; /* the axis is at 75 */
    importance.item[1].ci95.low = 0.49;
    ikm_ipa_of(&index, &importance, interval, 4, &ipa);
    assert_int_equal(ipa.point[0].is_certain, 0);
    assert_int_equal(ipa.point[1].is_certain, 0);
    interval[0] = (struct ikm_interval){0};
    ikm_ipa_of(&index, &importance, interval, 4, &ipa);
    assert_int_equal(ipa.point[0].is_certain, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_invented_office),
        cmocka_unit_test(a_constant_element),
        cmocka_unit_test(undefined_stays_undefined),
        cmocka_unit_test(a_negative_one_counts_nothing),
        cmocka_unit_test(certain_off_the_axes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

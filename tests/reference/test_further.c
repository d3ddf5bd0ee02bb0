/* Stated importance, relative weights, Tki, CSI and gaps against base R, the
 * package survey and published outputs; and where they are not defined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/gap.h"
#include "analyze/ipa.h"
#include "analyze/relative.h"
#include "analyze/stated.h"

#define FOLDER "tests/reference/"
enum { K = 9, POPULATION = 900 };

static const int64_t one_each[IKM_MAX_ELEMENTS] = {1, 1, 1, 1, 1, 1, 1, 1, 1};

struct sheets {
    struct expected expected;
    struct expected_table table;
    struct office office;
};

static void sheets_make(struct sheets *sheets)
{
    sheets->expected = expected_read(FOLDER "further/expected.csv");
    sheets->table = expected_read_table(FOLDER "further/data.csv");
    office_make(&sheets->office, &sheets->table, NULL, 0);
}

static void sheets_free(struct sheets *sheets)
{
    expected_free(&sheets->expected);
    expected_free_table(&sheets->table);
    office_close(&sheets->office);
}

static size_t column(const struct expected_table *table, const char *name)
{
    for (size_t c = 0; c < table->n_columns; c++)
        if (strcmp(table->heading[c], name) == 0)
            return c;
    fail_msg("no column %s", name);
    return 0;
}

static int64_t cell(const struct sheets *sheets, size_t row, const char *first,
                    size_t e)
{
    return (int64_t)sheets->table.cell[row * sheets->table.n_columns +
                                       column(&sheets->table, first) + e];
}

static void stated_of(const struct sheets *sheets,
                      struct ikm_importance *importance)
{
    static struct ikm_cross asked;
    uint8_t element_of[IKM_MAX_QUESTIONS] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    asked = (struct ikm_cross){0};
    for (size_t i = 0; i < sheets->table.n_rows; i++) {
        struct ikm_response response = {.state = IKM_RESPONSE_USED,
                                        .n_answers = K};
        int any = 0;
        for (size_t e = 0; e < K; e++) {
            response.answer[e] = (uint8_t)cell(sheets, i, "p1", e);
            any |= response.answer[e] > 0;
        }
        if (any)
            ikm_cross_add(&asked, &response, element_of, K, 4);
    }
    ikm_importance_of_stated(&asked, one_each, K,
                             ikm_population_factor(asked.n_used, POPULATION),
                             importance);
}

static void stated(void **state)
{
    struct sheets sheets;
    struct ikm_importance importance;
    struct ikm_interval interval[K];
    struct ikm_conformity conformity;
    struct ikm_ipa ipa;
    (void)state;
    sheets_make(&sheets);
    const struct expected *expected = &sheets.expected;
    const struct ikm_index *index = &sheets.office.index;
    const double factor =
        ikm_population_factor((int64_t)sheets.table.n_rows, POPULATION);
    stated_of(&sheets, &importance);
    assert_int_equal(importance.source, IKM_IMPORTANCE_STATED);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_NONE);
    assert_int_equal(importance.n_shares, K);
    expected_is(expected, "stated_n", -1, (double)importance.n);
    for (size_t e = 0; e < K; e++)
        interval[e] = ikm_element_interval(&index->element[e], 4, factor).ci95;
    ikm_ipa_of(index, &importance, interval, 4, &ipa);
    ikm_conformity_of(index, &importance, 4, &conformity);
    for (int e = 0; e < K; e++) {
        const struct ikm_importance_item *item = &importance.item[e];
        expected_is(expected, "stated_mean", e + 1, item->mean);
        expected_is(expected, "stated_share", e + 1, item->share);
        expected_is(expected, "stated_low", e + 1, item->ci95.low);
        expected_is(expected, "stated_high", e + 1, item->ci95.high);
        expected_is(expected, "stated_quadrant", e + 1, ipa.point[e].quadrant);
        expected_is(expected, "stated_sure", e + 1, ipa.point[e].is_certain);
        expected_is(expected, "tki", e + 1, conformity.element_tki[e]);
    }
    expected_is(expected, "tki_office", -1, conformity.tki);
    expected_is(expected, "csi", -1, conformity.csi);
    sheets_free(&sheets);
}

static void relative(void **state)
{
    static int64_t packed[20000];
    struct sheets sheets;
    struct ikm_importance importance;
    (void)state;
    memset(packed, 0, sizeof packed);
    assert_true(ikm_relative_n_packed(K) <= IKM_COUNT(packed));
    sheets_make(&sheets);
    for (size_t i = 0; i < sheets.table.n_rows; i++) {
        int64_t sum[K];
        int complete = 1;
        for (size_t e = 0; e < K; e++) {
            sum[e] = cell(&sheets, i, "u1", e);
            complete &= sum[e] > 0;
        }
        const int64_t overall = cell(&sheets, i, "y", 0);
        if (complete && overall > 0)
            ikm_relative_add(packed, sum, overall, K);
    }
    ikm_importance_of_relative(packed, K, &importance);
    assert_int_equal(importance.source, IKM_IMPORTANCE_RELATIVE);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_NONE);
    expected_is(&sheets.expected, "relative_n", -1, (double)importance.n);
    expected_is(&sheets.expected, "relative_r2", -1, importance.r_squared);
    for (int e = 0; e < K; e++) {
        const struct ikm_importance_item *item = &importance.item[e];
        expected_is(&sheets.expected, "relative_share", e + 1, item->share);
        expected_is(&sheets.expected, "relative_low", e + 1, item->ci95.low);
        expected_is(&sheets.expected, "relative_high", e + 1, item->ci95.high);
    }
    sheets_free(&sheets);
}

static int near(double a, double b, double by)
{
    return a > b - by && a < b + by;
}

/* R package iopsych 0.90.1, the example of relWt and its printed output. */
static void relative_weights_as_published(void **state)
{
    double r[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS] = {{1, 0.2, 0.3, 0.4},
                                                    {0.2, 1, 0.5, 0.1},
                                                    {0.3, 0.5, 1, 0.2},
                                                    {0.4, 0.1, 0.2, 1}};
    const double with_overall[] = {-0.4, 0.1, -0.3, 0.4};
    const double printed[] = {0.24066119, 0.05492664, 0.12143476, 0.28158189};
    double weight[4];
    double explained = 0;
    (void)state;
    assert_int_equal(
        ikm_relative_weights(r, with_overall, 4, weight, &explained),
        IKM_UNWEIGHED_NONE);
    for (int i = 0; i < 4; i++)
        assert_true(near(weight[i], printed[i], 1e-8));
    r[0][1] = r[1][0] = 1; /* one follows from the other */
    r[1][2] = r[2][1] = 0.3;
    r[1][3] = r[3][1] = 0.4;
    assert_int_equal(
        ikm_relative_weights(r, with_overall, 4, weight, &explained),
        IKM_UNWEIGHED_SINGULAR);
}

static void gaps(void **state)
{
    struct sheets sheets;
    struct ikm_gap_sums sums[K] = {{0}};
    struct ikm_gaps told;
    (void)state;
    sheets_make(&sheets);
    const struct expected *expected = &sheets.expected;
    for (size_t i = 0; i < sheets.table.n_rows; i++)
        for (size_t e = 0; e < K; e++) {
            const int64_t u = cell(&sheets, i, "u1", e);
            const int64_t h = cell(&sheets, i, "h1", e);
            ikm_gap_add(&sums[e], u, u > 0, h, h > 0);
        }
    ikm_gaps_of(sums, K, &told);
    assert_int_equal(told.n_gaps, K);
    expected_is(expected, "gap_all", -1, told.difference);
    for (int e = 0; e < K; e++) {
        const struct ikm_gap *gap = &told.element[e];
        expected_is(expected, "gap_n", e + 1, (double)gap->n);
        expected_is(expected, "gap_perception", e + 1, gap->perception);
        expected_is(expected, "gap_expectation", e + 1, gap->expectation);
        expected_is(expected, "gap", e + 1, gap->difference);
        expected_is(expected, "gap_sd", e + 1, gap->sd);
        expected_is(expected, "gap_low", e + 1, gap->ci95.low);
        expected_is(expected, "gap_high", e + 1, gap->ci95.high);
        expected_is(expected, "gap_p", e + 1, gap->p.p);
        expected_is(expected, "gap_p_holm", e + 1, gap->p_holm.p);
    }
    sheets_free(&sheets);
}

/* Port of Karangantu: sums of performance and importance of eleven attributes,
 * with the level of conformity that its report prints. */
static void tki_as_published(void **state)
{
    static const int64_t x[] = {91, 99,  108, 108, 98, 119,
                                96, 120, 100, 117, 130};
    static const int64_t y[] = {118, 122, 124, 124, 112, 133,
                                107, 133, 110, 128, 132};
    static const double printed[] = {77.1, 81.1, 87.1, 87.1, 87.5, 89.5,
                                     89.7, 90.2, 90.9, 91.4, 98.5};
    enum { N = 11, PEOPLE = 34 };
    struct ikm_element_figures figures[N] = {{0}};
    struct ikm_cross asked = {.n_used = PEOPLE};
    int64_t n_questions[N];
    struct ikm_importance importance;
    struct ikm_conformity conformity;
    (void)state;
    for (size_t e = 0; e < N; e++) {
        n_questions[e] = 1;
        figures[e] = (struct ikm_element_figures){
            .n = PEOPLE, .sum = x[e], .nrr = (double)x[e] / PEOPLE};
        asked.m[e] = PEOPLE;
        asked.s[e] = y[e];
    }
    const struct ikm_index index = {.n_elements = N, .element = figures};
    ikm_importance_of_stated(&asked, n_questions, N, 1, &importance);
    ikm_conformity_of(&index, &importance, 4, &conformity);
    for (size_t e = 0; e < N; e++)
        assert_true(near(conformity.element_tki[e], printed[e], 0.05 + 1e-9));
    assert_true(near(conformity.tki, 100.0 * 1186 / 1343, 1e-9));
}

static void stated_undefined(void **state)
{
    struct ikm_cross asked = {0};
    int64_t n_questions[] = {1, 1, 0};
    struct ikm_element_figures figures[3] = {
        {.n = 2, .sum = 6, .nrr = 3}, {.n = 0}, {.n = 2, .sum = 4, .nrr = 2}};
    const struct ikm_index index = {.n_elements = 3, .element = figures};
    struct ikm_importance importance;
    struct ikm_conformity conformity;
    (void)state;
    ikm_importance_of_stated(&asked, n_questions, 3, 1, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_NO_ANSWERS);
    assert_string_equal(ikm_unweighed_name(importance.reason), "no-answers");
    assert_int_equal(importance.item[2].reason, IKM_UNWEIGHED_NOT_ASKED);
    ikm_conformity_of(&index, &importance, 4, &conformity);
    assert_int_equal(conformity.is_defined, 0);
    /* two who say the same: means, but nothing to judge them by */
    asked.n_used = 2;
    for (size_t e = 0; e < 2; e++) {
        asked.m[e] = 2;
        asked.s[e] = 8;
        for (size_t l = 0; l < 2; l++) {
            asked.mm[e][l] = 2;
            asked.sm[e][l] = 8;
            asked.ss[e][l] = 32;
        }
    }
    ikm_importance_of_stated(&asked, n_questions, 3, 1, &importance);
    assert_true(near(importance.item[0].share, 0.5, 1e-15));
    assert_int_equal(importance.item[0].ci95.is_defined, 0);
    ikm_importance_of_stated(&asked, n_questions, 3, 0, &importance);
    assert_int_equal(importance.item[0].ci95.is_defined, 1);
    /* an element with a share that nobody scored: nothing of the office */
    ikm_conformity_of(&index, &importance, 4, &conformity);
    assert_int_equal(conformity.is_defined, 0);
    assert_int_equal(conformity.has_tki[0], 1);
    assert_true(near(conformity.element_tki[0], 75, 1e-12));
    assert_int_equal(conformity.has_tki[1], 0);
    importance.source = IKM_IMPORTANCE_RELATIVE;
    ikm_conformity_of(&index, &importance, 4, &conformity);
    assert_int_equal(conformity.has_tki[0], 0);
}

static enum ikm_unweighed relative_of(const int64_t (*row)[3], size_t n,
                                      struct ikm_importance *importance)
{
    int64_t packed[1000] = {0};
    assert_true(ikm_relative_n_packed(2) <= IKM_COUNT(packed));
    for (size_t i = 0; i < n; i++)
        ikm_relative_add(packed, row[i], row[i][2], 2);
    ikm_importance_of_relative(packed, 2, importance);
    return importance->reason;
}

static void relative_undefined(void **state)
{
    static const int64_t good[][3] = {{1, 2, 1}, {2, 1, 2}, {3, 3, 3},
                                      {4, 2, 4}, {2, 2, 1}, {3, 4, 4}};
    static const int64_t content[][3] = {
        {1, 2, 4}, {2, 1, 4}, {3, 3, 4}, {4, 2, 4}};
    static const int64_t twins[][3] = {
        {1, 1, 1}, {2, 2, 1}, {3, 3, 3}, {4, 4, 2}};
    static const int64_t free_of_charge[][3] = {
        {1, 4, 1}, {2, 4, 1}, {3, 4, 3}, {4, 4, 2}};
    static const int64_t unrelated[][3] = {
        {1, 1, 2}, {1, 2, 3}, {2, 1, 3}, {2, 2, 2}};
    struct ikm_importance importance;
    (void)state;
    ikm_importance_of_relative(NULL, 2, &importance);
    assert_int_equal(importance.reason, IKM_UNWEIGHED_FEW);
    assert_int_equal(relative_of(good, 3, &importance), IKM_UNWEIGHED_FEW);
    assert_int_equal(relative_of(good, 6, &importance), IKM_UNWEIGHED_NONE);
    assert_int_equal(importance.item[0].ci95.is_defined, 1);
    assert_int_equal(relative_of(content, 4, &importance),
                     IKM_UNWEIGHED_NO_SPREAD);
    assert_int_equal(relative_of(twins, 4, &importance),
                     IKM_UNWEIGHED_SINGULAR);
    assert_string_equal(ikm_unweighed_name(importance.item[1].reason),
                        "singular");
    assert_int_equal(relative_of(unrelated, 4, &importance),
                     IKM_UNWEIGHED_UNRELATED);
    assert_true(!(importance.r_squared > 0));
    assert_int_equal(relative_of(free_of_charge, 4, &importance),
                     IKM_UNWEIGHED_NONE);
    assert_int_equal(importance.n_shares, 1);
    assert_true(near(importance.item[0].share, 1, 1e-12));
    assert_int_equal(importance.item[1].reason, IKM_UNWEIGHED_NO_SPREAD);
}

static void gap_undefined(void **state)
{
    struct ikm_gap_sums sums[2] = {{0}};
    struct ikm_gaps told;
    (void)state;
    ikm_gaps_of(sums, 2, &told);
    assert_int_equal(told.n_gaps, 0);
    ikm_gap_add(&sums[0], 3, 1, 0, 0);
    ikm_gap_add(&sums[0], 5, 2, 8, 2);
    ikm_gaps_of(sums, 2, &told);
    assert_int_equal(told.element[0].n, 1);
    assert_true(near(told.element[0].difference, -1.5, 1e-15));
    assert_int_equal(told.element[0].has_sd, 0);
    assert_int_equal(told.element[0].ci95.is_defined, 0);
    ikm_gap_add(&sums[0], 5, 2, 8, 2); /* equal gaps: nothing to judge by */
    ikm_gaps_of(sums, 2, &told);
    assert_int_equal(told.element[0].has_sd, 1);
    assert_int_equal(told.element[0].p.is_defined, 0);
    assert_true(near(told.difference, -1.5, 1e-15));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stated),
        cmocka_unit_test(relative),
        cmocka_unit_test(relative_weights_as_published),
        cmocka_unit_test(gaps),
        cmocka_unit_test(tki_as_published),
        cmocka_unit_test(stated_undefined),
        cmocka_unit_test(relative_undefined),
        cmocka_unit_test(gap_undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

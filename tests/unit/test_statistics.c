/* Figures that can be counted by hand, or by trying everything. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/bootstrap.h"
#include "analyze/certainty.h"
#include "analyze/flip.h"
#include "analyze/gain.h"
#include "analyze/lowest.h"
#include "analyze/random.h"
#include "analyze/rank.h"
#include "analyze/reliability.h"
#include "analyze/resample.h"

static int grade_of(struct office *office,
                    const struct ikm_tally_counts *counts)
{
    struct ikm_index index;
    assert_int_equal(ikm_index_of(office->form, counts, IKM_WEIGHTS_EXACT,
                                  &office->arena, &index, &office->err),
                     IKM_OK);
    return index.grade;
}

/* Sheets are added until the grade changes. */
static int64_t try_sheets(struct office *office, int score)
{
    struct ikm_tally_counts counts = office->tally.answered;
    const int from = grade_of(office, &counts);
    for (int64_t n = 1; n < 400; n++) {
        for (int e = 0; e < 9; e++)
            counts.count[e][score - 1]++;
        if (grade_of(office, &counts) != from)
            return n;
    }
    return -1;
}

/* Answers of one element after the other, all alike in weight here. */
static int64_t try_answers(struct office *office, int step)
{
    struct ikm_tally_counts counts = office->tally.answered;
    const int from = grade_of(office, &counts);
    int64_t n = 0;
    for (int e = 0; e < 9; e++)
        for (int s = step > 0 ? 3 : 2; step > 0 ? s >= 1 : s <= 4; s -= step)
            while (counts.count[e][s - 1] > 0) {
                counts.count[e][s - 1]--;
                counts.count[e][s - 1 + step]++;
                n++;
                if (grade_of(office, &counts) != from)
                    return n;
            }
    return -1;
}

static void flips_are_the_fewest(void **state)
{
    struct ikm_random random = ikm_random_start(7);
    int n_told = 0;
    (void)state;
    for (int i = 0; i < 60; i++) {
        struct office office;
        char sheet[20][10] = {{0}};
        const char *rows[20];
        struct ikm_flip flip;
        const int mostly = (int)(ikm_random_next(&random) % 4);
        for (int r = 0; r < 20; r++) {
            for (int e = 0; e < 9; e++) {
                const int other = (int)(ikm_random_next(&random) >> 60) % 4;
                sheet[r][e] = (char)('1' + (other == 0 ? e % 4 : mostly));
            }
            rows[r] = sheet[r];
        }
        office_of_strings(&office, rows, 20);
        assert_int_equal(ikm_flip_of(office.form, &office.index,
                                     IKM_WEIGHTS_EXACT, &office.arena, &flip,
                                     &office.err),
                         IKM_OK);
        const int grade = office.index.grade;
        assert_int_equal(flip.sheets_up,
                         grade == 0 ? -1 : try_sheets(&office, 4));
        assert_int_equal(flip.sheets_down,
                         grade == 3 ? -1 : try_sheets(&office, 1));
        assert_int_equal(flip.answers_up,
                         grade == 0 ? -1 : try_answers(&office, 1));
        assert_int_equal(flip.answers_down,
                         grade == 3 ? -1 : try_answers(&office, -1));
        n_told += flip.sheets_up > 0;
        office_close(&office);
    }
    assert_true(n_told > 20);
}

/* 148 of 58 answers is D; to 65.00 it wants 1.2069, a ninth of that. */
static void the_gain(void **state)
{
    struct office office;
    static const char *const rows[] = {"444444444"};
    (void)state;
    office_of_strings(&office, rows, 1);
    struct ikm_tally_counts counts = {.n_rows = 58};
    for (int e = 0; e < 9; e++)
        counts.count[e][3] = 58;
    counts.count[2][0] = 1;
    counts.count[2][1] = 25;
    counts.count[2][2] = 31;
    counts.count[2][3] = 1;
    assert_int_equal(ikm_index_of(office.form, &counts, IKM_WEIGHTS_EXACT,
                                  &office.arena, &office.index, &office.err),
                     IKM_OK);
    const struct ikm_gain gain =
        ikm_gain_of(office.form, &office.index, 2, IKM_WEIGHTS_EXACT);
    assert_true(gain.is_defined);
    assert_true(fabs(gain.gain - (65 - 25 * 148.0 / 58) / 9) < 1e-12);
    assert_false(ikm_gain_of(office.form, &office.index, 0, IKM_WEIGHTS_EXACT)
                     .is_defined);
    office_close(&office);
}

static void priorities_by_evidence(void **state)
{
    struct office office;
    struct ikm_priority order[9];
    char keys[10] = {0};
    static const char *const rows[] = {"112233444", "223344444", "112233444",
                                       "223344444"};
    const double p[9] = {0.8, 0.9, 0.7, 0.6, 0, 0, 0, 0, 0};
    (void)state;
    office_of_strings(&office, rows, 4);
    /* three lowest with a tie: 1 2 3 4; 5 and 6 are of class C: 3.5 * 25 */
    office.index.element[7].flags |= IKM_FLAG_LOWEST_GROUP;
    office.index.element[5].flags |= IKM_FLAG_CLASS_C;
    const size_t n = ikm_priorities(office.index.element, 9, p, order);
    for (size_t i = 0; i < n; i++)
        keys[i] = (char)('1' + (int)order[i].element);
    assert_string_equal(keys, "213486");
    assert_int_equal(order[4].why, IKM_WHY_LOWEST_GROUP);
    office_close(&office);
}

static void holm_by_hand(void **state)
{
    const struct ikm_p raw[] = {
        {1, 0.03}, {0, 0}, {1, 0.01}, {1, 0.04}, {1, 0.005}};
    struct ikm_p told[5];
    (void)state;
    ikm_holm(raw, 5, told);
    assert_true(fabs(told[4].p - 0.02) < 1e-15);
    assert_true(fabs(told[2].p - 0.03) < 1e-15);
    assert_true(fabs(told[0].p - 0.06) < 1e-15);
    assert_true(fabs(told[3].p - 0.06) <
                1e-15); /* never below the one before */
    assert_false(told[1].is_defined);
}

/* Whatever is alike on both sides has no test. */
static void tests_without_spread(void **state)
{
    const int64_t threes[4] = {0, 0, 5, 0};
    const int64_t fours[4] = {0, 0, 0, 5};
    const int64_t one[4] = {0, 1, 0, 0};
    const struct ikm_sample_moments a = ikm_moments_of_counts(threes, 4);
    const struct ikm_sample_moments b = ikm_moments_of_counts(fours, 4);
    const struct ikm_sample_moments c = ikm_moments_of_counts(one, 4);
    (void)state;
    assert_false(ikm_welch(&a, &b).is_defined);
    assert_false(ikm_welch(&a, &c).is_defined);
    assert_false(ikm_mann_whitney(threes, threes, 4).is_defined);
    assert_true(ikm_mann_whitney(threes, fours, 4).is_defined);
    assert_false(ikm_mann_whitney(one, fours, 4).is_defined);
}

static void three_lowest_with_ties(void **state)
{
    int64_t count[6] = {0};
    const double tied[6] = {3, 2, 3, 3.5, -1, 3};
    const double two[6] = {3, 2, -1, -1, -1, -1};
    (void)state;
    ikm_count_three_lowest(tied, 6, count);
    ikm_count_three_lowest(two, 6, count);
    assert_int_equal(count[0], 2);
    assert_int_equal(count[1], 2);
    assert_int_equal(count[2], 1);
    assert_int_equal(count[3], 0);
    assert_int_equal(count[4], 0);
    assert_int_equal(count[5], 1);
}

/* Packed as it may be, with blanks or without, the mean of the resamples is
 * the figure itself. */
static void resamples_of_any_size(void **state)
{
    static const size_t sizes[] = {2, 63, 1023, 1025, 17000};
    static const char *const kinds[] = {"123412341", "432143214", "444433332",
                                        "333304444", "111122224"};
    (void)state;
    for (size_t s = 0; s < 2 * IKM_COUNT(sizes); s++) {
        const size_t n = sizes[s / 2];
        const struct ikm_resampling resampling = {s + 1, n > 2000 ? 100 : 1000};
        static const char *rows[17000];
        struct office office;
        struct ikm_resampled told;
        double mean = 0;
        for (size_t i = 0; i < n; i++)
            rows[i] = kinds[i % (s % 2 ? 5 : 3)];
        office_of_strings(&office, rows, n);
        assert_int_equal(ikm_resample(office.form, &office.vectors,
                                      IKM_WEIGHTS_EXACT, &resampling,
                                      &office.arena, &told, &office.err),
                         IKM_OK);
        assert_int_equal(told.n_values, resampling.n_resamples);
        for (size_t i = 0; i < told.n_values; i++)
            mean += told.value[i] / (double)told.n_values;
        const struct ikm_spread spread =
            ikm_spread_of_cross(office.form, &office.cross, IKM_WEIGHTS_EXACT);
        const double se =
            sqrt(spread.variance / (double)spread.n / (double)told.n_values);
        assert_true(fabs(mean - 25 * office.index.index) < 5 * se + 1e-9);
        office_close(&office);
    }
}

static void reliability_of_little(void **state)
{
    struct office office;
    struct ikm_reliability told;
    static const char *const alike[] = {"333333333", "333333333", "333333333"};
    static const char *const straight[] = {"333333333", "222222222",
                                           "444444444"};
    static const char *const constant[] = {"343434343", "333233343",
                                           "344333343", "233433343"};
    (void)state;
    office_of_strings(&office, alike, 3);
    ikm_reliability_of(office.form, &office.cross, &told);
    assert_false(told.has_alpha || told.item[0].has_r_total);
    office_close(&office);
    office_of_strings(&office, straight, 3);
    ikm_reliability_of(office.form, &office.cross, &told);
    assert_true(fabs(told.alpha - 1) < 1e-12);
    assert_true(fabs(told.item[3].r_rest - 1) < 1e-12);
    office_close(&office);
    office_of_strings(&office, constant, 4);
    ikm_reliability_of(office.form, &office.cross, &told);
    assert_true(told.has_alpha && told.item[0].has_r_total);
    assert_false(told.item[8].has_r_total || told.item[8].is_valid);
    assert_true(told.item[8].has_alpha_if_dropped);
    office_close(&office);
}

/* U1 is lower than U2 by one answer of eight: t = 1, p = 0.35; than U3 by all
 * of them, and so without spread; than U4 by six of eight. */
static void lowest_by_hand(void **state)
{
    static const char *const rows[] = {"223344444", "233344444", "223344444",
                                       "223344444", "223344444", "223344444",
                                       "223244444", "223244444"};
    struct office office;
    static struct ikm_pairs pairs;
    struct ikm_lowest told;
    (void)state;
    office_of_strings(&office, rows, 8);
    assert_true(ikm_pairs_of_cross(office.form, &office.cross, &pairs));
    ikm_lowest_of(&office.index, &pairs, &told);
    assert_true(told.is_member[0] && !told.p[0].is_defined);
    assert_true(told.is_member[1] && told.p[1].is_defined);
    assert_true(fabs(told.p[1].p - 0.350616662) < 1e-8);
    assert_false(told.is_member[2] || told.p[2].is_defined);
    assert_true(told.p[3].is_defined && !told.is_member[3]);
    assert_int_equal(told.n_members, 2);
    office_close(&office);
}

/* The local habit looks at r_total, also where the others say less. */
static void validity_by_habit(void **state)
{
    struct ikm_random random = ikm_random_start(21);
    int n_between = 0;
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct office office;
        struct ikm_reliability told;
        char sheet[30][10] = {{0}};
        const char *rows[30];
        for (int r = 0; r < 30; r++) {
            for (int e = 0; e < 9; e++)
                sheet[r][e] = (char)('1' + (ikm_random_next(&random) >> 62));
            rows[r] = sheet[r];
        }
        office_of_strings(&office, rows, 30);
        ikm_reliability_of(office.form, &office.cross, &told);
        for (int e = 0; e < 9; e++) {
            const struct ikm_item_reliability *item = &told.item[e];
            assert_int_equal(item->is_valid, item->r_total > told.r_table);
            n_between +=
                item->r_total > told.r_table && item->r_rest < told.r_table;
        }
        office_close(&office);
    }
    assert_true(n_between > 0);
}

/* Elements of several questions: cross and rows tell the same pairs, and with
 * blanks the cross says that it cannot. */
static void pairs_of_several_questions(void **state)
{
    struct office office;
    static const char *const any[] = {"444444444"};
    static struct ikm_faults faults;
    const struct ikm_form *form = NULL;
    static struct ikm_pairs pairs, by_row;
    static struct ikm_cross cross;
    struct ikm_random random = ikm_random_start(3);
    uint8_t element_of[IKM_MAX_QUESTIONS] = {0};
    (void)state;
    office_of_strings(&office, any, 1);
    faults = (struct ikm_faults){.arena = &office.arena};
    assert_int_equal(
        ikm_form_load(&ikm_builtin_form_find("skm-daring-16")->source,
                      &office.arena, &faults, &form, &office.err),
        IKM_OK);
    cross = (struct ikm_cross){0};
    by_row = (struct ikm_pairs){0};
    for (size_t q = 0; q < form->n_questions; q++)
        element_of[q] = (uint8_t)form->questions[q].element;
    for (int i = 0; i < 50; i++) {
        struct ikm_response r = {.state = IKM_RESPONSE_USED,
                                 .n_answers = (uint8_t)form->n_questions};
        int64_t sum[IKM_MAX_ELEMENTS] = {0};
        int64_t n[IKM_MAX_ELEMENTS] = {0};
        for (size_t q = 0; q < form->n_questions; q++) {
            r.answer[q] = (uint8_t)(1 + (ikm_random_next(&random) >> 62));
            sum[element_of[q]] += r.answer[q];
            n[element_of[q]]++;
        }
        ikm_cross_add(&cross, &r, element_of, form->n_elements, 4);
        ikm_pairs_add(&by_row, sum, n, form->n_elements);
    }
    assert_true(ikm_pairs_of_cross(form, &cross, &pairs));
    for (size_t j = 0; j < form->n_elements; j++)
        for (size_t l = 0; l < form->n_elements; l++) {
            assert_int_equal(pairs.n[j][l], by_row.n[j][l]);
            assert_true(fabs(pairs.sum[j][l] - by_row.sum[j][l]) < 1e-9);
            assert_true(fabs(pairs.squares[j][l] - by_row.squares[j][l]) <
                        1e-9);
        }
    struct ikm_response r = {.state = IKM_RESPONSE_USED,
                             .n_answers = (uint8_t)form->n_questions};
    r.answer[0] = 3;
    ikm_cross_add(&cross, &r, element_of, form->n_elements, 4);
    assert_false(ikm_pairs_of_cross(form, &cross, &pairs));
    office_close(&office);
}

/* Row by row and packed, or at once: the same sums. */
static void packed_crosses(void **state)
{
    struct ikm_random random = ikm_random_start(11);
    static const uint8_t element_of[IKM_MAX_QUESTIONS] = {0, 1, 2, 3, 4,
                                                          5, 6, 7, 8};
    const int64_t questions[IKM_MAX_ELEMENTS] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    int64_t by_row[600] = {0};
    int64_t at_once[600] = {0};
    static struct ikm_cross cross, again;
    (void)state;
    cross = (struct ikm_cross){0};
    for (int i = 0; i < 200; i++) {
        struct ikm_response r = {.state = IKM_RESPONSE_USED, .n_answers = 9};
        for (int q = 0; q < 9; q++)
            r.answer[q] = (uint8_t)((ikm_random_next(&random) >> 40) % 16);
        for (int q = 0; q < 9; q++)
            r.answer[q] = r.answer[q] > 4 ? 4 : r.answer[q];
        ikm_cross_add(&cross, &r, element_of, 9, 4);
        ikm_cross_add_row(by_row, &r, element_of, 9, 4);
    }
    ikm_cross_close(by_row, questions, 9);
    ikm_cross_add_to_packed(&cross, 9, at_once);
    assert_true(ikm_cross_n_packed(9) <= 600);
    assert_true(cross.n_complete > 0 && cross.n_complete < cross.n_used);
    assert_memory_equal(by_row, at_once, sizeof by_row);
    ikm_cross_unpack(by_row, 9, &again);
    assert_memory_equal(&again, &cross, sizeof again);
}

static void bootstrap_of_little(void **state)
{
    double same[3] = {80, 80, 80};
    double few[3] = {79, 80, 82};
    struct ikm_bootstrap told;
    (void)state;
    ikm_bootstrap_of(same, 3, 80, 0, &told);
    assert_false(told.bca95.is_defined);
    ikm_bootstrap_of(few, 3, 80.5, 0, &told);
    assert_false(told.percentile95.is_defined);
    assert_true(told.se > 0);
    ikm_bootstrap_of(few, 1, 80.5, 0, &told);
    assert_int_equal(told.n_values, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flips_are_the_fewest),
        cmocka_unit_test(the_gain),
        cmocka_unit_test(priorities_by_evidence),
        cmocka_unit_test(holm_by_hand),
        cmocka_unit_test(tests_without_spread),
        cmocka_unit_test(three_lowest_with_ties),
        cmocka_unit_test(resamples_of_any_size),
        cmocka_unit_test(reliability_of_little),
        cmocka_unit_test(lowest_by_hand),
        cmocka_unit_test(validity_by_habit),
        cmocka_unit_test(pairs_of_several_questions),
        cmocka_unit_test(packed_crosses),
        cmocka_unit_test(bootstrap_of_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

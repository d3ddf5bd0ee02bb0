/* The index: exact rationals, half-up, graded on hundredths. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/grade.h"
#include "analyze/index.h"

struct bench {
    struct ikm_arena arena;
    struct ikm_error err;
    const struct ikm_form *form; /* 14/2017 */
};

static const struct ikm_form *load(struct bench *bench, const char *id)
{
    static struct ikm_faults faults;
    const struct ikm_form *form = NULL;
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    assert_non_null(builtin);
    faults = (struct ikm_faults){.arena = &bench->arena};
    assert_int_equal(ikm_form_load(&builtin->source, &bench->arena, &faults,
                                   &form, &bench->err),
                     IKM_OK);
    return form;
}

static int set_up(void **state)
{
    static struct bench bench;
    bench = (struct bench){.arena = IKM_ARENA(1 << 24)};
    bench.form = load(&bench, IKM_DEFAULT_FORM);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    ikm_arena_release(&bench->arena);
    return 0;
}

/* n scores 1..4 that add up to `sum`: as even as can be. */
static void spread(int64_t sum, int64_t n, int64_t *count)
{
    const int64_t score = sum / n;
    const int64_t n_higher = sum % n;
    assert_true(score >= 1 && score <= 4);
    count[score - 1] += n - n_higher;
    if (n_higher > 0)
        count[score] += n_higher;
}

static struct ikm_index compute(struct bench *bench,
                                const struct ikm_form *form,
                                const struct ikm_tally_counts *counts,
                                enum ikm_weights weights)
{
    struct ikm_index index;
    assert_int_equal(
        ikm_index_of(form, counts, weights, &bench->arena, &index, &bench->err),
        IKM_OK);
    return index;
}

/* cmocka compares floats, which is too coarse here. */
static void near(double value, double expected, double most)
{
    assert_true(fabs(value - expected) < most);
}

static void expect(const struct ikm_form *form, const struct ikm_index *index,
                   int64_t hundredths, const char *letter)
{
    assert_int_equal(index->reason, IKM_REASON_NONE);
    assert_int_equal(index->value_hundredths, hundredths);
    assert_string_equal(ikm_grade_letter(form, index->grade), letter);
}

/* 5,000 complete rows of nine answers that add up to `total`. */
static struct ikm_index of_total(struct bench *bench, int64_t total)
{
    struct ikm_tally_counts counts = {.n_rows = 5000};
    for (int e = 0; e < 9; e++)
        spread(total / 9 + (e < total % 9), 5000, counts.count[e]);
    return compute(bench, bench->form, &counts, IKM_WEIGHTS_EXACT);
}

static void halves_are_rounded_up(void **state)
{
    static const struct {
        int64_t total, hundredths;
        const char *letter, *exact;
    } cases[] = {
        /* 88.305, 76.605, 64.995 exactly: doubles get some of these wrong */
        {158949, 8831, "A", "17661/200"}, {137889, 7661, "B", "15321/200"},
        {116991, 6500, "C", "12999/200"}, {158948, 8830, "B", NULL},
        {137888, 7660, "C", NULL},        {116990, 6499, "D", NULL},
        {180000, 10000, "A", "100/1"},    {45000, 2500, "D", "25/1"},
    };
    struct bench *bench = *state;
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        const struct ikm_index index = of_total(bench, cases[i].total);
        expect(bench->form, &index, cases[i].hundredths, cases[i].letter);
        if (cases[i].exact)
            assert_string_equal(index.exact, cases[i].exact);
    }
}

/* Kabupaten Sekadau 2019: published sums of 49 responses. */
static void published_sums(void **state)
{
    static const int64_t sums[] = {138, 139, 150, 177, 159, 163, 161, 143, 159};
    struct bench *bench = *state;
    struct ikm_tally_counts counts = {.n_rows = 49};
    for (size_t e = 0; e < IKM_COUNT(sums); e++)
        spread(sums[e], 49, counts.count[e]);
    const struct ikm_index index =
        compute(bench, bench->form, &counts, IKM_WEIGHTS_EXACT);
    expect(bench->form, &index, 7874, "B");
    near(index.index * 25, 78.7415, 0.00005);
    assert_int_equal(index.element[0].rank, 9);
    assert_int_equal(index.element[3].rank, 1);
    assert_int_equal(index.element[4].rank, 4); /* 159 twice: both fourth */
    assert_int_equal(index.element[8].rank, 4);
    assert_int_equal(index.element[2].rank, 6);
}

/* Perpustakaan Nasional 2023: published NRR, index and IKM. */
static void published_perpusnas(void **state)
{
    static const int64_t published[9][4] = {
        {0, 0, 118, 69}, {0, 6, 93, 88},  {0, 3, 106, 78},
        {1, 1, 23, 162}, {0, 1, 124, 62}, {0, 0, 95, 92},
        {0, 0, 89, 98},  {1, 2, 34, 150}, {1, 19, 77, 90}};
    static const int64_t nrr[9] = {3369, 3439, 3401, 3850, 3326,
                                   3492, 3524, 3781, 3369};
    struct bench *bench = *state;
    struct ikm_tally_counts counts = {.n_rows = 187};
    for (size_t e = 0; e < 9; e++)
        memcpy(counts.count[e], published[e], sizeof published[e]);
    const struct ikm_index index =
        compute(bench, bench->form, &counts, IKM_WEIGHTS_EXACT);
    expect(bench->form, &index, 8764, "B");
    near(index.index * 25, 87.6411, 0.00005);
    near(index.index, 3.506, 0.0005);
    for (size_t e = 0; e < 9; e++)
        assert_int_equal(index.element[e].nrr_thousandths, nrr[e]);
    assert_int_equal(index.element[3].rank, 1);
    assert_int_equal(index.element[4].rank, 9);
}

/* Mahkamah Konstitusi 2022: 22 questions of 8 elements, pooled per element;
 * each element is weighted once, 1/8. */
static void published_mk(void **state)
{
    static const int64_t published[8][4] = {
        {0, 2, 26, 35},   {0, 1, 22, 40}, {1, 4, 113, 134}, {0, 3, 25, 35},
        {0, 7, 117, 128}, {0, 5, 87, 97}, {0, 5, 31, 27},   {8, 11, 221, 201}};
    static const int64_t nrr[8] = {3524, 3619, 3508, 3508,
                                   3480, 3487, 3349, 3395};
    struct bench *bench = *state;
    struct ikm_element elements[8] = {0};
    struct ikm_form form = *bench->form;
    struct ikm_tally_counts counts = {.n_rows = 63};
    for (size_t e = 0; e < 8; e++) {
        elements[e] = bench->form->elements[e];
        elements[e].weight = (struct ikm_fraction){1, 8};
        memcpy(counts.count[e], published[e], sizeof published[e]);
    }
    form.n_elements = 8;
    form.elements = elements;
    const struct ikm_index index =
        compute(bench, &form, &counts, IKM_WEIGHTS_EXACT);
    expect(&form, &index, 8709, "B");
    near(index.index * 25, 87.0920, 0.00005);
    near(index.index, 3.484, 0.0005);
    for (size_t e = 0; e < 8; e++)
        assert_int_equal(index.element[e].nrr_thousandths, nrr[e]);
}

/* The last nine cells of a CSV row: a digit, or nothing. */
static struct ikm_response read_row(char *line)
{
    struct ikm_response r = {.n_answers = 9};
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t q = 9; q-- > 0;) {
        char *cell = strrchr(line, ',');
        assert_non_null(cell);
        r.answer[q] = cell[1] == '\0' ? 0 : (uint8_t)(cell[1] - '0');
        *cell = '\0';
    }
    return r;
}

static struct ikm_tally read_tally(const char *name)
{
    static const uint8_t element_of[IKM_MAX_QUESTIONS] = {0, 1, 2, 3, 4,
                                                          5, 6, 7, 8};
    struct ikm_tally tally = {0};
    char path[1024], line[512];
    (void)snprintf(path, sizeof path, "%s/%s", getenv("IKM_CASES"), name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file)); /* the heading */
    while (fgets(line, sizeof line, file)) {
        const struct ikm_response r = read_row(line);
        ikm_tally_add(&tally, &r, element_of, 4);
    }
    (void)fclose(file);
    return tally;
}

/* Real respondents, recomputed exactly elsewhere. */
static void published_respondents(void **state)
{
    struct bench *bench = *state;
    if (!getenv("IKM_CASES")) {
        print_message("IKM_CASES is not set: real respondents are skipped\n");
        skip();
    }
    const struct ikm_tally jepara = read_tally("respondents_mpp_jepara.csv");
    assert_int_equal(jepara.n_used, 2402);
    assert_int_equal(jepara.n_partial, 82);
    struct ikm_index index =
        compute(bench, bench->form, &jepara.answered, IKM_WEIGHTS_EXACT);
    expect(bench->form, &index, 9619, "A");
    near(index.index * 25, 96.1851, 0.00005);
    index = compute(bench, bench->form, &jepara.complete, IKM_WEIGHTS_EXACT);
    near(index.index * 25, 96.3578, 0.00005);
    const struct ikm_tally sekadau =
        read_tally("respondents_sekadau_2019s1.csv");
    index = compute(bench, bench->form, &sekadau.answered, IKM_WEIGHTS_EXACT);
    expect(bench->form, &index, 7874, "B");
}

static void old_weights_are_reproduced(void **state)
{
    static const struct {
        enum ikm_weights weights;
        int64_t hundredths;
    } cases[] = {{IKM_WEIGHTS_EXACT, 10000},
                 {IKM_WEIGHTS_011, 9900},
                 {IKM_WEIGHTS_0111, 9990},
                 {IKM_WEIGHTS_0071, 6390},
                 /* 4/9 = 0.4444.. -> 0.444, nine times, times 25 */
                 {IKM_WEIGHTS_ROUNDED_TERMS, 9990}};
    struct bench *bench = *state;
    struct ikm_tally_counts counts = {.n_rows = 10};
    for (int e = 0; e < 9; e++)
        counts.count[e][3] = 10;
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        enum ikm_weights parsed = IKM_WEIGHTS_COUNT;
        const struct ikm_index index =
            compute(bench, bench->form, &counts, cases[i].weights);
        assert_int_equal(index.value_hundredths, cases[i].hundredths);
        assert_int_equal(index.element[0].value_hundredths, 10000);
        assert_true(
            ikm_weights_parse(ikm_weights_name(cases[i].weights), &parsed));
        assert_int_equal(parsed, cases[i].weights);
    }
    const struct ikm_index rounded =
        compute(bench, bench->form, &counts, IKM_WEIGHTS_ROUNDED_TERMS);
    assert_true(rounded.element[0].weighted == 0.444);
}

/* A desk of the public service mall in Jepara: 90.30 A on answers given, 85.26
 * B where blanks stay in the divisor. Here: blanks do not count. */
static void blanks_do_not_count(void **state)
{
    struct bench *bench = *state;
    struct ikm_tally_counts counts = {.n_rows = 4};
    for (int e = 0; e < 9; e++)
        counts.count[e][3] = e == 8 ? 1 : 4;
    const struct ikm_index index =
        compute(bench, bench->form, &counts, IKM_WEIGHTS_EXACT);
    expect(bench->form, &index, 10000, "A");
    assert_int_equal(index.element[8].n, 1);
    assert_int_equal(index.element[8].flags & IKM_FLAG_CONSTANT, 0);
    assert_true(index.element[0].flags & IKM_FLAG_CONSTANT);
}

static void nobody_answered(void **state)
{
    struct bench *bench = *state;
    struct ikm_tally_counts counts = {.n_rows = 4};
    struct ikm_index index = compute(
        bench, bench->form, &(struct ikm_tally_counts){0}, IKM_WEIGHTS_EXACT);
    assert_int_equal(index.reason, IKM_REASON_NO_ROWS);
    for (int e = 0; e < 8; e++)
        counts.count[e][2] = 4;
    index = compute(bench, bench->form, &counts, IKM_WEIGHTS_EXACT);
    assert_int_equal(index.reason, IKM_REASON_ELEMENT_WITHOUT_ANSWERS);
    assert_int_equal(index.grade, IKM_CLASS_NONE);
    assert_int_equal(index.element[8].rank, 0);
    assert_int_equal(index.element[8].flags, 0);
    assert_int_equal(index.element[8].grade, IKM_CLASS_NONE);
    assert_int_equal(index.element[0].rank, 1);
    assert_int_equal(index.element[0].nrr_thousandths, 3000);
}

static void sums_give_the_same(void **state)
{
    struct bench *bench = *state;
    struct ikm_tally_counts counts = {.n_rows = 7};
    struct ikm_sums sums = {0};
    const char *exact = NULL;
    for (int e = 0; e < 9; e++)
        spread(8 + e, 7, counts.count[e]);
    const struct ikm_index index =
        compute(bench, bench->form, &counts, IKM_WEIGHTS_EXACT);
    ikm_sums_add(&sums, &counts, 9, 4);
    assert_int_equal(ikm_index_of_sums(bench->form, &sums, IKM_WEIGHTS_EXACT,
                                       &bench->arena, &exact, &bench->err),
                     IKM_OK);
    assert_string_equal(exact, index.exact);
    assert_string_equal(exact, "300/7"); /* 12/7 * 25 */
    sums.n[4] = 0;
    assert_int_equal(ikm_index_of_sums(bench->form, &sums, IKM_WEIGHTS_EXACT,
                                       &bench->arena, &exact, &bench->err),
                     IKM_OK);
    assert_null(exact);
}

static void classes_of_other_forms(void **state)
{
    struct bench *bench = *state;
    const struct ikm_form *old = load(bench, "kepmenpan-25-2004");
    const struct ikm_form *bare = load(bench, "permenpanrb-16-2014");
    /* 87.64 is B by 14/2017 and A by 25/2004 */
    assert_string_equal(
        ikm_grade_letter(bench->form, ikm_grade(bench->form, 8764)), "B");
    assert_string_equal(ikm_grade_letter(old, ikm_grade(old, 8764)), "A");
    assert_int_equal(ikm_grade(bare, 8764), IKM_CLASS_NONE);
    assert_string_equal(ikm_grade_label(bare, IKM_CLASS_NONE), "");
    /* an old weight can fall below the lowest class */
    assert_int_equal(ikm_grade(bench->form, 2499), IKM_CLASS_NONE);
    assert_string_equal(
        ikm_grade_label(bench->form, ikm_grade(bench->form, 6499)),
        "Tidak baik");
}

static void means_are_compared_exactly(void **state)
{
    const int64_t big = INT64_C(4000000000000000000);
    (void)state;
    assert_int_equal(ikm_exact_compare(1, 3, 2, 6), 0);
    assert_int_equal(ikm_exact_compare(1, 3, 333333333, 1000000000), 1);
    assert_int_equal(ikm_exact_compare(333333333, 1000000000, 1, 3), -1);
    assert_int_equal(ikm_exact_compare(big, big - 1, big - 1, big - 2), -1);
    assert_int_equal(ikm_exact_compare(3, 1, 7, 2), -1);
    assert_int_equal(ikm_exact_compare(0, 5, 0, 9), 0);
    assert_int_equal(ikm_exact_round(5, 2), 3);
    assert_int_equal(ikm_exact_round(7, 3), 2);
    assert_int_equal(ikm_exact_round(88305, 10), 8831);
}

static void differences_and_means_of_units(void **state)
{
    static const char *const units[] = {"250/3", "73/1", "500/6"};
    /* 88.30, 88.31: their mean 88.305 goes up */
    static const char *const half[] = {"8830/100", "8831/100"};
    double nearest = 0;
    (void)state;
    assert_true(ikm_exact_difference("100/1", "25/1") == 75);
    assert_true(ikm_exact_difference("1/3", "2/3") == -1.0 / 3);
    assert_true(ikm_exact_difference("7/3", "14/6") == 0);
    assert_true(ikm_exact_mean_difference(1, 3, 1, 2) == -1.0 / 6);
    assert_int_equal(ikm_exact_mean_hundredths(units, 3, &nearest), 7989);
    assert_true(nearest == 719.0 / 9);
    assert_int_equal(ikm_exact_mean_hundredths(half, 2, &nearest), 8831);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_are_rounded_up),
        cmocka_unit_test(published_sums),
        cmocka_unit_test(published_perpusnas),
        cmocka_unit_test(published_mk),
        cmocka_unit_test(published_respondents),
        cmocka_unit_test(old_weights_are_reproduced),
        cmocka_unit_test(blanks_do_not_count),
        cmocka_unit_test(nobody_answered),
        cmocka_unit_test(sums_give_the_same),
        cmocka_unit_test(classes_of_other_forms),
        cmocka_unit_test(means_are_compared_exactly),
        cmocka_unit_test(differences_and_means_of_units),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

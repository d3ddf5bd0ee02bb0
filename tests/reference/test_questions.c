/* Elements with several questions: index, intervals, reliability and lowest
 * group against packages survey and psych and base R. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/expected.h"
#include "analyze/interval.h"
#include "analyze/lowest.h"
#include "analyze/reliability.h"

#define FOLDER "tests/reference/questions/"
enum { K = 9, Q = 16, SCALE = 4, POPULATION = 700 };

struct bench {
    struct ikm_arena arena;
    struct ikm_error err;
    const struct ikm_form *form;
    struct ikm_tally tally;
    struct ikm_cross cross;
    struct ikm_pairs pairs;
    struct ikm_index index;
    struct expected expected;
};

static void add_row(struct bench *bench, const double *cell)
{
    struct ikm_response r = {.n_answers = Q, .state = IKM_RESPONSE_USED};
    uint8_t element_of[IKM_MAX_QUESTIONS] = {0};
    int64_t sum[K] = {0};
    int64_t n[K] = {0};
    for (size_t q = 0; q < Q; q++) {
        const size_t e = bench->form->questions[q].element;
        element_of[q] = (uint8_t)e;
        r.answer[q] = (uint8_t)cell[q];
        sum[e] += r.answer[q];
        n[e] += r.answer[q] > 0;
    }
    ikm_tally_add(&bench->tally, &r, element_of, SCALE);
    ikm_cross_add(&bench->cross, &r, element_of, K, SCALE);
    ikm_pairs_add(&bench->pairs, sum, n, K);
}

static int set_up(void **state)
{
    static struct bench bench;
    struct expected_table table = expected_read_table(FOLDER "data.csv");
    bench.arena = IKM_ARENA(1 << 24);
    struct ikm_faults faults = {.arena = &bench.arena};
    assert_int_equal(
        ikm_form_load(&ikm_builtin_form_find("skm-daring-16")->source,
                      &bench.arena, &faults, &bench.form, &bench.err),
        IKM_OK);
    assert_int_equal(bench.form->n_questions, Q);
    for (size_t i = 0; i < table.n_rows; i++)
        add_row(&bench, table.cell + i * table.n_columns);
    assert_int_equal(ikm_index_of(bench.form, &bench.tally.answered,
                                  IKM_WEIGHTS_EXACT, &bench.arena, &bench.index,
                                  &bench.err),
                     IKM_OK);
    bench.expected = expected_read(FOLDER "expected.csv");
    expected_free_table(&table);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    expected_free(&bench->expected);
    ikm_arena_release(&bench->arena);
    return 0;
}

static void index_and_its_interval(void **state)
{
    struct bench *bench = *state;
    const double value = 25 * bench->index.index;
    const struct ikm_spread spread =
        ikm_spread_of_cross(bench->form, &bench->cross, IKM_WEIGHTS_EXACT);
    const struct ikm_index_interval told =
        ikm_index_interval(&spread, value, SCALE, POPULATION, 0);
    expected_is(&bench->expected, "value", -1, value);
    expected_is(&bench->expected, "se", -1, told.se);
    expected_is(&bench->expected, "ci_low", -1, told.ci95.low);
    expected_is(&bench->expected, "ci_high", -1, told.ci95.high);
}

static void elements(void **state)
{
    struct bench *bench = *state;
    const double factor =
        ikm_population_factor(bench->cross.n_used, POPULATION);
    for (int e = 0; e < K; e++) {
        const struct ikm_element_figures *element = &bench->index.element[e];
        const struct ikm_element_interval told =
            ikm_element_interval(element, SCALE, factor);
        expected_is(&bench->expected, "nrr", e + 1, element->nrr);
        expected_is(&bench->expected, "sd", e + 1, told.sd);
        expected_is(&bench->expected, "low", e + 1, told.ci95.low);
        expected_is(&bench->expected, "high", e + 1, told.ci95.high);
    }
}

static void reliability(void **state)
{
    struct bench *bench = *state;
    const struct expected *r = &bench->expected;
    struct ikm_reliability told;
    ikm_reliability_of(bench->form, &bench->cross, &told);
    expected_is(r, "complete", -1, (double)told.n);
    expected_is(r, "alpha", -1, told.alpha);
    expected_is(r, "alpha_low", -1, told.ci95.low);
    expected_is(r, "alpha_high", -1, told.ci95.high);
    for (int e = 0; e < K; e++) {
        expected_is(r, "dropped", e + 1, told.item[e].alpha_if_dropped);
        expected_is(r, "r_total", e + 1, told.item[e].r_total);
        expected_is(r, "r_rest", e + 1, told.item[e].r_rest);
    }
}

static void lowest_group(void **state)
{
    struct bench *bench = *state;
    struct ikm_lowest told;
    const int lowest = (int)expected_value(&bench->expected, "lowest", -1) - 1;
    ikm_lowest_of(&bench->index, &bench->pairs, &told);
    assert_int_equal(told.is_member[lowest], 1);
    for (int e = 0; e < K; e++) {
        if (e == lowest)
            continue;
        expected_is(&bench->expected, "pair", e + 1, told.p[e].p);
        assert_int_equal(told.is_member[e],
                         expected_value(&bench->expected, "pair", e + 1) >=
                             0.05);
    }
    /* blanks: the pairs do not follow from the cross */
    assert_int_equal(
        ikm_pairs_of_cross(bench->form, &bench->cross, &bench->pairs), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(index_and_its_interval),
        cmocka_unit_test(elements),
        cmocka_unit_test(reliability),
        cmocka_unit_test(lowest_group),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

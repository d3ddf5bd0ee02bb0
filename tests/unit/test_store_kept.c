/* Responses told again out of memory are those of the file as it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/store_responses.h"

enum { N_RESPONSES = 12, MANY = 20500 };

struct visit {
    int n, most; /* most 0: all */
    int64_t last_seq, sum;
    const struct ikm_response *at; /* where the last one stood */
};

static enum ikm_status visit_response(void *context, int64_t seq,
                                      const struct ikm_response *response,
                                      struct ikm_error *err)
{
    struct visit *visit = context;
    assert_true(seq > visit->last_seq);
    assert_null(response->sheet);
    assert_null(response->comment);
    visit->last_seq = seq;
    visit->at = response;
    visit->sum += response->answer[0] + 10 * response->date.day;
    visit->n++;
    return visit->n == visit->most ? ikm_fail(err, IKM_FOUND, "cukup", "enough")
                                   : IKM_OK;
}

static void add(struct test_survey *s, int n, int64_t unit_id)
{
    const struct ikm_act act = survey_act(s, "import");
    struct ikm_response r = survey_response(s, "343434343", "2025-01-15");
    r.unit_id = unit_id;
    r.service_id = 0;
    r.sheet = "7";
    r.comment = "antre";
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    for (int i = 0; i < n; i++) {
        r.answer[0] = (uint8_t)(1 + i % 4);
        assert_int_equal(ikm_store_add_response(s->store, &r, NULL, &s->err),
                         IKM_OK);
    }
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
}

static struct visit each(struct test_survey *s, const int64_t *unit_id)
{
    struct visit visit = {0};
    const struct ikm_slice slice = {.form_id = s->form_id,
                                    .n_units = unit_id ? 1 : 0,
                                    .unit_ids = unit_id,
                                    .month_from = 2025 * 12,
                                    .month_to = 2025 * 12};
    assert_int_equal(ikm_store_each_response(s->store, &slice, 0,
                                             visit_response, &visit, &s->err),
                     IKM_OK);
    return visit;
}

static int set_up(void **state)
{
    static struct test_survey s;
    survey_make(&s);
    add(&s, N_RESPONSES, s.unit_id);
    add(&s, N_RESPONSES / 2, s.unit2_id);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    survey_close(*state);
    return 0;
}

static void the_same_is_told_again(void **state)
{
    struct test_survey *s = *state;
    const struct visit plain = each(s, &s->unit_id);
    const struct visit second = each(s, &s->unit2_id);
    assert_int_equal(plain.n, N_RESPONSES);
    assert_int_equal(second.n, N_RESPONSES / 2);
    ikm_store_keep_rows(s->store);
    ikm_store_keep_rows(s->store);
    for (int i = 0; i < 4; i++) {
        const struct visit one = each(s, i % 2 ? &s->unit2_id : &s->unit_id);
        const struct visit *wanted = i % 2 ? &second : &plain;
        assert_int_equal(one.n, wanted->n);
        assert_int_equal(one.sum, wanted->sum);
        assert_int_equal(one.last_seq, wanted->last_seq);
    }
    /* out of memory indeed, until the last one has gone */
    assert_ptr_equal(each(s, &s->unit_id).at, each(s, &s->unit_id).at);
    ikm_store_forget_rows(s->store);
    assert_ptr_equal(each(s, &s->unit_id).at, each(s, &s->unit_id).at);
    assert_ptr_not_equal(each(s, &s->unit_id).at, each(s, &s->unit2_id).at);
    ikm_store_forget_rows(s->store);
    ikm_store_forget_rows(s->store); /* once too often: nothing */
    assert_int_equal(each(s, NULL).n, plain.n + second.n);
}

static void what_changed_is_seen(void **state)
{
    struct test_survey *s = *state;
    ikm_store_keep_rows(s->store);
    assert_int_equal(each(s, &s->unit_id).n, N_RESPONSES);
    add(s, 3, s->unit_id);
    const struct visit grown = each(s, &s->unit_id);
    assert_int_equal(grown.n, N_RESPONSES + 3);
    /* a change of another program */
    survey_tamper(s, "UPDATE response SET day = day + 1");
    const struct visit moved = each(s, &s->unit_id);
    assert_int_equal(moved.n, grown.n);
    assert_int_equal(moved.sum, grown.sum + 10 * grown.n);
    ikm_store_forget_rows(s->store);
}

static void a_stopped_visit_is_not_kept(void **state)
{
    struct test_survey *s = *state;
    struct visit visit = {.most = 5};
    const struct ikm_slice slice = {.form_id = s->form_id,
                                    .n_units = 1,
                                    .unit_ids = &s->unit_id,
                                    .month_from = 2025 * 12,
                                    .month_to = 2025 * 12};
    ikm_store_keep_rows(s->store);
    assert_int_equal(ikm_store_each_response(s->store, &slice, 0,
                                             visit_response, &visit, &s->err),
                     IKM_FOUND);
    assert_int_equal(each(s, &s->unit_id).n, N_RESPONSES);
    ikm_store_forget_rows(s->store);
}

static void too_many_are_read_again(void **state)
{
    struct test_survey *s = *state;
    add(s, MANY, s->unit2_id);
    ikm_store_keep_rows(s->store);
    for (int i = 0; i < 2; i++)
        assert_int_equal(each(s, &s->unit2_id).n, N_RESPONSES / 2 + MANY);
    assert_int_equal(each(s, &s->unit_id).n, N_RESPONSES);
    /* left open: closing the survey file lets go of it */
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_same_is_told_again),
        TEST(what_changed_is_seen),
        TEST(a_stopped_visit_is_not_kept),
        TEST(too_many_are_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

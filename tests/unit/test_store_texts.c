/* Texts and causes of responses: looked up for one, walked beside many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/respondent.h"
#include "data/store_responses.h"

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void compare(const struct ikm_response *a, const struct ikm_response *b)
{
    assert_string_equal(or_empty(a->comment), or_empty(b->comment));
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        assert_string_equal(or_empty(a->other[f]), or_empty(b->other[f]));
    assert_int_equal(a->n_causes, b->n_causes);
    for (size_t i = 0; i < a->n_causes; i++) {
        assert_int_equal(a->causes[i].element, b->causes[i].element);
        assert_int_equal(a->causes[i].code, b->causes[i].code);
        assert_string_equal(a->causes[i].text, b->causes[i].text);
    }
}

struct visit {
    struct test_survey *survey;
    int n_comments, n_others, n_causes;
};

/* What a visit tells of a response is what is read of it alone. */
static enum ikm_status visit_response(void *context, int64_t seq,
                                      const struct ikm_response *told,
                                      struct ikm_error *err)
{
    struct visit *visit = context;
    struct ikm_store *store = visit->survey->store;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_response alone;
    char id[IKM_UUID_TEXT_BYTES];
    int64_t same_seq = 0;
    assert_int_equal(ikm_store_response_id(store, seq, id, err), IKM_OK);
    assert_int_equal(
        ikm_store_get_response(store, id, &arena, &same_seq, &alone, err),
        IKM_OK);
    assert_int_equal(same_seq, seq);
    compare(told, &alone);
    visit->n_comments += told->comment != NULL;
    visit->n_others += told->other[IKM_FIELD_OCCUPATION] != NULL;
    visit->n_causes += (int)told->n_causes;
    ikm_arena_release(&arena);
    return IKM_OK;
}

/* Some have none; some of an office that is not asked for have some. */
static void fill(struct test_survey *s)
{
    static const struct ikm_low_cause causes[] = {
        {.element = 1, .code = 2, .text = ""},
        {.element = 4, .code = 0, .text = "lama"}};
    for (int i = 0; i < 40; i++) {
        struct ikm_response r = survey_response(s, "121212121", "2025-01-15");
        r.comment = i % 5 == 2 ? "antre" : i % 7 == 3 ? "bersih" : NULL;
        if (i % 5 == 3) {
            r.field[IKM_FIELD_OCCUPATION] =
                ikm_respondent_other(IKM_FIELD_OCCUPATION);
            r.other[IKM_FIELD_OCCUPATION] = "penjahit";
        }
        r.n_causes = i % 4 == 1 ? 1 + (size_t)(i % 3 == 0) : 0;
        r.causes = r.n_causes > 0 ? causes : NULL;
        if (i % 3 == 0) {
            r.unit_id = s->unit2_id;
            r.service_id = 0;
        }
        survey_add(s, &r);
    }
}

static void texts_belong_to_their_responses(void **state)
{
    static struct test_survey s;
    (void)state;
    survey_make(&s);
    fill(&s);
    struct visit all = {.survey = &s}, second = {.survey = &s};
    const struct ikm_slice everything = {.form_id = s.form_id};
    const struct ikm_slice of_second = {
        .form_id = s.form_id, .n_units = 1, .unit_ids = &s.unit2_id};
    assert_int_equal(ikm_store_each_response(s.store, &everything, 1,
                                             visit_response, &all, &s.err),
                     IKM_OK);
    assert_int_equal(ikm_store_each_response(s.store, &of_second, 1,
                                             visit_response, &second, &s.err),
                     IKM_OK);
    assert_int_equal(all.n_comments, 13);
    assert_int_equal(all.n_others, 8);
    assert_int_equal(all.n_causes, 13);
    assert_int_equal(second.n_comments, 4);
    assert_int_equal(second.n_others, 3);
    assert_int_equal(second.n_causes, 6);
    survey_close(&s);
}

/* Beside the second visit nothing is left of the first, stopped one. */
static enum ikm_status stop(void *context, int64_t seq,
                            const struct ikm_response *told,
                            struct ikm_error *err)
{
    (void)context;
    (void)told;
    return seq < 5 ? IKM_OK : ikm_fail(err, IKM_FOUND, "cukup", "enough");
}

static void a_stopped_visit_leaves_nothing(void **state)
{
    static struct test_survey s;
    (void)state;
    survey_make(&s);
    fill(&s);
    struct visit all = {.survey = &s};
    const struct ikm_slice everything = {.form_id = s.form_id};
    assert_int_equal(
        ikm_store_each_response(s.store, &everything, 1, stop, NULL, &s.err),
        IKM_FOUND);
    /* nor does it hold on to the file as it stood then */
    survey_tamper(&s, "DELETE FROM response_cause");
    assert_int_equal(ikm_store_each_response(s.store, &everything, 1,
                                             visit_response, &all, &s.err),
                     IKM_OK);
    assert_int_equal(all.n_causes, 0);
    assert_int_equal(all.n_comments, 13);
    survey_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_belong_to_their_responses),
        cmocka_unit_test(a_stopped_visit_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

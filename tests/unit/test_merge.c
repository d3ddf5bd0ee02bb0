/* Two small survey files into one: batches, versions, origins, what stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "collect/merge.h"
#include "data/store_merge.h"
#include "data/store_plan.h"
#include "data/store_publications.h"

struct two {
    struct test_survey here, there;
    struct ikm_arena arena;
    struct ikm_faults faults, notices;
    struct ikm_merge_report report;
};

static int set_up(void **state)
{
    static struct two two;
    two = (struct two){.arena = IKM_ARENA(64 << 20)};
    two.faults.arena = two.notices.arena = &two.arena;
    survey_make(&two.here);
    survey_make(&two.there);
    two.there.clock_ms += 86400000; /* its ids differ */
    *state = &two;
    return 0;
}

static int tear_down(void **state)
{
    struct two *two = *state;
    survey_close(&two->here);
    survey_close(&two->there);
    ikm_arena_release(&two->arena);
    return 0;
}

static int64_t add_there(struct two *two, const char *answers)
{
    const struct ikm_response r =
        survey_response(&two->there, answers, "2025-02-24");
    return survey_add(&two->there, &r);
}

static enum ikm_status merge(struct two *two)
{
    const char *const paths[] = {two->there.path};
    const struct ikm_merge_options options = {.n_paths = 1, .paths = paths};
    struct ikm_act act = survey_act(&two->here, "merge");
    return ikm_merge(two->here.store, &options, &act, &two->arena, &two->faults,
                     &two->notices, &two->report, &two->here.err);
}

static void expect(struct two *two, int64_t n_new, int64_t n_known,
                   int64_t n_corrected)
{
    if (merge(two) != IKM_OK)
        fail_msg("%s", two->here.err.text);
    const struct ikm_merge_file *file = &two->report.file[0];
    assert_int_equal(file->n_new, n_new);
    assert_int_equal(file->n_known, n_known);
    assert_int_equal(file->n_corrected, n_corrected);
}

static void each_response_once(void **state)
{
    struct two *two = *state;
    const struct ikm_response own =
        survey_response(&two->here, "111111111", "2025-02-24");
    (void)survey_add(&two->here, &own);
    (void)add_there(two, "343434343");
    (void)add_there(two, "444444444");
    expect(two, 2, 0, 0);
    expect(two, 0, 2, 0);
    assert_int_equal(two->report.n_changes, 0);
    (void)add_there(two, "222222222");
    expect(two, 1, 2, 0);
}

static enum ikm_status count_batch(void *context, const struct ikm_batch *batch,
                                   struct ikm_error *err)
{
    (void)err;
    *(int64_t *)context += batch->n_responses;
    return IKM_OK;
}

static void a_correction_comes_along(void **state)
{
    struct two *two = *state;
    struct test_survey *there = &two->there;
    const int64_t seq = add_there(two, "343434343");
    expect(two, 1, 0, 0);

    struct ikm_version version = {
        .response = survey_response(there, "143434343", "2025-02-24"),
        .maker = {1760000099000, "petugas", "amend", "salah ketik"}};
    const struct ikm_act act = survey_act(there, "amend");
    assert_int_equal(ikm_store_begin(there->store, &act, &there->err), IKM_OK);
    assert_int_equal(
        ikm_store_add_version(there->store, seq, &version, &there->err),
        IKM_OK);
    assert_int_equal(ikm_store_commit(there->store, &there->err), IKM_OK);
    expect(two, 0, 1, 1);
    expect(two, 0, 1, 0);

    size_t n = 0;
    int64_t n_responses = 0;
    struct ikm_version *versions = NULL;
    assert_int_equal(ikm_store_each_batch(two->here.store, count_batch,
                                          &n_responses, &two->here.err),
                     IKM_OK);
    assert_int_equal(n_responses, 1);
    assert_int_equal(ikm_store_versions(two->here.store, 1, &two->arena, &n,
                                        &versions, &two->here.err),
                     IKM_OK);
    assert_int_equal(n, 2);
    assert_int_equal(versions[0].response.answer[0], 3);
    assert_int_equal(versions[1].response.answer[0], 1);
    assert_string_equal(versions[1].maker.reason, "salah ketik");
}

static void a_changed_file_is_refused(void **state)
{
    struct two *two = *state;
    (void)add_there(two, "343434343");
    survey_tamper(&two->there, "UPDATE response SET day = day + 1");
    assert_int_equal(merge(two), IKM_INPUT);
    assert_int_equal(two->faults.n_total, 1);
}

static size_t n_found(struct two *two)
{
    struct ikm_verified state;
    struct ikm_faults found = {.arena = &two->arena};
    const enum ikm_status status =
        ikm_store_verify(two->here.store, &found, &state, &two->here.err);
    assert_true(status == IKM_OK || status == IKM_FOUND);
    return found.n_total;
}

static void the_chain_holds_which_file_came(void **state)
{
    struct two *two = *state;
    (void)add_there(two, "343434343");
    expect(two, 1, 0, 0);
    assert_int_equal(n_found(two), 0);
    survey_tamper(&two->here, "UPDATE merged_file SET name = 'lain.db'");
    assert_int_equal(n_found(two), 1);
}

static void plan_and_publications_stay(void **state)
{
    struct two *two = *state;
    struct test_survey *there = &two->there;
    struct ikm_plan_item item = {.unit_id = there->unit_id,
                                 .form = IKM_DEFAULT_FORM,
                                 .element = "waktu",
                                 .cause = "",
                                 .remedy = 'b',
                                 .programme = "Antrean dengan nomor",
                                 .quarter_from = 2025 * 4 + 1,
                                 .quarter_to = 2025 * 4 + 1,
                                 .in_charge = "Kepala Seksi",
                                 .note = "",
                                 .evidence = ""};
    struct ikm_publication publication = {.unit_id = there->unit_id,
                                          .medium = "situs web",
                                          .date = {2025, 4, 10},
                                          .address = "",
                                          .photo = "",
                                          .figures = "ikm 86.11"};
    assert_int_equal(ikm_period_parse("2025-TW1", &item.period, &there->err),
                     IKM_OK);
    publication.period = item.period;
    const struct ikm_act act = survey_act(there, "plan");
    assert_int_equal(ikm_store_begin(there->store, &act, &there->err), IKM_OK);
    assert_int_equal(ikm_store_put_plan(there->store, &item, NULL, &there->err),
                     IKM_OK);
    assert_int_equal(ikm_store_add_publication(there->store, &publication, NULL,
                                               &there->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(there->store, &there->err), IKM_OK);
    (void)add_there(two, "343434343");
    expect(two, 1, 0, 0);
    assert_int_equal(two->report.file[0].n_plan_items, 1);
    assert_int_equal(two->report.file[0].n_publications, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_response_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_correction_comes_along, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_changed_file_is_refused, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_chain_holds_which_file_came, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(plan_and_publications_stay, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

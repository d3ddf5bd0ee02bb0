/* The follow-up plan and the publications in the survey file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/store_plan.h"
#include "data/store_publications.h"
#include "data/store_verify.h"

static int set_up(void **state)
{
    static struct test_survey survey;
    survey_make(&survey);
    *state = &survey;
    return 0;
}

static int tear_down(void **state)
{
    survey_close(*state);
    return 0;
}

static size_t n_faults(struct test_survey *s)
{
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_verified found;
    static struct ikm_faults faults;
    faults = (struct ikm_faults){.arena = &arena};
    const enum ikm_status status =
        ikm_store_verify(s->store, &faults, &found, &s->err);
    assert_true(status == IKM_OK || status == IKM_FOUND);
    ikm_arena_release(&arena);
    return faults.n_total;
}

static struct ikm_plan_item item_of(const struct test_survey *s,
                                    const char *period)
{
    struct ikm_error err;
    struct ikm_plan_item item = {.unit_id = s->unit_id,
                                 .form = IKM_DEFAULT_FORM,
                                 .element = "waktu",
                                 .service_id = s->service_id,
                                 .cause = "Antrean panjang",
                                 .remedy = 'b',
                                 .programme = "Antrean dengan nomor",
                                 .quarter_from = 2025 * 4 + 1,
                                 .quarter_to = 2025 * 4 + 2,
                                 .in_charge = "Kepala Seksi Pelayanan",
                                 .note = "",
                                 .evidence = ""};
    assert_int_equal(ikm_period_parse(period, &item.period, &err), IKM_OK);
    return item;
}

static int64_t put(struct test_survey *s, const struct ikm_plan_item *item)
{
    int64_t id = 0;
    const struct ikm_act act = survey_act(s, "plan");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_put_plan(s->store, item, &id, &s->err), IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    return id;
}

static void an_item_keeps_every_state(void **state)
{
    struct test_survey *s = *state;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    size_t n = 0;
    const struct ikm_plan_item *items = NULL;
    struct ikm_plan_item item = item_of(s, "2025-TW1");
    item.item_id = put(s, &item);
    assert_int_equal(item.item_id, 1);
    item.status = IKM_PLAN_DONE;
    item.status_date = (struct ikm_date){2025, 5, 20};
    item.note = "Dipasang di loket 1 dan 2";
    item.evidence = "foto/antrean.jpg";
    assert_int_equal(put(s, &item), 1);
    const struct ikm_plan_item second = item_of(s, "2025-TW2");
    assert_int_equal(put(s, &second), 2);

    assert_int_equal(ikm_store_plan(s->store, 0, &arena, &n, &items, &s->err),
                     IKM_OK);
    assert_int_equal(n, 2);
    assert_int_equal(items[0].status, IKM_PLAN_DONE);
    assert_int_equal(items[0].status_date.day, 20);
    assert_int_equal(items[0].remedy, 'b');
    assert_string_equal(items[0].note, "Dipasang di loket 1 dan 2");
    assert_string_equal(items[0].actor, "penguji");
    assert_int_equal(items[1].period.from.month, 4);
    assert_int_equal(
        ikm_store_plan(s->store, s->unit2_id, &arena, &n, &items, &s->err),
        IKM_OK);
    assert_int_equal(n, 0);

    assert_int_equal(
        ikm_store_plan_history(s->store, 1, &arena, &n, &items, &s->err),
        IKM_OK);
    assert_int_equal(n, 2);
    assert_int_equal(items[0].status, IKM_PLAN_OPEN);
    assert_int_equal(items[0].status_date.year, 0);
    assert_string_equal(items[0].note, "");
    assert_int_equal(items[1].status, IKM_PLAN_DONE);
    assert_true(items[0].at_ms < items[1].at_ms);
    assert_int_equal(
        ikm_store_plan_history(s->store, 3, &arena, &n, &items, &s->err),
        IKM_INPUT);
    assert_int_equal(n_faults(s), 0);
    ikm_arena_release(&arena);
}

static void verify_sees_a_history_that_was_changed(void **state)
{
    struct test_survey *s = *state;
    struct ikm_plan_item item = item_of(s, "2025-TW1");
    item.item_id = put(s, &item);
    item.status = IKM_PLAN_RUNNING;
    (void)put(s, &item);
    assert_int_equal(n_faults(s), 0);
    survey_tamper(s, "UPDATE plan SET note = 'lain' WHERE status = 0");
    assert_int_equal(n_faults(s), 1);
    survey_tamper(s, "UPDATE plan SET note = '' WHERE status = 0");
    assert_int_equal(n_faults(s), 0);
    survey_tamper(s, "DELETE FROM plan WHERE status = 0");
    assert_int_equal(n_faults(s), 1);
}

static void publish(struct test_survey *s, const char *figures)
{
    struct ikm_publication publication = {.unit_id = s->unit_id,
                                          .medium = "situs web",
                                          .date = {2025, 4, 15},
                                          .address = "https://contoh.go.id/ikm",
                                          .photo = "",
                                          .figures = figures};
    const struct ikm_act act = survey_act(s, "publish");
    assert_int_equal(ikm_period_parse("2025-TW1", &publication.period, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(
        ikm_store_add_publication(s->store, &publication, NULL, &s->err),
        IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
}

static void publications_keep_their_figures(void **state)
{
    struct test_survey *s = *state;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    size_t n = 0;
    const struct ikm_publication *all = NULL;
    struct ikm_period period;
    publish(s, "satu\n");
    publish(s, "dua\n");
    assert_int_equal(ikm_period_parse("2025-TW1", &period, &s->err), IKM_OK);
    assert_int_equal(ikm_store_publications_of(s->store, s->unit_id, &period,
                                               &arena, &n, &all, &s->err),
                     IKM_OK);
    assert_int_equal(n, 2);
    assert_string_equal(all[0].figures, "satu\n");
    const struct ikm_digest digest = ikm_digest_of("dua\n", 4);
    assert_memory_equal(&all[1].digest, &digest, sizeof digest);
    assert_string_equal(all[1].medium, "situs web");
    assert_int_equal(all[1].date.month, 4);
    assert_int_equal(ikm_store_publications(s->store, s->unit2_id, &arena, &n,
                                            &all, &s->err),
                     IKM_OK);
    assert_int_equal(n, 0);
    assert_int_equal(n_faults(s), 0);
    /* the digest column is chained, the figures are held to it */
    survey_tamper(s, "UPDATE publication SET figures = 'tiga'"
                     " WHERE publication_id = 2");
    assert_int_equal(n_faults(s), 1);
    survey_tamper(s, "UPDATE publication SET figures = 'dua' || char(10)"
                     " WHERE publication_id = 2");
    assert_int_equal(n_faults(s), 0);
    survey_tamper(s, "UPDATE publication SET day = '2025-04-01'");
    assert_int_equal(n_faults(s), 1);
    ikm_arena_release(&arena);
}

static void statuses_have_names(void **state)
{
    enum ikm_plan_status status = IKM_PLAN_OPEN;
    (void)state;
    for (int i = 0; i < IKM_PLAN_STATUS_COUNT; i++) {
        assert_true(ikm_plan_status_parse(
            ikm_plan_status_name((enum ikm_plan_status)i), &status));
        assert_int_equal(status, i);
    }
    assert_true(ikm_plan_status_parse("Sudah", &status));
    assert_int_equal(status, IKM_PLAN_DONE);
    assert_false(ikm_plan_status_parse("selesai", &status));
    assert_false(ikm_plan_status_parse("", &status));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_item_keeps_every_state, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(verify_sees_a_history_that_was_changed,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(publications_keep_their_figures, set_up,
                                        tear_down),
        cmocka_unit_test(statuses_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

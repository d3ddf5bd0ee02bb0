/* Group commit: durable when answered, one record a group, neighbours of a
 * failing change unharmed. */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/store_verify.h"
#include "web/writer.h"

enum { N_THREADS = 24, N_EACH = 20 };

struct poster {
    struct web_writer *writer;
    struct test_survey *survey;
    int number, n_told, n_refused;
};

struct posted {
    struct ikm_response response;
    int must_fail;
};

static enum ikm_status put(void *context, struct ikm_store *store,
                           struct ikm_act *act, struct ikm_error *err)
{
    const struct posted *posted = context;
    int64_t seq = 0;
    (void)act;
    const enum ikm_status status =
        ikm_store_add_response(store, &posted->response, &seq, err);
    if (status == IKM_OK && posted->must_fail)
        return ikm_fail(err, IKM_INPUT, "disengaja", "on purpose");
    return status;
}

static void *post(void *context)
{
    struct poster *poster = context;
    for (int i = 0; i < N_EACH; i++) {
        struct posted posted = {
            survey_response(poster->survey, "343434343", "2025-02-24"),
            i % 7 == 3};
        const struct web_change change = {.kind = WEB_CHANGE_SHARED,
                                          .actor = poster->number % 2 ? "ani"
                                                                      : "budi",
                                          .action = "record",
                                          .subject = "kec-01",
                                          .reason = "",
                                          .run = put,
                                          .context = &posted};
        struct ikm_error err = {0};
        const enum ikm_status status =
            web_writer_do(poster->writer, &change, &err);
        if (status == IKM_OK)
            poster->n_told++;
        else if (status == IKM_INPUT && strcmp(err.text, "disengaja") == 0)
            poster->n_refused++;
    }
    return NULL;
}

struct told {
    int n_records, n_both;
};

static enum ikm_status look(void *context, const struct ikm_record *record,
                            struct ikm_error *err)
{
    struct told *told = context;
    (void)err;
    if (strcmp(record->action, "record") != 0)
        return IKM_OK;
    told->n_records++;
    told->n_both += strchr(record->actor, ',') != NULL;
    assert_true(strcmp(record->actor, "ani") == 0 ||
                strcmp(record->actor, "budi") == 0 ||
                strcmp(record->actor, "ani, budi") == 0 ||
                strcmp(record->actor, "budi, ani") == 0);
    assert_string_equal(record->subject, "kec-01");
    return IKM_OK;
}

static void groups(void **state)
{
    static struct test_survey survey;
    static struct ikm_faults faults;
    struct poster posters[N_THREADS];
    pthread_t threads[N_THREADS];
    struct ikm_store *store = NULL;
    struct web_writer *writer = NULL;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_verified found;
    struct told told = {0};
    int n_told = 0, n_refused = 0;
    (void)state;
    survey_make(&survey);
    assert_int_equal(
        ikm_store_open(survey.path, IKM_STORE_WRITE, &store, &survey.err),
        IKM_OK);
    assert_int_equal(web_writer_start(store, &writer, &survey.err), IKM_OK);
    for (int i = 0; i < N_THREADS; i++) {
        posters[i] = (struct poster){writer, &survey, i, 0, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, post, &posters[i]),
                         0);
    }
    for (int i = 0; i < N_THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        n_told += posters[i].n_told;
        n_refused += posters[i].n_refused;
    }
    const struct web_writer_counts counts = web_writer_counts(writer);
    web_writer_stop(writer);
    assert_int_equal(n_told, N_THREADS * (N_EACH - 3));
    assert_int_equal(n_refused, N_THREADS * 3);
    assert_int_equal(counts.n_changes, n_told);
    assert_int_equal(counts.n_refused, n_refused);
    assert_true(counts.n_groups < n_told + n_refused);

    faults = (struct ikm_faults){.arena = &arena};
    assert_int_equal(
        ikm_store_verify(survey.store, &faults, &found, &survey.err), IKM_OK);
    assert_int_equal(found.n_responses, n_told);
    assert_int_equal(
        ikm_store_each_record(survey.store, look, &told, &survey.err), IKM_OK);
    assert_true(told.n_records < n_told);
    assert_true(told.n_both > 0);
    ikm_arena_release(&arena);
    survey_close(&survey);
}

/* ---- made of what was read before ---- */

struct sent {
    struct web_job job;
    sem_t done;
    enum ikm_status status;
};

static void note(struct web_job *job, enum ikm_status status)
{
    struct sent *sent = job->context;
    sent->status = status;
    (void)sem_post(&sent->done);
}

static enum ikm_status send_seen(struct poster *poster, int64_t seen,
                                 int *ret_is_outdated)
{
    struct posted posted = {
        survey_response(poster->survey, "343434343", "2025-02-24"), 0};
    const struct web_change change = {.kind = WEB_CHANGE_SHARED,
                                      .actor = "ani",
                                      .action = "record",
                                      .subject = "kec-01",
                                      .reason = "",
                                      .run = put,
                                      .context = &posted};
    struct ikm_error err = {0};
    struct sent sent = {.job = {.change = &change,
                                .err = &err,
                                .seen = seen,
                                .done = note,
                                .context = &sent}};
    assert_int_equal(sem_init(&sent.done, 0, 0), 0);
    web_writer_send(poster->writer, &sent.job);
    while (sem_wait(&sent.done) != 0)
        continue;
    (void)sem_destroy(&sent.done);
    *ret_is_outdated = sent.job.is_outdated;
    return sent.status;
}

static enum ikm_status nothing(void *context, struct ikm_store *store,
                               struct ikm_act *act, struct ikm_error *err)
{
    (void)context;
    (void)store;
    (void)act;
    (void)err;
    return IKM_OK;
}

/* What was made before another program, or a change of kind OWN, wrote is not
 * done; what is made anew is. */
static void outdated(void **state)
{
    static struct test_survey survey;
    struct ikm_store *store = NULL;
    struct poster poster = {.survey = &survey};
    struct ikm_error err = {0};
    int is_outdated = 0;
    (void)state;
    survey_make(&survey);
    assert_int_equal(ikm_store_open(survey.path, IKM_STORE_WRITE, &store, &err),
                     IKM_OK);
    assert_int_equal(web_writer_start(store, &poster.writer, &err), IKM_OK);
    assert_int_equal(send_seen(&poster, 0, &is_outdated), IKM_OK);
    for (int round = 0; round < 2; round++) {
        const int64_t seen = web_writer_registers(poster.writer);
        assert_int_equal(send_seen(&poster, seen, &is_outdated), IKM_OK);
        assert_int_equal(send_seen(&poster, seen, &is_outdated), IKM_OK);
        assert_false(is_outdated);
        if (round == 0)
            survey_tamper(&survey, "UPDATE service SET name = 'KTP-el'");
        else
            assert_int_equal(
                web_writer_do(poster.writer,
                              &(struct web_change){.kind = WEB_CHANGE_OWN,
                                                   .actor = "ani",
                                                   .action = "self-fill",
                                                   .subject = "",
                                                   .reason = "",
                                                   .run = nothing},
                              &err),
                IKM_OK);
        assert_int_equal(send_seen(&poster, seen, &is_outdated), IKM_BUSY);
        assert_true(is_outdated);
        assert_int_equal(send_seen(&poster, 0, &is_outdated), IKM_OK);
        assert_true(web_writer_registers(poster.writer) > seen);
    }
    assert_int_equal(web_writer_counts(poster.writer).n_changes, 7 + 1);
    web_writer_stop(poster.writer);
    survey_close(&survey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(groups),
                                       cmocka_unit_test(outdated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

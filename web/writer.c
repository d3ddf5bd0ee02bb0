#include "web/writer.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/secret.h"
#include "web/clock.h"

enum {
    GROUP_MOST = 512,
    NAMES_BYTES = 400, /* of actors and subjects of a group */
    STACK_BYTES = 1024 * 1024
};

struct web_writer {
    pthread_mutex_t mutex;
    pthread_cond_t has_work;
    pthread_t thread;
    struct web_job *first, **end; /* the queue */
    int is_stopping;
    atomic_llong registers;
    int64_t others; /* ikm_store_others() when it last looked */
    struct web_writer_counts counts;
    struct ikm_store *store;
};

static struct ikm_act act_of(const struct web_change *change)
{
    struct ikm_act act = {.unix_ms = web_now_ms(),
                          .actor = change->actor,
                          .action = change->action,
                          .subject = change->subject,
                          .reason = change->reason};
    ikm_secret_bytes(act.random, sizeof act.random);
    return act;
}

static void answer(struct web_writer *writer, struct web_job *const *job,
                   size_t n)
{
    (void)pthread_mutex_lock(&writer->mutex);
    writer->counts.n_groups++;
    for (size_t i = 0; i < n; i++) {
        writer->counts.n_changes += job[i]->status == IKM_OK;
        writer->counts.n_refused += job[i]->status != IKM_OK;
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    for (size_t i = 0; i < n; i++)
        job[i]->done(job[i], job[i]->status); /* then the job is gone */
}

static void do_own(struct web_writer *writer, struct web_job *job)
{
    struct ikm_act act = act_of(job->change);
    job->status =
        job->change->run(job->change->context, writer->store, &act, job->err);
    ikm_store_rollback(writer->store);
    (void)atomic_fetch_add(&writer->registers, 1);
    answer(writer, &job, 1);
}

/* Adds a name to a list "a, b" unless it stands there. */
static void add_name(char names[NAMES_BYTES], const char *name)
{
    const size_t length = strlen(name);
    const size_t used = strlen(names);
    for (const char *at = names; *at;) {
        const size_t n = strcspn(at, ",");
        if (n == length && memcmp(at, name, n) == 0)
            return;
        at += n;
        at += strspn(at, ", ");
    }
    if (length > 0 && used + length + 3 < NAMES_BYTES)
        (void)snprintf(names + used, NAMES_BYTES - used, "%s%s",
                       used > 0 ? ", " : "", name);
}

static void fail_all(struct web_job *const *job, size_t n,
                     enum ikm_status status, const struct ikm_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const enum ikm_lang lang = job[i]->err->lang;
        job[i]->status = status;
        *job[i]->err = *err;
        job[i]->err->lang = lang;
    }
}

static int is_outdated(struct web_writer *writer, struct web_job *job)
{
    job->is_outdated =
        job->seen != 0 && job->seen != atomic_load(&writer->registers);
    return job->is_outdated;
}

/* Runs the jobs that are still good; *ret_bad is the first that fails, n when
 * none does. */
static enum ikm_status run_all(struct web_writer *writer,
                               struct web_job *const *job, size_t n,
                               struct ikm_act *act, size_t *ret_bad)
{
    for (size_t i = 0; i < n; i++) {
        const struct web_change *change = job[i]->change;
        const enum ikm_status status =
            is_outdated(writer, job[i])
                ? IKM_BUSY
                : change->run(change->context, writer->store, act, job[i]->err);
        if (status != IKM_OK) {
            *ret_bad = i;
            return status;
        }
    }
    *ret_bad = n;
    return IKM_OK;
}

static struct ikm_act group_act(struct web_job *const *job, size_t n,
                                char actors[NAMES_BYTES],
                                char subjects[NAMES_BYTES])
{
    struct ikm_act act = act_of(job[0]->change);
    actors[0] = '\0';
    subjects[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const struct web_change *change = job[i]->change;
        if (change->kind == WEB_CHANGE_QUIET)
            continue;
        act.action = change->action;
        add_name(actors, change->actor);
        add_name(subjects, change->subject);
    }
    act.actor = actors;
    act.subject = subjects;
    act.reason = "";
    return act;
}

/* In a change: did another program write since, perhaps to the registers? */
static enum ikm_status look_for_others(struct web_writer *writer,
                                       struct ikm_error *err)
{
    int64_t others = 0;
    const enum ikm_status status =
        ikm_store_others(writer->store, &others, err);
    if (status == IKM_OK && others != writer->others) {
        writer->others = others;
        (void)atomic_fetch_add(&writer->registers, 1);
    }
    return status;
}

static void do_group(struct web_writer *writer, struct web_job **job, size_t n)
{
    char actors[NAMES_BYTES];
    char subjects[NAMES_BYTES];
    struct ikm_error err = {.lang = IKM_LANG_ID};
    size_t n_left = n;
    while (n_left > 0) {
        err.lang = job[0]->err->lang;
        struct ikm_act act = group_act(job, n_left, actors, subjects);
        size_t bad = n_left;
        enum ikm_status status = ikm_store_begin(writer->store, &act, &err);
        if (status == IKM_OK)
            status = look_for_others(writer, &err);
        if (status == IKM_OK) {
            status = run_all(writer, job, n_left, &act, &bad);
            if (bad < n_left) {
                ikm_store_rollback(writer->store);
                struct web_job *refused = job[bad];
                refused->status = status;
                memmove(&job[bad], &job[bad + 1],
                        (n_left - bad - 1) * sizeof(struct web_job *));
                job[--n_left] = refused;
                continue;
            }
            status = ikm_store_commit(writer->store, &err);
        }
        if (status != IKM_OK)
            fail_all(job, n_left, status, &err);
        else
            for (size_t i = 0; i < n_left; i++)
                job[i]->status = IKM_OK;
        break;
    }
    answer(writer, job, n);
}

static int may_join(const struct web_change *change, const char *action)
{
    return change->kind == WEB_CHANGE_QUIET ||
           (change->kind == WEB_CHANGE_SHARED &&
            (!action || strcmp(action, change->action) == 0));
}

static void do_list(struct web_writer *writer, struct web_job *first)
{
    struct web_job *group[GROUP_MOST];
    struct web_job *job = first;
    while (job) {
        struct web_job *next = job->next; /* an answered job is gone */
        const char *action = NULL;
        size_t n = 0;
        if (job->change->kind == WEB_CHANGE_OWN) {
            do_own(writer, job);
            job = next;
            continue;
        }
        while (job && n < GROUP_MOST && may_join(job->change, action)) {
            if (job->change->kind == WEB_CHANGE_SHARED)
                action = job->change->action;
            group[n++] = job;
            job = job->next;
        }
        do_group(writer, group, n);
    }
}

static void *work(void *context)
{
    struct web_writer *writer = context;
    (void)pthread_mutex_lock(&writer->mutex);
    while (writer->first || !writer->is_stopping) {
        if (!writer->first) {
            (void)pthread_cond_wait(&writer->has_work, &writer->mutex);
            continue;
        }
        struct web_job *first = writer->first;
        writer->first = NULL;
        writer->end = &writer->first;
        (void)pthread_mutex_unlock(&writer->mutex);
        do_list(writer, first);
        (void)pthread_mutex_lock(&writer->mutex);
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    return NULL;
}

enum ikm_status web_writer_start(struct ikm_store *store,
                                 struct web_writer **ret_writer,
                                 struct ikm_error *err)
{
    struct web_writer *writer = calloc(1, sizeof *writer);
    pthread_attr_t attributes;
    if (!writer || pthread_attr_init(&attributes) != 0) {
        free(writer);
        return ikm_fail_memory(err);
    }
    writer->store = store;
    atomic_store(&writer->registers, 1);
    writer->end = &writer->first;
    (void)pthread_mutex_init(&writer->mutex, NULL);
    (void)pthread_cond_init(&writer->has_work, NULL);
    (void)pthread_attr_setstacksize(&attributes, STACK_BYTES);
    const int failed =
        pthread_create(&writer->thread, &attributes, work, writer);
    (void)pthread_attr_destroy(&attributes);
    if (failed) {
        free(writer);
        return ikm_fail_memory(err);
    }
    *ret_writer = writer;
    return IKM_OK;
}

void web_writer_stop(struct web_writer *writer)
{
    if (!writer)
        return;
    (void)pthread_mutex_lock(&writer->mutex);
    writer->is_stopping = 1;
    (void)pthread_cond_signal(&writer->has_work);
    (void)pthread_mutex_unlock(&writer->mutex);
    (void)pthread_join(writer->thread, NULL);
    ikm_store_close(writer->store);
    (void)pthread_cond_destroy(&writer->has_work);
    (void)pthread_mutex_destroy(&writer->mutex);
    free(writer);
}

void web_writer_send(struct web_writer *writer, struct web_job *job)
{
    job->next = NULL;
    (void)pthread_mutex_lock(&writer->mutex);
    if (writer->is_stopping) {
        (void)pthread_mutex_unlock(&writer->mutex);
        job->done(job, ikm_fail(job->err, IKM_BUSY, "server sedang dihentikan",
                                "the server is stopping"));
        return;
    }
    const int is_first = !writer->first;
    *writer->end = job;
    writer->end = &job->next;
    (void)pthread_mutex_unlock(&writer->mutex);
    if (is_first)
        (void)pthread_cond_signal(&writer->has_work);
}

struct waiting {
    sem_t done;
    enum ikm_status status;
};

static void wake(struct web_job *job, enum ikm_status status)
{
    struct waiting *waiting = job->context;
    waiting->status = status;
    (void)sem_post(&waiting->done);
}

enum ikm_status web_writer_do(struct web_writer *writer,
                              const struct web_change *change,
                              struct ikm_error *err)
{
    struct waiting waiting = {.status = IKM_BUG};
    struct web_job job = {
        .change = change, .err = err, .done = wake, .context = &waiting};
    (void)sem_init(&waiting.done, 0, 0);
    web_writer_send(writer, &job);
    while (sem_wait(&waiting.done) != 0)
        continue; /* a signal came between */
    (void)sem_destroy(&waiting.done);
    return waiting.status;
}

int64_t web_writer_registers(struct web_writer *writer)
{
    return atomic_load(&writer->registers);
}

struct web_writer_counts web_writer_counts(struct web_writer *writer)
{
    (void)pthread_mutex_lock(&writer->mutex);
    const struct web_writer_counts counts = writer->counts;
    (void)pthread_mutex_unlock(&writer->mutex);
    return counts;
}

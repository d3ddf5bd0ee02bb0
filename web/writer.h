/* web/writer.h - one thread writes for all: group commit.
 *
 * Whoever wants to change the survey hands a struct web_change over and waits.
 * The writer takes all that wait, runs them in one transaction, commits once
 * (synchronous=FULL: on the disk), and only then answers each. So what is
 * acknowledged is durable, and a hundred clerks cost one flush of the disk.
 *
 * A change that fails does not harm its neighbours: the transaction is undone
 * and run again without it. Therefore `run` may be called more than once, and
 * what it leaves in its context counts only once web_writer_do() returned
 * IKM_OK. */
#ifndef IKM_WEB_WRITER_H
#define IKM_WEB_WRITER_H

#include "data/store.h"

enum web_change_kind {
    /* `run` is called inside a change that it shares with others of the same
     * action: new responses, nothing else. The record of the audit chain names
     * every actor of the group. */
    WEB_CHANGE_SHARED,
    /* `run` begins and commits itself, as the functions of collect/ do
     * (ikm_void, ikm_register_unit ...), with the act it is given: one record
     * with one actor. */
    WEB_CHANGE_OWN,
    /* as SHARED, for what leaves no record: sessions, drafts */
    WEB_CHANGE_QUIET
};

/* `act` has time, actor, action, subject, reason and random bytes filled in.
 * Any status but IKM_OK undoes the change. */
typedef enum ikm_status web_change_run(void *context, struct ikm_store *store,
                                       struct ikm_act *act,
                                       struct ikm_error *err);

struct web_change {
    enum web_change_kind kind;
    const char *actor;
    const char *action;  /* "record" ... (schema: record.action) */
    const char *subject; /* a unit's code ...; "" */
    const char *reason;  /* "" */
    web_change_run *run;
    void *context;
};

struct web_writer;

/* Takes over `store` (open for writing).
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status web_writer_start(struct ikm_store *store,
                                                struct web_writer **ret_writer,
                                                struct ikm_error *err);
/* Does all that was handed over, then ends the thread and closes the store.
 * NULL is fine. */
void web_writer_stop(struct web_writer *writer);

/* Waits until the change is durable (IKM_OK) or refused; then nothing of it is
 * in the file. Any thread. Hold no reading store meanwhile. */
IKM_MUST_CHECK enum ikm_status web_writer_do(struct web_writer *writer,
                                             const struct web_change *change,
                                             struct ikm_error *err);

/* A change that nobody waits for. `job` stays until done() was called: once, by
 * the writer's thread (or this one, when the writer is stopping), which must
 * not wait; then nothing of the writer's touches it any more. */
struct web_job {
    const struct web_change *change;
    struct ikm_error *err;
    int64_t seen; /* web_writer_registers() before what `change` was made of was
                     read; 0: it does not matter. If they changed since, the
                     change is not done: IKM_BUSY, is_outdated 1 */
    void (*done)(struct web_job *job, enum ikm_status status);
    void *context;
    int is_outdated;
    enum ikm_status status; /* the writer's own, as `next` */
    struct web_job *next;
};
void web_writer_send(struct web_writer *writer, struct web_job *job);

/* Counts how often offices, services, forms, rules and settings may have
 * changed: by a change of kind OWN, or by another program. */
int64_t web_writer_registers(struct web_writer *writer);

struct web_writer_counts {
    int64_t n_changes, n_groups, n_refused;
};
struct web_writer_counts web_writer_counts(struct web_writer *writer);

#endif

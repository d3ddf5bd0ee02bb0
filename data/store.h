/* data/store.h - the survey file: opening, transactions, the audit chain.
 *
 * Opaque: no SQL and no database type is seen above data/, so that another
 * back end can stand behind the same headers. By subject:
 *
 *   data/store_registers.h  offices, services, volumes, targets, history, forms
 *   data/store_responses.h  responses in, out, withdrawn, corrected
 *   data/store_tallies.h    sufficient statistics: rollups
 *   data/store_sources.h    files imported before
 *   data/store_plan.h       follow-up plan
 *   data/store_publications.h  what was published where
 *   data/store_office.h     letterhead and signer
 *   data/store_users.h      accounts, sessions, drafts of the web face
 *   data/store_verify.h     audit, backup
 *
 * A store belongs to one thread at a time. */
#ifndef IKM_DATA_STORE_H
#define IKM_DATA_STORE_H

#include <stdint.h>

#include "data/base/arena.h"
#include "data/base/digest.h"
#include "data/base/error.h"
#include "data/base/uuid.h"

struct ikm_store;

/* Makes stores faster where several threads have one each. Of a program, before
 * its first store; without it all works too. */
void ikm_store_prepare(void);

enum ikm_store_mode {
    IKM_STORE_READ,   /* looks, changes nothing */
    IKM_STORE_BORROW, /* another office's file: an older one stays as it is, a
                         private copy is brought up to date and read */
    IKM_STORE_ASIDE,  /* a private copy of this moment, in a temporary place,
                         that goes away with the store: may be changed in any
                         way and never keeps anyone waiting */
    IKM_STORE_WRITE,  /* the form, the importer */
    IKM_STORE_CREATE  /* makes the file; refuses to overwrite */
};

/* Opens `path` (UTF-8) and brings its schema up to date, in READ mode too; an
 * older one that cannot be written to is IKM_INPUT. Waits up to 10 s for
 * another writer.
 *
 * IKM_NO_FILE  no such file (all but CREATE)
 * IKM_EXISTS   the file is there already, or its folder cannot be written
 *              (CREATE)
 * IKM_INPUT    not a survey file, or made by a newer ikm, or damaged
 * IKM_DENIED   the file's permissions forbid it
 * IKM_BUSY     another program holds it
 * On success *ret_store is the caller's, for ikm_store_close(). */
IKM_MUST_CHECK enum ikm_status ikm_store_open(const char *path,
                                              enum ikm_store_mode mode,
                                              struct ikm_store **ret_store,
                                              struct ikm_error *err);
void ikm_store_close(struct ikm_store *store); /* NULL is fine */

int ikm_store_writable(const struct ikm_store *store);

/* Who does something, when and why: one record of the audit chain. Texts are
 * borrowed for the transaction. */
struct ikm_act {
    int64_t unix_ms;
    const char *actor;
    const char *action;  /* "import" ... (schema: record.action) */
    const char *subject; /* a code, a file name, an id */
    const char *reason;  /* "" when there is none */
    unsigned char random[IKM_UUID_RANDOM_BYTES]; /* for the ids of responses */
};

/* A change is a transaction and makes exactly one record: begin, change things
 * (functions below say "inside a change"), commit. After commit returned
 * IKM_OK the change survives kill -9 and power loss; before, nothing of it is
 * in the file. A change that touched nothing writes no record.
 * IKM_BUSY  another writer held the file for too long
 * IKM_IO    the disk refused (full, read-only, broken): nothing was stored */
IKM_MUST_CHECK enum ikm_status ikm_store_begin(struct ikm_store *store,
                                               const struct ikm_act *act,
                                               struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_commit(struct ikm_store *store,
                                                struct ikm_error *err);
/* Undoes an open change; without one it does nothing. */
void ikm_store_rollback(struct ikm_store *store);

/* Inside a change: another number than in an earlier change of this store when
 * another program or handle wrote in between. */
IKM_MUST_CHECK enum ikm_status ikm_store_others(struct ikm_store *store,
                                                int64_t *ret_number,
                                                struct ikm_error *err);

/* One unchanging view of the file from here to the end, for a report. */
IKM_MUST_CHECK enum ikm_status ikm_store_begin_read(struct ikm_store *store,
                                                    struct ikm_error *err);
void ikm_store_end_read(struct ikm_store *store);

/* The survey's settings: "name", "form". *ret_value lives in `arena`; "" when
 * it was never set. Setting is done inside a change. */
IKM_MUST_CHECK enum ikm_status ikm_store_setting(struct ikm_store *store,
                                                 const char *name,
                                                 struct ikm_arena *arena,
                                                 const char **ret_value,
                                                 struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_set_setting(struct ikm_store *store,
                                                     const char *name,
                                                     const char *value,
                                                     struct ikm_error *err);

/* Prepares every embedded query once: the test that no SQL text is wrong. */
IKM_MUST_CHECK enum ikm_status ikm_store_check_sql(struct ikm_store *store,
                                                   struct ikm_error *err);
#endif

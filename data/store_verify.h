/* data/store_verify.h - is the file what its audit chain says it is? */
#ifndef IKM_DATA_STORE_VERIFY_H
#define IKM_DATA_STORE_VERIFY_H

#include "data/base/fault.h"
#include "data/store.h"

struct ikm_verified {
    int64_t n_records;
    int64_t n_responses;
    int64_t n_used, n_void, n_excluded;
    int64_t n_rollups;      /* compared with the rows */
    int64_t n_stale;        /* rollups made from an older state: harmless */
    struct ikm_digest head; /* hash of the last record: note it elsewhere */
};

/* Recomputes everything: the database's own integrity, the hash of every
 * record and its link to the one before, the digest of every batch of
 * responses (with originals put back), every revision, every register, every
 * fresh rollup. What does not fit goes to `faults`.
 * IKM_FOUND  faults->n_total > 0
 * IKM_IO     the file cannot be read */
IKM_MUST_CHECK enum ikm_status ikm_store_verify(struct ikm_store *store,
                                                struct ikm_faults *faults,
                                                struct ikm_verified *ret,
                                                struct ikm_error *err);

/* Visits the audit chain, oldest first; texts are borrowed. */
struct ikm_record {
    int64_t record_id;
    int64_t at_ms;
    const char *actor, *action, *subject, *reason;
};
typedef enum ikm_status ikm_record_visitor(void *context,
                                           const struct ikm_record *record,
                                           struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_each_record(struct ikm_store *store,
                                                     ikm_record_visitor *visit,
                                                     void *context,
                                                     struct ikm_error *err);

/* Copies the file, consistent while others write, into a new file `path`.
 * IKM_EXISTS  it is there already or cannot be made
 * IKM_IO, IKM_BUSY */
IKM_MUST_CHECK enum ikm_status ikm_store_backup(struct ikm_store *store,
                                                const char *path,
                                                struct ikm_error *err);

#endif

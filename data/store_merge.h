/* data/store_merge.h - what taking in another office's survey file needs: the
 * file as it was made, batch by batch, with all that was done to it since, and
 * the ways to put that into another file.
 *
 * A batch is what came in by one change; its responses bear ids of one base,
 * counted from 0, and it never grows. So a batch is known or not as a whole.
 * Excluded rows and sources bear no ids: they are known by their origin, the
 * hash of the record that brought them into the file they came in by. */
#ifndef IKM_DATA_STORE_MERGE_H
#define IKM_DATA_STORE_MERGE_H

#include "data/store_responses.h"
#include "data/store_sources.h"
#include "data/store_verify.h"

/* ---- batches ---- */

struct ikm_batch {
    struct ikm_uuid_base base;
    int64_t first_seq;   /* the others follow without gap */
    int64_t n_responses; /* 0: no such batch */
};

/* In order of arrival. */
typedef enum ikm_status ikm_batch_visitor(void *context,
                                          const struct ikm_batch *batch,
                                          struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_each_batch(struct ikm_store *store,
                                                    ikm_batch_visitor *visit,
                                                    void *context,
                                                    struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_find_batch(struct ikm_store *store, const struct ikm_uuid_base *base,
                     struct ikm_batch *ret_batch, struct ikm_error *err);

/* Inside a change: responses added from here on bear ids of this base, counted
 * from 0, until the next call. The base must not be in the file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_start_batch(struct ikm_store *store, const struct ikm_uuid_base *base,
                      struct ikm_error *err);

/* ---- a response and its history ---- */

/* Who changed a response, in the file where it was done. */
struct ikm_maker {
    int64_t at_ms;
    const char *actor, *action, *reason;
};

/* One state of a response. */
struct ikm_version {
    struct ikm_response response;
    struct ikm_maker maker; /* of the change that led to it; the first: none */
};

/* All states of response `seq`, as it came in first, as it is now last. They
 * live in `arena`. IKM_INPUT: it is gone, or damaged. */
IKM_MUST_CHECK enum ikm_status
ikm_store_versions(struct ikm_store *store, int64_t seq,
                   struct ikm_arena *arena, size_t *ret_n,
                   struct ikm_version **ret_versions, struct ikm_error *err);

/* Inside a change: the next state, made in another file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_version(struct ikm_store *store, int64_t seq,
                      const struct ikm_version *version, struct ikm_error *err);

/* Whether two responses say the same, in the numbers of one file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_same_content(const struct ikm_response *a,
                       const struct ikm_response *b, int *ret_same,
                       struct ikm_error *err);

/* ---- excluded rows and sources ---- */

/* 1 when what this record brought is in the file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_knows_origin(struct ikm_store *store, const struct ikm_digest *origin,
                       int *ret_known, struct ikm_error *err);

/* Every excluded row, of whatever office and month. */
typedef enum ikm_status
ikm_merge_excluded_visitor(void *context, const struct ikm_excluded *excluded,
                           const struct ikm_digest *origin,
                           struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_each_excluded_origin(struct ikm_store *store,
                               ikm_merge_excluded_visitor *visit, void *context,
                               struct ikm_error *err);
/* Every source, with its sketch; oldest first. */
typedef enum ikm_status
ikm_merge_source_visitor(void *context, const struct ikm_source *source,
                         const struct ikm_digest *origin,
                         struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_each_source_origin(struct ikm_store *store,
                             ikm_merge_source_visitor *visit, void *context,
                             struct ikm_error *err);

/* Inside a change. */
IKM_MUST_CHECK enum ikm_status ikm_store_merge_excluded(
    struct ikm_store *store, const struct ikm_excluded *excluded,
    const struct ikm_digest *origin, struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_merge_source(struct ikm_store *store, const struct ikm_source *source,
                       const struct ikm_digest *origin, struct ikm_error *err);

/* ---- what rows are known again by ---- */

enum ikm_known_kind {
    IKM_KNOWN_ID, /* a response by an id of a file */
    IKM_KNOWN_SECOND /* a response by its second */,
    IKM_KNOWN_BAD /* an excluded row by its second */
};
struct ikm_known_row {
    enum ikm_known_kind kind;
    int64_t unit_id, form_id, second, seq, n_rows;
    uint64_t row_hash;
    const char *id;
};
typedef enum ikm_status ikm_known_visitor(void *context,
                                          const struct ikm_known_row *row,
                                          struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_each_known_row(struct ikm_store *store, ikm_known_visitor *visit,
                         void *context, struct ikm_error *err);
/* Inside a change. An id must be new to its office. */
IKM_MUST_CHECK enum ikm_status
ikm_store_merge_known_row(struct ikm_store *store,
                          const struct ikm_known_row *row,
                          struct ikm_error *err);

/* ---- the merge itself ---- */

/* Inside a change: this file was merged, in this state. */
IKM_MUST_CHECK enum ikm_status
ikm_store_note_merged(struct ikm_store *store, const char *name,
                      const struct ikm_verified *state, struct ikm_error *err);

#endif

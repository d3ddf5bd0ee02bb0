/* data/store_sources.h - files imported before, to know them again. */
#ifndef IKM_DATA_STORE_SOURCES_H
#define IKM_DATA_STORE_SOURCES_H

#include "data/response.h"
#include "data/store.h"

/* A sketch of the row hashes of a file: the smallest distinct hashes with how
 * often each occurs; the whole multiset when the file has few rows. */
enum { IKM_SKETCH_ENTRIES = 4096 };
struct ikm_sketch_entry {
    uint64_t hash;
    uint32_t count;
};
struct ikm_sketch {
    size_t n_entries;
    struct ikm_sketch_entry *entry; /* ascending by hash */
};

struct ikm_source {
    const char *name; /* file name without its folder */
    int64_t size_bytes;
    struct ikm_digest digest; /* of bytes and meaning-giving options */
    int64_t n_rows;           /* respondent rows, good and bad */
    struct ikm_digest rows;   /* over the row hashes, in order */
    struct ikm_sketch sketch;
    int64_t at_ms; /* when it was imported; out only */
};

/* Inside a change. */
IKM_MUST_CHECK enum ikm_status ikm_store_add_source(struct ikm_store *store,
                                                    const struct ikm_source *s,
                                                    struct ikm_error *err);

/* Visits earlier sources, newest first; texts and sketch are borrowed. Without
 * sketches when `with_sketch` is 0. */
typedef enum ikm_status ikm_source_visitor(void *context,
                                           const struct ikm_source *source,
                                           struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_each_source(struct ikm_store *store,
                                                     int with_sketch,
                                                     ikm_source_visitor *visit,
                                                     void *context,
                                                     struct ikm_error *err);

/* The response that bears this id at this office: *ret_seq 0 when none. */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_external(struct ikm_store *store, int64_t unit_id,
                        const char *id, int64_t *ret_seq,
                        uint64_t *ret_row_hash, struct ikm_error *err);
/* Inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_external(struct ikm_store *store, int64_t unit_id, const char *id,
                       uint64_t row_hash, int64_t seq, struct ikm_error *err);

/* Marks response `seq` as one with a second-exact time. Inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_stamp(struct ikm_store *store, int64_t seq,
                    const struct ikm_response *response, uint64_t row_hash,
                    struct ikm_error *err);
/* How many such responses the office has at the very second of `response`, and
 * how many of them bear this row hash. */
IKM_MUST_CHECK enum ikm_status
ikm_store_count_stamps(struct ikm_store *store,
                       const struct ikm_response *response, uint64_t row_hash,
                       int64_t *ret_n_at_second, int64_t *ret_n_same_row,
                       struct ikm_error *err);

/* The same for bad rows that are booked as excluded: of `response` only office,
 * form, date and second count. Inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_bad_stamp(struct ikm_store *store,
                        const struct ikm_response *response, uint64_t row_hash,
                        struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_count_bad_stamps(
    struct ikm_store *store, const struct ikm_response *response,
    uint64_t row_hash, int64_t *ret_n_same_row, struct ikm_error *err);

#endif

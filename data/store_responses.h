/* data/store_responses.h - responses in, out, withdrawn and corrected. */
#ifndef IKM_DATA_STORE_RESPONSES_H
#define IKM_DATA_STORE_RESPONSES_H

#include "data/response.h"
#include "data/store.h"

/* ---- in: inside a change ---- */

/* Adds responses that come in together; all of one change share an id base and
 * one digest. Answers, codes and dates must be valid: collect/ saw to that.
 * *ret_seq (may be NULL) is the response's number in the file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_response(struct ikm_store *store,
                       const struct ikm_response *response, int64_t *ret_seq,
                       struct ikm_error *err);

/* A row that could not be used. Zeros and -1 where something is not known. */
struct ikm_excluded {
    int64_t row;
    int64_t form_id;
    int64_t unit_id;      /* 0: not known */
    int64_t service_id;   /* 0: not known */
    struct ikm_date date; /* year 0: not known */
    const char *reason;   /* never raw cells */
};
IKM_MUST_CHECK enum ikm_status
ikm_store_add_excluded(struct ikm_store *store,
                       const struct ikm_excluded *excluded,
                       struct ikm_error *err);

/* The UUIDv7 of a response. */
IKM_MUST_CHECK enum ikm_status
ikm_store_response_id(struct ikm_store *store, int64_t seq,
                      char ret_id[IKM_UUID_TEXT_BYTES], struct ikm_error *err);

/* How a response came in, and those that came with it: the responses first_seq
 * .. first_seq + n_responses - 1. The id of one is ikm_uuid_text() of the base
 * and its distance from the first. */
struct ikm_arrival {
    int64_t first_seq, n_responses;
    struct ikm_uuid_base base;
    int64_t unix_ms;
    int from_file; /* 1: many at once out of a file, so that the moment says
                      nothing about when each was filled in */
};
IKM_MUST_CHECK enum ikm_status
ikm_store_arrival(struct ikm_store *store, int64_t seq,
                  struct ikm_arrival *ret_arrival, struct ikm_error *err);

/* ---- withdrawn and corrected: inside a change; the original is kept ---- */

/* The response of this UUID, texts in `arena`. IKM_INPUT: no such response. */
IKM_MUST_CHECK enum ikm_status ikm_store_get_response(
    struct ikm_store *store, const char *id, struct ikm_arena *arena,
    int64_t *ret_seq, struct ikm_response *ret_response, struct ikm_error *err);

/* Puts `response` in the place of response `seq`; what stood there goes into
 * its history. The office and the form may not change. */
IKM_MUST_CHECK enum ikm_status
ikm_store_replace_response(struct ikm_store *store, int64_t seq,
                           const struct ikm_response *response,
                           struct ikm_error *err);

/* ---- out ---- */

/* What is asked for: one form, some offices, some months. */
struct ikm_slice {
    int64_t form_id;
    size_t n_units;               /* 0: all offices */
    const int64_t *unit_ids;      /* [n_units], borrowed */
    int32_t month_from, month_to; /* month indexes, both in; both 0: all */
};

/* Return other than IKM_OK to stop. `response` is borrowed for the call. */
typedef enum ikm_status
ikm_response_visitor(void *context, int64_t seq,
                     const struct ikm_response *response,
                     struct ikm_error *err);

/* Every response of the slice, of every state, each once; those of one office
 * and month in order of arrival. Texts, causes and numbers of sheets are given
 * only with `with_texts`. The cost grows with the slice, not with the file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_each_response(struct ikm_store *store, const struct ikm_slice *slice,
                        int with_texts, ikm_response_visitor *visit,
                        void *context, struct ikm_error *err);

/* Between the two, which may be nested, the rows of small slices (some offices,
 * some months: at most 20,000 rows) that were visited without texts stay in
 * memory and are told again from there as long as the file stands unchanged:
 * for a report, which goes through the same responses a dozen times. At most
 * 14 MiB. */
void ikm_store_keep_rows(struct ikm_store *store);
void ikm_store_forget_rows(struct ikm_store *store);

/* Every cause of a low score in the slice, with the response it stands in
 * (without texts). */
typedef enum ikm_status ikm_cause_visitor(void *context,
                                          const struct ikm_response *response,
                                          const struct ikm_low_cause *cause,
                                          struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_each_cause(struct ikm_store *store, const struct ikm_slice *slice,
                     ikm_cause_visitor *visit, void *context,
                     struct ikm_error *err);

typedef enum ikm_status
ikm_excluded_visitor(void *context, const struct ikm_excluded *excluded,
                     struct ikm_error *err);
/* Excluded rows of a form: of the slice's offices and months, and also those
 * whose office or month is not known. */
IKM_MUST_CHECK enum ikm_status
ikm_store_each_excluded(struct ikm_store *store, const struct ikm_slice *slice,
                        ikm_excluded_visitor *visit, void *context,
                        struct ikm_error *err);

#endif

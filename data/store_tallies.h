/* data/store_tallies.h - sufficient statistics, read from rollups.
 *
 * A rollup is never the truth: each knows which state of its cell it was made
 * from; a stale or missing one is made anew from the rows, and kept when the
 * store can write. A kabupaten is read in time proportional to its cells. */
#ifndef IKM_DATA_STORE_TALLIES_H
#define IKM_DATA_STORE_TALLIES_H

#include "data/cross.h"
#include "data/store_responses.h"
#include "data/tally.h"

typedef enum ikm_status ikm_tally_visitor(void *context, int64_t unit_id,
                                          int32_t month,
                                          const struct ikm_tally *tally,
                                          struct ikm_error *err);

/* Every cell (office and month) of the slice, each once, in no particular
 * order. Tallies hold responses only: excluded rows of imports are told by
 * ikm_store_each_excluded(). */
IKM_MUST_CHECK enum ikm_status
ikm_store_each_tally(struct ikm_store *store, const struct ikm_slice *slice,
                     ikm_tally_visitor *visit, void *context,
                     struct ikm_error *err);

typedef enum ikm_status ikm_cross_visitor(void *context, int64_t unit_id,
                                          int32_t quarter,
                                          const struct ikm_cross *cross,
                                          struct ikm_error *err);

/* Cross-products of every office and quarter that the slice touches;
 * `quarter` is year * 4 + quarter - 1. Whole quarters, whatever the months of
 * the slice. */
IKM_MUST_CHECK enum ikm_status
ikm_store_each_cross(struct ikm_store *store, const struct ikm_slice *slice,
                     ikm_cross_visitor *visit, void *context,
                     struct ikm_error *err);

/* Makes the stale rollups of the slice anew and keeps them, so that the next
 * reader is quick. Does nothing when the store cannot write or is busy. Not
 * inside a change or a read view. */
IKM_MUST_CHECK enum ikm_status
ikm_store_refresh_rollups(struct ikm_store *store,
                          const struct ikm_slice *slice, struct ikm_error *err);

/* How many rollups of the slice are stale or missing: what the next reader has
 * to count from the rows. */
IKM_MUST_CHECK enum ikm_status
ikm_store_count_stale(struct ikm_store *store, const struct ikm_slice *slice,
                      size_t *ret_n, struct ikm_error *err);

/* The same for the cross-products. */
IKM_MUST_CHECK enum ikm_status
ikm_store_refresh_crosses(struct ikm_store *store,
                          const struct ikm_slice *slice, struct ikm_error *err);

/* Throws all rollups away (they come back when asked for). */
IKM_MUST_CHECK enum ikm_status ikm_store_drop_rollups(struct ikm_store *store,
                                                      struct ikm_error *err);

#endif

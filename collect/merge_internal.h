/* collect/merge_internal.h - one file being merged, shared by the files that do
 * it: merge_registers.c maps its registers, merge_rows.c takes its responses,
 * merge.c is the whole. */
#ifndef IKM_COLLECT_MERGE_INTERNAL_H
#define IKM_COLLECT_MERGE_INTERNAL_H

#include <stdbool.h>

#include "collect/merge.h"
#include "data/store_merge.h"
#include "data/store_registers.h"

/* Numbers of the other file -> numbers here; 0: none yet. */
struct merge_map {
    size_t n;
    int64_t *to; /* [n], indexed by the number there */
};

/* A batch of the other file, and where it stands here. */
struct merge_batch {
    struct ikm_batch there;
    int64_t first_seq; /* here */
    bool is_new;
};

/* What a record of the other file brought is here already, or is not. */
struct merge_origin {
    struct ikm_digest origin;
    bool is_known;
};

struct merge_job {
    struct ikm_store *store, *other;
    const struct ikm_merge_options *options;
    const char *path;
    struct ikm_merge_file *file;
    struct ikm_faults *faults, *notices;
    struct ikm_arena *arena; /* of this file */
    struct ikm_verified state;
    double share_from, share_to;
    struct merge_map units, services, forms, operators;
    size_t n_batches, room_batches;
    struct merge_batch *batch;
    size_t n_origins, room_origins;
    struct merge_origin *origin;
    size_t n_sources, room_sources;
    struct ikm_digest *source; /* files imported here before this merge */
    bool is_doubled;           /* a file was imported on both sides: told */
};

/* The number here; 0 for 0. IKM_INPUT: there is none, the file is damaged. */
IKM_MUST_CHECK enum ikm_status merge_map_get(const struct merge_job *job,
                                             const struct merge_map *map,
                                             int64_t from, int64_t *ret_to,
                                             struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status merge_map_set(struct merge_job *job,
                                             struct merge_map *map,
                                             int64_t from, int64_t to,
                                             struct ikm_error *err);

/* Forms, offices, services; people served, targets, history. */
IKM_MUST_CHECK enum ikm_status merge_registers(struct merge_job *job,
                                               struct ikm_error *err);
/* Responses with their history; needs the registers. */
IKM_MUST_CHECK enum ikm_status merge_responses(struct merge_job *job,
                                               struct ikm_error *err);
/* Sources, excluded rows, and what rows are known again by. */
IKM_MUST_CHECK enum ikm_status merge_rows(struct merge_job *job,
                                          struct ikm_error *err);

#endif

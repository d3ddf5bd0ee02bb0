/* collect/merge.h - other offices' survey files into this one, all or nothing.
 *
 * A response keeps its id, so the same one coming again is counted once: what
 * was done to it in its own file since (corrected, withdrawn) is done here too.
 * Offices are the same when their codes are, services when their names are.
 * Each file is verified first; it is never changed. One transaction, one record
 * of the audit chain. */
#ifndef IKM_COLLECT_MERGE_H
#define IKM_COLLECT_MERGE_H

#include "data/base/fault.h"
#include "data/store.h"

struct ikm_merge_options {
    size_t n_paths;
    const char *const *paths; /* [n_paths] */
    const char *parent;       /* new top-level offices go under it; NULL: top */
    int same_units; /* one code with two names is one office; the name here
                       stays */
    int again;      /* also what was imported from one file on both sides */
    /* Called now and then with the share done, 0..1; return 0 to give up.
     * NULL: none. */
    int (*progress)(void *context, double share);
    void *progress_context;
};

/* What came of one file; texts live in the arena. */
struct ikm_merge_file {
    const char *path;
    const char *survey; /* what the survey in it is called; "" */
    int64_t n_responses;
    int64_t n_new;
    int64_t n_known;     /* were here already */
    int64_t n_corrected; /* of those: corrected or withdrawn there since */
    int64_t n_newer;     /* of those: corrected or withdrawn here since */
    int64_t n_excluded;  /* excluded rows, new here */
    int64_t n_sources;   /* imported files, new here */
    int64_t n_tags;      /* what comments speak of, new here */
    int64_t n_units, n_services, n_forms, n_figures; /* new here; figures:
                            people served, targets, published history */
    /* there, but not taken in: both belong to the file they were made in */
    int64_t n_plan_items, n_publications;
};

struct ikm_merge_report {
    size_t n_files;
    struct ikm_merge_file *file; /* [n_files] */
    int64_t n_new, n_changes;    /* responses; anything at all */
};

/* `notices`: what was left as it is here though it differs there.
 * IKM_INPUT    faults->n_total > 0, nothing was stored: a file is not intact;
 *              one id with two contents, one form with two tables, one code
 *              with two names, one file imported on both sides. Or no survey
 *              file, or of a newer ikm
 * IKM_NO_FILE, IKM_IO, IKM_BUSY, IKM_DENIED, IKM_NO_MEMORY
 * IKM_USAGE    it was given up (progress returned 0) */
IKM_MUST_CHECK enum ikm_status
ikm_merge(struct ikm_store *store, const struct ikm_merge_options *options,
          struct ikm_act *act, struct ikm_arena *arena,
          struct ikm_faults *faults, struct ikm_faults *notices,
          struct ikm_merge_report *ret_report, struct ikm_error *err);

#endif

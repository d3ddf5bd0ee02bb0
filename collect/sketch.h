/* collect/sketch.h - the smallest distinct hashes of a multiset, with counts:
 * exact for files of few rows, a fair sample of larger ones. */
#ifndef IKM_COLLECT_SKETCH_H
#define IKM_COLLECT_SKETCH_H

#include "data/store_sources.h"

struct ikm_sketcher {
    uint64_t *hash; /* [room]; sorted and cut when full */
    size_t n, room;
    uint64_t limit; /* hashes above cannot be among the smallest */
    struct ikm_sketch_entry *entry;
    size_t n_entries;
};

/* IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_sketcher_open(struct ikm_sketcher *sketcher,
                                                 struct ikm_error *err);
void ikm_sketcher_close(struct ikm_sketcher *sketcher);
void ikm_sketcher_add(struct ikm_sketcher *sketcher, uint64_t hash);
/* The finished sketch, borrowed from the sketcher. */
struct ikm_sketch ikm_sketcher_done(struct ikm_sketcher *sketcher);

/* What two files share, within the part of the hashes that both sketches
 * cover: rows of a, rows of b, rows in both. */
struct ikm_overlap {
    int64_t n_a, n_b, n_common;
};
struct ikm_overlap ikm_sketch_overlap(const struct ikm_sketch *a,
                                      const struct ikm_sketch *b);

#endif

/* collect/lookup.h - names in a file -> units, services and operators of the
 * survey, remembered so that the store is asked once for each. */
#ifndef IKM_COLLECT_LOOKUP_H
#define IKM_COLLECT_LOOKUP_H

#include <stdint.h>

#include "data/base/arena.h"
#include "data/store.h"

enum ikm_lookup_kind {
    IKM_LOOKUP_UNIT,
    IKM_LOOKUP_SERVICE,
    IKM_LOOKUP_OPERATOR
};

/* What a name stands for. */
struct ikm_named {
    int64_t id;        /* 0: not in the survey (yet) */
    const char *key;   /* folded code of the unit, or folded name: what row
                          hashes are made of; never NULL */
    const char *fault; /* why it cannot be used; NULL when it can */
};

struct ikm_lookup; /* opaque */

/* `create`: unknown names are no fault. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_lookup_open(struct ikm_store *store,
                                               int create,
                                               struct ikm_lookup **ret_lookup,
                                               struct ikm_error *err);
/* Other offices than these cannot be used, and none is made; n 0: all can. The
 * ids are borrowed. */
void ikm_lookup_limit(struct ikm_lookup *lookup, size_t n_units,
                      const int64_t *unit_ids);
void ikm_lookup_close(struct ikm_lookup *lookup); /* NULL is fine */

/* `unit_id` is for services only (0: the unit is not in the survey yet).
 * *ret_named lives as long as the lookup. */
IKM_MUST_CHECK enum ikm_status
ikm_lookup_find(struct ikm_lookup *lookup, enum ikm_lookup_kind kind,
                int64_t unit_id, const char *name,
                const struct ikm_named **ret_named, struct ikm_error *err);

/* The same inside a change: what is unknown is made, and told in the counts. */
IKM_MUST_CHECK enum ikm_status
ikm_lookup_make(struct ikm_lookup *lookup, enum ikm_lookup_kind kind,
                int64_t unit_id, const char *name, int64_t *ret_id,
                struct ikm_error *err);

int64_t ikm_lookup_n_made(const struct ikm_lookup *lookup,
                          enum ikm_lookup_kind kind);

#endif

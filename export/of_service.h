/* export/of_service.h - which responses a question about one service is about.
 *
 * A service is chosen by its name; case and spaces do not count. Several
 * offices may have a service of one name: they are taken together, and the
 * office asked for decides whose. "tidak diisi" ("not filled in") are the
 * responses that name none. */
#ifndef IKM_EXPORT_OF_SERVICE_H
#define IKM_EXPORT_OF_SERVICE_H

#include "data/store.h"

struct ikm_of_service {
    const char *name; /* as it is kept; NULL: every service */
    int is_unfilled;  /* those that name none; then there are no ids */
    size_t n_ids;
    const int64_t *id; /* [n_ids], ascending, of every office of the file */
};

/* `name` NULL: every service. All lives in the arena.
 * IKM_INPUT  no office has a service of this name */
IKM_MUST_CHECK enum ikm_status ikm_of_service_find(struct ikm_store *store,
                                                   const char *name,
                                                   struct ikm_arena *arena,
                                                   struct ikm_of_service *ret,
                                                   struct ikm_error *err);

/* `service_id` 0: the response names none. */
int ikm_of_service_holds(const struct ikm_of_service *of, int64_t service_id);

#endif

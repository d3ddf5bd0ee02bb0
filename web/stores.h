/* web/stores.h - a few reading handles of the survey, lent to one thread at a
 * time. Pages that read long (figures, exports) together hold at most half of
 * them: a clerk never waits for a report. */
#ifndef IKM_WEB_STORES_H
#define IKM_WEB_STORES_H

#include "data/store.h"

enum web_weight { WEB_LIGHT, WEB_HEAVY };

struct web_stores;

/* What ikm_store_open() says. */
IKM_MUST_CHECK enum ikm_status web_stores_open(const char *path,
                                               struct web_stores **ret_stores,
                                               struct ikm_error *err);
/* All handles must be given back. NULL is fine. */
void web_stores_close(struct web_stores *stores);

/* IKM_BUSY  none came free in half a minute */
IKM_MUST_CHECK enum ikm_status web_stores_take(struct web_stores *stores,
                                               enum web_weight weight,
                                               struct ikm_store **ret_store,
                                               struct ikm_error *err);
void web_stores_give(struct web_stores *stores, enum web_weight weight,
                     struct ikm_store *store);

#endif

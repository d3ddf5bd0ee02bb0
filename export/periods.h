/* export/periods.h - the periods that have data. */
#ifndef IKM_EXPORT_PERIODS_H
#define IKM_EXPORT_PERIODS_H

#include "data/base/date.h"
#include "data/store.h"

/* Years and quarters in which an office with those below it (NULL: any) has a
 * used response, newest first: each year before its quarters. Read from
 * rollups. IKM_INPUT: unknown unit */
IKM_MUST_CHECK enum ikm_status
ikm_periods_with_data(struct ikm_store *store, const char *unit,
                      struct ikm_arena *arena, size_t *ret_n,
                      const struct ikm_period **ret_periods,
                      struct ikm_error *err);

/* How many rollups of these offices up to the end of `period` must be made
 * anew before they can be read. */
IKM_MUST_CHECK enum ikm_status ikm_stale_rollups(struct ikm_store *store,
                                                 const char *unit,
                                                 size_t *ret_n,
                                                 struct ikm_error *err);

#endif

/* collect/programmes.h - the texts a plan may start from: the office's own
 * table, or the one that is built in. */
#ifndef IKM_COLLECT_PROGRAMMES_H
#define IKM_COLLECT_PROGRAMMES_H

#include "data/programmes.h"

/* `path` NULL: what is built in. Every fault of the file goes to `faults`.
 * IKM_NO_FILE  there is no such file
 * IKM_INPUT    it is no file, too large, or faults->n_total > 0 */
IKM_MUST_CHECK enum ikm_status ikm_programmes_read(const char *path,
                                                   struct ikm_arena *arena,
                                                   struct ikm_faults *faults,
                                                   struct ikm_programmes *ret,
                                                   struct ikm_error *err);

#endif

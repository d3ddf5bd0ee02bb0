/* export/file.h - a file that appears whole or not at all.
 *
 * Written beside its place and put there at the end, also where a file stands
 * already. What is no regular file (a pipe, /dev/stdout) is written straight.
 */
#ifndef IKM_EXPORT_FILE_H
#define IKM_EXPORT_FILE_H

#include <stdio.h>

#include "data/base/arena.h"
#include "data/base/error.h"

struct ikm_out_file {
    const char *path;   /* borrowed */
    const char *beside; /* NULL: written straight */
    FILE *stream;
};

/* IKM_EXISTS: it cannot be made. `path` is borrowed until the end. */
IKM_MUST_CHECK enum ikm_status ikm_out_begin(struct ikm_out_file *file,
                                             const char *path,
                                             struct ikm_arena *arena,
                                             struct ikm_error *err);
/* Puts it in its place when `status` is IKM_OK and everything was written;
 * else nothing is left of it. Returns `status`, or IKM_IO. */
IKM_MUST_CHECK enum ikm_status ikm_out_end(struct ikm_out_file *file,
                                           enum ikm_status status,
                                           struct ikm_error *err);

#endif

/* export/package.h - several files as one ZIP file, the same for the same
 * input: whatever the time zone, the machine, the day. */
#ifndef IKM_EXPORT_PACKAGE_H
#define IKM_EXPORT_PACKAGE_H

#include "data/base/arena.h"
#include "data/base/date.h"
#include "data/base/error.h"

struct ikm_package_file {
    const char *name; /* UTF-8, folders with "/" */
    const void *bytes;
    size_t length_bytes;
};

/* When the files say they were made. Years before 1980 are told as 1980. */
struct ikm_package_time {
    struct ikm_date day;
    int second; /* of the day */
};

/* In this order. The result lives in `arena`.
 * IKM_BUG  a name twice, or another mistake of the caller
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_package(const struct ikm_package_file *files, size_t n_files,
            const struct ikm_package_time *made, struct ikm_arena *arena,
            const unsigned char **ret_bytes, size_t *ret_length_bytes,
            struct ikm_error *err);

/* A file of the ZIP file `path`, with a 0 behind it; *ret_bytes NULL: there is
 * no such ZIP file, or no such file in it.
 * IKM_IO  it stands there and cannot be read
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_package_read(const char *path, const char *name, struct ikm_arena *arena,
                 const char **ret_bytes, size_t *ret_length_bytes,
                 struct ikm_error *err);

#endif

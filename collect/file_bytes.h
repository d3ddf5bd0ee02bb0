/* collect/file_bytes.h - a small file as a whole. */
#ifndef IKM_COLLECT_FILE_BYTES_H
#define IKM_COLLECT_FILE_BYTES_H

#include "data/base/arena.h"
#include "data/base/error.h"

enum { COLLECT_FILE_BYTES = 1024 * 1024 };

/* Its bytes, in `arena`. A file that is not there is IKM_OK, and *ret_bytes
 * stays as it was.
 * IKM_INPUT  it is no file, or above the limit
 * IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status collect_file_bytes(const char *path,
                                                  struct ikm_arena *arena,
                                                  const char **ret_bytes,
                                                  size_t *ret_length,
                                                  struct ikm_error *err);

#endif

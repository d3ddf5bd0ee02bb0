/* export/folder.h - a folder of files, or a ZIP file of the same files, that
 * appears whole or not at all.
 *
 * Made beside its place and exchanged for what stands there in one step, so
 * that a web server never shows half of it. What stands there is replaced only
 * when it was made by this program (it holds IKM_FOLDER_MARK), or is empty.
 *
 * A path that ends in ".zip" asks for one file. Its bytes follow from the files
 * and the day alone. */
#ifndef IKM_EXPORT_FOLDER_H
#define IKM_EXPORT_FOLDER_H

#include "data/base/arena.h"
#include "data/base/date.h"
#include "data/base/error.h"

#define IKM_FOLDER_MARK "dibuat-ikm.txt"

/* Does the path ask for one file? */
int ikm_folder_is_zip(const char *path);

struct ikm_folder_packed;

struct ikm_folder {
    const char *path, *beside;
    struct ikm_folder_packed *packed; /* of a ZIP file; NULL: a folder */
    struct ikm_arena *arena;
};

/* `made`: the day that the files of a ZIP file tell.
 * IKM_EXISTS: something else stands there, or it cannot be made. */
IKM_MUST_CHECK enum ikm_status ikm_folder_begin(struct ikm_folder *folder,
                                                const char *path,
                                                struct ikm_date made,
                                                struct ikm_arena *arena,
                                                struct ikm_error *err);
/* A file in it; `name` may have one folder in front: "arsip/2025.html".
 * IKM_IO */
IKM_MUST_CHECK enum ikm_status ikm_folder_put(const struct ikm_folder *folder,
                                              const char *name,
                                              const char *bytes,
                                              struct ikm_error *err);
/* Puts it in its place when `status` is IKM_OK, else takes it away. */
IKM_MUST_CHECK enum ikm_status ikm_folder_end(const struct ikm_folder *folder,
                                              enum ikm_status status,
                                              struct ikm_error *err);

#endif

#include "collect/file_bytes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static enum ikm_status fail_reading(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_IO, "%s: tidak dapat dibaca: %s",
                    "%s: cannot be read: %s", path, strerror(errno));
}

enum ikm_status collect_file_bytes(const char *path, struct ikm_arena *arena,
                                   const char **ret_bytes, size_t *ret_length,
                                   struct ikm_error *err)
{
    struct stat facts;
    if (stat(path, &facts) != 0)
        return errno == ENOENT ? IKM_OK : fail_reading(path, err);
    if (!S_ISREG(facts.st_mode) || facts.st_size > COLLECT_FILE_BYTES)
        return ikm_fail(err, IKM_INPUT,
                        "%s: bukan berkas, atau lebih besar dari 1 MiB",
                        "%s: is no file, or larger than 1 MiB", path);
    char *bytes = ikm_arena_take(arena, (size_t)facts.st_size + 1, 1);
    if (!bytes)
        return ikm_fail_memory(err);
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail_reading(path, err);
    *ret_length = fread(bytes, 1, (size_t)facts.st_size, file);
    const int is_broken = ferror(file);
    (void)fclose(file);
    if (is_broken)
        return fail_reading(path, err);
    *ret_bytes = bytes;
    return IKM_OK;
}

#include "collect/form_folder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "data/base/text.h"

static enum ikm_status fail_reading(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_IO, "%s: tidak dapat dibaca: %s",
                    "%s: cannot be read: %s", path, strerror(errno));
}

static enum ikm_status read_table(const char *path, struct ikm_arena *arena,
                                  const char **ret_bytes, size_t *ret_length,
                                  struct ikm_error *err)
{
    struct stat facts;
    if (stat(path, &facts) != 0)
        return errno == ENOENT ? IKM_OK : fail_reading(path, err);
    if (!S_ISREG(facts.st_mode) || facts.st_size > IKM_FORM_FILE_BYTES)
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

enum ikm_status ikm_form_folder_read(const char *path, struct ikm_arena *arena,
                                     struct ikm_form_source *ret_source,
                                     struct ikm_error *err)
{
    struct stat facts;
    struct ikm_form_source source = {0};
    if (stat(path, &facts) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return ikm_fail(err, IKM_NO_FILE, "folder %s tidak ada",
                        "there is no folder %s", path);
    if (stat(path, &facts) != 0)
        return fail_reading(path, err);
    if (!S_ISDIR(facts.st_mode))
        return ikm_fail(err, IKM_INPUT,
                        "%s: bukan folder; sebutkan folder yang memuat "
                        "settings.csv, elements.csv, dan lainnya",
                        "%s: is no folder; name the folder that holds "
                        "settings.csv, elements.csv and the others",
                        path);
    enum ikm_status status = IKM_OK;
    for (int t = 0; t < IKM_FORM_TABLE_COUNT && status == IKM_OK; t++) {
        struct ikm_text file = IKM_TEXT(arena);
        const char *name = NULL;
        ikm_text_printf(&file, "%s/%s", path,
                        ikm_form_table_name((enum ikm_form_table)t));
        status = ikm_text_done(&file, &name, err);
        if (status == IKM_OK)
            status = read_table(name, arena, &source.table[t].bytes,
                                &source.table[t].length_bytes, err);
    }
    if (status == IKM_OK)
        *ret_source = source;
    return status;
}

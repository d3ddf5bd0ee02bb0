#include "collect/form_folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "collect/file_bytes.h"
#include "data/base/text.h"

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
        return ikm_fail(err, IKM_IO, "%s: tidak dapat dibaca: %s",
                        "%s: cannot be read: %s", path, strerror(errno));
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
            status = collect_file_bytes(name, arena, &source.table[t].bytes,
                                        &source.table[t].length_bytes, err);
    }
    if (status == IKM_OK)
        *ret_source = source;
    return status;
}

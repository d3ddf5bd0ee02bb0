#include "collect/programmes.h"

#include "collect/file_bytes.h"

enum ikm_status ikm_programmes_read(const char *path, struct ikm_arena *arena,
                                    struct ikm_faults *faults,
                                    struct ikm_programmes *ret,
                                    struct ikm_error *err)
{
    const char *bytes = NULL;
    size_t length_bytes = 0;
    if (!path) {
        bytes = ikm_programmes_builtin(&length_bytes);
        return ikm_programmes_load(bytes, length_bytes, "programmes.csv", arena,
                                   faults, ret, err);
    }
    const enum ikm_status status =
        collect_file_bytes(path, arena, &bytes, &length_bytes, err);
    if (status != IKM_OK)
        return status;
    if (!bytes)
        return ikm_fail(err, IKM_NO_FILE, "berkas %s tidak ada",
                        "there is no file %s", path);
    return ikm_programmes_load(bytes, length_bytes, path, arena, faults, ret,
                               err);
}

#include "export/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/base/text.h"

static enum ikm_status fail_making(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_EXISTS, "%s: tidak dapat dibuat: %s",
                    "%s: cannot be made: %s", path, strerror(errno));
}

enum ikm_status ikm_out_begin(struct ikm_out_file *file, const char *path,
                              struct ikm_arena *arena, struct ikm_error *err)
{
    struct stat facts;
    struct ikm_text name = IKM_TEXT(arena);
    *file = (struct ikm_out_file){.path = path};
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode)) {
        file->stream = S_ISDIR(facts.st_mode) ? NULL : fopen(path, "w");
        if (S_ISDIR(facts.st_mode))
            errno = EISDIR;
        return file->stream ? IKM_OK : fail_making(path, err);
    }
    ikm_text_printf(&name, "%s.%ld.baru", path, (long)getpid());
    const enum ikm_status status = ikm_text_done(&name, &file->beside, err);
    if (status != IKM_OK)
        return status;
    const int number = open(file->beside, O_WRONLY | O_CREAT | O_EXCL, 0666);
    file->stream = number < 0 ? NULL : fdopen(number, "w");
    return file->stream ? IKM_OK : fail_making(path, err);
}

enum ikm_status ikm_out_end(struct ikm_out_file *file, enum ikm_status status,
                            struct ikm_error *err)
{
    int failed = fflush(file->stream) != 0 || ferror(file->stream);
    const int number = fileno(file->stream);
    if (!failed && file->beside && status == IKM_OK)
        failed = fsync(number) != 0;
    failed |= fclose(file->stream) != 0;
    if (status == IKM_OK && !failed && file->beside)
        failed = rename(file->beside, file->path) != 0;
    if ((status != IKM_OK || failed) && file->beside)
        (void)unlink(file->beside);
    if (status != IKM_OK || !failed)
        return status;
    return ikm_fail(err, IKM_IO, "%s: tidak dapat ditulis: %s",
                    "%s: cannot be written: %s", file->path, strerror(errno));
}

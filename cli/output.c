#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/base/text.h"

enum ikm_status cli_output_check(const struct cli_call *call, const char *path,
                                 struct ikm_error *err)
{
    struct stat output, survey;
    if (stat(path, &output) != 0 || stat(call->path, &survey) != 0 ||
        output.st_dev != survey.st_dev || output.st_ino != survey.st_ino)
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE,
                    "%s adalah berkas survei; beri nama lain pada -o",
                    "%s is the survey file; give -o another name", path);
}

static enum ikm_status fail_making(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_EXISTS, "%s: tidak dapat dibuat: %s",
                    "%s: cannot be made: %s", path, strerror(errno));
}

static enum ikm_status fail_writing(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_IO, "%s: tidak dapat ditulis: %s",
                    "%s: cannot be written: %s", path, strerror(errno));
}

struct content {
    const unsigned char *bytes;
    size_t length_bytes;
};

/* All of it into the file, onto the disk. */
static enum ikm_status fill(int number, const char *path,
                            const struct content *content, int is_regular,
                            struct ikm_error *err)
{
    const unsigned char *at = content->bytes;
    size_t left = content->length_bytes;
    while (left > 0) {
        const ssize_t n = write(number, at, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_writing(path, err);
        at += n;
        left -= (size_t)n;
    }
    if (is_regular && fsync(number) != 0)
        return fail_writing(path, err);
    return IKM_OK;
}

static enum ikm_status write_straight(const char *path,
                                      const struct content *content,
                                      struct ikm_error *err)
{
    const int number = open(path, O_WRONLY);
    if (number < 0)
        return fail_making(path, err);
    enum ikm_status status = fill(number, path, content, 0, err);
    if (close(number) != 0 && status == IKM_OK)
        status = fail_writing(path, err);
    return status;
}

static enum ikm_status write_whole(const struct cli_call *call,
                                   const char *path,
                                   const struct content *content,
                                   struct ikm_error *err)
{
    struct stat facts;
    struct ikm_text name = IKM_TEXT(call->arena);
    const char *beside = NULL;
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode))
        return write_straight(path, content, err);
    ikm_text_printf(&name, "%s.%ld.baru", path, (long)getpid());
    enum ikm_status status = ikm_text_done(&name, &beside, err);
    if (status != IKM_OK)
        return status;
    const int number = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (number < 0)
        return fail_making(path, err);
    status = fill(number, path, content, 1, err);
    if (close(number) != 0 && status == IKM_OK)
        status = fail_writing(path, err);
    if (status == IKM_OK && rename(beside, path) != 0)
        status = fail_making(path, err);
    if (status != IKM_OK)
        (void)unlink(beside);
    return status;
}

enum ikm_status cli_output_write(const struct cli_call *call, const char *path,
                                 const char *text, struct ikm_error *err)
{
    return cli_output_bytes(call, path, (const unsigned char *)text,
                            strlen(text), err);
}

enum ikm_status cli_output_bytes(const struct cli_call *call, const char *path,
                                 const unsigned char *bytes,
                                 size_t length_bytes, struct ikm_error *err)
{
    const struct content content = {bytes, length_bytes};
    return write_whole(call, path, &content, err);
}

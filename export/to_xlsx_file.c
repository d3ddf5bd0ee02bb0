#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/tables/xlsx.h"
#include "export/to_xlsx_internal.h"

enum { MAX_TRIES = 100 };

static enum ikm_status fail_create(const char *path, const char *why,
                                   struct ikm_error *err)
{
    return ikm_fail(err, IKM_EXISTS,
                    "buku kerja %s tidak dapat dibuat: %s; pilih nama atau "
                    "folder lain",
                    "workbook %s cannot be created: %s; choose another name or "
                    "folder",
                    path, why);
}

enum ikm_status xlsx_fail_write(const char *path, const char *why,
                                struct ikm_error *err)
{
    return ikm_fail(err, IKM_IO,
                    "buku kerja %s tidak dapat ditulis (%s); periksa ruang "
                    "kosong di cakram dan di folder sementara",
                    "workbook %s cannot be written (%s); look for free room on "
                    "the disk and in the temporary folder",
                    path, why);
}

enum ikm_status xlsx_file_make(struct xlsx_file *file, struct ikm_arena *arena,
                               struct ikm_error *err)
{
    struct stat there;
    /* a device or a folder must not be renamed over */
    if (stat(file->path, &there) == 0 && !S_ISREG(there.st_mode))
        return fail_create(file->path,
                           ikm_say(err->lang, "di situ ada yang bukan berkas",
                                   "what stands there is no file"),
                           err);
    for (int i = 0; i < MAX_TRIES; i++) {
        struct ikm_text name = IKM_TEXT(arena);
        ikm_text_printf(&name, "%s.%d.tmp", file->path, i);
        const enum ikm_status status = ikm_text_done(&name, &file->beside, err);
        if (status != IKM_OK)
            return status;
        const int fd = open(file->beside, O_CREAT | O_EXCL | O_WRONLY, 0666);
        if (fd >= 0) {
            (void)close(fd);
            return IKM_OK;
        }
        if (errno != EEXIST)
            break;
    }
    return fail_create(file->path, strerror(errno), err);
}

/* The number of the last row of a sheet that is not empty. */
static enum ikm_status last_row(struct ikm_xlsx *xlsx, enum xlsx_sheet sheet,
                                uint32_t *ret_last, struct ikm_error *err)
{
    const struct ikm_xlsx_row *row = NULL;
    enum ikm_status status = ikm_xlsx_rewind(xlsx, (size_t)sheet, err);
    *ret_last = 0;
    while (status == IKM_OK) {
        status = ikm_xlsx_next(xlsx, &row, err);
        if (status != IKM_OK || !row)
            break;
        *ret_last = row->number;
    }
    return status;
}

enum ikm_status xlsx_file_check(const struct xlsx_file *file,
                                const struct xlsx_book *book,
                                struct ikm_error *err)
{
    struct ikm_xlsx *xlsx = NULL;
    uint32_t n_data = book->stream ? xlsx_stream_rows(book) + 1 : 0;
    uint32_t n_process = 0;
    enum ikm_status status = ikm_xlsx_open(file->beside, &xlsx, err);
    if (status == IKM_OK && !book->stream)
        status = last_row(xlsx, SHEET_DATA, &n_data, err);
    if (status == IKM_OK)
        status = last_row(xlsx, SHEET_PROCESS, &n_process, err);
    ikm_xlsx_close(xlsx);
    if (status == IKM_OK && n_data == book->places.n_rows + 1 &&
        n_process > book->places.process_sum_row)
        return IKM_OK;
    return ikm_fail(
        err, IKM_IO,
        "buku kerja %s tidak tertulis lengkap; periksa ruang kosong "
        "di cakram dan di folder sementara",
        "workbook %s was not written in full; look for free room "
        "on the disk and in the temporary folder",
        file->path);
}

static int sync_file(const char *path)
{
    const int fd = open(path, O_RDWR);
    if (fd < 0)
        return -1;
    const int failed = fsync(fd);
    return close(fd) != 0 || failed != 0 ? -1 : 0;
}

enum ikm_status xlsx_file_keep(const struct xlsx_file *file,
                               struct ikm_error *err)
{
    if (sync_file(file->beside) == 0 && rename(file->beside, file->path) == 0)
        return IKM_OK;
    return ikm_fail(err, IKM_IO, "buku kerja %s tidak dapat disimpan: %s",
                    "workbook %s cannot be stored: %s", file->path,
                    strerror(errno));
}

void xlsx_file_drop(const struct xlsx_file *file)
{
    (void)unlink(file->beside);
}

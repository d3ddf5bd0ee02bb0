#include "data/tables/package.h"

#include <stdlib.h>
#include <zip.h>

/* Sheets of real surveys shrink to 1/5..1/40; deflate can do 1/1032. */
static const uint64_t small_bytes = UINT64_C(64) << 20;
static const uint64_t most_ratio = 250;

struct ikm_package {
    const char *path;
    zip_t *zip;
};

struct ikm_part {
    const char *path;
    zip_file_t *file;
    uint64_t packed_bytes, size_bytes, limit_bytes, read_bytes;
};

static enum ikm_status fail_open(const char *path, int code,
                                 struct ikm_error *err)
{
    switch (code) {
    case ZIP_ER_NOENT:
        return ikm_fail(err, IKM_NO_FILE, "berkas %s tidak ada",
                        "there is no file %s", path);
    case ZIP_ER_MEMORY: return ikm_fail_memory(err);
    case ZIP_ER_OPEN:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
        return ikm_fail(err, IKM_IO, "berkas %s tidak dapat dibaca",
                        "the file %s cannot be read", path);
    default:
        return ikm_fail(err, IKM_INPUT,
                        "%s: berkas XLSX (ZIP) ini rusak atau terpotong; "
                        "salin atau unduh kembali berkasnya",
                        "%s: this XLSX (ZIP) file is damaged or cut off; copy "
                        "or download it again",
                        path);
    }
}

enum ikm_status ikm_package_open(const char *path,
                                 struct ikm_package **ret_package,
                                 struct ikm_error *err)
{
    struct ikm_package *package = calloc(1, sizeof *package);
    if (!package)
        return ikm_fail_memory(err);
    int code = 0;
    package->path = path;
    package->zip = zip_open(path, ZIP_RDONLY, &code);
    if (!package->zip) {
        free(package);
        return fail_open(path, code, err);
    }
    *ret_package = package;
    return IKM_OK;
}

void ikm_package_close(struct ikm_package *package)
{
    if (!package)
        return;
    zip_discard(package->zip);
    free(package);
}

static zip_int64_t locate(const struct ikm_package *package, const char *part)
{
    const zip_int64_t exact = zip_name_locate(package->zip, part, 0);
    return exact >= 0 ? exact
                      : zip_name_locate(package->zip, part, ZIP_FL_NOCASE);
}

int ikm_package_has(const struct ikm_package *package, const char *part)
{
    return locate(package, part) >= 0;
}

static enum ikm_status fail_bomb(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "%s: isi berkas mengembang melebihi batas wajar; bila "
                    "berkas ini memang benar, simpan lembarnya sebagai CSV",
                    "%s: the content inflates beyond reason; if the file is "
                    "genuine, save its sheet as CSV",
                    path);
}

enum ikm_status ikm_part_open(struct ikm_package *package, const char *name,
                              uint64_t limit_bytes, struct ikm_part **ret_part,
                              struct ikm_error *err)
{
    const zip_int64_t index = locate(package, name);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (index < 0 ||
        zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0)
        return ikm_fail(err, IKM_INPUT,
                        "%s: berkas XLSX ini tidak utuh, bagian %s tidak ada",
                        "%s: this XLSX file is not whole, part %s is missing",
                        package->path, name);
    if ((stat.valid & ZIP_STAT_SIZE) && stat.size > limit_bytes)
        return fail_bomb(package->path, err);
    struct ikm_part *part = calloc(1, sizeof *part);
    if (!part)
        return ikm_fail_memory(err);
    part->path = package->path;
    part->packed_bytes = (stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : 0;
    part->size_bytes = (stat.valid & ZIP_STAT_SIZE) ? stat.size : 0;
    part->limit_bytes = limit_bytes;
    part->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (!part->file) {
        free(part);
        return ikm_fail(err, IKM_INPUT,
                        "%s: bagian %s tidak dapat dibuka (%s); berkas "
                        "berkata sandi harus disimpan dahulu tanpa sandi",
                        "%s: part %s cannot be opened (%s); save a file with "
                        "a password without it first",
                        package->path, name, zip_strerror(package->zip));
    }
    *ret_part = part;
    return IKM_OK;
}

void ikm_part_close(struct ikm_part *part)
{
    if (!part)
        return;
    (void)zip_fclose(part->file);
    free(part);
}

enum ikm_status ikm_part_read(void *context, char *room, size_t room_bytes,
                              size_t *ret_length, struct ikm_error *err)
{
    struct ikm_part *part = context;
    const zip_int64_t length = zip_fread(part->file, room, room_bytes);
    if (length < 0)
        return ikm_fail(err, IKM_INPUT,
                        "%s: berkas XLSX ini rusak (%s); salin atau unduh "
                        "kembali berkasnya",
                        "%s: this XLSX file is damaged (%s); copy or download "
                        "it again",
                        part->path, zip_file_strerror(part->file));
    part->read_bytes += (uint64_t)length;
    if (part->read_bytes > part->limit_bytes ||
        (part->read_bytes > small_bytes &&
         part->read_bytes / most_ratio > part->packed_bytes))
        return fail_bomb(part->path, err);
    *ret_length = (size_t)length;
    return IKM_OK;
}

double ikm_part_progress(const struct ikm_part *part)
{
    if (part->read_bytes >= part->size_bytes)
        return 1.0;
    return (double)part->read_bytes / (double)part->size_bytes;
}

#include "export/package.h"

#include <zip.h>

struct packing {
    zip_t *zip;
    uint16_t date, time; /* as ZIP files tell them */
};

static enum ikm_status fail(const char *why, struct ikm_error *err)
{
    return ikm_fail(err, IKM_BUG, "berkas ZIP tidak dapat disusun: %s",
                    "the ZIP file cannot be packed: %s", why);
}

/* The library would tell a time by the zone of the machine. */
static struct packing start(const struct ikm_package_time *made)
{
    enum { FIRST_YEAR = 1980 };
    const struct ikm_date first = {FIRST_YEAR, 1, 1};
    const struct ikm_date day = made->day.year < FIRST_YEAR ? first : made->day;
    const int minute = made->second / 60;
    return (struct packing){
        .date =
            (uint16_t)((day.year - FIRST_YEAR) << 9 | day.month << 5 | day.day),
        .time = (uint16_t)((minute / 60) << 11 | (minute % 60) << 5 |
                           (made->second % 60) / 2)};
}

static int add(const struct packing *packing,
               const struct ikm_package_file *file)
{
    zip_t *zip = packing->zip;
    zip_source_t *source =
        zip_source_buffer(zip, file->bytes, file->length_bytes, 0);
    const zip_int64_t index =
        source ? zip_file_add(zip, file->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return 0;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, packing->time,
                                packing->date, 0) == 0 &&
           zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE,
                                    6) == 0;
}

/* What was packed, out of the buffer that it was packed into. */
static enum ikm_status read_back(zip_source_t *source, struct ikm_arena *arena,
                                 const unsigned char **ret_bytes,
                                 size_t *ret_length_bytes,
                                 struct ikm_error *err)
{
    zip_stat_t facts;
    if (zip_source_stat(source, &facts) != 0 || zip_source_open(source) != 0)
        return fail(zip_error_strerror(zip_source_error(source)), err);
    unsigned char *bytes = ikm_arena_take(arena, facts.size + 1, 1);
    const zip_int64_t n =
        bytes ? zip_source_read(source, bytes, facts.size) : -1;
    (void)zip_source_close(source);
    if (!bytes)
        return ikm_fail_memory(err);
    if (n != (zip_int64_t)facts.size)
        return fail("zip", err);
    *ret_bytes = bytes;
    *ret_length_bytes = facts.size;
    return IKM_OK;
}

/* Closes the package, or throws it away. */
static enum ikm_status pack(struct packing *packing,
                            const struct ikm_package_file *files,
                            size_t n_files, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < n_files && status == IKM_OK; i++)
        if (!add(packing, &files[i]))
            status = fail(zip_strerror(packing->zip), err);
    if (status == IKM_OK && zip_close(packing->zip) == 0)
        return IKM_OK;
    if (status == IKM_OK)
        status = fail(zip_strerror(packing->zip), err);
    zip_discard(packing->zip);
    return status;
}

enum ikm_status ikm_package(const struct ikm_package_file *files,
                            size_t n_files, const struct ikm_package_time *made,
                            struct ikm_arena *arena,
                            const unsigned char **ret_bytes,
                            size_t *ret_length_bytes, struct ikm_error *err)
{
    zip_error_t error;
    struct packing packing = start(made);
    enum ikm_status status = IKM_OK;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    packing.zip =
        source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
    if (!packing.zip) {
        zip_source_free(source);
        status = fail(zip_error_strerror(&error), err);
        zip_error_fini(&error);
        return status;
    }
    zip_source_keep(source);
    status = pack(&packing, files, n_files, err);
    if (status == IKM_OK)
        status = read_back(source, arena, ret_bytes, ret_length_bytes, err);
    zip_source_free(source);
    zip_error_fini(&error);
    return status;
}

/* ---- reading ---- */

static enum ikm_status read_file(zip_t *zip, const char *path, const char *name,
                                 struct ikm_arena *arena,
                                 const char **ret_bytes,
                                 size_t *ret_length_bytes,
                                 struct ikm_error *err)
{
    zip_stat_t facts;
    if (zip_stat(zip, name, 0, &facts) != 0)
        return IKM_OK;
    zip_file_t *file = zip_fopen(zip, name, 0);
    char *bytes = ikm_arena_take(arena, facts.size + 1, 1);
    const zip_int64_t n =
        file && bytes ? zip_fread(file, bytes, facts.size) : -1;
    if (file)
        (void)zip_fclose(file);
    if (!bytes)
        return ikm_fail_memory(err);
    if (n != (zip_int64_t)facts.size)
        return ikm_fail(err, IKM_IO, "%s: tidak dapat dibaca: %s",
                        "%s: cannot be read: %s", path, zip_strerror(zip));
    *ret_bytes = bytes;
    *ret_length_bytes = facts.size;
    return IKM_OK;
}

enum ikm_status ikm_package_read(const char *path, const char *name,
                                 struct ikm_arena *arena,
                                 const char **ret_bytes,
                                 size_t *ret_length_bytes,
                                 struct ikm_error *err)
{
    int error = 0;
    *ret_bytes = NULL;
    *ret_length_bytes = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &error);
    if (!zip)
        return IKM_OK;
    const enum ikm_status status =
        read_file(zip, path, name, arena, ret_bytes, ret_length_bytes, err);
    zip_discard(zip);
    return status;
}

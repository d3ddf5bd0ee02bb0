#include <string.h>
#include <time.h>
#include <zip.h>

#include "export/to_docx_internal.h"

static enum ikm_status fail(const struct docx *docx, const char *why)
{
    return ikm_fail(docx->err, IKM_BUG, "dokumen tidak dapat disusun: %s",
                    "the document cannot be packed: %s", why);
}

static int add_part(zip_t *zip, const struct docx *docx,
                    const struct docx_part *part)
{
    zip_source_t *source =
        zip_source_buffer(zip, part->bytes, part->length_bytes, 0);
    const zip_int64_t index =
        source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return 0;
    }
    return zip_file_set_mtime(zip, (zip_uint64_t)index,
                              (time_t)docx->options->made_unix_s, 0) == 0 &&
           zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE,
                                    6) == 0;
}

/* What was packed, out of the buffer that it was packed into. */
static enum ikm_status read_back(const struct docx *docx, zip_source_t *source,
                                 struct ikm_bytes *ret_file)
{
    zip_stat_t facts;
    if (zip_source_stat(source, &facts) != 0 || zip_source_open(source) != 0)
        return fail(docx, zip_error_strerror(zip_source_error(source)));
    unsigned char *bytes = ikm_arena_take(docx->arena, facts.size + 1, 1);
    const zip_int64_t n =
        bytes ? zip_source_read(source, bytes, facts.size) : -1;
    (void)zip_source_close(source);
    if (!bytes)
        return ikm_fail_memory(docx->err);
    if (n != (zip_int64_t)facts.size)
        return fail(docx, "zip");
    *ret_file = (struct ikm_bytes){bytes, facts.size};
    return IKM_OK;
}

enum ikm_status docx_pack(const struct docx *docx, struct ikm_bytes *ret_file)
{
    zip_error_t error;
    enum ikm_status status = IKM_OK;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip =
        source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
    if (!zip) {
        zip_source_free(source);
        status = fail(docx, zip_error_strerror(&error));
        zip_error_fini(&error);
        return status;
    }
    zip_source_keep(source);
    for (size_t i = 0; i < docx->n_parts && status == IKM_OK; i++)
        if (!add_part(zip, docx, &docx->part[i]))
            status = fail(docx, zip_strerror(zip));
    if (status == IKM_OK && zip_close(zip) != 0)
        status = fail(docx, zip_strerror(zip));
    else if (status == IKM_OK)
        zip = NULL;
    if (zip)
        zip_discard(zip);
    if (status == IKM_OK)
        status = read_back(docx, source, ret_file);
    zip_source_free(source);
    zip_error_fini(&error);
    return status;
}

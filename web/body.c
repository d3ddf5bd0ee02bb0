/* Bodies of POSTs: fields into the arena, a file into a temporary place. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "data/base/utf8.h"
#include "web/server.h"

static enum ikm_status full(struct ikm_error *err)
{
    return ikm_fail(err, IKM_IO,
                    "tempat sementara di server penuh; hubungi admin",
                    "the server has no temporary room left; tell the admin");
}

static enum ikm_status open_upload(struct web_inside *inside,
                                   const char *file_name, struct ikm_error *err)
{
    if (inside->upload_file >= 0)
        return ikm_fail(err, IKM_INPUT, "kirim satu berkas saja",
                        "send one file only");
    inside->upload_file = web_temporary_file();
    if (inside->upload_file < 0)
        return full(err);
    (void)web_handle_path(inside->upload_file, inside->upload_path);
    inside->upload = (struct web_upload){.field = inside->part_name,
                                         .file_name = file_name,
                                         .path = inside->upload_path};
    return IKM_OK;
}

static enum ikm_status begin_part(void *context, const char *name,
                                  const char *file_name, struct ikm_error *err)
{
    struct web_inside *inside = context;
    const size_t length = strlen(name);
    if (length == 0 || length > WEB_MAX_NAME_BYTES ||
        ikm_utf8_valid_prefix(name, length) != length)
        return ikm_fail(err, IKM_INPUT, "isian formulir rusak",
                        "the form's data are damaged");
    inside->part_name = ikm_arena_copy(&inside->arena, name, length);
    inside->part = IKM_TEXT(&inside->arena);
    inside->part_is_file = file_name && file_name[0];
    if (!inside->part_name)
        return ikm_fail_memory(err);
    if (!inside->part_is_file)
        return IKM_OK;
    char *kept = ikm_arena_copy(&inside->arena, file_name, strlen(file_name));
    if (!kept)
        return ikm_fail_memory(err);
    ikm_utf8_drop_malformed(kept);
    return open_upload(inside, kept, err);
}

static enum ikm_status take_part(void *context, const char *bytes, size_t n,
                                 struct ikm_error *err)
{
    struct web_inside *inside = context;
    if (!inside->part_is_file) {
        if (inside->part.length_bytes + n > WEB_BODY_BYTES)
            return ikm_fail(err, IKM_LIMIT, "isian terlalu panjang",
                            "a field is too long");
        ikm_text_bytes(&inside->part, bytes, n);
        return IKM_OK;
    }
    inside->upload.size_bytes += (int64_t)n;
    while (n > 0) {
        const ssize_t written = write(inside->upload_file, bytes, n);
        if (written <= 0)
            return full(err);
        bytes += written;
        n -= (size_t)written;
    }
    return IKM_OK;
}

static enum ikm_status end_part(void *context, struct ikm_error *err)
{
    struct web_inside *inside = context;
    const char *value = NULL;
    if (inside->part_is_file)
        return IKM_OK;
    if (!inside->field)
        inside->field = ikm_arena_take(&inside->arena, WEB_MAX_FIELDS,
                                       sizeof *inside->field);
    if (!inside->field)
        return ikm_fail_memory(err);
    if (inside->n_fields == WEB_MAX_FIELDS)
        return ikm_fail(err, IKM_LIMIT, "terlalu banyak isian",
                        "too many fields");
    const enum ikm_status status = ikm_text_done(&inside->part, &value, err);
    if (status != IKM_OK)
        return status;
    const size_t length = inside->part.length_bytes;
    if (memchr(value, '\0', length) ||
        ikm_utf8_valid_prefix(value, length) != length)
        return ikm_fail(err, IKM_INPUT, "isian formulir rusak",
                        "the form's data are damaged");
    inside->field[inside->n_fields++] =
        (struct web_field){inside->part_name, value};
    return IKM_OK;
}

void web_body_start(struct web_inside *inside, int64_t *ret_most)
{
    const struct web_route *route = inside->page.route;
    char boundary[WEB_BOUNDARY_BYTES];
    inside->body = IKM_TEXT(&inside->arena);
    *ret_most = WEB_BODY_BYTES;
    if (!route || !inside->page.is_post || inside->early != WEB_EARLY_NONE)
        return;
    if (web_multipart_boundary(inside->content_type, boundary)) {
        const struct web_part_sink sink = {inside, begin_part, take_part,
                                           end_part};
        inside->is_multipart = 1;
        web_multipart_start(&inside->multipart, boundary, &sink);
        if (route->flags & WEB_FILES)
            *ret_most = WEB_FILE_BYTES;
    }
}

int web_body_take(struct web_inside *inside, const char *bytes, size_t n)
{
    if (inside->early != WEB_EARLY_NONE)
        return 0;
    if (inside->is_multipart)
        inside->body_status =
            web_multipart_push(&inside->multipart, bytes, n, &inside->err);
    else
        ikm_text_bytes(&inside->body, bytes, n);
    return inside->body_status == IKM_OK;
}

enum ikm_status web_body_finish(struct web_inside *inside,
                                struct ikm_error *err)
{
    static const char type[] = "application/x-www-form-urlencoded";
    const char *bytes = NULL;
    struct web_page *page = &inside->page;
    if (inside->is_parsed)
        return IKM_OK;
    if (inside->body_status != IKM_OK) {
        *err = inside->err;
        return inside->body_status;
    }
    if (inside->is_multipart) {
        const enum ikm_status status =
            web_multipart_finish(&inside->multipart, err);
        page->form = (struct web_fields){inside->n_fields, inside->field};
        if (inside->upload_file >= 0)
            page->upload = &inside->upload;
        return status;
    }
    enum ikm_status status = ikm_text_done(&inside->body, &bytes, err);
    if (status != IKM_OK || inside->body.length_bytes == 0)
        return status;
    if (strncasecmp(inside->content_type, type, sizeof type - 1) != 0)
        return ikm_fail(err, IKM_INPUT, "kiriman bukan isian formulir",
                        "what was sent is no form");
    status = web_fields_parse(bytes, inside->body.length_bytes, &inside->arena,
                              &page->form, err);
    inside->is_parsed = status == IKM_OK;
    return status;
}

void web_body_drop(struct web_inside *inside)
{
    if (inside->upload_file < 0)
        return;
    (void)close(inside->upload_file);
    inside->upload_file = -1;
}

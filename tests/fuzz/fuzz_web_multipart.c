/* Bytes as multipart/form-data: the same parts however they come in. The first
 * byte is the size of the pieces. */
#include <stdlib.h>
#include <string.h>

#include "data/base/hash.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct seen {
    uint64_t heads, data;
    size_t n_data;
    int is_open;
};

static void must(int is_true)
{
    if (!is_true)
        abort();
}

static enum ikm_status begin(void *context, const char *name,
                             const char *file_name, struct ikm_error *err)
{
    struct seen *seen = context;
    (void)err;
    must(!seen->is_open);
    seen->is_open = 1;
    must(strlen(name) < WEB_PART_NAME_BYTES);
    must(!file_name || !strpbrk(file_name, "/\\"));
    seen->heads = ikm_hash_text(seen->heads, name);
    seen->heads = ikm_hash_text(seen->heads, file_name);
    return IKM_OK;
}

static enum ikm_status data(void *context, const char *bytes, size_t n,
                            struct ikm_error *err)
{
    struct seen *seen = context;
    (void)err;
    must(seen->is_open && n > 0);
    for (size_t i = 0; i < n; i++)
        seen->data = ikm_hash(seen->data, bytes + i, 1);
    seen->n_data += n;
    return IKM_OK;
}

static enum ikm_status end(void *context, struct ikm_error *err)
{
    struct seen *seen = context;
    (void)err;
    must(seen->is_open);
    seen->is_open = 0;
    seen->heads = ikm_hash_number(seen->heads, seen->n_data);
    return IKM_OK;
}

static enum ikm_status feed(const char *bytes, size_t length, size_t step,
                            struct seen *seen)
{
    static const char boundary[] = "b";
    struct web_multipart m;
    struct ikm_error err = {0};
    const struct web_part_sink sink = {seen, begin, data, end};
    enum ikm_status status = IKM_OK;
    *seen = (struct seen){0};
    web_multipart_start(&m, boundary, &sink);
    for (size_t at = 0; at < length && status == IKM_OK; at += step)
        status = web_multipart_push(
            &m, bytes + at, length - at < step ? length - at : step, &err);
    return status == IKM_OK ? web_multipart_finish(&m, &err) : status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct seen whole;
    struct seen pieces;
    char boundary[WEB_BOUNDARY_BYTES];
    char type[200];
    if (length < 1 || length > 1 << 16)
        return 0;
    const char *body = (const char *)bytes + 1;
    const enum ikm_status a = feed(body, length - 1, SIZE_MAX / 2, &whole);
    const enum ikm_status b = feed(body, length - 1, 1u + bytes[0], &pieces);
    must(a == b && whole.heads == pieces.heads && whole.data == pieces.data);
    must(a == IKM_OK || a == IKM_INPUT || a == IKM_LIMIT);
    const size_t n = length < sizeof type ? length - 1 : sizeof type - 1;
    memcpy(type, body, n);
    type[n] = '\0';
    if (web_multipart_boundary(type, boundary))
        must(strlen(boundary) > 0 && strlen(boundary) <= 70);
    return 0;
}

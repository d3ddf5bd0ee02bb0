#include "export/deflated.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST /* input may be const */
#include <zlib.h>

/* Rows of a sheet are alike: more effort takes twice the time for a fifth of
 * the room. */
enum { LEVEL = 2, RAW = -15, MEMORY_LEVEL = 8, OUT_BYTES = 64 << 10 };

struct ikm_deflated {
    z_stream z;
    FILE *file;
    struct ikm_deflated_facts facts; /* so far */
    int failed;                      /* errno of the first failure; 0: none */
    unsigned char *head;             /* [n_head_bytes], packed */
    size_t n_head_bytes, n_head_read;
    unsigned char out[OUT_BYTES];
};

static int start(z_stream *z)
{
    return deflateInit2(z, LEVEL, Z_DEFLATED, RAW, MEMORY_LEVEL,
                        Z_DEFAULT_STRATEGY) == Z_OK;
}

enum ikm_status ikm_deflated_open(struct ikm_deflated **ret_deflated,
                                  struct ikm_error *err)
{
    struct ikm_deflated *deflated = calloc(1, sizeof *deflated);
    if (!deflated)
        return ikm_fail_memory(err);
    if (!start(&deflated->z)) {
        free(deflated);
        return ikm_fail_memory(err);
    }
    deflated->file = tmpfile();
    if (!deflated->file) {
        const int why = errno;
        ikm_deflated_close(deflated);
        return ikm_fail(err, IKM_IO, "berkas sementara tidak dapat dibuat: %s",
                        "a temporary file cannot be made: %s", strerror(why));
    }
    *ret_deflated = deflated;
    return IKM_OK;
}

/* Packs what the stream was given. */
static void pack(struct ikm_deflated *deflated, int flush)
{
    z_stream *z = &deflated->z;
    do {
        z->next_out = deflated->out;
        z->avail_out = OUT_BYTES;
        (void)deflate(z, flush);
        const size_t n = OUT_BYTES - z->avail_out;
        if (fwrite(deflated->out, 1, n, deflated->file) != n)
            deflated->failed = errno != 0 ? errno : EIO;
        deflated->facts.n_packed_bytes += n;
    } while (z->avail_out == 0 && deflated->failed == 0);
}

void ikm_deflated_add(struct ikm_deflated *deflated, const void *bytes,
                      size_t n_bytes)
{
    struct ikm_deflated_facts *facts = &deflated->facts;
    const unsigned char *p = bytes;
    while (n_bytes > 0 && deflated->failed == 0) {
        const uInt n =
            n_bytes < UINT32_MAX / 2 ? (uInt)n_bytes : UINT32_MAX / 2;
        facts->crc = (uint32_t)crc32(facts->crc, p, n);
        facts->n_bytes += n;
        deflated->z.next_in = p;
        deflated->z.avail_in = n;
        pack(deflated, Z_NO_FLUSH);
        p += n;
        n_bytes -= n;
    }
}

/* A stream of its own that ends with a whole byte, so that the other can follow
 * it. */
static int pack_head(struct ikm_deflated *deflated, const unsigned char *head,
                     size_t n_bytes)
{
    z_stream z = {0};
    if (n_bytes > UINT32_MAX / 2 || !start(&z))
        return 0;
    const size_t room_bytes = deflateBound(&z, (uLong)n_bytes) + 16;
    deflated->head = malloc(room_bytes);
    if (deflated->head) {
        z.next_in = head;
        z.avail_in = (uInt)n_bytes;
        z.next_out = deflated->head;
        z.avail_out = (uInt)room_bytes;
        (void)deflate(&z, Z_SYNC_FLUSH);
        deflated->n_head_bytes = room_bytes - z.avail_out;
    }
    const int is_whole = deflated->head && z.avail_in == 0 && z.avail_out > 0;
    (void)deflateEnd(&z);
    return is_whole;
}

enum ikm_status ikm_deflated_finish(struct ikm_deflated *deflated,
                                    const void *head, size_t n_head_bytes,
                                    struct ikm_deflated_facts *ret_facts,
                                    struct ikm_error *err)
{
    struct ikm_deflated_facts *facts = &deflated->facts;
    if (deflated->failed == 0)
        pack(deflated, Z_FINISH);
    if (deflated->failed == 0 && fflush(deflated->file) != 0)
        deflated->failed = errno;
    if (deflated->failed != 0)
        return ikm_fail(err, IKM_IO, "berkas sementara tidak dapat ditulis: %s",
                        "a temporary file cannot be written: %s",
                        strerror(deflated->failed));
    if (!pack_head(deflated, head, n_head_bytes))
        return ikm_fail_memory(err);
    facts->crc = (uint32_t)crc32_combine(crc32(0, head, (uInt)n_head_bytes),
                                         facts->crc, (z_off_t)facts->n_bytes);
    facts->n_bytes += n_head_bytes;
    facts->n_packed_bytes += deflated->n_head_bytes;
    *ret_facts = *facts;
    ikm_deflated_rewind(deflated);
    return IKM_OK;
}

void ikm_deflated_rewind(struct ikm_deflated *deflated)
{
    deflated->n_head_read = 0;
    rewind(deflated->file);
}

int64_t ikm_deflated_read(struct ikm_deflated *deflated, void *room,
                          size_t most_bytes)
{
    const size_t n_left = deflated->n_head_bytes - deflated->n_head_read;
    size_t n = n_left < most_bytes ? n_left : most_bytes;
    if (n > 0) {
        memcpy(room, deflated->head + deflated->n_head_read, n);
        deflated->n_head_read += n;
        return (int64_t)n;
    }
    n = fread(room, 1, most_bytes, deflated->file);
    return n == 0 && ferror(deflated->file) ? -1 : (int64_t)n;
}

void ikm_deflated_close(struct ikm_deflated *deflated)
{
    if (!deflated)
        return;
    (void)deflateEnd(&deflated->z);
    if (deflated->file)
        (void)fclose(deflated->file);
    free(deflated->head);
    free(deflated);
}

/* A part packed while it is written: what went in comes out, or it fails. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zlib.h>

#include <cmocka.h>

#include "export/deflated.h"

enum { CONTENT_BYTES = 3 << 20, STEP_BYTES = 70001, READ_BYTES = 1000 };

/* Half of it alike, half of it not to be packed. */
static unsigned char *content(void)
{
    unsigned char *bytes = malloc(CONTENT_BYTES);
    uint32_t seed = 1;
    assert_non_null(bytes);
    for (size_t i = 0; i < CONTENT_BYTES; i++) {
        seed = seed * 1664525U + 1013904223U;
        bytes[i] = (unsigned char)(i < CONTENT_BYTES / 2 ? i % 50 : seed >> 24);
    }
    return bytes;
}

/* Adds all but the first `n_head`, which it gives at the end. */
static struct ikm_deflated *pack(const unsigned char *bytes, size_t n_bytes,
                                 size_t n_head,
                                 struct ikm_deflated_facts *ret_facts)
{
    struct ikm_error err = {0};
    struct ikm_deflated *deflated = NULL;
    assert_int_equal(ikm_deflated_open(&deflated, &err), IKM_OK);
    for (size_t at = n_head; at < n_bytes; at += STEP_BYTES)
        ikm_deflated_add(deflated, bytes + at,
                         n_bytes - at < STEP_BYTES ? n_bytes - at : STEP_BYTES);
    assert_int_equal(
        ikm_deflated_finish(deflated, bytes, n_head, ret_facts, &err), IKM_OK);
    return deflated;
}

static unsigned char *read_all(struct ikm_deflated *deflated, uint64_t n_bytes)
{
    unsigned char *packed = malloc((size_t)n_bytes + READ_BYTES);
    size_t n_read = 0;
    int64_t n = 0;
    assert_non_null(packed);
    while ((n = ikm_deflated_read(deflated, packed + n_read, READ_BYTES)) > 0) {
        n_read += (size_t)n;
        assert_true(n_read <= n_bytes);
    }
    assert_int_equal(n, 0);
    assert_int_equal(n_read, n_bytes);
    return packed;
}

static void comes_out(unsigned char *packed, uint64_t n_packed,
                      const unsigned char *wanted, size_t n_wanted)
{
    unsigned char *out = malloc(n_wanted + 1);
    z_stream z = {.next_in = packed, .avail_in = (uInt)n_packed};
    assert_non_null(out);
    z.next_out = out;
    z.avail_out = (uInt)n_wanted + 1;
    assert_int_equal(inflateInit2(&z, -15), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.avail_in, 0);
    assert_int_equal(z.avail_out, 1);
    assert_memory_equal(out, wanted, n_wanted);
    (void)inflateEnd(&z);
    free(out);
}

static void what_went_in_comes_out(void **state)
{
    static const size_t lengths[][2] = {/* in all, of them the head */
                                        {0, 0},
                                        {1, 0},
                                        {1, 1},
                                        {70001, 500},
                                        {CONTENT_BYTES, 0},
                                        {CONTENT_BYTES, 6001},
                                        {CONTENT_BYTES, CONTENT_BYTES - 9}};
    unsigned char *bytes = content();
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(lengths); i++) {
        struct ikm_deflated_facts facts;
        struct ikm_deflated *deflated =
            pack(bytes, lengths[i][0], lengths[i][1], &facts);
        assert_int_equal(facts.n_bytes, lengths[i][0]);
        assert_int_equal(facts.crc, crc32(0, bytes, (uInt)lengths[i][0]));
        for (int again = 0; again < 2; again++) {
            unsigned char *packed = read_all(deflated, facts.n_packed_bytes);
            comes_out(packed, facts.n_packed_bytes, bytes, lengths[i][0]);
            free(packed);
            ikm_deflated_rewind(deflated);
        }
        ikm_deflated_close(deflated);
    }
    free(bytes);
}

static void a_full_disk_is_told(void **state)
{
    const struct rlimit small = {1 << 20, RLIM_INFINITY};
    const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
    unsigned char *bytes = content();
    struct ikm_deflated *deflated = NULL;
    struct ikm_deflated_facts facts;
    struct ikm_error err = {0};
    (void)state;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(ikm_deflated_open(&deflated, &err), IKM_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    ikm_deflated_add(deflated, bytes, CONTENT_BYTES);
    assert_int_equal(ikm_deflated_finish(deflated, "", 0, &facts, &err),
                     IKM_IO);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    ikm_deflated_close(deflated);
    ikm_deflated_close(NULL);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went_in_comes_out),
        cmocka_unit_test(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

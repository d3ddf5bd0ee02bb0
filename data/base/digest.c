#include "data/base/digest.h"

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(crypto_generichash_state) <=
                   sizeof((struct ikm_hasher){0}.state),
               "the hasher has room for libsodium's state");

static crypto_generichash_state *state_of(struct ikm_hasher *hasher)
{
    return (void *)hasher->state;
}

void ikm_hasher_start(struct ikm_hasher *hasher)
{
    (void)crypto_generichash_init(state_of(hasher), NULL, 0, IKM_DIGEST_BYTES);
}

void ikm_hasher_add(struct ikm_hasher *hasher, const void *bytes,
                    size_t length_bytes)
{
    (void)crypto_generichash_update(state_of(hasher), bytes, length_bytes);
}

struct ikm_digest ikm_hasher_digest(const struct ikm_hasher *hasher)
{
    struct ikm_hasher copy = *hasher;
    struct ikm_digest digest;
    (void)crypto_generichash_final(state_of(&copy), digest.bytes,
                                   IKM_DIGEST_BYTES);
    return digest;
}

struct ikm_digest ikm_digest_of(const void *bytes, size_t length_bytes)
{
    struct ikm_digest digest;
    (void)crypto_generichash(digest.bytes, IKM_DIGEST_BYTES, bytes,
                             length_bytes, NULL, 0);
    return digest;
}

const char *ikm_digest_text(const struct ikm_digest *digest,
                            char buffer[IKM_DIGEST_TEXT_BYTES])
{
    (void)sodium_bin2hex(buffer, IKM_DIGEST_TEXT_BYTES, digest->bytes,
                         IKM_DIGEST_BYTES);
    return buffer;
}

/* data/base/digest.h - BLAKE2b-256 (RFC 7693), by libsodium.
 *
 * What the audit chain, file fingerprints and row hashes are made of. */
#ifndef IKM_DATA_BASE_DIGEST_H
#define IKM_DATA_BASE_DIGEST_H

#include <stdint.h>

#include "data/base/error.h"

enum { IKM_DIGEST_BYTES = 32, IKM_DIGEST_TEXT_BYTES = 65 };

struct ikm_digest {
    unsigned char bytes[IKM_DIGEST_BYTES];
};

/* A digest in the making. */
struct ikm_hasher {
    _Alignas(64) unsigned char state[384];
};

void ikm_hasher_start(struct ikm_hasher *hasher);
void ikm_hasher_add(struct ikm_hasher *hasher, const void *bytes,
                    size_t length_bytes);
/* The digest of all added so far; adding may go on afterwards. */
struct ikm_digest ikm_hasher_digest(const struct ikm_hasher *hasher);

struct ikm_digest ikm_digest_of(const void *bytes, size_t length_bytes);
/* Lower-case hexadecimal. */
const char *ikm_digest_text(const struct ikm_digest *digest,
                            char buffer[IKM_DIGEST_TEXT_BYTES]);

#endif

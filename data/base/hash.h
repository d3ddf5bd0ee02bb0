/* data/base/hash.h - a quick 64-bit hash for telling rows and names apart.
 *
 * Not for secrets and not against an adversary (digest.h is): two different
 * rows collide about once in 2^64. The values are kept in survey files, so the
 * function is never changed. Same on every machine. */
#ifndef IKM_DATA_BASE_HASH_H
#define IKM_DATA_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Goes on from `hash` (0 at first) over the bytes and their number, so that
 * "ab","c" and "a","bc" differ. */
uint64_t ikm_hash(uint64_t hash, const void *bytes, size_t length_bytes);

/* The same over a text; NULL counts as empty. */
uint64_t ikm_hash_text(uint64_t hash, const char *text);

/* The same over a number. */
uint64_t ikm_hash_number(uint64_t hash, uint64_t number);

#endif

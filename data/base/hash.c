#include "data/base/hash.h"

#include <string.h>

/* One round: the finaliser of splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint64_t little_endian(const unsigned char *bytes, size_t n)
{
    uint64_t word = 0;
    for (size_t i = 0; i < n; i++)
        word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

uint64_t ikm_hash(uint64_t hash, const void *bytes, size_t length_bytes)
{
    const unsigned char *p = bytes;
    size_t n = length_bytes;
    hash = mix(hash + UINT64_C(0x9E3779B97F4A7C15) + length_bytes);
    for (; n >= 8; n -= 8, p += 8)
        hash = mix(hash ^ little_endian(p, 8)) + UINT64_C(0x9E3779B97F4A7C15);
    return n > 0 ? mix(hash ^ little_endian(p, n)) : hash;
}

uint64_t ikm_hash_text(uint64_t hash, const char *text)
{
    return ikm_hash(hash, text ? text : "", text ? strlen(text) : 0);
}

uint64_t ikm_hash_number(uint64_t hash, uint64_t number)
{
    return mix(mix(hash + UINT64_C(0x9E3779B97F4A7C15)) ^ number);
}

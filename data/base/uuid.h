/* data/base/uuid.h - UUID version 7 (RFC 9562) for groups of responses.
 *
 * The responses of one commit (an import, a merge, a group of web posts, one
 * record) share a base: 48 bits of Unix milliseconds, version, variant and 42
 * random bits. The last 32 bits count the responses of the commit (RFC 9562
 * section 6.2, fixed bit-length dedicated counter). */
#ifndef IKM_DATA_BASE_UUID_H
#define IKM_DATA_BASE_UUID_H

#include <stdint.h>

#include "data/base/error.h"

enum {
    IKM_UUID_BASE_BYTES = 12,
    IKM_UUID_RANDOM_BYTES = 6,
    IKM_UUID_TEXT_BYTES = 37
};

struct ikm_uuid_base {
    unsigned char bytes[IKM_UUID_BASE_BYTES];
};

struct ikm_uuid_base
ikm_uuid_base(int64_t unix_ms,
              const unsigned char random[IKM_UUID_RANDOM_BYTES]);

/* When it was made: Unix milliseconds. */
int64_t ikm_uuid_unix_ms(const struct ikm_uuid_base *base);

const char *ikm_uuid_text(const struct ikm_uuid_base *base, uint32_t counter,
                          char buffer[IKM_UUID_TEXT_BYTES]);

/* Reads 8-4-4-4-12 hexadecimal, either case. Returns 1 when it is a UUID. */
int ikm_uuid_parse(const char *text, struct ikm_uuid_base *ret_base,
                   uint32_t *ret_counter);

#endif

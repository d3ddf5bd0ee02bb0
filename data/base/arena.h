/* data/base/arena.h - memory for one job (a request, a report, an import).
 *
 * All that the job allocates lives in one arena and dies with it. */
#ifndef IKM_DATA_BASE_ARENA_H
#define IKM_DATA_BASE_ARENA_H

#include <stddef.h>

#include "data/base/error.h"

struct ikm_arena_block;

struct ikm_arena {
    struct ikm_arena_block *newest;
    size_t used_bytes;
    size_t limit_bytes; /* what the job may use */
};
#define IKM_ARENA(limit) ((struct ikm_arena){.limit_bytes = (limit)})

/* Zeroed room for `count` items of `item_bytes`, aligned for any type. NULL
 * past the limit, out of memory, or when the product overflows: answer with
 * ikm_fail_memory(). */
IKM_MUST_CHECK void *ikm_arena_take(struct ikm_arena *arena, size_t count,
                                    size_t item_bytes);

/* `items` with room for one more behind its first `n`: the same ones, or a copy
 * of them with more room, which *room then says. For lists that are read one
 * item at a time; start with NULL and a room of 0. NULL as above. */
IKM_MUST_CHECK void *ikm_arena_grow(struct ikm_arena *arena, void *items,
                                    size_t n, size_t *room, size_t item_bytes);

/* A NUL-terminated copy of `length_bytes` bytes; NULL as above. */
IKM_MUST_CHECK char *ikm_arena_copy(struct ikm_arena *arena, const char *bytes,
                                    size_t length_bytes);

/* Gives all back; the arena is empty and may be used again. */
void ikm_arena_release(struct ikm_arena *arena);

#endif

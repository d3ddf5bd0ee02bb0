#include "data/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };

struct ikm_arena_block {
    struct ikm_arena_block *older;
    size_t used_bytes;
    size_t room_bytes;
    alignas(max_align_t) unsigned char room[];
};

static size_t round_up(size_t n_bytes)
{
    const size_t mask = alignof(max_align_t) - 1;
    return (n_bytes + mask) & ~mask;
}

void *ikm_arena_take(struct ikm_arena *arena, size_t count, size_t item_bytes)
{
    if (item_bytes != 0 && count > (SIZE_MAX / 4) / item_bytes)
        return NULL;

    const size_t need_bytes = round_up(count * item_bytes);
    if (need_bytes > arena->limit_bytes - arena->used_bytes)
        return NULL;

    struct ikm_arena_block *block = arena->newest;
    if (!block || block->room_bytes - block->used_bytes < need_bytes) {
        const size_t room_bytes =
            need_bytes > BLOCK_BYTES ? need_bytes : (size_t)BLOCK_BYTES;
        block = calloc(1, sizeof *block + room_bytes);
        if (!block)
            return NULL;
        block->room_bytes = room_bytes;
        block->older = arena->newest;
        arena->newest = block;
    }

    void *taken = block->room + block->used_bytes;
    block->used_bytes += need_bytes;
    arena->used_bytes += need_bytes;
    return taken;
}

void ikm_arena_release(struct ikm_arena *arena)
{
    struct ikm_arena_block *block = arena->newest;
    while (block) {
        struct ikm_arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena->newest = NULL;
    arena->used_bytes = 0;
}

void *ikm_arena_grow(struct ikm_arena *arena, void *items, size_t n,
                     size_t *room, size_t item_bytes)
{
    enum { FIRST_ROOM = 16 };
    if (n < *room)
        return items;
    const size_t more = *room > 0 ? 2 * *room : FIRST_ROOM;
    void *grown = ikm_arena_take(arena, more, item_bytes);
    if (!grown)
        return NULL;
    if (n > 0)
        memcpy(grown, items, n * item_bytes);
    *room = more;
    return grown;
}

char *ikm_arena_copy(struct ikm_arena *arena, const char *bytes,
                     size_t length_bytes)
{
    if (length_bytes == SIZE_MAX)
        return NULL;
    char *copy = ikm_arena_take(arena, length_bytes + 1, 1);
    if (copy && length_bytes > 0)
        memcpy(copy, bytes, length_bytes);
    return copy;
}

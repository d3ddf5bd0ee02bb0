#include <string.h>

#include "export/assemble_internal.h"

/* Where the key stands, or where it belongs. */
static size_t place_of(const struct keyed *keyed, int64_t key)
{
    size_t low = 0;
    size_t high = keyed->n;
    if (keyed->latest < keyed->n && keyed->entry[keyed->latest].key == key)
        return keyed->latest;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (keyed->entry[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int make_room(struct keyed *keyed)
{
    if (keyed->n < keyed->room)
        return 1;
    const size_t room = keyed->room ? 2 * keyed->room : 8;
    struct keyed_entry *grown =
        ikm_arena_take(keyed->arena, room, sizeof *grown);
    if (!grown)
        return 0;
    if (keyed->n > 0)
        memcpy(grown, keyed->entry, keyed->n * sizeof *grown);
    keyed->entry = grown;
    keyed->room = room;
    return 1;
}

void *keyed_find(struct keyed *keyed, int64_t key)
{
    const size_t at = place_of(keyed, key);
    if (at == keyed->n || keyed->entry[at].key != key)
        return NULL;
    keyed->latest = at;
    return keyed->entry[at].item;
}

void *keyed_take(struct keyed *keyed, int64_t key)
{
    void *item = keyed_find(keyed, key);
    if (item)
        return item;
    item = ikm_arena_take(keyed->arena, 1, keyed->item_bytes);
    if (!item || !make_room(keyed))
        return NULL;
    const size_t at = place_of(keyed, key);
    memmove(keyed->entry + at + 1, keyed->entry + at,
            (keyed->n - at) * sizeof *keyed->entry);
    keyed->entry[at] = (struct keyed_entry){key, item};
    keyed->n++;
    keyed->latest = at;
    return item;
}

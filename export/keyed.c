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
    struct keyed_entry *grown = ikm_arena_grow(
        keyed->arena, keyed->entry, keyed->n, &keyed->room, sizeof *grown);
    if (grown)
        keyed->entry = grown;
    return grown != NULL;
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

enum ikm_status keyed_name(struct keyed *names, struct ikm_store *store,
                           keyed_name_reader *read, int64_t number,
                           const char **ret_name, struct ikm_error *err)
{
    *ret_name = NULL;
    if (number == 0)
        return IKM_OK;
    const char **kept = keyed_take(names, number);
    if (!kept)
        return ikm_fail_memory(err);
    enum ikm_status status = IKM_OK;
    if (!*kept)
        status = read(store, number, names->arena, kept, err);
    *ret_name = *kept;
    return status;
}

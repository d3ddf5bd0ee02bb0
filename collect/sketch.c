#include "collect/sketch.h"

#include <stdlib.h>

enum { BUFFERED = 4 * IKM_SKETCH_ENTRIES };

enum ikm_status ikm_sketcher_open(struct ikm_sketcher *sketcher,
                                  struct ikm_error *err)
{
    *sketcher = (struct ikm_sketcher){.room = BUFFERED, .limit = UINT64_MAX};
    sketcher->hash = calloc(BUFFERED, sizeof *sketcher->hash);
    /* old entries and buffered hashes are merged in one array */
    sketcher->entry =
        calloc(IKM_SKETCH_ENTRIES + BUFFERED, sizeof *sketcher->entry);
    if (sketcher->hash && sketcher->entry)
        return IKM_OK;
    ikm_sketcher_close(sketcher);
    return ikm_fail_memory(err);
}

void ikm_sketcher_close(struct ikm_sketcher *sketcher)
{
    free(sketcher->hash);
    free(sketcher->entry);
    *sketcher = (struct ikm_sketcher){0};
}

static int by_hash(const void *a, const void *b)
{
    const struct ikm_sketch_entry *left = a;
    const struct ikm_sketch_entry *right = b;
    return (left->hash > right->hash) - (left->hash < right->hash);
}

/* Merges the buffer into the entries and keeps the smallest. */
static void settle(struct ikm_sketcher *s)
{
    size_t n = s->n_entries;
    for (size_t i = 0; i < s->n; i++)
        s->entry[n++] = (struct ikm_sketch_entry){s->hash[i], 1};
    s->n = 0;
    qsort(s->entry, n, sizeof *s->entry, by_hash);
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (n_kept > 0 && s->entry[n_kept - 1].hash == s->entry[i].hash)
            s->entry[n_kept - 1].count += s->entry[i].count;
        else
            s->entry[n_kept++] = s->entry[i];
    }
    if (n_kept > IKM_SKETCH_ENTRIES)
        n_kept = IKM_SKETCH_ENTRIES;
    s->n_entries = n_kept;
    if (n_kept == IKM_SKETCH_ENTRIES)
        s->limit = s->entry[n_kept - 1].hash;
}

void ikm_sketcher_add(struct ikm_sketcher *sketcher, uint64_t hash)
{
    if (hash > sketcher->limit)
        return;
    if (sketcher->n == sketcher->room)
        settle(sketcher);
    sketcher->hash[sketcher->n++] = hash;
}

struct ikm_sketch ikm_sketcher_done(struct ikm_sketcher *sketcher)
{
    settle(sketcher);
    return (struct ikm_sketch){sketcher->n_entries, sketcher->entry};
}

/* Above this hash a full sketch says nothing. */
static uint64_t reach(const struct ikm_sketch *sketch)
{
    return sketch->n_entries < IKM_SKETCH_ENTRIES
               ? UINT64_MAX
               : sketch->entry[sketch->n_entries - 1].hash;
}

/* How often `hash` stands at place i, 0 when another does. */
static int64_t count_at(const struct ikm_sketch *sketch, size_t i,
                        uint64_t hash)
{
    return i < sketch->n_entries && sketch->entry[i].hash == hash
               ? sketch->entry[i].count
               : 0;
}

static uint64_t hash_at(const struct ikm_sketch *sketch, size_t i)
{
    return i < sketch->n_entries ? sketch->entry[i].hash : UINT64_MAX;
}

struct ikm_overlap ikm_sketch_overlap(const struct ikm_sketch *a,
                                      const struct ikm_sketch *b)
{
    struct ikm_overlap overlap = {0};
    const uint64_t limit = reach(a) < reach(b) ? reach(a) : reach(b);
    size_t i = 0, j = 0;
    while (i < a->n_entries || j < b->n_entries) {
        const uint64_t left = hash_at(a, i);
        const uint64_t right = hash_at(b, j);
        const uint64_t least = left < right ? left : right;
        if (least > limit)
            break;
        const int64_t n_left = count_at(a, i, least);
        const int64_t n_right = count_at(b, j, least);
        overlap.n_a += n_left;
        overlap.n_b += n_right;
        overlap.n_common += n_left < n_right ? n_left : n_right;
        i += n_left > 0;
        j += n_right > 0;
    }
    return overlap;
}

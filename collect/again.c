#include "collect/again.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "collect/sketch.h"

enum {
    LIMIT_BYTES = 48 * 1024 * 1024,
    FIRST_SLOTS = 1024,
    SMALL_OVERLAP = 3 /* below it, equal answers may be chance */
};

/* An earlier file, without its sketch. */
struct earlier {
    struct earlier *next;
    const char *name;
    struct ikm_digest digest;
    int64_t n_rows;
    struct ikm_digest rows;
    bool is_prefix; /* its rows are the first of this file */
};

/* Counts by key: how many rows of this file claim stored ones. */
struct claim {
    uint64_t key;
    int64_t n;
    bool used;
};
struct claims {
    size_t n, n_slots;
    struct claim *slot;
};

/* A row at a known second with other content: edited, or another person. */
struct candidate {
    struct candidate *next;
    int64_t row;
    uint64_t second_key;
    int64_t n_stored; /* responses the unit has at that second */
};

struct ikm_again {
    struct ikm_store *store;
    struct ikm_arena arena;
    struct earlier *earlier;
    struct ikm_hasher hasher;
    struct ikm_sketcher sketcher;
    struct ikm_sketcher rest; /* of the rows that are not known */
    int64_t n_rows;
    const struct earlier *prefix; /* the longest one met */
    struct claims claims;
    struct candidate *candidates; /* newest first */
    int64_t n_exact;              /* rows known to the letter by second */
    unsigned char *known;         /* a bit a row */
    size_t known_bytes;
};

/* ---- claims ---- */

static struct claim *claim_slot(struct claim *slot, size_t n_slots,
                                uint64_t key)
{
    size_t i = (size_t)(key ^ key >> 29) & (n_slots - 1);
    while (slot[i].used && slot[i].key != key)
        i = (i + 1) & (n_slots - 1);
    return &slot[i];
}

static int64_t *claim_of(struct claims *claims, uint64_t key)
{
    if (claims->n * 2 >= claims->n_slots) {
        struct claims grown = {.n = claims->n,
                               .n_slots = claims->n_slots
                                              ? claims->n_slots * 2
                                              : (size_t)FIRST_SLOTS};
        grown.slot = calloc(grown.n_slots, sizeof *grown.slot);
        if (!grown.slot)
            return NULL;
        for (size_t i = 0; i < claims->n_slots; i++)
            if (claims->slot[i].used)
                *claim_slot(grown.slot, grown.n_slots, claims->slot[i].key) =
                    claims->slot[i];
        free(claims->slot);
        *claims = grown;
    }
    struct claim *claim = claim_slot(claims->slot, claims->n_slots, key);
    if (!claim->used) {
        claim->used = true;
        claim->key = key;
        claims->n++;
    }
    return &claim->n;
}

/* ---- opening ---- */

static enum ikm_status keep_earlier(void *context,
                                    const struct ikm_source *source,
                                    struct ikm_error *err)
{
    struct ikm_again *again = context;
    struct earlier *e = ikm_arena_take(&again->arena, 1, sizeof *e);
    const char *name =
        ikm_arena_copy(&again->arena, source->name, strlen(source->name));
    if (!e || !name)
        return ikm_fail_memory(err);
    *e = (struct earlier){again->earlier, name,         source->digest,
                          source->n_rows, source->rows, false};
    again->earlier = e;
    return IKM_OK;
}

enum ikm_status ikm_again_open(struct ikm_store *store,
                               struct ikm_again **ret_again,
                               struct ikm_error *err)
{
    struct ikm_again *again = calloc(1, sizeof *again);
    if (!again)
        return ikm_fail_memory(err);
    again->store = store;
    again->arena = IKM_ARENA(LIMIT_BYTES);
    ikm_hasher_start(&again->hasher);
    enum ikm_status status = ikm_sketcher_open(&again->sketcher, err);
    if (status == IKM_OK)
        status = ikm_sketcher_open(&again->rest, err);
    if (status == IKM_OK)
        status = ikm_store_each_source(store, 0, keep_earlier, again, err);
    if (status != IKM_OK) {
        ikm_again_close(again);
        return status;
    }
    *ret_again = again;
    return IKM_OK;
}

void ikm_again_close(struct ikm_again *again)
{
    if (!again)
        return;
    ikm_sketcher_close(&again->sketcher);
    ikm_sketcher_close(&again->rest);
    ikm_arena_release(&again->arena);
    free(again->claims.slot);
    free(again->known);
    free(again);
}

static bool same(const struct ikm_digest *a, const struct ikm_digest *b)
{
    return memcmp(a->bytes, b->bytes, IKM_DIGEST_BYTES) == 0;
}

int ikm_again_has_earlier(const struct ikm_again *again)
{
    return again->earlier != NULL;
}

const char *ikm_again_same_file(const struct ikm_again *again,
                                const struct ikm_digest *digest)
{
    for (const struct earlier *e = again->earlier; e; e = e->next)
        if (same(&e->digest, digest))
            return e->name;
    return NULL;
}

const char *ikm_again_read_otherwise(const struct ikm_again *again,
                                     const struct ikm_digest *digest)
{
    enum { HALF = IKM_DIGEST_BYTES / 2 };
    for (const struct earlier *e = again->earlier; e; e = e->next)
        if (memcmp(e->digest.bytes, digest->bytes, HALF) == 0 &&
            !same(&e->digest, digest))
            return e->name;
    return NULL;
}

int64_t ikm_again_n_first(const struct ikm_again *again)
{
    return again->prefix ? again->prefix->n_rows : 0;
}

/* ---- rows ---- */

static enum ikm_status set_known(struct ikm_again *again, int64_t row,
                                 struct ikm_error *err)
{
    const size_t byte = (size_t)row / 8;
    if (byte >= again->known_bytes) {
        const size_t n_bytes = 2 * byte + 64;
        unsigned char *grown = realloc(again->known, n_bytes);
        if (!grown)
            return ikm_fail_memory(err);
        memset(grown + again->known_bytes, 0, n_bytes - again->known_bytes);
        again->known = grown;
        again->known_bytes = n_bytes;
    }
    again->known[byte] |= (unsigned char)(1U << (row % 8));
    return IKM_OK;
}

int ikm_again_knows(const struct ikm_again *again, int64_t i)
{
    if (again->prefix && i < again->prefix->n_rows)
        return 1;
    const size_t byte = (size_t)i / 8;
    return byte < again->known_bytes && (again->known[byte] >> (i % 8) & 1);
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 31;
    return h * UINT64_C(0xBF58476D1CE4E5B9);
}

static uint64_t second_key(const struct ikm_response *r)
{
    const uint64_t day =
        (uint64_t)(ikm_date_month_index(r->date) * 32 + r->date.day);
    return mix(mix((uint64_t)r->unit_id, day), (uint64_t)r->second);
}

/* Looks whether the survey has responses of this very second. */
static enum ikm_status look_at_second(struct ikm_again *again,
                                      const struct ikm_row_read *read,
                                      struct ikm_error *err)
{
    const struct ikm_response *r = &read->response;
    int64_t n_stored = 0, n_same = 0;
    enum ikm_status status = ikm_store_count_stamps(again->store, r, read->hash,
                                                    &n_stored, &n_same, err);
    if (status != IKM_OK || n_stored == 0)
        return status;
    const uint64_t key = second_key(r);
    if (n_same > 0) {
        int64_t *n_claimed = claim_of(&again->claims, mix(key, read->hash));
        if (!n_claimed)
            return ikm_fail_memory(err);
        if (*n_claimed < n_same) {
            (*n_claimed)++;
            int64_t *n_at_second = claim_of(&again->claims, key);
            if (!n_at_second)
                return ikm_fail_memory(err);
            (*n_at_second)++;
            again->n_exact++;
            return set_known(again, again->n_rows, err);
        }
    }
    struct candidate *c = ikm_arena_take(&again->arena, 1, sizeof *c);
    if (!c)
        return ikm_fail_memory(err);
    *c = (struct candidate){again->candidates, again->n_rows, key, n_stored};
    again->candidates = c;
    return IKM_OK;
}

/* Whether the rows so far are all rows of an earlier file. */
static enum ikm_status look_for_prefix(struct ikm_again *again,
                                       struct ikm_error *err)
{
    bool is_longer = false;
    for (struct earlier *e = again->earlier; e; e = e->next) {
        if (e->n_rows != again->n_rows)
            continue;
        const struct ikm_digest rows = ikm_hasher_digest(&again->hasher);
        e->is_prefix = same(&rows, &e->rows);
        if (e->is_prefix)
            again->prefix = e;
        is_longer |= e->is_prefix;
    }
    if (!is_longer)
        return IKM_OK;
    ikm_sketcher_close(&again->rest);
    return ikm_sketcher_open(&again->rest, err);
}

/* Looks whether a bad row of this second and content was booked before. */
static enum ikm_status look_at_bad(struct ikm_again *again,
                                   const struct ikm_row_read *read,
                                   struct ikm_error *err)
{
    const struct ikm_response *r = &read->response;
    int64_t n_same = 0;
    const enum ikm_status status =
        ikm_store_count_bad_stamps(again->store, r, read->hash, &n_same, err);
    if (status != IKM_OK || n_same == 0)
        return status;
    int64_t *n_claimed =
        claim_of(&again->claims, ~mix(second_key(r), read->hash));
    if (!n_claimed)
        return ikm_fail_memory(err);
    if (*n_claimed >= n_same)
        return IKM_OK;
    (*n_claimed)++;
    return set_known(again, again->n_rows, err);
}

enum ikm_status ikm_again_add(struct ikm_again *again,
                              const struct ikm_row_read *read,
                              struct ikm_error *err)
{
    unsigned char bytes[8];
    enum ikm_status status = IKM_OK;
    const bool has_id = read->external_id[0] != '\0';
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(read->hash >> (8 * i));
    ikm_hasher_add(&again->hasher, bytes, sizeof bytes);
    if (!has_id)
        ikm_sketcher_add(&again->sketcher, read->hash);
    if (again->earlier && !has_id && read->exact_second &&
        read->response.unit_id != 0 && read->response.form_id != 0)
        status = read->bad ? look_at_bad(again, read, err)
                           : look_at_second(again, read, err);
    if (status == IKM_OK && again->earlier && !has_id &&
        !ikm_again_knows(again, again->n_rows))
        ikm_sketcher_add(&again->rest, read->hash);
    again->n_rows++;
    return status == IKM_OK ? look_for_prefix(again, err) : status;
}

/* ---- deciding ---- */

/* Rows at a known second with other content are edited ones when the file is
 * plainly a later state of one that was imported. */
static enum ikm_status settle_candidates(struct ikm_again *again,
                                         int64_t *n_changed,
                                         struct ikm_error *err)
{
    int64_t n_candidates = 0;
    for (const struct candidate *c = again->candidates; c; c = c->next)
        n_candidates++;
    if (again->n_exact == 0 || n_candidates > again->n_exact)
        return IKM_OK;
    for (const struct candidate *c = again->candidates; c; c = c->next) {
        if (ikm_again_knows(again, c->row))
            continue;
        int64_t *n_claimed = claim_of(&again->claims, c->second_key);
        if (!n_claimed)
            return ikm_fail_memory(err);
        if (*n_claimed >= c->n_stored)
            continue;
        (*n_claimed)++;
        (*n_changed)++;
        const enum ikm_status status = set_known(again, c->row, err);
        if (status != IKM_OK)
            return status;
    }
    return IKM_OK;
}

struct overlap_search {
    struct ikm_again *again;
    struct ikm_again_facts *facts;
    struct ikm_sketch rest;
};

/* Whether this file has grown from that one: its rows are explained. */
static bool is_first_part(const struct ikm_again *again,
                          const struct ikm_source *source)
{
    for (const struct earlier *e = again->earlier; e; e = e->next)
        if (e->is_prefix && e->n_rows == source->n_rows &&
            same(&e->rows, &source->rows))
            return true;
    return false;
}

static enum ikm_status look_for_overlap(void *context,
                                        const struct ikm_source *source,
                                        struct ikm_error *err)
{
    const struct overlap_search *search = context;
    const int64_t n_rest = search->facts->n_rows - search->facts->n_known;
    if (is_first_part(search->again, source))
        return IKM_OK;
    const struct ikm_overlap o =
        ikm_sketch_overlap(&search->rest, &source->sketch);
    const bool of_this =
        o.n_common * 2 * n_rest > o.n_a * search->facts->n_rows;
    const bool of_earlier =
        o.n_common * 2 > o.n_b && o.n_common >= SMALL_OVERLAP;
    if (o.n_common == 0 || (!of_this && !of_earlier))
        return IKM_OK;
    const int64_t percent =
        of_this ? 100 * o.n_common * n_rest / (o.n_a * search->facts->n_rows)
                : 100 * o.n_common / o.n_b;
    if (search->facts->overlap_source &&
        percent <= search->facts->overlap_percent)
        return IKM_OK;
    search->facts->overlap_percent = percent;
    search->facts->overlap_is_of_earlier = !of_this;
    search->facts->overlap_source = ikm_arena_copy(
        &search->again->arena, source->name, strlen(source->name));
    return search->facts->overlap_source ? IKM_OK : ikm_fail_memory(err);
}

enum ikm_status ikm_again_decide(struct ikm_again *again,
                                 struct ikm_again_facts *ret_facts,
                                 struct ikm_error *err)
{
    struct ikm_again_facts facts = {
        .n_rows = again->n_rows,
        .rows = ikm_hasher_digest(&again->hasher),
        .sketch = ikm_sketcher_done(&again->sketcher),
    };
    enum ikm_status status =
        settle_candidates(again, &facts.n_known_changed, err);
    if (status != IKM_OK)
        return status;
    for (int64_t i = 0; i < again->n_rows; i++)
        facts.n_known += ikm_again_knows(again, i);
    if (again->prefix)
        facts.known_source = again->prefix->name;
    if (facts.n_known < facts.n_rows && again->earlier) {
        struct overlap_search search = {again, &facts,
                                        ikm_sketcher_done(&again->rest)};
        status = ikm_store_each_source(again->store, 1, look_for_overlap,
                                       &search, err);
    }
    *ret_facts = facts;
    return status;
}

#include "collect/lookup.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/hash.h"
#include "data/base/text.h"
#include "data/base/utf8.h"
#include "data/store_registers.h"

enum { LIMIT_BYTES = 32 * 1024 * 1024, FIRST_SLOTS = 256, KEY_BYTES = 256 };

struct entry {
    uint64_t hash;
    const char *name; /* as it stands in the file */
    int64_t unit_id;
    enum ikm_lookup_kind kind;
    struct ikm_named named;
};

struct ikm_lookup {
    struct ikm_store *store;
    int create;
    struct ikm_arena arena;
    size_t n_entries, n_slots;
    struct entry **slot;
    int64_t n_made[3];
    size_t n_units; /* 0: any office may be used */
    const int64_t *unit_ids;
};

enum ikm_status ikm_lookup_open(struct ikm_store *store, int create,
                                struct ikm_lookup **ret_lookup,
                                struct ikm_error *err)
{
    struct ikm_lookup *lookup = calloc(1, sizeof *lookup);
    if (!lookup)
        return ikm_fail_memory(err);
    lookup->store = store;
    lookup->create = create;
    lookup->arena = IKM_ARENA(LIMIT_BYTES);
    *ret_lookup = lookup;
    return IKM_OK;
}

void ikm_lookup_limit(struct ikm_lookup *lookup, size_t n_units,
                      const int64_t *unit_ids)
{
    lookup->n_units = n_units;
    lookup->unit_ids = unit_ids;
}

void ikm_lookup_close(struct ikm_lookup *lookup)
{
    if (!lookup)
        return;
    ikm_arena_release(&lookup->arena);
    free(lookup->slot);
    free(lookup);
}

static uint64_t hash_of(enum ikm_lookup_kind kind, int64_t unit_id,
                        const char *name)
{
    return ikm_hash_text((uint64_t)unit_id * 4 + (uint64_t)kind, name);
}

static bool is_it(const struct entry *entry, uint64_t hash,
                  enum ikm_lookup_kind kind, int64_t unit_id, const char *name)
{
    return entry->hash == hash && entry->kind == kind &&
           entry->unit_id == unit_id && strcmp(entry->name, name) == 0;
}

static enum ikm_status grow(struct ikm_lookup *lookup, struct ikm_error *err)
{
    if (lookup->n_entries * 2 < lookup->n_slots)
        return IKM_OK;
    const size_t n_slots =
        lookup->n_slots ? lookup->n_slots * 2 : (size_t)FIRST_SLOTS;
    struct entry **slot = calloc(n_slots, sizeof(struct entry *));
    if (!slot)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < lookup->n_slots; i++) {
        struct entry *e = lookup->slot[i];
        if (!e)
            continue;
        size_t at = (size_t)e->hash & (n_slots - 1);
        while (slot[at])
            at = (at + 1) & (n_slots - 1);
        slot[at] = e;
    }
    free(lookup->slot);
    lookup->slot = slot;
    lookup->n_slots = n_slots;
    return IKM_OK;
}

/* Why the unit cannot be used. Several of that name: --create is no help. */
static enum ikm_status keep_fault(struct ikm_lookup *lookup,
                                  struct entry *entry, bool is_ambiguous,
                                  struct ikm_error *err)
{
    entry->named.id = 0;
    if (!is_ambiguous && lookup->create)
        return IKM_OK;
    struct ikm_text text = IKM_TEXT(&lookup->arena);
    ikm_text_printf(&text, "%s%s", err->text,
                    is_ambiguous ? ""
                                 : ikm_say(err->lang, ", atau pakai --create",
                                           ", or use --create"));
    return ikm_text_done(&text, &entry->named.fault, err);
}

/* An office that others look after. */
static enum ikm_status keep_limit(struct ikm_lookup *lookup,
                                  struct entry *entry, struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(&lookup->arena);
    for (size_t i = 0; i < lookup->n_units; i++)
        if (lookup->unit_ids[i] == entry->named.id)
            return IKM_OK;
    entry->named.id = 0;
    if (entry->named.fault)
        return IKM_OK;
    ikm_text_say(&text, err->lang,
                 "unit \"%.80s\" di luar wewenang Anda; hanya baris unit "
                 "Anda yang dapat diimpor",
                 "office \"%.80s\" is outside of yours; only rows of your "
                 "office can be imported",
                 entry->name);
    return ikm_text_done(&text, &entry->named.fault, err);
}

/* The name's id and key; a name that cannot be used has a fault. */
static enum ikm_status ask_store(struct ikm_lookup *lookup, struct entry *entry,
                                 struct ikm_error *err)
{
    char key[KEY_BYTES];
    struct ikm_unit unit = {0};
    const char *key_of = entry->name;
    enum ikm_status status = IKM_OK;
    if (entry->kind == IKM_LOOKUP_UNIT) {
        status = ikm_store_find_unit(lookup->store, entry->name, &lookup->arena,
                                     &unit, err);
        entry->named.id = unit.unit_id;
        key_of = unit.code ? unit.code : entry->name;
        if (status == IKM_INPUT)
            status = keep_fault(lookup, entry, unit.unit_id != 0, err);
        if (status == IKM_OK && lookup->n_units > 0)
            status = keep_limit(lookup, entry, err);
    } else if (entry->kind == IKM_LOOKUP_SERVICE && entry->unit_id != 0) {
        status = ikm_store_find_service(lookup->store, entry->unit_id,
                                        entry->name, &entry->named.id, err);
    }
    (void)ikm_fold_spaces(key_of, key, sizeof key);
    entry->named.key = ikm_arena_copy(&lookup->arena, key, strlen(key));
    return status == IKM_OK && !entry->named.key ? ikm_fail_memory(err)
                                                 : status;
}

static enum ikm_status find_entry(struct ikm_lookup *lookup,
                                  enum ikm_lookup_kind kind, int64_t unit_id,
                                  const char *name, struct entry **ret_entry,
                                  struct ikm_error *err)
{
    enum ikm_status status = grow(lookup, err);
    if (status != IKM_OK)
        return status;
    const uint64_t hash = hash_of(kind, unit_id, name);
    size_t at = (size_t)hash & (lookup->n_slots - 1);
    for (; lookup->slot[at]; at = (at + 1) & (lookup->n_slots - 1))
        if (is_it(lookup->slot[at], hash, kind, unit_id, name)) {
            *ret_entry = lookup->slot[at];
            return IKM_OK;
        }
    struct entry *entry = ikm_arena_take(&lookup->arena, 1, sizeof *entry);
    if (!entry)
        return ikm_fail_memory(err);
    entry->hash = hash;
    entry->kind = kind;
    entry->unit_id = unit_id;
    entry->name = ikm_arena_copy(&lookup->arena, name, strlen(name));
    if (!entry->name)
        return ikm_fail_memory(err);
    status = ask_store(lookup, entry, err);
    if (status != IKM_OK)
        return status;
    if (kind == IKM_LOOKUP_SERVICE && entry->named.id == 0 && !lookup->create)
        entry->named.fault = entry->name;
    lookup->slot[at] = entry;
    lookup->n_entries++;
    *ret_entry = entry;
    return IKM_OK;
}

enum ikm_status ikm_lookup_find(struct ikm_lookup *lookup,
                                enum ikm_lookup_kind kind, int64_t unit_id,
                                const char *name,
                                const struct ikm_named **ret_named,
                                struct ikm_error *err)
{
    struct entry *entry = NULL;
    const enum ikm_status status =
        find_entry(lookup, kind, unit_id, name, &entry, err);
    if (status == IKM_OK)
        *ret_named = &entry->named;
    return status;
}

static enum ikm_status make(struct ikm_lookup *lookup, struct entry *entry,
                            struct ikm_error *err)
{
    struct ikm_store *store = lookup->store;
    enum ikm_status status = IKM_OK;
    switch (entry->kind) {
    case IKM_LOOKUP_UNIT:
        /* another spelling of the name may have made it a moment ago */
        status = ask_store(lookup, entry, err);
        if (status != IKM_OK || entry->named.id != 0)
            return status;
        status = ikm_store_add_unit(store, entry->name, entry->name, 0,
                                    &entry->named.id, err);
        break;
    case IKM_LOOKUP_SERVICE:
        status = ask_store(lookup, entry, err);
        if (status != IKM_OK || entry->named.id != 0)
            return status;
        status = ikm_store_add_service(store, entry->unit_id, entry->name,
                                       &entry->named.id, err);
        break;
    case IKM_LOOKUP_OPERATOR:
        return ikm_store_operator(store, entry->name, &entry->named.id, err);
    }
    lookup->n_made[entry->kind]++;
    return status;
}

enum ikm_status ikm_lookup_make(struct ikm_lookup *lookup,
                                enum ikm_lookup_kind kind, int64_t unit_id,
                                const char *name, int64_t *ret_id,
                                struct ikm_error *err)
{
    struct entry *entry = NULL;
    enum ikm_status status =
        find_entry(lookup, kind, unit_id, name, &entry, err);
    if (status == IKM_OK && entry->named.id == 0)
        status = make(lookup, entry, err);
    if (status == IKM_OK)
        *ret_id = entry->named.id;
    return status;
}

int64_t ikm_lookup_n_made(const struct ikm_lookup *lookup,
                          enum ikm_lookup_kind kind)
{
    return lookup->n_made[kind];
}

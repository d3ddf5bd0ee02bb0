#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/hash.h"
#include "data/store/internal.h"

/* The cells that the open change adds responses to. A hash table by office,
 * form and month; what is added is gathered in memory and written once. */
struct cell {
    int64_t unit_id, form_id, cell_id;
    int32_t month;
    size_t n_numbers;
    int64_t *added; /* [n_numbers], as rollups keep it */
};

struct cell_cache {
    size_t n_cells;
    size_t n_slots; /* a power of two */
    struct cell *slot;
    struct cell *latest; /* rows of one office tend to come together */
};

enum { FIRST_SLOTS = 64 };

/* The slot of a cell, or the free one where it belongs. */
static struct cell *slot_of(struct cell *slot, size_t n_slots, int64_t unit_id,
                            int64_t form_id, int32_t month)
{
    const uint64_t hash =
        ikm_hash_number((uint64_t)form_id << 20, (uint64_t)unit_id << 20) ^
        (uint64_t)(uint32_t)month;
    size_t i = (size_t)ikm_hash_number(0, hash) & (n_slots - 1);
    while (slot[i].cell_id != 0 &&
           (slot[i].unit_id != unit_id || slot[i].form_id != form_id ||
            slot[i].month != month))
        i = (i + 1) & (n_slots - 1);
    return &slot[i];
}

/* Doubles the table when it is three quarters full. */
static enum ikm_status make_slots(struct cell_cache *cache,
                                  struct ikm_error *err)
{
    if (cache->n_cells * 4 < cache->n_slots * 3)
        return IKM_OK;
    const size_t n_slots =
        cache->n_slots ? cache->n_slots * 2 : (size_t)FIRST_SLOTS;
    struct cell *slot = calloc(n_slots, sizeof *slot);
    if (!slot)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < cache->n_slots; i++) {
        const struct cell *cell = &cache->slot[i];
        if (cell->cell_id != 0)
            *slot_of(slot, n_slots, cell->unit_id, cell->form_id, cell->month) =
                *cell;
    }
    struct cell *old = cache->slot;
    cache->slot = slot;
    cache->n_slots = n_slots;
    cache->latest = NULL;
    free(old);
    return IKM_OK;
}

enum ikm_status store_cell_id(struct ikm_store *store, int64_t unit_id,
                              int64_t form_id, int32_t month,
                              int64_t *ret_cell_id, struct ikm_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum ikm_status status = store_sql(store, SQL_CELL_FIND, &statement, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(statement, 1, unit_id);
    sqlite3_bind_int64(statement, 2, form_id);
    sqlite3_bind_int(statement, 3, month);
    status = store_one(store, statement, 0, ret_cell_id, err);
    if (status != IKM_OK || *ret_cell_id != 0)
        return status;
    status = store_sql(store, SQL_CELL_ADD, &statement, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(statement, 1, unit_id);
    sqlite3_bind_int64(statement, 2, form_id);
    sqlite3_bind_int(statement, 3, month);
    status = store_run(store, statement, err);
    *ret_cell_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static enum ikm_status fill_cell(struct ikm_store *store,
                                 const struct ikm_response *r,
                                 const struct form_cache *form,
                                 struct cell *cell, struct ikm_error *err)
{
    const int32_t month = ikm_date_month_index(r->date);
    const size_t n_numbers = rollup_n_numbers(form);
    int64_t cell_id = 0;
    const enum ikm_status status =
        store_cell_id(store, r->unit_id, r->form_id, month, &cell_id, err);
    if (status != IKM_OK)
        return status;
    cell->added = calloc(n_numbers, sizeof *cell->added);
    if (!cell->added)
        return ikm_fail_memory(err);
    cell->unit_id = r->unit_id;
    cell->form_id = r->form_id;
    cell->month = month;
    cell->n_numbers = n_numbers;
    cell->cell_id = cell_id; /* last: in use from here on */
    return IKM_OK;
}

/* Finds or makes the cell in the table. */
static enum ikm_status find_cell(struct ikm_store *store,
                                 const struct ikm_response *r,
                                 const struct form_cache *form,
                                 struct cell **ret_cell, struct ikm_error *err)
{
    struct cell_cache *cache = store->cells;
    const int32_t month = ikm_date_month_index(r->date);
    struct cell *latest = cache->latest;
    if (latest && latest->month == month && latest->unit_id == r->unit_id &&
        latest->form_id == r->form_id) {
        *ret_cell = latest;
        return IKM_OK;
    }
    enum ikm_status status = make_slots(cache, err);
    if (status != IKM_OK)
        return status;
    struct cell *cell =
        slot_of(cache->slot, cache->n_slots, r->unit_id, r->form_id, month);
    assert(cell);
    if (cell->cell_id == 0) {
        status = fill_cell(store, r, form, cell, err);
        if (status != IKM_OK)
            return status;
        cache->n_cells++;
    }
    cache->latest = cell;
    *ret_cell = cell;
    return IKM_OK;
}

enum ikm_status store_cell_add(struct ikm_store *store,
                               const struct ikm_response *response,
                               const struct form_cache *form,
                               int64_t *ret_cell_id, struct ikm_error *err)
{
    struct cell *cell = NULL;
    if (!store->cells) {
        store->cells = calloc(1, sizeof *store->cells);
        if (!store->cells)
            return ikm_fail_memory(err);
    }
    const enum ikm_status status = find_cell(store, response, form, &cell, err);
    if (status != IKM_OK)
        return status;
    rollup_add(cell->added, response, form);
    *ret_cell_id = cell->cell_id;
    return IKM_OK;
}

enum ikm_status store_cell_stale(struct ikm_store *store, int64_t cell_id,
                                 struct ikm_error *err)
{
    sqlite3_stmt *bump = NULL;
    const enum ikm_status status = store_sql(store, SQL_CELL_BUMP, &bump, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(bump, 1, cell_id);
    return store_run(store, bump, err);
}

/* The version of a cell, and the rollup it has when that is of this version:
 * its numbers are added to `numbers`. */
static enum ikm_status read_rollup(struct ikm_store *store,
                                   const struct cell *cell, int64_t *numbers,
                                   int64_t *ret_version, bool *ret_fresh,
                                   struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_CELL_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, cell->unit_id);
    sqlite3_bind_int64(find, 2, cell->form_id);
    sqlite3_bind_int(find, 3, cell->month);
    status = store_step(store, find, &row, err);
    *ret_version = row ? sqlite3_column_int64(find, 1) : 0;
    sqlite3_reset(find);
    *ret_fresh = *ret_version == 0; /* a new cell: nothing was in it */
    if (status != IKM_OK || *ret_fresh)
        return status;
    status = store_sql(store, SQL_ROLLUP_GET, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, cell->cell_id);
    status = store_step(store, find, &row, err);
    if (status == IKM_OK && row &&
        sqlite3_column_int64(find, 0) == *ret_version)
        *ret_fresh = rollup_unpack(sqlite3_column_blob(find, 1),
                                   (size_t)sqlite3_column_bytes(find, 1),
                                   numbers, cell->n_numbers);
    sqlite3_reset(find);
    return status;
}

static enum ikm_status flush_cell(struct ikm_store *store,
                                  const struct cell *cell,
                                  struct ikm_error *err)
{
    int64_t numbers[ROLLUP_MAX_NUMBERS] = {0};
    unsigned char bytes[ROLLUP_NUMBER_BYTES * ROLLUP_MAX_NUMBERS];
    int64_t version = 0;
    bool fresh = false;
    sqlite3_stmt *set = NULL;
    enum ikm_status status =
        read_rollup(store, cell, numbers, &version, &fresh, err);
    if (status == IKM_OK)
        status = store_cell_stale(store, cell->cell_id, err);
    if (status != IKM_OK || !fresh)
        return status;
    for (size_t i = 0; i < cell->n_numbers; i++)
        numbers[i] += cell->added[i];
    const size_t n_bytes = rollup_pack(numbers, cell->n_numbers, bytes);
    status = store_sql(store, SQL_ROLLUP_SET, &set, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(set, 1, cell->cell_id);
    sqlite3_bind_int64(set, 2, version + 1);
    sqlite3_bind_blob(set, 3, bytes, (int)n_bytes, SQLITE_STATIC);
    return store_run(store, set, err);
}

enum ikm_status store_cells_flush(struct ikm_store *store,
                                  struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (!store->cells)
        return IKM_OK;
    for (size_t i = 0; i < store->cells->n_slots && status == IKM_OK; i++)
        if (store->cells->slot[i].cell_id != 0)
            status = flush_cell(store, &store->cells->slot[i], err);
    return status;
}

void store_cells_forget(struct ikm_store *store)
{
    if (!store->cells)
        return;
    for (size_t i = 0; i < store->cells->n_slots; i++)
        free(store->cells->slot[i].added);
    free(store->cells->slot);
    free(store->cells);
    store->cells = NULL;
}

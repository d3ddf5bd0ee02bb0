#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"
#include "data/store_verify.h"

/* Rollups against the rows. A stale one is harmless: it is made anew before it
 * is read. */

static void fault_rollup(struct ikm_faults *faults, int64_t cell_id)
{
    ikm_fault_add(faults, 0, 0, "rekap sel %lld tidak sama dengan responsnya",
                  "the rollup of cell %lld differs from its responses",
                  (long long)cell_id);
}

static enum ikm_status check_month(struct ikm_store *store, sqlite3_stmt *row,
                                   struct ikm_faults *faults,
                                   struct ikm_verified *found,
                                   struct ikm_error *err)
{
    int64_t kept[ROLLUP_MAX_NUMBERS] = {0};
    int64_t counted[ROLLUP_MAX_NUMBERS] = {0};
    const struct form_cache *form = NULL;
    const int64_t cell_id = sqlite3_column_int64(row, 0);
    if (sqlite3_column_int64(row, 2) != sqlite3_column_int64(row, 3)) {
        found->n_stale++;
        return IKM_OK;
    }
    enum ikm_status status =
        store_form_facts(store, sqlite3_column_int64(row, 1), &form, err);
    if (status == IKM_OK)
        status = store_count_cell(store, form, cell_id, counted, err);
    if (status != IKM_OK)
        return status;
    found->n_rollups++;
    const size_t n_numbers = rollup_n_numbers(form);
    if (!rollup_unpack(sqlite3_column_blob(row, 4),
                       (size_t)sqlite3_column_bytes(row, 4), kept, n_numbers) ||
        memcmp(kept, counted, n_numbers * sizeof kept[0]) != 0)
        fault_rollup(faults, cell_id);
    return IKM_OK;
}

static enum ikm_status check_quarter(struct ikm_store *store, sqlite3_stmt *row,
                                     struct ikm_cross cross[2],
                                     struct ikm_faults *faults,
                                     struct ikm_verified *found,
                                     struct ikm_error *err)
{
    const struct form_cache *form = NULL;
    if (sqlite3_column_int64(row, 3) != sqlite3_column_int64(row, 5)) {
        found->n_stale++;
        return IKM_OK;
    }
    memset(cross, 0, 2 * sizeof *cross);
    enum ikm_status status =
        store_form_facts(store, sqlite3_column_int64(row, 1), &form, err);
    if (status == IKM_OK)
        status =
            store_count_cross(store, sqlite3_column_int64(row, 0),
                              sqlite3_column_int(row, 2), form, &cross[0], err);
    if (status != IKM_OK)
        return status;
    found->n_rollups++;
    if (!store_unpack_cross(sqlite3_column_blob(row, 4),
                            (size_t)sqlite3_column_bytes(row, 4),
                            form->n_elements, &cross[1]) ||
        memcmp(&cross[0], &cross[1], sizeof cross[0]) != 0)
        ikm_fault_add(faults, 0, 0,
                      "rekap triwulan sebuah unit tidak sama dengan responsnya",
                      "the quarterly rollup of a unit differs from its "
                      "responses");
    return IKM_OK;
}

enum ikm_status store_verify_rollups(struct ikm_store *store,
                                     struct ikm_faults *faults,
                                     struct ikm_verified *found,
                                     struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    struct ikm_cross *cross = calloc(2, sizeof *cross);
    if (!cross)
        return ikm_fail_memory(err);
    enum ikm_status status = store_sql(store, SQL_ROLLUP_EACH, &rows, err);
    if (status != IKM_OK)
        goto out;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        status = check_month(store, rows, faults, found, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    if (status == IKM_OK)
        status = store_sql(store, SQL_QUARTER_EACH, &rows, err);
    if (status != IKM_OK)
        goto out;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        status = check_quarter(store, rows, cross, faults, found, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
out:
    free(cross);
    return status;
}

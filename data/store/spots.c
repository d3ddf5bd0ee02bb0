/* Sheets that are keyed a second time, and what was decided about them. */
#include <string.h>

#include "data/store/internal.h"
#include "data/store_desk.h"

enum ikm_status ikm_store_spot_waits(struct ikm_store *store, int64_t seq,
                                     int *ret_waits, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    int64_t n = 0;
    enum ikm_status status = store_sql(store, SQL_DESK_WAITS, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    status = store_one(store, find, 0, &n, err);
    *ret_waits = n > 0;
    return status;
}

enum ikm_status ikm_store_add_spot(struct ikm_store *store, int64_t seq,
                                   int64_t account_id, const char *first,
                                   int is_forced, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status = store_lend(store, SQL_SPOT_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, seq);
    sqlite3_bind_int64(add, 2, account_id);
    store_bind_text(add, 3, first);
    sqlite3_bind_int(add, 4, is_forced);
    return store_run(store, add, err);
}

static enum ikm_status read_spot(sqlite3_stmt *row, struct ikm_arena *arena,
                                 struct ikm_spot *spot, struct ikm_error *err)
{
    spot->spot_id = sqlite3_column_int64(row, 0);
    spot->seq = sqlite3_column_int64(row, 1);
    spot->account_id = sqlite3_column_int64(row, 2);
    spot->at_ms = sqlite3_column_int64(row, 3);
    spot->place = sqlite3_column_int64(row, 4);
    spot->again_ms = sqlite3_column_int64(row, 8);
    spot->is_forced = sqlite3_column_int(row, 9);
    spot->verdict_id = sqlite3_column_int64(row, 10);
    spot->unit_id = sqlite3_column_int64(row, 11);
    spot->form_id = sqlite3_column_int64(row, 12);
    spot->service_id = sqlite3_column_int64(row, 13);
    spot->state = (enum ikm_response_state)sqlite3_column_int(row, 14);
    enum ikm_status status = store_text(row, 5, arena, &spot->sheet, err);
    if (status == IKM_OK)
        status = store_text(row, 6, arena, &spot->first, err);
    if (status == IKM_OK)
        status = store_text(row, 7, arena, &spot->second, err);
    return status;
}

static enum ikm_status read_spots(struct ikm_store *store, sqlite3_stmt *rows,
                                  struct ikm_arena *arena, size_t *ret_n,
                                  const struct ikm_spot **ret_spots,
                                  struct ikm_error *err)
{
    struct ikm_spot *spot = NULL;
    size_t n = 0;
    size_t room = 0;
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_spot *grown =
            ikm_arena_grow(arena, spot, n, &room, sizeof *spot);
        status = grown ? read_spot(rows, arena, &grown[n], err)
                       : ikm_fail_memory(err);
        if (status != IKM_OK)
            break;
        spot = grown;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_spots = spot;
    return status;
}

enum ikm_status ikm_store_waiting_spots(struct ikm_store *store,
                                        int64_t account_id,
                                        struct ikm_arena *arena, size_t *ret_n,
                                        const struct ikm_spot **ret_spots,
                                        struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_SPOT_WAITING, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, account_id);
    sqlite3_bind_int(rows, 2, IKM_DESK_LAST);
    return read_spots(store, rows, arena, ret_n, ret_spots, err);
}

enum ikm_status ikm_store_done_spots(struct ikm_store *store,
                                     int64_t account_id,
                                     struct ikm_arena *arena, size_t *ret_n,
                                     const struct ikm_spot **ret_spots,
                                     struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status = store_sql(store, SQL_SPOT_DONE, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, account_id);
    return read_spots(store, rows, arena, ret_n, ret_spots, err);
}

enum ikm_status ikm_store_get_spot(struct ikm_store *store, int64_t spot_id,
                                   struct ikm_arena *arena,
                                   struct ikm_spot *ret_spot,
                                   struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_spot = (struct ikm_spot){0};
    enum ikm_status status = store_sql(store, SQL_SPOT_GET, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, spot_id);
    status = store_step(store, find, &row, err);
    if (status == IKM_OK && row)
        status = read_spot(find, arena, ret_spot, err);
    sqlite3_reset(find);
    return status;
}

enum ikm_status ikm_store_put_second(struct ikm_store *store, int64_t spot_id,
                                     const char *second, struct ikm_error *err)
{
    sqlite3_stmt *put = NULL;
    const enum ikm_status status =
        store_lend(store, SQL_SPOT_PUT_SECOND, &put, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(put, 1, spot_id);
    store_bind_text(put, 2, second);
    sqlite3_bind_int64(put, 3, store->change.act.unix_ms);
    return store_run(store, put, err);
}

enum ikm_status ikm_store_desk_clerks(struct ikm_store *store,
                                      struct ikm_arena *arena, size_t *ret_n,
                                      const struct ikm_desk_clerk **ret_clerks,
                                      struct ikm_error *err)
{
    struct ikm_desk_clerk *clerk = NULL;
    size_t n = 0;
    size_t room = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_SPOT_CLERKS, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_desk_clerk *grown =
            ikm_arena_grow(arena, clerk, n, &room, sizeof *clerk);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        clerk = grown;
        clerk[n].account_id = sqlite3_column_int64(rows, 0);
        clerk[n].unit_id = sqlite3_column_int64(rows, 2);
        clerk[n].n_sheets = sqlite3_column_int64(rows, 3);
        clerk[n].n_done = sqlite3_column_int64(rows, 4);
        clerk[n].n_waiting = sqlite3_column_int64(rows, 5);
        clerk[n].last_seq = sqlite3_column_int64(rows, 6);
        status = store_text(rows, 1, arena, &clerk[n].login, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_clerks = clerk;
    return status;
}

enum ikm_status ikm_store_verdicts(struct ikm_store *store, int64_t account_id,
                                   struct ikm_arena *arena, size_t *ret_n,
                                   const struct ikm_spot_verdict **ret_verdicts,
                                   struct ikm_error *err)
{
    struct ikm_spot_verdict *verdict = NULL;
    size_t n = 0;
    size_t room = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_VERDICT_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, account_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_spot_verdict *grown =
            ikm_arena_grow(arena, verdict, n, &room, sizeof *verdict);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        verdict = grown;
        verdict[n].verdict_id = sqlite3_column_int64(rows, 0);
        verdict[n].at_ms = sqlite3_column_int64(rows, 1);
        verdict[n].is_accepted = sqlite3_column_int(rows, 3);
        verdict[n].up_to_seq = sqlite3_column_int64(rows, 4);
        status = store_text(rows, 2, arena, &verdict[n].judge, err);
        if (status == IKM_OK)
            status = store_text(rows, 5, arena, &verdict[n].note, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_verdicts = verdict;
    return status;
}

/* Closes the spots of an accepted batch; of another one, has all that wait
 * asked for at once. */
static enum ikm_status settle(struct ikm_store *store, int64_t account_id,
                              const struct ikm_spot_verdict *verdict,
                              int64_t verdict_id, struct ikm_error *err)
{
    sqlite3_stmt *run = NULL;
    const enum ikm_status status =
        store_sql(store, verdict->is_accepted ? SQL_SPOT_CLOSE : SQL_SPOT_FORCE,
                  &run, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(run, 1, account_id);
    if (verdict->is_accepted)
        sqlite3_bind_int64(run, 2, verdict_id);
    sqlite3_bind_int64(run, verdict->is_accepted ? 3 : 2, verdict->up_to_seq);
    return store_run(store, run, err);
}

enum ikm_status ikm_store_add_verdict(struct ikm_store *store,
                                      int64_t account_id,
                                      const struct ikm_spot_verdict *verdict,
                                      struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_lend(store, SQL_VERDICT_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, account_id);
    sqlite3_bind_int64(add, 2, store->change.act.unix_ms);
    store_bind_text(add, 3, verdict->judge);
    sqlite3_bind_int(add, 4, verdict->is_accepted);
    sqlite3_bind_int64(add, 5, verdict->up_to_seq);
    store_bind_text(add, 6, verdict->note);
    status = store_run(store, add, err);
    if (status != IKM_OK)
        return status;
    return settle(store, account_id, verdict,
                  sqlite3_last_insert_rowid(store->db), err);
}

enum ikm_status ikm_store_undrawn(struct ikm_store *store, int64_t account_id,
                                  int64_t up_to_seq, struct ikm_arena *arena,
                                  size_t *ret_n, const int64_t **ret_seqs,
                                  struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status = store_sql(store, SQL_SPOT_BATCH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, account_id);
    sqlite3_bind_int64(rows, 2, up_to_seq);
    return store_numbers(store, rows, arena, ret_n, ret_seqs, err);
}

/* Keyed sheets and printed papers; the second keying is in spots.c. */
#include <string.h>

#include "data/store/internal.h"
#include "data/store_desk.h"

enum ikm_status ikm_store_read_response(struct ikm_store *store, int64_t seq,
                                        struct ikm_arena *arena,
                                        char ret_id[IKM_UUID_TEXT_BYTES],
                                        struct ikm_response *ret_response,
                                        struct ikm_error *err)
{
    int64_t cell_id = 0;
    enum ikm_status status = ikm_store_response_id(store, seq, ret_id, err);
    if (status == IKM_OK)
        status = store_read_seq(store, seq, arena, ret_response, &cell_id, err);
    return status;
}

enum ikm_status ikm_store_add_desk_sheet(struct ikm_store *store,
                                         int64_t account_id, int64_t seq,
                                         int64_t day_ms, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    /* the response first: while a row waits for its response, SQLite looks for
     * each one that is stored in all tables that refer to responses */
    enum ikm_status status = store_pending_flush(store, err);
    if (status == IKM_OK)
        status = store_lend(store, SQL_DESK_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, account_id);
    sqlite3_bind_int64(add, 2, store->change.act.unix_ms);
    sqlite3_bind_int64(add, 3, seq);
    sqlite3_bind_int64(add, 4, day_ms);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_count_desk(struct ikm_store *store,
                                     int64_t account_id, int64_t since_ms,
                                     int64_t *ret_n, struct ikm_error *err)
{
    sqlite3_stmt *count = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_DESK_COUNT, &count, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(count, 1, account_id);
    sqlite3_bind_int64(count, 2, since_ms);
    return store_one(store, count, 0, ret_n, err);
}

static void read_sheet(sqlite3_stmt *row, struct ikm_desk_sheet *sheet)
{
    sheet->seq = sqlite3_column_int64(row, 0);
    sheet->at_ms = sqlite3_column_int64(row, 1);
    sheet->place = sqlite3_column_int64(row, 2);
    sheet->account_id = sqlite3_column_int64(row, 3);
    sheet->is_forced = sqlite3_column_int(row, 4);
}

enum ikm_status ikm_store_last_desk(struct ikm_store *store, int64_t account_id,
                                    struct ikm_arena *arena, size_t *ret_n,
                                    struct ikm_desk_sheet **ret_sheets,
                                    struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    size_t n = 0;
    struct ikm_desk_sheet *sheet =
        ikm_arena_take(arena, IKM_DESK_LAST, sizeof *sheet);
    *ret_n = 0;
    if (!sheet)
        return ikm_fail_memory(err);
    enum ikm_status status = store_sql(store, SQL_DESK_LAST, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, account_id);
    sqlite3_bind_int(rows, 2, IKM_DESK_LAST);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row)
        read_sheet(rows, &sheet[n++]);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        status = ikm_store_read_response(store, sheet[i].seq, arena,
                                         sheet[i].id, &sheet[i].response, err);
    *ret_n = n;
    *ret_sheets = sheet;
    return status;
}

enum ikm_status ikm_store_desk_of(struct ikm_store *store, int64_t seq,
                                  struct ikm_desk_sheet *ret_sheet,
                                  struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_sheet = (struct ikm_desk_sheet){.seq = seq};
    enum ikm_status status = store_sql(store, SQL_DESK_OF_SEQ, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    status = store_step(store, find, &row, err);
    if (status == IKM_OK && row)
        read_sheet(find, ret_sheet);
    sqlite3_reset(find);
    return status;
}

enum ikm_status store_numbers(struct ikm_store *store, sqlite3_stmt *rows,
                              struct ikm_arena *arena, size_t *ret_n,
                              const int64_t **ret_numbers,
                              struct ikm_error *err)
{
    int64_t *number = NULL;
    size_t n = 0;
    size_t room = 0;
    bool row = false;
    enum ikm_status status = IKM_OK;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        int64_t *grown =
            ikm_arena_grow(arena, number, n, &room, sizeof *number);
        if (!grown) {
            status = ikm_fail_memory(err);
            break;
        }
        number = grown;
        number[n++] = sqlite3_column_int64(rows, 0);
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_numbers = number;
    return status;
}

enum ikm_status ikm_store_find_sheet(struct ikm_store *store,
                                     const char *number,
                                     struct ikm_arena *arena, size_t *ret_n,
                                     const int64_t **ret_seqs,
                                     struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    const enum ikm_status status = store_sql(store, SQL_SHEET_FIND, &rows, err);
    *ret_n = 0;
    if (status != IKM_OK)
        return status;
    store_bind_text(rows, 1, number);
    return store_numbers(store, rows, arena, ret_n, ret_seqs, err);
}

enum ikm_status ikm_store_sheet_of_unit(struct ikm_store *store,
                                        const char *number, int64_t unit_id,
                                        int64_t *ret_seq, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    enum ikm_status status = store_pending_flush(store, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_SHEET_USED_OF_UNIT, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(find, 1, number);
    sqlite3_bind_int64(find, 2, unit_id);
    return store_one(store, find, 0, ret_seq, err);
}

/* Orders days as cells and responses keep them. */
static int64_t day_number(struct ikm_date date)
{
    return (int64_t)ikm_date_month_index(date) * 32 + date.day;
}

enum ikm_status ikm_store_count_between(struct ikm_store *store,
                                        int64_t unit_id, int64_t form_id,
                                        int64_t service_id,
                                        const struct ikm_period *period,
                                        int64_t *ret_n, struct ikm_error *err)
{
    sqlite3_stmt *count = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_SHEET_COUNT, &count, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(count, 1, unit_id);
    sqlite3_bind_int64(count, 2, form_id);
    sqlite3_bind_int64(count, 3, day_number(period->from));
    sqlite3_bind_int64(count, 4, day_number(period->to));
    sqlite3_bind_int64(count, 5, service_id);
    return store_one(store, count, 0, ret_n, err);
}

/* ---- printed papers ---- */

enum ikm_status ikm_store_add_paper(struct ikm_store *store,
                                    struct ikm_paper *paper,
                                    struct ikm_error *err)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = 0;
    enum ikm_status status = store_lend(store, SQL_PAPER_NEXT, &statement, err);
    if (status == IKM_OK)
        status = store_one(store, statement, 0, &number, err);
    if (status == IKM_OK)
        status = store_lend(store, SQL_PAPER_ADD, &statement, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(statement, 1, store->change.act.unix_ms);
    store_bind_text(statement, 2, paper->login);
    sqlite3_bind_int64(statement, 3, paper->unit_id);
    sqlite3_bind_int64(statement, 4, paper->service_id);
    store_bind_text(statement, 5, paper->form);
    store_bind_text(statement, 6, paper->size);
    sqlite3_bind_int64(statement, 7, number);
    sqlite3_bind_int64(statement, 8, paper->n_sheets);
    status = store_run(store, statement, err);
    paper->first_number = number;
    paper->paper_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static enum ikm_status read_paper(sqlite3_stmt *row, struct ikm_arena *arena,
                                  struct ikm_paper *paper,
                                  struct ikm_error *err)
{
    paper->paper_id = sqlite3_column_int64(row, 0);
    paper->at_ms = sqlite3_column_int64(row, 1);
    paper->unit_id = sqlite3_column_int64(row, 3);
    paper->service_id = sqlite3_column_int64(row, 4);
    paper->first_number = sqlite3_column_int64(row, 7);
    paper->n_sheets = sqlite3_column_int64(row, 8);
    enum ikm_status status = store_text(row, 2, arena, &paper->login, err);
    if (status == IKM_OK)
        status = store_text(row, 5, arena, &paper->form, err);
    if (status == IKM_OK)
        status = store_text(row, 6, arena, &paper->size, err);
    return status;
}

static enum ikm_status one_paper(struct ikm_store *store, enum ikm_sql id,
                                 int64_t number, struct ikm_arena *arena,
                                 struct ikm_paper *ret_paper,
                                 struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_paper = (struct ikm_paper){0};
    enum ikm_status status = store_sql(store, id, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, number);
    status = store_step(store, find, &row, err);
    if (status == IKM_OK && row)
        status = read_paper(find, arena, ret_paper, err);
    sqlite3_reset(find);
    return status;
}

enum ikm_status ikm_store_get_paper(struct ikm_store *store, int64_t paper_id,
                                    struct ikm_arena *arena,
                                    struct ikm_paper *ret_paper,
                                    struct ikm_error *err)
{
    return one_paper(store, SQL_PAPER_GET, paper_id, arena, ret_paper, err);
}

enum ikm_status ikm_store_paper_of_number(struct ikm_store *store,
                                          int64_t number,
                                          struct ikm_arena *arena,
                                          struct ikm_paper *ret_paper,
                                          struct ikm_error *err)
{
    return one_paper(store, SQL_PAPER_OF_NUMBER, number, arena, ret_paper, err);
}

enum ikm_status ikm_store_papers(struct ikm_store *store, int64_t unit_id,
                                 struct ikm_arena *arena, size_t *ret_n,
                                 const struct ikm_paper **ret_papers,
                                 struct ikm_error *err)
{
    struct ikm_paper *paper = NULL;
    size_t n = 0;
    size_t room = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_PAPER_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, unit_id);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        struct ikm_paper *grown =
            ikm_arena_grow(arena, paper, n, &room, sizeof *paper);
        status = grown ? read_paper(rows, arena, &grown[n], err)
                       : ikm_fail_memory(err);
        if (status != IKM_OK)
            break;
        paper = grown;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n = n;
    *ret_papers = paper;
    return status;
}

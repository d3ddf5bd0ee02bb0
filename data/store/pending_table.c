#include <stdlib.h>

#include "data/store/pending.h"

/* The columns, as the statement RESPONSE_ADD_PENDING names them. */
static const char declaration[] =
    "CREATE TABLE pending (seq, cell_id, answers, state, day, service_id, "
    "second, hour, channel, operator_id, gender, age, education, occupation, "
    "disability, sheet)";
enum column {
    COLUMN_SEQ,
    COLUMN_CELL,
    COLUMN_ANSWERS,
    COLUMN_STATE,
    COLUMN_DAY,
    COLUMN_SERVICE,
    COLUMN_SECOND,
    COLUMN_HOUR,
    COLUMN_CHANNEL,
    COLUMN_OPERATOR,
    COLUMN_GENDER,
    COLUMN_AGE,
    COLUMN_EDUCATION,
    COLUMN_OCCUPATION,
    COLUMN_DISABILITY,
    COLUMN_SHEET
};

struct pending_table {
    sqlite3_vtab base; /* must be first */
    struct ikm_store *store;
};
struct pending_cursor {
    sqlite3_vtab_cursor base; /* must be first */
    size_t at;
};

static int table_connect(sqlite3 *db, void *store, int n_words,
                         const char *const *words, sqlite3_vtab **ret_table,
                         char **ret_error)
{
    (void)n_words;
    (void)words;
    (void)ret_error;
    struct pending_table *table = calloc(1, sizeof *table);
    if (!table)
        return SQLITE_NOMEM;
    table->store = store;
    *ret_table = &table->base;
    return sqlite3_declare_vtab(db, declaration);
}

static int table_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int table_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    (void)table;
    plan->estimatedCost = PENDING_ROWS;
    return SQLITE_OK;
}

static int cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
    (void)table;
    struct pending_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor)
        return SQLITE_NOMEM;
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static size_t *place_of(sqlite3_vtab_cursor *cursor)
{
    return &((struct pending_cursor *)cursor)->at;
}

static const struct pending_part *part_of(const sqlite3_vtab_cursor *cursor)
{
    return ((const struct pending_table *)cursor->pVtab)
        ->store->pending->storing;
}

static int cursor_first(sqlite3_vtab_cursor *cursor, int plan,
                        const char *plan_text, int n_values,
                        sqlite3_value **values)
{
    (void)plan;
    (void)plan_text;
    (void)n_values;
    (void)values;
    *place_of(cursor) = 0;
    return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *cursor)
{
    ++*place_of(cursor);
    return SQLITE_OK;
}

static int cursor_at_end(sqlite3_vtab_cursor *cursor)
{
    const struct pending_part *part = part_of(cursor);
    return !part || *place_of(cursor) >= part->n_rows;
}

static int cursor_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_rowid)
{
    *ret_rowid = (sqlite3_int64)*place_of(cursor);
    return SQLITE_OK;
}

static int cursor_column(sqlite3_vtab_cursor *cursor, sqlite3_context *out,
                         int column)
{
    static const uint8_t field_of[] = {
        [COLUMN_HOUR] = IKM_FIELD_HOUR,
        [COLUMN_CHANNEL] = IKM_FIELD_CHANNEL,
        [COLUMN_GENDER] = IKM_FIELD_GENDER,
        [COLUMN_AGE] = IKM_FIELD_AGE,
        [COLUMN_EDUCATION] = IKM_FIELD_EDUCATION,
        [COLUMN_OCCUPATION] = IKM_FIELD_OCCUPATION,
        [COLUMN_DISABILITY] = IKM_FIELD_DISABILITY,
    };
    const struct pending_row *row = &part_of(cursor)->row[*place_of(cursor)];
    switch (column) {
    case COLUMN_SEQ: sqlite3_result_int64(out, row->seq); break;
    case COLUMN_CELL: sqlite3_result_int64(out, row->cell_id); break;
    case COLUMN_ANSWERS:
        sqlite3_result_blob(out, row->packed, row->n_packed, SQLITE_STATIC);
        break;
    case COLUMN_STATE: sqlite3_result_int(out, row->state); break;
    case COLUMN_DAY: sqlite3_result_int(out, row->day); break;
    case COLUMN_SERVICE: sqlite3_result_int64(out, row->service_id); break;
    case COLUMN_SECOND:
        if (row->second >= 0)
            sqlite3_result_int(out, row->second);
        break;
    case COLUMN_OPERATOR: sqlite3_result_int64(out, row->operator_id); break;
    case COLUMN_SHEET:
        if (row->sheet)
            sqlite3_result_text(out, row->sheet, -1, SQLITE_STATIC);
        break;
    default: sqlite3_result_int(out, row->field[field_of[column]]); break;
    }
    return SQLITE_OK;
}

/* Eponymous: it is there without being created. */
static const sqlite3_module pending_module = {
    .xConnect = table_connect,
    .xBestIndex = table_plan,
    .xDisconnect = table_disconnect,
    .xOpen = cursor_open,
    .xClose = cursor_close,
    .xFilter = cursor_first,
    .xNext = cursor_next,
    .xEof = cursor_at_end,
    .xColumn = cursor_column,
    .xRowid = cursor_rowid,
};

int store_pending_table(struct ikm_store *store)
{
    return sqlite3_create_module(store->db, "pending", &pending_module, store);
}

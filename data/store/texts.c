#include <string.h>

#include "data/store/internal.h"

/* A response whose texts and causes are being read. */
struct reading {
    struct ikm_response *response;
    struct ikm_arena *arena;
    struct ikm_low_cause *causes; /* [IKM_MAX_ELEMENTS]; NULL: none yet */
};

/* What the current row says, in columns `column` and behind. */
typedef enum ikm_status taker(struct reading *reading, sqlite3_stmt *row,
                              int column, struct ikm_error *err);

static struct reading begin(struct ikm_response *r, struct ikm_arena *arena)
{
    r->comment = NULL;
    memset(r->other, 0, sizeof r->other);
    r->n_causes = 0;
    r->causes = NULL;
    return (struct reading){.response = r, .arena = arena};
}

/* Field, text. */
static enum ikm_status take_text(struct reading *reading, sqlite3_stmt *row,
                                 int column, struct ikm_error *err)
{
    const int field = sqlite3_column_int(row, column);
    const char *text = NULL;
    const enum ikm_status status =
        store_text(row, column + 1, reading->arena, &text, err);
    if (field == 0)
        reading->response->comment = text;
    else if (field <= IKM_FIELD_COUNT)
        reading->response->other[field - 1] = text;
    return status;
}

/* Element, code, text. */
static enum ikm_status take_cause(struct reading *reading, sqlite3_stmt *row,
                                  int column, struct ikm_error *err)
{
    struct ikm_response *r = reading->response;
    if (!reading->causes)
        reading->causes = ikm_arena_take(reading->arena, IKM_MAX_ELEMENTS,
                                         sizeof *reading->causes);
    if (!reading->causes || r->n_causes == IKM_MAX_ELEMENTS)
        return ikm_fail_memory(err);
    struct ikm_low_cause *cause = &reading->causes[r->n_causes++];
    r->causes = reading->causes;
    cause->element = (uint8_t)(sqlite3_column_int(row, column) - 1);
    cause->code = (uint8_t)sqlite3_column_int(row, column + 1);
    return store_text(row, column + 2, reading->arena, &cause->text, err);
}

/* ---- of one response ---- */

static enum ikm_status take_all(struct ikm_store *store, enum ikm_sql id,
                                int64_t seq, taker *take,
                                struct reading *reading, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, id, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, seq);
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        status = take(reading, rows, 0, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

enum ikm_status store_read_texts(struct ikm_store *store, int64_t seq,
                                 struct ikm_arena *arena,
                                 struct ikm_response *r, struct ikm_error *err)
{
    struct reading reading = begin(r, arena);
    const enum ikm_status status =
        take_all(store, SQL_TEXT_OF, seq, take_text, &reading, err);
    return status == IKM_OK
               ? take_all(store, SQL_CAUSE_OF, seq, take_cause, &reading, err)
               : status;
}

/* ---- of all, beside the responses ---- */

static const struct {
    enum ikm_sql each;
    taker *take;
} walked[] = {{SQL_TEXT_EACH, take_text}, {SQL_CAUSE_EACH_SEQ, take_cause}};
_Static_assert(IKM_COUNT(walked) == IKM_COUNT(((struct text_walk *)0)->rows),
               "each is walked");

static enum ikm_status step_walk(struct ikm_store *store,
                                 struct text_walk *walk, size_t i,
                                 struct ikm_error *err)
{
    bool row = false;
    const enum ikm_status status = store_step(store, walk->rows[i], &row, err);
    walk->seq[i] = row ? sqlite3_column_int64(walk->rows[i], 0) : INT64_MAX;
    return status;
}

enum ikm_status store_walk_texts(struct ikm_store *store,
                                 struct text_walk *walk, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(walked) && status == IKM_OK; i++) {
        status = store_sql(store, walked[i].each, &walk->rows[i], err);
        if (status == IKM_OK)
            status = step_walk(store, walk, i, err);
    }
    return status;
}

enum ikm_status store_take_walked(struct ikm_store *store,
                                  struct text_walk *walk, int64_t seq,
                                  struct ikm_arena *arena,
                                  struct ikm_response *r, struct ikm_error *err)
{
    struct reading reading = begin(r, arena);
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(walked); i++)
        while (walk->seq[i] <= seq && status == IKM_OK) {
            if (walk->seq[i] == seq)
                status = walked[i].take(&reading, walk->rows[i], 1, err);
            if (status == IKM_OK)
                status = step_walk(store, walk, i, err);
        }
    return status;
}

void store_end_walk(struct text_walk *walk)
{
    for (size_t i = 0; i < IKM_COUNT(walked); i++)
        sqlite3_reset(walk->rows[i]);
}

#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/store/internal.h"
#include "data/store_find.h"

enum { ROW_LIMIT_BYTES = 4 * 1024 * 1024, QUERY_LIMIT_BYTES = 1024 * 1024 };

/* Where a response stands. cell_id 0: not among what is looked for. */
struct place {
    int64_t cell_id, unit_id, form_id;
    int32_t month;
};

struct search {
    struct ikm_store *store;
    const struct ikm_find *find;
    ikm_response_visitor *visit;
    void *context;
    struct place *place; /* [n_places], by number of the cell */
    int64_t n_places;
    int64_t n_wanted, n_cells; /* cells looked into, and all */
    int64_t before_seq;
    size_t n_found;
    struct ikm_arena arena; /* of one row */
};

static int compare_ids(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *)a;
    const int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Whether any day of the month may lie in the period. */
static bool may_hold(const struct ikm_period *period, int32_t month)
{
    return period->kind == IKM_PERIOD_ALL ||
           (month >= ikm_date_month_index(period->from) &&
            month <= ikm_date_month_index(period->to));
}

static enum ikm_status take_cells(struct search *search, const int64_t *units,
                                  struct ikm_error *err)
{
    const struct ikm_find *find = search->find;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(search->store, SQL_FIND_CELLS, &rows, err);
    while (status == IKM_OK) {
        status = store_step(search->store, rows, &row, err);
        if (status != IKM_OK || !row)
            break;
        const struct place place = {
            sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
            sqlite3_column_int64(rows, 2), sqlite3_column_int(rows, 3)};
        search->n_cells++;
        if (place.cell_id <= 0 || place.cell_id >= search->n_places ||
            !may_hold(&find->period, place.month) ||
            (find->form_id != 0 && place.form_id != find->form_id) ||
            (find->n_units > 0 && !bsearch(&place.unit_id, units, find->n_units,
                                           sizeof *units, compare_ids)))
            continue;
        search->place[place.cell_id] = place;
        search->n_wanted++;
    }
    return status;
}

/* The cells that are looked into, by their number. */
static enum ikm_status find_cells(struct search *search, struct ikm_error *err)
{
    const struct ikm_find *find = search->find;
    sqlite3_stmt *last = NULL;
    int64_t n = 0;
    enum ikm_status status =
        store_sql(search->store, SQL_CELL_LAST, &last, err);
    if (status == IKM_OK)
        status = store_one(search->store, last, 0, &n, err);
    if (status != IKM_OK)
        return status;
    int64_t *units = calloc(find->n_units + 1, sizeof *units);
    search->n_places = n + 1;
    search->place = calloc((size_t)n + 1, sizeof *search->place);
    if (!units || !search->place) {
        free(units);
        return ikm_fail_memory(err);
    }
    if (find->n_units > 0) {
        memcpy(units, find->unit_ids, find->n_units * sizeof *units);
        qsort(units, find->n_units, sizeof *units, compare_ids);
    }
    status = take_cells(search, units, err);
    free(units);
    return status;
}

static bool has_low(const struct ikm_response *r, uint8_t most)
{
    for (size_t q = 0; q < r->n_answers; q++)
        if (r->answer[q] > 0 && r->answer[q] <= most)
            return true;
    return false;
}

static bool is_service(const struct ikm_find *find, int64_t service_id)
{
    for (size_t i = 0; i < find->n_services; i++)
        if (find->service_ids[i] == service_id)
            return true;
    return find->n_services == 0;
}

static bool is_wanted(const struct ikm_find *find, const struct ikm_response *r)
{
    return (find->state == IKM_FIND_ANY_STATE ||
            (int)r->state == find->state) &&
           is_service(find, r->service_id) &&
           (find->channel == 0 ||
            r->field[IKM_FIELD_CHANNEL] == find->channel) &&
           (find->operator_id == 0 || r->operator_id == find->operator_id) &&
           (find->lowest_most == 0 || has_low(r, find->lowest_most)) &&
           (!find->sheet || (r->sheet && strcmp(r->sheet, find->sheet) == 0)) &&
           (find->period.kind == IKM_PERIOD_ALL ||
            ikm_period_holds(&find->period, r->date));
}

static enum ikm_status is_tagged(struct search *search, int64_t seq,
                                 bool *ret_is, struct ikm_error *err)
{
    uint32_t bits = 0;
    *ret_is = search->find->tag == 0;
    if (*ret_is)
        return IKM_OK;
    const enum ikm_status status =
        ikm_store_tagged(search->store, seq, &bits, err);
    *ret_is = (bits >> (search->find->tag - 1) & 1) != 0;
    return status;
}

/* The current row of find_each or find_one. */
static enum ikm_status take_row(struct search *search, sqlite3_stmt *row,
                                struct ikm_error *err)
{
    const int64_t seq = sqlite3_column_int64(row, 14);
    const int64_t cell_id = sqlite3_column_int64(row, 15);
    const struct form_cache *form = NULL;
    bool tagged = false;
    if (cell_id <= 0 || cell_id >= search->n_places ||
        search->place[cell_id].cell_id == 0)
        return IKM_OK;
    const struct place *place = &search->place[cell_id];
    struct ikm_response r = {.unit_id = place->unit_id,
                             .form_id = place->form_id,
                             .date = {(int16_t)(place->month / 12),
                                      (uint8_t)(place->month % 12 + 1), 0}};
    enum ikm_status status =
        store_form_facts(search->store, place->form_id, &form, err);
    if (status != IKM_OK)
        return status;
    store_read_response(row, 0, form, &r);
    if (!is_wanted(search->find, &r))
        return IKM_OK;
    status = is_tagged(search, seq, &tagged, err);
    if (status != IKM_OK || !tagged)
        return status;
    search->n_found++;
    status = store_read_texts(search->store, seq, &search->arena, &r, err);
    if (status == IKM_OK)
        status = search->visit(search->context, seq, &r, err);
    ikm_arena_release(&search->arena);
    return status;
}

static bool is_done(const struct search *search)
{
    return search->n_found >= search->find->n_most;
}

static enum ikm_status take_seq(struct search *search, int64_t seq,
                                struct ikm_error *err)
{
    sqlite3_stmt *one = NULL;
    bool row = false;
    enum ikm_status status = store_sql(search->store, SQL_FIND_ONE, &one, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(one, 1, seq);
    status = store_step(search->store, one, &row, err);
    if (status == IKM_OK && row)
        status = take_row(search, one, err);
    sqlite3_reset(one);
    return status;
}

/* The whole file, backwards. */
static enum ikm_status look_back(struct search *search, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(search->store, SQL_FIND_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, search->before_seq);
    while (!is_done(search)) {
        status = store_step(search->store, rows, &row, err);
        if (status == IKM_OK && row)
            status = take_row(search, rows, err);
        if (status != IKM_OK || !row)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

/* A query that names responses, newest first. */
static enum ikm_status look_up(struct search *search, enum ikm_sql id,
                               const char *text, int64_t number,
                               struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(search->store, id, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, search->before_seq);
    if (text)
        store_bind_text(rows, 2, text);
    else
        sqlite3_bind_int64(rows, 2, number);
    while (!is_done(search)) {
        status = store_step(search->store, rows, &row, err);
        if (status == IKM_OK && row)
            status = take_seq(search, sqlite3_column_int64(rows, 0), err);
        if (status != IKM_OK || !row)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

/* Numbers of responses, to be put in order. */
struct numbers {
    int64_t *seq;
    size_t n, room;
};

static enum ikm_status gather_cell(struct search *search, int64_t cell_id,
                                   struct numbers *all, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(search->store, SQL_FIND_IN_CELL, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, search->before_seq);
    sqlite3_bind_int64(rows, 2, cell_id);
    while ((status = store_step(search->store, rows, &row, err)) == IKM_OK &&
           row) {
        if (all->n == all->room) {
            const size_t room = all->room ? 2 * all->room : 1024;
            int64_t *grown = realloc(all->seq, room * sizeof *grown);
            if (!grown) {
                status = ikm_fail_memory(err);
                break;
            }
            all->seq = grown;
            all->room = room;
        }
        all->seq[all->n++] = sqlite3_column_int64(rows, 0);
    }
    sqlite3_reset(rows);
    return status;
}

/* A few cells: all they hold, in order. */
static enum ikm_status look_in_cells(struct search *search,
                                     struct ikm_error *err)
{
    struct numbers all = {0};
    enum ikm_status status = IKM_OK;
    for (int64_t c = 1; c < search->n_places && status == IKM_OK; c++)
        if (search->place[c].cell_id != 0)
            status = gather_cell(search, c, &all, err);
    if (all.n > 0)
        qsort(all.seq, all.n, sizeof *all.seq, compare_ids);
    for (size_t i = all.n; i > 0 && status == IKM_OK && !is_done(search); i--)
        status = take_seq(search, all.seq[i - 1], err);
    free(all.seq);
    return status;
}

/* What a user typed as a query of the index: each word as a beginning, quoted,
 * so that nothing in it is an operator. */
static enum ikm_status quote_words(const char *words, struct ikm_arena *arena,
                                   const char **ret_query,
                                   struct ikm_error *err)
{
    struct ikm_text query = IKM_TEXT(arena);
    size_t n_words = 0;
    for (const char *at = words; *at;) {
        char key[8];
        const size_t n = strcspn(at, " \t\n");
        char *word = ikm_arena_copy(arena, at, n);
        if (!word)
            return ikm_fail_memory(err);
        if (ikm_fold_letters(word, key, sizeof key) > 0 && key[0]) {
            ikm_text_put(&query, n_words++ > 0 ? " \"" : "\"");
            for (const char *p = word; *p; p++)
                ikm_text_bytes(&query, *p == '"' ? "\"\"" : p,
                               *p == '"' ? 2 : 1);
            ikm_text_put(&query, "\"*");
        }
        at += n;
        at += strspn(at, " \t\n");
    }
    if (n_words == 0)
        return ikm_fail(err, IKM_INPUT,
                        "tulis sedikitnya satu kata yang dicari di saran",
                        "write at least one word to look for in comments");
    return ikm_text_done(&query, ret_query, err);
}

static enum ikm_status look(struct search *search, struct ikm_error *err)
{
    const struct ikm_find *find = search->find;
    if (find->words) {
        struct ikm_arena arena = IKM_ARENA(QUERY_LIMIT_BYTES);
        const char *query = NULL;
        enum ikm_status status = quote_words(find->words, &arena, &query, err);
        if (status == IKM_OK)
            status = look_up(search, SQL_FIND_BY_WORDS, query, 0, err);
        ikm_arena_release(&arena);
        return status;
    }
    if (find->sheet)
        return look_up(search, SQL_FIND_BY_SHEET, find->sheet, 0, err);
    if (find->tag > 0)
        return look_up(search, SQL_FIND_BY_TAG, NULL, (int64_t)find->tag, err);
    return search->n_wanted * 8 < search->n_cells ? look_in_cells(search, err)
                                                  : look_back(search, err);
}

enum ikm_status ikm_store_find_responses(struct ikm_store *store,
                                         const struct ikm_find *find,
                                         ikm_response_visitor *visit,
                                         void *context, struct ikm_error *err)
{
    struct search search = {
        .store = store,
        .find = find,
        .visit = visit,
        .context = context,
        .before_seq = find->before_seq > 0 ? find->before_seq : INT64_MAX,
        .arena = IKM_ARENA(ROW_LIMIT_BYTES),
    };
    enum ikm_status status = store_pending_flush(store, err);
    if (status == IKM_OK)
        status = find_cells(&search, err);
    if (status == IKM_OK)
        status = look(&search, err);
    ikm_arena_release(&search.arena);
    free(search.place);
    return status;
}

enum ikm_status ikm_store_find_operator(struct ikm_store *store,
                                        const char *name,
                                        int64_t *ret_operator_id,
                                        struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_OPERATOR_BY_NAME, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(find, 1, name);
    return store_one(store, find, 0, ret_operator_id, err);
}

enum ikm_status ikm_store_came(struct ikm_store *store, int64_t seq,
                               struct ikm_arena *arena,
                               struct ikm_came *ret_came, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_came = (struct ikm_came){.actor = "", .action = "", .subject = ""};
    enum ikm_status status = store_sql(store, SQL_ARRIVAL_RECORD, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK || !row)
        return status;
    ret_came->at_ms = sqlite3_column_int64(find, 0);
    status = store_text(find, 1, arena, &ret_came->actor, err);
    if (status == IKM_OK)
        status = store_text(find, 2, arena, &ret_came->action, err);
    if (status == IKM_OK)
        status = store_text(find, 3, arena, &ret_came->subject, err);
    sqlite3_reset(find);
    return status;
}

/* ---- the index ---- */

bool store_is_new(const struct ikm_store *store, int64_t seq)
{
    return store->change.new_seq > 0 && seq >= store->change.new_seq;
}

enum ikm_status store_index_comments(struct ikm_store *store, int64_t first_seq,
                                     int64_t last_seq, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_COMMENT_INDEX, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, first_seq);
    sqlite3_bind_int64(add, 2, last_seq);
    return store_run(store, add, err);
}

enum ikm_status store_forget_comment(struct ikm_store *store, int64_t seq,
                                     const char *comment, struct ikm_error *err)
{
    sqlite3_stmt *forget = NULL;
    if (!comment || store_is_new(store, seq))
        return IKM_OK;
    const enum ikm_status status =
        store_sql(store, SQL_COMMENT_FORGET, &forget, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(forget, 1, seq);
    store_bind_text(forget, 2, comment);
    return store_run(store, forget, err);
}

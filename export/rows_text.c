/* Rows as CSV and as JSON: straight into the stream, so that memory stays flat.
 * A cell is copied as it stands where nothing in it must be quoted. */
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "data/base/text.h"
#include "data/respondent.h"
#include "export/rows.h"

enum { ARENA_LIMIT_BYTES = 64 << 20, DAY_S = 86400, BLOCK_BYTES = 64 << 10 };

/* In the order of the columns; the operator stands behind the channel. */
static const enum ikm_field fields[] = {
    IKM_FIELD_CHANNEL,   IKM_FIELD_GENDER,     IKM_FIELD_AGE,
    IKM_FIELD_EDUCATION, IKM_FIELD_OCCUPATION, IKM_FIELD_DISABILITY};
static const char *const json_field[] = {
    "channel", "gender", "age", "education", "occupation", "disability"};
_Static_assert(IKM_COUNT(fields) == IKM_COUNT(json_field) &&
                   IKM_COUNT(fields) + 1 == IKM_FIELD_COUNT,
               "all fields but the hour, which stands by the date");

/* Lines in the making: one call of the library for a block of them. */
struct block {
    size_t n;
    char bytes[BLOCK_BYTES];
};

struct writing {
    FILE *stream;
    const struct ikm_form *form;
    int with_comments;
    int64_t n;
    struct block *block;  /* of CSV */
    struct ikm_text text; /* of JSON: one response */
    const char *answer_head[IKM_MAX_QUESTIONS];
};

static void put(FILE *stream, const char *text)
{
    (void)fputs(text, stream);
}

/* "09:15:03" where the moment is known, else what stood there. */
static const char *hour_of(const struct ikm_response *response,
                           char room[IKM_FIELD_TEXT_BYTES])
{
    const int32_t second = response->second;
    if (response->other[IKM_FIELD_HOUR] || second <= 0 || second >= DAY_S)
        return ikm_row_field(response, IKM_FIELD_HOUR, room);
    (void)snprintf(room, IKM_FIELD_TEXT_BYTES, "%02d:%02d:%02d", second / 3600,
                   second / 60 % 60, second % 60);
    return room;
}

/* ---- CSV ---- */

static void write_block(struct writing *w)
{
    (void)fwrite(w->block->bytes, 1, w->block->n, w->stream);
    w->block->n = 0;
}

static void put_bytes(struct writing *w, const char *bytes, size_t length)
{
    struct block *block = w->block;
    if (length > BLOCK_BYTES - block->n)
        write_block(w);
    if (length > BLOCK_BYTES) {
        (void)fwrite(bytes, 1, length, w->stream);
        return;
    }
    memcpy(block->bytes + block->n, bytes, length);
    block->n += length;
}

static void put_quoted(struct writing *w, const char *text)
{
    put_bytes(w, "\"", 1);
    for (; *text; text++)
        put_bytes(w, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    put_bytes(w, "\"", 1);
}

static void put_cell(struct writing *w, const char *text)
{
    static const char is_mark[UCHAR_MAX + 1] = {
        [','] = 1, [';'] = 1, ['"'] = 1, ['\r'] = 1, ['\n'] = 1, ['\t'] = 1};
    size_t length = 0;
    int has_mark = 0;
    put_bytes(w, ",", 1);
    while (text[length])
        has_mark |= is_mark[(unsigned char)text[length++]];
    if (length == 0)
        return;
    if (has_mark || text[0] == ' ' || text[length - 1] == ' ')
        put_quoted(w, text);
    else
        put_bytes(w, text, length);
}

static void put_answers_csv(struct writing *w, const struct ikm_response *r)
{
    char cells[3 * IKM_MAX_QUESTIONS];
    size_t n = 0;
    for (size_t q = 0; q < ikm_form_n_asked(w->form); q++) {
        cells[n++] = ',';
        if (r->answer[q] >= 10)
            cells[n++] = '1';
        if (r->answer[q] > 0)
            cells[n++] = (char)('0' + r->answer[q] % 10);
    }
    put_bytes(w, cells, n);
}

static enum ikm_status put_csv(void *context, const struct ikm_export_row *row,
                               struct ikm_error *err)
{
    struct writing *w = context;
    const struct ikm_response *r = row->response;
    char room[IKM_FIELD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    (void)err;
    put_bytes(w, row->id, strlen(row->id));
    put_cell(w, row->unit->code);
    put_cell(w, row->service);
    put_cell(w, ikm_date_text(r->date, day));
    put_cell(w, hour_of(r, room));
    put_cell(w, ikm_row_field(r, fields[0], room));
    put_cell(w, row->operator_name);
    for (size_t f = 1; f < IKM_COUNT(fields); f++)
        put_cell(w, ikm_row_field(r, fields[f], room));
    put_answers_csv(w, r);
    if (w->with_comments)
        put_cell(w, r->comment ? r->comment : "");
    put_bytes(w, "\r\n", 2);
    return IKM_OK;
}

static void put_csv_heads(struct writing *w)
{
    char room[IKM_ROW_HEADING_BYTES];
    static const char front[] = "id,unit,layanan,tanggal,jam,kanal,petugas";
    put_bytes(w, front, sizeof front - 1);
    for (size_t f = 1; f < IKM_COUNT(fields); f++)
        put_cell(w, ikm_field_key(fields[f]));
    for (size_t q = 0; q < ikm_form_n_asked(w->form); q++)
        put_cell(w, ikm_row_heading(w->form, q, room));
    if (w->with_comments)
        put_cell(w, "saran");
    put_bytes(w, "\r\n", 2);
}

/* ---- JSON ---- */

static void put_member(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_put(text, ",\"");
    ikm_text_put(text, key);
    ikm_text_put(text, "\":");
    ikm_text_json(text, value[0] != '\0' ? value : NULL);
}

static void put_answers(struct writing *w, const struct ikm_response *r)
{
    struct ikm_text *text = &w->text;
    ikm_text_put(text, ",\"answers\":{");
    for (size_t q = 0; q < ikm_form_n_asked(w->form); q++) {
        const char digit = (char)('0' + r->answer[q] % 10);
        ikm_text_put(text, w->answer_head[q]);
        if (r->answer[q] >= 10)
            ikm_text_bytes(text, "1", 1);
        if (r->answer[q] > 0)
            ikm_text_bytes(text, &digit, 1);
        else
            ikm_text_put(text, "null");
    }
    ikm_text_put(text, "}");
}

static enum ikm_status put_json(void *context, const struct ikm_export_row *row,
                                struct ikm_error *err)
{
    struct writing *w = context;
    const struct ikm_response *r = row->response;
    struct ikm_text *text = &w->text;
    char room[IKM_FIELD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    const char *done = "";
    ikm_text_clear(text);
    ikm_text_put(text, w->n++ > 0 ? ",\n{\"id\":" : "\n{\"id\":");
    ikm_text_json(text, row->id);
    put_member(text, "unit", row->unit->code);
    put_member(text, "service", row->service);
    put_member(text, "date", ikm_date_text(r->date, day));
    put_member(text, "time", hour_of(r, room));
    put_member(text, "operator", row->operator_name);
    for (size_t f = 0; f < IKM_COUNT(fields); f++)
        put_member(text, json_field[f], ikm_row_field(r, fields[f], room));
    put_answers(w, r);
    if (w->with_comments)
        put_member(text, "comment", r->comment ? r->comment : "");
    ikm_text_put(text, "}");
    const enum ikm_status status = ikm_text_done(text, &done, err);
    if (status == IKM_OK)
        put(w->stream, done);
    return status;
}

/* What stands before each answer: "U1": and, behind the first, a comma. */
static enum ikm_status make_answer_heads(struct writing *w,
                                         struct ikm_arena *arena,
                                         struct ikm_error *err)
{
    char room[IKM_ROW_HEADING_BYTES];
    enum ikm_status status = IKM_OK;
    for (size_t q = 0; q < ikm_form_n_asked(w->form) && status == IKM_OK; q++) {
        struct ikm_text head = IKM_TEXT(arena);
        ikm_text_put(&head, q > 0 ? "," : "");
        ikm_text_json(&head, ikm_row_heading(w->form, q, room));
        ikm_text_put(&head, ":");
        status = ikm_text_done(&head, &w->answer_head[q], err);
    }
    return status;
}

/* ---- both ---- */

enum ikm_status ikm_rows_to_csv(struct ikm_store *store,
                                const struct ikm_rows_query *query,
                                FILE *stream, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct writing w = {.stream = stream,
                        .with_comments = query->with_comments};
    enum ikm_status status = ikm_rows_form(store, query, &arena, &w.form, err);
    w.block = ikm_arena_take(&arena, 1, sizeof *w.block);
    if (status == IKM_OK && !w.block)
        status = ikm_fail_memory(err);
    if (status == IKM_OK) {
        put_csv_heads(&w);
        status = ikm_rows_each(store, query, &arena, put_csv, &w, NULL, err);
        write_block(&w);
    }
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_rows_to_json(struct ikm_store *store,
                                 const struct ikm_rows_query *query,
                                 FILE *stream, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct writing w = {.stream = stream,
                        .with_comments = query->with_comments,
                        .text = IKM_TEXT(&arena)};
    enum ikm_status status = ikm_rows_form(store, query, &arena, &w.form, err);
    if (status == IKM_OK)
        status = make_answer_heads(&w, &arena, err);
    if (status == IKM_OK) {
        /* an id of a form holds small letters, digits and hyphens */
        (void)fprintf(stream,
                      "{\"schema\":\"ikm.responses/1\",\"program\":\"ikm "
                      "%s\",\"form\":\"%s\",\"responses\":[",
                      IKM_VERSION, w.form->id);
        status = ikm_rows_each(store, query, &arena, put_json, &w, NULL, err);
        put(stream, "\n]}\n");
    }
    ikm_arena_release(&arena);
    return status;
}

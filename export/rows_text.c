/* Rows as CSV and as JSON: straight into the stream, so that memory stays flat.
 * A cell is copied as it stands where nothing in it must be quoted. */
#include <inttypes.h>
#include <string.h>

#include "data/base/text.h"
#include "data/respondent.h"
#include "export/rows.h"

enum {
    SCRATCH_BYTES = 1 << 20,
    ARENA_LIMIT_BYTES = 64 << 20,
    DAY_S = 86400,
    LINE_BYTES = 4096
};

/* In the order of the columns; the operator stands behind the channel. */
static const enum ikm_field fields[] = {
    IKM_FIELD_CHANNEL,   IKM_FIELD_GENDER,     IKM_FIELD_AGE,
    IKM_FIELD_EDUCATION, IKM_FIELD_OCCUPATION, IKM_FIELD_DISABILITY};
static const char *const json_field[] = {
    "channel", "gender", "age", "education", "occupation", "disability"};
_Static_assert(IKM_COUNT(fields) == IKM_COUNT(json_field) &&
                   IKM_COUNT(fields) + 1 == IKM_FIELD_COUNT,
               "all fields but the hour, which stands by the date");

struct writing {
    FILE *stream;
    const struct ikm_form *form;
    int with_comments;
    int64_t n;
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

/* A line in the making: one call of the library for each of them. */
struct line {
    FILE *stream;
    size_t n;
    char bytes[LINE_BYTES];
};

static void put_bytes(struct line *line, const char *bytes, size_t length)
{
    if (line->n + length > LINE_BYTES) {
        (void)fwrite(line->bytes, 1, line->n, line->stream);
        line->n = 0;
    }
    if (length > LINE_BYTES) {
        (void)fwrite(bytes, 1, length, line->stream);
        return;
    }
    memcpy(line->bytes + line->n, bytes, length);
    line->n += length;
}

static void put_quoted(struct line *line, const char *text)
{
    put_bytes(line, "\"", 1);
    for (; *text; text++)
        put_bytes(line, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    put_bytes(line, "\"", 1);
}

static void put_cell(struct line *line, const char *text)
{
    const size_t length = strlen(text);
    put_bytes(line, ",", 1);
    if (length == 0)
        return;
    if (text[0] == ' ' || text[length - 1] == ' ' ||
        strcspn(text, ",;\"\r\n\t") < length)
        put_quoted(line, text);
    else
        put_bytes(line, text, length);
}

static void put_answers_csv(struct line *line, const struct ikm_form *form,
                            const struct ikm_response *r)
{
    char cells[3 * IKM_MAX_QUESTIONS];
    size_t n = 0;
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        cells[n++] = ',';
        if (r->answer[q] >= 10)
            cells[n++] = '1';
        if (r->answer[q] > 0)
            cells[n++] = (char)('0' + r->answer[q] % 10);
    }
    put_bytes(line, cells, n);
}

static enum ikm_status put_csv(void *context, const struct ikm_export_row *row,
                               struct ikm_error *err)
{
    struct writing *w = context;
    const struct ikm_response *r = row->response;
    char room[IKM_FIELD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    struct line line;
    line.stream = w->stream;
    line.n = 0;
    (void)err;
    put_bytes(&line, row->id, strlen(row->id));
    put_cell(&line, row->unit->code);
    put_cell(&line, row->service);
    put_cell(&line, ikm_date_text(r->date, day));
    put_cell(&line, hour_of(r, room));
    put_cell(&line, ikm_row_field(r, fields[0], room));
    put_cell(&line, row->operator_name);
    for (size_t f = 1; f < IKM_COUNT(fields); f++)
        put_cell(&line, ikm_row_field(r, fields[f], room));
    put_answers_csv(&line, w->form, r);
    if (w->with_comments)
        put_cell(&line, r->comment ? r->comment : "");
    put_bytes(&line, "\r\n", 2);
    (void)fwrite(line.bytes, 1, line.n, w->stream);
    return IKM_OK;
}

static void put_csv_heads(const struct writing *w)
{
    char room[IKM_ROW_HEADING_BYTES];
    struct line line;
    line.stream = w->stream;
    line.n = 0;
    put(w->stream, "id,unit,layanan,tanggal,jam,kanal,petugas");
    for (size_t f = 1; f < IKM_COUNT(fields); f++)
        put_cell(&line, ikm_field_key(fields[f]));
    for (size_t q = 0; q < ikm_form_n_asked(w->form); q++)
        put_cell(&line, ikm_row_heading(w->form, q, room));
    (void)fwrite(line.bytes, 1, line.n, w->stream);
    put(w->stream, w->with_comments ? ",saran\r\n" : "\r\n");
}

/* ---- JSON ---- */

static void put_member(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_printf(text, ",\"%s\":", key);
    ikm_text_json(text, value[0] != '\0' ? value : NULL);
}

static void put_answers(struct ikm_text *text, const struct ikm_form *form,
                        const struct ikm_response *r)
{
    char room[IKM_ROW_HEADING_BYTES];
    ikm_text_put(text, ",\"answers\":{");
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        ikm_text_put(text, q > 0 ? "," : "");
        ikm_text_json(text, ikm_row_heading(form, q, room));
        if (r->answer[q] > 0)
            ikm_text_printf(text, ":%u", r->answer[q]);
        else
            ikm_text_put(text, ":null");
    }
    ikm_text_put(text, "}");
}

static enum ikm_status put_json(void *context, const struct ikm_export_row *row,
                                struct ikm_error *err)
{
    struct writing *w = context;
    const struct ikm_response *r = row->response;
    struct ikm_arena arena = IKM_ARENA(SCRATCH_BYTES);
    struct ikm_text text = IKM_TEXT(&arena);
    char room[IKM_FIELD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    const char *done = "";
    ikm_text_put(&text, w->n++ > 0 ? ",\n{\"id\":" : "\n{\"id\":");
    ikm_text_json(&text, row->id);
    put_member(&text, "unit", row->unit->code);
    put_member(&text, "service", row->service);
    put_member(&text, "date", ikm_date_text(r->date, day));
    put_member(&text, "time", hour_of(r, room));
    put_member(&text, "operator", row->operator_name);
    for (size_t f = 0; f < IKM_COUNT(fields); f++)
        put_member(&text, json_field[f], ikm_row_field(r, fields[f], room));
    put_answers(&text, w->form, r);
    if (w->with_comments)
        put_member(&text, "comment", r->comment ? r->comment : "");
    ikm_text_put(&text, "}");
    const enum ikm_status status = ikm_text_done(&text, &done, err);
    if (status == IKM_OK)
        put(w->stream, done);
    ikm_arena_release(&arena);
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
    if (status == IKM_OK) {
        put_csv_heads(&w);
        status = ikm_rows_each(store, query, &arena, put_csv, &w, NULL, err);
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
                        .with_comments = query->with_comments};
    enum ikm_status status = ikm_rows_form(store, query, &arena, &w.form, err);
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

/* Rows as an SPSS file, by libreadstat.
 *
 * It wants to know beforehand how many rows come and how wide a text is: the
 * rows are read twice. */
#include <readstat.h>
#include <string.h>
#include <unistd.h>

#include "data/base/text.h"
#include "data/respondent.h"
#include "export/file.h"
#include "export/rows.h"

enum {
    ARENA_LIMIT_BYTES = 64 << 20,
    ID_BYTES = 36,
    MOST_TEXT_BYTES = 32767, /* of SPSS */
    LABEL_BYTES = 252        /* in an SPSS file */
};
/* SPSS counts seconds from the start of the Gregorian calendar. */
#define GREGORIAN_DAYS_BEFORE_1970 INT64_C(141428)

enum text { TEXT_UNIT, TEXT_SERVICE, TEXT_OPERATOR, TEXT_COMMENT, TEXT_COUNT };

struct sav {
    const struct ikm_form *form;
    enum ikm_lang lang;
    int with_comments;
    struct ikm_arena *arena;
    size_t width[TEXT_COUNT];
    int64_t n_rows;
    FILE *stream;
    readstat_writer_t *writer;
    readstat_variable_t *id, *date, *month, *band;
    readstat_variable_t *text[TEXT_COUNT];
    readstat_variable_t *field[IKM_FIELD_COUNT];
    readstat_variable_t *answer[IKM_MAX_QUESTIONS];
    readstat_error_t failure;
};

static void note(struct sav *sav, readstat_error_t failure)
{
    if (sav->failure == READSTAT_OK)
        sav->failure = failure;
}

static const char *text_of(const struct ikm_export_row *row, enum text text)
{
    switch (text) {
    case TEXT_UNIT: return row->unit->code;
    case TEXT_SERVICE: return row->service;
    case TEXT_OPERATOR: return row->operator_name;
    case TEXT_COMMENT:
        return row->response->comment ? row->response->comment : "";
    case TEXT_COUNT: break;
    }
    return "";
}

static enum ikm_status measure(void *context, const struct ikm_export_row *row,
                               struct ikm_error *err)
{
    struct sav *sav = context;
    (void)err;
    for (int t = 0; t < TEXT_COUNT; t++) {
        const size_t length = strlen(text_of(row, (enum text)t));
        if (length > sav->width[t])
            sav->width[t] = length;
    }
    return IKM_OK;
}

/* ---- the dictionary ---- */

/* At most so many bytes, cut between characters. */
static const char *cut(struct sav *sav, const char *text, size_t most_bytes)
{
    size_t length = strlen(text);
    if (length <= most_bytes)
        return text;
    length = most_bytes;
    while (length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80U)
        length--;
    const char *copy = ikm_arena_copy(sav->arena, text, length);
    if (!copy)
        note(sav, READSTAT_ERROR_MALLOC);
    return copy ? copy : "";
}

static void set_label(struct sav *sav, readstat_variable_t *variable,
                      const char *label)
{
    readstat_variable_set_label(variable, cut(sav, label, LABEL_BYTES));
}

static readstat_variable_t *add_text(struct sav *sav, const char *name,
                                     const char *label, size_t width)
{
    if (width > MOST_TEXT_BYTES)
        width = MOST_TEXT_BYTES;
    readstat_variable_t *variable = readstat_add_variable(
        sav->writer, name, READSTAT_TYPE_STRING, width > 0 ? width : 1);
    set_label(sav, variable, label);
    readstat_variable_set_measure(variable, READSTAT_MEASURE_NOMINAL);
    return variable;
}

static readstat_variable_t *add_number(struct sav *sav, const char *name,
                                       const char *label, const char *format,
                                       readstat_measure_t measure_)
{
    readstat_variable_t *variable =
        readstat_add_variable(sav->writer, name, READSTAT_TYPE_DOUBLE, 0);
    set_label(sav, variable, label);
    readstat_variable_set_format(variable, format);
    readstat_variable_set_measure(variable, measure_);
    return variable;
}

static readstat_label_set_t *new_labels(struct sav *sav, const char *name,
                                        const char *missing)
{
    readstat_label_set_t *labels =
        readstat_add_label_set(sav->writer, READSTAT_TYPE_DOUBLE, name);
    readstat_label_double_value(labels, 0, missing);
    return labels;
}

static void add_field(struct sav *sav, enum ikm_field field)
{
    const char *key = ikm_field_key(field);
    const uint8_t most = ikm_respondent_group_count(field);
    const int is_age = field == IKM_FIELD_AGE;
    readstat_variable_t *variable = add_number(
        sav, is_age ? "usia_kelompok" : key, ikm_field_name(field, sav->lang),
        "F2.0",
        is_age || field == IKM_FIELD_EDUCATION ? READSTAT_MEASURE_ORDINAL
                                               : READSTAT_MEASURE_NOMINAL);
    readstat_label_set_t *labels = new_labels(
        sav, key, ikm_say(sav->lang, "tidak diisi", "not filled in"));
    for (uint8_t group = 1; group <= most; group++)
        readstat_label_double_value(
            labels, group, ikm_respondent_group_label(field, group, sav->lang));
    readstat_variable_set_label_set(variable, labels);
    note(sav, readstat_variable_add_missing_double_value(variable, 0));
    sav->field[field] = variable;
    if (is_age) {
        sav->band = add_number(sav, "usia", ikm_field_name(field, sav->lang),
                               "F3.0", READSTAT_MEASURE_SCALE);
        note(sav, readstat_variable_add_missing_double_value(sav->band, 0));
    }
}

/* A letter first, then letters, digits, dots: what SPSS calls a name. */
static const char *name_of(struct sav *sav, size_t q)
{
    char heading[IKM_ROW_HEADING_BYTES];
    struct ikm_text name = IKM_TEXT(sav->arena);
    struct ikm_error ignored = {0};
    const char *done = "q";
    (void)ikm_row_heading(sav->form, q, heading);
    if (!((heading[0] >= 'A' && heading[0] <= 'Z') ||
          (heading[0] >= 'a' && heading[0] <= 'z')))
        ikm_text_put(&name, "q_");
    for (char *p = heading; *p; p++) {
        const int fits = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') ||
                         (*p >= '0' && *p <= '9') || *p == '.';
        ikm_text_bytes(&name, fits ? p : "_", 1);
    }
    if (ikm_text_done(&name, &done, &ignored) != IKM_OK)
        note(sav, READSTAT_ERROR_MALLOC);
    return done;
}

static void add_question(struct sav *sav, size_t q)
{
    const struct ikm_question *question = &sav->form->questions[q];
    const char *name = name_of(sav, q);
    readstat_variable_t *variable =
        add_number(sav, name, question->text, "F2.0", READSTAT_MEASURE_ORDINAL);
    readstat_label_set_t *labels = new_labels(
        sav, name, ikm_say(sav->lang, "tidak dijawab", "not answered"));
    for (int s = 1; s <= sav->form->scale_max; s++)
        if (question->label[s])
            readstat_label_double_value(labels, s, question->label[s]);
    readstat_variable_set_label_set(variable, labels);
    note(sav, readstat_variable_add_missing_double_value(variable, 0));
    sav->answer[q] = variable;
}

static void add_variables(struct sav *sav)
{
    const enum ikm_lang lang = sav->lang;
    sav->id = add_text(sav, "id", ikm_say(lang, "ID respons", "Response id"),
                       ID_BYTES);
    sav->text[TEXT_UNIT] =
        add_text(sav, "unit", ikm_say(lang, "Kode unit", "Unit code"),
                 sav->width[TEXT_UNIT]);
    sav->text[TEXT_SERVICE] =
        add_text(sav, "layanan", ikm_say(lang, "Layanan", "Service"),
                 sav->width[TEXT_SERVICE]);
    sav->date = add_number(sav, "tanggal",
                           ikm_say(lang, "Tanggal layanan", "Date of service"),
                           "DATE11", READSTAT_MEASURE_SCALE);
    sav->month = add_number(sav, "bulan",
                            ikm_say(lang, "Bulan layanan", "Month of service"),
                            "F6.0", READSTAT_MEASURE_ORDINAL);
    sav->text[TEXT_OPERATOR] =
        add_text(sav, "petugas", ikm_say(lang, "Petugas", "Operator"),
                 sav->width[TEXT_OPERATOR]);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        add_field(sav, (enum ikm_field)f);
    for (size_t q = 0; q < ikm_form_n_asked(sav->form); q++)
        add_question(sav, q);
    if (sav->with_comments)
        sav->text[TEXT_COMMENT] =
            add_text(sav, "saran", ikm_say(lang, "Saran", "Comment"),
                     sav->width[TEXT_COMMENT]);
}

/* ---- the rows ---- */

/* Days of the Gregorian calendar since 1970 (Howard Hinnant's days_from_civil).
 */
static int64_t days_of(struct ikm_date date)
{
    const int64_t year = date.year - (date.month <= 2);
    const int64_t era = year / 400;
    const int64_t of_era = year - era * 400;
    const int64_t month = date.month + (date.month > 2 ? -3 : 9);
    const int64_t of_year = (153 * month + 2) / 5 + date.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

static void put_number(struct sav *sav, const readstat_variable_t *variable,
                       double value)
{
    note(sav, readstat_insert_double_value(sav->writer, variable, value));
}

static void put_date(struct sav *sav, struct ikm_date date)
{
    if (date.day > 0)
        put_number(
            sav, sav->date,
            (double)((days_of(date) + GREGORIAN_DAYS_BEFORE_1970) * 86400));
    else
        note(sav, readstat_insert_missing_value(sav->writer, sav->date));
    put_number(sav, sav->month, date.year * 100.0 + date.month);
}

static enum ikm_status put_row(void *context, const struct ikm_export_row *row,
                               struct ikm_error *err)
{
    struct sav *sav = context;
    const struct ikm_response *r = row->response;
    const uint8_t age = r->field[IKM_FIELD_AGE];
    (void)err;
    note(sav, readstat_begin_row(sav->writer));
    note(sav, readstat_insert_string_value(sav->writer, sav->id, row->id));
    for (int t = 0; t < TEXT_COUNT; t++)
        if (sav->text[t])
            note(sav,
                 readstat_insert_string_value(
                     sav->writer, sav->text[t],
                     cut(sav, text_of(row, (enum text)t), MOST_TEXT_BYTES)));
    put_date(sav, r->date);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        put_number(sav, sav->field[f],
                   ikm_respondent_group((enum ikm_field)f, r->field[f]));
    put_number(sav, sav->band, age <= IKM_AGE_BAND ? age : 0);
    for (size_t q = 0; q < ikm_form_n_asked(sav->form); q++)
        put_number(sav, sav->answer[q], r->answer[q]);
    note(sav, readstat_end_row(sav->writer));
    return sav->failure == READSTAT_OK ? IKM_OK : IKM_IO;
}

static ssize_t write_bytes(const void *bytes, size_t length, void *context)
{
    const struct sav *sav = context;
    return (ssize_t)fwrite(bytes, 1, length, sav->stream);
}

static enum ikm_status fail_library(const struct sav *sav, const char *path,
                                    struct ikm_error *err)
{
    if (sav->failure == READSTAT_ERROR_MALLOC)
        return ikm_fail_memory(err);
    return ikm_fail(err, IKM_IO, "%s: berkas SPSS tidak dapat ditulis: %s",
                    "%s: the SPSS file cannot be written: %s", path,
                    readstat_error_message(sav->failure));
}

static enum ikm_status write_all(struct sav *sav, struct ikm_store *store,
                                 const struct ikm_rows_query *query,
                                 int64_t now_unix_s, const char *path,
                                 struct ikm_error *err)
{
    int64_t n = 0;
    note(sav, readstat_set_data_writer(sav->writer, write_bytes));
    note(sav, readstat_writer_set_file_label(sav->writer, "ikm"));
    note(sav,
         readstat_writer_set_file_timestamp(sav->writer, (time_t)now_unix_s));
    add_variables(sav);
    note(sav, readstat_begin_writing_sav(sav->writer, sav, (long)sav->n_rows));
    enum ikm_status status = IKM_OK;
    if (sav->failure == READSTAT_OK)
        status = ikm_rows_each(store, query, sav->arena, put_row, sav, &n, err);
    if (status == IKM_OK && n != sav->n_rows)
        return ikm_fail(err, IKM_BUSY,
                        "isi berkas survei berubah selama ekspor; ulangi",
                        "the survey file changed meanwhile; export again");
    if (sav->failure == READSTAT_OK && status == IKM_OK)
        note(sav, readstat_end_writing(sav->writer));
    return sav->failure == READSTAT_OK ? status : fail_library(sav, path, err);
}

enum ikm_status ikm_rows_to_sav(struct ikm_store *store,
                                const struct ikm_rows_query *query,
                                enum ikm_lang lang, int64_t now_unix_s,
                                const char *path, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct ikm_out_file file;
    struct sav sav = {
        .lang = lang, .with_comments = query->with_comments, .arena = &arena};
    enum ikm_status status =
        ikm_rows_form(store, query, &arena, &sav.form, err);
    if (status == IKM_OK)
        status = ikm_rows_each(store, query, &arena, measure, &sav, &sav.n_rows,
                               err);
    if (status == IKM_OK)
        status = ikm_out_begin(&file, path, &arena, err);
    if (status == IKM_OK) {
        sav.stream = file.stream;
        sav.writer = readstat_writer_init();
        status = sav.writer
                     ? write_all(&sav, store, query, now_unix_s, path, err)
                     : ikm_fail_memory(err);
        readstat_writer_free(sav.writer);
        status = ikm_out_end(&file, status, err);
    }
    ikm_arena_release(&arena);
    return status;
}

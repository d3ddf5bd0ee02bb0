#include "collect/row.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "collect/answer.h"
#include "data/base/hash.h"
#include "data/base/utf8.h"
#include "data/respondent.h"

enum { MAX_TEXT_BYTES = 32 * 1024, KEY_BYTES = 256, SHOWN = 60 };

/* Where the work on one row stands. */
struct work {
    const struct ikm_row_reader *reader;
    const struct ikm_row *row;
    struct ikm_arena *arena;
    struct ikm_row_read *read;
};

static const char *cell(const struct work *w, int column)
{
    if (column < 0 || (size_t)column >= w->row->n_cells)
        return "";
    const char *text = w->row->cells[column].text;
    const struct ikm_map *map = w->reader->map;
    if (map && map->n_values > 0)
        text = ikm_map_cell(map, w->reader->mapping->columns[column].heading,
                            text);
    return text;
}

static void mark(struct work *w, enum ikm_row_fault fault)
{
    w->read->bad |= 1U << fault;
}

/* ---- what kind of row it is ---- */

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Words under a table; short ones must be the whole cell: "Sumarni" is a
 * person. */
enum summary { SUMMARY_NOT, SUMMARY_LIKELY, SUMMARY_SURE };

static enum summary summary_word(const char *text)
{
    static const char *const beginnings[] = {
        "jumlah",         "subtotal",
        "grandtotal",     "totalnilai",
        "totalskor",      "totalnrr",
        "totalresponden", "rerata",
        "ratarata",       "nrr",
        "nilairata",      "nilaiunsur",
        "nilaiper",       "nilaiindeks",
        "nilaiikm",       "nilaiskm",
        "nilainrr",       "nilaitertimbang",
        "nilairerata",    "nilaiinterval",
        "nilaikonversi",  "ikmunit",
        "skmunit",        "indekskepuasan",
        "mutupelayanan",  "mutuunit",
        "kinerjaunit",    "kinerjapelayanan",
        "keterangan"};
    static const char *const wholes[] = {
        "jumlah", "jml",    "total",   "nrr",    "rata2",   "rata",
        "ikm",    "skm",    "sum",     "mean",   "mutu",    "average",
        "bobot",  "indeks", "kinerja", "rerata", "ratarata"};
    char key[32]; /* longer than every word */
    /* most rows begin with a number, a date or a code */
    if (text[0] >= '0' && text[0] <= '9')
        return SUMMARY_NOT;
    (void)ikm_fold_letters(text, key, sizeof key);
    for (size_t i = 0; i < IKM_COUNT(wholes); i++)
        if (key[0] == wholes[i][0] && strcmp(key, wholes[i]) == 0)
            return SUMMARY_SURE;
    for (size_t i = 0; i < IKM_COUNT(beginnings); i++)
        if (key[0] == beginnings[i][0] && starts_with(key, beginnings[i]))
            return SUMMARY_LIKELY;
    return SUMMARY_NOT;
}

/* Whether the row is answered as a respondent answers: at least one answer, and
 * no cell that is none. */
static bool has_good_answers(const struct work *w)
{
    const struct ikm_form *form = w->reader->form;
    bool any = false;
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        uint8_t score = 0;
        if (ikm_answer_parse(form, q, cell(w, w->reader->mapping->question[q]),
                             &score) != IKM_ANSWER_OK)
            return false;
        any |= score > 0;
    }
    return any;
}

static bool has_good_date(const struct work *w)
{
    const struct ikm_mapping *m = w->reader->mapping;
    struct ikm_timestamp ignored;
    const int columns[] = {m->date, m->timestamp};
    for (size_t i = 0; i < IKM_COUNT(columns); i++)
        if (columns[i] >= 0 && ikm_timestamp_parse(cell(w, columns[i]),
                                                   w->reader->dates, &ignored))
            return true;
    return false;
}

/* Empty rows and the sums under a table are not respondents. */
static enum ikm_row_kind_read kind_of(const struct work *w)
{
    const struct ikm_mapping *m = w->reader->mapping;
    for (size_t c = 0; c < w->row->n_cells; c++) {
        if (w->row->cells[c].length_bytes == 0)
            continue;
        const enum summary word = summary_word(w->row->cells[c].text);
        if ((int)c == m->number && word == SUMMARY_NOT)
            continue;
        if (word == SUMMARY_NOT || (int)c == m->comment || has_good_date(w))
            return IKM_ROW_RESPONDENT;
        /* a service may be called "Keterangan Domisili" */
        return word == SUMMARY_LIKELY && (int)c == m->service &&
                       has_good_answers(w)
                   ? IKM_ROW_RESPONDENT
                   : IKM_ROW_SUMMARY;
    }
    return IKM_ROW_EMPTY;
}

/* ---- answers ---- */

static void fault_answer(struct work *w, size_t question, int column,
                         const char *text, enum ikm_answer_fault fault)
{
    const struct ikm_form *form = w->reader->form;
    const struct ikm_question *q = &form->questions[question];
    char name[IKM_QUESTION_COLUMN_BYTES];
    struct ikm_text labels = IKM_TEXT(w->arena);
    struct ikm_error ignored = {0};
    const char *list = "";
    mark(w, IKM_ROW_SCORE);
    w->read->bad_questions |= UINT64_C(1) << question;
    if (fault == IKM_ANSWER_UNKNOWN || fault == IKM_ANSWER_CONFLICT) {
        for (int s = 1; s <= form->scale_max; s++)
            ikm_text_printf(&labels, ", %d. %s", s, q->label[s]);
        if (ikm_text_done(&labels, &list, &ignored) != IKM_OK)
            list = "";
    }
    ikm_fault_add(w->reader->faults, w->row->number, (uint32_t)column + 1,
                  "%s (%s): ditemukan \"%.*s\"; yang boleh 1..%d%s, atau "
                  "kosong",
                  "%s (%s): found \"%.*s\"; allowed are 1..%d%s, or empty",
                  ikm_question_name(form, question, name),
                  ikm_question_about(form, question), SHOWN, text,
                  form->scale_max, list);
}

static bool read_answers(struct work *w)
{
    const struct ikm_form *form = w->reader->form;
    struct ikm_response *r = &w->read->response;
    bool any = false;
    r->n_answers = (uint8_t)form->n_questions;
    r->n_more = (uint8_t)form->n_more;
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        const int column = w->reader->mapping->question[q];
        const char *text = cell(w, column);
        if (text[0] >= '1' && text[0] - '0' <= form->scale_max &&
            text[1] == '\0') {
            r->answer[q] = (uint8_t)(text[0] - '0');
            any |= q < form->n_questions;
            continue;
        }
        const enum ikm_answer_fault fault =
            ikm_answer_parse(form, q, text, &r->answer[q]);
        any |= text[0] != '\0' && q < form->n_questions;
        if (fault != IKM_ANSWER_OK)
            fault_answer(w, q, column, text, fault);
    }
    return any;
}

static enum ikm_status read_causes(struct work *w, struct ikm_error *err)
{
    const struct ikm_form *form = w->reader->form;
    struct ikm_row_read *read = w->read;
    for (size_t e = 0; e < form->n_elements; e++) {
        const int column = w->reader->mapping->cause[e];
        const char *text = cell(w, column);
        if (text[0] == '\0')
            continue;
        struct ikm_text pair = IKM_TEXT(w->arena);
        const char *words = NULL;
        ikm_text_printf(&pair, "%s=%s", form->elements[e].key, text);
        enum ikm_status status = ikm_text_done(&pair, &words, err);
        if (status == IKM_OK)
            status = ikm_cause_parse(form, words, &read->response, read->causes,
                                     &read->response.n_causes, w->arena, err);
        if (status == IKM_INPUT) {
            mark(w, IKM_ROW_CAUSE);
            ikm_fault_add(w->reader->faults, w->row->number,
                          (uint32_t)column + 1, "%s", "%s", err->text);
        } else if (status != IKM_OK)
            return status;
    }
    read->response.causes = read->causes;
    return IKM_OK;
}

/* ---- date and time ---- */

static void fault_date(struct work *w, int column, const char *text)
{
    struct ikm_timestamp ignored;
    mark(w, IKM_ROW_DATE);
    w->read->only_mdy =
        w->reader->dates == IKM_DATES_DMY && ikm_date_only_mdy(text);
    if (text[0] == '\0')
        ikm_fault_add(w->reader->faults, w->row->number, (uint32_t)column + 1,
                      "tanggal kosong; isi, atau pakai --date",
                      "the date is empty; fill it in, or use --date");
    else if (w->read->only_mdy)
        ikm_fault_add(
            w->reader->faults, w->row->number, (uint32_t)column + 1,
            "tanggal \"%.*s\" hanya mungkin sebagai bulan/hari/tahun; "
            "bila memang begitu, ulangi dengan --dates mdy",
            "date \"%.*s\" is possible only as month/day/year; if "
            "that is meant, repeat with --dates mdy",
            SHOWN, text);
    else if (w->reader->dates == IKM_DATES_MDY &&
             ikm_timestamp_parse(text, IKM_DATES_DMY, &ignored))
        ikm_fault_add(
            w->reader->faults, w->row->number, (uint32_t)column + 1,
            "tanggal \"%.*s\" hanya mungkin sebagai hari/bulan/tahun; "
            "bila memang begitu, ulangi tanpa --dates mdy",
            "date \"%.*s\" is possible only as day/month/year; if that is "
            "meant, repeat without --dates mdy",
            SHOWN, text);
    else
        ikm_fault_add(w->reader->faults, w->row->number, (uint32_t)column + 1,
                      "tanggal \"%.*s\" tidak ada atau tidak dikenal; tulis "
                      "2025-02-24, 24/02/2025, atau 2025-02",
                      "date \"%.*s\" does not exist or is not understood; "
                      "write 2025-02-24, 24/02/2025, or 2025-02",
                      SHOWN, text);
}

static void read_date(struct work *w)
{
    const struct ikm_mapping *m = w->reader->mapping;
    struct ikm_row_read *read = w->read;
    struct ikm_timestamp stamp = {.second = -1};
    struct ikm_timestamp sent = {.second = -1};
    const int column = m->date >= 0 ? m->date : m->timestamp;
    const char *text = cell(w, column);
    if (text[0] == '\0' && m->timestamp >= 0)
        text = cell(w, m->timestamp);
    enum ikm_date_order order = w->reader->dates;
    if (text[0] == '\0' && w->reader->date) {
        text = w->reader->date;
        order = IKM_DATES_DMY;
    }
    if (!ikm_timestamp_parse(text, order, &stamp)) {
        fault_date(w, column, text);
        return;
    }
    read->response.date = stamp.date;
    read->response.second = stamp.second;
    read->exact_second = stamp.exact;
    if (m->timestamp >= 0 && m->date >= 0 && !stamp.exact &&
        ikm_timestamp_parse(cell(w, m->timestamp), w->reader->dates, &sent) &&
        sent.exact && ikm_date_compare(sent.date, stamp.date) == 0) {
        /* sent on the day of service: the second belongs to it */
        read->response.second = sent.second;
        read->exact_second = 1;
    }
}

/* ---- the respondent block ---- */

static struct ikm_field_memo *memo_of(const struct work *w, int field,
                                      const char *text, size_t length)
{
    uint32_t h = 2166136261U;
    if (length >= IKM_MEMO_BYTES)
        return NULL;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619U;
    return &w->reader
                ->memo[(size_t)field * IKM_MEMO_SLOTS + h % IKM_MEMO_SLOTS];
}

static int parse_field(const struct work *w, enum ikm_field field,
                       const char *text, uint8_t *ret_code)
{
    const size_t length = strlen(text);
    struct ikm_field_memo *memo = memo_of(w, (int)field, text, length);
    if (!memo)
        return ikm_respondent_parse(field, text, ret_code);
    if (!memo->known || memcmp(memo->text, text, length + 1) != 0) {
        memcpy(memo->text, text, length + 1);
        memo->understood =
            (uint8_t)ikm_respondent_parse(field, text, &memo->code);
        memo->known = 1;
    }
    *ret_code = memo->code;
    return memo->understood;
}

static void read_fields(struct work *w)
{
    const struct ikm_mapping *m = w->reader->mapping;
    struct ikm_response *r = &w->read->response;
    for (int f = 0; f < IKM_FIELD_COUNT; f++) {
        const char *text = cell(w, m->field[f]);
        if (text[0] == '\0')
            continue;
        if (!parse_field(w, (enum ikm_field)f, text, &r->field[f]))
            r->other[f] = text;
    }
    if (m->field[IKM_FIELD_HOUR] < 0 && r->second >= 0)
        r->field[IKM_FIELD_HOUR] = ikm_respondent_hour(r->second);
    if (r->field[IKM_FIELD_CHANNEL] == 0)
        r->field[IKM_FIELD_CHANNEL] = IKM_CHANNEL_IMPORT;
}

/* "0", "-", "." mean that nothing was said. */
static const char *comment_of(const char *text)
{
    char key[8];
    if (text[0] == '\0')
        return NULL;
    (void)ikm_fold_letters(text, key, sizeof key);
    return key[0] == '\0' || strcmp(key, "0") == 0 ? NULL : text;
}

static void read_texts(struct work *w)
{
    const struct ikm_mapping *m = w->reader->mapping;
    struct ikm_response *r = &w->read->response;
    const char *sheet = cell(w, m->sheet);
    r->comment = comment_of(cell(w, m->comment));
    r->sheet = sheet[0] == '\0' ? NULL : sheet;
    w->read->operator_name = cell(w, m->operator_name);
    w->read->external_id = cell(w, m->id);
    for (size_t c = 0; c < w->row->n_cells; c++)
        if (w->row->cells[c].length_bytes > MAX_TEXT_BYTES) {
            mark(w, IKM_ROW_TEXT);
            ikm_fault_add(w->reader->faults, w->row->number, (uint32_t)c + 1,
                          "isi sel terlalu panjang (%zu byte; paling banyak "
                          "%d)",
                          "the cell is too long (%zu bytes; at most %d)",
                          w->row->cells[c].length_bytes, MAX_TEXT_BYTES);
        }
}

/* ---- unit and service ---- */

static enum ikm_status read_place(struct work *w, const char **ret_unit_key,
                                  const char **ret_service_key,
                                  struct ikm_error *err)
{
    const struct ikm_row_reader *reader = w->reader;
    const struct ikm_mapping *m = reader->mapping;
    const struct ikm_named *named = NULL;
    struct ikm_row_read *read = w->read;
    const char *unit = cell(w, m->unit);
    const char *service = cell(w, m->service);
    if (unit[0] == '\0' && reader->unit)
        unit = reader->unit;
    if (service[0] == '\0' && reader->service)
        service = reader->service;
    read->unit = unit;
    read->service = strcmp(service, "-") == 0 ? "" : service;
    *ret_unit_key = *ret_service_key = "";
    if (unit[0] == '\0') {
        mark(w, IKM_ROW_UNIT);
        ikm_fault_add(reader->faults, w->row->number, (uint32_t)m->unit + 1,
                      "unit kosong; isi, atau pakai --unit",
                      "the unit is empty; fill it in, or use --unit");
        return IKM_OK;
    }
    enum ikm_status status =
        ikm_lookup_find(reader->lookup, IKM_LOOKUP_UNIT, 0, unit, &named, err);
    if (status != IKM_OK)
        return status;
    *ret_unit_key = named->key;
    read->response.unit_id = named->id;
    if (named->fault) {
        mark(w, IKM_ROW_UNIT);
        ikm_fault_add(reader->faults, w->row->number, (uint32_t)m->unit + 1,
                      "%s", "%s", named->fault);
        return IKM_OK;
    }
    if (read->service[0] == '\0')
        return IKM_OK;
    status = ikm_lookup_find(reader->lookup, IKM_LOOKUP_SERVICE, named->id,
                             read->service, &named, err);
    if (status != IKM_OK)
        return status;
    *ret_service_key = named->key;
    read->response.service_id = named->id;
    if (named->fault) {
        mark(w, IKM_ROW_SERVICE);
        ikm_fault_add(reader->faults, w->row->number, (uint32_t)m->service + 1,
                      "layanan \"%.*s\" tidak dikenal di unit \"%.*s\"; "
                      "tambahkan dengan ikm service add, atau pakai --create",
                      "there is no service \"%.*s\" in unit \"%.*s\"; add it "
                      "with ikm service add, or use --create",
                      SHOWN, read->service, SHOWN, unit);
    }
    return IKM_OK;
}

/* ---- the hash of a row ---- */

/* All that a good row says, in words that do not hang on this file's numbers.
 * Without an id its own row number too: the same answers of two people differ
 * at least there when the file numbers its rows. */
static uint64_t hash_good(const struct work *w, const char *unit_key,
                          const char *service_key)
{
    const struct ikm_response *r = &w->read->response;
    const int32_t when[] = {ikm_date_month_index(r->date), r->date.day,
                            r->second};
    uint64_t hash = ikm_hash_text(1, unit_key);
    hash = ikm_hash_text(hash, service_key);
    for (size_t i = 0; i < IKM_COUNT(when); i++)
        hash = ikm_hash_number(hash, (uint32_t)when[i]);
    hash = ikm_hash(hash, r->field, sizeof r->field);
    hash = ikm_hash(hash, r->answer, (size_t)r->n_answers + r->n_more);
    hash = ikm_hash_text(hash, r->comment);
    hash = ikm_hash_text(hash, r->sheet);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        if (r->other[f])
            hash =
                ikm_hash_text(ikm_hash_number(hash, (uint32_t)f), r->other[f]);
    hash = ikm_hash_text(hash, w->read->operator_name);
    hash = ikm_hash_text(hash, w->read->external_id);
    return w->read->external_id[0] != '\0'
               ? hash
               : ikm_hash_text(hash, cell(w, w->reader->mapping->number));
}

/* A bad row by its cells, those that name a person left out. */
static uint64_t hash_bad(const struct work *w)
{
    uint64_t hash = 2;
    for (size_t c = 0; c < w->row->n_cells; c++)
        if (c >= w->reader->mapping->n_columns ||
            w->reader->mapping->columns[c].kind != IKM_COLUMN_IDENTITY)
            hash = ikm_hash_text(hash, w->row->cells[c].text);
    return hash;
}

/* ---- the row ---- */

static void check_width(struct work *w)
{
    const size_t n_heading = w->reader->n_heading_cells;
    size_t n_cells = w->row->n_cells;
    while (n_cells > n_heading && w->row->cells[n_cells - 1].length_bytes == 0)
        n_cells--;
    if (n_cells == n_heading || (!w->reader->is_csv && n_cells < n_heading))
        return;
    mark(w, IKM_ROW_RAGGED);
    ikm_fault_add(w->reader->faults, w->row->number, 0,
                  "baris ini punya %zu sel, judulnya %zu; periksa tanda "
                  "pemisah dan tanda kutip",
                  "this row has %zu cells, the heading %zu; check separators "
                  "and quotes",
                  n_cells, n_heading);
}

static struct ikm_row_read nothing_read(const struct ikm_row_reader *reader)
{
    return (struct ikm_row_read){
        .response = {.form_id = reader->form_id, .second = -1},
        .unit = "",
        .service = "",
        .operator_name = "",
        .external_id = "",
    };
}

void ikm_row_broken(const struct ikm_row_reader *reader, uint32_t number,
                    struct ikm_row_read *ret_read)
{
    *ret_read = nothing_read(reader);
    ret_read->bad = 1U << IKM_ROW_BROKEN;
    ret_read->hash = ikm_hash_number(3, number);
}

enum ikm_status ikm_row_read(const struct ikm_row_reader *reader,
                             const struct ikm_row *row, struct ikm_arena *arena,
                             struct ikm_row_read *ret_read,
                             struct ikm_error *err)
{
    struct work w = {reader, row, arena, ret_read};
    const char *unit_key = "";
    const char *service_key = "";
    *ret_read = nothing_read(reader);
    ret_read->kind = kind_of(&w);
    if (ret_read->kind != IKM_ROW_RESPONDENT)
        return IKM_OK;
    check_width(&w);
    if (ret_read->bad) {
        /* cells may stand under the wrong heading: nothing of it is read */
        ret_read->hash = hash_bad(&w);
        return IKM_OK;
    }
    const bool any = read_answers(&w);
    read_date(&w);
    read_fields(&w);
    read_texts(&w);
    enum ikm_status status = read_place(&w, &unit_key, &service_key, err);
    if (status == IKM_OK && !ret_read->bad)
        status = read_causes(&w, err);
    if (status != IKM_OK)
        return status;
    if (!any) {
        mark(&w, IKM_ROW_NO_ANSWER);
        ikm_fault_add(reader->faults, row->number, 0,
                      "tidak satu pun unsur dijawab",
                      "no element was answered");
    }
    ret_read->hash =
        ret_read->bad ? hash_bad(&w) : hash_good(&w, unit_key, service_key);
    return IKM_OK;
}

const char *ikm_row_reason(const struct ikm_form *form,
                           const struct ikm_row_read *read, enum ikm_lang lang,
                           char *room, size_t room_bytes)
{
    static const struct {
        const char *id, *en;
    } words[] = {
        [IKM_ROW_SCORE] = {"nilai tidak sah", "answer not allowed"},
        [IKM_ROW_DATE] = {"tanggal tidak sah", "bad date"},
        [IKM_ROW_UNIT] = {"unit tidak dikenal", "unknown unit"},
        [IKM_ROW_SERVICE] = {"layanan tidak dikenal", "unknown service"},
        [IKM_ROW_RAGGED] = {"jumlah sel tidak sama dengan judul",
                            "cells do not match the heading"},
        [IKM_ROW_NO_ANSWER] = {"tidak ada jawaban", "no answer"},
        [IKM_ROW_CAUSE] = {"sebab tidak sah", "cause not allowed"},
        [IKM_ROW_ID] = {"id sudah ada dengan isi lain",
                        "id again with other content"},
        [IKM_ROW_TEXT] = {"sel terlalu panjang", "cell too long"},
        [IKM_ROW_BROKEN] = {"baris rusak", "broken row"},
    };
    size_t length = 0;
    room[0] = '\0';
    for (int f = 0; f < IKM_ROW_FAULT_COUNT && length + 8 < room_bytes; f++) {
        if (!(read->bad & 1U << f))
            continue;
        length += (size_t)snprintf(room + length, room_bytes - length, "%s%s",
                                   length ? "; " : "",
                                   ikm_say(lang, words[f].id, words[f].en));
        if (f != IKM_ROW_SCORE)
            continue;
        char name[IKM_QUESTION_COLUMN_BYTES];
        for (size_t q = 0;
             q < ikm_form_n_asked(form) && length + 8 < room_bytes; q++)
            if (read->bad_questions >> q & 1U)
                length +=
                    (size_t)snprintf(room + length, room_bytes - length, " %s",
                                     ikm_question_name(form, q, name));
    }
    return room;
}

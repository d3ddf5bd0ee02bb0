#include "collect/mapping.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "collect/headings.h"
#include "data/base/utf8.h"
#include "data/respondent.h"

enum { KEY_BYTES = 1024 };

/* What the map says of a heading; NULL when it does not name it. */
static const char *mapped_target(const struct ikm_map *map, const char *key)
{
    for (size_t i = 0; map && i < map->n_columns; i++)
        if (strcmp(map->columns[i].heading_key, key) == 0)
            return map->columns[i].target;
    return NULL;
}

/* What one heading means. question -2 (vague) is told by the caller. */
static struct ikm_column understand(const char *heading,
                                    const struct ikm_form *form,
                                    const struct ikm_form_order *order,
                                    const struct ikm_map *map,
                                    int *ret_question, int *ret_positional)
{
    char key[KEY_BYTES];
    (void)ikm_fold_letters(heading, key, sizeof key);
    const char *target = mapped_target(map, key);
    const char *said = target ? target : heading;
    struct ikm_column column = {.kind = IKM_COLUMN_UNUSED, .heading = heading};
    *ret_positional = 0;
    *ret_question = -1;
    if (target && target[0] == '\0') {
        column.kind = IKM_COLUMN_IGNORED;
        return column;
    }
    *ret_question = ikm_heading_question(said, form, order, ret_positional);
    if (*ret_question >= 0) {
        column.kind = IKM_COLUMN_QUESTION;
        column.which = (size_t)*ret_question;
        return column;
    }
    const int cause = ikm_heading_cause(said, form, order);
    if (cause >= 0) {
        column.kind = IKM_COLUMN_CAUSE;
        column.which = (size_t)cause;
        return column;
    }
    (void)ikm_fold_letters(said, key, sizeof key);
    column = ikm_heading_meaning(key);
    column.heading = heading;
    return column;
}

int ikm_mapping_knows(const char *target, const struct ikm_form *form,
                      const struct ikm_form_order *order)
{
    int question = 0, positional = 0;
    const struct ikm_column column =
        understand(target, form, order, NULL, &question, &positional);
    return target[0] == '\0' || column.kind != IKM_COLUMN_UNUSED;
}

size_t ikm_mapping_score(const struct ikm_row *row, const struct ikm_form *form,
                         const struct ikm_map *map)
{
    size_t score = 0;
    for (size_t c = 0; c < row->n_cells; c++) {
        int question = 0, positional = 0;
        if (row->cells[c].length_bytes == 0)
            continue;
        (void)understand(row->cells[c].text, form, &form->orders[0], map,
                         &question, &positional);
        score += question != -1;
    }
    return score;
}

/* The place in the mapping that a column fills; NULL: no place. */
static int *place_of(struct ikm_mapping *m, const struct ikm_column *column)
{
    switch (column->kind) {
    case IKM_COLUMN_UNUSED:
    case IKM_COLUMN_IDENTITY:
    case IKM_COLUMN_IGNORED: return NULL;
    case IKM_COLUMN_NUMBER: return &m->number;
    case IKM_COLUMN_ID: return &m->id;
    case IKM_COLUMN_UNIT: return &m->unit;
    case IKM_COLUMN_SERVICE: return &m->service;
    case IKM_COLUMN_DATE: return &m->date;
    case IKM_COLUMN_TIMESTAMP: return &m->timestamp;
    case IKM_COLUMN_OPERATOR: return &m->operator_name;
    case IKM_COLUMN_SHEET: return &m->sheet;
    case IKM_COLUMN_COMMENT: return &m->comment;
    case IKM_COLUMN_FIELD: return &m->field[column->which];
    case IKM_COLUMN_QUESTION: return &m->question[column->which];
    case IKM_COLUMN_CAUSE: return &m->cause[column->which];
    }
    return NULL;
}

static void empty_places(struct ikm_mapping *m)
{
    m->id = m->number = m->unit = m->service = m->date = -1;
    m->timestamp = m->operator_name = m->sheet = m->comment = -1;
    for (int i = 0; i < IKM_FIELD_COUNT; i++)
        m->field[i] = -1;
    for (int i = 0; i < IKM_MAX_QUESTIONS; i++)
        m->question[i] = -1;
    for (int i = 0; i < IKM_MAX_ELEMENTS; i++)
        m->cause[i] = -1;
}

static void fault_twice(struct ikm_faults *faults, uint32_t row, int first,
                        size_t second, const struct ikm_mapping *m)
{
    ikm_fault_add(faults, row, (uint32_t)second + 1,
                  "judul \"%.60s\" berarti sama dengan judul kolom %d "
                  "(\"%.60s\"); "
                  "hapus salah satu atau pakai --map",
                  "heading \"%.60s\" means the same as that of column %d "
                  "(\"%.60s\"); delete one or use --map",
                  m->columns[second].heading, first + 1,
                  m->columns[first].heading);
}

/* 1-based: which question of its element it is. */
static int part_of(const struct ikm_form *form, size_t question)
{
    int part = 1;
    for (size_t q = 0; q < question; q++)
        part += form->questions[q].element == form->questions[question].element;
    return part;
}

static bool has_several(const struct ikm_form *form, size_t question)
{
    size_t n = 0;
    for (size_t q = 0; q < form->n_questions; q++)
        n += form->questions[q].element == form->questions[question].element;
    return n > 1;
}

/* Tells of every question, unit and date that has no column. */
static void fault_missing(const struct ikm_mapping *m,
                          const struct ikm_mapping_rules *rules, uint32_t row,
                          struct ikm_faults *faults)
{
    const struct ikm_form *form = rules->form;
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        char part[16] = "";
        char name[IKM_QUESTION_COLUMN_BYTES];
        if (m->question[q] >= 0)
            continue;
        if (q < form->n_questions && has_several(form, q))
            (void)snprintf(part, sizeof part, ".%d", part_of(form, q));
        ikm_fault_add(faults, row, 0,
                      "judul kolom %s%s (%s) tidak ada; kuesioner %s "
                      "memintanya. Bila judulnya lain, pakai --map",
                      "there is no column %s%s (%s), which form %s asks for. "
                      "If its heading is another, use --map",
                      ikm_question_name(form, q, name), part,
                      ikm_question_about(form, q), form->id);
    }
    if (rules->needs_unit && m->unit < 0)
        ikm_fault_add(faults, row, 0,
                      "judul kolom \"unit\" tidak ada; tambahkan, atau pakai "
                      "--unit",
                      "there is no column \"unit\"; add it, or use --unit");
    if (rules->needs_date && m->date < 0 && m->timestamp < 0)
        ikm_fault_add(faults, row, 0,
                      "judul kolom \"tanggal\" tidak ada; tambahkan, atau "
                      "pakai --date",
                      "there is no column \"tanggal\" (date); add it, or use "
                      "--date");
}

static enum ikm_status copy_headings(const struct ikm_row *row,
                                     struct ikm_arena *arena,
                                     struct ikm_mapping *m,
                                     struct ikm_error *err)
{
    m->n_columns = row->n_cells;
    m->columns = ikm_arena_take(arena, row->n_cells + 1, sizeof *m->columns);
    if (!m->columns)
        return ikm_fail_memory(err);
    for (size_t c = 0; c < row->n_cells; c++) {
        m->columns[c].heading = ikm_arena_copy(arena, row->cells[c].text,
                                               row->cells[c].length_bytes);
        if (!m->columns[c].heading)
            return ikm_fail_memory(err);
    }
    return IKM_OK;
}

enum ikm_status ikm_mapping_make(const struct ikm_row *row,
                                 const struct ikm_mapping_rules *rules,
                                 struct ikm_arena *arena,
                                 struct ikm_faults *faults,
                                 struct ikm_mapping *ret_mapping,
                                 struct ikm_error *err)
{
    struct ikm_mapping m = {0};
    const size_t n_before = faults->n_total;
    const enum ikm_status status = copy_headings(row, arena, &m, err);
    if (status != IKM_OK)
        return status;
    empty_places(&m);
    for (size_t c = 0; c < m.n_columns; c++) {
        int question = 0, positional = 0;
        m.columns[c] =
            understand(m.columns[c].heading, rules->form, rules->order,
                       rules->map, &question, &positional);
        if (question == IKM_HEADING_VAGUE)
            ikm_fault_add(faults, row->number, (uint32_t)c + 1,
                          "judul \"%.60s\": unsur ini punya beberapa "
                          "pertanyaan; tulis kalimat pertanyaannya, atau "
                          "kodenya dengan nomor, misalnya U2.1",
                          "heading \"%.60s\": this element has several "
                          "questions; write the question itself, or its code "
                          "with a number, for instance U2.1",
                          m.columns[c].heading);
        m.n_positional += positional;
        int *place = place_of(&m, &m.columns[c]);
        if (place && *place >= 0)
            fault_twice(faults, row->number, *place, c, &m);
        else if (place)
            *place = (int)c;
    }
    for (size_t q = 0; q < ikm_form_n_asked(rules->form); q++)
        m.n_questions += m.question[q] >= 0;
    fault_missing(&m, rules, row->number, faults);
    *ret_mapping = m;
    if (faults->n_total > n_before)
        return ikm_fail(err, IKM_INPUT, "judul kolom tidak lengkap atau ganda",
                        "headings are missing or double");
    return IKM_OK;
}

const char *ikm_map_cell(const struct ikm_map *map, const char *heading,
                         const char *text)
{
    char heading_key[KEY_BYTES], key[KEY_BYTES];
    if (!map || map->n_values == 0)
        return text;
    (void)ikm_fold_letters(heading, heading_key, sizeof heading_key);
    (void)ikm_fold_spaces(text, key, sizeof key);
    for (size_t i = 0; i < map->n_values; i++)
        if (strcmp(map->values[i].from_key, key) == 0 &&
            strcmp(map->values[i].heading_key, heading_key) == 0)
            return map->values[i].to;
    return text;
}

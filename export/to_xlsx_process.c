#include <stdio.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"

enum { FORMULA_BYTES = 256, FRONT_COLUMNS = 2 };

/* Questions in the order of their elements, so that those of one element stand
 * side by side. */
static void place_questions(struct xlsx_book *book)
{
    const struct ikm_form *form = book->form;
    uint8_t n = 0;
    for (size_t e = 0; e < form->n_elements; e++) {
        book->places.first_of[e] = n;
        for (size_t q = 0; q < form->n_questions; q++)
            if (form->questions[q].element == e)
                book->places.column_of[q] = n++;
    }
    book->places.first_of[form->n_elements] = n;
}

static const char *explain(const struct xlsx_book *book)
{
    if (!book->places.has_rows)
        return ikm_say(book->lang,
                       "Respondennya terlalu banyak untuk satu baris tiap "
                       "orang: jumlahnya dihitung rumus langsung dari lembar "
                       "Data.",
                       "Too many respondents for a row each: formulas add up "
                       "straight from the sheet Data.");
    if (book->analysis->query.rows == IKM_ROWS_COMPLETE)
        return ikm_say(book->lang,
                       "Yang dihitung: baris lembar Data yang dipakai dan "
                       "terisi lengkap. Rumus mengikuti lembar Data.",
                       "Counted: rows of the sheet Data that are used and "
                       "complete. The formulas follow the sheet Data.");
    return ikm_say(book->lang,
                   "Yang dihitung: semua jawaban pada baris lembar Data yang "
                   "dipakai; yang kosong tidak menjadi pembagi. Rumus "
                   "mengikuti lembar Data.",
                   "Counted: all answers in rows of the sheet Data that are "
                   "used; blanks are in no divisor. The formulas follow the "
                   "sheet Data.");
}

static void write_title(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_result *result = book->result;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text line = IKM_TEXT(book->arena);
    xlsx_text(pen, STYLE_TITLE,
              ikm_say(book->lang, "Pengolahan data per responden dan per unsur",
                      "Processing per respondent and element"));
    xlsx_down(pen, 1);
    ikm_text_printf(&line, "%s, %s, %s", result->name,
                    ikm_period_words(&result->period, book->lang, period),
                    book->form->name);
    xlsx_text(pen, STYLE_SUBTITLE, xlsx_done(book, &line));
    xlsx_down(pen, 1);
    xlsx_text(pen, STYLE_SUBTITLE, explain(book));
    xlsx_down(pen, 2);
}

/* Names of the elements over all their questions, or their codes. */
static void write_element_heads(struct xlsx_pen *pen, int with_names)
{
    const struct ikm_form *form = pen->book->form;
    const uint8_t *first = pen->book->places.first_of;
    xlsx_text(pen, STYLE_HEAD, with_names ? "No" : "");
    xlsx_text(pen, STYLE_HEAD,
              with_names ? ikm_say(pen->book->lang, "Keadaan", "State") : "");
    for (size_t e = 0; e < form->n_elements; e++)
        xlsx_wide(pen, STYLE_HEAD, (uint16_t)(first[e + 1] - first[e]),
                  with_names ? form->elements[e].name : form->elements[e].code);
    xlsx_down(pen, 1);
}

static void write_question_heads(struct xlsx_pen *pen)
{
    const struct xlsx_book *book = pen->book;
    char code[XLSX_QUESTION_BYTES];
    xlsx_text(pen, STYLE_HEAD, "");
    xlsx_text(pen, STYLE_HEAD, "");
    for (size_t q = 0; q < book->form->n_questions; q++) {
        pen->column = (uint16_t)(FRONT_COLUMNS + book->places.column_of[q]);
        xlsx_text(pen, STYLE_HEAD, xlsx_question_code(book->form, q, code));
    }
    xlsx_down(pen, 1);
}

/* A narrow column would break the name of its element inside words. */
static void set_columns(struct xlsx_book *book)
{
    const struct ikm_form *form = book->form;
    const uint8_t *first = book->places.first_of;
    xlsx_set_width(book, SHEET_PROCESS, 0, 8);
    xlsx_set_width(book, SHEET_PROCESS, 1, 22);
    for (size_t e = 0; e < form->n_elements; e++)
        for (size_t at = first[e]; at < first[e + 1]; at++)
            xlsx_set_width(book, SHEET_PROCESS, FRONT_COLUMNS + at,
                           first[e + 1] - first[e] > 1 ? 9 : 14);
    xlsx_set_width(book, SHEET_PROCESS, FRONT_COLUMNS + form->n_questions, 12);
}

void xlsx_process_head(struct xlsx_book *book)
{
    const int has_several = book->form->n_questions > book->form->n_elements;
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_PROCESS};
    place_questions(book);
    set_columns(book);
    write_title(&pen);
    write_element_heads(&pen, 0);
    write_element_heads(&pen, 1);
    if (has_several)
        write_question_heads(&pen);
    book->places.process_row = pen.row;
    const struct xlsx_page page = {.is_landscape = 1,
                                   .n_head_rows = pen.row,
                                   .n_repeat_rows = has_several ? 3 : 2,
                                   .n_head_columns = FRONT_COLUMNS};
    xlsx_set_page(book, SHEET_PROCESS, &page);
}

/* The state as the sums see it: of Data, or "tidak lengkap" where only whole
 * rows count. */
static void write_state(struct xlsx_pen *pen, uint32_t data_row,
                        const struct xlsx_row *row)
{
    const struct xlsx_book *book = pen->book;
    const enum ikm_lang lang = book->lang;
    const size_t n = book->form->n_questions;
    const char *used = xlsx_state_word(lang, IKM_RESPONSE_USED);
    const char *partial = ikm_say(lang, "tidak lengkap", "incomplete");
    char formula[FORMULA_BYTES], state[LXW_MAX_CELL_NAME_LENGTH];
    char answers[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_cell(state, data_row, 1);
    lxw_rowcol_to_range(answers, data_row, book->places.answer_column, data_row,
                        (lxw_col_t)(book->places.answer_column + n - 1));
    if (book->analysis->query.rows != IKM_ROWS_COMPLETE) {
        (void)snprintf(formula, sizeof formula, "=Data!%s", state);
        xlsx_formula_text(pen, STYLE_TEXT, formula,
                          xlsx_state_word(lang, row->state));
        return;
    }
    const int is_partial =
        row->state == IKM_RESPONSE_USED &&
        ikm_row_facts(row->response, book->form->scale_max).is_partial;
    (void)snprintf(formula, sizeof formula,
                   "=IF(AND(Data!%s=\"%s\",COUNT(Data!%s)<%zu),\"%s\","
                   "Data!%s)",
                   state, used, answers, n, partial, state);
    xlsx_formula_text(pen, STYLE_TEXT, formula,
                      is_partial ? partial : xlsx_state_word(lang, row->state));
}

static int counts(const struct xlsx_book *book, const struct xlsx_row *row)
{
    if (row->state != IKM_RESPONSE_USED)
        return 0;
    return book->analysis->query.rows != IKM_ROWS_COMPLETE ||
           !ikm_row_facts(row->response, book->form->scale_max).is_partial;
}

/* An answer, or "" (which no SUM and no COUNT sees) where it is blank or the
 * row does not count. */
static void write_answer(struct xlsx_pen *pen, uint32_t data_row, size_t q,
                         int answer)
{
    const struct xlsx_book *book = pen->book;
    char formula[FORMULA_BYTES];
    char from[LXW_MAX_CELL_NAME_LENGTH], state[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(from, data_row,
                       (lxw_col_t)(book->places.answer_column + q));
    lxw_rowcol_to_cell(state, pen->row, 1);
    (void)snprintf(formula, sizeof formula,
                   "=IF(OR($%s<>\"%s\",Data!%s=\"\"),\"\",Data!%s)", state,
                   xlsx_state_word(book->lang, IKM_RESPONSE_USED), from, from);
    pen->column = (uint16_t)(FRONT_COLUMNS + book->places.column_of[q]);
    if (answer > 0)
        xlsx_formula(pen, STYLE_CENTER, formula, answer);
    else
        xlsx_formula_text(pen, STYLE_CENTER, formula, "");
}

void xlsx_process_row(struct xlsx_book *book, uint32_t i,
                      const struct xlsx_row *row)
{
    const int does_count = counts(book, row);
    struct xlsx_pen pen = {.book = book,
                           .sheet = SHEET_PROCESS,
                           .row = book->places.process_row + i};
    if (!book->places.has_rows)
        return;
    xlsx_integer(&pen, STYLE_CENTER, (int64_t)i + 1);
    write_state(&pen, i + 1, row);
    for (size_t q = 0; q < book->form->n_questions; q++)
        write_answer(&pen, i + 1, q, does_count ? row->response->answer[q] : 0);
}

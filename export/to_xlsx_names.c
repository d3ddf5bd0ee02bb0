#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "data/respondent.h"
#include "export/to_xlsx_internal.h"

/* Columns of Data that formulas name. */
enum { COLUMN_STATE = 1, COLUMN_SERVICE = 5, COLUMN_FIELDS = 7 };

struct xlsx_name xlsx_cell(uint32_t row, size_t column)
{
    struct xlsx_name name;
    lxw_rowcol_to_cell(name.text, row, (lxw_col_t)column);
    return name;
}

struct xlsx_name xlsx_range(uint32_t first_row, size_t first_column,
                            uint32_t last_row, size_t last_column)
{
    struct xlsx_name name;
    lxw_rowcol_to_range(name.text, first_row, (lxw_col_t)first_column, last_row,
                        (lxw_col_t)last_column);
    return name;
}

static int is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

struct xlsx_name xlsx_range_name(const char *prefix, const char *code)
{
    struct xlsx_name name;
    (void)snprintf(name.text, sizeof name.text, "%s_%s", prefix, code);
    for (char *p = name.text; *p; p++)
        if (!is_letter_or_digit(*p) && *p != '.')
            *p = '_';
    return name;
}

struct xlsx_name xlsx_question_name(const struct ikm_form *form, size_t q)
{
    char code[XLSX_QUESTION_BYTES];
    return xlsx_range_name("data", xlsx_question_code(form, q, code));
}

void xlsx_define(struct xlsx_book *book, const char *name,
                 enum xlsx_sheet sheet, const char *absolute_range)
{
    struct ikm_text *formula = xlsx_scratch(book);
    ikm_text_printf(formula, "='%s'!%s", xlsx_sheet_name(book->lang, sheet),
                    absolute_range);
    xlsx_note(book, (int)workbook_define_name(book->workbook, name,
                                              xlsx_done(book, formula)));
}

static void define_column(struct xlsx_book *book, const char *name,
                          size_t column)
{
    char place[XLSX_NAME_BYTES];
    const uint32_t n = book->places.n_rows;
    lxw_rowcol_to_range_abs(place, 1, (lxw_col_t)column, n > 0 ? n : 1,
                            (lxw_col_t)column);
    xlsx_define(book, name, SHEET_DATA, place);
}

void xlsx_define_data(struct xlsx_book *book)
{
    size_t column = COLUMN_FIELDS;
    define_column(book, "data_keadaan", COLUMN_STATE);
    define_column(book, "data_layanan", COLUMN_SERVICE);
    for (size_t i = 0; i < IKM_FIELD_COUNT; i++) {
        if (i == XLSX_OPERATOR_AFTER)
            column++;
        define_column(
            book, xlsx_range_name("data", ikm_field_key(xlsx_fields[i])).text,
            column++);
    }
    for (size_t q = 0; q < book->form->n_questions; q++)
        define_column(book, xlsx_question_name(book->form, q).text,
                      book->places.answer_column + q);
}

void xlsx_criteria(struct ikm_text *formula, const struct xlsx_book *book)
{
    ikm_text_printf(formula, ",data_keadaan,\"%s\"",
                    xlsx_state_word(book->lang, IKM_RESPONSE_USED));
    if (book->analysis->query.rows != IKM_ROWS_COMPLETE)
        return;
    for (size_t q = 0; q < book->form->n_questions; q++)
        ikm_text_printf(formula, ",%s,\">0\"",
                        xlsx_question_name(book->form, q).text);
}

static void over_data(struct ikm_text *formula, const struct xlsx_book *book,
                      size_t element, const char *more, int is_sum)
{
    int n = 0;
    for (size_t q = 0; q < book->form->n_questions; q++) {
        if (book->form->questions[q].element != element)
            continue;
        const struct xlsx_name name = xlsx_question_name(book->form, q);
        ikm_text_put(formula, n++ > 0 ? "+" : "");
        if (is_sum)
            ikm_text_printf(formula, "SUMIFS(%s", name.text);
        else
            ikm_text_printf(formula, "COUNTIFS(%s,\">0\"", name.text);
        xlsx_criteria(formula, book);
        ikm_text_printf(formula, "%s)", more);
    }
}

void xlsx_sum_over_data(struct ikm_text *formula, const struct xlsx_book *book,
                        size_t element, const char *more)
{
    over_data(formula, book, element, more, 1);
}

void xlsx_count_over_data(struct ikm_text *formula,
                          const struct xlsx_book *book, size_t element,
                          const char *more)
{
    over_data(formula, book, element, more, 0);
}

void xlsx_colour_grades(struct xlsx_book *book, enum xlsx_sheet sheet,
                        uint32_t first_row, uint32_t last_row, size_t column)
{
    for (size_t c = 0; c < book->form->n_classes; c++) {
        char letter[64];
        (void)snprintf(letter, sizeof letter, "=\"%.32s\"",
                       book->form->classes[c].grade);
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_CELL,
            .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
            .value_string = letter,
            .format =
                book->format[xlsx_grade_style(book->form->classes[c].grade)]};
        xlsx_note(book, (int)worksheet_conditional_format_range(
                            book->sheet[sheet], first_row, (lxw_col_t)column,
                            last_row, (lxw_col_t)column, &rule));
    }
}

#include <stdio.h>
#include <xlsxwriter.h>

#include "data/respondent.h"
#include "export/to_xlsx_internal.h"

/* The columns before the answers, in this order. */
static const struct {
    const char *id, *en;
    uint8_t width;
} front[] = {
    {"No", "No", 7},         {"Keadaan", "State", 13},
    {"ID", "ID", 38},        {"Kode unit", "Unit code", 14},
    {"Unit", "Unit", 26},    {"Layanan", "Service", 24},
    {"Tanggal", "Date", 12},
};
const enum ikm_field xlsx_fields[IKM_FIELD_COUNT] = {
    IKM_FIELD_HOUR,      IKM_FIELD_CHANNEL,   IKM_FIELD_GENDER,
    IKM_FIELD_AGE,       IKM_FIELD_EDUCATION, IKM_FIELD_OCCUPATION,
    IKM_FIELD_DISABILITY};
static const uint8_t field_width[] = {13, 10, 14, 11, 14, 20, 13};
_Static_assert(IKM_COUNT(field_width) == IKM_FIELD_COUNT, "a field is missing");

const char *xlsx_state_word(enum ikm_lang lang, enum ikm_response_state state)
{
    switch (state) {
    case IKM_RESPONSE_USED: return ikm_say(lang, "dipakai", "used");
    case IKM_RESPONSE_VOID: return ikm_say(lang, "batal", "void");
    case IKM_RESPONSE_EXCLUDED:
        return ikm_say(lang, "dikecualikan", "excluded");
    }
    return "";
}

const char *xlsx_question_code(const struct ikm_form *form, size_t question,
                               char buffer[XLSX_QUESTION_BYTES])
{
    const size_t element = form->questions[question].element;
    size_t n_before = 0;
    size_t n_all = 0;
    for (size_t q = 0; q < form->n_questions; q++)
        if (form->questions[q].element == element) {
            n_all++;
            n_before += q < question;
        }
    if (n_all == 1)
        (void)snprintf(buffer, XLSX_QUESTION_BYTES, "%s",
                       form->elements[element].code);
    else
        (void)snprintf(buffer, XLSX_QUESTION_BYTES, "%s.%zu",
                       form->elements[element].code, n_before + 1);
    return buffer;
}

/* A heading, and the width of its column. */
static void head(struct xlsx_pen *pen, const char *text, uint8_t width)
{
    xlsx_set_width(pen->book, SHEET_DATA, pen->column, width);
    xlsx_text(pen, STYLE_HEAD, text);
}

void xlsx_data_head(struct xlsx_book *book)
{
    const enum ikm_lang lang = book->lang;
    const struct xlsx_page page = {.is_landscape = 1,
                                   .n_head_rows = 1,
                                   .n_repeat_rows = 1,
                                   .n_head_columns = 2,
                                   .scale_percent = 65};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_DATA};
    char code[XLSX_QUESTION_BYTES];
    char name[IKM_QUESTION_COLUMN_BYTES];
    xlsx_set_page(book, SHEET_DATA, &page);
    for (size_t i = 0; i < IKM_COUNT(front); i++)
        head(&pen, ikm_say(lang, front[i].id, front[i].en), front[i].width);
    for (size_t i = 0; i < IKM_FIELD_COUNT; i++) {
        if (i == XLSX_OPERATOR_AFTER)
            head(&pen, ikm_say(lang, "Petugas", "Operator"), 16);
        head(&pen, ikm_field_name(xlsx_fields[i], lang), field_width[i]);
    }
    book->places.answer_column = pen.column;
    for (size_t q = 0; q < book->form->n_questions; q++)
        head(&pen, xlsx_question_code(book->form, q, code), 7);
    for (size_t q = book->form->n_questions; q < ikm_form_n_asked(book->form);
         q++)
        head(&pen, ikm_question_column(book->form, q, name), 18);
    if (!book->options->no_comments)
        head(&pen, ikm_say(lang, "Saran", "Comment"), 60);
    head(&pen, ikm_say(lang, "Keterangan", "Note"), 50);
    xlsx_note(book, (int)worksheet_autofilter(book->sheet[SHEET_DATA], 0, 0,
                                              book->places.n_rows,
                                              (lxw_col_t)(pen.column - 1)));
    xlsx_define_data(book);
}

static void write_field(struct xlsx_pen *pen, enum ikm_field field,
                        const struct ikm_response *response)
{
    const enum ikm_lang lang = pen->book->lang;
    const uint8_t code = response->field[field];
    const char *label = ikm_respondent_label(field, code, lang);
    if (field == IKM_FIELD_AGE && code > 0 && code <= IKM_AGE_BAND) {
        xlsx_integer(pen, STYLE_NUMBER, code);
        return;
    }
    if (code != ikm_respondent_other(field) || !response->other[field]) {
        xlsx_text(pen, STYLE_PLAIN, label);
        return;
    }
    struct ikm_text *both = xlsx_scratch(pen->book);
    ikm_text_printf(both, "%s: %s", label, response->other[field]);
    xlsx_text(pen, STYLE_PLAIN, xlsx_done(pen->book, both));
}

static void write_answers(struct xlsx_pen *pen, const struct xlsx_row *row)
{
    for (size_t q = 0; q < ikm_form_n_asked(pen->book->form); q++)
        if (row->response && row->response->answer[q] > 0)
            xlsx_integer(pen, STYLE_NUMBER, row->response->answer[q]);
        else
            xlsx_skip(pen, 1);
}

static void text_or_skip(struct xlsx_pen *pen, enum xlsx_style style,
                         const char *text)
{
    xlsx_text(pen, text && text[0] ? style : STYLE_NONE, text ? text : "");
}

void xlsx_data_row(struct xlsx_book *book, uint32_t i,
                   const struct xlsx_row *row)
{
    const struct ikm_response *response = row->response;
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_DATA, .row = i + 1};
    xlsx_integer(&pen, STYLE_NUMBER, (int64_t)i + 1);
    xlsx_text(&pen, STYLE_PLAIN, xlsx_state_word(book->lang, row->state));
    text_or_skip(&pen, STYLE_PLAIN, row->id);
    text_or_skip(&pen, STYLE_PLAIN, row->unit ? row->unit->code : NULL);
    text_or_skip(&pen, STYLE_PLAIN, row->unit ? row->unit->name : NULL);
    text_or_skip(&pen, STYLE_PLAIN, row->service);
    xlsx_date(&pen, row->date);
    for (size_t f = 0; f < IKM_FIELD_COUNT; f++) {
        if (f == XLSX_OPERATOR_AFTER)
            text_or_skip(&pen, STYLE_PLAIN, row->operator_name);
        if (response)
            write_field(&pen, xlsx_fields[f], response);
        else
            xlsx_skip(&pen, 1);
    }
    write_answers(&pen, row);
    if (!book->options->no_comments)
        text_or_skip(&pen, STYLE_WRAP, response ? response->comment : NULL);
    text_or_skip(&pen, STYLE_WRAP, row->note);
    xlsx_down(&pen, 1);
}

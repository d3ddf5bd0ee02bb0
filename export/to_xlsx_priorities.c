#include "export/to_xlsx_internal.h"
#include "export/words.h"

/* The section with something to do; NULL when there is none. */
static const struct ikm_section *find_points(const struct ikm_report *report)
{
    for (size_t s = 0; s < report->n_sections; s++)
        if (report->sections[s].n_points > 0)
            return &report->sections[s];
    return NULL;
}

static void write_heads(struct xlsx_pen *pen, const char *const (*heads)[2],
                        size_t n_heads)
{
    for (size_t i = 0; i < n_heads; i++)
        xlsx_text(pen, STYLE_HEAD,
                  ikm_say(pen->book->lang, heads[i][0], heads[i][1]));
    xlsx_down(pen, 1);
}

/* points[i] is the sentence of priorities[i]. */
static void write_points(struct xlsx_pen *pen,
                         const struct ikm_section *section)
{
    static const char *const heads[][2] = {
        {"No", "No"},       {"Kode", "Code"},  {"Unsur", "Element"},
        {"Nilai", "Value"}, {"Mutu", "Grade"}, {"Penjelasan", "Explanation"}};
    const struct xlsx_book *book = pen->book;
    write_heads(pen, heads, IKM_COUNT(heads));
    for (size_t i = 0; i < section->n_points; i++) {
        const size_t e = book->result->priorities[i].element;
        const struct ikm_element_figures *figures =
            &book->result->index.element[e];
        const char *letter = ikm_grade_letter(book->form, figures->grade);
        xlsx_integer(pen, STYLE_CENTER, (int64_t)i + 1);
        xlsx_text(pen, STYLE_CENTER, book->form->elements[e].code);
        xlsx_text(pen, STYLE_TEXT_WRAP, book->form->elements[e].name);
        xlsx_hundredths(pen, STYLE_2, figures->value_hundredths);
        xlsx_text(pen, xlsx_grade_style(letter), letter);
        xlsx_text(pen, STYLE_TEXT_WRAP, section->points[i]);
        xlsx_down(pen, 1);
    }
}

static void write_causes(struct xlsx_pen *pen)
{
    static const char *const heads[][2] = {
        {"No", "No"},         {"Kode", "Code"}, {"Unsur", "Element"},
        {"Disebut", "Named"}, {"Dari", "Of"},   {"Sebab", "Cause"}};
    const struct xlsx_book *book = pen->book;
    const struct ikm_result *result = book->result;
    int64_t number = 0;
    xlsx_text(pen, STYLE_SECTION,
              ikm_say(book->lang, "Sebab nilai rendah yang disebut responden",
                      "Causes of low scores that respondents named"));
    xlsx_down(pen, 1);
    write_heads(pen, heads, IKM_COUNT(heads));
    for (size_t i = 0; i < result->n_priorities; i++) {
        const size_t e = result->priorities[i].element;
        const struct ikm_element_more *more = &result->more[e];
        for (size_t c = 0; c < more->n_causes; c++) {
            xlsx_integer(pen, STYLE_CENTER, ++number);
            xlsx_text(pen, STYLE_CENTER, book->form->elements[e].code);
            xlsx_text(pen, STYLE_TEXT_WRAP, book->form->elements[e].name);
            xlsx_integer(pen, STYLE_INTEGER, more->causes[c].count);
            xlsx_integer(pen, STYLE_INTEGER, more->n_causes_named);
            xlsx_text(pen, STYLE_TEXT_WRAP, more->causes[c].text);
            xlsx_down(pen, 1);
        }
    }
}

static int has_causes(const struct ikm_result *result)
{
    for (size_t i = 0; i < result->n_priorities; i++)
        if (result->more[result->priorities[i].element].n_causes > 0)
            return 1;
    return 0;
}

void xlsx_write_priorities(struct xlsx_book *book)
{
    static const uint8_t widths[] = {6, 8, 34, 10, 8, 90};
    const struct xlsx_page page = {.is_landscape = 1};
    const struct ikm_section *section = find_points(&book->report);
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_PRIORITIES};
    struct ikm_text *finding = xlsx_scratch(book);
    xlsx_set_page(book, SHEET_PRIORITIES, &page);
    xlsx_set_widths(book, SHEET_PRIORITIES, widths, IKM_COUNT(widths));
    xlsx_text(
        &pen, STYLE_TITLE,
        ikm_say(book->lang, "Yang perlu didahulukan", "What comes first"));
    xlsx_down(&pen, 1);
    ikm_words_weakest(finding, book->lang, book->result);
    xlsx_text(&pen, STYLE_SUBTITLE, xlsx_done(book, finding));
    xlsx_down(&pen, 2);
    if (section)
        write_points(&pen, section);
    xlsx_down(&pen, 1);
    if (has_causes(book->result))
        write_causes(&pen);
}

static void write_question(struct xlsx_pen *pen, size_t q)
{
    const struct ikm_form *form = pen->book->form;
    const struct ikm_question *question = &form->questions[q];
    char code[XLSX_QUESTION_BYTES];
    xlsx_text(pen, STYLE_CENTER, xlsx_question_code(form, q, code));
    xlsx_text(pen, STYLE_TEXT_WRAP, form->elements[question->element].name);
    xlsx_text(pen, STYLE_TEXT_WRAP, question->text);
    for (int s = 1; s <= form->scale_max; s++)
        xlsx_text(pen, STYLE_TEXT_WRAP,
                  question->label[s] ? question->label[s] : "");
    xlsx_down(pen, 1);
}

void xlsx_write_form(struct xlsx_book *book)
{
    uint8_t widths[3 + IKM_MAX_SCALE] = {8, 30, 60};
    const size_t n_columns = 3 + (size_t)book->form->scale_max;
    const struct xlsx_page page = {
        .is_landscape = 1, .n_head_rows = 4, .n_repeat_rows = 1};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_FORM};
    for (size_t i = 3; i < n_columns; i++)
        widths[i] = 18;
    xlsx_set_page(book, SHEET_FORM, &page);
    xlsx_set_widths(book, SHEET_FORM, widths, n_columns);
    xlsx_text(&pen, STYLE_TITLE, book->form->name);
    xlsx_down(&pen, 1);
    xlsx_text(&pen, STYLE_SUBTITLE,
              ikm_say(book->lang,
                      "Arti kode jawaban pada lembar Data dan Pengolahan",
                      "What the codes on the sheets Data and Processing mean"));
    xlsx_down(&pen, 2);
    xlsx_text(&pen, STYLE_HEAD, ikm_say(book->lang, "Kode", "Code"));
    xlsx_text(&pen, STYLE_HEAD, ikm_say(book->lang, "Unsur", "Element"));
    xlsx_text(&pen, STYLE_HEAD, ikm_say(book->lang, "Pertanyaan", "Question"));
    for (int s = 1; s <= book->form->scale_max; s++) {
        struct ikm_text *code = xlsx_scratch(book);
        ikm_text_printf(code, "%d", s);
        xlsx_text(&pen, STYLE_HEAD, xlsx_done(book, code));
    }
    xlsx_down(&pen, 1);
    for (size_t q = 0; q < book->form->n_questions; q++)
        write_question(&pen, q);
}

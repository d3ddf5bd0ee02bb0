#include <string.h>

#include "data/base/number.h"
#include "data/base/utf8.h"
#include "data/form_internal.h"

enum {
    MAX_QUESTION_CHARACTERS = 300,
    MAX_LABEL_CHARACTERS = 80,
    MAX_CAUSE_CHARACTERS = 80,
    FOLD_ROOM = 1280 /* the longest of them, at four bytes a character */
};

/* An import finds questions and labels by their letters and digits alone. */
static bool are_same(const char *a, const char *b)
{
    char folded_a[FOLD_ROOM];
    char folded_b[FOLD_ROOM];
    const size_t length = ikm_fold_letters(a, folded_a, sizeof folded_a);
    (void)ikm_fold_letters(b, folded_b, sizeof folded_b);
    return length == 0 ? strcmp(a, b) == 0 : strcmp(folded_a, folded_b) == 0;
}

static void read_question(struct ikm_form_build *build,
                          const struct ikm_form_row *row)
{
    struct ikm_form *form = &build->form;
    struct ikm_question *question = &build->question[form->n_questions];

    ikm_form_read_kind(build, row, question);
    question->place = form->n_questions;
    question->text = row->cell[QUESTIONS_TEXT];
    if (ikm_form_text_is_fit(build, IKM_FORM_QUESTIONS, row, QUESTIONS_TEXT,
                             MAX_QUESTION_CHARACTERS))
        for (size_t q = 0; q < form->n_questions; q++)
            if (are_same(build->question[q].text, question->text)) {
                ikm_fault_add(
                    build->faults, row->number,
                    build->sheet[IKM_FORM_QUESTIONS].column[QUESTIONS_TEXT],
                    "questions.csv: pertanyaan ini sama dengan pertanyaan "
                    "ke-%zu; bedakan rumusannya",
                    "questions.csv: this question is the same as question "
                    "%zu; word them differently",
                    q + 1);
                break;
            }
    form->n_questions++;
}

static void find_silent_elements(struct ikm_form_build *build)
{
    const struct ikm_form *form = &build->form;
    for (size_t e = 0; e < form->n_elements; e++) {
        size_t q = 0;
        while (q < form->n_questions &&
               (build->question[q].element != e ||
                build->question[q].kind != IKM_ASKS_SATISFACTION))
            q++;
        char quote[IKM_FORM_QUOTE_BYTES];
        if (q == form->n_questions)
            ikm_fault_add(build->faults, 0, 0,
                          "questions.csv: unsur \"%s\" belum punya pertanyaan "
                          "kepuasan; tambahkan barisnya",
                          "questions.csv: the element \"%s\" has no question "
                          "of satisfaction; add its row",
                          ikm_form_quote(build->element[e].key, quote));
    }
}

void ikm_form_build_questions(struct ikm_form_build *build)
{
    struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_QUESTIONS];

    build->form.questions = build->question;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        if (i == IKM_MAX_QUESTIONS) {
            sheet->whole = false;
            ikm_fault_add(build->faults, sheet->rows[i].number, 0,
                          "questions.csv: ada %zu pertanyaan; paling banyak %d",
                          "questions.csv: there are %zu questions; at most %d",
                          sheet->n_rows, IKM_MAX_QUESTIONS);
            break;
        }
        read_question(build, &sheet->rows[i]);
    }
    if (sheet->whole)
        find_silent_elements(build);
}

/* A whole number 1..max in a cell; 0 and a fault otherwise. */
static size_t read_number(struct ikm_form_build *build,
                          enum ikm_form_table table,
                          const struct ikm_form_row *row, size_t column,
                          size_t max)
{
    const char *cell = row->cell[column];
    int64_t number = 0;
    char quote[IKM_FORM_QUOTE_BYTES];
    if (ikm_parse_count(cell, (int64_t)max, &number) && number >= 1)
        return (size_t)number;
    ikm_fault_add(build->faults, row->number,
                  build->sheet[table].column[column],
                  "%s: \"%s\" pada kolom \"%s\" harus bilangan bulat 1 sampai "
                  "%zu",
                  "%s: \"%s\" in the column \"%s\" must be a whole number from "
                  "1 to %zu",
                  ikm_form_table_name(table), ikm_form_quote(cell, quote),
                  ikm_form_column_name(table, column), max);
    return 0;
}

static void check_label(struct ikm_form_build *build,
                        const struct ikm_form_row *row, size_t q, size_t score)
{
    const uint32_t column =
        build->sheet[IKM_FORM_CHOICES].column[CHOICES_LABEL];
    const char *label = row->cell[CHOICES_LABEL];
    int64_t number = 0;

    for (size_t s = 1; s <= (size_t)build->form.scale_max; s++) {
        const char *other = build->question[q].label[s];
        if (s != score && other && are_same(other, label)) {
            ikm_fault_add(build->faults, row->number, column,
                          "choices.csv: label \"%s\" sudah dipakai untuk skor "
                          "%zu pertanyaan yang sama; bedakan",
                          "choices.csv: the label \"%s\" is that of score %zu "
                          "of the same question; make them differ",
                          label, s);
            return;
        }
    }
    if (ikm_parse_count(label, INT32_MAX, &number) && (size_t)number != score)
        ikm_fault_add(build->faults, row->number, column,
                      "choices.csv: label \"%s\" adalah angka lain daripada "
                      "skornya %zu; pakai kata-kata",
                      "choices.csv: the label \"%s\" is another number than "
                      "its score %zu; use words",
                      label, score);
}

static void read_choice(struct ikm_form_build *build,
                        const struct ikm_form_row *row)
{
    const bool questions_known =
        build->sheet[IKM_FORM_QUESTIONS].whole && build->form.n_questions > 0;
    const size_t number = read_number(
        build, IKM_FORM_CHOICES, row, CHOICES_QUESTION,
        questions_known ? build->form.n_questions : IKM_MAX_QUESTIONS);
    const size_t score =
        read_number(build, IKM_FORM_CHOICES, row, CHOICES_SCORE,
                    build->form.scale_max > 0 ? (size_t)build->form.scale_max
                                              : IKM_MAX_SCALE);
    const bool is_fit = ikm_form_text_is_fit(
        build, IKM_FORM_CHOICES, row, CHOICES_LABEL, MAX_LABEL_CHARACTERS);
    if (number == 0 || score == 0)
        return;
    struct ikm_question *question = &build->question[number - 1];
    if (question->label[score]) {
        ikm_fault_add(build->faults, row->number,
                      build->sheet[IKM_FORM_CHOICES].column[CHOICES_SCORE],
                      "choices.csv: skor %zu pertanyaan %zu sudah berlabel; "
                      "sisakan satu",
                      "choices.csv: score %zu of question %zu has a label "
                      "already; keep one",
                      score, number);
        return;
    }
    if (is_fit)
        check_label(build, row, number - 1, score);
    question->label[score] = row->cell[CHOICES_LABEL];
}

void ikm_form_build_choices(struct ikm_form_build *build)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_CHOICES];
    const size_t scale = (size_t)build->form.scale_max;

    for (size_t i = 0; i < sheet->n_rows; i++)
        read_choice(build, &sheet->rows[i]);
    if (!sheet->whole)
        return;
    for (size_t q = 0; q < build->form.n_questions; q++)
        for (size_t score = 1; score <= scale; score++)
            if (!build->question[q].label[score])
                ikm_fault_add(build->faults, 0, 0,
                              "choices.csv: skor %zu pertanyaan %zu belum "
                              "berlabel; tambahkan barisnya",
                              "choices.csv: score %zu of question %zu has no "
                              "label; add its row",
                              score, q + 1);
}

static void read_cause(struct ikm_form_build *build,
                       const struct ikm_form_row *row)
{
    const int element =
        ikm_form_element_of(build, IKM_FORM_CAUSES, row, CAUSES_ELEMENT);
    const size_t code =
        read_number(build, IKM_FORM_CAUSES, row, CAUSES_CODE, IKM_MAX_CAUSES);
    (void)ikm_form_text_is_fit(build, IKM_FORM_CAUSES, row, CAUSES_TEXT,
                               MAX_CAUSE_CHARACTERS);
    if (element < 0 || code == 0)
        return;
    struct ikm_cause *cause = &build->cause[element][code - 1];
    if (cause->text)
        ikm_fault_add(build->faults, row->number,
                      build->sheet[IKM_FORM_CAUSES].column[CAUSES_CODE],
                      "causes.csv: kode %zu sudah dipakai untuk unsur \"%s\"; "
                      "pilih kode lain",
                      "causes.csv: code %zu is taken already for the element "
                      "\"%s\"; choose another",
                      code, build->element[element].key);
    else
        *cause = (struct ikm_cause){(uint8_t)code, row->cell[CAUSES_TEXT]};
}

void ikm_form_build_causes(struct ikm_form_build *build)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_CAUSES];

    for (size_t i = 0; i < sheet->n_rows; i++)
        read_cause(build, &sheet->rows[i]);
    /* ascending codes without holes in the array */
    for (size_t e = 0; e < build->form.n_elements; e++) {
        size_t n = 0;
        for (size_t c = 0; c < IKM_MAX_CAUSES; c++)
            if (build->cause[e][c].text)
                build->cause[e][n++] = build->cause[e][c];
        build->element[e].n_causes = n;
        build->element[e].causes = build->cause[e];
    }
}

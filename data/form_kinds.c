#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/form_internal.h"

static const char *const words[] = {
    [IKM_ASKS_SATISFACTION] = "kepuasan",
    [IKM_ASKS_IMPORTANCE] = "kepentingan",
    [IKM_ASKS_EXPECTATION] = "harapan",
    [IKM_ASKS_OVERALL] = "keseluruhan",
};
_Static_assert(IKM_COUNT(words) == IKM_ASKS_COUNT, "every kind has a word");

const char *ikm_question_kind_word(enum ikm_question_kind kind)
{
    return words[kind];
}

size_t ikm_form_question_at(const struct ikm_form *form, size_t place)
{
    size_t q = 0;
    while (q + 1 < ikm_form_n_asked(form) && form->questions[q].place != place)
        q++;
    return q;
}

const char *ikm_question_column(const struct ikm_form *form, size_t question,
                                char room[IKM_QUESTION_COLUMN_BYTES])
{
    const struct ikm_question *asked = &form->questions[question];
    size_t n_before = 0;
    size_t n_all = 0;
    for (size_t q = 0; q < ikm_form_n_asked(form); q++)
        if (form->questions[q].kind == asked->kind &&
            form->questions[q].element == asked->element) {
            n_all++;
            n_before += q < question;
        }
    const char *key = asked->element == IKM_NO_ELEMENT
                          ? ""
                          : form->elements[asked->element].key;
    int length = snprintf(room, IKM_QUESTION_COLUMN_BYTES, "%.32s%s%s", key,
                          key[0] != '\0' ? "_" : "",
                          ikm_question_kind_word(asked->kind));
    if (n_all > 1)
        (void)snprintf(room + length,
                       IKM_QUESTION_COLUMN_BYTES - (size_t)length, "_%zu",
                       n_before + 1);
    return room;
}

const char *ikm_question_name(const struct ikm_form *form, size_t question,
                              char room[IKM_QUESTION_COLUMN_BYTES])
{
    const struct ikm_question *asked = &form->questions[question];
    return asked->kind == IKM_ASKS_SATISFACTION
               ? form->elements[asked->element].code
               : ikm_question_column(form, question, room);
}

const char *ikm_question_about(const struct ikm_form *form, size_t question)
{
    const struct ikm_question *asked = &form->questions[question];
    return asked->kind == IKM_ASKS_SATISFACTION
               ? form->elements[asked->element].name
               : asked->text;
}

/* The kind in a cell; COUNT and a fault when it is none. */
static enum ikm_question_kind kind_of(struct ikm_form_build *build,
                                      const struct ikm_form_row *row)
{
    const char *cell = row->cell[QUESTIONS_KIND];
    char quote[IKM_FORM_QUOTE_BYTES];
    if (*cell == '\0')
        return IKM_ASKS_SATISFACTION;
    for (int kind = 0; kind < IKM_ASKS_COUNT; kind++)
        if (strcmp(words[kind], cell) == 0)
            return (enum ikm_question_kind)kind;
    ikm_fault_add(build->faults, row->number,
                  build->sheet[IKM_FORM_QUESTIONS].column[QUESTIONS_KIND],
                  "questions.csv: jenis \"%s\" tidak dikenal; pilih kepuasan, "
                  "kepentingan, harapan, atau keseluruhan",
                  "questions.csv: the kind \"%s\" is not known; choose "
                  "kepuasan (satisfaction), kepentingan (importance), harapan "
                  "(expectation) or keseluruhan (overall)",
                  ikm_form_quote(cell, quote));
    return IKM_ASKS_COUNT;
}

static void check_overall(struct ikm_form_build *build,
                          const struct ikm_form_row *row)
{
    const uint32_t *column = build->sheet[IKM_FORM_QUESTIONS].column;
    char quote[IKM_FORM_QUOTE_BYTES];
    if (row->cell[QUESTIONS_ELEMENT][0] != '\0')
        ikm_fault_add(build->faults, row->number, column[QUESTIONS_ELEMENT],
                      "questions.csv: pertanyaan keseluruhan tidak tentang "
                      "satu unsur; kosongkan kolom unsur (\"%s\")",
                      "questions.csv: an overall question is of no element; "
                      "leave the column unsur empty (\"%s\")",
                      ikm_form_quote(row->cell[QUESTIONS_ELEMENT], quote));
    for (size_t q = 0; q < build->form.n_questions; q++)
        if (build->question[q].kind == IKM_ASKS_OVERALL)
            ikm_fault_add(build->faults, row->number, column[QUESTIONS_KIND],
                          "questions.csv: pertanyaan keseluruhan sudah ada "
                          "(pertanyaan ke-%zu); sisakan satu",
                          "questions.csv: there is an overall question already "
                          "(question %zu); keep one",
                          q + 1);
}

void ikm_form_read_kind(struct ikm_form_build *build,
                        const struct ikm_form_row *row,
                        struct ikm_question *question)
{
    question->kind = kind_of(build, row);
    question->element = IKM_NO_ELEMENT;
    if (question->kind == IKM_ASKS_OVERALL) {
        check_overall(build, row);
        return;
    }
    const int element =
        ikm_form_element_of(build, IKM_FORM_QUESTIONS, row, QUESTIONS_ELEMENT);
    if (element >= 0)
        question->element = (size_t)element;
}

/* An element called "waktu_kepentingan" beside the importance of "waktu". */
static void check_columns(struct ikm_form_build *build)
{
    const struct ikm_form *form = &build->form;
    char column[IKM_QUESTION_COLUMN_BYTES];
    char a[IKM_QUESTION_COLUMN_BYTES];
    char b[IKM_QUESTION_COLUMN_BYTES];
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++) {
        (void)ikm_question_column(form, q, column);
        (void)ikm_fold_letters(column, a, sizeof a);
        for (size_t e = 0; e < form->n_elements; e++) {
            (void)ikm_fold_letters(build->element[e].key, b, sizeof b);
            if (strcmp(a, b) == 0)
                ikm_fault_add(
                    build->faults,
                    build->sheet[IKM_FORM_ELEMENTS].rows[e].number,
                    build->sheet[IKM_FORM_ELEMENTS].column[ELEMENTS_KEY],
                    "elements.csv: kunci unsur \"%s\" adalah judul "
                    "kolom pertanyaan ke-%zu; pilih kunci lain",
                    "elements.csv: the element key \"%s\" is the "
                    "heading of question %zu; choose another",
                    build->element[e].key, form->questions[q].place + 1);
        }
    }
}

void ikm_form_sort_questions(struct ikm_form_build *build)
{
    struct ikm_form *form = &build->form;
    struct ikm_question more[IKM_MAX_QUESTIONS];
    const size_t n = form->n_questions;
    form->n_questions = form->n_more = 0;
    for (size_t q = 0; q < n; q++)
        if (build->question[q].kind == IKM_ASKS_SATISFACTION)
            build->question[form->n_questions++] = build->question[q];
        else
            more[form->n_more++] = build->question[q];
    if (form->n_more == 0)
        return;
    memcpy(build->question + form->n_questions, more,
           form->n_more * sizeof *more);
    /* a question without kind or element was told of already */
    for (size_t q = form->n_questions; q < n; q++)
        if (build->question[q].kind == IKM_ASKS_COUNT ||
            (build->question[q].element == IKM_NO_ELEMENT &&
             build->question[q].kind != IKM_ASKS_OVERALL))
            return;
    check_columns(build);
}

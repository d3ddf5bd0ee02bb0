#include <inttypes.h>

#include "export/document_internal.h"

/* ---- questionnaire ---- */

static void put_question(struct doc *doc, size_t q)
{
    const struct ikm_form *form = doc->result->form;
    const struct ikm_question *question = &form->questions[q];
    struct ikm_text choices = IKM_TEXT(doc->build.arena);
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    for (int s = 1; s <= form->scale_max; s++)
        ikm_text_printf(&choices, "%s%d %s", s > 1 ? ";  " : "", s,
                        question->label[s] ? question->label[s] : "");
    ikm_text_printf(&text, "%s  (%s)", question->text,
                    part_text(&doc->build, &choices));
    doc_point(doc, (int)question->place + 1, part_text(&doc->build, &text));
}

static void put_questions(struct doc *doc)
{
    const struct ikm_form *form = doc->result->form;
    const size_t n = form->n_questions + form->n_more;
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(doc->lang, "Lampiran 1  Kuesioner", "Annex 1  Questions"));
    doc_put(doc, IKM_BLOCK_TEXT, form->name);
    for (size_t place = 0; place < n; place++)
        for (size_t q = 0; q < n; q++)
            if (form->questions[q].place == place)
                put_question(doc, q);
    doc_put(doc, IKM_BLOCK_NOTE,
            ikm_say(doc->lang,
                    "Data responden yang ditanyakan: jenis kelamin, usia, "
                    "pendidikan, pekerjaan, jenis layanan, dan disabilitas; "
                    "tanpa nama, NIK, dan nomor telepon.",
                    "Asked of the respondent: gender, age, education, "
                    "occupation, service and disability; no name, national "
                    "number or telephone."));
}

/* ---- processing table ---- */

static size_t make_columns(struct doc *doc, struct ikm_report_column *columns)
{
    const struct ikm_form *form = doc->result->form;
    size_t n = 0;
    columns[n++] = (struct ikm_report_column){"No", IKM_ALIGN_LEFT, 1};
    for (size_t q = 0; q < form->n_questions; q++) {
        const struct ikm_element *element =
            &form->elements[form->questions[q].element];
        columns[n++] =
            (struct ikm_report_column){element->code, IKM_ALIGN_RIGHT, 0};
    }
    return n;
}

static void put_rows(struct doc *doc, struct part_table *table)
{
    const struct ikm_material *material = doc->material;
    for (size_t i = 0; material->has_rows && i < material->n_rows; i++) {
        struct ikm_report_cell *cell = part_table_row(table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_integer((int64_t)i + 1);
        for (size_t q = 0; q < doc->result->form->n_questions; q++)
            if (material->rows[i].answer[q] > 0)
                cell[q + 1] = part_integer(material->rows[i].answer[q]);
    }
}

enum foot { FOOT_SUM, FOOT_N, FOOT_MEAN, FOOT_WEIGHTED, FOOT_COUNT };

static struct ikm_report_cell
foot_cell(const struct ikm_element_figures *element, int foot)
{
    switch (foot) {
    case FOOT_SUM: return part_integer(element->sum);
    case FOOT_N: return part_integer(element->n);
    case FOOT_MEAN: return part_fixed(element->nrr_thousandths, 3);
    default: return part_real(element->weighted, 3, 1);
    }
}

/* Under an element, at its first question. */
static void put_feet(struct doc *doc, struct part_table *table)
{
    const struct ikm_index *index = &doc->result->index;
    const struct ikm_form *form = doc->result->form;
    const char *const words[FOOT_COUNT] = {
        ikm_say(doc->lang, "Jumlah nilai", "Sum"),
        ikm_say(doc->lang, "Jawaban", "Answers"),
        ikm_say(doc->lang, "NRR", "Mean (NRR)"),
        ikm_say(doc->lang, "NRR tertimbang", "Weighted")};
    for (int f = 0; f < FOOT_COUNT; f++) {
        uint8_t is_done[IKM_MAX_ELEMENTS] = {0};
        struct ikm_report_cell *cell = part_table_row(table, IKM_ROW_TOTAL);
        if (!cell)
            return;
        cell[0] = part_words(words[f]);
        for (size_t q = 0; q < form->n_questions; q++) {
            const size_t e = form->questions[q].element;
            if (index->element[e].n > 0 && !is_done[e])
                cell[q + 1] = foot_cell(&index->element[e], f);
            is_done[e] = 1;
        }
    }
}

const struct ikm_table *doc_processing(struct doc *doc)
{
    struct ikm_report_column columns[IKM_TABLE_MAX_COLUMNS];
    struct ikm_section section = {0};
    if (doc->result->form->n_questions + 1 > IKM_TABLE_MAX_COLUMNS)
        return NULL;
    const size_t n = make_columns(doc, columns);
    struct part_table table = part_table_make(
        &doc->build, columns, n, doc->material->n_rows + FOOT_COUNT);
    put_rows(doc, &table);
    put_feet(doc, &table);
    part_table_done(&table, &section);
    return section.n_tables > 0 ? section.tables : NULL;
}

void doc_annexes(struct doc *doc)
{
    struct ikm_text headline = IKM_TEXT(doc->build.arena);
    put_questions(doc);
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(doc->lang, "Lampiran 2  Pengolahan Data",
                    "Annex 2  Processing table"));
    if (!doc->material->has_rows)
        doc_say(doc, IKM_BLOCK_TEXT,
                "Jawaban %" PRId64
                " responden terlalu banyak untuk dicetak; semuanya ada di buku "
                "kerja (lembar Pengolahan).",
                "The answers of %" PRId64
                " respondents are too many to print; all are in the workbook.",
                doc->result->ledger.used);
    doc_table(doc, doc_processing(doc),
              ikm_say(doc->lang, "Pengolahan data per responden dan per unsur",
                      "Answers by respondent and element"));
    ikm_words_headline(&headline, doc->lang, doc->result);
    doc_put_text(doc, IKM_BLOCK_TEXT, &headline);
    doc_put(doc, IKM_BLOCK_NOTE,
            ikm_say(doc->lang,
                    "Jumlah NRR tertimbang dikalikan dengan faktor konversi "
                    "memberi IKM; sel tanpa angka berarti tidak dijawab.",
                    "The sum of the weighted means times the factor is the "
                    "IKM; a cell without a number was not answered."));
    doc_photos(doc, 3);
}

/* Pemeriksaan: what the program says beside what the workbook reckons itself.
 *
 * The formulas take another way than the program did: through Pengolahan for
 * the whole, straight over Data for services and groups. */
#include <math.h>
#include <stdio.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"
#include "export/words.h"

enum {
    COLUMN_WHAT = 1,
    COLUMN_OURS,
    COLUMN_THEIRS,
    COLUMN_RESULT,
    N_COLUMNS,
    FORMULA_BYTES = 512,
    VERDICT_ROW = 2
};

struct proof {
    struct xlsx_book *book;
    struct xlsx_pen pen;
    int64_t n;
    uint32_t first; /* row */
};

static const char *same(const struct xlsx_book *book)
{
    return ikm_say(book->lang, "sama", "same");
}

static const char *different(const struct xlsx_book *book)
{
    return ikm_say(book->lang, "BERBEDA", "DIFFERENT");
}

/* Numbers may differ in the last bits; texts and blanks not at all. */
static void end_row(struct proof *proof)
{
    struct xlsx_pen *pen = &proof->pen;
    const struct xlsx_book *book = proof->book;
    char formula[FORMULA_BYTES];
    const struct xlsx_name ours = xlsx_cell(pen->row, COLUMN_OURS);
    const struct xlsx_name theirs = xlsx_cell(pen->row, COLUMN_THEIRS);
    (void)snprintf(formula, sizeof formula,
                   "=IF(%s=%s,\"%s\",IFERROR(IF(ABS(%s-%s)<0.000000001,\"%s\","
                   "\"%s\"),\"%s\"))",
                   ours.text, theirs.text, same(book), ours.text, theirs.text,
                   same(book), different(book), different(book));
    xlsx_formula_text(pen, STYLE_RIGHT, formula, same(book));
    xlsx_down(pen, 1);
}

static void begin_row(struct proof *proof, const char *what)
{
    xlsx_integer(&proof->pen, STYLE_CENTER, ++proof->n);
    xlsx_text(&proof->pen, STYLE_TEXT_WRAP, what);
}

/* NAN: not defined, an empty cell. */
static void number(struct proof *proof, const char *what, enum xlsx_style style,
                   double ours, const char *formula)
{
    begin_row(proof, what);
    if (isnan(ours)) {
        xlsx_text(&proof->pen, STYLE_TEXT, "");
        xlsx_formula_text(&proof->pen, style, formula, "");
    } else {
        xlsx_real(&proof->pen, style, ours);
        xlsx_formula(&proof->pen, style, formula, ours);
    }
    end_row(proof);
}

static void word(struct proof *proof, const char *what, const char *ours,
                 const char *formula)
{
    begin_row(proof, what);
    xlsx_text(&proof->pen, STYLE_CENTER, ours);
    xlsx_formula_text(&proof->pen, STYLE_CENTER, formula, ours);
    end_row(proof);
}

/* "=Pengolahan!C70" */
static const char *at(struct proof *proof, enum xlsx_sheet sheet, uint32_t row,
                      size_t column)
{
    struct ikm_text text = IKM_TEXT(proof->book->arena);
    ikm_text_printf(&text, "='%s'!%s",
                    xlsx_sheet_name(proof->book->lang, sheet),
                    xlsx_cell(row, column).text);
    return xlsx_done(proof->book, &text);
}

/* ---- the responses ---- */

static void count_state(struct proof *proof, const char *what,
                        enum ikm_response_state state, int64_t ours)
{
    char formula[FORMULA_BYTES];
    (void)snprintf(formula, sizeof formula, "=COUNTIF(data_keadaan,\"%s\")",
                   xlsx_state_word(proof->book->lang, state));
    number(proof, what, STYLE_INTEGER, (double)ours, formula);
}

/* Used, less those that answered every question. */
static void count_partial(struct proof *proof)
{
    const struct xlsx_book *book = proof->book;
    const char *used = xlsx_state_word(book->lang, IKM_RESPONSE_USED);
    struct ikm_text *text = xlsx_scratch(proof->book);
    ikm_text_printf(
        text, "=COUNTIF(data_keadaan,\"%s\")-COUNTIFS(data_keadaan,\"%s\"",
        used, used);
    for (size_t q = 0; q < book->form->n_questions; q++)
        ikm_text_printf(text, ",%s,\">0\"",
                        xlsx_question_name(book->form, q).text);
    ikm_text_put(text, ")");
    number(proof,
           ikm_say(book->lang, "Respons: sebagian kosong",
                   "Responses: partly blank"),
           STYLE_INTEGER, (double)book->result->ledger.partial,
           xlsx_done(proof->book, text));
}

static void put_ledger(struct proof *proof)
{
    const enum ikm_lang lang = proof->book->lang;
    const struct ikm_ledger *ledger = &proof->book->result->ledger;
    if (proof->book->places.n_rows > 0)
        number(proof, ikm_say(lang, "Respons: diterima", "Responses: received"),
               STYLE_INTEGER, (double)ledger->received,
               "=COUNTA(data_keadaan)");
    count_state(proof, ikm_say(lang, "Respons: dipakai", "Responses: used"),
                IKM_RESPONSE_USED, ledger->used);
    count_partial(proof);
    count_state(proof, ikm_say(lang, "Respons: batal", "Responses: void"),
                IKM_RESPONSE_VOID, ledger->n_void);
    count_state(proof,
                ikm_say(lang, "Respons: dikecualikan", "Responses: excluded"),
                IKM_RESPONSE_EXCLUDED, ledger->excluded);
}

/* ---- elements ---- */

static const char *about(struct proof *proof, size_t e, const char *what)
{
    struct ikm_text text = IKM_TEXT(proof->book->arena);
    ikm_text_printf(&text, "%s: %s", proof->book->form->elements[e].code, what);
    return xlsx_done(proof->book, &text);
}

/* IKM of an element, rounded as that of the whole (to_xlsx_foot.c). */
static const char *value_formula(struct proof *proof, size_t e)
{
    const struct xlsx_book *book = proof->book;
    const struct xlsx_name nrr =
        xlsx_cell(book->places.process_sum_row + 2,
                  (size_t)XLSX_PROCESS_FRONT + book->places.first_of[e]);
    const char *sheet = xlsx_sheet_name(book->lang, SHEET_PROCESS);
    struct ikm_text *text = xlsx_scratch(proof->book);
    ikm_text_printf(text,
                    "=IF('%s'!%s=\"\",\"\",ROUND(ROUND('%s'!%s*100/%d,11),2))",
                    sheet, nrr.text, sheet, nrr.text, book->form->scale_max);
    return xlsx_done(proof->book, text);
}

static void put_element(struct proof *proof, size_t e)
{
    const struct xlsx_book *book = proof->book;
    const enum ikm_lang lang = book->lang;
    const struct ikm_element_figures *figures = &book->result->index.element[e];
    const double undefined = (double)NAN;
    const int has = figures->n > 0;
    const uint32_t row = book->places.process_sum_row;
    const size_t column = (size_t)XLSX_PROCESS_FRONT + book->places.first_of[e];
    number(proof, about(proof, e, ikm_say(lang, "jumlah nilai", "sum")),
           STYLE_INTEGER, (double)figures->sum,
           at(proof, SHEET_PROCESS, row, column));
    number(proof, about(proof, e, ikm_say(lang, "jumlah jawaban", "answers")),
           STYLE_INTEGER, (double)figures->n,
           at(proof, SHEET_PROCESS, row + 1, column));
    number(proof, about(proof, e, "NRR"), STYLE_3,
           has ? figures->nrr : undefined,
           at(proof, SHEET_PROCESS, row + 2, column));
    number(proof,
           about(proof, e, ikm_say(lang, "NRR tertimbang", "weighted mean")),
           STYLE_3, has ? figures->weighted : undefined,
           at(proof, SHEET_PROCESS, row + 4, column));
    number(proof, about(proof, e, ikm_say(lang, "nilai", "value")), STYLE_2,
           has ? (double)figures->value_hundredths / 100 : undefined,
           value_formula(proof, e));
    if (book->form->n_classes == 0)
        return;
    char formula[FORMULA_BYTES];
    const struct xlsx_name value = xlsx_cell(proof->pen.row - 1, COLUMN_THEIRS);
    (void)snprintf(formula, sizeof formula,
                   "=IF(%s=\"\",\"\",IFERROR(LOOKUP(%s,batas_mutu,huruf_mutu),"
                   "\"\"))",
                   value.text, value.text);
    word(proof, about(proof, e, ikm_say(lang, "mutu", "grade")),
         ikm_grade_letter(book->form, figures->grade), formula);
}

static void put_index(struct proof *proof)
{
    const struct xlsx_book *book = proof->book;
    const enum ikm_lang lang = book->lang;
    const struct ikm_index *index = &book->result->index;
    const int has = index->reason == IKM_REASON_NONE;
    const double undefined = (double)NAN;
    const uint32_t row = book->places.process_index_row;
    number(proof,
           ikm_say(lang, "Indeks (jumlah NRR tertimbang)",
                   "Index (sum of weighted means)"),
           STYLE_3, has ? index->index : undefined,
           at(proof, SHEET_PROCESS, book->places.process_sum_row + 4,
              (size_t)XLSX_PROCESS_FRONT + book->form->n_questions));
    number(proof, "IKM", STYLE_2,
           has ? (double)index->value_hundredths / 100 : undefined,
           "=nilai_IKM");
    if (book->form->n_classes == 0)
        return;
    word(proof, ikm_say(lang, "Mutu pelayanan", "Grade"),
         ikm_grade_letter(book->form, index->grade),
         at(proof, SHEET_PROCESS, row + 1, XLSX_PROCESS_FRONT));
    word(proof, ikm_say(lang, "Kinerja", "Performance"),
         ikm_grade_label(book->form, index->grade),
         at(proof, SHEET_PROCESS, row + 2, XLSX_PROCESS_FRONT));
}

/* ---- services and groups ---- */

static void put_group(struct proof *proof, enum xlsx_sheet sheet,
                      const char *kind, uint32_t row,
                      const struct ikm_result *result)
{
    const struct xlsx_book *book = proof->book;
    const struct ikm_index *index = &result->index;
    struct ikm_text n = IKM_TEXT(book->arena);
    struct ikm_text ikm = IKM_TEXT(book->arena);
    ikm_text_printf(&n, "%s %s: %s", kind, result->group,
                    ikm_say(book->lang, "responden", "respondents"));
    ikm_text_printf(&ikm, "%s %s: IKM", kind, result->group);
    const int64_t n_rows = book->analysis->query.rows == IKM_ROWS_COMPLETE
                               ? result->tally->complete.n_rows
                               : result->tally->answered.n_rows;
    number(proof, xlsx_done(proof->book, &n), STYLE_INTEGER, (double)n_rows,
           at(proof, sheet, row, XLSX_GROUP_N));
    number(proof, xlsx_done(proof->book, &ikm), STYLE_2,
           index->reason == IKM_REASON_NONE
               ? (double)index->value_hundredths / 100
               : (double)NAN,
           at(proof, sheet, row, XLSX_GROUP_ELEMENTS + book->form->n_elements));
}

static void put_groups(struct proof *proof, enum xlsx_sheet sheet,
                       const struct xlsx_groups *groups)
{
    const char *kind = ikm_words_by(proof->book->lang, groups->by);
    for (size_t i = 0; i < groups->n; i++)
        if (!groups->results[i].is_hidden)
            put_group(proof, sheet, kind, groups->row + (uint32_t)i,
                      &groups->results[i]);
}

/* ---- the sheet ---- */

/* Where the data come from: so that a workbook can be traced. */
static void put_origin(struct proof *proof)
{
    struct xlsx_book *book = proof->book;
    struct xlsx_pen *pen = &proof->pen;
    const struct ikm_digest digest = ikm_hasher_digest(&book->hasher);
    char hexadecimal[IKM_DIGEST_TEXT_BYTES];
    const char *const lines[][2] = {
        {ikm_say(book->lang, "Sidik data (BLAKE2b-256)",
                 "Digest of the data (BLAKE2b-256)"),
         ikm_digest_text(&digest, hexadecimal)},
        {ikm_say(book->lang, "Kuesioner", "Form"), book->form->id},
        {ikm_say(book->lang, "Versi program", "Version"),
         book->options->program}};
    xlsx_down(pen, 1);
    for (size_t i = 0; i < IKM_COUNT(lines); i++) {
        xlsx_skip(pen, 1);
        xlsx_text(pen, STYLE_NAME, lines[i][0]);
        xlsx_text(pen, STYLE_VALUE_TEXT, lines[i][1]);
        xlsx_down(pen, 1);
    }
    xlsx_down(pen, 1);
    xlsx_wide(pen, STYLE_NOTE, N_COLUMNS,
              ikm_say(book->lang,
                      "Kolom Menurut program ditulis saat berkas dibuat; kolom "
                      "Menurut rumus dihitung lembar kerja ini dari lembar "
                      "Data. Bila sebuah sel di Data diubah, angka yang "
                      "bergantung padanya menjadi merah. Data yang sama "
                      "memberi sidik yang sama.",
                      "The column By the program was written when the file was "
                      "made; the column By formula is computed by this "
                      "workbook from the sheet Data. When a cell of Data is "
                      "changed, the figures that depend on it turn red. The "
                      "same data give the same digest."));
}

/* The verdict stands on top, so it is known beforehand how many follow. */
static uint32_t count_rows(const struct xlsx_book *book)
{
    const uint32_t classes = book->form->n_classes > 0;
    uint32_t n = 4 + (uint32_t)(book->places.n_rows > 0) + 2 + 2 * classes +
                 (uint32_t)book->form->n_elements * (5 + classes) +
                 2 * (uint32_t)book->more.services.n;
    for (size_t g = 0; g < XLSX_GROUPINGS && book->places.has_rows; g++)
        for (size_t i = 0; i < book->more.groups[g].n; i++)
            n += book->more.groups[g].results[i].is_hidden ? 0 : 2;
    return n;
}

void xlsx_prepare_proof(struct xlsx_book *book)
{
    struct ikm_text value = IKM_TEXT(book->arena);
    ikm_text_say(&value, book->lang, "semua %u angka sama",
                 "all %u figures are the same", count_rows(book));
    book->verdict = xlsx_done(book, &value);
}

static void put_verdict(struct proof *proof, uint32_t n_rows)
{
    struct xlsx_book *book = proof->book;
    const struct xlsx_name results = xlsx_range(
        proof->first, COLUMN_RESULT, proof->first + n_rows - 1, COLUMN_RESULT);
    struct ikm_text formula = IKM_TEXT(book->arena);
    char place[XLSX_NAME_BYTES];
    ikm_text_printf(&formula, "=IF(COUNTIF(%s,\"%s\")=%u,\"", results.text,
                    same(book), n_rows);
    ikm_text_printf(&formula, "%s\",%u-COUNTIF(%s,\"%s\")&\"", book->verdict,
                    n_rows, results.text, same(book));
    ikm_text_say(&formula, book->lang, " angka berbeda\")",
                 " figures differ\")");
    xlsx_wide(&proof->pen, STYLE_NAME, 2,
              ikm_say(book->lang, "Hasil pemeriksaan", "Result"));
    xlsx_formula_text(&proof->pen, STYLE_RIGHT, xlsx_done(book, &formula),
                      book->verdict);
    lxw_rowcol_to_cell_abs(place, VERDICT_ROW, COLUMN_OURS, 1, 1);
    xlsx_define(book, "hasil_pemeriksaan", SHEET_PROOF, place);
    xlsx_down(&proof->pen, 2);
}

/* Cells are green as they are written; a rule turns them red. */
static void colour(struct proof *proof, uint32_t n_rows)
{
    struct xlsx_book *book = proof->book;
    char is_not_same[FORMULA_BYTES];
    (void)snprintf(is_not_same, sizeof is_not_same, "=\"%s\"", different(book));
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria =
                                       LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                   .value_string = is_not_same,
                                   .format = book->format[STYLE_WRONG]};
    xlsx_note(book, (int)worksheet_conditional_format_range(
                        book->sheet[SHEET_PROOF], proof->first, COLUMN_RESULT,
                        proof->first + n_rows - 1, COLUMN_RESULT, &rule));
    (void)snprintf(is_not_same, sizeof is_not_same,
                   "=ISERROR(SEARCH(\"%s\",$%s))",
                   ikm_say(book->lang, "angka sama", "are the same"),
                   xlsx_cell(VERDICT_ROW, COLUMN_OURS).text);
    lxw_conditional_format verdict = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                      .value_string = is_not_same,
                                      .format = book->format[STYLE_WRONG]};
    xlsx_note(book, (int)worksheet_conditional_format_cell(
                        book->sheet[SHEET_PROOF], VERDICT_ROW, COLUMN_OURS,
                        &verdict));
}

static void put_heads(struct xlsx_pen *pen)
{
    static const char *const heads[N_COLUMNS][2] = {
        {"No", "No"},
        {"Angka", "Figure"},
        {"Menurut program", "By the program"},
        {"Menurut rumus", "By formula"},
        {"Hasil", "Result"}};
    for (size_t i = 0; i < N_COLUMNS; i++)
        xlsx_text(pen, STYLE_HEAD,
                  ikm_say(pen->book->lang, heads[i][0], heads[i][1]));
    xlsx_down(pen, 1);
}

void xlsx_write_proof(struct xlsx_book *book)
{
    static const uint8_t widths[N_COLUMNS] = {6, 52, 24, 24, 14};
    const uint32_t head_row = VERDICT_ROW + 2;
    const struct xlsx_page page = {.n_head_rows = head_row + 1,
                                   .n_repeat_rows = 1};
    struct proof proof = {.book = book,
                          .pen = {.book = book, .sheet = SHEET_PROOF},
                          .first = head_row + 1};
    const uint32_t n_rows = count_rows(book);
    xlsx_set_page(book, SHEET_PROOF, &page);
    xlsx_set_widths(book, SHEET_PROOF, widths, N_COLUMNS);
    xlsx_text(&proof.pen, STYLE_TITLE,
              ikm_say(book->lang, "Pemeriksaan", "Proof"));
    xlsx_down(&proof.pen, 1);
    xlsx_text(&proof.pen, STYLE_SUBTITLE,
              ikm_say(book->lang,
                      "Setiap jumlah dari program di samping rumus buku kerja "
                      "ini sendiri",
                      "Every total of the program beside this workbook's own "
                      "formula"));
    xlsx_down(&proof.pen, 1);
    put_verdict(&proof, n_rows);
    put_heads(&proof.pen);
    put_ledger(&proof);
    for (size_t e = 0; e < book->form->n_elements; e++)
        put_element(&proof, e);
    put_index(&proof);
    put_groups(&proof, SHEET_SERVICES, &book->more.services);
    for (size_t g = 0; g < XLSX_GROUPINGS && book->places.has_rows; g++)
        put_groups(&proof, SHEET_GROUPS, &book->more.groups[g]);
    colour(&proof, n_rows);
    xlsx_note(book,
              (int)worksheet_autofilter(book->sheet[SHEET_PROOF], head_row, 0,
                                        proof.pen.row - 1, N_COLUMNS - 1));
    put_origin(&proof);
}

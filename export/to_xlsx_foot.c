/* Sums, means, index and grade under the rows of Pengolahan, in formulas.
 *
 * A spreadsheet reckons in doubles, the law does not: 88.305 is 88.31, but as a
 * double it may come out as 88.3049999999999997. So what is to be rounded to
 * hundredths is first rounded to 11 decimals:
 *
 *     IKM = ROUND(ROUND(index * 25, 11), 2)
 *
 * The errors of the doubles (below 1e-12) vanish in the inner rounding, and a
 * value that truly lies below a tie stays below it: without blanks its distance
 * from the tie is at least 1 / (200 * rows * weight's denominator), which is
 * more than the half unit of 5e-12 for any sheet that Excel can hold. With
 * blanks a value could in theory lie closer; then the check under the grade
 * says that it differs from Ringkasan. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"

enum { FORMULA_BYTES = 400, FRONT_COLUMNS = 2 };

enum line { LINE_SUM, LINE_N, LINE_NRR, LINE_WEIGHT, LINE_TERM, LINE_COUNT };

static const struct {
    const char *id, *en;
    enum xlsx_style style;
} lines[] = {
    [LINE_SUM] = {"Jumlah nilai per unsur", "Sum of scores", STYLE_SUM_INTEGER},
    [LINE_N] = {"Jumlah jawaban per unsur", "Number of answers",
                STYLE_SUM_INTEGER},
    [LINE_NRR] = {"NRR per unsur", "Mean (NRR)", STYLE_SUM_3},
    [LINE_WEIGHT] = {"Bobot", "Weight", STYLE_SUM_6},
    [LINE_TERM] = {"NRR tertimbang per unsur", "Weighted mean", STYLE_SUM_3},
};
_Static_assert(IKM_COUNT(lines) == LINE_COUNT, "a line without a name");

struct foot {
    struct xlsx_book *book;
    uint32_t first, last; /* rows of the respondents */
    uint32_t row[LINE_COUNT];
    uint32_t index_row; /* of the IKM; the grade follows */
    uint32_t class_row; /* first of the class table */
    struct xlsx_pen pen;
};

static size_t column_of(const struct foot *foot, size_t element)
{
    return FRONT_COLUMNS + (size_t)foot->book->places.first_of[element];
}

static size_t sum_column(const struct foot *foot)
{
    return FRONT_COLUMNS + foot->book->form->n_questions;
}

static void weight_formula(const struct foot *foot, size_t e, char *formula)
{
    const struct ikm_fraction weight = foot->book->form->elements[e].weight;
    const enum ikm_weights weights = foot->book->analysis->query.weights;
    switch (weights) {
    case IKM_WEIGHTS_011:
    case IKM_WEIGHTS_0111:
    case IKM_WEIGHTS_0071: /* their names are their weights */
        (void)snprintf(formula, FORMULA_BYTES, "=%s",
                       ikm_weights_name(weights));
        return;
    case IKM_WEIGHTS_EXACT:
    case IKM_WEIGHTS_ROUNDED_TERMS:
    case IKM_WEIGHTS_COUNT: break;
    }
    (void)snprintf(formula, FORMULA_BYTES, "=%lld/%lld",
                   (long long)weight.numerator, (long long)weight.denominator);
}

/* Over the rows of this sheet, or straight over Data where there are none. */
static const char *sum_formula(const struct foot *foot, enum line line,
                               size_t e)
{
    struct xlsx_book *book = foot->book;
    struct ikm_text *formula = xlsx_scratch(book);
    const struct xlsx_name all =
        xlsx_range(foot->first, column_of(foot, e), foot->last,
                   column_of(foot, e + 1) - 1);
    ikm_text_put(formula, "=");
    if (book->places.has_rows)
        ikm_text_printf(formula, "%s(%s)", line == LINE_SUM ? "SUM" : "COUNT",
                        all.text);
    else if (line == LINE_SUM)
        xlsx_sum_over_data(formula, book, e, "");
    else
        xlsx_count_over_data(formula, book, e, "");
    return xlsx_done(book, formula);
}

static const char *line_formula(const struct foot *foot, enum line line,
                                size_t e, char formula[FORMULA_BYTES])
{
    const size_t at = column_of(foot, e);
    const struct xlsx_name above = xlsx_cell(foot->row[LINE_SUM], at);
    const struct xlsx_name n = xlsx_cell(foot->row[LINE_N], at);
    const struct xlsx_name nrr = xlsx_cell(foot->row[LINE_NRR], at);
    const struct xlsx_name weight =
        xlsx_range_name("bobot", foot->book->form->elements[e].code);
    const int rounds =
        foot->book->analysis->query.weights == IKM_WEIGHTS_ROUNDED_TERMS;
    switch (line) {
    case LINE_SUM:
    case LINE_N: return sum_formula(foot, line, e);
    case LINE_NRR:
        (void)snprintf(formula, FORMULA_BYTES, "=IF(%s=0,\"\",%s/%s)", n.text,
                       above.text, n.text);
        return formula;
    case LINE_WEIGHT: weight_formula(foot, e, formula); return formula;
    case LINE_TERM:
        (void)snprintf(formula, FORMULA_BYTES,
                       rounds ? "=IF(%s=\"\",\"\",ROUND(ROUND(%s*%s,12),3))"
                              : "=IF(%s=\"\",\"\",%s*%s)",
                       nrr.text, nrr.text, weight.text);
        return formula;
    case LINE_COUNT: break;
    }
    return "";
}

/* The weight as the analysis used it, out of mean and weighted mean. */
static double weight_value(const struct foot *foot, size_t e)
{
    const struct ikm_fraction weight = foot->book->form->elements[e].weight;
    switch (foot->book->analysis->query.weights) {
    case IKM_WEIGHTS_011: return 0.11;
    case IKM_WEIGHTS_0111: return 0.111;
    case IKM_WEIGHTS_0071: return 0.071;
    case IKM_WEIGHTS_EXACT:
    case IKM_WEIGHTS_ROUNDED_TERMS:
    case IKM_WEIGHTS_COUNT: break;
    }
    return (double)weight.numerator / (double)weight.denominator;
}

/* NAN: not defined. */
static double line_value(const struct foot *foot, enum line line, size_t e)
{
    const struct ikm_element_figures *figures =
        &foot->book->result->index.element[e];
    const double missing = (double)NAN;
    switch (line) {
    case LINE_SUM: return (double)figures->sum;
    case LINE_N: return (double)figures->n;
    case LINE_NRR: return figures->n > 0 ? figures->nrr : missing;
    case LINE_WEIGHT: return weight_value(foot, e);
    case LINE_TERM: return figures->n > 0 ? figures->weighted : missing;
    case LINE_COUNT: break;
    }
    return missing;
}

static void write_value(struct foot *foot, enum xlsx_style style,
                        const char *formula, double value)
{
    if (isnan(value))
        xlsx_formula_text(&foot->pen, style, formula, "");
    else
        xlsx_formula(&foot->pen, style, formula, value);
}

static double index_value(const struct foot *foot)
{
    const struct ikm_index *index = &foot->book->result->index;
    return index->reason == IKM_REASON_NONE ? index->index : (double)NAN;
}

/* Right of the weighted means: their sum, where there are all of them. */
static void write_sum(struct foot *foot, enum line line)
{
    char formula[FORMULA_BYTES];
    const struct xlsx_name terms =
        xlsx_range(foot->row[LINE_TERM], FRONT_COLUMNS, foot->row[LINE_TERM],
                   sum_column(foot) - 1);
    if (line == LINE_WEIGHT)
        xlsx_text(&foot->pen, STYLE_SUM_HEAD,
                  ikm_say(foot->book->lang, "Jumlah", "Sum"));
    if (line != LINE_TERM)
        return;
    (void)snprintf(formula, sizeof formula, "=IF(COUNT(%s)=%zu,SUM(%s),\"\")",
                   terms.text, foot->book->form->n_elements, terms.text);
    write_value(foot, STYLE_SUM_3, formula, index_value(foot));
}

static void write_line(struct foot *foot, enum line line)
{
    struct xlsx_pen *pen = &foot->pen;
    char formula[FORMULA_BYTES];
    xlsx_wide(pen, STYLE_SUM_TEXT, FRONT_COLUMNS,
              ikm_say(foot->book->lang, lines[line].id, lines[line].en));
    for (size_t e = 0; e < foot->book->form->n_elements; e++) {
        const size_t at = column_of(foot, e);
        pen->column = (uint16_t)at;
        xlsx_wide(pen, lines[line].style,
                  (uint16_t)(column_of(foot, e + 1) - at), "");
        pen->column = (uint16_t)at;
        write_value(foot, lines[line].style,
                    line_formula(foot, line, e, formula),
                    line_value(foot, line, e));
    }
    pen->column = (uint16_t)sum_column(foot);
    write_sum(foot, line);
    xlsx_down(pen, 1);
}

static void write_index(struct foot *foot)
{
    const struct xlsx_book *book = foot->book;
    const struct ikm_index *index = &book->result->index;
    const struct xlsx_name sum =
        xlsx_cell(foot->row[LINE_TERM], sum_column(foot));
    const int scale = book->form->scale_max;
    char formula[FORMULA_BYTES];
    xlsx_wide(&foot->pen, STYLE_RESULT_TEXT, FRONT_COLUMNS,
              ikm_say(book->lang, "IKM unit pelayanan", "IKM of the unit"));
    (void)snprintf(formula, sizeof formula,
                   "=IF(%s=\"\",\"\",ROUND(ROUND(%s*100/%d,11),2))", sum.text,
                   sum.text, scale);
    if (100 % scale == 0)
        (void)snprintf(formula, sizeof formula,
                       "=IF(%s=\"\",\"\",ROUND(ROUND(%s*%d,11),2))", sum.text,
                       sum.text, 100 / scale);
    write_value(foot, STYLE_RESULT_2, formula,
                index->reason == IKM_REASON_NONE
                    ? (double)index->value_hundredths / 100
                    : (double)NAN);
    xlsx_down(&foot->pen, 1);
}

/* Letter or word of the class, looked up in the table below. */
static void write_class(struct foot *foot, const char *label, const char *words,
                        const char *value)
{
    char formula[FORMULA_BYTES];
    (void)snprintf(formula, sizeof formula,
                   "=IF(nilai_IKM=\"\",\"\",IFERROR(LOOKUP(nilai_IKM,"
                   "batas_mutu,%s),\"\"))",
                   words);
    xlsx_wide(&foot->pen, STYLE_RESULT_TEXT, FRONT_COLUMNS, label);
    xlsx_formula_text(&foot->pen, STYLE_GRADE, formula, value);
    xlsx_down(&foot->pen, 1);
}

/* What formulas of every sheet name. */
static void define_names(struct foot *foot)
{
    struct xlsx_book *book = foot->book;
    const size_t n_classes = book->form->n_classes;
    const uint32_t last = foot->class_row + (uint32_t)n_classes - 1;
    static const char *const columns[] = {"huruf_mutu", "kata_kinerja",
                                          "batas_mutu"};
    char place[XLSX_NAME_BYTES];
    for (size_t e = 0; e < book->form->n_elements; e++) {
        lxw_rowcol_to_cell_abs(place, foot->row[LINE_WEIGHT],
                               (lxw_col_t)column_of(foot, e), 1, 1);
        xlsx_define(book,
                    xlsx_range_name("bobot", book->form->elements[e].code).text,
                    SHEET_PROCESS, place);
    }
    lxw_rowcol_to_cell_abs(place, foot->index_row, FRONT_COLUMNS, 1, 1);
    xlsx_define(book, "nilai_IKM", SHEET_PROCESS, place);
    for (size_t c = 0; c < IKM_COUNT(columns) && n_classes > 0; c++) {
        lxw_rowcol_to_range_abs(place, foot->class_row, (lxw_col_t)c, last,
                                (lxw_col_t)c);
        xlsx_define(book, columns[c], SHEET_PROCESS, place);
    }
}

static void write_check(struct foot *foot)
{
    const struct xlsx_book *book = foot->book;
    const enum ikm_lang lang = book->lang;
    const int is_defined = book->result->index.reason == IKM_REASON_NONE;
    const struct xlsx_name here = xlsx_cell(foot->index_row, FRONT_COLUMNS);
    const struct xlsx_name there = xlsx_cell(book->places.summary_index_row, 1);
    const char *same = ikm_say(lang, "sama dengan lembar Ringkasan",
                               "the same as on the sheet Summary");
    char formula[FORMULA_BYTES];
    (void)snprintf(
        formula, sizeof formula, "=IF(%s=\"\",\"\",IF(%s=%s!%s,\"%s\",\"%s\"))",
        here.text, here.text, xlsx_sheet_name(lang, SHEET_SUMMARY), there.text,
        same,
        ikm_say(lang,
                "berbeda dari lembar Ringkasan: isi lembar Data telah diubah",
                "not the same as on the sheet Summary: the sheet Data was "
                "changed"));
    xlsx_wide(&foot->pen, STYLE_RESULT_TEXT, FRONT_COLUMNS,
              ikm_say(lang, "Pemeriksaan", "Check"));
    xlsx_formula_text(&foot->pen, STYLE_NAME, formula, is_defined ? same : "");
    xlsx_down(&foot->pen, 2);
}

/* Lowest bound first: that is how LOOKUP wants it. */
static void write_classes(struct foot *foot)
{
    const struct xlsx_book *book = foot->book;
    const struct ikm_form *form = book->form;
    struct xlsx_pen *pen = &foot->pen;
    xlsx_text(pen, STYLE_HEAD, ikm_say(book->lang, "Mutu", "Grade"));
    xlsx_text(pen, STYLE_HEAD, ikm_say(book->lang, "Kinerja", "Performance"));
    xlsx_text(pen, STYLE_HEAD, ikm_say(book->lang, "Batas bawah", "From"));
    xlsx_down(pen, 1);
    for (size_t i = form->n_classes; i-- > 0;) {
        const struct ikm_class *class = &form->classes[i];
        xlsx_text(pen, xlsx_grade_style(class->grade), class->grade);
        xlsx_text(pen, STYLE_TEXT, class->label);
        xlsx_hundredths(pen, STYLE_2, class->lower_hundredths);
        xlsx_down(pen, 1);
    }
}

void xlsx_process_foot(struct xlsx_book *book)
{
    const struct ikm_form *form = book->form;
    const uint32_t n = !book->places.has_rows    ? 0
                       : book->places.n_rows > 0 ? book->places.n_rows
                                                 : 1;
    const uint32_t first = book->places.process_row;
    struct foot foot = {
        .book = book,
        .first = first,
        .last = n > 0 ? first + n - 1 : first,
        .pen = {.book = book, .sheet = SHEET_PROCESS, .row = first + n}};
    for (uint32_t line = 0; line < LINE_COUNT; line++)
        foot.row[line] = first + n + line;
    foot.index_row = first + n + LINE_COUNT + 1;
    foot.class_row = foot.index_row + 6;
    book->places.process_sum_row = foot.row[LINE_SUM];
    book->places.process_index_row = foot.index_row;
    define_names(&foot);
    for (int line = 0; line < LINE_COUNT; line++)
        write_line(&foot, (enum line)line);
    xlsx_down(&foot.pen, 1);
    write_index(&foot);
    if (form->n_classes > 0) {
        const int grade = book->result->index.grade;
        write_class(&foot, ikm_say(book->lang, "Mutu pelayanan", "Grade"),
                    "huruf_mutu", ikm_grade_letter(form, grade));
        write_class(&foot, ikm_say(book->lang, "Kinerja", "Performance"),
                    "kata_kinerja", ikm_grade_label(form, grade));
        xlsx_colour_grades(book, SHEET_PROCESS, foot.index_row + 1,
                           foot.index_row + 1, FRONT_COLUMNS);
    }
    write_check(&foot);
    if (form->n_classes > 0)
        write_classes(&foot);
}

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

struct name {
    char text[LXW_MAX_CELL_RANGE_LENGTH];
};

static struct name cell(uint32_t row, size_t column)
{
    struct name name;
    lxw_rowcol_to_cell(name.text, row, (lxw_col_t)column);
    return name;
}

static struct name range(uint32_t first_row, size_t first_column,
                         uint32_t last_row, size_t last_column)
{
    struct name name;
    lxw_rowcol_to_range(name.text, first_row, (lxw_col_t)first_column, last_row,
                        (lxw_col_t)last_column);
    return name;
}

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

static void line_formula(const struct foot *foot, enum line line, size_t e,
                         char *formula)
{
    const size_t at = column_of(foot, e);
    const struct name all =
        range(foot->first, at, foot->last, column_of(foot, e + 1) - 1);
    const struct name above = cell(foot->row[LINE_SUM], at);
    const struct name n = cell(foot->row[LINE_N], at);
    const struct name nrr = cell(foot->row[LINE_NRR], at);
    const struct name weight = cell(foot->row[LINE_WEIGHT], at);
    const int rounds =
        foot->book->analysis->query.weights == IKM_WEIGHTS_ROUNDED_TERMS;
    switch (line) {
    case LINE_SUM:
        (void)snprintf(formula, FORMULA_BYTES, "=SUM(%s)", all.text);
        return;
    case LINE_N:
        (void)snprintf(formula, FORMULA_BYTES, "=COUNT(%s)", all.text);
        return;
    case LINE_NRR:
        (void)snprintf(formula, FORMULA_BYTES, "=IF(%s=0,\"\",%s/%s)", n.text,
                       above.text, n.text);
        return;
    case LINE_WEIGHT: weight_formula(foot, e, formula); return;
    case LINE_TERM:
        (void)snprintf(formula, FORMULA_BYTES,
                       rounds ? "=IF(%s=\"\",\"\",ROUND(ROUND(%s*%s,12),3))"
                              : "=IF(%s=\"\",\"\",%s*%s)",
                       nrr.text, nrr.text, weight.text);
        return;
    case LINE_COUNT: break;
    }
    formula[0] = '\0';
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
    const struct name terms = range(foot->row[LINE_TERM], FRONT_COLUMNS,
                                    foot->row[LINE_TERM], sum_column(foot) - 1);
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
        line_formula(foot, line, e, formula);
        write_value(foot, lines[line].style, formula,
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
    const struct name sum = cell(foot->row[LINE_TERM], sum_column(foot));
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
static void write_class(struct foot *foot, const char *label, size_t column,
                        const char *value)
{
    const struct xlsx_book *book = foot->book;
    const uint32_t last = foot->class_row + (uint32_t)book->form->n_classes - 1;
    const struct name ikm = cell(foot->index_row, FRONT_COLUMNS);
    const struct name bounds =
        range(foot->class_row, FRONT_COLUMNS, last, FRONT_COLUMNS);
    const struct name words = range(foot->class_row, column, last, column);
    char formula[FORMULA_BYTES];
    (void)snprintf(formula, sizeof formula,
                   "=IF(%s=\"\",\"\",IFERROR(LOOKUP(%s,%s,%s),\"\"))", ikm.text,
                   ikm.text, bounds.text, words.text);
    xlsx_wide(&foot->pen, STYLE_RESULT_TEXT, FRONT_COLUMNS, label);
    xlsx_formula_text(&foot->pen, STYLE_GRADE, formula, value);
    xlsx_down(&foot->pen, 1);
}

/* The colour follows the letter. */
static void colour_grade(struct foot *foot)
{
    struct xlsx_book *book = foot->book;
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
        xlsx_note(book, (int)worksheet_conditional_format_cell(
                            book->sheet[SHEET_PROCESS], foot->index_row + 1,
                            FRONT_COLUMNS, &rule));
    }
}

static void write_check(struct foot *foot)
{
    const struct xlsx_book *book = foot->book;
    const enum ikm_lang lang = book->lang;
    const int is_defined = book->result->index.reason == IKM_REASON_NONE;
    const struct name here = cell(foot->index_row, FRONT_COLUMNS);
    const struct name there = cell(book->places.summary_index_row, 1);
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
    const uint32_t n = book->places.n_rows > 0 ? book->places.n_rows : 1;
    const uint32_t first = book->places.process_row;
    struct foot foot = {
        .book = book,
        .first = first,
        .last = first + n - 1,
        .pen = {.book = book, .sheet = SHEET_PROCESS, .row = first + n}};
    for (uint32_t line = 0; line < LINE_COUNT; line++)
        foot.row[line] = first + n + line;
    foot.index_row = first + n + LINE_COUNT + 1;
    foot.class_row = foot.index_row + 6;
    for (int line = 0; line < LINE_COUNT; line++)
        write_line(&foot, (enum line)line);
    xlsx_down(&foot.pen, 1);
    write_index(&foot);
    if (form->n_classes > 0) {
        const int grade = book->result->index.grade;
        write_class(&foot, ikm_say(book->lang, "Mutu pelayanan", "Grade"), 0,
                    ikm_grade_letter(form, grade));
        write_class(&foot, ikm_say(book->lang, "Kinerja", "Performance"), 1,
                    ikm_grade_label(form, grade));
        colour_grade(&foot);
    }
    write_check(&foot);
    if (form->n_classes > 0)
        write_classes(&foot);
}

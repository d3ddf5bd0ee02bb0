/* The figures of a group as formulas over Data, by two ways of asking at most:
 * an age is a number, or a band in words. */
#include <string.h>
#include <xlsxwriter.h>

#include "analyze/index.h"
#include "data/respondent.h"
#include "export/to_xlsx_internal.h"
#include "export/words.h"

enum { HEAD_ROW = 3, MOST_BARS = 40 };

/* Criteria that a group is found by; "" where there is no second way. */
struct found_by {
    const char *first, *second;
};

static const char *quoted(struct xlsx_book *book, const char *criterion)
{
    struct ikm_text text = IKM_TEXT(book->arena);
    for (const char *p = criterion; *p; p++) {
        if (*p == '"')
            ikm_text_put(&text, "\"");
        ikm_text_bytes(&text, p, 1);
    }
    return xlsx_done(book, &text);
}

/* A name with * ? ~ would be a pattern. */
static struct found_by by_service(struct xlsx_book *book, const char *name,
                                  uint32_t row)
{
    struct ikm_text text = IKM_TEXT(book->arena);
    if (!strpbrk(name, "*?~")) {
        ikm_text_printf(&text, ",data_layanan,\"=\"&$B%u", row + 1);
        return (struct found_by){xlsx_done(book, &text), ""};
    }
    ikm_text_put(&text, ",data_layanan,\"=");
    for (const char *p = quoted(book, name); *p; p++) {
        if (strchr("*?~", *p))
            ikm_text_put(&text, "~");
        ikm_text_bytes(&text, p, 1);
    }
    ikm_text_put(&text, "\"");
    return (struct found_by){xlsx_done(book, &text), ""};
}

static struct found_by by_age(struct xlsx_book *book, const char *label)
{
    static const uint8_t bound[] = {0, 20, 30, 40, 50, 60, 121};
    for (uint8_t band = 1; band <= 6; band++) {
        struct ikm_text number = IKM_TEXT(book->arena);
        struct ikm_text words = IKM_TEXT(book->arena);
        if (strcmp(label, ikm_respondent_group_label(IKM_FIELD_AGE, band,
                                                     book->lang)) != 0)
            continue;
        ikm_text_printf(&number, ",data_usia,\">=%u\",data_usia,\"<%u\"",
                        bound[band - 1], bound[band]);
        /* "=<20" could be read as a comparison */
        ikm_text_printf(&words, ",data_usia,\"=%s%s\"",
                        label[0] == '<' ? "?" : "",
                        label + (label[0] == '<' ? 1 : 0));
        return (struct found_by){xlsx_done(book, &number),
                                 xlsx_done(book, &words)};
    }
    return (struct found_by){NULL, ""};
}

static struct found_by by_field(struct xlsx_book *book, enum ikm_field field,
                                const char *label)
{
    const int is_other =
        strcmp(label, ikm_respondent_label(field, ikm_respondent_other(field),
                                           book->lang)) == 0;
    struct ikm_text text = IKM_TEXT(book->arena);
    if (field == IKM_FIELD_AGE && !is_other) {
        const struct found_by found = by_age(book, label);
        if (found.first)
            return found;
    }
    ikm_text_printf(&text, ",%s,\"=%s%s\"",
                    xlsx_range_name("data", ikm_field_key(field)).text,
                    quoted(book, label), is_other ? "*" : "");
    return (struct found_by){xlsx_done(book, &text), ""};
}

/* ---- one row ---- */

typedef void over_data(struct ikm_text *formula, const struct xlsx_book *book,
                       size_t element, const char *more);

static void add_ways(struct ikm_text *formula, struct xlsx_book *book,
                     over_data *put, size_t element,
                     const struct found_by *found)
{
    ikm_text_put(formula, "(");
    put(formula, book, element, found->first);
    if (found->second[0] != '\0') {
        ikm_text_put(formula, "+");
        put(formula, book, element, found->second);
    }
    ikm_text_put(formula, ")");
}

static void count_rows(struct ikm_text *formula, const struct xlsx_book *book,
                       size_t element, const char *more)
{
    struct ikm_text criteria = IKM_TEXT(book->arena);
    struct ikm_error ignored = {0};
    const char *done = ",";
    (void)element;
    xlsx_criteria(&criteria, book);
    if (ikm_text_done(&criteria, &done, &ignored) != IKM_OK)
        formula->status = IKM_NO_MEMORY;
    ikm_text_printf(formula, "COUNTIFS(%s%s)", done + 1, more);
}

/* A formula that is too long for a cell is left to the figure alone. */
static void put_number(struct xlsx_pen *pen, enum xlsx_style style,
                       const char *formula, double value)
{
    if (formula && strlen(formula) < XLSX_FORMULA_BYTES)
        xlsx_formula(pen, style, formula, value);
    else
        xlsx_real(pen, style, value);
}

static void put_nothing(struct xlsx_pen *pen, enum xlsx_style style,
                        const char *formula)
{
    if (formula && strlen(formula) < XLSX_FORMULA_BYTES)
        xlsx_formula_text(pen, style, formula, "");
    else
        xlsx_text(pen, style, "");
}

static int64_t n_rows_of(const struct xlsx_book *book,
                         const struct ikm_result *result)
{
    return book->analysis->query.rows == IKM_ROWS_COMPLETE
               ? result->tally->complete.n_rows
               : result->tally->answered.n_rows;
}

static void put_element(struct xlsx_pen *pen, const struct ikm_result *result,
                        size_t e, const struct found_by *found)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_element_figures *figures = &result->index.element[e];
    const char *formula = NULL;
    if (found) {
        struct ikm_text *text = xlsx_scratch(book);
        ikm_text_put(text, "=IFERROR(");
        add_ways(text, book, xlsx_sum_over_data, e, found);
        ikm_text_put(text, "/");
        add_ways(text, book, xlsx_count_over_data, e, found);
        ikm_text_put(text, ",\"\")");
        formula = xlsx_done(book, text);
    }
    if (figures->n > 0)
        put_number(pen, STYLE_3, formula, figures->nrr);
    else
        put_nothing(pen, STYLE_CENTER, formula);
}

static const char *index_formula(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_form *form = book->form;
    const int rounds =
        book->analysis->query.weights == IKM_WEIGHTS_ROUNDED_TERMS;
    const size_t k = form->n_elements;
    struct ikm_text *text = xlsx_scratch(book);
    const struct xlsx_name nrrs = xlsx_range(
        pen->row, XLSX_GROUP_ELEMENTS, pen->row, XLSX_GROUP_ELEMENTS + k - 1);
    ikm_text_printf(text, "=IF(COUNT(%s)<%zu,\"\",ROUND(ROUND((", nrrs.text, k);
    for (size_t e = 0; e < k; e++)
        ikm_text_printf(text, rounds ? "%sROUND(ROUND(%s*%s,12),3)" : "%s%s*%s",
                        e > 0 ? "+" : "",
                        xlsx_cell(pen->row, XLSX_GROUP_ELEMENTS + e).text,
                        xlsx_range_name("bobot", form->elements[e].code).text);
    ikm_text_printf(text, ")*100/%d,11),2))", form->scale_max);
    return xlsx_done(book, text);
}

static void put_class(struct xlsx_pen *pen, const char *words,
                      const char *value)
{
    struct xlsx_book *book = pen->book;
    struct ikm_text *text = xlsx_scratch(book);
    const struct xlsx_name ikm =
        xlsx_cell(pen->row, XLSX_GROUP_ELEMENTS + book->form->n_elements);
    if (book->form->n_classes == 0) {
        xlsx_text(pen, STYLE_CENTER, "");
        return;
    }
    ikm_text_printf(text,
                    "=IF(%s=\"\",\"\",IFERROR(LOOKUP(%s,batas_mutu,%s),"
                    "\"\"))",
                    ikm.text, ikm.text, words);
    xlsx_formula_text(pen, STYLE_GRADE, xlsx_done(book, text), value);
}

static void put_result(struct xlsx_pen *pen, const struct ikm_result *result,
                       const struct found_by *found)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_index *index = &result->index;
    const char *formula = NULL;
    if (found) {
        struct ikm_text *text = xlsx_scratch(book);
        ikm_text_put(text, "=");
        add_ways(text, book, count_rows, 0, found);
        formula = xlsx_done(book, text);
    }
    put_number(pen, STYLE_INTEGER, formula, (double)n_rows_of(book, result));
    for (size_t e = 0; e < index->n_elements; e++)
        put_element(pen, result, e, found);
    if (index->reason == IKM_REASON_NONE)
        put_number(pen, STYLE_2, index_formula(pen),
                   (double)index->value_hundredths / 100);
    else
        put_nothing(pen, STYLE_CENTER, index_formula(pen));
    put_class(pen, "huruf_mutu", ikm_grade_letter(book->form, index->grade));
    put_class(pen, "kata_kinerja", ikm_grade_label(book->form, index->grade));
}

/* The number is told where it may be; it counts what the others count. */
static void put_hidden(struct xlsx_pen *pen, const struct ikm_result *result)
{
    const struct xlsx_book *book = pen->book;
    const int is_counted = !result->is_uncounted &&
                           book->analysis->query.rows == IKM_ROWS_ANSWERED;
    if (is_counted)
        xlsx_integer(pen, STYLE_INTEGER, result->ledger.used);
    xlsx_wide(pen, STYLE_CENTER,
              (uint16_t)(book->form->n_elements + (is_counted ? 3 : 4)),
              is_counted ? ikm_say(book->lang, "disembunyikan", "hidden")
                         : ikm_say(book->lang,
                                   "disembunyikan: terlalu sedikit responden",
                                   "hidden: too few respondents"));
}

static void put_heads(struct xlsx_pen *pen, const char *what)
{
    const struct xlsx_book *book = pen->book;
    const enum ikm_lang lang = book->lang;
    xlsx_text(pen, STYLE_HEAD, "No");
    xlsx_text(pen, STYLE_HEAD, what);
    xlsx_text(pen, STYLE_HEAD, ikm_say(lang, "Responden", "Respondents"));
    for (size_t e = 0; e < book->form->n_elements; e++)
        xlsx_text(pen, STYLE_HEAD, book->form->elements[e].code);
    xlsx_text(pen, STYLE_HEAD, "IKM");
    xlsx_text(pen, STYLE_HEAD, ikm_say(lang, "Mutu", "Grade"));
    xlsx_text(pen, STYLE_HEAD, ikm_say(lang, "Kinerja", "Performance"));
    xlsx_down(pen, 1);
}

static void set_columns(struct xlsx_book *book, enum xlsx_sheet sheet)
{
    const size_t k = book->form->n_elements;
    xlsx_set_width(book, sheet, 0, 6);
    xlsx_set_width(book, sheet, 1, 34);
    xlsx_set_width(book, sheet, XLSX_GROUP_N, 13);
    for (size_t e = 0; e < k; e++)
        xlsx_set_width(book, sheet, XLSX_GROUP_ELEMENTS + e, 8);
    xlsx_set_width(book, sheet, XLSX_GROUP_ELEMENTS + k, 10);
    xlsx_set_width(book, sheet, XLSX_GROUP_ELEMENTS + k + 1, 8);
    xlsx_set_width(book, sheet, XLSX_GROUP_ELEMENTS + k + 2, 15);
}

static void put_title(struct xlsx_pen *pen, const char *title,
                      const char *explained)
{
    xlsx_text(pen, STYLE_TITLE, title);
    xlsx_down(pen, 1);
    xlsx_text(pen, STYLE_SUBTITLE, explained);
    xlsx_down(pen, HEAD_ROW - 1);
}

/* ---- Layanan ---- */

/* Mean over the services, and what all respondents together give. */
static void put_mean(struct xlsx_pen *pen, const struct xlsx_groups *services,
                     size_t column, enum xlsx_style style)
{
    struct xlsx_book *book = pen->book;
    const size_t k = book->form->n_elements;
    const size_t e = column - XLSX_GROUP_ELEMENTS;
    struct ikm_text *text = xlsx_scratch(book);
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < services->n; i++) {
        const struct ikm_index *index = &services->results[i].index;
        const int is_there =
            e == k ? index->reason == IKM_REASON_NONE : index->element[e].n > 0;
        n += (size_t)is_there;
        if (is_there)
            sum += e == k ? (double)index->value_hundredths / 100
                          : index->element[e].nrr;
    }
    ikm_text_printf(text, "=IFERROR(AVERAGE(%s),\"\")",
                    xlsx_range(services->row, column,
                               services->row + (uint32_t)services->n - 1,
                               column)
                        .text);
    pen->column = (uint16_t)column;
    if (n > 0)
        xlsx_formula(pen, style, xlsx_done(book, text), sum / (double)n);
    else
        xlsx_formula_text(pen, style, xlsx_done(book, text), "");
}

static void put_foot(struct xlsx_pen *pen, const struct xlsx_groups *services)
{
    const struct xlsx_book *book = pen->book;
    const size_t k = book->form->n_elements;
    xlsx_wide(pen, STYLE_SUM_TEXT, XLSX_GROUP_ELEMENTS,
              ikm_say(book->lang, "Rerata layanan per unsur",
                      "Mean of the services, by element"));
    for (size_t e = 0; e < k; e++)
        put_mean(pen, services, XLSX_GROUP_ELEMENTS + e, STYLE_SUM_3);
    put_mean(pen, services, XLSX_GROUP_ELEMENTS + k, STYLE_SUM_2);
    xlsx_down(pen, 2);
    xlsx_wide(pen, STYLE_NOTE, (uint16_t)(XLSX_GROUP_ELEMENTS + k + 3),
              ikm_say(book->lang,
                      "Rerata layanan menghitung tiap layanan sama berat; IKM "
                      "unit (lembar Pengolahan) dihitung dari semua responden.",
                      "The mean counts every service alike; the IKM of the "
                      "unit (sheet Processing) is that of all respondents."));
    xlsx_down(pen, 2);
}

static void draw_services(struct xlsx_pen *pen,
                          const struct xlsx_groups *services)
{
    struct xlsx_book *book = pen->book;
    uint32_t colour[MOST_BARS];
    const size_t n = services->n < MOST_BARS ? services->n : MOST_BARS;
    for (size_t i = 0; i < n; i++)
        colour[i] = xlsx_grade_colour(
            ikm_grade_letter(book->form, services->results[i].index.grade));
    const struct xlsx_bars bars = {
        .sheet = SHEET_SERVICES,
        .first = services->row,
        .last = services->row + (uint32_t)n - 1,
        .name_column = 1,
        .value_column =
            (uint16_t)(XLSX_GROUP_ELEMENTS + book->form->n_elements),
        .title = ikm_say(book->lang, "IKM tiap layanan", "IKM by service"),
        .axis = "IKM",
        .colour = colour};
    (void)xlsx_draw_bars(book, &bars, pen->row);
}

void xlsx_write_services(struct xlsx_book *book)
{
    struct xlsx_groups *services = &book->more.services;
    const struct xlsx_page page = {.is_landscape = 1,
                                   .n_head_rows = HEAD_ROW + 1,
                                   .n_repeat_rows = 1,
                                   .n_head_columns = 2};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_SERVICES};
    const size_t k = book->form->n_elements;
    xlsx_set_page(book, SHEET_SERVICES, &page);
    set_columns(book, SHEET_SERVICES);
    put_title(&pen,
              ikm_say(book->lang, "IKM per jenis layanan", "IKM by service"),
              ikm_say(book->lang,
                      "NRR tiap unsur, IKM, dan mutu; rumus mengikuti lembar "
                      "Data",
                      "Mean of each element, IKM and grade; the formulas "
                      "follow the sheet Data"));
    put_heads(&pen, ikm_say(book->lang, "Layanan", "Service"));
    services->row = pen.row;
    for (size_t i = 0; i < services->n; i++) {
        const struct ikm_result *result = &services->results[i];
        const struct found_by found = by_service(book, result->group, pen.row);
        xlsx_integer(&pen, STYLE_CENTER, (int64_t)i + 1);
        xlsx_text(&pen, STYLE_TEXT_WRAP, result->group);
        put_result(&pen, result, &found);
        xlsx_down(&pen, 1);
    }
    if (services->n == 0)
        return;
    xlsx_colour_grades(book, SHEET_SERVICES, services->row, pen.row - 1,
                       XLSX_GROUP_ELEMENTS + k + 1);
    xlsx_note(book, (int)worksheet_autofilter(
                        book->sheet[SHEET_SERVICES], HEAD_ROW, 0, pen.row - 1,
                        (lxw_col_t)(XLSX_GROUP_ELEMENTS + k + 2)));
    put_foot(&pen, services);
    draw_services(&pen, services);
}

/* ---- Kelompok ---- */

static enum ikm_field field_of(enum ikm_by by)
{
    switch (by) {
    case IKM_BY_AGE: return IKM_FIELD_AGE;
    case IKM_BY_EDUCATION: return IKM_FIELD_EDUCATION;
    case IKM_BY_OCCUPATION: return IKM_FIELD_OCCUPATION;
    case IKM_BY_DISABILITY: return IKM_FIELD_DISABILITY;
    case IKM_BY_CHANNEL: return IKM_FIELD_CHANNEL;
    case IKM_BY_HOUR: return IKM_FIELD_HOUR;
    case IKM_BY_GENDER:
    case IKM_BY_NONE:
    case IKM_BY_UNIT:
    case IKM_BY_SERVICE:
    case IKM_BY_PERIOD:
    case IKM_BY_OPERATOR:
    case IKM_BY_COUNT: break;
    }
    return IKM_FIELD_GENDER;
}

/* What the chart shows, behind the tables. */
struct bars {
    size_t n;
    const char *name[MOST_BARS];
    uint32_t row[MOST_BARS];
    double value[MOST_BARS];
    uint32_t colour[MOST_BARS];
};

static void note_bar(struct xlsx_book *book, struct bars *bars, uint32_t row,
                     const struct ikm_result *result, const char *by)
{
    struct ikm_text text = IKM_TEXT(book->arena);
    if (bars->n == MOST_BARS || result->index.reason != IKM_REASON_NONE)
        return;
    ikm_text_printf(&text, "%s: %s", by, result->group);
    bars->name[bars->n] = xlsx_done(book, &text);
    bars->row[bars->n] = row;
    bars->value[bars->n] = (double)result->index.value_hundredths / 100;
    bars->colour[bars->n++] =
        xlsx_grade_colour(ikm_grade_letter(book->form, result->index.grade));
}

static void put_grouping(struct xlsx_pen *pen, struct xlsx_groups *groups,
                         struct bars *bars)
{
    struct xlsx_book *book = pen->book;
    const char *by = ikm_words_by(book->lang, groups->by);
    xlsx_text(pen, STYLE_SECTION, by);
    xlsx_down(pen, 1);
    put_heads(pen, by);
    groups->row = pen->row;
    for (size_t i = 0; i < groups->n; i++) {
        const struct ikm_result *result = &groups->results[i];
        const struct found_by found =
            by_field(book, field_of(groups->by), result->group);
        xlsx_integer(pen, STYLE_CENTER, (int64_t)i + 1);
        xlsx_text(pen, STYLE_TEXT_WRAP, result->group);
        if (result->is_hidden) {
            put_hidden(pen, result);
        } else {
            note_bar(book, bars, pen->row, result, by);
            put_result(pen, result, book->places.has_rows ? &found : NULL);
        }
        xlsx_down(pen, 1);
    }
    xlsx_colour_grades(book, SHEET_GROUPS, groups->row, pen->row - 1,
                       XLSX_GROUP_ELEMENTS + book->form->n_elements + 1);
    xlsx_down(pen, 1);
}

/* The chart's own block, so that sections may stand apart. */
static void draw_groups(struct xlsx_pen *pen, const struct bars *bars)
{
    struct xlsx_book *book = pen->book;
    const size_t column = XLSX_GROUP_ELEMENTS + book->form->n_elements;
    lxw_row_t breaks[] = {pen->row, pen->row + (uint32_t)bars->n + 2, 0};
    xlsx_note(book, (int)worksheet_set_h_pagebreaks(book->sheet[SHEET_GROUPS],
                                                    breaks));
    xlsx_text(pen, STYLE_SECTION,
              ikm_say(book->lang, "Semua kelompok", "All groups"));
    xlsx_down(pen, 1);
    const uint32_t first = pen->row;
    for (size_t i = 0; i < bars->n; i++) {
        struct ikm_text *text = xlsx_scratch(book);
        ikm_text_printf(text, "=%s", xlsx_cell(bars->row[i], column).text);
        pen->column = 1;
        xlsx_text(pen, STYLE_TEXT_WRAP, bars->name[i]);
        xlsx_formula(pen, STYLE_2, xlsx_done(book, text), bars->value[i]);
        xlsx_down(pen, 1);
    }
    xlsx_down(pen, 1);
    const struct xlsx_bars drawn = {
        .sheet = SHEET_GROUPS,
        .first = first,
        .last = first + (uint32_t)bars->n - 1,
        .name_column = 1,
        .value_column = XLSX_GROUP_N,
        .title = ikm_say(book->lang, "IKM tiap kelompok responden",
                         "IKM by group of respondents"),
        .axis = "IKM",
        .colour = bars->colour};
    (void)xlsx_draw_bars(book, &drawn, pen->row);
}

void xlsx_write_groups(struct xlsx_book *book)
{
    const struct xlsx_page page = {.is_landscape = 1, .n_head_columns = 2};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_GROUPS};
    struct bars bars = {0};
    xlsx_set_page(book, SHEET_GROUPS, &page);
    set_columns(book, SHEET_GROUPS);
    put_title(&pen,
              ikm_say(book->lang, "IKM per kelompok responden",
                      "IKM by group of respondents"),
              ikm_say(book->lang,
                      "Kelompok yang terlalu kecil disembunyikan, agar lembar "
                      "ini boleh dibagikan tanpa lembar Data",
                      "Groups that are too small are hidden, so that this "
                      "sheet may be shared without the sheet Data"));
    for (size_t g = 0; g < XLSX_GROUPINGS; g++)
        if (book->more.groups[g].n > 0)
            put_grouping(&pen, &book->more.groups[g], &bars);
    if (bars.n > 0)
        draw_groups(&pen, &bars);
}

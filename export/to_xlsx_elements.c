#include <string.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"
#include "export/words.h"

/* Columns of the table, and of the block that the chart reads, apart from it
 * so that a page of paper ends between them. */
enum { N_COLUMNS = 11, CHART_COLUMN = N_COLUMNS + 1, HEAD_ROW = 3 };

/* The chart of the elements; NULL when there is none. */
static const struct ikm_chart *find_chart(const struct ikm_report *report)
{
    for (size_t s = 0; s < report->n_sections; s++)
        if (strcmp(report->sections[s].key, "elements") == 0 &&
            report->sections[s].n_charts > 0)
            return &report->sections[s].charts[0];
    return NULL;
}

static void write_heads(struct xlsx_pen *pen, const struct ikm_chart *chart)
{
    static const char *const heads[N_COLUMNS][2] = {
        {"Kode", "Code"},           {"Unsur", "Element"},
        {"Jawaban", "Answers"},     {"Jumlah nilai", "Sum"},
        {"NRR", "Mean (NRR)"},      {"NRR tertimbang", "Weighted mean"},
        {"Nilai", "Value"},         {"Mutu", "Grade"},
        {"Kinerja", "Performance"}, {"Peringkat", "Rank"},
        {"Tanda", "Marks"}};
    const enum ikm_lang lang = pen->book->lang;
    for (size_t i = 0; i < N_COLUMNS; i++)
        xlsx_text(pen, STYLE_HEAD, ikm_say(lang, heads[i][0], heads[i][1]));
    if (chart) {
        pen->column = CHART_COLUMN;
        xlsx_text(pen, STYLE_HEAD,
                  ikm_say(lang, "Data grafik (urut nilai)",
                          "Data of the chart (by value)"));
        xlsx_text(pen, STYLE_HEAD, ikm_say(lang, "Nilai", "Value"));
    }
    xlsx_down(pen, 1);
}

static const char *marks_of(struct xlsx_book *book, unsigned flags)
{
    struct ikm_text *marks = xlsx_scratch(book);
    for (int i = 0; i < IKM_FLAG_COUNT; i++)
        if (flags >> i & 1U) {
            if (marks->length_bytes > 0)
                ikm_text_put(marks, ", ");
            ikm_text_put(marks, ikm_words_flag(book->lang, i));
        }
    return xlsx_done(book, marks);
}

static void write_element(struct xlsx_pen *pen, size_t e)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_element *element = &book->form->elements[e];
    const struct ikm_element_figures *figures = &book->result->index.element[e];
    const char *letter = ikm_grade_letter(book->form, figures->grade);
    xlsx_text(pen, STYLE_CENTER, element->code);
    xlsx_text(pen, STYLE_TEXT_WRAP, element->name);
    xlsx_integer(pen, STYLE_INTEGER, figures->n);
    xlsx_integer(pen, STYLE_INTEGER, figures->sum);
    if (figures->n == 0) {
        for (int i = 0; i < 6; i++)
            xlsx_text(pen, STYLE_CENTER, "-");
    } else {
        xlsx_real(pen, STYLE_3, (double)figures->nrr_thousandths / 1000);
        xlsx_real(pen, STYLE_3, figures->weighted);
        xlsx_hundredths(pen, STYLE_2, figures->value_hundredths);
        xlsx_text(pen, xlsx_grade_style(letter), letter);
        xlsx_text(pen, STYLE_TEXT, ikm_grade_label(book->form, figures->grade));
        xlsx_integer(pen, STYLE_CENTER, figures->rank);
    }
    xlsx_text(pen, STYLE_TEXT_WRAP, marks_of(book, figures->flags));
}

/* The bar with its letter: never colour alone. Then its value once more, in a
 * column of its own: a series with one bar, which has its own interval. */
static void write_bar(struct xlsx_pen *pen, const struct ikm_bar *bar,
                      uint16_t place)
{
    struct ikm_text *label = xlsx_scratch(pen->book);
    pen->column = CHART_COLUMN;
    ikm_text_printf(label, bar->grade[0] != '\0' ? "%s (%s)" : "%s", bar->label,
                    bar->grade);
    xlsx_text(pen, STYLE_TEXT, xlsx_done(pen->book, label));
    xlsx_hundredths(pen, STYLE_2, bar->value_hundredths);
    xlsx_skip(pen, place);
    xlsx_hundredths(pen, STYLE_2, bar->value_hundredths);
}

/* Table and block stand side by side: a row of both at a time. The block begins
 * with the lowest, which a bar chart draws at the bottom. */
static void write_table(struct xlsx_pen *pen, const struct ikm_chart *chart)
{
    const size_t n_bars = chart ? chart->n_bars : 0;
    const size_t n_elements = pen->book->form->n_elements;
    const size_t n = n_bars > n_elements ? n_bars : n_elements;
    for (size_t i = 0; i < n; i++) {
        if (i < n_elements)
            write_element(pen, i);
        if (i < n_bars)
            write_bar(pen, &chart->bars[n_bars - 1 - i], (uint16_t)i);
        xlsx_down(pen, 1);
    }
}

static void write_notes(struct xlsx_pen *pen, const struct ikm_chart *chart)
{
    struct xlsx_book *book = pen->book;
    struct ikm_text *note = xlsx_scratch(book);
    for (size_t i = 0; chart && i < chart->n_cutoffs; i++)
        ikm_text_printf(note, "%s%s", i > 0 ? "; " : "",
                        chart->cutoffs[i].label);
    const char *cutoffs = xlsx_done(book, note);
    xlsx_down(pen, 1);
    if (cutoffs[0] != '\0')
        xlsx_wide(pen, STYLE_NOTE, N_COLUMNS, cutoffs);
    xlsx_down(pen, 1);
}

static void add_bar(struct xlsx_book *book, lxw_chart *lxw,
                    const struct ikm_chart *chart, size_t i)
{
    char font_name[] = "Calibri";
    const struct ikm_bar *bar = &chart->bars[chart->n_bars - 1 - i];
    const char *sheet = xlsx_sheet_name(book->lang, SHEET_ELEMENTS);
    const lxw_row_t first = HEAD_ROW + 1;
    const lxw_row_t last = HEAD_ROW + (lxw_row_t)chart->n_bars;
    const lxw_col_t column = (lxw_col_t)(CHART_COLUMN + 2 + i);
    lxw_chart_fill fill = {.color = xlsx_grade_colour(bar->grade)};
    lxw_chart_font font = {
        .name = font_name, .size = 10, .bold = 1, .color = 0xFFFFFF};
    lxw_chart_line line = {.color = 0x1F2524, .width = 1.25F};
    lxw_chart_series *series = chart_add_series(lxw, NULL, NULL);
    if (!series) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    chart_series_set_categories(series, sheet, first, CHART_COLUMN, last,
                                CHART_COLUMN);
    chart_series_set_values(series, sheet, first, column, last, column);
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "0.00");
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_position(series,
                                     LXW_CHART_LABEL_POSITION_INSIDE_BASE);
    if (!bar->ci95.is_defined)
        return;
    chart_series_set_error_bars(series->x_error_bars,
                                LXW_CHART_ERROR_BAR_TYPE_FIXED,
                                (bar->ci95.high - bar->ci95.low) / 2);
    chart_series_set_error_bars_line(series->x_error_bars, &line);
}

static void set_axes(struct xlsx_book *book, lxw_chart *lxw,
                     const struct ikm_chart *chart)
{
    char font_name[] = "Calibri";
    lxw_chart_font font = {.name = font_name, .size = 10};
    lxw_chart_font title = {.name = font_name, .size = 13, .bold = 1};
    lxw_chart_line grid = {.color = 0xD9DEDD, .width = 0.5F};
    chart_title_set_name(lxw, xlsx_chart_text(book, chart->title));
    chart_title_set_name_font(lxw, &title);
    chart_legend_set_position(lxw, LXW_CHART_LEGEND_NONE);
    chart_axis_set_min(lxw->x_axis, (double)chart->axis_from_hundredths / 100);
    chart_axis_set_max(lxw->x_axis, (double)chart->axis_to_hundredths / 100);
    chart_axis_set_major_unit(lxw->x_axis,
                              (double)chart->axis_from_hundredths / 100);
    chart_axis_set_num_format(lxw->x_axis, "0");
    chart_axis_set_name(lxw->x_axis, xlsx_chart_text(book, chart->subtitle));
    chart_axis_set_name_font(lxw->x_axis, &font);
    chart_axis_set_num_font(lxw->y_axis, &font);
    chart_axis_set_num_font(lxw->x_axis, &font);
    chart_axis_major_gridlines_set_line(lxw->x_axis, &grid);
}

/* Rows that the chart stands over: a bar and a half each, and its title. */
static uint32_t chart_rows(const struct ikm_chart *chart)
{
    return chart ? (uint32_t)(chart->n_bars * 3 / 2 + 8) : 0;
}

static void insert(struct xlsx_book *book, uint32_t row, lxw_chart *lxw,
                   const struct ikm_chart *chart)
{
    enum {
        CHART_PIXELS = 480,
        WIDE_PIXELS = 1160,
        ROW_PIXELS = 20,
        DEFAULT_HEIGHT = 288
    };
    char *description =
        ikm_arena_copy(book->arena, chart->title, strlen(chart->title));
    lxw_chart_options options = {
        .x_scale = (double)WIDE_PIXELS / CHART_PIXELS,
        .y_scale = (double)(chart_rows(chart) * ROW_PIXELS) / DEFAULT_HEIGHT,
        .description = description};
    xlsx_note(book, (int)worksheet_insert_chart_opt(book->sheet[SHEET_ELEMENTS],
                                                    row, 0, lxw, &options));
}

static void draw(struct xlsx_book *book, uint32_t row,
                 const struct ikm_chart *chart)
{
    lxw_chart *lxw = workbook_add_chart(book->workbook, LXW_CHART_BAR);
    if (!lxw) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < chart->n_bars; i++)
        add_bar(book, lxw, chart, i);
    chart_set_series_gap(lxw, 40);
    chart_set_series_overlap(lxw, 100);
    set_axes(book, lxw, chart);
    insert(book, row, lxw, chart);
}

void xlsx_write_elements(struct xlsx_book *book)
{
    static const uint8_t widths[] = {7, 34, 10, 10, 10, 12, 10,
                                     8, 14, 10, 34, 4,  40, 10};
    const struct ikm_chart *chart = find_chart(&book->report);
    const struct xlsx_page page = {.is_landscape = 1,
                                   .n_head_rows = HEAD_ROW + 1,
                                   .n_repeat_rows = 1,
                                   .n_head_columns = 2};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_ELEMENTS};
    xlsx_set_page(book, SHEET_ELEMENTS, &page);
    xlsx_set_widths(book, SHEET_ELEMENTS, widths, IKM_COUNT(widths));
    xlsx_text(&pen, STYLE_TITLE,
              ikm_say(book->lang, "IKM per unsur", "Elements"));
    xlsx_down(&pen, 1);
    xlsx_text(&pen, STYLE_SUBTITLE, chart ? chart->subtitle : "");
    xlsx_down(&pen, 2);
    write_heads(&pen, chart);
    write_table(&pen, chart);
    write_notes(&pen, chart);
    if (chart && chart->n_bars > 0)
        draw(book, pen.row, chart);
    xlsx_note(book, (int)worksheet_print_area(book->sheet[SHEET_ELEMENTS], 0, 0,
                                              pen.row + chart_rows(chart),
                                              N_COLUMNS - 1));
}

#include <string.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"

enum {
    ROW_PIXELS = 20,
    CHART_WIDTH = 480, /* of the library, before it is scaled */
    CHART_HEIGHT = 288,
    WIDE_PIXELS = 1000,
    MOST_ROWS = 34,
    ACCENT = 0x0B6E6E,
    GREY = 0x8B9391,
    PALE = 0xD9DEDD,
    RED = 0xB3362B
};

const char *xlsx_chart_text(struct xlsx_book *book, const char *text)
{
    struct ikm_text *safe = xlsx_scratch(book);
    ikm_text_printf(safe, "%s%s", text[0] == '=' ? " " : "", text);
    return xlsx_done(book, safe);
}

static void insert(struct xlsx_book *book, enum xlsx_sheet sheet, uint32_t row,
                   lxw_chart *chart, const char *title, uint32_t n_rows)
{
    char *description = ikm_arena_copy(book->arena, title, strlen(title));
    lxw_chart_options options = {.x_scale = (double)WIDE_PIXELS / CHART_WIDTH,
                                 .y_scale =
                                     (double)n_rows * ROW_PIXELS / CHART_HEIGHT,
                                 .description = description};
    xlsx_note(book, (int)worksheet_insert_chart_opt(book->sheet[sheet], row, 0,
                                                    chart, &options));
}

static void set_title(struct xlsx_book *book, lxw_chart *chart,
                      const char *title)
{
    char name[] = "Calibri";
    lxw_chart_font font = {.name = name, .size = 13, .bold = 1};
    chart_title_set_name(chart, xlsx_chart_text(book, title));
    chart_title_set_name_font(chart, &font);
}

static void set_axis(lxw_chart_axis *axis, double from, double to, double step)
{
    lxw_chart_line grid = {.color = PALE, .width = 0.5F};
    chart_axis_set_min(axis, from);
    chart_axis_set_max(axis, to);
    if (step > 0)
        chart_axis_set_major_unit(axis, step);
    chart_axis_major_gridlines_set_line(axis, &grid);
}

static lxw_chart *new_chart(struct xlsx_book *book, uint8_t type)
{
    lxw_chart *chart = workbook_add_chart(book->workbook, type);
    if (!chart)
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return chart;
}

static lxw_chart_series *new_series(struct xlsx_book *book, lxw_chart *chart,
                                    enum xlsx_sheet sheet, uint32_t first,
                                    uint32_t last, uint16_t names,
                                    uint16_t values)
{
    const char *name = xlsx_sheet_name(book->lang, sheet);
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    chart_series_set_categories(series, name, first, names, last, names);
    chart_series_set_values(series, name, first, values, last, values);
    return series;
}

static void colour_bars(struct xlsx_book *book, lxw_chart_series *series,
                        const struct xlsx_bars *bars)
{
    const size_t n = bars->last - bars->first + 1;
    lxw_chart_fill *fill = ikm_arena_take(book->arena, n, sizeof *fill);
    lxw_chart_point *point = ikm_arena_take(book->arena, n, sizeof *point);
    lxw_chart_point **points =
        ikm_arena_take(book->arena, n + 1, sizeof *points);
    if (!fill || !point || !points) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        fill[i].color = bars->colour[i];
        point[i].fill = &fill[i];
        points[i] = &point[i];
    }
    xlsx_note(book, (int)chart_series_set_points(series, points));
}

uint32_t xlsx_draw_bars(struct xlsx_book *book, const struct xlsx_bars *bars,
                        uint32_t row)
{
    /* one page of paper at most */
    const uint32_t wanted = (bars->last - bars->first + 1) * 3 / 2 + 8;
    const uint32_t n_rows = wanted < MOST_ROWS ? wanted : (uint32_t)MOST_ROWS;
    const double step = 100.0 / book->form->scale_max;
    lxw_chart *chart = new_chart(book, LXW_CHART_BAR);
    lxw_chart_series *series =
        chart ? new_series(book, chart, bars->sheet, bars->first, bars->last,
                           bars->name_column, bars->value_column)
              : NULL;
    if (!series)
        return 0;
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "0.00");
    chart_set_series_gap(chart, 40);
    colour_bars(book, series, bars);
    set_title(book, chart, bars->title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    set_axis(chart->x_axis, step, 100, step);
    chart_axis_set_num_format(chart->x_axis, "0");
    chart_axis_set_name(chart->x_axis, bars->axis);
    /* the first on top, the numbers below all */
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->x_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    insert(book, bars->sheet, row, chart, bars->title, n_rows);
    return n_rows;
}

/* ---- Tren ---- */

/* A line of one column, named by its heading. */
static void add_line(struct xlsx_book *book, lxw_chart *chart, uint32_t first,
                     uint32_t last, uint16_t column, uint32_t colour,
                     float width, uint8_t dash)
{
    lxw_chart_line line = {.color = colour, .width = width, .dash_type = dash};
    lxw_chart_series *series = new_series(book, chart, SHEET_TREND, first, last,
                                          IKM_BOOK_TREND_PERIOD, column);
    if (!series)
        return;
    chart_series_set_name_range(series,
                                xlsx_sheet_name(book->lang, SHEET_TREND),
                                XLSX_SECTION_HEAD, column);
    chart_series_set_line(series, &line);
    if (column != IKM_BOOK_TREND_IKM)
        return;
    lxw_chart_fill fill = {.color = colour};
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 8);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "0.00");
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
}

static void draw_trend(struct xlsx_pen *pen, const struct ikm_section *section,
                       uint32_t first)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_chart *told = &section->charts[0];
    const uint32_t last = first + (uint32_t)section->tables->n_rows - 1;
    lxw_chart *chart = new_chart(book, LXW_CHART_LINE);
    if (!chart)
        return;
    add_line(book, chart, first, last, IKM_BOOK_TREND_IKM, ACCENT, 2.25F,
             LXW_CHART_LINE_DASH_SOLID);
    add_line(book, chart, first, last, IKM_BOOK_TREND_LOW, GREY, 1.0F,
             LXW_CHART_LINE_DASH_ROUND_DOT);
    add_line(book, chart, first, last, IKM_BOOK_TREND_HIGH, GREY, 1.0F,
             LXW_CHART_LINE_DASH_ROUND_DOT);
    for (size_t c = 0; c + 1 < book->form->n_classes; c++)
        add_line(book, chart, first, last,
                 (uint16_t)(IKM_BOOK_TREND_CUTOFF + c),
                 xlsx_grade_colour(book->form->classes[c].grade), 1.0F,
                 LXW_CHART_LINE_DASH_DASH);
    set_title(book, chart, told->title);
    set_axis(chart->y_axis, (double)told->axis_from_hundredths / 100,
             (double)told->axis_to_hundredths / 100, 10);
    chart_axis_set_num_format(chart->y_axis, "0");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    insert(book, SHEET_TREND, pen->row, chart, told->title, 20);
}

void xlsx_write_trend(struct xlsx_book *book)
{
    static const uint8_t widths[] = {6,  26, 12, 10, 8,  11, 12,
                                     11, 18, 10, 10, 10, 10, 10};
    const struct ikm_section *section = &book->sheets.sections[XLSX_TREND];
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_TREND};
    xlsx_set_widths(book, SHEET_TREND, widths, IKM_COUNT(widths));
    const uint32_t first = xlsx_put_section(&pen, section);
    xlsx_down(&pen, 1);
    if (section->n_charts > 0)
        draw_trend(&pen, section, first);
}

/* ---- IPA ---- */

/* One series an element: its own label, colour and interval. */
static void add_point(struct xlsx_book *book, lxw_chart *chart,
                      const struct ikm_chart_point *point, uint32_t row)
{
    char *code = ikm_arena_copy(book->arena, point->code, strlen(point->code));
    lxw_chart_fill fill = {.color = point->marked ? RED : ACCENT};
    lxw_chart_line line = {.color = GREY, .width = 1.0F};
    lxw_chart_data_label label = {.value = code};
    lxw_chart_data_label *labels[] = {&label, NULL};
    lxw_chart_series *series = new_series(book, chart, SHEET_IPA, row, row,
                                          IKM_BOOK_IPA_SHARE, IKM_BOOK_IPA_NRR);
    if (!series || !code)
        return;
    chart_series_set_name(series, code);
    chart_series_set_marker_type(series, point->marked
                                             ? LXW_CHART_MARKER_DIAMOND
                                             : LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 9);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_labels(series);
    xlsx_note(book, (int)chart_series_set_labels_custom(series, labels));
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    if (!point->y95.is_defined)
        return;
    chart_series_set_error_bars(series->y_error_bars,
                                LXW_CHART_ERROR_BAR_TYPE_FIXED,
                                (point->y95.high - point->y95.low) / 2);
    chart_series_set_error_bars_line(series->y_error_bars, &line);
}

/* Room around the points, in whole parts of the scale. */
static void set_ipa_axes(lxw_chart *chart, const struct ikm_chart *told)
{
    double most = 0, least = 100;
    double low = (double)told->axis_to_hundredths / 100, high = 1;
    for (size_t i = 0; i < told->n_points; i++) {
        const struct ikm_chart_point *point = &told->points[i];
        if (!point->has_value)
            continue;
        most = point->x > most ? point->x : most;
        least = point->x < least ? point->x : least;
        high = point->y > high ? point->y : high;
        low = point->y < low ? point->y : low;
    }
    set_axis(chart->x_axis, (int)least - 1 < 0 ? 0 : (int)least - 1,
             (int)most + 2, 0);
    set_axis(chart->y_axis, (double)(int)(low * 10 - 2) / 10,
             (double)(int)(high * 10 + 3) / 10, 0);
    chart_axis_set_crossing(chart->x_axis, told->x.cross);
    chart_axis_set_crossing(chart->y_axis, told->y.cross);
    chart_axis_set_label_position(chart->x_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_label_position(chart->y_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_format(chart->x_axis, "0");
    chart_axis_set_num_format(chart->y_axis, "0.0");
    chart_axis_set_name(chart->x_axis, told->x.label);
    chart_axis_set_name(chart->y_axis, told->y.label);
}

static void draw_ipa(struct xlsx_pen *pen, uint32_t first,
                     const struct ikm_chart *told)
{
    struct xlsx_book *book = pen->book;
    lxw_chart *chart = new_chart(book, LXW_CHART_SCATTER);
    if (!chart)
        return;
    for (size_t i = 0; i < told->n_points; i++)
        if (told->points[i].has_value)
            add_point(book, chart, &told->points[i], first + (uint32_t)i);
    set_ipa_axes(chart, told);
    set_title(book, chart, told->title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    insert(book, SHEET_IPA, pen->row, chart, told->title, 26);
}

void xlsx_write_ipa(struct xlsx_book *book)
{
    static const uint8_t widths[] = {8, 40, 15, 12, 50};
    const struct ikm_section *section = &book->sheets.sections[XLSX_IPA];
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_IPA};
    xlsx_set_widths(book, SHEET_IPA, widths, IKM_COUNT(widths));
    const uint32_t first = xlsx_put_section(&pen, section);
    xlsx_notes(&pen, section, IKM_COUNT(widths));
    xlsx_down(&pen, 1);
    if (section->n_charts > 0)
        draw_ipa(&pen, first, &section->charts[0]);
}

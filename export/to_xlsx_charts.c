#include <string.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"
#include "export/words.h"

enum {
    HEAD_ROW = 3,
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

enum {
    TREND_PERIOD = 1,
    TREND_N,
    TREND_IKM,
    TREND_GRADE,
    TREND_LOW,
    TREND_HIGH,
    TREND_CHANGE,
    TREND_SOURCE,
    TREND_CUTOFF
};

static const struct ikm_result *result_of(const struct ikm_analysis *periods,
                                          const struct ikm_trend_value *point)
{
    for (size_t i = 0; i < periods->n_results && !point->is_published; i++)
        if (ikm_date_compare(periods->results[i].period.from,
                             point->period.from) == 0)
            return &periods->results[i];
    return NULL;
}

static void write_trend_heads(struct xlsx_pen *pen)
{
    static const char *const heads[][2] = {{"No", "No"},
                                           {"Periode", "Period"},
                                           {"Responden", "Respondents"},
                                           {"IKM", "IKM"},
                                           {"Mutu", "Grade"},
                                           {"95 % dari", "95 % from"},
                                           {"95 % sampai", "95 % to"},
                                           {"Perubahan", "Change"},
                                           {"Asal angka", "Source"}};
    const struct xlsx_book *book = pen->book;
    for (size_t i = 0; i < IKM_COUNT(heads); i++)
        xlsx_text(pen, STYLE_HEAD,
                  ikm_say(book->lang, heads[i][0], heads[i][1]));
    for (size_t c = 0; c + 1 < book->form->n_classes; c++) {
        struct ikm_text *text = xlsx_scratch(pen->book);
        ikm_text_say(text, book->lang, "Batas %s", "%s from",
                     book->form->classes[c].grade);
        xlsx_text(pen, STYLE_HEAD, xlsx_done(pen->book, text));
    }
    xlsx_down(pen, 1);
}

static void real_or_nothing(struct xlsx_pen *pen, double value, int is_defined)
{
    if (is_defined)
        xlsx_real(pen, STYLE_2, value);
    else
        xlsx_text(pen, STYLE_CENTER, "");
}

static void write_point(struct xlsx_pen *pen, size_t i,
                        const struct ikm_trend_value *point)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_form *form = book->form;
    const struct ikm_result *result = result_of(book->more.periods, point);
    const struct ikm_interval none = {0};
    const struct ikm_interval *ci95 =
        result ? &result->certainty.interval.ci95 : &none;
    char words[IKM_PERIOD_WORDS_BYTES];
    const int64_t hundredths = (int64_t)(point->value * 100 + 0.5);
    const char *letter = ikm_grade_letter(
        form, result ? result->index.grade : ikm_grade(form, hundredths));
    xlsx_integer(pen, STYLE_CENTER, (int64_t)i + 1);
    xlsx_text(pen, STYLE_TEXT_WRAP,
              ikm_period_words(&point->period, book->lang, words));
    if (result)
        xlsx_integer(pen, STYLE_INTEGER, result->ledger.used);
    else
        xlsx_text(pen, STYLE_CENTER, "");
    xlsx_hundredths(pen, STYLE_2,
                    result ? result->index.value_hundredths : hundredths);
    xlsx_text(pen, xlsx_grade_style(letter), letter);
    real_or_nothing(pen, ci95->low, ci95->is_defined);
    real_or_nothing(pen, ci95->high, ci95->is_defined);
    real_or_nothing(pen, result ? result->change.difference : 0,
                    result && result->change.known);
    xlsx_text(pen, STYLE_CENTER,
              point->is_published
                  ? ikm_say(book->lang, "pernah diumumkan", "published earlier")
                  : ikm_say(book->lang, "dari respons", "from responses"));
    for (size_t c = 0; c + 1 < form->n_classes; c++)
        xlsx_hundredths(pen, STYLE_2, form->classes[c].lower_hundredths);
    xlsx_down(pen, 1);
}

/* A line of one column, named by its heading. */
static void add_line(struct xlsx_book *book, lxw_chart *chart, uint32_t first,
                     uint32_t last, uint16_t column, uint32_t colour,
                     float width, uint8_t dash)
{
    lxw_chart_line line = {.color = colour, .width = width, .dash_type = dash};
    lxw_chart_series *series =
        new_series(book, chart, SHEET_TREND, first, last, TREND_PERIOD, column);
    if (!series)
        return;
    chart_series_set_name_range(
        series, xlsx_sheet_name(book->lang, SHEET_TREND), HEAD_ROW, column);
    chart_series_set_line(series, &line);
    if (column != TREND_IKM)
        return;
    lxw_chart_fill fill = {.color = colour};
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 8);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "0.00");
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
}

/* From a round number below everything that is shown. */
static double lowest_shown(const struct ikm_trend_told *told)
{
    double lowest = 100;
    for (size_t i = 0; i < told->n_points; i++)
        lowest =
            told->points[i].value < lowest ? told->points[i].value : lowest;
    const int ten = (int)(lowest / 10) * 10 - 10;
    return ten < 0 ? 0 : ten;
}

static void draw_trend(struct xlsx_pen *pen, const struct ikm_trend_told *told,
                       uint32_t first)
{
    struct xlsx_book *book = pen->book;
    const uint32_t last = first + (uint32_t)told->n_points - 1;
    const char *title =
        ikm_say(book->lang, "IKM tiap periode", "IKM by period");
    lxw_chart *chart = new_chart(book, LXW_CHART_LINE);
    if (!chart)
        return;
    add_line(book, chart, first, last, TREND_IKM, ACCENT, 2.25F,
             LXW_CHART_LINE_DASH_SOLID);
    add_line(book, chart, first, last, TREND_LOW, GREY, 1.0F,
             LXW_CHART_LINE_DASH_ROUND_DOT);
    add_line(book, chart, first, last, TREND_HIGH, GREY, 1.0F,
             LXW_CHART_LINE_DASH_ROUND_DOT);
    for (size_t c = 0; c + 1 < book->form->n_classes; c++)
        add_line(book, chart, first, last, (uint16_t)(TREND_CUTOFF + c),
                 xlsx_grade_colour(book->form->classes[c].grade), 1.0F,
                 LXW_CHART_LINE_DASH_DASH);
    set_title(book, chart, title);
    set_axis(chart->y_axis, lowest_shown(told), 100, 10);
    chart_axis_set_num_format(chart->y_axis, "0");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    insert(book, SHEET_TREND, pen->row, chart, title, 20);
}

void xlsx_write_trend(struct xlsx_book *book)
{
    static const uint8_t widths[] = {6,  26, 12, 10, 8,  11, 12,
                                     11, 18, 10, 10, 10, 10, 10};
    const struct ikm_analysis *periods = book->more.periods;
    const struct ikm_trend_told *told =
        periods && periods->n_trends > 0 ? &periods->trends[0] : NULL;
    const struct xlsx_page page = {
        .is_landscape = 1, .n_head_rows = HEAD_ROW + 1, .n_repeat_rows = 1};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_TREND};
    struct ikm_text *finding = xlsx_scratch(book);
    xlsx_set_page(book, SHEET_TREND, &page);
    xlsx_set_widths(book, SHEET_TREND, widths, IKM_COUNT(widths));
    xlsx_text(&pen, STYLE_TITLE,
              ikm_say(book->lang, "Tren IKM", "Trend of the IKM"));
    xlsx_down(&pen, 1);
    if (!told || told->n_points == 0)
        return;
    ikm_words_trend(finding, book->lang, told);
    xlsx_text(&pen, STYLE_SUBTITLE, xlsx_done(book, finding));
    xlsx_down(&pen, HEAD_ROW - 1);
    write_trend_heads(&pen);
    const uint32_t first = pen.row;
    for (size_t i = 0; i < told->n_points; i++)
        write_point(&pen, i, &told->points[i]);
    xlsx_down(&pen, 1);
    draw_trend(&pen, told, first);
}

/* ---- IPA ---- */

enum { IPA_CODE, IPA_NAME, IPA_SHARE, IPA_NRR, IPA_QUADRANT };

static void write_ipa_row(struct xlsx_pen *pen, size_t e)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_weighed *weighed = book->result->weighed;
    const struct ikm_ipa_point *point = &weighed->ipa.point[e];
    struct ikm_text *words = xlsx_scratch(book);
    xlsx_text(pen, STYLE_CENTER, book->form->elements[e].code);
    xlsx_text(pen, STYLE_TEXT_WRAP, book->form->elements[e].name);
    if (point->quadrant == IKM_QUADRANT_NONE) {
        xlsx_text(pen, STYLE_CENTER, "-");
        xlsx_text(pen, STYLE_CENTER, "-");
    } else {
        xlsx_real(pen, STYLE_2, 100 * weighed->importance.item[e].share);
        xlsx_real(pen, STYLE_3,
                  (double)book->result->index.element[e].nrr_thousandths /
                      1000);
    }
    ikm_words_quadrant(words, book->lang, point);
    xlsx_text(pen, STYLE_TEXT_WRAP, xlsx_done(book, words));
    xlsx_down(pen, 1);
}

/* One series an element: its own label, colour and interval. */
static void add_point(struct xlsx_book *book, lxw_chart *chart, size_t e,
                      uint32_t row)
{
    const struct ikm_interval *ci95 = &book->result->more[e].interval.ci95;
    const enum ikm_quadrant quadrant =
        book->result->weighed->ipa.point[e].quadrant;
    char *code = ikm_arena_copy(book->arena, book->form->elements[e].code,
                                strlen(book->form->elements[e].code));
    lxw_chart_fill fill = {.color = quadrant == IKM_QUADRANT_A ? RED : ACCENT};
    lxw_chart_line line = {.color = GREY, .width = 1.0F};
    lxw_chart_data_label label = {.value = code};
    lxw_chart_data_label *labels[] = {&label, NULL};
    lxw_chart_series *series =
        new_series(book, chart, SHEET_IPA, row, row, IPA_SHARE, IPA_NRR);
    if (!series || !code)
        return;
    chart_series_set_name(series, code);
    chart_series_set_marker_type(series, quadrant == IKM_QUADRANT_A
                                             ? LXW_CHART_MARKER_DIAMOND
                                             : LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 9);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_labels(series);
    xlsx_note(book, (int)chart_series_set_labels_custom(series, labels));
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    if (!ci95->is_defined)
        return;
    chart_series_set_error_bars(
        series->y_error_bars, LXW_CHART_ERROR_BAR_TYPE_FIXED,
        (ci95->high - ci95->low) / 2 * book->form->scale_max / 100);
    chart_series_set_error_bars_line(series->y_error_bars, &line);
}

static void add_points(struct xlsx_book *book, lxw_chart *chart, uint32_t first)
{
    for (size_t e = 0; e < book->form->n_elements; e++)
        if (book->result->weighed->ipa.point[e].quadrant != IKM_QUADRANT_NONE)
            add_point(book, chart, e, first + (uint32_t)e);
}

/* Room around the points, in whole parts of the scale. */
static void set_ipa_axes(struct xlsx_book *book, lxw_chart *chart)
{
    const struct ikm_weighed *weighed = book->result->weighed;
    double most = 0, least = 100, low = book->form->scale_max, high = 1;
    for (size_t e = 0; e < book->form->n_elements; e++) {
        const double share = 100 * weighed->importance.item[e].share;
        const double nrr = book->result->index.element[e].nrr;
        if (weighed->ipa.point[e].quadrant == IKM_QUADRANT_NONE)
            continue;
        most = share > most ? share : most;
        least = share < least ? share : least;
        high = nrr > high ? nrr : high;
        low = nrr < low ? nrr : low;
    }
    set_axis(chart->x_axis, (int)least - 1 < 0 ? 0 : (int)least - 1,
             (int)most + 2, 0);
    set_axis(chart->y_axis, (double)(int)(low * 10 - 2) / 10,
             (double)(int)(high * 10 + 3) / 10, 0);
    chart_axis_set_crossing(chart->x_axis, 100 * weighed->ipa.axis_importance);
    chart_axis_set_crossing(chart->y_axis, weighed->ipa.axis_performance);
    chart_axis_set_label_position(chart->x_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_label_position(chart->y_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_format(chart->x_axis, "0");
    chart_axis_set_num_format(chart->y_axis, "0.0");
    chart_axis_set_name(chart->x_axis, ikm_say(book->lang, "Kepentingan (%)",
                                               "Importance (%)"));
    chart_axis_set_name(chart->y_axis, ikm_say(book->lang, "Kinerja (NRR)",
                                               "Performance (mean)"));
}

static void draw_ipa(struct xlsx_pen *pen, uint32_t first, const char *title)
{
    struct xlsx_book *book = pen->book;
    lxw_chart *chart = new_chart(book, LXW_CHART_SCATTER);
    if (!chart)
        return;
    add_points(book, chart, first);
    set_ipa_axes(book, chart);
    set_title(book, chart, title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    insert(book, SHEET_IPA, pen->row, chart, title, 26);
}

static void write_axes(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    struct ikm_text *axes = xlsx_scratch(book);
    ikm_words_axes(axes, book->lang, book->result);
    xlsx_down(pen, 1);
    xlsx_wide(pen, STYLE_NOTE, IPA_QUADRANT + 1, xlsx_done(book, axes));
    xlsx_down(pen, 1);
    xlsx_wide(pen, STYLE_NOTE, IPA_QUADRANT + 1,
              ikm_say(book->lang,
                      "Garis tegak pada tiap titik: rentang 95 % NRR-nya.",
                      "The upright line at a point: the 95 % interval of its "
                      "mean."));
    xlsx_down(pen, 2);
}

void xlsx_write_ipa(struct xlsx_book *book)
{
    static const char *const heads[][2] = {{"Kode", "Code"},
                                           {"Unsur", "Element"},
                                           {"Kepentingan %", "Importance %"},
                                           {"NRR", "Mean (NRR)"},
                                           {"Kuadran", "Quadrant"}};
    static const uint8_t widths[] = {8, 40, 15, 12, 50};
    const struct xlsx_page page = {
        .is_landscape = 1, .n_head_rows = HEAD_ROW + 1, .n_repeat_rows = 1};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_IPA};
    struct ikm_text words = IKM_TEXT(book->arena);
    xlsx_set_page(book, SHEET_IPA, &page);
    xlsx_set_widths(book, SHEET_IPA, widths, IKM_COUNT(widths));
    xlsx_text(&pen, STYLE_TITLE,
              ikm_say(book->lang, "Kepentingan dan kinerja (IPA)",
                      "Importance and performance (IPA)"));
    xlsx_down(&pen, 1);
    ikm_words_importance(&words, book->lang, book->result);
    const char *finding = xlsx_done(book, &words);
    xlsx_text(&pen, STYLE_SUBTITLE, finding);
    xlsx_down(&pen, HEAD_ROW - 1);
    if (book->result->index.reason != IKM_REASON_NONE ||
        book->result->weighed->ipa.n_points < 2)
        return;
    for (size_t i = 0; i < IKM_COUNT(heads); i++)
        xlsx_text(&pen, STYLE_HEAD,
                  ikm_say(book->lang, heads[i][0], heads[i][1]));
    xlsx_down(&pen, 1);
    const uint32_t first = pen.row;
    for (size_t e = 0; e < book->form->n_elements; e++)
        write_ipa_row(&pen, e);
    write_axes(&pen);
    draw_ipa(&pen, first, finding);
}

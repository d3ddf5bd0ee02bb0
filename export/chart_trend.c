#include <math.h>

#include "export/chart_internal.h"

enum {
    HEIGHT_PX = 230,
    NARROW_HEIGHT_PX = 190,
    LINE_PX = 16,
    DOT_PX = 5,
    PAD_PX = 8,
    STEP = 5,    /* the axis is cut at a multiple of it */
    ALL_TOLD = 8 /* up to so many points all have their value beside them */
};

struct plot {
    struct chart_scale y;
    double x_from, x_step;
    double top, bottom;
    int is_cut; /* the axis does not begin at its lowest value */
};

static double x_of(const struct plot *plot, size_t i)
{
    return plot->x_from + plot->x_step * (double)i;
}

/* From the lowest to the highest that is shown, in steps of five. */
static void fit_axis(const struct ikm_chart *chart, struct plot *plot)
{
    const double from = (double)chart->axis_from_hundredths / 100;
    const double to = (double)chart->axis_to_hundredths / 100;
    double low = to, high = from;
    for (size_t i = 0; i < chart->n_points; i++) {
        const struct ikm_chart_point *point = &chart->points[i];
        if (!point->has_value)
            continue;
        low = fmin(low, point->y);
        high = fmax(high, point->y);
        if (point->y95.is_defined) {
            low = fmin(low, point->y95.low);
            high = fmax(high, point->y95.high);
        }
    }
    low = fmax(from, floor((low - 1) / STEP) * STEP);
    high = fmin(to, ceil((high + 1) / STEP) * STEP);
    if (high - low < 2 * STEP)
        low = fmax(from, high - 2 * STEP);
    plot->is_cut = low > from;
    plot->y.from = low;
    plot->y.to = high;
}

static double right_room(const struct chart_pen *pen)
{
    const struct ikm_chart *chart = pen->chart;
    double room = 0;
    for (size_t i = 0; i < chart->n_cutoffs; i++)
        room =
            chart_most(room, chart_text_px(chart->cutoffs[i].label,
                                           chart_measure_px(ROLE_CUTOFF_TEXT)));
    return room + PAD_PX;
}

static void put_grid(struct chart_pen *pen, const struct plot *plot)
{
    const double x2 = pen->frame->width_px - right_room(pen);
    const double span = plot->y.to - plot->y.from;
    const double step = span > 40 ? 4 * STEP : span > 20 ? 2 * STEP : STEP;
    const long first = lround(ceil(plot->y.from / step));
    const long last = lround(floor((plot->y.to + 0.001) / step));
    for (long i = first; i <= last; i++) {
        const double tick = (double)i * step;
        const double y = scale_px(&plot->y, tick);
        pen_line(pen, ROLE_GRID, plot->x_from - 24, y, x2, y);
        pen_text(pen, ROLE_AXIS_TEXT, plot->x_from - 30, y + 4, ANCHOR_END,
                 pen_number(pen, tick, 0));
    }
    for (size_t i = 0; i < pen->chart->n_cutoffs; i++) {
        const double value =
            (double)pen->chart->cutoffs[i].value_hundredths / 100;
        if (value < plot->y.from || value > plot->y.to)
            continue;
        const double y = scale_px(&plot->y, value);
        pen_line(pen, ROLE_CUTOFF, plot->x_from - 24, y, x2, y);
        pen_text(pen, ROLE_CUTOFF_TEXT, x2 + PAD_PX / 2.0, y + 4, ANCHOR_START,
                 pen->chart->cutoffs[i].label);
    }
    if (!plot->is_cut)
        return;
    /* the mark of a cut axis */
    const double x = plot->x_from - 24;
    for (int i = 0; i < 2; i++) {
        const double y = plot->bottom + 2 + 4 * i;
        pen_line(pen, ROLE_AXIS, x - 6, y + 3, x + 6, y - 3);
    }
}

/* A run of neighbours whose interval is known. */
static void put_band(struct chart_pen *pen, const struct plot *plot,
                     size_t first, size_t n)
{
    const struct ikm_chart_point *points = pen->chart->points + first;
    struct chart_spot *spots = pen_take(pen, 2 * n, sizeof *spots);
    for (size_t i = 0; i < n && spots; i++) {
        const double x = x_of(plot, first + i);
        spots[i] =
            (struct chart_spot){x, scale_clipped(&plot->y, points[i].y95.high)};
        spots[2 * n - 1 - i] =
            (struct chart_spot){x, scale_clipped(&plot->y, points[i].y95.low)};
    }
    if (spots && n > 1)
        pen_spots(pen, SHAPE_POLYGON, ROLE_BAND, spots, 2 * n);
    else if (spots)
        pen_line(pen, ROLE_WHISKER, spots[0].x, spots[0].y, spots[1].x,
                 spots[1].y);
}

static void put_line(struct chart_pen *pen, const struct plot *plot,
                     size_t first, size_t n)
{
    struct chart_spot *spots = pen_take(pen, n, sizeof *spots);
    for (size_t i = 0; i < n && spots; i++)
        spots[i] = (struct chart_spot){
            x_of(plot, first + i),
            scale_clipped(&plot->y, pen->chart->points[first + i].y)};
    if (spots && n > 1)
        pen_spots(pen, SHAPE_PATH, ROLE_LINE, spots, n);
}

static int has_band(const struct ikm_chart_point *point)
{
    return point->has_value && point->y95.is_defined;
}

static int has_value(const struct ikm_chart_point *point)
{
    return point->has_value;
}

static void put_runs(struct chart_pen *pen, const struct plot *plot,
                     int (*belongs)(const struct ikm_chart_point *),
                     void (*put)(struct chart_pen *, const struct plot *,
                                 size_t, size_t))
{
    const struct ikm_chart *chart = pen->chart;
    for (size_t i = 0; i < chart->n_points;) {
        size_t n = 0;
        while (i + n < chart->n_points && belongs(&chart->points[i + n]))
            n++;
        if (n > 0)
            put(pen, plot, i, n);
        i += n > 0 ? n : 1;
    }
}

/* Every value of a short trend; of a long one the first, the last, the lowest
 * and the highest. */
static int is_told(const struct ikm_chart *chart, size_t i)
{
    size_t first = chart->n_points, last = 0, low = i, high = i;
    if (chart->n_points <= ALL_TOLD)
        return 1;
    for (size_t j = 0; j < chart->n_points; j++) {
        if (!chart->points[j].has_value)
            continue;
        first = first < j ? first : j;
        last = j;
        if (chart->points[j].y < chart->points[low].y)
            low = j;
        if (chart->points[j].y > chart->points[high].y)
            high = j;
    }
    return i == first || i == last || i == low || i == high;
}

static void put_point(struct chart_pen *pen, const struct plot *plot, size_t i)
{
    const struct ikm_chart_point *point = &pen->chart->points[i];
    const double x = x_of(plot, i);
    const double y = scale_clipped(&plot->y, point->y);
    const double above = y - DOT_PX - 6;
    pen_dot(pen, point->is_published ? ROLE_POINT_HOLLOW : ROLE_POINT, x, y,
            DOT_PX);
    if (is_told(pen->chart, i))
        pen_text(pen, ROLE_VALUE, x,
                 above < plot->top + 4 ? y + DOT_PX + 15 : above, ANCHOR_MIDDLE,
                 pen_number(pen, point->y, 2));
}

/* Labels under the axis: all that have room, the last one always. */
static void put_labels(struct chart_pen *pen, const struct plot *plot)
{
    const struct ikm_chart *chart = pen->chart;
    const double size = chart_measure_px(ROLE_AXIS_TEXT);
    double widest = 0;
    for (size_t i = 0; i < chart->n_points; i++)
        widest = chart_most(widest, chart_text_px(chart->points[i].code, size));
    const double room = plot->x_step > 1 ? plot->x_step : 1;
    const size_t every = (size_t)ceil((widest + PAD_PX) / room);
    for (size_t i = 0; i < chart->n_points; i++) {
        if ((chart->n_points - 1 - i) % (every > 0 ? every : 1) != 0)
            continue;
        const double half = chart_text_px(chart->points[i].code, size) / 2;
        const double most = pen->frame->width_px - half;
        pen_text(
            pen, ROLE_AXIS_TEXT, x_of(plot, i) < most ? x_of(plot, i) : most,
            plot->bottom + LINE_PX + 6, ANCHOR_MIDDLE, chart->points[i].code);
    }
}

void chart_draw_trend(struct chart_pen *pen)
{
    const struct ikm_chart *chart = pen->chart;
    struct plot plot = {.x_from = 64};
    if (chart->n_points == 0)
        return;
    fit_axis(chart, &plot);
    plot.top = pen->y + PAD_PX;
    plot.bottom =
        plot.top + (chart_is_narrow(pen) ? NARROW_HEIGHT_PX : HEIGHT_PX);
    plot.y.px_from = plot.bottom;
    plot.y.px_to = plot.top;
    const double x_to = pen->frame->width_px - right_room(pen) - 28;
    if (chart->n_points > 1)
        plot.x_step = (x_to - plot.x_from) / (double)(chart->n_points - 1);
    else
        plot.x_from = (plot.x_from + x_to) / 2;
    put_grid(pen, &plot);
    put_runs(pen, &plot, has_band, put_band);
    put_runs(pen, &plot, has_value, put_line);
    for (size_t i = 0; i < chart->n_points; i++)
        if (chart->points[i].has_value)
            put_point(pen, &plot, i);
    put_labels(pen, &plot);
    pen->y = plot.bottom + 2 * LINE_PX;
}

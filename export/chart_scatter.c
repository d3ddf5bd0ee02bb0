#include <math.h>

#include "export/chart_internal.h"

enum {
    HEIGHT_PX = 380,
    NARROW_HEIGHT_PX = 330,
    LINE_PX = 16,
    DOT_PX = 5,
    PAD_PX = 8
};

struct plot {
    struct chart_scale x, y;
    struct chart_box box;
};

static void widen(double *low, double *high, double value,
                  const struct ikm_interval *interval)
{
    *low = fmin(*low, value);
    *high = fmax(*high, value);
    if (!interval->is_defined)
        return;
    *low = fmin(*low, interval->low);
    *high = fmax(*high, interval->high);
}

/* All points with their crosses, both means, and a rim. */
static void fit_axes(const struct ikm_chart *chart, struct plot *plot)
{
    struct chart_scale *x = &plot->x;
    struct chart_scale *y = &plot->y;
    x->from = x->to = chart->x.cross;
    y->from = y->to = chart->y.cross;
    for (size_t i = 0; i < chart->n_points; i++) {
        const struct ikm_chart_point *point = &chart->points[i];
        if (!point->has_value)
            continue;
        widen(&x->from, &x->to, point->x, &point->x95);
        widen(&y->from, &y->to, point->y, &point->y95);
    }
    struct chart_scale *const both[] = {x, y};
    for (size_t i = 0; i < IKM_COUNT(both); i++) {
        const double span = both[i]->to - both[i]->from;
        const double rim = span > 0 ? span * 0.1 : 1;
        both[i]->from -= rim;
        both[i]->to += rim;
    }
}

/* 1, 2 or 5 times a power of ten, about a fifth of the span. */
static double nice_step(double span)
{
    const double raw = span / 5;
    const double power = pow(10, floor(log10(raw)));
    const double lead = raw / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
}

static void put_ticks(struct chart_pen *pen, const struct plot *plot)
{
    const struct chart_box *box = &plot->box;
    const double x_step = nice_step(plot->x.to - plot->x.from);
    const double y_step = nice_step(plot->y.to - plot->y.from);
    const int x_decimals = x_step < 1 ? pen->chart->x.decimals : 0;
    const int y_decimals = y_step < 1 ? pen->chart->y.decimals : 0;
    const long x_last = lround(floor(plot->x.to / x_step));
    const long y_last = lround(floor(plot->y.to / y_step));
    for (long i = lround(ceil(plot->x.from / x_step)); i <= x_last; i++) {
        const double v = (double)i * x_step;
        const double x = scale_px(&plot->x, v);
        pen_line(pen, ROLE_GRID, x, box->y, x, box->y2);
        pen_text(pen, ROLE_AXIS_TEXT, x, box->y2 + LINE_PX, ANCHOR_MIDDLE,
                 pen_number(pen, v, x_decimals));
    }
    for (long i = lround(ceil(plot->y.from / y_step)); i <= y_last; i++) {
        const double v = (double)i * y_step;
        const double y = scale_px(&plot->y, v);
        pen_line(pen, ROLE_GRID, box->x, y, box->x2, y);
        pen_text(pen, ROLE_AXIS_TEXT, box->x - 6, y + 4, ANCHOR_END,
                 pen_number(pen, v, y_decimals));
    }
    pen_text(pen, ROLE_AXIS_TEXT, box->x2, box->y2 + 2 * LINE_PX + 2,
             ANCHOR_END, pen->chart->x.label);
}

static void put_cross(struct chart_pen *pen, const struct plot *plot)
{
    const struct chart_box *box = &plot->box;
    const double x = scale_px(&plot->x, pen->chart->x.cross);
    const double y = scale_px(&plot->y, pen->chart->y.cross);
    const char *const *quadrant = pen->chart->quadrant;
    pen_line(pen, ROLE_MEAN, x, box->y, x, box->y2);
    pen_line(pen, ROLE_MEAN, box->x, y, box->x2, y);
    for (int i = 0; i < 4; i++)
        if (quadrant[i])
            pen_text(pen, ROLE_QUADRANT_TEXT,
                     i % 2 ? box->x2 - PAD_PX : box->x + PAD_PX,
                     i < 2 ? box->y + LINE_PX : box->y2 - PAD_PX,
                     i % 2 ? ANCHOR_END : ANCHOR_START, quadrant[i]);
}

static void put_errors(struct chart_pen *pen, const struct plot *plot,
                       const struct ikm_chart_point *point)
{
    const double x = scale_px(&plot->x, point->x);
    const double y = scale_px(&plot->y, point->y);
    if (point->x95.is_defined)
        pen_line(pen, ROLE_CROSS, scale_clipped(&plot->x, point->x95.low), y,
                 scale_clipped(&plot->x, point->x95.high), y);
    if (point->y95.is_defined)
        pen_line(pen, ROLE_CROSS, x, scale_clipped(&plot->y, point->y95.low), x,
                 scale_clipped(&plot->y, point->y95.high));
}

/* Boxes of the corners' names, of the dots, then one by one of the labels. */
static void put_points(struct chart_pen *pen, const struct plot *plot)
{
    const struct ikm_chart *chart = pen->chart;
    const size_t n = chart->n_points;
    struct chart_box *taken = pen_take(pen, 2 * n + 4, sizeof *taken);
    size_t n_taken = 0;
    if (!taken)
        return;
    for (int i = 0; i < 4; i++) {
        const double wide =
            chart_text_px(chart->quadrant[i] ? chart->quadrant[i] : "",
                          chart_measure_px(ROLE_QUADRANT_TEXT));
        const double x =
            i % 2 ? plot->box.x2 - PAD_PX - wide : plot->box.x + PAD_PX;
        const double y = i < 2 ? plot->box.y : plot->box.y2 - LINE_PX - PAD_PX;
        taken[n_taken++] =
            (struct chart_box){x, y, x + wide, y + LINE_PX + PAD_PX};
    }
    for (size_t i = 0; i < n; i++) {
        const double x = scale_px(&plot->x, chart->points[i].x);
        const double y = scale_px(&plot->y, chart->points[i].y);
        if (chart->points[i].has_value)
            taken[n_taken++] = (struct chart_box){x - DOT_PX, y - DOT_PX,
                                                  x + DOT_PX, y + DOT_PX};
    }
    for (size_t i = 0; i < n; i++) {
        const struct ikm_chart_point *point = &chart->points[i];
        const enum chart_role role =
            point->marked ? ROLE_LABEL_MARKED : ROLE_LABEL;
        if (!point->has_value)
            continue;
        const double x = scale_px(&plot->x, point->x);
        const double y = scale_px(&plot->y, point->y);
        pen_dot(pen, point->marked ? ROLE_POINT_MARKED : ROLE_POINT, x, y,
                DOT_PX);
        const struct chart_place place =
            place_label(taken, n_taken, &plot->box, x, y, point->label,
                        point->code, role, &taken[n_taken]);
        n_taken++;
        pen_text(pen, role, place.x, place.y, place.anchor, place.text);
    }
}

void chart_draw_scatter(struct chart_pen *pen)
{
    const struct ikm_chart *chart = pen->chart;
    struct plot plot = {0};
    if (chart->n_points == 0)
        return;
    fit_axes(chart, &plot);
    pen->y += LINE_PX;
    pen_text(pen, ROLE_AXIS_TEXT, 0, pen->y - 4, ANCHOR_START, chart->y.label);
    plot.box = (struct chart_box){
        46, pen->y + 4, pen->frame->width_px - 2,
        pen->y + 4 + (chart_is_narrow(pen) ? NARROW_HEIGHT_PX : HEIGHT_PX)};
    plot.x.px_from = plot.box.x;
    plot.x.px_to = plot.box.x2;
    plot.y.px_from = plot.box.y2;
    plot.y.px_to = plot.box.y;
    put_ticks(pen, &plot);
    put_cross(pen, &plot);
    for (size_t i = 0; i < chart->n_points; i++)
        if (chart->points[i].has_value)
            put_errors(pen, &plot, &chart->points[i]);
    put_points(pen, &plot);
    pen->y = plot.box.y2 + 2 * LINE_PX + PAD_PX;
}

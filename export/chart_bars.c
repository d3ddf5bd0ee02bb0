#include "data/base/text.h"
#include "export/chart_internal.h"
#include "export/words.h"

enum {
    BAR_PX = 16,
    GAP_PX = 11,
    LINE_PX = 16, /* of a label */
    CAP_PX = 4,   /* half of a whisker's end */
    PAD_PX = 8
};

/* Where things stand. */
struct plot {
    struct chart_scale scale;
    double label_px; /* room for labels, left; 0: above the bars */
    double value_px; /* room for values, right */
    double top, bottom;
    struct chart_lines *lines; /* [n_bars] labels */
};

static enum chart_role label_role(const struct ikm_bar *bar)
{
    return bar->marked ? ROLE_LABEL_MARKED : ROLE_LABEL;
}

static const char *value_text(struct chart_pen *pen, const struct ikm_bar *bar)
{
    struct ikm_text text = IKM_TEXT(pen->arena);
    char value[32];
    ikm_text_printf(
        &text, "%s%s%s",
        ikm_words_fixed(pen->frame->lang, bar->value_hundredths, 2, value),
        bar->grade[0] != '\0' ? " " : "", bar->grade);
    return pen_done(pen, &text);
}

static void measure(struct chart_pen *pen, struct plot *plot)
{
    const struct ikm_chart *chart = pen->chart;
    const double width = pen->frame->width_px;
    const double most = chart_is_narrow(pen) ? width * 0.74 : width * 0.36;
    double label = 0;
    plot->lines = pen_take(pen, chart->n_bars, sizeof *plot->lines);
    for (size_t i = 0; i < chart->n_bars && plot->lines; i++) {
        const enum chart_role role = label_role(&chart->bars[i]);
        plot->lines[i] = pen_wrap(pen, role, chart->bars[i].label, most);
        for (size_t l = 0; l < plot->lines[i].n; l++)
            label = chart_most(label, chart_text_px(plot->lines[i].line[l],
                                                    chart_measure_px(role)));
        plot->value_px = chart_most(
            plot->value_px, chart_text_px(value_text(pen, &chart->bars[i]),
                                          chart_measure_px(ROLE_VALUE)));
    }
    if (chart_is_narrow(pen)) {
        plot->scale.px_from = 12;
        plot->scale.px_to = width - 16;
    } else {
        plot->label_px = label;
        plot->scale.px_from = label + PAD_PX;
        plot->scale.px_to = width - plot->value_px - PAD_PX - 12;
    }
    plot->scale.from = (double)chart->axis_from_hundredths / 100;
    plot->scale.to = (double)chart->axis_to_hundredths / 100;
}

static double row_height(const struct plot *plot, size_t i)
{
    const double labels = (double)plot->lines[i].n * LINE_PX;
    if (plot->label_px > 0)
        return chart_most(labels, BAR_PX) + GAP_PX;
    return labels + BAR_PX + GAP_PX + 2;
}

/* Lines of the class bounds, labelled above, under the bars. */
static void put_cutoffs(struct chart_pen *pen, struct plot *plot)
{
    const struct ikm_chart *chart = pen->chart;
    struct chart_marks marks = {0};
    for (size_t i = 0; i < chart->n_cutoffs && i < CHART_MAX_MARKS; i++) {
        marks.at[marks.n] = scale_px(
            &plot->scale, (double)chart->cutoffs[i].value_hundredths / 100);
        marks.label[marks.n++] = chart->cutoffs[i].label;
    }
    marks_place(&marks, ROLE_CUTOFF_TEXT);
    const double rows = (double)marks.n_rows * LINE_PX;
    plot->top = pen->y + rows + 4;
    for (size_t i = 0; i < marks.n; i++) {
        const double y =
            pen->y + rows - (double)(marks.row[i]) * LINE_PX - PAD_PX / 2.0;
        const double half =
            chart_text_px(marks.label[i], chart_measure_px(ROLE_CUTOFF_TEXT)) /
            2;
        const double over = marks.at[i] + half - pen->frame->width_px;
        pen_line(pen, ROLE_CUTOFF, marks.at[i], y + 3, marks.at[i],
                 plot->bottom + plot->top);
        pen_text(pen, ROLE_CUTOFF_TEXT, marks.at[i] - chart_most(over, 0), y,
                 ANCHOR_MIDDLE, marks.label[i]);
    }
}

static void put_ticks(struct chart_pen *pen, const struct plot *plot)
{
    const struct chart_scale *scale = &plot->scale;
    const double step = (scale->to - scale->from) / scale->from > 6
                            ? 2 * scale->from
                            : scale->from;
    for (double tick = scale->from; tick <= scale->to + 0.001; tick += step) {
        const double x = scale_px(scale, tick);
        pen_line(pen, ROLE_GRID, x, plot->top, x, plot->bottom);
        pen_text(pen, ROLE_AXIS_TEXT, x, plot->bottom + LINE_PX, ANCHOR_MIDDLE,
                 pen_number(pen, tick, 0));
    }
    pen_line(pen, ROLE_AXIS, scale->px_from, plot->top, scale->px_from,
             plot->bottom);
}

static void put_whisker(struct chart_pen *pen, const struct plot *plot,
                        const struct ikm_interval *interval, double middle)
{
    if (!interval->is_defined)
        return;
    const double low = scale_clipped(&plot->scale, interval->low);
    const double high = scale_clipped(&plot->scale, interval->high);
    /* a light line below keeps the dark one visible on every bar */
    pen_line(pen, ROLE_HALO, low, middle, high, middle);
    pen_line(pen, ROLE_WHISKER, low, middle, high, middle);
    pen_line(pen, ROLE_WHISKER, low, middle - CAP_PX, low, middle + CAP_PX);
    pen_line(pen, ROLE_WHISKER, high, middle - CAP_PX, high, middle + CAP_PX);
}

static void put_bar(struct chart_pen *pen, const struct plot *plot, size_t i,
                    double top)
{
    const struct ikm_bar *bar = &pen->chart->bars[i];
    const struct chart_lines *lines = &plot->lines[i];
    const int narrow = chart_is_narrow(pen);
    const double height = row_height(plot, i) - GAP_PX;
    const double bar_top = narrow ? top + (double)lines->n * LINE_PX + 2
                                  : top + (height - BAR_PX) / 2;
    const double label_top =
        narrow ? top : top + (height - (double)lines->n * LINE_PX) / 2;
    for (size_t l = 0; l < lines->n; l++)
        pen_text(pen, label_role(bar), narrow ? 0 : plot->label_px,
                 label_top + (double)l * LINE_PX + 12.5,
                 narrow ? ANCHOR_START : ANCHOR_END, lines->line[l]);
    pen_rect(pen, role_of_grade(bar->grade), plot->scale.px_from, bar_top,
             scale_clipped(&plot->scale, (double)bar->value_hundredths / 100),
             bar_top + BAR_PX);
    put_whisker(pen, plot, &bar->ci95, bar_top + BAR_PX / 2.0);
    pen_text(pen, ROLE_VALUE, pen->frame->width_px,
             narrow ? label_top + 12.5 : bar_top + 12.5, ANCHOR_END,
             value_text(pen, bar));
}

static void put_mean(struct chart_pen *pen, const struct plot *plot)
{
    char value[32];
    struct ikm_text text = IKM_TEXT(pen->arena);
    const struct ikm_chart_line *mean = &pen->chart->mean;
    if (!pen->chart->has_mean)
        return;
    const double x =
        scale_clipped(&plot->scale, (double)mean->value_hundredths / 100);
    ikm_text_printf(
        &text, "%s %s", mean->label,
        ikm_words_fixed(pen->frame->lang, mean->value_hundredths, 2, value));
    pen_line(pen, ROLE_MEAN, x, plot->top, x, plot->bottom + LINE_PX + 6);
    const char *label = pen_done(pen, &text);
    const double half =
        chart_text_px(label, chart_measure_px(ROLE_MEAN_TEXT)) / 2;
    const double over = x + half - pen->frame->width_px;
    pen_text(pen, ROLE_MEAN_TEXT, x - chart_most(over, 0),
             plot->bottom + 2 * LINE_PX + 3, ANCHOR_MIDDLE, label);
}

void chart_draw_bars(struct chart_pen *pen)
{
    struct plot plot = {0};
    if (pen->chart->n_bars == 0)
        return;
    measure(pen, &plot);
    if (pen->failed)
        return;
    for (size_t i = 0; i < pen->chart->n_bars; i++)
        plot.bottom += row_height(&plot, i);
    put_cutoffs(pen, &plot);
    plot.bottom += plot.top;
    put_ticks(pen, &plot);
    put_mean(pen, &plot);
    double top = plot.top + GAP_PX / 2.0;
    for (size_t i = 0; i < pen->chart->n_bars; i++) {
        put_bar(pen, &plot, i, top);
        top += row_height(&plot, i);
    }
    pen->y = plot.bottom + 2 * LINE_PX + PAD_PX;
}

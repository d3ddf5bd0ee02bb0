#include "data/base/text.h"
#include "export/chart_internal.h"

enum {
    BAR_PX = 20,
    GAP_PX = 8,
    LINE_PX = 16,
    KEY_PX = 12, /* the little square of the legend */
    PAD_PX = 8
};

struct plot {
    struct chart_scale scale; /* shares: left of the centre negative */
    double label_px;
    struct chart_lines *lines; /* [n_stacks] */
};

/* Tones of a scale of any length: the two lower ones below the centre, the two
 * upper ones above. */
static enum chart_role tone(const struct ikm_chart *chart, size_t score)
{
    const size_t n = chart->n_scores;
    if (2 * score + 1 < n)
        return score == 0 ? ROLE_SCORE_LOWEST : ROLE_SCORE_LOW;
    return score + 1 == n ? ROLE_SCORE_HIGHEST : ROLE_SCORE_HIGH;
}

static int is_dark(enum chart_role role)
{
    return role == ROLE_SCORE_LOWEST || role == ROLE_SCORE_HIGHEST;
}

static double share(const struct ikm_stack *stack, size_t score)
{
    return stack->n > 0 ? (double)stack->count[score] / (double)stack->n : 0;
}

/* What lies left of the centre: the lower half, of an odd scale half of the
 * middle score too. */
static double left_share(const struct ikm_chart *chart,
                         const struct ikm_stack *stack)
{
    double left = 0;
    for (size_t s = 0; 2 * s + 1 < chart->n_scores; s++)
        left += share(stack, s);
    if (chart->n_scores % 2 == 1)
        left += share(stack, chart->n_scores / 2) / 2;
    return left;
}

static void put_legend(struct chart_pen *pen)
{
    const struct ikm_chart *chart = pen->chart;
    double x = 0;
    pen->y += LINE_PX;
    for (size_t s = 0; s < chart->n_scores; s++) {
        const double wide = KEY_PX + 5 +
                            chart_text_px(chart->score_label[s],
                                          chart_measure_px(ROLE_AXIS_TEXT));
        if (x > 0 && x + wide > pen->frame->width_px) {
            x = 0;
            pen->y += LINE_PX + 4;
        }
        pen_rect(pen, tone(chart, s), x, pen->y - KEY_PX + 1, x + KEY_PX,
                 pen->y + 1);
        pen_text(pen, ROLE_AXIS_TEXT, x + KEY_PX + 5, pen->y, ANCHOR_START,
                 chart->score_label[s]);
        x += wide + 2 * PAD_PX;
    }
    pen->y += PAD_PX + 4;
}

static void measure(struct chart_pen *pen, struct plot *plot)
{
    const struct ikm_chart *chart = pen->chart;
    const double width = pen->frame->width_px;
    const double size = chart_measure_px(ROLE_LABEL);
    const int narrow = chart_is_narrow(pen);
    double least = 0, most = 0;
    plot->lines = pen_take(pen, chart->n_stacks, sizeof *plot->lines);
    for (size_t i = 0; i < chart->n_stacks && plot->lines; i++) {
        const double left = left_share(chart, &chart->stacks[i]);
        plot->lines[i] = pen_wrap(pen, ROLE_LABEL, chart->stacks[i].label,
                                  narrow ? width * 0.8 : width * 0.36);
        for (size_t l = 0; l < plot->lines[i].n && !narrow; l++)
            plot->label_px = chart_most(
                plot->label_px, chart_text_px(plot->lines[i].line[l], size));
        least = chart_most(least, left);
        most = chart_most(most, chart->stacks[i].n > 0 ? 1 - left : 0);
    }
    /* a centre needs something on both sides of it */
    plot->scale = (struct chart_scale){
        -chart_most(least, 0.04), chart_most(most, 0.04),
        narrow ? 0 : plot->label_px + PAD_PX, narrow ? width : width - 56};
}

/* "63 %", where the segment has room for it. */
static void put_segment(struct chart_pen *pen, const struct plot *plot,
                        size_t score, const double from_to[2], double top)
{
    const enum chart_role role = tone(pen->chart, score);
    const enum chart_role words = is_dark(role) ? ROLE_ON_DARK : ROLE_ON_LIGHT;
    const double x = scale_px(&plot->scale, from_to[0]);
    const double x2 = scale_px(&plot->scale, from_to[1]);
    struct ikm_text text = IKM_TEXT(pen->arena);
    if (x2 <= x)
        return;
    pen_rect(pen, role, x, top, x2, top + BAR_PX);
    ikm_text_put(&text, pen_number(pen, 100 * (from_to[1] - from_to[0]), 0));
    ikm_text_put(&text, " %");
    const char *percent = pen_done(pen, &text);
    if (chart_text_px(percent, chart_measure_px(words)) + 6 <= x2 - x)
        pen_text(pen, words, (x + x2) / 2, top + 14.5, ANCHOR_MIDDLE, percent);
}

static double put_stack(struct chart_pen *pen, const struct plot *plot,
                        size_t i, double top)
{
    const struct ikm_chart *chart = pen->chart;
    const struct ikm_stack *stack = &chart->stacks[i];
    const struct chart_lines *lines = &plot->lines[i];
    const int narrow = chart_is_narrow(pen);
    const double labels = (double)lines->n * LINE_PX;
    const double height =
        narrow ? labels + 2 + BAR_PX : chart_most(labels, BAR_PX);
    const double bar = narrow ? top + labels + 2 : top + (height - BAR_PX) / 2;
    const double first = narrow ? top : top + (height - labels) / 2;
    double at = -left_share(chart, stack);
    struct ikm_text n = IKM_TEXT(pen->arena);
    for (size_t l = 0; l < lines->n; l++)
        pen_text(pen, ROLE_LABEL, narrow ? 0 : plot->label_px,
                 first + (double)l * LINE_PX + 12.5,
                 narrow ? ANCHOR_START : ANCHOR_END, lines->line[l]);
    for (size_t s = 0; s < chart->n_scores; s++) {
        const double from_to[2] = {at, at + share(stack, s)};
        put_segment(pen, plot, s, from_to, bar);
        at = from_to[1];
    }
    ikm_text_printf(&n, "n %lld", (long long)stack->n);
    pen_text(pen, ROLE_AXIS_TEXT, pen->frame->width_px,
             narrow ? first + 12.5 : bar + 14.5, ANCHOR_END, pen_done(pen, &n));
    return height + GAP_PX;
}

void chart_draw_stacked(struct chart_pen *pen)
{
    struct plot plot = {0};
    if (pen->chart->n_stacks == 0)
        return;
    put_legend(pen);
    measure(pen, &plot);
    if (pen->failed)
        return;
    const double top = pen->y;
    for (size_t i = 0; i < pen->chart->n_stacks; i++)
        pen->y += put_stack(pen, &plot, i, pen->y);
    const double centre = scale_px(&plot.scale, 0);
    pen_line(pen, ROLE_HALO, centre, top - 4, centre, pen->y);
    pen_line(pen, ROLE_WHISKER, centre, top - 4, centre, pen->y);
    pen->y += 4;
}

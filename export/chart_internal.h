/* export/chart_internal.h - what the kinds of charts share.
 *
 *   chart.c          heading, order of the work, styles
 *   chart_pen.c      shapes, texts and their widths
 *   chart_bars.c     bars with whiskers
 *   chart_stacked.c  answers, diverging
 *   chart_trend.c    a line with its band
 *   chart_scatter.c  importance against performance
 *   chart_places.c   labels that do not lie upon each other
 *   chart_table.c    the figures as a table */
#ifndef IKM_EXPORT_CHART_INTERNAL_H
#define IKM_EXPORT_CHART_INTERNAL_H

#include "data/base/text.h"
#include "export/chart.h"

/* Fails once and stays failed. */
struct chart_pen {
    const struct ikm_chart *chart;
    const struct chart_frame *frame;
    struct ikm_arena *arena;
    int failed;
    size_t n_shapes, room;
    struct chart_shape *shape;
    double y; /* what is above is drawn already */
};

/* A value's place: from..to of the axis lie on px_from..px_to. */
struct chart_scale {
    double from, to, px_from, px_to;
};
double scale_px(const struct chart_scale *scale, double value);
/* The same, clipped at the ends of the axis. */
double scale_clipped(const struct chart_scale *scale, double value);

void pen_line(struct chart_pen *pen, enum chart_role role, double x, double y,
              double x2, double y2);
void pen_rect(struct chart_pen *pen, enum chart_role role, double x, double y,
              double x2, double y2);
void pen_dot(struct chart_pen *pen, enum chart_role role, double x, double y,
             double radius);
/* `spots` is borrowed. */
void pen_spots(struct chart_pen *pen, enum chart_shape_kind kind,
               enum chart_role role, const struct chart_spot *spots,
               size_t n_spots);
void pen_text(struct chart_pen *pen, enum chart_role role, double x, double y,
              enum chart_anchor anchor, const char *text);
/* Zeroed; NULL and failed when out of memory. */
void *pen_take(struct chart_pen *pen, size_t count, size_t item_bytes);
/* The finished text; "" and failed when out of memory. */
const char *pen_done(struct chart_pen *pen, struct ikm_text *text);
/* A number as people write it. */
const char *pen_number(struct chart_pen *pen, double value, int decimals);

/* The text in lines of at most `width_px`, broken between words; returns how
 * many. */
enum { CHART_MAX_LINES = 4 };
struct chart_lines {
    size_t n;
    const char *line[CHART_MAX_LINES];
};
struct chart_lines pen_wrap(struct chart_pen *pen, enum chart_role role,
                            const char *text, double width_px);

/* The font size to measure texts of the role with: bold runs wider. */
double chart_measure_px(enum chart_role role);
/* The wider of the two. */
double chart_most(double a, double b);

/* Labels of lines along an axis, lifted into rows so that none lies upon
 * another. `at` grows or falls; row 0 is nearest to the plot. */
enum { CHART_MAX_MARKS = 16 };
struct chart_marks {
    size_t n, n_rows;
    double at[CHART_MAX_MARKS];
    const char *label[CHART_MAX_MARKS];
    size_t row[CHART_MAX_MARKS];
};
void marks_place(struct chart_marks *marks, enum chart_role role);

/* A label beside each point of a scatter, clear of the others where there is
 * room; the short text where the long one finds none. */
struct chart_box {
    double x, y, x2, y2;
};
struct chart_place {
    double x, y; /* baseline */
    enum chart_anchor anchor;
    const char *text;
};
/* `taken` grows by one box for each label. */
struct chart_place place_label(const struct chart_box *taken, size_t n_taken,
                               const struct chart_box *frame, double x,
                               double y, const char *label, const char *code,
                               enum chart_role role, struct chart_box *ret_box);

enum chart_role role_of_grade(const char *letter);
int chart_is_narrow(const struct chart_pen *pen);

void chart_draw_bars(struct chart_pen *pen);
void chart_draw_stacked(struct chart_pen *pen);
void chart_draw_trend(struct chart_pen *pen);
void chart_draw_scatter(struct chart_pen *pen);

#endif

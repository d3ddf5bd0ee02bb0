/* export/chart.h - a chart of the report model as plain shapes.
 *
 * Pure geometry, written once: SVG (export/chart_svg.h) and cairo
 * (export/paper.h) only draw the shapes. Lengths are in px of the drawing, y
 * points down. A shape has a role ("cut-off line", "value"), never a colour:
 * colours come from the style table below, or from a stylesheet. */
#ifndef IKM_EXPORT_CHART_H
#define IKM_EXPORT_CHART_H

#include "data/base/text.h"
#include "export/report.h"

/* role, CSS class, fill, stroke (0xRRGGBB; CHART_NO_COLOUR: none), stroke
 * width, dash, font size, bold. Grades are never told by colour alone: the
 * letter stands beside every bar. The four tones of the scores also differ in
 * black and white. */
#define CHART_NO_COLOUR 0xFF000000U
#define CHART_ROLE_MAP(X)                                                      \
    X(TITLE, "t", 0x1f2524, CHART_NO_COLOUR, 0, 0, 16, 1)                      \
    X(SUBTITLE, "st", 0x5a6361, CHART_NO_COLOUR, 0, 0, 12.5, 0)                \
    X(LABEL, "l", 0x1f2524, CHART_NO_COLOUR, 0, 0, 13, 0)                      \
    X(LABEL_MARKED, "lm", 0x1f2524, CHART_NO_COLOUR, 0, 0, 13, 1)              \
    X(VALUE, "v", 0x1f2524, CHART_NO_COLOUR, 0, 0, 13, 1)                      \
    X(AXIS_TEXT, "at", 0x5a6361, CHART_NO_COLOUR, 0, 0, 12, 0)                 \
    X(CUTOFF_TEXT, "ct", 0x5a6361, CHART_NO_COLOUR, 0, 0, 12, 0)               \
    X(MEAN_TEXT, "mt", 0x0b6e6e, CHART_NO_COLOUR, 0, 0, 12.5, 1)               \
    X(QUADRANT_TEXT, "qt", 0x5a6361, CHART_NO_COLOUR, 0, 0, 12, 1)             \
    X(ON_DARK, "od", 0xffffff, CHART_NO_COLOUR, 0, 0, 12, 0)                   \
    X(ON_LIGHT, "ol", 0x1f2524, CHART_NO_COLOUR, 0, 0, 12, 0)                  \
    X(AXIS, "ax", CHART_NO_COLOUR, 0x8b9391, 1, 0, 0, 0)                       \
    X(GRID, "gr", CHART_NO_COLOUR, 0xdfe4e2, 1, 0, 0, 0)                       \
    X(CUTOFF, "cu", CHART_NO_COLOUR, 0x5a6361, 1, 3, 0, 0)                     \
    X(MEAN, "me", CHART_NO_COLOUR, 0x0b6e6e, 2, 0, 0, 0)                       \
    X(HALO, "ha", CHART_NO_COLOUR, 0xffffff, 4, 0, 0, 0)                       \
    X(WHISKER, "wh", CHART_NO_COLOUR, 0x1f2524, 1.5, 0, 0, 0)                  \
    X(CROSS, "cr", CHART_NO_COLOUR, 0x8b9391, 1, 0, 0, 0)                      \
    X(LINE, "ln", CHART_NO_COLOUR, 0x0b6e6e, 2.5, 0, 0, 0)                     \
    X(BAND, "bd", 0xd3e6e5, CHART_NO_COLOUR, 0, 0, 0, 0)                       \
    X(POINT, "p", 0x0b6e6e, 0xffffff, 1.5, 0, 0, 0)                            \
    X(POINT_MARKED, "pm", 0xb3362b, 0xffffff, 1.5, 0, 0, 0)                    \
    X(POINT_HOLLOW, "ph", 0xffffff, 0x0b6e6e, 2, 0, 0, 0)                      \
    X(GRADE_NONE, "g", 0x6b7472, CHART_NO_COLOUR, 0, 0, 0, 0)                  \
    X(GRADE_A, "ga", 0x1a7f5a, CHART_NO_COLOUR, 0, 0, 0, 0)                    \
    X(GRADE_B, "gb", 0x2563a8, CHART_NO_COLOUR, 0, 0, 0, 0)                    \
    X(GRADE_C, "gc", 0xb7791f, CHART_NO_COLOUR, 0, 0, 0, 0)                    \
    X(GRADE_D, "gd", 0xb3362b, CHART_NO_COLOUR, 0, 0, 0, 0)                    \
    X(SCORE_LOWEST, "s1", 0xa1471f, CHART_NO_COLOUR, 0, 0, 0, 0)               \
    X(SCORE_LOW, "s2", 0xf0c9a0, CHART_NO_COLOUR, 0, 0, 0, 0)                  \
    X(SCORE_HIGH, "s3", 0xa9d3d0, CHART_NO_COLOUR, 0, 0, 0, 0)                 \
    X(SCORE_HIGHEST, "s4", 0x0b6e6e, CHART_NO_COLOUR, 0, 0, 0, 0)

enum chart_role {
#define X(name, css, fill, stroke, width, dash, size, bold) ROLE_##name,
    CHART_ROLE_MAP(X)
#undef X
        ROLE_COUNT
};

struct chart_style {
    const char *css; /* class, behind the prefix "k-" */
    uint32_t fill, stroke;
    double stroke_width_px, dash_px; /* dash 0: solid */
    double font_px;                  /* 0: no text */
    int is_bold;
};
const struct chart_style *chart_style(enum chart_role role);

enum chart_shape_kind {
    SHAPE_LINE,    /* from x,y to x2,y2 */
    SHAPE_RECT,    /* corners x,y and x2,y2; x <= x2, y <= y2 */
    SHAPE_DOT,     /* around x,y */
    SHAPE_POLYGON, /* points, closed */
    SHAPE_PATH,    /* points, open */
    SHAPE_TEXT     /* x,y on the baseline */
};
enum chart_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct chart_spot {
    double x, y;
};

struct chart_shape {
    enum chart_shape_kind kind;
    enum chart_role role;
    double x, y, x2, y2;
    double radius;
    size_t n_spots;
    const struct chart_spot *spots; /* [n_spots] */
    const char *text;
    enum chart_anchor anchor;
};

struct chart_drawing {
    double width_px, height_px;
    size_t n_shapes;
    const struct chart_shape *shapes; /* in the order drawn */
};

struct chart_frame {
    enum ikm_lang lang;
    double width_px;  /* 280..2000; under 520 labels stand above the bars */
    int with_heading; /* title and subtitle are drawn too */
};

/* Lives in the arena. A chart without data gives its heading alone.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status chart_draw(const struct ikm_chart *chart,
                                          const struct chart_frame *frame,
                                          struct ikm_arena *arena,
                                          struct chart_drawing *ret_drawing,
                                          struct ikm_error *err);

/* The chart in words, for those who do not see it: kind, title, what is
 * measured, every figure. Appends; a failed text tells when it is finished. */
void chart_words(const struct ikm_chart *chart, enum ikm_lang lang,
                 struct ikm_text *text);

/* The figures of the chart as a table: its twin for those who do not see it.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status chart_table(const struct ikm_chart *chart,
                                           enum ikm_lang lang,
                                           struct ikm_arena *arena,
                                           struct ikm_table *ret_table,
                                           struct ikm_error *err);

/* How wide the text becomes, in px: widths of Helvetica, on the safe side. */
double chart_text_px(const char *text, double font_px);

#endif

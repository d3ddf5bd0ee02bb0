#include "export/chart.h"

#include <string.h>

#include "export/chart_internal.h"

const struct chart_style *chart_style(enum chart_role role)
{
    static const struct chart_style styles[ROLE_COUNT] = {
#define X(name, css, fill, stroke, width, dash, size, bold)                    \
    {css, fill, stroke, width, dash, size, bold},
        CHART_ROLE_MAP(X)
#undef X
    };
    return &styles[role];
}

/* The four letters of the shipped classes have colours; others do without. */
enum chart_role role_of_grade(const char *letter)
{
    static const char letters[] = "ABCD";
    const char *at = letter[0] != '\0' && letter[1] == '\0'
                         ? strchr(letters, letter[0])
                         : NULL;
    return at ? (enum chart_role)(ROLE_GRADE_A + (at - letters))
              : ROLE_GRADE_NONE;
}

int chart_is_narrow(const struct chart_pen *pen)
{
    enum { NARROW_UNDER_PX = 520 };
    return pen->frame->width_px < NARROW_UNDER_PX;
}

static void put_lines(struct chart_pen *pen, enum chart_role role,
                      const char *text)
{
    const double size = chart_style(role)->font_px;
    const struct chart_lines lines =
        pen_wrap(pen, role, text, pen->frame->width_px);
    for (size_t i = 0; i < lines.n; i++) {
        pen->y += size * 1.3;
        pen_text(pen, role, 0, pen->y - size * 0.25, ANCHOR_START,
                 lines.line[i]);
    }
}

static void put_heading(struct chart_pen *pen)
{
    put_lines(pen, ROLE_TITLE, pen->chart->title);
    pen->y += 2;
    put_lines(pen, ROLE_SUBTITLE, pen->chart->subtitle);
    pen->y += 12;
}

enum ikm_status chart_draw(const struct ikm_chart *chart,
                           const struct chart_frame *frame,
                           struct ikm_arena *arena,
                           struct chart_drawing *ret_drawing,
                           struct ikm_error *err)
{
    struct chart_pen pen = {.chart = chart, .frame = frame, .arena = arena};
    if (frame->with_heading)
        put_heading(&pen);
    switch (chart->kind) {
    case IKM_CHART_BARS: chart_draw_bars(&pen); break;
    case IKM_CHART_TREND: chart_draw_trend(&pen); break;
    case IKM_CHART_SCATTER: chart_draw_scatter(&pen); break;
    case IKM_CHART_STACKED: chart_draw_stacked(&pen); break;
    }
    if (pen.failed)
        return ikm_fail_memory(err);
    *ret_drawing = (struct chart_drawing){.width_px = frame->width_px,
                                          .height_px = pen.y,
                                          .n_shapes = pen.n_shapes,
                                          .shapes = pen.shape};
    return IKM_OK;
}

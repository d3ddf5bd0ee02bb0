#include "export/paper_internal.h"

static void fill_and_stroke(struct paper *paper,
                            const struct chart_style *style, int is_open)
{
    cairo_t *cr = paper->cr;
    if (style->fill != CHART_NO_COLOUR && !is_open) {
        paper_colour(paper, style->fill);
        cairo_fill_preserve(cr);
    }
    if (style->stroke != CHART_NO_COLOUR) {
        paper_colour(paper, style->stroke);
        cairo_set_line_width(cr, style->stroke_width_px);
        cairo_set_dash(cr, &style->dash_px, style->dash_px > 0 ? 1 : 0, 0);
        cairo_stroke_preserve(cr);
        cairo_set_dash(cr, NULL, 0, 0);
    }
    cairo_new_path(cr);
}

/* Words stay readable where a line runs under them. */
static void put_halo(struct paper *paper, double x, double y)
{
    enum { HALO_PX = 3 };
    paper_colour(paper, 0xffffff);
    cairo_move_to(paper->cr, x, y);
    pango_cairo_layout_path(paper->cr, paper->layout);
    cairo_set_line_width(paper->cr, HALO_PX);
    cairo_set_line_join(paper->cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(paper->cr);
}

static void put_text(struct paper *paper, const struct chart_shape *shape,
                     const struct chart_style *style)
{
    const struct paper_style look = {.size_pt = style->font_px,
                                     .is_bold = style->is_bold,
                                     .colour = style->fill};
    const double wide = paper_text_width(paper, &look, shape->text);
    const double baseline =
        (double)pango_layout_get_baseline(paper->layout) / PANGO_SCALE;
    const double x = shape->anchor == ANCHOR_START    ? shape->x
                     : shape->anchor == ANCHOR_MIDDLE ? shape->x - wide / 2
                                                      : shape->x - wide;
    if (shape->role == ROLE_LABEL || shape->role == ROLE_LABEL_MARKED ||
        shape->role == ROLE_VALUE)
        put_halo(paper, x, shape->y - baseline);
    paper_colour(paper, style->fill);
    cairo_move_to(paper->cr, x, shape->y - baseline);
    pango_cairo_show_layout(paper->cr, paper->layout);
}

static void put_shape(struct paper *paper, const struct chart_shape *shape)
{
    const struct chart_style *style = chart_style(shape->role);
    cairo_t *cr = paper->cr;
    switch (shape->kind) {
    case SHAPE_LINE:
        cairo_move_to(cr, shape->x, shape->y);
        cairo_line_to(cr, shape->x2, shape->y2);
        break;
    case SHAPE_RECT:
        cairo_rectangle(cr, shape->x, shape->y, shape->x2 - shape->x,
                        shape->y2 - shape->y);
        break;
    case SHAPE_DOT:
        cairo_new_sub_path(cr);
        cairo_arc(cr, shape->x, shape->y, shape->radius, 0, 2 * G_PI);
        break;
    case SHAPE_POLYGON:
    case SHAPE_PATH:
        for (size_t i = 0; i < shape->n_spots; i++)
            cairo_line_to(cr, shape->spots[i].x, shape->spots[i].y);
        if (shape->kind == SHAPE_POLYGON)
            cairo_close_path(cr);
        break;
    case SHAPE_TEXT: put_text(paper, shape, style); return;
    }
    fill_and_stroke(paper, style,
                    shape->kind == SHAPE_LINE || shape->kind == SHAPE_PATH);
}

void paper_chart(struct paper *paper, const struct chart_drawing *drawing,
                 double x, double y, double scale)
{
    cairo_save(paper->cr);
    cairo_translate(paper->cr, x, y);
    cairo_scale(paper->cr, scale, scale);
    for (size_t i = 0; i < drawing->n_shapes; i++)
        put_shape(paper, &drawing->shapes[i]);
    cairo_restore(paper->cr);
}

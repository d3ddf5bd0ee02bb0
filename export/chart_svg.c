#include "export/chart_svg.h"

#include "export/markup.h"

static void put_colour(struct ikm_text *text, const char *property,
                       const char *css, uint32_t colour)
{
    if (colour == CHART_NO_COLOUR)
        ikm_text_printf(text, "%s:none", property);
    else
        ikm_text_printf(text, "%s:var(--k-%s%s,#%06x)", property, css,
                        property[0] == 's' ? "-s" : "", (unsigned)colour);
}

void ikm_chart_css(struct ikm_text *text)
{
    MARKUP(text, ".k text{font-family:system-ui,\"Segoe UI\",Roboto,"
                 "\"Liberation Sans\",Arial,sans-serif}\n");
    for (int r = 0; r < ROLE_COUNT; r++) {
        const struct chart_style *style = chart_style((enum chart_role)r);
        ikm_text_printf(text, ".k-%s{", style->css);
        put_colour(text, "fill", style->css, style->fill);
        if (style->stroke != CHART_NO_COLOUR) {
            MARKUP(text, ";");
            put_colour(text, "stroke", style->css, style->stroke);
            MARKUP(text, ";stroke-width:");
            markup_number(text, style->stroke_width_px);
        }
        if (style->dash_px > 0) {
            MARKUP(text, ";stroke-dasharray:");
            markup_number(text, style->dash_px);
        }
        if (style->font_px > 0) {
            MARKUP(text, ";font-size:");
            markup_number(text, style->font_px);
            MARKUP(text, "px");
        }
        if (style->is_bold)
            MARKUP(text, ";font-weight:700");
        MARKUP(text, "}\n");
    }
    /* words stay readable where a line runs under them */
    MARKUP(text, ".k-l,.k-lm,.k-v{paint-order:stroke;"
                 "stroke:var(--k-ha-s,#fff);stroke-width:3px;"
                 "stroke-linejoin:round}\n");
}

static void put_attribute(struct ikm_text *text, const char *name, double value)
{
    ikm_text_printf(text, " %s=\"", name);
    markup_number(text, value);
    MARKUP(text, "\"");
}

static void put_spots(struct ikm_text *text, const struct chart_shape *shape)
{
    ikm_text_put(text, shape->kind == SHAPE_POLYGON ? "<polygon points=\""
                                                    : "<polyline points=\"");
    for (size_t i = 0; i < shape->n_spots; i++) {
        if (i > 0)
            MARKUP(text, " ");
        markup_number(text, shape->spots[i].x);
        MARKUP(text, ",");
        markup_number(text, shape->spots[i].y);
    }
    MARKUP(text, "\"");
}

static void put_text(struct ikm_text *text, const struct chart_shape *shape)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"",
                                          " text-anchor=\"end\""};
    MARKUP(text, "<text");
    put_attribute(text, "x", shape->x);
    put_attribute(text, "y", shape->y);
    ikm_text_put(text, anchors[shape->anchor]);
}

static void put_shape(struct ikm_text *text, const struct chart_shape *shape)
{
    switch (shape->kind) {
    case SHAPE_LINE:
        MARKUP(text, "<line");
        put_attribute(text, "x1", shape->x);
        put_attribute(text, "y1", shape->y);
        put_attribute(text, "x2", shape->x2);
        put_attribute(text, "y2", shape->y2);
        break;
    case SHAPE_RECT:
        MARKUP(text, "<rect");
        put_attribute(text, "x", shape->x);
        put_attribute(text, "y", shape->y);
        put_attribute(text, "width", shape->x2 - shape->x);
        put_attribute(text, "height", shape->y2 - shape->y);
        break;
    case SHAPE_DOT:
        MARKUP(text, "<circle");
        put_attribute(text, "cx", shape->x);
        put_attribute(text, "cy", shape->y);
        put_attribute(text, "r", shape->radius);
        break;
    case SHAPE_POLYGON:
    case SHAPE_PATH: put_spots(text, shape); break;
    case SHAPE_TEXT: put_text(text, shape); break;
    }
    ikm_text_printf(text, " class=\"k-%s\"", chart_style(shape->role)->css);
    if (shape->kind != SHAPE_TEXT) {
        MARKUP(text, "/>\n");
        return;
    }
    MARKUP(text, ">");
    markup_text(text, shape->text);
    MARKUP(text, "</text>\n");
}

static void put_head(struct ikm_text *text, const struct ikm_chart *chart,
                     const struct ikm_svg_look *look,
                     const struct chart_drawing *drawing)
{
    MARKUP(text, "<svg");
    if (look->is_standalone)
        MARKUP(text, " xmlns=\"http://www.w3.org/2000/svg\"");
    MARKUP(text, " class=\"k\" viewBox=\"0 0 ");
    markup_number(text, drawing->width_px);
    MARKUP(text, " ");
    markup_number(text, drawing->height_px);
    MARKUP(text, "\"");
    put_attribute(text, "width", drawing->width_px);
    put_attribute(text, "height", drawing->height_px);
    MARKUP(text, " role=\"img\" aria-labelledby=\"");
    markup_text(text, look->id);
    MARKUP(text, "t ");
    markup_text(text, look->id);
    MARKUP(text, "d\">\n<title id=\"");
    markup_text(text, look->id);
    MARKUP(text, "t\">");
    markup_text(text, chart->title);
    MARKUP(text, "</title>\n<desc id=\"");
    markup_text(text, look->id);
    MARKUP(text, "d\">");
    markup_text(text, chart->subtitle);
    MARKUP(text, "</desc>\n");
}

enum ikm_status ikm_chart_svg(const struct ikm_chart *chart,
                              const struct ikm_svg_look *look,
                              struct ikm_text *text, struct ikm_error *err)
{
    struct chart_drawing drawing = {0};
    const enum ikm_status status =
        chart_draw(chart, &look->frame, text->arena, &drawing, err);
    if (status != IKM_OK)
        return status;
    put_head(text, chart, look, &drawing);
    if (look->is_standalone) {
        MARKUP(text, "<style>\n");
        ikm_chart_css(text);
        MARKUP(text, "</style>\n");
    }
    for (size_t i = 0; i < drawing.n_shapes; i++)
        put_shape(text, &drawing.shapes[i]);
    MARKUP(text, "</svg>\n");
    return text->status == IKM_OK ? IKM_OK : ikm_fail_memory(err);
}

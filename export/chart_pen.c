#include <string.h>

#include "data/base/text.h"
#include "export/chart_internal.h"
#include "export/words.h"

/* Widths of ASCII in Helvetica and its kin, in thousandths of the size. */
static const uint16_t widths[] = {
    278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
    278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584};

static double bytes_px(const char *text, size_t n_bytes, double font_px)
{
    enum { OTHER = 620 };
    unsigned thousandths = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c < 0x7F)
            thousandths += widths[c - 0x20];
        else if ((c & 0xC0) != 0x80)
            thousandths += OTHER;
    }
    /* other fonts of that kind run wider: DejaVu Sans by a fifth */
    return thousandths * font_px * 1.2 / 1000;
}

double chart_text_px(const char *text, double font_px)
{
    return bytes_px(text, strlen(text), font_px);
}

double chart_measure_px(enum chart_role role)
{
    const struct chart_style *style = chart_style(role);
    return style->font_px * (style->is_bold ? 1.12 : 1);
}

double chart_most(double a, double b)
{
    return a > b ? a : b;
}

double scale_px(const struct chart_scale *scale, double value)
{
    return scale->px_from + (value - scale->from) / (scale->to - scale->from) *
                                (scale->px_to - scale->px_from);
}

double scale_clipped(const struct chart_scale *scale, double value)
{
    return scale_px(scale, value < scale->from ? scale->from
                           : value > scale->to ? scale->to
                                               : value);
}

void *pen_take(struct chart_pen *pen, size_t count, size_t item_bytes)
{
    void *taken = ikm_arena_take(pen->arena, count, item_bytes);
    if (!taken)
        pen->failed = 1;
    return taken;
}

const char *pen_done(struct chart_pen *pen, struct ikm_text *text)
{
    struct ikm_error ignored = {0};
    const char *done = "";
    if (ikm_text_done(text, &done, &ignored) != IKM_OK)
        pen->failed = 1;
    return done;
}

const char *pen_number(struct chart_pen *pen, double value, int decimals)
{
    struct ikm_text text = IKM_TEXT(pen->arena);
    ikm_words_real(&text, pen->frame->lang, value, decimals);
    return pen_done(pen, &text);
}

static void add(struct chart_pen *pen, struct chart_shape shape)
{
    if (pen->n_shapes == pen->room) {
        const size_t room = pen->room ? 2 * pen->room : 64;
        struct chart_shape *grown = pen_take(pen, room, sizeof *grown);
        if (!grown)
            return;
        if (pen->n_shapes > 0)
            memcpy(grown, pen->shape, pen->n_shapes * sizeof *grown);
        pen->shape = grown;
        pen->room = room;
    }
    pen->shape[pen->n_shapes++] = shape;
}

void pen_line(struct chart_pen *pen, enum chart_role role, double x, double y,
              double x2, double y2)
{
    add(pen, (struct chart_shape){.kind = SHAPE_LINE,
                                  .role = role,
                                  .x = x,
                                  .y = y,
                                  .x2 = x2,
                                  .y2 = y2});
}

void pen_rect(struct chart_pen *pen, enum chart_role role, double x, double y,
              double x2, double y2)
{
    add(pen, (struct chart_shape){.kind = SHAPE_RECT,
                                  .role = role,
                                  .x = x,
                                  .y = y,
                                  .x2 = x2,
                                  .y2 = y2});
}

void pen_dot(struct chart_pen *pen, enum chart_role role, double x, double y,
             double radius)
{
    add(pen,
        (struct chart_shape){
            .kind = SHAPE_DOT, .role = role, .x = x, .y = y, .radius = radius});
}

void pen_spots(struct chart_pen *pen, enum chart_shape_kind kind,
               enum chart_role role, const struct chart_spot *spots,
               size_t n_spots)
{
    add(pen,
        (struct chart_shape){
            .kind = kind, .role = role, .spots = spots, .n_spots = n_spots});
}

void pen_text(struct chart_pen *pen, enum chart_role role, double x, double y,
              enum chart_anchor anchor, const char *text)
{
    add(pen, (struct chart_shape){.kind = SHAPE_TEXT,
                                  .role = role,
                                  .x = x,
                                  .y = y,
                                  .anchor = anchor,
                                  .text = text});
}

/* Bytes of the longest run of whole words from `text` on that is no wider; at
 * least one word. */
static size_t fitting(const char *text, double font_px, double width_px)
{
    size_t fits = 0;
    size_t at = 0;
    while (text[at] != '\0') {
        const size_t end = at + strcspn(text + at, " ");
        if (fits > 0 && bytes_px(text, end, font_px) > width_px)
            break;
        fits = end;
        at = end + strspn(text + end, " ");
    }
    return fits;
}

struct chart_lines pen_wrap(struct chart_pen *pen, enum chart_role role,
                            const char *text, double width_px)
{
    struct chart_lines lines = {0};
    const double size = chart_measure_px(role);
    while (*text == ' ')
        text++;
    while (*text != '\0' && lines.n < CHART_MAX_LINES) {
        /* the last line takes all that is left: nothing is dropped */
        const size_t n = lines.n + 1 < CHART_MAX_LINES
                             ? fitting(text, size, width_px)
                             : strlen(text);
        const char *line = ikm_arena_copy(pen->arena, text, n);
        if (!line) {
            pen->failed = 1;
            return lines;
        }
        lines.line[lines.n++] = line;
        text += n;
        while (*text == ' ')
            text++;
    }
    return lines;
}

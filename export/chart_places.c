#include <string.h>

#include "export/chart_internal.h"

void marks_place(struct chart_marks *marks, enum chart_role role)
{
    enum { GAP_PX = 10 };
    const double size = chart_measure_px(role);
    for (size_t i = 0; i < marks->n; i++) {
        const double half = chart_text_px(marks->label[i], size) / 2 + GAP_PX;
        size_t row = 0;
        for (size_t j = 0; j < i; j++) {
            const double other = chart_text_px(marks->label[j], size) / 2;
            const double apart = marks->at[i] > marks->at[j]
                                     ? marks->at[i] - marks->at[j]
                                     : marks->at[j] - marks->at[i];
            if (marks->row[j] != row || apart >= half + other)
                continue;
            row++;
            j = (size_t)-1; /* look again, a row higher */
        }
        marks->row[i] = row;
        if (row + 1 > marks->n_rows)
            marks->n_rows = row + 1;
    }
}

static int overlap(const struct chart_box *a, const struct chart_box *b)
{
    return a->x < b->x2 && b->x < a->x2 && a->y < b->y2 && b->y < a->y2;
}

/* The i-th of eight places around a point. */
static struct chart_box box_at(int i, double x, double y, double width,
                               double height)
{
    static const struct {
        double dx, dy; /* of the box's middle, in halves of its size */
        double px, py; /* and away from the point */
    } around[] = {{1, -1, 5, -3}, {1, 1, 5, 3}, {-1, -1, -5, -3},
                  {-1, 1, -5, 3}, {1, 0, 9, 0}, {-1, 0, -9, 0},
                  {0, -1, 0, -9}, {0, 1, 0, 9}};
    const double cx = x + around[i].dx * width / 2 + around[i].px;
    const double cy = y + around[i].dy * height / 2 + around[i].py;
    return (struct chart_box){cx - width / 2, cy - height / 2, cx + width / 2,
                              cy + height / 2};
}

static int is_clear(const struct chart_box *box, const struct chart_box *taken,
                    size_t n_taken, const struct chart_box *frame)
{
    if (box->x < frame->x || box->x2 > frame->x2 || box->y < frame->y ||
        box->y2 > frame->y2)
        return 0;
    for (size_t i = 0; i < n_taken; i++)
        if (overlap(box, &taken[i]))
            return 0;
    return 1;
}

struct chart_place place_label(const struct chart_box *taken, size_t n_taken,
                               const struct chart_box *frame, double x,
                               double y, const char *label, const char *code,
                               enum chart_role role, struct chart_box *ret_box)
{
    enum { N_PLACES = 8 };
    const char *const texts[] = {label, code};
    const double size = chart_style(role)->font_px;
    struct chart_box box = {0};
    const char *text = code;
    int is_placed = 0;
    for (size_t t = 0; t < IKM_COUNT(texts) && !is_placed; t++)
        for (int i = 0; i < N_PLACES && !is_placed; i++) {
            text = texts[t];
            box = box_at(i, x, y, chart_text_px(text, chart_measure_px(role)),
                         size);
            is_placed = is_clear(&box, taken, n_taken, frame);
        }
    if (!is_placed)
        box =
            box_at(0, x, y, chart_text_px(text, chart_measure_px(role)), size);
    *ret_box = box;
    return (struct chart_place){box.x, box.y2 - size * 0.2, ANCHOR_START, text};
}

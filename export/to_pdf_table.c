#include "export/to_pdf_internal.h"
#include "export/to_text_internal.h"

enum { PAD = 4, LEAST_ROWS = 2, KEPT_WHOLE_PT = 330, COLUMNS_WEIGHED = 60 };
static const double sizes[] = {9, 8, 7.2, 6.4, 5.6};

/* A table being laid out: its cells as text, its columns, its font. */
struct grid {
    struct flow *flow;
    const struct ikm_table *table;
    const char **cell; /* [n_rows * n_columns] */
    double size_pt;
    double width[IKM_TABLE_MAX_COLUMNS];
    double all_width;
    double head_height;
};

static struct paper_style style_of(const struct grid *grid, size_t column,
                                   int is_bold)
{
    return (struct paper_style){.size_pt = grid->size_pt,
                                .is_bold = is_bold,
                                .colour = INK,
                                .align = grid->table->columns[column].align ==
                                                 IKM_ALIGN_RIGHT
                                             ? PAPER_RIGHT
                                             : PAPER_LEFT};
}

static const char *format(struct grid *grid, size_t row, size_t column)
{
    const struct ikm_table *table = grid->table;
    const struct ikm_report_cell *raw =
        &table->cells[row * table->n_columns + column];
    if (raw->kind == IKM_CELL_EMPTY && table->row_kind[row] == IKM_ROW_TOTAL)
        return "";
    const char *text =
        text_cell(grid->flow->arena, grid->flow->document->lang, raw);
    if (!text)
        grid->flow->status = IKM_NO_MEMORY;
    return text ? text : "";
}

/* Natural and least width of each column, at the font's size. */
static void weigh(struct grid *grid, double *natural, double *least)
{
    const struct ikm_table *table = grid->table;
    struct paper *paper = grid->flow->paper;
    for (size_t c = 0; c < table->n_columns; c++) {
        const struct paper_style head = style_of(grid, c, 1);
        natural[c] = least[c] =
            paper_word_width(paper, &head, table->columns[c].heading);
        for (size_t r = 0; r < table->n_rows; r++) {
            /* of a long table the first rows, and its sums */
            if (r >= COLUMNS_WEIGHED && table->row_kind[r] != IKM_ROW_TOTAL)
                continue;
            const struct paper_style style =
                style_of(grid, c, table->row_kind[r] == IKM_ROW_TOTAL);
            const char *text = grid->cell[r * table->n_columns + c];
            const double wide = paper_text_width(paper, &style, text);
            if (wide > natural[c])
                natural[c] = wide;
            const double word = table->columns[c].wraps
                                    ? paper_word_width(paper, &style, text)
                                    : wide;
            if (word > least[c])
                least[c] = word;
        }
        /* one endless word is broken */
        if (table->columns[c].wraps && least[c] > TEXT_WIDTH / 4)
            least[c] = TEXT_WIDTH / 4;
        natural[c] += 2 * PAD + 1;
        least[c] += 2 * PAD + 1;
        if (natural[c] < least[c])
            natural[c] = least[c];
    }
}

static double sum(const double *width, size_t n)
{
    double all = 0;
    for (size_t c = 0; c < n; c++)
        all += width[c];
    return all;
}

/* What is left goes to the columns of long text; without one the table stays
 * narrower than the page. */
static void share_out(struct grid *grid, const double *natural, double left)
{
    enum { MORE_AT_MOST = 18 };
    const size_t n = grid->table->n_columns;
    size_t n_wrap = 0;
    for (size_t c = 0; c < n; c++)
        n_wrap += grid->table->columns[c].wraps != 0;
    const double each = n_wrap > 0 ? left / (double)n_wrap : left / (double)n;
    const double more =
        n_wrap == 0 && each > MORE_AT_MOST ? MORE_AT_MOST : each;
    for (size_t c = 0; c < n; c++)
        grid->width[c] =
            natural[c] +
            (n_wrap == 0 || grid->table->columns[c].wraps ? more : 0);
    grid->all_width = sum(grid->width, n);
}

/* What is missing is taken from what may be broken. */
static int fit(struct grid *grid)
{
    double natural[IKM_TABLE_MAX_COLUMNS], least[IKM_TABLE_MAX_COLUMNS];
    const size_t n = grid->table->n_columns;
    weigh(grid, natural, least);
    const double wanted = sum(natural, n);
    const double needed = sum(least, n);
    if (wanted <= TEXT_WIDTH) {
        share_out(grid, natural, TEXT_WIDTH - wanted);
        return 1;
    }
    grid->all_width = TEXT_WIDTH;
    for (size_t c = 0; c < n; c++)
        grid->width[c] = needed < TEXT_WIDTH
                             ? least[c] + (natural[c] - least[c]) *
                                              (TEXT_WIDTH - needed) /
                                              (wanted - needed)
                             : natural[c] * TEXT_WIDTH / wanted;
    return needed <= TEXT_WIDTH;
}

static double head_height(struct grid *grid)
{
    double height = 0;
    for (size_t c = 0; c < grid->table->n_columns; c++) {
        const struct paper_style style = style_of(grid, c, 1);
        const double high = paper_text_height(grid->flow->paper, &style,
                                              grid->width[c] - 2 * PAD,
                                              grid->table->columns[c].heading);
        height = high > height ? high : height;
    }
    return height + 2 * PAD;
}

static double row_height(struct grid *grid, size_t r)
{
    const struct ikm_table *table = grid->table;
    double height = 0;
    for (size_t c = 0; c < table->n_columns; c++) {
        const struct paper_style style =
            style_of(grid, c, table->row_kind[r] == IKM_ROW_TOTAL);
        const double high = paper_text_height(
            grid->flow->paper, &style, grid->width[c] - 2 * PAD,
            grid->cell[r * table->n_columns + c]);
        height = high > height ? high : height;
    }
    return height + PAD;
}

static int prepare(struct flow *flow, const struct ikm_table *table,
                   struct grid *grid)
{
    *grid = (struct grid){.flow = flow, .table = table};
    if (table->n_columns == 0 || table->n_columns > IKM_TABLE_MAX_COLUMNS)
        return 0;
    grid->cell = ikm_arena_take(flow->arena, table->n_rows * table->n_columns,
                                sizeof *grid->cell);
    if (!grid->cell) {
        flow->status = IKM_NO_MEMORY;
        return 0;
    }
    for (size_t r = 0; r < table->n_rows; r++)
        for (size_t c = 0; c < table->n_columns; c++)
            grid->cell[r * table->n_columns + c] = format(grid, r, c);
    for (size_t i = 0; i < IKM_COUNT(sizes); i++) {
        grid->size_pt = sizes[i];
        if (fit(grid))
            break;
    }
    grid->head_height = head_height(grid);
    return 1;
}

static void put_cells(struct grid *grid, const char *const *text,
                      const char *tag, int is_bold)
{
    struct flow *flow = grid->flow;
    double x = MARGIN;
    paper_tag(flow->paper, "TR");
    for (size_t c = 0; c < grid->table->n_columns; c++) {
        const struct paper_style style = style_of(grid, c, is_bold);
        paper_tag(flow->paper, tag);
        (void)paper_text(flow->paper, &style, x + PAD, flow->y + PAD / 2.0,
                         grid->width[c] - 2 * PAD, text[c]);
        paper_tag_end(flow->paper, tag);
        x += grid->width[c];
    }
    paper_tag_end(flow->paper, "TR");
}

static void put_head(struct grid *grid)
{
    struct flow *flow = grid->flow;
    const char *heading[IKM_TABLE_MAX_COLUMNS];
    for (size_t c = 0; c < grid->table->n_columns; c++)
        heading[c] = grid->table->columns[c].heading;
    paper_box(flow->paper, MARGIN, flow->y, grid->all_width, grid->head_height,
              SHADE);
    flow->y += PAD / 2.0;
    put_cells(grid, heading, "TH", 1);
    flow->y += grid->head_height - PAD / 2.0;
    paper_line(flow->paper, MARGIN, flow->y, MARGIN + grid->all_width, flow->y,
               1, INK);
}

static void put_row(struct grid *grid, size_t r)
{
    struct flow *flow = grid->flow;
    const int is_total = grid->table->row_kind[r] == IKM_ROW_TOTAL;
    const double height = row_height(grid, r);
    if (flow->y + height > TEXT_BOTTOM) {
        flow_next_page(flow);
        put_head(grid);
    }
    if (is_total && r > 0 && grid->table->row_kind[r - 1] != IKM_ROW_TOTAL)
        paper_line(flow->paper, MARGIN, flow->y, MARGIN + grid->all_width,
                   flow->y, 1, INK);
    put_cells(grid, &grid->cell[r * grid->table->n_columns], "TD", is_total);
    flow->y += height;
    paper_line(flow->paper, MARGIN, flow->y, MARGIN + grid->all_width, flow->y,
               0.4, RULE);
}

static const struct paper_style caption_style = {
    .size_pt = 9.5, .is_bold = 1, .colour = INK};

double flow_table_least(struct flow *flow, const struct ikm_table *table,
                        const char *caption)
{
    struct grid grid;
    double height = caption[0] == '\0'
                        ? 0
                        : paper_text_height(flow->paper, &caption_style,
                                            TEXT_WIDTH, caption) +
                              4;
    if (!prepare(flow, table, &grid))
        return height;
    height += grid.head_height + 4;
    double least = height;
    for (size_t r = 0; r < table->n_rows && height < KEPT_WHOLE_PT; r++) {
        height += row_height(&grid, r);
        if (r < LEAST_ROWS)
            least = height;
    }
    /* a short table is not broken */
    return height < KEPT_WHOLE_PT ? height : least;
}

void flow_table(struct flow *flow, const struct ikm_table *table,
                const char *caption)
{
    struct grid grid;
    if (caption[0] != '\0') {
        flow->y += 4;
        flow_text(flow, &caption_style, "P", caption);
        flow->y += 2;
    }
    if (!prepare(flow, table, &grid))
        return;
    paper_tag(flow->paper, "Table");
    put_head(&grid);
    for (size_t r = 0; r < table->n_rows; r++)
        put_row(&grid, r);
    paper_tag_end(flow->paper, "Table");
    flow->y += 6;
}

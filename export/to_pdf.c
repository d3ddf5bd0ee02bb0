#include "export/to_pdf.h"

#include <stdio.h>
#include <string.h>

#include "data/base/text.h"
#include "export/to_pdf_internal.h"

enum { CHART_PX = 660, PHOTO_HEIGHT = 300 };
#define CHART_SCALE (TEXT_WIDTH / CHART_PX)
#define HEAD_Y      30.0
#define FOOT_Y      (PAGE_HEIGHT - 38.0)

static const struct paper_style body = {
    .size_pt = 10.5, .colour = INK, .align = PAPER_JUSTIFIED};
static const struct paper_style point = {.size_pt = 10.5, .colour = INK};
static const struct paper_style lead = {
    .size_pt = 12.5, .is_bold = 1, .colour = INK};
static const struct paper_style note = {.size_pt = 9, .colour = GREY};
static const struct paper_style chapter = {
    .size_pt = 16, .is_bold = 1, .colour = INK};
static const struct paper_style heading = {
    .size_pt = 12.5, .is_bold = 1, .colour = INK};
static const struct paper_style chart_title = {
    .size_pt = 10.5, .is_bold = 1, .colour = INK};
static const struct paper_style small = {.size_pt = 8.5, .colour = GREY};
static const struct paper_style small_right = {
    .size_pt = 8.5, .colour = GREY, .align = PAPER_RIGHT};

enum { POINT_INDENT = 20 };

/* ---- pages ---- */

static const char *line_of(struct flow *flow, struct ikm_text *text)
{
    const char *done = "";
    if (ikm_text_done(text, &done, flow->err) != IKM_OK)
        flow->status = IKM_NO_MEMORY;
    return done;
}

static void put_head(struct flow *flow)
{
    struct ikm_text text = IKM_TEXT(flow->arena);
    if (flow->is_bare)
        return;
    ikm_text_printf(&text, "%s - %s - %s", flow->document->title,
                    flow->document->unit, flow->document->period);
    const char *line = line_of(flow, &text);
    /* very long names go on under each other */
    const double height =
        paper_text_height(flow->paper, &small, TEXT_WIDTH, line);
    const double y = height > 14 ? HEAD_Y - 12 : HEAD_Y;
    (void)paper_text(flow->paper, &small, MARGIN, y, TEXT_WIDTH, line);
}

static void put_foot(struct flow *flow)
{
    struct ikm_text text = IKM_TEXT(flow->arena);
    if (flow->is_bare)
        return;
    ikm_text_say(&text, flow->document->lang, "Halaman %d dari %d",
                 "Page %d of %d", flow->page, flow->n_pages);
    (void)paper_text(flow->paper, &small_right, MARGIN, FOOT_Y, TEXT_WIDTH,
                     line_of(flow, &text));
}

void flow_next_page(struct flow *flow)
{
    put_foot(flow);
    paper_next_page(flow->paper);
    flow->page++;
    flow->is_bare = 0;
    flow->y = MARGIN;
    put_head(flow);
}

void flow_need(struct flow *flow, double height)
{
    if (flow->y + height > TEXT_BOTTOM && flow->y > MARGIN)
        flow_next_page(flow);
}

void flow_text(struct flow *flow, const struct paper_style *style,
               const char *tag, const char *text)
{
    paper_tag(flow->paper, tag);
    flow->y +=
        paper_text(flow->paper, style, MARGIN, flow->y, TEXT_WIDTH, text);
    paper_tag_end(flow->paper, tag);
}

const char *flow_place(size_t block, char buffer[PLACE_BYTES])
{
    (void)snprintf(buffer, PLACE_BYTES, "b%zu", block);
    return buffer;
}

/* ---- blocks ---- */

static int draw_chart(struct flow *flow, const struct ikm_chart *chart,
                      struct chart_drawing *ret_drawing)
{
    const struct chart_frame frame = {.lang = flow->document->lang,
                                      .width_px = CHART_PX};
    const enum ikm_status status =
        chart_draw(chart, &frame, flow->arena, ret_drawing, flow->err);
    if (status != IKM_OK)
        flow->status = status;
    return status == IKM_OK;
}

static double chart_height(struct flow *flow, const struct ikm_chart *chart)
{
    struct chart_drawing drawing = {0};
    if (!draw_chart(flow, chart, &drawing))
        return 0;
    return paper_text_height(flow->paper, &chart_title, TEXT_WIDTH,
                             chart->title) +
           paper_text_height(flow->paper, &note, TEXT_WIDTH, chart->subtitle) +
           drawing.height_px * CHART_SCALE + 16;
}

static void put_chart(struct flow *flow, const struct ikm_chart *chart)
{
    struct chart_drawing drawing = {0};
    flow_need(flow, chart_height(flow, chart));
    flow_text(flow, &chart_title, "P", chart->title);
    flow_text(flow, &note, "P", chart->subtitle);
    flow->y += 6;
    if (!draw_chart(flow, chart, &drawing))
        return;
    struct ikm_text words = IKM_TEXT(flow->arena);
    chart_words(chart, flow->document->lang, &words);
    paper_figure(flow->paper, line_of(flow, &words));
    paper_chart(flow->paper, &drawing, MARGIN, flow->y, CHART_SCALE);
    paper_figure_end(flow->paper);
    flow->y += drawing.height_px * CHART_SCALE + 10;
}

/* As large as it fits, two on a page. */
static void photo_size(const struct ikm_block_picture *photo, double *ret_width,
                       double *ret_height)
{
    const int is_on_side = photo->facts.turn % 2 == 1;
    const double wide =
        is_on_side ? photo->facts.height_px : photo->facts.width_px;
    const double high =
        is_on_side ? photo->facts.width_px : photo->facts.height_px;
    const double by_width = TEXT_WIDTH / wide;
    const double by_height = PHOTO_HEIGHT / high;
    const double scale = by_width < by_height ? by_width : by_height;
    *ret_width = wide * scale;
    *ret_height = high * scale;
}

static void put_photo(struct flow *flow, const struct ikm_block *block)
{
    double width = 0, height = 0;
    photo_size(block->picture, &width, &height);
    flow_need(flow, height + 6 +
                        paper_text_height(flow->paper, &note, TEXT_WIDTH,
                                          block->text));
    paper_figure(flow->paper, block->text);
    if (paper_photo(flow->paper, block->picture, MARGIN, flow->y, width,
                    height))
        flow->y += height + 6;
    paper_figure_end(flow->paper);
    flow_text(flow, &note, "P", block->text);
    flow->y += 8;
}

static const struct paper_style *style_of(enum ikm_block_kind kind)
{
    switch (kind) {
    case IKM_BLOCK_CHAPTER:
    case IKM_BLOCK_TITLE: return &chapter;
    case IKM_BLOCK_HEADING: return &heading;
    case IKM_BLOCK_LEAD: return &lead;
    case IKM_BLOCK_NOTE: return &note;
    case IKM_BLOCK_POINT: return &point;
    case IKM_BLOCK_TEXT:
    case IKM_BLOCK_TABLE:
    case IKM_BLOCK_CHART:
    case IKM_BLOCK_PICTURE:
    case IKM_BLOCK_CONTENTS:
    case IKM_BLOCK_SIGNATURE: break;
    }
    return &body;
}

static double gap_above(enum ikm_block_kind kind)
{
    return kind == IKM_BLOCK_HEADING ? 12 : 0;
}

static double gap_below(enum ikm_block_kind kind)
{
    return kind == IKM_BLOCK_CHAPTER || kind == IKM_BLOCK_TITLE ? 14
           : kind == IKM_BLOCK_POINT                            ? 3
           : kind == IKM_BLOCK_HEADING                          ? 4
                                                                : 7;
}

/* It introduces what comes next. */
static int keeps_with_next(const struct ikm_block *block)
{
    const size_t n = strlen(block->text);
    return block->kind == IKM_BLOCK_HEADING ||
           block->kind == IKM_BLOCK_CHAPTER ||
           (block->kind == IKM_BLOCK_TEXT && n > 0 &&
            block->text[n - 1] == ':');
}

/* What of the i-th block must stand on one page, with what it introduces. */
static double least_height(struct flow *flow, size_t i)
{
    const struct ikm_document *document = flow->document;
    double height = 0;
    for (; i < document->n_blocks; i++) {
        const struct ikm_block *block = &document->blocks[i];
        if (block->kind == IKM_BLOCK_TABLE)
            return height + flow_table_least(flow, block->table, block->text);
        if (block->kind == IKM_BLOCK_CHART)
            return height + chart_height(flow, block->chart);
        if (block->kind == IKM_BLOCK_PICTURE)
            return height + PHOTO_HEIGHT;
        if (block->kind == IKM_BLOCK_SIGNATURE)
            return height + flow_signature_height();
        if (block->kind == IKM_BLOCK_CONTENTS)
            return height;
        const double width = block->kind == IKM_BLOCK_POINT
                                 ? TEXT_WIDTH - POINT_INDENT
                                 : TEXT_WIDTH;
        height += gap_above(block->kind) + gap_below(block->kind) +
                  paper_text_height(flow->paper, style_of(block->kind), width,
                                    block->text);
        if (!keeps_with_next(block))
            return height;
    }
    return height;
}

static void put_point(struct flow *flow, const struct ikm_block *block)
{
    char number[16] = "-";
    if (block->number > 0)
        (void)snprintf(number, sizeof number, "%d.", block->number);
    paper_tag(flow->paper, "P");
    (void)paper_text(flow->paper, &point, MARGIN, flow->y, POINT_INDENT,
                     number);
    flow->y += paper_text(flow->paper, &point, MARGIN + POINT_INDENT, flow->y,
                          TEXT_WIDTH - POINT_INDENT, block->text);
    paper_tag_end(flow->paper, "P");
}

static void put_heading(struct flow *flow, size_t i,
                        const struct ikm_block *block)
{
    char place[PLACE_BYTES];
    const char *tag = block->kind == IKM_BLOCK_HEADING ? "H2" : "H1";
    (void)flow_place(i, place);
    paper_place(flow->paper, place);
    if (block->kind != IKM_BLOCK_HEADING)
        paper_outline(flow->paper, block->text, place);
    flow_text(flow, style_of(block->kind), tag, block->text);
}

static void put_block(struct flow *flow, size_t i)
{
    const struct ikm_block *block = &flow->document->blocks[i];
    const int is_new_page =
        block->kind == IKM_BLOCK_CHAPTER || block->kind == IKM_BLOCK_TITLE;
    if (is_new_page && flow->y > MARGIN)
        flow_next_page(flow);
    if (block->kind == IKM_BLOCK_TITLE && i == 0)
        flow_letterhead(flow);
    if (!is_new_page)
        flow_need(flow, least_height(flow, i));
    flow->page_of[i] = flow->page;
    if (flow->y > MARGIN)
        flow->y += gap_above(block->kind);
    switch (block->kind) {
    case IKM_BLOCK_CHAPTER:
    case IKM_BLOCK_TITLE:
    case IKM_BLOCK_HEADING: put_heading(flow, i, block); break;
    case IKM_BLOCK_TABLE: flow_table(flow, block->table, block->text); break;
    case IKM_BLOCK_CHART: put_chart(flow, block->chart); break;
    case IKM_BLOCK_PICTURE: put_photo(flow, block); break;
    case IKM_BLOCK_CONTENTS: flow_contents(flow); break;
    case IKM_BLOCK_SIGNATURE: flow_signature(flow, block->text); break;
    case IKM_BLOCK_POINT: put_point(flow, block); break;
    case IKM_BLOCK_TEXT:
    case IKM_BLOCK_LEAD:
    case IKM_BLOCK_NOTE:
        flow_text(flow, style_of(block->kind), "P", block->text);
        break;
    }
    flow->y += gap_below(block->kind);
}

/* ---- the whole ---- */

static void put_all(struct flow *flow)
{
    const struct ikm_document *document = flow->document;
    flow->page = 1;
    flow->y = MARGIN;
    if (document->has_cover) {
        flow->is_bare = 1;
        flow_cover(flow);
        flow_next_page(flow);
    } else {
        put_head(flow);
        flow_letterhead(flow);
        flow_text(flow, &chapter, "H1", document->title);
        flow->y += 2;
        flow_text(flow, &note, "P", document->unit);
        flow_text(flow, &note, "P", document->period);
    }
    for (size_t i = 0; i < document->n_blocks && flow->status == IKM_OK; i++)
        put_block(flow, i);
    put_foot(flow);
    paper_next_page(flow->paper);
}

static enum ikm_status run(struct flow *flow,
                           const struct ikm_pdf_options *options,
                           struct ikm_bytes *ret_file)
{
    const struct ikm_document *document = flow->document;
    struct ikm_text title = IKM_TEXT(flow->arena);
    ikm_text_printf(&title, "%s - %s - %s", document->title, document->unit,
                    document->period);
    const struct paper_facts facts = {
        .title = line_of(flow, &title),
        .lang = ikm_say(document->lang, "id", "en"),
        .author = document->office.value[IKM_OFFICE_NAME].text,
        .subject = document->period,
        .made = options->made};
    const unsigned char *bytes = NULL;
    size_t length_bytes = 0;
    enum ikm_status status = paper_open_pdf(&facts, PAGE_WIDTH, PAGE_HEIGHT,
                                            &flow->paper, flow->err);
    if (status != IKM_OK)
        return status;
    put_all(flow);
    status = flow->status == IKM_NO_MEMORY ? ikm_fail_memory(flow->err)
                                           : flow->status;
    if (status == IKM_OK)
        status = paper_done(flow->paper, &bytes, &length_bytes, flow->err);
    if (status == IKM_OK && ret_file) {
        unsigned char *kept = ikm_arena_take(flow->arena, length_bytes, 1);
        if (kept)
            memcpy(kept, bytes, length_bytes);
        else
            status = ikm_fail_memory(flow->err);
        *ret_file = (struct ikm_bytes){kept, length_bytes};
    }
    paper_close(flow->paper);
    return status;
}

enum ikm_status ikm_to_pdf(const struct ikm_document *document,
                           const struct ikm_pdf_options *options,
                           struct ikm_arena *arena, struct ikm_bytes *ret_file,
                           struct ikm_error *err)
{
    struct flow flow = {.document = document, .arena = arena, .err = err};
    flow.page_of =
        ikm_arena_take(arena, document->n_blocks + 1, sizeof *flow.page_of);
    if (!flow.page_of)
        return ikm_fail_memory(err);
    enum ikm_status status = run(&flow, options, NULL);
    flow.n_pages = flow.page;
    if (status == IKM_OK)
        status = run(&flow, options, ret_file);
    return status;
}

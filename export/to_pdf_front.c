#include <stdio.h>

#include "export/to_pdf_internal.h"

enum { LOGO = 54, SIGN_WIDTH = 230, SIGN_ROOM = 52 };
static const char dots[] = "..............................";

static const char *value_of(const struct flow *flow, enum ikm_office_key key)
{
    return flow->document->office.value[key].text;
}

static void put_line(struct flow *flow, double size_pt, int is_bold, double x,
                     double width, const char *text)
{
    const struct paper_style style = {.size_pt = size_pt,
                                      .is_bold = is_bold,
                                      .colour = INK,
                                      .align = PAPER_CENTER};
    if (text[0] != '\0')
        flow->y += paper_text(flow->paper, &style, x, flow->y, width, text);
}

void flow_letterhead(struct flow *flow)
{
    const double top = flow->y;
    const char *logo = value_of(flow, IKM_OFFICE_LOGO);
    const int has_logo =
        logo[0] != '\0' &&
        paper_image(flow->paper, logo, MARGIN, top, LOGO, LOGO);
    const double x = MARGIN + (has_logo ? LOGO + 8 : 0);
    const double width = TEXT_WIDTH - 2 * (x - MARGIN);
    paper_tag(flow->paper, "P");
    put_line(flow, 12, 1, x, width, value_of(flow, IKM_OFFICE_PARENT));
    put_line(flow, 15, 1, x, width, value_of(flow, IKM_OFFICE_NAME));
    put_line(flow, 9, 0, x, width, value_of(flow, IKM_OFFICE_ADDRESS));
    put_line(flow, 9, 0, x, width, value_of(flow, IKM_OFFICE_CONTACT));
    paper_tag_end(flow->paper, "P");
    if (has_logo && flow->y < top + LOGO)
        flow->y = top + LOGO;
    flow->y += 6;
    paper_line(flow->paper, MARGIN, flow->y, MARGIN + TEXT_WIDTH, flow->y, 2,
               INK);
    paper_line(flow->paper, MARGIN, flow->y + 3, MARGIN + TEXT_WIDTH,
               flow->y + 3, 0.6, INK);
    flow->y += 22;
}

void flow_cover(struct flow *flow)
{
    const struct ikm_document *document = flow->document;
    flow_letterhead(flow);
    flow->y = PAGE_HEIGHT * 0.3;
    paper_tag(flow->paper, "H1");
    put_line(flow, 24, 1, MARGIN, TEXT_WIDTH, document->title);
    paper_tag_end(flow->paper, "H1");
    flow->y += 26;
    paper_tag(flow->paper, "P");
    put_line(flow, 18, 1, MARGIN, TEXT_WIDTH, document->unit);
    flow->y += 12;
    put_line(flow, 14, 0, MARGIN, TEXT_WIDTH, document->period);
    const double bottom = PAGE_HEIGHT * 0.86;
    flow->y = flow->y > bottom ? flow->y + 12 : bottom;
    put_line(flow, 14, 1, MARGIN, TEXT_WIDTH, document->year);
    paper_tag_end(flow->paper, "P");
}

/* ---- contents ---- */

static void put_entry(struct flow *flow, size_t i)
{
    const struct ikm_block *block = &flow->document->blocks[i];
    const int is_chapter = block->kind == IKM_BLOCK_CHAPTER;
    const double indent = is_chapter ? 0 : 18;
    const double number_width = 34;
    const struct paper_style style = {
        .size_pt = 10.5, .is_bold = is_chapter, .colour = INK};
    const struct paper_style right = {.size_pt = 10.5,
                                      .is_bold = is_chapter,
                                      .colour = INK,
                                      .align = PAPER_RIGHT};
    char place[PLACE_BYTES], page[16];
    const double width = TEXT_WIDTH - indent - number_width;
    const double height =
        paper_text_height(flow->paper, &style, width, block->text);
    flow_need(flow, height + 6);
    if (is_chapter)
        flow->y += 5;
    (void)snprintf(page, sizeof page, "%d", flow->page_of[i]);
    paper_link(flow->paper, flow_place(i, place));
    (void)paper_text(flow->paper, &style, MARGIN + indent, flow->y, width,
                     block->text);
    (void)paper_text(flow->paper, &right, MARGIN + TEXT_WIDTH - number_width,
                     flow->y, number_width, page);
    paper_link_end(flow->paper);
    const double from = MARGIN + indent + 6 +
                        paper_text_width(flow->paper, &style, block->text);
    for (double x = MARGIN + TEXT_WIDTH - number_width; x > from; x -= 5)
        paper_box(flow->paper, x, flow->y + height - 3.4, 0.8, 0.8, RULE);
    flow->y += height + 3;
}

void flow_contents(struct flow *flow)
{
    for (size_t i = 0; i < flow->document->n_blocks; i++) {
        const enum ikm_block_kind kind = flow->document->blocks[i].kind;
        if (kind == IKM_BLOCK_CHAPTER || kind == IKM_BLOCK_HEADING)
            put_entry(flow, i);
    }
}

/* ---- signature ---- */

double flow_signature_height(void)
{
    return SIGN_ROOM + 92;
}

static void put_signed(struct flow *flow, double x, int is_bold,
                       const char *before, const char *text)
{
    char line[300];
    const struct paper_style style = {
        .size_pt = 10.5, .is_bold = is_bold, .colour = INK};
    (void)snprintf(line, sizeof line, "%s%s", before, text);
    flow->y += paper_text(flow->paper, &style, x, flow->y, SIGN_WIDTH, line);
}

/* What was not booked is left to be written by hand. */
void flow_signature(struct flow *flow, const char *date)
{
    char line[400];
    const double x = MARGIN + TEXT_WIDTH - SIGN_WIDTH;
    const char *place = value_of(flow, IKM_OFFICE_PLACE);
    const char *position = value_of(flow, IKM_OFFICE_POSITION);
    const char *name = value_of(flow, IKM_OFFICE_SIGNER);
    const char *rank = value_of(flow, IKM_OFFICE_RANK);
    const char *nip = value_of(flow, IKM_OFFICE_NIP);
    (void)snprintf(line, sizeof line, "%s, %s",
                   place[0] != '\0' ? place : dots + 14, date);
    flow->y += 14;
    paper_tag(flow->paper, "P");
    put_signed(flow, x, 0, "", line);
    put_signed(flow, x, 0, "", position[0] != '\0' ? position : dots);
    flow->y += SIGN_ROOM;
    put_signed(flow, x, 1, "", name[0] != '\0' ? name : dots);
    if (rank[0] != '\0')
        put_signed(flow, x, 0, "", rank);
    put_signed(flow, x, 0, "NIP ", nip[0] != '\0' ? nip : dots);
    paper_tag_end(flow->paper, "P");
}

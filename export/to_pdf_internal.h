/* export/to_pdf_internal.h - laying a document out on pages.
 *
 *   to_pdf.c         blocks, one after the other; pages
 *   to_pdf_table.c   tables that break over pages
 *   to_pdf_front.c   cover, letterhead, contents, signature */
#ifndef IKM_EXPORT_TO_PDF_INTERNAL_H
#define IKM_EXPORT_TO_PDF_INTERNAL_H

#include "export/paper.h"
#include "export/to_pdf.h"

#define PAGE_WIDTH  595.28
#define PAGE_HEIGHT 841.89
#define MARGIN      56.69 /* 2 cm */
#define TEXT_WIDTH  (PAGE_WIDTH - 2 * MARGIN)
#define TEXT_BOTTOM (PAGE_HEIGHT - MARGIN)

enum { INK = 0x1f2524, GREY = 0x5a6361, RULE = 0x8b9391, SHADE = 0xeef1f0 };

struct flow {
    struct paper *paper;
    const struct ikm_document *document;
    struct ikm_arena *arena;
    struct ikm_error *err;
    enum ikm_status status; /* the first failure */
    double y;               /* what is above is filled */
    int page;               /* 1.. */
    int n_pages;            /* 0: not known yet */
    int is_bare;            /* this page has no head and foot (the cover) */
    int *page_of;           /* [n_blocks]: where each block begins */
};

/* So much room, or the next page. */
void flow_need(struct flow *flow, double height);
void flow_next_page(struct flow *flow);
/* Draws a text over the whole width at flow->y and goes below it. */
void flow_text(struct flow *flow, const struct paper_style *style,
               const char *tag, const char *text);

/* ---- tables ---- */

/* How high caption, head and the first rows are: what must stand together. */
double flow_table_least(struct flow *flow, const struct ikm_table *table,
                        const char *caption);
void flow_table(struct flow *flow, const struct ikm_table *table,
                const char *caption);

/* ---- front ---- */

void flow_cover(struct flow *flow);
void flow_letterhead(struct flow *flow);
void flow_contents(struct flow *flow);
double flow_signature_height(void);
void flow_signature(struct flow *flow, const char *date);
/* The name of the place where a block begins. */
enum { PLACE_BYTES = 24 };
const char *flow_place(size_t block, char buffer[PLACE_BYTES]);

#endif

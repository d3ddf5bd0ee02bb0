/* export/paper.h - pages to draw on: PDF with embedded fonts, or one PNG.
 *
 * Lengths are points (1/72 inch; on a PNG: px), y points down, texts are UTF-8
 * and shaped by pango. The same calls with the same facts give the same bytes.
 * A PDF is tagged: tags lie inside `Document`, and end in the order begun.
 * Fails once and stays failed: draw freely, then look at paper_done(). */
#ifndef IKM_EXPORT_PAPER_H
#define IKM_EXPORT_PAPER_H

#include "export/chart.h"

struct paper;

struct paper_facts {
    const char *title, *author, *subject;
    const char *made; /* "2026-01-31T08:00:00Z": no clock is asked */
    const char *lang; /* "id" "en" */
};

/* *ret_paper is the caller's, for paper_close().
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status paper_open_pdf(const struct paper_facts *facts,
                                              double width_pt, double height_pt,
                                              struct paper **ret_paper,
                                              struct ikm_error *err);
/* White to begin with; `scale` px of the picture for one of the drawing. */
IKM_MUST_CHECK enum ikm_status paper_open_png(double width_px, double height_px,
                                              double scale,
                                              struct paper **ret_paper,
                                              struct ikm_error *err);
/* Ends the page; what is drawn next stands on the next one. */
void paper_next_page(struct paper *paper);
/* The finished file: bytes that live until paper_close().
 * IKM_NO_MEMORY, IKM_BUG when something could not be drawn */
IKM_MUST_CHECK enum ikm_status paper_done(struct paper *paper,
                                          const unsigned char **ret_bytes,
                                          size_t *ret_length_bytes,
                                          struct ikm_error *err);
void paper_close(struct paper *paper); /* NULL is fine */

/* ---- text ---- */

enum paper_align { PAPER_LEFT, PAPER_CENTER, PAPER_RIGHT, PAPER_JUSTIFIED };

struct paper_style {
    double size_pt;
    int is_bold, is_italic;
    uint32_t colour; /* 0xRRGGBB */
    enum paper_align align;
};

/* Height of the text in lines of at most `width_pt`. */
double paper_text_height(struct paper *paper, const struct paper_style *style,
                         double width_pt, const char *text);
/* Width of the text in one line. */
double paper_text_width(struct paper *paper, const struct paper_style *style,
                        const char *text);
/* Width of its longest word. */
double paper_word_width(struct paper *paper, const struct paper_style *style,
                        const char *text);
/* Draws it with its upper left corner at x, y; returns its height. */
double paper_text(struct paper *paper, const struct paper_style *style,
                  double x_pt, double y_pt, double width_pt, const char *text);

/* ---- shapes ---- */

void paper_line(struct paper *paper, double x, double y, double x2, double y2,
                double width_pt, uint32_t colour);
void paper_box(struct paper *paper, double x, double y, double width,
               double height, uint32_t colour);
/* A chart's shapes, its upper left corner at x, y. */
void paper_chart(struct paper *paper, const struct chart_drawing *drawing,
                 double x, double y, double scale);
/* A photo in the box of this size, brought upright: `width` and `height` are
 * those of what is seen. 0: it cannot be read. */
struct ikm_block_picture;
int paper_photo(struct paper *paper, const struct ikm_block_picture *photo,
                double x, double y, double width, double height);
/* A PNG file fitted into the box, in its middle; 0: it cannot be read. */
int paper_image(struct paper *paper, const char *path, double x, double y,
                double width, double height);

/* ---- structure; nothing on a PNG ---- */

/* "H1" "P" "Table" "TR" "TH" "TD" ... */
void paper_tag(struct paper *paper, const char *tag);
/* What is drawn in between is a picture, and `words` (copied) tell it to those
 * who do not see it. */
void paper_figure(struct paper *paper, const char *words);
void paper_figure_end(struct paper *paper);
void paper_tag_end(struct paper *paper, const char *tag);
/* Where links and the outline lead to: a name of letters and digits. */
void paper_place(struct paper *paper, const char *name);
void paper_link(struct paper *paper, const char *name);
void paper_link_end(struct paper *paper);
void paper_outline(struct paper *paper, const char *text, const char *name);

#endif

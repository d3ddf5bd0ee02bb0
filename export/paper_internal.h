/* export/paper_internal.h - what the files of the paper share.
 *
 *   paper.c        surfaces, texts, structure
 *   paper_chart.c  the shapes of charts */
#ifndef IKM_EXPORT_PAPER_INTERNAL_H
#define IKM_EXPORT_PAPER_INTERNAL_H

#include <pango/pangocairo.h>

#include "export/paper.h"

/* Metrics as of Arial; what it lacks comes from the second. */
#define PAPER_FONTS "Liberation Sans,DejaVu Sans,sans-serif"

struct paper {
    int is_pdf;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoFontMap *fonts;
    PangoContext *context;
    PangoLayout *layout; /* one for all texts */
    unsigned char *bytes;
    size_t length_bytes, room_bytes;
};

/* What is drawn next has this colour. */
void paper_colour(struct paper *paper, uint32_t colour);

#endif

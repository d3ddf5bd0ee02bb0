/* export/paper_internal.h - what the files of the paper share.
 *
 *   paper.c        surfaces, texts, structure
 *   paper_chart.c  the shapes of charts
 *   paper_photo.c  photos
 *   paper_structure.c  language and figures of a finished PDF */
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
    char lang[8]; /* "id" */
    size_t n_figures;
    char **figure; /* [n_figures]: what each shows */
    int is_short;  /* of memory */
};

/* Appends to the file; 0: no memory. */
int paper_keep(struct paper *paper, const unsigned char *bytes, size_t length);
/* Says language and figures in the finished file; 0, and nothing is said, when
 * it is not laid out as expected or memory is short. */
int paper_describe(struct paper *paper);

/* What is drawn next has this colour. */
void paper_colour(struct paper *paper, uint32_t colour);

#endif

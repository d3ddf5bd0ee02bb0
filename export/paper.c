#include "export/paper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/paper_internal.h"

enum { FIRST_ROOM_BYTES = 64 * 1024 };

int paper_keep(struct paper *paper, const unsigned char *bytes, size_t length)
{
    if (paper->length_bytes + length > paper->room_bytes) {
        size_t room = paper->room_bytes ? paper->room_bytes : FIRST_ROOM_BYTES;
        while (room < paper->length_bytes + length)
            room *= 2;
        unsigned char *grown = realloc(paper->bytes, room);
        if (!grown)
            return 0;
        paper->bytes = grown;
        paper->room_bytes = room;
    }
    memcpy(paper->bytes + paper->length_bytes, bytes, length);
    paper->length_bytes += length;
    return 1;
}

static cairo_status_t keep(void *context, const unsigned char *bytes,
                           unsigned int length)
{
    return paper_keep(context, bytes, length) ? CAIRO_STATUS_SUCCESS
                                              : CAIRO_STATUS_NO_MEMORY;
}

/* A font map of its own: nothing is shared between threads. */
static enum ikm_status start(struct paper *paper, struct paper **ret_paper,
                             struct ikm_error *err)
{
    paper->cr = cairo_create(paper->surface);
    paper->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (cairo_status(paper->cr) != CAIRO_STATUS_SUCCESS || !paper->fonts) {
        paper_close(paper);
        return ikm_fail_memory(err);
    }
    /* a point is a point: sizes do not depend on a screen */
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(paper->fonts), 72);
    paper->context = pango_font_map_create_context(paper->fonts);
    paper->layout = pango_layout_new(paper->context);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(paper->context, options);
    cairo_font_options_destroy(options);
    *ret_paper = paper;
    return IKM_OK;
}

enum ikm_status paper_open_pdf(const struct paper_facts *facts, double width_pt,
                               double height_pt, struct paper **ret_paper,
                               struct ikm_error *err)
{
    struct paper *paper = calloc(1, sizeof *paper);
    if (!paper)
        return ikm_fail_memory(err);
    paper->is_pdf = 1;
    (void)snprintf(paper->lang, sizeof paper->lang, "%s", facts->lang);
    paper->surface =
        cairo_pdf_surface_create_for_stream(keep, paper, width_pt, height_pt);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_TITLE,
                                   facts->title);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_AUTHOR,
                                   facts->author);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_SUBJECT,
                                   facts->subject);
    cairo_pdf_surface_set_metadata(paper->surface,
                                   CAIRO_PDF_METADATA_CREATE_DATE, facts->made);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_MOD_DATE,
                                   facts->made);
    const enum ikm_status status = start(paper, ret_paper, err);
    if (status == IKM_OK)
        paper_tag(paper, "Document");
    return status;
}

enum ikm_status paper_open_png(double width_px, double height_px, double scale,
                               struct paper **ret_paper, struct ikm_error *err)
{
    struct paper *paper = calloc(1, sizeof *paper);
    if (!paper)
        return ikm_fail_memory(err);
    paper->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                (int)(width_px * scale + 0.5),
                                                (int)(height_px * scale + 0.5));
    const enum ikm_status status = start(paper, ret_paper, err);
    if (status != IKM_OK)
        return status;
    cairo_set_source_rgb(paper->cr, 1, 1, 1);
    cairo_paint(paper->cr);
    cairo_scale(paper->cr, scale, scale);
    return IKM_OK;
}

void paper_next_page(struct paper *paper)
{
    if (paper->is_pdf)
        cairo_show_page(paper->cr);
}

enum ikm_status paper_done(struct paper *paper, const unsigned char **ret_bytes,
                           size_t *ret_length_bytes, struct ikm_error *err)
{
    paper_tag_end(paper, "Document");
    cairo_status_t status = cairo_status(paper->cr);
    if (status == CAIRO_STATUS_SUCCESS && !paper->is_pdf)
        status = cairo_surface_write_to_png_stream(paper->surface, keep, paper);
    cairo_surface_finish(paper->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(paper->surface);
    if (status == CAIRO_STATUS_NO_MEMORY || paper->is_short)
        return ikm_fail_memory(err);
    if (status != CAIRO_STATUS_SUCCESS)
        return ikm_fail(err, IKM_BUG, "halaman tidak dapat digambar: %s",
                        "the page cannot be drawn: %s",
                        cairo_status_to_string(status));
    /* a cairo that lays files out in another way: readable all the same */
    if (paper->is_pdf)
        (void)paper_describe(paper);
    *ret_bytes = paper->bytes;
    *ret_length_bytes = paper->length_bytes;
    return IKM_OK;
}

void paper_close(struct paper *paper)
{
    if (!paper)
        return;
    if (paper->layout)
        g_object_unref(paper->layout);
    if (paper->context)
        g_object_unref(paper->context);
    if (paper->fonts)
        g_object_unref(paper->fonts);
    cairo_destroy(paper->cr);
    cairo_surface_destroy(paper->surface);
    for (size_t i = 0; i < paper->n_figures; i++)
        free(paper->figure[i]);
    free(paper->figure);
    free(paper->bytes);
    free(paper);
}

/* ---- text ---- */

void paper_colour(struct paper *paper, uint32_t colour)
{
    cairo_set_source_rgb(paper->cr, (colour >> 16 & 0xFFU) / 255.0,
                         (colour >> 8 & 0xFFU) / 255.0,
                         (colour & 0xFFU) / 255.0);
}

/* The layout, set to show this text; no width: one line. */
static void set_up(struct paper *paper, const struct paper_style *style,
                   double width_pt, const char *text)
{
    static const PangoAlignment aligns[] = {
        PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT,
        PANGO_ALIGN_LEFT};
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, PAPER_FONTS);
    pango_font_description_set_absolute_size(font,
                                             style->size_pt * PANGO_SCALE);
    if (style->is_bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    if (style->is_italic)
        pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(paper->layout, font);
    pango_font_description_free(font);
    pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(paper->layout,
                           width_pt > 0 ? (int)(width_pt * PANGO_SCALE) : -1);
    pango_layout_set_alignment(paper->layout, aligns[style->align]);
    pango_layout_set_justify(paper->layout, style->align == PAPER_JUSTIFIED);
    pango_layout_set_line_spacing(paper->layout, 1.15F);
    pango_layout_set_text(paper->layout, text, -1);
}

double paper_text_height(struct paper *paper, const struct paper_style *style,
                         double width_pt, const char *text)
{
    int height = 0;
    set_up(paper, style, width_pt, text);
    pango_layout_get_size(paper->layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

double paper_text_width(struct paper *paper, const struct paper_style *style,
                        const char *text)
{
    int width = 0;
    set_up(paper, style, 0, text);
    pango_layout_get_size(paper->layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

double paper_word_width(struct paper *paper, const struct paper_style *style,
                        const char *text)
{
    char word[256];
    double widest = 0;
    while (*text) {
        const size_t n = strcspn(text, " ");
        const size_t kept = n < sizeof word - 1 ? n : sizeof word - 1;
        memcpy(word, text, kept);
        word[kept] = '\0';
        const double wide =
            kept < n ? 1e4 : paper_text_width(paper, style, word);
        if (wide > widest)
            widest = wide;
        text += n + strspn(text + n, " ");
    }
    return widest;
}

double paper_text(struct paper *paper, const struct paper_style *style,
                  double x_pt, double y_pt, double width_pt, const char *text)
{
    const double height = paper_text_height(paper, style, width_pt, text);
    paper_colour(paper, style->colour);
    cairo_move_to(paper->cr, x_pt, y_pt);
    pango_cairo_show_layout(paper->cr, paper->layout);
    return height;
}

/* ---- shapes ---- */

void paper_line(struct paper *paper, double x, double y, double x2, double y2,
                double width_pt, uint32_t colour)
{
    paper_colour(paper, colour);
    cairo_set_line_width(paper->cr, width_pt);
    cairo_move_to(paper->cr, x, y);
    cairo_line_to(paper->cr, x2, y2);
    cairo_stroke(paper->cr);
}

void paper_box(struct paper *paper, double x, double y, double width,
               double height, uint32_t colour)
{
    paper_colour(paper, colour);
    cairo_rectangle(paper->cr, x, y, width, height);
    cairo_fill(paper->cr);
}

int paper_image(struct paper *paper, const char *path, double x, double y,
                double width, double height)
{
    cairo_surface_t *image = cairo_image_surface_create_from_png(path);
    const int is_read = cairo_surface_status(image) == CAIRO_STATUS_SUCCESS;
    const double wide = is_read ? cairo_image_surface_get_width(image) : 0;
    const double high = is_read ? cairo_image_surface_get_height(image) : 0;
    if (wide > 0 && high > 0) {
        const double scale =
            width / wide < height / high ? width / wide : height / high;
        cairo_save(paper->cr);
        cairo_translate(paper->cr, x + (width - wide * scale) / 2,
                        y + (height - high * scale) / 2);
        cairo_scale(paper->cr, scale, scale);
        cairo_set_source_surface(paper->cr, image, 0, 0);
        cairo_paint(paper->cr);
        cairo_restore(paper->cr);
    }
    cairo_surface_destroy(image);
    return wide > 0 && high > 0;
}

/* ---- structure ---- */

void paper_tag(struct paper *paper, const char *tag)
{
    if (paper->is_pdf)
        cairo_tag_begin(paper->cr, tag, NULL);
}

void paper_tag_end(struct paper *paper, const char *tag)
{
    if (paper->is_pdf)
        cairo_tag_end(paper->cr, tag);
}

void paper_place(struct paper *paper, const char *name)
{
    char attributes[64];
    if (!paper->is_pdf)
        return;
    (void)snprintf(attributes, sizeof attributes, "name='%s'", name);
    cairo_tag_begin(paper->cr, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(paper->cr, CAIRO_TAG_DEST);
}

void paper_link(struct paper *paper, const char *name)
{
    char attributes[64];
    if (!paper->is_pdf)
        return;
    (void)snprintf(attributes, sizeof attributes, "dest='%s'", name);
    cairo_tag_begin(paper->cr, CAIRO_TAG_LINK, attributes);
}

void paper_link_end(struct paper *paper)
{
    if (paper->is_pdf)
        cairo_tag_end(paper->cr, CAIRO_TAG_LINK);
}

void paper_outline(struct paper *paper, const char *text, const char *name)
{
    char attributes[64];
    if (!paper->is_pdf)
        return;
    (void)snprintf(attributes, sizeof attributes, "dest='%s'", name);
    (void)cairo_pdf_surface_add_outline(paper->surface, CAIRO_PDF_OUTLINE_ROOT,
                                        text, attributes,
                                        (cairo_pdf_outline_flags_t)0);
}

/* fontconfig keeps its fonts for the life of the program, behind offsets that
 * the leak checker cannot follow. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WATCHED)
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

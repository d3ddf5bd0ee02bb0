/* export/to_docx_internal.h - the parts of a DOCX file.
 *
 *   to_docx.c          the body, block by block
 *   to_docx_front.c    cover, letterhead, contents, signature
 *   to_docx_parts.c    styles, head and foot, relations, facts
 *   to_docx_package.c  parts into one file */
#ifndef IKM_EXPORT_TO_DOCX_INTERNAL_H
#define IKM_EXPORT_TO_DOCX_INTERNAL_H

#include "export/markup.h"
#include "export/package.h"
#include "export/to_docx.h"

enum { DOCX_PICTURES = 64 }; /* charts, emblem, annexes */

struct docx {
    const struct ikm_document *document;
    const struct ikm_docx_options *options;
    struct ikm_arena *arena;
    struct ikm_error *err;
    enum ikm_status status; /* the first failure */
    struct ikm_text body;
    size_t n_pictures;                    /* word/media/gambar1.png ... */
    unsigned char is_jpeg[DOCX_PICTURES]; /* [number]: .jpeg */
    size_t n_parts, room;
    struct ikm_package_file *part;
};

void docx_add(struct docx *docx, const char *name, const unsigned char *bytes,
              size_t length_bytes);
void docx_add_text(struct docx *docx, const char *name, struct ikm_text *text);

/* A paragraph of this style ("Teks" ...), a literal. */
#define docx_paragraph(docx_, style_, text_)                                   \
    do {                                                                       \
        MARKUP(&(docx_)->body,                                                 \
               "<w:p><w:pPr><w:pStyle w:val=\"" style_                         \
               "\"/></w:pPr><w:r><w:t xml:space=\"preserve\">");               \
        markup_text(&(docx_)->body, (text_));                                  \
        MARKUP(&(docx_)->body, "</w:t></w:r></w:p>\n");                        \
    } while (0)

/* A picture of `width` x `height` points with what it shows. */
void docx_picture(struct docx *docx, const unsigned char *png,
                  size_t length_bytes, double width_pt, double height_pt,
                  const char *words);
/* "png" "jpeg" */
const char *docx_picture_ending(const struct docx *docx, size_t number);

void docx_cover(struct docx *docx);
void docx_letterhead(struct docx *docx);
void docx_contents(struct docx *docx);
void docx_signature(struct docx *docx, const char *date);

/* Everything but the body. */
void docx_other_parts(struct docx *docx);

/* IKM_NO_MEMORY, IKM_BUG */
IKM_MUST_CHECK enum ikm_status docx_pack(const struct docx *docx,
                                         struct ikm_bytes *ret_file);

#endif

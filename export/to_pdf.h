/* export/to_pdf.h - a document as PDF: A4, margins of 2 cm, fonts embedded,
 * tagged, with an outline; readable in black and white.
 *
 * Laid out twice: the first time tells on which page each heading stands and
 * how many pages there are. The same document and options give the same bytes.
 */
#ifndef IKM_EXPORT_TO_PDF_H
#define IKM_EXPORT_TO_PDF_H

#include "export/document.h"

struct ikm_pdf_options {
    const char *made; /* "2026-01-31T08:00:00Z" */
};

/* A file in memory, in the arena. */
struct ikm_bytes {
    const unsigned char *bytes;
    size_t length_bytes;
};

/* IKM_NO_MEMORY; IKM_BUG when something could not be drawn */
IKM_MUST_CHECK enum ikm_status ikm_to_pdf(const struct ikm_document *document,
                                          const struct ikm_pdf_options *options,
                                          struct ikm_arena *arena,
                                          struct ikm_bytes *ret_file,
                                          struct ikm_error *err);

#endif

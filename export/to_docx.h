/* export/to_docx.h - a document for the word processor (DOCX, ECMA-376): real
 * headings, styles, tables with repeated heads, a table of contents that the
 * word processor fills in, charts as pictures with their text.
 *
 * Few parts of our own, packed by libzip. The same document and options give
 * the same bytes. */
#ifndef IKM_EXPORT_TO_DOCX_H
#define IKM_EXPORT_TO_DOCX_H

#include "export/to_pdf.h"

struct ikm_docx_options {
    const char *made; /* "2026-01-31T08:00:00Z" */
    int64_t made_unix_s;
};

/* IKM_NO_MEMORY; IKM_BUG when something could not be drawn or packed */
IKM_MUST_CHECK enum ikm_status
ikm_to_docx(const struct ikm_document *document,
            const struct ikm_docx_options *options, struct ikm_arena *arena,
            struct ikm_bytes *ret_file, struct ikm_error *err);

#endif

#include <stdio.h>

#include "export/to_docx_internal.h"

static const char dots[] = "..............................";

static const char *value_of(const struct docx *docx, enum ikm_office_key key)
{
    return docx->document->office.value[key].text;
}

/* The office's emblem; without one, or where it cannot be read, nothing. */
static void put_logo(struct docx *docx)
{
    enum { MOST_BYTES = 4 * 1024 * 1024, SIDE = 54, HEAD_BYTES = 24 };
    const char *path = value_of(docx, IKM_OFFICE_LOGO);
    FILE *file = path[0] != '\0' ? fopen(path, "rb") : NULL;
    if (!file)
        return;
    unsigned char *bytes = ikm_arena_take(docx->arena, MOST_BYTES, 1);
    const size_t n = bytes ? fread(bytes, 1, MOST_BYTES, file) : 0;
    (void)fclose(file);
    if (n <= HEAD_BYTES || n == MOST_BYTES)
        return;
    /* width and height stand in the first chunk */
    const double wide = bytes[18] * 256.0 + bytes[19];
    const double high = bytes[22] * 256.0 + bytes[23];
    if (wide < 1 || high < 1)
        return;
    const double most = wide > high ? wide : high;
    docx_picture(docx, bytes, n, SIDE * wide / most, SIDE * high / most,
                 ikm_say(docx->document->lang, "Lambang", "Emblem"));
}

void docx_letterhead(struct docx *docx)
{
    put_logo(docx);
    if (value_of(docx, IKM_OFFICE_PARENT)[0] != '\0')
        docx_paragraph(docx, "KopKecil", value_of(docx, IKM_OFFICE_PARENT));
    docx_paragraph(docx, "KopBesar", value_of(docx, IKM_OFFICE_NAME));
    if (value_of(docx, IKM_OFFICE_ADDRESS)[0] != '\0')
        docx_paragraph(docx, "KopKecil", value_of(docx, IKM_OFFICE_ADDRESS));
    if (value_of(docx, IKM_OFFICE_CONTACT)[0] != '\0')
        docx_paragraph(docx, "KopKecil", value_of(docx, IKM_OFFICE_CONTACT));
    docx_paragraph(docx, "KopGaris", "");
}

void docx_cover(struct docx *docx)
{
    docx_letterhead(docx);
    docx_paragraph(docx, "Title", docx->document->title);
    docx_paragraph(docx, "Sampul", docx->document->unit);
    docx_paragraph(docx, "Sampul", docx->document->period);
    docx_paragraph(docx, "Sampul", docx->document->year);
}

/* The field, and in it what it will show but for the numbers of pages. */
void docx_contents(struct docx *docx)
{
    const struct ikm_document *document = docx->document;
    struct ikm_text *body = &docx->body;
    MARKUP(body, "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r>"
                 "<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>"
                 "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o &quot;1-2"
                 "&quot; \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar "
                 "w:fldCharType=\"separate\"/></w:r></w:p>\n");
    for (size_t i = 0; i < document->n_blocks; i++) {
        if (document->blocks[i].kind == IKM_BLOCK_CHAPTER)
            docx_paragraph(docx, "TOC1", document->blocks[i].text);
        if (document->blocks[i].kind == IKM_BLOCK_HEADING)
            docx_paragraph(docx, "TOC2", document->blocks[i].text);
    }
    MARKUP(body, "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\n");
}

static const char *or_dots(const char *text)
{
    return text[0] != '\0' ? text : dots;
}

void docx_signature(struct docx *docx, const char *date)
{
    char line[400];
    (void)snprintf(line, sizeof line, "%s, %s",
                   or_dots(value_of(docx, IKM_OFFICE_PLACE)), date);
    docx_paragraph(docx, "TandaTangan", "");
    docx_paragraph(docx, "TandaTangan", line);
    docx_paragraph(docx, "TandaTangan",
                   or_dots(value_of(docx, IKM_OFFICE_POSITION)));
    for (int i = 0; i < 4; i++)
        docx_paragraph(docx, "TandaTangan", "");
    docx_paragraph(docx, "TandaTangan",
                   or_dots(value_of(docx, IKM_OFFICE_SIGNER)));
    if (value_of(docx, IKM_OFFICE_RANK)[0] != '\0')
        docx_paragraph(docx, "TandaTangan", value_of(docx, IKM_OFFICE_RANK));
    (void)snprintf(line, sizeof line, "NIP %s",
                   or_dots(value_of(docx, IKM_OFFICE_NIP)));
    docx_paragraph(docx, "TandaTangan", line);
}

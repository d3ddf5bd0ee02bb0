#include "export/to_docx.h"

#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"
#include "export/paper.h"
#include "export/to_docx_internal.h"
#include "export/to_text_internal.h"

enum { CHART_PX = 660, RIM_PX = 8, CHART_SCALE = 2, EMU_PER_POINT = 12700 };
#define TEXT_WIDTH_PT   481.9
#define PHOTO_HEIGHT_PT 300.0

void docx_add(struct docx *docx, const char *name, const unsigned char *bytes,
              size_t length_bytes)
{
    struct ikm_package_file *grown =
        ikm_arena_grow(docx->arena, docx->part, docx->n_parts, &docx->room,
                       sizeof *docx->part);
    if (!grown) {
        docx->status = IKM_NO_MEMORY;
        return;
    }
    docx->part = grown;
    docx->part[docx->n_parts++] =
        (struct ikm_package_file){name, bytes, length_bytes};
}

void docx_add_text(struct docx *docx, const char *name, struct ikm_text *text)
{
    const char *done = "";
    if (ikm_text_done(text, &done, docx->err) != IKM_OK)
        docx->status = IKM_NO_MEMORY;
    docx_add(docx, name, (const unsigned char *)done, strlen(done));
}

/* ---- pictures ---- */

static const char *picture_name(struct docx *docx)
{
    struct ikm_text text = IKM_TEXT(docx->arena);
    const char *name = "";
    ikm_text_printf(&text, "word/media/gambar%zu.%s", docx->n_pictures,
                    docx_picture_ending(docx, docx->n_pictures));
    if (ikm_text_done(&text, &name, docx->err) != IKM_OK)
        docx->status = IKM_NO_MEMORY;
    return name;
}

const char *docx_picture_ending(const struct docx *docx, size_t number)
{
    return number < DOCX_PICTURES && docx->is_jpeg[number] ? "jpeg" : "png";
}

/* `width_pt` and `height_pt` before it is turned. */
static void put_picture(struct docx *docx, const unsigned char *png,
                        size_t length_bytes, double width_pt, double height_pt,
                        int turn, const char *words)
{
    struct ikm_text *body = &docx->body;
    const size_t number = ++docx->n_pictures;
    const long width = (long)(width_pt * EMU_PER_POINT);
    const long height = (long)(height_pt * EMU_PER_POINT);
    docx_add(docx, picture_name(docx), png, length_bytes);
    MARKUP(body, "<w:p><w:pPr><w:pStyle w:val=\"Gambar\"/></w:pPr><w:r>"
                 "<w:drawing><wp:inline>");
    ikm_text_printf(body, "<wp:extent cx=\"%ld\" cy=\"%ld\"/>", width, height);
    ikm_text_printf(body, "<wp:docPr id=\"%zu\" name=\"Gambar %zu\" descr=\"",
                    number, number);
    markup_text(body, words);
    MARKUP(body, "\"/><a:graphic><a:graphicData uri=\"http://schemas."
                 "openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                 "<pic:nvPicPr>");
    ikm_text_printf(body, "<pic:cNvPr id=\"%zu\" name=\"gambar%zu.png\"/>",
                    number, number);
    MARKUP(body, "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>");
    ikm_text_printf(body, "<a:blip r:embed=\"g%zu\"/>", number);
    MARKUP(body, "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
                 "<pic:spPr><a:xfrm");
    if (turn > 0)
        ikm_text_printf(body, " rot=\"%d\"", turn * 5400000);
    MARKUP(body, "><a:off x=\"0\" y=\"0\"/>");
    ikm_text_printf(body, "<a:ext cx=\"%ld\" cy=\"%ld\"/>", width, height);
    MARKUP(body, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
                 "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
                 "</wp:inline></w:drawing></w:r></w:p>\n");
}

void docx_picture(struct docx *docx, const unsigned char *png,
                  size_t length_bytes, double width_pt, double height_pt,
                  const char *words)
{
    put_picture(docx, png, length_bytes, width_pt, height_pt, 0, words);
}

static void put_photo(struct docx *docx, const struct ikm_block *block)
{
    const struct ikm_picture *facts = &block->picture->facts;
    const int is_on_side = facts->turn % 2 == 1;
    const double wide = is_on_side ? facts->height_px : facts->width_px;
    const double high = is_on_side ? facts->width_px : facts->height_px;
    const double by_width = TEXT_WIDTH_PT / wide;
    const double by_height = PHOTO_HEIGHT_PT / high;
    const double scale = by_width < by_height ? by_width : by_height;
    if (docx->n_pictures + 1 >= DOCX_PICTURES)
        return;
    docx->is_jpeg[docx->n_pictures + 1] = facts->kind == IKM_PICTURE_JPEG;
    put_picture(docx, block->picture->bytes, block->picture->n_bytes,
                facts->width_px * scale, facts->height_px * scale, facts->turn,
                block->text);
    docx_paragraph(docx, "Catatan", block->text);
}

static enum ikm_status draw(struct docx *docx,
                            const struct chart_drawing *drawing,
                            struct ikm_bytes *ret_png)
{
    struct paper *paper = NULL;
    const unsigned char *bytes = NULL;
    size_t length_bytes = 0;
    enum ikm_status status = paper_open_png(
        drawing->width_px, drawing->height_px, CHART_SCALE, &paper, docx->err);
    if (status != IKM_OK)
        return status;
    paper_chart(paper, drawing, 0, 0, 1);
    status = paper_done(paper, &bytes, &length_bytes, docx->err);
    unsigned char *kept = ikm_arena_take(docx->arena, length_bytes + 1, 1);
    if (status == IKM_OK && kept) {
        memcpy(kept, bytes, length_bytes);
        *ret_png = (struct ikm_bytes){kept, length_bytes};
    } else if (status == IKM_OK) {
        status = ikm_fail_memory(docx->err);
    }
    paper_close(paper);
    return status;
}

static void put_chart(struct docx *docx, const struct ikm_chart *chart)
{
    const struct chart_frame frame = {.lang = docx->document->lang,
                                      .width_px = CHART_PX};
    struct chart_drawing drawing = {0};
    struct ikm_bytes png = {0};
    enum ikm_status status =
        chart_draw(chart, &frame, docx->arena, &drawing, docx->err);
    if (status == IKM_OK)
        status = draw(docx, &drawing, &png);
    if (status != IKM_OK) {
        docx->status = status;
        return;
    }
    struct ikm_text text = IKM_TEXT(docx->arena);
    const char *words = "";
    chart_words(chart, docx->document->lang, &text);
    if (ikm_text_done(&text, &words, docx->err) != IKM_OK)
        docx->status = IKM_NO_MEMORY;
    docx_paragraph(docx, "Caption", chart->title);
    docx_paragraph(docx, "Catatan", chart->subtitle);
    docx_picture(docx, png.bytes, png.length_bytes, TEXT_WIDTH_PT,
                 drawing.height_px * TEXT_WIDTH_PT / (CHART_PX + RIM_PX),
                 words);
}

/* ---- tables ---- */

static void put_cell(struct docx *docx, const struct ikm_report_column *column,
                     size_t width, int is_bold, int is_shaded, const char *text)
{
    struct ikm_text *body = &docx->body;
    MARKUP(body, "<w:tc><w:tcPr>");
    ikm_text_printf(body, "<w:tcW w:w=\"%zu\" w:type=\"dxa\"/>", width);
    if (is_shaded)
        MARKUP(body, "<w:shd w:val=\"clear\" w:color=\"auto\" "
                     "w:fill=\"EEF1F0\"/>");
    MARKUP(body, "</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Sel\"/>");
    if (column->align == IKM_ALIGN_RIGHT)
        MARKUP(body, "<w:jc w:val=\"right\"/>");
    MARKUP(body, "</w:pPr><w:r>");
    if (is_bold)
        MARKUP(body, "<w:rPr><w:b/></w:rPr>");
    MARKUP(body, "<w:t xml:space=\"preserve\">");
    markup_text(body, text);
    MARKUP(body, "</w:t></w:r></w:p></w:tc>");
}

/* Widths of the columns, in twentieths of a point: as their texts are long. */
static void weigh(const struct ikm_table *table, const char *const *text,
                  size_t *ret_width)
{
    enum { ALL = 9638, LEAST = 5, MOST = 36, HEAD_MOST = 12, ROOM = 2 };
    size_t sum = 0;
    for (size_t c = 0; c < table->n_columns; c++) {
        size_t longest = ikm_utf8_width(table->columns[c].heading);
        longest = longest < HEAD_MOST ? longest : HEAD_MOST;
        for (size_t r = 0; r < table->n_rows; r++) {
            const size_t n = ikm_utf8_width(text[r * table->n_columns + c]);
            longest = n > longest ? n : longest;
        }
        ret_width[c] = ROOM + (longest < LEAST  ? LEAST
                               : longest > MOST ? MOST
                                                : longest);
        sum += ret_width[c];
    }
    for (size_t c = 0; c < table->n_columns; c++)
        ret_width[c] = ret_width[c] * ALL / sum;
}

static const char **format(struct docx *docx, const struct ikm_table *table)
{
    const size_t n = table->n_rows * table->n_columns;
    const char **text = ikm_arena_take(docx->arena, n, sizeof *text);
    for (size_t i = 0; text && i < n; i++) {
        const struct ikm_report_cell *cell = &table->cells[i];
        text[i] = cell->kind == IKM_CELL_EMPTY &&
                          table->row_kind[i / table->n_columns] == IKM_ROW_TOTAL
                      ? ""
                      : text_cell(docx->arena, docx->document->lang, cell);
        if (!text[i])
            return NULL;
    }
    return text;
}

static void put_rows(struct docx *docx, const struct ikm_table *table,
                     const char *const *text, const size_t *width)
{
    for (size_t r = 0; r < table->n_rows; r++) {
        const int is_total = table->row_kind[r] == IKM_ROW_TOTAL;
        MARKUP(&docx->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (size_t c = 0; c < table->n_columns; c++)
            put_cell(docx, &table->columns[c], width[c], is_total, 0,
                     text[r * table->n_columns + c]);
        MARKUP(&docx->body, "</w:tr>\n");
    }
}

static void put_table(struct docx *docx, const struct ikm_table *table,
                      const char *caption)
{
    struct ikm_text *body = &docx->body;
    size_t width[IKM_TABLE_MAX_COLUMNS];
    const char **text = format(docx, table);
    if (!text) {
        docx->status = IKM_NO_MEMORY;
        return;
    }
    weigh(table, text, width);
    if (caption[0] != '\0')
        docx_paragraph(docx, "Caption", caption);
    MARKUP(body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Tabel\"/><w:tblW "
                 "w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
    for (size_t c = 0; c < table->n_columns; c++)
        ikm_text_printf(body, "<w:gridCol w:w=\"%zu\"/>", width[c]);
    MARKUP(body, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/>"
                 "</w:trPr>");
    for (size_t c = 0; c < table->n_columns; c++)
        put_cell(docx, &table->columns[c], width[c], 1, 1,
                 table->columns[c].heading);
    MARKUP(body, "</w:tr>\n");
    put_rows(docx, table, text, width);
    MARKUP(body, "</w:tbl>\n");
    docx_paragraph(docx, "Sel", "");
}

/* ---- blocks ---- */

static void put_point(struct docx *docx, const struct ikm_block *block)
{
    char number[16] = "-";
    if (block->number > 0)
        (void)snprintf(number, sizeof number, "%d.", block->number);
    MARKUP(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"Butir\"/></w:pPr><w:r>"
                        "<w:t>");
    markup_text(&docx->body, number);
    MARKUP(&docx->body, "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    markup_text(&docx->body, block->text);
    MARKUP(&docx->body, "</w:t></w:r></w:p>\n");
}

static void put_block(struct docx *docx, const struct ikm_block *block)
{
    switch (block->kind) {
    case IKM_BLOCK_CHAPTER:
        docx_paragraph(docx, "Heading1", block->text);
        break;
    case IKM_BLOCK_HEADING:
        docx_paragraph(docx, "Heading2", block->text);
        break;
    case IKM_BLOCK_TITLE: docx_paragraph(docx, "Depan", block->text); break;
    case IKM_BLOCK_TEXT: docx_paragraph(docx, "Teks", block->text); break;
    case IKM_BLOCK_LEAD: docx_paragraph(docx, "Temuan", block->text); break;
    case IKM_BLOCK_NOTE: docx_paragraph(docx, "Catatan", block->text); break;
    case IKM_BLOCK_POINT: put_point(docx, block); break;
    case IKM_BLOCK_TABLE: put_table(docx, block->table, block->text); break;
    case IKM_BLOCK_CHART: put_chart(docx, block->chart); break;
    case IKM_BLOCK_PICTURE: put_photo(docx, block); break;
    case IKM_BLOCK_CONTENTS: docx_contents(docx); break;
    case IKM_BLOCK_SIGNATURE: docx_signature(docx, block->text); break;
    }
}

static void put_body(struct docx *docx)
{
    struct ikm_text *body = &docx->body;
    MARKUP(body,
           "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
           "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
           "wordprocessingml/2006/main\" xmlns:r=\"http://schemas."
           "openxmlformats.org/officeDocument/2006/relationships\" "
           "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/"
           "wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats."
           "org/drawingml/2006/main\" xmlns:pic=\"http://schemas."
           "openxmlformats.org/drawingml/2006/picture\"><w:body>\n");
    if (docx->document->has_cover)
        docx_cover(docx);
    else
        docx_letterhead(docx);
    for (size_t i = 0; i < docx->document->n_blocks && docx->status == IKM_OK;
         i++)
        put_block(docx, &docx->document->blocks[i]);
    MARKUP(body,
           "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
           "<w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz "
           "w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" "
           "w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" "
           "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>");
    if (docx->document->has_cover)
        MARKUP(body, "<w:titlePg/>");
    MARKUP(body, "</w:sectPr></w:body></w:document>");
}

/* Some readers look for the list of parts at the beginning. */
static void put_types_first(struct docx *docx)
{
    for (size_t i = 0; i < docx->n_parts; i++)
        if (docx->part[i].name[0] == '[') {
            const struct ikm_package_file types = docx->part[i];
            docx->part[i] = docx->part[0];
            docx->part[0] = types;
            return;
        }
}

enum ikm_status ikm_to_docx(const struct ikm_document *document,
                            const struct ikm_docx_options *options,
                            struct ikm_arena *arena, struct ikm_bytes *ret_file,
                            struct ikm_error *err)
{
    struct docx docx = {.document = document,
                        .options = options,
                        .arena = arena,
                        .err = err,
                        .body = IKM_TEXT(arena)};
    put_body(&docx);
    docx_other_parts(&docx);
    docx_add_text(&docx, "word/document.xml", &docx.body);
    put_types_first(&docx);
    if (docx.status == IKM_NO_MEMORY)
        return ikm_fail_memory(err);
    return docx.status == IKM_OK ? docx_pack(&docx, ret_file) : docx.status;
}

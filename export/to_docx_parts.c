#include <string.h>

#include "export/to_docx_internal.h"

#define XML_HEAD                                                               \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORDS                                                                  \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static void put_types(struct docx *docx)
{
    struct ikm_text text = IKM_TEXT(docx->arena);
    MARKUP(&text, XML_HEAD
           "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
           "content-types\"><Default Extension=\"rels\" ContentType=\""
           "application/vnd.openxmlformats-package.relationships+xml\"/>"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
           "<Default Extension=\"png\" ContentType=\"image/png\"/>"
           "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>");
    MARKUP(&text,
           "<Override PartName=\"/word/document.xml\" ContentType=\""
           "application/vnd.openxmlformats-officedocument.wordprocessingml."
           "document.main+xml\"/><Override PartName=\"/word/styles.xml\" "
           "ContentType=\"application/vnd.openxmlformats-officedocument."
           "wordprocessingml.styles+xml\"/>"
           "<Override PartName=\"/word/header1.xml\" ContentType=\""
           "application/vnd.openxmlformats-officedocument.wordprocessingml."
           "header+xml\"/><Override PartName=\"/word/footer1.xml\" "
           "ContentType=\"application/vnd.openxmlformats-officedocument."
           "wordprocessingml.footer+xml\"/>"
           "<Override PartName=\"/docProps/core.xml\" ContentType=\""
           "application/vnd.openxmlformats-package.core-properties+xml\"/>"
           "</Types>");
    docx_add_text(docx, "[Content_Types].xml", &text);
}

#define RELATIONS                                                              \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"   \
    "relationships\">"
#define RELATION                                                               \
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"            \
    "relationships/"

static void put_relations(struct docx *docx)
{
    struct ikm_text top = IKM_TEXT(docx->arena);
    struct ikm_text text = IKM_TEXT(docx->arena);
    MARKUP(&top, XML_HEAD RELATIONS
           "<Relationship Id=\"rId1\" " RELATION
           "officeDocument\" Target=\"word/document.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org"
           "/package/2006/relationships/metadata/core-properties\" "
           "Target=\"docProps/core.xml\"/></Relationships>");
    docx_add_text(docx, "_rels/.rels", &top);
    MARKUP(&text, XML_HEAD RELATIONS "<Relationship Id=\"rId1\" " RELATION
                                     "styles\" Target=\"styles.xml\"/>"
                                     "<Relationship Id=\"rId2\" " RELATION
                                     "header\" Target=\"header1.xml\"/>"
                                     "<Relationship Id=\"rId3\" " RELATION
                                     "footer\" Target=\"footer1.xml\"/>");
    for (size_t i = 1; i <= docx->n_pictures; i++) {
        ikm_text_printf(&text, "<Relationship Id=\"g%zu\" ", i);
        MARKUP(&text, RELATION "image\" ");
        ikm_text_printf(&text, "Target=\"media/gambar%zu.%s\"/>", i,
                        docx_picture_ending(docx, i));
    }
    MARKUP(&text, "</Relationships>");
    docx_add_text(docx, "word/_rels/document.xml.rels", &text);
}

static void put_facts(struct docx *docx)
{
    const struct ikm_document *document = docx->document;
    struct ikm_text text = IKM_TEXT(docx->arena);
    MARKUP(
        &text, XML_HEAD
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/"
        "package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org"
        "/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    markup_text(&text, document->title);
    MARKUP(&text, "</dc:title><dc:subject>");
    markup_text(&text, document->period);
    MARKUP(&text, "</dc:subject><dc:creator>");
    markup_text(&text, document->office.value[IKM_OFFICE_NAME].text);
    MARKUP(&text, "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">");
    markup_text(&text, docx->options->made);
    MARKUP(&text, "</dcterms:created></cp:coreProperties>");
    docx_add_text(docx, "docProps/core.xml", &text);
}

/* ---- styles ---- */

/* Id, name, next to it: paragraph and letters. */
#define STYLE(id, name, more, paragraph, letters)                              \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name \
    "\"/><w:basedOn w:val=\"Normal\"/>" more "<w:qFormat/><w:pPr>" paragraph   \
    "</w:pPr><w:rPr>" letters "</w:rPr></w:style>"
#define SPACING(before, after)                                                 \
    "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define BOLD(half_points)                                                      \
    "<w:b/><w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"" \
    "/>"
#define SIZE(half_points)                                                      \
    "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"

static void put_heading_styles(struct ikm_text *text)
{
    MARKUP(
        text,
        STYLE("Heading1", "heading 1", "<w:next w:val=\"Teks\"/>",
              "<w:keepNext/><w:pageBreakBefore/>" SPACING(
                  "0", "240") "<w:outlineLvl w:val=\"0\"/>",
              BOLD("32"))
            STYLE("Heading2", "heading 2", "<w:next w:val=\"Teks\"/>",
                  "<w:keepNext/>" SPACING("240",
                                          "80") "<w:outlineLvl w:val=\"1\"/>",
                  BOLD("25"))
                STYLE("Depan", "Judul depan", "<w:next w:val=\"Teks\"/>",
                      "<w:keepNext/><w:pageBreakBefore/>" SPACING("0", "240"),
                      BOLD("32"))
                    STYLE("Title", "Title", "",
                          SPACING("3600", "400") "<w:jc w:val=\"center\"/>",
                          BOLD("48"))
                        STYLE("Sampul", "Sampul", "",
                              SPACING("0", "200") "<w:jc w:val=\"center\"/>",
                              BOLD("32")));
    MARKUP(
        text,
        STYLE("KopBesar", "Kop besar", "",
              SPACING("0", "0") "<w:jc w:val=\"center\"/>",
              BOLD("30")) STYLE("KopKecil", "Kop kecil", "",
                                SPACING("0", "0") "<w:jc w:val=\"center\"/>",
                                SIZE("18"))
            STYLE("KopGaris", "Kop garis", "",
                  "<w:pBdr><w:bottom w:val=\"double\" w:sz=\"6\" w:space=\"1\" "
                  "w:color=\"1F2524\"/></w:pBdr>" SPACING("0", "300"),
                  SIZE("8"))
                STYLE("TOC1", "toc 1", "",
                      "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" "
                      "w:pos=\"9638\"/></w:tabs>" SPACING("80", "40"),
                      "<w:b/>")
                    STYLE("TOC2", "toc 2", "",
                          "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" "
                          "w:pos=\"9638\"/></w:tabs>" SPACING(
                              "0", "40") "<w:ind w:left=\"360\"/>",
                          ""));
}

static void put_text_styles(struct ikm_text *text)
{
    MARKUP(
        text,
        STYLE("Teks", "Teks", "", SPACING("0", "140") "<w:jc w:val=\"both\"/>",
              "") STYLE("Temuan", "Temuan", "",
                        "<w:keepLines/>" SPACING("0", "140"), BOLD("25"))
            STYLE(
                "Butir", "Butir", "",
                SPACING("0", "60") "<w:ind w:left=\"400\" w:hanging=\"400\"/>",
                "") STYLE("Catatan", "Catatan", "", SPACING("40", "140"),
                          "<w:color w:val=\"5A6361\"/>" SIZE("18"))
                STYLE("Caption", "caption", "",
                      "<w:keepNext/>" SPACING("120", "60"), BOLD("19"))
                    STYLE("Sel", "Sel", "", SPACING("20", "20"), SIZE("17"))
                        STYLE("Gambar", "Gambar", "", SPACING("40", "160"), "")
                            STYLE("TandaTangan", "Tanda tangan", "",
                                  "<w:keepNext/><w:keepLines/>" SPACING(
                                      "0", "0") "<w:ind w:left=\"5000\"/>",
                                  "") STYLE("KepalaKaki", "Kepala dan kaki", "",
                                            SPACING("0", "0"),
                                            "<w:color w:val=\"5A6361\"/>" SIZE(
                                                "17")));
    MARKUP(
        text,
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
        "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar>"
        "<w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" "
        "w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
        "<w:style w:type=\"table\" w:styleId=\"Tabel\"><w:name "
        "w:val=\"Tabel laporan\"/><w:basedOn w:val=\"TableNormal\"/>"
        "<w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" "
        "w:color=\"1F2524\"/><w:bottom w:val=\"single\" w:sz=\"8\" "
        "w:color=\"1F2524\"/><w:insideH w:val=\"single\" w:sz=\"4\" "
        "w:color=\"8B9391\"/></w:tblBorders></w:tblPr></w:style>");
}

static void put_styles(struct docx *docx)
{
    struct ikm_text text = IKM_TEXT(docx->arena);
    MARKUP(&text, XML_HEAD
           "<w:styles " WORDS
           "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" "
           "w:hAnsi=\"Arial\" w:cs=\"Arial\" w:eastAsia=\"Arial\"/><w:sz "
           "w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"");
    ikm_text_put(&text,
                 docx->document->lang == IKM_LANG_ID ? "id-ID" : "en-GB");
    MARKUP(&text,
           "\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style "
           "w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
           "w:val=\"Normal\"/></w:style>");
    put_heading_styles(&text);
    put_text_styles(&text);
    MARKUP(&text, "</w:styles>");
    docx_add_text(docx, "word/styles.xml", &text);
}

/* ---- head and foot ---- */

static void put_head(struct docx *docx)
{
    const struct ikm_document *document = docx->document;
    struct ikm_text text = IKM_TEXT(docx->arena);
    MARKUP(&text, XML_HEAD
           "<w:hdr " WORDS
           "><w:p><w:pPr><w:pStyle w:val=\"KepalaKaki\"/></w:pPr><w:r><w:t "
           "xml:space=\"preserve\">");
    markup_text(&text, document->title);
    MARKUP(&text, " - ");
    markup_text(&text, document->unit);
    MARKUP(&text, " - ");
    markup_text(&text, document->period);
    MARKUP(&text, "</w:t></w:r></w:p></w:hdr>");
    docx_add_text(docx, "word/header1.xml", &text);
}

#define FIELD(name)                                                            \
    "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"         \
    "<w:instrText xml:space=\"preserve\"> " name " </w:instrText></w:r><w:r>"  \
    "<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"     \
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t "                  \
    "xml:space=\"preserve\">"

static void put_foot(struct docx *docx)
{
    const enum ikm_lang lang = docx->document->lang;
    struct ikm_text text = IKM_TEXT(docx->arena);
    MARKUP(&text, XML_HEAD
           "<w:ftr " WORDS "><w:p><w:pPr><w:pStyle w:val=\"KepalaKaki\"/><w:jc "
           "w:val=\"right\"/></w:pPr><w:r><w:t xml:space=\"preserve\">");
    ikm_text_put(&text, ikm_say(lang, "Halaman ", "Page "));
    MARKUP(&text, FIELD("PAGE"));
    ikm_text_put(&text, ikm_say(lang, " dari ", " of "));
    MARKUP(&text, FIELD("NUMPAGES") "</w:t></w:r></w:p></w:ftr>");
    docx_add_text(docx, "word/footer1.xml", &text);
}

void docx_other_parts(struct docx *docx)
{
    put_types(docx);
    put_relations(docx);
    put_facts(docx);
    put_styles(docx);
    put_head(docx);
    put_foot(docx);
}

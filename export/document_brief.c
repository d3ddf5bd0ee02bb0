#include <inttypes.h>

#include "export/document_internal.h"

static void put_how(struct doc *doc)
{
    const struct ikm_section *result = ikm_report_find(doc->report, "result");
    const struct ikm_section *elements =
        ikm_report_find(doc->report, "elements");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "1  Bagaimana keadaan kita?",
                    "1  How are we doing?"));
    if (result)
        doc_put(doc, IKM_BLOCK_LEAD, result->finding);
    doc_notes_of(doc, result);
    doc_charts_of(doc, elements);
}

static void put_first(struct doc *doc)
{
    const struct ikm_section *priorities =
        ikm_report_find(doc->report, "priorities");
    doc_put(
        doc, IKM_BLOCK_HEADING,
        ikm_say(doc->lang, "2  Apa yang didahulukan?", "2  What comes first?"));
    if (!priorities) {
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang, "Belum dapat ditentukan.",
                        "Cannot be told yet."));
        return;
    }
    if (priorities->n_points == 0)
        doc_put(doc, IKM_BLOCK_TEXT, priorities->finding);
    for (size_t i = 0; i < priorities->n_points && i < 3; i++)
        doc_point(doc, (int)i + 1, priorities->points[i]);
}

static void put_better(struct doc *doc)
{
    const struct ikm_section *trend = ikm_report_find(doc->report, "trend");
    struct ikm_text target = IKM_TEXT(doc->build.arena);
    doc_put(
        doc, IKM_BLOCK_HEADING,
        ikm_say(doc->lang, "3  Apakah membaik?", "3  Is it getting better?"));
    if (trend && trend->n_charts > 0)
        doc_charts_of(doc, trend);
    else
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang,
                        "Belum ada periode lain yang dapat dibandingkan.",
                        "There is no other period to compare with yet."));
    ikm_words_target(&target, doc->lang, doc->result);
    doc_put_text(doc, IKM_BLOCK_TEXT, &target);
}

/* Two pages have room for a few rows; the report has them all. */
static void put_first_rows(struct doc *doc, const struct ikm_section *section)
{
    enum { ROWS_TOLD = 5 };
    struct ikm_table *shown = section && section->n_tables > 0
                                  ? part_take(&doc->build, 1, sizeof *shown)
                                  : NULL;
    if (!shown)
        return;
    *shown = section->tables[0];
    if (shown->n_rows > ROWS_TOLD)
        shown->n_rows = ROWS_TOLD;
    doc_table(doc, shown, section->title);
    if (shown->n_rows < section->tables[0].n_rows)
        doc_say(doc, IKM_BLOCK_NOTE, "%zu lagi ada di laporan lengkap.",
                "%zu more are in the whole report.",
                section->tables[0].n_rows - shown->n_rows);
}

static void put_promised(struct doc *doc)
{
    const struct ikm_section *now = ikm_report_find(doc->report, "plan");
    const struct ikm_section *last = ikm_report_find(doc->report, "followup");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4  Apa yang dijanjikan, dan berhasilkah?",
                    "4  What did we promise, and did it work?"));
    if (!last && !now)
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang, "Belum ada rencana yang dicatat.",
                        "No plan was booked."));
    if (last)
        doc_put(doc, IKM_BLOCK_TEXT, last->finding);
    put_first_rows(doc, last);
    put_first_rows(doc, now);
}

enum ikm_status ikm_document_brief(const struct ikm_material *material,
                                   enum ikm_lang lang, struct ikm_arena *arena,
                                   struct ikm_document *ret_document,
                                   struct ikm_error *err)
{
    struct doc doc;
    doc_start(&doc, material, lang, arena);
    put_how(&doc);
    put_first(&doc);
    put_better(&doc);
    put_promised(&doc);
    return doc_end(
        &doc,
        ikm_say(lang, "Ringkasan untuk Pimpinan", "Brief for the leaders"),
        ret_document, err);
}

#include <inttypes.h>

#include "export/document_internal.h"

enum { STRONGEST_TOLD = 3 };

/* Elements of the best ranks, in the order of the form; NULL when all are
 * alike or unknown. */
static const char *strongest(struct doc *doc)
{
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    const struct ikm_index *index = &doc->result->index;
    size_t n = 0, n_known = 0;
    int lowest_rank = 0;
    for (size_t e = 0; e < index->n_elements; e++)
        if (index->element[e].n > 0) {
            n_known++;
            if (index->element[e].rank > lowest_rank)
                lowest_rank = index->element[e].rank;
        }
    if (n_known < 2 || lowest_rank <= 1)
        return NULL;
    for (int rank = 1; rank <= STRONGEST_TOLD; rank++)
        for (size_t e = 0; e < index->n_elements; e++) {
            char value[32];
            const struct ikm_element_figures *element = &index->element[e];
            if (element->n == 0 || element->rank != rank ||
                element->rank == lowest_rank || n == STRONGEST_TOLD)
                continue;
            ikm_text_printf(&text, "%s%s (%s)", n++ > 0 ? ", " : "",
                            doc->result->form->elements[e].name,
                            ikm_words_fixed(doc->lang,
                                            element->value_hundredths, 2,
                                            value));
        }
    return part_text(&doc->build, &text);
}

static void put_strong_and_weak(struct doc *doc)
{
    const struct ikm_section *priorities =
        ikm_report_find(doc->report, "priorities");
    const char *strong = strongest(doc);
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4.1  Unsur yang Kuat dan yang Lemah",
                    "4.1  Strong and weak elements"));
    if (strong)
        doc_say(doc, IKM_BLOCK_TEXT, "Nilai tertinggi: %s.", "Highest: %s.",
                strong);
    if (!priorities) {
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang,
                        "Unsur yang lemah belum dapat ditentukan, karena "
                        "belum ada nilainya.",
                        "Weak elements cannot be told: there are no figures."));
        return;
    }
    doc_put(doc, IKM_BLOCK_TEXT, priorities->finding);
    if (priorities->n_points > 0)
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang, "Urutan perbaikan yang disarankan:",
                        "What comes first:"));
    for (size_t i = 0; i < priorities->n_points; i++)
        doc_point(doc, (int)i + 1, priorities->points[i]);
}

static void put_importance(struct doc *doc)
{
    const struct ikm_section *importance =
        ikm_report_find(doc->report, "importance");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4.2  Kepentingan dan Kinerja",
                    "4.2  Importance and performance"));
    if (!importance) {
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang, "Kepentingan unsur belum dapat dihitung.",
                        "The importance of the elements cannot be computed."));
        return;
    }
    if (importance->n_charts == 0)
        doc_put(doc, IKM_BLOCK_TEXT, importance->finding);
    doc_charts_of(doc, importance);
    doc_tables_of(doc, importance, "");
    doc_notes_of(doc, importance);
}

static void put_trend(struct doc *doc)
{
    const struct ikm_section *trend = ikm_report_find(doc->report, "trend");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4.3  Tren", "4.3  Trend"));
    if (!trend) {
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang,
                        "Belum ada periode lain yang dapat dibandingkan.",
                        "There is no other period to compare with yet."));
        return;
    }
    if (trend->n_charts == 0)
        doc_put(doc, IKM_BLOCK_TEXT, trend->finding);
    doc_charts_of(doc, trend);
    doc_tables_of(doc, trend,
                  ikm_say(doc->lang, "IKM dari periode ke periode",
                          "The index over the periods"));
    doc_notes_of(doc, trend);
}

static void put_plan(struct doc *doc)
{
    const struct ikm_section *plan = ikm_report_find(doc->report, "plan");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4.4  Rencana Tindak Lanjut",
                    "4.4  Follow-up plan"));
    if (!plan)
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang,
                        "Rencana tindak lanjut atas hasil periode ini belum "
                        "dicatat.",
                        "No follow-up plan was booked for this period."));
    doc_tables_of(doc, plan, "");
}

static void put_last_plan(struct doc *doc)
{
    const struct ikm_section *last = ikm_report_find(doc->report, "followup");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4.5  Hasil Tindak Lanjut Periode Sebelumnya",
                    "4.5  What came of the last plan"));
    if (!last) {
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang,
                        "Tidak ada rencana tindak lanjut periode sebelumnya "
                        "yang tercatat.",
                        "No plan of a period before was booked."));
        return;
    }
    doc_put(doc, IKM_BLOCK_TEXT, last->finding);
    doc_tables_of(doc, last, last->title);
    doc_notes_of(doc, last);
}

static void put_publications(struct doc *doc)
{
    const struct ikm_section *publications =
        ikm_report_find(doc->report, "publications");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "4.6  Publikasi", "4.6  Publication"));
    if (!publications) {
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(doc->lang, "Publikasi hasil periode ini belum dicatat.",
                        "No publication of these results was booked."));
        return;
    }
    doc_put(doc, IKM_BLOCK_TEXT, publications->finding);
    doc_tables_of(doc, publications, "");
    doc_notes_of(doc, publications);
}

void doc_follow_up(struct doc *doc)
{
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(doc->lang, "BAB IV  Analisis dan Tindak Lanjut",
                    "IV  Analysis and follow-up"));
    put_strong_and_weak(doc);
    put_importance(doc);
    put_trend(doc);
    put_plan(doc);
    put_last_plan(doc);
    put_publications(doc);
}

static void put_conclusions(struct doc *doc)
{
    const struct ikm_section *priorities =
        ikm_report_find(doc->report, "priorities");
    const struct ikm_section *trend = ikm_report_find(doc->report, "trend");
    struct ikm_text headline = IKM_TEXT(doc->build.arena);
    struct ikm_text certainty = IKM_TEXT(doc->build.arena);
    int number = 1;
    ikm_words_headline(&headline, doc->lang, doc->result);
    doc_point(doc, number++, part_text(&doc->build, &headline));
    ikm_words_grade_certainty(&certainty, doc->lang, doc->result);
    if (certainty.length_bytes > 0)
        doc_point(doc, number++, part_text(&doc->build, &certainty));
    if (priorities)
        doc_point(doc, number++, priorities->finding);
    if (trend)
        doc_point(doc, number, trend->finding);
}

static void put_advice(struct doc *doc)
{
    const struct ikm_result *result = doc->result;
    int number = 1;
    for (size_t i = 0; i < result->n_priorities && number <= 3; i++) {
        const struct ikm_element *element =
            &result->form->elements[result->priorities[i].element];
        const char *remedy = ikm_words_remedy(doc->lang, element->remedy);
        struct ikm_text text = IKM_TEXT(doc->build.arena);
        ikm_text_say(&text, doc->lang, "Mendahulukan perbaikan %s",
                     "Mend %s first", element->name);
        if (remedy[0] != '\0')
            ikm_text_say(&text, doc->lang, " melalui %s", " by way of %s",
                         remedy);
        ikm_text_put(&text, ".");
        doc_point(doc, number++, part_text(&doc->build, &text));
    }
    doc_point(doc, number++,
              ikm_say(doc->lang,
                      "Melaksanakan rencana tindak lanjut dan mengukur "
                      "hasilnya pada periode berikutnya.",
                      "Carry out the follow-up plan and measure what came of "
                      "it in the next period."));
    doc_point(doc, number,
              ikm_say(doc->lang,
                      "Mengumumkan hasil survei dan tindak lanjutnya kepada "
                      "masyarakat.",
                      "Publish the results and what is done about them."));
}

void doc_closing(struct doc *doc)
{
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(doc->lang, "BAB V  Penutup", "V  Closing"));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "5.1  Kesimpulan", "5.1  Conclusions"));
    put_conclusions(doc);
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(doc->lang, "5.2  Saran", "5.2  Advice"));
    put_advice(doc);
    doc_put(doc, IKM_BLOCK_SIGNATURE, doc->made);
}

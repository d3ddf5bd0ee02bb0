/* A draft of the follow-up plan as a report. */
#include <inttypes.h>

#include "export/draft.h"
#include "export/report_internal.h"
#include "export/words.h"

static const char *title_of(struct build *build,
                            const struct ikm_result *result)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_say(&text, build->lang, "Bahan rencana tindak lanjut: %s",
                 "Follow-up plan, to start from: %s", result->name);
    return part_text(build, &text);
}

static const char *subtitle_of(struct build *build,
                               const struct ikm_result *result)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_printf(&text, "%s; %s",
                    ikm_period_words(&result->period, build->lang, period),
                    result->form->name);
    return part_text(build, &text);
}

static const char *text_of(struct build *build,
                           const struct ikm_draft_item *item, size_t i)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const struct ikm_draft_text *chosen = &item->text[i];
    ikm_text_printf(&text, "%s (%s; ", chosen->programme->text,
                    ikm_words_remedy(build->lang, chosen->programme->remedy));
    ikm_words_quarters(&text, build->lang, item->quarter_from,
                       item->quarter_from + chosen->programme->n_quarters - 1);
    ikm_text_printf(&text, "; %s)", chosen->programme->in_charge);
    if (chosen->cause)
        ikm_text_say(&text, build->lang, ", menjawab: %s", ", an answer to: %s",
                     chosen->cause->text);
    ikm_text_put(&text, ".");
    return part_text(build, &text);
}

static void put_causes(struct build *build, const struct ikm_element_more *more,
                       struct ikm_section *section)
{
    const struct ikm_report_column columns[] = {
        {ikm_say(build->lang, "Sebab menurut responden",
                 "Cause named by respondents"),
         IKM_ALIGN_LEFT, 1},
        {ikm_say(build->lang, "Disebut", "Named"), IKM_ALIGN_RIGHT, 0},
    };
    if (more->n_causes == 0)
        return;
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), more->n_causes);
    for (size_t i = 0; i < more->n_causes; i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(more->causes[i].text);
        cell[1] = part_integer(more->causes[i].count);
    }
    part_table_done(&table, section);
}

static void put_notes(struct build *build, const struct ikm_draft_item *item,
                      const struct ikm_element_more *more,
                      struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **notes = part_take(build, 2, sizeof *notes);
    if (!notes)
        return;
    section->notes = notes;
    if (more->n_causes == 0)
        notes[section->n_notes++] =
            ikm_say(build->lang,
                    "Responden belum menyebut sebabnya: tanyakan di loket atau "
                    "forum konsultasi publik.",
                    "Respondents named no cause yet: ask at the desk or in a "
                    "public consultation.");
    if (item->planned == 0)
        return;
    ikm_text_say(&text, build->lang,
                 "Untuk unsur ini sudah ada rencana nomor %" PRId64 ".",
                 "Plan item %" PRId64 " answers this element already.",
                 item->planned);
    notes[section->n_notes++] = part_text(build, &text);
}

static void put_item(struct build *build, const struct ikm_draft *draft,
                     const struct ikm_draft_item *item)
{
    const struct ikm_result *result = draft->result;
    const struct ikm_element *element = &result->form->elements[item->element];
    const struct ikm_element_more *more = &result->more[item->element];
    struct ikm_text title = IKM_TEXT(build->arena);
    struct ikm_text finding = IKM_TEXT(build->arena);
    ikm_text_printf(&title, "%s %s", element->code, element->name);
    ikm_words_priority(&finding, build->lang, result, item->place);
    ikm_text_put(&finding, ".");
    struct ikm_section *section = part_section(build, part_text(build, &title),
                                               part_text(build, &finding));
    section->key = "draft";
    const char **points = part_take(build, item->n_texts, sizeof *points);
    for (size_t i = 0; points && i < item->n_texts; i++)
        points[i] = text_of(build, item, i);
    section->points = points;
    section->n_points = points ? item->n_texts : 0;
    put_causes(build, more, section);
    put_notes(build, item, more, section);
}

static void put_next(struct build *build, const struct ikm_draft *draft)
{
    struct ikm_text more = IKM_TEXT(build->arena);
    struct ikm_section *section = part_section(
        build, ikm_say(build->lang, "Selanjutnya", "What comes next"),
        draft->n_items == 0
            ? ikm_say(build->lang,
                      "Semua unsur sama dan bermutu terbaik: tidak ada yang "
                      "perlu didahulukan.",
                      "All elements are equal and of the best class: nothing "
                      "comes first.")
            : ikm_say(build->lang,
                      "Ini bahan awal, bukan rencana jadi: pilih, isi yang di "
                      "dalam [kurung siku], dan sesuaikan.",
                      "This is to start from, not a finished plan: choose, "
                      "fill in what stands in [brackets], and adapt."));
    const char **notes = part_take(build, 1, sizeof *notes);
    if (!notes || draft->n_left == 0)
        return;
    ikm_text_say(&more, build->lang,
                 "%zu unsur lain juga perlu diperhatikan (--most).",
                 "%zu more elements are to be minded (--most).", draft->n_left);
    notes[0] = part_text(build, &more);
    section->notes = notes;
    section->n_notes = 1;
}

enum ikm_status ikm_report_of_draft(const struct ikm_analysis *analysis,
                                    const struct ikm_draft *drafts,
                                    enum ikm_lang lang, struct ikm_arena *arena,
                                    struct ikm_report *ret_report,
                                    struct ikm_error *err)
{
    struct build build = {.analysis = analysis, .lang = lang, .arena = arena};
    struct ikm_report report = {.lang = lang};
    report.title = title_of(&build, drafts[0].result);
    report.subtitle = subtitle_of(&build, drafts[0].result);
    for (size_t d = 0; d < analysis->n_results; d++) {
        if (analysis->n_results > 1)
            (void)part_section(&build, drafts[d].result->form->name, "");
        for (size_t i = 0; i < drafts[d].n_items; i++)
            put_item(&build, &drafts[d], &drafts[d].items[i]);
        put_next(&build, &drafts[d]);
    }
    report.n_sections = build.n_sections;
    report.sections = build.section;
    if (build.failed)
        return ikm_fail_memory(err);
    *ret_report = report;
    return IKM_OK;
}

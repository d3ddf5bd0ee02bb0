#include "export/report_internal.h"
#include "export/words.h"

static int is_of_several(const struct ikm_plan_view *view)
{
    for (size_t i = 1; i < view->n_lines; i++)
        if (view->lines[i].unit != view->lines[0].unit)
            return 1;
    return 0;
}

static struct ikm_report_cell words_cell(struct build *build,
                                         struct ikm_text *text)
{
    return text->length_bytes > 0
               ? part_words(part_text(build, text))
               : (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
}

static struct ikm_report_cell text_cell_of(const char *text)
{
    return text[0] != '\0' ? part_words(text)
                           : (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
}

static struct ikm_report_cell element_cell(struct build *build,
                                           const struct ikm_plan_line *line,
                                           int with_name)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const struct ikm_element *element = &line->form->elements[line->element];
    ikm_text_put(&text, element->code);
    if (with_name)
        ikm_text_printf(&text, " %s", element->name);
    if (with_name && line->service[0] != '\0')
        ikm_text_printf(&text, ": %s", line->service);
    return words_cell(build, &text);
}

/* "Sudah, 20 Mei 2025" */
static struct ikm_report_cell status_cell(struct build *build,
                                          const struct ikm_plan_item *item)
{
    char day[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_put(&text, ikm_plan_status_words(build->lang, item->status));
    if (item->status_date.year != 0)
        ikm_text_printf(&text, ", %s",
                        ikm_date_words(item->status_date, build->lang, day));
    return words_cell(build, &text);
}

/* "membaik (naik 0,31)" */
static struct ikm_report_cell verdict_cell(struct build *build,
                                           const struct ikm_plan_line *line)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_put(&text, ikm_verdict_words(build->lang, line->verdict));
    if (line->verdict != IKM_VERDICT_OPEN && line->n_now > 0 &&
        line->n_before > 0) {
        ikm_text_put(&text, " (");
        ikm_words_change(&text, build->lang, line->difference, 2);
        ikm_text_put(&text, ")");
    }
    return words_cell(build, &text);
}

/* ---- what came of the plan before ---- */

static void fill_followup(struct build *build, struct part_table *table,
                          const struct ikm_plan_view *view, int several)
{
    for (size_t i = 0; i < view->n_lines; i++) {
        const struct ikm_plan_line *line = &view->lines[i];
        struct ikm_report_cell *cell = part_table_row(table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_integer((int64_t)i + 1);
        if (several)
            cell[1] = part_words(line->unit->name);
        cell[2] = element_cell(build, line, 0);
        cell[3] = part_words(line->item->programme);
        cell[4] = status_cell(build, line->item);
        if (!several) {
            cell[5] = text_cell_of(line->item->note);
            cell[6] = text_cell_of(line->item->evidence);
        }
        cell[7] = verdict_cell(build, line);
    }
}

static const char *followup_finding(struct build *build,
                                    const struct ikm_plan_view *view)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    struct ikm_text verdicts = IKM_TEXT(build->arena);
    ikm_words_plan_verdicts(&verdicts, build->lang, view);
    ikm_words_plan_score(&text, build->lang, &view->score);
    if (verdicts.length_bytes > 0)
        ikm_text_say(&text, build->lang, " Hasilnya: %s.", " Results: %s.",
                     part_text(build, &verdicts));
    return part_text(build, &text);
}

static void followup_notes(struct build *build,
                           const struct ikm_plan_view *view, int several,
                           struct ikm_section *section)
{
    struct ikm_text speed = IKM_TEXT(build->arena);
    const char **notes = part_take(build, 3, sizeof *notes);
    if (!notes)
        return;
    section->notes = notes;
    ikm_words_plan_speed(&speed, build->lang, &view->score);
    if (speed.length_bytes > 0)
        notes[section->n_notes++] = part_text(build, &speed);
    notes[section->n_notes++] = ikm_say(
        build->lang,
        "Hasil: perubahan NRR unsur itu ke periode berikutnya yang ada "
        "datanya (uji Welch, p < 0,05).",
        "Result: change of the element's NRR to the next period with data "
        "(Welch's test, p < 0.05).");
    if (several)
        notes[section->n_notes++] =
            ikm_say(build->lang, "Uraian dan bukti: ikm plan list.",
                    "Notes and evidence: ikm plan list.");
}

static const char *followup_title(struct build *build,
                                  const struct ikm_period *period)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    if (period->kind == IKM_PERIOD_ALL)
        return ikm_say(build->lang, "Hasil tindak lanjut",
                       "What came of the plans");
    ikm_text_say(&text, build->lang, "Hasil tindak lanjut %s",
                 "What came of the plan of %s",
                 ikm_period_words(period, build->lang, words));
    return part_text(build, &text);
}

static void put_followup(struct build *build,
                         const struct ikm_followup *followup)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_plan_view *view = &followup->before;
    const int several = is_of_several(view);
    const struct ikm_report_column columns[] = {
        {"No", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Unit", "Unit"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Rencana", "Plan"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Status", "Status"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Deskripsi", "Note"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Dokumentasi", "Evidence"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Hasil", "Result"), IKM_ALIGN_LEFT, 1},
    };
    if (view->n_lines == 0 && view->score.n_dropped == 0)
        return;
    struct ikm_section *section =
        part_section(build, followup_title(build, &followup->before_period),
                     followup_finding(build, view));
    section->key = "followup";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), view->n_lines);
    fill_followup(build, &table, view, several);
    part_table_done(&table, section);
    followup_notes(build, view, several, section);
}

/* ---- what is planned now ---- */

static void fill_plan(struct build *build, struct part_table *table,
                      const struct ikm_plan_view *view, int several)
{
    for (size_t i = 0; i < view->n_lines; i++) {
        const struct ikm_plan_line *line = &view->lines[i];
        struct ikm_text quarters = IKM_TEXT(build->arena);
        struct ikm_report_cell *cell = part_table_row(table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        ikm_words_quarters(&quarters, build->lang, line->item->quarter_from,
                           line->item->quarter_to);
        cell[0] = part_integer((int64_t)i + 1);
        if (several)
            cell[1] = part_words(line->unit->name);
        cell[2] = element_cell(build, line, 1);
        cell[3] = part_words(line->item->programme);
        cell[4] = words_cell(build, &quarters);
        cell[5] = part_words(line->item->in_charge);
        cell[6] =
            part_words(ikm_plan_status_words(build->lang, line->item->status));
    }
}

static void put_plan(struct build *build, const struct ikm_plan_view *view)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {"No", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Unit", "Unit"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Prioritas unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Program/kegiatan", "Programme"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Waktu", "When"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Penanggung jawab", "In charge"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Status", "Status"), IKM_ALIGN_LEFT, 0},
    };
    if (view->n_lines == 0)
        return;
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Rencana tindak lanjut", "Follow-up plan"), "");
    section->key = "plan";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), view->n_lines);
    fill_plan(build, &table, view, is_of_several(view));
    part_table_done(&table, section);
}

void report_plan(struct build *build)
{
    const struct ikm_followup *followup = build->analysis->followup;
    if (!followup)
        return;
    put_followup(build, followup);
    put_plan(build, &followup->now);
}

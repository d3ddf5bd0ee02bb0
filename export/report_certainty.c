#include "export/report_internal.h"
#include "export/words.h"

typedef void words_of_result(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_result *result);

void report_certainty_notes(struct build *build,
                            const struct ikm_result *result,
                            struct ikm_section *section)
{
    static words_of_result *const words[] = {ikm_words_grade_certainty,
                                             ikm_words_flip, ikm_words_target,
                                             ikm_words_bootstrap};
    const char **notes = part_take(build, IKM_COUNT(words), sizeof *notes);
    if (!notes)
        return;
    for (size_t i = 0; i < IKM_COUNT(words); i++) {
        struct ikm_text text = IKM_TEXT(build->arena);
        words[i](&text, build->lang, result);
        if (text.length_bytes > 0)
            notes[section->n_notes++] = part_text(build, &text);
    }
    section->notes = notes;
}

static struct ikm_report_cell interval_cell(struct build *build,
                                            const struct ikm_interval *interval,
                                            int scale_max)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    if (!interval->is_defined)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    ikm_words_interval(&text, build->lang, interval, scale_max);
    return part_words(part_text(build, &text));
}

static struct ikm_report_cell percent_cell(struct build *build, struct ikm_p p)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    if (!p.is_defined)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    if (p.p >= 0.995 || p.p < 0.005)
        ikm_text_put(&text, p.p < 0.5 ? "< 1 %" : "> 99 %");
    else
        ikm_words_percent(&text, build->lang, p.p);
    return part_words(part_text(build, &text));
}

/* A p that is 0 to three decimals is still no 0. */
static struct ikm_report_cell p_cell(struct build *build, struct ikm_p p)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    if (!p.is_defined)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    ikm_text_put(&text, p.p < 0.0005 ? "< " : "");
    ikm_words_real(&text, build->lang, p.p < 0.0005 ? 0.001 : p.p, 3);
    return part_words(part_text(build, &text));
}

void report_element_certainty(struct build *build,
                              const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_index *index = &result->index;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Simp. baku", "Sd"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Rentang 95 %", "95 % interval"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "3 terendah", "3 lowest"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kelompok", "Group"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Manfaat", "Gain"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "p beda", "p change"), IKM_ALIGN_RIGHT, 0},
    };
    if (!result->certainty.has_lowest_group)
        return;
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Kepastian per unsur", "Certainty of elements"),
        ikm_say(lang,
                "Manfaat: kenaikan IKM bila unsur itu saja mencapai batas "
                "bawah mutu berikutnya.",
                "Gain: what the IKM rises by if that element alone reaches the "
                "lower bound of the next class."));
    section->key = "certainty";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), index->n_elements);
    for (size_t e = 0; e < index->n_elements; e++) {
        const struct ikm_element_more *more = &result->more[e];
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(result->form->elements[e].code);
        cell[1] = part_real(more->interval.sd, 3, more->interval.has_sd);
        cell[2] =
            interval_cell(build, &more->interval.ci95, result->form->scale_max);
        cell[3] = percent_cell(build, more->p_lowest3);
        if (index->element[e].flags & IKM_FLAG_LOWEST_GROUP)
            cell[4] = part_words(ikm_say(lang, "terendah", "lowest"));
        cell[5] = part_real(more->gain.gain, 2, more->gain.is_defined);
        cell[6] = p_cell(build, more->change.p_holm);
    }
    part_table_done(&table, section);
}

static void note_r_table(struct build *build, const struct ikm_result *result,
                         struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    if (!note || !result->reliability->has_table)
        return;
    ikm_text_say(&text, build->lang, "r tabel (5 %%, dua sisi): ",
                 "r of the table (5 %%, two-sided): ");
    ikm_words_real(&text, build->lang, result->reliability->r_table, 3);
    ikm_text_say(&text, build->lang,
                 ". r total memuat unsurnya sendiri; r sisa tidak.",
                 ". r total holds the element itself; r rest does not.");
    note[0] = part_text(build, &text);
    section->notes = note;
    section->n_notes = 1;
}

void report_reliability(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_reliability *reliability = result->reliability;
    const size_t n = result->index.n_elements;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {"r total", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "r sisa", "r rest"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Alpha tanpanya", "Alpha without"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Valid", "Valid"), IKM_ALIGN_LEFT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    if (!reliability->has_alpha)
        return;
    ikm_words_reliability(&finding, lang, result);
    struct ikm_section *section =
        part_section(build, ikm_say(lang, "Keandalan kuesioner", "Reliability"),
                     part_text(build, &finding));
    section->key = "reliability";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), n);
    for (size_t e = 0; e < n; e++) {
        const struct ikm_item_reliability *item = &reliability->item[e];
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(result->form->elements[e].code);
        cell[1] = part_words(result->form->elements[e].name);
        cell[2] = part_real(item->r_total, 3, item->has_r_total);
        cell[3] = part_real(item->r_rest, 3, item->has_r_rest);
        cell[4] =
            part_real(item->alpha_if_dropped, 3, item->has_alpha_if_dropped);
        if (item->has_r_total && reliability->has_table)
            cell[5] = part_words(item->is_valid ? ikm_say(lang, "ya", "yes")
                                                : ikm_say(lang, "tidak", "no"));
    }
    part_table_done(&table, section);
    note_r_table(build, result, section);
}

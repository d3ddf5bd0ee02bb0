#include "export/report_internal.h"
#include "export/words.h"

static void fill_row(struct build *build, const struct ikm_result *result,
                     size_t e, struct ikm_report_cell *cell)
{
    const struct ikm_element_figures *element = &result->index.element[e];
    const struct ikm_importance_item *item =
        &result->weighed->importance.item[e];
    struct ikm_text text = IKM_TEXT(build->arena);
    cell[0] = part_words(result->form->elements[e].code);
    if (element->n > 0)
        cell[1] = part_fixed(element->nrr_thousandths, 3);
    cell[2] =
        part_real(100 * item->share, 1, item->reason == IKM_UNWEIGHED_NONE);
    ikm_words_quadrant(&text, build->lang, &result->weighed->ipa.point[e]);
    if (text.length_bytes > 0)
        cell[3] = part_words(part_text(build, &text));
}

static void put_note(struct build *build, const struct ikm_result *result,
                     struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    if (!note)
        return;
    ikm_words_axes(&text, build->lang, result);
    note[0] = part_text(build, &text);
    section->notes = note;
    section->n_notes = 1;
}

void report_importance(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const size_t n = result->index.n_elements;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {"NRR", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kepentingan %", "Importance %"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kuadran", "Quadrant"), IKM_ALIGN_LEFT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    if (result->index.reason != IKM_REASON_NONE)
        return;
    ikm_words_importance(&finding, lang, result);
    struct ikm_section *section = part_section(
        build,
        ikm_say(lang, "Kepentingan dan kinerja", "Importance and performance"),
        part_text(build, &finding));
    if (result->weighed->ipa.n_points < 2)
        return;
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), n);
    for (size_t e = 0; e < n; e++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_row(build, result, e, cell);
    }
    part_table_done(&table, section);
    put_note(build, result, section);
}

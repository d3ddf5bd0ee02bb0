#include "export/report_internal.h"
#include "export/words.h"

void report_mix(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_mix *mix = result->mix;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Layanan", "Service"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Responden", "Respondents"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Dilayani", "Served"), IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    if (!mix || mix->reason != IKM_UNMIXED_NONE || mix->n_parts < 2)
        return;
    ikm_words_weighted(&finding, lang, result);
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Menurut jumlah yang dilayani", "By volume"),
        part_text(build, &finding));
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), mix->n_parts);
    for (size_t i = 0; i < mix->n_parts; i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(mix->parts[i].name);
        cell[1] = part_integer(mix->parts[i].n);
        cell[2] = part_integer(mix->parts[i].population);
    }
    part_table_done(&table, section);
}

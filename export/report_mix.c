#include "export/report_internal.h"
#include "export/words.h"

static void put_bootstrap(struct build *build, const struct ikm_mix *mix,
                          struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    ikm_words_weighted_bootstrap(&text, build->lang, &mix->bootstrap);
    if (!note || text.length_bytes == 0)
        return;
    note[0] = part_text(build, &text);
    section->notes = note;
    section->n_notes = 1;
}

static void note_hidden(struct build *build, const struct ikm_mix *mix,
                        struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    int hides = 0;
    for (size_t i = 0; i < mix->hour.n_parts; i++)
        hides |= mix->hour.part[i].n < 0;
    for (size_t i = 0; i < mix->channel.n_parts; i++)
        hides |= mix->channel.part[i].n < 0;
    if (!note || !hides)
        return;
    ikm_words_suppressed(&text, build->lang, &build->analysis->query);
    note[0] = part_text(build, &text);
    section->notes = note;
    section->n_notes = 1;
}

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
    section->key = "mix";
    section->key = "weighted";
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
    put_bootstrap(build, mix, section);
}

/* ---- who answered, by hour and channel ---- */

static size_t count_filled(const struct ikm_reach *reach)
{
    size_t n = 0;
    for (size_t i = 0; i < reach->n_parts; i++)
        n += reach->part[i].n != 0;
    return n;
}

/* An hour at which nobody came is told, a channel that is not in use is not. */
static void put_parts(const struct ikm_reach *reach, const char *kind,
                      int tells_nobody, struct part_table *table)
{
    for (size_t i = 0; i < reach->n_parts; i++) {
        if (reach->part[i].n == 0 && !tells_nobody)
            continue;
        struct ikm_report_cell *cell = part_table_row(table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(kind);
        cell[1] = part_words(reach->part[i].name);
        cell[2] = part_integer(reach->part[i].n);
    }
}

void report_reach(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_mix *mix = result->mix;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Menurut", "By"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Kelompok", "Group"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Responden", "Respondents"), IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    if (!mix ||
        (count_filled(&mix->hour) < 2 && count_filled(&mix->channel) < 2))
        return;
    ikm_words_hours_missing(&finding, lang, &mix->hour);
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Siapa yang menjawab", "Who answered"),
        part_text(build, &finding));
    section->key = "reach";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns),
                        mix->hour.n_parts + mix->channel.n_parts);
    put_parts(&mix->hour, ikm_words_by(lang, IKM_BY_HOUR), 1, &table);
    put_parts(&mix->channel, ikm_words_by(lang, IKM_BY_CHANNEL), 0, &table);
    part_table_done(&table, section);
    note_hidden(build, mix, section);
}

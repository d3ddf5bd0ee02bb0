#include "export/report.h"

#include "export/report_internal.h"
#include "export/words.h"

static const char *title_of(struct build *build)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const struct ikm_analysis *analysis = build->analysis;
    const char *about = analysis->unit_name ? analysis->unit_name
                        : analysis->survey[0] != '\0'
                            ? analysis->survey
                            : ikm_say(build->lang, "seluruh unit", "all units");
    ikm_text_say(&text, build->lang, "Indeks Kepuasan Masyarakat: %s",
                 "Public Satisfaction Index: %s", about);
    if (analysis->query.service)
        ikm_text_say(&text, build->lang, ", layanan %s", ", service %s",
                     analysis->query.service);
    return part_text(build, &text);
}

static const char *subtitle_of(struct build *build)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    const struct ikm_analysis *analysis = build->analysis;
    ikm_text_put(&text,
                 ikm_period_words(&analysis->query.period, build->lang, words));
    if (analysis->n_forms == 1)
        ikm_text_printf(&text, "; %s", analysis->results[0].form->name);
    if (analysis->query.rows == IKM_ROWS_COMPLETE)
        ikm_text_say(&text, build->lang, "; hanya baris lengkap",
                     "; complete rows only");
    return part_text(build, &text);
}

/* Of several results only what holds for all of them. */
static uint32_t shared_warnings(const struct ikm_analysis *analysis)
{
    const uint32_t of_all =
        1U << IKM_WARN_SEVERAL_FORMS | 1U << IKM_WARN_OLD_WEIGHT |
        1U << IKM_WARN_CLASSES_UNVERIFIED | 1U << IKM_WARN_SUPPRESSED;
    uint32_t warnings = analysis->results[0].warnings;
    for (size_t i = 1; i < analysis->n_results; i++)
        warnings |= analysis->results[i].warnings;
    return analysis->query.by == IKM_BY_NONE && analysis->n_results == 1
               ? warnings
               : warnings & of_all;
}

/* The result a warning is told of: the first that has it. */
static const struct ikm_result *
result_of_warning(const struct ikm_analysis *analysis, enum ikm_warning warning)
{
    size_t i = 0;
    while (i + 1 < analysis->n_results &&
           !ikm_result_warns(&analysis->results[i], warning))
        i++;
    return &analysis->results[i];
}

static const char **warnings_of(struct build *build, size_t *ret_n)
{
    const struct ikm_analysis *analysis = build->analysis;
    const uint32_t warnings = shared_warnings(analysis);
    const char **sentences =
        part_take(build, IKM_WARN_COUNT, sizeof *sentences);
    *ret_n = 0;
    for (int w = 0; sentences && w < IKM_WARN_COUNT; w++) {
        struct ikm_text text = IKM_TEXT(build->arena);
        if ((warnings >> w & 1U) == 0)
            continue;
        ikm_words_warning(&text, build->lang, &analysis->query,
                          result_of_warning(analysis, (enum ikm_warning)w),
                          (enum ikm_warning)w);
        sentences[(*ret_n)++] = part_text(build, &text);
    }
    return sentences;
}

/* Results of one form stand together. */
static size_t end_of_form(const struct ikm_analysis *analysis, size_t first)
{
    size_t i = first + 1;
    while (i < analysis->n_results &&
           analysis->results[i].form == analysis->results[first].form)
        i++;
    return i;
}

enum ikm_status ikm_report_of_analysis(const struct ikm_analysis *analysis,
                                       enum ikm_lang lang,
                                       struct ikm_arena *arena,
                                       struct ikm_report *ret_report,
                                       struct ikm_error *err)
{
    struct build build = {.analysis = analysis, .lang = lang, .arena = arena};
    struct ikm_report report = {.lang = lang};
    if (analysis->n_results == 0)
        return ikm_fail(err, IKM_BUG, "laporan tanpa hasil",
                        "a report without a result");
    report.title = title_of(&build);
    report.subtitle = subtitle_of(&build);
    for (size_t i = 0; i < analysis->n_results;) {
        const size_t end = end_of_form(analysis, i);
        if (analysis->query.by != IKM_BY_NONE) {
            report_ranking(&build, &analysis->results[i], end - i);
            report_groups(&build, analysis->results[i].form);
            report_trend(&build, analysis->results[i].form);
        } else {
            if (analysis->n_forms > 1)
                (void)part_section(&build, analysis->results[i].form->name, "");
            report_result(&build, &analysis->results[i]);
        }
        i = end;
    }
    report_plan(&build);
    report_publications(&build, &analysis->published);
    report.warnings = warnings_of(&build, &report.n_warnings);
    report.n_sections = build.n_sections;
    report.sections = build.section;
    if (build.failed)
        return ikm_fail_memory(err);
    *ret_report = report;
    return IKM_OK;
}

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "analyze/exact.h"
#include "export/report_internal.h"
#include "export/words.h"

/* Fewer respondents than this say little, where the population is not known. */
enum { FEW_RESPONDENTS = 30, BARS_MOST = 40 };

static int is_defined(const struct ikm_result *result)
{
    return result->index.reason == IKM_REASON_NONE;
}

static int is_weak(const struct ikm_result *result)
{
    if (result->is_hidden)
        return 0;
    if (result->sample.reached >= 0)
        return !result->sample.reached;
    return result->ledger.used < FEW_RESPONDENTS;
}

/* A place in the ranking. */
struct place {
    const struct ikm_result *result;
    int64_t set; /* of results that cannot be told apart; 0: none */
};

/* Best first, compared exactly; what has no figure last; ties as they came. */
static int compare(const void *left, const void *right)
{
    const struct ikm_result *a = ((const struct place *)left)->result;
    const struct ikm_result *b = ((const struct place *)right)->result;
    if (is_defined(a) != is_defined(b))
        return is_defined(a) ? -1 : 1;
    if (is_defined(a)) {
        const double difference =
            ikm_exact_difference(a->index.exact, b->index.exact);
        if (difference > 0 || difference < 0)
            return difference > 0 ? -1 : 1;
    }
    return (a > b) - (a < b);
}

static struct place *sort(struct build *build, const struct ikm_result *results,
                          size_t n_results)
{
    struct place *sorted = part_take(build, n_results, sizeof *sorted);
    if (!sorted)
        return NULL;
    for (size_t i = 0; i < n_results; i++)
        sorted[i].result = &results[i];
    /* periods stay in the order of time: theirs is a course, not a contest */
    if (build->analysis->query.by != IKM_BY_PERIOD)
        qsort(sorted, n_results, sizeof *sorted, compare);
    return sorted;
}

/* Beyond chance, 5 % two-sided, by the standard errors of both. */
static int differ(const struct ikm_result *a, const struct ikm_result *b)
{
    const double scale = 100.0 / a->form->scale_max;
    const double se = hypot(a->certainty.interval.se, b->certainty.interval.se);
    return fabs(a->index.index - b->index.index) * scale > 1.96 * se;
}

/* A set reaches from its best result down to the last that cannot be told from
 * that one. One of few respondents opens none. */
static size_t number_sets(const struct build *build, struct place *sorted,
                          size_t n)
{
    const enum ikm_by by = build->analysis->query.by;
    const struct ikm_result *best = NULL;
    int64_t number = 0;
    size_t n_numbered = 0;
    if (by != IKM_BY_UNIT && by != IKM_BY_SERVICE)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const struct ikm_result *result = sorted[i].result;
        if (!is_defined(result) || result->is_hidden ||
            !result->certainty.interval.ci95.is_defined)
            continue;
        if (!best || differ(best, result)) {
            if (result->ledger.used < FEW_RESPONDENTS)
                continue;
            best = result;
            number++;
        }
        sorted[i].set = number;
        n_numbered++;
    }
    return n_numbered;
}

static const char *group_name(struct build *build,
                              const struct ikm_result *result)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    if (build->analysis->query.by == IKM_BY_UNIT)
        return result->name;
    if (build->analysis->query.by != IKM_BY_PERIOD)
        return result->group;
    ikm_text_put(&text, ikm_period_words(&result->period, build->lang, words));
    return part_text(build, &text);
}

static struct ikm_report_cell sample_cell(struct build *build,
                                          const struct ikm_result *result)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    if (result->sample.reached < 0)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    if (result->sample.reached)
        return part_words(ikm_say(build->lang, "cukup", "reached"));
    ikm_text_say(&text, build->lang, "kurang %lld", "%lld short",
                 (long long)(result->sample.required - result->ledger.used));
    return part_words(part_text(build, &text));
}

static struct ikm_report_cell lowest_cell(struct build *build,
                                          const struct ikm_result *result)
{
    char value[32];
    struct ikm_text text = IKM_TEXT(build->arena);
    if (result->n_priorities == 0)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    const size_t e = result->priorities[0].element;
    ikm_text_printf(&text, "%s %s %s", result->form->elements[e].code,
                    result->form->elements[e].name,
                    ikm_words_fixed(build->lang,
                                    result->index.element[e].value_hundredths,
                                    2, value));
    return part_words(part_text(build, &text));
}

static void fill_row(struct build *build, struct ikm_report_cell *cell,
                     const struct place *place)
{
    const struct ikm_result *result = place->result;
    cell[0] = part_words(group_name(build, result));
    if (result->is_hidden) {
        if (!result->is_uncounted)
            cell[4] = part_integer(result->ledger.used);
        cell[7] = part_words(ikm_say(build->lang, "disembunyikan", "hidden"));
        return;
    }
    if (is_defined(result)) {
        cell[1] = part_fixed(result->index.value_hundredths, 2);
        cell[2] = part_grade(result->form, result->index.grade);
    }
    if (result->mix && result->mix->reason == IKM_UNMIXED_NONE)
        cell[3] = part_fixed(result->mix->weighted.value_hundredths, 2);
    cell[4] = part_integer(result->ledger.used);
    cell[5] = sample_cell(build, result);
    cell[6] = part_change(&result->change);
    cell[7] = lowest_cell(build, result);
    if (place->set > 0)
        cell[8] = part_integer(place->set);
}

static const char *finding_of(struct build *build, const struct place *sorted,
                              size_t n)
{
    char high[32], low[32];
    struct ikm_text text = IKM_TEXT(build->arena);
    const enum ikm_lang lang = build->lang;
    struct place best = {.result = NULL};
    struct place worst = {.result = NULL};
    for (size_t i = 0; i < n; i++) {
        if (!is_defined(sorted[i].result))
            continue;
        if (!best.result || compare(&sorted[i], &best) < 0)
            best = sorted[i];
        if (!worst.result || compare(&sorted[i], &worst) > 0)
            worst = sorted[i];
    }
    if (!best.result || !worst.result || best.result == worst.result)
        return "";
    (void)ikm_words_fixed(lang, best.result->index.value_hundredths, 2, high);
    (void)ikm_words_fixed(lang, worst.result->index.value_hundredths, 2, low);
    ikm_text_say(&text, lang, "Tertinggi: %s (%s); terendah: %s (%s).",
                 "Highest: %s (%s); lowest: %s (%s).",
                 group_name(build, best.result), high,
                 group_name(build, worst.result), low);
    return part_text(build, &text);
}

/* Whose figures are no longer those that were published. */
static void note_changed(struct build *build, struct ikm_section *section,
                         const char **notes)
{
    const struct ikm_analysis *analysis = build->analysis;
    struct ikm_text text = IKM_TEXT(build->arena);
    int n = 0;
    for (size_t i = 0; i < analysis->n_results; i++) {
        const struct ikm_result *result = &analysis->results[i];
        if (!ikm_result_warns(result, IKM_WARN_CHANGED_SINCE_PUBLISHED))
            continue;
        ikm_text_printf(&text, "%s%s", n++ > 0 ? " " : "",
                        group_name(build, result));
        ikm_text_put(&text, ": ");
        ikm_words_published(&text, build->lang, result->published);
    }
    if (n > 0)
        notes[section->n_notes++] = part_text(build, &text);
}

/* What the marks mean, and who is missing. */
static void put_notes(struct build *build, size_t n_weak, size_t n_numbered,
                      struct ikm_section *section)
{
    const struct ikm_analysis *analysis = build->analysis;
    struct ikm_text empty = IKM_TEXT(build->arena);
    const char **notes = part_take(build, 4, sizeof *notes);
    if (!notes)
        return;
    section->notes = notes;
    if (n_weak > 0)
        notes[section->n_notes++] =
            ikm_say(build->lang,
                    "* Responden belum mencukupi: bandingkan dengan hati-hati.",
                    "* Too few respondents: compare with care.");
    if (n_numbered > 1)
        notes[section->n_notes++] =
            ikm_say(build->lang,
                    "Set: yang berada dalam satu set belum dapat dibedakan "
                    "dari yang teratas di set itu.",
                    "Set: those of one set cannot be told from its highest.");
    note_changed(build, section, notes);
    if (analysis->n_empty_units == 0)
        return;
    ikm_text_say(&empty, build->lang,
                 "Belum ada respons: ", "No responses yet: ");
    for (size_t i = 0; i < analysis->n_empty_units; i++)
        ikm_text_printf(&empty, "%s%s", i ? ", " : "",
                        analysis->empty_units[i]);
    ikm_text_put(&empty, ".");
    notes[section->n_notes++] = part_text(build, &empty);
}

static const char *title_of(struct build *build,
                            const struct ikm_result *results)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char *by = ikm_words_by(build->lang, build->analysis->query.by);
    ikm_text_say(&text, build->lang, "IKM per %c%s", "IKM by %c%s",
                 tolower((unsigned char)by[0]), by + 1);
    if (build->analysis->n_forms > 1)
        ikm_text_printf(&text, ": %s", results[0].form->name);
    return part_text(build, &text);
}

/* The results as bars with their intervals. */
static void put_bars(struct build *build, const struct place *sorted, size_t n,
                     struct ikm_section *section)
{
    const struct ikm_analysis *analysis = build->analysis;
    const struct ikm_form *form = sorted[0].result->form;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text subtitle = IKM_TEXT(build->arena);
    struct ikm_chart *chart = part_take(build, 1, sizeof *chart);
    struct ikm_bar *bar = part_take(build, n, sizeof *bar);
    if (!chart || !bar || analysis->query.by == IKM_BY_PERIOD || n > BARS_MOST)
        return;
    for (size_t i = 0; i < n; i++) {
        const struct ikm_result *result = sorted[i].result;
        if (!is_defined(result) || result->is_hidden)
            continue;
        bar[chart->n_bars++] = (struct ikm_bar){
            .label = group_name(build, result),
            .value_hundredths = result->index.value_hundredths,
            .grade = ikm_grade_letter(form, result->index.grade),
            .marked = is_weak(result),
            .ci95 = result->certainty.interval.ci95};
    }
    if (chart->n_bars < 2)
        return;
    ikm_text_say(
        &subtitle, build->lang,
        "IKM dengan rentang 95 %%, %s; tebal: responden belum "
        "mencukupi",
        "IKM with its 95 %% interval, %s; bold: too few respondents",
        ikm_period_words(&analysis->query.period, build->lang, period));
    chart->title = section->finding;
    chart->subtitle = part_text(build, &subtitle);
    chart->axis_from_hundredths = 10000 / form->scale_max;
    chart->axis_to_hundredths = 10000;
    chart->bars = bar;
    chart->n_cutoffs = part_cutoffs(build, form, &chart->cutoffs);
    section->charts = chart;
    section->n_charts = 1;
}

void report_ranking(struct build *build, const struct ikm_result *results,
                    size_t n_results)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_words_by(lang, build->analysis->query.by), IKM_ALIGN_LEFT, 1},
        {"IKM", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Ditimbang", "Weighted"), IKM_ALIGN_RIGHT, 0},
        {"n", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Sampel", "Sample"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Beda", "Change"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Unsur terendah", "Lowest element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Set", "Set"), IKM_ALIGN_RIGHT, 0},
    };
    struct place *sorted = sort(build, results, n_results);
    size_t n_weak = 0;
    if (!sorted)
        return;
    struct ikm_section *section = part_section(
        build, title_of(build, results), finding_of(build, sorted, n_results));
    const size_t n_numbered = number_sets(build, sorted, n_results);
    section->key = "ranking";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), n_results);
    for (size_t i = 0; i < n_results; i++) {
        const int weak = is_weak(sorted[i].result);
        struct ikm_report_cell *cell =
            part_table_row(&table, weak ? IKM_ROW_WEAK : IKM_ROW_PLAIN);
        if (!cell)
            return;
        fill_row(build, cell, &sorted[i]);
        n_weak += (size_t)weak;
    }
    part_table_done(&table, section);
    put_notes(build, n_weak, n_numbered, section);
    put_bars(build, sorted, n_results, section);
}

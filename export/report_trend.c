#include <string.h>

#include "export/report_internal.h"
#include "export/words.h"

enum { PERIODS_TOLD = 12 }; /* of a long trend the last ones */

static const char *words_of(struct build *build,
                            const struct ikm_period *period)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text name = IKM_TEXT(build->arena);
    ikm_text_put(&name, ikm_period_words(period, build->lang, words));
    return part_text(build, &name);
}

static void fill_period(struct build *build, const struct ikm_form *form,
                        const struct ikm_trend_value *point,
                        struct ikm_report_cell *cell)
{
    struct ikm_text interval = IKM_TEXT(build->arena);
    cell[0] = part_words(words_of(build, &point->period));
    cell[1] = part_fixed(point->value_hundredths, 2);
    cell[2] = part_grade(form, point->grade);
    cell[3] = part_integer(point->n);
    if (point->ci95.is_defined) {
        ikm_words_interval(&interval, build->lang, &point->ci95,
                           form->scale_max);
        cell[4] = part_words(part_text(build, &interval));
    }
    if (point->is_published)
        cell[5] = part_words(
            ikm_say(build->lang, "pernah diumumkan", "published earlier"));
}

static void list_periods(struct build *build, const struct ikm_trend_told *told,
                         struct ikm_section *section)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Periode", "Period"), IKM_ALIGN_LEFT, 0},
        {"IKM", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Responden", "Respondents"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Rentang 95 %", "95 % interval"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Catatan", "Note"), IKM_ALIGN_LEFT, 1},
    };
    const size_t n =
        told->n_points < PERIODS_TOLD ? told->n_points : PERIODS_TOLD;
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), n);
    for (size_t i = told->n_points - n; i < told->n_points; i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_period(build, told->form, &told->points[i], cell);
    }
    part_table_done(&table, section);
}

static void note_earlier(struct build *build, const struct ikm_trend_told *told,
                         struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    if (!note || told->n_points <= PERIODS_TOLD)
        return;
    ikm_text_say(&text, build->lang,
                 "Tabel memuat %d periode terakhir dari %zu.",
                 "The table has the last %d of %zu periods.", PERIODS_TOLD,
                 told->n_points);
    note[0] = part_text(build, &text);
    section->notes = note;
    section->n_notes = 1;
}

/* "2025", "TW I 2025" ...: short enough to stand under an axis. */
static const char *code_of(struct build *build, const struct ikm_period *period)
{
    static const char *const quarters[] = {"I", "II", "III", "IV"};
    static const char *const months[][2] = {
        {"Jan", "Jan"}, {"Feb", "Feb"}, {"Mar", "Mar"}, {"Apr", "Apr"},
        {"Mei", "May"}, {"Jun", "Jun"}, {"Jul", "Jul"}, {"Agu", "Aug"},
        {"Sep", "Sep"}, {"Okt", "Oct"}, {"Nov", "Nov"}, {"Des", "Dec"}};
    struct ikm_text text = IKM_TEXT(build->arena);
    const int year = period->from.year;
    const unsigned month = period->from.month - 1U;
    switch (period->kind) {
    case IKM_PERIOD_SEMESTER:
        ikm_text_printf(&text, "S%u %d", month / 6 + 1, year);
        break;
    case IKM_PERIOD_QUARTER:
        ikm_text_say(&text, build->lang, "TW %s %d", "Q %s %d",
                     quarters[month / 3], year);
        break;
    case IKM_PERIOD_MONTH:
        ikm_text_printf(
            &text, "%s %d",
            ikm_say(build->lang, months[month][0], months[month][1]), year);
        break;
    case IKM_PERIOD_YEAR:
    case IKM_PERIOD_RANGE:
    case IKM_PERIOD_ALL: ikm_text_printf(&text, "%d", year); break;
    }
    return part_text(build, &text);
}

/* How many periods lie between two, of the same kind; 1: neighbours. */
static size_t steps_between(const struct ikm_period *from,
                            const struct ikm_period *to)
{
    const int32_t a = ikm_date_month_index(from->from);
    const int32_t b = ikm_date_month_index(to->from);
    const int32_t n = ikm_date_month_index(from->to) - a + 1;
    return b > a && n > 0 ? (size_t)((b - a) / n) : 1;
}

/* A period without a figure keeps its place, so that steps are honest; where a
 * very long time lies between, one gap stands for it. */
enum { GAPS_MOST = 8 };
static size_t gaps_before(const struct ikm_trend_told *told, size_t i)
{
    if (i == 0)
        return 0;
    const size_t steps =
        steps_between(&told->points[i - 1].period, &told->points[i].period);
    return steps - 1 > GAPS_MOST ? 1 : steps - 1;
}

/* The period that lies `back` before this one. */
static struct ikm_chart_point
gap_of(struct build *build, const struct ikm_period *period, size_t back)
{
    struct ikm_period before = *period;
    for (size_t i = 0; i < back; i++)
        if (!ikm_period_before(&before, &before))
            break;
    return (struct ikm_chart_point){.label = words_of(build, &before),
                                    .code = code_of(build, &before),
                                    .grade = ""};
}

static void put_points(struct build *build, const struct ikm_trend_told *told,
                       struct ikm_chart *chart)
{
    size_t n = told->n_points;
    for (size_t i = 0; i < told->n_points; i++)
        n += gaps_before(told, i);
    struct ikm_chart_point *points = part_take(build, n, sizeof *points);
    if (!points)
        return;
    chart->points = points;
    for (size_t i = 0; i < told->n_points; i++) {
        const struct ikm_trend_value *value = &told->points[i];
        for (size_t gap = gaps_before(told, i); gap > 0; gap--)
            points[chart->n_points++] = gap_of(build, &value->period, gap);
        points[chart->n_points++] = (struct ikm_chart_point){
            .label = words_of(build, &value->period),
            .code = code_of(build, &value->period),
            .has_value = 1,
            .y = (double)value->value_hundredths / 100,
            .y95 = value->ci95,
            .grade = ikm_grade_letter(told->form, value->grade),
            .is_published = value->is_published};
    }
}

static void put_chart(struct build *build, const struct ikm_trend_told *told,
                      struct ikm_section *section)
{
    struct ikm_text subtitle = IKM_TEXT(build->arena);
    struct ikm_chart *chart = part_take(build, 1, sizeof *chart);
    if (!chart)
        return;
    ikm_text_say(&subtitle, build->lang, "IKM tiap %s dengan rentang 95 %%",
                 "IKM of every %s with its 95 %% interval",
                 ikm_words_span(build->lang, told->every));
    if (told->n_published > 0)
        ikm_text_say(&subtitle, build->lang,
                     "; titik kosong: angka yang pernah diumumkan",
                     "; hollow dots: figures published earlier");
    chart->kind = IKM_CHART_TREND;
    chart->title = section->finding;
    chart->subtitle = part_text(build, &subtitle);
    chart->axis_from_hundredths = 10000 / told->form->scale_max;
    chart->axis_to_hundredths = 10000;
    chart->n_cutoffs = part_cutoffs(build, told->form, &chart->cutoffs);
    put_points(build, told, chart);
    section->charts = chart;
    section->n_charts = 1;
}

static void put_trend(struct build *build, const struct ikm_trend_told *told)
{
    const int is_ranked = build->analysis->query.by == IKM_BY_PERIOD;
    struct ikm_text finding = IKM_TEXT(build->arena);
    if (told->n_points < 2 && !is_ranked)
        return;
    ikm_words_trend(&finding, build->lang, told);
    struct ikm_section *section =
        part_section(build, ikm_say(build->lang, "Tren", "Trend"),
                     part_text(build, &finding));
    section->key = "trend";
    /* the ranking shows the periods that have responses */
    if (!is_ranked || told->n_published > 0) {
        list_periods(build, told, section);
        note_earlier(build, told, section);
    }
    if (told->n_points >= 2)
        put_chart(build, told, section);
}

void report_trend(struct build *build, const struct ikm_form *form)
{
    const struct ikm_analysis *analysis = build->analysis;
    for (size_t i = 0; i < analysis->n_trends; i++)
        if (strcmp(analysis->trends[i].form->id, form->id) == 0)
            put_trend(build, &analysis->trends[i]);
}

#include "export/chart.h"

#include "export/report_internal.h"
#include "export/words.h"

static struct ikm_report_cell real(double value, int decimals, int is_defined)
{
    if (!is_defined)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    return (struct ikm_report_cell){
        .kind = IKM_CELL_REAL, .real = value, .decimals = decimals};
}

/* As it is drawn: clipped at the ends of the chart's axis. */
static void fill_interval(const struct ikm_chart *chart,
                          struct ikm_report_cell *cell,
                          const struct ikm_interval *interval)
{
    const double from = (double)chart->axis_from_hundredths / 100;
    const double to = (double)chart->axis_to_hundredths / 100;
    const int known = interval->is_defined;
    cell[0] = real(interval->low < from ? from : interval->low, 2, known);
    cell[1] = real(interval->high > to ? to : interval->high, 2, known);
}

static void bars(struct build *build, const struct ikm_chart *chart,
                 struct ikm_section *section)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Nilai", "Value"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Batas bawah 95 %", "95 % low"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Batas atas 95 %", "95 % high"), IKM_ALIGN_RIGHT, 0},
    };
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), chart->n_bars);
    for (size_t i = 0; i < chart->n_bars; i++) {
        const struct ikm_bar *bar = &chart->bars[i];
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(bar->label);
        cell[1] = part_fixed(bar->value_hundredths, 2);
        if (bar->grade[0] != '\0')
            cell[2] = part_words(bar->grade);
        fill_interval(chart, cell + 3, &bar->ci95);
    }
    part_table_done(&table, section);
}

static void points(struct build *build, const struct ikm_chart *chart,
                   struct ikm_section *section)
{
    const enum ikm_lang lang = build->lang;
    const int is_trend = chart->kind == IKM_CHART_TREND;
    const struct ikm_report_column columns[] = {
        {is_trend ? ikm_say(lang, "Periode", "Period")
                  : ikm_say(lang, "Unsur", "Element"),
         IKM_ALIGN_LEFT, 1},
        {is_trend ? "" : chart->x.label, IKM_ALIGN_RIGHT, 0},
        {is_trend ? "IKM" : chart->y.label, IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Batas bawah 95 %", "95 % low"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Batas atas 95 %", "95 % high"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Keterangan", "Note"), IKM_ALIGN_LEFT, 1},
    };
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), chart->n_points);
    for (size_t i = 0; i < chart->n_points; i++) {
        const struct ikm_chart_point *point = &chart->points[i];
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(point->label);
        if (!point->has_value)
            continue;
        cell[1] = real(point->x, chart->x.decimals, !is_trend);
        cell[2] = real(point->y, 2, 1);
        if (is_trend)
            fill_interval(chart, cell + 3, &point->y95);
        if (point->is_published)
            cell[5] =
                part_words(ikm_say(lang, "angka terbitan", "published figure"));
    }
    part_table_done(&table, section);
}

static void stacks(struct build *build, const struct ikm_chart *chart,
                   struct ikm_section *section)
{
    struct ikm_report_column columns[IKM_MAX_SCALE + 2] = {
        {ikm_say(build->lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1}};
    for (size_t s = 0; s < chart->n_scores; s++)
        columns[s + 1] = (struct ikm_report_column){chart->score_label[s],
                                                    IKM_ALIGN_RIGHT, 0};
    columns[chart->n_scores + 1] = (struct ikm_report_column){
        ikm_say(build->lang, "Jawaban", "Answers"), IKM_ALIGN_RIGHT, 0};
    struct part_table table =
        part_table_make(build, columns, chart->n_scores + 2, chart->n_stacks);
    for (size_t i = 0; i < chart->n_stacks; i++) {
        const struct ikm_stack *stack = &chart->stacks[i];
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        cell[0] = part_words(stack->label);
        for (size_t s = 0; s < chart->n_scores; s++)
            cell[s + 1] = part_integer(stack->count[s]);
        cell[chart->n_scores + 1] = part_integer(stack->n);
    }
    part_table_done(&table, section);
}

enum ikm_status chart_table(const struct ikm_chart *chart, enum ikm_lang lang,
                            struct ikm_arena *arena,
                            struct ikm_table *ret_table, struct ikm_error *err)
{
    struct build build = {.lang = lang, .arena = arena};
    struct ikm_section section = {0};
    switch (chart->kind) {
    case IKM_CHART_BARS: bars(&build, chart, &section); break;
    case IKM_CHART_TREND:
    case IKM_CHART_SCATTER: points(&build, chart, &section); break;
    case IKM_CHART_STACKED: stacks(&build, chart, &section); break;
    }
    if (build.failed)
        return ikm_fail_memory(err);
    *ret_table = section.n_tables > 0 ? section.tables[0]
                                      : (struct ikm_table){.title = ""};
    return IKM_OK;
}

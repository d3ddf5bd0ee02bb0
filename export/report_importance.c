#include "export/report_internal.h"
#include "export/words.h"

static void fill_row(struct build *build, const struct ikm_result *result,
                     size_t e, struct ikm_report_cell *cell)
{
    const struct ikm_element_figures *element = &result->index.element[e];
    const struct ikm_weighed *weighed = result->weighed;
    const struct ikm_importance_item *item = &weighed->importance.item[e];
    struct ikm_text text = IKM_TEXT(build->arena);
    cell[0] = part_words(result->form->elements[e].code);
    if (element->n > 0)
        cell[1] = part_fixed(element->nrr_thousandths, 3);
    cell[2] = part_real(item->mean, 3, item->n > 0);
    cell[3] =
        part_real(100 * item->share, 1, item->reason == IKM_UNWEIGHED_NONE);
    cell[4] = part_real(weighed->conformity.element_tki[e], 1,
                        weighed->conformity.has_tki[e]);
    ikm_words_quadrant(&text, build->lang, &weighed->ipa.point[e]);
    if (text.length_bytes > 0)
        cell[5] = part_words(part_text(build, &text));
}

static void put_notes(struct build *build, const struct ikm_result *result,
                      struct ikm_section *section)
{
    struct ikm_text axes = IKM_TEXT(build->arena);
    struct ikm_text conformity = IKM_TEXT(build->arena);
    const char **note = part_take(build, 2, sizeof *note);
    if (!note)
        return;
    ikm_words_conformity(&conformity, build->lang, result);
    if (conformity.length_bytes > 0)
        note[section->n_notes++] = part_text(build, &conformity);
    ikm_words_axes(&axes, build->lang, result);
    if (axes.length_bytes > 0)
        note[section->n_notes++] = part_text(build, &axes);
    section->notes = note;
}

/* Of a share, or of a value on 25..100, onto the axis. */
static struct ikm_interval scaled(const struct ikm_interval *interval,
                                  double factor)
{
    return (struct ikm_interval){interval->is_defined, interval->low * factor,
                                 interval->high * factor};
}

static const char *title_of(struct build *build,
                            const struct ikm_element *known)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_printf(&text, "%s %s", known->code, known->name);
    return part_text(build, &text);
}

static struct ikm_chart_point
point_of(struct build *build, const struct ikm_result *result, size_t e)
{
    const struct ikm_element *known = &result->form->elements[e];
    const struct ikm_element_figures *element = &result->index.element[e];
    const struct ikm_importance_item *item =
        &result->weighed->importance.item[e];
    const enum ikm_quadrant quadrant = result->weighed->ipa.point[e].quadrant;
    return (struct ikm_chart_point){
        .label = title_of(build, known),
        .code = known->code,
        .has_value = quadrant != IKM_QUADRANT_NONE,
        .x = 100 * item->share,
        .y = (double)element->nrr_thousandths / 1000,
        .x95 = scaled(&item->ci95, 100),
        .y95 = scaled(&result->more[e].interval.ci95,
                      result->form->scale_max / 100.0),
        .grade = ikm_grade_letter(result->form, element->grade),
        .marked = quadrant == IKM_QUADRANT_A};
}

void report_ipa_chart(struct build *build, const struct ikm_result *result,
                      struct ikm_section *section)
{
    const enum ikm_lang lang = build->lang;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text subtitle = IKM_TEXT(build->arena);
    const size_t n = result->index.n_elements;
    struct ikm_chart *chart = part_take(build, 1, sizeof *chart);
    struct ikm_chart_point *points = part_take(build, n, sizeof *points);
    if (!chart || !points)
        return;
    for (size_t e = 0; e < n; e++)
        points[e] = point_of(build, result, e);
    ikm_text_say(&subtitle, lang,
                 "Kepentingan dan kinerja tiap unsur dengan rentang 95 %%, "
                 "%lld responden, %s",
                 "Importance and performance of each element with their 95 %% "
                 "intervals, %lld respondents, %s",
                 (long long)result->ledger.used,
                 ikm_period_words(&result->period, lang, period));
    *chart = (struct ikm_chart){
        .kind = IKM_CHART_SCATTER,
        .title = section->finding,
        .subtitle = part_text(build, &subtitle),
        .axis_from_hundredths = 100,
        .axis_to_hundredths = 100 * (int64_t)result->form->scale_max,
        .n_points = n,
        .points = points,
        .x = {ikm_say(lang, "Kepentingan (% dari semua unsur)",
                      "Importance (% of all elements)"),
              1, 100 * result->weighed->ipa.axis_importance},
        .y = {ikm_say(lang, "Kinerja (NRR)", "Performance (NRR)"), 2,
              result->weighed->ipa.axis_performance},
        .quadrant = {ikm_words_quadrant_name(lang, IKM_QUADRANT_D),
                     ikm_words_quadrant_name(lang, IKM_QUADRANT_B),
                     ikm_words_quadrant_name(lang, IKM_QUADRANT_C),
                     ikm_words_quadrant_name(lang, IKM_QUADRANT_A)}};
    section->charts = chart;
    section->n_charts = 1;
}

static void put_ipa(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const size_t n = result->index.n_elements;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {"NRR", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Penting", "Stated"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kepentingan %", "Importance %"), IKM_ALIGN_RIGHT, 0},
        {"Tki %", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kuadran", "Quadrant"), IKM_ALIGN_LEFT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    ikm_words_importance(&finding, lang, result);
    struct ikm_section *section = part_section(
        build,
        ikm_say(lang, "Kepentingan dan kinerja", "Importance and performance"),
        part_text(build, &finding));
    section->key = "importance";
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
    put_notes(build, result, section);
    report_ipa_chart(build, result, section);
}

static void fill_gap(struct build *build, const struct ikm_result *result,
                     size_t e, struct ikm_report_cell *cell)
{
    const struct ikm_gap *gap = &result->weighed->gaps->element[e];
    struct ikm_text range = IKM_TEXT(build->arena);
    struct ikm_text p = IKM_TEXT(build->arena);
    cell[0] = part_words(result->form->elements[e].code);
    cell[1] = part_integer(gap->n);
    if (gap->n == 0)
        return;
    cell[2] = part_real(gap->perception, 3, 1);
    cell[3] = part_real(gap->expectation, 3, 1);
    cell[4] = part_real(gap->difference, 2, 1);
    cell[4].is_signed = 1;
    if (gap->ci95.is_defined) {
        ikm_words_real(&range, build->lang, gap->ci95.low, 2);
        ikm_text_say(&range, build->lang, " s.d. ", " to ");
        ikm_words_real(&range, build->lang, gap->ci95.high, 2);
        cell[5] = part_words(part_text(build, &range));
    }
    if (gap->p_holm.is_defined) {
        ikm_words_p(&p, build->lang, gap->p_holm.p);
        cell[6] = part_words(part_text(build, &p));
    }
}

static void put_gaps(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const size_t n = result->index.n_elements;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {"n", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kinerja", "Perceived"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Harapan", "Expected"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Selisih", "Gap"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Rentang 95 %", "95 % interval"), IKM_ALIGN_RIGHT, 0},
        {"p", IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    ikm_words_gaps(&finding, lang, result);
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Kinerja dan harapan", "Perceived and expected"),
        part_text(build, &finding));
    section->key = "gap";
    if (result->weighed->gaps->n_gaps == 0 || !note)
        return;
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), n);
    for (size_t e = 0; e < n; e++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_gap(build, result, e, cell);
    }
    part_table_done(&table, section);
    note[0] = ikm_say(lang,
                      "Dari lembar yang menjawab keduanya; uji t berpasangan, "
                      "koreksi Holm.",
                      "Of the sheets that answered both; paired t, Holm's "
                      "correction.");
    section->notes = note;
    section->n_notes = 1;
}

void report_importance(struct build *build, const struct ikm_result *result)
{
    if (result->index.reason != IKM_REASON_NONE)
        return;
    put_ipa(build, result);
    if (result->weighed->gaps)
        put_gaps(build, result);
}

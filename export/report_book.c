#include <inttypes.h>

#include "export/report_internal.h"
#include "export/words.h"

/* Every column stays, so that charts find theirs. */
static void keep_table(struct part_table *table, struct ikm_section *section)
{
    struct ikm_table *made = part_take(table->build, 1, sizeof *made);
    if (!made || table->n_rows == 0)
        return;
    *made = (struct ikm_table){.title = "",
                               .n_columns = table->n_columns,
                               .n_rows = table->n_rows,
                               .columns = table->column,
                               .row_kind = table->row_kind,
                               .cells = table->cells};
    section->tables = made;
    section->n_tables = 1;
}

static void add_note(struct build *build, struct ikm_section *section,
                     const char *note)
{
    const char **notes = part_take(build, section->n_notes + 1, sizeof *notes);
    if (!notes || note[0] == '\0')
        return;
    for (size_t i = 0; i < section->n_notes; i++)
        notes[i] = section->notes[i];
    notes[section->n_notes++] = note;
    section->notes = notes;
}

static const char *period_words(struct build *build,
                                const struct ikm_period *period)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_put(&text, ikm_period_words(period, build->lang, words));
    return part_text(build, &text);
}

/* ---- Tren ---- */

enum { TREND_FIXED_COLUMNS = IKM_BOOK_TREND_CUTOFF };

static const struct ikm_result *result_of(const struct ikm_analysis *periods,
                                          const struct ikm_trend_value *point)
{
    for (size_t i = 0; i < periods->n_results && !point->is_published; i++)
        if (ikm_date_compare(periods->results[i].period.from,
                             point->period.from) == 0)
            return &periods->results[i];
    return NULL;
}

static void fill_period(struct build *build, const struct ikm_analysis *periods,
                        const struct ikm_trend_value *point, size_t i,
                        struct ikm_report_cell *cell)
{
    const struct ikm_form *form = periods->trends[0].form;
    const struct ikm_result *result = result_of(periods, point);
    cell[0] = part_integer((int64_t)i + 1);
    cell[IKM_BOOK_TREND_PERIOD] =
        part_words(period_words(build, &point->period));
    if (result)
        cell[IKM_BOOK_TREND_N] = part_integer(result->ledger.used);
    cell[IKM_BOOK_TREND_IKM] = part_fixed(point->value_hundredths, 2);
    cell[IKM_BOOK_TREND_GRADE] = part_grade(form, point->grade);
    cell[IKM_BOOK_TREND_LOW] =
        part_real(point->ci95.low, 2, point->ci95.is_defined);
    cell[IKM_BOOK_TREND_HIGH] =
        part_real(point->ci95.high, 2, point->ci95.is_defined);
    if (result)
        cell[IKM_BOOK_TREND_CHANGE] =
            part_real(result->change.difference, 2, result->change.known);
    cell[IKM_BOOK_TREND_SOURCE] = part_words(
        point->is_published
            ? ikm_say(build->lang, "pernah diumumkan", "published earlier")
            : ikm_say(build->lang, "dari respons", "from responses"));
    for (size_t c = 0; c + 1 < form->n_classes; c++)
        cell[IKM_BOOK_TREND_CUTOFF + c] =
            part_fixed(form->classes[c].lower_hundredths, 2);
}

static size_t trend_columns(struct build *build, const struct ikm_form *form,
                            struct ikm_report_column *columns)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column first[TREND_FIXED_COLUMNS] = {
        {"No", IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Periode", "Period"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Responden", "Respondents"), IKM_ALIGN_RIGHT, 0},
        {"IKM", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "95 % dari", "95 % from"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "95 % sampai", "95 % to"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Perubahan", "Change"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Asal angka", "Source"), IKM_ALIGN_LEFT, 0}};
    size_t n = 0;
    for (; n < TREND_FIXED_COLUMNS; n++)
        columns[n] = first[n];
    for (size_t c = 0;
         c + 1 < form->n_classes && n < (size_t)IKM_TABLE_MAX_COLUMNS; c++) {
        struct ikm_text text = IKM_TEXT(build->arena);
        ikm_text_say(&text, lang, "Batas %s", "%s from",
                     form->classes[c].grade);
        columns[n++] = (struct ikm_report_column){part_text(build, &text),
                                                  IKM_ALIGN_RIGHT, 0};
    }
    return n;
}

/* From a round number below everything that is shown. */
static int64_t lowest_shown(const struct ikm_trend_told *told)
{
    int64_t lowest = 10000;
    for (size_t i = 0; i < told->n_points; i++)
        if (told->points[i].value_hundredths < lowest)
            lowest = told->points[i].value_hundredths;
    const int64_t ten = lowest / 1000 * 1000 - 1000;
    return ten < 0 ? 0 : ten;
}

static void put_trend(struct build *build, const struct ikm_analysis *periods)
{
    const struct ikm_trend_told *told =
        periods->n_trends > 0 ? &periods->trends[0] : NULL;
    struct ikm_report_column columns[IKM_TABLE_MAX_COLUMNS];
    struct ikm_text finding = IKM_TEXT(build->arena);
    struct ikm_chart *chart = part_take(build, 1, sizeof *chart);
    struct ikm_section *section = part_section(
        build, ikm_say(build->lang, "Tren IKM", "Trend of the IKM"), "");
    section->key = "book-trend";
    if (!chart || !told || told->n_points == 0)
        return;
    ikm_words_trend(&finding, build->lang, told);
    section->finding = part_text(build, &finding);
    const size_t n_columns = trend_columns(build, told->form, columns);
    struct part_table table =
        part_table_make(build, columns, n_columns, told->n_points);
    for (size_t i = 0; i < told->n_points; i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_period(build, periods, &told->points[i], i, cell);
    }
    keep_table(&table, section);
    /* its points are the table's */
    chart->kind = IKM_CHART_TREND;
    chart->title = ikm_say(build->lang, "IKM tiap periode", "IKM by period");
    chart->subtitle = "";
    chart->axis_from_hundredths = lowest_shown(told);
    chart->axis_to_hundredths = 10000;
    section->charts = chart;
    section->n_charts = 1;
}

/* ---- IPA ---- */

static void fill_element(struct build *build, const struct ikm_result *result,
                         size_t e, struct ikm_report_cell *cell)
{
    const struct ikm_element *known = &result->form->elements[e];
    const struct ikm_ipa_point *point = &result->weighed->ipa.point[e];
    struct ikm_text words = IKM_TEXT(build->arena);
    cell[0] = part_words(known->code);
    cell[IKM_BOOK_IPA_NAME] = part_words(known->name);
    if (point->quadrant == IKM_QUADRANT_NONE) {
        cell[IKM_BOOK_IPA_SHARE] = part_words("-");
        cell[IKM_BOOK_IPA_NRR] = part_words("-");
    } else {
        cell[IKM_BOOK_IPA_SHARE] =
            part_real(100 * result->weighed->importance.item[e].share, 2, 1);
        cell[IKM_BOOK_IPA_NRR] =
            part_fixed(result->index.element[e].nrr_thousandths, 3);
    }
    ikm_words_quadrant(&words, build->lang, point);
    cell[IKM_BOOK_IPA_QUADRANT] = part_words(part_text(build, &words));
}

static void put_ipa(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Kepentingan %", "Importance %"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "NRR", "Mean (NRR)"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kuadran", "Quadrant"), IKM_ALIGN_LEFT, 1}};
    struct ikm_text finding = IKM_TEXT(build->arena);
    struct ikm_text axes = IKM_TEXT(build->arena);
    const size_t k = result->index.n_elements;
    ikm_words_importance(&finding, lang, result);
    struct ikm_section *section =
        part_section(build,
                     ikm_say(lang, "Kepentingan dan kinerja (IPA)",
                             "Importance and performance (IPA)"),
                     part_text(build, &finding));
    section->key = "book-ipa";
    if (result->index.reason != IKM_REASON_NONE ||
        result->weighed->ipa.n_points < 2)
        return;
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), k);
    for (size_t e = 0; e < k; e++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_element(build, result, e, cell);
    }
    keep_table(&table, section);
    ikm_words_axes(&axes, lang, result);
    add_note(build, section, part_text(build, &axes));
    add_note(build, section,
             ikm_say(lang, "Garis tegak pada tiap titik: rentang 95 % NRR-nya.",
                     "The upright line at a point: the 95 % interval of its "
                     "mean."));
    report_ipa_chart(build, result, section);
}

/* ---- RTL ---- */

static const char *verdict_words(struct build *build,
                                 const struct ikm_plan_line *line)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_put(&text, ikm_verdict_words(build->lang, line->verdict));
    if (line->verdict != IKM_VERDICT_OPEN)
        ikm_text_printf(&text, ", %s",
                        ikm_period_words(&line->measured, build->lang, period));
    if (line->verdict != IKM_VERDICT_OPEN && line->n_now > 0 &&
        line->n_before > 0) {
        ikm_text_put(&text, " (");
        ikm_words_change(&text, build->lang, line->difference, 2);
        ikm_text_put(&text, ")");
    }
    return part_text(build, &text);
}

static const char *quarter_words(struct build *build,
                                 const struct ikm_plan_item *item)
{
    static const char *const roman[] = {"I", "II", "III", "IV"};
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_printf(&text, "TW %s %" PRId32, roman[item->quarter_from % 4],
                    item->quarter_from / 4);
    if (item->quarter_to != item->quarter_from)
        ikm_text_printf(&text, " - TW %s %" PRId32, roman[item->quarter_to % 4],
                        item->quarter_to / 4);
    return part_text(build, &text);
}

static void fill_plan(struct build *build, const struct ikm_plan_line *line,
                      struct ikm_report_cell *cell)
{
    const struct ikm_plan_item *item = line->item;
    const struct ikm_element *element = &line->form->elements[line->element];
    char day[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text name = IKM_TEXT(build->arena);
    struct ikm_text since = IKM_TEXT(build->arena);
    ikm_text_printf(&name, "%s %s", element->code, element->name);
    if (item->status_date.year > 0)
        ikm_text_put(&since,
                     ikm_date_words(item->status_date, build->lang, day));
    cell[0] = part_integer(item->item_id);
    cell[1] = part_words(line->unit->name);
    cell[2] = part_words(part_text(build, &name));
    cell[3] = part_words(item->cause);
    cell[4] = part_words(item->programme);
    cell[5] = part_words(quarter_words(build, item));
    cell[6] = part_words(item->in_charge);
    cell[7] = part_words(ikm_plan_status_words(build->lang, item->status));
    cell[8] = part_words(part_text(build, &since));
    cell[9] = part_words(item->note);
    cell[10] = part_words(item->evidence);
    cell[11] = part_words(verdict_words(build, line));
}

static const char *plan_finding(enum ikm_lang lang, int is_planned)
{
    return is_planned
               ? ikm_say(lang,
                         "Yang direncanakan atas hasil periode ini, dan apa "
                         "hasilnya",
                         "What was planned on the results of this period, and "
                         "what came of it")
               : ikm_say(lang,
                         "Belum ada rencana atas hasil periode ini; tambahkan "
                         "dengan ikm plan add.",
                         "Nothing is planned on the results of this period "
                         "yet; add it with ikm plan add.");
}

static void put_plan(struct build *build, const struct ikm_plan_view *plan)
{
    static const char *const heads[][2] = {
        {"No", "No"},
        {"Unit", "Unit"},
        {"Prioritas unsur", "Element"},
        {"Sebab", "Cause"},
        {"Program / kegiatan", "Programme"},
        {"Waktu", "When"},
        {"Penanggung jawab", "In charge"},
        {"Status", "Status"},
        {"Sejak", "Since"},
        {"Deskripsi", "Note"},
        {"Dokumentasi", "Evidence"},
        {"Hasil pada periode berikutnya", "Result in the next period"}};
    const enum ikm_lang lang = build->lang;
    struct ikm_report_column columns[IKM_COUNT(heads)];
    struct ikm_text score = IKM_TEXT(build->arena);
    for (size_t i = 0; i < IKM_COUNT(heads); i++)
        columns[i] = (struct ikm_report_column){
            ikm_say(lang, heads[i][0], heads[i][1]), IKM_ALIGN_LEFT, i > 0};
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Rencana tindak lanjut", "Follow-up plan"),
        plan_finding(lang, plan->n_lines > 0));
    section->key = "book-plan";
    if (plan->n_lines == 0)
        return;
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), plan->n_lines);
    for (size_t i = 0; i < plan->n_lines; i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_plan(build, &plan->lines[i], cell);
    }
    keep_table(&table, section);
    ikm_words_plan_score(&score, lang, &plan->score);
    if (plan->score.n_done > 0) {
        ikm_text_put(&score, " ");
        ikm_words_plan_speed(&score, lang, &plan->score);
    }
    add_note(build, section, part_text(build, &score));
}

enum ikm_status ikm_report_of_book(const struct ikm_result *result,
                                   const struct ikm_analysis *periods,
                                   const struct ikm_plan_view *plan,
                                   enum ikm_lang lang, struct ikm_arena *arena,
                                   struct ikm_report *ret_report,
                                   struct ikm_error *err)
{
    struct build build = {.analysis = periods, .lang = lang, .arena = arena};
    put_trend(&build, periods);
    put_ipa(&build, result);
    put_plan(&build, plan);
    if (build.failed)
        return ikm_fail_memory(err);
    *ret_report = (struct ikm_report){.lang = lang,
                                      .title = "",
                                      .subtitle = "",
                                      .n_sections = build.n_sections,
                                      .sections = build.section};
    return IKM_OK;
}

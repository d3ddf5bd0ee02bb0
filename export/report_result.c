#include "export/report_internal.h"
#include "export/words.h"

static void put_figures(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_index *index = &result->index;
    const struct ikm_report_column columns[] = {
        {"IKM", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Indeks", "Index"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Perubahan", "Change"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Responden", "Respondents"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Minimal", "Required"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Dilayani", "Served"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Galat 95 %", "Margin 95 %"), IKM_ALIGN_RIGHT, 0},
    };
    const struct ikm_interval *ci95 = &result->certainty.interval.ci95;
    struct ikm_text finding = IKM_TEXT(build->arena);
    ikm_words_headline(&finding, lang, result);
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Hasil", "Result"), part_text(build, &finding));
    section->key = "result";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), 1);
    struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
    if (!cell)
        return;
    if (index->reason == IKM_REASON_NONE) {
        cell[0] = part_fixed(index->value_hundredths, 2);
        cell[1] = part_grade(result->form, index->grade);
        cell[2] = (struct ikm_report_cell){
            .kind = IKM_CELL_REAL, .real = index->index, .decimals = 4};
    }
    cell[3] = part_change(&result->change);
    cell[4] = part_integer(result->ledger.used);
    if (result->sample.population >= 0) {
        cell[5] = part_integer(result->sample.required);
        cell[6] = part_integer(result->sample.population);
    }
    if (ci95->is_defined) /* t * se: the interval is symmetric */
        cell[7] = (struct ikm_report_cell){.kind = IKM_CELL_REAL,
                                           .real = (ci95->high - ci95->low) / 2,
                                           .decimals = 2};
    part_table_done(&table, section);
    report_certainty_notes(build, result, section);
}

/* All alike and of the best class: then nothing comes first. */
static int is_flat(const struct ikm_result *result)
{
    const struct ikm_index *index = &result->index;
    for (size_t e = 0; e < index->n_elements; e++)
        if (index->element[e].rank != 1 || index->element[e].grade > 0)
            return 0;
    return 1;
}

static const char *point_of(struct build *build,
                            const struct ikm_result *result, size_t i)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const size_t e = result->priorities[i].element;
    const char *remedy =
        ikm_words_remedy(build->lang, result->form->elements[e].remedy);
    ikm_words_priority(&text, build->lang, result, i);
    if (remedy[0] != '\0')
        ikm_text_say(&text, build->lang, ". Perbaikan: %s.", ". Remedy: %s.",
                     remedy);
    else
        ikm_text_put(&text, ".");
    return part_text(build, &text);
}

static void put_priorities(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    struct ikm_text finding = IKM_TEXT(build->arena);
    if (result->n_priorities == 0)
        return;
    ikm_words_weakest(&finding, lang, result);
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Yang perlu didahulukan", "What comes first"),
        part_text(build, &finding));
    section->key = "priorities";
    const char **points =
        part_take(build, result->n_priorities, sizeof *points);
    if (!points || is_flat(result))
        return;
    for (size_t i = 0; i < result->n_priorities; i++)
        points[i] = point_of(build, result, i);
    section->points = points;
    section->n_points = result->n_priorities;
}

/* ---- elements ---- */

static void fill_element(struct ikm_report_cell *cell,
                         const struct ikm_result *result, size_t e)
{
    const struct ikm_element *known = &result->form->elements[e];
    const struct ikm_element_figures *element = &result->index.element[e];
    cell[0] = part_words(known->code);
    cell[1] = part_words(known->name);
    cell[2] = part_integer(element->n);
    if (element->n == 0)
        return;
    cell[3] = part_fixed(element->nrr_thousandths, 3);
    cell[4] = part_fixed(element->value_hundredths, 2);
    cell[5] = part_grade(result->form, element->grade);
    cell[6] = part_integer(element->rank);
    cell[7] = part_change(&result->more[e].change);
}

/* Indexes of the elements with answers, best first, ties as in the form. */
static size_t sort_elements(const struct ikm_index *index, size_t *ret_order)
{
    size_t n = 0;
    for (size_t e = 0; e < index->n_elements; e++) {
        if (index->element[e].n == 0)
            continue;
        size_t at = n++;
        for (; at > 0 &&
               index->element[ret_order[at - 1]].rank > index->element[e].rank;
             at--)
            ret_order[at] = ret_order[at - 1];
        ret_order[at] = e;
    }
    return n;
}

static size_t make_bars(struct build *build, const struct ikm_result *result,
                        const struct ikm_bar **ret_bars)
{
    size_t order[IKM_MAX_ELEMENTS] = {0};
    const size_t n = sort_elements(&result->index, order);
    struct ikm_bar *bars = part_take(build, n, sizeof *bars);
    *ret_bars = bars;
    if (!bars)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const struct ikm_element_figures *element =
            &result->index.element[order[i]];
        bars[i] = (struct ikm_bar){
            .label = result->form->elements[order[i]].name,
            .value_hundredths = element->value_hundredths,
            .grade = ikm_grade_letter(result->form, element->grade),
            .marked = (element->flags & IKM_FLAG_THREE_LOWEST) != 0,
            .ci95 = result->more[order[i]].interval.ci95};
    }
    return n;
}

static void put_chart(struct build *build, const struct ikm_result *result,
                      struct ikm_section *section)
{
    const struct ikm_index *index = &result->index;
    const int is_defined = index->reason == IKM_REASON_NONE;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text title = IKM_TEXT(build->arena);
    struct ikm_text subtitle = IKM_TEXT(build->arena);
    struct ikm_chart *chart = part_take(build, 1, sizeof *chart);
    if (!chart)
        return;
    ikm_words_weakest(&title, build->lang, result);
    ikm_text_say(&subtitle, build->lang,
                 "Nilai tiap unsur (NRR x %d), %lld responden, %s",
                 "Value of each element (NRR x %d), %lld respondents, %s",
                 100 / result->form->scale_max, (long long)result->ledger.used,
                 ikm_period_words(&result->period, build->lang, period));
    chart->title = part_text(build, &title);
    chart->subtitle = part_text(build, &subtitle);
    chart->axis_from_hundredths = 10000 / result->form->scale_max;
    chart->axis_to_hundredths = 10000;
    chart->n_bars = make_bars(build, result, &chart->bars);
    chart->n_cutoffs = part_cutoffs(build, result->form, &chart->cutoffs);
    chart->has_mean = is_defined;
    chart->mean = (struct ikm_chart_line){
        "IKM", is_defined ? index->value_hundredths : 0};
    section->charts = chart;
    section->n_charts = 1;
}

static void put_elements(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_index *index = &result->index;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Kode", "Code"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Jawaban", "Answers"), IKM_ALIGN_RIGHT, 0},
        {"NRR", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Nilai", "Value"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {ikm_say(lang, "Urutan", "Rank"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Beda NRR", "NRR change"), IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_section *section =
        part_section(build, ikm_say(lang, "Nilai per unsur", "Elements"), "");
    section->key = "elements";
    struct part_table table = part_table_make(
        build, columns, IKM_COUNT(columns), index->n_elements + 1);
    for (size_t e = 0; e < index->n_elements; e++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (cell)
            fill_element(cell, result, e);
    }
    struct ikm_report_cell *total = part_table_row(&table, IKM_ROW_TOTAL);
    if (total && index->reason == IKM_REASON_NONE) {
        total[1] = part_words("IKM");
        total[4] = part_fixed(index->value_hundredths, 2);
        total[5] = part_grade(result->form, index->grade);
    } else if (total) {
        table.n_rows--;
    }
    part_table_done(&table, section);
    put_chart(build, result, section);
}

/* ---- causes, ledger ---- */

enum { CAUSES_TOLD = 3 }; /* of one element; the JSON has them all */

static size_t causes_told(const struct ikm_result *result, size_t priority)
{
    const size_t n =
        result->more[result->priorities[priority].element].n_causes;
    return n < CAUSES_TOLD ? n : CAUSES_TOLD;
}

/* Why the elements to mend first were scored low. */
static void put_causes(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Sebab", "Cause"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Disebut", "Named"), IKM_ALIGN_RIGHT, 0},
    };
    size_t n = 0;
    for (size_t i = 0; i < result->n_priorities; i++)
        n += causes_told(result, i);
    if (n == 0)
        return;
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Sebab nilai rendah", "Causes of low scores"), "");
    section->key = "causes";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), n);
    for (size_t p = 0; p < result->n_priorities; p++) {
        const size_t e = result->priorities[p].element;
        const struct ikm_element_more *more = &result->more[e];
        for (size_t i = 0; i < causes_told(result, p); i++) {
            struct ikm_report_cell *cell =
                part_table_row(&table, IKM_ROW_PLAIN);
            if (!cell)
                return;
            cell[0] = part_words(result->form->elements[e].name);
            cell[1] = part_words(more->causes[i].text);
            cell[2] = part_integer(more->causes[i].count);
        }
    }
    part_table_done(&table, section);
}

static void note_combined(struct build *build, const struct ikm_result *result,
                          struct ikm_section *section)
{
    char pooled[32], mean[32];
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **note = part_take(build, 1, sizeof *note);
    if (!note || result->combined.mean_hundredths < 0 ||
        result->index.reason != IKM_REASON_NONE)
        return;
    ikm_text_say(
        &text, build->lang,
        "IKM %s dihitung dari semua responden bersama; rata-rata sederhana "
        "dari %lld unit: %s.",
        "The IKM %s is pooled over all respondents; the simple mean of %lld "
        "units is %s.",
        ikm_words_fixed(build->lang, result->index.value_hundredths, 2, pooled),
        (long long)result->combined.n_units,
        ikm_words_fixed(build->lang, result->combined.mean_hundredths, 2,
                        mean));
    note[0] = part_text(build, &text);
    section->notes = note;
    section->n_notes = 1;
}

static const char *score_words(struct build *build, size_t score,
                               size_t n_scores)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_printf(&text, "%zu", score);
    if (score == 1)
        ikm_text_say(&text, build->lang, " (terendah)", " (lowest)");
    else if (score == n_scores)
        ikm_text_say(&text, build->lang, " (tertinggi)", " (highest)");
    return part_text(build, &text);
}

/* "1.234 dari 2.120 jawaban ...": the share of the upper half of the scale. */
static const char *answers_title(struct build *build,
                                 const struct ikm_result *result)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const int scale = result->form->scale_max;
    int64_t upper = 0, all = 0;
    for (size_t e = 0; e < result->index.n_elements; e++) {
        all += result->index.element[e].n;
        for (int s = scale / 2 + scale % 2; s < scale; s++)
            upper += result->index.element[e].count[s];
    }
    ikm_text_say(&text, build->lang,
                 "%lld dari %lld jawaban bernilai %d atau lebih.",
                 "%lld of %lld answers score %d or more.", (long long)upper,
                 (long long)all, scale / 2 + scale % 2 + 1);
    return part_text(build, &text);
}

/* How often each score was given to each element: diverging bars. */
static void put_answers(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text subtitle = IKM_TEXT(build->arena);
    const size_t n_scores = (size_t)result->form->scale_max;
    struct ikm_chart *chart = part_take(build, 1, sizeof *chart);
    const char **score = part_take(build, n_scores, sizeof *score);
    struct ikm_stack *stack =
        part_take(build, result->index.n_elements, sizeof *stack);
    if (!chart || !score || !stack)
        return;
    for (size_t e = 0; e < result->index.n_elements; e++) {
        const struct ikm_element_figures *element = &result->index.element[e];
        if (element->n > 0)
            stack[chart->n_stacks++] =
                (struct ikm_stack){.label = result->form->elements[e].name,
                                   .code = result->form->elements[e].code,
                                   .n = element->n,
                                   .count = element->count};
    }
    if (chart->n_stacks == 0)
        return;
    for (size_t s = 0; s < n_scores; s++)
        score[s] = score_words(build, s + 1, n_scores);
    ikm_text_say(&subtitle, lang,
                 "Jawaban tiap unsur menurut skor, %lld responden, %s",
                 "Answers to each element by score, %lld respondents, %s",
                 (long long)result->ledger.used,
                 ikm_period_words(&result->period, lang, period));
    chart->kind = IKM_CHART_STACKED;
    chart->title = answers_title(build, result);
    chart->subtitle = part_text(build, &subtitle);
    chart->stacks = stack;
    chart->n_scores = n_scores;
    chart->score_label = score;
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Sebaran jawaban", "Answers by score"), "");
    section->key = "answers";
    section->charts = chart;
    section->n_charts = 1;
}

static void put_ledger(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Diterima", "Received"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Dipakai", "Used"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Tidak lengkap", "Partial"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Dibatalkan", "Void"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Dikecualikan", "Excluded"), IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_section *section =
        part_section(build, ikm_say(lang, "Respons", "Responses"), "");
    section->key = "ledger";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), 1);
    struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
    if (!cell)
        return;
    cell[0] = part_integer(result->ledger.received);
    cell[1] = part_integer(result->ledger.used);
    cell[2] = part_integer(result->ledger.partial);
    cell[3] = part_integer(result->ledger.n_void);
    cell[4] = part_integer(result->ledger.excluded);
    part_table_done(&table, section);
    note_combined(build, result, section);
}

void report_result(struct build *build, const struct ikm_result *result)
{
    put_figures(build, result);
    put_priorities(build, result);
    report_what_if(build, result);
    report_trend(build, result->form);
    put_elements(build, result);
    report_element_certainty(build, result);
    put_answers(build, result);
    report_importance(build, result);
    put_causes(build, result);
    report_mix(build, result);
    report_reach(build, result);
    report_reliability(build, result);
    put_ledger(build, result);
}

#include <inttypes.h>
#include <string.h>

#include "export/document_internal.h"

static const struct ikm_table *finish(struct part_table *table)
{
    struct ikm_section section = {0};
    part_table_done(table, &section);
    return section.n_tables > 0 ? section.tables : NULL;
}

static struct ikm_report_cell share(int64_t n, int64_t of)
{
    return part_real(of > 0 ? 100.0 * (double)n / (double)of : 0, 1, of > 0);
}

const struct ikm_table *doc_people(struct doc *doc, enum ikm_by by,
                                   size_t *ret_hidden)
{
    const enum ikm_lang lang = doc->lang;
    const struct ikm_analysis *groups = &doc->material->by[by];
    const struct ikm_report_column columns[] = {
        {ikm_words_by(lang, by), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Jumlah", "Number"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Persen", "Percent"), IKM_ALIGN_RIGHT, 0},
    };
    const int64_t all = doc->result->ledger.used;
    *ret_hidden = 0;
    if (!doc->material->has_by[by])
        return NULL;
    struct part_table table = part_table_make(
        &doc->build, columns, IKM_COUNT(columns), groups->n_results);
    for (size_t i = 0; i < groups->n_results; i++) {
        const struct ikm_result *result = &groups->results[i];
        *ret_hidden += (size_t)result->is_uncounted;
        struct ikm_report_cell *cell =
            result->ledger.used > 0 ? part_table_row(&table, IKM_ROW_PLAIN)
                                    : NULL;
        if (!cell)
            continue;
        cell[0] = part_words(result->group);
        cell[1] = part_integer(result->ledger.used);
        cell[2] = share(result->ledger.used, all);
    }
    return finish(&table);
}

/* ---- services ---- */

static void fill_means(const struct ikm_result *result,
                       struct ikm_report_cell *cell)
{
    const struct ikm_index *index = &result->index;
    const size_t k = index->n_elements;
    cell[0] = part_integer(result->ledger.used);
    for (size_t e = 0; e < k; e++)
        if (index->element[e].n > 0)
            cell[e + 1] = part_fixed(index->element[e].nrr_thousandths, 3);
    if (index->reason != IKM_REASON_NONE)
        return;
    cell[k + 1] = part_fixed(index->value_hundredths, 2);
    if (index->grade != IKM_CLASS_NONE)
        cell[k + 2] = part_words(ikm_grade_letter(result->form, index->grade));
}

const struct ikm_table *doc_services(struct doc *doc)
{
    struct ikm_report_column columns[IKM_TABLE_MAX_COLUMNS];
    const struct ikm_analysis *services = &doc->material->by[IKM_BY_SERVICE];
    const struct ikm_form *form = doc->result->form;
    const size_t k = form->n_elements;
    if (!doc->material->has_by[IKM_BY_SERVICE] || k + 4 > IKM_TABLE_MAX_COLUMNS)
        return NULL;
    columns[0] = (struct ikm_report_column){
        ikm_words_by(doc->lang, IKM_BY_SERVICE), IKM_ALIGN_LEFT, 1};
    columns[1] = (struct ikm_report_column){"n", IKM_ALIGN_RIGHT, 0};
    for (size_t e = 0; e < k; e++)
        columns[e + 2] = (struct ikm_report_column){form->elements[e].code,
                                                    IKM_ALIGN_RIGHT, 0};
    columns[k + 2] = (struct ikm_report_column){"IKM", IKM_ALIGN_RIGHT, 0};
    columns[k + 3] = (struct ikm_report_column){
        ikm_say(doc->lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0};
    struct part_table table =
        part_table_make(&doc->build, columns, k + 4, services->n_results + 1);
    for (size_t i = 0; i < services->n_results; i++) {
        const struct ikm_result *result = &services->results[i];
        struct ikm_report_cell *cell =
            result->is_hidden || result->ledger.used > 0
                ? part_table_row(&table, IKM_ROW_PLAIN)
                : NULL;
        if (!cell)
            continue;
        cell[0] = part_words(result->group);
        if (!result->is_hidden)
            fill_means(result, cell + 1);
    }
    struct ikm_report_cell *total = part_table_row(&table, IKM_ROW_TOTAL);
    if (total) {
        total[0] = part_words(
            ikm_say(doc->lang, "Rerata IKM per unsur", "Mean of each element"));
        fill_means(doc->result, total + 1);
    }
    return finish(&table);
}

/* ---- collection ---- */

static int day_of_week(struct ikm_date date)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const int y = date.year - (date.month < 3);
    return (y + y / 4 - y / 100 + y / 400 + shift[date.month - 1] + date.day) %
           7;
}

static int64_t working_days(const struct ikm_period *period)
{
    struct ikm_date day = period->from;
    int64_t n = 0;
    while (ikm_date_compare(day, period->to) <= 0) {
        const int of_week = day_of_week(day);
        n += of_week != 0 && of_week != 6;
        if (day.day < ikm_days_in_month(day.year, day.month)) {
            day.day++;
        } else {
            day.day = 1;
            day.year = (int16_t)(day.year + day.month / 12);
            day.month = (uint8_t)(day.month % 12 + 1);
        }
    }
    return n;
}

static const char *window_of(struct doc *doc)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    const struct ikm_period range = {IKM_PERIOD_RANGE, doc->result->period.from,
                                     doc->result->period.to};
    ikm_text_put(&text, ikm_period_words(&range, doc->lang, words));
    return part_text(&doc->build, &text);
}

const struct ikm_table *doc_schedule(struct doc *doc)
{
    const enum ikm_lang lang = doc->lang;
    const struct ikm_period *period = &doc->result->period;
    const struct ikm_report_column columns[] = {
        {"No", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Kegiatan", "What"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Waktu", "When"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Jumlah hari kerja", "Working days"), IKM_ALIGN_RIGHT,
         0},
    };
    const char *const rows[] = {
        ikm_say(lang, "Persiapan", "Preparation"),
        ikm_say(lang, "Pengumpulan data", "Collection"),
        ikm_say(lang, "Pengolahan dan analisis", "Processing"),
        ikm_say(lang, "Penyusunan laporan", "Report")};
    struct part_table table = part_table_make(
        &doc->build, columns, IKM_COUNT(columns), IKM_COUNT(rows));
    for (size_t i = 0; i < IKM_COUNT(rows); i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            break;
        cell[0] = part_integer((int64_t)i + 1);
        cell[1] = part_words(rows[i]);
        if (i == 1 && period->kind != IKM_PERIOD_ALL) {
            cell[2] = part_words(window_of(doc));
            cell[3] = part_integer(working_days(period));
        }
        if (i + 1 == IKM_COUNT(rows))
            cell[2] = part_words(doc->made);
    }
    return finish(&table);
}

const struct ikm_table *doc_sample(struct doc *doc)
{
    const enum ikm_lang lang = doc->lang;
    const struct ikm_sample_figures *sample = &doc->result->sample;
    const struct ikm_ledger *ledger = &doc->result->ledger;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Uraian", "What"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Jumlah", "Number"), IKM_ALIGN_RIGHT, 0},
    };
    const struct {
        const char *words;
        int64_t n;
    } rows[] = {
        {ikm_say(lang, "Orang yang dilayani (populasi)", "People served"),
         sample->population},
        {ikm_say(lang, "Responden minimal (Krejcie dan Morgan)",
                 "Required (Krejcie and Morgan)"),
         sample->population < 0 ? -1 : sample->required},
        {ikm_say(lang, "Lembar yang diterima", "Sheets received"),
         ledger->received},
        {ikm_say(lang, "- dipakai", "- used"), ledger->used},
        {ikm_say(lang, "- di antaranya tidak lengkap", "- of these partial"),
         ledger->partial},
        {ikm_say(lang, "- dibatalkan", "- void"), ledger->n_void},
        {ikm_say(lang, "- dikecualikan", "- excluded"), ledger->excluded},
    };
    struct part_table table = part_table_make(
        &doc->build, columns, IKM_COUNT(columns), IKM_COUNT(rows));
    for (size_t i = 0; i < IKM_COUNT(rows); i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            break;
        cell[0] = part_words(rows[i].words);
        if (rows[i].n >= 0)
            cell[1] = part_integer(rows[i].n);
    }
    return finish(&table);
}

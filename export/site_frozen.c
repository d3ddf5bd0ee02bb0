/* What the folder told before. A run that tells a changed figure anew tells the
 * answers of those few who came between the two, by subtraction. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/grade.h"
#include "data/base/number.h"
#include "data/tables/csv.h"
#include "export/folder.h"
#include "export/package.h"
#include "export/site_internal.h"

enum {
    COLUMN_PERIOD,
    COLUMN_KIND = 3,
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_N,
    COLUMN_NRR,
    COLUMN_VALUE,
    COLUMN_GRADE,
    COLUMN_HIDDEN,
    N_COLUMNS
};

/* ---- reading ---- */

static const char *text_of(const struct site *site, const struct ikm_row *row,
                           size_t column)
{
    const struct ikm_cell *cell =
        column < row->n_cells ? &row->cells[column] : NULL;
    const char *kept =
        cell ? ikm_arena_copy(site->arena, cell->text, cell->length_bytes) : "";
    return kept ? kept : "";
}

/* A number with so many decimals; -1 where none stands. */
static int64_t number_of(const struct site *site, const struct ikm_row *row,
                         size_t column, int decimals)
{
    const char *text = text_of(site, row, column);
    int64_t number = -1;
    const int is_number = decimals > 0
                              ? ikm_parse_decimal(text, decimals, &number)
                              : ikm_parse_count(text, INT32_MAX, &number);
    return is_number ? number : -1;
}

static enum ikm_status take_line(struct site *site, const struct ikm_row *row,
                                 struct site_told *told, struct ikm_error *err)
{
    const char *period = text_of(site, row, COLUMN_PERIOD);
    struct site_told_period *now =
        told->n > 0 ? &told->period[told->n - 1] : NULL;
    if (!now || strcmp(now->text, period) != 0) {
        told->period = ikm_arena_grow(site->arena, told->period, told->n,
                                      &told->room, sizeof *told->period);
        if (!told->period)
            return ikm_fail_memory(err);
        now = &told->period[told->n++];
        *now = (struct site_told_period){.text = period};
        const enum ikm_status status =
            ikm_period_parse(period, &now->period, err);
        if (status != IKM_OK)
            return status;
    }
    now->line = ikm_arena_grow(site->arena, now->line, now->n_lines, &now->room,
                               sizeof *now->line);
    if (!now->line)
        return ikm_fail_memory(err);
    now->line[now->n_lines++] = (struct site_line){
        .kind = text_of(site, row, COLUMN_KIND),
        .code = text_of(site, row, COLUMN_CODE),
        .name = text_of(site, row, COLUMN_NAME),
        .grade = text_of(site, row, COLUMN_GRADE),
        .n = number_of(site, row, COLUMN_N, 0),
        .nrr_thousandths = number_of(site, row, COLUMN_NRR, 3),
        .value_hundredths = number_of(site, row, COLUMN_VALUE, 2),
        .is_hidden = number_of(site, row, COLUMN_HIDDEN, 0) == 1};
    return IKM_OK;
}

static enum ikm_status read_lines(struct site *site, ikm_csv_source *source,
                                  void *context, const char *name,
                                  struct site_told *told, struct ikm_error *err)
{
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    int is_head = 1;
    enum ikm_status status =
        ikm_csv_open(source, context, name, IKM_ENCODING_UTF8, ',', &csv, err);
    while (status == IKM_OK) {
        status = ikm_csv_next(csv, &row, err);
        if (status != IKM_OK || !row)
            break;
        if (is_head && row->n_cells != N_COLUMNS)
            status = ikm_fail(err, IKM_INPUT,
                              "%s: bukan daftar yang dibuat ikm; hapus folder "
                              "itu, atau pilih yang lain",
                              "%s: not a list made by ikm; delete that folder "
                              "or choose another",
                              name);
        else if (!is_head)
            status = take_line(site, row, told, err);
        is_head = 0;
    }
    ikm_csv_close(csv);
    return status;
}

static enum ikm_status from_file(void *context, char *room, size_t room_bytes,
                                 size_t *ret_length, struct ikm_error *err)
{
    FILE *file = context;
    *ret_length = fread(room, 1, room_bytes, file);
    if (*ret_length == 0 && ferror(file))
        return ikm_fail(err, IKM_IO, "tidak dapat dibaca: %s",
                        "cannot be read: %s", strerror(errno));
    return IKM_OK;
}

/* The same of a ZIP file that stands in the place. */
static enum ikm_status read_told_packed(struct site *site, const char *path,
                                        struct ikm_error *err)
{
    struct ikm_csv_memory memory = {0};
    const char *bytes = NULL;
    size_t length = 0;
    const enum ikm_status status = ikm_package_read(
        path, "data/ikm.csv", site->arena, &bytes, &length, err);
    if (status != IKM_OK || !bytes)
        return status;
    memory = (struct ikm_csv_memory){bytes, length};
    return read_lines(site, ikm_csv_from_memory, &memory, path, &site->told,
                      err);
}

enum ikm_status site_read_told(struct site *site, const char *folder,
                               struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(site->arena);
    const char *path = "";
    if (ikm_folder_is_zip(folder))
        return read_told_packed(site, folder, err);
    ikm_text_printf(&text, "%s/data/ikm.csv", folder);
    enum ikm_status status = ikm_text_done(&text, &path, err);
    if (status != IKM_OK)
        return status;
    FILE *file = fopen(path, "r");
    if (!file)
        return errno == ENOENT || errno == ENOTDIR
                   ? IKM_OK
                   : ikm_fail(err, IKM_IO, "%s: tidak dapat dibaca: %s",
                              "%s: cannot be read: %s", path, strerror(errno));
    status = read_lines(site, from_file, file, path, &site->told, err);
    (void)fclose(file);
    return status;
}

/* ---- is it still the same? ---- */

static int same_line(const struct site_line *a, const struct site_line *b)
{
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->code, b->code) == 0 &&
           strcmp(a->name, b->name) == 0 && strcmp(a->grade, b->grade) == 0 &&
           a->n == b->n && a->nrr_thousandths == b->nrr_thousandths &&
           a->value_hundredths == b->value_hundredths &&
           a->is_hidden == b->is_hidden;
}

static enum ikm_status look_whether_same(struct site *site,
                                         const struct site_period *period,
                                         const struct site_told_period *told,
                                         int *ret_same, struct ikm_error *err)
{
    struct site_told now = {0};
    struct ikm_text text = IKM_TEXT(site->arena);
    const char *bytes = "";
    site_csv_head(&text);
    site_csv_period(site, period, &text);
    enum ikm_status status = ikm_text_done(&text, &bytes, err);
    struct ikm_csv_memory memory = {bytes, strlen(bytes)};
    if (status == IKM_OK)
        status = read_lines(site, ikm_csv_from_memory, &memory, "ikm.csv", &now,
                            err);
    *ret_same = status == IKM_OK && now.n == 1 &&
                now.period[0].n_lines == told->n_lines;
    for (size_t i = 0; *ret_same && i < told->n_lines; i++)
        *ret_same = same_line(&now.period[0].line[i], &told->line[i]);
    return status;
}

/* ---- a period as it was told ---- */

static int class_of(const struct ikm_form *form, int64_t value_hundredths)
{
    return value_hundredths < 0 || form->n_classes == 0
               ? IKM_CLASS_NONE
               : ikm_grade(form, value_hundredths);
}

static void take_index(const struct ikm_form *form,
                       const struct site_line *line, struct ikm_index *index)
{
    index->reason =
        line->value_hundredths < 0 ? IKM_REASON_NO_ROWS : IKM_REASON_NONE;
    index->value_hundredths = line->value_hundredths;
    index->grade = class_of(form, line->value_hundredths);
}

static size_t element_of(const struct ikm_form *form, const char *code)
{
    size_t e = 0;
    while (e < form->n_elements && strcmp(form->elements[e].code, code) != 0)
        e++;
    return e;
}

static enum ikm_status take_table_row(struct site *site,
                                      struct site_period *period, int table,
                                      const struct site_line *line,
                                      struct ikm_error *err)
{
    struct ikm_result *result = ikm_arena_take(site->arena, 1, sizeof *result);
    if (!result)
        return ikm_fail_memory(err);
    take_index(site->form, line, &result->index);
    period->table[table].rows[period->table[table].n_rows++] =
        (struct site_row){.code = line->code[0] ? line->code : NULL,
                          .name = line->name,
                          .n = line->n,
                          .is_hidden = line->is_hidden,
                          .result = table <= SITE_SERVICES ? result : NULL};
    return IKM_OK;
}

static enum ikm_status fail_form(const struct site *site, struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "folder itu memuat hasil kuesioner lain, bukan %s; pilih "
                    "folder lain",
                    "that folder holds results of another form than %s; "
                    "choose another folder",
                    site->form->id);
}

static enum ikm_status
take_told_line(struct site *site, struct site_period *period,
               struct ikm_result *total, struct ikm_priority *priority,
               const struct site_line *line, struct ikm_error *err)
{
    const size_t e = element_of(site->form, line->code);
    if (strcmp(line->kind, "ikm") == 0) {
        total->ledger.used = line->n;
        take_index(site->form, line, &total->index);
        return IKM_OK;
    }
    for (int t = 0; t < SITE_TABLES; t++)
        if (strcmp(line->kind, site_table_kind((enum site_table)t)) == 0)
            return take_table_row(site, period, t, line, err);
    if (e == site->form->n_elements)
        return fail_form(site, err);
    if (strcmp(line->kind, "prioritas") == 0 &&
        total->n_priorities < site->form->n_elements)
        priority[total->n_priorities++].element = e;
    if (strcmp(line->kind, "unsur") == 0)
        total->index.element[e] = (struct ikm_element_figures){
            .n = line->nrr_thousandths >= 0, /* there are answers */
            .nrr_thousandths = line->nrr_thousandths,
            .value_hundredths = line->value_hundredths,
            .grade = class_of(site->form, line->value_hundredths)};
    return IKM_OK;
}

static int higher(const void *left, const void *right)
{
    const struct ikm_bar *a = left, *b = right;
    return (a->value_hundredths < b->value_hundredths) -
           (a->value_hundredths > b->value_hundredths);
}

/* Without intervals: these were not told in numbers. */
static enum ikm_status draw_elements(struct site *site,
                                     struct site_period *period,
                                     struct ikm_error *err)
{
    const struct ikm_index *index = &period->total->index;
    const size_t k = index->n_elements;
    struct ikm_chart *chart = ikm_arena_take(site->arena, 1, sizeof *chart);
    struct ikm_bar *bar = ikm_arena_take(site->arena, k, sizeof *bar);
    if (!chart || !bar)
        return ikm_fail_memory(err);
    *chart = (struct ikm_chart){
        .kind = IKM_CHART_BARS,
        .title = ikm_say(site->lang, "Nilai per unsur", "Elements"),
        .subtitle = site_period_words(site, &period->period),
        .axis_from_hundredths = 10000 / site->form->scale_max,
        .axis_to_hundredths = 10000,
        .bars = bar};
    for (size_t e = 0; e < k; e++)
        if (index->element[e].n > 0)
            bar[chart->n_bars++] = (struct ikm_bar){
                .label = site->form->elements[e].name,
                .value_hundredths = index->element[e].value_hundredths,
                .grade = ikm_grade_letter(site->form, index->element[e].grade)};
    qsort(bar, chart->n_bars, sizeof *bar, higher);
    period->elements = chart->n_bars > 0 ? chart : NULL;
    return IKM_OK;
}

static enum ikm_status take_told(struct site *site,
                                 const struct site_told_period *told,
                                 struct site_period *period,
                                 struct ikm_error *err)
{
    const struct ikm_plan_about about = {.unit = site->unit};
    const size_t k = site->form->n_elements;
    struct ikm_result *total = ikm_arena_take(site->arena, 1, sizeof *total);
    struct ikm_priority *priority =
        ikm_arena_take(site->arena, k, sizeof *priority);
    enum ikm_status status = IKM_OK;
    *period = (struct site_period){.period = told->period, .is_kept = 1};
    (void)ikm_period_text(&told->period, period->text);
    if (!total || !priority)
        return ikm_fail_memory(err);
    *total = (struct ikm_result){.form = site->form,
                                 .unit = site->unit,
                                 .name = site->name,
                                 .period = told->period,
                                 .index.n_elements = k,
                                 .priorities = priority};
    total->index.element =
        ikm_arena_take(site->arena, k, sizeof *total->index.element);
    for (int t = 0; t < SITE_TABLES; t++) {
        period->table[t].rows =
            ikm_arena_take(site->arena, told->n_lines, sizeof(struct site_row));
        if (!period->table[t].rows)
            return ikm_fail_memory(err);
    }
    if (!total->index.element)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < told->n_lines && status == IKM_OK; i++)
        status =
            take_told_line(site, period, total, priority, &told->line[i], err);
    period->total = total;
    if (status == IKM_OK)
        status = draw_elements(site, period, err);
    if (status == IKM_OK)
        status = ikm_plan_view(site->store, &about, &period->period, 0,
                               site->arena, &period->plan, err);
    return status;
}

/* ---- all of them ---- */

static int is_same_period(const struct ikm_period *a,
                          const struct ikm_period *b)
{
    return ikm_date_compare(a->from, b->from) == 0 &&
           ikm_date_compare(a->to, b->to) == 0;
}

static int overlap(const struct ikm_period *a, const struct ikm_period *b)
{
    return ikm_date_compare(a->from, b->to) <= 0 &&
           ikm_date_compare(b->from, a->to) <= 0;
}

/* Another office, other lengths of periods: the rest between them could be
 * small. */
static enum ikm_status check_told(const struct site *site,
                                  const struct site_told_period *told,
                                  struct ikm_error *err)
{
    const char *code = site->unit ? site->unit : "";
    if (strcmp(told->line[0].kind, "ikm") != 0 ||
        strcmp(told->line[0].code, code) != 0)
        return ikm_fail(err, IKM_EXISTS,
                        "folder itu memuat situs unit lain (%s); pilih folder "
                        "lain",
                        "that folder holds the site of another office (%s); "
                        "choose another folder",
                        told->line[0].code);
    for (size_t i = 0; i < site->n_periods && !told->line[0].is_hidden; i++) {
        const struct site_period *period = &site->periods[i];
        if (overlap(&period->period, &told->period) &&
            !is_same_period(&period->period, &told->period))
            return ikm_fail(
                err, IKM_INPUT,
                "folder itu sudah mengumumkan %s, yang bertumpang tindih "
                "dengan "
                "%s: selisihnya dapat menyingkap kelompok kecil; pakai --every "
                "yang sama, atau folder lain",
                "that folder has published %s, which overlaps %s: their "
                "difference could give a small group away; use the same "
                "--every, or another folder",
                told->text, period->text);
    }
    return IKM_OK;
}

/* Room for it in the order of time. */
static struct site_period *insert(struct site *site,
                                  const struct ikm_period *period)
{
    size_t at = site->n_periods++;
    for (; at > 0 && ikm_date_compare(site->periods[at - 1].period.from,
                                      period->from) > 0;
         at--)
        site->periods[at] = site->periods[at - 1];
    return &site->periods[at];
}

static enum ikm_status keep_one(struct site *site,
                                const struct site_told_period *told,
                                struct ikm_error *err)
{
    struct site_period *period = NULL;
    int is_same = 0;
    enum ikm_status status = check_told(site, told, err);
    if (status != IKM_OK || told->line[0].is_hidden)
        return status;
    for (size_t i = 0; i < site->n_periods; i++)
        if (is_same_period(&site->periods[i].period, &told->period))
            period = &site->periods[i];
    if (period)
        status = look_whether_same(site, period, told, &is_same, err);
    if (status != IKM_OK || is_same)
        return status;
    site->n_kept += period != NULL;
    return take_told(site, told, period ? period : insert(site, &told->period),
                     err);
}

enum ikm_status site_keep_told(struct site *site, struct ikm_error *err)
{
    const size_t n = site->n_periods + site->told.n;
    struct site_period *periods =
        ikm_arena_take(site->arena, n + 1, sizeof *periods);
    enum ikm_status status = IKM_OK;
    if (!periods)
        return ikm_fail_memory(err);
    memcpy(periods, site->periods, site->n_periods * sizeof *periods);
    site->periods = periods;
    for (size_t i = 0; i < site->told.n && status == IKM_OK; i++)
        status = keep_one(site, &site->told.period[i], err);
    return status;
}

#include <stdio.h>
#include <string.h>

#include "analyze/disclose.h"
#include "analyze/suppress.h"
#include "data/base/utf8.h"
#include "export/rows.h"
#include "export/site_internal.h"

enum { FOLDED_BYTES = 256, SEEN = 64 };
static const enum ikm_by by_table[SITE_TABLES] = {
    IKM_BY_UNIT, IKM_BY_SERVICE,   IKM_BY_GENDER,
    IKM_BY_AGE,  IKM_BY_EDUCATION, IKM_BY_OCCUPATION};

const char *site_table_title(enum ikm_lang lang, enum site_table table)
{
    static const char *const titles[SITE_TABLES][2] = {
        {"Unit", "Offices"},         {"Layanan", "Services"},
        {"Jenis kelamin", "Gender"}, {"Usia", "Age"},
        {"Pendidikan", "Education"}, {"Pekerjaan", "Occupation"}};
    return ikm_say(lang, titles[table][0], titles[table][1]);
}

const char *site_fixed(const struct site *site, int64_t value, int decimals)
{
    char *room = ikm_arena_take(site->arena, 1, 32);
    char digits[32];
    if (!room)
        return "";
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    (void)snprintf(digits, sizeof digits, "%lld%s%0*lld",
                   (long long)(value / unit), ikm_say(site->lang, ",", "."),
                   decimals, (long long)(value % unit));
    memcpy(room, digits, sizeof digits);
    return room;
}

const char *site_period_words(const struct site *site,
                              const struct ikm_period *period)
{
    char *room = ikm_arena_take(site->arena, 1, IKM_PERIOD_WORDS_BYTES);
    return room ? ikm_period_words(period, site->lang, room) : "";
}

/* ---- figures ---- */

static struct ikm_query query_of(const struct site *site)
{
    return (struct ikm_query){
        .lang = site->lang, .unit = site->unit, .form = site->form->id};
}

static enum ikm_status find_periods(struct site *site,
                                    struct ikm_analysis *ret_analysis,
                                    struct ikm_error *err)
{
    struct ikm_query query = query_of(site);
    query.by = IKM_BY_PERIOD;
    query.every = site->options->every == IKM_PERIOD_ALL ? IKM_PERIOD_QUARTER
                                                         : site->options->every;
    query.period = site->options->period;
    return ikm_assemble(site->store, &query, site->arena, ret_analysis, err);
}

static enum ikm_status take_table(struct site *site, struct site_period *period,
                                  enum site_table table, struct ikm_error *err)
{
    struct ikm_query query = query_of(site);
    struct ikm_analysis analysis = {0};
    query.period = period->period;
    query.by = by_table[table];
    const enum ikm_status status =
        ikm_assemble(site->store, &query, site->arena, &analysis, err);
    struct site_row *rows =
        ikm_arena_take(site->arena, analysis.n_results + 1, sizeof *rows);
    if (status != IKM_OK)
        return status;
    if (!rows)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < analysis.n_results; i++) {
        const struct ikm_result *result = &analysis.results[i];
        rows[i] = (struct site_row){
            .code = table == SITE_UNITS ? result->unit : NULL,
            .name = table == SITE_UNITS ? result->name : result->group,
            .n = result->ledger.used,
            .is_blank = result->is_blank,
            /* offices and services: see hide_period() */
            .is_hidden = result->is_uncounted,
            .result = table <= SITE_SERVICES ? result : NULL};
    }
    period->table[table].n_rows = analysis.n_results;
    period->table[table].rows = rows;
    return IKM_OK;
}

static enum ikm_status take_total(struct site *site, struct site_period *period,
                                  struct ikm_error *err)
{
    struct ikm_query query = query_of(site);
    struct ikm_analysis *analysis =
        ikm_arena_take(site->arena, 1, sizeof *analysis);
    struct ikm_report report;
    if (!analysis)
        return ikm_fail_memory(err);
    query.period = period->period;
    enum ikm_status status =
        ikm_assemble(site->store, &query, site->arena, analysis, err);
    if (status == IKM_OK)
        status = ikm_report_of_analysis(analysis, site->lang, site->arena,
                                        &report, err);
    if (status != IKM_OK)
        return status;
    period->total = &analysis->results[0];
    for (size_t s = 0; s < report.n_sections; s++)
        if (strcmp(report.sections[s].key, "elements") == 0 &&
            report.sections[s].n_charts > 0)
            period->elements = &report.sections[s].charts[0];
    const struct ikm_plan_about about = {.unit = site->unit};
    return ikm_plan_view(site->store, &about, &period->period, 0, site->arena,
                         &period->plan, err);
}

/* ---- what is hidden ---- */

/* Those of one period, part of the office and service. */
struct atom {
    size_t unit, service; /* rows of the tables; SIZE_MAX: of none */
    int64_t n;
};

struct atoms {
    struct site *site;
    struct ikm_units units;
    size_t *top; /* [units.n_units]: the child of the office it lies in, or
                    itself */
    struct site_period *period; /* the one that is looked at */
    size_t n, room;
    struct atom *atom;
    /* what was looked up last, in this period */
    int64_t latest_unit;
    size_t latest_unit_row;
    size_t n_seen;
    struct {
        const char *name; /* one pointer a service */
        size_t row;
    } seen[SEEN];
};

/* The row of SITE_UNITS that the office lies in. */
static size_t unit_row(const struct atoms *atoms, const struct ikm_unit *unit)
{
    const struct site_period *period = atoms->period;
    for (size_t u = 0; u < atoms->units.n_units; u++) {
        if (atoms->units.unit[u].unit_id != unit->unit_id)
            continue;
        const char *code = atoms->units.unit[atoms->top[u]].code;
        for (size_t r = 0; r < period->table[SITE_UNITS].n_rows; r++)
            if (period->table[SITE_UNITS].rows[r].code &&
                strcmp(period->table[SITE_UNITS].rows[r].code, code) == 0)
                return r;
    }
    return SIZE_MAX;
}

static size_t service_row(const struct atoms *atoms, const char *name)
{
    const struct site_period *period = atoms->period;
    char asked[FOLDED_BYTES], known[FOLDED_BYTES];
    (void)ikm_fold_spaces(name, asked, sizeof asked);
    for (size_t r = 0; r < period->table[SITE_SERVICES].n_rows; r++) {
        const struct site_row *row = &period->table[SITE_SERVICES].rows[r];
        (void)ikm_fold_spaces(row->name, known, sizeof known);
        if (row->is_blank ? name[0] == '\0' : strcmp(asked, known) == 0)
            return r;
    }
    return SIZE_MAX;
}

static size_t seen_service(struct atoms *atoms, const char *name)
{
    for (size_t i = 0; i < atoms->n_seen; i++)
        if (atoms->seen[i].name == name)
            return atoms->seen[i].row;
    const size_t row = service_row(atoms, name);
    if (atoms->n_seen < SEEN) {
        atoms->seen[atoms->n_seen].name = name;
        atoms->seen[atoms->n_seen++].row = row;
    }
    return row;
}

static enum ikm_status count_atom(void *context,
                                  const struct ikm_export_row *row,
                                  struct ikm_error *err)
{
    struct atoms *atoms = context;
    if (row->unit->unit_id != atoms->latest_unit) {
        atoms->latest_unit = row->unit->unit_id;
        atoms->latest_unit_row = unit_row(atoms, row->unit);
    }
    const size_t unit = atoms->latest_unit_row;
    const size_t service = seen_service(atoms, row->service);
    for (size_t a = 0; a < atoms->n; a++)
        if (atoms->atom[a].unit == unit && atoms->atom[a].service == service) {
            atoms->atom[a].n++;
            return IKM_OK;
        }
    atoms->atom = ikm_arena_grow(atoms->site->arena, atoms->atom, atoms->n,
                                 &atoms->room, sizeof *atoms->atom);
    if (!atoms->atom)
        return ikm_fail_memory(err);
    atoms->atom[atoms->n++] = (struct atom){unit, service, 1};
    return IKM_OK;
}

static enum ikm_status find_tops(struct atoms *atoms, struct ikm_error *err)
{
    struct site *site = atoms->site;
    struct ikm_unit asked = {0};
    enum ikm_status status = IKM_OK;
    if (site->unit)
        status = ikm_store_find_unit(site->store, site->unit, site->arena,
                                     &asked, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(site->store, asked.unit_id, site->arena,
                                       &atoms->units, err);
    if (status != IKM_OK)
        return status;
    atoms->top = ikm_arena_take(site->arena, atoms->units.n_units + 1,
                                sizeof *atoms->top);
    if (!atoms->top)
        return ikm_fail_memory(err);
    /* parents stand before their children */
    for (size_t u = 0; u < atoms->units.n_units; u++) {
        const struct ikm_unit *unit = &atoms->units.unit[u];
        atoms->top[u] = u;
        if (unit->parent_id == asked.unit_id || unit->unit_id == asked.unit_id)
            continue;
        for (size_t p = 0; p < u; p++)
            if (atoms->units.unit[p].unit_id == unit->parent_id)
                atoms->top[u] = atoms->top[p];
    }
    return IKM_OK;
}

/* The total, then offices, then services: in the order of importance. */
static void fill_cells(const struct atoms *atoms, unsigned char *has)
{
    const struct site_period *period = atoms->period;
    const size_t n_units = period->table[SITE_UNITS].n_rows;
    for (size_t a = 0; a < atoms->n; a++) {
        has[a] = 1;
        if (atoms->atom[a].unit != SIZE_MAX)
            has[(1 + atoms->atom[a].unit) * atoms->n + a] = 1;
        if (atoms->atom[a].service != SIZE_MAX)
            has[(1 + n_units + atoms->atom[a].service) * atoms->n + a] = 1;
    }
}

/* Everything of a period that offices and services tell together. */
static enum ikm_status hide_period(struct atoms *atoms, struct ikm_error *err)
{
    struct site_period *period = atoms->period;
    struct ikm_arena *arena = atoms->site->arena;
    const size_t n_units = period->table[SITE_UNITS].n_rows;
    const size_t n_services = period->table[SITE_SERVICES].n_rows;
    const size_t n_cells = 1 + n_units + n_services;
    const struct ikm_rows_query query = {.unit = atoms->site->unit,
                                         .period = period->period,
                                         .form = atoms->site->form->id};
    atoms->n = 0;
    atoms->n_seen = 0;
    atoms->latest_unit = 0;
    enum ikm_status status = ikm_rows_each(atoms->site->store, &query, arena,
                                           count_atom, atoms, NULL, err);
    unsigned char *has = ikm_arena_take(arena, n_cells * atoms->n + 1, 1);
    unsigned char *hidden = ikm_arena_take(arena, n_cells, 1);
    int64_t *n = ikm_arena_take(arena, atoms->n + 1, sizeof *n);
    if (status != IKM_OK)
        return status;
    if (!has || !hidden || !n)
        return ikm_fail_memory(err);
    for (size_t a = 0; a < atoms->n; a++)
        n[a] = atoms->atom[a].n;
    fill_cells(atoms, has);
    const struct ikm_disclosure asked = {.n_atoms = atoms->n,
                                         .n_cells = n_cells,
                                         .n = n,
                                         .has = has,
                                         .least = IKM_LEAST_IN_GROUP};
    status = ikm_disclose(&asked, arena, hidden, err);
    period->is_hidden = hidden[0];
    for (size_t r = 0; r < n_units; r++)
        period->table[SITE_UNITS].rows[r].is_hidden = hidden[1 + r];
    for (size_t r = 0; r < n_services; r++)
        period->table[SITE_SERVICES].rows[r].is_hidden =
            hidden[1 + n_units + r];
    return status;
}

static enum ikm_status gather_period(struct atoms *atoms,
                                     struct site_period *period,
                                     struct ikm_error *err)
{
    enum ikm_status status = take_total(atoms->site, period, err);
    for (int t = 0; t < SITE_TABLES && status == IKM_OK; t++)
        status = take_table(atoms->site, period, (enum site_table)t, err);
    atoms->period = period;
    if (status == IKM_OK)
        status = hide_period(atoms, err);
    return status;
}

/* ---- all periods ---- */

/* The figure before is the figure now less the change: told only where the
 * period before is told too, and is one of these. */
static void tell_changes(struct site *site)
{
    for (size_t i = 0; i < site->n_periods; i++) {
        struct site_period *period = &site->periods[i];
        const struct ikm_change *change = &period->total->change;
        for (size_t b = 0; b < i && change->known; b++)
            if (ikm_date_compare(site->periods[b].period.from,
                                 change->before.from) == 0 &&
                ikm_date_compare(site->periods[b].period.to,
                                 change->before.to) == 0)
                period->has_change =
                    !site->periods[b].is_hidden && !site->periods[b].is_kept;
        if (!period->is_hidden)
            site->newest = period;
    }
}

/* The figure as the folder tells it; 0 where it tells none. */
static int tell_point(const struct site *site, struct ikm_trend_value *point)
{
    for (size_t i = 0; i < site->n_periods && !point->is_published; i++) {
        const struct site_period *period = &site->periods[i];
        const struct ikm_index *index = &period->total->index;
        if (ikm_date_compare(period->period.from, point->period.from) != 0)
            continue;
        if (period->is_kept) {
            point->value = (double)index->value_hundredths / 100;
            point->ci95 = (struct ikm_interval){0};
            point->grade = index->grade;
        }
        return !period->is_hidden && index->reason == IKM_REASON_NONE;
    }
    return point->is_published;
}

static enum ikm_status make_trend(struct site *site,
                                  const struct ikm_trend_told *told,
                                  struct ikm_error *err)
{
    struct ikm_trend_value *value =
        ikm_arena_take(site->arena, told->n_points + 1, sizeof *value);
    struct ikm_chart_point *point =
        ikm_arena_take(site->arena, told->n_points + 1, sizeof *point);
    struct ikm_chart *chart = ikm_arena_take(site->arena, 1, sizeof *chart);
    size_t n = 0;
    if (!value || !point || !chart)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < told->n_points; i++) {
        value[n] = told->points[i];
        if (!tell_point(site, &value[n]))
            continue;
        const struct ikm_trend_value *from = &value[n];
        const char *words = site_period_words(site, &from->period);
        point[n++] = (struct ikm_chart_point){
            .label = words,
            .code = words,
            .has_value = 1,
            .y = from->value,
            .y95 = from->ci95,
            .grade = ikm_grade_letter(site->form, from->grade),
            .is_published = from->is_published};
    }
    site->trend = *told;
    site->trend.points = value;
    site->trend.n_points = n;
    *chart = (struct ikm_chart){
        .kind = IKM_CHART_TREND,
        .title = ikm_say(site->lang, "IKM tiap periode", "IKM by period"),
        .subtitle = site->name,
        .axis_from_hundredths = 10000 / site->form->scale_max,
        .axis_to_hundredths = 10000,
        .n_points = n,
        .points = point};
    site->trend_chart = n >= 2 ? chart : NULL;
    return IKM_OK;
}

static enum ikm_status start(struct site *site, struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    const struct ikm_rows_query asked = {.unit = site->options->unit,
                                         .form = site->options->form};
    enum ikm_status status =
        ikm_rows_form(site->store, &asked, site->arena, &site->form, err);
    if (status == IKM_OK && site->options->unit)
        status = ikm_store_find_unit(site->store, site->options->unit,
                                     site->arena, &unit, err);
    if (site->options->unit) {
        site->unit = unit.code;
        site->name = unit.name;
    }
    return status;
}

/* While a period lasts its figures change with every sheet. */
static int is_over(const struct site *site, const struct ikm_period *period)
{
    return !site->is_public ||
           ikm_date_compare(period->to, site->options->today) < 0;
}

static enum ikm_status fail_nothing(const struct site *site,
                                    struct ikm_error *err)
{
    if (site->n_open > 0)
        return ikm_fail(err, IKM_INPUT,
                        "periodenya belum selesai; hasil diumumkan setelah "
                        "periode berakhir, supaya tidak berubah lagi",
                        "the period is not over; results are published when it "
                        "is, so that they do not change any more");
    return ikm_fail(
        err, IKM_INPUT,
        "tidak ada periode dengan 5 responden atau lebih; belum ada "
        "yang dapat diumumkan",
        "no period has 5 respondents or more; there is nothing to "
        "publish yet");
}

enum ikm_status site_gather(struct site *site, struct ikm_error *err)
{
    struct ikm_analysis periods = {0};
    struct atoms atoms = {.site = site};
    enum ikm_status status = start(site, err);
    if (status == IKM_OK)
        status = find_periods(site, &periods, err);
    if (status == IKM_OK)
        status = find_tops(&atoms, err);
    if (status != IKM_OK)
        return status;
    if (!site->unit)
        site->name = periods.survey[0] != '\0'
                         ? periods.survey
                         : ikm_say(site->lang, "Semua unit", "All offices");
    site->periods = ikm_arena_take(site->arena, periods.n_results + 1,
                                   sizeof *site->periods);
    if (!site->periods)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < periods.n_results && status == IKM_OK; i++) {
        struct site_period *period = &site->periods[site->n_periods];
        if (periods.results[i].ledger.used == 0)
            continue;
        if (!is_over(site, &periods.results[i].period)) {
            site->n_open++;
            continue;
        }
        period->period = periods.results[i].period;
        (void)ikm_period_text(&period->period, period->text);
        site->n_periods++;
        status = gather_period(&atoms, period, err);
    }
    if (status != IKM_OK)
        return status;
    status = site_keep_told(site, err);
    if (status != IKM_OK)
        return status;
    tell_changes(site);
    if (!site->newest)
        return fail_nothing(site, err);
    return make_trend(site, &periods.trends[0], err);
}

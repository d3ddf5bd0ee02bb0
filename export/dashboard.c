#include "export/dashboard.h"

#include <inttypes.h>
#include <string.h>

#include "data/store_find.h"
#include "data/store_registers.h"
#include "export/audit.h"
#include "export/audit_words.h"
#include "export/of_service.h"
#include "export/report_internal.h"
#include "export/to_json.h"
#include "export/words.h"

static const enum ikm_by group_bys[IKM_DASHBOARD_GROUPS] = {
    IKM_BY_GENDER, IKM_BY_AGE, IKM_BY_EDUCATION, IKM_BY_OCCUPATION,
    IKM_BY_DISABILITY};

struct making {
    struct ikm_store *store;
    const struct ikm_dashboard_query *query;
    struct ikm_arena *arena;
    struct ikm_dashboard *out;
    struct build build; /* the sections of the page */
    struct ikm_report base, units, services;
    struct ikm_report groups[IKM_DASHBOARD_GROUPS];
};

static enum ikm_status assemble(const struct making *making, enum ikm_by by,
                                const char *form, struct ikm_analysis *ret,
                                struct ikm_error *err)
{
    const struct ikm_dashboard_query *asked = making->query;
    const struct ikm_query query = {.lang = asked->lang,
                                    .unit = asked->unit,
                                    .service = asked->service,
                                    .period = asked->period,
                                    .form = form,
                                    .by = by,
                                    .with_trend = by == IKM_BY_NONE};
    return ikm_assemble(making->store, &query, making->arena, ret, err);
}

/* ---- the base: one form ---- */

static enum ikm_status choose_form(struct making *making, const char **ret_form,
                                   struct ikm_error *err)
{
    struct ikm_analysis *base = &making->out->base;
    const struct ikm_form **forms = ikm_arena_take(
        making->arena, base->n_results, sizeof(const struct ikm_form *));
    size_t most = 0;
    if (!forms)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < base->n_results; i++) {
        forms[i] = base->results[i].form;
        if (base->results[i].ledger.used > base->results[most].ledger.used)
            most = i;
    }
    making->out->forms = forms;
    making->out->n_forms = base->n_results;
    *ret_form = forms[most]->id;
    return IKM_OK;
}

static enum ikm_status make_base(struct making *making, struct ikm_error *err)
{
    const char *form = making->query->form;
    struct ikm_analysis *base = &making->out->base;
    enum ikm_status status = assemble(making, IKM_BY_NONE, form, base, err);
    if (status == IKM_OK && !form)
        status = choose_form(making, &form, err);
    if (status == IKM_OK && base->n_results > 1)
        status = assemble(making, IKM_BY_NONE, form, base, err);
    if (status == IKM_OK)
        status = ikm_report_of_analysis(base, making->query->lang,
                                        making->arena, &making->base, err);
    return status;
}

/* ---- what is compared ---- */

static enum ikm_status compare(struct making *making, enum ikm_by by,
                               const struct ikm_analysis **ret_analysis,
                               struct ikm_report *report, struct ikm_error *err)
{
    struct ikm_analysis *analysis =
        ikm_arena_take(making->arena, 1, sizeof *analysis);
    if (!analysis)
        return ikm_fail_memory(err);
    enum ikm_status status = assemble(
        making, by, making->out->base.results[0].form->id, analysis, err);
    if (status != IKM_OK || analysis->n_results < 2)
        return status;
    status = ikm_report_of_analysis(analysis, making->query->lang,
                                    making->arena, report, err);
    *ret_analysis = analysis;
    return status;
}

/* Are there offices below the one asked for? */
static enum ikm_status has_units_below(const struct making *making,
                                       int *ret_has, struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    struct ikm_units units = {0};
    enum ikm_status status = IKM_OK;
    if (making->query->unit)
        status = ikm_store_find_unit(making->store, making->query->unit,
                                     making->arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(making->store, unit.unit_id,
                                       making->arena, &units, err);
    *ret_has = units.n_units > 1;
    return status;
}

static enum ikm_status compare_all(struct making *making, struct ikm_error *err)
{
    struct ikm_dashboard *out = making->out;
    const int64_t used = out->base.results[0].ledger.used;
    int has_below = 0;
    out->is_short = used > IKM_DASHBOARD_ROWS && !making->query->with_details;
    enum ikm_status status = has_units_below(making, &has_below, err);
    if (status == IKM_OK && has_below)
        status = compare(making, IKM_BY_UNIT, &out->units, &making->units, err);
    if (out->is_short)
        return status;
    if (status == IKM_OK && !making->query->service)
        status = compare(making, IKM_BY_SERVICE, &out->services,
                         &making->services, err);
    for (size_t g = 0; g < IKM_DASHBOARD_GROUPS && status == IKM_OK; g++)
        status = compare(making, group_bys[g], &out->groups[g],
                         &making->groups[g], err);
    return status;
}

/* ---- data quality ---- */

struct quality {
    int64_t n_findings[IKM_FINDING_KIND_COUNT];
    int64_t n_responses[IKM_FINDING_KIND_COUNT];
};

static enum ikm_status count_findings(void *context,
                                      const struct ikm_audit_unit *unit,
                                      struct ikm_error *err)
{
    struct quality *quality = context;
    (void)err;
    for (size_t i = 0; i < unit->findings.n_findings; i++) {
        const struct ikm_finding *finding = &unit->findings.finding[i];
        quality->n_findings[finding->kind]++;
        quality->n_responses[finding->kind] += (int64_t)finding->n_rows;
    }
    return IKM_OK;
}

static void put_quality(struct making *making, const struct quality *quality,
                        int64_t n_findings)
{
    struct build *build = &making->build;
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Temuan", "Finding"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Kali", "Times"), IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Lembar", "Sheets"), IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Mutu data", "Data quality"),
        n_findings == 0
            ? ikm_say(lang, "Tidak ada yang perlu dilihat lagi.",
                      "Nothing wants a second look.")
            : ikm_say(lang,
                      "Temuan bukan bukti kesalahan: lihat lembarnya di "
                      "halaman Respons.",
                      "Findings are no proof of a fault: look at the sheets "
                      "on the page Responses."));
    section->key = "quality";
    struct part_table table = part_table_make(
        build, columns, IKM_COUNT(columns), IKM_FINDING_KIND_COUNT);
    for (int k = 0; k < IKM_FINDING_KIND_COUNT; k++) {
        struct ikm_report_cell *cell =
            quality->n_findings[k] > 0 ? part_table_row(&table, IKM_ROW_PLAIN)
                                       : NULL;
        if (!cell)
            continue;
        cell[0] =
            part_words(ikm_words_finding_kind(lang, (enum ikm_finding_kind)k));
        cell[1] = part_integer(quality->n_findings[k]);
        cell[2] = part_integer(quality->n_responses[k]);
    }
    part_table_done(&table, section);
}

static enum ikm_status look_at_quality(struct making *making,
                                       struct ikm_error *err)
{
    const struct ikm_audit_query query = {
        .unit = making->query->unit,
        .service = making->query->service,
        .period = making->query->period,
        .form = making->out->base.results[0].form->id,
        .settings = ikm_quality_standard(),
        .today = making->query->today};
    struct quality quality = {{0}, {0}};
    struct ikm_audit_totals totals = {0};
    if (making->out->is_short)
        return IKM_OK;
    const enum ikm_status status =
        ikm_audit(making->store, &query, making->query->lang, making->arena,
                  count_findings, &quality, &totals, err);
    if (status == IKM_OK)
        put_quality(making, &quality, totals.n_findings);
    return status;
}

/* ---- comments, by what people say they speak of ---- */

enum { COMMENTS_MOST = 100000 };

static enum ikm_status count_comment(void *context, int64_t seq,
                                     const struct ikm_response *response,
                                     struct ikm_error *err)
{
    int64_t *n = context;
    (void)seq;
    (void)response;
    (void)err;
    (*n)++;
    return IKM_OK;
}

/* The offices and the form as the store counts them. */
static enum ikm_status start_find(const struct making *making,
                                  struct ikm_find *find, struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    struct ikm_units units = {0};
    const struct ikm_form *form = NULL;
    enum ikm_status status = ikm_store_find_form(
        making->store, making->out->base.results[0].form->id, making->arena,
        &form, &find->form_id, err);
    if (status == IKM_OK && making->query->unit)
        status = ikm_store_find_unit(making->store, making->query->unit,
                                     making->arena, &unit, err);
    if (status != IKM_OK || unit.unit_id == 0)
        return status;
    status = ikm_store_units_below(making->store, unit.unit_id, making->arena,
                                   &units, err);
    int64_t *ids = ikm_arena_take(making->arena, units.n_units, sizeof *ids);
    if (status != IKM_OK || !ids)
        return status != IKM_OK ? status : ikm_fail_memory(err);
    for (size_t i = 0; i < units.n_units; i++)
        ids[i] = units.unit[i].unit_id;
    find->n_units = units.n_units;
    find->unit_ids = ids;
    return IKM_OK;
}

static enum ikm_status find_service(const struct making *making,
                                    struct ikm_find *find, int *ret_unfilled,
                                    struct ikm_error *err)
{
    struct ikm_of_service of_service;
    const enum ikm_status status = ikm_of_service_find(
        making->store, making->query->service, making->arena, &of_service, err);
    find->n_services = of_service.n_ids;
    find->service_ids = of_service.id;
    *ret_unfilled = of_service.is_unfilled;
    return status;
}

static void put_comments(struct making *making, const struct ikm_form *form,
                         const int64_t *n)
{
    struct build *build = &making->build;
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Unsur", "Element"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Saran", "Comments"), IKM_ALIGN_RIGHT, 0},
    };
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), form->n_elements);
    for (size_t e = 0; e < form->n_elements; e++) {
        struct ikm_report_cell *cell =
            n[e] > 0 ? part_table_row(&table, IKM_ROW_PLAIN) : NULL;
        if (!cell)
            continue;
        cell[0] = part_words(form->elements[e].name);
        cell[1] = part_integer(n[e]);
    }
    if (table.n_rows == 0)
        return;
    struct ikm_section *section = part_section(
        build, ikm_say(lang, "Saran menurut unsur", "Comments by element"),
        ikm_say(lang, "Bacalah di halaman Respons: pilih unsurnya.",
                "Read them on the page Responses: choose the element."));
    section->key = "comments";
    part_table_done(&table, section);
}

static enum ikm_status look_at_comments(struct making *making,
                                        struct ikm_error *err)
{
    const struct ikm_form *form = making->out->base.results[0].form;
    int64_t n[IKM_MAX_ELEMENTS] = {0};
    int is_unfilled = 0;
    struct ikm_find find = {.state = IKM_RESPONSE_USED,
                            .period = making->query->period,
                            .n_most = COMMENTS_MOST};
    enum ikm_status status = start_find(making, &find, err);
    if (status == IKM_OK)
        status = find_service(making, &find, &is_unfilled, err);
    /* what names no service cannot be looked for */
    if (is_unfilled)
        return status;
    for (size_t e = 0; e < form->n_elements && status == IKM_OK; e++) {
        find.tag = e + 1;
        status = ikm_store_find_responses(making->store, &find, count_comment,
                                          &n[e], err);
    }
    if (status == IKM_OK)
        put_comments(making, form, n);
    return status;
}

/* ---- the order of the page ---- */

/* Sections of this key, under a key of the page's own. */
static void take(struct making *making, const struct ikm_report *report,
                 const char *key, const char *as)
{
    for (size_t i = 0; i < report->n_sections; i++) {
        if (strcmp(report->sections[i].key, key) != 0)
            continue;
        struct ikm_section *section = part_section(&making->build, "", "");
        *section = report->sections[i];
        section->key = as;
    }
}

static void take_keys(struct making *making, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        take(making, &making->base, keys[i], keys[i]);
}

static void begin_part(struct making *making, enum ikm_dashboard_part part)
{
    making->out->first[part] = making->build.n_sections;
}

static enum ikm_status put_in_order(struct making *making,
                                    struct ikm_error *err)
{
    static const char *const promised[] = {"followup", "plan", "publications"};
    static const char *const details[] = {"elements", "certainty", "importance",
                                          "gap",      "answers",   "causes",
                                          "mix"};
    static const char *const last[] = {"reliability", "ledger"};
    begin_part(making, IKM_DASHBOARD_HOW);
    take(making, &making->base, "result", "result");
    begin_part(making, IKM_DASHBOARD_WHAT_FIRST);
    take(making, &making->base, "priorities", "priorities");
    take(making, &making->services, "ranking", "services");
    begin_part(making, IKM_DASHBOARD_BETTER);
    take(making, &making->base, "trend", "trend");
    begin_part(making, IKM_DASHBOARD_PROMISED);
    take_keys(making, promised, IKM_COUNT(promised));
    begin_part(making, IKM_DASHBOARD_OFFICES);
    take(making, &making->units, "ranking", "ranking");
    take(making, &making->units, "comparison", "comparison");
    begin_part(making, IKM_DASHBOARD_DETAILS);
    take_keys(making, details, IKM_COUNT(details));
    take(making, &making->services, "comparison", "comparison");
    for (size_t g = 0; g < IKM_DASHBOARD_GROUPS; g++) {
        take(making, &making->groups[g], "ranking", "groups");
        take(making, &making->groups[g], "comparison", "comparison");
    }
    enum ikm_status status = look_at_comments(making, err);
    if (status == IKM_OK)
        status = look_at_quality(making, err);
    take_keys(making, last, IKM_COUNT(last));
    making->out->first[IKM_DASHBOARD_PART_COUNT] = making->build.n_sections;
    return status;
}

/* ---- in short ---- */

typedef void words_of_result(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_result *result);

static void words_reached(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result)
{
    const struct ikm_sample_figures *sample = &result->sample;
    if (sample->population < 0)
        ikm_text_say(
            text, lang,
            "%" PRId64 " responden; jumlah yang dilayani belum diketahui.",
            "%" PRId64 " respondents; how many were served is not known.",
            result->ledger.used);
    else
        ikm_text_say(
            text, lang,
            "%" PRId64 " responden dari paling sedikit %" PRId64 ": %s.",
            "%" PRId64 " respondents of at least %" PRId64 ": %s.",
            result->ledger.used, sample->required,
            sample->reached ? ikm_say(lang, "cukup", "enough")
                            : ikm_say(lang, "belum cukup", "not enough yet"));
}

static void brief_how(struct making *making, struct ikm_brief *brief)
{
    static words_of_result *const words[] = {ikm_words_grade_certainty,
                                             words_reached, ikm_words_target};
    for (size_t i = 0; i < IKM_COUNT(words); i++) {
        struct ikm_text text = IKM_TEXT(making->arena);
        words[i](&text, making->query->lang, &making->out->base.results[0]);
        if (text.length_bytes > 0)
            brief->more[brief->n_more++] = part_text(&making->build, &text);
    }
}

static void make_briefs(struct making *making)
{
    struct ikm_dashboard *out = making->out;
    for (int p = 0; p <= IKM_DASHBOARD_PROMISED; p++) {
        struct ikm_brief *brief = &out->brief[p];
        brief->finding = "";
        if (out->first[p] == out->first[p + 1])
            continue;
        const struct ikm_section *section =
            &making->build.section[out->first[p]];
        brief->finding = section->finding;
        if (p == IKM_DASHBOARD_WHAT_FIRST && section->n_points > 0)
            brief->more[brief->n_more++] = section->points[0];
    }
    brief_how(making, &out->brief[IKM_DASHBOARD_HOW]);
}

enum ikm_status ikm_dashboard_make(struct ikm_store *store,
                                   const struct ikm_dashboard_query *query,
                                   struct ikm_arena *arena,
                                   struct ikm_dashboard *ret,
                                   struct ikm_error *err)
{
    struct ikm_dashboard dashboard = {0};
    struct making making = {.store = store,
                            .query = query,
                            .arena = arena,
                            .out = &dashboard,
                            .build = {.lang = query->lang, .arena = arena}};
    enum ikm_status status = make_base(&making, err);
    if (status == IKM_OK)
        status = compare_all(&making, err);
    if (status == IKM_OK)
        status = put_in_order(&making, err);
    if (status == IKM_OK)
        make_briefs(&making);
    if (status != IKM_OK)
        return status;
    if (making.build.failed)
        return ikm_fail_memory(err);
    dashboard.report = making.base;
    dashboard.report.sections = making.build.section;
    dashboard.report.n_sections = making.build.n_sections;
    *ret = dashboard;
    return IKM_OK;
}

/* ---- for programs ---- */

static void put_analysis(struct ikm_text *text, const char *key,
                         const struct ikm_analysis *analysis)
{
    ikm_text_printf(text, ",\"%s\":", key);
    if (analysis)
        ikm_to_json(analysis, text);
    else
        ikm_text_put(text, "null");
}

void ikm_dashboard_to_json(const struct ikm_dashboard *dashboard,
                           struct ikm_text *text)
{
    ikm_text_put(text, "{\"schema\":\"ikm.dashboard/1\"");
    put_analysis(text, "analysis", &dashboard->base);
    put_analysis(text, "units", dashboard->units);
    put_analysis(text, "services", dashboard->services);
    for (size_t g = 0; g < IKM_DASHBOARD_GROUPS; g++)
        put_analysis(text, ikm_by_name(group_bys[g]), dashboard->groups[g]);
    ikm_text_put(text, "}\n");
}

#include <stdlib.h>
#include <string.h>

#include "data/base/text.h"
#include "data/base/utf8.h"
#include "data/store_tallies.h"
#include "export/assemble_internal.h"

enum { SCRATCH_LIMIT_BYTES = 256 * 1024 * 1024 };

/* Numbers of the forms to look at, in the order they came into the file. */
struct form_list {
    size_t n;
    const struct ikm_form_entry *entry;
};

static enum ikm_status list_forms(struct ikm_store *store,
                                  const struct ikm_query *query,
                                  struct ikm_arena *arena,
                                  struct form_list *ret_list,
                                  struct ikm_error *err)
{
    size_t n = 0;
    const struct ikm_form_entry *all = NULL;
    const struct ikm_form *form = NULL;
    int64_t asked = 0;
    enum ikm_status status = IKM_OK;
    if (query->form)
        status =
            ikm_store_find_form(store, query->form, arena, &form, &asked, err);
    if (status == IKM_OK)
        status = ikm_store_forms(store, arena, &n, &all, err);
    struct ikm_form_entry *kept = ikm_arena_take(arena, n, sizeof *kept);
    if (status != IKM_OK)
        return status;
    if (!kept)
        return ikm_fail_memory(err);
    *ret_list = (struct form_list){.entry = kept};
    for (size_t i = 0; i < n; i++)
        if (all[i].n_cells > 0 && (!query->form || all[i].form_id == asked))
            kept[ret_list->n++] = all[i];
    return IKM_OK;
}

/* Up to the end of the period: the periods before are looked at too. */
enum ikm_status ikm_refresh_figures(struct ikm_store *store,
                                    const struct ikm_query *query,
                                    struct ikm_error *err)
{
    struct ikm_arena scratch = IKM_ARENA(SCRATCH_LIMIT_BYTES);
    struct scope scope;
    struct form_list forms = {0};
    enum ikm_status status = scope_make(store, query, &scratch, &scope, err);
    if (status == IKM_OK)
        status = list_forms(store, query, &scratch, &forms, err);
    for (size_t i = 0; i < forms.n && status == IKM_OK; i++) {
        struct ikm_slice slice = scope_slice(&scope, forms.entry[i].form_id);
        if (slice.month_from > 0)
            slice.month_from = 1;
        status = ikm_store_refresh_rollups(store, &slice, err);
        if (status == IKM_OK && crosses_by_cell(query))
            status = ikm_store_refresh_crosses(store, &slice, err);
    }
    ikm_arena_release(&scratch);
    return status;
}

static enum ikm_status start_run(struct scope *scope, int64_t form_id,
                                 struct form_run *run, struct ikm_error *err)
{
    *run = (struct form_run){.scope = scope, .form_id = form_id};
    const enum ikm_status status =
        ikm_store_form(scope->store, form_id, scope->arena, &run->form, err);
    if (status != IKM_OK)
        return status;
    for (size_t q = 0; q < run->form->n_questions; q++) {
        run->element_of[q] = (uint8_t)run->form->questions[q].element;
        run->n_questions[run->element_of[q]]++;
    }
    asked_of(run->form, &run->asked);
    return IKM_OK;
}

static int compare_groups(const void *left, const void *right)
{
    const struct ikm_result *a = left;
    const struct ikm_result *b = right;
    char x[256], y[256];
    (void)ikm_fold_spaces(a->group, x, sizeof x);
    (void)ikm_fold_spaces(b->group, y, sizeof y);
    const int order = strcmp(x, y);
    return order != 0 ? order : strcmp(a->group, b->group);
}

static enum ikm_status add_results(struct form_run *run, struct scope *scope,
                                   struct ikm_analysis *analysis,
                                   struct ikm_error *err)
{
    const size_t n = run->groups.n;
    struct ikm_result *grown =
        ikm_arena_take(scope->arena, analysis->n_results + n, sizeof *grown);
    if (!grown)
        return ikm_fail_memory(err);
    if (analysis->n_results > 0)
        memcpy(grown, analysis->results, analysis->n_results * sizeof *grown);
    struct ikm_result *first = grown + analysis->n_results;
    for (size_t i = 0; i < n; i++) {
        const enum ikm_status status =
            result_of_group(run, scope, run->groups.entry[i].key,
                            run->groups.entry[i].item, &first[i], err);
        if (status != IKM_OK)
            return status;
    }
    /* operators are numbered as they came; "tidak diisi" stays last */
    if (scope->query->by == IKM_BY_OPERATOR && n > 0)
        qsort(first,
              n - (run->groups.entry[n - 1].key == KEY_NOT_FILLED ? 1 : 0),
              sizeof *first, compare_groups);
    analysis->results = grown;
    analysis->n_results += n;
    analysis->n_forms += n > 0;
    return IKM_OK;
}

/* Units of --by unit that a result was found for. */
static void mark_units(const struct form_run *run, unsigned char *has_result)
{
    for (size_t i = 0; i < run->groups.n; i++)
        has_result[run->groups.entry[i].key] = 1;
}

/* Without the service, a unit has nobody who could have answered. */
static int offers_service(const struct scope *scope, size_t branch)
{
    if (!scope->query->service)
        return 1;
    for (size_t s = 0; s < scope->n_services; s++)
        if (scope->group_unit[scope->service[s].unit] == branch &&
            scope->service[s].group == scope->service_group)
            return 1;
    return 0;
}

static enum ikm_status list_empty_units(const struct scope *scope,
                                        const unsigned char *has_result,
                                        struct ikm_analysis *analysis,
                                        struct ikm_error *err)
{
    const char **empty =
        ikm_arena_take(scope->arena, scope->units.n_units, sizeof *empty);
    if (!empty)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < scope->units.n_units; i++) {
        const int is_asked = scope->unit.unit_id != 0 && i == 0;
        if (scope->group_unit[i] == i && !is_asked && !has_result[i] &&
            offers_service(scope, i))
            empty[analysis->n_empty_units++] = scope->units.unit[i].name;
    }
    analysis->empty_units = empty;
    return IKM_OK;
}

/* What is told of all groups of a form together. */
static enum ikm_status relate_groups(const struct form_run *run,
                                     struct ikm_analysis *analysis,
                                     struct ikm_error *err)
{
    const enum ikm_by by = run->scope->query->by;
    const size_t n = run->groups.n;
    if (is_compared(by))
        return comparison_of(
            run, &analysis->comparisons[analysis->n_comparisons++], err);
    if (by != IKM_BY_PERIOD)
        return IKM_OK;
    return trend_of_results(run, analysis->results + analysis->n_results - n, n,
                            &analysis->trends[analysis->n_trends++], err);
}

static enum ikm_status run_form(struct scope *scope, int64_t form_id,
                                unsigned char *has_result,
                                struct ikm_analysis *analysis,
                                struct ikm_error *err)
{
    struct form_run run;
    enum ikm_status status = start_run(scope, form_id, &run, err);
    if (status == IKM_OK)
        status = gather_groups(&run, err);
    if (status == IKM_OK)
        status = hide_small_groups(&run, err);
    if (status == IKM_OK)
        status = gather_before(&run, err);
    if (status == IKM_OK)
        status = forget_small_before(&run, err);
    if (status == IKM_OK)
        status = mix_wanted(&run, scope, err);
    if (status == IKM_OK)
        status = gather_crosses(&run, err);
    if (status == IKM_OK)
        status = gather_causes(&run, err);
    if (status != IKM_OK)
        return status;
    if (scope->query->by == IKM_BY_UNIT)
        mark_units(&run, has_result);
    status = add_results(&run, scope, analysis, err);
    if (status == IKM_OK && run.groups.n > 0)
        status = relate_groups(&run, analysis, err);
    return status;
}

static enum ikm_status fail_empty(const struct scope *scope,
                                  struct ikm_error *err)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    const struct ikm_query *query = scope->query;
    const char *all = ikm_say(err->lang, "semua", "all");
    return ikm_fail(
        err, IKM_INPUT,
        "tidak ada respons yang dapat dihitung (unit: %s; layanan: "
        "%s; periode: %s; formulir: %s); catat dengan ikm record atau ikm "
        "import, atau pilih unit, layanan, atau periode lain",
        "nothing to analyse (unit: %s; service: %s; period: %s; "
        "form: %s); add responses with ikm record or ikm import, "
        "or choose another unit, service or period",
        scope->unit.name ? scope->unit.name : all,
        scope->of_service.name ? scope->of_service.name : all,
        ikm_period_words(&query->period, err->lang, period),
        query->form ? query->form : all);
}

static enum ikm_status assemble(struct scope *scope,
                                const struct form_list *forms,
                                struct ikm_analysis *analysis,
                                struct ikm_error *err)
{
    int64_t n_used = 0;
    enum ikm_status status = IKM_OK;
    unsigned char *has_result =
        ikm_arena_take(scope->arena, scope->units.n_units, 1);
    analysis->comparisons =
        ikm_arena_take(scope->arena, forms->n, sizeof *analysis->comparisons);
    analysis->trends =
        ikm_arena_take(scope->arena, forms->n, sizeof *analysis->trends);
    if (!has_result || !analysis->comparisons || !analysis->trends)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < forms->n && status == IKM_OK; i++)
        status =
            run_form(scope, forms->entry[i].form_id, has_result, analysis, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < analysis->n_results && status == IKM_OK; i++) {
        struct ikm_result *result = &analysis->results[i];
        n_used += result->ledger.used;
        if (result->is_hidden)
            status = hide_result(result, scope->arena, err);
        if (analysis->n_forms > 1)
            result->warnings |= 1U << IKM_WARN_SEVERAL_FORMS;
    }
    if (status == IKM_OK && n_used == 0)
        return fail_empty(scope, err);
    if (status != IKM_OK)
        return status;
    if (scope->query->by == IKM_BY_UNIT)
        status = list_empty_units(scope, has_result, analysis, err);
    return status;
}

static int has_trend(const struct ikm_query *query)
{
    return query->with_trend && query->by == IKM_BY_NONE;
}

static enum ikm_status add_trends(struct ikm_store *store,
                                  const struct ikm_query *query,
                                  struct ikm_arena *arena,
                                  struct ikm_analysis *analysis,
                                  struct ikm_error *err)
{
    struct ikm_analysis periods = {.query = *query};
    struct scope scope;
    struct form_list forms = {0};
    enum ikm_status status = scope_make(store, query, arena, &scope, err);
    if (status == IKM_OK)
        status = list_forms(store, query, arena, &forms, err);
    if (status == IKM_OK)
        status = assemble(&scope, &forms, &periods, err);
    analysis->trends = periods.trends;
    analysis->n_trends = periods.n_trends;
    return status;
}

enum ikm_status ikm_assemble(struct ikm_store *store,
                             const struct ikm_query *query,
                             struct ikm_arena *arena,
                             struct ikm_analysis *ret_analysis,
                             struct ikm_error *err)
{
    struct ikm_analysis analysis = {.query = *query};
    const struct ikm_query trend = query_of_trend(query);
    struct scope scope;
    struct form_list forms = {0};
    enum ikm_status status = ikm_refresh_figures(store, query, err);
    if (status == IKM_OK && has_trend(query))
        status = ikm_refresh_figures(store, &trend, err);
    if (status == IKM_OK)
        status = ikm_store_begin_read(store, err);
    if (status != IKM_OK)
        return status;
    status = scope_make(store, query, arena, &scope, err);
    if (status == IKM_OK)
        status = list_forms(store, query, arena, &forms, err);
    if (status == IKM_OK)
        status = assemble(&scope, &forms, &analysis, err);
    if (status == IKM_OK)
        status = promised_of(&scope, &analysis, err);
    if (status == IKM_OK && has_trend(query))
        status = add_trends(store, &trend, arena, &analysis, err);
    ikm_store_end_read(store);
    if (status != IKM_OK)
        return status;
    analysis.query.unit = scope.unit.code;
    analysis.survey = scope.survey;
    analysis.unit_name = scope.unit.name;
    analysis.query.service = scope.of_service.name;
    *ret_analysis = analysis;
    return IKM_OK;
}

#include <string.h>

#include "export/assemble_internal.h"

static enum ikm_status followup_of(struct scope *scope,
                                   struct ikm_analysis *analysis,
                                   struct ikm_error *err)
{
    const struct ikm_period *period = &scope->query->period;
    const struct ikm_plan_about about = {scope->unit.code,
                                         scope->query->service};
    struct ikm_followup *followup =
        ikm_arena_take(scope->arena, 1, sizeof *followup);
    if (!followup)
        return ikm_fail_memory(err);
    enum ikm_status status = IKM_OK;
    if (period->kind != IKM_PERIOD_ALL)
        status = ikm_plan_view(scope->store, &about, period, 0, scope->arena,
                               &followup->now, err);
    if (status == IKM_OK)
        status = ikm_plan_view_before(scope->store, &about, period,
                                      scope->arena, &followup->before,
                                      &followup->before_period, err);
    analysis->followup = followup;
    return status;
}

/* ---- what was published of the results ---- */

/* The office a result is about as a whole, with all below it; 0: none. */
static int64_t unit_of(const struct scope *scope,
                       const struct ikm_result *result)
{
    const enum ikm_by by = scope->query->by;
    if (by == IKM_BY_NONE || by == IKM_BY_PERIOD)
        return scope->unit.unit_id;
    if (by != IKM_BY_UNIT)
        return 0;
    for (size_t i = 0; i < scope->units.n_units; i++)
        if (result->unit == scope->units.unit[i].code)
            /* of the office asked for only what it received itself is told */
            return i == 0 && scope->unit.unit_id != 0 &&
                           scope->units.n_units > 1
                       ? 0
                       : scope->units.unit[i].unit_id;
    return 0;
}

static int is_of(const struct ikm_publication *p, int64_t unit_id,
                 const struct ikm_period *period)
{
    return p->unit_id == unit_id && p->period.kind == period->kind &&
           ikm_date_compare(p->period.from, period->from) == 0 &&
           ikm_date_compare(p->period.to, period->to) == 0;
}

/* Is it later than what the medium last said? The list is in order of dates. */
static int is_said_again(const struct ikm_published_entry *entry, size_t n,
                         size_t i)
{
    for (size_t k = i + 1; k < n; k++)
        if (strcmp(entry[k].publication->medium,
                   entry[i].publication->medium) == 0 &&
            strcmp(entry[k].form->form, entry[i].form->form) == 0)
            return 1;
    return 0;
}

/* All publications of the result, compared with it. */
static enum ikm_status entries_of(struct scope *scope,
                                  const struct ikm_result *result, size_t n_all,
                                  const struct ikm_publication *all,
                                  struct ikm_publications *ret,
                                  struct ikm_error *err)
{
    const int64_t unit_id = unit_of(scope, result);
    const uint32_t at = scope_unit(scope, unit_id);
    struct ikm_published_entry *entry =
        ikm_arena_take(scope->arena, n_all, sizeof *entry);
    *ret = (struct ikm_publications){.entries = entry};
    if (!entry)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n_all && unit_id != 0; i++) {
        size_t n = 0;
        struct ikm_frozen_form *forms = NULL;
        if (!is_of(&all[i], unit_id, &result->period))
            continue;
        const enum ikm_status status =
            ikm_published_read(&all[i], scope->arena, &n, &forms, err);
        if (status != IKM_OK)
            return status;
        for (size_t f = 0; f < n; f++) {
            if (strcmp(forms[f].told.form, result->form->id) != 0)
                continue;
            ikm_published_compare(&forms[f], result->form, result->ledger.used,
                                  &result->index);
            ret->n_changed += forms[f].told.is_changed != 0;
            entry[ret->n_entries++] = (struct ikm_published_entry){
                &all[i], &scope->units.unit[at], &forms[f].told};
        }
    }
    return IKM_OK;
}

static enum ikm_status mark(struct scope *scope, struct ikm_analysis *analysis,
                            struct ikm_result *result, size_t n_all,
                            const struct ikm_publication *all,
                            struct ikm_error *err)
{
    struct ikm_publications found = {0};
    const enum ikm_status status =
        entries_of(scope, result, n_all, all, &found, err);
    if (status != IKM_OK || found.n_entries == 0)
        return status;
    result->published = &found.entries[found.n_entries - 1];
    for (size_t i = 0; i < found.n_entries; i++)
        if (found.entries[i].form->is_changed &&
            !is_said_again(found.entries, found.n_entries, i)) {
            result->published = &found.entries[i];
            result_warn(result, IKM_WARN_CHANGED_SINCE_PUBLISHED, 1);
        }
    if (scope->query->by != IKM_BY_NONE)
        return IKM_OK;
    /* several forms: one list */
    const size_t n = analysis->published.n_entries;
    struct ikm_published_entry *joined =
        ikm_arena_take(scope->arena, n + found.n_entries, sizeof *joined);
    if (!joined)
        return ikm_fail_memory(err);
    if (n > 0)
        memcpy(joined, analysis->published.entries, n * sizeof *joined);
    memcpy(joined + n, found.entries, found.n_entries * sizeof *joined);
    analysis->published.entries = joined;
    analysis->published.n_entries += found.n_entries;
    analysis->published.n_changed += found.n_changed;
    return IKM_OK;
}

enum ikm_status promised_of(struct scope *scope, struct ikm_analysis *analysis,
                            struct ikm_error *err)
{
    const struct ikm_query *query = scope->query;
    const struct ikm_publication *all = NULL;
    size_t n_all = 0;
    enum ikm_status status = IKM_OK;
    if (query->by == IKM_BY_NONE)
        status = followup_of(scope, analysis, err);
    /* what was published is every answer to an office by the exact weights */
    if (status != IKM_OK || query->service ||
        query->rows != IKM_ROWS_ANSWERED || query->weights != IKM_WEIGHTS_EXACT)
        return status;
    status = ikm_store_publications(scope->store, 0, scope->arena, &n_all, &all,
                                    err);
    for (size_t i = 0; i < analysis->n_results && n_all > 0 && status == IKM_OK;
         i++)
        status = mark(scope, analysis, &analysis->results[i], n_all, all, err);
    return status;
}

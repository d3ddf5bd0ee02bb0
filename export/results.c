#include <stdlib.h>

#include "analyze/sample.h"
#include "data/base/text.h"
#include "export/assemble_internal.h"

static struct ikm_ledger ledger_of(const struct ikm_tally *tally)
{
    return (struct ikm_ledger){.received = tally->n_used + tally->n_void +
                                           tally->n_excluded,
                               .used = tally->n_used,
                               .partial = tally->n_partial,
                               .n_void = tally->n_void,
                               .excluded = tally->n_excluded};
}

static struct ikm_sample_figures sample_of(int64_t population, int64_t used)
{
    struct ikm_sample_figures sample = {population, -1, -1};
    if (population < 0)
        return sample;
    sample.required = ikm_sample_krejcie_morgan(population);
    sample.reached = used >= sample.required;
    return sample;
}

/* The unit a result is about: its code and how it is called. */
static enum ikm_status name_result(const struct scope *scope, int64_t key,
                                   struct ikm_result *result,
                                   struct ikm_error *err)
{
    const enum ikm_lang lang = scope->query->lang;
    struct ikm_text name = IKM_TEXT(scope->arena);
    result->unit = scope->unit.code;
    result->name = scope->unit.name;
    if (scope->query->by == IKM_BY_UNIT) {
        result->unit = scope->units.unit[key].code;
        result->name = scope->units.unit[key].name;
    }
    if (!result->name)
        result->name = scope->survey[0] != '\0'
                           ? scope->survey
                           : ikm_say(lang, "Seluruh unit", "All units");
    if (scope->query->by != IKM_BY_UNIT && scope->of_service.name) {
        ikm_text_say(&name, lang, "%s, layanan %s", "%s, service %s",
                     result->name, scope->of_service.name);
        return ikm_text_done(&name, &result->name, err);
    }
    /* what a unit with others below it received itself */
    if (scope->query->by != IKM_BY_UNIT || scope->unit.unit_id == 0 ||
        key != 0 || scope->units.n_units == 1)
        return IKM_OK;
    ikm_text_say(&name, lang, "%s (langsung)", "%s (direct)", result->name);
    return ikm_text_done(&name, &result->name, err);
}

static enum ikm_status combine(const struct form_run *run,
                               const struct group *group,
                               struct ikm_combined *ret_combined,
                               struct ikm_error *err)
{
    const struct scope *scope = run->scope;
    size_t n = 0;
    int all_defined = 1;
    const char **exact =
        ikm_arena_take(scope->arena, group->subs.n, sizeof *exact);
    if (!exact)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < group->subs.n; i++) {
        const struct ikm_sums *sums = group->subs.entry[i].item;
        if (sums->n_rows == 0)
            continue;
        const enum ikm_status status =
            ikm_index_of_sums(run->form, sums, scope->query->weights,
                              scope->arena, &exact[n], err);
        if (status != IKM_OK)
            return status;
        all_defined &= exact[n] != NULL;
        n++;
    }
    ret_combined->n_units = (int64_t)n;
    ret_combined->mean_hundredths =
        n >= 2 && all_defined
            ? ikm_exact_mean_hundredths(exact, n, &ret_combined->mean)
            : -1;
    return IKM_OK;
}

static int compare_causes(const void *left, const void *right)
{
    const struct ikm_cause_count *a = left;
    const struct ikm_cause_count *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    /* what is only a text stands last among equals */
    const int x = a->code ? a->code : IKM_MAX_CAUSES + 1;
    const int y = b->code ? b->code : IKM_MAX_CAUSES + 1;
    return x - y;
}

static const char *cause_text(const struct ikm_element *element, int code,
                              enum ikm_lang lang)
{
    for (size_t i = 0; i < element->n_causes; i++)
        if (element->causes[i].code == code && code != 0)
            return element->causes[i].text;
    return ikm_say(lang, "lainnya", "other");
}

static enum ikm_status list_causes(const struct form_run *run, size_t e,
                                   const int64_t *count,
                                   struct ikm_element_more *more,
                                   struct ikm_error *err)
{
    size_t n = 0;
    struct ikm_cause_count *causes =
        ikm_arena_take(run->scope->arena, IKM_MAX_CAUSES + 1, sizeof *causes);
    if (!causes)
        return ikm_fail_memory(err);
    for (int code = 0; code <= IKM_MAX_CAUSES; code++) {
        if (count[code] == 0)
            continue;
        causes[n++] = (struct ikm_cause_count){
            (uint8_t)code,
            cause_text(&run->form->elements[e], code, run->scope->query->lang),
            count[code]};
        more->n_causes_named += count[code];
    }
    qsort(causes, n, sizeof *causes, compare_causes);
    more->n_causes = n;
    more->causes = causes;
    return IKM_OK;
}

static enum ikm_status more_of(const struct form_run *run, int64_t key,
                               const struct group *group,
                               struct ikm_result *result, struct ikm_error *err)
{
    const size_t n = result->index.n_elements;
    struct ikm_element_more *more =
        ikm_arena_take(run->scope->arena, n, sizeof *more);
    if (!more)
        return ikm_fail_memory(err);
    enum ikm_status status = changes_of(run, group, result, more, err);
    for (size_t e = 0; e < n && group->causes && status == IKM_OK; e++)
        status = list_causes(run, e, group->causes->count[e], &more[e], err);
    if (status == IKM_OK)
        status = certainty_of(run, key, group, result, more, err);
    result->more = more;
    return status;
}

void result_warn(struct ikm_result *result, enum ikm_warning warning, int when)
{
    if (when)
        result->warnings |= 1U << warning;
}

static void warn_all(struct ikm_result *result, const struct ikm_query *query,
                     int differs)
{
    const int64_t used = result->ledger.used;
    const struct ikm_sample_figures *sample = &result->sample;
    const int is_known = sample->population >= 0;
    const int64_t n_rows = query->rows == IKM_ROWS_COMPLETE
                               ? result->tally->complete.n_rows
                               : used;
    result_warn(result, IKM_WARN_NO_RESPONSES, n_rows == 0);
    result_warn(result, IKM_WARN_ONE_RESPONSE, n_rows == 1);
    result_warn(result, IKM_WARN_SAMPLE_TOO_SMALL,
                is_known && !sample->reached);
    result_warn(result, IKM_WARN_POPULATION_UNKNOWN, !is_known);
    result_warn(result, IKM_WARN_POPULATION_BELOW_SAMPLE,
                is_known && used > sample->population);
    result_warn(result, IKM_WARN_CENSUS,
                is_known && used > 0 && used == sample->population);
    result_warn(result, IKM_WARN_VOLUMES_DIFFER, differs);
    result_warn(result, IKM_WARN_PARTIAL_ROWS, result->ledger.partial > 0);
    result_warn(result, IKM_WARN_ELEMENT_WITHOUT_ANSWERS,
                result->index.reason == IKM_REASON_ELEMENT_WITHOUT_ANSWERS);
    result_warn(result, IKM_WARN_OLD_WEIGHT,
                query->weights != IKM_WEIGHTS_EXACT);
    result_warn(result, IKM_WARN_CLASSES_UNVERIFIED,
                result->form->n_classes == 0);
}

static enum ikm_status list_priorities(const struct form_run *run,
                                       struct ikm_result *result,
                                       struct ikm_error *err)
{
    struct ikm_priority *priorities = ikm_arena_take(
        run->scope->arena, result->index.n_elements, sizeof *priorities);
    double p_lowest3[IKM_MAX_ELEMENTS];
    int is_known = 0;
    if (!priorities)
        return ikm_fail_memory(err);
    for (size_t e = 0; e < result->index.n_elements; e++) {
        p_lowest3[e] = result->more[e].p_lowest3.p;
        is_known |= result->more[e].p_lowest3.is_defined;
    }
    result->n_priorities =
        ikm_priorities(result->index.element, result->index.n_elements,
                       is_known ? p_lowest3 : NULL, priorities);
    result->priorities = priorities;
    return IKM_OK;
}

enum ikm_status result_of_group(struct form_run *run, struct scope *scope,
                                int64_t key, struct group *group,
                                struct ikm_result *ret_result,
                                struct ikm_error *err)
{
    struct ikm_result result = {.form = run->form,
                                .period = group_period(scope, key),
                                .is_blank = key == KEY_NOT_FILLED,
                                .is_hidden = group->is_hidden,
                                .is_uncounted = group->is_uncounted,
                                .ledger = ledger_of(&group->tally),
                                .tally = &group->tally};
    struct served served = {-1, 0};
    enum ikm_status status = name_result(scope, key, &result, err);
    if (status == IKM_OK)
        status = group_label(scope, key, &result.group, err);
    if (status == IKM_OK)
        status = ikm_index_of(run->form, counts_of(scope->query, &group->tally),
                              scope->query->weights, scope->arena,
                              &result.index, err);
    if (status == IKM_OK)
        status = population_of(scope, key, &result.period, &served, err);
    if (status != IKM_OK)
        return status;
    result.sample = sample_of(served.population, result.ledger.used);
    warn_all(&result, scope->query, served.differs);
    status = more_of(run, key, group, &result, err);
    if (status == IKM_OK)
        status = change_since_published(run, key, &result, err);
    if (status == IKM_OK)
        status = importance_of(run, group, &result, err);
    if (status == IKM_OK)
        status = list_priorities(run, &result, err);
    if (status == IKM_OK)
        status = combine(run, group, &result.combined, err);
    if (status == IKM_OK &&
        (scope->query->by == IKM_BY_NONE || run->wants_services))
        status = mix_of(run, scope, key, group, &result, err);
    if (status == IKM_OK)
        status = what_if_of(run, &result, err);
    if (status == IKM_OK)
        *ret_result = result;
    return status;
}

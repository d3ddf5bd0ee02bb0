#include <stdlib.h>

#include "analyze/resample.h"
#include "export/assemble_internal.h"

enum { SCRATCH_LIMIT_BYTES = 512 * 1024 * 1024 };

/* What the steps below share about one result. */
struct sure {
    const struct form_run *run;
    const struct group *group;
    struct ikm_result *result;
    struct ikm_element_more *more;
    struct ikm_cross cross; /* of the rows that count */
    double value;           /* the exact IKM, nearest double */
};

static int is_defined(const struct sure *sure)
{
    return sure->result->index.reason == IKM_REASON_NONE;
}

/* ---- index ---- */

static void interval_of_index(struct sure *sure)
{
    struct ikm_result *result = sure->result;
    const struct ikm_spread spread = ikm_spread_of_cross(
        sure->run->form, &sure->cross, sure->run->scope->query->weights);
    const int is_ceiling =
        ikm_is_ceiling(sure->cross.n_all_best, sure->cross.n_used);
    struct ikm_certainty *certainty = &result->certainty;
    certainty->interval =
        ikm_index_interval(&spread, sure->value, sure->run->form->scale_max,
                           result->sample.population, is_ceiling);
    result_warn(result, IKM_WARN_NO_SPREAD,
                certainty->interval.reason == IKM_UNSURE_NO_SPREAD);
    result_warn(result, IKM_WARN_CEILING, is_ceiling);
}

static struct ikm_belief belief_of(const struct sure *sure)
{
    return (struct ikm_belief){
        sure->value, sure->result->index.value_hundredths,
        sure->result->certainty.interval.se, (double)(sure->cross.n_used - 1)};
}

int64_t unit_of_result(const struct scope *scope, int64_t key)
{
    if (scope->query->service)
        return 0;
    if (scope->query->by == IKM_BY_UNIT)
        return scope->units.unit[key].unit_id;
    if (scope->query->by != IKM_BY_NONE && scope->query->by != IKM_BY_PERIOD)
        return 0;
    if (scope->unit.unit_id != 0)
        return scope->unit.unit_id;
    size_t n_top = 0;
    for (size_t i = 0; i < scope->units.n_units; i++)
        n_top += scope->parent[i] == NO_UNIT;
    return n_top == 1 ? scope->units.unit[0].unit_id : 0;
}

static enum ikm_status target_of(const struct sure *sure, int64_t key,
                                 struct ikm_error *err)
{
    const struct scope *scope = sure->run->scope;
    const struct ikm_period *period = &sure->result->period;
    const int64_t unit_id = unit_of_result(scope, key);
    struct ikm_certainty *certainty = &sure->result->certainty;
    certainty->target_hundredths = -1;
    if (unit_id == 0 || period->kind == IKM_PERIOD_ALL ||
        period->from.year != period->to.year)
        return IKM_OK;
    const enum ikm_status status =
        ikm_store_target(scope->store, unit_id, period->from.year,
                         &certainty->target_hundredths, err);
    if (status != IKM_OK || certainty->target_hundredths < 0 ||
        !certainty->interval.ci95.is_defined)
        return status;
    const struct ikm_belief belief = belief_of(sure);
    certainty->target = (struct ikm_p){
        1, ikm_probability_at_least(&belief, certainty->target_hundredths)};
    return IKM_OK;
}

static enum ikm_status certainty_of_index(struct sure *sure, int64_t key,
                                          struct ikm_error *err)
{
    const struct scope *scope = sure->run->scope;
    struct ikm_certainty *certainty = &sure->result->certainty;
    certainty->interval.reason = IKM_UNSURE_NO_INDEX;
    certainty->flip = (struct ikm_flip){-1, -1, -1, -1};
    if (is_defined(sure))
        interval_of_index(sure);
    if (certainty->interval.ci95.is_defined) {
        const struct ikm_belief belief = belief_of(sure);
        certainty->grade = ikm_grade_certainty(sure->run->form, &belief);
    }
    const enum ikm_status status = target_of(sure, key, err);
    if (status != IKM_OK || !is_defined(sure))
        return status;
    return ikm_flip_of(sure->run->form, &sure->result->index,
                       scope->query->weights, scope->arena, &certainty->flip,
                       err);
}

/* ---- elements ---- */

static void certainty_of_elements(struct sure *sure)
{
    const struct ikm_form *form = sure->run->form;
    const struct ikm_result *result = sure->result;
    const double factor =
        ikm_population_factor(sure->cross.n_used, result->sample.population);
    for (size_t e = 0; e < result->index.n_elements; e++) {
        sure->more[e].interval = ikm_element_interval(&result->index.element[e],
                                                      form->scale_max, factor);
        sure->more[e].gain = ikm_gain_of(form, &result->index, e,
                                         sure->run->scope->query->weights);
    }
}

static enum ikm_status mark_lowest(struct sure *sure, struct ikm_error *err)
{
    struct ikm_index *index = &sure->result->index;
    struct ikm_lowest lowest;
    struct ikm_pairs *made = NULL;
    const struct ikm_pairs *pairs = sure->group->pairs;
    if (sure->cross.n_used < 2)
        return IKM_OK;
    if (!pairs) {
        made = malloc(sizeof *made);
        if (!made)
            return ikm_fail_memory(err);
        if (!ikm_pairs_of_cross(sure->run->form, &sure->cross, made)) {
            free(made);
            return IKM_OK;
        }
        pairs = made;
    }
    ikm_lowest_of(index, pairs, &lowest);
    free(made);
    sure->result->certainty.has_lowest_group = 1;
    for (size_t e = 0; e < index->n_elements; e++)
        if (lowest.is_member[e])
            index->element[e].flags |= IKM_FLAG_LOWEST_GROUP;
    return IKM_OK;
}

/* ---- resampling ---- */

static enum ikm_status bootstrap_index(struct sure *sure,
                                       const struct ikm_vectors *rows,
                                       struct ikm_resampled *resampled,
                                       struct ikm_arena *scratch,
                                       struct ikm_error *err)
{
    double *z = ikm_arena_take(scratch, rows->n_rows, sizeof *z);
    if (!z)
        return ikm_fail_memory(err);
    ikm_parts_of_rows(sure->run->form, rows, sure->run->scope->query->weights,
                      z);
    ikm_bootstrap_of(resampled->value, resampled->n_values, sure->value,
                     ikm_acceleration(z, rows->n_rows),
                     &sure->result->certainty.bootstrap);
    return IKM_OK;
}

static void set_lowest3(struct sure *sure, const double *p)
{
    for (size_t e = 0; e < sure->result->index.n_elements; e++)
        if (p[e] >= 0)
            sure->more[e].p_lowest3 = (struct ikm_p){1, p[e]};
}

static enum ikm_status resample(struct sure *sure, struct ikm_error *err)
{
    const struct ikm_query *query = sure->run->scope->query;
    const struct kept_rows *kept = &sure->group->rows;
    const struct ikm_vectors rows = {kept->n_rows, kept->n_elements, kept->sum,
                                     kept->n};
    const struct ikm_resampling resampling = {
        IKM_RESAMPLE_SEED,
        query->n_bootstrap > 0 ? (size_t)query->n_bootstrap : IKM_RESAMPLES};
    struct ikm_arena scratch = IKM_ARENA(SCRATCH_LIMIT_BYTES);
    struct ikm_resampled resampled = {0};
    if (sure->cross.n_used < 2)
        return IKM_OK;
    if (rows.n_rows == 0) {
        double p[IKM_MAX_ELEMENTS];
        if (query->by != IKM_BY_NONE)
            return IKM_OK;
        ikm_lowest3_of_many(sure->run->form, &sure->cross, &resampling, p);
        set_lowest3(sure, p);
        return IKM_OK;
    }
    enum ikm_status status =
        ikm_resample(sure->run->form, &rows, query->weights, &resampling,
                     &scratch, &resampled, err);
    if (status == IKM_OK)
        set_lowest3(sure, resampled.p_lowest3);
    if (status == IKM_OK && query->n_bootstrap > 0 && is_defined(sure))
        status = bootstrap_index(sure, &rows, &resampled, &scratch, err);
    ikm_arena_release(&scratch);
    return status;
}

/* ---- reliability ---- */

static enum ikm_status reliability_of(struct sure *sure, struct ikm_error *err)
{
    struct ikm_result *result = sure->result;
    struct ikm_reliability *reliability =
        ikm_arena_take(sure->run->scope->arena, 1, sizeof *reliability);
    if (!reliability)
        return ikm_fail_memory(err);
    ikm_reliability_of(sure->run->form, &sure->cross, reliability);
    result->reliability = reliability;
    result_warn(result, IKM_WARN_STRAIGHT_LINING,
                ikm_is_straight_lining(result->tally->n_straight,
                                       result->tally->complete.n_rows));
    return IKM_OK;
}

enum ikm_status certainty_of(const struct form_run *run, int64_t key,
                             const struct group *group,
                             struct ikm_result *result,
                             struct ikm_element_more *more,
                             struct ikm_error *err)
{
    struct sure sure = {
        .run = run, .group = group, .result = result, .more = more};
    cross_of(run, group->cross, &sure.cross);
    sure.value = 100 * result->index.index / run->form->scale_max;
    enum ikm_status status = certainty_of_index(&sure, key, err);
    certainty_of_elements(&sure);
    if (status == IKM_OK)
        status = mark_lowest(&sure, err);
    if (status == IKM_OK)
        status = resample(&sure, err);
    if (status == IKM_OK)
        status = reliability_of(&sure, err);
    return status;
}

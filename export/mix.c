#include "analyze/grade.h"
#include "export/assemble_internal.h"

enum ikm_status mix_wanted(struct form_run *run, struct scope *scope,
                           struct ikm_error *err)
{
    const struct ikm_query *query = scope->query;
    /* no volume is of everything, whatever was served in it */
    if (!groups_by_cell(query->by) ||
        (query->period.kind == IKM_PERIOD_ALL && query->by != IKM_BY_PERIOD))
        return IKM_OK;
    return has_service_volumes(scope, &run->wants_services, err);
}

int mix_add(const struct form_run *run, struct group *group,
            const struct ikm_response *response)
{
    const struct service_place *place =
        scope_service(run->scope, response->service_id);
    const size_t k = run->form->n_elements;
    if (group->services.item_bytes == 0)
        group->services = (struct keyed){.arena = run->scope->arena,
                                         .item_bytes = ikm_cross_n_packed(k) *
                                                       sizeof(int64_t)};
    int64_t *cross =
        keyed_take(&group->services, place ? place->group : KEY_NOT_FILLED);
    if (cross)
        ikm_cross_add_row(cross, response, run->element_of, k,
                          run->form->scale_max);
    return cross != NULL;
}

/* One service: who answered, and how. */
static enum ikm_status read_part(const struct form_run *run, int64_t *packed,
                                 struct ikm_stratum *stratum,
                                 struct ikm_error *err)
{
    const size_t k = run->form->n_elements;
    const enum ikm_weights weights = run->scope->query->weights;
    struct ikm_cross cross;
    struct ikm_sums sums = {0};
    ikm_cross_close(packed, run->n_questions, k);
    cross_of(run, packed, &cross);
    sums.n_rows = cross.n_used;
    for (size_t e = 0; e < k; e++) {
        sums.n[e] = cross.m[e];
        sums.sum[e] = cross.s[e];
    }
    stratum->spread = ikm_spread_of_cross(run->form, &cross, weights);
    return ikm_index_of_sums(run->form, &sums, weights, run->scope->arena,
                             &stratum->exact, err);
}

static enum ikm_unmixed reason_of(const struct form_run *run,
                                  const struct ikm_mix *mix,
                                  const struct ikm_stratum *stratum, size_t n)
{
    int64_t population = 0;
    if (!run->keeps_services)
        return IKM_UNMIXED_NOT_READ;
    if (n == 0)
        return IKM_UNMIXED_NO_SERVICE;
    if (n > IKM_STRATA_MOST)
        return IKM_UNMIXED_MANY;
    for (size_t i = 0; i < mix->n_parts; i++)
        if (mix->parts[i].population < 0)
            return IKM_UNMIXED_VOLUMES;
    for (size_t h = 0; h < n; h++) {
        population += stratum[h].population;
        if (!stratum[h].exact)
            return IKM_UNMIXED_ELEMENT;
    }
    return population > 0 ? IKM_UNMIXED_NONE : IKM_UNMIXED_VOLUMES;
}

/* What the steps below share about one result. */
struct mixing {
    const struct form_run *run;
    struct scope *scope;
    int64_t key;
    struct group *group;
    const struct ikm_period *period;
    struct ikm_mix *mix;
    struct ikm_mix_part *parts;  /* room for all services */
    struct ikm_stratum *stratum; /* of those that have respondents */
    size_t n_strata;
};

/* A service of the group, with what is known of it. */
static enum ikm_status add_part(struct mixing *m, int64_t service,
                                struct ikm_error *err)
{
    int64_t *packed = keyed_find(&m->group->services, service);
    struct service_served served;
    struct ikm_stratum *stratum = &m->stratum[m->n_strata];
    struct ikm_mix_part *part = &m->parts[m->mix->n_parts];
    enum ikm_status status =
        service_population(m->scope, m->key, service, m->period, &served, err);
    if (status == IKM_OK && packed)
        status = read_part(m->run, packed, stratum, err);
    if (status != IKM_OK || (!served.exists && !packed))
        return status;
    *part = (struct ikm_mix_part){.name = m->scope->service_name[service],
                                  .service = service,
                                  .n = packed ? stratum->spread.n : 0,
                                  .population = served.population};
    stratum->population = part->population;
    m->n_strata += part->n > 0;
    m->mix->n_parts++;
    m->mix->n += part->n;
    m->mix->n_missing += part->n == 0 && part->population > 0;
    return IKM_OK;
}

static enum ikm_status add_parts(struct mixing *m, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < m->scope->n_service_groups && status == IKM_OK; i++)
        if (!m->scope->query->service ||
            m->scope->service_group == (int64_t)i + 1)
            status = add_part(m, (int64_t)i + 1, err);
    m->mix->parts = m->parts;
    m->mix->n_without_service =
        counts_of(m->scope->query, &m->group->tally)->n_rows - m->mix->n;
    return status;
}

enum ikm_status mix_of(const struct form_run *run, struct scope *scope,
                       int64_t key, struct group *group,
                       struct ikm_result *result, struct ikm_error *err)
{
    const size_t room = scope->n_service_groups + 1;
    struct ikm_mix *mix = ikm_arena_take(scope->arena, 1, sizeof *mix);
    struct mixing m = {.run = run,
                       .scope = scope,
                       .key = key,
                       .group = group,
                       .period = &result->period,
                       .mix = mix};
    m.parts = ikm_arena_take(scope->arena, room, sizeof *m.parts);
    m.stratum = ikm_arena_take(scope->arena, room, sizeof *m.stratum);
    if (!mix || !m.parts || !m.stratum)
        return ikm_fail_memory(err);
    enum ikm_status status = run->keeps_services ? add_parts(&m, err) : IKM_OK;
    if (status != IKM_OK)
        return status;
    mix->reason = reason_of(run, mix, m.stratum, m.n_strata);
    mix->grade = IKM_CLASS_NONE;
    reach_of(run, group, mix);
    if (mix->reason == IKM_UNMIXED_NONE) {
        mix->weighted = ikm_weighted_of(m.stratum, m.n_strata);
        mix->grade = ikm_grade(run->form, mix->weighted.value_hundredths);
        if (scope->query->n_bootstrap > 0)
            status = mix_bootstrap(run, group, mix, err);
    }
    result->mix = mix;
    result_warn(result, IKM_WARN_SERVICES_MISSING,
                mix->n_missing > 0 && mix->n > 0);
    return status;
}

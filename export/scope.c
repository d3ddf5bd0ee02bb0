#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "export/assemble_internal.h"

enum { NAME_KEY_BYTES = 256 };

static int compare_places(const void *left, const void *right)
{
    const struct unit_place *a = left;
    const struct unit_place *b = right;
    return (a->unit_id > b->unit_id) - (a->unit_id < b->unit_id);
}

uint32_t scope_unit(const struct scope *scope, int64_t unit_id)
{
    const struct unit_place wanted = {unit_id, 0};
    if (scope->units.n_units == 0)
        return NO_UNIT;
    const struct unit_place *found =
        bsearch(&wanted, scope->by_id, scope->units.n_units,
                sizeof *scope->by_id, compare_places);
    return found ? found->at : NO_UNIT;
}

static enum ikm_status make_arrays(struct scope *scope, struct ikm_error *err)
{
    const size_t n = scope->units.n_units;
    struct ikm_arena *arena = scope->arena;
    scope->by_id = ikm_arena_take(arena, n, sizeof *scope->by_id);
    scope->parent = ikm_arena_take(arena, n, sizeof *scope->parent);
    scope->group_unit = ikm_arena_take(arena, n, sizeof *scope->group_unit);
    scope->sub_unit = ikm_arena_take(arena, n, sizeof *scope->sub_unit);
    if (!scope->by_id || !scope->parent || !scope->group_unit ||
        !scope->sub_unit)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        scope->by_id[i] =
            (struct unit_place){scope->units.unit[i].unit_id, (uint32_t)i};
    if (n > 0)
        qsort(scope->by_id, n, sizeof *scope->by_id, compare_places);
    for (size_t i = 0; i < n; i++)
        scope->parent[i] = scope_unit(scope, scope->units.unit[i].parent_id);
    if (scope->unit.unit_id == 0)
        return IKM_OK;
    scope->parent[0] = NO_UNIT;
    scope->unit_ids = ikm_arena_take(arena, n, sizeof *scope->unit_ids);
    if (!scope->unit_ids)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        scope->unit_ids[i] = scope->units.unit[i].unit_id;
    return IKM_OK;
}

/* ret_branch[i] = the child of `root` (or root itself) that unit i stands
 * under; root NO_UNIT: the units at the top. Parents come before children. */
static void branch_units(const struct scope *scope, uint32_t root,
                         uint32_t *ret_branch)
{
    for (size_t i = 0; i < scope->units.n_units; i++) {
        const uint32_t parent = scope->parent[i];
        ret_branch[i] = parent == root || parent == NO_UNIT
                            ? (uint32_t)i
                            : ret_branch[parent];
    }
}

/* Where a single unit stands at the top, the units below it are compared. */
static uint32_t root_of_subs(const struct scope *scope)
{
    size_t n_top = 0;
    for (size_t i = 0; i < scope->units.n_units; i++)
        n_top += scope->parent[i] == NO_UNIT;
    return n_top == 1 ? 0 : NO_UNIT;
}

static void branch_all(struct scope *scope)
{
    const uint32_t asked = scope->unit.unit_id != 0 ? 0 : NO_UNIT;
    branch_units(scope, asked, scope->group_unit);
    if (scope->query->by != IKM_BY_UNIT) {
        branch_units(scope, root_of_subs(scope), scope->sub_unit);
        return;
    }
    /* inside each group: its unit, and the children of that */
    for (size_t i = 0; i < scope->units.n_units; i++) {
        const uint32_t group = scope->group_unit[i];
        scope->sub_unit[i] = group == i || scope->parent[i] == group
                                 ? (uint32_t)i
                                 : scope->sub_unit[scope->parent[i]];
    }
}

/* ---- services ---- */

struct named_service {
    char key[NAME_KEY_BYTES];
    const struct ikm_service *service;
};

static int compare_names(const void *left, const void *right)
{
    const struct named_service *a = left;
    const struct named_service *b = right;
    const int order = strcmp(a->key, b->key);
    const int64_t x = a->service->service_id;
    const int64_t y = b->service->service_id;
    return order != 0 ? order : (x > y) - (x < y);
}

static int compare_service_ids(const void *left, const void *right)
{
    const struct service_place *a = left;
    const struct service_place *b = right;
    return (a->service_id > b->service_id) - (a->service_id < b->service_id);
}

const struct service_place *scope_service(const struct scope *scope,
                                          int64_t service_id)
{
    const struct service_place wanted = {.service_id = service_id};
    if (scope->n_services == 0)
        return NULL;
    return bsearch(&wanted, scope->service, scope->n_services,
                   sizeof *scope->service, compare_service_ids);
}

/* Numbers the names in their order; equal names get one number. */
static void number_services(struct scope *scope,
                            const struct named_service *named, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct ikm_service *service = named[i].service;
        if (i == 0 || strcmp(named[i].key, named[i - 1].key) != 0)
            scope->service_name[++scope->n_service_groups] = service->name;
        scope->service[scope->n_services++] =
            (struct service_place){.service_id = service->service_id,
                                   .group = (int64_t)scope->n_service_groups,
                                   .unit = scope_unit(scope, service->unit_id)};
    }
    if (n > 0)
        qsort(scope->service, n, sizeof *scope->service, compare_service_ids);
}

static enum ikm_status read_services(struct scope *scope, struct ikm_error *err)
{
    const struct ikm_service *services = NULL;
    size_t n_all = 0;
    size_t n = 0;
    enum ikm_status status = ikm_store_services(scope->store, 0, scope->arena,
                                                &n_all, &services, err);
    if (status != IKM_OK)
        return status;
    struct named_service *named = calloc(n_all + 1, sizeof *named);
    scope->service =
        ikm_arena_take(scope->arena, n_all, sizeof *scope->service);
    scope->service_name =
        ikm_arena_take(scope->arena, n_all + 1, sizeof *scope->service_name);
    if (!named || !scope->service || !scope->service_name) {
        status = ikm_fail_memory(err);
        goto out;
    }
    for (size_t i = 0; i < n_all; i++) {
        if (scope_unit(scope, services[i].unit_id) == NO_UNIT)
            continue;
        (void)ikm_fold_spaces(services[i].name, named[n].key, NAME_KEY_BYTES);
        named[n++].service = &services[i];
    }
    qsort(named, n, sizeof *named, compare_names);
    number_services(scope, named, n);
out:
    free(named);
    return status;
}

/* Services of one name are one group: any of them tells which. */
static void find_service_group(struct scope *scope)
{
    for (size_t i = 0; i < scope->of_service.n_ids && scope->service_group == 0;
         i++) {
        const struct service_place *place =
            scope_service(scope, scope->of_service.id[i]);
        scope->service_group = place ? place->group : 0;
    }
}

enum ikm_status scope_make(struct ikm_store *store,
                           const struct ikm_query *query,
                           struct ikm_arena *arena, struct scope *ret_scope,
                           struct ikm_error *err)
{
    struct scope scope = {.store = store, .arena = arena, .query = query};
    enum ikm_status status =
        ikm_store_setting(store, "name", arena, &scope.survey, err);
    if (status == IKM_OK && query->unit)
        status =
            ikm_store_find_unit(store, query->unit, arena, &scope.unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, scope.unit.unit_id, arena,
                                       &scope.units, err);
    if (status == IKM_OK)
        status = make_arrays(&scope, err);
    if (status == IKM_OK)
        status = ikm_of_service_find(store, query->service, arena,
                                     &scope.of_service, err);
    if (status != IKM_OK)
        return status;
    branch_all(&scope);
    status = read_services(&scope, err);
    if (status == IKM_OK)
        find_service_group(&scope);
    *ret_scope = scope;
    return status;
}

struct ikm_slice scope_slice(const struct scope *scope, int64_t form_id)
{
    const struct ikm_period *period = &scope->query->period;
    struct ikm_slice slice = {.form_id = form_id};
    if (scope->unit_ids) {
        slice.n_units = scope->units.n_units;
        slice.unit_ids = scope->unit_ids;
    }
    if (period->kind != IKM_PERIOD_ALL) {
        slice.month_from = ikm_date_month_index(period->from);
        slice.month_to = ikm_date_month_index(period->to);
    }
    return slice;
}

int scope_holds(const struct scope *scope, const struct ikm_response *response)
{
    return scope_unit(scope, response->unit_id) != NO_UNIT &&
           ikm_of_service_holds(&scope->of_service, response->service_id) &&
           ikm_period_holds(&scope->query->period, response->date);
}

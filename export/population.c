#include <stdlib.h>

#include "export/assemble_internal.h"

enum { UNKNOWN = -1 };

static struct ikm_date day_after(struct ikm_date date)
{
    if (date.day < ikm_days_in_month(date.year, date.month)) {
        date.day++;
        return date;
    }
    date.day = 1;
    if (date.month == 12) {
        date.month = 1;
        date.year++;
    } else {
        date.month++;
    }
    return date;
}

/* One volume, with what it and volumes after it reach up to the period's end.
 */
struct piece {
    struct ikm_date from, to;
    int64_t n_served;
    int64_t total; /* UNKNOWN: the end is not reached */
};

/* Latest start first, and of one start the longest first. */
static int compare_pieces(const void *left, const void *right)
{
    const struct piece *a = left;
    const struct piece *b = right;
    const int order = ikm_date_compare(b->from, a->from);
    return order != 0 ? order : ikm_date_compare(b->to, a->to);
}

/* The total from `date` on: of the longest volume that starts there and leads
 * to the end. */
static int64_t total_from(const struct piece *piece, size_t n,
                          struct ikm_date date)
{
    for (size_t i = 0; i < n; i++)
        if (ikm_date_compare(piece[i].from, date) == 0 &&
            piece[i].total != UNKNOWN)
            return piece[i].total;
    return UNKNOWN;
}

/* People served by one service (0: the office as a whole) in exactly this
 * period: one volume, or volumes laid end to end. */
static enum ikm_status tile(const struct unit_volumes *volumes,
                            int64_t service_id, const struct ikm_period *period,
                            int64_t *ret_total, struct ikm_error *err)
{
    size_t n = 0;
    *ret_total = UNKNOWN;
    struct piece *piece = calloc(volumes->n + 1, sizeof *piece);
    if (!piece)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < volumes->n; i++) {
        const struct ikm_volume *v = &volumes->volume[i];
        if (v->service_id == service_id &&
            ikm_date_compare(v->period.from, period->from) >= 0 &&
            ikm_date_compare(v->period.to, period->to) <= 0)
            piece[n++] = (struct piece){v->period.from, v->period.to,
                                        v->n_served, UNKNOWN};
    }
    qsort(piece, n, sizeof *piece, compare_pieces);
    for (size_t i = 0; i < n; i++) {
        const int64_t rest = ikm_date_compare(piece[i].to, period->to) == 0
                                 ? 0
                                 : total_from(piece, i, day_after(piece[i].to));
        if (rest != UNKNOWN)
            piece[i].total = piece[i].n_served + rest;
    }
    *ret_total = total_from(piece, n, period->from);
    free(piece);
    return IKM_OK;
}

static enum ikm_status read_volumes(struct scope *scope, struct ikm_error *err)
{
    const size_t n = scope->units.n_units;
    enum ikm_status status = IKM_OK;
    if (scope->volumes)
        return IKM_OK;
    scope->volumes = ikm_arena_take(scope->arena, n, sizeof *scope->volumes);
    if (!scope->volumes)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        status = ikm_store_volumes(scope->store, scope->units.unit[i].unit_id,
                                   scope->arena, &scope->volumes[i].n,
                                   &scope->volumes[i].volume, err);
    return status;
}

/* What is known of one unit, and of the sum of its parts so far. */
struct sum {
    int64_t total;
    size_t n_parts;
    int unknown; /* a part is not known: neither is the sum */
    int differs; /* somewhere below */
};

static void add_part(struct sum *sum, int64_t total)
{
    sum->n_parts++;
    sum->unknown |= total == UNKNOWN;
    sum->total += total == UNKNOWN ? 0 : total;
}

static int64_t known(const struct sum *sum)
{
    return sum->unknown || sum->n_parts == 0 ? UNKNOWN : sum->total;
}

/* Does the service belong to the result of this key? */
static int is_of(const struct scope *scope, const struct service_place *service,
                 int64_t key)
{
    return scope->query->by != IKM_BY_UNIT ||
           scope->group_unit[service->unit] == key;
}

/* Sums over services: per unit, or those of one name (group > 0). */
static enum ikm_status sum_services(const struct scope *scope,
                                    const struct ikm_period *period,
                                    int64_t group, struct sum *sums,
                                    struct ikm_error *err)
{
    for (size_t i = 0; i < scope->n_services; i++) {
        const struct service_place *service = &scope->service[i];
        int64_t total = UNKNOWN;
        if (group > 0 && service->group != group)
            continue;
        const enum ikm_status status =
            tile(&scope->volumes[service->unit], service->service_id, period,
                 &total, err);
        if (status != IKM_OK)
            return status;
        add_part(&sums[group > 0 ? 0 : service->unit], total);
    }
    return IKM_OK;
}

struct unit_served {
    struct sum services;
    struct sum children;
    struct served all;    /* with those below it */
    struct served direct; /* its own services */
};

static enum ikm_status serve_unit(const struct scope *scope, size_t i,
                                  const struct ikm_period *period,
                                  struct unit_served *unit,
                                  struct ikm_error *err)
{
    int64_t own = UNKNOWN;
    const enum ikm_status status =
        tile(&scope->volumes[i], 0, period, &own, err);
    if (status != IKM_OK)
        return status;
    struct sum parts = unit->children;
    if (unit->services.n_parts > 0)
        add_part(&parts, known(&unit->services));
    const int64_t sum = known(&parts);
    unit->all.population = own != UNKNOWN ? own : sum;
    unit->all.differs =
        own != UNKNOWN ? sum != UNKNOWN && sum != own : parts.differs;
    unit->direct = unit->children.n_parts == 0
                       ? unit->all
                       : (struct served){known(&unit->services), 0};
    return IKM_OK;
}

/* Children before parents: each hands its number up. */
static enum ikm_status serve_units(const struct scope *scope,
                                   const struct ikm_period *period,
                                   struct unit_served *units, struct sum *top,
                                   struct ikm_error *err)
{
    for (size_t i = scope->units.n_units; i-- > 0;) {
        const uint32_t parent = scope->parent[i];
        struct sum *up = parent == NO_UNIT ? top : &units[parent].children;
        const enum ikm_status status =
            serve_unit(scope, i, period, &units[i], err);
        if (status != IKM_OK)
            return status;
        add_part(up, units[i].all.population);
        up->differs |= units[i].all.differs;
    }
    return IKM_OK;
}

/* All units in one period: kept, because many groups ask for the same one. */
struct served_units {
    struct ikm_period period;
    struct served top;
    struct unit_served *unit; /* [units.n_units] */
};

/* NULL when out of memory, the one thing that can fail. */
static struct served_units *serve_period(const struct scope *scope,
                                         const struct ikm_period *period,
                                         struct ikm_error *err)
{
    struct sum top = {0};
    const size_t n = scope->units.n_units;
    struct served_units *served =
        ikm_arena_take(scope->arena, 1, sizeof *served);
    struct unit_served *unit = ikm_arena_take(scope->arena, n, sizeof *unit);
    struct sum *services = calloc(n + 1, sizeof *services);
    if (!served || !unit || !services) {
        free(services);
        return NULL;
    }
    enum ikm_status status = sum_services(scope, period, 0, services, err);
    for (size_t i = 0; i < n; i++)
        unit[i].services = services[i];
    free(services);
    if (status == IKM_OK)
        status = serve_units(scope, period, unit, &top, err);
    *served = (struct served_units){*period, {known(&top), top.differs}, unit};
    return status == IKM_OK ? served : NULL;
}

static enum ikm_status of_units(struct scope *scope, int64_t key,
                                const struct ikm_period *period,
                                struct served *ret_served,
                                struct ikm_error *err)
{
    const struct served_units *served = scope->served;
    if (!served || ikm_date_compare(served->period.from, period->from) != 0 ||
        ikm_date_compare(served->period.to, period->to) != 0) {
        scope->served = serve_period(scope, period, err);
        served = scope->served;
    }
    if (!served)
        return ikm_fail_memory(err);
    if (scope->query->by != IKM_BY_UNIT)
        *ret_served = served->top;
    else if (scope->unit.unit_id != 0 && key == 0)
        *ret_served = served->unit[0].direct;
    else
        *ret_served = served->unit[key].all;
    return IKM_OK;
}

/* The service asked for, whatever else its offices serve. */
static enum ikm_status of_service(struct scope *scope, int64_t key,
                                  const struct ikm_period *period,
                                  struct served *ret_served,
                                  struct ikm_error *err)
{
    struct service_served served = {0, UNKNOWN};
    enum ikm_status status = IKM_OK;
    if (scope->service_group != 0)
        status = service_population(scope, key, scope->service_group, period,
                                    &served, err);
    ret_served->population = served.population;
    return status;
}

enum ikm_status population_of(struct scope *scope, int64_t key,
                              const struct ikm_period *period,
                              struct served *ret_served, struct ikm_error *err)
{
    const enum ikm_by by = scope->query->by;
    struct sum services = {0};
    *ret_served = (struct served){UNKNOWN, 0};
    if (period->kind == IKM_PERIOD_ALL ||
        (!groups_by_cell(by) && by != IKM_BY_SERVICE) ||
        (by == IKM_BY_SERVICE && key == KEY_NOT_FILLED))
        return IKM_OK;
    if (scope->query->service)
        return of_service(scope, key, period, ret_served, err);
    enum ikm_status status = read_volumes(scope, err);
    if (status != IKM_OK)
        return status;
    if (by != IKM_BY_SERVICE)
        return of_units(scope, key, period, ret_served, err);
    status = sum_services(scope, period, key, &services, err);
    if (status == IKM_OK)
        ret_served->population = known(&services);
    return status;
}

enum ikm_status service_population(struct scope *scope, int64_t key,
                                   int64_t group,
                                   const struct ikm_period *period,
                                   struct service_served *ret_served,
                                   struct ikm_error *err)
{
    struct sum sum = {0};
    enum ikm_status status = IKM_OK;
    *ret_served = (struct service_served){0, UNKNOWN};
    if (period->kind != IKM_PERIOD_ALL)
        status = read_volumes(scope, err);
    for (size_t i = 0; i < scope->n_services && status == IKM_OK; i++) {
        const struct service_place *service = &scope->service[i];
        int64_t total = UNKNOWN;
        if (service->group != group || !is_of(scope, service, key))
            continue;
        ret_served->exists = 1;
        if (period->kind != IKM_PERIOD_ALL)
            status = tile(&scope->volumes[service->unit], service->service_id,
                          period, &total, err);
        add_part(&sum, total);
    }
    ret_served->population = known(&sum);
    return status;
}

static int is_within(const struct ikm_period *part,
                     const struct ikm_period *whole)
{
    return whole->kind == IKM_PERIOD_ALL ||
           (ikm_date_compare(part->from, whole->from) >= 0 &&
            ikm_date_compare(part->to, whole->to) <= 0);
}

enum ikm_status has_service_volumes(struct scope *scope, int *ret_has,
                                    struct ikm_error *err)
{
    *ret_has = 0;
    if (scope->n_services == 0)
        return IKM_OK;
    const enum ikm_status status = read_volumes(scope, err);
    for (size_t i = 0; i < scope->units.n_units && status == IKM_OK; i++)
        for (size_t v = 0; v < scope->volumes[i].n && !*ret_has; v++)
            *ret_has =
                scope->volumes[i].volume[v].service_id != 0 &&
                ikm_of_service_holds(&scope->of_service,
                                     scope->volumes[i].volume[v].service_id) &&
                is_within(&scope->volumes[i].volume[v].period,
                          &scope->query->period);
    return status;
}

#include "analyze/suppress.h"
#include "export/assemble_internal.h"

int is_of_respondents(enum ikm_by by)
{
    return by != IKM_BY_SERVICE && !groups_by_cell(by);
}

int64_t least_in_group(const struct ikm_query *query)
{
    return query->min_group > 0 ? query->min_group : IKM_LEAST_IN_GROUP;
}

/* Of services it is asked only where they are published. */
static int hides_groups(const struct ikm_query *query)
{
    return is_of_respondents(query->by) ||
           (query->is_published && query->by == IKM_BY_SERVICE);
}

/* Whom the figures of a group are about. */
static int64_t people_in(const struct form_run *run, const struct group *group)
{
    const int64_t n_rows = counts_of(run->scope->query, &group->tally)->n_rows;
    return n_rows > 0 ? n_rows : group->tally.n_used;
}

struct told {
    int64_t *n_used, *n_people;
    unsigned char *is_blank, *uncounted, *hidden;
};

static int take_told(struct ikm_arena *arena, size_t n, struct told *told)
{
    told->n_used = ikm_arena_take(arena, n, sizeof *told->n_used);
    told->n_people = ikm_arena_take(arena, n, sizeof *told->n_people);
    told->is_blank = ikm_arena_take(arena, n, 1);
    told->uncounted = ikm_arena_take(arena, n, 1);
    told->hidden = ikm_arena_take(arena, n, 1);
    return told->n_used && told->n_people && told->is_blank &&
           told->uncounted && told->hidden;
}

enum ikm_status hide_small_groups(struct form_run *run, struct ikm_error *err)
{
    const size_t n_groups = run->groups.n;
    const int64_t least = least_in_group(run->scope->query);
    struct ikm_arena *arena = run->scope->arena;
    struct told told = {0};
    if (!hides_groups(run->scope->query))
        return IKM_OK;
    if (!take_told(arena, n_groups, &told))
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n_groups; i++) {
        const struct group *group = run->groups.entry[i].item;
        told.n_used[i] = group->tally.n_used;
        told.n_people[i] = people_in(run, group);
        told.is_blank[i] = run->groups.entry[i].key == KEY_NOT_FILLED;
    }
    (void)ikm_suppress(told.n_used, told.is_blank, n_groups, least,
                       told.uncounted);
    run->n_hidden =
        ikm_suppress(told.n_people, NULL, n_groups, least, told.hidden);
    for (size_t i = 0; i < n_groups; i++) {
        struct group *group = run->groups.entry[i].item;
        group->is_uncounted = told.uncounted[i];
        group->is_hidden = told.hidden[i] || told.uncounted[i];
    }
    return IKM_OK;
}

/* ---- the period before ---- */

int count_before(struct form_run *run, int32_t month, int64_t key)
{
    struct ikm_arena *arena = run->scope->arena;
    if (run->before_people.item_bytes == 0)
        run->before_people =
            (struct keyed){.arena = arena, .item_bytes = sizeof(struct keyed)};
    struct keyed *groups = keyed_take(&run->before_people, month);
    if (!groups)
        return 0;
    if (groups->item_bytes == 0)
        *groups = (struct keyed){.arena = arena, .item_bytes = sizeof(int64_t)};
    int64_t *n = keyed_take(groups, key);
    if (n)
        ++*n;
    return n != NULL;
}

/* Would a group of that period be hidden? */
static enum ikm_status hides_in(struct form_run *run, int32_t month,
                                int *ret_hides, struct ikm_error *err)
{
    const struct keyed *groups = keyed_find(&run->before_people, month);
    const size_t n_groups = groups ? groups->n : 0;
    struct ikm_arena *arena = run->scope->arena;
    int64_t *n = ikm_arena_take(arena, n_groups, sizeof *n);
    unsigned char *hidden = ikm_arena_take(arena, n_groups, sizeof *hidden);
    if (!n || !hidden)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n_groups; i++)
        n[i] = *(const int64_t *)groups->entry[i].item;
    *ret_hides = ikm_suppress(n, NULL, n_groups,
                              least_in_group(run->scope->query), hidden) > 0;
    return IKM_OK;
}

enum ikm_status forget_small_before(struct form_run *run, struct ikm_error *err)
{
    int32_t month = 0;
    int hides = 0;
    if (!is_of_respondents(run->scope->query->by))
        return IKM_OK;
    for (size_t i = 0; i < run->groups.n; i++) {
        struct group *group = run->groups.entry[i].item;
        if (group->before.month != month) {
            month = group->before.month;
            const enum ikm_status status = hides_in(run, month, &hides, err);
            if (status != IKM_OK)
                return status;
        }
        if (hides || run->n_hidden > 0)
            group->before = (struct before){0};
    }
    return IKM_OK;
}

/* ---- a result without figures ---- */

static void blank_elements(struct ikm_result *result,
                           struct ikm_element_figures *element,
                           struct ikm_weighed *weighed)
{
    weighed->importance.source = result->weighed->importance.source;
    weighed->importance.reason = IKM_UNWEIGHED_FEW;
    weighed->importance.n = -1;
    for (size_t e = 0; e < result->index.n_elements; e++) {
        element[e] = (struct ikm_element_figures){
            .n = -1, .sum = -1, .grade = IKM_CLASS_NONE};
        for (int s = 0; s < IKM_MAX_SCALE; s++)
            element[e].count[s] = -1;
        weighed->importance.item[e].reason = IKM_UNWEIGHED_FEW;
    }
}

enum ikm_status hide_result(struct ikm_result *result, struct ikm_arena *arena,
                            struct ikm_error *err)
{
    static const struct ikm_tally nobody;
    const size_t k = result->index.n_elements;
    const int64_t used = result->is_uncounted ? -1 : result->ledger.used;
    struct ikm_element_figures *element =
        ikm_arena_take(arena, k, sizeof *element);
    struct ikm_element_more *more = ikm_arena_take(arena, k, sizeof *more);
    struct ikm_reliability *reliability =
        ikm_arena_take(arena, 1, sizeof *reliability);
    struct ikm_weighed *weighed = ikm_arena_take(arena, 1, sizeof *weighed);
    if (!element || !more || !reliability || !weighed)
        return ikm_fail_memory(err);
    reliability->n = -1;
    blank_elements(result, element, weighed);
    *result = (struct ikm_result){
        .form = result->form,
        .unit = result->unit,
        .name = result->name,
        .period = result->period,
        .group = result->group,
        .is_blank = result->is_blank,
        .is_hidden = 1,
        .is_uncounted = result->is_uncounted,
        .ledger = {-1, used, -1, -1, -1},
        .sample = {-1, -1, -1},
        .index = {.reason = IKM_REASON_NO_ROWS,
                  .n_elements = k,
                  .element = element,
                  .grade = IKM_CLASS_NONE},
        .certainty = {.interval = {.reason = IKM_UNSURE_NO_INDEX},
                      .flip = {-1, -1, -1, -1},
                      .target_hundredths = -1},
        .reliability = reliability,
        .weighed = weighed,
        .more = more,
        .combined = {-1, -1, 0},
        .tally = &nobody,
        .warnings = 1U << IKM_WARN_SUPPRESSED,
    };
    return IKM_OK;
}

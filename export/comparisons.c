#include <stdlib.h>

#include "export/assemble_internal.h"

int is_compared(enum ikm_by by)
{
    return by != IKM_BY_NONE && by != IKM_BY_PERIOD;
}

/* The groups that are compared. */
struct compared {
    size_t n_groups, n_values;
    const struct group **group; /* [n_groups] */
    int64_t *value;             /* [n_values], ascending */
};

static int compare_values(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* All values that stand in any group, each once. */
static enum ikm_status list_values(struct ikm_arena *arena,
                                   struct compared *compared,
                                   struct ikm_error *err)
{
    size_t n = 0;
    size_t n_distinct = 0;
    for (size_t g = 0; g < compared->n_groups; g++)
        n += compared->group[g]->values.n;
    int64_t *value = ikm_arena_take(arena, n + 1, sizeof *value);
    if (!value)
        return ikm_fail_memory(err);
    n = 0;
    for (size_t g = 0; g < compared->n_groups; g++)
        for (size_t i = 0; i < compared->group[g]->values.n; i++)
            value[n++] = compared->group[g]->values.entry[i].key;
    qsort(value, n, sizeof *value, compare_values);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || value[i] != value[i - 1])
            value[n_distinct++] = value[i];
    compared->value = value;
    compared->n_values = n_distinct;
    return IKM_OK;
}

/* Both lists ascend. */
static void count_values(const struct compared *compared, int64_t *count)
{
    for (size_t g = 0; g < compared->n_groups; g++) {
        const struct keyed *values = &compared->group[g]->values;
        size_t v = 0;
        for (size_t i = 0; i < values->n; i++) {
            while (compared->value[v] < values->entry[i].key)
                v++;
            count[v * compared->n_groups + g] =
                *(const int64_t *)values->entry[i].item;
        }
    }
}

static enum ikm_status test_groups(struct ikm_arena *arena,
                                   struct compared *compared,
                                   struct ikm_compared_group *groups,
                                   struct ikm_comparison *told,
                                   struct ikm_error *err)
{
    const size_t n = compared->n_groups;
    enum ikm_status status = list_values(arena, compared, err);
    if (status != IKM_OK)
        return status;
    int64_t *count =
        ikm_arena_take(arena, compared->n_values * n + 1, sizeof *count);
    struct ikm_group_ranks *ranks = ikm_arena_take(arena, n + 1, sizeof *ranks);
    const size_t n_pairs =
        n < 2 || n > IKM_DUNN_MOST_GROUPS ? 0 : n * (n - 1) / 2;
    struct ikm_dunn *pairs = ikm_arena_take(arena, n_pairs, sizeof *pairs);
    if (!count || !ranks || !pairs)
        return ikm_fail_memory(err);
    count_values(compared, count);
    const struct ikm_value_counts counts = {compared->n_values, n, count};
    told->kruskal = ikm_kruskal_of(&counts, ranks);
    for (size_t g = 0; g < n; g++)
        groups[g].ranks = ranks[g];
    if (n_pairs > 0)
        ikm_dunn_pairs(&told->kruskal, ranks, n, pairs);
    told->n_pairs = n_pairs;
    told->pairs = pairs;
    return IKM_OK;
}

static enum ikm_status name_group(const struct scope *scope, int64_t key,
                                  struct ikm_compared_group *group,
                                  struct ikm_error *err)
{
    const enum ikm_status status = group_label(scope, key, &group->group, err);
    group->name = scope->query->by == IKM_BY_UNIT ? scope->units.unit[key].name
                                                  : group->group;
    return status;
}

enum ikm_status comparison_of(const struct form_run *run,
                              struct ikm_comparison *ret_comparison,
                              struct ikm_error *err)
{
    const struct scope *scope = run->scope;
    const size_t n = run->groups.n;
    struct ikm_comparison told = {.form = run->form,
                                  .is_read = run->keeps_values};
    struct compared compared = {0};
    struct ikm_compared_group *groups =
        ikm_arena_take(scope->arena, n, sizeof *groups);
    compared.group = ikm_arena_take(scope->arena, n, sizeof *compared.group);
    if (!groups || !compared.group)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n && run->keeps_values; i++) {
        const struct group *group = run->groups.entry[i].item;
        const int64_t key = run->groups.entry[i].key;
        if (group->is_hidden || key == KEY_NOT_FILLED || group->values.n == 0)
            continue;
        const enum ikm_status status =
            name_group(scope, key, &groups[compared.n_groups], err);
        if (status != IKM_OK)
            return status;
        compared.group[compared.n_groups++] = group;
    }
    told.n_groups = compared.n_groups;
    told.groups = groups;
    const enum ikm_status status =
        test_groups(scope->arena, &compared, groups, &told, err);
    *ret_comparison = told;
    return status;
}

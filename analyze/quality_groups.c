#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/kruskal.h"
#include "analyze/quality_internal.h"
#include "data/form.h"

/* The mean of the elements' means of one response, in billionths: whole
 * numbers, so that equal means are equal. */
static int64_t mean_of(const struct look *look,
                       const struct ikm_quality_row *row)
{
    int sum[IKM_MAX_ELEMENTS] = {0};
    int n[IKM_MAX_ELEMENTS] = {0};
    double mean = 0;
    int n_elements = 0;
    for (size_t q = 0; q < row->n_answers; q++) {
        const size_t e = look->rows->element_of[q];
        sum[e] += row->answer[q];
        n[e] += row->answer[q] > 0;
    }
    for (size_t e = 0; e < look->rows->n_elements; e++)
        if (n[e] > 0) {
            mean += (double)sum[e] / n[e];
            n_elements++;
        }
    return n_elements ? llround(mean / n_elements * 1e9) : 0;
}

/* One response in a comparison. */
struct compared {
    int64_t group; /* number of the operator or channel; then 0.. */
    int64_t value;
    uint32_t row;
};

static int compare_groups(const void *left, const void *right)
{
    const struct compared *a = left;
    const struct compared *b = right;
    if (a->group != b->group)
        return a->group > b->group ? 1 : -1;
    return (a->row > b->row) - (a->row < b->row);
}

static int compare_values(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* Groups that are large enough, numbered 0.. ; returns how many rows stay. */
static size_t number_groups(struct compared *item, size_t n, double least,
                            size_t *ret_n_groups)
{
    size_t kept = 0;
    *ret_n_groups = 0;
    qsort(item, n, sizeof *item, compare_groups);
    for (size_t from = 0, to = 0; from < n; from = to) {
        while (to < n && item[to].group == item[from].group)
            to++;
        if ((double)(to - from) < least)
            continue;
        memmove(item + kept, item + from, (to - from) * sizeof *item);
        /* only now: the loop above looks at the numbers of the rows */
        for (size_t i = 0; i < to - from; i++)
            item[kept++].group = (int64_t)*ret_n_groups;
        (*ret_n_groups)++;
    }
    return kept;
}

/* Ascending values without repetition into `value`; returns how many. */
static size_t list_values(const struct compared *item, size_t n, int64_t *value)
{
    size_t n_values = 0;
    for (size_t i = 0; i < n; i++)
        value[i] = item[i].value;
    qsort(value, n, sizeof *value, compare_values);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || value[i] != value[n_values - 1])
            value[n_values++] = value[i];
    return n_values;
}

/* The group that stands furthest from the middle for its size. */
static size_t furthest(const struct ikm_group_ranks *ranks, size_t n_groups,
                       int64_t n)
{
    size_t found = 0;
    double most = -1;
    for (size_t g = 0; g < n_groups; g++) {
        const double off = fabs(ranks[g].mean_rank - (double)(n + 1) / 2) *
                           sqrt((double)ranks[g].n);
        if (off > most) {
            most = off;
            found = g;
        }
    }
    return found;
}

static void add_group(struct look *look, enum ikm_finding_kind kind,
                      const struct compared *item, size_t n, size_t group,
                      const struct ikm_kruskal *test)
{
    double sum = 0;
    double sum_of_others = 0;
    size_t picked = 0;
    for (size_t i = 0; i < n; i++) {
        if ((size_t)item[i].group != group) {
            sum_of_others += (double)item[i].value * 1e-9;
            continue;
        }
        sum += (double)item[i].value * 1e-9;
        look->picked[picked++] = item[i].row;
    }
    struct ikm_finding *finding = look_add(look, kind, IKM_FINDING_REASON_NONE,
                                           look->picked, picked, (int64_t)n);
    if (!finding)
        return;
    finding->p = test->p;
    finding->epsilon_squared = test->epsilon_squared;
    finding->mean = sum / (double)picked;
    finding->mean_of_others = sum_of_others / (double)(n - picked);
}

static void test_groups(struct look *look, enum ikm_finding_kind kind,
                        struct compared *item, size_t n)
{
    size_t n_groups = 0;
    n = number_groups(item, n, look_setting(look, IKM_QUALITY_GROUP),
                      &n_groups);
    if (n_groups < 2)
        return;
    int64_t *value = ikm_arena_take(look->arena, n, sizeof *value);
    struct ikm_group_ranks *ranks =
        ikm_arena_take(look->arena, n_groups, sizeof *ranks);
    if (!value || !ranks) {
        look->failed = true;
        return;
    }
    struct ikm_value_counts counts = {list_values(item, n, value), n_groups,
                                      NULL};
    int64_t *count =
        ikm_arena_take(look->arena, counts.n_values, n_groups * sizeof *count);
    if (!count) {
        look->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const int64_t *at = bsearch(&item[i].value, value, counts.n_values,
                                    sizeof *value, compare_values);
        if (at)
            count[(size_t)(at - value) * n_groups + (size_t)item[i].group]++;
    }
    counts.count = count;
    const struct ikm_kruskal test = ikm_kruskal_of(&counts, ranks);
    if (test.reason == IKM_COMPARABLE &&
        test.p < look_setting(look, IKM_QUALITY_P) &&
        test.epsilon_squared > look_setting(look, IKM_QUALITY_EPSILON))
        add_group(look, kind, item, n, furthest(ranks, n_groups, test.n),
                  &test);
}

void look_groups(struct look *look)
{
    const size_t n_rows = look->rows->n_rows;
    struct compared *item =
        ikm_arena_take(look->arena, n_rows + 1, sizeof *item);
    if (!item) {
        look->failed = true;
        return;
    }
    for (int by_channel = 0; by_channel < 2; by_channel++) {
        size_t n = 0;
        for (size_t i = 0; i < n_rows; i++) {
            const struct ikm_quality_row *row = &look->rows->row[i];
            const int64_t group = by_channel ? row->channel : row->operator_id;
            if (group != 0)
                item[n++] =
                    (struct compared){group, mean_of(look, row), (uint32_t)i};
        }
        test_groups(look,
                    by_channel ? IKM_FINDING_CHANNEL : IKM_FINDING_OPERATOR,
                    item, n);
    }
}

/* ---- comments ---- */

static int compare_comments(const void *left, const void *right)
{
    const struct ikm_quality_row *a =
        *(const struct ikm_quality_row *const *)left;
    const struct ikm_quality_row *b =
        *(const struct ikm_quality_row *const *)right;
    if (a->comment_hash != b->comment_hash)
        return a->comment_hash > b->comment_hash ? 1 : -1;
    return row_compare_place(a, b);
}

void look_comments(struct look *look)
{
    const double shortest = look_setting(look, IKM_QUALITY_COMMENT_LENGTH);
    const double least = look_setting(look, IKM_QUALITY_COMMENT);
    size_t n_identity = 0;
    size_t n = 0;
    int64_t n_commented = 0;
    for (size_t i = 0; i < look->rows->n_rows; i++) {
        const struct ikm_quality_row *row = &look->rows->row[i];
        n_commented += row->comment_hash != 0;
        if (row->has_identity)
            look->picked[n_identity++] = (uint32_t)i;
        else if (row->comment_hash != 0 && row->comment_length >= shortest)
            look->order[n++] = row;
    }
    if (n_identity > 0)
        (void)look_add(look, IKM_FINDING_COMMENT, IKM_FINDING_REASON_IDENTITY,
                       look->picked, n_identity, n_commented);
    qsort(look->order, n, sizeof *look->order, compare_comments);
    for (size_t from = 0, to = 0; from < n; from = to) {
        const uint64_t hash = look->order[from]->comment_hash;
        while (to < n && look->order[to]->comment_hash == hash)
            to++;
        if ((double)(to - from) >= least)
            (void)look_add_sorted(look, IKM_FINDING_COMMENT,
                                  IKM_FINDING_REASON_REPEATED,
                                  look->order + from, to - from, n_commented);
    }
}

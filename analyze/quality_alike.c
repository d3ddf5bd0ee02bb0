#include <stdlib.h>
#include <string.h>

#include "analyze/quality_internal.h"

/* One finding of all complete rows that `is_such`, when they are more than a
 * share of the complete ones. */
static void add_share(struct look *look, enum ikm_finding_kind kind, int best,
                      double above_percent)
{
    size_t n = 0;
    for (size_t i = 0; i < look->rows->n_rows; i++) {
        const struct ikm_quality_row *row = &look->rows->row[i];
        if (ikm_quality_is_straight(row) &&
            (best == 0 || row->answer[0] == best))
            look->picked[n++] = (uint32_t)i;
    }
    if (n > 0 && 100 * (double)n > above_percent * (double)look->n_complete)
        (void)look_add(look, kind, IKM_FINDING_REASON_NONE, look->picked, n,
                       look->n_complete);
}

void look_straight_lines(struct look *look)
{
    add_share(look, IKM_FINDING_STRAIGHT_LINE, 0,
              look_setting(look, IKM_QUALITY_STRAIGHT_LINE));
}

void look_near_perfect(struct look *look)
{
    if ((double)look->n_complete >=
        look_setting(look, IKM_QUALITY_NEAR_PERFECT_N))
        add_share(look, IKM_FINDING_NEAR_PERFECT, look->rows->scale_max,
                  look_setting(look, IKM_QUALITY_NEAR_PERFECT));
}

/* ---- duplicates ---- */

static int compare_sheets(const struct ikm_quality_row *a,
                          const struct ikm_quality_row *b)
{
    if (a->service_id != b->service_id)
        return a->service_id > b->service_id ? 1 : -1;
    const int by_date = ikm_date_compare(a->date, b->date);
    if (by_date != 0)
        return by_date;
    const int by_block = memcmp(a->block, b->block, sizeof a->block);
    return by_block != 0 ? by_block : row_compare_answers(a, b);
}

static int compare_sheets_in_order(const void *left, const void *right)
{
    const struct ikm_quality_row *a =
        *(const struct ikm_quality_row *const *)left;
    const struct ikm_quality_row *b =
        *(const struct ikm_quality_row *const *)right;
    const int order = compare_sheets(a, b);
    return order != 0 ? order : row_compare_place(a, b);
}

static void take_all(struct look *look)
{
    for (size_t i = 0; i < look->rows->n_rows; i++)
        look->order[i] = &look->rows->row[i];
}

void look_duplicates(struct look *look)
{
    const size_t n = look->rows->n_rows;
    const double least = look_setting(look, IKM_QUALITY_DUPLICATE);
    take_all(look);
    qsort(look->order, n, sizeof *look->order, compare_sheets_in_order);
    for (size_t from = 0, to = 0; from < n; from = to) {
        while (to < n &&
               compare_sheets(look->order[from], look->order[to]) == 0)
            to++;
        if ((double)(to - from) >= least)
            (void)look_add_sorted(look, IKM_FINDING_DUPLICATE,
                                  IKM_FINDING_REASON_NONE, look->order + from,
                                  to - from, (int64_t)n);
    }
}

/* ---- runs ---- */

static int compare_operators(const void *left, const void *right)
{
    const struct ikm_quality_row *a =
        *(const struct ikm_quality_row *const *)left;
    const struct ikm_quality_row *b =
        *(const struct ikm_quality_row *const *)right;
    if (a->operator_id != b->operator_id)
        return a->operator_id > b->operator_id ? 1 : -1;
    return row_compare_place(a, b);
}

void look_runs(struct look *look)
{
    const size_t n = look->rows->n_rows;
    const double least = look_setting(look, IKM_QUALITY_RUN);
    take_all(look);
    qsort(look->order, n, sizeof *look->order, compare_operators);
    for (size_t from = 0, to = 0; from < n; from = to) {
        const struct ikm_quality_row *first = look->order[from];
        while (to < n && look->order[to]->operator_id == first->operator_id &&
               row_compare_answers(look->order[to], first) == 0)
            to++;
        if ((double)(to - from) >= least)
            (void)look_add_sorted(look, IKM_FINDING_RUN,
                                  IKM_FINDING_REASON_NONE, look->order + from,
                                  to - from, (int64_t)n);
    }
}

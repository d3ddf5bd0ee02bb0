#include <stdlib.h>
#include <string.h>

#include "analyze/quality_internal.h"

enum { MINUTE_MS = 60000, HOUR_SECONDS = 3600, LEAST_FOR_BULK = 10 };

/* ---- bursts ---- */

/* Rows of one operator or device; without one, of one channel. */
static int compare_sources(const struct ikm_quality_row *a,
                           const struct ikm_quality_row *b)
{
    if (a->operator_id != b->operator_id)
        return a->operator_id > b->operator_id ? 1 : -1;
    if (a->hasty_device != b->hasty_device)
        return a->hasty_device > b->hasty_device ? 1 : -1;
    return a->operator_id != 0 ? 0 : a->channel - b->channel;
}

static int compare_moments(const void *left, const void *right)
{
    const struct ikm_quality_row *a =
        *(const struct ikm_quality_row *const *)left;
    const struct ikm_quality_row *b =
        *(const struct ikm_quality_row *const *)right;
    const int order = compare_sources(a, b);
    if (order != 0)
        return order;
    if (a->at_ms != b->at_ms)
        return a->at_ms > b->at_ms ? 1 : -1;
    return row_compare_place(a, b);
}

/* Of one source: minutes with too many that overlap are one burst. */
static void look_source(struct look *look, const struct ikm_quality_row **row,
                        size_t n)
{
    const double most = look_setting(look, IKM_QUALITY_BURST);
    size_t from = 0; /* of the burst under way */
    size_t to = 0;
    size_t first = 0; /* of the minute that ends with i */
    for (size_t i = 0; i < n; i++) {
        while (row[i]->at_ms - row[first]->at_ms >= MINUTE_MS)
            first++;
        if ((double)(i - first + 1) <= most)
            continue;
        if (to > from && first >= to) {
            (void)look_add_sorted(look, IKM_FINDING_BURST,
                                  IKM_FINDING_REASON_NONE, row + from,
                                  to - from, (int64_t)look->rows->n_rows);
            to = from;
        }
        if (to <= from)
            from = first;
        to = i + 1;
    }
    if (to > from)
        (void)look_add_sorted(look, IKM_FINDING_BURST, IKM_FINDING_REASON_NONE,
                              row + from, to - from,
                              (int64_t)look->rows->n_rows);
}

void look_bursts(struct look *look)
{
    size_t n = 0;
    for (size_t i = 0; i < look->rows->n_rows; i++) {
        const struct ikm_quality_row *row = &look->rows->row[i];
        /* many phones are not one device */
        if (row->at_ms >= 0 && (row->operator_id != 0 ||
                                row->hasty_device != 0 || !row->at_own_device))
            look->order[n++] = row;
    }
    qsort(look->order, n, sizeof *look->order, compare_moments);
    for (size_t from = 0, to = 0; from < n; from = to) {
        while (to < n &&
               compare_sources(look->order[from], look->order[to]) == 0)
            to++;
        look_source(look, look->order + from, to - from);
    }
}

/* ---- out of hours ---- */

/* 1 Monday .. 7 Sunday; Sakamoto's congruence. */
static int weekday_of(struct ikm_date date)
{
    static const int8_t shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const int year = date.year - (date.month < 3);
    const int sunday_0 = (year + year / 4 - year / 100 + year / 400 +
                          shift[date.month - 1] + date.day) %
                         7;
    return sunday_0 == 0 ? 7 : sunday_0;
}

static bool is_outside(const struct look *look,
                       const struct ikm_quality_row *row)
{
    const double opens = look_setting(look, IKM_QUALITY_OPENS) * HOUR_SECONDS;
    const double closes = look_setting(look, IKM_QUALITY_CLOSES) * HOUR_SECONDS;
    return row->second >= 0 && (row->second < opens || row->second > closes);
}

static bool is_weekend(const struct look *look,
                       const struct ikm_quality_row *row)
{
    return row->date.day != 0 &&
           weekday_of(row->date) > look_setting(look, IKM_QUALITY_WORKDAYS);
}

static bool is_future(const struct look *look,
                      const struct ikm_quality_row *row)
{
    struct ikm_date today = look->rows->today;
    if (row->date.day == 0)
        today.day = 0;
    return ikm_date_compare(row->date, today) > 0;
}

static void add_such(struct look *look, enum ikm_finding_kind kind,
                     enum ikm_finding_reason reason,
                     bool (*is_such)(const struct look *,
                                     const struct ikm_quality_row *),
                     bool with_own_devices)
{
    size_t n = 0;
    for (size_t i = 0; i < look->rows->n_rows; i++) {
        const struct ikm_quality_row *row = &look->rows->row[i];
        if ((with_own_devices || !row->at_own_device) && is_such(look, row))
            look->picked[n++] = (uint32_t)i;
    }
    if (n > 0)
        (void)look_add(look, kind, reason, look->picked, n,
                       (int64_t)look->rows->n_rows);
}

void look_hours(struct look *look)
{
    add_such(look, IKM_FINDING_OUT_OF_HOURS, IKM_FINDING_REASON_HOURS,
             is_outside, false);
    add_such(look, IKM_FINDING_OUT_OF_HOURS, IKM_FINDING_REASON_WEEKEND,
             is_weekend, false);
}

/* ---- out of period ---- */

static int compare_dates(const void *left, const void *right)
{
    const struct ikm_quality_row *a =
        *(const struct ikm_quality_row *const *)left;
    const struct ikm_quality_row *b =
        *(const struct ikm_quality_row *const *)right;
    const int32_t x = ikm_date_month_index(a->date);
    const int32_t y = ikm_date_month_index(b->date);
    return x != y ? (x > y) - (x < y) : row_compare_place(a, b);
}

/* A month without any response stands between the two. */
static bool is_gap(const struct ikm_quality_row *a,
                   const struct ikm_quality_row *b)
{
    return ikm_date_month_index(b->date) - ikm_date_month_index(a->date) > 1;
}

/* Few at an end, parted from the others by an empty month. */
static void look_apart(struct look *look)
{
    const struct ikm_quality_row **order = look->order;
    const double percent = look_setting(look, IKM_QUALITY_APART);
    size_t n = 0;
    for (size_t i = 0; i < look->rows->n_rows; i++)
        if (!is_future(look, &look->rows->row[i]))
            order[n++] = &look->rows->row[i];
    if (n < LEAST_FOR_BULK || percent <= 0)
        return;
    size_t most = (size_t)(percent * (double)n / 100);
    most = most > 1 ? most : 1;
    qsort(order, n, sizeof *order, compare_dates);
    size_t n_early = 0;
    size_t n_late = 0;
    for (size_t i = 1; i <= most && i < n; i++) {
        if (is_gap(order[i - 1], order[i]))
            n_early = i;
        if (is_gap(order[n - i - 1], order[n - i]))
            n_late = i;
    }
    if (n_early + n_late == 0 || n_early + n_late >= n)
        return;
    memmove(order + n_early, order + n - n_late, n_late * sizeof *order);
    (void)look_add_sorted(look, IKM_FINDING_OUT_OF_PERIOD,
                          IKM_FINDING_REASON_APART, order, n_early + n_late,
                          (int64_t)look->rows->n_rows);
}

void look_period(struct look *look)
{
    add_such(look, IKM_FINDING_OUT_OF_PERIOD, IKM_FINDING_REASON_FUTURE,
             is_future, true);
    look_apart(look);
}

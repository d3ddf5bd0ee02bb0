/* analyze/quality_internal.h - one look at the responses of an office.
 *
 *   quality.c         settings, names, the order of findings
 *   quality_alike.c   straight-line, near-perfect, duplicate, run
 *   quality_time.c    burst, out-of-hours, out-of-period
 *   quality_groups.c  operator, channel, comment */
#ifndef IKM_ANALYZE_QUALITY_INTERNAL_H
#define IKM_ANALYZE_QUALITY_INTERNAL_H

#include <stdbool.h>

#include "analyze/quality.h"

struct look {
    const struct ikm_quality_rows *rows;
    const struct ikm_quality_settings *settings;
    struct ikm_arena *arena;
    size_t n, room;
    struct ikm_finding *finding;
    const struct ikm_quality_row **order; /* [n_rows] to sort in */
    uint32_t *picked;                     /* [n_rows] to pick in */
    int64_t n_complete;
    bool failed; /* out of memory: what follows does nothing */
};

/* Adds a finding of n rows (> 0), copied; NULL when out of memory. */
struct ikm_finding *look_add(struct look *look, enum ikm_finding_kind kind,
                             enum ikm_finding_reason reason,
                             const uint32_t *rows, size_t n, int64_t out_of);
/* The same of `n` rows of look->order, which are sorted by number here. */
struct ikm_finding *look_add_sorted(struct look *look,
                                    enum ikm_finding_kind kind,
                                    enum ikm_finding_reason reason,
                                    const struct ikm_quality_row **rows,
                                    size_t n, int64_t out_of);

static inline double look_setting(const struct look *look,
                                  enum ikm_quality_setting setting)
{
    return look->settings->value[setting];
}

bool row_is_complete(const struct ikm_quality_row *row);
/* -1, 0, 1 by answers. */
int row_compare_answers(const struct ikm_quality_row *a,
                        const struct ikm_quality_row *b);
/* By place in memory, so by arrival. */
int row_compare_place(const struct ikm_quality_row *a,
                      const struct ikm_quality_row *b);

void look_straight_lines(struct look *look);
void look_near_perfect(struct look *look);
void look_duplicates(struct look *look);
void look_runs(struct look *look);
void look_bursts(struct look *look);
void look_hours(struct look *look);
void look_period(struct look *look);
void look_groups(struct look *look);
void look_comments(struct look *look);

#endif

/* analyze/trend.h - does a figure go up or down over the periods?
 *
 * Mann-Kendall (Mann 1945; Kendall 1975): S = sum over pairs of the sign of the
 * later less the earlier, variance with the correction for ties, z with the
 * correction for continuity (S - 1 or S + 1), two-sided. Sen's slope (1968):
 * the median of (x_j - x_i) / (t_j - t_i). Told from 4 periods, its p from 8.
 */
#ifndef IKM_ANALYZE_TREND_H
#define IKM_ANALYZE_TREND_H

#include "analyze/compare.h"
#include "data/base/arena.h"

enum { IKM_TREND_FROM = 4, IKM_TREND_P_FROM = 8 };

struct ikm_trend_point {
    double time; /* in periods; strictly ascending, gaps are allowed */
    double value;
};

struct ikm_trend {
    int is_defined; /* 0: fewer than IKM_TREND_FROM points */
    int64_t s;
    double variance; /* of S; 0 where all values are equal */
    double slope;    /* a period */
    double z;        /* defined with p */
    struct ikm_p p;  /* not defined below IKM_TREND_P_FROM points, nor where all
                        values are equal */
};

/* IKM_NO_MEMORY: the slopes of all pairs stand in `scratch`. */
IKM_MUST_CHECK enum ikm_status ikm_trend_of(const struct ikm_trend_point *point,
                                            size_t n_points,
                                            struct ikm_arena *scratch,
                                            struct ikm_trend *ret_trend,
                                            struct ikm_error *err);

#endif

/* analyze/exact.h - arithmetic in which a verdict is never a rounding error.
 *
 * The index is a rational number. Outside this room it travels as a text
 * "num/den" in lowest terms (always with its denominator: "100/1"), so no
 * header names the library that computes it. Rounding is half-up: 88.305 gives
 * 8831 hundredths, 88.3049 gives 8830. */
#ifndef IKM_ANALYZE_EXACT_H
#define IKM_ANALYZE_EXACT_H

#include <stdint.h>

#include "data/base/arena.h"
#include "data/base/error.h"
#include "data/form.h"

/* One element: its mean is sum / n. */
struct ikm_term {
    int64_t sum; /* >= 0 */
    int64_t n;   /* > 0 */
    struct ikm_fraction weight;
};

struct ikm_terms {
    const struct ikm_term *term; /* [n_terms] */
    size_t n_terms;
    int scale_max;
    int round_terms; /* each weighted mean is rounded half-up to thousandths
                        before it is added: only to reproduce an old report */
};

struct ikm_exact {
    const char *text;         /* the value (25..100), in the arena */
    int64_t value_hundredths; /* the value, rounded half-up */
    double index;             /* sum of weighted means, nearest double */
};

/* index = sum over terms of weight * sum / n; value = 100 / scale_max * index.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_exact_index(const struct ikm_terms *terms,
                                               struct ikm_arena *arena,
                                               struct ikm_exact *ret_exact,
                                               struct ikm_error *err);

/* sum / n * weight as a double; with `round_terms` rounded as above. */
double ikm_exact_weighted(const struct ikm_term *term, int round_terms);

/* ret_below[i] = 1 where the mean of term i is less than the mean of all means
 * (weights do not count), else 0. */
void ikm_exact_below_mean(const struct ikm_term *terms, size_t n_terms,
                          int *ret_below);

/* Compares sum_a / n_a with sum_b / n_b: -1, 0, 1. All n > 0, sums >= 0. */
int ikm_exact_compare(int64_t sum_a, int64_t n_a, int64_t sum_b, int64_t n_b);

/* numerator / denominator rounded half-up; numerator >= 0, denominator > 0,
 * both below 2^61. */
int64_t ikm_exact_round(int64_t numerator, int64_t denominator);

/* now - before, nearest double. Both are texts as above. */
double ikm_exact_difference(const char *now, const char *before);

/* sum_a / n_a - sum_b / n_b, nearest double; all n > 0. */
double ikm_exact_mean_difference(int64_t sum_a, int64_t n_a, int64_t sum_b,
                                 int64_t n_b);

/* sum weight[i] value[i] / sum weight[i], rounded half-up to hundredths, and
 * its nearest double. Values are texts as above, weights >= 0 and not all 0. */
int64_t ikm_exact_shared_hundredths(const char *const values[],
                                    const int64_t *weight, size_t n_values,
                                    double *ret_nearest);

/* Simple mean of values, rounded half-up to hundredths; n_values > 0. */
int64_t ikm_exact_mean_hundredths(const char *const values[], size_t n_values,
                                  double *ret_nearest);

#endif

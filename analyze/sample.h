/* analyze/sample.h - how many respondents are enough.
 *
 * Krejcie and Morgan (1970), Educational and Psychological Measurement 30,
 * 607-610: S = l2 N P Q / (d2 (N - 1) + l2 P Q) with l2 = 3.841, P = Q = 0.5,
 * d = 0.05, rounded half-up. All 90 published rows follow.
 * Slovin (Yamane 1967, Statistics, 2nd ed.): n = N / (1 + N e^2).
 * Cochran (1977, Sampling Techniques, 3rd ed., 4.2): n0 = 1.96^2 P Q / e^2,
 * n = n0 / (1 + (n0 - 1) / N); both rounded up. Exact in integers.
 * A minimum to reach, never a reason to throw responses away. */
#ifndef IKM_ANALYZE_SAMPLE_H
#define IKM_ANALYZE_SAMPLE_H

#include <stdint.h>

/* Krejcie and Morgan: at most this many, however large the population. */
enum { IKM_SAMPLE_MOST = 384 };

/* The error e in ten-thousandths: 500 is 0.05. */
enum { IKM_MARGIN_LEAST = 100, IKM_MARGIN_USUAL = 500, IKM_MARGIN_MOST = 5000 };

/* Sample for a population of N >= 0; 0 for 0. */
int64_t ikm_sample_krejcie_morgan(int64_t population);
int64_t ikm_sample_slovin(int64_t population, int64_t margin_ten_thousandths);
int64_t ikm_sample_cochran(int64_t population, int64_t margin_ten_thousandths);
/* Cochran's n0, rounded up: of a population that is not known. */
int64_t ikm_sample_cochran_unknown(int64_t margin_ten_thousandths);

#endif

/* analyze/sample.h - how many respondents are enough.
 *
 * Krejcie and Morgan (1970), Educational and Psychological Measurement 30,
 * 607-610: S = l2 N P Q / (d2 (N - 1) + l2 P Q) with l2 = 3.841, P = Q = 0.5,
 * d = 0.05, rounded half-up; exact in integers. All 90 published rows follow.
 * It is a minimum to reach, never a reason to throw responses away. */
#ifndef IKM_ANALYZE_SAMPLE_H
#define IKM_ANALYZE_SAMPLE_H

#include <stdint.h>

/* At most this many, however large the population. */
enum { IKM_SAMPLE_MOST = 384 };

/* Sample for a population of N >= 0; 0 for 0. */
int64_t ikm_sample_krejcie_morgan(int64_t population);

#endif

/* tests/support/bench.h - a small survey and what is assembled from it. */
#ifndef IKM_TESTS_BENCH_H
#define IKM_TESTS_BENCH_H

#include "export/analysis.h"
#include "survey.h"

struct bench {
    struct test_survey survey;
    struct ikm_arena arena; /* owns the analyses */
    struct ikm_analysis analysis;
};

/* Set-up and tear-down of one test; *state is its struct bench. */
int bench_make(void **state);
int bench_close(void **state);

/* A change of the survey file. */
void bench_begin(struct bench *bench);
void bench_commit(struct bench *bench);

/* Code and name are the same; parent 0: at the top. Returns its number. */
int64_t bench_add_unit(struct bench *bench, const char *code, int64_t parent);
/* `times` equal responses; those of kec-01 are of its service KTP. */
void bench_add(struct bench *bench, int64_t unit_id, const char *answers,
               const char *date, int times);
void bench_set_volume(struct bench *bench, int64_t unit_id, int64_t service_id,
                      const char *period_text, int64_t n);

/* kab above kab-a, kab-b and kab-kosong; kab-a-1 under kab-a. In January 2025
 * kab-a-1 gets three times all 4, kab-a once all 3, kab-b twice all 2, kab
 * itself once all 1. */
struct bench_tree {
    int64_t kab, a, b, a1, empty;
};
struct bench_tree bench_make_tree(struct bench *bench);

struct ikm_query bench_ask(const char *unit, const char *period_text,
                           enum ikm_by by);
/* Fails the test when it cannot be assembled. */
const struct ikm_analysis *bench_run(struct bench *bench,
                                     const struct ikm_query *query);
/* The same where one result is expected. */
const struct ikm_result *bench_one(struct bench *bench,
                                   const struct ikm_query *query);

int bench_near(double value, double expected);

#endif

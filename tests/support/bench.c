#include "bench.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int bench_make(void **state)
{
    static struct bench bench;
    bench = (struct bench){.arena = IKM_ARENA(1 << 26)};
    survey_make(&bench.survey);
    *state = &bench;
    return 0;
}

int bench_close(void **state)
{
    struct bench *bench = *state;
    ikm_arena_release(&bench->arena);
    survey_close(&bench->survey);
    return 0;
}

void bench_begin(struct bench *bench)
{
    const struct ikm_act act = survey_act(&bench->survey, "test");
    assert_int_equal(
        ikm_store_begin(bench->survey.store, &act, &bench->survey.err), IKM_OK);
}

void bench_commit(struct bench *bench)
{
    assert_int_equal(ikm_store_commit(bench->survey.store, &bench->survey.err),
                     IKM_OK);
}

int64_t bench_add_unit(struct bench *bench, const char *code, int64_t parent)
{
    int64_t unit_id = 0;
    bench_begin(bench);
    assert_int_equal(ikm_store_add_unit(bench->survey.store, code, code, parent,
                                        &unit_id, &bench->survey.err),
                     IKM_OK);
    bench_commit(bench);
    return unit_id;
}

/* `times` equal responses. */
void bench_add(struct bench *bench, int64_t unit_id, const char *answers,
               const char *date, int times)
{
    struct ikm_response r = survey_response(&bench->survey, answers, date);
    r.unit_id = unit_id;
    r.service_id =
        unit_id == bench->survey.unit_id ? bench->survey.service_id : 0;
    for (int i = 0; i < times; i++)
        (void)survey_add(&bench->survey, &r);
}

void bench_set_volume(struct bench *bench, int64_t unit_id, int64_t service_id,
                      const char *period_text, int64_t n)
{
    struct ikm_period period;
    assert_int_equal(ikm_period_parse(*period_text ? period_text : NULL,
                                      &period, &bench->survey.err),
                     IKM_OK);
    bench_begin(bench);
    assert_int_equal(ikm_store_set_volume(bench->survey.store, unit_id,
                                          service_id, &period, n,
                                          &bench->survey.err),
                     IKM_OK);
    bench_commit(bench);
}

struct ikm_query bench_ask(const char *unit, const char *period_text,
                           enum ikm_by by)
{
    struct ikm_error err = {0};
    struct ikm_query query = {.unit = unit, .by = by};
    assert_int_equal(ikm_period_parse(*period_text ? period_text : NULL,
                                      &query.period, &err),
                     IKM_OK);
    return query;
}

const struct ikm_analysis *bench_run(struct bench *bench,
                                     const struct ikm_query *query)
{
    const enum ikm_status status =
        ikm_assemble(bench->survey.store, query, &bench->arena,
                     &bench->analysis, &bench->survey.err);
    if (status != IKM_OK)
        fail_msg("%s", bench->survey.err.text);
    return &bench->analysis;
}

const struct ikm_result *bench_one(struct bench *bench,
                                   const struct ikm_query *query)
{
    const struct ikm_analysis *analysis = bench_run(bench, query);
    assert_int_equal(analysis->n_results, 1);
    return &analysis->results[0];
}

int bench_near(double value, double expected)
{
    return fabs(value - expected) < 1e-12;
}

struct bench_tree bench_make_tree(struct bench *bench)
{
    struct bench_tree tree;
    tree.kab = bench_add_unit(bench, "kab", 0);
    tree.b = bench_add_unit(bench, "kab-b", tree.kab);
    tree.a = bench_add_unit(bench, "kab-a", tree.kab);
    tree.empty = bench_add_unit(bench, "kab-kosong", tree.kab);
    tree.a1 = bench_add_unit(bench, "kab-a-1", tree.a);
    bench_add(bench, tree.a1, "444444444", "2025-01-05", 3);
    bench_add(bench, tree.a, "333333333", "2025-01-05", 1);
    bench_add(bench, tree.b, "222222222", "2025-01-05", 2);
    bench_add(bench, tree.kab, "111111111", "2025-01-05", 1);
    return tree;
}

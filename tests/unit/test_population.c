/* People served: volumes laid end to end, services and units added up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/bench.h"

static void volumes_are_tiled(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    struct ikm_query query = bench_ask("kec-01", "2025-S1", IKM_BY_NONE);
    bench_add(bench, s->unit_id, "333333333", "2025-02-05", 5);
    bench_set_volume(bench, s->unit_id, 0, "2025-01", 2);
    bench_set_volume(bench, s->unit_id, 0, "2025-02", 1);
    bench_set_volume(bench, s->unit_id, 0, "2025-TW2", 2);
    assert_int_equal(bench_one(bench, &query)->sample.population, -1);
    bench_set_volume(bench, s->unit_id, 0, "2025-03", 4);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_int_equal(result->sample.population, 9);
    assert_int_equal(result->sample.required, 9);
    assert_int_equal(result->sample.reached, 0);
    assert_true(ikm_result_warns(result, IKM_WARN_SAMPLE_TOO_SMALL));
    /* one volume for the whole beats its parts */
    bench_set_volume(bench, s->unit_id, 0, "2025-S1", 5);
    result = bench_one(bench, &query);
    assert_int_equal(result->sample.population, 5);
    assert_true(ikm_result_warns(result, IKM_WARN_CENSUS));
    assert_false(ikm_result_warns(result, IKM_WARN_VOLUMES_DIFFER));
    /* and what its services add up to */
    bench_set_volume(bench, s->unit_id, s->service_id, "2025-S1", 4);
    result = bench_one(bench, &query);
    assert_int_equal(result->sample.population, 5);
    assert_true(ikm_result_warns(result, IKM_WARN_VOLUMES_DIFFER));
    /* all: only when every unit is known */
    query.unit = NULL;
    assert_int_equal(bench_one(bench, &query)->sample.population, -1);
    bench_set_volume(bench, s->unit2_id, 0, "2025-S1", 0);
    assert_int_equal(bench_one(bench, &query)->sample.population, 5);
    bench_set_volume(bench, s->unit_id, 0, "2025-S1", 3);
    result = bench_one(bench, &query);
    assert_true(ikm_result_warns(result, IKM_WARN_POPULATION_BELOW_SAMPLE));
}

static void children_are_summed(void **state)
{
    struct bench *bench = *state;
    const struct bench_tree tree = bench_make_tree(bench);
    const struct ikm_query query = bench_ask("kab", "2025", IKM_BY_NONE);
    const struct ikm_query groups = bench_ask("kab", "2025", IKM_BY_UNIT);
    bench_set_volume(bench, tree.a, 0, "2025", 40);
    bench_set_volume(bench, tree.b, 0, "2025", 50);
    assert_int_equal(bench_one(bench, &query)->sample.population, -1);
    bench_set_volume(bench, tree.empty, 0, "2025", 7);
    assert_int_equal(bench_one(bench, &query)->sample.population, 97);
    const struct ikm_analysis *analysis = bench_run(bench, &groups);
    assert_int_equal(analysis->results[0].sample.population, -1);
    assert_int_equal(analysis->results[1].sample.population, 40);
    assert_int_equal(analysis->results[2].sample.population, 50);
    bench_set_volume(bench, tree.kab, 0, "2025", 120);
    const struct ikm_result *result = bench_one(bench, &query);
    assert_int_equal(result->sample.population, 120);
    assert_true(ikm_result_warns(result, IKM_WARN_VOLUMES_DIFFER));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, bench_make, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(volumes_are_tiled),
        TEST(children_are_summed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

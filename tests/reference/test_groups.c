/* Groups, pairs of groups and trends against R. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/expected.h"
#include "analyze/kruskal.h"
#include "analyze/trend.h"

#define FOLDER "tests/reference/groups/"

enum { GROUPS = 4, VALUES = 37 };

static struct ikm_value_counts counts_of(const struct expected_table *table,
                                         size_t n_groups, int64_t *count)
{
    memset(count, 0, VALUES * n_groups * sizeof *count);
    for (size_t i = 0; i < table->n_rows; i++) {
        const size_t group = (size_t)table->cell[2 * i] - 1;
        const size_t value = (size_t)table->cell[2 * i + 1];
        if (group < n_groups)
            count[value * n_groups + group]++;
    }
    return (struct ikm_value_counts){VALUES, n_groups, count};
}

static void groups(void **state)
{
    int64_t count[VALUES * GROUPS];
    struct ikm_group_ranks ranks[GROUPS];
    struct ikm_dunn pair[6];
    struct expected r = expected_read(FOLDER "expected.csv");
    struct expected_table table = expected_read_table(FOLDER "data.csv");
    (void)state;
    struct ikm_value_counts counts = counts_of(&table, GROUPS, count);
    struct ikm_kruskal told = ikm_kruskal_of(&counts, ranks);
    assert_int_equal(told.reason, IKM_COMPARABLE);
    expected_is(&r, "h", -1, told.h);
    expected_is(&r, "df", -1, told.df);
    expected_is(&r, "p", -1, told.p);
    expected_is(&r, "epsilon", -1, told.epsilon_squared);
    ikm_dunn_pairs(&told, ranks, GROUPS, pair);
    for (int i = 0; i < 6; i++) {
        assert_true(pair[i].p.is_defined && pair[i].p_holm.is_defined);
        expected_is(&r, "z", i + 1, pair[i].z);
        expected_is(&r, "dunn", i + 1, pair[i].p.p);
        expected_is(&r, "holm", i + 1, pair[i].p_holm.p);
    }
    counts = counts_of(&table, 2, count);
    told = ikm_kruskal_of(&counts, ranks);
    expected_is(&r, "h_two", -1, told.h);
    expected_is(&r, "p_two", -1, told.p);
    expected_free_table(&table);
    expected_free(&r);
}

static void is_trend(const struct expected *r, const char *mark,
                     const struct ikm_trend *trend)
{
    const struct {
        const char *name;
        double value;
    } told[] = {{"s", (double)trend->s},
                {"var", trend->variance},
                {"z", trend->z},
                {"mk", trend->p.p},
                {"slope", trend->slope}};
    for (size_t i = 0; i < IKM_COUNT(told); i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "%s_%s", told[i].name, mark);
        expected_is(r, name, -1, told[i].value);
    }
}

static void trends(void **state)
{
    struct ikm_trend_point point[32];
    struct ikm_trend trend;
    struct ikm_error err = {0};
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct expected r = expected_read(FOLDER "expected.csv");
    struct expected_table table = expected_read_table(FOLDER "series.csv");
    (void)state;
    assert_true(table.n_rows <= IKM_COUNT(point));
    for (size_t i = 0; i < table.n_rows; i++)
        point[i] =
            (struct ikm_trend_point){table.cell[2 * i], table.cell[2 * i + 1]};
    assert_int_equal(ikm_trend_of(point, table.n_rows, &arena, &trend, &err),
                     IKM_OK);
    assert_true(trend.p.is_defined);
    is_trend(&r, "up", &trend);
    for (size_t i = 0; i < table.n_rows; i++)
        point[i].value = -point[i].value;
    assert_int_equal(ikm_trend_of(point, table.n_rows, &arena, &trend, &err),
                     IKM_OK);
    is_trend(&r, "down", &trend);
    ikm_arena_release(&arena);
    expected_free_table(&table);
    expected_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups),
        cmocka_unit_test(trends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Groups and trends where little or nothing can be said; which groups are
 * hidden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/kruskal.h"
#include "analyze/random.h"
#include "analyze/suppress.h"
#include "analyze/trend.h"

static void no_comparison(void **state)
{
    static const int64_t one_group[] = {3, 0, 2, 0};
    static const int64_t one_value[] = {0, 0, 3, 4};
    struct ikm_group_ranks ranks[2];
    struct ikm_value_counts counts = {2, 2, one_group};
    struct ikm_kruskal told = ikm_kruskal_of(&counts, ranks);
    (void)state;
    assert_int_equal(told.reason, IKM_INCOMPARABLE_GROUPS);
    assert_int_equal(told.n, 5);
    assert_false(ikm_dunn_of(&told, &ranks[0], &ranks[1]).p.is_defined);
    counts.count = one_value;
    told = ikm_kruskal_of(&counts, ranks);
    assert_int_equal(told.reason, IKM_INCOMPARABLE_SPREAD);
    assert_false(ikm_dunn_of(&told, &ranks[0], &ranks[1]).p.is_defined);
    counts = (struct ikm_value_counts){0, 0, NULL};
    assert_int_equal(ikm_kruskal_of(&counts, ranks).reason,
                     IKM_INCOMPARABLE_GROUPS);
}

/* An empty group changes nothing; equal groups do not differ. */
static void empty_and_equal(void **state)
{
    static const int64_t count[] = {2, 0, 2, 5, 0, 5};
    struct ikm_group_ranks ranks[3];
    struct ikm_dunn pair[3];
    const struct ikm_value_counts counts = {2, 3, count};
    const struct ikm_kruskal told = ikm_kruskal_of(&counts, ranks);
    (void)state;
    assert_int_equal(told.reason, IKM_COMPARABLE);
    assert_true(told.h < 1e-12 && told.p > 0.999);
    assert_int_equal((int)told.df, 1);
    ikm_dunn_pairs(&told, ranks, 3, pair);
    assert_false(pair[0].p.is_defined || pair[2].p_holm.is_defined);
    assert_true(pair[1].p_holm.is_defined && pair[1].p_holm.p > 0.999);
}

static struct ikm_trend trend_of(const double *value, size_t n)
{
    struct ikm_trend_point point[16];
    struct ikm_trend trend;
    struct ikm_error err = {0};
    struct ikm_arena arena = IKM_ARENA(1 << 16);
    for (size_t i = 0; i < n; i++)
        point[i] = (struct ikm_trend_point){(double)i, value[i]};
    assert_int_equal(ikm_trend_of(point, n, &arena, &trend, &err), IKM_OK);
    ikm_arena_release(&arena);
    return trend;
}

static void short_trends(void **state)
{
    static const double rise[] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const double flat[] = {7, 7, 7, 7, 7, 7, 7, 7};
    (void)state;
    assert_false(trend_of(rise, 0).is_defined);
    assert_false(trend_of(rise, 3).is_defined);
    struct ikm_trend trend = trend_of(rise, 4);
    assert_true(trend.is_defined && trend.s == 6);
    assert_false(trend.p.is_defined);
    assert_false(trend_of(rise, 7).p.is_defined);
    trend = trend_of(rise, 8);
    assert_true(trend.p.is_defined && trend.p.p < 0.001);
    assert_true(trend.slope > 0.999 && trend.slope < 1.001);
    trend = trend_of(flat, 8);
    assert_true(trend.is_defined && trend.s == 0 && !(trend.variance > 0));
    assert_false(trend.p.is_defined);
}

static void hidden_groups(void **state)
{
    unsigned char hidden[5];
    (void)state;
    assert_int_equal(
        ikm_suppress((const int64_t[]){5, 9, 0}, NULL, 3, 5, hidden), 0);
    /* one alone takes the next smallest with it, not the empty one */
    assert_int_equal(
        ikm_suppress((const int64_t[]){4, 0, 30, 12, 12}, NULL, 5, 5, hidden),
        2);
    assert_memory_equal(hidden, ((unsigned char[]){1, 0, 0, 1, 0}), 5);
    /* two that together hold enough stay two; too few take a third */
    assert_int_equal(
        ikm_suppress((const int64_t[]){3, 2, 30, 12}, NULL, 4, 5, hidden), 2);
    assert_int_equal(
        ikm_suppress((const int64_t[]){3, 1, 30, 12}, NULL, 4, 5, hidden), 3);
    assert_memory_equal(hidden, ((unsigned char[]){1, 1, 0, 1}), 4);
    /* all there is */
    assert_int_equal(ikm_suppress((const int64_t[]){3}, NULL, 1, 5, hidden), 1);
    assert_int_equal(ikm_suppress((const int64_t[]){3}, NULL, 1, 1, hidden), 0);
}

/* Who left it blank is not hidden for being few, but goes with others. */
static void blank_is_no_group(void **state)
{
    const unsigned char is_blank[4] = {0, 0, 0, 1};
    unsigned char hidden[4];
    (void)state;
    assert_int_equal(
        ikm_suppress((const int64_t[]){118, 113, 0, 3}, is_blank, 4, 5, hidden),
        0);
    assert_int_equal(
        ikm_suppress((const int64_t[]){118, 113, 0, 3}, NULL, 4, 5, hidden), 2);
    assert_memory_equal(hidden, ((unsigned char[]){0, 1, 0, 1}), 4);
    assert_int_equal(
        ikm_suppress((const int64_t[]){118, 2, 30, 3}, is_blank, 4, 5, hidden),
        2);
    assert_memory_equal(hidden, ((unsigned char[]){0, 1, 0, 1}), 4);
    assert_int_equal(
        ikm_suppress((const int64_t[]){118, 2, 30, 1}, is_blank, 4, 5, hidden),
        3);
    assert_memory_equal(hidden, ((unsigned char[]){0, 1, 1, 1}), 4);
}

static void look_at_rest(const int64_t *n, const unsigned char *is_blank,
                         size_t n_groups, int64_t least,
                         const unsigned char *hidden)
{
    int64_t rest = 0;
    size_t n_filled = 0, n_hidden = 0;
    for (size_t g = 0; g < n_groups; g++) {
        n_filled += n[g] > 0;
        n_hidden += hidden[g];
        assert_true(hidden[g] || is_blank[g] || n[g] == 0 || n[g] >= least);
        rest += hidden[g] ? n[g] : 0;
    }
    assert_true(rest == 0 || n_hidden == n_filled ||
                (n_hidden >= 2 && rest >= least));
}

/* Nothing under the threshold is shown or is the rest of what is shown. */
static void nothing_is_derivable(void **state)
{
    const char *asked = getenv("IKM_SEED");
    const uint64_t seed = asked ? strtoull(asked, NULL, 10) : 20170014;
    struct ikm_random random = ikm_random_start(seed);
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (int round = 0; round < 20000; round++) {
        int64_t n[12];
        unsigned char is_blank[12] = {0}, counts[12], figures[12];
        const size_t n_groups = 1 + ikm_random_next(&random) % 12;
        const int64_t most = 2 + (int64_t)(ikm_random_next(&random) % 40);
        const int64_t least = 1 + (int64_t)(ikm_random_next(&random) % 10);
        for (size_t g = 0; g < n_groups; g++)
            n[g] = (int64_t)(ikm_random_next(&random) % (uint64_t)most);
        is_blank[n_groups - 1] = ikm_random_next(&random) % 2;
        (void)ikm_suppress(n, is_blank, n_groups, least, counts);
        (void)ikm_suppress(n, NULL, n_groups, least, figures);
        look_at_rest(n, is_blank, n_groups, least, counts);
        look_at_rest(n, (const unsigned char[12]){0}, n_groups, least, figures);
        for (size_t g = 0; g < n_groups; g++)
            assert_true(figures[g] || !counts[g]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_comparison),
        cmocka_unit_test(empty_and_equal),
        cmocka_unit_test(short_trends),
        cmocka_unit_test(hidden_groups),
        cmocka_unit_test(blank_is_no_group),
        cmocka_unit_test(nothing_is_derivable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

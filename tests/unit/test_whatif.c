/* What would follow, and what an aim takes: against all sets, tried one by one
 * with exact arithmetic of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/whatif.h"

static const char *const mixed[] = {"343434343", "333233333", "443423344",
                                    "234333043", "322223233", "444434444",
                                    "433322333", "343243343"};

static int make(void **state)
{
    struct office *office = malloc(sizeof *office);
    assert_non_null(office);
    office_of_strings(office, mixed, 8);
    *state = office;
    return 0;
}

static int drop(void **state)
{
    office_close(*state);
    free(*state);
    return 0;
}

static void means_are_replaced_exactly(void **state)
{
    struct office *o = *state;
    /* waktu 25/8 becomes 3.2: 25 / 9 * (3.2 - 3.125) more */
    const struct ikm_what_if_change change = {2, 3200000};
    struct ikm_what_if what_if;
    assert_int_equal(ikm_what_if_of(o->form, &o->index, IKM_WEIGHTS_EXACT,
                                    &change, 1, &o->arena, &what_if, &o->err),
                     IKM_OK);
    const double more =
        ikm_exact_difference(what_if.exact, o->index.exact) * 9 / 25;
    assert_true(more > 0.075 - 1e-12 && more < 0.075 + 1e-12);
    assert_int_equal(what_if.grade, o->index.grade);
    /* nothing changed is what stands; all at the maximum is 100 */
    assert_int_equal(ikm_what_if_of(o->form, &o->index, IKM_WEIGHTS_EXACT, NULL,
                                    0, &o->arena, &what_if, &o->err),
                     IKM_OK);
    assert_string_equal(what_if.exact, o->index.exact);
    struct ikm_what_if_change all[9];
    for (size_t e = 0; e < 9; e++)
        all[e] = (struct ikm_what_if_change){e, 4000000};
    assert_int_equal(ikm_what_if_of(o->form, &o->index, IKM_WEIGHTS_EXACT, all,
                                    9, &o->arena, &what_if, &o->err),
                     IKM_OK);
    assert_string_equal(what_if.exact, "100/1");
    assert_int_equal(what_if.grade, 0);
}

/* IKM in 10^-9, rounded down, with the elements of `set` at these means. */
static int64_t hundredths_with(const struct office *o, unsigned set,
                               const int64_t *mean_thousandths)
{
    /* sum of sum_j / n_j over a common denominator: n is small here */
    __extension__ typedef __int128 wide;
    wide numerator = 0;
    wide denominator = 1;
    for (size_t e = 0; e < 9; e++) {
        const int is_in = (set >> e & 1U) != 0;
        const wide s = is_in ? mean_thousandths[e] : o->index.element[e].sum;
        const wide n = is_in ? 1000 : o->index.element[e].n;
        numerator = numerator * n + s * denominator;
        denominator *= n;
        for (int p = 2; p <= 7; p++)
            while (numerator % p == 0 && denominator % p == 0) {
                numerator /= p;
                denominator /= p;
            }
    }
    /* 25 / 9 * sum, in hundredths, half-up */
    const wide top = numerator * 2500 * 2 + denominator * 9;
    return (int64_t)(top / (denominator * 9 * 2));
}

static int bits_of(unsigned set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static void fewest_elements_and_every_set(void **state)
{
    struct office *o = *state;
    static const int64_t top[9] = {4000, 4000, 4000, 4000, 4000,
                                   4000, 4000, 4000, 4000};
    for (int64_t aim = o->index.value_hundredths + 1; aim <= 10000; aim += 37) {
        struct ikm_aim found;
        int fewest = 10;
        size_t n_sets = 0;
        assert_int_equal(ikm_aim_of(o->form, &o->index, IKM_WEIGHTS_EXACT, aim,
                                    &o->arena, &found, &o->err),
                         IKM_OK);
        for (unsigned set = 1; set < 512; set++)
            if (hundredths_with(o, set, top) >= aim) {
                const int n = bits_of(set);
                n_sets = n < fewest ? 1 : n_sets + (n == fewest);
                fewest = n < fewest ? n : fewest;
            }
        assert_int_equal(found.state, IKM_AIM_OPEN);
        assert_int_equal(found.n_elements, fewest);
        assert_int_equal(found.n_sets,
                         n_sets > IKM_AIM_SETS ? IKM_AIM_SETS : n_sets);
        assert_int_equal(found.has_more, n_sets > IKM_AIM_SETS);
        for (size_t i = 0; i < found.n_sets; i++) {
            int64_t mean[9] = {0};
            unsigned set = 0;
            int64_t lowest = 4001;
            for (size_t r = 0; r < found.n_elements; r++) {
                const struct ikm_aim_rise *rise = &found.sets[i].rise[r];
                mean[rise->element] = rise->mean_thousandths;
                set |= 1U << rise->element;
                assert_true(rise->mean_thousandths <= 4000);
                if (rise->mean_thousandths < lowest)
                    lowest = rise->mean_thousandths;
            }
            /* suffices, and no more than it must: a thousandth less each, and
             * it does not */
            assert_true(hundredths_with(o, set, mean) >= aim);
            for (size_t e = 0; e < 9; e++)
                if (set >> e & 1U)
                    mean[e]--;
            assert_true(hundredths_with(o, set, mean) < aim);
        }
    }
}

static void reached_and_unreachable(void **state)
{
    struct office *o = *state;
    struct ikm_aim aim;
    assert_int_equal(ikm_aim_of(o->form, &o->index, IKM_WEIGHTS_EXACT,
                                o->index.value_hundredths, &o->arena, &aim,
                                &o->err),
                     IKM_OK);
    assert_int_equal(aim.state, IKM_AIM_REACHED);
    assert_int_equal(aim.n_sets, 0);
    /* nine times 0.11 is 99.00 at most */
    assert_int_equal(ikm_aim_of(o->form, &o->index, IKM_WEIGHTS_011, 9901,
                                &o->arena, &aim, &o->err),
                     IKM_OK);
    assert_int_equal(aim.state, IKM_AIM_UNREACHABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(means_are_replaced_exactly, make, drop),
        cmocka_unit_test_setup_teardown(fewest_elements_and_every_set, make,
                                        drop),
        cmocka_unit_test_setup_teardown(reached_and_unreachable, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

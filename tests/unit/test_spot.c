/* Sheets keyed twice: as numbers, compared, drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "collect/spot.h"
#include "data/respondent.h"

static void written_and_read(void **state)
{
    struct ikm_response r = {
        .n_answers = 3, .n_more = 1, .answer = {3, 0, 10, 4}};
    struct ikm_keyed read;
    char room[IKM_KEYED_TEXT_BYTES];
    (void)state;
    r.field[IKM_FIELD_GENDER] = IKM_GENDER_FEMALE;
    r.field[IKM_FIELD_AGE] = IKM_AGE_BAND + 2;
    r.field[IKM_FIELD_HOUR] = IKM_HOUR_MORNING; /* no part of it */
    const struct ikm_keyed keyed = ikm_keyed_of(&r);
    assert_string_equal(ikm_keyed_write(&keyed, room), "3 0 10 4|2 122 0 0 0");
    assert_true(ikm_keyed_read(room, 4, &read));
    assert_int_equal(ikm_keyed_compare(&keyed, &read, NULL), 0);
}

static void what_is_no_writing(void **state)
{
    static const char *const texts[] = {"",
                                        "3 4|1 2 3 4",
                                        "3 4|1 2 3 4 5 ",
                                        "3|4 1 2 3 4 5",
                                        "3 4 1 2 3",
                                        "3 4|1 2 3 4 256",
                                        "3 x|1 2 3 4 5",
                                        "3 4|1 2 3 4 -1",
                                        "3  4|1 2 3 4 5"};
    struct ikm_keyed read = {.n_answers = 7};
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(texts); i++)
        assert_false(ikm_keyed_read(texts[i], 2, &read));
    assert_int_equal(read.n_answers, 7);
    assert_true(ikm_keyed_read("3 4|1 2 3 4 255", 2, &read));
}

static void compared(void **state)
{
    struct ikm_keyed a, b;
    uint8_t differs[IKM_KEYED_MOST];
    (void)state;
    assert_true(ikm_keyed_read("3 4 3|1 2 3 4 1", 3, &a));
    assert_true(ikm_keyed_read("3 1 3|1 2 3 4 0", 3, &b));
    assert_int_equal(ikm_keyed_compare(&a, &b, differs), 2);
    for (int i = 0; i < 8; i++)
        assert_int_equal(differs[i], i == 1 || i == 7);
    static const struct {
        const char *a, *b;
        size_t n;
    } ages[] = {{"3|1 25 0 0 0", "3|1 122 0 0 0", 0}, /* 25 and 20-29 */
                {"3|1 35 0 0 0", "3|1 122 0 0 0", 1},
                {"3|1 25 0 0 0", "3|1 26 0 0 0", 1},
                {"3|1 0 0 0 0", "3|1 121 0 0 0", 1},
                {"3|1 123 0 0 0", "3|1 122 0 0 0", 1}};
    for (size_t i = 0; i < IKM_COUNT(ages); i++) {
        assert_true(ikm_keyed_read(ages[i].a, 1, &a));
        assert_true(ikm_keyed_read(ages[i].b, 1, &b));
        assert_int_equal(ikm_keyed_compare(&a, &b, NULL), ages[i].n);
        assert_int_equal(ikm_keyed_compare(&b, &a, NULL), ages[i].n);
    }
}

static void drawn(void **state)
{
    static const int percents[] = {0, 5, 50, 99, 100};
    (void)state;
    for (size_t p = 0; p < IKM_COUNT(percents); p++) {
        int n = 0;
        for (uint32_t i = 0; i < 10000; i++)
            n += ikm_spot_is_drawn(percents[p], i * 429497U);
        assert_in_range(n, percents[p] * 100 - (percents[p] > 0 ? 2 : 0),
                        percents[p] * 100 + (percents[p] > 0 ? 2 : 0));
    }
    assert_false(ikm_spot_is_drawn(0, 0));
    assert_true(ikm_spot_is_drawn(100, UINT32_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_and_read),
        cmocka_unit_test(what_is_no_writing),
        cmocka_unit_test(compared),
        cmocka_unit_test(drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every kind of finding, from responses made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/identity.h"
#include "analyze/quality.h"

enum { MOST_ROWS = 200, N_QUESTIONS = 3 };

struct made {
    struct ikm_arena arena;
    struct ikm_error err;
    size_t n;
    uint8_t answers[MOST_ROWS][N_QUESTIONS];
    struct ikm_quality_row row[MOST_ROWS];
    struct ikm_quality_settings settings;
    struct ikm_findings found;
};

static const uint8_t element_of[N_QUESTIONS] = {0, 1, 2};

static int make(void **state)
{
    static struct made made;
    made = (struct made){.arena = IKM_ARENA(1 << 24),
                         .settings = ikm_quality_standard()};
    *state = &made;
    return 0;
}

static int end(void **state)
{
    ikm_arena_release(&((struct made *)*state)->arena);
    return 0;
}

/* A response on a Monday, no two on the same day. */
static struct ikm_quality_row *add(struct made *made, const char *answers)
{
    const size_t i = made->n++;
    struct ikm_quality_row *row = &made->row[i];
    assert_true(i < MOST_ROWS);
    for (size_t q = 0; q < N_QUESTIONS; q++)
        made->answers[i][q] = (uint8_t)(answers[q] - '0');
    *row = (struct ikm_quality_row){.at_ms = -1,
                                    .date = {2025, 2, 24},
                                    .second = -1,
                                    .n_answers = N_QUESTIONS,
                                    .answer = made->answers[i]};
    row->block[1] = (uint8_t)(i + 1); /* age: no duplicates unawares */
    return row;
}

static void look(struct made *made)
{
    const struct ikm_quality_rows rows = {.n_rows = made->n,
                                          .row = made->row,
                                          .element_of = element_of,
                                          .n_elements = N_QUESTIONS,
                                          .scale_max = 4,
                                          .today = {2025, 3, 10}};
    assert_int_equal(ikm_quality_look(&rows, &made->settings, &made->arena,
                                      &made->found, &made->err),
                     IKM_OK);
}

/* The i-th finding of a kind; NULL when there is none. */
static const struct ikm_finding *found(const struct made *made,
                                       enum ikm_finding_kind kind, size_t i)
{
    for (size_t f = 0; f < made->found.n_findings; f++)
        if (made->found.finding[f].kind == kind && i-- == 0)
            return &made->found.finding[f];
    return NULL;
}

static void check(const struct ikm_finding *finding, size_t n, int64_t out_of,
                  uint32_t first, uint32_t last)
{
    assert_non_null(finding);
    assert_int_equal(finding->n_rows, n);
    assert_int_equal(finding->out_of, out_of);
    assert_int_equal(finding->row[0], first);
    assert_int_equal(finding->row[n - 1], last);
}

static void nothing_is_found(void **state)
{
    struct made *made = *state;
    look(made);
    assert_int_equal(made->found.n_findings, 0);
    add(made, "343");
    add(made, "440"); /* equal, but not complete */
    add(made, "344");
    look(made);
    assert_int_equal(made->found.n_findings, 0);
    assert_int_equal(made->found.n_complete, 2);
}

static void straight_lines_are_complete(void **state)
{
    struct made *made = *state;
    add(made, "343");
    add(made, "333");
    add(made, "330");
    add(made, "111");
    look(made);
    check(found(made, IKM_FINDING_STRAIGHT_LINE, 0), 2, 3, 1, 3);
    made->settings.value[IKM_QUALITY_STRAIGHT_LINE] = 67;
    look(made);
    assert_null(found(made, IKM_FINDING_STRAIGHT_LINE, 0));
}

static void duplicates_agree_in_all(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 9; i++) {
        struct ikm_quality_row *row = add(made, "343");
        row->block[1] = 30;
        row->operator_id = i + 1; /* no run */
    }
    made->row[2].block[0] = 1;
    made->row[3].service_id = 5;
    made->row[4].date.day = 25;
    made->answers[5][2] = 4;
    made->row[6].channel = 2; /* typed in twice by two ways */
    look(made);
    check(found(made, IKM_FINDING_DUPLICATE, 0), 5, 9, 0, 8);
    assert_null(found(made, IKM_FINDING_DUPLICATE, 1));
    made->settings.value[IKM_QUALITY_DUPLICATE] = 6;
    look(made);
    assert_null(found(made, IKM_FINDING_DUPLICATE, 0));
}

static void straight_duplicates_come_last(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 4; i++)
        add(made, "333")->block[1] = 0;
    add(made, "342")->block[1] = 0;
    add(made, "342")->block[1] = 0;
    look(made);
    check(found(made, IKM_FINDING_DUPLICATE, 0), 2, 6, 4, 5);
    check(found(made, IKM_FINDING_DUPLICATE, 1), 4, 6, 0, 3);
}

static void runs_are_of_one_operator(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 10; i++)
        add(made, i % 2 ? "343" : "344")->operator_id = 1 + i % 2;
    look(made);
    check(found(made, IKM_FINDING_RUN, 0), 5, 10, 0, 8);
    check(found(made, IKM_FINDING_RUN, 1), 5, 10, 1, 9);
    made->answers[4][0] = 2;
    look(made);
    check(found(made, IKM_FINDING_RUN, 0), 5, 10, 1, 9);
    assert_null(found(made, IKM_FINDING_RUN, 1));
}

static void bursts_are_of_one_source(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 11; i++) {
        struct ikm_quality_row *row = add(made, i % 2 ? "343" : "344");
        row->operator_id = 7;
        row->at_ms = 1000000 + i * 5999; /* the last 59.99 s after the first */
    }
    look(made);
    check(found(made, IKM_FINDING_BURST, 0), 11, 11, 0, 10);
    made->row[10].at_ms = 1060000; /* a minute after the first */
    look(made);
    assert_null(found(made, IKM_FINDING_BURST, 0));
    made->row[10].at_ms = 1059999;
    made->row[3].operator_id = 8;
    look(made);
    assert_null(found(made, IKM_FINDING_BURST, 0));
    for (int i = 0; i < 11; i++) {
        made->row[i].operator_id = 0;
        made->row[i].channel = 3;
        made->row[i].at_own_device = 1;
    }
    look(made);
    assert_null(found(made, IKM_FINDING_BURST, 0));
}

/* Two crowded minutes far apart are two; a long one is one. */
static void bursts_that_overlap_are_one(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 60; i++)
        add(made, i % 2 ? "343" : "344")->at_ms =
            i < 30 ? i * 4000 : 10000000 + i * 4000;
    look(made);
    check(found(made, IKM_FINDING_BURST, 0), 30, 60, 0, 29);
    check(found(made, IKM_FINDING_BURST, 1), 30, 60, 30, 59);
    assert_null(found(made, IKM_FINDING_BURST, 2));
}

static void hours_and_weekends(void **state)
{
    struct made *made = *state;
    static const int32_t seconds[] = {7 * 3600, 18 * 3600, 7 * 3600 - 1,
                                      18 * 3600 + 1, -1};
    for (size_t i = 0; i < 5; i++)
        add(made, i % 2 ? "343" : "344")->second = seconds[i];
    add(made, "343")->date.day = 22;                        /* a Saturday */
    add(made, "344")->date = (struct ikm_date){2024, 9, 1}; /* a Sunday */
    add(made, "343")->date.day = 0;
    struct ikm_quality_row *own = add(made, "344");
    own->second = 60;
    own->at_own_device = 1;
    look(made);
    const struct ikm_finding *hours = found(made, IKM_FINDING_OUT_OF_HOURS, 0);
    check(hours, 2, 9, 2, 3);
    assert_int_equal(hours->reason, IKM_FINDING_REASON_HOURS);
    const struct ikm_finding *weekend =
        found(made, IKM_FINDING_OUT_OF_HOURS, 1);
    check(weekend, 2, 9, 5, 6);
    assert_int_equal(weekend->reason, IKM_FINDING_REASON_WEEKEND);
    made->settings.value[IKM_QUALITY_WORKDAYS] = 6;
    made->settings.value[IKM_QUALITY_OPENS] = 6;
    look(made);
    check(found(made, IKM_FINDING_OUT_OF_HOURS, 0), 1, 9, 3, 3);
    check(found(made, IKM_FINDING_OUT_OF_HOURS, 1), 1, 9, 6, 6);
}

static void dates_after_today(void **state)
{
    struct made *made = *state;
    add(made, "343")->date = (struct ikm_date){2025, 3, 10};
    add(made, "344")->date = (struct ikm_date){2025, 3, 0};
    add(made, "343")->date = (struct ikm_date){2025, 3, 11};
    add(made, "344")->date = (struct ikm_date){2025, 4, 0};
    look(made);
    const struct ikm_finding *future =
        found(made, IKM_FINDING_OUT_OF_PERIOD, 0);
    check(future, 2, 4, 2, 3);
    assert_int_equal(future->reason, IKM_FINDING_REASON_FUTURE);
}

static void months_apart_are_few(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 100; i++)
        add(made, i % 2 ? "343" : "344");
    made->row[10].date = (struct ikm_date){2024, 8, 5};
    made->row[20].date = (struct ikm_date){2024, 12, 5};
    look(made);
    const struct ikm_finding *apart = found(made, IKM_FINDING_OUT_OF_PERIOD, 0);
    check(apart, 2, 100, 10, 20);
    assert_int_equal(apart->reason, IKM_FINDING_REASON_APART);
    /* three before the gap are too many to be a slip */
    made->row[30].date = (struct ikm_date){2024, 12, 6};
    look(made);
    check(found(made, IKM_FINDING_OUT_OF_PERIOD, 0), 1, 100, 10, 10);
    /* next to the others is not apart */
    made->row[10].date = made->row[20].date = (struct ikm_date){2025, 1, 6};
    made->row[30].date = (struct ikm_date){2025, 2, 24};
    look(made);
    assert_null(found(made, IKM_FINDING_OUT_OF_PERIOD, 0));
}

/* Twelve of one give 4, twelve of another 3, four of a third are too few. By
 * hand: mean ranks 18.5 and 6.5, H = 23, epsilon squared 1. */
static void groups_that_differ(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 28; i++) {
        struct ikm_quality_row *row = add(made, i >= 24 ? "111"
                                                : i % 2 ? "444"
                                                        : "333");
        row->operator_id = i >= 24 ? 9 : 1 + i % 2;
        row->channel = i >= 24 ? 0 : (uint8_t)(1 + i / 12);
    }
    look(made);
    const struct ikm_finding *finding = found(made, IKM_FINDING_OPERATOR, 0);
    check(finding, 12, 24, 0, 22);
    assert_true(finding->epsilon_squared > 0.9999 &&
                finding->epsilon_squared < 1.0001);
    assert_true(finding->p < 1.7e-6 && finding->p > 1.5e-6);
    assert_true(finding->mean == 3 && finding->mean_of_others == 4);
    assert_null(found(made, IKM_FINDING_CHANNEL, 0));
    made->settings.value[IKM_QUALITY_GROUP] = 13;
    look(made);
    assert_null(found(made, IKM_FINDING_OPERATOR, 0));
    for (int i = 0; i < 24; i++)
        made->row[i].channel = (uint8_t)(1 + i % 2);
    look(made);
    assert_null(found(made, IKM_FINDING_CHANNEL, 0));
    made->settings.value[IKM_QUALITY_GROUP] = 5;
    look(made);
    assert_non_null(found(made, IKM_FINDING_CHANNEL, 0));
}

static void nearly_all_fours(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 30; i++)
        add(made, i < 28 ? "444" : "333");
    add(made, "440");
    look(made);
    check(found(made, IKM_FINDING_NEAR_PERFECT, 0), 28, 30, 0, 27);
    made->answers[0][0] = 3; /* 27 of 30 are 90 %, not more */
    look(made);
    assert_null(found(made, IKM_FINDING_NEAR_PERFECT, 0));
    made->answers[0][0] = 4;
    made->n = 29;
    look(made);
    assert_null(found(made, IKM_FINDING_NEAR_PERFECT, 0));
}

static void comments(void **state)
{
    struct made *made = *state;
    for (int i = 0; i < 6; i++) {
        struct ikm_quality_row *row = add(made, i % 2 ? "343" : "344");
        row->comment_hash = 77;
        row->comment_length = 20;
    }
    made->row[5].has_identity = 1;
    look(made);
    const struct ikm_finding *identity = found(made, IKM_FINDING_COMMENT, 0);
    check(identity, 1, 6, 5, 5);
    assert_int_equal(identity->reason, IKM_FINDING_REASON_IDENTITY);
    const struct ikm_finding *again = found(made, IKM_FINDING_COMMENT, 1);
    check(again, 5, 6, 0, 4);
    assert_int_equal(again->reason, IKM_FINDING_REASON_REPEATED);
    made->row[0].comment_length = 19;
    look(made);
    assert_null(found(made, IKM_FINDING_COMMENT, 1));
}

static void identities(void **state)
{
    static const char *const are[] = {
        "NIK 3374010203850001",     "3374 0102 0385 0001",
        "hubungi 081234567890 ya",  "WA 0812-3456-7890",
        "+62 812 3456 7890",        "6281234567890",
        "surel: budi.s@mail.co.id", "budi@x.id.",
    };
    static const char *const are_not[] = {
        "",
        "buka 08.00-12.00 dan 13.00-17.00",
        "tanggal 12-08-2025 pukul 08.30",
        "Rp 1.000.000.000.000",
        "antre dari nomor 081",
        "33740102038500011",
        "bagus @ 5 loket",
        "harga @5.000",
        "a@b",
        "2025081234567",
    };
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(are); i++)
        if (!ikm_looks_like_identity(are[i]))
            fail_msg("no identity seen in: %s", are[i]);
    for (size_t i = 0; i < IKM_COUNT(are_not); i++)
        if (ikm_looks_like_identity(are_not[i]))
            fail_msg("an identity seen in: %s", are_not[i]);
}

static void settings_have_names(void **state)
{
    enum ikm_quality_setting setting = IKM_QUALITY_P;
    (void)state;
    for (int i = 0; i < IKM_QUALITY_SETTING_COUNT; i++) {
        double least = 0;
        double most = 0;
        assert_true(ikm_quality_setting_parse(
            ikm_quality_setting_name((enum ikm_quality_setting)i), &setting));
        assert_int_equal(setting, i);
        ikm_quality_setting_bounds(setting, &least, &most);
        assert_true(least <= ikm_quality_standard().value[i]);
        assert_true(most >= ikm_quality_standard().value[i]);
    }
    assert_false(ikm_quality_setting_parse("runs", &setting));
    assert_string_equal(ikm_finding_kind_name(IKM_FINDING_COMMENT), "comment");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, end)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_found),
        TEST(straight_lines_are_complete),
        TEST(duplicates_agree_in_all),
        TEST(straight_duplicates_come_last),
        TEST(runs_are_of_one_operator),
        TEST(bursts_are_of_one_source),
        TEST(bursts_that_overlap_are_one),
        TEST(hours_and_weekends),
        TEST(dates_after_today),
        TEST(months_apart_are_few),
        TEST(groups_that_differ),
        TEST(nearly_all_fours),
        TEST(comments),
        cmocka_unit_test(identities),
        cmocka_unit_test(settings_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

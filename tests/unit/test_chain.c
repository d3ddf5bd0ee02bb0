/* The audit chain: a record that is true in itself, but of another history. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/store_verify.h"

static void add_two(struct test_survey *s)
{
    const struct ikm_response r = survey_response(s, "343434343", "2025-01-15");
    (void)survey_add(s, &r);
    (void)survey_add(s, &r);
}

static int verify_says(struct test_survey *s, const char *words)
{
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_faults faults = {.arena = &arena};
    struct ikm_verified found;
    int is_said = 0;
    (void)!ikm_store_verify(s->store, &faults, &found, &s->err);
    for (size_t i = 0; i < faults.n_kept; i++)
        is_said |= strstr(faults.fault[i].text, words) != NULL;
    ikm_arena_release(&arena);
    return is_said;
}

static void a_record_of_another_history_is_seen(void **state)
{
    static const char words[] = "tidak bersambung";
    struct test_survey here, there;
    char sql[400];
    (void)state;
    survey_make(&here);
    survey_make(&there);
    there.clock_ms++; /* the same was done a moment later */
    add_two(&here);
    add_two(&there);
    assert_false(verify_says(&here, words));
    const int n = snprintf(sql, sizeof sql,
                           "ATTACH '%s' AS there;"
                           "DELETE FROM record WHERE record_id = 3;"
                           "INSERT INTO record SELECT * FROM there.record "
                           "WHERE record_id = 3",
                           there.path);
    assert_true(n > 0 && (size_t)n < sizeof sql);
    survey_tamper(&here, sql);
    assert_true(verify_says(&here, words));
    survey_close(&there);
    survey_close(&here);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_of_another_history_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ikm.analysis/1: well-formed, exact where promised, null where unknown. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "export/to_json.h"

struct bench {
    struct test_survey survey;
    struct ikm_arena arena;
};

static int set_up(void **state)
{
    static struct bench bench;
    bench = (struct bench){.arena = IKM_ARENA(1 << 24)};
    survey_make(&bench.survey);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    ikm_arena_release(&bench->arena);
    survey_close(&bench->survey);
    return 0;
}

static void add(struct bench *bench, const char *answers, const char *date)
{
    const struct ikm_response r =
        survey_response(&bench->survey, answers, date);
    (void)survey_add(&bench->survey, &r);
}

static const char *write(struct bench *bench, const struct ikm_query *query)
{
    struct ikm_analysis analysis;
    struct ikm_text text = IKM_TEXT(&bench->arena);
    const char *json = NULL;
    struct ikm_error *err = &bench->survey.err;
    assert_int_equal(
        ikm_assemble(bench->survey.store, query, &bench->arena, &analysis, err),
        IKM_OK);
    ikm_to_json(&analysis, &text);
    assert_int_equal(ikm_text_done(&text, &json, err), IKM_OK);
    return json;
}

/* ---- a reader that accepts RFC 8259 and nothing else ---- */

static const char *value_end(const char *p);

static const char *string_end(const char *p)
{
    if (*p != '"')
        return NULL;
    for (p++; *p != '"'; p++) {
        if ((unsigned char)*p < 0x20)
            return NULL;
        if (*p == '\\' && strchr("\"\\/bfnrtu", *++p) == NULL)
            return NULL;
    }
    return p + 1;
}

static const char *digits_end(const char *p)
{
    if (!isdigit((unsigned char)*p))
        return NULL;
    while (isdigit((unsigned char)*p))
        p++;
    return p;
}

static const char *number_end(const char *p)
{
    p += *p == '-';
    if (p[0] == '0' && isdigit((unsigned char)p[1]))
        return NULL;
    p = digits_end(p);
    if (p && *p == '.')
        p = digits_end(p + 1);
    if (p && (*p == 'e' || *p == 'E')) {
        p++;
        p += *p == '+' || *p == '-';
        p = digits_end(p);
    }
    return p;
}

/* Members or items up to the closing bracket. */
static const char *list_end(const char *p, char close)
{
    if (*++p == close)
        return p + 1;
    for (;;) {
        if (close == '}') {
            p = string_end(p);
            if (!p || *p++ != ':')
                return NULL;
        }
        p = value_end(p);
        if (!p)
            return NULL;
        if (*p == close)
            return p + 1;
        if (*p++ != ',')
            return NULL;
    }
}

static const char *value_end(const char *p)
{
    static const char *const words[] = {"null", "true", "false"};
    if (*p == '{' || *p == '[')
        return list_end(p, *p == '{' ? '}' : ']');
    if (*p == '"')
        return string_end(p);
    for (size_t i = 0; i < IKM_COUNT(words); i++)
        if (strncmp(p, words[i], strlen(words[i])) == 0)
            return p + strlen(words[i]);
    return number_end(p);
}

static void expect_json(const char *json)
{
    const char *end = value_end(json);
    assert_non_null(end);
    assert_string_equal(end, "\n");
}

static void expect_part(const char *json, const char *part)
{
    if (!strstr(json, part))
        fail_msg("%s\nnot in\n%s", part, json);
}

/* ---- tests ---- */

static void the_reader_refuses(void **state)
{
    static const char *const bad[] = {"{\"a\":1,}", "[1,]", "[nan]", "[01]",
                                      "{a:1}",      "[1.]", "[,1]"};
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(bad); i++)
        assert_null(value_end(bad[i]));
    assert_non_null(value_end("{\"a\":[1,-2.5e+3,null],\"b\":{}}"));
}

static void one_result(void **state)
{
    struct bench *bench = *state;
    struct ikm_query query = {.unit = "kec-01"};
    add(bench, "233333333", "2024-11-05");
    add(bench, "344444444", "2025-01-05");
    add(bench, "344444430", "2025-01-06");
    assert_int_equal(
        ikm_period_parse("2025-TW1", &query.period, &bench->survey.err),
        IKM_OK);
    const char *json = write(bench, &query);
    expect_json(json);
    expect_part(json, "{\"schema\":\"ikm.analysis/1\",\"program\":\"ikm ");
    expect_part(
        json,
        "\"results\":[{\"form\":\"permenpanrb-14-2017\",\"weights\":"
        "\"exact\",\"rows\":\"answered\",\"unit\":\"kec-01\",\"name\":"
        "\"Kecamatan Satu\",\"period\":\"2025-TW1\",\"from\":"
        "\"2025-01-01\",\"to\":\"2025-03-31\",\"service\":null,"
        "\"group\":null,"
        "\"ledger\":{\"received\":2,\"used\":2,\"partial\":1,"
        "\"void\":0,\"excluded\":0},\"sample\":{\"population\":null,"
        "\"required\":null,\"reached\":null,\"margin\":17.6475065780204}");
    /* (3 + 6 * 4 + 3.5 + 4) / 9 = 34.5 / 9 */
    expect_part(json, "\"ikm\":{\"value\":95.83,\"exact\":\"575/6\",\"index\":"
                      "3.83333333333333,\"grade\":\"A\",\"label\":\"Sangat "
                      "baik\",\"se\":1.38888888888889,\"ci95\":[78.18582");
    expect_part(json,
                "\"ci95_logit\":null,\"grade_probability\":{\"A\":0.9419");
    expect_part(json, "\"firm\":false,\"flip\":{\"sheets_up\":null,"
                      "\"sheets_down\":1,\"answers_up\":null,"
                      "\"answers_down\":5},\"target\":null,\"bootstrap\":null,"
                      "\"change\":{\"from\":\"2024-TW4\","
                      "\"difference\":23.6111111111111,\"p\":null}}");
    expect_part(json,
                "{\"key\":\"persyaratan\",\"code\":\"U1\",\"name\":"
                "\"Persyaratan\",\"n\":2,\"sum\":6,\"counts\":[0,0,2,0],"
                "\"nrr\":3.000,\"weighted\":0.333333333333333,\"value\":75.00,"
                "\"grade\":\"C\",\"sd\":0,\"ci95\":null,\"rank\":9,"
                "\"lowest_group\":true,\"p_lowest3\":1,\"importance\":null,"
                "\"importance_reason\":\"too-few\",\"quadrant\":null,"
                "\"quadrant_certain\":null,\"importance_ci95\":null,"
                "\"importance_mean\":null,\"tki\":null,\"gap\":null,"
                "\"gain\":0.178888888888");
    expect_part(json, "\"change\":{\"from\":\"2024-TW4\",\"difference\":1,"
                      "\"p\":null,\"p_holm\":null,\"p_mann_whitney\":null},"
                      "\"flags\":[\"class-c\",\"below-mean\","
                      "\"three-lowest\",\"lowest-group\",\"constant\"]");
    expect_part(json, "\"reliability\":{\"n\":1,\"alpha\":null,"
                      "\"reason\":\"too-few\",\"alpha_ci95\":null,\"r_table\":"
                      "null,\"items\":[{"
                      "\"key\":\"persyaratan\",\"r_total\":null,\"r_rest\":"
                      "null,\"alpha_if_dropped\":null,\"valid\":null}");
    expect_part(
        json,
        "\"combined\":{\"headline\":\"pooled\",\"pooled\":95.8333333333333,"
        "\"mean_of_units\":null,\"n_units\":1}");
    expect_part(json, "\"warnings\":[\"population-unknown\",\"partial-rows\"]");
}

static void everything_of_the_file(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {0};
    add(bench, "444444444", "2025-01-05");
    const char *json = write(bench, &query);
    expect_json(json);
    expect_part(json, "\"unit\":null,\"name\":\"Seluruh unit\",\"period\":"
                      "null,\"from\":null,\"to\":null,\"service\":null,"
                      "\"group\":null");
    expect_part(json, "\"exact\":\"100/1\",\"index\":4,");
    expect_part(json, "\"change\":null");
    expect_part(json, "\"warnings\":[\"one-response\",");
}

static void the_undefined_is_null(void **state)
{
    struct bench *bench = *state;
    const struct ikm_query query = {.unit = "kec-01"};
    add(bench, "444444440", "2025-01-05");
    const char *json = write(bench, &query);
    expect_json(json);
    expect_part(json, "\"ikm\":{\"value\":null,\"exact\":null,\"index\":null,"
                      "\"grade\":null,\"label\":null,\"se\":null,\"ci95\":null,"
                      "\"ci95_logit\":null,\"grade_probability\":null,"
                      "\"firm\":false,\"flip\":{\"sheets_up\":null,"
                      "\"sheets_down\":null,\"answers_up\":null,"
                      "\"answers_down\":null},\"target\":null,\"bootstrap\":"
                      "null,\"change\":null}");
    expect_part(json, "\"n\":0,\"sum\":0,\"counts\":[0,0,0,0],\"nrr\":null,"
                      "\"weighted\":null,\"value\":null,\"grade\":null,"
                      "\"sd\":null,\"ci95\":null,\"rank\":null,"
                      "\"lowest_group\":null,\"p_lowest3\":null,"
                      "\"importance\":null,"
                      "\"importance_reason\":\"too-few\","
                      "\"quadrant\":null,\"quadrant_certain\":null,"
                      "\"importance_ci95\":null,\"importance_mean\":null,"
                      "\"tki\":null,\"gap\":null,\"gain\":null,"
                      "\"change\":null,\"flags\":[]");
    expect_part(json, "\"pooled\":null");
    expect_part(json, "\"element-without-answers\"");
}

static void names_are_escaped(void **state)
{
    struct bench *bench = *state;
    struct test_survey *s = &bench->survey;
    const struct ikm_query query = {.by = IKM_BY_SERVICE};
    struct ikm_response r = survey_response(s, "444444444", "2025-01-05");
    const struct ikm_act act = survey_act(s, "test");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_service(s->store, s->unit_id, "a\"b\\c{",
                                           &r.service_id, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    (void)survey_add(s, &r);
    add(bench, "333333333", "2025-01-05");
    const char *json = write(bench, &query);
    expect_json(json);
    expect_part(json, "\"group\":\"a\\\"b\\\\c{\",\"ledger\"");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reader_refuses),
        TEST(one_result),
        TEST(everything_of_the_file),
        TEST(the_undefined_is_null),
        TEST(names_are_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "survey.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct ikm_act survey_act(struct test_survey *survey, const char *action)
{
    struct ikm_act act = {
        .actor = "penguji", .action = action, .subject = "", .reason = ""};
    survey->clock_ms += 1000;
    act.unix_ms = survey->clock_ms;
    for (size_t i = 0; i < sizeof act.random; i++)
        act.random[i] = (unsigned char)(survey->clock_ms >> (3 * i));
    return act;
}

void survey_make(struct test_survey *s)
{
    const char *base = getenv("TMPDIR");
    *s = (struct test_survey){.clock_ms = 1760000000000};
    const int n = snprintf(s->folder, sizeof s->folder, "%s/ikm-test-XXXXXX",
                           base && *base ? base : "/tmp");
    assert_true(n > 0 && (size_t)n < sizeof s->folder);
    assert_non_null(mkdtemp(s->folder));
    (void)snprintf(s->path, sizeof s->path, "%s/survei.db", s->folder);
    assert_int_equal(
        ikm_store_open(s->path, IKM_STORE_CREATE, &s->store, &s->err), IKM_OK);
    const struct ikm_act act = survey_act(s, "init");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    const struct ikm_builtin_form *form =
        ikm_builtin_form_find(IKM_DEFAULT_FORM);
    assert_non_null(form);
    assert_int_equal(ikm_store_add_form(s->store, &form->source, form->id,
                                        &s->form_id, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_add_unit(s->store, "kec-01", "Kecamatan Satu", 0,
                                        &s->unit_id, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_add_unit(s->store, "kec-02", "Kecamatan Dua", 0,
                                        &s->unit2_id, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_add_service(s->store, s->unit_id, "KTP",
                                           &s->service_id, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
}

void survey_close(struct test_survey *s)
{
    char command[128];
    ikm_store_close(s->store);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", s->folder);
    assert_int_equal(system(command), 0);
}

struct ikm_response survey_response(const struct test_survey *s,
                                    const char *answers, const char *date)
{
    struct ikm_response r = {.unit_id = s->unit_id,
                             .form_id = s->form_id,
                             .service_id = s->service_id,
                             .second = -1};
    struct ikm_timestamp stamp;
    assert_true(ikm_timestamp_parse(date, IKM_DATES_DMY, &stamp));
    r.date = stamp.date;
    r.second = stamp.second;
    r.n_answers = (uint8_t)strlen(answers);
    for (size_t i = 0; i < r.n_answers; i++)
        r.answer[i] = (uint8_t)(answers[i] - '0');
    return r;
}

int64_t survey_add(struct test_survey *s, const struct ikm_response *r)
{
    int64_t seq = 0;
    const struct ikm_act act = survey_act(s, "record");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_response(s->store, r, &seq, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    return seq;
}

void survey_tamper(const struct test_survey *s, const char *sql)
{
    sqlite3 *db = NULL;
    char *said = NULL;
    assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &said) != SQLITE_OK)
        fail_msg("%s: %s", sql, said);
    sqlite3_close(db);
}

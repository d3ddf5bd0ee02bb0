/* tests/support/survey.h - a small survey file in a folder of its own. */
#ifndef IKM_TESTS_SURVEY_H
#define IKM_TESTS_SURVEY_H

#include "data/store.h"
#include "data/store_registers.h"
#include "data/store_responses.h"

struct test_survey {
    char folder[64];
    char path[128];
    struct ikm_store *store;
    struct ikm_error err;
    int64_t form_id;
    int64_t unit_id;    /* "kec-01" */
    int64_t unit2_id;   /* "kec-02" */
    int64_t service_id; /* "KTP" of kec-01 */
    int64_t clock_ms;
};

/* Fails the test when something does not go. Close with survey_close(). */
void survey_make(struct test_survey *survey);
void survey_close(struct test_survey *survey);

/* The next act: the clock goes on by a second, ids differ. */
struct ikm_act survey_act(struct test_survey *survey, const char *action);

/* A response of `answers` ("343434343") at kec-01 on a day. */
struct ikm_response survey_response(const struct test_survey *survey,
                                    const char *answers, const char *date);
/* Adds it in a change of its own; returns its number. */
int64_t survey_add(struct test_survey *survey, const struct ikm_response *r);

/* Runs SQL on the file behind the store's back; 0 rows expected. */
void survey_tamper(const struct test_survey *survey, const char *sql);

#endif

/* Accounts, sessions, guessing, drafts; and that the chain covers accounts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "collect/users.h"
#include "data/store_verify.h"

static int set_up(void **state)
{
    static struct test_survey survey;
    survey_make(&survey);
    *state = &survey;
    return 0;
}

static int tear_down(void **state)
{
    survey_close(*state);
    return 0;
}

static size_t n_faults(struct test_survey *s)
{
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    static struct ikm_faults faults;
    struct ikm_verified found;
    faults = (struct ikm_faults){.arena = &arena};
    const enum ikm_status status =
        ikm_store_verify(s->store, &faults, &found, &s->err);
    assert_true(status == IKM_OK || status == IKM_FOUND);
    ikm_arena_release(&arena);
    return faults.n_total;
}

static enum ikm_status add(struct test_survey *s, const char *login,
                           const char *role, const char *unit,
                           const char *password)
{
    const struct ikm_user_words words = {login, role, unit, password, 0};
    struct ikm_act act = survey_act(s, "");
    return ikm_user_add(s->store, &words, &act, &s->err);
}

static struct ikm_account find(struct test_survey *s, const char *login)
{
    static struct ikm_arena arena;
    struct ikm_account account = {0};
    ikm_arena_release(&arena);
    arena = IKM_ARENA(1 << 16);
    assert_int_equal(ikm_store_find_account(s->store, login, &arena, &account,
                                            NULL, &s->err),
                     IKM_OK);
    account.login = NULL;
    ikm_arena_release(&arena);
    return account;
}

/* The session of a token at a moment; 0: none. */
static int64_t who(struct test_survey *s, const char *token, int64_t now_ms)
{
    struct ikm_arena arena = IKM_ARENA(1 << 16);
    struct ikm_session session;
    assert_int_equal(ikm_store_find_session(s->store, token, now_ms, &arena,
                                            &session, &s->err),
                     IKM_OK);
    ikm_arena_release(&arena);
    return session.account.account_id;
}

static void begin(struct test_survey *s)
{
    const struct ikm_act act = survey_act(s, "x");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
}

static void commit(struct test_survey *s)
{
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
}

static void sign_in(struct test_survey *s, const char *login, const char *token,
                    int64_t now_ms)
{
    const struct ikm_session session = {.account = find(s, login),
                                        .created_ms = now_ms,
                                        .idle_ms = now_ms + 100000,
                                        .expires_ms = now_ms + 500000};
    begin(s);
    assert_int_equal(ikm_store_add_session(s->store, token, &session, &s->err),
                     IKM_OK);
    commit(s);
}

static void secrets(void **state)
{
    char a[IKM_TOKEN_TEXT_BYTES], b[IKM_TOKEN_TEXT_BYTES];
    char c[IKM_TOKEN_TEXT_BYTES], spoken[IKM_SPOKEN_BYTES];
    char hash[IKM_PASSWORD_TEXT_BYTES];
    struct ikm_error err = {0};
    (void)state;
    assert_string_not_equal(ikm_secret_token(a), ikm_secret_token(b));
    assert_int_equal(strlen(a), 43);
    assert_string_equal(ikm_secret_derive(a, "x", b),
                        ikm_secret_derive(a, "x", c));
    assert_string_not_equal(b, ikm_secret_derive(a, "y", c));
    assert_string_not_equal(b, a);
    assert_true(ikm_secret_equal(b, b));
    assert_false(ikm_secret_equal(b, c));
    assert_false(ikm_secret_equal("", "a"));
    assert_int_equal(strlen(ikm_secret_spoken(spoken)), 19);

    assert_int_equal(ikm_password_hash("tujuh77", hash, &err), IKM_INPUT);
    assert_int_equal(ikm_password_hash("rahasia\xFF", hash, &err), IKM_INPUT);
    assert_int_equal(ikm_password_hash("rahasia sekali", hash, &err), IKM_OK);
    assert_non_null(strstr(hash, "$argon2id$v=19$m=65536,t=3,p=1$"));
    assert_true(ikm_password_fits("rahasia sekali", hash));
    assert_false(ikm_password_fits("rahasia sekal", hash));
    assert_false(ikm_password_fits("", hash));
    assert_false(ikm_password_fits("", NULL));
}

static double seconds_of(const char *hash)
{
    struct timespec from, to;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &from), 0);
    (void)ikm_password_fits("bukan ini", hash);
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &to), 0);
    return (double)(to.tv_sec - from.tv_sec) +
           (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void nobody_takes_as_long(void **state)
{
    char hash[IKM_PASSWORD_TEXT_BYTES];
    struct ikm_error err = {0};
    double best = 1e9, best_nobody = 1e9;
    (void)state;
    assert_int_equal(ikm_password_hash("rahasia sekali", hash, &err), IKM_OK);
    for (int i = 0; i < 3; i++) {
        const double a = seconds_of(hash), b = seconds_of(NULL);
        best = a < best ? a : best;
        best_nobody = b < best_nobody ? b : best_nobody;
    }
    assert_true(best_nobody > best / 2);
}

static void accounts_are_checked(void **state)
{
    struct test_survey *s = *state;
    assert_int_equal(add(s, "Ani", "petugas", "kec-01", "rahasia ani"), IKM_OK);
    assert_int_equal(find(s, "ANI").unit_id, s->unit_id);
    assert_int_equal(add(s, "ani", "admin", NULL, "rahasia ani"), IKM_INPUT);
    assert_int_equal(add(s, "budi", "kepala", NULL, "rahasia budi"), IKM_INPUT);
    assert_int_equal(add(s, "budi", "admin", "kec-99", "rahasia budi"),
                     IKM_INPUT);
    assert_int_equal(add(s, "budi", "admin", "", "pendek"), IKM_INPUT);
    assert_int_equal(add(s, "", "admin", "", "rahasia budi"), IKM_INPUT);
    assert_int_equal(add(s, "bu di", "admin", "", "rahasia budi"), IKM_INPUT);
    assert_int_equal(add(s, "a;--", "admin", "", "rahasia budi"), IKM_INPUT);
    assert_int_equal(n_faults(s), 0);
    survey_tamper(s, "UPDATE account SET role = 4");
    assert_int_equal(n_faults(s), 1);
}

static void the_last_admin_stays(void **state)
{
    struct test_survey *s = *state;
    struct ikm_act act;
    assert_int_equal(add(s, "ani", "admin", NULL, "rahasia ani"), IKM_OK);
    act = survey_act(s, "");
    assert_int_equal(ikm_user_close(s->store, "ani", 0, &act, &s->err),
                     IKM_INPUT);
    const struct ikm_user_words lower = {"ani", "analis", NULL, NULL, 0};
    assert_int_equal(ikm_user_place(s->store, &lower, &act, &s->err),
                     IKM_INPUT);
    assert_int_equal(add(s, "budi", "admin", NULL, "rahasia budi"), IKM_OK);
    act = survey_act(s, "");
    assert_int_equal(ikm_user_place(s->store, &lower, &act, &s->err), IKM_OK);
    assert_int_equal(find(s, "ani").role, IKM_ROLE_ANALYST);
    act = survey_act(s, "");
    assert_int_equal(ikm_user_close(s->store, "budi", 0, &act, &s->err),
                     IKM_INPUT);
    assert_int_equal(ikm_user_close(s->store, "budi", 1, &act, &s->err),
                     IKM_OK);
    const struct ikm_user_words first = {"caca", "admin", NULL, "rahasia ca",
                                         0};
    assert_int_equal(ikm_user_add_first(s->store, &first, &act, &s->err),
                     IKM_DENIED);
    assert_int_equal(n_faults(s), 0);
}

static void sessions_end(void **state)
{
    struct test_survey *s = *state;
    assert_int_equal(add(s, "ani", "petugas", NULL, "rahasia ani"), IKM_OK);
    const int64_t id = find(s, "ani").account_id;
    const int64_t now = s->clock_ms;
    sign_in(s, "ani", "token-1", now);
    sign_in(s, "ani", "token-2", now);
    assert_int_equal(who(s, "token-1", now), id);
    assert_int_equal(who(s, "token-3", now), 0);
    assert_int_equal(who(s, "token-1", now + 100000), 0);
    begin(s);
    assert_int_equal(
        ikm_store_keep_session(s->store, "token-1", now + 900000, &s->err),
        IKM_OK);
    commit(s);
    assert_int_equal(who(s, "token-1", now + 499999), id);
    assert_int_equal(who(s, "token-1", now + 500000), 0);
    begin(s);
    assert_int_equal(ikm_store_end_session(s->store, "token-1", &s->err),
                     IKM_OK);
    commit(s);
    assert_int_equal(who(s, "token-1", now), 0);
    assert_int_equal(who(s, "token-2", now), id);
    struct ikm_act act = survey_act(s, "");
    assert_int_equal(ikm_user_set_password(s->store, "ani", "rahasia baru", 0,
                                           &act, &s->err),
                     IKM_OK);
    assert_int_equal(who(s, "token-2", now), 0);
    sign_in(s, "ani", "token-4", now);
    act = survey_act(s, "");
    assert_int_equal(ikm_user_close(s->store, "ani", 0, &act, &s->err), IKM_OK);
    assert_int_equal(who(s, "token-4", now), 0);
    assert_int_equal(add(s, "ani", "analis", NULL, "rahasia lagi"), IKM_OK);
    assert_int_equal(find(s, "ani").account_id, id);
    assert_int_equal(n_faults(s), 0);
}

static void guesses_are_counted(void **state)
{
    struct test_survey *s = *state;
    int64_t n = -1, last = -1;
    int known = -1;
    assert_int_equal(add(s, "ani", "petugas", NULL, "rahasia ani"), IKM_OK);
    const int64_t id = find(s, "ani").account_id;
    begin(s);
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            ikm_store_note_attempt(s->store, "ani", NULL, 1, &s->err), IKM_OK);
    assert_int_equal(ikm_store_note_attempt(s->store, "ani", "d1", 1, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_keep_device(s->store, "d1", id, &s->err),
                     IKM_OK);
    commit(s);
    assert_int_equal(
        ikm_store_attempts(s->store, "ani", NULL, &n, &last, &s->err), IKM_OK);
    assert_int_equal(n, 3);
    assert_true(last > 0);
    assert_int_equal(
        ikm_store_attempts(s->store, "ani", "d1", &n, &last, &s->err), IKM_OK);
    assert_int_equal(n, 1);
    assert_int_equal(
        ikm_store_attempts(s->store, "budi", NULL, &n, &last, &s->err), IKM_OK);
    assert_int_equal(n, 0);
    assert_int_equal(
        ikm_store_knows_device(s->store, "d1", id, &known, &s->err), IKM_OK);
    assert_int_equal(known, 1);
    assert_int_equal(
        ikm_store_knows_device(s->store, "d1", id + 1, &known, &s->err),
        IKM_OK);
    assert_int_equal(known, 0);
    begin(s);
    assert_int_equal(ikm_store_note_attempt(s->store, "ani", NULL, 0, &s->err),
                     IKM_OK);
    commit(s);
    assert_int_equal(
        ikm_store_attempts(s->store, "ani", NULL, &n, &last, &s->err), IKM_OK);
    assert_int_equal(n, 0);
}

static void drafts_and_hand_ins(void **state)
{
    struct test_survey *s = *state;
    struct ikm_arena arena = IKM_ARENA(1 << 16);
    const char *content = NULL;
    int64_t at = 0, seq = -1;
    assert_int_equal(add(s, "ani", "petugas", NULL, "rahasia ani"), IKM_OK);
    const int64_t id = find(s, "ani").account_id;
    begin(s);
    assert_int_equal(
        ikm_store_put_draft(s->store, id, "loket", "u1=3", &s->err), IKM_OK);
    assert_int_equal(
        ikm_store_put_draft(s->store, id, "loket", "u1=4", &s->err), IKM_OK);
    commit(s);
    assert_int_equal(
        ikm_store_draft(s->store, id, "loket", &arena, &content, &at, &s->err),
        IKM_OK);
    assert_string_equal(content, "u1=4");
    begin(s);
    assert_int_equal(ikm_store_put_draft(s->store, id, "loket", NULL, &s->err),
                     IKM_OK);
    commit(s);
    assert_int_equal(
        ikm_store_draft(s->store, id, "loket", &arena, &content, &at, &s->err),
        IKM_OK);
    assert_string_equal(content, "");
    ikm_arena_release(&arena);

    struct ikm_response r = survey_response(s, "343434343", "2025-02-24");
    int64_t stored = 0;
    begin(s);
    assert_int_equal(ikm_store_add_response(s->store, &r, &stored, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_add_hand_in(s->store, "kunci", stored, &s->err),
                     IKM_OK);
    commit(s);
    assert_int_equal(ikm_store_find_hand_in(s->store, "kunci", &seq, &s->err),
                     IKM_OK);
    assert_int_equal(seq, stored);
    assert_int_equal(ikm_store_find_hand_in(s->store, "lain", &seq, &s->err),
                     IKM_OK);
    assert_int_equal(seq, 0);
    assert_int_equal(n_faults(s), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secrets),
        cmocka_unit_test(nobody_takes_as_long),
        cmocka_unit_test_setup_teardown(accounts_are_checked, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_last_admin_stays, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(sessions_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(guesses_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drafts_and_hand_ins, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

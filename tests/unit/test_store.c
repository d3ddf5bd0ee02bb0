/* The survey file: changes, responses, rollups, the audit chain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "data/store_tallies.h"
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

static struct ikm_slice whole(const struct test_survey *s)
{
    return (struct ikm_slice){.form_id = s->form_id};
}

static enum ikm_status add_up(void *context, int64_t unit_id, int32_t month,
                              const struct ikm_tally *tally,
                              struct ikm_error *err)
{
    (void)unit_id;
    (void)month;
    (void)err;
    ikm_tally_merge(context, tally, 9, 4);
    return IKM_OK;
}

static struct ikm_tally tally_all(struct test_survey *s)
{
    struct ikm_tally tally = {0};
    const struct ikm_slice slice = whole(s);
    assert_int_equal(
        ikm_store_each_tally(s->store, &slice, add_up, &tally, &s->err),
        IKM_OK);
    return tally;
}

static size_t n_faults(struct test_survey *s, struct ikm_verified *found)
{
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    static struct ikm_faults faults;
    faults = (struct ikm_faults){.arena = &arena};
    const enum ikm_status status =
        ikm_store_verify(s->store, &faults, found, &s->err);
    assert_true(status == IKM_OK || status == IKM_FOUND);
    assert_true((status == IKM_FOUND) == (faults.n_total > 0));
    ikm_arena_release(&arena);
    return faults.n_total;
}

static void every_query_is_sql(void **state)
{
    struct test_survey *s = *state;
    assert_int_equal(ikm_store_check_sql(s->store, &s->err), IKM_OK);
}

static void create_refuses_to_overwrite(void **state)
{
    struct test_survey *s = *state;
    struct ikm_store *other = NULL;
    assert_int_equal(ikm_store_open(s->path, IKM_STORE_CREATE, &other, &s->err),
                     IKM_EXISTS);
    assert_null(other);
}

static void open_tells_files_apart(void **state)
{
    struct test_survey *s = *state;
    struct ikm_store *other = NULL;
    char path[160];
    assert_int_equal(
        ikm_store_open("/nirwana/x.db", IKM_STORE_READ, &other, &s->err),
        IKM_NO_FILE);
    assert_int_equal(ikm_store_open(s->folder, IKM_STORE_READ, &other, &s->err),
                     IKM_INPUT);
    (void)snprintf(path, sizeof path, "%s/lain.db", s->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 200; i++)
        (void)fputs("ini bukan basis data\n", file);
    (void)fclose(file);
    assert_int_equal(ikm_store_open(path, IKM_STORE_READ, &other, &s->err),
                     IKM_INPUT);
    survey_tamper(s, "PRAGMA user_version = 99");
    assert_int_equal(ikm_store_open(s->path, IKM_STORE_READ, &other, &s->err),
                     IKM_INPUT);
    assert_null(other);
}

static void a_change_not_committed_is_not_there(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_response r = survey_response(s, "343434343", "2025-01-15");
    const struct ikm_act act = survey_act(s, "record");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_response(s->store, &r, NULL, &s->err),
                     IKM_OK);
    ikm_store_rollback(s->store);
    assert_int_equal(tally_all(s).n_used, 0);
    assert_int_equal(survey_add(s, &r), 1);
    assert_int_equal(tally_all(s).n_used, 1);
}

static void nothing_is_changed_outside_a_change(void **state)
{
    struct test_survey *s = *state;
    int64_t unit_id = 0;
    const struct ikm_response r = survey_response(s, "343434343", "2025-01-15");
    assert_int_equal(ikm_store_add_response(s->store, &r, NULL, &s->err),
                     IKM_BUG);
    assert_int_equal(
        ikm_store_add_unit(s->store, "x", "x", 0, &unit_id, &s->err), IKM_BUG);
}

static void a_response_comes_back_as_it_went_in(void **state)
{
    struct test_survey *s = *state;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    const struct ikm_low_cause causes[] = {{2, 3, ""}, {7, 0, "kotak hilang"}};
    struct ikm_response back;
    char id[IKM_UUID_TEXT_BYTES];
    int64_t seq = 0;
    struct ikm_response r =
        survey_response(s, "342434310", "2025-02-24 09:15:03");
    r.field[IKM_FIELD_GENDER] = 2;
    r.field[IKM_FIELD_AGE] = 42;
    r.other[IKM_FIELD_OCCUPATION] = "penjahit";
    r.comment = "tolong dipercepat";
    r.sheet = "A-17";
    r.causes = causes;
    r.n_causes = 2;
    survey_add(s, &r);
    assert_int_equal(ikm_store_response_id(s->store, 1, id, &s->err), IKM_OK);
    assert_int_equal(
        ikm_store_get_response(s->store, id, &arena, &seq, &back, &s->err),
        IKM_OK);
    assert_int_equal(seq, 1);
    assert_memory_equal(back.answer, r.answer, 9);
    assert_memory_equal(back.field, r.field, sizeof r.field);
    assert_int_equal(ikm_date_compare(back.date, r.date), 0);
    assert_int_equal(back.second, 9 * 3600 + 15 * 60 + 3);
    assert_string_equal(back.comment, r.comment);
    assert_string_equal(back.sheet, "A-17");
    assert_string_equal(back.other[IKM_FIELD_OCCUPATION], "penjahit");
    assert_int_equal(back.n_causes, 2);
    assert_int_equal(back.causes[0].code, 3);
    assert_string_equal(back.causes[1].text, "kotak hilang");
    ikm_arena_release(&arena);
}

/* More than goes in at a time: over two parts of data/store/pending.h. */
enum { MANY = 20000 };

static void add_many(struct test_survey *s)
{
    static const char *const dates[] = {"2025-01-15", "2025-02-24"};
    char comment[32];
    for (int i = 0; i < MANY; i++) {
        struct ikm_response r = survey_response(s, "143434343", dates[i % 2]);
        const struct ikm_low_cause cause = {.element = 0, .code = 2};
        (void)snprintf(comment, sizeof comment, "saran ke-%d", i);
        r.comment = comment;
        r.causes = &cause;
        r.n_causes = 1;
        int64_t seq = 0;
        assert_int_equal(ikm_store_add_response(s->store, &r, &seq, &s->err),
                         IKM_OK);
        assert_int_equal(seq, i + 1);
    }
}

static void many_go_in_with_their_texts(void **state)
{
    struct test_survey *s = *state;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_verified found;
    struct ikm_act act = survey_act(s, "import");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    add_many(s);
    ikm_store_rollback(s->store);
    assert_int_equal(tally_all(s).n_used, 0);
    act = survey_act(s, "import");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    add_many(s);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    assert_int_equal(tally_all(s).n_used, MANY);
    for (int64_t seq = 1; seq <= MANY; seq += 499) {
        char id[IKM_UUID_TEXT_BYTES], comment[32];
        int64_t same = 0;
        struct ikm_response back;
        (void)snprintf(comment, sizeof comment, "saran ke-%d", (int)seq - 1);
        assert_int_equal(ikm_store_response_id(s->store, seq, id, &s->err),
                         IKM_OK);
        assert_int_equal(
            ikm_store_get_response(s->store, id, &arena, &same, &back, &s->err),
            IKM_OK);
        assert_string_equal(back.comment, comment);
        assert_int_equal(back.n_causes, 1);
        assert_int_equal(back.causes[0].code, 2);
    }
    assert_int_equal(n_faults(s, &found), 0);
    ikm_arena_release(&arena);
}

/* What goes wrong while another part fills is told, and nothing is stored. */
static void a_fault_of_a_part_is_told(void **state)
{
    struct test_survey *s = *state;
    survey_tamper(s, "CREATE TRIGGER full BEFORE INSERT ON response "
                     "WHEN new.seq > 500 "
                     "BEGIN SELECT RAISE(ABORT, 'penuh'); END");
    const struct ikm_act act = survey_act(s, "import");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    enum ikm_status status = IKM_OK;
    for (int i = 0; i < MANY && status == IKM_OK; i++) {
        const struct ikm_response r =
            survey_response(s, "143434343", "2025-01-15");
        status = ikm_store_add_response(s->store, &r, NULL, &s->err);
    }
    assert_int_equal(status, IKM_IO);
    assert_non_null(strstr(s->err.text, "penuh"));
    ikm_store_rollback(s->store);
    assert_int_equal(tally_all(s).n_used, 0);
}

static void ids_are_uuid_version_7_and_differ(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_response r = survey_response(s, "343434343", "2025-01-15");
    char first[IKM_UUID_TEXT_BYTES], second[IKM_UUID_TEXT_BYTES];
    survey_add(s, &r);
    survey_add(s, &r);
    assert_int_equal(ikm_store_response_id(s->store, 1, first, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_response_id(s->store, 2, second, &s->err),
                     IKM_OK);
    assert_int_equal(first[14], '7');
    assert_non_null(strchr("89ab", first[19]));
    assert_true(strcmp(first, second) < 0);
    assert_int_equal(ikm_store_response_id(s->store, 3, first, &s->err),
                     IKM_INPUT);
}

static void a_void_leaves_the_figures_and_keeps_the_original(void **state)
{
    struct test_survey *s = *state;
    struct ikm_verified found;
    struct ikm_response r = survey_response(s, "443434343", "2025-01-15");
    survey_add(s, &r);
    r = survey_response(s, "111111111", "2025-01-16");
    survey_add(s, &r);
    assert_int_equal(tally_all(s).answered.count[0][0], 1);
    r.state = IKM_RESPONSE_VOID;
    const struct ikm_act act = survey_act(s, "void");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_replace_response(s->store, 2, &r, &s->err),
                     IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    const struct ikm_tally tally = tally_all(s);
    assert_int_equal(tally.n_used, 1);
    assert_int_equal(tally.n_void, 1);
    assert_int_equal(tally.answered.count[0][0], 0);
    assert_int_equal(n_faults(s, &found), 0);
    assert_int_equal(found.n_void, 1);
}

static void the_unit_of_a_response_cannot_be_changed(void **state)
{
    struct test_survey *s = *state;
    struct ikm_response r = survey_response(s, "443434343", "2025-01-15");
    survey_add(s, &r);
    r.unit_id = s->unit2_id;
    const struct ikm_act act = survey_act(s, "amend");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_replace_response(s->store, 1, &r, &s->err),
                     IKM_INPUT);
    ikm_store_rollback(s->store);
}

/* Adds some responses over units and months. */
static void fill(struct test_survey *s)
{
    static const char *const answers[] = {"343434343", "444444444", "340434341",
                                          "222222222"};
    static const char *const dates[] = {"2024-11-03", "2025-01-15",
                                        "2025-02-24", "2025-06"};
    for (int i = 0; i < 32; i++) {
        struct ikm_response r =
            survey_response(s, answers[i % 4], dates[i / 2 % 4]);
        if (i % 3 == 0) {
            r.unit_id = s->unit2_id;
            r.service_id = 0;
        }
        survey_add(s, &r);
    }
}

static void rollups_equal_the_rows(void **state)
{
    struct test_survey *s = *state;
    fill(s);
    const struct ikm_tally kept = tally_all(s);
    assert_int_equal(ikm_store_drop_rollups(s->store, &s->err), IKM_OK);
    const struct ikm_tally counted = tally_all(s);
    assert_memory_equal(&kept, &counted, sizeof kept);
    assert_int_equal(kept.n_used, 32);
    assert_int_equal(kept.n_partial, 8);
    assert_int_equal(kept.n_straight, 16);
    assert_int_equal(kept.n_all_best, 8);
}

static void a_stale_rollup_is_made_anew(void **state)
{
    struct test_survey *s = *state;
    struct ikm_verified found;
    const struct ikm_slice slice = whole(s);
    fill(s);
    const struct ikm_tally before = tally_all(s);
    survey_tamper(s, "UPDATE rollup_month SET version = version - 1, "
                     "counts = zeroblob(length(counts))");
    const struct ikm_tally after = tally_all(s);
    assert_memory_equal(&before, &after, sizeof before);
    assert_int_equal(ikm_store_refresh_rollups(s->store, &slice, &s->err),
                     IKM_OK);
    assert_int_equal(n_faults(s, &found), 0);
    assert_true(found.n_rollups > 0);
    assert_int_equal(found.n_stale, 0);
}

static enum ikm_status add_cross(void *context, int64_t unit_id,
                                 int32_t quarter, const struct ikm_cross *cross,
                                 struct ikm_error *err)
{
    (void)unit_id;
    (void)quarter;
    (void)err;
    ikm_cross_merge(context, cross, 9);
    return IKM_OK;
}

static enum ikm_status add_response(void *context, int64_t seq,
                                    const struct ikm_response *r,
                                    struct ikm_error *err)
{
    static const uint8_t element_of[IKM_MAX_QUESTIONS] = {0, 1, 2, 3, 4,
                                                          5, 6, 7, 8};
    (void)seq;
    (void)err;
    ikm_cross_add(context, r, element_of, 9, 4);
    return IKM_OK;
}

static void cross_products_equal_the_rows(void **state)
{
    struct test_survey *s = *state;
    struct ikm_verified found;
    static struct ikm_cross first, again, rows;
    const struct ikm_slice slice = whole(s);
    first = again = rows = (struct ikm_cross){0};
    fill(s);
    assert_int_equal(
        ikm_store_each_cross(s->store, &slice, add_cross, &first, &s->err),
        IKM_OK);
    assert_int_equal(
        ikm_store_each_cross(s->store, &slice, add_cross, &again, &s->err),
        IKM_OK);
    assert_int_equal(ikm_store_each_response(s->store, &slice, 0, add_response,
                                             &rows, &s->err),
                     IKM_OK);
    assert_memory_equal(&first, &rows, sizeof rows);
    assert_memory_equal(&again, &rows, sizeof rows);
    assert_int_equal(rows.n_complete, 24);
    assert_int_equal(n_faults(s, &found), 0);
    survey_tamper(s, "UPDATE rollup_quarter SET sums = zeroblob(length(sums))");
    assert_true(n_faults(s, &found) > 0);
}

static void a_slice_gives_its_part_only(void **state)
{
    struct test_survey *s = *state;
    struct ikm_cross rows = {0};
    fill(s);
    const struct ikm_slice slice = {
        .form_id = s->form_id,
        .n_units = 1,
        .unit_ids = &s->unit2_id,
        .month_from = 2025 * 12,
        .month_to = 2025 * 12 + 1,
    };
    assert_int_equal(ikm_store_each_response(s->store, &slice, 0, add_response,
                                             &rows, &s->err),
                     IKM_OK);
    assert_int_equal(rows.n_used, 5);
}

/* Each line is a hand laid on the file; verify must see it. */
static void verify_sees_every_hand(void **state)
{
    static const char *const hands[] = {
        "UPDATE response SET answers = x'4444444440' WHERE seq = 5",
        "UPDATE response SET state = 1 WHERE seq = 5",
        "UPDATE response SET day = 2 WHERE seq = 5",
        "UPDATE response SET service_id = 0 WHERE seq = 2",
        "UPDATE response SET gender = 1 WHERE seq = 5",
        "UPDATE response SET cell_id = 1 + (cell_id = 1) WHERE seq = 5",
        "DELETE FROM response WHERE seq = 5",
        "DELETE FROM response WHERE seq = (SELECT max(seq) FROM response)",
        "INSERT INTO response SELECT 99, cell_id, answers, state, day, "
        "service_id, second, hour, channel, operator_id, gender, age, "
        "education, occupation, disability, sheet FROM response WHERE seq = 5",
        "UPDATE response SET seq = -seq WHERE seq IN (5, 6);"
        "UPDATE response SET seq = 11 + seq WHERE seq < 0;",
        "UPDATE response_text SET text = 'lain'",
        "DELETE FROM response_text",
        "INSERT INTO response_cause VALUES (5, 1, 1, '')",
        "UPDATE record SET actor = 'orang lain' WHERE record_id = 4",
        "UPDATE record SET at_ms = at_ms + 1 WHERE record_id = 4",
        "DELETE FROM batch WHERE record_id = 4;"
        "DELETE FROM record WHERE record_id = 4",
        "UPDATE record SET record_id = 999 WHERE record_id = 4;"
        "UPDATE record SET record_id = 4 WHERE record_id = 5;"
        "UPDATE record SET record_id = 5 WHERE record_id = 999",
        "UPDATE unit SET name = 'Kecamatan Lain' WHERE unit_id = 1",
        "DELETE FROM service",
        "INSERT INTO volume VALUES (1, 0, '2025', 900)",
        "UPDATE form SET tables = x'00'",
        "UPDATE cell SET month = month + 600 WHERE cell_id = 1",
        "UPDATE rollup_month SET counts = zeroblob(length(counts))",
        "DELETE FROM revision",
        "UPDATE revision SET content = x'00'",
        "UPDATE excluded SET reason = 'x'",
        "DELETE FROM excluded",
    };
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(hands); i++) {
        struct test_survey s;
        struct ikm_verified found;
        survey_make(&s);
        fill(&s);
        struct ikm_response r = survey_response(&s, "111111111", "2025-03-01");
        r.comment = "lama sekali";
        const int64_t seq = survey_add(&s, &r);
        r.answer[0] = 4;
        struct ikm_act act = survey_act(&s, "amend");
        const struct ikm_excluded excluded = {
            .row = 7, .form_id = s.form_id, .reason = "nilai tidak sah"};
        assert_int_equal(ikm_store_begin(s.store, &act, &s.err), IKM_OK);
        assert_int_equal(ikm_store_replace_response(s.store, seq, &r, &s.err),
                         IKM_OK);
        assert_int_equal(ikm_store_add_excluded(s.store, &excluded, &s.err),
                         IKM_OK);
        assert_int_equal(ikm_store_commit(s.store, &s.err), IKM_OK);
        assert_int_equal(n_faults(&s, &found), 0);
        survey_tamper(&s, hands[i]);
        if (n_faults(&s, &found) == 0)
            fail_msg("verify did not see: %s", hands[i]);
        survey_close(&s);
    }
}

static void a_backup_is_whole_and_overwrites_nothing(void **state)
{
    struct test_survey *s = *state;
    struct ikm_verified here, there;
    struct test_survey copy = {0};
    fill(s);
    (void)snprintf(copy.path, sizeof copy.path, "%s/salinan.db", s->folder);
    assert_int_equal(ikm_store_backup(s->store, copy.path, &s->err), IKM_OK);
    assert_int_equal(ikm_store_backup(s->store, copy.path, &s->err),
                     IKM_EXISTS);
    assert_int_equal(
        ikm_store_open(copy.path, IKM_STORE_READ, &copy.store, &s->err),
        IKM_OK);
    assert_int_equal(n_faults(s, &here), 0);
    assert_int_equal(n_faults(&copy, &there), 0);
    assert_memory_equal(&here.head, &there.head, sizeof here.head);
    ikm_store_close(copy.store);
}

static void an_answered_form_is_only_succeeded(void **state)
{
    struct test_survey *s = *state;
    const struct ikm_builtin_form *form = ikm_builtin_form_find("spak-5");
    struct ikm_form_source other = form->source;
    int64_t form_id = 0;
    struct ikm_act act = survey_act(s, "form");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_form(s->store, &form->source, "formulirku",
                                        &form_id, &s->err),
                     IKM_OK);
    other.table[IKM_FORM_CAUSES].bytes = NULL;
    assert_int_equal(
        ikm_store_add_form(s->store, &other, "formulirku", &form_id, &s->err),
        IKM_OK);
    struct ikm_response r = survey_response(s, "44444", "2025-01-15");
    r.form_id = form_id;
    assert_int_equal(ikm_store_add_response(s->store, &r, NULL, &s->err),
                     IKM_OK);
    assert_int_equal(
        ikm_store_add_form(s->store, &other, "formulirku", &form_id, &s->err),
        IKM_OK);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    act = survey_act(s, "form");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_form(s->store, &form->source, "formulirku",
                                        &form_id, &s->err),
                     IKM_INPUT);
    ikm_store_rollback(s->store);
}

static void units_are_found_by_code_then_name(void **state)
{
    struct test_survey *s = *state;
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_unit unit;
    struct ikm_units units;
    int64_t child = 0;
    struct ikm_act act = survey_act(s, "unit");
    assert_int_equal(ikm_store_begin(s->store, &act, &s->err), IKM_OK);
    assert_int_equal(ikm_store_add_unit(s->store, "desa-1", "Kecamatan Dua",
                                        s->unit_id, &child, &s->err),
                     IKM_OK);
    assert_int_equal(
        ikm_store_add_unit(s->store, " KEC-01", "x", 0, &child, &s->err),
        IKM_INPUT);
    assert_int_equal(ikm_store_commit(s->store, &s->err), IKM_OK);
    assert_int_equal(
        ikm_store_find_unit(s->store, " KEC-01 ", &arena, &unit, &s->err),
        IKM_OK);
    assert_int_equal(unit.unit_id, s->unit_id);
    assert_int_equal(ikm_store_find_unit(s->store, "kecamatan  satu", &arena,
                                         &unit, &s->err),
                     IKM_OK);
    assert_int_equal(
        ikm_store_find_unit(s->store, "kecamatan dua", &arena, &unit, &s->err),
        IKM_INPUT);
    assert_non_null(strstr(s->err.text, "kec-02"));
    assert_int_equal(
        ikm_store_units_below(s->store, s->unit_id, &arena, &units, &s->err),
        IKM_OK);
    assert_int_equal(units.n_units, 2);
    assert_string_equal(units.unit[1].code, "desa-1");
    assert_int_equal(units.unit[1].parent_id, s->unit_id);
    ikm_arena_release(&arena);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(every_query_is_sql),
        T(create_refuses_to_overwrite),
        T(open_tells_files_apart),
        T(a_change_not_committed_is_not_there),
        T(nothing_is_changed_outside_a_change),
        T(a_response_comes_back_as_it_went_in),
        T(many_go_in_with_their_texts),
        T(a_fault_of_a_part_is_told),
        T(ids_are_uuid_version_7_and_differ),
        T(a_void_leaves_the_figures_and_keeps_the_original),
        T(the_unit_of_a_response_cannot_be_changed),
        T(rollups_equal_the_rows),
        T(a_stale_rollup_is_made_anew),
        T(cross_products_equal_the_rows),
        T(a_slice_gives_its_part_only),
        cmocka_unit_test(verify_sees_every_hand),
        T(a_backup_is_whole_and_overwrites_nothing),
        T(an_answered_form_is_only_succeeded),
        T(units_are_found_by_code_then_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

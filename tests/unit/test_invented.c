#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "collect/invented.h"
#include "collect/invented_internal.h"
#include "data/base/digest.h"
#include "data/base/text.h"
#include "data/respondent.h"
#include "data/tables/csv.h"

enum { N_ELEMENTS = 9, N_OFFICES = IKM_INVENTED_UNITS - 1 };
enum { KAB_CELLS = 30, BIG_CELLS = 21, MIB = 1 << 20 };

/* ---- files in memory ---- */

static enum ikm_status into_text(void *context, const char *bytes,
                                 size_t length_bytes, struct ikm_error *err)
{
    (void)err;
    ikm_text_bytes(context, bytes, length_bytes);
    return IKM_OK;
}

static struct ikm_arena new_arena(void)
{
    return IKM_ARENA((size_t)64 * MIB);
}

static const struct ikm_form *default_form(struct ikm_arena *arena)
{
    struct ikm_error err = {0};
    struct ikm_faults faults = {.arena = arena};
    const struct ikm_form *form = NULL;
    assert_int_equal(
        ikm_form_load(&ikm_builtin_form_find(IKM_DEFAULT_FORM)->source, arena,
                      &faults, &form, &err),
        IKM_OK);
    return form;
}

static struct ikm_csv_memory kabupaten(struct ikm_arena *arena, uint64_t seed)
{
    struct ikm_error err = {0};
    struct ikm_text text = IKM_TEXT(arena);
    const char *bytes = NULL;
    assert_int_equal(ikm_invented_kabupaten(default_form(arena), seed,
                                            into_text, &text, &err),
                     IKM_OK);
    assert_int_equal(ikm_text_done(&text, &bytes, &err), IKM_OK);
    return (struct ikm_csv_memory){bytes, text.length_bytes};
}

static struct ikm_csv_memory big(struct ikm_arena *arena,
                                 struct ikm_invented_size size)
{
    struct ikm_error err = {0};
    struct ikm_text text = IKM_TEXT(arena);
    const char *bytes = NULL;
    assert_int_equal(ikm_invented_big(&size, into_text, &text, &err), IKM_OK);
    assert_int_equal(ikm_text_done(&text, &bytes, &err), IKM_OK);
    return (struct ikm_csv_memory){bytes, text.length_bytes};
}

static void digest_is(struct ikm_csv_memory file, const char *wanted)
{
    char text[IKM_DIGEST_TEXT_BYTES];
    const struct ikm_digest digest =
        ikm_digest_of(file.bytes, file.length_bytes);
    assert_string_equal(ikm_digest_text(&digest, text), wanted);
}

/* Calls `look` for every row under the heading; returns how many. */
typedef void row_looker(void *context, const struct ikm_row *row);
static int64_t each_row(struct ikm_csv_memory file, row_looker *look,
                        void *context)
{
    struct ikm_error err = {0};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    int64_t n_rows = -1;
    assert_int_equal(ikm_csv_open(ikm_csv_from_memory, &file, "contoh.csv",
                                  IKM_ENCODING_UTF8, ',', &csv, &err),
                     IKM_OK);
    for (;;) {
        assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_OK);
        if (row == NULL)
            break;
        if (n_rows++ >= 0)
            look(context, row);
    }
    ikm_csv_close(csv);
    return n_rows;
}

/* ---- chance ---- */

static void test_splitmix64(void **state)
{
    (void)state;
    /* reference values of the author's own program, seed 1234567 */
    static const uint64_t wanted[] = {
        UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821)};
    struct ikm_chance chance = {1234567};
    for (size_t i = 0; i < IKM_COUNT(wanted); i++)
        assert_true(ikm_chance_next(&chance) == wanted[i]);
}

static void test_chance_shapes(void **state)
{
    (void)state;
    static const uint8_t weights[3] = {1, 0, 3};
    struct ikm_chance chance = ikm_chance_for(7, 0, 0);
    int n_picked[3] = {0};
    int64_t sum = 0;
    int64_t squares = 0;
    for (int i = 0; i < 20000; i++) {
        const int bell = ikm_chance_bell(&chance, 1000);
        assert_in_range(bell + 2000, 0, 4000);
        sum += bell;
        squares += (int64_t)bell * bell;
        n_picked[ikm_chance_pick(&chance, weights, 3)]++;
        assert_in_range(ikm_chance_below(&chance, 5), 0, 4);
    }
    assert_in_range(sum / 20000 + 15, 0, 30);
    /* variance of four uniforms on +-500: 333333 */
    assert_in_range(squares / 20000, 318000, 348000);
    assert_in_range(n_picked[0], 4700, 5300);
    assert_int_equal(n_picked[1], 0);
}

/* ---- the small kabupaten ---- */

static void test_same_seed_same_bytes(void **state)
{
    (void)state;
    struct ikm_arena arena = new_arena();
    const struct ikm_csv_memory one = kabupaten(&arena, 1);
    const struct ikm_csv_memory again = kabupaten(&arena, 1);
    const struct ikm_csv_memory two = kabupaten(&arena, 2);
    assert_int_equal(one.length_bytes, again.length_bytes);
    assert_memory_equal(one.bytes, again.bytes, one.length_bytes);
    assert_true(one.length_bytes != two.length_bytes ||
                memcmp(one.bytes, two.bytes, one.length_bytes) != 0);
    digest_is(
        one,
        "76d2ab41d2e9513ae3c28da2c76172b581f9316620efab5095dc377fc57d1cac");
    digest_is(
        big(&arena, (struct ikm_invented_size){1, 5000, 500}),
        "0d3493a02e4f801c8e3a2ed64d688796d6e87d80d5fbcff8b293a95b27883ebf");
    ikm_arena_release(&arena);
}

struct seen {
    const struct ikm_form *form;
    int64_t n[N_OFFICES][IKM_INVENTED_QUARTERS];
    int64_t sum[N_OFFICES][IKM_INVENTED_QUARTERS][N_ELEMENTS];
    int64_t n_given[N_OFFICES][IKM_INVENTED_QUARTERS][N_ELEMENTS];
    int64_t n_straight, n_blank, n_four[N_ELEMENTS], n_causes, n_comments;
    int64_t n_other[IKM_FIELD_COUNT], n_respelled;
};

static size_t office_of(const char *text)
{
    for (size_t i = 1; i < IKM_INVENTED_UNITS; i++)
        if (strcmp(text, ikm_invented_unit(i)->code) == 0 ||
            strcmp(text, ikm_invented_unit(i)->name) == 0)
            return i;
    fail_msg("unknown unit %s", text);
    return 0;
}

static size_t quarter_of(const char *text)
{
    struct ikm_timestamp stamp;
    assert_true(ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp));
    for (size_t q = 0; q < IKM_INVENTED_QUARTERS; q++) {
        const struct ikm_period quarter = ikm_invented_quarter(q);
        if (ikm_period_holds(&quarter, stamp.date))
            return q;
    }
    fail_msg("%s lies in no quarter", text);
    return 0;
}

static void look_at_service(size_t office, const char *text)
{
    const struct ikm_invented_unit *unit = ikm_invented_unit(office);
    int found = *text == '\0';
    for (size_t i = 0; i < unit->n_services; i++)
        found |= strcmp(unit->services[i], text) == 0;
    assert_true(found);
}

/* A cause stands beside a low score only, and the form knows it. */
static void look_at_cause(struct seen *seen, size_t e, const char *text,
                          int score)
{
    const struct ikm_element *element = &seen->form->elements[e];
    int found = 0;
    if (*text == '\0')
        return;
    assert_in_range(score, 1, 2);
    for (size_t i = 0; i < element->n_causes; i++) {
        const char code[2] = {(char)('0' + element->causes[i].code), '\0'};
        found |= strcmp(text, code) == 0 ||
                 strcmp(text, element->causes[i].text) == 0;
    }
    assert_true(found);
    seen->n_causes++;
}

static void look_at_fields(struct seen *seen, const struct ikm_cell *cells)
{
    static const struct {
        size_t column;
        enum ikm_field field;
    } fields[] = {{3, IKM_FIELD_HOUR},       {4, IKM_FIELD_CHANNEL},
                  {6, IKM_FIELD_GENDER},     {7, IKM_FIELD_AGE},
                  {8, IKM_FIELD_EDUCATION},  {9, IKM_FIELD_OCCUPATION},
                  {10, IKM_FIELD_DISABILITY}};
    for (size_t i = 0; i < IKM_COUNT(fields); i++) {
        const enum ikm_field field = fields[i].field;
        const char *text = cells[fields[i].column].text;
        uint8_t code = 0;
        seen->n_other[field] += !ikm_respondent_parse(field, text, &code);
        if (field == IKM_FIELD_EDUCATION && code > 0)
            seen->n_respelled +=
                strcmp(text, ikm_respondent_label(field, code, IKM_LANG_ID)) !=
                0;
    }
}

static void look_at_answers(struct seen *seen, const struct ikm_row *row,
                            size_t office, size_t quarter)
{
    int n_given = 0;
    int n_like_first = 0;
    for (size_t e = 0; e < N_ELEMENTS; e++) {
        const char *text = row->cells[11 + e].text;
        const int score = *text == '\0' ? 0 : *text - '0';
        if (score > 0) {
            assert_in_range(score, 1, 4);
            assert_int_equal(text[1], '\0');
            seen->sum[office - 1][quarter][e] += score;
            seen->n_given[office - 1][quarter][e]++;
        }
        n_given += score > 0;
        n_like_first += score > 0 && *text == *row->cells[11].text;
        seen->n_four[e] += score == 4;
        look_at_cause(seen, e, row->cells[20 + e].text, score);
    }
    assert_in_range(n_given, 1, N_ELEMENTS);
    seen->n_blank += N_ELEMENTS - n_given;
    seen->n_straight += n_like_first == N_ELEMENTS;
}

static void look_at_row(void *context, const struct ikm_row *row)
{
    struct seen *seen = context;
    assert_int_equal(row->n_cells, KAB_CELLS);
    const size_t office = office_of(row->cells[0].text);
    const size_t quarter = quarter_of(row->cells[2].text);
    look_at_service(office, row->cells[1].text);
    look_at_fields(seen, row->cells);
    look_at_answers(seen, row, office, quarter);
    seen->n[office - 1][quarter]++;
    seen->n_comments += row->cells[29].length_bytes > 1;
}

static double mean(const struct seen *seen, size_t office, size_t quarter,
                   size_t element)
{
    return (double)seen->sum[office - 1][quarter][element] /
           (double)seen->n_given[office - 1][quarter][element];
}

static void test_kabupaten_is_plausible(void **state)
{
    (void)state;
    struct ikm_arena arena = new_arena();
    struct seen *seen = ikm_arena_take(&arena, 1, sizeof(*seen));
    assert_non_null(seen);
    seen->form = default_form(&arena);
    const int64_t n = each_row(kabupaten(&arena, 1), look_at_row, seen);

    assert_in_range(n, 8000, 11000);
    for (size_t u = 1; u < IKM_INVENTED_UNITS; u++)
        for (size_t q = 0; q < IKM_INVENTED_QUARTERS; q++)
            assert_in_range(seen->n[u - 1][q], 1, ikm_invented_served(1, u, q));
    assert_int_equal(seen->n[5][7], 11);
    assert_in_range(seen->n_straight * 1000 / n, 220, 290);
    assert_in_range(seen->n_blank * 1000 / (n * N_ELEMENTS), 25, 35);
    assert_in_range(seen->n_four[3] * 100 / n, 60, 85);
    assert_true(seen->n_causes > 2000);
    assert_true(seen->n_comments > 800);

    /* spellings of practice, and a few that nothing understands */
    assert_in_range(seen->n_respelled * 1000 / n, 30, 100);
    assert_true(seen->n_other[IKM_FIELD_OCCUPATION] > 0);
    assert_int_equal(seen->n_other[IKM_FIELD_GENDER], 0);

    /* kec-03 became faster, the others did not; kec-05 decays */
    assert_true(mean(seen, 3, 7, 2) - mean(seen, 3, 0, 2) > 0.5);
    assert_true(mean(seen, 2, 7, 2) - mean(seen, 2, 0, 2) < 0.3);
    assert_true(mean(seen, 5, 0, 8) - mean(seen, 5, 7, 8) > 0.15);
    /* weak elements stay under the strong ones */
    assert_true(mean(seen, 2, 7, 7) < mean(seen, 2, 7, 6) - 0.2);
    ikm_arena_release(&arena);
}

static enum ikm_status refuse(void *context, const char *bytes,
                              size_t length_bytes, struct ikm_error *err)
{
    int *n_calls = context;
    (void)bytes;
    (void)length_bytes;
    ++*n_calls;
    return ikm_fail(err, IKM_IO, "penuh", "full");
}

static void test_a_refusing_sink_stops_it(void **state)
{
    (void)state;
    struct ikm_arena arena = new_arena();
    struct ikm_error err = {0};
    int n_calls = 0;
    assert_int_equal(
        ikm_invented_kabupaten(default_form(&arena), 1, refuse, &n_calls, &err),
        IKM_IO);
    assert_int_equal(n_calls, 1);
    assert_string_equal(err.text, "penuh");
    const struct ikm_invented_size size = {1, 100000, 5};
    assert_int_equal(ikm_invented_big(&size, refuse, &n_calls, &err), IKM_IO);
    assert_int_equal(n_calls, 2);
    ikm_arena_release(&arena);
}

static void test_another_form_is_refused(void **state)
{
    (void)state;
    struct ikm_arena arena = new_arena();
    struct ikm_error err = {0};
    const struct ikm_form other = {.n_elements = 5};
    int n_calls = 0;
    assert_int_equal(ikm_invented_kabupaten(&other, 1, refuse, &n_calls, &err),
                     IKM_BUG);
    assert_int_equal(n_calls, 0);
    ikm_arena_release(&arena);
}

/* ---- big ones ---- */

struct big_seen {
    struct ikm_date last;
    int64_t n_quarter[IKM_INVENTED_QUARTERS];
    int is_office[21];
};

static void look_at_big_row(void *context, const struct ikm_row *row)
{
    struct big_seen *seen = context;
    struct ikm_timestamp stamp;
    int64_t office = 0;
    assert_int_equal(row->n_cells, BIG_CELLS);
    assert_memory_equal(row->cells[0].text, "opd-", 4);
    const char *digits = row->cells[0].text + 4;
    assert_int_equal(strlen(digits), 4);
    for (int i = 0; i < 4; i++)
        office = office * 10 + (digits[i] - '0');
    assert_in_range(office, 1, 20);
    seen->is_office[office] = 1;
    assert_true(ikm_timestamp_parse(row->cells[2].text, IKM_DATES_DMY, &stamp));
    assert_true(ikm_date_compare(seen->last, stamp.date) <= 0);
    seen->last = stamp.date;
    seen->n_quarter[quarter_of(row->cells[2].text)]++;
    for (size_t e = 0; e < N_ELEMENTS; e++) {
        const char *text = row->cells[11 + e].text;
        assert_true(*text == '\0' || (*text >= '1' && *text <= '4'));
    }
}

static void test_big(void **state)
{
    (void)state;
    struct ikm_arena arena = new_arena();
    struct big_seen seen = {0};
    const struct ikm_invented_size size = {3, 20000, 20};
    assert_int_equal(each_row(big(&arena, size), look_at_big_row, &seen),
                     20000);
    for (int i = 1; i <= 20; i++)
        assert_true(seen.is_office[i]);
    for (size_t q = 0; q < IKM_INVENTED_QUARTERS; q++)
        assert_in_range(seen.n_quarter[q], 2300, 2700);
    ikm_arena_release(&arena);
}

static void test_days(void **state)
{
    (void)state;
    char text[IKM_DATE_TEXT_BYTES];
    assert_int_equal(ikm_invented_workdays_before(0), 0);
    /* weekdays of 2024 and 2025 */
    assert_int_equal(ikm_invented_workdays_before(4), 262);
    assert_int_equal(ikm_invented_workdays_before(8), 523);
    assert_string_equal(ikm_date_text(ikm_invented_workday(1), text),
                        "2024-01-02");
    assert_string_equal(ikm_date_text(ikm_invented_workday(0), text),
                        "2024-01-02"); /* New Year gives way */
    assert_string_equal(ikm_date_text(ikm_invented_workday(5), text),
                        "2024-01-08");
    assert_string_equal(ikm_date_text(ikm_invented_workday(43), text),
                        "2024-02-29");
    assert_string_equal(ikm_date_text(ikm_invented_workday(522), text),
                        "2025-12-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_splitmix64),
        cmocka_unit_test(test_chance_shapes),
        cmocka_unit_test(test_same_seed_same_bytes),
        cmocka_unit_test(test_kabupaten_is_plausible),
        cmocka_unit_test(test_a_refusing_sink_stops_it),
        cmocka_unit_test(test_another_form_is_refused),
        cmocka_unit_test(test_big),
        cmocka_unit_test(test_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The SPSS file, read back with the library that others read it with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <readstat.h>

#include "../support/survey.h"
#include "data/respondent.h"
#include "export/rows.h"

enum { MOST = 64, TEXT_BYTES = 128 };

/* What the file holds. */
struct read_back {
    int n_rows, n_variables;
    char name[MOST][TEXT_BYTES], label[MOST][TEXT_BYTES];
    char labels_of[MOST][TEXT_BYTES];
    int n_missing[MOST];
    double number[8][MOST];
    int is_missing[8][MOST];
    char text[8][MOST][TEXT_BYTES];
    int n_labels;
    struct {
        char set[TEXT_BYTES], text[TEXT_BYTES];
        double value;
    } value_label[512];
};

static int on_metadata(readstat_metadata_t *metadata, void *context)
{
    struct read_back *back = context;
    back->n_rows = readstat_get_row_count(metadata);
    back->n_variables = readstat_get_var_count(metadata);
    return READSTAT_HANDLER_OK;
}

static int on_variable(int index, readstat_variable_t *variable,
                       const char *labels, void *context)
{
    struct read_back *back = context;
    const char *label = readstat_variable_get_label(variable);
    assert_true(index < MOST);
    (void)snprintf(back->name[index], TEXT_BYTES, "%s",
                   readstat_variable_get_name(variable));
    (void)snprintf(back->label[index], TEXT_BYTES, "%s", label ? label : "");
    (void)snprintf(back->labels_of[index], TEXT_BYTES, "%s",
                   labels ? labels : "");
    back->n_missing[index] =
        readstat_variable_get_missing_ranges_count(variable);
    return READSTAT_HANDLER_OK;
}

static int on_value(int row, readstat_variable_t *variable,
                    readstat_value_t value, void *context)
{
    struct read_back *back = context;
    const int at = readstat_variable_get_index(variable);
    assert_true(row < 8);
    back->is_missing[row][at] = readstat_value_is_missing(value, variable);
    if (readstat_value_type(value) == READSTAT_TYPE_STRING) {
        const char *text = readstat_string_value(value);
        (void)snprintf(back->text[row][at], TEXT_BYTES, "%s", text ? text : "");
    } else {
        back->number[row][at] = readstat_double_value(value);
    }
    return READSTAT_HANDLER_OK;
}

static int index_of(const struct read_back *back, const char *name)
{
    for (int i = 0; i < back->n_variables; i++)
        if (strcmp(back->name[i], name) == 0)
            return i;
    return -1;
}

static int on_label(const char *set, readstat_value_t value, const char *label,
                    void *context)
{
    struct read_back *back = context;
    assert_true(back->n_labels < 512);
    (void)snprintf(back->value_label[back->n_labels].set, TEXT_BYTES, "%s",
                   set);
    (void)snprintf(back->value_label[back->n_labels].text, TEXT_BYTES, "%s",
                   label);
    back->value_label[back->n_labels++].value = readstat_double_value(value);
    return READSTAT_HANDLER_OK;
}

/* What the value of a variable is called; sets may come before variables. */
static const char *label_of(const struct read_back *back, int at, double value)
{
    for (int i = 0; i < back->n_labels; i++)
        if (strcmp(back->value_label[i].set, back->labels_of[at]) == 0 &&
            back->value_label[i].value - value < 0.5 &&
            value - back->value_label[i].value < 0.5)
            return back->value_label[i].text;
    return "";
}

static void read_file(const char *path, struct read_back *back)
{
    readstat_parser_t *parser = readstat_parser_init();
    assert_non_null(parser);
    (void)readstat_set_metadata_handler(parser, on_metadata);
    (void)readstat_set_variable_handler(parser, on_variable);
    (void)readstat_set_value_handler(parser, on_value);
    (void)readstat_set_value_label_handler(parser, on_label);
    assert_int_equal(readstat_parse_sav(parser, path, back), READSTAT_OK);
    readstat_parser_free(parser);
}

static void write_file(struct test_survey *s, int with_comments,
                       const char *path)
{
    const struct ikm_rows_query query = {.unit = "kec-01",
                                         .with_comments = with_comments};
    assert_int_equal(ikm_rows_to_sav(s->store, &query, IKM_LANG_ID, 1760000000,
                                     path, &s->err),
                     IKM_OK);
}

static void what_went_in_comes_out(void **state)
{
    struct test_survey *s = *state;
    static struct read_back back;
    char path[256];
    struct ikm_response r = survey_response(s, "342434043", "2025-02-24");
    r.field[IKM_FIELD_AGE] = 41;
    r.field[IKM_FIELD_GENDER] = IKM_GENDER_FEMALE;
    r.comment = "antrean panjang";
    (void)survey_add(s, &r);
    r = survey_response(s, "111111111", "2025-03");
    (void)survey_add(s, &r);
    r.state = IKM_RESPONSE_VOID;
    (void)survey_add(s, &r);
    (void)snprintf(path, sizeof path, "%s/a.sav", s->folder);
    write_file(s, 0, path);
    read_file(path, &back);
    assert_int_equal(back.n_rows, 2);
    assert_int_equal(index_of(&back, "saran"), -1);
    const int u3 = index_of(&back, "U3");
    const int u7 = index_of(&back, "U7");
    const int date = index_of(&back, "tanggal");
    assert_true(u3 >= 0 && u7 >= 0 && date >= 0);
    assert_float_equal(back.number[0][u3], 2, 0);
    assert_true(back.is_missing[0][u7]);
    assert_int_equal(back.n_missing[u3], 1);
    assert_string_equal(label_of(&back, u3, 2), "Kurang cepat");
    assert_string_equal(label_of(&back, u3, 0), "tidak dijawab");
    assert_non_null(strstr(back.label[u3], "kecepatan"));
    /* seconds since 14 October 1582, as SPSS counts */
    assert_float_equal(back.number[0][date], 13959734400.0, 0);
    assert_true(back.is_missing[1][date]);
    assert_float_equal(back.number[1][index_of(&back, "bulan")], 202503, 0);
    assert_float_equal(back.number[0][index_of(&back, "usia")], 41, 0);
    assert_true(back.is_missing[1][index_of(&back, "usia")]);
    assert_float_equal(back.number[0][index_of(&back, "jenis_kelamin")], 2, 0);
    assert_string_equal(back.text[0][index_of(&back, "unit")], "kec-01");
    assert_int_equal(strlen(back.text[0][index_of(&back, "id")]), 36);
}

static void comments_only_where_asked(void **state)
{
    struct test_survey *s = *state;
    static struct read_back back;
    char path[256];
    struct ikm_response r = survey_response(s, "342434043", "2025-02-24");
    r.comment = "antrean panjang";
    (void)survey_add(s, &r);
    (void)snprintf(path, sizeof path, "%s/b.sav", s->folder);
    write_file(s, 1, path);
    read_file(path, &back);
    const int comment = index_of(&back, "saran");
    assert_true(comment >= 0);
    assert_string_equal(back.text[0][comment], "antrean panjang");
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_went_in_comes_out, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(comments_only_where_asked, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

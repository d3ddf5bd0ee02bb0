#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/tables/csv.h"
#include "expected.h"

struct file {
    FILE *stream;
};

static enum ikm_status read_file(void *context, char *room, size_t room_bytes,
                                 size_t *ret_length, struct ikm_error *err)
{
    struct file *file = context;
    (void)err;
    *ret_length = fread(room, 1, room_bytes, file->stream);
    return IKM_OK;
}

/* Calls `take` for every row; the first is the heading. */
static void each_row(const char *path,
                     void (*take)(void *context, size_t n,
                                  const struct ikm_row *row),
                     void *context)
{
    struct ikm_error err = {0};
    struct file file = {fopen(path, "rb")};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    if (!file.stream)
        fail_msg("%s is missing", path);
    assert_int_equal(ikm_csv_open(read_file, &file, path, IKM_ENCODING_UTF8,
                                  ',', &csv, &err),
                     IKM_OK);
    for (size_t n = 0;; n++) {
        assert_int_equal(ikm_csv_next(csv, &row, &err), IKM_OK);
        if (!row)
            break;
        take(context, n, row);
    }
    ikm_csv_close(csv);
    (void)fclose(file.stream);
}

static void take_numbers(void *context, size_t n, const struct ikm_row *row)
{
    struct expected_table *table = context;
    if (n == 0) {
        table->n_columns = row->n_cells;
        assert_true(row->n_cells <= 64);
        for (size_t c = 0; c < row->n_cells; c++)
            (void)snprintf(table->heading[c], sizeof table->heading[c], "%.31s",
                           row->cells[c].text);
        return;
    }
    const size_t k = table->n_columns;
    table->cell = realloc(table->cell, n * k * sizeof *table->cell);
    assert_non_null(table->cell);
    for (size_t c = 0; c < k; c++)
        table->cell[(n - 1) * k + c] =
            c < row->n_cells ? strtod(row->cells[c].text, NULL) : 0;
    table->n_rows = n;
}

struct expected_table expected_read_table(const char *path)
{
    struct expected_table table = {0};
    each_row(path, take_numbers, &table);
    return table;
}

void expected_free_table(struct expected_table *table)
{
    free(table->cell);
}

static void take_entry(void *context, size_t n, const struct ikm_row *row)
{
    struct expected *expected = context;
    if (n == 0)
        return;
    expected->entry = realloc(expected->entry, n * sizeof *expected->entry);
    assert_non_null(expected->entry);
    (void)snprintf(expected->entry[n - 1].name,
                   sizeof expected->entry[n - 1].name, "%.31s",
                   row->cells[0].text);
    expected->entry[n - 1].value = strtod(row->cells[1].text, NULL);
    expected->n = n;
}

struct expected expected_read(const char *path)
{
    struct expected expected = {0};
    each_row(path, take_entry, &expected);
    return expected;
}

void expected_free(struct expected *expected)
{
    free(expected->entry);
}

double expected_value(const struct expected *expected, const char *name,
                      int number)
{
    char whole[48];
    if (number >= 0)
        (void)snprintf(whole, sizeof whole, "%s%d", name, number);
    else
        (void)snprintf(whole, sizeof whole, "%s", name);
    for (size_t i = 0; i < expected->n; i++)
        if (strcmp(expected->entry[i].name, whole) == 0)
            return expected->entry[i].value;
    fail_msg("no expected value is called %s", whole);
    return 0;
}

void expected_is(const struct expected *expected, const char *name, int number,
                 double value)
{
    const double wanted = expected_value(expected, name, number);
    if (!(fabs(value - wanted) <= 1e-9 * fabs(wanted)))
        fail_msg("%s%.0d: %.17g, expected %.17g", name,
                 number >= 0 ? number : 0, value, wanted);
}

/* tests/support/expected.h - values that other software computed.
 *
 * A folder tests/reference/<subject>/ holds data.csv, the script that made it,
 * and expected.csv with the columns name,value. All functions fail the test
 * where something is missing. */
#ifndef IKM_TESTS_EXPECTED_H
#define IKM_TESTS_EXPECTED_H

#include <stddef.h>
#include <stdint.h>

/* Numbers of a CSV file with a heading: [n_rows * n_columns]; cells that are no
 * number are 0. */
struct expected_table {
    size_t n_rows, n_columns;
    char heading[64][32];
    double *cell;
};
struct expected_table expected_read_table(const char *path);
void expected_free_table(struct expected_table *table);

struct expected {
    size_t n;
    struct {
        char name[32];
        double value;
    } * entry;
};
struct expected expected_read(const char *path);
void expected_free(struct expected *expected);

/* The value of this name, `number` behind it where that is not negative. */
double expected_value(const struct expected *expected, const char *name,
                      int number);
/* Fails unless `value` is that within 1e-9, relative. */
void expected_is(const struct expected *expected, const char *name, int number,
                 double value);

#endif

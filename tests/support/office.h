/* tests/support/office.h - answers of a table, as the statistics take them. */
#ifndef IKM_TESTS_OFFICE_H
#define IKM_TESTS_OFFICE_H

#include "analyze/index.h"
#include "analyze/interval.h"
#include "data/cross.h"
#include "data/tally.h"
#include "expected.h"

struct office {
    struct ikm_arena arena;
    struct ikm_error err;
    const struct ikm_form *form; /* the nine elements of 14/2017 */
    struct ikm_tally tally;
    struct ikm_cross cross;
    struct ikm_index index;
    struct ikm_vectors vectors;
};

/* Rows of the table whose column `column` equals `value` (NULL: all), answers
 * in the columns u1..u9 or U1..U9. Close with office_close(). */
void office_make(struct office *office, const struct expected_table *table,
                 const char *column, double value);
/* The same out of strings of nine digits. */
void office_of_strings(struct office *office, const char *const *answers,
                       size_t n);
/* The same out of numbers: [n * 9], 0 is no answer. */
void office_of_answers(struct office *office, const uint8_t *answers, size_t n);
void office_close(struct office *office);

#endif

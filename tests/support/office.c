#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

enum { ELEMENTS = 9, SCALE = 4 };

/* Those of the vectors, to be filled in. */
struct arrays {
    uint16_t *sum;
    uint8_t *n;
};

static struct arrays start(struct office *office, size_t most)
{
    static struct ikm_faults faults;
    const struct ikm_builtin_form *builtin =
        ikm_builtin_form_find(IKM_DEFAULT_FORM);
    memset(office, 0, sizeof *office);
    office->arena = IKM_ARENA(1 << 26);
    faults = (struct ikm_faults){.arena = &office->arena};
    assert_int_equal(ikm_form_load(&builtin->source, &office->arena, &faults,
                                   &office->form, &office->err),
                     IKM_OK);
    const struct arrays arrays = {
        ikm_arena_take(&office->arena, most * ELEMENTS, sizeof(uint16_t)),
        ikm_arena_take(&office->arena, most * ELEMENTS, 1)};
    assert_true(arrays.sum && arrays.n);
    office->vectors.n_elements = ELEMENTS;
    office->vectors.sum = arrays.sum;
    office->vectors.n = arrays.n;
    return arrays;
}

static void add(struct office *office, const uint8_t *answers,
                struct arrays arrays)
{
    static const uint8_t element_of[IKM_MAX_QUESTIONS] = {0, 1, 2, 3, 4,
                                                          5, 6, 7, 8};
    struct ikm_response r = {.n_answers = ELEMENTS, .state = IKM_RESPONSE_USED};
    size_t at = office->vectors.n_rows * ELEMENTS;
    memcpy(r.answer, answers, ELEMENTS);
    ikm_tally_add(&office->tally, &r, element_of, SCALE);
    ikm_cross_add(&office->cross, &r, element_of, ELEMENTS, SCALE);
    for (int e = 0; e < ELEMENTS; e++, at++) {
        arrays.sum[at] = answers[e];
        arrays.n[at] = answers[e] > 0;
    }
    office->vectors.n_rows++;
}

static void finish(struct office *office)
{
    assert_int_equal(ikm_index_of(office->form, &office->tally.answered,
                                  IKM_WEIGHTS_EXACT, &office->arena,
                                  &office->index, &office->err),
                     IKM_OK);
}

static size_t column_of(const struct expected_table *table, const char *name)
{
    for (size_t c = 0; c < table->n_columns; c++)
        if (strcmp(table->heading[c], name) == 0)
            return c;
    return table->n_columns;
}

void office_make(struct office *office, const struct expected_table *table,
                 const char *column, double value)
{
    const size_t filter = column ? column_of(table, column) : table->n_columns;
    size_t first = column_of(table, "u1");
    if (first == table->n_columns)
        first = column_of(table, "U1");
    assert_true(first + ELEMENTS <= table->n_columns);
    const struct arrays arrays = start(office, table->n_rows);
    for (size_t i = 0; i < table->n_rows; i++) {
        const double *cell = table->cell + i * table->n_columns;
        uint8_t answers[ELEMENTS];
        if (column && (cell[filter] < value || cell[filter] > value))
            continue;
        for (int e = 0; e < ELEMENTS; e++)
            answers[e] = (uint8_t)cell[first + (size_t)e];
        add(office, answers, arrays);
    }
    finish(office);
}

void office_of_strings(struct office *office, const char *const *strings,
                       size_t n_rows)
{
    const struct arrays arrays = start(office, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        uint8_t answers[ELEMENTS];
        for (int e = 0; e < ELEMENTS; e++)
            answers[e] = (uint8_t)(strings[i][e] - '0');
        add(office, answers, arrays);
    }
    finish(office);
}

void office_of_answers(struct office *office, const uint8_t *answers, size_t n)
{
    const struct arrays arrays = start(office, n);
    for (size_t i = 0; i < n; i++)
        add(office, answers + i * ELEMENTS, arrays);
    finish(office);
}

void office_close(struct office *office)
{
    ikm_arena_release(&office->arena);
}

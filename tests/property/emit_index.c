/* What test_index.py asks: the figures of tables of counts, one table a line.
 *
 * in   FORM WEIGHTS COUNT...  a built-in form, a name of ikm_weights_name(),
 *                             scale_max counts an element, one after another
 * out  EXACT HUNDREDTHS GRADE INDEX ELEMENT...
 *      EXACT "-" (then nothing else up to the elements means anything) where
 *      the index is not defined; an element is n:sum:nrr thousandths:value
 *      hundredths:grade:rank:flag+...:nrr:weighted */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/grade.h"
#include "analyze/index.h"

enum { LINE_BYTES = 16384, LIMIT_BYTES = 16 * 1024 * 1024 };

struct table {
    const struct ikm_form *form;
    enum ikm_weights weights;
    struct ikm_tally_counts counts;
};

static const struct ikm_form *load(const char *id, struct ikm_arena *arena,
                                   struct ikm_error *err)
{
    struct ikm_faults faults = {.arena = arena};
    const struct ikm_form *form = NULL;
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    if (!builtin ||
        ikm_form_load(&builtin->source, arena, &faults, &form, err) != IKM_OK)
        return NULL;
    return form;
}

static bool read_table(char *line, struct ikm_arena *arena,
                       struct table *ret_table, struct ikm_error *err)
{
    struct table table = {.counts = {.n_rows = 1}};
    char *rest = NULL;
    const char *id = strtok_r(line, " \n", &rest);
    const char *weights = strtok_r(NULL, " \n", &rest);
    if (!weights || !ikm_weights_parse(weights, &table.weights))
        return false;
    table.form = load(id, arena, err);
    if (!table.form)
        return false;
    for (size_t e = 0; e < table.form->n_elements; e++)
        for (int s = 0; s < table.form->scale_max; s++) {
            const char *word = strtok_r(NULL, " \n", &rest);
            if (!word)
                return false;
            table.counts.count[e][s] = strtoll(word, NULL, 10);
        }
    *ret_table = table;
    return strtok_r(NULL, " \n", &rest) == NULL;
}

static const char *letter(const struct ikm_form *form, int grade)
{
    const char *text = ikm_grade_letter(form, grade);
    return text[0] ? text : "-";
}

static void write_flags(unsigned flags)
{
    const char *mark = "";
    for (int i = 0; i < IKM_FLAG_COUNT; i++)
        if (flags >> i & 1U) {
            (void)printf("%s%s", mark, ikm_flag_name(i));
            mark = "+";
        }
}

static void write_index(const struct table *table,
                        const struct ikm_index *index)
{
    (void)printf("%s %" PRId64 " %s %.17g",
                 index->reason == IKM_REASON_NONE ? index->exact : "-",
                 index->value_hundredths, letter(table->form, index->grade),
                 index->index);
    for (size_t e = 0; e < index->n_elements; e++) {
        const struct ikm_element_figures *f = &index->element[e];
        (void)printf(" %" PRId64 ":%" PRId64 ":%" PRId64 ":%" PRId64 ":%s:%d:",
                     f->n, f->sum, f->nrr_thousandths, f->value_hundredths,
                     letter(table->form, f->grade), f->rank);
        write_flags(f->flags);
        (void)printf(":%.17g:%.17g", f->nrr, f->weighted);
    }
    (void)putchar('\n');
}

/* The index of the sums alone must be the same one. */
static bool sums_agree(const struct table *table, const struct ikm_index *index,
                       struct ikm_arena *arena, struct ikm_error *err)
{
    struct ikm_sums sums = {0};
    const char *exact = NULL;
    ikm_sums_add(&sums, &table->counts, table->form->n_elements,
                 table->form->scale_max);
    if (ikm_index_of_sums(table->form, &sums, table->weights, arena, &exact,
                          err) != IKM_OK)
        return false;
    return exact && index->exact ? strcmp(exact, index->exact) == 0
                                 : !exact && !index->exact;
}

int main(void)
{
    static char line[LINE_BYTES];
    struct ikm_error err = {.lang = IKM_LANG_EN};
    while (fgets(line, sizeof line, stdin)) {
        struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
        struct table table;
        struct ikm_index index;
        const bool is_fine =
            read_table(line, &arena, &table, &err) &&
            ikm_index_of(table.form, &table.counts, table.weights, &arena,
                         &index, &err) == IKM_OK &&
            sums_agree(&table, &index, &arena, &err);
        if (is_fine)
            write_index(&table, &index);
        ikm_arena_release(&arena);
        if (!is_fine) {
            (void)fprintf(stderr, "emit_index: %s\n", err.text);
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}

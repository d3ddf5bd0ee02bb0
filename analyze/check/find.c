#include <math.h>
#include <string.h>

#include "analyze/check/check_internal.h"

enum { MOST_HEADINGS = 24 };

/* Columns of a row whose cells are U1, U2, ... or names of elements. */
static size_t find_codes(const struct check_view *view, size_t row,
                         size_t columns[IKM_CHECK_MOST_ELEMENTS])
{
    size_t n = 0;
    for (size_t c = 0; c < view->n_columns && n < IKM_CHECK_MOST_ELEMENTS;
         c++) {
        const struct ikm_check_cell *cell = check_at(view, row, c);
        const int code =
            cell->kind == IKM_CHECK_TEXT ? check_code_of(cell->text) : 0;
        if (code == (int)n + 1) {
            columns[n++] = c;
        } else if (code == 1) {
            columns[0] = c;
            n = 1;
        } else if (cell->kind != IKM_CHECK_EMPTY && n > 0 &&
                   n < IKM_CHECK_LEAST_ELEMENTS) {
            n = 0;
        } else if (cell->kind != IKM_CHECK_EMPTY && n > 0) {
            break;
        }
    }
    return n;
}

static size_t find_names(const struct check_view *view, size_t row,
                         size_t columns[IKM_CHECK_MOST_ELEMENTS])
{
    size_t n = 0;
    unsigned seen = 0;
    for (size_t c = 0; c < view->n_columns && n < IKM_CHECK_MOST_ELEMENTS;
         c++) {
        const struct ikm_check_cell *cell = check_at(view, row, c);
        const int name =
            cell->kind == IKM_CHECK_TEXT ? check_name_of(cell->text) : 0;
        if (name > 0 && !(seen >> name & 1U)) {
            seen |= 1U << name;
            columns[n++] = c;
        } else if (cell->kind != IKM_CHECK_EMPTY) {
            if (n >= IKM_CHECK_LEAST_ELEMENTS)
                break;
            n = 0;
            seen = 0;
        }
    }
    return n;
}

/* Numbers behind the label of a row of means or sums; the sum of the others at
 * the end is no element. */
static size_t find_numbers(const struct check_view *view, size_t row,
                           size_t columns[IKM_CHECK_MOST_ELEMENTS])
{
    size_t n = 0;
    int has_label = 0;
    double total = 0, last = 0;
    for (size_t c = 0; c < view->n_columns && n < IKM_CHECK_MOST_ELEMENTS;
         c++) {
        const struct ikm_check_cell *cell = check_at(view, row, c);
        struct check_figure figure;
        if (cell->kind == IKM_CHECK_TEXT) {
            const enum check_metric metric = check_metric_of(cell->text);
            if (n > 0)
                break;
            has_label = metric == CHECK_NRR || metric == CHECK_SUM ||
                        metric == CHECK_SCORE || metric == CHECK_WEIGHTED ||
                        metric == CHECK_VALUE;
        } else if (has_label && check_figure_of(cell, 0, &figure)) {
            columns[n++] = c;
            total += last;
            last = check_figure_real(&figure);
        } else if (n > 0) {
            break;
        }
    }
    if (n > IKM_CHECK_LEAST_ELEMENTS && fabs(total - last) < 0.01 * last)
        n--;
    return n;
}

/* Headings of an element: its own and what stands above and below it. */
static void read_names(struct check_table *table)
{
    const struct check_view *view = &table->view;
    const size_t head = table->head_row;
    for (size_t e = 0; e < table->k; e++) {
        table->name[e] = "";
        for (size_t i = 0; head != SIZE_MAX && i < 5; i++) {
            const size_t row = head + (i + 1) / 2 * (i % 2 ? 1 : (size_t)-1);
            const struct ikm_check_cell *cell =
                check_at(view, row, table->column[e]);
            if (row >= view->n_rows || cell->kind != IKM_CHECK_TEXT)
                continue;
            if (!table->name[e][0])
                table->name[e] = cell->text;
            if (!table->code[e])
                table->code[e] = check_code_of(cell->text);
            if (!table->element[e])
                table->element[e] = check_name_of(cell->text);
        }
    }
}

/* How much there is to check. */
static int score_of(const struct check_table *table)
{
    static const int worth[CHECK_METRIC_COUNT] = {
        [CHECK_SUM] = 3, [CHECK_NRR] = 4,   [CHECK_WEIGHTED] = 2,
        [CHECK_N] = 1,   [CHECK_VALUE] = 2,
    };
    int score = table->n_rows > 1 ? 6 : 0;
    for (int m = 0; m < CHECK_METRIC_COUNT; m++)
        score += table->has_line[m] ? worth[m] : 0;
    return score > 1 ? score * 40 + (int)table->k : 0;
}

typedef size_t finder(const struct check_view *view, size_t row,
                      size_t columns[IKM_CHECK_MOST_ELEMENTS]);

/* Without a heading, names are the texts of a row above. */
static size_t find_head(const struct check_table *table, size_t below)
{
    for (size_t row = below; row-- > 0;) {
        size_t n = 0;
        for (size_t e = 0; e < table->k; e++)
            n += check_at(&table->view, row, table->column[e])->kind ==
                 IKM_CHECK_TEXT;
        if (n == table->k)
            return row;
    }
    return SIZE_MAX;
}

static enum ikm_status try_rows(const struct check_view *view, finder *find,
                                int has_heading, struct ikm_arena *arena,
                                struct check_table *best)
{
    int n_tried = 0;
    int best_score = best->k > 0 ? score_of(best) : 0;
    for (size_t row = 0; row < view->n_rows && n_tried < MOST_HEADINGS; row++) {
        struct check_table *table = NULL;
        size_t columns[IKM_CHECK_MOST_ELEMENTS];
        const size_t k = find(view, row, columns);
        if (k < IKM_CHECK_LEAST_ELEMENTS)
            continue;
        n_tried++;
        table = ikm_arena_take(arena, 1, sizeof *table);
        if (!table)
            return IKM_NO_MEMORY;
        table->view = *view;
        table->k = k;
        table->label = table->label_text = "";
        memcpy(table->column, columns, sizeof columns);
        table->head_row = has_heading ? row : find_head(table, row);
        table->first_row = has_heading                   ? row + 1
                           : table->head_row == SIZE_MAX ? 0
                                                         : table->head_row + 1;
        read_names(table);
        const enum ikm_status status = check_read_lines(table, arena);
        if (status != IKM_OK)
            return status;
        const int score = score_of(table);
        if (score > best_score) {
            best_score = score;
            *best = *table;
        }
    }
    return IKM_OK;
}

int check_find(const struct check_view *view, struct ikm_arena *arena,
               struct check_table *ret_table, enum ikm_status *ret_status)
{
    static finder *const finders[] = {find_codes, find_names, find_numbers};
    *ret_table = (struct check_table){.k = 0};
    for (size_t i = 0; i < IKM_COUNT(finders); i++) {
        *ret_status = try_rows(view, finders[i], i < 2, arena, ret_table);
        if (*ret_status != IKM_OK)
            return 0;
        if (ret_table->k > 0)
            break;
    }
    return ret_table->k > 0 ? score_of(ret_table) : 0;
}

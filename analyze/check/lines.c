#include <string.h>

#include "analyze/check/check_internal.h"

enum { TAIL_COLUMNS = 4, FULL = IKM_CHECK_SCALE * 100 };

struct reading {
    struct check_table *table;
    size_t n_room; /* rows that `answers` holds */
    int32_t *answers;
    uint32_t *numbers;
    struct check_figure *totals;
    size_t total_column; /* SIZE_MAX: none */
    size_t n_valid, n_odd, n_totals;
    int has_ended; /* the respondents are over */
};

/* What the label before the elements says; the nearest one that says anything.
 * *ret_has_text: there is any text. */
static enum check_metric label_of(const struct check_table *table, size_t row,
                                  int *ret_has_text)
{
    *ret_has_text = 0;
    for (size_t c = table->column[0]; c-- > 0;) {
        const struct ikm_check_cell *cell = check_at(&table->view, row, c);
        if (cell->kind != IKM_CHECK_TEXT)
            continue;
        *ret_has_text = 1;
        const enum check_metric metric = check_metric_of(cell->text);
        if (metric != CHECK_NONE)
            return metric;
    }
    return CHECK_NONE;
}

/* An answer in hundredths; "3. Sesuai" is 3. */
static int32_t answer_of(const struct ikm_check_cell *cell)
{
    struct check_figure figure;
    const char *p = cell->text;
    if (cell->kind == IKM_CHECK_EMPTY || strcmp(p, "-") == 0)
        return CHECK_BLANK;
    if (check_figure_of(cell, 0, &figure)) {
        const double value = check_figure_real(&figure) * 100;
        return value < 1e6 ? (int32_t)(value + 0.5) : CHECK_UNREADABLE;
    }
    if (p[0] >= '0' && p[0] <= '9' && (p[1] < '0' || p[1] > '9') &&
        cell->kind == IKM_CHECK_TEXT)
        return (p[0] - '0') * 100;
    return CHECK_UNREADABLE;
}

static int is_valid(int32_t answer)
{
    return answer >= 100 && answer <= FULL && answer % 100 == 0;
}

/* How the cells of a row under the elements look. */
struct shape {
    size_t n_numbers, n_texts, n_valid, n_above, n_fractions;
    size_t n_letters, n_steps; /* cells that are one more than the one before */
    int32_t first;
};

static struct shape shape_of(const struct check_table *table, size_t row)
{
    struct shape shape = {0};
    int32_t before = 0;
    for (size_t e = 0; e < table->k; e++) {
        const struct ikm_check_cell *cell =
            check_at(&table->view, row, table->column[e]);
        const int32_t answer = answer_of(cell);
        shape.n_numbers += cell->kind == IKM_CHECK_NUMBER;
        shape.n_texts += cell->kind == IKM_CHECK_TEXT;
        shape.n_letters +=
            cell->kind == IKM_CHECK_TEXT && check_letter_of(cell->text) != 0;
        shape.n_valid += (size_t)is_valid(answer);
        shape.n_above += answer > FULL;
        shape.n_fractions += answer > 0 && answer % 100 != 0;
        shape.n_steps += e > 0 && answer == before + 100;
        if (e == 0)
            shape.first = answer;
        before = answer;
    }
    return shape;
}

/* 1, 2, 3 ... from the first cell on through the elements, and no respondent 2
 * below. */
static int counts_from_the_left(const struct check_table *table, size_t row)
{
    int32_t before = 0;
    size_t first = SIZE_MAX;
    for (size_t c = 0; c <= table->column[table->k - 1]; c++) {
        const struct ikm_check_cell *cell = check_at(&table->view, row, c);
        if (cell->kind == IKM_CHECK_EMPTY && first == SIZE_MAX)
            continue;
        const int32_t number = answer_of(cell);
        if (number != before + 100)
            return 0;
        first = first == SIZE_MAX ? c : first;
        before = number;
    }
    return first < table->column[0] &&
           answer_of(check_at(&table->view, row + 1, first)) != 200;
}

/* "1 2 3 ... 9" numbers the columns and is nobody's answer. */
static int numbers_columns(const struct reading *r, size_t row,
                           const struct shape *shape)
{
    const struct check_table *table = r->table;
    if (r->n_room > 0 && table->n_rows > 0)
        return 0;
    if (shape->n_numbers != table->k || shape->n_steps != table->k - 1)
        return 0;
    if (counts_from_the_left(table, row))
        return 1;
    const struct ikm_check_cell *left =
        table->column[0] > 0 ? check_at(&table->view, row, table->column[0] - 1)
                             : NULL;
    return table->k > IKM_CHECK_SCALE ||
           (shape->first == 100 && (!left || left->kind == IKM_CHECK_TEXT));
}

/* The label may say less than the numbers: "Nilai" below 4 is a mean. */
static enum check_metric settle(const struct check_table *table,
                                enum check_metric metric,
                                const struct shape *shape)
{
    const size_t half = table->k / 2;
    const int is_high = shape->n_above > half;
    switch (metric) {
    case CHECK_SCORE:
    case CHECK_SUM:
        /* sums of one respondent or two are that small too */
        if (!is_high && (metric == CHECK_SCORE || shape->n_fractions > 0))
            return CHECK_NRR;
        return shape->n_fractions > half ? CHECK_VALUE : CHECK_SUM;
    case CHECK_NRR:
    case CHECK_VALUE:
    case CHECK_IKM:
    case CHECK_INDEX: return is_high ? CHECK_VALUE : CHECK_NRR;
    case CHECK_NONE:
        if (is_high && shape->n_fractions == 0)
            return CHECK_SUM;
        return shape->n_fractions == 0      ? CHECK_NONE
               : table->has_line[CHECK_NRR] ? CHECK_WEIGHTED
                                            : CHECK_NRR;
    case CHECK_N:
    case CHECK_WEIGHT:
    case CHECK_WEIGHTED:
    case CHECK_GRADE:
    case CHECK_LABEL:
    case CHECK_LEGEND:
    case CHECK_METRIC_COUNT: break;
    }
    return metric;
}

/* A number behind the elements is their total, unless the heading there says
 * something else. */
static int is_total(const struct check_table *table, size_t column)
{
    if (table->head_row == SIZE_MAX)
        return 1;
    for (size_t row = table->head_row + 1; row-- > 0;) {
        const struct ikm_check_cell *cell = check_at(&table->view, row, column);
        if (cell->kind != IKM_CHECK_TEXT)
            continue;
        switch (check_metric_of(cell->text)) {
        case CHECK_IKM:
        case CHECK_GRADE:
        case CHECK_LABEL:
        case CHECK_N:
        case CHECK_VALUE:
        case CHECK_LEGEND: return 0;
        case CHECK_NONE:
            if (check_code_of(cell->text) || check_name_of(cell->text))
                return 0; /* an element once more */
            break;
        case CHECK_SUM:
        case CHECK_SCORE:
        case CHECK_NRR:
        case CHECK_WEIGHT:
        case CHECK_WEIGHTED:
        case CHECK_INDEX:
        case CHECK_METRIC_COUNT: return 1;
        }
    }
    return 1;
}

/* A total is no less than any of its parts. */
static int is_below_a_part(const struct check_figure *total,
                           const struct check_figure *part, size_t n_parts)
{
    for (size_t e = 0; e < n_parts; e++)
        if (check_figure_real(total) < check_figure_real(&part[e]))
            return 1;
    return 0;
}

static void read_line(struct check_table *table, size_t row,
                      enum check_metric metric)
{
    const struct check_view *view = &table->view;
    if (table->has_line[metric])
        return;
    table->has_line[metric] = 1;
    for (size_t e = 0; e < table->k; e++) {
        const size_t c = table->column[e];
        (void)check_figure_of(check_at(view, row, c),
                              check_row_number(view, row, c),
                              &table->line[metric][e]);
    }
    const size_t end = table->column[table->k - 1] + 1;
    struct check_figure *tail = &table->tail[metric];
    for (size_t c = end; c < end + TAIL_COLUMNS && !tail->is_set; c++)
        if (is_total(table, c))
            (void)check_figure_of(check_at(view, row, c),
                                  check_row_number(view, row, c), tail);
    /* an index may stand where the total would */
    if (metric == CHECK_SUM &&
        is_below_a_part(tail, table->line[metric], table->k))
        tail->is_set = 0;
}

static void read_letters(struct check_table *table, size_t row)
{
    for (size_t e = 0; e < table->k; e++)
        if (!table->letter[e])
            table->letter[e] = check_letter_of(
                check_at(&table->view, row, table->column[e])->text);
}

static void read_answers(struct reading *r, size_t row,
                         const struct shape *shape)
{
    struct check_table *table = r->table;
    const size_t i = table->n_rows++;
    for (size_t e = 0; e < table->k; e++) {
        const int32_t answer =
            answer_of(check_at(&table->view, row, table->column[e]));
        r->answers[i * table->k + e] = answer;
        r->n_odd += answer != CHECK_BLANK && !is_valid(answer);
    }
    r->n_valid += shape->n_valid;
    r->numbers[i] = check_row_number(&table->view, row, 0);
    if (r->total_column == SIZE_MAX)
        return;
    struct check_figure *total = &r->totals[i];
    r->n_totals += (size_t)check_figure_of(
        check_at(&table->view, row, r->total_column), r->numbers[i], total);
    if (total->decimals < 0)
        total->decimals = total->scale;
}

/* A row that is numbered and holds nothing but answers is one, whatever words
 * stand before them. */
static int is_respondent(const struct reading *r, size_t row,
                         const struct shape *shape, enum check_metric metric)
{
    const struct check_table *table = r->table;
    if (table->view.is_turned || r->has_ended)
        return 0;
    if (shape->n_numbers == 0 || numbers_columns(r, row, shape))
        return 0;
    if (metric == CHECK_NONE)
        return shape->n_numbers + shape->n_texts >= shape->n_above * 2 &&
               shape->n_fractions * 2 <= shape->n_numbers;
    for (size_t c = 0; c < table->column[0]; c++) {
        const struct ikm_check_cell *cell = check_at(&table->view, row, c);
        if (cell->kind != IKM_CHECK_EMPTY)
            return cell->kind == IKM_CHECK_NUMBER &&
                   shape->n_valid == shape->n_numbers && shape->n_texts == 0 &&
                   metric != CHECK_NRR && metric != CHECK_N &&
                   metric != CHECK_WEIGHTED;
    }
    return 0;
}

static void read_row(struct reading *r, size_t row)
{
    struct check_table *table = r->table;
    const struct shape shape = shape_of(table, row);
    int has_text = 0;
    enum check_metric metric = label_of(table, row, &has_text);
    if (metric == CHECK_LEGEND)
        return;
    if (is_respondent(r, row, &shape, metric)) {
        read_answers(r, row, &shape);
        return;
    }
    if (shape.n_letters * 2 > table->k && metric == CHECK_GRADE)
        read_letters(table, row);
    if (shape.n_numbers * 3 < table->k * 2 || numbers_columns(r, row, &shape))
        return;
    if (metric == CHECK_NONE && (has_text || shape.n_numbers < table->k))
        return;
    metric = settle(table, metric, &shape);
    if (metric == CHECK_NONE || metric == CHECK_GRADE || metric == CHECK_LABEL)
        return;
    read_line(table, row, metric);
    r->has_ended = table->n_rows > 0;
}

/* The column right of the elements that is headed "Jumlah". */
static size_t find_total_column(const struct check_table *table)
{
    const size_t end = table->column[table->k - 1] + 1;
    if (table->head_row == SIZE_MAX || table->view.is_turned)
        return SIZE_MAX;
    for (size_t c = end; c < end + TAIL_COLUMNS; c++)
        for (size_t up = 0; up < 2 && up <= table->head_row; up++)
            if (check_metric_of(
                    check_at(&table->view, table->head_row - up, c)->text) ==
                CHECK_SUM)
                return c;
    return SIZE_MAX;
}

enum ikm_status check_read_lines(struct check_table *table,
                                 struct ikm_arena *arena)
{
    struct reading r = {.table = table, .n_room = table->view.n_rows};
    const size_t room = table->view.is_turned ? 1 : table->view.n_rows + 1;
    r.total_column = find_total_column(table);
    r.answers = ikm_arena_take(arena, room * table->k, sizeof *r.answers);
    r.numbers = ikm_arena_take(arena, room, sizeof *r.numbers);
    r.totals = ikm_arena_take(arena, room, sizeof *r.totals);
    if (!r.answers || !r.numbers || !r.totals)
        return IKM_NO_MEMORY;
    for (size_t row = table->first_row; row < table->view.n_rows; row++)
        read_row(&r, row);
    table->answer = r.answers;
    table->row_number = r.numbers;
    table->n_odd = r.n_odd;
    if (r.n_totals * 2 > table->n_rows)
        table->row_total = r.totals;
    /* counts of answers are no answers */
    if (r.n_valid < r.n_odd || r.n_valid < table->k)
        table->n_rows = table->n_odd = 0;
    return IKM_OK;
}

#include <math.h>
#include <string.h>

#include "analyze/check/check_internal.h"
#include "data/base/utf8.h"

enum { TOKEN_BYTES = 24, FOLDED_BYTES = 200, IKM_DECIMALS = 2 };

/* A label and where it stands. */
struct spot {
    const struct check_view *view;
    size_t row, column;
    enum check_metric metric;
};

/* What stands behind or below a label. */
struct value {
    struct check_figure figure;
    const char *text; /* "" */
};

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number in "IKM : 83,21": behind a colon or with decimals. *ret_rest is
 * what follows it. */
static int number_in(const char *text, uint32_t row,
                     struct check_figure *ret_figure, const char **ret_rest)
{
    char token[TOKEN_BYTES], room[TOKEN_BYTES];
    int is_marked = 0;
    for (const char *p = text; *p;) {
        if (*p == ':' || *p == '=')
            is_marked = 1;
        if (!is_digit(*p)) {
            is_marked &= *p == ':' || *p == '=' || *p == ' ';
            p++;
            continue;
        }
        size_t n = 0;
        while (is_digit(p[n]) ||
               ((p[n] == '.' || p[n] == ',') && is_digit(p[n + 1])))
            n++;
        if (n < sizeof token) {
            enum ikm_check_cell_kind kind;
            memcpy(token, p, n);
            token[n] = '\0';
            const int has_point = strpbrk(token, ".,") != NULL;
            struct ikm_check_cell cell = {.decimals = -1};
            cell.text = ikm_check_cell_of_text(token, room, sizeof room, &kind);
            cell.kind = kind;
            *ret_rest = p + n;
            if ((is_marked || has_point) &&
                check_figure_of(&cell, row, ret_figure))
                return 1;
        }
        p += n;
        is_marked = 0;
    }
    return 0;
}

static int says_nothing(const char *text)
{
    char folded[FOLDED_BYTES];
    return ikm_fold_letters(text, folded, sizeof folded) == 0;
}

static int take_cell(const struct spot *spot, size_t row, size_t column,
                     struct value *ret_value)
{
    const struct ikm_check_cell *cell = check_at(spot->view, row, column);
    const char *rest = "";
    *ret_value = (struct value){.text = ""};
    if (check_figure_of(cell, check_row_number(spot->view, row, column),
                        &ret_value->figure))
        return 1;
    if (cell->kind != IKM_CHECK_TEXT)
        return 0;
    ret_value->text = cell->text;
    if (number_in(cell->text, check_row_number(spot->view, row, column),
                  &ret_value->figure, &rest))
        ret_value->text = rest;
    return 1;
}

/* Behind the label in its row; a row of many numbers is no single figure. */
static int look_right(const struct spot *spot, struct value *ret_value)
{
    size_t n_numbers = 0;
    int is_found = 0;
    for (size_t c = spot->column + 1; c < spot->view->n_columns; c++) {
        const struct ikm_check_cell *cell = check_at(spot->view, spot->row, c);
        n_numbers += cell->kind == IKM_CHECK_NUMBER;
        if (is_found || cell->kind == IKM_CHECK_EMPTY ||
            (cell->kind == IKM_CHECK_TEXT && says_nothing(cell->text)))
            continue;
        is_found = take_cell(spot, spot->row, c, ret_value);
    }
    return is_found && n_numbers < 3;
}

/* Below the label, when nothing but this one stands there. */
static int look_down(const struct spot *spot, struct value *ret_value)
{
    const struct ikm_check_cell *next =
        check_at(spot->view, spot->row + 2, spot->column);
    if (next->kind == IKM_CHECK_NUMBER || check_letter_of(next->text))
        return 0;
    return take_cell(spot, spot->row + 1, spot->column, ret_value);
}

/* "Baik" out of "B (Baik)", ": Baik"; "" when there is no such word. */
static const char *word_in(const char *text)
{
    while (*text && (says_nothing((char[2]){*text, '\0'}) != 0) &&
           (unsigned char)*text < 0x80)
        text++;
    if (check_letter_of(text))
        for (text++; *text && (*text == ' ' || *text == '(' || *text == '-' ||
                               *text == '/' || *text == ',');)
            text++;
    return check_is_word(text) ? text : "";
}

static int take_ikm(struct check_table *table, const struct value *value)
{
    const double real = check_figure_real(&value->figure);
    if (!value->figure.is_set)
        return 0;
    if (real >= 10 && real <= 200 && !table->ikm.is_set) {
        table->ikm = value->figure;
        if (!table->grade)
            table->grade = check_letter_of(value->text);
        return 1;
    }
    if (real > 0.2 && real <= 5 && value->figure.scale > 0 &&
        !table->index.is_set) {
        table->index = value->figure;
        return 1;
    }
    return 0;
}

static int take_words(struct check_table *table, const struct value *value)
{
    const char letter = check_letter_of(value->text);
    const char *word = word_in(value->text);
    const int is_new =
        (letter && !table->grade) || (word[0] && !table->label[0]);
    if (letter && !table->grade)
        table->grade = letter;
    if (word[0] && !table->label[0])
        table->label = word;
    return is_new;
}

static int take(struct check_table *table, enum check_metric metric,
                const struct value *value)
{
    const struct check_figure *figure = &value->figure;
    const double real = check_figure_real(figure);
    switch (metric) {
    case CHECK_IKM:
    case CHECK_VALUE: /* "IKM (konversi)" */ return take_ikm(table, value);
    case CHECK_GRADE:
    case CHECK_LABEL: return take_words(table, value);
    case CHECK_INDEX:
    case CHECK_WEIGHTED:
        if (!figure->is_set || table->index.is_set || real <= 0.2 || real > 6)
            return metric == CHECK_INDEX && take_ikm(table, value);
        table->index = *figure;
        return 1;
    case CHECK_N:
        if (!figure->is_set || table->n.is_set || figure->scale > 0 ||
            figure->mantissa < 1)
            return 0;
        table->n = *figure;
        return 1;
    case CHECK_WEIGHT:
        if (!figure->is_set || table->weight.is_set || real <= 0 || real > 0.5)
            return 0;
        table->weight = *figure;
        return 1;
    case CHECK_NONE:
    case CHECK_SUM:
    case CHECK_SCORE:
    case CHECK_NRR:
    case CHECK_LEGEND:
    case CHECK_METRIC_COUNT: break;
    }
    return 0;
}

/* "Nilai konversi" heads the elements; with the IKM's name it is the IKM. */
static int names_the_ikm(const char *label)
{
    char folded[FOLDED_BYTES];
    (void)ikm_fold_letters(label, folded, sizeof folded);
    return (strstr(folded, "ikm") || strstr(folded, "indekskepuasan") ||
            strstr(folded, "skm")) &&
           !strstr(folded, "unsur");
}

/* A label about another year, or about what is wanted. */
static int is_elsewhere(const char *label)
{
    static const char *const parts[] = {"target",    "sebelum",  "lalu",
                                        "minimal",   "populasi", "sampel",
                                        "persentase"};
    char folded[FOLDED_BYTES];
    (void)ikm_fold_letters(label, folded, sizeof folded);
    for (size_t i = 0; i < IKM_COUNT(parts); i++)
        if (strstr(folded, parts[i]))
            return 1;
    return 0;
}

static void read_label(struct check_table *table, const struct spot *spot)
{
    struct value value = {.text = ""};
    const struct ikm_check_cell *cell =
        check_at(spot->view, spot->row, spot->column);
    const char *rest = strpbrk(cell->text, ":=");
    if (is_elsewhere(cell->text) ||
        (spot->metric == CHECK_VALUE && !names_the_ikm(cell->text)))
        return;
    if (number_in(cell->text,
                  check_row_number(spot->view, spot->row, spot->column),
                  &value.figure, &value.text) &&
        take(table, spot->metric, &value))
        return;
    if (rest && (value = (struct value){.text = rest + 1},
                 take(table, spot->metric, &value)))
        return;
    if (look_right(spot, &value) && take(table, spot->metric, &value))
        return;
    if (look_down(spot, &value))
        (void)take(table, spot->metric, &value);
}

static int is_legend(const struct check_view *view, size_t row)
{
    for (size_t c = 0; c < view->n_columns; c++)
        if (check_metric_of(check_at(view, row, c)->text) == CHECK_LEGEND)
            return 1;
    return 0;
}

static void read_rows(struct check_table *table, const struct check_view *view,
                      size_t from, size_t to)
{
    for (size_t row = from; row < to; row++) {
        if (is_legend(view, row))
            continue;
        for (size_t c = 0; c < view->n_columns; c++) {
            const struct ikm_check_cell *cell = check_at(view, row, c);
            const struct spot spot = {view, row, c,
                                      cell->kind == IKM_CHECK_TEXT
                                          ? check_metric_of(cell->text)
                                          : CHECK_NONE};
            if (spot.metric != CHECK_NONE)
                read_label(table, &spot);
        }
    }
}

void check_read_scalars(struct check_table *table,
                        const struct ikm_check_sheet *sheet)
{
    const struct check_view view = check_view_of(sheet, 0);
    size_t start = 0;
    if (sheet == table->view.sheet)
        start = table->view.is_turned         ? table->column[0]
                : table->head_row == SIZE_MAX ? 0
                                              : table->head_row;
    read_rows(table, &view, start, view.n_rows);
    read_rows(table, &view, 0, start);
}

static int shown_by(const struct check_figure *figure)
{
    return figure->decimals >= 0 ? figure->decimals : figure->scale;
}

/* Below a column stands a figure of its own row, with decimals of its own. */
static void settle_line(struct check_figure *line, size_t k, int is_turned,
                        struct check_figure *tail)
{
    int most = 0;
    for (size_t e = 0; e < k; e++)
        if (line[e].is_set && shown_by(&line[e]) > most)
            most = shown_by(&line[e]);
    if (is_turned)
        tail->decimals = shown_by(tail);
    else if (tail->is_set && shown_by(tail) > most)
        most = shown_by(tail);
    for (size_t e = 0; e < k; e++)
        if (line[e].decimals < 0)
            line[e].decimals = most;
    if (tail->decimals < 0)
        tail->decimals = most;
}

/* The number behind the means is their sum, or their mean, which is the
 * index. */
static void settle_tails(struct check_table *table)
{
    struct check_figure *tail = &table->tail[CHECK_NRR];
    double total = 0;
    for (size_t e = 0; e < table->k; e++)
        total += check_figure_real(&table->line[CHECK_NRR][e]);
    const double real = check_figure_real(tail);
    const double mean = total / (double)table->k;
    if (tail->is_set && fabs(real - mean) < fabs(real - total)) {
        if (!table->index.is_set && !table->tail[CHECK_WEIGHTED].is_set)
            table->index = *tail;
        tail->is_set = 0;
    }
    tail = &table->tail[CHECK_WEIGHTED];
    if (tail->is_set && check_figure_real(tail) <= 6)
        table->index = *tail;
    tail->is_set = 0;
    tail = &table->tail[CHECK_VALUE];
    if (tail->is_set && !table->ikm.is_set && check_figure_real(tail) <= 101)
        table->ikm = *tail;
}

void check_settle_decimals(struct check_table *table)
{
    for (int m = 0; m < CHECK_METRIC_COUNT; m++)
        settle_line(table->line[m], table->k, table->view.is_turned,
                    &table->tail[m]);
    settle_tails(table);
    if (table->index.decimals < 0)
        table->index.decimals = table->index.scale;
    if (table->ikm.decimals < 0)
        table->ikm.decimals = IKM_DECIMALS;
    if (table->n.decimals < 0)
        table->n.decimals = 0;
}

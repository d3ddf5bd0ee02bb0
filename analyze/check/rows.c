#include <stdlib.h>
#include <string.h>

#include "analyze/check/check_internal.h"
#include "analyze/exact.h"

enum {
    FULL = IKM_CHECK_SCALE * 100,
    MOST_RANGE_ROWS = 4000, /* every range of rows is tried up to here */
    MOST_PAIR_ROWS = 500,
    EXACT_DECIMALS = 9
};

static int is_valid(int32_t answer)
{
    return answer >= 100 && answer <= FULL && answer % 100 == 0;
}

static int shows(const struct check_figure *figure, int64_t sum_hundredths,
                 int64_t n)
{
    if (!figure->is_set)
        return 1;
    if (n <= 0)
        return 0;
    int64_t power = 1;
    for (int i = 0; i < figure->decimals && i < EXACT_DECIMALS; i++)
        power *= 10;
    const double mean = (double)sum_hundredths / 100 / (double)n;
    const double gap = check_figure_real(figure) - mean;
    if (gap < 1e-9 && gap > -1e-9)
        return 1;
    if (gap > 1.0 / (double)power || gap < -1.0 / (double)power)
        return 0;
    const double shown = check_figure_real(figure) * (double)power + 0.5 + 1e-6;
    return ikm_exact_round(sum_hundredths * power / 100, n) == (int64_t)shown;
}

uint32_t check_base_misfits(const struct check_table *table,
                            const struct check_base *base)
{
    const int by_sum = table->has_line[CHECK_SUM];
    uint32_t misfits = 0;
    for (size_t e = 0; e < table->k; e++)
        if (by_sum
                ? !shows(&table->line[CHECK_SUM][e], base->sum_hundredths[e], 1)
                : !shows(&table->line[CHECK_NRR][e], base->sum_hundredths[e],
                         base->n[e]))
            misfits |= UINT32_C(1) << e;
    return misfits;
}

/* How well a base has to fit: exactly, but for elements 8 and 9, which may be
 * swapped, or but for one element, whose sum may be wrong. */
enum fit { FIT_EXACT, FIT_SWAPPED, FIT_BUT_ONE, FIT_COUNT };

static int fits(const struct check_table *table, const struct check_base *base,
                enum fit fit)
{
    const uint32_t misfits = check_base_misfits(table, base);
    if (!table->has_line[CHECK_SUM] && !table->has_line[CHECK_NRR])
        return 0;
    if (misfits == 0 || fit == FIT_EXACT)
        return misfits == 0;
    if (fit == FIT_SWAPPED)
        return table->k >= 9 && misfits == (UINT32_C(3) << 7);
    return table->k >= 5 && (misfits & (misfits - 1)) == 0;
}

/* +1: the row counts, -1: no longer. With `odd`, answers outside the scale
 * count too. */
static void count_row(const struct check_table *table, size_t row, int sign,
                      int with_odd, struct check_base *base)
{
    base->n_rows += sign;
    for (size_t e = 0; e < table->k; e++) {
        const int32_t answer = table->answer[row * table->k + e];
        if (!(with_odd ? answer >= 0 : is_valid(answer)))
            continue;
        base->sum_hundredths[e] += (int64_t)sign * answer;
        base->n[e] += sign;
    }
}

static int is_complete(const struct check_table *table, size_t row,
                       int with_odd)
{
    for (size_t e = 0; e < table->k; e++) {
        const int32_t answer = table->answer[row * table->k + e];
        if (!(with_odd ? answer >= 0 : is_valid(answer)))
            return 0;
    }
    return 1;
}

struct subsets {
    const struct check_table *table;
    const struct check_base *all;
    enum fit fit;
    int with_odd;
    struct check_base found;
    int is_found;
};

static void find_it(struct subsets *this, const struct check_base *base,
                    uint32_t first, uint32_t last)
{
    this->found = *base;
    this->found.n_faults = this->with_odd ? 2 : 1;
    this->found.fault[1] = this->all->fault[0];
    this->found.fault[0] =
        (struct ikm_check_fault){.kind = IKM_CHECK_ROWS_DROPPED,
                                 .explains = 1,
                                 .rows_used = base->n_rows,
                                 .first_row = first,
                                 .last_row = last,
                                 .weight = "",
                                 .found = "",
                                 .expected = "",
                                 .name = ""};
    this->is_found = 1;
}

/* Ranges of rows: all of them where sums are published, else those at either
 * end. */
static void try_ranges(struct subsets *this)
{
    const struct check_table *table = this->table;
    const int every =
        table->has_line[CHECK_SUM] && table->n_rows <= MOST_RANGE_ROWS;
    struct check_base base;
    for (size_t from = 0; from < table->n_rows && !this->is_found; from++) {
        base = (struct check_base){.n_rows = 0};
        for (size_t to = from; to < table->n_rows; to++) {
            count_row(table, to, 1, this->with_odd, &base);
            const int at_end = from == 0 || to + 1 == table->n_rows;
            if ((!every && !at_end) ||
                (size_t)base.n_rows * 10 < table->n_rows ||
                !fits(table, &base, this->fit))
                continue;
            find_it(this, &base, table->row_number[from],
                    table->row_number[to]);
            return;
        }
        if (table->n_rows > MOST_RANGE_ROWS)
            break;
    }
}

/* One row or two left out. */
static void try_without(struct subsets *this)
{
    const struct check_table *table = this->table;
    for (size_t i = 0; i < table->n_rows && !this->is_found; i++) {
        struct check_base base = *this->all;
        count_row(table, i, -1, this->with_odd, &base);
        if (fits(table, &base, this->fit))
            find_it(this, &base, 0, 0);
        if (!table->has_line[CHECK_SUM] || table->n_rows > MOST_PAIR_ROWS)
            continue;
        for (size_t j = i + 1; j < table->n_rows && !this->is_found; j++) {
            count_row(table, j, -1, this->with_odd, &base);
            if (fits(table, &base, this->fit))
                find_it(this, &base, 0, 0);
            count_row(table, j, 1, this->with_odd, &base);
        }
    }
}

/* So many rows fewer in every element as sums and means together tell. */
static void try_counts(struct subsets *this)
{
    const struct check_table *table = this->table;
    struct check_base base = *this->all;
    size_t n_short = 0;
    if (!table->has_line[CHECK_SUM])
        return;
    base.n_rows = 0;
    for (size_t e = 0; e < table->k; e++) {
        const double sum = check_figure_real(&table->line[CHECK_SUM][e]);
        const double nrr = check_figure_real(&table->line[CHECK_NRR][e]);
        const double n = table->line[CHECK_N][e].is_set
                             ? check_figure_real(&table->line[CHECK_N][e])
                         : nrr > 0 ? sum / nrr
                                   : check_figure_real(&table->n);
        const int64_t counted = (int64_t)(n + 0.5);
        const int64_t out = this->all->n[e] - counted;
        const int64_t gap =
            this->all->sum_hundredths[e] - (int64_t)(sum * 100 + 0.5);
        if (counted <= 0 || out < 0 || gap < out * 100 || gap > out * FULL)
            return;
        n_short += out > 0;
        base.sum_hundredths[e] -= gap;
        base.n[e] = counted;
        if (counted > base.n_rows)
            base.n_rows = counted;
    }
    if (n_short * 2 > table->k)
        find_it(this, &base, 0, 0);
}

static void add_odd(const struct check_table *table, struct check_base *base)
{
    *base = (struct check_base){.n_faults = 1,
                                .fault = {{.kind = IKM_CHECK_OUT_OF_RANGE,
                                           .explains = 1,
                                           .weight = "",
                                           .found = "",
                                           .expected = "",
                                           .name = ""}}};
    for (size_t i = 0; i < table->n_rows; i++) {
        count_row(table, i, 1, 1, base);
        for (size_t e = 0; e < table->k; e++) {
            const int32_t answer = table->answer[i * table->k + e];
            if (answer < 0 || is_valid(answer))
                continue;
            if (base->fault[0].first_row == 0)
                base->fault[0].first_row = table->row_number[i];
            base->fault[0].elements |= 1U << e;
        }
    }
}

/* Those that answered all; 0 when that is everybody, or nobody. `all` counts
 * every row, with answers outside the scale where it has a fault. */
static int add_complete(const struct check_table *table,
                        const struct check_base *all, struct check_base *base)
{
    const int with_odd = all->n_faults > 0;
    *base = (struct check_base){.n_faults = with_odd ? 2 : 1,
                                .fault = {{.kind = IKM_CHECK_ROWS_DROPPED,
                                           .explains = 1,
                                           .is_complete_only = 1,
                                           .weight = "",
                                           .found = "",
                                           .expected = "",
                                           .name = ""},
                                          all->fault[0]}};
    for (size_t i = 0; i < table->n_rows; i++)
        if (is_complete(table, i, with_odd))
            count_row(table, i, 1, with_odd, base);
    base->fault[0].rows_used = base->n_rows;
    return base->n_rows > 0 && (size_t)base->n_rows < table->n_rows;
}

/* As many rows as the sheet says it had, from the top or from the bottom. */
static void add_told(const struct check_table *table, int from_bottom,
                     struct check_base *base)
{
    const size_t told = (size_t)table->n.mantissa;
    const size_t from = from_bottom ? table->n_rows - told : 0;
    const struct check_base none = {.n_rows = 0};
    struct subsets subsets = {.table = table, .all = &none};
    *base = (struct check_base){.n_rows = 0};
    for (size_t i = from; i < from + told; i++)
        count_row(table, i, 1, 0, base);
    find_it(&subsets, base, table->row_number[from],
            table->row_number[from + told - 1]);
    *base = subsets.found;
}

static int counts_all(const struct check_table *table,
                      const struct check_base *base)
{
    for (size_t e = 0; e < table->k; e++)
        if (base->n[e] <= 0)
            return 0;
    return 1;
}

/* Part of the rows of `all`, as close as can be. */
static int try_subsets(const struct check_table *table,
                       const struct check_base *all, struct check_base *ret)
{
    struct subsets subsets = {
        .table = table, .all = all, .with_odd = all->n_faults > 0};
    for (int fit = FIT_EXACT; fit < FIT_COUNT && !subsets.is_found; fit++) {
        subsets.fit = (enum fit)fit;
        try_ranges(&subsets);
        if (!subsets.is_found && fit == FIT_EXACT)
            try_without(&subsets);
    }
    if (!subsets.is_found && !subsets.with_odd)
        try_counts(&subsets);
    *ret = subsets.found;
    return subsets.is_found;
}

enum ikm_status check_row_bases(const struct check_table *table, size_t *ret_n,
                                struct check_base bases[CHECK_MOST_BASES])
{
    size_t n = 1, n_kept = 1;
    int is_fit = 0;
    bases[0] = (struct check_base){.n_rows = 0};
    for (size_t i = 0; i < table->n_rows; i++)
        count_row(table, i, 1, 0, &bases[0]);
    if (table->n_odd > 0)
        add_odd(table, &bases[n++]);
    const size_t n_all = n;
    for (size_t i = 0; i < n_all; i++)
        n += (size_t)add_complete(table, &bases[i], &bases[n]);
    for (size_t i = 0; i < n; i++)
        for (int fit = FIT_EXACT; fit < FIT_COUNT; fit++)
            is_fit |= fits(table, &bases[i], (enum fit)fit);
    if (table->has_line[CHECK_SUM] || table->has_line[CHECK_NRR]) {
        for (size_t i = 0; i < n_all && !is_fit; i++)
            n += (size_t)try_subsets(table, &bases[i], &bases[n]);
    } else if (table->n.is_set && table->n.scale == 0 &&
               (size_t)table->n.mantissa < table->n_rows) {
        add_told(table, 0, &bases[n++]);
        add_told(table, 1, &bases[n++]);
    }
    for (size_t i = 1; i < n; i++)
        if (counts_all(table, &bases[i]))
            bases[n_kept++] = bases[i];
    *ret_n = n_kept;
    return IKM_OK;
}

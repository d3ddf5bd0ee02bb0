#include <math.h>

#include "analyze/check/check_internal.h"

int64_t check_divisor_of(int64_t sum_hundredths,
                         const struct check_figure *figure, int64_t near)
{
    return check_divisor_by(sum_hundredths, figure, figure->decimals, near);
}

int64_t check_divisor_by(int64_t sum_hundredths,
                         const struct check_figure *figure, int decimals,
                         int64_t near)
{
    const double sum = (double)sum_hundredths / 100;
    const double mean = check_figure_real(figure);
    /* half-up: the upper end rounds up and is left out, where decimals are
     * few; many come with the noise of doubles */
    const double half = 0.5 * pow(10, -decimals);
    const double noise = 1e-10;
    if (!figure->is_set || mean <= half + noise || sum <= 0)
        return 0;
    const double least =
        ceil(sum / (mean + half + (decimals < 9 ? -noise : noise)));
    const double most = floor(sum / (mean - half - noise));
    if (least > most || least < 1 || most > 1e9)
        return 0;
    return near < (int64_t)least  ? (int64_t)least
           : near > (int64_t)most ? (int64_t)most
                                  : near;
}

void check_means_of(const struct check_case *this, size_t e,
                    struct check_span *ret_span)
{
    const struct check_table *table = this->table;
    mpq_t factor;
    mpq_init(factor);
    if (table->line[CHECK_NRR][e].is_set) {
        check_span_of(ret_span, &table->line[CHECK_NRR][e]);
    } else if (table->line[CHECK_VALUE][e].is_set) {
        check_span_of(ret_span, &table->line[CHECK_VALUE][e]);
        mpq_set_ui(factor, IKM_CHECK_SCALE, 100);
        mpq_canonicalize(factor);
        check_span_scale(ret_span, factor);
    } else if (table->line[CHECK_WEIGHTED][e].is_set) {
        check_span_of(ret_span, &table->line[CHECK_WEIGHTED][e]);
        mpq_inv(factor, this->weight[e]);
        check_span_scale(ret_span, factor);
    }
    mpq_clear(factor);
}

/* Weights that differ and add up to 1 are the office's own. */
static void settle_weights(struct check_case *this)
{
    const struct check_table *table = this->table;
    const struct check_figure *line = table->line[CHECK_WEIGHT];
    double total = 0;
    int differ = 0;
    for (size_t e = 0; e < table->k; e++) {
        total += check_figure_real(&line[e]);
        differ |= fabs(check_figure_real(&line[e]) -
                       check_figure_real(&line[0])) > 1e-6;
        mpq_init(this->weight[e]);
        mpq_set_ui(this->weight[e], 1, table->k);
    }
    if (!table->has_line[CHECK_WEIGHT] || !differ || fabs(total - 1) > 1e-6)
        return;
    this->has_own_weights = 1;
    for (size_t e = 0; e < table->k; e++)
        check_figure_get(&line[e], this->weight[e]);
}

/* The number that most means were divided by; 0 when none fits. */
static int64_t derive_n(const struct check_case *this)
{
    const struct check_table *table = this->table;
    const struct check_base *base = &this->bases[0];
    int64_t best = 0;
    size_t n_best = 0;
    double total = 0;
    for (size_t e = 0; e < table->k; e++) {
        const struct check_figure *nrr = &table->line[CHECK_NRR][e];
        const int64_t n = check_divisor_of(base->sum_hundredths[e], nrr, 0);
        size_t n_fit = 0;
        total += (double)base->sum_hundredths[e] / 100;
        for (size_t i = 0; n > 0 && i < table->k; i++)
            n_fit += check_divisor_of(base->sum_hundredths[i],
                                      &table->line[CHECK_NRR][i], n) == n;
        if (n_fit > n_best) {
            n_best = n_fit;
            best = n;
        }
    }
    if (best > 0 || !table->ikm.is_set)
        return best;
    const double n = total / (double)table->k * (100.0 / IKM_CHECK_SCALE) /
                     check_figure_real(&table->ikm);
    return fabs(n - floor(n + 0.5)) < 0.002 ? (int64_t)(n + 0.5) : 0;
}

/* Means that fit a smaller whole number than that of respondents: not everybody
 * answered the element. Only where it is not one number for all. */
static void assume_blanks(struct check_case *this)
{
    const struct check_table *table = this->table;
    struct check_base *base = &this->bases[0];
    int64_t n[IKM_CHECK_MOST_ELEMENTS];
    size_t n_less = 0;
    int is_same = 1;
    for (size_t e = 0; e < table->k; e++) {
        n[e] = check_divisor_of(base->sum_hundredths[e],
                                &table->line[CHECK_NRR][e], base->n[e]);
        if (n[e] <= 0 || n[e] > base->n[e] || n[e] * 2 < base->n[e])
            n[e] = base->n[e];
        n_less += n[e] < base->n[e];
        is_same &= n[e] == n[0];
    }
    if (n_less == 0 || is_same)
        return;
    this->n_blank_assumed = (int64_t)n_less;
    for (size_t e = 0; e < table->k; e++)
        base->n[e] = n[e];
}

static void make_totals(struct check_case *this)
{
    const struct check_table *table = this->table;
    struct check_base *base = &this->bases[0];
    const int has_n_line = table->has_line[CHECK_N];
    *base = (struct check_base){.n_rows = 0};
    this->n_bases = 1;
    for (size_t e = 0; e < table->k; e++)
        base->sum_hundredths[e] =
            (int64_t)(check_figure_real(&table->line[CHECK_SUM][e]) * 100 +
                      0.5);
    int64_t n = table->n.is_set ? table->n.mantissa : 0;
    if (n == 0 && !has_n_line) {
        n = derive_n(this);
        this->is_n_derived = n > 0;
        this->is_n_unknown = n == 0;
    }
    for (size_t e = 0; e < table->k; e++) {
        const struct check_figure *own = &table->line[CHECK_N][e];
        base->n[e] = own->is_set ? (int64_t)check_figure_real(own) : n;
        if (base->n[e] > base->n_rows)
            base->n_rows = base->n[e];
    }
    if (n > base->n_rows)
        base->n_rows = n;
    if (!has_n_line && table->has_line[CHECK_NRR])
        assume_blanks(this);
    for (size_t e = 0; e < table->k; e++)
        if (base->n[e] <= 0)
            this->is_n_unknown = 1;
}

enum ikm_status check_case_make(const struct check_table *table,
                                struct ikm_arena *arena,
                                struct check_case *ret_case)
{
    enum ikm_status status = IKM_OK;
    *ret_case = (struct check_case){
        .table = table, .arena = arena, .layout = IKM_CHECK_SUMMARY};
    settle_weights(ret_case);
    if (table->n_rows > 0) {
        ret_case->layout = IKM_CHECK_RESPONDENTS;
        status = check_row_bases(table, &ret_case->n_bases, ret_case->bases);
        for (size_t e = 0; e < table->k; e++)
            if (ret_case->bases[0].n[e] <= 0)
                ret_case->is_n_unknown = 1;
    } else if (table->has_line[CHECK_SUM]) {
        ret_case->layout = IKM_CHECK_TOTALS;
        make_totals(ret_case);
    }
    const int has_means = table->has_line[CHECK_NRR] ||
                          table->has_line[CHECK_VALUE] ||
                          table->has_line[CHECK_WEIGHTED];
    if (ret_case->layout == IKM_CHECK_SUMMARY ||
        (ret_case->is_n_unknown && has_means))
        ret_case->layout = IKM_CHECK_SUMMARY;
    else if (status == IKM_OK && ret_case->is_n_unknown)
        status = IKM_UNDEFINED; /* sums, and nothing to divide them by */
    return status;
}

#include <math.h>

#include "analyze/check/search.h"

enum { EIGHTH = 7, NINTH = 8, CONVERSION = 100 / IKM_CHECK_SCALE };

/* How the means were made. */
struct way {
    int64_t divisor[IKM_CHECK_MOST_ELEMENTS];
    int nrr_decimals;   /* -1: not rounded */
    int value_decimals; /* mean * 25 rounded; -1: not */
    int is_swapped;
};

static uint32_t bit(size_t e)
{
    return UINT32_C(1) << e;
}

static size_t count_bits(uint32_t bits)
{
    size_t n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

static void swap_spans(struct check_span *spans)
{
    mpq_swap(spans[EIGHTH].lo, spans[NINTH].lo);
    mpq_swap(spans[EIGHTH].hi, spans[NINTH].hi);
}

static void make_means(struct search *s, const struct way *way)
{
    struct check_chain *chain = &s->chain;
    for (size_t e = 0; e < s->this->table->k; e++) {
        if (s->this->layout == IKM_CHECK_SUMMARY) {
            check_means_of(s->this, e, &chain->nrr[e]);
            continue;
        }
        mpq_set_si(chain->help, (long)s->base.sum_hundredths[e],
                   100 * (unsigned long)way->divisor[e]);
        mpq_canonicalize(chain->help);
        check_span_set(&chain->nrr[e], chain->help);
    }
    if (way->is_swapped)
        swap_spans(chain->nrr);
}

static uint32_t differing(struct search *s, const struct check_figure *line)
{
    uint32_t mask = 0;
    struct check_span *help = &s->chain.sum[0];
    for (size_t e = 0; e < s->this->table->k; e++) {
        check_span_copy(help, &s->chain.nrr[e]);
        if (!check_span_meets(help, &line[e]))
            mask |= bit(e);
        else
            check_span_copy(&s->chain.nrr[e], help);
    }
    return mask;
}

/* Rounds all means, or all means * 25, and goes back to means. */
static void round_means(struct search *s, const struct way *way)
{
    struct check_chain *chain = &s->chain;
    for (size_t e = 0; e < s->this->table->k; e++) {
        if (way->nrr_decimals >= 0)
            check_span_round(&chain->nrr[e], way->nrr_decimals);
        if (way->value_decimals < 0)
            continue;
        mpq_set_ui(chain->help, CONVERSION, 1);
        check_span_scale(&chain->nrr[e], chain->help);
        check_span_round(&chain->nrr[e], way->value_decimals);
        mpq_inv(chain->help, chain->help);
        check_span_scale(&chain->nrr[e], chain->help);
    }
}

/* Elements whose value (mean * 25) differs. With `decimals` the means are
 * rounded first. */
static uint32_t differing_values(struct search *s, int decimals)
{
    struct check_chain *chain = &s->chain;
    struct check_span *help = &chain->sum[0];
    uint32_t mask = 0;
    mpq_set_ui(chain->help, CONVERSION, 1);
    for (size_t e = 0; e < s->this->table->k; e++) {
        check_span_copy(help, &chain->nrr[e]);
        if (decimals >= 0)
            check_span_round(help, decimals);
        check_span_scale(help, chain->help);
        if (!check_span_meets(help, &s->this->table->line[CHECK_VALUE][e]))
            mask |= bit(e);
    }
    return mask;
}

static void tell(const struct search *s, struct ikm_check_fault *fault,
                 const struct check_figure *figure, const mpq_t right)
{
    fault->found = check_figure_text(figure, s->this->arena);
    fault->expected = check_ratio_text(right, figure->decimals, s->this->arena);
}

/* The number behind the means is their sum. */
static int total_is_wrong(struct search *s, struct ikm_check_fault *ret_fault)
{
    const struct check_figure *tail = &s->this->table->tail[CHECK_NRR];
    struct check_chain *chain = &s->chain;
    struct check_span *total = &chain->sum[0];
    mpq_set_ui(total->lo, 0, 1);
    mpq_set_ui(total->hi, 0, 1);
    for (size_t e = 0; e < s->this->table->k; e++)
        check_span_add(total, &chain->nrr[e]);
    if (check_span_meets(total, tail))
        return 0;
    *ret_fault = search_fault(IKM_CHECK_WRONG_SUM, IKM_CHECK_STEP_NRR);
    tell(s, ret_fault, tail, total->lo);
    return 1;
}

/* Values and total of the means, then the next step. */
static void end_means(struct search *s)
{
    const struct trail before = s->trail;
    struct ikm_check_fault fault;
    if (total_is_wrong(s, &fault) && !search_assume(s, &fault, 0))
        return;
    const uint32_t mask = differing_values(s, -1);
    int fits = mask == 0;
    for (int decimals = 3; decimals >= 0 && !fits; decimals--) {
        if (differing_values(s, decimals) != 0)
            continue;
        fault = search_fault(IKM_CHECK_ROUNDED_EARLY, IKM_CHECK_STEP_NRR);
        fault.decimals = decimals;
        fault.elements = mask;
        fits = search_assume(s, &fault, 0);
        break;
    }
    if (!fits) {
        size_t e = 0;
        while (!(mask >> e & 1U))
            e++;
        fault = search_fault(IKM_CHECK_UNEXPLAINED, IKM_CHECK_STEP_NRR);
        fault.elements = mask;
        mpq_set_ui(s->chain.help, CONVERSION, 1);
        mpq_mul(s->chain.help, s->chain.help, s->chain.nrr[e].lo);
        tell(s, &fault, &s->this->table->line[CHECK_VALUE][e], s->chain.help);
        fits = search_assume(s, &fault, 0);
    }
    if (fits)
        step_terms(s);
    search_drop(s, &before);
}

/* Some elements alone were divided by another whole number. */
static void try_own_divisors(struct search *s, const struct way *way,
                             uint32_t mask, int decimals)
{
    const struct check_table *table = s->this->table;
    const struct trail before = s->trail;
    struct way other = *way;
    int64_t common = 0;
    int is_rows = 1, is_common = 1;
    if (count_bits(mask) * 2 > table->k || s->this->layout == IKM_CHECK_SUMMARY)
        return;
    for (size_t e = 0; e < table->k; e++) {
        if (!(mask & bit(e)))
            continue;
        const int64_t rows = s->base.n_rows;
        const struct check_figure *figure = &table->line[CHECK_NRR][e];
        const int shown = decimals >= 0 && decimals < figure->decimals
                              ? decimals
                              : figure->decimals;
        int64_t d = check_divisor_by(s->base.sum_hundredths[e], figure, shown,
                                     s->base.n[e]);
        if (rows > s->base.n[e] &&
            check_divisor_by(s->base.sum_hundredths[e], figure, shown, rows) ==
                rows)
            d = rows;
        if (d <= 0 || d > 4 * rows || d * 4 < s->base.n[e])
            return;
        is_rows &= d == rows;
        is_common &= common == 0 || common == d;
        common = d;
        other.divisor[e] = d;
    }
    struct ikm_check_fault fault = search_fault(
        is_rows ? IKM_CHECK_BLANK_IN_DIVISOR : IKM_CHECK_WRONG_DIVISOR,
        IKM_CHECK_STEP_NRR);
    fault.elements = mask;
    fault.divisor = is_common ? common : 0;
    if (search_assume(s, &fault, 4)) {
        make_means(s, &other);
        round_means(s, &other);
        if (differing(s, table->line[CHECK_NRR]) == 0)
            end_means(s);
    }
    search_drop(s, &before);
}

/* Only totals are published, and the mean of an element fits another sum. */
static void try_own_sums(struct search *s, const struct way *way, uint32_t mask)
{
    const struct check_table *table = s->this->table;
    const struct trail before = s->trail;
    const struct check_base base = s->base;
    struct ikm_check_fault fault =
        search_fault(IKM_CHECK_WRONG_SUM, IKM_CHECK_STEP_SUM);
    if (s->this->layout != IKM_CHECK_TOTALS || count_bits(mask) * 2 > table->k)
        return;
    for (size_t e = 0; e < table->k; e++) {
        if (!(mask & bit(e)))
            continue;
        const struct check_figure *nrr = &table->line[CHECK_NRR][e];
        const double n = (double)way->divisor[e];
        const double sum = floor(check_figure_real(nrr) * n + 0.5);
        if (fabs(sum / n - check_figure_real(nrr)) >
            0.5 * pow(10, -nrr->decimals) + 1e-9)
            return;
        s->base.sum_hundredths[e] = (int64_t)sum * 100;
        fault.elements |= bit(e);
        mpq_set_d(s->chain.help, sum);
        tell(s, &fault, &table->line[CHECK_SUM][e], s->chain.help);
    }
    if (search_assume(s, &fault, 4)) {
        make_means(s, way);
        end_means(s);
    }
    s->base = base;
    search_drop(s, &before);
}

static void assume_wrong_means(struct search *s, const struct way *way,
                               uint32_t mask)
{
    const struct check_figure *line = s->this->table->line[CHECK_NRR];
    const struct trail before = s->trail;
    struct ikm_check_fault fault =
        search_fault(IKM_CHECK_UNEXPLAINED, IKM_CHECK_STEP_NRR);
    size_t e = 0;
    while (!(mask >> e & 1U))
        e++;
    fault.elements = mask;
    tell(s, &fault, &line[e], s->chain.nrr[e].lo);
    if (!search_assume(s, &fault, 0))
        return;
    for (size_t i = e; i < s->this->table->k; i++)
        if (mask & bit(i))
            check_span_of(&s->chain.nrr[i], &line[i]);
    end_means(s);
    make_means(s, way);
    end_means(s);
    search_drop(s, &before);
}

static void try_way(struct search *s, const struct way *way)
{
    const struct check_figure *line = s->this->table->line[CHECK_NRR];
    const struct trail before = s->trail;
    const int is_value = way->value_decimals >= 0;
    const int decimals = is_value ? way->value_decimals : way->nrr_decimals;
    struct ikm_check_fault fault =
        search_fault(IKM_CHECK_ROUNDED_EARLY, IKM_CHECK_STEP_NRR);
    fault.decimals = decimals;
    if (decimals >= 0 && !search_assume(s, &fault, is_value ? 2 : 0))
        return;
    fault = search_fault(IKM_CHECK_SWAPPED, IKM_CHECK_STEP_NRR);
    fault.elements = bit(EIGHTH) | bit(NINTH);
    if (!way->is_swapped || search_assume(s, &fault, 1)) {
        make_means(s, way);
        uint32_t mask = differing(s, line);
        round_means(s, way);
        if (mask && decimals >= 0)
            mask = differing(s, line);
        if (mask == 0) {
            end_means(s);
        } else {
            try_own_divisors(s, way, mask, way->nrr_decimals);
            try_own_sums(s, way, mask);
            make_means(s, way);
            round_means(s, way);
            assume_wrong_means(s, way, mask);
        }
    }
    search_drop(s, &before);
}

/* Every rounding and swap with these divisors. */
static void try_divisors(struct search *s, struct way *way)
{
    const struct check_table *table = s->this->table;
    const int can_swap = table->k > NINTH && !s->is_bare &&
                         table->has_line[CHECK_NRR] &&
                         s->this->layout != IKM_CHECK_SUMMARY;
    const int n_decimals = s->is_bare ? -1 : 3;
    for (way->is_swapped = 0; way->is_swapped <= can_swap; way->is_swapped++) {
        way->value_decimals = -1;
        for (int d = -1; d <= n_decimals; d++) {
            way->nrr_decimals = d;
            try_way(s, way);
        }
        way->nrr_decimals = -1;
        for (int d = 0; d <= n_decimals; d++) {
            way->value_decimals = d;
            try_way(s, way);
        }
    }
}

/* The whole number that shows most means; 0 when there is none. */
static int64_t common_of_means(const struct search *s, int decimals)
{
    const struct check_table *table = s->this->table;
    const struct check_base *base = &s->base;
    const struct check_figure *line = table->line[CHECK_NRR];
    const size_t k = table->k;
    int64_t best = 0;
    size_t n_best = k / 2;
    /* where most ranges meet, one of them begins */
    for (size_t tried = 0; tried < k; tried++) {
        const int64_t d = check_divisor_by(base->sum_hundredths[tried],
                                           &line[tried], decimals, 0);
        size_t n_fit = 0;
        for (size_t e = 0; e < k && d > 0; e++)
            n_fit += check_divisor_by(base->sum_hundredths[e], &line[e],
                                      decimals, d) == d;
        if (n_fit > n_best) {
            n_best = n_fit;
            best = d;
        }
    }
    return best;
}

/* One whole number that all means (as far as `decimals` of them go), or the IKM
 * alone, were divided by. */
static int64_t common_divisor(const struct search *s, int decimals)
{
    const struct check_table *table = s->this->table;
    const struct check_base *base = &s->base;
    if (!table->has_line[CHECK_NRR]) {
        double total = 0;
        for (size_t e = 0; e < table->k; e++)
            total += (double)base->sum_hundredths[e] / 100;
        if (!table->ikm.is_set || table->has_line[CHECK_VALUE] ||
            table->has_line[CHECK_WEIGHTED])
            return 0;
        const double d = total / (double)table->k * CONVERSION /
                         check_figure_real(&table->ikm);
        const double slack = d * 0.5 * pow(10, -table->ikm.decimals) /
                                 check_figure_real(&table->ikm) +
                             1e-9;
        return d < 1e9 && fabs(d - floor(d + 0.5)) <= slack ? (int64_t)(d + 0.5)
                                                            : 0;
    }
    return common_of_means(s, decimals);
}

static int differs(const struct search *s, int64_t divisor)
{
    int differs = 0;
    for (size_t e = 0; e < s->this->table->k; e++)
        differs |= s->base.n[e] != divisor;
    return differs && divisor > 0;
}

/* Only the answers of each element are published, and they differ: a divisor
 * that is a little larger than all of them is the number of rows. */
static int has_hidden_blanks(const struct search *s, int64_t divisor)
{
    const struct check_base *base = &s->base;
    int differ = 0;
    for (size_t e = 0; e < s->this->table->k; e++)
        differ |= base->n[e] != base->n[0];
    return s->this->layout == IKM_CHECK_TOTALS && !s->this->table->n.is_set &&
           differ && divisor > base->n_rows && divisor * 4 <= base->n_rows * 5;
}

static void divide_all(struct search *s, enum ikm_check_kind kind,
                       int64_t divisor)
{
    const struct trail before = s->trail;
    struct way way = {.nrr_decimals = -1, .value_decimals = -1};
    struct ikm_check_fault fault = search_fault(kind, IKM_CHECK_STEP_NRR);
    int is_even = 1;
    for (size_t e = 0; e < s->this->table->k; e++) {
        way.divisor[e] = divisor;
        is_even &= s->base.n[e] == s->base.n[0];
    }
    fault.divisor = divisor;
    fault.right_divisor = is_even ? s->base.n[0] : 0;
    if (search_assume(s, &fault, 2))
        try_divisors(s, &way);
    search_drop(s, &before);
}

void step_means(struct search *s)
{
    struct way way = {.nrr_decimals = -1, .value_decimals = -1};
    for (size_t e = 0; e < s->this->table->k; e++)
        way.divisor[e] = s->base.n[e];
    try_divisors(s, &way);
    if (s->this->layout == IKM_CHECK_SUMMARY || s->is_bare)
        return;
    const int64_t rows = s->base.n_rows;
    if (differs(s, rows))
        divide_all(s, IKM_CHECK_BLANK_IN_DIVISOR, rows);
    const int has_means = s->this->table->has_line[CHECK_NRR];
    const int shown =
        has_means ? s->this->table->line[CHECK_NRR][0].decimals : 1;
    int64_t last = rows;
    for (int decimals = shown; decimals > 0;
         decimals = decimals > 3 ? 3 : decimals - 1) {
        const int64_t other = common_divisor(s, decimals);
        if (other != rows && other != last && differs(s, other))
            divide_all(s,
                       has_hidden_blanks(s, other) ? IKM_CHECK_BLANK_IN_DIVISOR
                                                   : IKM_CHECK_WRONG_DIVISOR,
                       other);
        last = other;
    }
}

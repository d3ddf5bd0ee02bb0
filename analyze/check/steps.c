#include "analyze/check/search.h"

enum { EIGHTH = 7, NINTH = 8, CONVERSION = 100 / IKM_CHECK_SCALE };

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

static size_t first_bit(uint32_t bits)
{
    size_t e = 0;
    while (bits && !(bits >> e & 1U))
        e++;
    return e;
}

static int can_swap(const struct search *s)
{
    return s->this->table->k > NINTH && !s->is_bare;
}

static int assume_swap(struct search *s, enum ikm_check_step step)
{
    struct ikm_check_fault fault = search_fault(IKM_CHECK_SWAPPED, step);
    fault.elements = bit(EIGHTH) | bit(NINTH);
    return search_assume(s, &fault, (int)step);
}

static int assume_rounding(struct search *s, enum ikm_check_step step,
                           int decimals)
{
    struct ikm_check_fault fault = search_fault(IKM_CHECK_ROUNDED_EARLY, step);
    fault.decimals = decimals;
    return search_assume(s, &fault, 0);
}

static void swap_spans(struct check_span *spans)
{
    mpq_swap(spans[EIGHTH].lo, spans[NINTH].lo);
    mpq_swap(spans[EIGHTH].hi, spans[NINTH].hi);
}

/* Texts of the one figure that a fault is about. */
static void tell(const struct search *s, struct ikm_check_fault *fault,
                 const struct check_figure *figure,
                 const struct check_span *span)
{
    fault->found = check_figure_text(figure, s->this->arena);
    fault->expected =
        check_ratio_text(span->lo, figure->decimals, s->this->arena);
}

/* Elements whose figure cannot be one of the span's. With `narrow` the spans
 * shrink to what is shown. */
static uint32_t differing(struct search *s, const struct check_figure *line,
                          struct check_span *spans, int narrow)
{
    uint32_t mask = 0;
    struct check_span *help = &s->chain.sum[0];
    for (size_t e = 0; e < s->this->table->k; e++) {
        check_span_copy(help, &spans[e]);
        if (!check_span_meets(narrow ? &spans[e] : help, &line[e]))
            mask |= bit(e);
    }
    return mask;
}

/* ---- sums ------------------------------------------------------------------
 */

static int64_t hundredths_of(const struct check_figure *figure)
{
    return (int64_t)(check_figure_real(figure) * 100 + 0.5);
}

static void assume_wrong_sums(struct search *s, uint32_t mask)
{
    const struct check_figure *line = s->this->table->line[CHECK_SUM];
    const struct trail before = s->trail;
    const struct check_base base = s->base;
    struct ikm_check_fault fault =
        search_fault(IKM_CHECK_WRONG_SUM, IKM_CHECK_STEP_SUM);
    const size_t e = first_bit(mask);
    fault.elements = mask;
    mpq_set_si(s->chain.index.lo, (long)base.sum_hundredths[e], 100);
    mpq_canonicalize(s->chain.index.lo);
    tell(s, &fault, &line[e], &s->chain.index);
    if (!search_assume(s, &fault, (int)count_bits(mask)))
        return;
    for (size_t i = 0; i < s->this->table->k; i++)
        if (mask & bit(i))
            s->base.sum_hundredths[i] = hundredths_of(&line[i]);
    step_means(s);
    s->base = base;
    step_means(s);
    search_drop(s, &before);
}

static int total_is_wrong(const struct search *s,
                          struct ikm_check_fault *ret_fault)
{
    const struct check_table *table = s->this->table;
    const struct check_figure *tail = &table->tail[CHECK_SUM];
    int64_t total = 0, published = 0;
    if (!tail->is_set)
        return 0;
    for (size_t e = 0; e < table->k; e++) {
        total += s->base.sum_hundredths[e];
        published += hundredths_of(&table->line[CHECK_SUM][e]);
    }
    const int64_t told = hundredths_of(tail);
    if (told == total || told == published)
        return 0;
    mpq_t right;
    mpq_init(right);
    mpq_set_si(right, (long)published, 100);
    mpq_canonicalize(right);
    *ret_fault = search_fault(IKM_CHECK_WRONG_SUM, IKM_CHECK_STEP_SUM);
    ret_fault->found = check_figure_text(tail, s->this->arena);
    ret_fault->expected =
        check_ratio_text(right, tail->decimals, s->this->arena);
    mpq_clear(right);
    return 1;
}

static void compare_sums(struct search *s)
{
    const struct check_table *table = s->this->table;
    const struct trail before = s->trail;
    struct ikm_check_fault fault;
    uint32_t mask = 0;
    for (size_t e = 0; e < table->k; e++)
        if (table->line[CHECK_SUM][e].is_set &&
            hundredths_of(&table->line[CHECK_SUM][e]) !=
                s->base.sum_hundredths[e])
            mask |= bit(e);
    if (total_is_wrong(s, &fault) && !search_assume(s, &fault, 0))
        return;
    if (mask == 0)
        step_means(s);
    else
        assume_wrong_sums(s, mask);
    search_drop(s, &before);
}

static void swap_base(struct check_base *base)
{
    const struct check_base old = *base;
    base->sum_hundredths[EIGHTH] = old.sum_hundredths[NINTH];
    base->sum_hundredths[NINTH] = old.sum_hundredths[EIGHTH];
    base->n[EIGHTH] = old.n[NINTH];
    base->n[NINTH] = old.n[EIGHTH];
}

void step_sums(struct search *s)
{
    const struct check_case *this = s->this;
    if (this->layout == IKM_CHECK_SUMMARY) {
        step_means(s);
        return;
    }
    const struct trail before = s->trail;
    for (size_t b = 0; b < (s->is_bare ? 1 : this->n_bases); b++) {
        s->base = this->bases[b];
        int may = 1;
        for (size_t f = 0; f < s->base.n_faults; f++)
            may = may && search_assume(s, &s->base.fault[f], 0);
        if (!may) {
            search_drop(s, &before);
            continue;
        }
        compare_sums(s);
        s->base = this->bases[b];
        if (can_swap(s) && this->layout == IKM_CHECK_RESPONDENTS &&
            assume_swap(s, IKM_CHECK_STEP_SUM)) {
            swap_base(&s->base);
            compare_sums(s);
        }
        search_drop(s, &before);
    }
}

/* ---- terms -----------------------------------------------------------------
 */

/* Ends a step whose figures differ: they were wrong, and what follows was
 * reckoned from them, or from the right ones. */
static void assume_unexplained(struct search *s, struct ikm_check_fault *fault,
                               const struct check_figure *line,
                               struct check_span *spans,
                               void (*next)(struct search *))
{
    const struct trail before = s->trail;
    const uint32_t mask = fault->elements;
    struct check_span old[IKM_CHECK_MOST_ELEMENTS];
    const size_t k = s->this->table->k;
    tell(s, fault, &line[first_bit(mask)], &spans[first_bit(mask)]);
    if (!search_assume(s, fault, 0))
        return;
    for (size_t e = 0; e < k; e++) {
        mpq_inits(old[e].lo, old[e].hi, NULL);
        check_span_copy(&old[e], &spans[e]);
        if (mask & bit(e))
            check_span_of(&spans[e], &line[e]);
    }
    next(s);
    for (size_t e = 0; e < k; e++)
        check_span_copy(&spans[e], &old[e]);
    next(s);
    for (size_t e = 0; e < k; e++)
        mpq_clears(old[e].lo, old[e].hi, NULL);
    search_drop(s, &before);
}

struct weighting {
    const char *text; /* "0.11"; "" for 1/k */
    enum ikm_check_kind kind;
    unsigned long numerator, denominator; /* 0: the right ones */
    int64_t divisor;
    int sub_rank;
};

static void make_terms(struct search *s, const struct weighting *weighting)
{
    struct check_chain *chain = &s->chain;
    mpq_set_ui(chain->help, weighting->numerator,
               weighting->denominator ? weighting->denominator : 1);
    mpq_canonicalize(chain->help);
    for (size_t e = 0; e < s->this->table->k; e++) {
        check_span_copy(&chain->term[e], &chain->nrr[e]);
        check_span_scale(&chain->term[e], weighting->denominator
                                              ? chain->help
                                              : s->this->weight[e]);
    }
}

/* With this weighting and rounding (-1: none), do the figures fit? */
static void try_terms(struct search *s, const struct weighting *weighting,
                      int decimals, int is_swapped)
{
    const struct check_figure *line = s->this->table->line[CHECK_WEIGHTED];
    struct check_span *term = s->chain.term;
    const struct trail before = s->trail;
    if (decimals >= 0 && !assume_rounding(s, IKM_CHECK_STEP_WEIGHTED, decimals))
        return;
    if (!is_swapped || assume_swap(s, IKM_CHECK_STEP_WEIGHTED)) {
        make_terms(s, weighting);
        if (is_swapped)
            swap_spans(term);
        uint32_t mask = differing(s, line, term, 1);
        for (size_t e = 0; decimals >= 0 && e < s->this->table->k; e++)
            check_span_round(&term[e], decimals);
        if (mask && decimals >= 0)
            mask = differing(s, line, term, 1);
        struct ikm_check_fault fault =
            search_fault(IKM_CHECK_UNEXPLAINED, IKM_CHECK_STEP_WEIGHTED);
        fault.elements = mask;
        if (mask)
            assume_unexplained(s, &fault, line, term, step_index);
        else
            step_index(s);
    }
    search_drop(s, &before);
}

static void weigh(struct search *s, const struct weighting *weighting)
{
    const struct trail before = s->trail;
    if (weighting->denominator) {
        struct ikm_check_fault fault =
            search_fault(weighting->kind, IKM_CHECK_STEP_INDEX);
        fault.weight = weighting->text;
        fault.divisor = weighting->divisor;
        fault.right_divisor = (int64_t)s->this->table->k;
        if (!search_assume(s, &fault, weighting->sub_rank))
            return;
    }
    const int n_decimals = s->is_bare ? -1 : 3;
    for (int decimals = -1; decimals <= n_decimals; decimals++)
        for (int swap = 0; swap <= can_swap(s); swap++)
            if (!swap || s->this->table->has_line[CHECK_WEIGHTED])
                try_terms(s, weighting, decimals, swap);
    search_drop(s, &before);
}

/* 1/m rounded to 2 or 3 decimals. */
static void weigh_rounded(struct search *s, unsigned long m, int sub_rank)
{
    for (unsigned long unit = 100; unit <= 1000; unit *= 10) {
        const unsigned long weight = (2 * unit + m) / (2 * m);
        const int is_known = weight * 1000 == 110 * unit ||
                             weight * 1000 == 111 * unit ||
                             weight * 1000 == 71 * unit || weight * m == unit ||
                             (unit == 1000 && weight % 10 == 0);
        mpq_t value;
        if (is_known || (s->is_narrow && sub_rank > 0))
            continue;
        mpq_init(value);
        mpq_set_ui(value, weight, unit);
        mpq_canonicalize(value);
        const struct weighting weighting = {
            check_ratio_text(value, unit == 100 ? 2 : 3, s->this->arena),
            IKM_CHECK_WEIGHT_ROUNDED,
            weight,
            unit,
            0,
            sub_rank};
        mpq_clear(value);
        weigh(s, &weighting);
    }
}

void step_terms(struct search *s)
{
    static const struct weighting known[] = {
        {"0.11", IKM_CHECK_WEIGHT_011, 11, 100, 0, 0},
        {"0.111", IKM_CHECK_WEIGHT_0111, 111, 1000, 0, 0},
        {"0.071", IKM_CHECK_WEIGHT_0071, 71, 1000, 0, 0},
    };
    const unsigned long k = s->this->table->k;
    const struct weighting right = {"", IKM_CHECK_UNEXPLAINED, 0, 0, 0, 0};
    weigh(s, &right);
    if (s->is_bare || s->trail.n >= s->limit)
        return;
    for (size_t i = 0; i < IKM_COUNT(known); i++)
        weigh(s, &known[i]);
    weigh_rounded(s, k, 0);
    for (unsigned long m = 2; m <= 20; m++) {
        const struct weighting total = {
            "", IKM_CHECK_WRONG_DIVISOR, 1, m, (int64_t)m, m == 10 ? 0 : 1};
        if (m == k)
            continue;
        if (!s->is_narrow || m == 10 || m == k + 1 || m + 1 == k)
            weigh(s, &total);
        if (m > 2)
            weigh_rounded(s, m, 2);
    }
}

/* ---- index and IKM
 * ----------------------------------------------------------- */

static void step_ikm(struct search *s)
{
    const struct check_table *table = s->this->table;
    struct check_chain *chain = &s->chain;
    check_span_copy(&chain->ikm, &chain->index);
    mpq_set_ui(chain->help, CONVERSION, 1);
    check_span_scale(&chain->ikm, chain->help);
    check_span_copy(&chain->sum[0], &chain->ikm);
    if (check_span_meets(&chain->sum[0], &table->ikm)) {
        search_keep(s);
        return;
    }
    const struct trail before = s->trail;
    struct ikm_check_fault fault =
        search_fault(IKM_CHECK_UNEXPLAINED, IKM_CHECK_STEP_IKM);
    tell(s, &fault, &table->ikm, &chain->ikm);
    if (search_assume(s, &fault, 0))
        search_keep(s);
    search_drop(s, &before);
}

static void add_terms(struct search *s)
{
    struct check_chain *chain = &s->chain;
    mpq_set_ui(chain->index.lo, 0, 1);
    mpq_set_ui(chain->index.hi, 0, 1);
    for (size_t e = 0; e < s->this->table->k; e++)
        check_span_add(&chain->index, &chain->term[e]);
}

static void try_index(struct search *s, int decimals)
{
    const struct check_table *table = s->this->table;
    struct check_span *index = &s->chain.index;
    const struct trail before = s->trail;
    if (decimals >= 0 && !assume_rounding(s, IKM_CHECK_STEP_INDEX, decimals))
        return;
    add_terms(s);
    int meets = check_span_meets(index, &table->index);
    if (decimals >= 0)
        check_span_round(index, decimals);
    if (!meets && decimals >= 0)
        meets = check_span_meets(index, &table->index);
    if (meets) {
        step_ikm(s);
    } else {
        const int is_sum = table->has_line[CHECK_WEIGHTED];
        struct ikm_check_fault fault =
            search_fault(is_sum ? IKM_CHECK_WRONG_SUM : IKM_CHECK_UNEXPLAINED,
                         IKM_CHECK_STEP_INDEX);
        tell(s, &fault, &table->index, index);
        if (search_assume(s, &fault, 1)) {
            check_span_of(index, &table->index);
            step_ikm(s);
            add_terms(s);
            step_ikm(s);
        }
    }
    search_drop(s, &before);
}

void step_index(struct search *s)
{
    const int n_decimals = s->is_bare ? -1 : 3;
    for (int decimals = -1; decimals <= n_decimals; decimals++)
        try_index(s, decimals);
}

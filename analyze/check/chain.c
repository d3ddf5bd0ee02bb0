#include "analyze/check/check_internal.h"

/* doubles of a spreadsheet differ in the last of their digits: 1 / 10^10 */
enum { NOISE_DECIMALS = 10, CONVERSION = 100 / IKM_CHECK_SCALE };

static void span_open(struct check_span *span)
{
    mpq_inits(span->lo, span->hi, NULL);
}

static void span_close(struct check_span *span)
{
    mpq_clears(span->lo, span->hi, NULL);
}

static void for_each_span(struct check_chain *chain,
                          void (*act)(struct check_span *))
{
    for (size_t e = 0; e < IKM_CHECK_MOST_ELEMENTS; e++) {
        act(&chain->sum[e]);
        act(&chain->nrr[e]);
        act(&chain->term[e]);
    }
    act(&chain->index);
    act(&chain->ikm);
}

void check_chain_open(struct check_chain *chain)
{
    for_each_span(chain, span_open);
    mpq_inits(chain->help, chain->other, NULL);
}

void check_chain_close(struct check_chain *chain)
{
    for_each_span(chain, span_close);
    mpq_clears(chain->help, chain->other, NULL);
}

void check_span_copy(struct check_span *to, const struct check_span *from)
{
    mpq_set(to->lo, from->lo);
    mpq_set(to->hi, from->hi);
}

void check_span_set(struct check_span *span, const mpq_t value)
{
    mpq_set(span->lo, value);
    mpq_set(span->hi, value);
}

void check_span_scale(struct check_span *span, const mpq_t factor)
{
    mpq_mul(span->lo, span->lo, factor);
    mpq_mul(span->hi, span->hi, factor);
}

void check_span_round(struct check_span *span, int decimals)
{
    mpq_t rounded;
    mpq_init(rounded);
    check_round(rounded, span->lo, decimals);
    mpq_set(span->lo, rounded);
    check_round(rounded, span->hi, decimals);
    mpq_set(span->hi, rounded);
    mpq_clear(rounded);
}

void check_span_add(struct check_span *span, const struct check_span *more)
{
    mpq_add(span->lo, span->lo, more->lo);
    mpq_add(span->hi, span->hi, more->hi);
}

/* 1 / (2 * 10^decimals) */
static void half_unit(mpq_t ret_half, int decimals)
{
    mpz_set_ui(mpq_numref(ret_half), 1);
    mpz_ui_pow_ui(mpq_denref(ret_half), 10, (unsigned long)decimals);
    mpz_mul_ui(mpq_denref(ret_half), mpq_denref(ret_half), 2);
}

void check_span_of(struct check_span *span, const struct check_figure *figure)
{
    mpq_t half;
    mpq_init(half);
    half_unit(half, figure->decimals);
    if (figure->scale > figure->decimals) {
        /* the cell holds more than it shows, and that was reckoned with */
        check_figure_get(figure, span->lo);
        if (figure->scale < NOISE_DECIMALS) {
            mpq_set(span->hi, span->lo);
            mpq_clear(half);
            return;
        }
        half_unit(half, NOISE_DECIMALS);
    } else {
        check_figure_shown(figure, span->lo);
    }
    mpq_add(span->hi, span->lo, half);
    mpq_sub(span->lo, span->lo, half);
    mpq_clear(half);
}

/* The raw value of the cell lies in the span but for the noise of doubles. */
static int meets_raw(const struct check_span *span,
                     const struct check_figure *figure)
{
    mpq_t raw, noise, end;
    mpq_inits(raw, noise, end, NULL);
    check_figure_get(figure, raw);
    half_unit(noise, NOISE_DECIMALS);
    mpq_sub(end, span->lo, noise);
    int meets = mpq_cmp(raw, end) >= 0;
    mpq_add(end, span->hi, noise);
    meets &= mpq_cmp(raw, end) <= 0;
    mpq_clears(raw, noise, end, NULL);
    return meets;
}

int check_span_meets(struct check_span *span, const struct check_figure *figure)
{
    if (!figure->is_set)
        return 1;
    mpq_t half, lo, hi;
    mpq_inits(half, lo, hi, NULL);
    half_unit(half, figure->decimals);
    check_figure_shown(figure, lo);
    mpq_add(hi, lo, half);
    mpq_sub(lo, lo, half);
    const int is_point = mpq_equal(span->lo, span->hi);
    int meets =
        mpq_cmp(span->lo, hi) < 0 &&
        (is_point ? mpq_cmp(span->hi, lo) >= 0 : mpq_cmp(span->hi, lo) > 0);
    if (meets && !is_point) {
        if (mpq_cmp(span->lo, lo) < 0)
            mpq_set(span->lo, lo);
        if (mpq_cmp(span->hi, hi) > 0)
            mpq_set(span->hi, hi);
    }
    mpq_clears(half, lo, hi, NULL);
    return meets || meets_raw(span, figure);
}

void check_true_chain(const struct check_case *this, struct check_chain *chain)
{
    const struct check_table *table = this->table;
    const struct check_base *base = &this->bases[0];
    mpq_set_ui(chain->index.lo, 0, 1);
    mpq_set_ui(chain->index.hi, 0, 1);
    for (size_t e = 0; e < table->k; e++) {
        if (this->layout == IKM_CHECK_SUMMARY) {
            check_means_of(this, e, &chain->nrr[e]);
            (void)check_span_meets(&chain->nrr[e], &table->line[CHECK_NRR][e]);
        } else {
            mpq_set_si(chain->help, (long)base->sum_hundredths[e], 100);
            mpq_canonicalize(chain->help);
            check_span_set(&chain->sum[e], chain->help);
            mpq_set_ui(chain->other, 1, (unsigned long)base->n[e]);
            mpq_mul(chain->help, chain->help, chain->other);
            check_span_set(&chain->nrr[e], chain->help);
        }
        check_span_copy(&chain->term[e], &chain->nrr[e]);
        check_span_scale(&chain->term[e], this->weight[e]);
        check_span_add(&chain->index, &chain->term[e]);
    }
    check_span_copy(&chain->ikm, &chain->index);
    mpq_set_ui(chain->help, CONVERSION, 1);
    check_span_scale(&chain->ikm, chain->help);
}

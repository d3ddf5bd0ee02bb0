#include "analyze/exact.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

_Static_assert(sizeof(long) >= sizeof(int64_t), "GMP takes long");

/* rational = numerator / denominator, in lowest terms. */
static void set_fraction(mpq_t rational, int64_t numerator, int64_t denominator)
{
    mpz_set_si(mpq_numref(rational), (long)numerator);
    mpz_set_si(mpq_denref(rational), (long)denominator);
    mpq_canonicalize(rational);
}

static void multiply(mpq_t rational, int64_t numerator, int64_t denominator)
{
    mpz_mul_si(mpq_numref(rational), mpq_numref(rational), (long)numerator);
    mpz_mul_si(mpq_denref(rational), mpq_denref(rational), (long)denominator);
    mpq_canonicalize(rational);
}

/* floor(rational * scale + 1/2) */
static void round_scaled(mpz_t ret_rounded, const mpq_t rational,
                         unsigned long scale)
{
    mpz_t twice;
    mpz_init(twice);
    mpz_mul_ui(ret_rounded, mpq_numref(rational), 2 * scale);
    mpz_add(ret_rounded, ret_rounded, mpq_denref(rational));
    mpz_mul_ui(twice, mpq_denref(rational), 2);
    mpz_fdiv_q(ret_rounded, ret_rounded, twice);
    mpz_clear(twice);
}

static int64_t rounded_hundredths(const mpq_t rational)
{
    mpz_t rounded;
    mpz_init(rounded);
    round_scaled(rounded, rational, 100);
    const int64_t hundredths = mpz_get_si(rounded);
    mpz_clear(rounded);
    return hundredths;
}

/* mpq_get_d cuts off; the nearest of that double and the next one is right. */
static double nearest_double(const mpq_t rational)
{
    const double cut = mpq_get_d(rational);
    const double next = nextafter(cut, mpq_sgn(rational) * 1e300);
    mpq_t middle, other;
    mpq_inits(middle, other, NULL);
    mpq_set_d(middle, cut);
    mpq_set_d(other, next);
    mpq_add(middle, middle, other);
    multiply(middle, 1, 2);
    const int order = mpq_cmp(rational, middle);
    mpq_clears(middle, other, NULL);
    const int beyond = mpq_sgn(rational) < 0 ? order < 0 : order > 0;
    return beyond ? next : cut;
}

static void weighted_mean(mpq_t ret_mean, const struct ikm_term *term,
                          int round_terms)
{
    set_fraction(ret_mean, term->sum, term->n);
    multiply(ret_mean, term->weight.numerator, term->weight.denominator);
    if (!round_terms)
        return;
    round_scaled(mpq_numref(ret_mean), ret_mean, 1000);
    mpz_set_ui(mpq_denref(ret_mean), 1000);
    mpq_canonicalize(ret_mean);
}

/* "num/den", with the denominator even where it is 1; NULL past the limit. */
static const char *text_of(const mpq_t rational, struct ikm_arena *arena)
{
    const size_t room_bytes = mpz_sizeinbase(mpq_numref(rational), 10) +
                              mpz_sizeinbase(mpq_denref(rational), 10) + 4;
    char *text = ikm_arena_take(arena, room_bytes, 1);
    if (!text)
        return NULL;
    (void)mpz_get_str(text, 10, mpq_numref(rational));
    const size_t length = strlen(text);
    text[length] = '/';
    (void)mpz_get_str(text + length + 1, 10, mpq_denref(rational));
    return text;
}

enum ikm_status ikm_exact_index(const struct ikm_terms *terms,
                                struct ikm_arena *arena,
                                struct ikm_exact *ret_exact,
                                struct ikm_error *err)
{
    mpq_t total, term;
    mpq_inits(total, term, NULL);
    for (size_t i = 0; i < terms->n_terms; i++) {
        weighted_mean(term, &terms->term[i], terms->round_terms);
        mpq_add(total, total, term);
    }
    ret_exact->index = nearest_double(total);
    multiply(total, 100, terms->scale_max);
    ret_exact->value_hundredths = rounded_hundredths(total);
    ret_exact->text = text_of(total, arena);
    mpq_clears(total, term, NULL);
    return ret_exact->text ? IKM_OK : ikm_fail_memory(err);
}

double ikm_exact_weighted(const struct ikm_term *term, int round_terms)
{
    mpq_t mean;
    mpq_init(mean);
    weighted_mean(mean, term, round_terms);
    const double weighted = nearest_double(mean);
    mpq_clear(mean);
    return weighted;
}

void ikm_exact_below_mean(const struct ikm_term *terms, size_t n_terms,
                          int *ret_below)
{
    mpq_t mean, one;
    if (n_terms == 0)
        return;
    mpq_inits(mean, one, NULL);
    for (size_t i = 0; i < n_terms; i++) {
        set_fraction(one, terms[i].sum, terms[i].n);
        mpq_add(mean, mean, one);
    }
    multiply(mean, 1, (int64_t)n_terms);
    for (size_t i = 0; i < n_terms; i++) {
        set_fraction(one, terms[i].sum, terms[i].n);
        ret_below[i] = mpq_cmp(one, mean) < 0;
    }
    mpq_clears(mean, one, NULL);
}

/* Whole parts first, then the rests upside down: nothing is multiplied, so
 * nothing overflows. */
int ikm_exact_compare(int64_t sum_a, int64_t n_a, int64_t sum_b, int64_t n_b)
{
    int sign = 1;
    for (;;) {
        const int64_t whole_a = sum_a / n_a;
        const int64_t whole_b = sum_b / n_b;
        const int64_t rest_a = sum_a % n_a;
        const int64_t rest_b = sum_b % n_b;
        if (whole_a != whole_b)
            return whole_a < whole_b ? -sign : sign;
        if (rest_a == 0 || rest_b == 0)
            return sign * ((rest_a > 0) - (rest_b > 0));
        sum_a = n_a;
        n_a = rest_a;
        sum_b = n_b;
        n_b = rest_b;
        sign = -sign;
    }
}

int64_t ikm_exact_round(int64_t numerator, int64_t denominator)
{
    const int64_t whole = numerator / denominator;
    const int64_t rest = numerator % denominator;
    return whole + (2 * rest >= denominator);
}

double ikm_exact_difference(const char *now, const char *before)
{
    mpq_t difference, other;
    mpq_inits(difference, other, NULL);
    (void)mpq_set_str(difference, now, 10);
    (void)mpq_set_str(other, before, 10);
    mpq_sub(difference, difference, other);
    const double nearest = nearest_double(difference);
    mpq_clears(difference, other, NULL);
    return nearest;
}

double ikm_exact_mean_difference(int64_t sum_a, int64_t n_a, int64_t sum_b,
                                 int64_t n_b)
{
    mpq_t difference, other;
    mpq_inits(difference, other, NULL);
    set_fraction(difference, sum_a, n_a);
    set_fraction(other, sum_b, n_b);
    mpq_sub(difference, difference, other);
    const double nearest = nearest_double(difference);
    mpq_clears(difference, other, NULL);
    return nearest;
}

int64_t ikm_exact_mean_hundredths(const char *const values[], size_t n_values,
                                  double *ret_nearest)
{
    mpq_t total, one;
    mpq_inits(total, one, NULL);
    for (size_t i = 0; i < n_values; i++) {
        (void)mpq_set_str(one, values[i], 10);
        mpq_add(total, total, one);
    }
    multiply(total, 1, (int64_t)n_values);
    *ret_nearest = nearest_double(total);
    const int64_t hundredths = rounded_hundredths(total);
    mpq_clears(total, one, NULL);
    return hundredths;
}

int64_t ikm_exact_shared_hundredths(const char *const values[],
                                    const int64_t *weight, size_t n_values,
                                    double *ret_nearest)
{
    int64_t all = 0;
    mpq_t total, one;
    mpq_inits(total, one, NULL);
    for (size_t i = 0; i < n_values; i++) {
        (void)mpq_set_str(one, values[i], 10);
        multiply(one, weight[i], 1);
        mpq_add(total, total, one);
        all += weight[i];
    }
    multiply(total, 1, all);
    *ret_nearest = nearest_double(total);
    const int64_t hundredths = rounded_hundredths(total);
    mpq_clears(total, one, NULL);
    return hundredths;
}

#include <string.h>

#include "analyze/check/check_internal.h"

/* more decimals than these say nothing: cells hold 15 digits */
enum { MOST_DECIMALS = 14 };

static void power_of_ten(mpz_t ret_power, int exponent)
{
    mpz_ui_pow_ui(ret_power, 10, (unsigned long)exponent);
}

int check_figure_of(const struct ikm_check_cell *cell, uint32_t row,
                    struct check_figure *ret_figure)
{
    struct check_figure figure = {.is_set = 1, .decimals = -1, .row = row};
    int n_digits = 0, has_point = 0;
    if (cell->kind != IKM_CHECK_NUMBER)
        return 0;
    for (const char *p = cell->text; *p; p++) {
        if (*p == '.') {
            has_point = 1;
            continue;
        }
        if (*p < '0' || *p > '9' || n_digits > 16 || figure.scale > 18)
            return 0;
        figure.mantissa = figure.mantissa * 10 + (*p - '0');
        figure.scale += has_point;
        n_digits += figure.mantissa != 0;
    }
    figure.decimals = cell->decimals;
    if (cell->is_percent) {
        /* 0.8321 shown as 83.21 % */
        if (figure.scale >= 2)
            figure.scale -= 2;
        else
            figure.mantissa *= figure.scale == 1 ? 10 : 100, figure.scale = 0;
    }
    if (figure.decimals > MOST_DECIMALS)
        figure.decimals = MOST_DECIMALS;
    *ret_figure = figure;
    return 1;
}

double check_figure_real(const struct check_figure *figure)
{
    double value = (double)figure->mantissa;
    for (int i = 0; i < figure->scale; i++)
        value /= 10;
    return value;
}

void check_figure_get(const struct check_figure *figure, mpq_t ret_value)
{
    mpz_set_si(mpq_numref(ret_value), (long)figure->mantissa);
    power_of_ten(mpq_denref(ret_value), figure->scale);
    mpq_canonicalize(ret_value);
}

void check_round(mpq_t ret_rounded, const mpq_t value, int decimals)
{
    mpz_t power, twice;
    mpz_init(power);
    mpz_init(twice);
    power_of_ten(power, decimals);
    mpz_mul(twice, mpq_numref(value), power);
    mpz_mul_ui(twice, twice, 2);
    mpz_add(twice, twice, mpq_denref(value));
    mpz_mul_ui(mpq_denref(ret_rounded), mpq_denref(value), 2);
    mpz_fdiv_q(mpq_numref(ret_rounded), twice, mpq_denref(ret_rounded));
    mpz_set(mpq_denref(ret_rounded), power);
    mpq_canonicalize(ret_rounded);
    mpz_clear(power);
    mpz_clear(twice);
}

void check_figure_shown(const struct check_figure *figure, mpq_t ret_value)
{
    mpq_t raw;
    mpq_init(raw);
    check_figure_get(figure, raw);
    check_round(ret_value, raw, figure->decimals < 0 ? 0 : figure->decimals);
    mpq_clear(raw);
}

const char *check_ratio_text(const mpq_t value, int decimals,
                             struct ikm_arena *arena)
{
    mpq_t rounded;
    mpz_t power;
    mpq_init(rounded);
    mpz_init(power);
    check_round(rounded, value, decimals);
    power_of_ten(power, decimals);
    mpz_mul(mpq_numref(rounded), mpq_numref(rounded), power);
    mpz_divexact(power, mpq_numref(rounded), mpq_denref(rounded));
    const size_t room = mpz_sizeinbase(power, 10) + (size_t)decimals + 4;
    char *text = ikm_arena_take(arena, room, 1);
    char *digits = ikm_arena_take(arena, room, 1);
    if (text && digits) {
        (void)mpz_get_str(digits, 10, power);
        const size_t length = strlen(digits);
        const size_t whole =
            length > (size_t)decimals ? length - (size_t)decimals : 0;
        char *p = text;
        if (whole == 0)
            *p++ = '0';
        memcpy(p, digits, whole);
        p += whole;
        if (decimals > 0)
            *p++ = '.';
        for (size_t i = length; i < (size_t)decimals; i++)
            *p++ = '0';
        memcpy(p, digits + whole, length - whole);
    }
    mpq_clear(rounded);
    mpz_clear(power);
    return text ? text : "";
}

const char *check_figure_text(const struct check_figure *figure,
                              struct ikm_arena *arena)
{
    if (!figure->is_set)
        return "";
    mpq_t shown;
    mpq_init(shown);
    check_figure_get(figure, shown);
    const char *text = check_ratio_text(
        shown, figure->decimals < 0 ? figure->scale : figure->decimals, arena);
    mpq_clear(shown);
    return text;
}

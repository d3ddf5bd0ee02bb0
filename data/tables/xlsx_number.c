#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/tables/xlsx_parts.h"

enum { SIGNIFICANT = 15, PLAIN_UPTO = 21, PLAIN_DOWNTO = -15 };

/* A decimal taken apart: 0.d1d2d3... * 10^point. */
struct decimal {
    char digits[SIGNIFICANT + 1];
    int n_digits; /* 0: zero */
    int point;
    bool is_negative;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes one digit of the number in. */
static void take_digit(struct decimal *d, int *n_kept, char digit,
                       bool has_point)
{
    if (*n_kept == 0 && digit == '0') {
        d->point -= has_point;
        return;
    }
    if (*n_kept < SIGNIFICANT)
        d->digits[*n_kept] = digit;
    ++*n_kept;
    d->point += !has_point;
}

/* True for E[+-]digits up to `end`. */
static bool is_exponent(const char *text, const char *end)
{
    if (*text != 'e' && *text != 'E')
        return false;
    text++;
    text += text < end && (*text == '-' || *text == '+');
    const char *const first = text;
    while (text < end && is_digit(*text))
        text++;
    return text == end && text > first && text - first < 6;
}

/* Checks the shape [+-]digits[.digits][E[+-]digits] and, when it has no
 * exponent and at most 15 significant digits, takes it apart exactly.
 * Returns -1: no number, 0: only strtod can tell, 1: taken apart. */
static int take_apart(const char *text, size_t length, struct decimal *ret)
{
    const char *const end = text + length;
    struct decimal d = {.is_negative = length > 0 && *text == '-'};
    int n_seen = 0;
    int n_kept = 0; /* digits since the first that is not 0 */
    bool has_point = false;
    text += length > 0 && (*text == '-' || *text == '+');
    for (; text < end && (is_digit(*text) || (*text == '.' && !has_point));
         text++) {
        if (*text == '.') {
            has_point = true;
        } else {
            n_seen++;
            take_digit(&d, &n_kept, *text, has_point);
        }
    }
    if (n_seen == 0)
        return -1;
    if (text < end)
        return is_exponent(text, end) ? 0 : -1;
    d.n_digits = n_kept;
    *ret = d;
    return n_kept <= SIGNIFICANT;
}

/* Rounds to 15 significant digits by way of the double that the text means. */
static bool round_apart(const char *text, struct decimal *ret)
{
    char shown[40];
    const double value = strtod(text, NULL);
    if (!(value - value == 0.0)) /* past the range of doubles */
        return false;
    (void)snprintf(shown, sizeof shown, "%.*e", SIGNIFICANT - 1, value);
    const char *p = shown;
    *ret = (struct decimal){.is_negative = *p == '-'};
    for (; *p && *p != 'e'; p++)
        if (is_digit(*p))
            ret->digits[ret->n_digits++] = *p;
    ret->point = (int)strtol(p + 1, NULL, 10) + 1;
    if (ret->digits[0] == '0')
        ret->n_digits = 0;
    return true;
}

static size_t put_plain(const struct decimal *d, char *out)
{
    char *p = out;
    if (d->is_negative)
        *p++ = '-';
    if (d->point <= 0)
        *p++ = '0';
    for (int i = 0; i < d->point; i++)
        *p++ = (char)(i < d->n_digits ? d->digits[i] : '0');
    if (d->n_digits > d->point)
        *p++ = '.';
    for (int i = d->point; i < 0 && i < d->n_digits; i++)
        *p++ = '0';
    for (int i = d->point > 0 ? d->point : 0; i < d->n_digits; i++)
        *p++ = d->digits[i];
    *p = '\0';
    return (size_t)(p - out);
}

static size_t put_exponent(const struct decimal *d, char *out)
{
    const int n = snprintf(out, IKM_XLSX_NUMBER_BYTES, "%s%c%s%.*sE%+03d",
                           d->is_negative ? "-" : "", d->digits[0],
                           d->n_digits > 1 ? "." : "", d->n_digits - 1,
                           d->digits + 1, d->point - 1);
    return (size_t)n;
}

/* Exact for what take_apart() gives: both are whole numbers below 2^53. */
static double value_of(const struct decimal *d, const char *out)
{
    static const double power[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const int shift = d->n_digits - d->point;
    if (shift < -22 || shift > 22)
        return strtod(out, NULL);
    int64_t whole = 0;
    for (int i = 0; i < d->n_digits; i++)
        whole = whole * 10 + (d->digits[i] - '0');
    const double value = (double)(d->is_negative ? -whole : whole);
    return shift < 0 ? value * power[-shift] : value / power[shift];
}

size_t ikm_xlsx_number(const char *text, size_t length_bytes,
                       char buffer[IKM_XLSX_NUMBER_BYTES], double *ret_value)
{
    struct decimal d = {0};
    const int taken = take_apart(text, length_bytes, &d);
    if (taken < 0)
        return 0;
    if (taken == 0) {
        char copy[400];
        if (length_bytes >= sizeof copy)
            return 0;
        memcpy(copy, text, length_bytes);
        copy[length_bytes] = '\0';
        if (!round_apart(copy, &d))
            return 0;
    }
    while (d.n_digits > 0 && d.digits[d.n_digits - 1] == '0')
        d.n_digits--;
    if (d.n_digits == 0)
        d = (struct decimal){.point = 1, .digits = "0", .n_digits = 1};
    const size_t length = d.point > PLAIN_UPTO || d.point < PLAIN_DOWNTO
                              ? put_exponent(&d, buffer)
                              : put_plain(&d, buffer);
    *ret_value = value_of(&d, buffer);
    return length;
}

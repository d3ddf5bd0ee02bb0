#include "analyze/identity.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { NIK_DIGITS = 16, LEAST_PHONE = 10, MOST_PHONE = 14, LEAST_GROUP = 3 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_phone(const char *digits, size_t n)
{
    if (n < LEAST_PHONE || n > MOST_PHONE)
        return false;
    return strncmp(digits, "08", 2) == 0 || strncmp(digits, "628", 3) == 0;
}

static size_t count_digits(const char *p)
{
    size_t n = 0;
    while (is_digit(p[n]))
        n++;
    return n;
}

/* The digits at *p with the groups that go on behind them; *p moves past. "+62"
 * is a short group by custom. */
static size_t take_digits(const char **p, char digits[NIK_DIGITS + 1])
{
    size_t n = 0;
    size_t group = count_digits(*p);
    for (;;) {
        for (size_t i = 0; i < group; i++, n++)
            if (n < NIK_DIGITS)
                digits[n] = (*p)[i];
        *p += group;
        const bool may_go_on =
            group >= LEAST_GROUP || (n == 2 && strncmp(digits, "62", 2) == 0);
        const bool is_parted = **p == ' ' || **p == '.' || **p == '-';
        if (!may_go_on || !is_parted)
            break;
        group = count_digits(*p + 1);
        if (group < LEAST_GROUP)
            break;
        (*p)++;
    }
    digits[n < NIK_DIGITS ? n : NIK_DIGITS] = '\0';
    return n;
}

static bool is_mail_letter(char c)
{
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' ||
           c == '+';
}

/* `at` is an @ in `text`. */
static bool is_mail(const char *text, const char *at)
{
    const char *p = at + 1;
    const char *dot = NULL;
    if (at == text || !is_mail_letter(at[-1]))
        return false;
    for (; is_mail_letter(*p); p++)
        if (*p == '.' && p > at + 1 && is_letter(p[1]))
            dot = p;
    return dot != NULL;
}

int ikm_looks_like_identity(const char *text)
{
    char digits[NIK_DIGITS + 1] = "";
    const char *p = text;
    while (*p) {
        if (*p == '@' && is_mail(text, p))
            return 1;
        if (!is_digit(*p)) {
            p++;
            continue;
        }
        const size_t n = take_digits(&p, digits);
        if (n == NIK_DIGITS || is_phone(digits, n))
            return 1;
    }
    return 0;
}

#include <stdbool.h>
#include <string.h>

#include "data/tables/xlsx_parts.h"

enum { MOST_DECIMALS = 30 };

/* The first section of a number format, as it is read. */
struct reading {
    struct ikm_xlsx_format format;
    char last;       /* of y m d h s, the one read last */
    bool month_open; /* an m that becomes minutes when s follows */
    bool has_digits, is_after_point, is_odd;
    bool is_digit_last;
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Length of `word` (lower case) when it stands at `p`, else 0. */
static size_t match(const char *p, const char *word)
{
    size_t n = 0;
    for (; word[n]; n++)
        if (lower(p[n]) != word[n])
            return 0;
    return n;
}

static void settle_month(struct reading *r)
{
    if (r->month_open)
        r->format.has_date = 1;
    r->month_open = false;
}

/* One of y m d h s; m means minutes behind h or before s. */
static void take_letter(struct reading *r, char c)
{
    if (c == 's' && r->month_open) {
        r->month_open = false;
        r->format.has_time = 1;
    }
    settle_month(r);
    if (c == 'm' && r->last != 'h')
        r->month_open = true;
    else if (c == 'y' || c == 'd')
        r->format.has_date = 1;
    else
        r->format.has_time = 1;
    if (c == 's')
        r->format.has_seconds = 1;
    r->last = c;
}

/* "[h]", "[mm]", "[ss]" count on past a day; "[Red]", "[$-421]", "[>9]" say
 * nothing about the kind. Returns the bytes it takes. */
static size_t take_bracket(struct reading *r, const char *p)
{
    const char *close = strchr(p, ']');
    if (!close)
        return strlen(p);
    const char c = lower(p[1]);
    size_t run = 1;
    while (lower(p[run]) == c)
        run++;
    if ((c == 'h' || c == 'm' || c == 's') && p + run == close) {
        r->format.has_time = 1;
        r->format.is_elapsed = 1;
        if (c == 's')
            r->format.has_seconds = 1;
        r->last = c;
    }
    return (size_t)(close - p) + 1;
}

/* What is not to be read: quoted, escaped, padding. Returns its bytes. */
static size_t skip_literal(const char *p)
{
    if (*p == '"') {
        const char *close = strchr(p + 1, '"');
        return close ? (size_t)(close - p) + 1 : strlen(p);
    }
    if (*p == '\\' || *p == '_' || *p == '*')
        return p[1] ? 2 : 1;
    return match(p, "general");
}

static void take_mark(struct reading *r, const char *p)
{
    const char c = *p;
    const bool is_digit = c == '0' || c == '#' || c == '?';
    /* a comma at the end shows thousands */
    const bool is_scale =
        c == ',' && r->is_digit_last && (p[1] == '\0' || !strchr("0#?", p[1]));
    r->has_digits |= is_digit;
    if (is_digit && r->is_after_point && r->format.decimals < MOST_DECIMALS)
        r->format.decimals = (int8_t)(r->format.decimals + 1);
    r->is_after_point |= c == '.';
    if (c == '%')
        r->format.is_percent = 1;
    if (c == '/' || c == '@' || lower(c) == 'e' || is_scale)
        r->is_odd = true;
    r->is_digit_last = is_digit;
}

/* Reads what stands at `p`; returns its bytes, at least 1. */
static size_t take(struct reading *r, const char *p)
{
    size_t n = *p == '[' ? take_bracket(r, p) : skip_literal(p);
    if (n > 0)
        return n;
    n = match(p, "am/pm");
    if (n == 0)
        n = match(p, "a/p");
    if (n > 0) {
        r->format.has_time = 1;
        return n;
    }
    const char c = lower(*p);
    if (strchr("ymdhs", c)) {
        for (n = 1; lower(p[n]) == c; n++)
            ;
        take_letter(r, c);
        return n;
    }
    take_mark(r, p);
    return 1;
}

struct ikm_xlsx_format ikm_xlsx_format_of(const char *code)
{
    struct reading r = {0};
    for (const char *p = code; *p && *p != ';';)
        p += take(&r, p);
    settle_month(&r);
    const bool is_date = r.format.has_date || r.format.has_time;
    if (is_date)
        r.format.is_percent = 0;
    if (is_date || !r.has_digits || r.is_odd)
        r.format.decimals = -1;
    return r.format;
}

/* ECMA-376 part 1, 18.8.30, with the East Asian dates of 27..36 and 50..58. */
static const char *builtin_code(long id)
{
    static const char *const codes[] = {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [5] = "#,##0",
        [6] = "#,##0",
        [7] = "#,##0.00",
        [8] = "#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ?\?/?\?",
        [14] = "mm-dd-yy",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "m/d/yy h:mm",
        [32] = "h:mm",
        [33] = "h:mm:ss",
        [37] = "#,##0",
        [38] = "#,##0",
        [39] = "#,##0.00",
        [40] = "#,##0.00",
        [41] = "#,##0",
        [42] = "#,##0",
        [43] = "#,##0.00",
        [44] = "#,##0.00",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss.0",
        [48] = "##0.0E+0",
        [49] = "@",
    };
    if (id < 0 || id > 58)
        return "";
    if ((id >= 27 && id <= 31) || (id >= 34 && id <= 36) || id >= 50)
        return "yyyy-mm-dd";
    return codes[id] ? codes[id] : "";
}

struct ikm_xlsx_format ikm_xlsx_format_builtin(long id)
{
    return ikm_xlsx_format_of(builtin_code(id));
}

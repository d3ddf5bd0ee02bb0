#include "data/base/date.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199 };

int ikm_days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Fills *ret_date when the day exists. */
static bool make_date(int year, int month, int day, struct ikm_date *ret_date)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 ||
        day < 1 || day > ikm_days_in_month(year, month))
        return false;
    *ret_date = (struct ikm_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

/* Reads 1..max_digits digits at *p; returns how many, moving *p past them. */
static int read_digits(const char **p, int max_digits, int *ret_value)
{
    int n_digits = 0;
    int value = 0;
    while (n_digits < max_digits && **p >= '0' && **p <= '9') {
        value = value * 10 + (**p - '0');
        (*p)++;
        n_digits++;
    }
    *ret_value = value;
    return n_digits;
}

static void skip_spaces(const char **p)
{
    while (**p == ' ' || **p == '\t')
        (*p)++;
}

/* am/pm after a 12-hour time; leaves *p behind it. */
static bool read_half_day(const char **p, int *hour)
{
    const char *at = *p;
    skip_spaces(&at);
    const char half = (char)(*at | 0x20);
    if ((half != 'a' && half != 'p') || (at[1] | 0x20) != 'm')
        return true;
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (half == 'p' ? 12 : 0);
    *p = at + 2;
    return true;
}

/* Reads h:mm[:ss[.fraction]] with : or . between, am/pm and a zone. */
static bool read_time(const char *p, struct ikm_timestamp *stamp)
{
    int hour = 0, minute = 0, second = 0;
    bool exact = false;
    if (read_digits(&p, 2, &hour) == 0 || (*p != ':' && *p != '.'))
        return false;
    const char between = *p++;
    if (read_digits(&p, 2, &minute) != 2)
        return false;
    if (*p == between) {
        p++;
        if (read_digits(&p, 2, &second) != 2)
            return false;
        exact = true;
        if (*p == '.' || *p == ',') {
            int ignored = 0;
            p++;
            while (read_digits(&p, 9, &ignored) > 0)
                ;
        }
    }
    if (!read_half_day(&p, &hour))
        return false;
    skip_spaces(&p);
    if (*p == 'Z')
        p++;
    else if (strncmp(p, "GMT", 3) == 0 || strncmp(p, "UTC", 3) == 0 ||
             strncmp(p, "WI", 2) == 0 || *p == '+' || *p == '-')
        p += strlen(p);
    if (*p != '\0' || hour > 23 || minute > 59 || second > 59)
        return false;
    stamp->second = hour * 3600 + minute * 60 + second;
    stamp->exact = exact;
    return true;
}

/* The three numbers of a slashed date; 0 when the shape is another. */
static bool read_slashed(const char **p, int part[3])
{
    if (read_digits(p, 2, &part[0]) == 0)
        return false;
    const char between = **p;
    if (between != '/' && between != '-' && between != '.')
        return false;
    (*p)++;
    if (read_digits(p, 2, &part[1]) == 0 || **p != between)
        return false;
    (*p)++;
    return read_digits(p, 4, &part[2]) == 4;
}

/* Reads YYYY-MM[-DD] at *p. */
static bool read_iso(const char **p, struct ikm_date *ret_date)
{
    int year = 0, month = 0, day = 0;
    if (read_digits(p, 4, &year) != 4 || (**p != '-' && **p != '/'))
        return false;
    const char between = **p;
    (*p)++;
    if (read_digits(p, 2, &month) == 0)
        return false;
    if (**p == between) {
        (*p)++;
        return read_digits(p, 2, &day) > 0 &&
               make_date(year, month, day, ret_date);
    }
    if (**p != '\0' || !make_date(year, month, 1, ret_date))
        return false;
    ret_date->day = 0;
    return true;
}

static bool looks_iso(const char *text)
{
    for (int i = 0; i < 4; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

int ikm_timestamp_parse(const char *text, enum ikm_date_order order,
                        struct ikm_timestamp *ret_stamp)
{
    const char *p = text;
    struct ikm_timestamp stamp = {.second = -1};
    skip_spaces(&p);
    if (looks_iso(p)) {
        if (!read_iso(&p, &stamp.date))
            return 0;
    } else {
        int part[3] = {0};
        if (!read_slashed(&p, part))
            return 0;
        const int day = order == IKM_DATES_DMY ? part[0] : part[1];
        const int month = order == IKM_DATES_DMY ? part[1] : part[0];
        if (!make_date(part[2], month, day, &stamp.date))
            return 0;
    }
    if (*p == ' ' || *p == 'T' || *p == '\t' || *p == ',') {
        p++;
        skip_spaces(&p);
        if (*p != '\0' && (stamp.date.day == 0 || !read_time(p, &stamp)))
            return 0;
    } else if (*p != '\0') {
        return 0;
    }
    *ret_stamp = stamp;
    return 1;
}

int ikm_date_only_mdy(const char *text)
{
    struct ikm_timestamp ignored;
    return !ikm_timestamp_parse(text, IKM_DATES_DMY, &ignored) &&
           ikm_timestamp_parse(text, IKM_DATES_MDY, &ignored);
}

int ikm_date_compare(struct ikm_date a, struct ikm_date b)
{
    const int32_t left = ikm_date_month_index(a) * 32 + a.day;
    const int32_t right = ikm_date_month_index(b) * 32 + b.day;
    return (left > right) - (left < right);
}

int32_t ikm_date_month_index(struct ikm_date date)
{
    return date.year * 12 + date.month - 1;
}

static char *put_digits(char *p, int value, int n_digits)
{
    for (int i = n_digits - 1; i >= 0; i--, value /= 10)
        p[i] = (char)('0' + value % 10);
    return p + n_digits;
}

/* By hand: every response that is exported has one. */
const char *ikm_date_text(struct ikm_date date,
                          char buffer[IKM_DATE_TEXT_BYTES])
{
    char *p = put_digits(buffer, date.year, 4);
    *p++ = '-';
    p = put_digits(p, date.month, 2);
    if (date.day != 0) {
        *p++ = '-';
        p = put_digits(p, date.day, 2);
    }
    *p = '\0';
    return buffer;
}

static const char *month_name(int month, enum ikm_lang lang)
{
    static const char *const id[] = {
        "Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
        "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
    static const char *const en[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return ikm_say(lang, id[month - 1], en[month - 1]);
}

const char *ikm_date_words(struct ikm_date date, enum ikm_lang lang,
                           char buffer[IKM_PERIOD_WORDS_BYTES])
{
    const char *month = month_name(date.month, lang);
    if (date.day == 0)
        (void)snprintf(buffer, IKM_PERIOD_WORDS_BYTES, "%s %d", month,
                       date.year);
    else
        (void)snprintf(buffer, IKM_PERIOD_WORDS_BYTES, "%d %s %d", date.day,
                       month, date.year);
    return buffer;
}

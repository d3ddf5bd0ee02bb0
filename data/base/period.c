#include "data/base/date.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int months_of(enum ikm_period_kind kind)
{
    switch (kind) {
    case IKM_PERIOD_YEAR: return 12;
    case IKM_PERIOD_SEMESTER: return 6;
    case IKM_PERIOD_QUARTER: return 3;
    case IKM_PERIOD_MONTH: return 1;
    case IKM_PERIOD_ALL:
    case IKM_PERIOD_RANGE: return 0;
    }
    return 0;
}

/* The period of `n_months` that starts in month `first` (a month index). */
static struct ikm_period make_period(enum ikm_period_kind kind, int32_t first)
{
    const int32_t last = first + months_of(kind) - 1;
    const int last_year = last / 12;
    const int last_month = last % 12 + 1;
    return (struct ikm_period){
        .kind = kind,
        .from = {(int16_t)(first / 12), (uint8_t)(first % 12 + 1), 1},
        .to = {(int16_t)last_year, (uint8_t)last_month,
               (uint8_t)ikm_days_in_month(last_year, last_month)},
    };
}

struct ikm_period ikm_period_around(enum ikm_period_kind kind,
                                    struct ikm_date date)
{
    const int n_months = months_of(kind);
    const int32_t month = ikm_date_month_index(date);
    return make_period(kind, n_months ? month - month % n_months : month);
}

int ikm_period_before(const struct ikm_period *period,
                      struct ikm_period *ret_before)
{
    const int n_months = months_of(period->kind);
    if (n_months == 0)
        return 0;
    *ret_before = make_period(period->kind,
                              ikm_date_month_index(period->from) - n_months);
    return 1;
}

static bool parse_range(const char *text, struct ikm_period *ret_period)
{
    char from[11], to[11];
    struct ikm_timestamp first, last;
    if (strlen(text) != 22 || memcmp(text + 10, "..", 2) != 0)
        return false;
    memcpy(from, text, 10);
    memcpy(to, text + 12, 10);
    from[10] = to[10] = '\0';
    if (from[4] != '-' || to[4] != '-' ||
        !ikm_timestamp_parse(from, IKM_DATES_DMY, &first) ||
        !ikm_timestamp_parse(to, IKM_DATES_DMY, &last) ||
        ikm_date_compare(first.date, last.date) > 0)
        return false;
    *ret_period = (struct ikm_period){IKM_PERIOD_RANGE, first.date, last.date};
    return true;
}

/* The part after "YYYY-": S1 S2, TW1..TW4, 01..12. */
static bool parse_part(const char *part, int year, struct ikm_period *ret)
{
    const size_t length = strlen(part);
    const int32_t january = year * 12;
    if (length == 2 && part[0] == 'S' && part[1] >= '1' && part[1] <= '2')
        *ret = make_period(IKM_PERIOD_SEMESTER, january + (part[1] - '1') * 6);
    else if (length == 3 && part[0] == 'T' && part[1] == 'W' &&
             part[2] >= '1' && part[2] <= '4')
        *ret = make_period(IKM_PERIOD_QUARTER, january + (part[2] - '1') * 3);
    else if (length == 2 && part[0] >= '0' && part[0] <= '1' &&
             part[1] >= '0' && part[1] <= '9') {
        const int month = (part[0] - '0') * 10 + part[1] - '0';
        if (month < 1 || month > 12)
            return false;
        *ret = make_period(IKM_PERIOD_MONTH, january + month - 1);
    } else
        return false;
    return true;
}

static bool parse_period(const char *text, struct ikm_period *ret_period)
{
    int year = 0;
    for (int i = 0; i < 4; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        year = year * 10 + (text[i] - '0');
    }
    if (year < 1900 || year > 2199)
        return false;
    if (text[4] == '\0') {
        *ret_period = make_period(IKM_PERIOD_YEAR, year * 12);
        return true;
    }
    return parse_range(text, ret_period) ||
           (text[4] == '-' && parse_part(text + 5, year, ret_period));
}

enum ikm_status ikm_period_parse(const char *text,
                                 struct ikm_period *ret_period,
                                 struct ikm_error *err)
{
    if (!text) {
        *ret_period = (struct ikm_period){.kind = IKM_PERIOD_ALL};
        return IKM_OK;
    }
    if (parse_period(text, ret_period))
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE,
                    "periode \"%s\" tidak dikenal; tulis 2026, 2026-S1, "
                    "2026-TW1, 2026-03, atau 2026-01-01..2026-03-31",
                    "period \"%s\" is not understood; write 2026, 2026-S1, "
                    "2026-TW1, 2026-03, or 2026-01-01..2026-03-31",
                    text);
}

int ikm_period_holds(const struct ikm_period *period, struct ikm_date date)
{
    if (period->kind == IKM_PERIOD_ALL)
        return 1;
    struct ikm_date first = date, last = date;
    if (date.day == 0) {
        first.day = 1;
        last.day = (uint8_t)ikm_days_in_month(date.year, date.month);
    }
    return ikm_date_compare(period->from, first) <= 0 &&
           ikm_date_compare(last, period->to) <= 0;
}

int ikm_period_whole_months(const struct ikm_period *period)
{
    return period->from.day == 1 &&
           period->to.day ==
               ikm_days_in_month(period->to.year, period->to.month);
}

const char *ikm_period_text(const struct ikm_period *period,
                            char buffer[IKM_PERIOD_TEXT_BYTES])
{
    const int year = period->from.year;
    const int month = period->from.month;
    char from[IKM_DATE_TEXT_BYTES], to[IKM_DATE_TEXT_BYTES];
    const size_t room = IKM_PERIOD_TEXT_BYTES;
    switch (period->kind) {
    case IKM_PERIOD_ALL: buffer[0] = '\0'; break;
    case IKM_PERIOD_YEAR: (void)snprintf(buffer, room, "%04d", year); break;
    case IKM_PERIOD_SEMESTER:
        (void)snprintf(buffer, room, "%04d-S%d", year, (month - 1) / 6 + 1);
        break;
    case IKM_PERIOD_QUARTER:
        (void)snprintf(buffer, room, "%04d-TW%d", year, (month - 1) / 3 + 1);
        break;
    case IKM_PERIOD_MONTH:
        (void)snprintf(buffer, room, "%04d-%02d", year, month);
        break;
    case IKM_PERIOD_RANGE:
        (void)snprintf(buffer, room, "%s..%s",
                       ikm_date_text(period->from, from),
                       ikm_date_text(period->to, to));
        break;
    }
    return buffer;
}

const char *ikm_period_words(const struct ikm_period *period,
                             enum ikm_lang lang,
                             char buffer[IKM_PERIOD_WORDS_BYTES])
{
    static const char *const roman[] = {"I", "II", "III", "IV"};
    const size_t room = IKM_PERIOD_WORDS_BYTES;
    const int year = period->from.year;
    const int month = period->from.month;
    char from[IKM_PERIOD_WORDS_BYTES], to[IKM_PERIOD_WORDS_BYTES];
    switch (period->kind) {
    case IKM_PERIOD_ALL:
        (void)snprintf(buffer, room, "%s",
                       ikm_say(lang, "seluruh data", "all data"));
        break;
    case IKM_PERIOD_YEAR:
        (void)snprintf(buffer, room, "%s %d", ikm_say(lang, "Tahun", "Year"),
                       year);
        break;
    case IKM_PERIOD_SEMESTER:
        (void)snprintf(buffer, room, "Semester %s %d", roman[(month - 1) / 6],
                       year);
        break;
    case IKM_PERIOD_QUARTER:
        (void)snprintf(buffer, room, "%s %s %d",
                       ikm_say(lang, "Triwulan", "Quarter"),
                       roman[(month - 1) / 3], year);
        break;
    case IKM_PERIOD_MONTH:
        (void)ikm_date_words(
            (struct ikm_date){(int16_t)year, (uint8_t)month, 0}, lang, buffer);
        break;
    case IKM_PERIOD_RANGE:
        (void)snprintf(buffer, room, "%.30s %s %.30s",
                       ikm_date_words(period->from, lang, from),
                       ikm_say(lang, "s.d.", "to"),
                       ikm_date_words(period->to, lang, to));
        break;
    }
    return buffer;
}

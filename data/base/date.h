/* data/base/date.h - calendar days and the periods of the contract.
 *
 * Gregorian, years 1900..2199. No clock and no time zone: days are as written.
 * Period grammar (contract.md): 2026 | 2026-S1 | 2026-TW1 | 2026-03 |
 * 2026-01-01..2026-03-31; both ends are in. */
#ifndef IKM_DATA_BASE_DATE_H
#define IKM_DATA_BASE_DATE_H

#include "data/base/error.h"

/* day 0: only the month is known ("YYYY-MM"). */
struct ikm_date {
    int16_t year;
    uint8_t month; /* 1..12 */
    uint8_t day;   /* 0..31 */
};

/* How the slashes of a file's dates are to be read. */
enum ikm_date_order { IKM_DATES_DMY, IKM_DATES_MDY };

/* A date with the time that stood beside it. */
struct ikm_timestamp {
    struct ikm_date date;
    int32_t second; /* of the day, 0..86399; -1: no time given */
    uint8_t exact;  /* 1: seconds were written, not only hours and minutes */
};

/* Parses YYYY-MM-DD, YYYY-MM, dd/mm/yyyy (also with - or .), each but YYYY-MM
 * optionally followed by a time after ' ' or 'T': h:mm, h:mm:ss (dots allowed),
 * am/pm, fractions and a zone are read over. An impossible day is refused.
 * Returns 1 when understood, else 0. */
int ikm_timestamp_parse(const char *text, enum ikm_date_order order,
                        struct ikm_timestamp *ret_stamp);

/* 1 when `text` is a slashed date that has a meaning only as mm/dd/yyyy. */
int ikm_date_only_mdy(const char *text);

int ikm_days_in_month(int year, int month);
int ikm_date_compare(struct ikm_date a, struct ikm_date b);

/* Months since year 0: year * 12 + month - 1. */
int32_t ikm_date_month_index(struct ikm_date date);

/* "2025-02-24", or "2025-02" when the day is unknown. */
enum { IKM_DATE_TEXT_BYTES = 24 };
const char *ikm_date_text(struct ikm_date date,
                          char buffer[IKM_DATE_TEXT_BYTES]);

enum ikm_period_kind {
    IKM_PERIOD_ALL, /* everything; from and to are zero */
    IKM_PERIOD_YEAR,
    IKM_PERIOD_SEMESTER,
    IKM_PERIOD_QUARTER,
    IKM_PERIOD_MONTH,
    IKM_PERIOD_RANGE
};

struct ikm_period {
    enum ikm_period_kind kind;
    struct ikm_date from, to; /* both with a day, both in */
};

/* NULL is everything. IKM_USAGE for a malformed period, an empty one too. */
IKM_MUST_CHECK enum ikm_status ikm_period_parse(const char *text,
                                                struct ikm_period *ret_period,
                                                struct ikm_error *err);

/* The period of `kind` (YEAR..MONTH) that holds `date`. */
struct ikm_period ikm_period_around(enum ikm_period_kind kind,
                                    struct ikm_date date);

/* The preceding period of the same kind; 0 when there is none (RANGE, ALL). */
int ikm_period_before(const struct ikm_period *period,
                      struct ikm_period *ret_before);

/* 1 when `date` lies in the period. A date of month precision lies in it when
 * its whole month does. */
int ikm_period_holds(const struct ikm_period *period, struct ikm_date date);

/* 1 when the period is made of whole months (ALL is not asked). */
int ikm_period_whole_months(const struct ikm_period *period);

/* As the grammar writes it: "2025-TW1"; "" for ALL. */
enum { IKM_PERIOD_TEXT_BYTES = 32 };
const char *ikm_period_text(const struct ikm_period *period,
                            char buffer[IKM_PERIOD_TEXT_BYTES]);

/* As people read it: "Triwulan I 2025", "1 Januari 2025 s.d. 31 Maret 2025";
 * "seluruh data" for ALL. Buffer as above, longer. */
enum { IKM_PERIOD_WORDS_BYTES = 80 };
const char *ikm_period_words(const struct ikm_period *period,
                             enum ikm_lang lang,
                             char buffer[IKM_PERIOD_WORDS_BYTES]);

/* "24 Februari 2025"; "Februari 2025" when the day is unknown. */
const char *ikm_date_words(struct ikm_date date, enum ikm_lang lang,
                           char buffer[IKM_PERIOD_WORDS_BYTES]);

#endif

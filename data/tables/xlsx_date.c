#include <inttypes.h>
#include <stdio.h>

#include "data/base/date.h"
#include "data/tables/xlsx_parts.h"

/* Serial numbers: day 1 is 1900-01-01, and day 60 is a 29 February 1900 that
 * never was (Lotus 1-2-3 had it, Excel kept it). */
enum {
    LEAP_BUG = 60,
    LAST_DAY = 2958465, /* 9999-12-31 */
    DAY_OF_1970 = 25569,
    SECONDS_A_DAY = 86400
};

/* Days since 1970-01-01 to a day of the Gregorian calendar; Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms". */
static void civil_from_days(int64_t days, int *ret_year, int *ret_month,
                            int *ret_day)
{
    days += 719468;
    const int64_t era = days / 146097;
    const int64_t day_of_era = days % 146097;
    const int64_t year_of_era = (day_of_era - day_of_era / 1460 +
                                 day_of_era / 36524 - day_of_era / 146096) /
                                365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t shifted = (5 * day_of_year + 2) / 153;
    *ret_day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *ret_month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *ret_year = (int)(year_of_era + era * 400 + (*ret_month <= 2));
}

static int64_t days_from_civil(int year, int month, int day)
{
    const int64_t y = year - (month <= 2);
    const int64_t era = y / 400;
    const int64_t year_of_era = y % 400;
    const int64_t day_of_year =
        (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 -
           year_of_era / 100 + day_of_year - 719468;
}

static int put_day(int64_t day, char *out, size_t room)
{
    if (day == 0)
        return snprintf(out, room, "1900-01-00");
    if (day == LEAP_BUG)
        return snprintf(out, room, "1900-02-29");
    int year = 0;
    int month = 0;
    int date = 0;
    civil_from_days(day - DAY_OF_1970 + (day < LEAP_BUG), &year, &month, &date);
    return snprintf(out, room, "%04d-%02d-%02d", year, month, date);
}

static int put_time(int64_t seconds, int shows_seconds, char *out, size_t room)
{
    const int64_t hours = seconds / 3600;
    const int minute = (int)(seconds / 60 % 60);
    const int second = (int)(seconds % 60);
    if (second == 0 && !shows_seconds)
        return snprintf(out, room, "%02" PRId64 ":%02d", hours, minute);
    return snprintf(out, room, "%02" PRId64 ":%02d:%02d", hours, minute,
                    second);
}

size_t ikm_xlsx_date(double serial, const struct ikm_xlsx_format *format,
                     char buffer[IKM_XLSX_NUMBER_BYTES])
{
    if (!(serial >= 0.0 && serial < LAST_DAY + 1.0))
        return 0;
    const int64_t total = (int64_t)(serial * SECONDS_A_DAY + 0.5);
    const int64_t day = total / SECONDS_A_DAY;
    const int64_t second = total % SECONDS_A_DAY;
    if (day > LAST_DAY)
        return 0;
    const int shows_seconds = format->has_seconds != 0;
    const size_t room = IKM_XLSX_NUMBER_BYTES;
    if (!format->has_date && format->is_elapsed)
        return (size_t)put_time(total, shows_seconds, buffer, room);
    if (!format->has_date || (day == 0 && second > 0))
        return (size_t)put_time(second, shows_seconds, buffer, room);
    size_t length = (size_t)put_day(day, buffer, room);
    if (second > 0) {
        buffer[length++] = ' ';
        length += (size_t)put_time(second, shows_seconds, buffer + length,
                                   room - length);
    }
    return length;
}

double ikm_xlsx_iso_serial(const char *text)
{
    struct ikm_timestamp stamp = {0};
    if (!ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp) ||
        stamp.date.day == 0)
        return -1.0;
    const int64_t day =
        days_from_civil(stamp.date.year, stamp.date.month, stamp.date.day) +
        DAY_OF_1970;
    const int second = stamp.second > 0 ? stamp.second : 0;
    return (double)(day - (day <= LEAP_BUG)) +
           (double)second / (double)SECONDS_A_DAY;
}

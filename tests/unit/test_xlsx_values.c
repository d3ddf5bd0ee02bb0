#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/tables/xlsx_parts.h"

static void numbers_as_excel_shows_them(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"3", "3"},
        {"3.0", "3"},
        {"-3.50", "-3.5"},
        {"0", "0"},
        {"-0.0", "0"},
        {"007", "7"},
        {"+7", "7"},
        {".5", "0.5"},
        {"5.", "5"},
        {"78.95999999999999", "78.96"},
        {"0.30000000000000004", "0.3"},
        {"0.1", "0.1"},
        {"1E-7", "0.0000001"},
        {"1e3", "1000"},
        {"123456789012345", "123456789012345"},
        {"3201234567890123", "3201234567890120"},
        {"1E15", "1000000000000000"},
        {"1e20", "100000000000000000000"},
        {"1e21", "1E+21"},
        {"-1.5E-20", "-1.5E-20"},
        {"0.000000000000001", "0.000000000000001"},
        {"9.9999999999999999", "10"},
        {"999999999999999.9", "1000000000000000"},
        {"0.333333333333333315", "0.333333333333333"},
        {"", NULL},
        {".", NULL},
        {"-", NULL},
        {"1.2.3", NULL},
        {"1e", NULL},
        {"nan", NULL},
        {"inf", NULL},
        {"0x10", NULL},
        {"1e999", NULL},
        {"1,5", NULL},
        {"12a", NULL},
    };
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        char shown[IKM_XLSX_NUMBER_BYTES] = "";
        double value = 0.0;
        const size_t n =
            ikm_xlsx_number(cases[i][0], strlen(cases[i][0]), shown, &value);
        if (!cases[i][1]) {
            assert_int_equal(n, 0);
            continue;
        }
        assert_string_equal(shown, cases[i][1]);
        assert_int_equal(n, strlen(shown));
        assert_true(strtod(shown, NULL) == value);
    }
}

/* The short way for plain decimals must agree with printf's rounding. */
static void short_way_agrees(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 200000; i++) {
        char text[64];
        char shown[IKM_XLSX_NUMBER_BYTES];
        char want[64];
        double value = 0.0;
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
        const int decimals = (int)(random >> 60);
        const double number =
            (double)(random >> 20) / (i % 2 ? 1e7 : 1.0) / (double)(1 + i % 7);
        (void)snprintf(text, sizeof text, "%.*f", decimals, number);
        (void)snprintf(want, sizeof want, "%.14e", strtod(text, NULL));
        assert_int_not_equal(ikm_xlsx_number(text, strlen(text), shown, &value),
                             0);
        assert_true(strtod(want, NULL) == value);
        assert_true(strtod(shown, NULL) == value);
    }
}

static void what_formats_show(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        int decimals, date, time, seconds, percent;
    } cases[] = {
        {"General", -1, 0, 0, 0, 0},
        {"0", 0, 0, 0, 0, 0},
        {"0.00", 2, 0, 0, 0, 0},
        {"#,##0.0##", 3, 0, 0, 0, 0},
        {"0.00%", 2, 0, 0, 0, 1},
        {"0.00E+00", -1, 0, 0, 0, 0},
        {"# ?/?", -1, 0, 0, 0, 0},
        {"@", -1, 0, 0, 0, 0},
        {"0.0,", -1, 0, 0, 0, 0},
        {"0.0;(0.000)", 1, 0, 0, 0, 0},
        {"[Red]0.0", 1, 0, 0, 0, 0},
        {"\"hasil \"0.00", 2, 0, 0, 0, 0},
        {"0.00\\d", 2, 0, 0, 0, 0},
        {"_(* #,##0.00_)", 2, 0, 0, 0, 0},
        {"dd/mm/yyyy", -1, 1, 0, 0, 0},
        {"yyyy", -1, 1, 0, 0, 0},
        {"mmm", -1, 1, 0, 0, 0},
        {"h:mm", -1, 0, 1, 0, 0},
        {"mm:ss", -1, 0, 1, 1, 0},
        {"[mm]:ss.0", -1, 0, 1, 1, 0},
        {"h:mm AM/PM", -1, 0, 1, 0, 0},
        {"m/d/yy h:mm", -1, 1, 1, 0, 0},
        {"[$-421]dd mmmm yyyy;@", -1, 1, 0, 0, 0},
        {"hh:mm dd-mm-yy", -1, 1, 1, 0, 0},
        {"", -1, 0, 0, 0, 0},
        {"\"tak tutup", -1, 0, 0, 0, 0},
        {"[h", -1, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        const struct ikm_xlsx_format got = ikm_xlsx_format_of(cases[i].code);
        if (got.decimals != cases[i].decimals ||
            got.has_date != cases[i].date || got.has_time != cases[i].time)
            print_message("format %s\n", cases[i].code);
        assert_int_equal(got.decimals, cases[i].decimals);
        assert_int_equal(got.has_date, cases[i].date);
        assert_int_equal(got.has_time, cases[i].time);
        assert_int_equal(got.has_seconds, cases[i].seconds);
        assert_int_equal(got.is_percent, cases[i].percent);
    }
    for (long id = -1; id < 170; id++) {
        const struct ikm_xlsx_format got = ikm_xlsx_format_builtin(id);
        const int is_date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
                            (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
        assert_int_equal(got.has_date || got.has_time, is_date);
    }
}

/* Every day of two centuries, against a calendar that only counts. */
static void every_day(void **state)
{
    (void)state;
    static const int month_days[] = {31, 28, 31, 30, 31, 30,
                                     31, 31, 30, 31, 30, 31};
    static const struct ikm_xlsx_format format = {.has_date = 1};
    int year = 1900;
    int month = 1;
    int day = 1;
    for (int serial = 1; serial < 73051; serial++) {
        char want[64];
        char got[IKM_XLSX_NUMBER_BYTES];
        (void)snprintf(want, sizeof want, "%04d-%02d-%02d", year, month, day);
        assert_int_equal(ikm_xlsx_date(serial, &format, got), 10);
        assert_string_equal(got, want);
        if (serial > 60)
            assert_true(ikm_xlsx_iso_serial(want) == (double)serial);
        /* Excel's calendar has a leap day in 1900 */
        const int is_leap = year % 4 == 0 && (year % 100 != 0 ||
                                              year % 400 == 0 || year == 1900);
        if (++day > month_days[month - 1] + (month == 2 && is_leap)) {
            day = 1;
            year += month == 12;
            month = month % 12 + 1;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_as_excel_shows_them),
        cmocka_unit_test(short_way_agrees),
        cmocka_unit_test(what_formats_show),
        cmocka_unit_test(every_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/respondent.h"

struct typed {
    enum ikm_field field;
    const char *text;
    int understood;
    uint8_t code;
};

#define G IKM_FIELD_GENDER
#define A IKM_FIELD_AGE
#define E IKM_FIELD_EDUCATION
#define O IKM_FIELD_OCCUPATION
#define D IKM_FIELD_DISABILITY
#define H IKM_FIELD_HOUR
#define C IKM_FIELD_CHANNEL

static const struct typed typed[] = {
    /* nothing */
    {G, "", 1, 0},
    {A, "-", 1, 0},
    {H, " . ", 1, 0},
    {D, "--", 1, 0},
    {E, "Tidak diisi", 1, 0},
    /* gender */
    {G, "L", 1, 1},
    {G, "p", 1, 2},
    {G, "Laki-laki", 1, 1},
    {G, "LAKI - LAKI", 1, 1},
    {G, "Pria", 1, 1},
    {G, "Laki-laki (L)", 1, 1},
    {G, "1. Laki-laki", 1, 1},
    {G, "Perempuan", 1, 2},
    {G, "Wanita", 1, 2},
    {G, "Perempuan/Wanita", 1, 2},
    {G, "L/P", 0, 3},
    {G, "x", 0, 3},
    {G, "x.L", 0, 3},
    {G, "lainnya", 1, 3},
    /* education */
    {E, "SD", 1, 1},
    {E, "s.d.", 1, 1},
    {E, "Sekolah Dasar", 1, 1},
    {E, "Tamat SD/Sederajat", 1, 1},
    {E, "SLTP", 1, 2},
    {E, "MTs", 1, 2},
    {E, "SMP sederajat", 1, 2},
    {E, "SMA", 1, 3},
    {E, "SLTA", 1, 3},
    {E, "SMK", 1, 3},
    {E, "MA", 1, 3},
    {E, "SMU", 1, 3},
    {E, "STM", 1, 3},
    {E, "SMA/SMK/MA", 1, 3},
    {E, "SLTA/Sederajat", 1, 3},
    {E, "SMA (sederajat)", 1, 3},
    {E, "SMA atau sederajat", 1, 3},
    {E, "3. SMA", 1, 3},
    {E, "c) SMA", 1, 3},
    {E, "D1", 1, 4},
    {E, "d 2", 1, 4},
    {E, "D3", 1, 4},
    {E, "D-I", 1, 4},
    {E, "D-II", 1, 4},
    {E, "D-III", 1, 4},
    {E, "DIII", 1, 4},
    {E, "D. III", 1, 4},
    {E, "D1-D3", 1, 4},
    {E, "D-I..D-III", 1, 4},
    {E, "D1/D2/D3", 1, 4},
    {E, "D1 - D3", 1, 4},
    {E, "Diploma", 1, 4},
    {E, "Diploma 3", 1, 4},
    {E, "Diploma (D3)", 1, 4},
    {E, "DIPLOMA I / II", 1, 4},
    {E, "Akademi/Diploma III/S. Muda", 1, 4},
    {E, "D4", 1, 5},
    {E, "D-IV", 1, 5},
    {E, "DIV", 1, 5},
    {E, "D4/S1", 1, 5},
    {E, "Diploma IV/Strata I", 1, 5},
    {E, "Sarjana", 1, 5},
    {E, "Strata 1", 1, 5},
    {E, "S-1", 1, 5},
    {E, "S1 (Sarjana)", 1, 5},
    {E, "Magister", 1, 6},
    {E, "Strata II", 1, 6},
    {E, "Doktor", 1, 7},
    {E, "S3", 1, 7},
    {E, "S1/S2", 0, 8},
    {E, "D3/S1", 0, 8},
    {E, "Tidak tamat SD", 0, 8},
    {E, "Belum tamat SD/sederajat", 0, 8},
    {E, "TK", 0, 8},
    {E, "sederajat", 0, 8},
    {E, "lain-lain", 1, 8},
    /* occupation */
    {O, "PNS", 1, 1},
    {O, "ASN", 1, 1},
    {O, "Pegawai Negeri Sipil (PNS)", 1, 1},
    {O, "TNI", 1, 2},
    {O, "Polri", 1, 3},
    {O, "polisi", 1, 3},
    {O, "TNI/POLRI", 0, 10},
    {O, "Karyawan Swasta", 1, 4},
    {O, "pegawai swasta", 1, 4},
    {O, "Wiraswasta", 1, 5},
    {O, "Pedagang", 1, 5},
    {O, "Wiraswasta/Pengusaha", 1, 5},
    {O, "Pelajar/Mahasiswa", 1, 6},
    {O, "Mahasiswa", 1, 6},
    {O, "pelajar / mahasiswa", 1, 6},
    {O, "Petani", 1, 7},
    {O, "Petani dan Nelayan", 1, 7},
    {O, "Ibu Rumah Tangga", 1, 8},
    {O, "Ibu Rumah Tangga (IRT)", 1, 8},
    {O, "MENGURUS RUMAH TANGGA", 1, 8},
    {O, "Purnawirawan", 1, 9},
    {O, "Pensiunan", 1, 9},
    {O, "Buruh", 0, 10},
    {O, "Lainnya", 1, 10},
    {O, "Lainnya: buruh", 0, 10},
    /* disability */
    {D, "Tidak", 1, 1},
    {D, "tidak ada", 1, 1},
    {D, "None", 1, 1},
    {D, "bukan", 1, 1},
    {D, "Non-disabilitas", 1, 1},
    {D, "Disabilitas fisik", 1, 2},
    {D, "Penyandang disabilitas intelektual", 1, 3},
    {D, "mental", 1, 4},
    {D, "Sensorik", 1, 5},
    {D, "ya", 0, 6},
    {D, "disabilitas", 0, 6},
    /* channel */
    {C, "Loket", 1, 1},
    {C, "kios", 1, 2},
    {C, "mandiri", 1, 3},
    {C, "impor", 1, 4},
    {C, "pos", 0, 5},
    /* age */
    {A, "30", 1, 30},
    {A, "30 tahun", 1, 30},
    {A, "30th", 1, 30},
    {A, "Usia: 30 thn.", 1, 30},
    {A, "030", 1, 30},
    {A, "1", 1, 1},
    {A, "120", 1, 120},
    {A, "121", 0, IKM_AGE_OTHER},
    {A, "0", 0, IKM_AGE_OTHER},
    {A, "-5", 0, IKM_AGE_OTHER},
    {A, "30.5", 0, IKM_AGE_OTHER},
    {A, "30 31", 0, IKM_AGE_OTHER},
    {A, "+30", 0, IKM_AGE_OTHER},
    {A, "30-", 0, IKM_AGE_OTHER},
    {A, "20-29", 1, IKM_AGE_BAND + 2},
    {A, "20 \xE2\x80\x93 29 tahun", 1, IKM_AGE_BAND + 2},
    {A, "Umur 31 s/d 35 th", 1, IKM_AGE_BAND + 3},
    {A, "40 sampai dengan 49", 1, IKM_AGE_BAND + 4},
    {A, "17-25", 0, IKM_AGE_OTHER},
    {A, "29-20", 0, IKM_AGE_OTHER},
    {A, "20-29-30", 0, IKM_AGE_OTHER},
    {A, "<20", 1, IKM_AGE_BAND + 1},
    {A, "< 20 tahun", 1, IKM_AGE_BAND + 1},
    {A, "di bawah 20", 1, IKM_AGE_BAND + 1},
    {A, "Kurang dari 17 tahun", 1, IKM_AGE_BAND + 1},
    {A, "0-19", 1, IKM_AGE_BAND + 1},
    {A, "<=20", 0, IKM_AGE_OTHER},
    {A, "<25", 0, IKM_AGE_OTHER},
    {A, "<1", 0, IKM_AGE_OTHER},
    {A, "60+", 1, IKM_AGE_BAND + 6},
    {A, "> 60", 1, IKM_AGE_BAND + 6},
    {A, ">59", 1, IKM_AGE_BAND + 6},
    {A, ">=60", 1, IKM_AGE_BAND + 6},
    {A, "\xE2\x89\xA5 60 tahun", 1, IKM_AGE_BAND + 6},
    {A, "60 tahun ke atas", 1, IKM_AGE_BAND + 6},
    {A, "lebih dari 60 tahun", 1, IKM_AGE_BAND + 6},
    {A, "55+", 0, IKM_AGE_OTHER},
    {A, ">=59", 0, IKM_AGE_OTHER},
    {A, ">120", 0, IKM_AGE_OTHER},
    {A, "=30", 0, IKM_AGE_OTHER},
    {A, "tiga puluh", 0, IKM_AGE_OTHER},
    {A, "30 ekor", 0, IKM_AGE_OTHER},
    {A, "1990", 0, IKM_AGE_OTHER},
    {A, "99999999999999999999999999999999999999999999999999999999999999999", 0,
     IKM_AGE_OTHER},
    /* hour */
    {H, "08.00-12.00", 1, 1},
    {H, "08:00-12:00", 1, 1},
    {H, "08.00 - 12.00", 1, 1},
    {H, "08.00 \xE2\x80\x93 12.00 WIB", 1, 1},
    {H, "08:00 s/d 12:00", 1, 1},
    {H, "13:00 s.d. 17:00", 1, 2},
    {H, "13.00-17.00", 1, 2},
    {H, "Pagi", 1, 1},
    {H, "siang", 1, 2},
    {H, "Pagi (08.00-12.00)", 1, 1},
    {H, "08:00", 1, 1},
    {H, "12:00", 1, 1},
    {H, "12:01", 0, 3},
    {H, "12:59", 0, 3},
    {H, "13:00", 1, 2},
    {H, "17:00", 1, 2},
    {H, "17:01", 0, 3},
    {H, "07:59", 0, 3},
    {H, "9:15:03", 1, 1},
    {H, "pukul 9.15 WIB", 1, 1},
    {H, "0915", 1, 1},
    {H, "2:30 PM", 1, 2},
    {H, "9:30 am", 1, 1},
    {H, "8-12", 1, 1},
    {H, "08.00-17.00", 0, 3},
    {H, "24:00", 0, 3},
    {H, "9:60", 0, 3},
    {H, "9:5", 0, 3},
    {H, "24/02/2025 9:15:03", 0, 3},
    {H, "123456789012345678901234567890", 0, 3},
    {H, "malam", 0, 3},
    {H, "lainnya", 1, 3},
};

static void typed_texts_are_folded(void **state)
{
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(typed); i++) {
        uint8_t code = 99;
        const int understood =
            ikm_respondent_parse(typed[i].field, typed[i].text, &code);
        if (understood != typed[i].understood || code != typed[i].code)
            fail_msg("\"%s\": %d, code %d; expected %d, code %d", typed[i].text,
                     understood, code, typed[i].understood, typed[i].code);
    }
}

static void labels_are_understood_again(void **state)
{
    (void)state;
    for (int f = 0; f < IKM_FIELD_COUNT; f++) {
        const enum ikm_field field = (enum ikm_field)f;
        if (field == IKM_FIELD_AGE)
            continue;
        for (uint8_t c = 0; c <= ikm_respondent_other(field); c++)
            for (int lang = 0; lang < 2; lang++) {
                uint8_t code = 99;
                const char *label =
                    ikm_respondent_label(field, c, (enum ikm_lang)lang);
                if (!ikm_respondent_parse(field, label, &code) || code != c)
                    fail_msg("\"%s\" is read as %d", label, code);
            }
    }
}

static void bands_of_ages_are_understood_again(void **state)
{
    (void)state;
    for (uint8_t years = 1; years <= 120; years++) {
        uint8_t code = 0;
        const char *label = ikm_respondent_label(A, years, IKM_LANG_ID);
        assert_int_equal(ikm_respondent_parse(A, label, &code), 1);
        assert_int_equal(code, IKM_AGE_BAND + ikm_age_band(years));
    }
}

static void labels_and_groups(void **state)
{
    (void)state;
    static const struct {
        uint8_t code, band;
        const char *label;
    } ages[] = {{0, 0, "tidak diisi"},
                {1, 1, "<20"},
                {19, 1, "<20"},
                {20, 2, "20-29"},
                {29, 2, "20-29"},
                {30, 3, "30-39"},
                {49, 4, "40-49"},
                {59, 5, "50-59"},
                {60, 6, "60+"},
                {120, 6, "60+"},
                {IKM_AGE_BAND + 1, 1, "<20"},
                {IKM_AGE_BAND + 2, 2, "20-29"},
                {IKM_AGE_BAND + 6, 6, "60+"},
                {IKM_AGE_BAND + 7, 7, "lainnya"},
                {IKM_AGE_OTHER, 7, "lainnya"}};
    for (size_t i = 0; i < IKM_COUNT(ages); i++) {
        assert_int_equal(ikm_age_band(ages[i].code), ages[i].band);
        assert_int_equal(ikm_respondent_group(A, ages[i].code), ages[i].band);
        assert_string_equal(ikm_respondent_label(A, ages[i].code, IKM_LANG_ID),
                            ages[i].label);
        assert_string_equal(
            ikm_respondent_group_label(A, ages[i].band, IKM_LANG_ID),
            ages[i].label);
    }
    assert_int_equal(ikm_respondent_group_count(A), 7);
    assert_int_equal(ikm_respondent_group_count(E), 8);
    assert_int_equal(ikm_respondent_group(E, 3), 3);
    assert_int_equal(ikm_respondent_group(E, 77), 8);
    assert_string_equal(ikm_respondent_label(E, 3, IKM_LANG_ID), "SMA");
    assert_string_equal(ikm_respondent_label(G, 1, IKM_LANG_ID), "L");
    assert_string_equal(ikm_respondent_label(H, 1, IKM_LANG_ID), "08.00-12.00");
    assert_string_equal(ikm_respondent_label(G, 200, IKM_LANG_ID), "lainnya");
    assert_string_equal(ikm_respondent_label(O, 0, IKM_LANG_EN),
                        "not filled in");
    assert_string_equal(ikm_respondent_label(O, 10, IKM_LANG_EN), "other");
    assert_string_equal(ikm_field_key(IKM_FIELD_GENDER), "jenis_kelamin");
    assert_string_equal(ikm_field_name(IKM_FIELD_GENDER, IKM_LANG_ID),
                        "Jenis kelamin");
    assert_string_equal(ikm_field_name(IKM_FIELD_GENDER, IKM_LANG_EN),
                        "Gender");
    assert_int_equal(ikm_respondent_other(C), IKM_CHANNEL_OTHER);
    assert_int_equal(ikm_respondent_other(H), IKM_HOUR_OTHER);
    assert_int_equal(ikm_respondent_other(G), IKM_GENDER_OTHER);
    assert_int_equal(ikm_respondent_other(A), IKM_AGE_OTHER);
}

static void hours_of_the_day(void **state)
{
    (void)state;
    assert_int_equal(ikm_respondent_hour(-1), 0);
    assert_int_equal(ikm_respondent_hour(8 * 3600 - 1), 3);
    assert_int_equal(ikm_respondent_hour(8 * 3600), 1);
    assert_int_equal(ikm_respondent_hour(12 * 3600), 1);
    assert_int_equal(ikm_respondent_hour(12 * 3600 + 60), 3);
    assert_int_equal(ikm_respondent_hour(13 * 3600), 2);
    assert_int_equal(ikm_respondent_hour(17 * 3600), 2);
    assert_int_equal(ikm_respondent_hour(17 * 3600 + 60), 3);
}

/* Whatever stands in a cell, the code is one of the field's. */
static void no_text_gives_a_strange_code(void **state)
{
    (void)state;
    static const char bits[] = "-. /()SMAD139:0Lp\xC3\xA9<+,an";
    uint32_t seed = 20250601;
    for (int i = 0; i < 20000; i++) {
        char text[300];
        seed = seed * 1664525U + 1013904223U;
        const size_t n = (seed >> 8) % (i % 50 == 0 ? sizeof text : 12);
        for (size_t k = 0; k < n; k++) {
            seed = seed * 1664525U + 1013904223U;
            text[k] = bits[(seed >> 8) % (sizeof bits - 1)];
        }
        text[n] = '\0';
        for (int f = 0; f < IKM_FIELD_COUNT; f++) {
            const enum ikm_field field = (enum ikm_field)f;
            uint8_t code = 99;
            const int understood = ikm_respondent_parse(field, text, &code);
            const uint8_t other = ikm_respondent_other(field);
            assert_true(understood || code == other);
            assert_true(field == IKM_FIELD_AGE
                            ? code <= IKM_AGE_BAND + 6 || code == other
                            : code <= other);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typed_texts_are_folded),
        cmocka_unit_test(labels_are_understood_again),
        cmocka_unit_test(bands_of_ages_are_understood_again),
        cmocka_unit_test(labels_and_groups),
        cmocka_unit_test(hours_of_the_day),
        cmocka_unit_test(no_text_gives_a_strange_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

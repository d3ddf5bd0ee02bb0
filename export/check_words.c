#include "export/check_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FIGURE_BYTES = 48, LIST_BYTES = 512 };

struct buffers {
    char found[FIGURE_BYTES], expected[FIGURE_BYTES], weight[FIGURE_BYTES];
    char list[LIST_BYTES];
};

/* "83.21" is written "83,21" in Indonesian. */
static const char *written(enum ikm_lang lang, const char *figure,
                           char buffer[FIGURE_BYTES])
{
    (void)snprintf(buffer, FIGURE_BYTES, "%s", figure[0] ? figure : "-");
    char *point = lang == IKM_LANG_ID ? strchr(buffer, '.') : NULL;
    if (point)
        *point = ',';
    return buffer;
}

void ikm_words_check_figure(struct ikm_text *text, enum ikm_lang lang,
                            const char *figure)
{
    char buffer[FIGURE_BYTES];
    ikm_text_put(text, written(lang, figure, buffer));
}

/* "U3, U5"; "semua unsur" where no element is singled out. */
static const char *elements_of(enum ikm_lang lang, uint32_t elements,
                               char buffer[LIST_BYTES])
{
    size_t length = 0;
    buffer[0] = '\0';
    for (unsigned e = 0; e < IKM_CHECK_MOST_ELEMENTS; e++) {
        if (!(elements >> e & 1U) || length + 8 > LIST_BYTES)
            continue;
        length += (size_t)snprintf(buffer + length, LIST_BYTES - length,
                                   "%sU%u", length ? ", " : "", e + 1);
    }
    return length > 0 ? buffer : ikm_say(lang, "semua unsur", "all elements");
}

/* The IKM as it is and as it should be, where they differ. */
static void put_effect(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_check_result *result)
{
    char found[FIGURE_BYTES], expected[FIGURE_BYTES];
    const char *ikm = result->published.ikm;
    if (!ikm[0] || strcmp(ikm, result->recomputed.ikm) == 0)
        return;
    ikm_text_say(text, lang, " IKM tertulis %s, seharusnya %s.",
                 " The IKM is given as %s, it should be %s.",
                 written(lang, ikm, found),
                 written(lang, result->recomputed.ikm, expected));
}

static void put_weight(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_check_result *result,
                       const struct ikm_check_fault *fault)
{
    char weight[FIGURE_BYTES];
    ikm_text_say(text, lang,
                 "Bobot tiap unsur dibulatkan menjadi %s, padahal untuk %zu "
                 "unsur bobotnya tepat 1/%zu.",
                 "The weight of each element was rounded to %s, but for %zu "
                 "elements it is exactly 1/%zu.",
                 written(lang, fault->weight, weight), result->n_elements,
                 result->n_elements);
}

static void put_divisor(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_check_fault *fault)
{
    char list[LIST_BYTES];
    if (fault->step == IKM_CHECK_STEP_INDEX) {
        ikm_text_say(text, lang,
                     "Jumlah NRR dibagi %" PRId64 ", seharusnya dibagi "
                     "banyaknya unsur, yaitu %" PRId64 ".",
                     "The sum of the means was divided by %" PRId64
                     ", it should be divided by the number of elements, "
                     "%" PRId64 ".",
                     fault->divisor, fault->right_divisor);
        return;
    }
    const char *elements = elements_of(lang, fault->elements, list);
    if (fault->divisor > 0 && fault->right_divisor > 0)
        ikm_text_say(text, lang,
                     "NRR %s dibagi %" PRId64 ", seharusnya dibagi jumlah "
                     "jawaban, yaitu %" PRId64 ".",
                     "The mean of %s was divided by %" PRId64
                     ", it should be divided by the number of answers, "
                     "%" PRId64 ".",
                     elements, fault->divisor, fault->right_divisor);
    else if (fault->divisor > 0)
        ikm_text_say(text, lang,
                     "NRR %s dibagi %" PRId64
                     ", seharusnya dibagi jumlah jawaban unsur itu sendiri.",
                     "The mean of %s was divided by %" PRId64
                     ", it should be divided by the answers to that element.",
                     elements, fault->divisor);
    else
        ikm_text_say(
            text, lang, "NRR %s tidak dibagi jumlah jawaban unsur itu.",
            "The mean of %s was not divided by the answers to it.", elements);
}

static void put_rows(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_check_result *result,
                     const struct ikm_check_fault *fault)
{
    const char *n = result->recomputed.n;
    if (fault->is_complete_only)
        ikm_text_say(text, lang,
                     "Hanya %" PRId64 " baris yang terisi lengkap yang "
                     "dihitung, padahal tabel memuat %s responden; jawaban "
                     "pada baris yang tidak lengkap tetap harus dihitung.",
                     "Only the %" PRId64 " complete rows were counted, but "
                     "the table holds %s respondents; the answers of "
                     "incomplete rows count too.",
                     fault->rows_used, n);
    else if (fault->first_row > 0)
        ikm_text_say(text, lang,
                     "Yang dihitung hanya baris %" PRIu32 " sampai %" PRIu32
                     " (%" PRId64 " baris), padahal tabel memuat %s "
                     "responden.",
                     "Only rows %" PRIu32 " to %" PRIu32 " (%" PRId64
                     " rows) were counted, but the table holds %s "
                     "respondents.",
                     fault->first_row, fault->last_row, fault->rows_used, n);
    else
        ikm_text_say(text, lang,
                     "Yang dihitung hanya %" PRId64 " baris, padahal tabel "
                     "memuat %s responden.",
                     "Only %" PRId64 " rows were counted, but the table holds "
                     "%s respondents.",
                     fault->rows_used, n);
}

static void put_rounding(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_check_fault *fault)
{
    const char *id = "NRR", *en = "The means";
    if (fault->step == IKM_CHECK_STEP_WEIGHTED) {
        id = "NRR tertimbang";
        en = "The weighted means";
    } else if (fault->step == IKM_CHECK_STEP_INDEX) {
        id = "Nilai indeks";
        en = "The index";
    }
    ikm_text_say(text, lang,
                 "%s dibulatkan ke %d desimal sebelum langkah berikutnya; "
                 "pembulatan hanya boleh pada hasil akhir.",
                 "%s was rounded to %d decimals before the next step; only "
                 "the final figure may be rounded.",
                 ikm_say(lang, id, en), fault->decimals);
}

static void put_sum(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_check_fault *fault)
{
    struct buffers b;
    const char *found = written(lang, fault->found, b.found);
    const char *expected = written(lang, fault->expected, b.expected);
    if (fault->step == IKM_CHECK_STEP_ROW)
        ikm_text_say(text, lang,
                     "Jumlah nilai pada %" PRId64 " baris responden salah; "
                     "yang pertama baris %" PRIu32
                     ": tertulis %s, seharusnya %s.",
                     "The totals of %" PRId64 " respondents are wrong; the "
                     "first is in row %" PRIu32 ": %s, it should be %s.",
                     fault->rows_used, fault->first_row, found, expected);
    else if (fault->step == IKM_CHECK_STEP_INDEX)
        ikm_text_say(text, lang,
                     "Jumlah NRR tertimbang tertulis %s, seharusnya %s.",
                     "The sum of the weighted means is given as %s, it should "
                     "be %s.",
                     found, expected);
    else if (fault->step == IKM_CHECK_STEP_NRR)
        ikm_text_say(text, lang, "Jumlah NRR tertulis %s, seharusnya %s.",
                     "The sum of the means is given as %s, it should be %s.",
                     found, expected);
    else if (fault->elements == 0)
        ikm_text_say(text, lang,
                     "Jumlah seluruh nilai tertulis %s, seharusnya %s.",
                     "The sum of all scores is given as %s, it should be %s.",
                     found, expected);
    else
        ikm_text_say(text, lang,
                     "Jumlah nilai unsur %s tidak cocok dengan jawabannya; "
                     "yang pertama tertulis %s, seharusnya %s.",
                     "The sum of %s does not fit its answers; the first is "
                     "given as %s, it should be %s.",
                     elements_of(lang, fault->elements, b.list), found,
                     expected);
}

static void put_unexplained(struct ikm_text *text, enum ikm_lang lang,
                            const struct ikm_check_fault *fault)
{
    static const char *const names[][2] = {
        [IKM_CHECK_STEP_ROW] = {"Jumlah baris", "The row total"},
        [IKM_CHECK_STEP_SUM] = {"Jumlah nilai", "The sum"},
        [IKM_CHECK_STEP_NRR] = {"NRR", "The mean"},
        [IKM_CHECK_STEP_WEIGHTED] = {"NRR tertimbang", "The weighted mean"},
        [IKM_CHECK_STEP_INDEX] = {"Nilai indeks", "The index"},
        [IKM_CHECK_STEP_IKM] = {"IKM", "The IKM"},
    };
    struct buffers b;
    ikm_text_say(
        text, lang,
        "%s%s%s tertulis %s, menurut perhitungan %s; sebabnya tidak "
        "dapat dijelaskan dari tabel.",
        "%s%s%s is given as %s, by calculation it is %s; the table "
        "does not explain why.",
        names[fault->step][lang == IKM_LANG_EN], fault->elements ? " " : "",
        fault->elements ? elements_of(lang, fault->elements, b.list) : "",
        written(lang, fault->found, b.found),
        written(lang, fault->expected, b.expected));
}

static void put_grade(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_check_fault *fault)
{
    struct buffers b;
    char of[LIST_BYTES + 16] = "";
    const char *id = "", *en = "";
    char cut[160];
    if (fault->elements)
        (void)snprintf(of, sizeof of, " %s %s", ikm_say(lang, "unsur", "of"),
                       elements_of(lang, fault->elements, b.list));
    if (fault->kind == IKM_CHECK_OLD_CUTOFFS) {
        id = "; yang dipakai batas kelas KepmenPAN 25/2004, bukan "
             "PermenPANRB 14/2017";
        en = "; the classes of KepmenPAN 25/2004 were used, not those of "
             "PermenPANRB 14/2017";
    } else if (fault->kind == IKM_CHECK_WRONG_CUTOFFS && fault->name[0]) {
        (void)snprintf(cut, sizeof cut, "; %s (%s)",
                       ikm_say(lang, "batas kelas yang dipakai salah",
                               "a wrong class bound was used"),
                       written(lang, fault->name, b.weight));
        id = en = cut;
    } else if (fault->kind == IKM_CHECK_WRONG_CUTOFFS) {
        id = "; batas kelas yang tertulis dalam berkas ini salah";
        en = "; the class bounds written in this file are wrong";
    }
    ikm_text_say(text, lang, "Mutu%s tertulis %s, seharusnya %s%s.",
                 "The grade%s is given as %s, it should be %s%s.", of,
                 fault->found, fault->expected, ikm_say(lang, id, en));
}

void ikm_words_check_fault(struct ikm_text *text, enum ikm_lang lang,
                           const struct ikm_check_result *result,
                           const struct ikm_check_fault *fault)
{
    char list[LIST_BYTES];
    switch (fault->kind) {
    case IKM_CHECK_SWAPPED:
        ikm_text_say(text, lang,
                     "Angka unsur ke-8 dan ke-9 tertukar; IKM tidak berubah, "
                     "tetapi unsur yang harus diperbaiki menjadi keliru.",
                     "The figures of elements 8 and 9 are swapped; the IKM "
                     "stays the same, but the wrong element is improved.");
        return;
    case IKM_CHECK_WEIGHT_011:
    case IKM_CHECK_WEIGHT_0111:
    case IKM_CHECK_WEIGHT_0071:
    case IKM_CHECK_WEIGHT_ROUNDED: put_weight(text, lang, result, fault); break;
    case IKM_CHECK_BLANK_IN_DIVISOR:
        ikm_text_say(text, lang,
                     "Jawaban kosong ikut menjadi pembagi: %s dibagi "
                     "seluruh %" PRId64 " baris, seharusnya dibagi jumlah "
                     "jawaban tiap unsur.",
                     "Blanks were counted in the divisor: %s divided by all "
                     "%" PRId64 " rows, it should be the number of answers to "
                     "each element.",
                     elements_of(lang, fault->elements, list), fault->divisor);
        break;
    case IKM_CHECK_OUT_OF_RANGE:
        ikm_text_say(text, lang,
                     "Nilai di luar 1 sampai 4 ikut dihitung (%s, yang pertama "
                     "pada baris %" PRIu32 "); nilai itu harus diperbaiki atau "
                     "dikosongkan.",
                     "Scores outside 1 to 4 were counted (%s, the first in row "
                     "%" PRIu32 "); correct them or leave them blank.",
                     elements_of(lang, fault->elements, list),
                     fault->first_row);
        break;
    case IKM_CHECK_ROWS_DROPPED: put_rows(text, lang, result, fault); break;
    case IKM_CHECK_ROUNDED_EARLY: put_rounding(text, lang, fault); break;
    case IKM_CHECK_WRONG_DIVISOR: put_divisor(text, lang, fault); break;
    case IKM_CHECK_WRONG_SUM: put_sum(text, lang, fault); break;
    case IKM_CHECK_UNEXPLAINED: put_unexplained(text, lang, fault); return;
    case IKM_CHECK_OLD_CUTOFFS:
    case IKM_CHECK_WRONG_CUTOFFS:
    case IKM_CHECK_WRONG_GRADE: put_grade(text, lang, fault); return;
    case IKM_CHECK_WRONG_LABEL:
        ikm_text_say(text, lang, "Kinerja tertulis \"%s\", seharusnya \"%s\".",
                     "The performance is given as \"%s\", it should be \"%s\".",
                     fault->found, fault->expected);
        return;
    case IKM_CHECK_KIND_COUNT: return;
    }
    put_effect(text, lang, result);
}

/* The first %lld is the count, the second the other number. */
static const char *const note_words[][2] = {
    [IKM_CHECK_NOTE_BLANKS] = {"Ada %lld jawaban kosong; tidak ikut "
                               "menjadi pembagi.",
                               "%lld answers are blank; they are in no "
                               "divisor."},
    [IKM_CHECK_NOTE_BLANKS_ASSUMED] =
        {"NRR %lld unsur cocok bila tidak semua responden menjawabnya.",
         "The means of %lld elements fit if not everybody answered."},
    [IKM_CHECK_NOTE_OUT_OF_RANGE] =
        {"Ada %lld nilai di luar 1 sampai 4; tidak ikut dihitung.",
         "%lld scores are outside 1 to 4; they were not counted."},
    [IKM_CHECK_NOTE_FORMULIR_ORDER] =
        {"Unsur ke-8 adalah sarana dan ke-9 pengaduan (urutan formulir).",
         "Element 8 is facilities and 9 is complaints (order of the paper "
         "form)."},
    [IKM_CHECK_NOTE_DISPLAY_ROUNDING] =
        {"Angka yang tampil dibulatkan, tetapi dihitung dari angka utuh.",
         "Figures are shown rounded, but were computed from whole ones."},
    [IKM_CHECK_NOTE_SMALL_N] = {"Respondennya hanya %lld orang.",
                                "There are only %lld respondents."},
    [IKM_CHECK_NOTE_N_DERIVED] =
        {"Jumlah responden tidak tertulis; menurut angkanya %lld orang.",
         "The number of respondents is not given; by the figures it is "
         "%lld."},
    [IKM_CHECK_NOTE_N_UNKNOWN] =
        {"Jumlah jawaban tidak tertulis dan tidak dapat diturunkan.",
         "The number of answers is not given and cannot be derived."},
    [IKM_CHECK_NOTE_N_DIFFERS] =
        {"Tertulis %lld responden, tetapi tabel memuat %lld.",
         "%lld respondents are stated, but the table holds %lld."},
    [IKM_CHECK_NOTE_ROUNDED_MEANS] =
        {"Hanya NRR yang sudah dibulatkan yang tersedia; semua nilai yang "
         "mungkin diperhitungkan.",
         "Only rounded means are given; every value they allow was "
         "considered."},
    [IKM_CHECK_NOTE_OWN_WEIGHTS] =
        {"Bobot tiap unsur berbeda, seperti tertulis dalam tabel.",
         "The elements have different weights, as the table says."},
    [IKM_CHECK_NOTE_NO_IKM] = {"IKM tidak tertulis dalam tabel.",
                               "The table gives no IKM."},
    [IKM_CHECK_NOTE_OLD_FORM] =
        {"Kuesioner 14 unsur: mutu dinilai menurut KepmenPAN 25/2004.",
         "A form of 14 elements: graded by KepmenPAN 25/2004."},
    [IKM_CHECK_NOTE_OTHER_TABLES] =
        {"Ada %lld tabel lain dalam berkas ini; yang diperiksa yang paling "
         "lengkap.",
         "%lld other tables are in this file; the fullest was checked."},
};
_Static_assert(IKM_COUNT(note_words) == IKM_CHECK_NOTE_COUNT, "one each");

void ikm_words_check_note(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_check_note *note)
{
    char buffer[LIST_BYTES];
    const char *format = note_words[note->kind][lang == IKM_LANG_EN];
    size_t length = 0;
    int n_placed = 0;
    for (const char *p = format; *p && length + 24 < sizeof buffer;) {
        if (strncmp(p, "%lld", 4) != 0) {
            buffer[length++] = *p++;
            continue;
        }
        length += (size_t)snprintf(buffer + length, sizeof buffer - length,
                                   "%" PRId64,
                                   n_placed++ ? note->other : note->count);
        p += 4;
    }
    buffer[length] = '\0';
    ikm_text_put(text, buffer);
}

const char *ikm_words_check_kind(enum ikm_lang lang, enum ikm_check_kind kind)
{
    static const char *const words[][2] = {
        [IKM_CHECK_SWAPPED] = {"U8/U9 tertukar", "U8/U9 swapped"},
        [IKM_CHECK_WEIGHT_011] = {"bobot 0,11", "weight 0.11"},
        [IKM_CHECK_WEIGHT_0111] = {"bobot 0,111", "weight 0.111"},
        [IKM_CHECK_WEIGHT_0071] = {"bobot 0,071", "weight 0.071"},
        [IKM_CHECK_WEIGHT_ROUNDED] = {"bobot dibulatkan", "weight rounded"},
        [IKM_CHECK_BLANK_IN_DIVISOR] = {"kosong jadi pembagi",
                                        "blanks in divisor"},
        [IKM_CHECK_OUT_OF_RANGE] = {"nilai di luar 1-4", "scores outside 1-4"},
        [IKM_CHECK_ROWS_DROPPED] = {"baris tidak dihitung", "rows dropped"},
        [IKM_CHECK_ROUNDED_EARLY] = {"terlalu dini dibulatkan",
                                     "rounded early"},
        [IKM_CHECK_WRONG_DIVISOR] = {"pembagi salah", "wrong divisor"},
        [IKM_CHECK_WRONG_SUM] = {"jumlah salah", "wrong sum"},
        [IKM_CHECK_UNEXPLAINED] = {"tidak terjelaskan", "unexplained"},
        [IKM_CHECK_OLD_CUTOFFS] = {"batas kelas lama", "old cut-offs"},
        [IKM_CHECK_WRONG_CUTOFFS] = {"batas kelas salah", "wrong cut-offs"},
        [IKM_CHECK_WRONG_GRADE] = {"mutu salah", "wrong grade"},
        [IKM_CHECK_WRONG_LABEL] = {"kinerja salah", "wrong label"},
    };
    _Static_assert(IKM_COUNT(words) == IKM_CHECK_KIND_COUNT, "one each");
    return words[kind][lang == IKM_LANG_EN];
}

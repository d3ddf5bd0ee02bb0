#include <string.h>

#include "analyze/check/check_internal.h"
#include "data/base/utf8.h"

enum { FOLDED_BYTES = 160 };

struct mark {
    const char *part; /* of the folded label */
    int meaning;
};

static int find_mark(const struct mark *marks, size_t n, const char *folded)
{
    for (size_t i = 0; i < n; i++)
        if (strstr(folded, marks[i].part))
            return marks[i].meaning;
    return 0;
}

/* The first mark in a label decides. */
static enum check_metric metric_of(const char *label)
{
    static const struct mark marks[] = {
        {"interval", CHECK_LEGEND},
        {"tertimbang", CHECK_WEIGHTED},
        {"tertbg", CHECK_WEIGHTED},
        {"tertimb", CHECK_WEIGHTED},
        {"weighted", CHECK_WEIGHTED},
        {"bobot", CHECK_WEIGHT},
        {"penimbang", CHECK_WEIGHT},
        {"responden", CHECK_N},
        {"respons", CHECK_N},
        {"pengisi", CHECK_N},
        {"terisi", CHECK_N},
        {"jumlahjawaban", CHECK_N},
        {"jumlahkuesioner", CHECK_N},
        {"jumlahdata", CHECK_N},
        {"banyakjawaban", CHECK_N},
        {"yangmenjawab", CHECK_N},
        {"konversi", CHECK_VALUE},
        {"x25", CHECK_VALUE},
        {"ikmperunsur", CHECK_VALUE},
        {"ikmunsur", CHECK_VALUE},
        {"mutu", CHECK_GRADE},
        {"grade", CHECK_GRADE},
        {"kinerja", CHECK_LABEL},
        {"kategori", CHECK_LABEL},
        {"predikat", CHECK_LABEL},
        {"performance", CHECK_LABEL},
        {"nrr", CHECK_NRR},
        {"ratarata", CHECK_NRR},
        {"rerata", CHECK_NRR},
        {"mean", CHECK_NRR},
        {"average", CHECK_NRR},
        {"ikm", CHECK_IKM},
        {"indekskepuasan", CHECK_IKM},
        {"nilaiskm", CHECK_IKM},
        {"indeksskm", CHECK_IKM},
        {"hasilskm", CHECK_IKM},
        {"indeks", CHECK_INDEX},
        {"index", CHECK_INDEX},
        {"jumlah", CHECK_SUM},
        {"total", CHECK_SUM},
        {"sigma", CHECK_SUM},
        {"nilaiperunsur", CHECK_SCORE},
        {"nilaiunsur", CHECK_SCORE},
        {"sumof", CHECK_SUM},
    };
    static const struct mark whole[] = {
        {"skor", CHECK_SCORE},    {"n", CHECK_N},
        {"sum", CHECK_SUM},       {"skm", CHECK_IKM},
        {"weight", CHECK_WEIGHT}, {"weights", CHECK_WEIGHT},
        {"count", CHECK_N},       {"nilai", CHECK_SCORE},
    };
    char folded[FOLDED_BYTES];
    (void)ikm_fold_letters(label, folded, sizeof folded);
    for (size_t i = 0; i < IKM_COUNT(whole); i++)
        if (strcmp(folded, whole[i].part) == 0)
            return (enum check_metric)whole[i].meaning;
    return (enum check_metric)find_mark(marks, IKM_COUNT(marks), folded);
}

/* "NRR per unsur = jumlah nilai : jumlah kuesioner" is a mean: what stands
 * behind the sign tells how it was made. */
enum check_metric check_metric_of(const char *label)
{
    char before[FOLDED_BYTES];
    const size_t length = strcspn(label, "=");
    if (length < sizeof before && label[length]) {
        memcpy(before, label, length);
        before[length] = '\0';
        const enum check_metric metric = metric_of(before);
        if (metric != CHECK_NONE)
            return metric;
    }
    return metric_of(label);
}

int check_code_of(const char *label)
{
    static const char *const heads[] = {"unsuru", "unsur", "u", "p", "q", "x"};
    char folded[FOLDED_BYTES];
    (void)ikm_fold_letters(label, folded, sizeof folded);
    for (size_t i = 0; i < IKM_COUNT(heads); i++) {
        const size_t length = strlen(heads[i]);
        const char *p = folded + length;
        if (strncmp(folded, heads[i], length) != 0 || *p < '0' || *p > '9')
            continue;
        int code = 0;
        for (; *p >= '0' && *p <= '9' && code < 100; p++)
            code = code * 10 + (*p - '0');
        /* "U1 Persyaratan" is a heading, "P3K" is none */
        if (*p == '\0' || heads[i][0] == 'u')
            return code <= IKM_CHECK_MOST_ELEMENTS ? code : 0;
    }
    return 0;
}

int check_name_of(const char *label)
{
    static const struct mark marks[] = {
        {"persyarat", 1}, {"prosedur", 2},    {"waktu", 3},  {"biaya", 4},
        {"tarif", 4},     {"spesifikasi", 5}, {"produk", 5}, {"kompetensi", 6},
        {"perilaku", 7},  {"pengaduan", 8},   {"sarana", 9},
    };
    char folded[FOLDED_BYTES];
    (void)ikm_fold_letters(label, folded, sizeof folded);
    return find_mark(marks, IKM_COUNT(marks), folded);
}

static int is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

char check_letter_of(const char *text)
{
    while (*text == ' ' || *text == '(' || *text == '"' || *text == '\'' ||
           *text == ':' || *text == '=')
        text++;
    const char letter = (char)(*text >= 'a' ? *text - 'a' + 'A' : *text);
    if (letter < 'A' || letter > 'E')
        return 0;
    const char *p = text + 1;
    if (is_letter(*p) || (*p >= '0' && *p <= '9'))
        return 0;
    while (*p == ' ')
        p++;
    /* "B", "B (Baik)", "B - Baik", "B Baik"; not "A list of" */
    if (is_letter(*p) && !check_is_word(p))
        return 0;
    return letter;
}

int check_is_word(const char *text)
{
    char folded[FOLDED_BYTES];
    const size_t length = ikm_fold_letters(text, folded, sizeof folded);
    static const char *const words[] = {
        "baik",  "cukup",    "memuaskan", "puas", "buruk", "prima",    "sedang",
        "bagus", "istimewa", "excellent", "good", "poor",  "sempurna", "fair"};
    if (length > 40)
        return 0;
    for (size_t i = 0; i < IKM_COUNT(words); i++)
        if (strstr(folded, words[i]))
            return 1;
    return 0;
}

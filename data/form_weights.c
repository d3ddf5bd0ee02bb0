#include "data/form_internal.h"

/* Keeps every sum of weights far inside 64 bits, here and in the analysis. */
enum { MAX_COMMON_DENOMINATOR = 1000000000 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 1..6 digits at *text, moved past; false otherwise. */
static bool take_digits(const char **text, int64_t *ret_value, int64_t *ret_ten)
{
    int n = 0;
    *ret_value = 0;
    *ret_ten = 1;
    for (; is_digit(**text); (*text)++) {
        if (++n > 6)
            return false;
        *ret_value = *ret_value * 10 + (**text - '0');
        *ret_ten *= 10;
    }
    return n > 0;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* "1/9", "0.11", "0,11", "1" in lowest terms. */
static bool parse_weight(const char *text, struct ikm_fraction *ret_weight)
{
    int64_t whole = 0;
    int64_t part = 0;
    int64_t ten = 1;
    struct ikm_fraction weight = {0, 1};

    if (!take_digits(&text, &whole, &ten))
        return false;
    weight.numerator = whole;
    const char sign = *text;
    if (sign != '\0') {
        text++;
        if (!take_digits(&text, &part, &ten) || *text != '\0')
            return false;
        if (sign == '/')
            weight.denominator = part;
        else if (sign == '.' || sign == ',')
            weight = (struct ikm_fraction){whole * ten + part, ten};
        else
            return false;
    }
    if (weight.denominator == 0)
        return false;
    const int64_t divisor =
        common_divisor(weight.numerator, weight.denominator);
    ret_weight->numerator = weight.numerator / divisor;
    ret_weight->denominator = weight.denominator / divisor;
    return true;
}

/* Adds up the weights exactly: each is at most 1, so the sum stays below
 * IKM_MAX_ELEMENTS times the common denominator. */
static void check_sum(struct ikm_form_build *build)
{
    const uint32_t column =
        build->sheet[IKM_FORM_ELEMENTS].column[ELEMENTS_WEIGHT];
    const size_t n = build->form.n_elements;
    int64_t common = 1;
    int64_t sum = 0;

    for (size_t e = 0; e < n; e++) {
        const int64_t denominator = build->element[e].weight.denominator;
        common = common / common_divisor(common, denominator) * denominator;
        if (common > MAX_COMMON_DENOMINATOR) {
            ikm_fault_add(build->faults, 0, column,
                          "elements.csv: penyebut bobot terlalu "
                          "beragam; tulislah semua bobot sebagai pecahan "
                          "dengan penyebut yang sama",
                          "elements.csv: the denominators of the weights are "
                          "too many; write all weights as fractions of one "
                          "denominator");
            return;
        }
    }
    for (size_t e = 0; e < n; e++) {
        const struct ikm_fraction weight = build->element[e].weight;
        sum += weight.numerator * (common / weight.denominator);
    }
    if (sum == common)
        return;
    const int64_t divisor = common_divisor(common, sum);
    ikm_fault_add(build->faults, 0, column,
                  "elements.csv: jumlah bobot %lld/%lld, harus tepat 1; "
                  "tulislah bobot sebagai pecahan seperti 1/%zu, atau "
                  "kosongkan semuanya",
                  "elements.csv: the weights add up to %lld/%lld, it must be "
                  "exactly 1; write them as fractions such as 1/%zu, or leave "
                  "them all empty",
                  (long long)(sum / divisor), (long long)(common / divisor), n);
}

/* False when a weight is missing or not understood. */
static bool read_weight(struct ikm_form_build *build, size_t e)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_ELEMENTS];
    const struct ikm_form_row *row = &sheet->rows[e];
    const char *cell = row->cell[ELEMENTS_WEIGHT];
    const uint32_t column = sheet->column[ELEMENTS_WEIGHT];
    char quote[IKM_FORM_QUOTE_BYTES];

    if (*cell == '\0') {
        ikm_fault_add(build->faults, row->number, column,
                      "elements.csv: bobot kosong, padahal unsur lain "
                      "berbobot; isi semua bobot atau kosongkan semuanya",
                      "elements.csv: the weight is empty though others are "
                      "given; fill in all weights or none");
        return false;
    }
    struct ikm_fraction *weight = &build->element[e].weight;
    if (parse_weight(cell, weight) && weight->numerator <= weight->denominator)
        return true;
    ikm_fault_add(
        build->faults, row->number, column,
        "elements.csv: bobot \"%s\" harus 0 sampai 1, sebagai pecahan "
        "seperti 1/9 atau desimal seperti 0.125",
        "elements.csv: the weight \"%s\" must be from 0 to 1, a fraction "
        "such as 1/9 or a decimal such as 0.125",
        ikm_form_quote(cell, quote));
    return false;
}

void ikm_form_build_weights(struct ikm_form_build *build)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_ELEMENTS];
    const size_t n = build->form.n_elements;
    bool any_given = false;
    bool all_read = true;

    for (size_t e = 0; e < n; e++) {
        any_given |= *sheet->rows[e].cell[ELEMENTS_WEIGHT] != '\0';
        build->element[e].weight = (struct ikm_fraction){1, (int64_t)n};
    }
    if (!any_given)
        return;
    for (size_t e = 0; e < n; e++)
        all_read &= read_weight(build, e);
    if (all_read && sheet->whole)
        check_sum(build);
}

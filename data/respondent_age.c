#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "data/base/number.h"
#include "data/respondent_internal.h"

enum { MAX_YEARS = 120, WORD_ROOM = 16 };

/* What stands beside the numbers. */
enum meaning { NOTHING, RANGE, BELOW, ABOVE, INCLUSIVE };

static const struct {
    const char *text;
    enum meaning meaning;
} words[] = {
    {"usia", NOTHING}, {"umur", NOTHING},  {"tahun", NOTHING},
    {"thn", NOTHING},  {"th", NOTHING},    {"tahunan", NOTHING},
    {"year", NOTHING}, {"years", NOTHING}, {"old", NOTHING},
    {"yr", NOTHING},   {"yrs", NOTHING},   {"di", NOTHING},
    {"dari", NOTHING}, {"than", NOTHING},  {"sampai", RANGE},
    {"hingga", RANGE}, {"s", RANGE},       {"d", RANGE},
    {"sd", RANGE},     {"dengan", RANGE},  {"to", RANGE},
    {"bawah", BELOW},  {"kurang", BELOW},  {"under", BELOW},
    {"less", BELOW},   {"lebih", ABOVE},   {"over", ABOVE},
    {"more", ABOVE},   {"atas", ABOVE},    {"ke", INCLUSIVE},
};

static const struct {
    const char *text;
    enum meaning meaning;
    bool is_closed; /* the number itself is meant too */
} signs[] = {
    {" ", NOTHING, false}, {".", NOTHING, false},
    {":", NOTHING, false}, {"/", NOTHING, false},
    {"(", NOTHING, false}, {")", NOTHING, false},
    {"-", RANGE, false},   {"\xE2\x80\x93", RANGE, false},
    {"<", BELOW, false},   {"\xE2\x89\xA4", BELOW, true},
    {">", ABOVE, false},   {"\xE2\x89\xA5", ABOVE, true},
    {"+", ABOVE, true},    {"=", NOTHING, true},
};

/* What was read of a text so far. */
struct reading {
    int n_numbers;
    int years[2];
    bool range, below, above, inclusive;
};

static bool take_number(const char **text, struct reading *reading)
{
    char room[WORD_ROOM];
    int64_t years = 0;
    const size_t n = strspn(*text, "0123456789");
    /* "30.5", "30 31": not two ages */
    if (n >= sizeof room || reading->n_numbers == 2 ||
        (reading->n_numbers == 1 && !reading->range))
        return false;
    memcpy(room, *text, n);
    room[n] = '\0';
    *text += n;
    if (!ikm_parse_count(room, MAX_YEARS, &years))
        return false;
    reading->years[reading->n_numbers++] = (int)years;
    return true;
}

static bool note(struct reading *reading, enum meaning meaning)
{
    switch (meaning) {
    case NOTHING: return true;
    case RANGE: reading->range = true; return reading->n_numbers == 1;
    case BELOW: reading->below = true; return true;
    case ABOVE: reading->above = true; return true;
    case INCLUSIVE: reading->inclusive = true; return true;
    }
    return false;
}

static bool take_word(const char **text, struct reading *reading)
{
    char word[WORD_ROOM];
    size_t n = 0;
    for (; isalpha((unsigned char)**text); (*text)++) {
        if (n + 1 == sizeof word)
            return false;
        word[n++] = (char)(**text | 0x20);
    }
    word[n] = '\0';
    for (size_t i = 0; i < IKM_COUNT(words); i++)
        if (strcmp(words[i].text, word) == 0)
            return note(reading, words[i].meaning);
    return false;
}

static bool take_sign(const char **text, struct reading *reading)
{
    for (size_t i = 0; i < IKM_COUNT(signs); i++) {
        const size_t n = strlen(signs[i].text);
        if (strncmp(*text, signs[i].text, n) != 0)
            continue;
        *text += n;
        /* "60+", but not "+60" */
        if (signs[i].is_closed) {
            reading->inclusive = true;
            if (*signs[i].text == '+' && reading->n_numbers == 0)
                return false;
        }
        return note(reading, signs[i].meaning);
    }
    return false;
}

/* The code of what was read; 0 when it says no age, or several bands. */
static uint8_t conclude(const struct reading *r)
{
    int from = r->years[0];
    int to = r->years[r->n_numbers == 2 ? 1 : 0];
    if (r->n_numbers == 0 || (r->below && r->above) ||
        (r->range && (r->n_numbers < 2 || r->below || r->above)))
        return 0;
    if (r->n_numbers == 1 && !r->below && !r->above)
        return r->inclusive ? (uint8_t)0 : (uint8_t)from;
    if (r->below) {
        to -= !r->inclusive;
        from = 1;
    } else if (r->above) {
        from += !r->inclusive;
        to = MAX_YEARS;
    } else if (from == 0)
        from = 1;
    const uint8_t band = from <= to && from <= MAX_YEARS && to > 0
                             ? ikm_age_band((uint8_t)from)
                             : (uint8_t)0;
    return band > 0 && band == ikm_age_band((uint8_t)to)
               ? (uint8_t)(IKM_AGE_BAND + band)
               : (uint8_t)0;
}

int ikm_respondent_parse_age(const char *text, uint8_t *ret_code)
{
    struct reading reading = {0};
    *ret_code = IKM_AGE_OTHER;
    while (*text) {
        const unsigned char c = (unsigned char)*text;
        const bool is_known = isdigit(c)   ? take_number(&text, &reading)
                              : isalpha(c) ? take_word(&text, &reading)
                                           : take_sign(&text, &reading);
        if (!is_known)
            return 0;
    }
    const uint8_t code = conclude(&reading);
    if (code == 0)
        return 0;
    *ret_code = code;
    return 1;
}

#include <stdbool.h>
#include <string.h>

#include "data/respondent_internal.h"

/* What words beside a clock time mean. */
enum meaning { NOTHING, MORNING, AFTERNOON, OTHER, AM, PM };

static const struct {
    const char *word;
    enum meaning meaning;
} words[] = {
    {"pagi", MORNING},   {"siang", AFTERNOON}, {"sore", AFTERNOON},
    {"lainnya", OTHER},  {"other", OTHER},     {"am", AM},
    {"pm", PM},          {"pukul", NOTHING},   {"jam", NOTHING},
    {"wib", NOTHING},    {"wita", NOTHING},    {"wit", NOTHING},
    {"sampai", NOTHING}, {"dengan", NOTHING},  {"hingga", NOTHING},
    {"sd", NOTHING},     {"s", NOTHING},       {"d", NOTHING},
    {"to", NOTHING},     {"morning", MORNING}, {"afternoon", AFTERNOON},
};

/* What was read of a text so far. */
struct reading {
    int n_clocks;
    int minute[2]; /* of the day */
    enum meaning said;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static uint8_t band(int minute)
{
    if (minute >= 8 * 60 && minute <= 12 * 60)
        return IKM_HOUR_MORNING;
    if (minute >= 13 * 60 && minute <= 17 * 60)
        return IKM_HOUR_AFTERNOON;
    return IKM_HOUR_OTHER;
}

uint8_t ikm_respondent_hour(int32_t second_of_day)
{
    return second_of_day < 0 ? (uint8_t)0 : band((int)(second_of_day / 60));
}

/* A run of digits; -1 when it is longer than four. */
static int take_number(const char **text, int *ret_n_digits)
{
    int value = 0;
    *ret_n_digits = 0;
    for (; is_digit(**text); (*text)++) {
        if (++*ret_n_digits > 4)
            return -1;
        value = value * 10 + (**text - '0');
    }
    return value;
}

/* "9", "9.15", "09:15", "09:15:03", "0915"; false when it is no time. */
static bool take_clock(const char **text, struct reading *reading)
{
    int part[3] = {0, 0, 0};
    int n_parts = 0;
    int n_digits = 0;

    if (reading->n_clocks == 2)
        return false;
    for (;;) {
        part[n_parts++] = take_number(text, &n_digits);
        if (n_parts == 1 && n_digits > 2) {
            part[1] = part[0] % 100;
            part[0] /= 100;
            break;
        }
        if (n_parts > 1 && n_digits != 2)
            return false;
        if ((**text != '.' && **text != ':') || !is_digit((*text)[1]))
            break;
        if (n_parts == 3)
            return false;
        (*text)++;
    }
    if (part[0] < 0 || part[0] > 23 || part[1] < 0 || part[1] > 59 ||
        part[2] > 59)
        return false;
    reading->minute[reading->n_clocks++] = part[0] * 60 + part[1];
    return true;
}

static void shift_half_day(struct reading *reading, enum meaning half)
{
    if (reading->n_clocks == 0)
        return;
    int *minute = &reading->minute[reading->n_clocks - 1];
    if (half == PM && *minute < 12 * 60)
        *minute += 12 * 60;
    else if (half == AM && *minute >= 12 * 60)
        *minute -= 12 * 60;
}

/* False for a word that is not known, or contradicts one before it. */
static bool take_word(const char **text, struct reading *reading)
{
    char word[16];
    size_t n = 0;
    for (; is_letter(**text); (*text)++) {
        if (n + 1 == sizeof word)
            return false;
        word[n++] = (char)(**text | 0x20);
    }
    word[n] = '\0';
    for (size_t i = 0; i < IKM_COUNT(words); i++) {
        if (strcmp(words[i].word, word) != 0)
            continue;
        const enum meaning meaning = words[i].meaning;
        if (meaning == AM || meaning == PM)
            shift_half_day(reading, meaning);
        else if (meaning != NOTHING) {
            if (reading->said != NOTHING && reading->said != meaning)
                return false;
            reading->said = meaning;
        }
        return true;
    }
    return false;
}

/* The band of what was read; 0 when it says none, or several. */
static uint8_t conclude(const struct reading *reading)
{
    if (reading->n_clocks > 0) {
        const uint8_t first = band(reading->minute[0]);
        const uint8_t last = band(reading->minute[reading->n_clocks - 1]);
        return first == last && first != IKM_HOUR_OTHER ? first : (uint8_t)0;
    }
    switch (reading->said) {
    case MORNING: return IKM_HOUR_MORNING;
    case AFTERNOON: return IKM_HOUR_AFTERNOON;
    case OTHER: return IKM_HOUR_OTHER;
    case NOTHING:
    case AM:
    case PM: break;
    }
    return 0;
}

int ikm_respondent_parse_hour(const char *text, uint8_t *ret_code)
{
    struct reading reading = {.said = NOTHING};
    *ret_code = IKM_HOUR_OTHER;
    while (*text) {
        bool is_known = true;
        if (is_digit(*text))
            is_known = take_clock(&text, &reading);
        else if (is_letter(*text))
            is_known = take_word(&text, &reading);
        else
            text++;
        if (!is_known)
            return 0;
    }
    const uint8_t code = conclude(&reading);
    if (code == 0)
        return 0;
    *ret_code = code;
    return 1;
}

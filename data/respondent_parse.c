#include <stdbool.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/respondent_internal.h"

/* Longer than any alias, so a text that is cut can never become one. */
enum { FOLD_ROOM = 64, TEXT_ROOM = 256 };

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool is_one_of(const char *folded, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(folded, words[i]) == 0)
            return true;
    return false;
}

/* The code of a folded text; 0 when no alias is the same. */
static uint8_t find_alias(enum ikm_field field, const char *folded)
{
    size_t n = 0;
    const struct ikm_respondent_alias *alias =
        ikm_respondent_aliases(field, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(alias[i].folded, folded) == 0)
            return alias[i].code;
    return 0;
}

/* Words around a value that say nothing of their own. */
static const char *const before[] = {"tamat", "lulusan", "lulus",
                                     "penyandangdisabilitas", "disabilitas"};
static const char *const after[] = {"atausederajat", "dansederajat",
                                    "sederajat", "setara"};
static const char *const alone[] = {"sederajat", "setara", "sebutkan",
                                    "disabilitas"};

/* As find_alias(), without such words. Changes `folded`. */
static uint8_t find_bared(enum ikm_field field, char *folded)
{
    uint8_t code = find_alias(field, folded);
    for (size_t i = 0; code == 0 && i < IKM_COUNT(before); i++)
        if (starts_with(folded, before[i])) {
            folded += strlen(before[i]);
            code = find_alias(field, folded);
        }
    const size_t length = strlen(folded);
    for (size_t i = 0; code == 0 && i < IKM_COUNT(after); i++) {
        const size_t tail = strlen(after[i]);
        if (length > tail && strcmp(folded + length - tail, after[i]) == 0) {
            folded[length - tail] = '\0';
            return find_alias(field, folded);
        }
    }
    return code;
}

/* Past a list number such as "3. ", "3) ", "c. ". */
static const char *skip_number(const char *text)
{
    size_t n = strspn(text, "0123456789");
    const bool is_letter = n == 0 && ((text[0] >= 'a' && text[0] <= 'z') ||
                                      (text[0] >= 'A' && text[0] <= 'Z'));
    if (is_letter)
        n = 1;
    if (n == 0 || n > 2 || (text[n] != '.' && text[n] != ')'))
        return text;
    return is_letter && text[n + 1] != ' ' ? text : text + n + 1;
}

/* Bytes of the separator that stands here: "SMA/SMK", "S1 (Sarjana)". */
static size_t separator_at(const char *text)
{
    static const char *const words[] = {" atau ", " dan ", " - ",
                                        " \xE2\x80\x93 "};
    if (strchr("/()[],;|&+", *text))
        return 1;
    for (size_t i = 0; i < IKM_COUNT(words); i++)
        if (starts_with(text, words[i]))
            return strlen(words[i]);
    return 0;
}

/* Takes in one part, text[0..length): false when it is unknown, or means
 * another value than the parts before it. */
static bool take_part(enum ikm_field field, char *text, size_t length,
                      uint8_t *code)
{
    char folded[FOLD_ROOM];
    const char kept = text[length];
    text[length] = '\0';
    (void)ikm_fold_letters(text, folded, sizeof folded);
    text[length] = kept;
    if (*folded == '\0' || is_one_of(folded, alone, IKM_COUNT(alone)))
        return true;
    const uint8_t found = find_bared(field, folded);
    if (found == 0 || (*code != 0 && *code != found))
        return false;
    *code = found;
    return true;
}

/* The code that all parts of a text agree on; 0 when they do not. */
static uint8_t find_in_parts(enum ikm_field field, const char *text)
{
    char spaced[TEXT_ROOM];
    uint8_t code = 0;
    if (strlen(text) >= TEXT_ROOM / 2)
        return 0;
    (void)ikm_fold_spaces(text, spaced, sizeof spaced);
    char *start = spaced;
    for (char *p = spaced; *p;) {
        const size_t n = separator_at(p);
        if (n == 0) {
            p++;
            continue;
        }
        if (!take_part(field, start, (size_t)(p - start), &code))
            return 0;
        p += n;
        start = p;
    }
    return take_part(field, start, strlen(start), &code) ? code : 0;
}

static uint8_t find_value(enum ikm_field field, const char *text)
{
    char folded[FOLD_ROOM];
    (void)ikm_fold_letters(text, folded, sizeof folded);
    const uint8_t code = find_alias(field, folded);
    return code != 0 ? code : find_in_parts(field, skip_number(text));
}

/* Nothing but blanks and signs, or our own word for it. */
static bool is_unfilled(const char *text)
{
    char folded[FOLD_ROOM];
    (void)ikm_fold_letters(text, folded, sizeof folded);
    return *folded == '\0' || strcmp(folded, "tidakdiisi") == 0 ||
           strcmp(folded, "notfilledin") == 0;
}

int ikm_respondent_parse(enum ikm_field field, const char *text,
                         uint8_t *ret_code)
{
    while (*text == ' ')
        text++;
    *ret_code = 0;
    if (is_unfilled(text))
        return 1;
    if (field == IKM_FIELD_AGE)
        return ikm_respondent_parse_age(text, ret_code);
    if (field == IKM_FIELD_HOUR)
        return ikm_respondent_parse_hour(text, ret_code);
    const uint8_t code = find_value(field, text);
    *ret_code = code != 0 ? code : ikm_respondent_other(field);
    return code != 0;
}

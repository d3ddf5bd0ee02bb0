#include "collect/answer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"

enum { KEY_BYTES = 512 };

/* The score whose label folds to `key`; 0 when none does. */
static uint8_t score_of_label(const struct ikm_form *form, size_t question,
                              const char *key)
{
    char label_key[KEY_BYTES];
    for (int score = 1; score <= form->scale_max; score++) {
        (void)ikm_fold_letters(form->questions[question].label[score],
                               label_key, sizeof label_key);
        if (strcmp(label_key, key) == 0)
            return (uint8_t)score;
    }
    return 0;
}

/* Reads the digits that `text` starts with; *ret_rest is what follows them. */
static long leading_number(const char *text, const char **ret_rest)
{
    long value = 0;
    const char *p = text;
    while (*p >= '0' && *p <= '9' && value < 100000)
        value = value * 10 + (*p++ - '0');
    *ret_rest = p;
    return value;
}

/* "3.0", "3,00": what follows the digits of a whole number. */
static bool only_zero_decimals(const char *rest)
{
    if (*rest != '.' && *rest != ',')
        return false;
    if (*++rest == '\0')
        return false;
    while (*rest == '0')
        rest++;
    return *rest == '\0';
}

static bool is_number(const char *text)
{
    bool digit = false;
    const char *p = text;
    if (*p == '-' || *p == '+')
        p++;
    for (; *p; p++) {
        if (*p >= '0' && *p <= '9')
            digit = true;
        else if (*p != '.' && *p != ',')
            return false;
    }
    return digit;
}

enum ikm_answer_fault ikm_answer_parse(const struct ikm_form *form,
                                       size_t question, const char *text,
                                       uint8_t *ret_score)
{
    char key[KEY_BYTES];
    const char *rest = text;
    if (text[0] == '\0') {
        *ret_score = 0;
        return IKM_ANSWER_OK;
    }
    const long number = leading_number(text, &rest);
    const bool has_digits = rest != text;
    if (has_digits && (*rest == '\0' || only_zero_decimals(rest))) {
        if (number < 1 || number > form->scale_max)
            return IKM_ANSWER_OUTSIDE;
        *ret_score = (uint8_t)number;
        return IKM_ANSWER_OK;
    }
    if (is_number(text))
        return IKM_ANSWER_OUTSIDE;
    (void)ikm_fold_letters(has_digits ? rest : text, key, sizeof key);
    const uint8_t score = score_of_label(form, question, key);
    if (score == 0)
        return IKM_ANSWER_UNKNOWN;
    if (has_digits && number != score)
        return IKM_ANSWER_CONFLICT;
    *ret_score = score;
    return IKM_ANSWER_OK;
}

static enum ikm_status fail_length(const struct ikm_form *form, size_t n_found,
                                   struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "jawaban berisi %zu angka; kuesioner %s meminta %zu "
                    "(1..%d, 0 atau - bila tidak dijawab)",
                    "the answers hold %zu figures; form %s asks for %zu "
                    "(1..%d, 0 or - where not answered)",
                    n_found, form->id, ikm_form_n_asked(form), form->scale_max);
}

/* One answer of the string at *p, moved past it; -1 when it is none. */
static int next_answer(const struct ikm_form *form, const char **p)
{
    const char *at = *p;
    if (*at == '-') {
        *p = at + 1;
        return 0;
    }
    if (*at < '0' || *at > '9')
        return -1;
    int value = *at++ - '0';
    while (form->scale_max > 9 && *at >= '0' && *at <= '9' && value < 1000)
        value = value * 10 + (*at++ - '0');
    *p = at;
    return value;
}

/* `start`..`end` is the number that was found, or nothing: then the character
 * that stands at `start`. */
static enum ikm_status fail_answer(const struct ikm_form *form, size_t number,
                                   const char *start, const char *end,
                                   struct ikm_error *err)
{
    size_t length = (size_t)(end - start);
    if (length == 0) {
        length = 1;
        while (((unsigned char)start[length] & 0xC0) == 0x80)
            length++;
    }
    return ikm_fail(err, IKM_INPUT,
                    "jawaban ke-%zu: ditemukan \"%.*s\"; yang boleh 1..%d, 0 "
                    "atau - bila tidak dijawab",
                    "answer %zu: found \"%.*s\"; allowed are 1..%d, 0 or - "
                    "where not answered",
                    number, (int)length, start, form->scale_max);
}

enum ikm_status ikm_answers_parse(const struct ikm_form *form, const char *text,
                                  struct ikm_response *response,
                                  struct ikm_error *err)
{
    const char *p = text;
    size_t n = 0;
    bool any = false;
    while (*p) {
        if (*p == ' ' || *p == ',') {
            p++;
            continue;
        }
        const char *start = p;
        const int value = next_answer(form, &p);
        if (value < 0 || value > form->scale_max)
            return fail_answer(form, n + 1, start, p, err);
        const size_t question = ikm_form_question_at(form, n);
        if (n < ikm_form_n_asked(form)) {
            response->answer[question] = (uint8_t)value;
            any |= value > 0 && question < form->n_questions;
        }
        n++;
    }
    if (n != ikm_form_n_asked(form))
        return fail_length(form, n, err);
    if (!any)
        return ikm_fail(err, IKM_INPUT,
                        "tidak satu pun unsur dijawab; isi paling sedikit satu",
                        "no element was answered; give at least one answer");
    response->n_answers = (uint8_t)form->n_questions;
    response->n_more = (uint8_t)form->n_more;
    return IKM_OK;
}

int ikm_low_limit(const struct ikm_form *form)
{
    return form->scale_max / 2;
}

uint8_t ikm_element_low(const struct ikm_form *form,
                        const struct ikm_response *response, size_t element)
{
    uint8_t low = 0;
    for (size_t q = 0; q < form->n_questions; q++) {
        const uint8_t answer = response->answer[q];
        if (form->questions[q].element == element && answer > 0 &&
            (low == 0 || answer < low))
            low = answer;
    }
    return low;
}

/* The element that `length` bytes of `text` name by key or code; -1: none. */
static int find_element(const struct ikm_form *form, const char *text,
                        size_t length)
{
    char word[KEY_BYTES], name[KEY_BYTES], code[KEY_BYTES];
    if (length >= sizeof name)
        return -1;
    memcpy(name, text, length);
    name[length] = '\0';
    (void)ikm_fold_letters(name, word, sizeof word);
    for (size_t e = 0; e < form->n_elements; e++) {
        (void)ikm_fold_letters(form->elements[e].key, name, sizeof name);
        (void)ikm_fold_letters(form->elements[e].code, code, sizeof code);
        if (strcmp(word, name) == 0 || strcmp(word, code) == 0)
            return (int)e;
    }
    return -1;
}

/* A code of the element's list, or its label, or a text of its own. */
static enum ikm_status read_cause(const struct ikm_element *element,
                                  const char *text, struct ikm_arena *arena,
                                  struct ikm_low_cause *cause,
                                  struct ikm_error *err)
{
    char key[KEY_BYTES], label[KEY_BYTES];
    const char *rest = text;
    const long number = leading_number(text, &rest);
    const bool is_code = rest != text && *rest == '\0';
    (void)ikm_fold_letters(text, key, sizeof key);
    cause->text = "";
    for (size_t i = 0; i < element->n_causes; i++) {
        (void)ikm_fold_letters(element->causes[i].text, label, sizeof label);
        if ((is_code && element->causes[i].code == number) ||
            (!is_code && strcmp(key, label) == 0)) {
            cause->code = element->causes[i].code;
            return IKM_OK;
        }
    }
    if (is_code)
        return ikm_fail(err, IKM_INPUT,
                        "sebab %ld tidak ada untuk unsur %s; lihat: ikm form "
                        "show",
                        "there is no cause %ld for element %s; see: ikm form "
                        "show",
                        number, element->key);
    if (key[0] == '\0')
        return ikm_fail(err, IKM_INPUT, "sebab untuk unsur %s kosong",
                        "the cause for element %s is empty", element->key);
    cause->code = 0;
    cause->text = ikm_arena_copy(arena, text, strlen(text));
    return cause->text ? IKM_OK : ikm_fail_memory(err);
}

enum ikm_status ikm_cause_parse(const struct ikm_form *form, const char *text,
                                const struct ikm_response *response,
                                struct ikm_low_cause *causes, size_t *n_causes,
                                struct ikm_arena *arena, struct ikm_error *err)
{
    const char *equals = strchr(text, '=');
    const int element =
        equals ? find_element(form, text, (size_t)(equals - text)) : -1;
    if (element < 0)
        return ikm_fail(err, IKM_INPUT,
                        "sebab \"%s\": tulis UNSUR=SEBAB, misalnya waktu=1 "
                        "atau U3=antrean panjang",
                        "cause \"%s\": write ELEMENT=CAUSE, for instance "
                        "waktu=1 or U3=long queue",
                        text);
    const uint8_t low = ikm_element_low(form, response, (size_t)element);
    if (low == 0 || low > ikm_low_limit(form))
        return ikm_fail(err, IKM_INPUT,
                        "sebab hanya untuk unsur yang dinilai 1..%d; %s "
                        "dinilai %d",
                        "a cause is only for an element scored 1..%d; %s was "
                        "scored %d",
                        ikm_low_limit(form), form->elements[element].key, low);
    for (size_t i = 0; i < *n_causes; i++)
        if (causes[i].element == element)
            return ikm_fail(err, IKM_INPUT, "sebab unsur %s ditulis dua kali",
                            "the cause of element %s is given twice",
                            form->elements[element].key);
    struct ikm_low_cause *cause = &causes[*n_causes];
    cause->element = (uint8_t)element;
    const enum ikm_status status =
        read_cause(&form->elements[element], equals + 1, arena, cause, err);
    if (status == IKM_OK)
        (*n_causes)++;
    return status;
}

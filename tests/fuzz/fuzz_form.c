/* Bytes, cut into the seven tables of a questionnaire: a form that loads keeps
 * its promises, and one that does not says why.
 *
 * The tables stand one after the other, in the order of enum ikm_form_table,
 * with a byte 0x1E between them; a table of no bytes does not stand there. */
#include <stdlib.h>
#include <string.h>

#include "data/form.h"

enum { LIMIT_BYTES = 4 * 1024 * 1024, SEPARATOR = 0x1E };

static void must(int is_true)
{
    if (!is_true)
        abort();
}

static void cut(const uint8_t *bytes, size_t length,
                struct ikm_form_source *source)
{
    size_t at = 0;
    for (size_t t = 0; t < IKM_FORM_TABLE_COUNT && at < length; t++) {
        const uint8_t *end = memchr(bytes + at, SEPARATOR, length - at);
        const size_t n = end ? (size_t)(end - bytes) - at : length - at;
        if (n > 0) {
            source->table[t].bytes = (const char *)bytes + at;
            source->table[t].length_bytes = n;
        }
        at += n + 1;
    }
}

static void check_elements(const struct ikm_form *form)
{
    int64_t common = 1;
    must(form->n_elements >= 1 && form->n_elements <= IKM_MAX_ELEMENTS);
    for (size_t e = 0; e < form->n_elements; e++) {
        const struct ikm_element *element = &form->elements[e];
        must(ikm_form_element(form, element->key) == (int)e);
        must(element->weight.denominator > 0 && element->weight.numerator >= 0);
        must(element->n_causes <= IKM_MAX_CAUSES);
        for (size_t c = 0; c < element->n_causes; c++)
            must(element->causes[c].text &&
                 (c == 0 ||
                  element->causes[c].code > element->causes[c - 1].code));
        /* a multiple of every denominator, if not the least one */
        if (common % element->weight.denominator != 0)
            common *= element->weight.denominator;
        if (common > INT32_MAX)
            return;
    }
    int64_t sum = 0;
    for (size_t e = 0; e < form->n_elements; e++)
        sum += form->elements[e].weight.numerator *
               (common / form->elements[e].weight.denominator);
    must(sum == common);
}

static void check_questions(const struct ikm_form *form)
{
    must(ikm_form_n_asked(form) <= IKM_MAX_QUESTIONS);
    must(form->scale_max >= 2 && form->scale_max <= IKM_MAX_SCALE);
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        const enum ikm_question_kind kind = form->questions[q].kind;
        must((kind == IKM_ASKS_SATISFACTION) == (q < form->n_questions));
        must(form->questions[q].element < form->n_elements ||
             (kind == IKM_ASKS_OVERALL &&
              form->questions[q].element == IKM_NO_ELEMENT));
        must(form->questions[q].text[0] != '\0');
        for (int s = 1; s <= form->scale_max; s++)
            must(form->questions[q].label[s] != NULL);
    }
}

static void check_scheme(const struct ikm_form *form)
{
    for (size_t c = 1; c < form->n_classes; c++)
        must(form->classes[c].lower_hundredths <
             form->classes[c - 1].lower_hundredths);
    must(form->n_orders >= 1 && form->n_orders <= IKM_MAX_ORDERS);
    for (size_t o = 0; o < form->n_orders; o++) {
        uint64_t seen = 0;
        for (size_t p = 0; p < form->n_elements; p++) {
            must(form->orders[o].element[p] < form->n_elements);
            must(o > 0 || form->orders[o].element[p] == p);
            seen |= UINT64_C(1) << form->orders[o].element[p];
        }
        must(seen == (UINT64_C(1) << form->n_elements) - 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_faults faults = {.arena = &arena};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_form_source source = {.table[0].bytes = NULL};
    const struct ikm_form *form = NULL;

    cut(bytes, length, &source);
    const enum ikm_status status =
        ikm_form_load(&source, &arena, &faults, &form, &err);
    if (status == IKM_OK) {
        must(faults.n_total == 0);
        check_elements(form);
        check_questions(form);
        check_scheme(form);
    } else {
        must(status == IKM_NO_MEMORY ||
             (status == IKM_INPUT && faults.n_total > 0));
        must(form == NULL && err.text[0] != '\0');
    }
    ikm_arena_release(&arena);
    return 0;
}

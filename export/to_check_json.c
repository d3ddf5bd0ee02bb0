#include "export/to_check_json.h"

#include <inttypes.h>

#include "export/check_words.h"

static void put_string(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_printf(text, "\"%s\":", key);
    ikm_text_json(text, value[0] ? value : NULL);
}

/* A figure is a number in JSON as it stands. */
static void put_number(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_printf(text, ",\"%s\":%s", key, value[0] ? value : "null");
}

static void put_elements(struct ikm_text *text, size_t n,
                         const struct ikm_check_element *elements)
{
    ikm_text_put(text, ",\"elements\":[");
    for (size_t e = 0; e < n; e++) {
        ikm_text_put(text, e ? ",{" : "{");
        put_string(text, "name", elements[e].name);
        put_number(text, "sum", elements[e].sum);
        put_number(text, "n", elements[e].n);
        put_number(text, "nrr", elements[e].nrr);
        put_number(text, "weighted", elements[e].weighted);
        put_number(text, "value", elements[e].value);
        ikm_text_put(text, ",");
        put_string(text, "grade", elements[e].grade);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

static void put_figures(struct ikm_text *text, const char *key, size_t n,
                        const struct ikm_check_figures *figures)
{
    ikm_text_printf(text, ",\"%s\":{\"ikm\":%s", key,
                    figures->ikm[0] ? figures->ikm : "null");
    if (figures->exact[0]) {
        ikm_text_put(text, ",");
        put_string(text, "exact", figures->exact);
    }
    if (figures->low[0]) {
        put_number(text, "ikm_low", figures->low);
        put_number(text, "ikm_high", figures->high);
    }
    put_number(text, "index", figures->index);
    ikm_text_put(text, ",");
    put_string(text, "grade", figures->grade);
    ikm_text_put(text, ",");
    put_string(text, "label", figures->label);
    put_number(text, "n", figures->n);
    put_elements(text, n, figures->elements);
    ikm_text_put(text, "}");
}

static void put_fault(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_check_result *result,
                      const struct ikm_check_fault *fault)
{
    struct ikm_text sentence = IKM_TEXT(text->arena);
    struct ikm_error err = {0};
    const char *words = "";
    ikm_words_check_fault(&sentence, lang, result, fault);
    if (ikm_text_done(&sentence, &words, &err) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    ikm_text_put(text, "{");
    put_string(text, "kind", ikm_check_kind_name(fault->kind));
    ikm_text_printf(text, ",\"explains\":%s,\"elements\":[",
                    fault->explains ? "true" : "false");
    for (unsigned e = 0, n = 0; e < IKM_CHECK_MOST_ELEMENTS; e++)
        if (fault->elements >> e & 1U)
            ikm_text_printf(text, "%s%u", n++ ? "," : "", e + 1);
    ikm_text_put(text, "],");
    put_string(text, "found", fault->found);
    ikm_text_put(text, ",");
    put_string(text, "expected", fault->expected);
    ikm_text_put(text, ",");
    put_string(text, "text", words);
    ikm_text_put(text, "}");
}

static void put_faults(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_check_result *result)
{
    ikm_text_put(text, ",\"faults\":[");
    for (size_t i = 0; i < result->n_faults; i++) {
        ikm_text_put(text, i ? "," : "");
        put_fault(text, lang, result, &result->faults[i]);
    }
    ikm_text_put(text, "],\"candidates\":[");
    for (size_t i = 0; i < result->n_candidates; i++) {
        ikm_text_put(text, i ? "," : "");
        put_fault(text, lang, result, &result->candidates[i]);
    }
    ikm_text_put(text, "],\"notes\":[");
    for (size_t i = 0; i < result->n_notes; i++) {
        struct ikm_text sentence = IKM_TEXT(text->arena);
        struct ikm_error err = {0};
        const char *words = "";
        ikm_words_check_note(&sentence, lang, &result->notes[i]);
        if (ikm_text_done(&sentence, &words, &err) != IKM_OK)
            text->status = IKM_NO_MEMORY;
        ikm_text_put(text, i ? ",{" : "{");
        put_string(text, "kind", ikm_check_note_name(result->notes[i].kind));
        ikm_text_put(text, ",");
        put_string(text, "text", words);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

void ikm_check_to_json(struct ikm_text *text, enum ikm_lang lang,
                       const char *file, int with_schema,
                       const struct ikm_check_result *result)
{
    static const char *const layouts[] = {[IKM_CHECK_RESPONDENTS] =
                                              "respondents",
                                          [IKM_CHECK_TOTALS] = "totals",
                                          [IKM_CHECK_SUMMARY] = "summary"};
    ikm_text_put(text, "{");
    if (with_schema)
        ikm_text_put(text, "\"schema\":\"ikm.check/1\",");
    put_string(text, "file", file);
    ikm_text_put(text, ",");
    put_string(text, "sheet", result->sheet);
    ikm_text_printf(text, ",\"row\":%" PRIu32 ",\"layout\":\"%s\",",
                    result->heading_row, layouts[result->layout]);
    put_string(text, "form", result->form);
    put_figures(text, "published", result->n_elements, &result->published);
    put_figures(text, "recomputed", result->n_elements, &result->recomputed);
    put_faults(text, lang, result);
    ikm_text_put(text, "}");
}

void ikm_check_error_to_json(struct ikm_text *text, const char *file,
                             const char *error)
{
    ikm_text_put(text, "{");
    put_string(text, "file", file);
    ikm_text_put(text, ",");
    put_string(text, "error", error);
    ikm_text_put(text, "}");
}

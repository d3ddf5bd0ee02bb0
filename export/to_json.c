#include "export/to_json.h"

#include <inttypes.h>
#include <string.h>

#include "data/base/number.h"
#include "export/to_json_groups.h"
#include "export/to_json_importance.h"
#include "export/to_json_mix.h"
#include "export/to_json_promised.h"
#include "export/to_json_whatif.h"

#ifndef IKM_VERSION
#error "IKM_VERSION is set by export/CMakeLists.txt"
#endif

static void put_key(struct ikm_text *text, const char *key)
{
    if (text->length_bytes > 0 &&
        strchr("{[", text->bytes[text->length_bytes - 1]) == NULL)
        ikm_text_put(text, ",");
    ikm_text_printf(text, "\"%s\":", key);
}

static void put_string(struct ikm_text *text, const char *key,
                       const char *value)
{
    put_key(text, key);
    ikm_text_json(text, value);
}

static void put_integer(struct ikm_text *text, const char *key, int64_t value)
{
    put_key(text, key);
    ikm_text_printf(text, "%" PRId64, value);
}

/* What is not known is -1 in an analysis and null here. */
static void put_count(struct ikm_text *text, const char *key, int64_t value)
{
    if (value >= 0)
        put_integer(text, key, value);
    else
        put_string(text, key, NULL);
}

static void put_real(struct ikm_text *text, const char *key, double value,
                     int is_defined)
{
    put_key(text, key);
    if (!is_defined)
        ikm_text_put(text, "null");
    else
        ikm_text_printf(text, "%.15g", value);
}

static void put_fixed(struct ikm_text *text, const char *key, int64_t value,
                      int decimals, int is_defined)
{
    char buffer[IKM_FIXED_TEXT_BYTES];
    put_key(text, key);
    ikm_text_put(text, is_defined ? ikm_fixed_text(value, decimals, 0, buffer)
                                  : "null");
}

/* "" is what nothing stands for in words; here it is null. */
static void put_word(struct ikm_text *text, const char *key, const char *word)
{
    put_string(text, key, word[0] != '\0' ? word : NULL);
}

/* A verdict that may be unknown. */
static void put_truth(struct ikm_text *text, const char *key, int is_true,
                      int is_defined)
{
    put_key(text, key);
    ikm_text_put(text, !is_defined ? "null" : is_true ? "true" : "false");
}

static void put_p(struct ikm_text *text, const char *key, struct ikm_p p)
{
    put_real(text, key, p.p, p.is_defined);
}

static void put_interval(struct ikm_text *text, const char *key,
                         const struct ikm_interval *interval)
{
    put_key(text, key);
    if (interval->is_defined)
        ikm_text_printf(text, "[%.15g,%.15g]", interval->low, interval->high);
    else
        ikm_text_put(text, "null");
}

/* Of an element also how Holm and the ranks judge it. */
static void put_change(struct ikm_text *text, const struct ikm_change *change,
                       int is_element)
{
    char from[IKM_PERIOD_TEXT_BYTES];
    put_key(text, "change");
    if (!change->known) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_put(text, "{");
    put_string(text, "from", ikm_period_text(&change->before, from));
    put_real(text, "difference", change->difference, 1);
    put_p(text, "p", change->p);
    if (change->is_published)
        put_truth(text, "published", change->is_published, 1);
    if (is_element) {
        put_p(text, "p_holm", change->p_holm);
        put_p(text, "p_mann_whitney", change->p_mann_whitney);
    }
    ikm_text_put(text, "}");
}

static void put_period(struct ikm_text *text, const struct ikm_period *period)
{
    char buffer[IKM_PERIOD_TEXT_BYTES], date[IKM_DATE_TEXT_BYTES];
    const int all = period->kind == IKM_PERIOD_ALL;
    put_string(text, "period", all ? NULL : ikm_period_text(period, buffer));
    put_string(text, "from", all ? NULL : ikm_date_text(period->from, date));
    put_string(text, "to", all ? NULL : ikm_date_text(period->to, date));
}

static void put_ledger(struct ikm_text *text, const struct ikm_ledger *ledger)
{
    put_key(text, "ledger");
    ikm_text_put(text, "{");
    put_count(text, "received", ledger->received);
    put_count(text, "used", ledger->used);
    put_count(text, "partial", ledger->partial);
    put_count(text, "void", ledger->n_void);
    put_count(text, "excluded", ledger->excluded);
    ikm_text_put(text, "}");
}

static void put_sample(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_sample_figures *sample = &result->sample;
    const struct ikm_interval *ci95 = &result->certainty.interval.ci95;
    put_key(text, "sample");
    ikm_text_put(text, "{");
    put_count(text, "population", sample->population);
    put_count(text, "required", sample->required);
    put_truth(text, "reached", sample->reached, sample->reached >= 0);
    /* t * se: the interval is symmetric */
    put_real(text, "margin", (ci95->high - ci95->low) / 2, ci95->is_defined);
    ikm_text_put(text, "}");
}

static void put_grade_certainty(struct ikm_text *text,
                                const struct ikm_result *result)
{
    const struct ikm_grade_certainty *grade = &result->certainty.grade;
    const struct ikm_form *form = result->form;
    put_key(text, "grade_probability");
    if (grade->is_defined) {
        ikm_text_put(text, "{");
        for (size_t c = 0; c < form->n_classes; c++)
            put_real(text, form->classes[c].grade, grade->probability[c], 1);
        ikm_text_put(text, "}");
    } else {
        ikm_text_put(text, "null");
    }
    put_truth(text, "firm", grade->is_firm,
              form->n_classes > 0 && !result->is_hidden);
}

static void put_flip(struct ikm_text *text, const struct ikm_flip *flip)
{
    put_key(text, "flip");
    ikm_text_put(text, "{");
    put_count(text, "sheets_up", flip->sheets_up);
    put_count(text, "sheets_down", flip->sheets_down);
    put_count(text, "answers_up", flip->answers_up);
    put_count(text, "answers_down", flip->answers_down);
    ikm_text_put(text, "}");
}

static void put_target(struct ikm_text *text,
                       const struct ikm_certainty *certainty)
{
    put_key(text, "target");
    if (certainty->target_hundredths < 0) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_put(text, "{");
    put_fixed(text, "value", certainty->target_hundredths, 2, 1);
    put_p(text, "probability", certainty->target);
    ikm_text_put(text, "}");
}

static void put_bootstrap(struct ikm_text *text,
                          const struct ikm_bootstrap *bootstrap)
{
    put_key(text, "bootstrap");
    if (bootstrap->n_values == 0) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_put(text, "{");
    put_integer(text, "n", (int64_t)bootstrap->n_values);
    put_real(text, "se", bootstrap->se, bootstrap->n_values >= 2);
    put_interval(text, "percentile95", &bootstrap->percentile95);
    put_interval(text, "bca95", &bootstrap->bca95);
    ikm_text_put(text, "}");
}

static void put_ikm(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_certainty *certainty = &result->certainty;
    const struct ikm_index *index = &result->index;
    const int is_defined = index->reason == IKM_REASON_NONE;
    put_key(text, "ikm");
    ikm_text_put(text, "{");
    put_fixed(text, "value", index->value_hundredths, 2, is_defined);
    put_string(text, "exact", is_defined ? index->exact : NULL);
    put_real(text, "index", index->index, is_defined);
    put_word(text, "grade", ikm_grade_letter(result->form, index->grade));
    put_word(text, "label", ikm_grade_label(result->form, index->grade));
    put_real(text, "se", certainty->interval.se,
             certainty->interval.ci95.is_defined);
    put_interval(text, "ci95", &certainty->interval.ci95);
    put_interval(text, "ci95_logit", &certainty->interval.logit95);
    put_grade_certainty(text, result);
    put_flip(text, &certainty->flip);
    put_target(text, certainty);
    put_bootstrap(text, &certainty->bootstrap);
    put_change(text, &result->change, 0);
    ikm_text_put(text, "}");
}

static void put_causes(struct ikm_text *text,
                       const struct ikm_element_more *more)
{
    put_key(text, "causes");
    ikm_text_put(text, "[");
    for (size_t i = 0; i < more->n_causes; i++) {
        ikm_text_put(text, i ? ",{" : "{");
        put_integer(text, "code", more->causes[i].code);
        put_string(text, "label", more->causes[i].text);
        put_integer(text, "count", more->causes[i].count);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

static void put_flags(struct ikm_text *text, unsigned flags)
{
    int n = 0;
    put_key(text, "flags");
    ikm_text_put(text, "[");
    for (int i = 0; i < IKM_FLAG_COUNT; i++)
        if (flags >> i & 1U)
            ikm_text_printf(text, "%s\"%s\"", n++ ? "," : "", ikm_flag_name(i));
    ikm_text_put(text, "]");
}

static void put_counts(struct ikm_text *text, const struct ikm_result *result,
                       const struct ikm_element_figures *element)
{
    put_key(text, "counts");
    if (result->is_hidden) {
        ikm_text_put(text, "null");
        return;
    }
    for (int s = 0; s < result->form->scale_max; s++)
        ikm_text_printf(text, "%s%" PRId64, s ? "," : "[", element->count[s]);
    ikm_text_put(text, "]");
}

static void put_element(struct ikm_text *text, const struct ikm_result *result,
                        size_t e)
{
    const struct ikm_element *known = &result->form->elements[e];
    const struct ikm_element_figures *element = &result->index.element[e];
    const struct ikm_element_more *more = &result->more[e];
    const int is_defined = element->n > 0;
    ikm_text_put(text, "{");
    put_string(text, "key", known->key);
    put_string(text, "code", known->code);
    put_string(text, "name", known->name);
    put_count(text, "n", element->n);
    put_count(text, "sum", element->sum);
    put_counts(text, result, element);
    put_fixed(text, "nrr", element->nrr_thousandths, 3, is_defined);
    put_real(text, "weighted", element->weighted, is_defined);
    put_fixed(text, "value", element->value_hundredths, 2, is_defined);
    put_word(text, "grade", ikm_grade_letter(result->form, element->grade));
    put_real(text, "sd", more->interval.sd, more->interval.has_sd);
    put_interval(text, "ci95", &more->interval.ci95);
    put_count(text, "rank", is_defined ? element->rank : -1);
    put_truth(text, "lowest_group",
              (element->flags & IKM_FLAG_LOWEST_GROUP) != 0,
              result->certainty.has_lowest_group && is_defined);
    put_p(text, "p_lowest3", more->p_lowest3);
    ikm_json_element_importance(text, result, e);
    put_real(text, "gain", more->gain.gain, more->gain.is_defined);
    put_change(text, &more->change, 1);
    put_flags(text, element->flags);
    put_causes(text, more);
    ikm_text_put(text, "}");
}

static void put_elements(struct ikm_text *text, const struct ikm_result *result)
{
    put_key(text, "elements");
    ikm_text_put(text, "[");
    for (size_t e = 0; e < result->index.n_elements; e++) {
        if (e > 0)
            ikm_text_put(text, ",");
        put_element(text, result, e);
    }
    ikm_text_put(text, "]");
    put_key(text, "priorities");
    ikm_text_put(text, "[");
    for (size_t i = 0; i < result->n_priorities; i++) {
        const size_t e = result->priorities[i].element;
        if (i > 0)
            ikm_text_put(text, ",");
        ikm_text_json(text, result->form->elements[e].key);
    }
    ikm_text_put(text, "]");
}

static void put_item(struct ikm_text *text, const char *key,
                     const struct ikm_reliability *reliability, size_t e)
{
    const struct ikm_item_reliability *item = &reliability->item[e];
    ikm_text_put(text, e ? ",{" : "{");
    put_string(text, "key", key);
    put_real(text, "r_total", item->r_total, item->has_r_total);
    put_real(text, "r_rest", item->r_rest, item->has_r_rest);
    put_real(text, "alpha_if_dropped", item->alpha_if_dropped,
             item->has_alpha_if_dropped);
    put_truth(text, "valid", item->is_valid,
              item->has_r_total && reliability->has_table);
    ikm_text_put(text, "}");
}

/* Why there is no alpha; "" where there is one. */
static const char *unreliable(const struct ikm_result *result)
{
    const struct ikm_reliability *reliability = result->reliability;
    if (reliability->has_alpha)
        return "";
    if (result->index.n_elements < 2)
        return "one-element";
    return reliability->n < 2 ? "too-few" : "no-spread";
}

static void put_reliability(struct ikm_text *text,
                            const struct ikm_result *result)
{
    const struct ikm_reliability *reliability = result->reliability;
    put_key(text, "reliability");
    ikm_text_put(text, "{");
    put_count(text, "n", reliability->n);
    put_real(text, "alpha", reliability->alpha, reliability->has_alpha);
    put_word(text, "reason", unreliable(result));
    put_interval(text, "alpha_ci95", &reliability->ci95);
    put_real(text, "r_table", reliability->r_table, reliability->has_table);
    put_key(text, "items");
    ikm_text_put(text, "[");
    for (size_t e = 0; e < result->index.n_elements; e++)
        put_item(text, result->form->elements[e].key, reliability, e);
    ikm_text_put(text, "]}");
}

static void put_combined(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_combined *combined = &result->combined;
    put_key(text, "combined");
    ikm_text_put(text, "{");
    put_string(text, "headline", "pooled");
    put_real(text, "pooled",
             100 * result->index.index / result->form->scale_max,
             result->index.reason == IKM_REASON_NONE);
    put_real(text, "mean_of_units", combined->mean,
             combined->mean_hundredths >= 0);
    put_count(text, "n_units", combined->n_units);
    ikm_text_put(text, "}");
}

static void put_warnings(struct ikm_text *text, const struct ikm_result *result)
{
    int n = 0;
    put_key(text, "warnings");
    ikm_text_put(text, "[");
    for (int w = 0; w < IKM_WARN_COUNT; w++)
        if (ikm_result_warns(result, (enum ikm_warning)w))
            ikm_text_printf(text, "%s\"%s\"", n++ ? "," : "",
                            ikm_warning_name((enum ikm_warning)w));
    ikm_text_put(text, "]");
}

static void put_result(struct ikm_text *text, const struct ikm_query *query,
                       const struct ikm_result *result)
{
    ikm_text_put(text, "{");
    put_string(text, "form", result->form->id);
    put_string(text, "weights", ikm_weights_name(query->weights));
    put_string(text, "rows", ikm_rows_name(query->rows));
    put_string(text, "unit", result->unit);
    put_string(text, "name", result->name);
    put_period(text, &result->period);
    put_string(text, "service", query->service);
    put_string(text, "group", result->group);
    put_ledger(text, &result->ledger);
    put_sample(text, result);
    put_ikm(text, result);
    put_elements(text, result);
    put_reliability(text, result);
    ikm_json_importance(text, result);
    ikm_json_what_if(text, result);
    put_combined(text, result);
    ikm_json_mix(text, result);
    ikm_json_published(text, result);
    put_warnings(text, result);
    ikm_text_put(text, "}");
}

void ikm_to_json(const struct ikm_analysis *analysis, struct ikm_text *text)
{
    ikm_text_put(text, "{");
    put_string(text, "schema", "ikm.analysis/1");
    put_string(text, "program", "ikm " IKM_VERSION);
    put_key(text, "results");
    ikm_text_put(text, "[");
    for (size_t i = 0; i < analysis->n_results; i++) {
        ikm_text_put(text, i ? "," : "");
        put_result(text, &analysis->query, &analysis->results[i]);
    }
    ikm_text_put(text, "]");
    ikm_json_groups(text, analysis);
    ikm_json_promised(text, analysis);
    ikm_text_put(text, "}\n");
}

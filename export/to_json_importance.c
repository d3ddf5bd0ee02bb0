#include "export/to_json_importance.h"

#include <inttypes.h>

static void put_real(struct ikm_text *text, const char *key, double value,
                     int is_defined)
{
    if (is_defined)
        ikm_text_printf(text, ",\"%s\":%.15g", key, value);
    else
        ikm_text_printf(text, ",\"%s\":null", key);
}

static void put_interval(struct ikm_text *text, const char *key,
                         const struct ikm_interval *interval)
{
    if (interval->is_defined)
        ikm_text_printf(text, ",\"%s\":[%.15g,%.15g]", key, interval->low,
                        interval->high);
    else
        ikm_text_printf(text, ",\"%s\":null", key);
}

static void put_count(struct ikm_text *text, const char *key, int64_t value)
{
    if (value >= 0)
        ikm_text_printf(text, ",\"%s\":%" PRId64, key, value);
    else
        ikm_text_printf(text, ",\"%s\":null", key);
}

static void put_reason(struct ikm_text *text, const char *key,
                       enum ikm_unweighed reason)
{
    if (reason == IKM_UNWEIGHED_NONE)
        ikm_text_printf(text, ",\"%s\":null", key);
    else
        ikm_text_printf(text, ",\"%s\":\"%s\"", key,
                        ikm_unweighed_name(reason));
}

/* null where the form does not ask what is expected, or nobody said. */
static void put_gap(struct ikm_text *text, const struct ikm_gaps *gaps,
                    size_t e)
{
    if (!gaps || gaps->element[e].n == 0) {
        ikm_text_put(text, ",\"gap\":null");
        return;
    }
    const struct ikm_gap *gap = &gaps->element[e];
    ikm_text_printf(text, ",\"gap\":{\"n\":%" PRId64, gap->n);
    put_real(text, "perception", gap->perception, 1);
    put_real(text, "expectation", gap->expectation, 1);
    put_real(text, "difference", gap->difference, 1);
    put_real(text, "sd", gap->sd, gap->has_sd);
    put_interval(text, "ci95", &gap->ci95);
    put_real(text, "p", gap->p.p, gap->p.is_defined);
    put_real(text, "p_holm", gap->p_holm.p, gap->p_holm.is_defined);
    ikm_text_put(text, "}");
}

void ikm_json_element_importance(struct ikm_text *text,
                                 const struct ikm_result *result, size_t e)
{
    const struct ikm_importance_item *item =
        &result->weighed->importance.item[e];
    const struct ikm_ipa_point *point = &result->weighed->ipa.point[e];
    const int is_defined = item->reason == IKM_UNWEIGHED_NONE;
    put_real(text, "importance", item->share, is_defined);
    put_reason(text, "importance_reason", item->reason);
    if (point->quadrant == IKM_QUADRANT_NONE)
        ikm_text_put(text, ",\"quadrant\":null,\"quadrant_certain\":null");
    else
        ikm_text_printf(text, ",\"quadrant\":\"%s\",\"quadrant_certain\":%s",
                        ikm_quadrant_letter(point->quadrant),
                        point->is_certain ? "true" : "false");
    put_interval(text, "importance_ci95", &item->ci95);
    put_real(text, "importance_mean", item->mean, item->n > 0);
    put_real(text, "tki", result->weighed->conformity.element_tki[e],
             result->weighed->conformity.has_tki[e]);
    put_gap(text, result->weighed->gaps, e);
}

void ikm_json_importance(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_importance *importance = &result->weighed->importance;
    const struct ikm_ipa *ipa = &result->weighed->ipa;
    const struct ikm_conformity *conformity = &result->weighed->conformity;
    const struct ikm_gaps *gaps = result->weighed->gaps;
    ikm_text_printf(text, ",\"importance\":{\"source\":\"%s\",\"derived\":%s",
                    ikm_importance_source_name(importance->source),
                    ikm_importance_is_derived(importance->source) ? "true"
                                                                  : "false");
    put_count(text, "n", importance->n);
    put_reason(text, "reason", importance->reason);
    put_real(text, "axis_performance", ipa->axis_performance,
             ipa->n_points >= 2);
    put_real(text, "axis_importance", ipa->axis_importance, ipa->n_points >= 2);
    put_real(text, "r_squared", importance->r_squared,
             importance->source == IKM_IMPORTANCE_RELATIVE &&
                 importance->reason == IKM_UNWEIGHED_NONE);
    put_real(text, "tki", conformity->tki, conformity->is_defined);
    put_real(text, "csi", conformity->csi, conformity->is_defined);
    put_real(text, "gap", gaps ? gaps->difference : 0,
             gaps && gaps->n_gaps > 0);
    ikm_text_put(text, "}");
}

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

static void put_reason(struct ikm_text *text, const char *key,
                       enum ikm_unweighed reason)
{
    if (reason == IKM_UNWEIGHED_NONE)
        ikm_text_printf(text, ",\"%s\":null", key);
    else
        ikm_text_printf(text, ",\"%s\":\"%s\"", key,
                        ikm_unweighed_name(reason));
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
}

void ikm_json_importance(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_importance *importance = &result->weighed->importance;
    const struct ikm_ipa *ipa = &result->weighed->ipa;
    ikm_text_printf(text,
                    ",\"importance\":{\"source\":\"r-rest\",\"derived\":true,"
                    "\"n\":");
    if (importance->n >= 0)
        ikm_text_printf(text, "%" PRId64, importance->n);
    else
        ikm_text_put(text, "null");
    put_reason(text, "reason", importance->reason);
    put_real(text, "axis_performance", ipa->axis_performance,
             ipa->n_points >= 2);
    put_real(text, "axis_importance", ipa->axis_importance, ipa->n_points >= 2);
    ikm_text_put(text, "}");
}

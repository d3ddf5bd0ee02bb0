#include "export/to_json_promised.h"

#include <inttypes.h>

#include "data/base/number.h"

void ikm_json_promised(struct ikm_text *text,
                       const struct ikm_analysis *analysis)
{
    char period[IKM_PERIOD_TEXT_BYTES];
    const struct ikm_followup *followup = analysis->followup;
    ikm_text_put(text, ",\"plan\":");
    if (!followup) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_put(text, "{\"now\":{");
    ikm_plan_view_json(&followup->now, text);
    ikm_text_put(text, "},\"before\":{\"period\":");
    ikm_text_json(text,
                  followup->before_period.kind == IKM_PERIOD_ALL
                      ? NULL
                      : ikm_period_text(&followup->before_period, period));
    ikm_text_put(text, ",");
    ikm_plan_view_json(&followup->before, text);
    ikm_text_put(text, "}}");
}

static void put_value(struct ikm_text *text, const char *key, int64_t value)
{
    char number[IKM_FIXED_TEXT_BYTES];
    ikm_text_printf(text, ",\"%s\":%s", key,
                    value < 0 ? "null" : ikm_fixed_text(value, 2, 0, number));
}

void ikm_json_published(struct ikm_text *text, const struct ikm_result *result)
{
    char day[IKM_DATE_TEXT_BYTES], digest[IKM_DIGEST_TEXT_BYTES];
    const struct ikm_published_entry *entry = result->published;
    ikm_text_put(text, ",\"published\":");
    if (!entry || result->is_hidden) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_put(text, "{\"medium\":");
    ikm_text_json(text, entry->publication->medium);
    ikm_text_printf(text, ",\"date\":\"%s\",\"digest\":\"%s\"",
                    ikm_date_text(entry->publication->date, day),
                    ikm_digest_text(&entry->publication->digest, digest));
    put_value(text, "value", entry->form->value_hundredths);
    ikm_text_printf(text, ",\"used\":%" PRId64 ",\"changed\":%s",
                    entry->form->used,
                    entry->form->is_changed ? "true" : "false");
    put_value(text, "value_now", entry->form->value_now_hundredths);
    ikm_text_printf(text, ",\"used_now\":%" PRId64 "}", entry->form->used_now);
}

#include "export/to_json_mix.h"

#include <inttypes.h>

#include "data/base/number.h"

static const char *const reasons[] = {[IKM_UNMIXED_NONE] = NULL,
                                      [IKM_UNMIXED_NOT_READ] = "rows-not-read",
                                      [IKM_UNMIXED_NO_SERVICE] = "no-service",
                                      [IKM_UNMIXED_VOLUMES] = "volumes-unknown",
                                      [IKM_UNMIXED_ELEMENT] =
                                          "element-without-answers",
                                      [IKM_UNMIXED_MANY] = "too-many-services"};
_Static_assert(IKM_COUNT(reasons) == IKM_UNMIXED_COUNT,
               "a reason without a name");

static void put_word(struct ikm_text *text, const char *key, const char *word)
{
    ikm_text_printf(text, ",\"%s\":", key);
    ikm_text_json(text, word && word[0] != '\0' ? word : NULL);
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

/* null where it was not asked for. */
static void put_bootstrap(struct ikm_text *text,
                          const struct ikm_bootstrap *bootstrap)
{
    if (bootstrap->n_values == 0) {
        ikm_text_put(text, ",\"bootstrap\":null");
        return;
    }
    ikm_text_printf(text, ",\"bootstrap\":{\"n\":%zu", bootstrap->n_values);
    if (bootstrap->n_values >= 2)
        ikm_text_printf(text, ",\"se\":%.15g", bootstrap->se);
    else
        ikm_text_put(text, ",\"se\":null");
    put_interval(text, "percentile95", &bootstrap->percentile95);
    put_interval(text, "bca95", &bootstrap->bca95);
    ikm_text_put(text, "}");
}

/* What is hidden is null; nothing without parts. */
static void put_reach(struct ikm_text *text, const char *key,
                      const struct ikm_reach *reach)
{
    if (reach->n_parts == 0)
        return;
    ikm_text_printf(text, ",\"%s\":[", key);
    for (size_t i = 0; i < reach->n_parts; i++) {
        ikm_text_put(text, i ? ",{\"group\":" : "{\"group\":");
        ikm_text_json(text, reach->part[i].name);
        if (reach->part[i].n >= 0)
            ikm_text_printf(text, ",\"n\":%" PRId64 "}", reach->part[i].n);
        else
            ikm_text_put(text, ",\"n\":null}");
    }
    ikm_text_put(text, "]");
}

static void put_weighted(struct ikm_text *text, const struct ikm_result *result)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_mix *mix = result->mix;
    const struct ikm_weighted *weighted = &mix->weighted;
    const int is_defined = mix->reason == IKM_UNMIXED_NONE;
    ikm_text_printf(
        text, "{\"value\":%s",
        is_defined ? ikm_fixed_text(weighted->value_hundredths, 2, 0, value)
                   : "null");
    put_word(text, "grade", ikm_grade_letter(result->form, mix->grade));
    put_word(text, "label", ikm_grade_label(result->form, mix->grade));
    if (is_defined && weighted->has_se)
        ikm_text_printf(text, ",\"se\":%.15g,\"ci95\":[%.15g,%.15g]",
                        weighted->se, weighted->ci95.low, weighted->ci95.high);
    else
        ikm_text_put(text, ",\"se\":null,\"ci95\":null");
    ikm_text_printf(text,
                    ",\"n\":%" PRId64 ",\"n_without_service\":%" PRId64
                    ",\"n_missing\":%zu",
                    mix->n, mix->n_without_service, mix->n_missing);
    put_word(text, "reason", reasons[mix->reason]);
    put_bootstrap(text, &mix->bootstrap);
    ikm_text_put(text, "}");
}

void ikm_json_mix(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_mix *mix = result->mix;
    if (!mix || mix->reason == IKM_UNMIXED_NOT_READ) {
        ikm_text_put(text, ",\"weighted\":null,\"coverage\":null");
        return;
    }
    ikm_text_put(text, ",\"weighted\":");
    put_weighted(text, result);
    ikm_text_put(text, ",\"coverage\":{\"service\":[");
    for (size_t i = 0; i < mix->n_parts; i++) {
        const struct ikm_mix_part *part = &mix->parts[i];
        ikm_text_put(text, i ? ",{\"group\":" : "{\"group\":");
        ikm_text_json(text, part->name);
        ikm_text_printf(text, ",\"n\":%" PRId64, part->n);
        if (part->population >= 0)
            ikm_text_printf(text, ",\"population\":%" PRId64 "}",
                            part->population);
        else
            ikm_text_put(text, ",\"population\":null}");
    }
    ikm_text_put(text, "]");
    put_reach(text, "hour", &mix->hour);
    put_reach(text, "channel", &mix->channel);
    ikm_text_put(text, "}");
}

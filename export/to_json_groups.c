#include "export/to_json_groups.h"

#include <inttypes.h>

static void put_real(struct ikm_text *text, const char *key, double value,
                     int is_defined)
{
    if (is_defined)
        ikm_text_printf(text, ",\"%s\":%.15g", key, value);
    else
        ikm_text_printf(text, ",\"%s\":null", key);
}

static void put_groups(struct ikm_text *text,
                       const struct ikm_comparison *comparison)
{
    const int is_defined = comparison->kruskal.reason == IKM_COMPARABLE;
    ikm_text_put(text, ",\"groups\":[");
    for (size_t g = 0; g < comparison->n_groups; g++) {
        const struct ikm_compared_group *group = &comparison->groups[g];
        ikm_text_printf(text, "%s{\"group\":", g ? "," : "");
        ikm_text_json(text, group->group);
        ikm_text_printf(text, ",\"n\":%" PRId64, group->ranks.n);
        put_real(text, "mean_rank", group->ranks.mean_rank, is_defined);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

static void put_pairs(struct ikm_text *text,
                      const struct ikm_comparison *comparison)
{
    const struct ikm_dunn *pair = comparison->pairs;
    size_t n = 0;
    if (comparison->kruskal.reason != IKM_COMPARABLE ||
        comparison->n_pairs == 0) {
        ikm_text_put(text, ",\"pairs\":null");
        return;
    }
    ikm_text_put(text, ",\"pairs\":[");
    for (size_t a = 0; a < comparison->n_groups; a++)
        for (size_t b = a + 1; b < comparison->n_groups; b++, pair++) {
            ikm_text_put(text, n++ ? ",{\"a\":" : "{\"a\":");
            ikm_text_json(text, comparison->groups[a].group);
            ikm_text_put(text, ",\"b\":");
            ikm_text_json(text, comparison->groups[b].group);
            put_real(text, "z", pair->z, pair->p.is_defined);
            put_real(text, "p", pair->p.p, pair->p.is_defined);
            put_real(text, "p_holm", pair->p_holm.p, pair->p_holm.is_defined);
            ikm_text_put(text, "}");
        }
    ikm_text_put(text, "]");
}

static const char *reason_of(const struct ikm_comparison *comparison)
{
    if (!comparison->is_read)
        return "rows-not-read";
    switch (comparison->kruskal.reason) {
    case IKM_INCOMPARABLE_GROUPS: return "too-few-groups";
    case IKM_INCOMPARABLE_SPREAD: return "no-spread";
    case IKM_COMPARABLE: break;
    }
    return NULL;
}

static void put_comparison(struct ikm_text *text,
                           const struct ikm_comparison *comparison)
{
    const struct ikm_kruskal *kruskal = &comparison->kruskal;
    const int is_defined = kruskal->reason == IKM_COMPARABLE;
    ikm_text_put(text, "{\"form\":");
    ikm_text_json(text, comparison->form->id);
    ikm_text_put(text, ",\"reason\":");
    ikm_text_json(text, reason_of(comparison));
    if (comparison->is_read)
        ikm_text_printf(text, ",\"n\":%" PRId64, kruskal->n);
    else
        ikm_text_put(text, ",\"n\":null");
    put_real(text, "h", kruskal->h, is_defined);
    put_real(text, "df", kruskal->df, is_defined);
    put_real(text, "p", kruskal->p, is_defined);
    put_real(text, "epsilon_squared", kruskal->epsilon_squared, is_defined);
    put_groups(text, comparison);
    put_pairs(text, comparison);
    ikm_text_put(text, "}");
}

static void put_trend(struct ikm_text *text, const struct ikm_trend_told *told)
{
    static const char *const every[] = {[IKM_PERIOD_YEAR] = "year",
                                        [IKM_PERIOD_SEMESTER] = "semester",
                                        [IKM_PERIOD_QUARTER] = "quarter",
                                        [IKM_PERIOD_MONTH] = "month"};
    char buffer[IKM_PERIOD_TEXT_BYTES];
    const struct ikm_trend *trend = &told->trend;
    ikm_text_put(text, "{\"form\":");
    ikm_text_json(text, told->form->id);
    ikm_text_printf(text, ",\"every\":\"%s\",\"n\":%zu,\"n_published\":%zu",
                    every[told->every], told->n_points, told->n_published);
    put_real(text, "s", (double)trend->s, trend->is_defined);
    put_real(text, "z", trend->z, trend->p.is_defined);
    put_real(text, "p", trend->p.p, trend->p.is_defined);
    put_real(text, "sen_slope", trend->slope, trend->is_defined);
    ikm_text_put(text, ",\"periods\":[");
    for (size_t i = 0; i < told->n_points; i++)
        ikm_text_printf(text,
                        "%s{\"period\":\"%s\",\"value\":%.15g,"
                        "\"published\":%s}",
                        i ? "," : "",
                        ikm_period_text(&told->points[i].period, buffer),
                        told->points[i].value,
                        told->points[i].is_published ? "true" : "false");
    ikm_text_put(text, "]}");
}

void ikm_json_groups(struct ikm_text *text, const struct ikm_analysis *analysis)
{
    ikm_text_put(text, ",\"comparisons\":[");
    for (size_t i = 0; i < analysis->n_comparisons; i++) {
        ikm_text_put(text, i ? "," : "");
        put_comparison(text, &analysis->comparisons[i]);
    }
    ikm_text_put(text, "],\"trend\":[");
    for (size_t i = 0; i < analysis->n_trends; i++) {
        ikm_text_put(text, i ? "," : "");
        put_trend(text, &analysis->trends[i]);
    }
    ikm_text_put(text, "]");
}

#include "export/to_csv_groups.h"

#include <string.h>

#include "data/base/number.h"

static const double unlikely = 0.05;

const char *const ikm_csv_groups_heading =
    ",weighted,weighted_grade,weighted_se,weighted_low,weighted_high,"
    "kruskal_h,kruskal_df,kruskal_p,epsilon_squared,mean_rank,differs_from,"
    "sen_slope,trend_z,trend_p";

void ikm_csv_no_groups(struct ikm_text *text)
{
    ikm_text_put(text, ",,,,,,,,,,,,,,");
}

static void put_real(struct ikm_text *text, double value, int is_defined)
{
    ikm_text_put(text, ",");
    if (is_defined)
        ikm_text_printf(text, "%.15g", value);
}

static void put_weighted(struct ikm_text *text, const struct ikm_result *result)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_mix *mix = result->mix;
    if (!mix || mix->reason != IKM_UNMIXED_NONE) {
        ikm_text_put(text, ",,,,,");
        return;
    }
    const struct ikm_weighted *weighted = &mix->weighted;
    ikm_text_printf(text, ",%s,%s",
                    ikm_fixed_text(weighted->value_hundredths, 2, 0, value),
                    ikm_grade_letter(result->form, mix->grade));
    put_real(text, weighted->se, weighted->has_se);
    put_real(text, weighted->ci95.low, weighted->ci95.is_defined);
    put_real(text, weighted->ci95.high, weighted->ci95.is_defined);
}

static const struct ikm_comparison *
comparison_of_form(const struct ikm_analysis *analysis,
                   const struct ikm_form *form)
{
    for (size_t i = 0; i < analysis->n_comparisons; i++)
        if (analysis->comparisons[i].form == form &&
            analysis->comparisons[i].is_read &&
            analysis->comparisons[i].kruskal.reason == IKM_COMPARABLE)
            return &analysis->comparisons[i];
    return NULL;
}

/* Pairs stand as (0,1) (0,2) .. (1,2) .. */
static const struct ikm_dunn *pair_of(const struct ikm_comparison *comparison,
                                      size_t a, size_t b)
{
    const size_t low = a < b ? a : b;
    const size_t high = a < b ? b : a;
    return &comparison->pairs[low * (2 * comparison->n_groups - low - 1) / 2 +
                              high - low - 1];
}

static void put_differs(struct ikm_text *text,
                        const struct ikm_comparison *comparison, size_t g)
{
    struct ikm_text list = IKM_TEXT(text->arena);
    size_t n = 0;
    ikm_text_put(&list, "");
    for (size_t o = 0; o < comparison->n_groups && comparison->n_pairs > 0;
         o++) {
        if (o == g)
            continue;
        const struct ikm_p p = pair_of(comparison, g, o)->p_holm;
        if (p.is_defined && p.p < unlikely)
            ikm_text_printf(&list, "%s%s", n++ ? " | " : "",
                            comparison->groups[o].group);
    }
    const char *told = NULL;
    struct ikm_error err = {0};
    if (ikm_text_done(&list, &told, &err) != IKM_OK) {
        text->status = list.status;
        return;
    }
    ikm_text_put(text, ",");
    ikm_text_csv(text, told, 0);
}

static void put_comparison(struct ikm_text *text,
                           const struct ikm_analysis *analysis,
                           const struct ikm_result *result)
{
    const struct ikm_comparison *comparison =
        comparison_of_form(analysis, result->form);
    size_t g = 0;
    if (!comparison) {
        ikm_text_put(text, ",,,,,,");
        return;
    }
    put_real(text, comparison->kruskal.h, 1);
    put_real(text, comparison->kruskal.df, 1);
    put_real(text, comparison->kruskal.p, 1);
    put_real(text, comparison->kruskal.epsilon_squared, 1);
    while (g < comparison->n_groups &&
           strcmp(comparison->groups[g].group, result->group) != 0)
        g++;
    if (g == comparison->n_groups) { /* not compared: hidden, not filled in */
        ikm_text_put(text, ",,");
        return;
    }
    put_real(text, comparison->groups[g].ranks.mean_rank, 1);
    put_differs(text, comparison, g);
}

static void put_trend(struct ikm_text *text,
                      const struct ikm_analysis *analysis,
                      const struct ikm_result *result)
{
    const struct ikm_trend *trend = NULL;
    for (size_t i = 0; i < analysis->n_trends; i++)
        if (analysis->trends[i].form == result->form)
            trend = &analysis->trends[i].trend;
    put_real(text, trend ? trend->slope : 0, trend && trend->is_defined);
    put_real(text, trend ? trend->z : 0, trend && trend->p.is_defined);
    put_real(text, trend ? trend->p.p : 0, trend && trend->p.is_defined);
}

void ikm_csv_groups(struct ikm_text *text, const struct ikm_analysis *analysis,
                    const struct ikm_result *result)
{
    put_weighted(text, result);
    put_comparison(text, analysis, result);
    put_trend(text, analysis, result);
}

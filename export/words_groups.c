#include <inttypes.h>

#include "analyze/suppress.h"
#include "data/respondent.h"
#include "export/words.h"

void ikm_words_suppressed(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_query *query)
{
    const int64_t least =
        query->min_group > 0 ? query->min_group : IKM_LEAST_IN_GROUP;
    ikm_text_say(text, lang,
                 "Ada kelompok yang disembunyikan: kurang dari %" PRId64
                 " responden, atau dapat menyingkap kelompok sekecil itu lewat "
                 "selisih. Batasnya diatur dengan --min-group.",
                 "Some groups are hidden: fewer than %" PRId64
                 " respondents, or they would give away such a group by "
                 "subtraction. The limit is set with --min-group.",
                 least);
}

static void put_span(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_interval *interval)
{
    ikm_words_real(text, lang, interval->low, 2);
    ikm_text_put(text, "-");
    ikm_words_real(text, lang, interval->high, 2);
}

void ikm_words_p(struct ikm_text *text, enum ikm_lang lang, double p)
{
    ikm_text_put(text, p < 0.0005 ? "< " : "");
    ikm_words_real(text, lang, p < 0.0005 ? 0.001 : p, 3);
}

/* "p = 0,012", "p < 0,001" */
static void put_p(struct ikm_text *text, enum ikm_lang lang, double p)
{
    ikm_text_put(text, p < 0.0005 ? "p " : "p = ");
    ikm_words_p(text, lang, p);
}

void ikm_words_comparison(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_kruskal *kruskal)
{
    static const struct {
        double from;
        const char *id, *en;
    } sizes[] = {{0.14, "besar", "large"},
                 {0.06, "sedang", "medium"},
                 {0.01, "kecil", "small"},
                 {-1, "dapat diabaikan", "negligible"}};
    size_t i = 0;
    while (kruskal->epsilon_squared < sizes[i].from)
        i++;
    if (kruskal->p < 0.05)
        ikm_text_say(text, lang, "Kelompok-kelompok ini berbeda nyata (",
                     "These groups differ more than by chance (");
    else
        ikm_text_say(text, lang,
                     "Kelompok-kelompok ini belum dapat dibedakan (",
                     "These groups cannot be told apart (");
    put_p(text, lang, kruskal->p);
    ikm_text_say(text, lang, "); bedanya %s (epsilon kuadrat ",
                 "); the difference is %s (epsilon squared ",
                 ikm_say(lang, sizes[i].id, sizes[i].en));
    ikm_words_real(text, lang, kruskal->epsilon_squared, 3);
    ikm_text_put(text, ").");
}

const char *ikm_words_span(enum ikm_lang lang, enum ikm_period_kind every)
{
    switch (every) {
    case IKM_PERIOD_YEAR: return ikm_say(lang, "tahun", "year");
    case IKM_PERIOD_SEMESTER: return "semester";
    case IKM_PERIOD_MONTH: return ikm_say(lang, "bulan", "month");
    case IKM_PERIOD_QUARTER:
    case IKM_PERIOD_RANGE:
    case IKM_PERIOD_ALL: break;
    }
    return ikm_say(lang, "triwulan", "quarter");
}

static void put_slope(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_trend_told *told)
{
    const double slope = told->trend.slope;
    ikm_text_put(text, "IKM ");
    ikm_words_change(text, lang, slope, 2);
    if (slope > 0.005 || slope < -0.005)
        ikm_text_say(text, lang, " per %s", " a %s",
                     ikm_words_span(lang, told->every));
    ikm_text_say(text, lang, " (kemiringan Sen, dari %zu periode)",
                 " (Sen's slope, from %zu periods)", told->n_points);
}

void ikm_words_trend(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_trend_told *told)
{
    const struct ikm_p p = told->trend.p;
    if (!told->trend.is_defined) {
        ikm_text_say(text, lang,
                     "Tren dihitung mulai %d periode; baru ada %zu.",
                     "A trend is told from %d periods on; there are %zu.",
                     IKM_TREND_FROM, told->n_points);
        return;
    }
    put_slope(text, lang, told);
    if (p.is_defined && p.p < 0.05)
        ikm_text_say(text, lang, "; arahnya nyata (Mann-Kendall ",
                     "; more than chance (Mann-Kendall ");
    else if (p.is_defined)
        ikm_text_say(text, lang, "; arahnya belum nyata (Mann-Kendall ",
                     "; it may be chance (Mann-Kendall ");
    else if (told->n_points < IKM_TREND_P_FROM)
        ikm_text_say(text, lang,
                     "; kepastiannya baru dihitung mulai %d periode",
                     "; whether it is more than chance is told from %d on",
                     IKM_TREND_P_FROM);
    if (p.is_defined) {
        put_p(text, lang, p.p);
        ikm_text_put(text, ")");
    }
    ikm_text_put(text, ".");
    if (told->n_published > 0)
        ikm_text_say(
            text, lang, " %zu di antaranya angka yang pernah diumumkan.",
            " %zu of them are figures published earlier.", told->n_published);
}

void ikm_words_services_missing(struct ikm_text *text, enum ikm_lang lang,
                                const struct ikm_result *result)
{
    const struct ikm_mix *mix = result->mix;
    size_t n = 0;
    ikm_text_say(text, lang, "Belum ada responden dari layanan ",
                 "Nobody answered for the service ");
    for (size_t i = 0; i < mix->n_parts; i++)
        if (mix->parts[i].n == 0 && mix->parts[i].population > 0)
            ikm_text_printf(text, "%s%s", n++ ? ", " : "", mix->parts[i].name);
    ikm_text_say(text, lang,
                 "; orang yang dilayaninya tidak terwakili dalam nilai ini.",
                 "; the people it served are not represented in this figure.");
}

void ikm_words_weighted(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result)
{
    const struct ikm_mix *mix = result->mix;
    ikm_text_say(text, lang,
                 "Bila tiap layanan dihitung menurut jumlah yang dilayani: "
                 "IKM ",
                 "If every service counted by the number it served: IKM ");
    ikm_words_real(text, lang, (double)mix->weighted.value_hundredths / 100, 2);
    if (mix->grade != IKM_CLASS_NONE)
        ikm_text_say(text, lang, ", mutu %s", ", grade %s",
                     ikm_grade_letter(result->form, mix->grade));
    if (mix->weighted.has_se) {
        ikm_text_say(text, lang, " (rentang 95 %%: ", " (95 %% interval: ");
        ikm_words_interval(text, lang, &mix->weighted.ci95,
                           result->form->scale_max);
        ikm_text_put(text, ")");
    }
    ikm_text_put(text, ".");
}

void ikm_words_weighted_bootstrap(struct ikm_text *text, enum ikm_lang lang,
                                  const struct ikm_bootstrap *bootstrap)
{
    if (bootstrap->n_values < 2 || !bootstrap->percentile95.is_defined)
        return;
    ikm_text_say(text, lang,
                 "Bootstrap %zu kali di dalam tiap layanan: persentil ",
                 "Bootstrap inside each service, %zu times: percentile ",
                 bootstrap->n_values);
    put_span(text, lang, &bootstrap->percentile95);
    if (bootstrap->bca95.is_defined) {
        ikm_text_put(text, ", BCa ");
        put_span(text, lang, &bootstrap->bca95);
    }
    ikm_text_put(text, ".");
}

void ikm_words_hours_missing(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_reach *hour)
{
    size_t n_told = 0;
    size_t n = 0;
    for (size_t i = 0; i < hour->n_parts && i < IKM_HOUR_OTHER - 1; i++)
        n_told += hour->part[i].n != 0;
    for (size_t i = 0;
         i < hour->n_parts && i < IKM_HOUR_OTHER - 1 && n_told > 0; i++) {
        if (hour->part[i].n != 0)
            continue;
        if (n++ == 0)
            ikm_text_say(text, lang, "Belum ada responden yang dilayani pukul ",
                         "Nobody answered who was served at ");
        else
            ikm_text_put(text, ", ");
        ikm_text_put(text, hour->part[i].name);
    }
    ikm_text_put(text, n ? "." : "");
}

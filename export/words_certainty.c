#include <inttypes.h>
#include <math.h>

#include "data/base/number.h"
#include "export/words.h"

enum { CODES_TOLD = 4 };

void ikm_words_real(struct ikm_text *text, enum ikm_lang lang, double value,
                    int decimals)
{
    char number[IKM_FIXED_TEXT_BYTES];
    const int64_t size = (int64_t)floor(fabs(value) * pow(10, decimals) + 0.5);
    if (value < 0 && size > 0)
        ikm_text_put(text, "-");
    ikm_text_put(text, ikm_words_fixed(lang, size, decimals, number));
}

void ikm_words_percent(struct ikm_text *text, enum ikm_lang lang, double share)
{
    if (share >= 0.995)
        ikm_text_say(text, lang, "lebih dari 99 %%", "over 99 %%");
    else if (share < 0.005)
        ikm_text_say(text, lang, "kurang dari 1 %%", "under 1 %%");
    else
        ikm_text_printf(text, "%d %%", (int)floor(100 * share + 0.5));
}

/* Inside the ends of the scale, where people read it. */
void ikm_words_interval(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_interval *interval, int scale_max)
{
    const double least = 100.0 / scale_max;
    ikm_words_real(text, lang, fmax(interval->low, least), 2);
    ikm_text_put(text, "-");
    ikm_words_real(text, lang, fmin(interval->high, 100), 2);
}

/* ---- the grade ---- */

static void put_rivals(struct ikm_text *text, const struct ikm_result *result,
                       enum ikm_lang lang)
{
    const struct ikm_grade_certainty *grade = &result->certainty.grade;
    int n = 0;
    for (size_t c = 0; c < result->form->n_classes; c++) {
        if (grade->probability[c] < 0.005)
            continue;
        ikm_text_printf(text, "%s%s ", n++ ? ", " : "",
                        result->form->classes[c].grade);
        ikm_words_percent(text, lang, grade->probability[c]);
    }
}

void ikm_words_grade_certainty(struct ikm_text *text, enum ikm_lang lang,
                               const struct ikm_result *result)
{
    const struct ikm_certainty *certainty = &result->certainty;
    const int g = result->index.grade;
    if (!certainty->interval.ci95.is_defined)
        return;
    ikm_text_say(text, lang, "Rentang 95 %%: ", "95 %% interval: ");
    ikm_words_interval(text, lang, &certainty->interval.ci95,
                       result->form->scale_max);
    if (certainty->interval.logit95.is_defined) {
        ikm_text_say(text, lang, " (logit: ", " (logit: ");
        ikm_words_interval(text, lang, &certainty->interval.logit95,
                           result->form->scale_max);
        ikm_text_put(text, ")");
    }
    if (certainty->grade.is_defined && g != IKM_CLASS_NONE) {
        if (certainty->grade.is_firm &&
            certainty->grade.probability[g] >= 0.95) {
            ikm_text_say(text, lang, "; mutu %s hampir pasti (",
                         "; grade %s is almost certain (",
                         ikm_grade_letter(result->form, g));
            ikm_words_percent(text, lang, certainty->grade.probability[g]);
        } else {
            ikm_text_say(text, lang, "; mutunya belum pasti (",
                         "; the grade is not certain (");
            put_rivals(text, result, lang);
        }
        ikm_text_put(text, ")");
    }
    ikm_text_put(text, ".");
}

void ikm_words_flip(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result)
{
    const struct ikm_flip *flip = &result->certainty.flip;
    const int g = result->index.grade;
    if (flip->sheets_up > 0)
        ikm_text_say(text, lang,
                     "Mutu naik ke %s dengan %" PRId64
                     " lembar tambahan yang semua jawabannya tertinggi, atau "
                     "%" PRId64 " jawaban yang naik satu tingkat.",
                     "The grade rises to %s with %" PRId64
                     " more sheets of the highest answers throughout, or "
                     "%" PRId64 " answers one step higher.",
                     ikm_grade_letter(result->form, g - 1), flip->sheets_up,
                     flip->answers_up);
    if (flip->sheets_down > 0)
        ikm_text_say(text, lang,
                     "%sMutu turun ke %s dengan %" PRId64
                     " lembar tambahan yang semua jawabannya terendah, atau "
                     "%" PRId64 " jawaban yang turun satu tingkat.",
                     "%sThe grade falls to %s with %" PRId64
                     " more sheets of the lowest answers throughout, or "
                     "%" PRId64 " answers one step lower.",
                     flip->sheets_up > 0 ? " " : "",
                     ikm_grade_letter(result->form, g + 1), flip->sheets_down,
                     flip->answers_down);
}

void ikm_words_target(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_result *result)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_certainty *certainty = &result->certainty;
    if (certainty->target_hundredths < 0)
        return;
    ikm_text_say(text, lang, "Sasaran tahun %d: %s", "Target of %d: %s",
                 result->period.from.year,
                 ikm_words_fixed(lang, certainty->target_hundredths, 2, value));
    if (certainty->target.is_defined) {
        ikm_text_say(text, lang, "; peluang nilai sebenarnya mencapainya ",
                     "; the probability that the true figure reaches it is ");
        ikm_words_percent(text, lang, certainty->target.p);
    }
    ikm_text_put(text, ".");
}

void ikm_words_bootstrap(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_result *result)
{
    const struct ikm_bootstrap *bootstrap = &result->certainty.bootstrap;
    const int scale_max = result->form->scale_max;
    if (!bootstrap->percentile95.is_defined)
        return;
    ikm_text_say(text, lang, "Bootstrap %zu kali: persentil ",
                 "Bootstrap, %zu times: percentile ", bootstrap->n_values);
    ikm_words_interval(text, lang, &bootstrap->percentile95, scale_max);
    if (bootstrap->bca95.is_defined) {
        ikm_text_put(text, ", BCa ");
        ikm_words_interval(text, lang, &bootstrap->bca95, scale_max);
    }
    ikm_text_put(text, ".");
}

/* ---- an element ---- */

void ikm_words_lowest3(struct ikm_text *text, enum ikm_lang lang,
                       struct ikm_p p)
{
    static const struct {
        double from;
        const char *id, *en;
    } words[] = {{0.95, "hampir pasti", "almost certainly"},
                 {0.8, "sangat mungkin", "very likely"},
                 {0.5, "mungkin", "likely"},
                 {0.2, "belum tentu", "perhaps"},
                 {-1, "kecil kemungkinannya", "hardly"}};
    size_t i = 0;
    if (!p.is_defined)
        return;
    while (p.p < words[i].from)
        i++;
    ikm_text_say(text, lang, "%s termasuk tiga terendah (",
                 "%s among the three lowest (",
                 ikm_say(lang, words[i].id, words[i].en));
    ikm_words_percent(text, lang, p.p);
    ikm_text_put(text, ")");
}

static int is_member(const struct ikm_result *result, size_t e)
{
    return (result->index.element[e].flags & IKM_FLAG_LOWEST_GROUP) != 0;
}

void ikm_words_indistinct(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result, size_t e)
{
    size_t other[IKM_MAX_ELEMENTS] = {0};
    size_t n = 0;
    if (!is_member(result, e))
        return;
    for (size_t i = 0; i < result->index.n_elements; i++)
        if (i != e && is_member(result, i))
            other[n++] = i;
    if (n == 0) {
        ikm_text_say(text, lang, "jelas lebih rendah daripada unsur lain",
                     "clearly lower than the others");
        return;
    }
    ikm_text_say(text, lang, "belum dapat dibedakan dari ",
                 "not to be told from ");
    if (n > CODES_TOLD) {
        ikm_text_say(text, lang, "%zu unsur lain", "%zu others", n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        ikm_text_printf(text, "%s%s",
                        i == 0       ? ""
                        : i + 1 == n ? ikm_say(lang, " dan ", " and ")
                                     : ", ",
                        result->form->elements[other[i]].code);
}

/* ---- reliability ---- */

void ikm_words_reliability(struct ikm_text *text, enum ikm_lang lang,
                           const struct ikm_result *result)
{
    const struct ikm_reliability *reliability = result->reliability;
    if (!reliability->has_alpha)
        return;
    ikm_text_say(text, lang, "Alpha Cronbach ", "Cronbach's alpha ");
    ikm_words_real(text, lang, reliability->alpha, 3);
    ikm_text_say(text, lang, " (rentang 95 %%: ", " (95 %% interval: ");
    ikm_words_real(text, lang, reliability->ci95.low, 3);
    ikm_text_put(text, "-");
    ikm_words_real(text, lang, reliability->ci95.high, 3);
    ikm_text_say(text, lang, "), dari %" PRId64 " lembar lengkap.",
                 "), from %" PRId64 " complete sheets.", reliability->n);
}

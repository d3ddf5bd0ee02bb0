#include "export/words.h"

const char *ikm_words_quadrant_name(enum ikm_lang lang,
                                    enum ikm_quadrant quadrant)
{
    switch (quadrant) {
    case IKM_QUADRANT_NONE: return "";
    case IKM_QUADRANT_A: return ikm_say(lang, "Prioritas Utama", "mend first");
    case IKM_QUADRANT_B:
        return ikm_say(lang, "Pertahankan Prestasi", "keep it up");
    case IKM_QUADRANT_C: return ikm_say(lang, "Prioritas Rendah", "can wait");
    case IKM_QUADRANT_D:
        return ikm_say(lang, "Berlebihan", "more than is needed");
    }
    return "";
}

static const char *unsure(enum ikm_lang lang)
{
    return ikm_say(lang, " (belum pasti)", " (not certain)");
}

void ikm_words_quadrant(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_ipa_point *point)
{
    if (point->quadrant == IKM_QUADRANT_NONE)
        return;
    ikm_text_printf(text, "%s %s%s", ikm_quadrant_letter(point->quadrant),
                    ikm_words_quadrant_name(lang, point->quadrant),
                    point->is_certain ? "" : unsure(lang));
}

static const char *reason_words(enum ikm_lang lang,
                                const struct ikm_importance *importance)
{
    switch (importance->reason) {
    case IKM_UNWEIGHED_FEW:
        if (importance->source == IKM_IMPORTANCE_RELATIVE)
            return ikm_say(lang,
                           "lembar lengkap yang menjawab kepuasan keseluruhan "
                           "terlalu sedikit",
                           "too few complete sheets with an answer on overall "
                           "satisfaction");
        return ikm_say(lang, "kurang dari tiga lembar yang lengkap",
                       "fewer than three complete sheets");
    case IKM_UNWEIGHED_ONE:
        return ikm_say(lang, "kuesioner ini hanya punya satu unsur",
                       "this form has one element only");
    case IKM_UNWEIGHED_UNRELATED:
        return ikm_say(lang, "jawaban tentang unsur tidak sejalan",
                       "answers to the elements do not go together");
    case IKM_UNWEIGHED_NO_ANSWERS:
        return ikm_say(lang, "pertanyaan tentang kepentingan tidak dijawab",
                       "nobody answered the questions of importance");
    case IKM_UNWEIGHED_SINGULAR:
        return ikm_say(lang,
                       "ada unsur yang jawabannya selalu mengikuti unsur lain",
                       "some element always goes with others");
    case IKM_UNWEIGHED_NONE:
    case IKM_UNWEIGHED_NOT_ASKED:
    case IKM_UNWEIGHED_NO_SPREAD:
    case IKM_UNWEIGHED_COUNT: break;
    }
    return ikm_say(lang, "jawabannya sama semua", "the answers are all alike");
}

void ikm_words_importance(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result)
{
    const struct ikm_ipa *ipa = &result->weighed->ipa;
    size_t n = 0;
    if (ipa->n_points < 2) {
        ikm_text_say(text, lang, "Kepentingan unsur tidak dapat dihitung: %s.",
                     "The importance of the elements cannot be computed: %s.",
                     reason_words(lang, &result->weighed->importance));
        return;
    }
    for (size_t e = 0; e < result->index.n_elements; e++) {
        const struct ikm_ipa_point *point = &ipa->point[e];
        if (point->quadrant != IKM_QUADRANT_A)
            continue;
        ikm_text_put(text, n++ ? ", "
                               : ikm_say(lang,
                                         "Penting tetapi kinerjanya di bawah "
                                         "rata-rata: ",
                                         "Important, but below average: "));
        ikm_text_printf(text, "%s %s%s", result->form->elements[e].code,
                        result->form->elements[e].name,
                        point->is_certain ? "" : unsure(lang));
    }
    ikm_text_put(text, n ? "."
                         : ikm_say(lang,
                                   "Tidak ada unsur penting yang kinerjanya di "
                                   "bawah rata-rata.",
                                   "No important element is below average."));
}

static void put_source(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_importance *importance)
{
    switch (importance->source) {
    case IKM_IMPORTANCE_STATED:
        ikm_text_say(text, lang,
                     "Kepentingan dinyatakan oleh %lld responden; %% adalah "
                     "bagian tiap unsur.",
                     "The importance was stated by %lld respondents; %% is the "
                     "share of each element.",
                     (long long)importance->n);
        return;
    case IKM_IMPORTANCE_RELATIVE:
        ikm_text_say(text, lang,
                     "Kepentingan diturunkan dari jawaban, tidak ditanyakan: "
                     "bobot relatif terhadap kepuasan keseluruhan (%lld lembar "
                     "lengkap, dijelaskan ",
                     "The importance is derived from the answers, it was not "
                     "asked: relative weights on overall satisfaction (%lld "
                     "complete sheets, explained ",
                     (long long)importance->n);
        ikm_words_percent(text, lang, importance->r_squared);
        ikm_text_put(text, ").");
        return;
    case IKM_IMPORTANCE_REST:
    case IKM_IMPORTANCE_SOURCE_COUNT: break;
    }
    ikm_text_say(text, lang,
                 "Kepentingan diturunkan dari jawaban (r sisa), tidak "
                 "ditanyakan.",
                 "The importance is derived from the answers (r rest), it was "
                 "not asked.");
}

void ikm_words_conformity(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result)
{
    const struct ikm_conformity *conformity = &result->weighed->conformity;
    if (!conformity->is_defined)
        return;
    ikm_text_say(text, lang, "Tingkat kesesuaian (Tki): kinerja ",
                 "Level of conformity (Tki): performance is ");
    ikm_words_real(text, lang, conformity->tki, 1);
    ikm_text_say(text, lang, " %% dari kepentingan. Indeks kepuasan (CSI): ",
                 " %% of importance. Satisfaction index (CSI): ");
    ikm_words_real(text, lang, 100 * conformity->csi, 1);
    ikm_text_put(text, " %.");
}

/* ---- against what was expected ---- */

static const double unlikely = 0.05;

static int falls_short(const struct ikm_gap *gap)
{
    return gap->p_holm.is_defined && gap->p_holm.p < unlikely &&
           gap->difference < 0;
}

void ikm_words_gaps(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result)
{
    const struct ikm_gaps *gaps = result->weighed->gaps;
    const struct ikm_element *elements = result->form->elements;
    size_t n_short = 0;
    size_t widest = 0;
    if (gaps->n_gaps == 0) {
        ikm_text_say(text, lang,
                     "Tidak seorang pun menjawab kinerja dan harapan suatu "
                     "unsur sekaligus.",
                     "Nobody answered both what they got and what they "
                     "expected of an element.");
        return;
    }
    for (size_t e = 0; e < result->index.n_elements; e++) {
        const struct ikm_gap *gap = &gaps->element[e];
        if (!falls_short(gap))
            continue;
        if (n_short++ == 0 ||
            gap->difference < gaps->element[widest].difference)
            widest = e;
    }
    if (n_short == 0) {
        ikm_text_say(text, lang, "Tidak ada unsur yang nyata di bawah harapan.",
                     "No element is below what was expected more than by "
                     "chance.");
        return;
    }
    ikm_text_say(text, lang,
                 "%zu dari %zu unsur nyata di bawah harapan; paling jauh %s %s "
                 "(",
                 "%zu of %zu elements are below what was expected; the widest "
                 "gap is %s %s (",
                 n_short, gaps->n_gaps, elements[widest].code,
                 elements[widest].name);
    ikm_words_real(text, lang, gaps->element[widest].difference, 2);
    ikm_text_put(text, ").");
}

void ikm_words_axes(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result)
{
    const struct ikm_ipa *ipa = &result->weighed->ipa;
    if (ipa->n_points < 2)
        return;
    put_source(text, lang, &result->weighed->importance);
    ikm_text_say(text, lang, " Batas kuadran adalah rata-ratanya: NRR ",
                 " The quadrants meet at the means: NRR ");
    ikm_words_real(text, lang, ipa->axis_performance, 3);
    ikm_text_say(text, lang, ", kepentingan ", ", importance ");
    ikm_words_real(text, lang, 100 * ipa->axis_importance, 1);
    ikm_text_say(text, lang,
                 " %%. Belum pasti: rentang 95 %% NRR atau kepentingannya "
                 "memuat batas itu.",
                 " %%. Not certain: the 95 %% interval of the NRR or of the "
                 "importance holds that mean.");
}

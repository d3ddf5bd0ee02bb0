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

static const char *reason_words(enum ikm_lang lang, enum ikm_unweighed reason)
{
    switch (reason) {
    case IKM_UNWEIGHED_FEW:
        return ikm_say(lang, "kurang dari tiga lembar yang lengkap",
                       "fewer than three complete sheets");
    case IKM_UNWEIGHED_ONE:
        return ikm_say(lang, "kuesioner ini hanya punya satu unsur",
                       "this form has one element only");
    case IKM_UNWEIGHED_UNRELATED:
        return ikm_say(lang, "tidak ada unsur yang sejalan dengan yang lain",
                       "no element goes with the others");
    case IKM_UNWEIGHED_NONE:
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
                     reason_words(lang, result->weighed->importance.reason));
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

void ikm_words_axes(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result)
{
    const struct ikm_ipa *ipa = &result->weighed->ipa;
    if (ipa->n_points < 2)
        return;
    ikm_text_say(text, lang,
                 "Kepentingan diturunkan dari jawaban (r sisa), tidak "
                 "ditanyakan. Batas kuadran adalah rata-ratanya: NRR ",
                 "The importance is derived from the answers (r rest), it was "
                 "not asked. The quadrants meet at the means: NRR ");
    ikm_words_real(text, lang, ipa->axis_performance, 3);
    ikm_text_say(text, lang, ", kepentingan ", ", importance ");
    ikm_words_real(text, lang, 100 * ipa->axis_importance, 1);
    ikm_text_say(text, lang,
                 " %%. Belum pasti: rentang 95 %% NRR atau kepentingannya "
                 "memuat batas itu.",
                 " %%. Not certain: the 95 %% interval of the NRR or of the "
                 "importance holds that mean.");
}

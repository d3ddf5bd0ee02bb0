/* export/words.h - all sentences about figures, Indonesian and English side by
 * side. analyze/ gives reason codes, this room makes the words. */
#ifndef IKM_EXPORT_WORDS_H
#define IKM_EXPORT_WORDS_H

#include "data/base/text.h"
#include "export/analysis.h"
#include "export/plan.h"

/* One sentence that says what is to be minded, and what to do about it. */
void ikm_words_warning(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_query *query,
                       const struct ikm_result *result,
                       enum ikm_warning warning);

/* Which services nobody answered for. */
void ikm_words_services_missing(struct ikm_text *text, enum ikm_lang lang,
                                const struct ikm_result *result);
/* "Bila tiap layanan dihitung menurut jumlah yang dilayani: IKM 81,20 ..." */
void ikm_words_weighted(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result);
/* Nothing where it was not asked for. */
void ikm_words_weighted_bootstrap(struct ikm_text *text, enum ikm_lang lang,
                                  const struct ikm_bootstrap *bootstrap);
/* "Belum ada responden yang dilayani pukul 13.00-17.00."; nothing where there
 * are, or no hour is known. */
void ikm_words_hours_missing(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_reach *hour);

/* Why groups are hidden, and what may be done (words_groups.c). */
void ikm_words_suppressed(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_query *query);

/* "Kelompok-kelompok ini berbeda nyata (p = 0,003); bedanya kecil (...)." Of a
 * comparison that is defined. Sizes: Cohen (1988), 0.01 0.06 0.14. */
void ikm_words_comparison(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_kruskal *kruskal);
/* "IKM naik 0,45 per triwulan (kemiringan Sen, dari 9 periode); ..." */
void ikm_words_trend(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_trend_told *told);
/* "triwulan", "tahun": a period of this kind, YEAR..MONTH. Static. */
const char *ikm_words_span(enum ikm_lang lang, enum ikm_period_kind every);
/* "0,012"; "< 0,001" for what would be 0. */
void ikm_words_p(struct ikm_text *text, enum ikm_lang lang, double p);

/* "mutu D", "di bawah rata-rata unsur": what a flag means, static. `i` is the
 * number of its bit. */
const char *ikm_words_flag(enum ikm_lang lang, int i);

/* Headline: "IKM 73,72: mutu C (kurang baik), dari 60 responden." */
void ikm_words_headline(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result);

/* "Waktu Penyelesaian (63,79, D): terendah dari 9 unsur; hampir pasti termasuk
 * tiga terendah (98 %); belum dapat dibedakan dari U9; turun 0,31 dari Triwulan
 * IV 2024 (nyata); sebab yang paling sering disebut: antrean panjang (14 dari
 * 25)". `i` is the place in result->priorities. */
void ikm_words_priority(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result, size_t i);

/* What an element is improved by: "SOP dan standar pelayanan". Static. */
const char *ikm_words_remedy(enum ikm_lang lang, char remedy);

/* One sentence over the priorities: which element is the weakest, or that all
 * are equal. */
void ikm_words_weakest(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_result *result);

/* "naik 1,90" / "turun 0,31" / "tetap"; `decimals` of the difference. */
void ikm_words_change(struct ikm_text *text, enum ikm_lang lang,
                      double difference, int decimals);

/* ---- the plan and what was published (words_plan.c) ---- */

/* "TW II 2025" or "TW II sampai TW III 2025" */
void ikm_words_quarters(struct ikm_text *text, enum ikm_lang lang, int32_t from,
                        int32_t to);
/* "Terlaksana 2 dari 3 rencana (nilai porsi PEKPPP: 3)." */
void ikm_words_plan_score(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_plan_score *score);
/* "Yang terakhir selesai dalam 2 bulan (...)." and how many were dropped;
 * nothing where none is done and none was dropped. */
void ikm_words_plan_speed(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_plan_score *score);
/* "2 membaik, 1 belum tampak"; nothing where nothing is measured. */
void ikm_words_plan_verdicts(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_plan_view *view);
/* "Berubah sejak terbit di situs web (20 April 2025): IKM 73,72 menjadi 73,90
 * (naik 0,18); responden 60 menjadi 61." */
void ikm_words_published(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_published_entry *entry);

/* ---- how sure it is (words_certainty.c) ----
 *
 * Whole sentences but for lowest3 and indistinct, which stand inside one;
 * nothing where nothing is known. */

/* "Rentang 95 %: 71,41-76,03; mutu C hampir pasti (99 %)." */
void ikm_words_grade_certainty(struct ikm_text *text, enum ikm_lang lang,
                               const struct ikm_result *result);
/* "Mutu naik ke B dengan 12 lembar tambahan ..." */
void ikm_words_flip(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result);
/* "Sasaran tahun 2025: 80,00; peluang ... 12 %." */
void ikm_words_target(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_result *result);
/* "Bootstrap 10000 kali: persentil 71,40-76,00, BCa 71,38-75,98." */
void ikm_words_bootstrap(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_result *result);
/* "hampir pasti termasuk tiga terendah (98 %)" */
void ikm_words_lowest3(struct ikm_text *text, enum ikm_lang lang,
                       struct ikm_p p);
/* "belum dapat dibedakan dari U9", of a member of the lowest group. */
void ikm_words_indistinct(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result, size_t e);
/* "Alpha Cronbach 0,871 (rentang 95 %: 0,863-0,879), dari 2320 lembar ..." */
void ikm_words_reliability(struct ikm_text *text, enum ikm_lang lang,
                           const struct ikm_result *result);

/* ---- importance and performance (words_importance.c) ---- */

/* "Prioritas Utama"; "" for NONE. Static. */
const char *ikm_words_quadrant_name(enum ikm_lang lang,
                                    enum ikm_quadrant quadrant);
/* "A Prioritas Utama (belum pasti)"; nothing for NONE. */
void ikm_words_quadrant(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_ipa_point *point);
/* Which elements are important and weak, or why nothing is known. */
void ikm_words_importance(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result);
/* "Tingkat kesesuaian (Tki) 87,3 % ..., CSI 78,1 %."; nothing where importance
 * is not stated. */
void ikm_words_conformity(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result);
/* Which elements fall short of what was expected. Of a form that asks it. */
void ikm_words_gaps(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result);
/* Where the importance comes from, and where the quadrants meet; nothing
 * without quadrants. */
void ikm_words_axes(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_result *result);

/* Rounded half away from 0. */
void ikm_words_real(struct ikm_text *text, enum ikm_lang lang, double value,
                    int decimals);
/* "98 %", "lebih dari 99 %", "kurang dari 1 %" */
void ikm_words_percent(struct ikm_text *text, enum ikm_lang lang, double share);
/* "71,41-76,03", clipped at the ends of the scale. */
void ikm_words_interval(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_interval *interval, int scale_max);

/* "Unit", "Layanan", "Jenis kelamin": heading of the group column. */
const char *ikm_words_by(enum ikm_lang lang, enum ikm_by by);

/* `value` / 10^decimals as people of that language write it: 83,21 or 83.21.
 * value >= 0. Buffer of IKM_FIXED_TEXT_BYTES. */
const char *ikm_words_fixed(enum ikm_lang lang, int64_t value, int decimals,
                            char *buffer);

#endif

/* export/words.h - all sentences about figures, Indonesian and English side by
 * side. analyze/ gives reason codes, this room makes the words. */
#ifndef IKM_EXPORT_WORDS_H
#define IKM_EXPORT_WORDS_H

#include "data/base/text.h"
#include "export/analysis.h"

/* One sentence that says what is to be minded, and what to do about it. */
void ikm_words_warning(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_query *query,
                       const struct ikm_result *result,
                       enum ikm_warning warning);

/* "mutu D", "di bawah rata-rata unsur": what a flag means, static. `i` is the
 * number of its bit. */
const char *ikm_words_flag(enum ikm_lang lang, int i);

/* Headline: "IKM 73,72: mutu C (kurang baik), dari 60 responden." */
void ikm_words_headline(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result);

/* "Waktu Penyelesaian (63,79, D): terendah dari 9 unsur; turun 0,31 dari
 * Triwulan IV 2024; sebab yang paling sering disebut: antrean panjang (14 dari
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

/* "Unit", "Layanan", "Jenis kelamin": heading of the group column. */
const char *ikm_words_by(enum ikm_lang lang, enum ikm_by by);

/* `value` / 10^decimals as people of that language write it: 83,21 or 83.21.
 * value >= 0. Buffer of IKM_FIXED_TEXT_BYTES. */
const char *ikm_words_fixed(enum ikm_lang lang, int64_t value, int decimals,
                            char *buffer);

#endif

#include <inttypes.h>

#include "data/base/number.h"
#include "export/words.h"

void ikm_words_plan_score(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_plan_score *score)
{
    ikm_text_say(text, lang,
                 "Terlaksana %" PRId64 " dari %" PRId64
                 " rencana (nilai porsi PEKPPP: %d).",
                 "%" PRId64 " of %" PRId64
                 " items are done (PEKPPP score of the share: %d).",
                 score->n_done, score->n_items, score->share_score);
}

void ikm_words_plan_speed(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_plan_score *score)
{
    if (score->n_done > 0)
        ikm_text_say(text, lang,
                     "Yang terakhir selesai dalam %d bulan (nilai kecepatan: "
                     "%d).",
                     "The last one was done within %d months (score of the "
                     "speed: %d).",
                     score->months, score->speed_score);
    if (score->n_dropped > 0)
        ikm_text_say(text, lang,
                     "%s%" PRId64 " rencana dibatalkan dan tidak dihitung.",
                     "%sItems dropped, which do not count: %" PRId64 ".",
                     score->n_done > 0 ? " " : "", score->n_dropped);
}

void ikm_words_plan_verdicts(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_plan_view *view)
{
    static const enum ikm_verdict verdicts[] = {
        IKM_VERDICT_IMPROVED, IKM_VERDICT_DECLINED, IKM_VERDICT_NONE,
        IKM_VERDICT_TOO_FEW};
    int n_said = 0;
    for (size_t v = 0; v < IKM_COUNT(verdicts); v++) {
        size_t n = 0;
        for (size_t i = 0; i < view->n_lines; i++)
            n += view->lines[i].verdict == verdicts[v];
        if (n > 0)
            ikm_text_printf(text, "%s%zu %s", n_said++ > 0 ? ", " : "", n,
                            ikm_verdict_words(lang, verdicts[v]));
    }
}

static const char *value_of(enum ikm_lang lang, int64_t hundredths,
                            char buffer[IKM_FIXED_TEXT_BYTES])
{
    return hundredths < 0 ? "-" : ikm_words_fixed(lang, hundredths, 2, buffer);
}

static void put_difference(struct ikm_text *text, enum ikm_lang lang,
                           const struct ikm_published_form *form)
{
    char then[IKM_FIXED_TEXT_BYTES], now[IKM_FIXED_TEXT_BYTES];
    const double difference =
        (double)(form->value_now_hundredths - form->value_hundredths) / 100;
    ikm_text_say(text, lang, "IKM %s menjadi %s", "IKM %s is %s today",
                 value_of(lang, form->value_hundredths, then),
                 value_of(lang, form->value_now_hundredths, now));
    if (form->value_hundredths >= 0 && form->value_now_hundredths >= 0) {
        ikm_text_put(text, " (");
        ikm_words_change(text, lang, difference, 2);
        ikm_text_put(text, ")");
    }
    ikm_text_say(text, lang, "; responden %" PRId64 " menjadi %" PRId64,
                 "; respondents %" PRId64 ", today %" PRId64, form->used,
                 form->used_now);
    if (form->n_changed > 0)
        ikm_text_say(text, lang, "; jawaban %zu unsur berubah",
                     "; answers to %zu elements differ", form->n_changed);
}

void ikm_words_published(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_published_entry *entry)
{
    char day[IKM_PERIOD_WORDS_BYTES];
    const struct ikm_publication *p = entry->publication;
    ikm_text_say(text, lang, "Berubah sejak terbit di %s (%s): ",
                 "Changed since published in %s (%s): ", p->medium,
                 ikm_date_words(p->date, lang, day));
    put_difference(text, lang, entry->form);
    ikm_text_put(text, ".");
}

static const char *quarter_name(enum ikm_lang lang, int32_t quarter)
{
    static const char *const names[][2] = {
        {"TW I", "Q1"}, {"TW II", "Q2"}, {"TW III", "Q3"}, {"TW IV", "Q4"}};
    return ikm_say(lang, names[quarter % 4][0], names[quarter % 4][1]);
}

void ikm_words_quarters(struct ikm_text *text, enum ikm_lang lang, int32_t from,
                        int32_t to)
{
    ikm_text_put(text, quarter_name(lang, from));
    if (from / 4 != to / 4)
        ikm_text_printf(text, " %" PRId32, from / 4);
    if (from != to)
        ikm_text_say(text, lang, " sampai %s", " to %s",
                     quarter_name(lang, to));
    ikm_text_printf(text, " %" PRId32, to / 4);
}

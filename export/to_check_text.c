#include "export/to_check_text.h"

#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"
#include "export/check_words.h"
#include "export/to_text_internal.h"

enum { WIDTH = 80, INDENT = 2, FIGURE_WIDTH = 8 };

/* A sentence under way, then wrapped behind a mark. */
static void put_sentence(struct ikm_text *text, const char *mark,
                         struct ikm_text *sentence)
{
    struct ikm_error err = {0};
    const char *words = "";
    if (ikm_text_done(sentence, &words, &err) != IKM_OK) {
        text->status = IKM_NO_MEMORY;
        return;
    }
    ikm_text_put(text, mark);
    text_wrap(text, words, WIDTH, strlen(mark), strlen(mark));
    ikm_text_put(text, "\n");
}

static void put_plain(struct ikm_text *text, const char *untrusted)
{
    const char *plain = text_plain(text->arena, untrusted);
    ikm_text_put(text, plain ? plain : "");
}

static void put_figures(struct ikm_text *text, enum ikm_lang lang,
                        const char *name,
                        const struct ikm_check_figures *figures)
{
    ikm_text_printf(text, "  %-12s IKM ", name);
    ikm_words_check_figure(text, lang, figures->ikm);
    if (figures->low[0]) {
        ikm_text_put(text, " (");
        ikm_words_check_figure(text, lang, figures->low);
        ikm_text_put(text, " .. ");
        ikm_words_check_figure(text, lang, figures->high);
        ikm_text_put(text, ")");
    }
    if (figures->grade[0])
        ikm_text_printf(text, ", %s %s", ikm_say(lang, "mutu", "grade"),
                        figures->grade);
    if (figures->label[0]) {
        ikm_text_put(text, ", ");
        put_plain(text, figures->label);
    }
    if (figures->n[0])
        ikm_text_printf(text, ", n %s", figures->n);
    ikm_text_put(text, "\n");
}

static void put_faults(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_check_result *result)
{
    for (size_t i = 0; i < result->n_faults; i++) {
        struct ikm_text sentence = IKM_TEXT(text->arena);
        ikm_words_check_fault(&sentence, lang, result, &result->faults[i]);
        put_sentence(text, "  ! ", &sentence);
    }
    for (size_t i = 0; i < result->n_candidates; i++) {
        struct ikm_text sentence = IKM_TEXT(text->arena);
        ikm_text_put(&sentence, ikm_say(lang, "Mungkin juga: ", "Or else: "));
        ikm_words_check_fault(&sentence, lang, result, &result->candidates[i]);
        put_sentence(text, "  ? ", &sentence);
    }
    for (size_t i = 0; i < result->n_notes; i++) {
        struct ikm_text sentence = IKM_TEXT(text->arena);
        ikm_words_check_note(&sentence, lang, &result->notes[i]);
        put_sentence(text, "  - ", &sentence);
    }
}

void ikm_check_to_text(struct ikm_text *text, enum ikm_lang lang,
                       const char *file, const struct ikm_check_result *result)
{
    put_plain(text, file);
    if (result->sheet[0]) {
        ikm_text_put(text, ikm_say(lang, ", lembar ", ", sheet "));
        put_plain(text, result->sheet);
    }
    ikm_text_say(text, lang, ": %zu unsur\n", ": %zu elements\n",
                 result->n_elements);
    put_figures(text, lang, ikm_say(lang, "tertulis", "published"),
                &result->published);
    put_figures(text, lang, ikm_say(lang, "seharusnya", "recomputed"),
                &result->recomputed);
    if (result->n_faults == 0)
        ikm_text_say(text, lang, "  Tidak ada yang salah.\n",
                     "  Nothing is wrong.\n");
    put_faults(text, lang, result);
}

static void put_padded(struct ikm_text *text, const char *plain, size_t width)
{
    const size_t wide = ikm_utf8_width(plain);
    ikm_text_put(text, plain);
    ikm_text_printf(text, "%*s", (int)(wide < width ? width - wide : 0) + 1,
                    "");
}

static void put_right(struct ikm_text *text, enum ikm_lang lang,
                      const char *figure)
{
    const size_t length = figure[0] ? strlen(figure) : 1;
    ikm_text_printf(text, "%*s",
                    (int)(length < FIGURE_WIDTH ? FIGURE_WIDTH - length : 0),
                    "");
    ikm_words_check_figure(text, lang, figure);
}

void ikm_check_heading(struct ikm_text *text, enum ikm_lang lang,
                       size_t file_width)
{
    put_padded(text, ikm_say(lang, "Berkas", "File"), file_width);
    ikm_text_put(text, ikm_say(lang, "tertulis   seharusnya   yang ditemukan\n",
                               "published  recomputed   found\n"));
}

void ikm_check_line_to_text(struct ikm_text *text, enum ikm_lang lang,
                            const char *file, size_t file_width,
                            const struct ikm_check_result *result)
{
    const char *plain = text_plain(text->arena, file);
    put_padded(text, plain ? plain : "", file_width);
    if (!result) {
        ikm_text_put(text, ikm_say(lang, "  tidak ada tabel yang terbaca\n",
                                   "  no table could be read\n"));
        return;
    }
    put_right(text, lang, result->published.ikm);
    ikm_text_printf(text, " %-1s ", result->published.grade);
    put_right(text, lang, result->recomputed.ikm);
    ikm_text_printf(text, " %-1s   ", result->recomputed.grade);
    for (size_t i = 0; i < result->n_faults; i++)
        ikm_text_printf(text, "%s%s", i ? ", " : "",
                        ikm_words_check_kind(lang, result->faults[i].kind));
    if (result->n_faults == 0)
        ikm_text_put(text, ikm_say(lang, "baik", "fine"));
    ikm_text_put(text, "\n");
}

#include <ctype.h>
#include <inttypes.h>
#include <math.h>

#include "data/base/number.h"
#include "export/words.h"

void ikm_words_change(struct ikm_text *text, enum ikm_lang lang,
                      double difference, int decimals)
{
    char number[IKM_FIXED_TEXT_BYTES];
    const double scale = pow(10, decimals);
    const int64_t size = (int64_t)floor(fabs(difference) * scale + 0.5);
    if (size == 0) {
        ikm_text_say(text, lang, "tetap", "unchanged");
        return;
    }
    (void)ikm_words_fixed(lang, size, decimals, number);
    if (difference > 0)
        ikm_text_say(text, lang, "naik %s", "up %s", number);
    else
        ikm_text_say(text, lang, "turun %s", "down %s", number);
}

static void put_change(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_change *change)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    ikm_words_change(text, lang, change->difference, 2);
    ikm_text_say(text, lang, " dari %s", " from %s",
                 ikm_period_words(&change->before, lang, words));
}

void ikm_words_headline(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_index *index = &result->index;
    const int64_t used = result->ledger.used;
    if (index->reason != IKM_REASON_NONE) {
        ikm_text_say(text, lang, "IKM belum dapat dihitung.",
                     "The IKM cannot be computed yet.");
        return;
    }
    (void)ikm_words_fixed(lang, index->value_hundredths, 2, value);
    if (index->grade == IKM_CLASS_NONE)
        ikm_text_say(text, lang, "IKM %s, dari %" PRId64 " responden",
                     "IKM %s, from %" PRId64 " respondents", value, used);
    else
        ikm_text_say(text, lang,
                     "IKM %s: mutu %s (%s), dari %" PRId64 " responden",
                     "IKM %s: grade %s (%s), from %" PRId64 " respondents",
                     value, ikm_grade_letter(result->form, index->grade),
                     ikm_grade_label(result->form, index->grade), used);
    if (result->change.known) {
        ikm_text_put(text, "; ");
        put_change(text, lang, &result->change);
    }
    ikm_text_put(text, ".");
}

/* How an element stands among the others. */
struct standing {
    int n_compared; /* elements with answers */
    int n_lower;
    int n_equal; /* others of the same mean */
};

static struct standing standing_of(const struct ikm_index *index, size_t e)
{
    struct standing standing = {0};
    const struct ikm_element_figures *element = index->element;
    for (size_t i = 0; i < index->n_elements; i++) {
        if (element[i].n == 0)
            continue;
        standing.n_compared++;
        standing.n_lower += element[i].rank > element[e].rank;
        standing.n_equal += i != e && element[i].rank == element[e].rank;
    }
    return standing;
}

static void put_lowest(struct ikm_text *text, enum ikm_lang lang,
                       struct standing standing)
{
    static const char *const id[] = {"terendah", "terendah kedua",
                                     "terendah ketiga"};
    static const char *const en[] = {"lowest", "second lowest", "third lowest"};
    const int n = standing.n_lower < 3 ? standing.n_lower : 2;
    if (standing.n_equal + 1 == standing.n_compared) {
        ikm_text_say(text, lang, "sama dengan semua unsur lain",
                     "equal to all other elements");
        return;
    }
    ikm_text_say(text, lang, "%s dari %d unsur", "%s of %d elements",
                 ikm_say(lang, id[n], en[n]), standing.n_compared);
    if (standing.n_equal > 0)
        ikm_text_say(text, lang, " (bersama %d unsur lain)",
                     " (with %d others)", standing.n_equal);
}

/* "Antrean panjang" inside a sentence; an abbreviation keeps its capitals. */
static void put_in_sentence(struct ikm_text *text, const char *words)
{
    const char first[2] = {(char)tolower((unsigned char)words[0]), '\0'};
    if (isupper((unsigned char)words[0]) && islower((unsigned char)words[1])) {
        ikm_text_put(text, first);
        words++;
    }
    ikm_text_put(text, words);
}

/* A form without classes has no words for them. */
static void put_class(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_result *result,
                      const struct ikm_element_figures *element)
{
    const char *label = ikm_grade_label(result->form, element->grade);
    put_in_sentence(text, label[0] != '\0'
                              ? label
                              : ikm_say(lang, "termasuk kelompok terendah",
                                        "in the lowest group"));
}

static void put_cause(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_element_more *more)
{
    if (more->n_causes == 0)
        return;
    ikm_text_say(text, lang, "; sebab yang paling sering disebut: ",
                 "; the cause named most: ");
    put_in_sentence(text, more->causes[0].text);
    ikm_text_say(text, lang, " (%" PRId64 " dari %" PRId64 ")",
                 " (%" PRId64 " of %" PRId64 ")", more->causes[0].count,
                 more->n_causes_named);
}

/* How sure its place is. Of a class C or D nothing needs to be said, of equal
 * sheets nothing can be. */
static void put_certainty(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_result *result,
                          const struct ikm_priority *priority)
{
    const struct ikm_p p = result->more[priority->element].p_lowest3;
    const struct standing standing =
        standing_of(&result->index, priority->element);
    if ((priority->why & (IKM_WHY_THREE_LOWEST | IKM_WHY_LOWEST_GROUP)) == 0 ||
        standing.n_equal + 1 == standing.n_compared ||
        result->certainty.interval.reason == IKM_UNSURE_NO_SPREAD)
        return;
    if (p.is_defined) {
        ikm_text_put(text, "; ");
        ikm_words_lowest3(text, lang, p);
    }
    if (priority->why & IKM_WHY_LOWEST_GROUP) {
        ikm_text_put(text, "; ");
        ikm_words_indistinct(text, lang, result, priority->element);
    }
}

void ikm_words_priority(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result, size_t i)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_priority *priority = &result->priorities[i];
    const size_t e = priority->element;
    const struct ikm_element_figures *element = &result->index.element[e];
    const struct ikm_element_more *more = &result->more[e];
    const char *letter = ikm_grade_letter(result->form, element->grade);
    ikm_text_printf(text, "%s (%s%s%s): ", result->form->elements[e].name,
                    ikm_words_fixed(lang, element->value_hundredths, 2, value),
                    letter[0] != '\0' ? ", " : "", letter);
    if (priority->why & IKM_WHY_THREE_LOWEST) {
        put_lowest(text, lang, standing_of(&result->index, e));
    } else {
        put_class(text, lang, result, element);
        if (priority->why & IKM_WHY_BELOW_MEAN)
            ikm_text_say(text, lang, ", di bawah rata-rata unsur",
                         ", below the mean of the elements");
    }
    put_certainty(text, lang, result, priority);
    if (more->change.known) {
        ikm_text_put(text, "; ");
        put_change(text, lang, &more->change);
        if (element->flags & (IKM_FLAG_DECLINED | IKM_FLAG_IMPROVED))
            ikm_text_say(text, lang, " (nyata)", " (significant)");
    }
    put_cause(text, lang, more);
}

void ikm_words_weakest(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_result *result)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_index *index = &result->index;
    if (result->n_priorities == 0)
        return;
    const size_t first = result->priorities[0].element;
    const struct standing standing = standing_of(index, first);
    (void)ikm_words_fixed(lang, index->element[first].value_hundredths, 2,
                          value);
    if (standing.n_compared > 1 &&
        standing.n_equal + 1 == standing.n_compared) {
        ikm_text_say(text, lang,
                     "Semua unsur sama nilainya (%s); tidak ada yang lebih "
                     "lemah daripada yang lain.",
                     "All elements have the same value (%s); none is weaker "
                     "than another.",
                     value);
        return;
    }
    ikm_text_say(text, lang, "Paling lemah: ", "Weakest: ");
    for (size_t i = 0; i < (size_t)standing.n_equal + 1; i++) {
        const size_t e = result->priorities[i].element;
        if (i > 0)
            ikm_text_put(text, i == (size_t)standing.n_equal
                                   ? ikm_say(lang, " dan ", " and ")
                                   : ", ");
        ikm_text_put(text, result->form->elements[e].name);
    }
    ikm_text_printf(text, " (%s).", value);
}

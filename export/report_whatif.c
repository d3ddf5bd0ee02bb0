#include "analyze/grade.h"
#include "data/base/number.h"
#include "export/report_internal.h"
#include "export/words.h"

/* "76,61 (B, Baik)" */
static void put_value(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_result *result, int64_t hundredths,
                      int grade)
{
    char value[IKM_FIXED_TEXT_BYTES];
    ikm_text_put(text, ikm_words_fixed(lang, hundredths, 2, value));
    if (grade != IKM_CLASS_NONE)
        ikm_text_printf(text, " (%s, %s)",
                        ikm_grade_letter(result->form, grade),
                        ikm_grade_label(result->form, grade));
}

static void tell_what_if(struct build *build, const struct ikm_result *result)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_what_if *what_if = result->what_if;
    const struct ikm_index *index = &result->index;
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_say(&text, lang, "Bila ", "If ");
    for (size_t i = 0; i < what_if->n_changes; i++) {
        const struct ikm_what_if_change *change = &what_if->changes[i];
        const size_t e = change->element;
        ikm_text_printf(&text, "%sNRR %s ", i > 0 ? ", " : "",
                        result->form->elements[e].code);
        ikm_text_say(&text, lang, "menjadi ", "became ");
        ikm_words_real(&text, lang,
                       (double)change->mean_millionths / IKM_WHAT_IF_ONE, 3);
        ikm_text_say(&text, lang, " (kini ", " (now ");
        ikm_words_real(&text, lang, index->element[e].nrr, 3);
        ikm_text_put(&text, ")");
    }
    ikm_text_say(&text, lang, ", IKM menjadi ", ", the IKM would be ");
    put_value(&text, lang, result, what_if->value_hundredths, what_if->grade);
    ikm_text_say(&text, lang, "; kini ", "; it is ");
    put_value(&text, lang, result, index->value_hundredths, index->grade);
    ikm_text_put(&text, ".");
    (void)part_section(build, ikm_say(lang, "Seandainya", "What if"),
                       part_text(build, &text));
}

static const char *aim_finding(struct build *build,
                               const struct ikm_result *result)
{
    const struct ikm_aim *aim = result->aim;
    const enum ikm_lang lang = build->lang;
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_say(&text, lang, "IKM ", "An IKM of ");
    put_value(&text, lang, result, aim->hundredths,
              ikm_grade(result->form, aim->hundredths));
    if (aim->state == IKM_AIM_REACHED)
        ikm_text_say(&text, lang, " sudah tercapai.", " is reached already.");
    else if (aim->state == IKM_AIM_UNREACHABLE)
        ikm_text_say(&text, lang,
                     " tidak dapat dicapai dengan bobot ini, juga bila semua "
                     "unsur mendapat nilai tertinggi.",
                     " cannot be reached with these weights, not even with "
                     "every element at the maximum.");
    else
        ikm_text_say(&text, lang,
                     " tercapai bila paling sedikit %zu unsur naik, dan yang "
                     "lain tetap. Pilihannya, NRR kini dan yang perlu:",
                     " is reached if at least %zu elements rise and the others "
                     "stay. The choices, NRR now and needed:",
                     aim->n_elements);
    return part_text(build, &text);
}

static const char *set_words(struct build *build,
                             const struct ikm_result *result,
                             const struct ikm_aim_set *set)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    for (size_t i = 0; i < result->aim->n_elements; i++) {
        const struct ikm_aim_rise *rise = &set->rise[i];
        ikm_text_printf(&text, "%s%s ", i > 0 ? "; " : "",
                        result->form->elements[rise->element].code);
        ikm_words_real(&text, build->lang,
                       result->index.element[rise->element].nrr, 3);
        ikm_text_say(&text, build->lang, " menjadi ", " to ");
        ikm_words_real(&text, build->lang,
                       (double)rise->mean_thousandths / 1000, 3);
    }
    return part_text(build, &text);
}

static void tell_aim(struct build *build, const struct ikm_result *result)
{
    const struct ikm_aim *aim = result->aim;
    const char **points = NULL;
    struct ikm_section *section =
        part_section(build, ikm_say(build->lang, "Untuk mencapai", "To reach"),
                     aim_finding(build, result));
    if (aim->n_sets == 0)
        return;
    points = part_take(build, aim->n_sets + 1, sizeof *points);
    if (!points)
        return;
    for (size_t i = 0; i < aim->n_sets; i++)
        points[i] = set_words(build, result, &aim->sets[i]);
    section->points = points;
    section->n_points = aim->n_sets;
    if (aim->has_more) {
        points[aim->n_sets] =
            ikm_say(build->lang,
                    "Masih ada pilihan lain dengan jumlah unsur "
                    "yang sama.",
                    "There are further choices of as many elements.");
        section->notes = points + aim->n_sets;
        section->n_notes = 1;
    }
}

void report_what_if(struct build *build, const struct ikm_result *result)
{
    if (result->what_if)
        tell_what_if(build, result);
    if (result->aim)
        tell_aim(build, result);
}

#include <inttypes.h>

#include "data/base/number.h"
#include "export/report_internal.h"
#include "export/words.h"

static int is_of_several(const struct ikm_publications *published)
{
    const struct ikm_published_entry *first = published->entries;
    for (size_t i = 1; i < published->n_entries; i++)
        if (first[i].unit != first->unit ||
            ikm_date_compare(first[i].publication->period.from,
                             first->publication->period.from) != 0 ||
            ikm_date_compare(first[i].publication->period.to,
                             first->publication->period.to) != 0)
            return 1;
    return 0;
}

static struct ikm_report_cell place_cell(struct build *build,
                                         const struct ikm_publication *p)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_put(&text, p->medium);
    if (p->address[0] != '\0')
        ikm_text_printf(&text, ", %s", p->address);
    return part_words(part_text(build, &text));
}

static struct ikm_report_cell day_cell(struct build *build,
                                       const struct ikm_publication *p)
{
    char day[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_put(&text, ikm_date_words(p->date, build->lang, day));
    return part_words(part_text(build, &text));
}

static struct ikm_report_cell about_cell(struct build *build,
                                         const struct ikm_published_entry *e)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_text_printf(
        &text, "%s, %s", e->unit->name,
        ikm_period_words(&e->publication->period, build->lang, period));
    return part_words(part_text(build, &text));
}

/* "berubah: kini 83,10 (n 235)" */
static struct ikm_report_cell since_cell(struct build *build,
                                         const struct ikm_published_form *form)
{
    char value[IKM_FIXED_TEXT_BYTES];
    struct ikm_text text = IKM_TEXT(build->arena);
    if (!form->is_changed)
        return part_words(ikm_say(build->lang, "tetap", "stands"));
    ikm_text_say(&text, build->lang, "berubah: kini %s (n %" PRId64 ")",
                 "changed: %s today (n %" PRId64 ")",
                 form->value_now_hundredths < 0
                     ? "-"
                     : ikm_words_fixed(build->lang, form->value_now_hundredths,
                                       2, value),
                 form->used_now);
    return part_words(part_text(build, &text));
}

static void fill(struct build *build, const struct ikm_published_entry *entry,
                 int several, struct ikm_report_cell *cell)
{
    const struct ikm_published_form *form = entry->form;
    cell[0] = part_integer(entry->publication->publication_id);
    if (several)
        cell[1] = about_cell(build, entry);
    cell[2] = place_cell(build, entry->publication);
    cell[3] = day_cell(build, entry->publication);
    if (form->value_hundredths >= 0)
        cell[4] = part_fixed(form->value_hundredths, 2);
    if (form->grade[0] != '\0')
        cell[5] = part_words(form->grade);
    cell[6] = part_integer(form->used);
    cell[7] = since_cell(build, form);
}

static void put_table(struct build *build,
                      const struct ikm_publications *published,
                      struct ikm_section *section)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {"No", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Unit dan periode", "Unit and period"), IKM_ALIGN_LEFT,
         1},
        {ikm_say(lang, "Media", "Medium"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Terbit", "Published"), IKM_ALIGN_LEFT, 1},
        {"IKM", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Mutu", "Grade"), IKM_ALIGN_LEFT, 0},
        {"n", IKM_ALIGN_RIGHT, 0},
        {ikm_say(lang, "Sejak terbit", "Since then"), IKM_ALIGN_LEFT, 1},
    };
    const int several = is_of_several(published);
    struct part_table table = part_table_make(
        build, columns, IKM_COUNT(columns), published->n_entries);
    for (size_t i = 0; i < published->n_entries; i++) {
        struct ikm_report_cell *cell = part_table_row(&table, IKM_ROW_PLAIN);
        if (!cell)
            return;
        fill(build, &published->entries[i], several, cell);
    }
    part_table_done(&table, section);
}

static void put_media(struct build *build,
                      const struct ikm_publications *published,
                      struct ikm_section *section)
{
    struct ikm_error err = {.lang = build->lang};
    size_t n = 0;
    const struct ikm_medium_count *media = NULL;
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **notes = part_take(build, 1, sizeof *notes);
    if (ikm_media_of(published, build->arena, &n, &media, &err) != IKM_OK)
        build->failed = 1;
    if (!notes || build->failed)
        return;
    ikm_text_say(&text, build->lang,
                 "Terbit menurut media: ", "Published by medium: ");
    for (size_t i = 0; i < n; i++)
        ikm_text_printf(&text, "%s%s %" PRId64, i > 0 ? ", " : "",
                        media[i].medium, media[i].count);
    ikm_text_put(&text, ".");
    notes[0] = part_text(build, &text);
    section->notes = notes;
    section->n_notes = 1;
}

static const char *finding_of(struct build *build,
                              const struct ikm_publications *published)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    if (published->n_changed == 0)
        return ikm_say(build->lang, "Angka yang diterbitkan masih sama.",
                       "The published figures still stand.");
    if (published->n_entries > 1 && published->n_changed > 1) {
        ikm_text_say(&text, build->lang,
                     "%zu dari %zu angka berubah sejak terbit.",
                     "%zu of %zu figures have changed since they were "
                     "published.",
                     published->n_changed, published->n_entries);
        return part_text(build, &text);
    }
    for (size_t i = 0; i < published->n_entries; i++)
        if (published->entries[i].form->is_changed)
            ikm_words_published(&text, build->lang, &published->entries[i]);
    return part_text(build, &text);
}

void report_publications(struct build *build,
                         const struct ikm_publications *published)
{
    if (published->n_entries == 0)
        return;
    struct ikm_section *section =
        part_section(build, ikm_say(build->lang, "Publikasi", "Publications"),
                     finding_of(build, published));
    section->key = "publications";
    put_table(build, published, section);
    put_media(build, published, section);
}

enum ikm_status
ikm_report_of_publications(const struct ikm_publications *published,
                           enum ikm_lang lang, struct ikm_arena *arena,
                           struct ikm_report *ret_report, struct ikm_error *err)
{
    struct build build = {.lang = lang, .arena = arena};
    report_publications(&build, published);
    if (build.failed)
        return ikm_fail_memory(err);
    *ret_report = (struct ikm_report){
        .lang = lang,
        .title = ikm_say(lang, "Publikasi hasil survei",
                         "Publications of the survey"),
        .subtitle = ikm_say(lang, "angka saat terbit dan angka kini",
                            "figures as published, and today's"),
        .n_sections = build.n_sections,
        .sections = build.section};
    return IKM_OK;
}

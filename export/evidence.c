#include "export/evidence.h"

#include <string.h>

#include "data/store_publications.h"
#include "export/markup.h"
#include "export/site_internal.h"
#include "export/to_html.h"

enum { ARENA_LIMIT_BYTES = 256 << 20, MOST_MEDIA = 64 };

/* One line of evidence. Texts live in the arena. */
struct fact {
    const char *indicator, *period, *date, *figure, *where;
};

struct evidence {
    struct site site;
    size_t n_publications;
    const struct ikm_publication *publication; /* in the period asked for */
    struct ikm_plan_view plan;
    size_t n, room;
    struct fact *fact;
    enum ikm_status status;
};

static const char *say(const struct evidence *evidence, const char *id,
                       const char *en)
{
    return ikm_say(evidence->site.lang, id, en);
}

static const char *done(struct evidence *evidence, struct ikm_text *text)
{
    struct ikm_error ignored = {0};
    const char *words = "";
    if (ikm_text_done(text, &words, &ignored) != IKM_OK)
        evidence->status = IKM_NO_MEMORY;
    return words;
}

static const char *day_words(struct evidence *evidence, struct ikm_date date)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(evidence->site.arena);
    ikm_text_put(&text, ikm_date_words(date, evidence->site.lang, words));
    return done(evidence, &text);
}

static void add(struct evidence *evidence, const struct fact *fact)
{
    evidence->fact =
        ikm_arena_grow(evidence->site.arena, evidence->fact, evidence->n,
                       &evidence->room, sizeof *evidence->fact);
    if (!evidence->fact) {
        evidence->status = IKM_NO_MEMORY;
        evidence->n = 0;
        evidence->room = 0;
        return;
    }
    evidence->fact[evidence->n++] = *fact;
}

/* ---- the survey was done ---- */

static void add_survey(struct evidence *evidence,
                       const struct site_period *period)
{
    struct site *site = &evidence->site;
    struct ikm_text figure = IKM_TEXT(site->arena);
    struct ikm_text where = IKM_TEXT(site->arena);
    const struct ikm_result *total = period->total;
    const struct ikm_index *index = &total->index;
    ikm_text_say(&figure, site->lang, "%lld responden", "%lld respondents",
                 (long long)total->ledger.used);
    if (total->sample.population >= 0)
        ikm_text_say(&figure, site->lang,
                     "; sampel minimum %lld dari %lld yang dilayani (%s)",
                     "; smallest sample %lld of %lld served (%s)",
                     (long long)total->sample.required,
                     (long long)total->sample.population,
                     total->sample.reached > 0
                         ? say(evidence, "tercapai", "reached")
                         : say(evidence, "belum tercapai", "not reached"));
    if (index->reason == IKM_REASON_NONE)
        ikm_text_printf(&figure, "; IKM %s",
                        site_fixed(site, index->value_hundredths, 2));
    if (site->form->n_classes > 0 && index->reason == IKM_REASON_NONE)
        ikm_text_printf(&figure, " (%s)",
                        ikm_grade_letter(site->form, index->grade));
    ikm_text_say(&where, site->lang, "situs: arsip/%s.html",
                 "site: arsip/%s.html", period->text);
    add(evidence,
        &(struct fact){
            .indicator = say(evidence, "PEKPPP F01: SKM dilaksanakan",
                             "PEKPPP F01: survey done"),
            .period = site_period_words(site, &period->period),
            .date = day_words(evidence, period->period.to),
            .figure = period->is_hidden
                          ? say(evidence, "kurang dari 5 responden",
                                "fewer than 5 respondents")
                          : done(evidence, &figure),
            .where = period->is_hidden ? "-" : done(evidence, &where)});
}

/* ---- published, where and how soon ---- */

static int same_period(const struct ikm_period *a, const struct ikm_period *b)
{
    return ikm_date_compare(a->from, b->from) == 0 &&
           ikm_date_compare(a->to, b->to) == 0;
}

/* Days of the proleptic Gregorian calendar, only to be subtracted. */
static int64_t day_number(struct ikm_date date)
{
    const int64_t month = (date.month + 9) % 12;
    const int64_t year = date.year - month / 10;
    return 365 * year + year / 4 - year / 100 + year / 400 +
           (month * 306 + 5) / 10 + (date.day > 0 ? date.day - 1 : 0);
}

static void add_publication(struct evidence *evidence,
                            const struct ikm_publication *publication)
{
    struct ikm_text figure = IKM_TEXT(evidence->site.arena);
    const int64_t days =
        day_number(publication->date) - day_number(publication->period.to);
    ikm_text_put(&figure, publication->medium);
    if (days >= 0)
        ikm_text_say(&figure, evidence->site.lang,
                     "; %lld hari sesudah periode berakhir",
                     "; %lld days after the end of the period",
                     (long long)days);
    add(evidence,
        &(struct fact){
            .indicator = say(evidence, "PEKPPP F01: media publikasi",
                             "PEKPPP F01: publication medium"),
            .period = site_period_words(&evidence->site, &publication->period),
            .date = day_words(evidence, publication->date),
            .figure = done(evidence, &figure),
            .where = publication->address[0] != '\0' ? publication->address
                     : publication->photo[0] != '\0' ? publication->photo
                                                     : "-"});
}

static size_t count_media(const struct evidence *evidence)
{
    const char *seen[MOST_MEDIA];
    size_t n = 0;
    for (size_t i = 0; i < evidence->n_publications && n < MOST_MEDIA; i++) {
        int is_new = 1;
        for (size_t k = 0; k < n; k++)
            is_new &= strcmp(seen[k], evidence->publication[i].medium) != 0;
        if (is_new)
            seen[n++] = evidence->publication[i].medium;
    }
    return n;
}

static void add_media(struct evidence *evidence)
{
    struct ikm_text media = IKM_TEXT(evidence->site.arena);
    struct ikm_text regular = IKM_TEXT(evidence->site.arena);
    const struct site *site = &evidence->site;
    size_t n_published = 0;
    for (size_t p = 0; p < site->n_periods; p++) {
        int is_published = 0;
        for (size_t i = 0; i < evidence->n_publications; i++)
            is_published |= same_period(&site->periods[p].period,
                                        &evidence->publication[i].period);
        n_published += (size_t)is_published;
    }
    ikm_text_say(&media, site->lang, "%zu media", "%zu media",
                 count_media(evidence));
    ikm_text_say(&regular, site->lang,
                 "%zu dari %zu periode yang disurvei sudah diumumkan",
                 "%zu of %zu periods with a survey are published", n_published,
                 site->n_periods);
    add(evidence,
        &(struct fact){
            .indicator = say(evidence, "PEKPPP F01: banyaknya media publikasi",
                             "PEKPPP F01: number of publication media"),
            .period = say(evidence, "semua", "all"),
            .date = day_words(evidence, site->options->today),
            .figure = done(evidence, &media),
            .where = "publikasi.csv"});
    add(evidence,
        &(struct fact){.indicator =
                           say(evidence,
                               "Komisi Informasi: diumumkan secara berkala",
                               "Komisi Informasi: published regularly"),
                       .period = say(evidence, "semua", "all"),
                       .date = day_words(evidence, site->options->today),
                       .figure = done(evidence, &regular),
                       .where = "publikasi.csv"});
}

/* ---- follow-up ---- */

static void add_plan(struct evidence *evidence)
{
    const struct ikm_plan_score *score = &evidence->plan.score;
    const enum ikm_lang lang = evidence->site.lang;
    struct ikm_text share = IKM_TEXT(evidence->site.arena);
    struct ikm_text speed = IKM_TEXT(evidence->site.arena);
    ikm_text_say(
        &share, lang, "%lld dari %lld rencana sudah selesai; nilai %d (0-5)",
        "%lld of %lld items are done; score %d (0-5)", (long long)score->n_done,
        (long long)score->n_items, score->share_score);
    if (score->n_done > 0)
        ikm_text_say(&speed, lang,
                     "yang terakhir selesai dalam %d bulan; nilai %d (0-5)",
                     "the last was done within %d months; score %d (0-5)",
                     score->months, score->speed_score);
    else
        ikm_text_say(&speed, lang, "belum ada yang selesai",
                     "none is done yet");
    add(evidence,
        &(struct fact){
            .indicator = say(evidence, "PEKPPP F01: porsi tindak lanjut",
                             "PEKPPP F01: share of follow-up"),
            .period = say(evidence, "semua", "all"),
            .date = day_words(evidence, evidence->site.options->today),
            .figure = done(evidence, &share),
            .where = "rencana.csv"});
    add(evidence,
        &(struct fact){
            .indicator = say(evidence, "PEKPPP F01: kecepatan tindak lanjut",
                             "PEKPPP F01: speed of follow-up"),
            .period = say(evidence, "semua", "all"),
            .date = day_words(evidence, evidence->site.options->today),
            .figure = done(evidence, &speed),
            .where = "rencana.csv"});
}

/* ---- gathering ---- */

static int is_asked(const struct evidence *evidence,
                    const struct ikm_period *period)
{
    const struct ikm_period *asked = &evidence->site.options->period;
    return asked->kind == IKM_PERIOD_ALL ||
           (ikm_date_compare(period->from, asked->from) >= 0 &&
            ikm_date_compare(period->to, asked->to) <= 0);
}

static enum ikm_status read_publications(struct evidence *evidence,
                                         struct ikm_error *err)
{
    struct site *site = &evidence->site;
    struct ikm_unit unit = {0};
    size_t n = 0;
    const struct ikm_publication *all = NULL;
    enum ikm_status status = IKM_OK;
    if (site->unit)
        status = ikm_store_find_unit(site->store, site->unit, site->arena,
                                     &unit, err);
    if (status == IKM_OK)
        status = ikm_store_publications(site->store, unit.unit_id, site->arena,
                                        &n, &all, err);
    struct ikm_publication *kept =
        ikm_arena_take(site->arena, n + 1, sizeof *kept);
    if (status != IKM_OK)
        return status;
    if (!kept)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        if (is_asked(evidence, &all[i].period))
            kept[evidence->n_publications++] = all[i];
    evidence->publication = kept;
    return IKM_OK;
}

static enum ikm_status gather(struct evidence *evidence, struct ikm_error *err)
{
    static const struct ikm_period everything;
    struct site *site = &evidence->site;
    struct ikm_plan_about about = {0};
    enum ikm_status status = site_gather(site, err);
    if (status == IKM_OK)
        status = read_publications(evidence, err);
    about.unit = site->unit;
    if (status == IKM_OK)
        status = ikm_plan_view(site->store, &about, &everything, 0, site->arena,
                               &evidence->plan, err);
    if (status != IKM_OK)
        return status;
    for (size_t p = 0; p < site->n_periods; p++)
        add_survey(evidence, &site->periods[p]);
    add_media(evidence);
    for (size_t i = 0; i < evidence->n_publications; i++)
        add_publication(evidence, &evidence->publication[i]);
    add_plan(evidence);
    return evidence->status == IKM_OK ? IKM_OK : ikm_fail_memory(err);
}

/* ---- files ---- */

static const char *const heads[][2] = {{"Indikator", "Indicator"},
                                       {"Periode", "Period"},
                                       {"Tanggal", "Date"},
                                       {"Angka", "Figure"},
                                       {"Tempat bukti", "Where it stands"}};

static void put_page(const struct evidence *evidence, struct ikm_text *text)
{
    const struct site *site = &evidence->site;
    struct ikm_text title = IKM_TEXT(site->arena);
    struct ikm_error ignored = {0};
    const char *words = "";
    ikm_text_say(&title, site->lang, "Bukti bagi penilai: %s",
                 "Evidence for evaluators: %s", site->name);
    if (ikm_text_done(&title, &words, &ignored) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    site_head(site, words, text);
    MARKUP(text, "<h1>");
    markup_text(text, words);
    MARKUP(text, "</h1>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"");
    markup_text(text, words);
    MARKUP(text, "\"><table>\n<thead><tr>");
    for (size_t i = 0; i < IKM_COUNT(heads); i++) {
        MARKUP(text, "<th scope=\"col\">");
        markup_text(text, ikm_say(site->lang, heads[i][0], heads[i][1]));
        MARKUP(text, "</th>");
    }
    MARKUP(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < evidence->n; i++) {
        const struct fact *fact = &evidence->fact[i];
        const char *const cells[] = {fact->period, fact->date, fact->figure,
                                     fact->where};
        MARKUP(text, "<tr><th scope=\"row\">");
        markup_text(text, fact->indicator);
        MARKUP(text, "</th>");
        for (size_t c = 0; c < IKM_COUNT(cells); c++) {
            MARKUP(text, "<td>");
            markup_text(text, cells[c]);
            MARKUP(text, "</td>");
        }
        MARKUP(text, "</tr>\n");
    }
    MARKUP(text, "</tbody></table></div>\n");
    site_foot(site, text);
}

static void put_table(const struct evidence *evidence, struct ikm_text *text)
{
    for (size_t i = 0; i < IKM_COUNT(heads); i++) {
        ikm_text_put(text, i > 0 ? "," : "");
        ikm_text_csv(text,
                     ikm_say(evidence->site.lang, heads[i][0], heads[i][1]), 1);
    }
    ikm_text_put(text, "\r\n");
    for (size_t i = 0; i < evidence->n; i++) {
        const struct fact *fact = &evidence->fact[i];
        const char *const cells[] = {fact->indicator, fact->period, fact->date,
                                     fact->figure, fact->where};
        for (size_t c = 0; c < IKM_COUNT(cells); c++) {
            ikm_text_put(text, c > 0 ? "," : "");
            ikm_text_csv(text, cells[c], 1);
        }
        ikm_text_put(text, "\r\n");
    }
}

static void put_publications(const struct evidence *evidence,
                             struct ikm_text *text)
{
    char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    ikm_text_put(text, "periode,media,tanggal,alamat,foto\r\n");
    for (size_t i = 0; i < evidence->n_publications; i++) {
        const struct ikm_publication *p = &evidence->publication[i];
        ikm_text_printf(text, "%s,", ikm_period_text(&p->period, period));
        ikm_text_csv(text, p->medium, 1);
        ikm_text_printf(text, ",%s,", ikm_date_text(p->date, day));
        ikm_text_csv(text, p->address, 1);
        ikm_text_put(text, ",");
        ikm_text_csv(text, p->photo, 1);
        ikm_text_put(text, "\r\n");
    }
}

static void put_plan(const struct evidence *evidence, struct ikm_text *text)
{
    ikm_plan_to_csv(&evidence->plan, text);
}

static enum ikm_status put_all(const struct evidence *evidence,
                               const struct ikm_folder *folder,
                               struct ikm_error *err)
{
    static const struct {
        const char *name;
        void (*write)(const struct evidence *evidence, struct ikm_text *text);
    } files[] = {{"index.html", put_page},
                 {"bukti.csv", put_table},
                 {"publikasi.csv", put_publications},
                 {"rencana.csv", put_plan}};
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(files) && status == IKM_OK; i++) {
        struct ikm_text text = IKM_TEXT(evidence->site.arena);
        const char *bytes = "";
        files[i].write(evidence, &text);
        status = ikm_text_done(&text, &bytes, err);
        if (status == IKM_OK)
            status = ikm_folder_put(folder, files[i].name, bytes, err);
    }
    return status;
}

enum ikm_status ikm_to_evidence(struct ikm_store *store,
                                const struct ikm_site_options *options,
                                const char *path, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct evidence evidence = {.site = {.store = store,
                                         .options = options,
                                         .lang = options->lang,
                                         .arena = &arena}};
    struct ikm_folder folder;
    enum ikm_status status = gather(&evidence, err);
    if (status == IKM_OK)
        status = ikm_folder_begin(&folder, path, options->today, &arena, err);
    if (status == IKM_OK)
        status = ikm_folder_end(&folder, put_all(&evidence, &folder, err), err);
    ikm_arena_release(&arena);
    return status;
}

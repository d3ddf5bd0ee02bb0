#include "web/page_report.h"

#include <string.h>
#include <time.h>

#include "export/dashboard.h"
#include "export/to_html.h"
#include "web/clock.h"
#include "web/sentences.h"

enum { STALE_FEW = 32 }; /* so many a reader counts on the way */

struct ikm_date report_today(void)
{
    const time_t seconds = (time_t)(web_now_ms() / 1000);
    struct tm parts;
    if (!localtime_r(&seconds, &parts))
        return (struct ikm_date){1970, 1, 1};
    return (struct ikm_date){(int16_t)(parts.tm_year + 1900),
                             (uint8_t)(parts.tm_mon + 1),
                             (uint8_t)parts.tm_mday};
}

/* ---- rollups ---- */

static enum ikm_status refresh(void *context, struct ikm_store *store,
                               struct ikm_act *act, struct ikm_error *err)
{
    (void)act;
    return ikm_refresh_figures(store, context, err);
}

/* What a reading handle makes anew is not kept: the writer keeps it. */
static enum ikm_status freshen(struct web_page *page, const char *unit,
                               struct ikm_error *err)
{
    struct ikm_error ignored = {.lang = page->lang};
    struct ikm_store *store = NULL;
    size_t n_stale = 0;
    struct ikm_query query = {.unit = unit};
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "",
                                      .run = refresh,
                                      .context = &query};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_stale_rollups(store, unit, &n_stale, err);
    if (status != IKM_OK || n_stale <= STALE_FEW)
        return status;
    /* a full disk only makes the page slow */
    (void)!web_change(page, &change, &ignored);
    return IKM_OK;
}

/* ---- what is asked for ---- */

static enum ikm_status ask_unit(struct web_page *page,
                                struct report_asked *asked,
                                struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_unit unit = {0};
    const char *code = web_value(&page->query, "unit");
    enum ikm_status status = web_units(page, &asked->units, err);
    if (status == IKM_OK && code[0])
        status = web_unit(page, code, &unit, err);
    else if (status == IKM_OK && page->account->unit_id != 0)
        unit = asked->units.unit[0];
    if (status == IKM_OK && !unit.code)
        status = web_store(page, &store, err);
    if (status == IKM_OK && !unit.code)
        status = ikm_store_setting(store, "name", page->arena, &unit.name, err);
    asked->unit = unit.code;
    asked->name = unit.name && unit.name[0]
                      ? unit.name
                      : ikm_say(page->lang, "Seluruh unit", "All offices");
    return status;
}

static enum ikm_status ask_period(struct web_page *page,
                                  struct report_asked *asked,
                                  struct ikm_error *err)
{
    char buffer[IKM_PERIOD_TEXT_BYTES];
    const char *text = web_value(&page->query, "periode");
    if (strcmp(text, "semua") == 0) {
        asked->period_text = "semua";
        return IKM_OK;
    }
    if (text[0] && ikm_period_parse(text, &asked->period, err) != IKM_OK)
        return ikm_fail(err, IKM_INPUT,
                        "Periode \"%.60s\" tidak dikenal; tulis misalnya 2026, "
                        "2026-TW1, atau 2026-03.",
                        "The period \"%.60s\" is not known; write such as "
                        "2026, 2026-TW1 or 2026-03.",
                        text);
    if (!text[0] && asked->n_periods > 1)
        asked->period = asked->periods[1]; /* [0] is its year */
    asked->period_text = "semua";
    if (asked->period.kind == IKM_PERIOD_ALL)
        return IKM_OK;
    text = ikm_period_text(&asked->period, buffer);
    asked->period_text = ikm_arena_copy(page->arena, text, strlen(text));
    return asked->period_text ? IKM_OK : ikm_fail_memory(err);
}

enum ikm_status report_ask(struct web_page *page,
                           struct report_asked *ret_asked,
                           struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    *ret_asked = (struct report_asked){0};
    enum ikm_status status = ask_unit(page, ret_asked, err);
    if (status == IKM_OK)
        status = freshen(page, ret_asked->unit, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_periods_with_data(store, ret_asked->unit, page->arena,
                                       &ret_asked->n_periods,
                                       &ret_asked->periods, err);
    return status == IKM_OK ? ask_period(page, ret_asked, err) : status;
}

/* ---- asking again ---- */

static const char *depth_of(const struct ikm_units *units, size_t i)
{
    static const char *const marks[] = {"", "- ", "- - ", "- - - "};
    size_t depth = 0;
    int64_t parent = units->unit[i].parent_id;
    for (size_t k = i; k-- > 0 && parent != 0 && depth < 3;)
        if (units->unit[k].unit_id == parent) {
            parent = units->unit[k].parent_id;
            depth++;
        }
    return marks[depth];
}

static void choose_unit(struct web_page *page, const struct report_asked *asked)
{
    const struct ikm_units *units = &asked->units;
    size_t n = 0;
    struct web_choice *choices =
        ikm_arena_take(page->arena, units->n_units + 1, sizeof *choices);
    if (!choices)
        return;
    if (page->account->unit_id == 0)
        choices[n++] = (struct web_choice){
            "", ikm_say(page->lang, "Seluruh unit", "All offices")};
    for (size_t i = 0; i < units->n_units; i++) {
        struct ikm_text text = IKM_TEXT(page->arena);
        struct ikm_error ignored = {.lang = page->lang};
        const char *words = units->unit[i].name;
        ikm_text_printf(&text, "%s%s", depth_of(units, i), words);
        (void)!ikm_text_done(&text, &words, &ignored);
        choices[n++] = (struct web_choice){units->unit[i].code, words};
    }
    const struct web_input input = {.name = "unit",
                                    .label = {"Unit", "Office"},
                                    .value = asked->unit ? asked->unit : ""};
    web_select(page, &input, n, choices);
}

static struct web_choice choice_of(struct web_page *page,
                                   const struct ikm_period *period)
{
    char code[IKM_PERIOD_TEXT_BYTES], words[IKM_PERIOD_WORDS_BYTES];
    const char *text = ikm_period_text(period, code);
    const char *told = ikm_period_words(period, page->lang, words);
    const char *value = ikm_arena_copy(page->arena, text, strlen(text));
    const char *label = ikm_arena_copy(page->arena, told, strlen(told));
    return (struct web_choice){value ? value : "", label ? label : ""};
}

static void choose_period(struct web_page *page,
                          const struct report_asked *asked)
{
    size_t n = 0;
    int is_there = asked->period.kind == IKM_PERIOD_ALL;
    struct web_choice *choices =
        ikm_arena_take(page->arena, asked->n_periods + 2, sizeof *choices);
    if (!choices)
        return;
    for (size_t i = 0; i < asked->n_periods; i++) {
        choices[n] = choice_of(page, &asked->periods[i]);
        is_there |= strcmp(choices[n++].value, asked->period_text) == 0;
    }
    if (!is_there)
        choices[n++] = choice_of(page, &asked->period);
    choices[n++] = (struct web_choice){
        "semua", ikm_say(page->lang, "Seluruh data", "Everything")};
    const struct web_input input = {.name = "periode",
                                    .label = {"Periode", "Period"},
                                    .value = asked->period_text};
    web_select(page, &input, n, choices);
}

void report_filter(struct web_page *page, const char *action,
                   const struct report_asked *asked,
                   void (*more)(struct web_page *page, void *context),
                   void *context)
{
    html(&page->html, "<form class=\"saring\" method=\"get\" action=\"%s\">",
         action);
    choose_unit(page, asked);
    choose_period(page, asked);
    if (more)
        more(page, context);
    web_button(page, "biasa", "Tampilkan", "Show");
    html(&page->html, "</form>");
}

const char *report_link(struct web_page *page, const char *path,
                        const char *unit, const char *period)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *link = "#";
    ikm_text_put(&text, path);
    ikm_text_put(&text, "?unit=");
    ikm_text_put(&text, web_link(page, "", unit ? unit : ""));
    ikm_text_put(&text, "&periode=");
    ikm_text_put(&text, web_link(page, "", period));
    return ikm_text_done(&text, &link, &ignored) == IKM_OK ? link : "#";
}

/* ---- sections ---- */

/* The same sentences as on a page. */
static const char *const *say_all(struct web_page *page, size_t n,
                                  const char *const *sentences)
{
    const char **said = ikm_arena_take(page->arena, n, sizeof *said);
    for (size_t i = 0; i < n && said; i++)
        said[i] = web_sentence_of(page->arena, sentences[i]);
    return said ? (const char *const *)said : sentences;
}

enum ikm_status report_write(struct web_page *page,
                             const struct ikm_report *report, size_t from,
                             size_t to, int level, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = from; i < to && status == IKM_OK; i++) {
        const struct ikm_html_place place = {
            .number = i + 1,
            .level = level,
            .is_lead = i == 0 && level == 3,
            .about = ikm_words_about(page->lang, report->sections[i].key)};
        struct ikm_section section = report->sections[i];
        section.finding = web_sentence_of(page->arena, section.finding);
        section.points = say_all(page, section.n_points, section.points);
        section.notes = say_all(page, section.n_notes, section.notes);
        status = ikm_html_section(&section, report->lang, &place,
                                  &page->html.text, err);
    }
    return status;
}

void report_warnings(struct web_page *page, const struct ikm_report *report)
{
    struct html *out = &page->html;
    if (report->n_warnings == 0)
        return;
    html_say(out,
             "<aside class=\"perhatian\" aria-labelledby=\"perhatian\"><h2 "
             "id=\"perhatian\">Perhatian</h2><ul>",
             "<aside class=\"perhatian\" aria-labelledby=\"perhatian\"><h2 "
             "id=\"perhatian\">Please note</h2><ul>");
    for (size_t i = 0; i < report->n_warnings; i++)
        html(out, "<li>%s</li>",
             web_sentence_of(page->arena, report->warnings[i]));
    html(out, "</ul></aside>");
}

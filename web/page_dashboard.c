/* "/dasbor": what a leader asks, in this order. */
#include <string.h>

#include "data/base/utf8.h"
#include "export/dashboard.h"
#include "web/page_report.h"
#include "web/server.h"

static const struct web_frame frame = {.title = {"Dasbor", "Dashboard"},
                                       .style = "laporan.css"};

/* ---- services of the offices asked for ---- */

struct services {
    size_t n;
    struct web_choice *choices;
    const char *value;
};

static int is_listed(const struct services *services, const char *name)
{
    char a[256], b[256];
    (void)ikm_fold_spaces(name, a, sizeof a);
    for (size_t i = 1; i < services->n; i++) {
        (void)ikm_fold_spaces(services->choices[i].value, b, sizeof b);
        if (strcmp(a, b) == 0)
            return 1;
    }
    return 0;
}

static int is_below(const struct ikm_units *units, int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return 1;
    return 0;
}

static enum ikm_status list_services(struct web_page *page,
                                     const struct report_asked *asked,
                                     struct services *ret,
                                     struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_unit unit = {0};
    struct ikm_units below = {0};
    const struct ikm_service *all = NULL;
    size_t n = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK && asked->unit)
        status =
            ikm_store_find_unit(store, asked->unit, page->arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, unit.unit_id, page->arena, &below,
                                       err);
    if (status == IKM_OK)
        status = ikm_store_services(store, 0, page->arena, &n, &all, err);
    ret->choices = ikm_arena_take(page->arena, n + 1, sizeof *ret->choices);
    if (status != IKM_OK || !ret->choices)
        return status != IKM_OK ? status : ikm_fail_memory(err);
    ret->choices[ret->n++] = (struct web_choice){
        "", ikm_say(page->lang, "Semua layanan", "All services")};
    for (size_t i = 0; i < n; i++)
        if (is_below(&below, all[i].unit_id) && !is_listed(ret, all[i].name))
            ret->choices[ret->n++] =
                (struct web_choice){all[i].name, all[i].name};
    return IKM_OK;
}

static void choose_service(struct web_page *page, void *context)
{
    const struct services *services = context;
    const struct web_input input = {.name = "layanan",
                                    .label = {"Layanan", "Service"},
                                    .value = services->value};
    if (services->n > 2)
        web_select(page, &input, services->n, services->choices);
}

/* ---- stepping down, and around ---- */

static void write_steps(struct web_page *page, const struct report_asked *asked)
{
    struct html *out = &page->html;
    const struct ikm_units *units = &asked->units;
    int64_t unit_id = 0;
    size_t n = 0;
    for (size_t i = 0; i < units->n_units && asked->unit; i++)
        if (strcmp(units->unit[i].code, asked->unit) == 0)
            unit_id = units->unit[i].unit_id;
    for (size_t i = 0; i < units->n_units; i++) {
        const struct ikm_unit *unit = &units->unit[i];
        if (unit->parent_id != unit_id || unit->unit_id == unit_id)
            continue;
        if (n++ == 0)
            html_say(out,
                     "<nav class=\"turun\" aria-label=\"Unit di bawahnya\">"
                     "<ul>",
                     "<nav class=\"turun\" aria-label=\"Offices below\"><ul>");
        html(out, "<li><a href=\"%s\">%s</a></li>",
             report_link(page, "/dasbor", unit->code, asked->period_text),
             unit->name);
    }
    if (n > 0)
        html(out, "</ul></nav>");
}

static void write_acts(struct web_page *page, const struct report_asked *asked)
{
    struct html *out = &page->html;
    if (!asked->unit || asked->period.kind == IKM_PERIOD_ALL)
        return;
    html_say(
        out,
        "<p class=\"tindakan\"><a href=\"%s\">Susun rencana tindak "
        "lanjut</a> <a href=\"%s\">Catat publikasi</a></p>",
        "<p class=\"tindakan\"><a href=\"%s\">Draft a follow-up plan</a> "
        "<a href=\"%s\">Note a publication</a></p>",
        report_link(page, "/rencana/usul", asked->unit, asked->period_text),
        report_link(page, "/terbit", asked->unit, asked->period_text));
}

static void write_terms(struct web_page *page)
{
    struct html *out = &page->html;
    html_say(out, "<section class=\"istilah\"><h2>Istilah</h2>",
             "<section class=\"istilah\"><h2>Terms</h2>");
    for (size_t i = 0; i < ikm_glossary_count(); i++) {
        const struct ikm_glossary *term = ikm_glossary(i);
        html(out, "<details><summary>%s</summary><p>%s</p></details>",
             ikm_say(page->lang, term->id, term->en),
             ikm_say(page->lang, term->about_id, term->about_en));
    }
    html(out, "</section>");
}

/* The four questions, each answered in a few sentences. */
static void write_briefs(struct web_page *page,
                         const struct ikm_dashboard *dashboard)
{
    struct html *out = &page->html;
    html(out, "<ol class=\"ringkas\">");
    for (int p = 0; p <= IKM_DASHBOARD_PROMISED; p++) {
        const enum ikm_dashboard_part part = (enum ikm_dashboard_part)p;
        const struct ikm_brief *brief = &dashboard->brief[p];
        html(out, "<li><a href=\"#tanya-%d\">%s</a><p class=\"finding\">%s</p>",
             p + 1, ikm_dashboard_part_words(page->lang, part),
             brief->finding[0] ? brief->finding
                               : ikm_dashboard_part_empty(page->lang, part));
        for (size_t i = 0; i < brief->n_more; i++)
            html(out, "<p>%s</p>", brief->more[i]);
        html(out, "</li>");
    }
    html(out, "</ol>");
}

/* ---- the page ---- */

static enum ikm_status write_parts(struct web_page *page,
                                   const struct report_asked *asked,
                                   const struct ikm_dashboard *dashboard,
                                   struct ikm_error *err)
{
    struct html *out = &page->html;
    enum ikm_status status = IKM_OK;
    for (int p = 0; p < IKM_DASHBOARD_PART_COUNT && status == IKM_OK; p++) {
        const enum ikm_dashboard_part part = (enum ikm_dashboard_part)p;
        const char *none = ikm_dashboard_part_empty(page->lang, part);
        const size_t from = dashboard->first[p];
        const size_t to = dashboard->first[p + 1];
        if (from == to && none[0] == '\0')
            continue;
        html(out, "<section class=\"tanya\"><h2 id=\"tanya-%d\">%s</h2>", p + 1,
             ikm_dashboard_part_words(page->lang, part));
        if (from == to)
            html(out, "<p>%s</p>", none);
        status = report_write(page, &dashboard->report, from, to, 3, err);
        if (part == IKM_DASHBOARD_PROMISED)
            write_acts(page, asked);
        if (part == IKM_DASHBOARD_OFFICES)
            write_steps(page, asked);
        html(out, "</section>");
    }
    return status;
}

static void write_more(struct web_page *page, const struct report_asked *asked,
                       const struct services *services)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *link = "#";
    ikm_text_printf(
        &text, "%s&layanan=%s&rinci=1",
        report_link(page, "/dasbor", asked->unit, asked->period_text),
        web_link(page, "", services->value));
    if (ikm_text_done(&text, &link, &ignored) != IKM_OK)
        link = "#";
    html_say(&page->html,
             "<p>Layanan, kelompok responden, dan mutu data tidak dibaca "
             "karena responnya banyak. <a href=\"%s\">Baca juga (lebih "
             "lama)</a></p>",
             "<p>Services, groups of respondents and data quality were not "
             "read because there are many responses. <a href=\"%s\">Read them "
             "too (takes longer)</a></p>",
             link);
}

/* Several questionnaires are never pooled: each has a page of its own. */
static void write_forms(struct web_page *page, const struct report_asked *asked,
                        const struct services *services,
                        const struct ikm_dashboard *dashboard)
{
    struct html *out = &page->html;
    if (dashboard->n_forms < 2)
        return;
    html_say(out, "<p>Ada beberapa kuesioner; masing-masing dihitung sendiri:",
             "<p>There are several forms; each is computed by itself:");
    for (size_t i = 0; i < dashboard->n_forms; i++) {
        struct ikm_text text = IKM_TEXT(page->arena);
        struct ikm_error ignored = {.lang = page->lang};
        const char *link = "#";
        ikm_text_printf(
            &text, "%s&layanan=%s&formulir=%s",
            report_link(page, "/dasbor", asked->unit, asked->period_text),
            web_link(page, "", services->value),
            web_link(page, "", dashboard->forms[i]->id));
        if (ikm_text_done(&text, &link, &ignored) != IKM_OK)
            link = "#";
        html(out, " <a href=\"%s\">%s</a>", link, dashboard->forms[i]->name);
    }
    html(out, "</p>");
}

static enum ikm_status write_page(struct web_page *page,
                                  const struct report_asked *asked,
                                  struct services *services,
                                  const struct ikm_dashboard *dashboard,
                                  struct ikm_error *err)
{
    struct html *out = web_open(page, &frame);
    report_filter(page, "/dasbor", asked, choose_service, services);
    html(out, "<p class=\"kepalasurat\">%s</p><p class=\"anak\">%s%s%s</p>",
         asked->name, dashboard->report.subtitle,
         services->value[0] ? "; " : "", services->value);
    write_forms(page, asked, services, dashboard);
    write_briefs(page, dashboard);
    const enum ikm_status status = write_parts(page, asked, dashboard, err);
    if (status != IKM_OK)
        return status;
    if (dashboard->is_short)
        write_more(page, asked, services);
    report_warnings(page, &dashboard->report);
    write_terms(page);
    return web_close(page, err);
}

/* Nothing to show is no error: a new survey has no responses yet. */
static enum ikm_status write_empty(struct web_page *page,
                                   const struct report_asked *asked,
                                   struct services *services, const char *why,
                                   struct ikm_error *err)
{
    struct html *out = web_open(page, &frame);
    report_filter(page, "/dasbor", asked, choose_service, services);
    html(out, "<p class=\"kepalasurat\">%s</p><p>%s</p>", asked->name, why);
    write_steps(page, asked);
    return web_close(page, err);
}

enum ikm_status web_page_dashboard(struct web_page *page, struct ikm_error *err)
{
    struct report_asked asked;
    struct services services = {.value = web_value(&page->query, "layanan")};
    struct ikm_store *store = NULL;
    struct ikm_dashboard dashboard = {0};
    const char *form = web_value(&page->query, "formulir");
    enum ikm_status status = report_ask(page, &asked, err);
    if (status == IKM_OK)
        status = list_services(page, &asked, &services, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_dashboard_query query = {
        .lang = page->lang,
        .unit = asked.unit,
        .period = asked.period,
        .form = form[0] ? form : NULL,
        .service = services.value[0] ? services.value : NULL,
        .today = report_today(),
        .with_details = web_value(&page->query, "rinci")[0] != '\0'};
    status = ikm_dashboard_make(store, &query, page->arena, &dashboard, err);
    if (page->is_json) {
        if (status == IKM_OK)
            ikm_dashboard_to_json(&dashboard, web_json(page));
        return status;
    }
    if (status == IKM_INPUT)
        return write_empty(page, &asked, &services,
                           web_sentence(page, err->text), err);
    return status == IKM_OK
               ? write_page(page, &asked, &services, &dashboard, err)
               : status;
}

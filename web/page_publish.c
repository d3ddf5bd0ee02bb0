/* "/terbit": what was published, and the button that freezes the figures. */
#include <stdio.h>

#include "collect/publish.h"
#include "export/published.h"
#include "web/page_report.h"
#include "web/server.h"

static const struct web_frame frame = {.title = {"Publikasi", "Publications"},
                                       .style = "laporan.css"};

struct publishing {
    struct ikm_publish_words words;
    const char *figures;
};

static enum ikm_status add(void *context, struct ikm_store *store,
                           struct ikm_act *act, struct ikm_error *err)
{
    const struct publishing *publishing = context;
    return ikm_publish_add(store, &publishing->words, publishing->figures, act,
                           NULL, err);
}

/* ---- the page ---- */

static const char *value_of(const struct web_page *page, const char *field,
                            const char *otherwise)
{
    const char *value = web_value(&page->form, field);
    return value[0] ? value : otherwise;
}

static void write_fields(struct web_page *page)
{
    char today[IKM_DATE_TEXT_BYTES];
    const struct web_input inputs[] = {
        {.name = "media",
         .label = {"Media", "Medium"},
         .hint = {"Misalnya: situs web, papan pengumuman, Instagram.",
                  "Such as: website, notice board, Instagram."},
         .type = "text",
         .value = web_value(&page->form, "media"),
         .is_required = 1},
        {.name = "tanggal",
         .label = {"Tanggal terbit", "Date of publication"},
         .type = "date",
         .value =
             value_of(page, "tanggal", ikm_date_text(report_today(), today)),
         .is_required = 1},
        {.name = "alamat",
         .label = {"Alamat di web (bila ada)", "Address on the web (if any)"},
         .hint = {"Diawali https://", "Begins with https://"},
         .type = "url",
         .value = web_value(&page->form, "alamat")},
        {.name = "foto",
         .label = {"Foto (bila ada)", "Photo (if any)"},
         .hint = {"Nama berkas atau alamat foto; berkasnya tidak diunggah.",
                  "File name or address; the file is not uploaded."},
         .type = "text",
         .value = web_value(&page->form, "foto")}};
    for (size_t i = 0; i < IKM_COUNT(inputs); i++)
        web_input(page, &inputs[i]);
}

static void write_form(struct web_page *page, const struct report_asked *asked)
{
    struct html *out = &page->html;
    char period[IKM_PERIOD_WORDS_BYTES];
    if (!asked->unit || asked->period.kind == IKM_PERIOD_ALL) {
        html_say(out,
                 "<p>Pilih satu unit dan satu periode untuk mencatat "
                 "publikasi.</p>",
                 "<p>Choose one office and one period to note a "
                 "publication.</p>");
        return;
    }
    html_say(out, "<h2>Catat publikasi</h2><p>%s, %s: angkanya dibekukan.</p>",
             "<h2>Note a publication</h2><p>%s, %s: its figures are "
             "frozen.</p>",
             asked->name, ikm_period_words(&asked->period, page->lang, period));
    web_form(page, "/terbit", 0);
    html(out,
         "<input type=\"hidden\" name=\"unit\" value=\"%s\"><input "
         "type=\"hidden\" name=\"periode\" value=\"%s\">",
         asked->unit, asked->period_text);
    write_fields(page);
    web_button(page, "utama", "Terbitkan", "Publish");
    html(out, "</form>");
}

static enum ikm_status show(struct web_page *page,
                            const struct report_asked *asked, int of_period,
                            struct ikm_error *err)
{
    const struct ikm_period all = {0};
    struct ikm_store *store = NULL;
    struct ikm_publications published = {0};
    struct ikm_report report = {0};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_publications_view(store, asked->unit,
                                       of_period ? &asked->period : &all,
                                       page->arena, &published, err);
    if (status == IKM_OK && page->is_json)
        return ikm_publications_to_json(&published, web_json(page), err);
    if (status == IKM_OK)
        status = ikm_report_of_publications(&published, page->lang, page->arena,
                                            &report, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    report_filter(page, "/terbit", asked, NULL, NULL);
    status = report_write(page, &report, 0, report.n_sections, 2, err);
    if (report.n_sections == 0)
        html_say(out, "<p>Belum ada publikasi.</p>",
                 "<p>Nothing was published yet.</p>");
    write_form(page, asked);
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status web_page_publish(struct web_page *page, struct ikm_error *err)
{
    struct report_asked asked;
    const enum ikm_status status = report_ask(page, &asked, err);
    return status == IKM_OK
               ? show(page, &asked,
                      page->is_json && web_value(&page->query, "periode")[0],
                      err)
               : status;
}

/* ---- the button ---- */

/* The figures of today, as they are to be frozen. */
static enum ikm_status freeze(struct web_page *page,
                              const struct report_asked *asked,
                              const char **ret_figures, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_analysis analysis;
    const struct ikm_query query = {
        .lang = page->lang, .unit = asked->unit, .period = asked->period};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_assemble(store, &query, page->arena, &analysis, err);
    if (status == IKM_OK)
        status =
            ikm_published_figures(&analysis, page->arena, ret_figures, err);
    return status;
}

enum ikm_status web_page_publish_do(struct web_page *page,
                                    struct ikm_error *err)
{
    struct report_asked asked;
    struct publishing publishing = {.figures = ""};
    page->query = page->form; /* the same names */
    enum ikm_status status = report_ask(page, &asked, err);
    if (status != IKM_OK)
        return status;
    if (!asked.unit || asked.period.kind == IKM_PERIOD_ALL)
        return ikm_fail(err, IKM_INPUT, "Pilih satu unit dan satu periode.",
                        "Choose one office and one period.");
    publishing.words =
        (struct ikm_publish_words){.unit = asked.unit,
                                   .period = asked.period_text,
                                   .medium = web_value(&page->form, "media"),
                                   .date = web_value(&page->form, "tanggal"),
                                   .address = web_value(&page->form, "alamat"),
                                   .photo = web_value(&page->form, "foto")};
    status = ikm_publish_check(&publishing.words, err);
    if (status == IKM_OK)
        status = freeze(page, &asked, &publishing.figures, err);
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "publish",
                                      .run = add,
                                      .context = &publishing};
    if (status == IKM_OK)
        status = web_change(page, &change, err);
    if (status == IKM_INPUT || status == IKM_USAGE) {
        web_fault(page, NULL, "%s", "%s", err->text);
        return show(page, &asked, 0, err);
    }
    return status == IKM_OK
               ? web_see_other(page,
                               report_link(page, "/terbit", asked.unit,
                                           asked.period_text),
                               "diterbitkan", err)
               : status;
}

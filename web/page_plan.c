/* "/rencana": the follow-up plan: list, draft, new items, what became of them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "collect/plan.h"
#include "collect/programmes.h"
#include "data/base/number.h"
#include "export/draft.h"
#include "export/plan.h"
#include "export/words.h"
#include "web/page_report.h"
#include "web/server.h"

/* ---- the list ---- */

static void write_line(struct web_page *page, const struct ikm_plan_line *line)
{
    struct html *out = &page->html;
    char number[24], period[IKM_PERIOD_WORDS_BYTES];
    const struct ikm_plan_item *item = line->item;
    const struct ikm_element *element = &line->form->elements[line->element];
    (void)snprintf(number, sizeof number, "%" PRId64, item->item_id);
    html(out,
         "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th><td>%s, %s</td>"
         "<td>%s %s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
         web_link(page, "/rencana/", number), number, line->unit->name,
         ikm_period_words(&item->period, page->lang, period), element->code,
         element->name, item->programme, item->in_charge,
         ikm_plan_status_words(page->lang, item->status),
         ikm_verdict_words(page->lang, line->verdict));
}

static void write_list(struct web_page *page, const struct ikm_plan_view *view)
{
    struct html *out = &page->html;
    struct ikm_text score = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *words = "";
    if (view->n_lines == 0) {
        html_say(out, "<p>Belum ada rencana.</p>",
                 "<p>There is no plan yet.</p>");
        return;
    }
    ikm_words_plan_score(&score, page->lang, &view->score);
    ikm_text_put(&score, " ");
    ikm_words_plan_speed(&score, page->lang, &view->score);
    (void)!ikm_text_done(&score, &words, &ignored);
    html(out, "<p>%s</p>", words);
    html_say(out,
             "<div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Rencana\"><table><thead><tr><th "
             "scope=\"col\">No</th><th scope=\"col\">Menjawab</th><th "
             "scope=\"col\">Unsur</th><th scope=\"col\">Program</th><th "
             "scope=\"col\">Penanggung jawab</th><th scope=\"col\">Status</th>"
             "<th scope=\"col\">Hasil</th></tr></thead><tbody>",
             "<div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Plan\"><table><thead><tr><th "
             "scope=\"col\">No</th><th scope=\"col\">Answers</th><th "
             "scope=\"col\">Element</th><th scope=\"col\">Programme</th><th "
             "scope=\"col\">In charge</th><th scope=\"col\">Status</th>"
             "<th scope=\"col\">Result</th></tr></thead><tbody>");
    for (size_t i = 0; i < view->n_lines; i++)
        write_line(page, &view->lines[i]);
    html(out, "</tbody></table></div>");
}

enum ikm_status web_page_plan(struct web_page *page, struct ikm_error *err)
{
    static const struct web_frame frame = {
        .title = {"Rencana tindak lanjut", "Follow-up plan"}};
    const struct ikm_period all = {0};
    struct report_asked asked;
    struct ikm_store *store = NULL;
    struct ikm_plan_view view = {0};
    enum ikm_status status = report_ask(page, &asked, err);
    const int of_period = web_value(&page->query, "periode")[0] != '\0';
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_plan_view(
            store, &(struct ikm_plan_about){.unit = asked.unit},
            of_period ? &asked.period : &all, 0, page->arena, &view, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json) {
        ikm_plan_to_json(&view, web_json(page));
        return IKM_OK;
    }
    if (!of_period)
        asked.period = all, asked.period_text = "semua";
    struct html *out = web_open(page, &frame);
    report_filter(page, "/rencana", &asked, NULL, NULL);
    write_list(page, &view);
    if (asked.unit && asked.period.kind != IKM_PERIOD_ALL)
        html_say(
            out,
            "<p class=\"tindakan\"><a class=\"tombol utama\" "
            "href=\"%s\">Bahan dari hasil survei</a> <a class=\"tombol\" "
            "href=\"%s\">Tulis rencana baru</a></p>",
            "<p class=\"tindakan\"><a class=\"tombol utama\" "
            "href=\"%s\">Start from the results</a> <a class=\"tombol\" "
            "href=\"%s\">Write a new item</a></p>",
            report_link(page, "/rencana/usul", asked.unit, asked.period_text),
            report_link(page, "/rencana/baru", asked.unit, asked.period_text));
    else
        html_say(out,
                 "<p>Pilih satu unit dan satu periode untuk menyusun "
                 "rencana.</p>",
                 "<p>Choose one office and one period to draft a plan.</p>");
    return web_close(page, err);
}

/* ---- what it may start from ---- */

static enum ikm_status make_drafts(struct web_page *page,
                                   const struct report_asked *asked,
                                   struct ikm_analysis *analysis,
                                   const struct ikm_draft **ret_drafts,
                                   struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_programmes programmes = {0};
    struct ikm_faults *faults = ikm_arena_take(page->arena, 1, sizeof *faults);
    const struct ikm_query query = {
        .lang = page->lang, .unit = asked->unit, .period = asked->period};
    if (!faults)
        return ikm_fail_memory(err);
    *faults = (struct ikm_faults){.arena = page->arena, .lang = page->lang};
    enum ikm_status status =
        ikm_programmes_read(NULL, page->arena, faults, &programmes, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_assemble(store, &query, page->arena, analysis, err);
    if (status == IKM_OK)
        status = ikm_draft_make(store, analysis, &programmes, IKM_DRAFT_USUAL,
                                report_today(), page->arena, ret_drafts, err);
    return status;
}

static void write_uses(struct web_page *page, const struct report_asked *asked,
                       const struct ikm_draft *draft,
                       const struct ikm_draft_item *item)
{
    struct html *out = &page->html;
    const struct ikm_element *element =
        &draft->result->form->elements[item->element];
    html(out, "<p class=\"tindakan\">");
    for (size_t i = 0; i < item->n_texts; i++) {
        struct ikm_text text = IKM_TEXT(page->arena);
        struct ikm_error ignored = {.lang = page->lang};
        const char *link = "#";
        ikm_text_printf(
            &text, "%s&unsur=%s&pilih=%zu",
            report_link(page, "/rencana/baru", asked->unit, asked->period_text),
            element->key, i + 1);
        if (ikm_text_done(&text, &link, &ignored) != IKM_OK)
            link = "#";
        html_say(out, "<a href=\"%s\">Pakai %s nomor %zu</a> ",
                 "<a href=\"%s\">Use %s number %zu</a> ", link, element->code,
                 i + 1);
    }
    html(out, "</p>");
}

enum ikm_status web_page_plan_draft(struct web_page *page,
                                    struct ikm_error *err)
{
    static const struct web_frame frame = {
        .title = {"Bahan rencana tindak lanjut",
                  "Where a follow-up plan may start"},
        .style = "laporan.css"};
    struct report_asked asked;
    struct ikm_analysis analysis;
    const struct ikm_draft *drafts = NULL;
    struct ikm_report report = {0};
    enum ikm_status status = report_ask(page, &asked, err);
    if (status == IKM_OK)
        status = make_drafts(page, &asked, &analysis, &drafts, err);
    if (status == IKM_OK && page->is_json) {
        ikm_draft_to_json(&analysis, drafts, web_json(page));
        return IKM_OK;
    }
    if (status == IKM_OK)
        status = ikm_report_of_draft(&analysis, drafts, page->lang, page->arena,
                                     &report, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    report_filter(page, "/rencana/usul", &asked, NULL, NULL);
    html(out, "<p class=\"kepalasurat\">%s</p><p class=\"anak\">%s</p>",
         asked.name, report.subtitle);
    const struct ikm_draft *draft = &drafts[0];
    for (size_t i = 0, n_told = 0; i < report.n_sections && status == IKM_OK;
         i++) {
        const int is_item = strcmp(report.sections[i].key, "draft") == 0;
        status = report_write(page, &report, i, i + 1, 2, err);
        if (is_item && asked.unit && analysis.n_results == 1 &&
            asked.period.kind != IKM_PERIOD_ALL)
            write_uses(page, &asked, draft, &draft->items[n_told]);
        n_told += (size_t)is_item;
    }
    return status == IKM_OK ? web_close(page, err) : status;
}

/* ---- a new item ---- */

/* What stands in the fields: as sent, else `otherwise`. */
static const char *field(const struct web_page *page, const char *name,
                         const char *otherwise)
{
    return page->is_post ? web_value(&page->form, name) : otherwise;
}

static void write_text(struct web_page *page, const char *name,
                       struct web_pair label, struct web_pair hint,
                       const char *value, int is_required)
{
    const struct web_input input = {.name = name,
                                    .label = label,
                                    .hint = hint,
                                    .type = "text",
                                    .value = value,
                                    .is_required = is_required};
    web_input(page, &input);
}

static void write_remedy(struct web_page *page, const char *value)
{
    static const char *const letters[] = {"a", "b", "c", "d"};
    struct web_choice choices[5] = {
        {"", ikm_say(page->lang, "menurut unsurnya", "as of the element")}};
    for (size_t i = 0; i < IKM_COUNT(letters); i++)
        choices[i + 1] = (struct web_choice){
            letters[i], ikm_words_remedy(page->lang, letters[i][0])};
    const struct web_input input = {.name = "tindakan",
                                    .label = {"Jenis perbaikan", "Remedy"},
                                    .value = value};
    web_select(page, &input, IKM_COUNT(choices), choices);
}

/* The fields that a new item and a changed one share. */
static void write_what(struct web_page *page, const struct ikm_plan_item *item,
                       const char *quarters)
{
    const char remedy[] = {item->remedy, '\0'};
    const struct web_pair none = {NULL, NULL};
    write_text(page, "program", (struct web_pair){"Program", "Programme"},
               (struct web_pair){
                   "Isi yang di dalam [kurung siku] menurut keadaan kantor.",
                   "Fill in what stands in [brackets]."},
               field(page, "program", item->programme), 1);
    write_text(page, "sebab", (struct web_pair){"Sebab", "Cause"}, none,
               field(page, "sebab", item->cause), 0);
    write_remedy(page, field(page, "tindakan", remedy));
    write_text(page, "triwulan", (struct web_pair){"Triwulan", "Quarters"},
               (struct web_pair){"Misalnya 2026-TW2 atau 2026-TW2..2026-TW3.",
                                 "Such as 2026-TW2 or 2026-TW2..2026-TW3."},
               field(page, "triwulan", quarters), 1);
    write_text(page, "jabatan",
               (struct web_pair){"Penanggung jawab", "In charge"},
               (struct web_pair){"Jabatan, bukan nama orang.",
                                 "A position, not a name."},
               field(page, "jabatan", item->in_charge), 1);
}

static const char *quarters_of(struct web_page *page, int32_t from, int32_t to)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *words = "";
    ikm_quarters_text(&text, from, to);
    return ikm_text_done(&text, &words, &ignored) == IKM_OK ? words : "";
}

/* Fills the item with the chosen text of the draft. */
static void take_draft(struct web_page *page, const struct ikm_draft *draft,
                       struct ikm_plan_item *item)
{
    const char *key = web_value(&page->query, "unsur");
    int64_t chosen = 0;
    for (size_t i = 0; i < draft->n_items; i++) {
        const struct ikm_draft_item *drafted = &draft->items[i];
        if (strcmp(draft->result->form->elements[drafted->element].key, key) !=
                0 ||
            !ikm_parse_count(web_value(&page->query, "pilih"),
                             (int64_t)drafted->n_texts, &chosen) ||
            chosen == 0)
            continue;
        const struct ikm_draft_text *text = &drafted->text[chosen - 1];
        item->programme = text->programme->text;
        item->in_charge = text->programme->in_charge;
        item->remedy = text->programme->remedy;
        item->cause = text->cause ? text->cause->text : "";
        item->quarter_to = item->quarter_from + text->programme->n_quarters - 1;
    }
}

static void choose_element(struct web_page *page, const struct ikm_form *form,
                           const char *value)
{
    struct web_choice choices[IKM_MAX_ELEMENTS];
    for (size_t e = 0; e < form->n_elements; e++)
        choices[e] =
            (struct web_choice){form->elements[e].key, form->elements[e].name};
    const struct web_input input = {
        .name = "unsur", .label = {"Unsur", "Element"}, .value = value};
    web_select(page, &input, form->n_elements, choices);
}

static enum ikm_status show_new(struct web_page *page, struct ikm_error *err)
{
    static const struct web_frame frame = {
        .title = {"Rencana baru", "New plan item"}};
    struct report_asked asked;
    struct ikm_analysis analysis;
    const struct ikm_draft *drafts = NULL;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_plan_item item = {.programme = "", .cause = "", .in_charge = ""};
    enum ikm_status status = report_ask(page, &asked, err);
    if (status != IKM_OK)
        return status;
    if (!asked.unit || asked.period.kind == IKM_PERIOD_ALL)
        return ikm_fail(err, IKM_INPUT, "Pilih satu unit dan satu periode.",
                        "Choose one office and one period.");
    status = make_drafts(page, &asked, &analysis, &drafts, err);
    if (status != IKM_OK)
        return status;
    item.quarter_from = item.quarter_to = ikm_quarter_after(&asked.period);
    take_draft(page, &drafts[0], &item);
    struct html *out = web_open(page, &frame);
    html(out, "<p class=\"kepalasurat\">%s, %s</p>", asked.name,
         ikm_period_words(&asked.period, page->lang, period));
    web_form(page, "/rencana", 0);
    html(out,
         "<input type=\"hidden\" name=\"unit\" value=\"%s\"><input "
         "type=\"hidden\" name=\"periode\" value=\"%s\"><input type=\"hidden\" "
         "name=\"formulir\" value=\"%s\">",
         asked.unit, asked.period_text, analysis.results[0].form->id);
    choose_element(page, analysis.results[0].form,
                   field(page, "unsur", web_value(&page->query, "unsur")));
    write_what(page, &item,
               quarters_of(page, item.quarter_from, item.quarter_to));
    web_button(page, "utama", "Simpan", "Save");
    html(out, "</form>");
    return web_close(page, err);
}

enum ikm_status web_page_plan_new(struct web_page *page, struct ikm_error *err)
{
    return show_new(page, err);
}

/* ---- changes ---- */

struct planning {
    struct ikm_plan_words words;
    const char *id; /* NULL: a new one */
};

static enum ikm_status put(void *context, struct ikm_store *store,
                           struct ikm_act *act, struct ikm_error *err)
{
    const struct planning *planning = context;
    return planning->id ? ikm_plan_update(store, planning->id, &planning->words,
                                          act, err)
                        : ikm_plan_add(store, &planning->words, act, NULL, err);
}

static enum ikm_status change(struct web_page *page, struct planning *planning,
                              struct ikm_error *err)
{
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "plan",
                                      .run = put,
                                      .context = planning};
    return web_change(page, &change, err);
}

static void take_what(struct web_page *page, struct ikm_plan_words *words)
{
    const char *remedy = web_value(&page->form, "tindakan");
    words->programme = web_value(&page->form, "program");
    words->cause = web_value(&page->form, "sebab");
    words->remedy = remedy[0] ? remedy : NULL;
    words->quarter = web_value(&page->form, "triwulan");
    words->in_charge = web_value(&page->form, "jabatan");
    words->today = report_today();
}

enum ikm_status web_page_plan_add(struct web_page *page, struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    struct planning planning = {
        .words = {.unit = web_value(&page->form, "unit"),
                  .period = web_value(&page->form, "periode"),
                  .form = web_value(&page->form, "formulir"),
                  .element = web_value(&page->form, "unsur")}};
    page->query = page->form; /* the same names, when it is shown again */
    enum ikm_status status = web_unit(page, planning.words.unit, &unit, err);
    if (status != IKM_OK)
        return status;
    take_what(page, &planning.words);
    if (!planning.words.form[0])
        planning.words.form = NULL;
    status = change(page, &planning, err);
    if (status == IKM_INPUT || status == IKM_USAGE) {
        web_fault(page, NULL, "%s", "%s", err->text);
        return show_new(page, err);
    }
    return status == IKM_OK
               ? web_see_other(page,
                               report_link(page, "/rencana", unit.code,
                                           planning.words.period),
                               "rencana-disimpan", err)
               : status;
}

/* ---- one item ---- */

static enum ikm_status find_item(struct web_page *page, size_t *ret_n,
                                 const struct ikm_plan_item **ret_states,
                                 struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int64_t id = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    status = ikm_parse_count(page->part[0], INT32_MAX, &id)
                 ? ikm_store_plan_history(store, id, page->arena, ret_n,
                                          ret_states, err)
                 : IKM_INPUT;
    if (status == IKM_INPUT)
        return ikm_fail(err, IKM_NO_FILE, "Tidak ada rencana \"%s\".",
                        "There is no plan item \"%s\".", page->part[0]);
    return status == IKM_OK
               ? web_may_see(page, (*ret_states)[*ret_n - 1].unit_id, err)
               : status;
}

static void write_status(struct web_page *page,
                         const struct ikm_plan_item *item)
{
    struct web_choice choices[IKM_PLAN_STATUS_COUNT];
    char today[IKM_DATE_TEXT_BYTES];
    for (int s = 0; s < IKM_PLAN_STATUS_COUNT; s++)
        choices[s] = (struct web_choice){
            ikm_plan_status_name((enum ikm_plan_status)s),
            ikm_plan_status_words(page->lang, (enum ikm_plan_status)s)};
    const struct web_input status = {
        .name = "status",
        .label = {"Status", "Status"},
        .value = field(page, "status", ikm_plan_status_name(item->status))};
    const struct web_input date = {
        .name = "tanggal",
        .label = {"Sejak tanggal", "Since"},
        .type = "date",
        .value = field(page, "tanggal",
                       ikm_date_text(item->status_date.year ? item->status_date
                                                            : report_today(),
                                     today))};
    web_select(page, &status, IKM_COUNT(choices), choices);
    web_input(page, &date);
    write_text(page, "uraian", (struct web_pair){"Uraian", "Note"},
               (struct web_pair){"Apa yang dikerjakan, atau kendalanya.",
                                 "What was done, or what hinders it."},
               field(page, "uraian", item->note), 0);
    write_text(page, "bukti", (struct web_pair){"Bukti", "Evidence"},
               (struct web_pair){"Nama berkas atau alamat foto dan dokumen.",
                                 "File name or address of photo or document."},
               field(page, "bukti", item->evidence), 0);
}

static void write_history(struct web_page *page, size_t n,
                          const struct ikm_plan_item *states)
{
    struct html *out = &page->html;
    html_say(out,
             "<h2>Riwayat</h2><div class=\"tabel\" role=\"region\" "
             "tabindex=\"0\" aria-label=\"Riwayat\"><table><thead><tr><th "
             "scope=\"col\">Sejak</th><th scope=\"col\">Status</th><th "
             "scope=\"col\">Uraian</th><th scope=\"col\">Bukti</th><th "
             "scope=\"col\">Oleh</th></tr></thead><tbody>",
             "<h2>History</h2><div class=\"tabel\" role=\"region\" "
             "tabindex=\"0\" aria-label=\"History\"><table><thead><tr><th "
             "scope=\"col\">Since</th><th scope=\"col\">Status</th><th "
             "scope=\"col\">Note</th><th scope=\"col\">Evidence</th><th "
             "scope=\"col\">By</th></tr></thead><tbody>");
    for (size_t i = n; i-- > 0;) {
        char day[IKM_PERIOD_WORDS_BYTES];
        const struct ikm_plan_item *state = &states[i];
        html(out,
             "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
             state->status_date.year
                 ? ikm_date_words(state->status_date, page->lang, day)
                 : "",
             ikm_plan_status_words(page->lang, state->status), state->note,
             state->evidence, state->actor);
    }
    html(out, "</tbody></table></div>");
}

/* Names of its element and office. */
static enum ikm_status name_item(struct web_page *page,
                                 const struct ikm_plan_item *item,
                                 const char **ret_element,
                                 const char **ret_unit, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const struct ikm_form *form = NULL;
    struct ikm_units units = {0};
    int64_t form_id = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_form(store, item->form, page->arena, &form,
                                     &form_id, err);
    if (status == IKM_OK)
        status = web_units(page, &units, err);
    if (status != IKM_OK)
        return status;
    const int e = ikm_form_element(form, item->element);
    if (e >= 0)
        *ret_element = form->elements[e].name;
    for (size_t i = 0; i < units.n_units; i++)
        if (units.unit[i].unit_id == item->unit_id)
            *ret_unit = units.unit[i].name;
    return IKM_OK;
}

static enum ikm_status show_item(struct web_page *page, struct ikm_error *err)
{
    static const struct web_frame frame = {.title = {"Rencana", "Plan item"}};
    const struct ikm_plan_item *states = NULL;
    char period[IKM_PERIOD_WORDS_BYTES];
    size_t n = 0;
    enum ikm_status status = find_item(page, &n, &states, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_plan_item *item = &states[n - 1];
    const char *element = item->element;
    const char *unit = "";
    status = name_item(page, item, &element, &unit, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    html_say(out, "<p class=\"kepalasurat\">Nomor %lld: %s</p><p>%s, %s</p>",
             "<p class=\"kepalasurat\">Number %lld: %s</p><p>%s, %s</p>",
             (long long)item->item_id, element, unit,
             ikm_period_words(&item->period, page->lang, period));
    web_form(page, web_link(page, "/rencana/", page->part[0]), 0);
    write_status(page, item);
    write_what(page, item,
               quarters_of(page, item->quarter_from, item->quarter_to));
    web_button(page, "utama", "Simpan", "Save");
    html(out, "</form>");
    write_history(page, n, states);
    html_say(out, "<p><a href=\"/rencana\">Semua rencana</a></p>",
             "<p><a href=\"/rencana\">All items</a></p>");
    return web_close(page, err);
}

enum ikm_status web_page_plan_item(struct web_page *page, struct ikm_error *err)
{
    return show_item(page, err);
}

enum ikm_status web_page_plan_change(struct web_page *page,
                                     struct ikm_error *err)
{
    const struct ikm_plan_item *states = NULL;
    size_t n = 0;
    struct planning planning = {.id = page->part[0]};
    enum ikm_status status = find_item(page, &n, &states, err);
    if (status != IKM_OK)
        return status;
    take_what(page, &planning.words);
    planning.words.status = web_value(&page->form, "status");
    planning.words.date = web_value(&page->form, "tanggal");
    planning.words.note = web_value(&page->form, "uraian");
    planning.words.evidence = web_value(&page->form, "bukti");
    /* a new item has no date yet: none is made up by saving its texts */
    if (states[n - 1].status_date.year == 0 &&
        strcmp(planning.words.status, "belum") == 0)
        planning.words.status = planning.words.date = NULL;
    status = change(page, &planning, err);
    if (status == IKM_INPUT || status == IKM_USAGE) {
        web_fault(page, NULL, "%s", "%s", err->text);
        return show_item(page, err);
    }
    return status == IKM_OK
               ? web_see_other(page, web_link(page, "/rencana/", page->part[0]),
                               "rencana-disimpan", err)
               : status;
}

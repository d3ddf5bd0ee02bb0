/* "/loket/kertas": blank questionnaires to print, each with a number of its own
 * that leads to the keyed sheet. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "data/respondent.h"
#include "export/qr.h"
#include "web/clock.h"

enum { SHEETS_MOST = 200 };

/* ---- choosing ---- */

static void write_old(struct web_page *page, const struct desk *desk, size_t n,
                      const struct ikm_paper *paper)
{
    struct html *out = &page->html;
    size_t n_shown = 0;
    html_say(out, "<h2>Yang pernah dicetak</h2><ul class=\"daftar\">",
             "<h2>Printed before</h2><ul class=\"daftar\">");
    for (size_t i = 0; i < n; i++) {
        const struct ikm_unit *unit = NULL;
        char moment[WEB_MOMENT_BYTES];
        char id[32];
        for (size_t u = 0; u < desk->units.n_units; u++)
            if (desk->units.unit[u].unit_id == paper[i].unit_id)
                unit = &desk->units.unit[u];
        if (!unit)
            continue;
        n_shown++;
        (void)snprintf(id, sizeof id, "%lld", (long long)paper[i].paper_id);
        html_say(
            out, "<li><a href=\"%s\">%lld s.d. %lld</a>&nbsp; %s, %s, %s</li>",
            "<li><a href=\"%s\">%lld to %lld</a>&nbsp; %s, %s, %s</li>",
            web_link(page, "/loket/kertas/", id),
            (long long)paper[i].first_number,
            (long long)(paper[i].first_number + paper[i].n_sheets - 1),
            unit->name, paper[i].form, web_moment_text(paper[i].at_ms, moment));
    }
    html(out, "</ul>");
    if (n_shown == 0)
        html_say(out, "<p>Belum ada.</p>", "<p>None yet.</p>");
}

static void write_form(struct web_page *page, const struct desk *desk,
                       const struct web_choice *service)
{
    static const struct web_choice sizes[] = {{"a4", "A4"},
                                              {"f4", "F4 (215 x 330 mm)"}};
    struct html *out = &page->html;
    web_form(page, "/loket/kertas", 0);
    html(out,
         "<input type=\"hidden\" name=\"unit\" value=\"%s\"><input "
         "type=\"hidden\" name=\"formulir\" value=\"%s\">",
         desk->unit.code, desk->form->id);
    web_select(page,
               &(struct web_input){.name = "layanan",
                                   .label = {"Layanan", "Service"},
                                   .value = desk_value(desk, "layanan")},
               desk->n_services + 1, service);
    web_select(page,
               &(struct web_input){.name = "ukuran",
                                   .label = {"Ukuran kertas", "Paper size"},
                                   .value = web_value(&page->form, "ukuran")},
               IKM_COUNT(sizes), sizes);
    web_input(page, &(struct web_input){
                        .name = "banyak",
                        .label = {"Berapa lembar", "How many sheets"},
                        .type = "number",
                        .value = web_has(&page->form, "banyak")
                                     ? web_value(&page->form, "banyak")
                                     : "20"});
    html_say(out,
             "<label class=\"centang\" for=\"sebab\"><input id=\"sebab\" "
             "name=\"sebab\" type=\"checkbox\" value=\"1\"> dengan daftar sebab"
             " nilai rendah</label><p class=\"tindakan\">",
             "<label class=\"centang\" for=\"sebab\"><input id=\"sebab\" "
             "name=\"sebab\" type=\"checkbox\" value=\"1\"> with the causes of "
             "low scores</label><p class=\"tindakan\">");
    web_button(page, "utama", "Siapkan lembar", "Make the sheets");
    html(out, "</p></form>");
}

static enum ikm_status write_choosing(struct web_page *page,
                                      const struct desk *desk,
                                      struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Kuesioner kosong", "Blank questionnaires"}};
    struct ikm_store *store = NULL;
    const struct ikm_paper *paper = NULL;
    size_t n = 0;
    struct web_choice *choice =
        ikm_arena_take(page->arena, desk->n_services + 1, sizeof *choice);
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_papers(
            store, page->account->unit_id ? desk->unit.unit_id : 0, page->arena,
            &n, &paper, err);
    if (status != IKM_OK)
        return status;
    if (!choice)
        return ikm_fail_memory(err);
    choice[0] = (struct web_choice){
        "", ikm_say(page->lang, "diisi responden", "for the respondent")};
    for (size_t i = 0; i < desk->n_services; i++)
        choice[i + 1] =
            (struct web_choice){desk->service[i].name, desk->service[i].name};
    struct html *out = web_open(page, &frame);
    html_say(
        out,
        "<p><a href=\"/loket\">Kembali ke loket</a> untuk memilih unit atau"
        " formulir lain.</p><p>Untuk %s, %s. Setiap lembar mendapat nomor "
        "dan kode QR, sehingga lembar yang sudah diisikan dapat dicari "
        "lagi.</p>",
        "<p><a href=\"/loket\">Back to the desk</a> to choose another "
        "office or form.</p><p>For %s, %s. Every sheet gets a number and a"
        " QR code, so that a keyed sheet can be found again.</p>",
        desk->unit.name, desk->form->name);
    write_form(page, desk, choice);
    write_old(page, desk, n, paper);
    return web_close(page, err);
}

enum ikm_status web_page_paper(struct web_page *page, struct ikm_error *err)
{
    struct desk desk = {0};
    const enum ikm_status status = desk_load(page, &desk, err);
    if (status == IKM_OK && desk.unit.unit_id == 0)
        return ikm_fail(err, IKM_NO_FILE, "Belum ada unit.",
                        "There is no office yet.");
    return status == IKM_OK ? write_choosing(page, &desk, err) : status;
}

static enum ikm_status run_paper(void *context, struct ikm_store *store,
                                 struct ikm_act *act, struct ikm_error *err)
{
    (void)act;
    return ikm_store_add_paper(store, context, err);
}

static int64_t count_of(const char *text)
{
    int64_t n = 0;
    for (const char *p = text; *p; p++) {
        if (*p < '0' || *p > '9' || n > SHEETS_MOST)
            return 0;
        n = n * 10 + (*p - '0');
    }
    return n > SHEETS_MOST ? 0 : n;
}

enum ikm_status web_page_paper_do(struct web_page *page, struct ikm_error *err)
{
    struct desk desk = {0};
    struct ikm_store *store = NULL;
    const char *service = web_value(&page->form, "layanan");
    const char *size = web_value(&page->form, "ukuran");
    struct ikm_paper paper = {.login = page->account->login, .size = size};
    char address[80];
    enum ikm_status status = desk_load(page, &desk, err);
    if (status == IKM_OK && desk.unit.unit_id == 0)
        return ikm_fail(err, IKM_NO_FILE, "Belum ada unit.",
                        "There is no office yet.");
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK && service[0])
        status = ikm_store_find_service(store, desk.unit.unit_id, service,
                                        &paper.service_id, err);
    if (status != IKM_OK)
        return status;
    paper.unit_id = desk.unit.unit_id;
    paper.form = desk.form->id;
    paper.n_sheets = count_of(web_value(&page->form, "banyak"));
    if (paper.n_sheets == 0)
        web_fault(page, "banyak", "Tulis 1 sampai %d lembar",
                  "Write 1 to %d sheets", SHEETS_MOST);
    if (service[0] && paper.service_id == 0)
        web_fault(page, "layanan", "Layanan \"%.60s\" tidak ada di unit ini",
                  "There is no service \"%.60s\" in this office", service);
    if (strcmp(size, "a4") != 0 && strcmp(size, "f4") != 0)
        web_fault(page, "ukuran", "Pilih A4 atau F4", "Choose A4 or F4");
    if (page->n_faults > 0)
        return write_choosing(page, &desk, err);
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .action = "",
                                      .run = run_paper,
                                      .context = &paper};
    status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    (void)snprintf(address, sizeof address, "/loket/kertas/%lld%s",
                   (long long)paper.paper_id,
                   web_has(&page->form, "sebab") ? "?sebab=1" : "");
    return web_see_other(page, address, NULL, err);
}

/* ---- the sheets ---- */

struct sheet_text {
    const struct ikm_paper *paper;
    const struct ikm_unit *unit;
    const struct ikm_form *form;
    const char *service, *survey;
    int with_causes;
};

static void write_head(struct web_page *page, const struct sheet_text *sheet,
                       long long number, const struct ikm_qr *qr)
{
    struct html *out = &page->html;
    html(out,
         "<div class=\"kertaskepala\"><div><p class=\"kecil\">%s</p>"
         "<h2>%s</h2><p><strong>%s</strong></p><p>Layanan: ",
         sheet->survey, sheet->form->name, sheet->unit->name);
    if (sheet->service[0])
        html(out, "<strong>%s</strong></p>", sheet->service);
    else
        html(out, "<span class=\"titik\"></span></p>");
    html(out,
         "</div><div class=\"nomor\"><svg viewBox=\"0 0 %d %d\" role=\"img\" "
         "aria-label=\"Kode QR lembar %lld\"><path d=\"%s\"/></svg>"
         "<p>No. <strong>%lld</strong></p></div></div>",
         qr->n_modules, qr->n_modules, number, qr->path, number);
}

static void write_boxes(struct web_page *page, const char *name, size_t n,
                        const char *const *label)
{
    struct html *out = &page->html;
    html(out, "<p class=\"pilih\"><b>%s</b> ", name);
    for (size_t i = 0; i < n; i++)
        html(out, "<span><i class=\"kotak\"></i> %s</span> ", label[i]);
    html(out, "</p>");
}

/* The keys of the desk stand before the words. */
static void write_respondent(struct web_page *page)
{
    struct html *out = &page->html;
    const char *hours[IKM_HOUR_OTHER - 1];
    for (int i = 1; i < IKM_HOUR_OTHER; i++)
        hours[i - 1] =
            ikm_respondent_label(IKM_FIELD_HOUR, (uint8_t)i, IKM_LANG_ID);
    html(out,
         "<div class=\"kertasresponden\"><p class=\"pilih\"><b>Tanggal</b> "
         "<span class=\"titik\"></span></p>");
    write_boxes(page, "Jam", IKM_COUNT(hours), hours);
    for (size_t f = 0; f < IKM_KEYED_FIELDS; f++) {
        const enum ikm_field field = ikm_keyed_field(f);
        const char *label[16];
        size_t n = 0;
        for (uint8_t i = 1; i <= ikm_respondent_group_count(field); i++) {
            struct ikm_text text = IKM_TEXT(page->arena);
            struct ikm_error ignored = {.lang = IKM_LANG_ID};
            if ((field == IKM_FIELD_AGE &&
                 i == ikm_respondent_group_count(field)) ||
                n == IKM_COUNT(label))
                continue;
            ikm_text_printf(&text, "%c %s", i < 10 ? '0' + i : 'a' + i - 10,
                            ikm_respondent_group_label(field, i, IKM_LANG_ID));
            if (ikm_text_done(&text, &label[n], &ignored) == IKM_OK)
                n++;
        }
        write_boxes(page, ikm_field_name(field, IKM_LANG_ID), n, label);
    }
    html(out, "</div>");
}

static void write_causes(struct web_page *page, const struct ikm_form *form,
                         size_t question)
{
    struct html *out = &page->html;
    if (question >= form->n_questions)
        return;
    const struct ikm_element *element =
        &form->elements[form->questions[question].element];
    if (element->n_causes == 0)
        return;
    html(out, "<p class=\"kecil\">Bila 1-%d, karena: ", ikm_low_limit(form));
    for (size_t i = 0; i < element->n_causes; i++) {
        const char letter[2] = {(char)('a' + i), '\0'};
        html(out, "<span><i class=\"kotak\"></i> %s %s</span> ", letter,
             element->causes[i].text);
    }
    html(out, "</p>");
}

static void write_sheet(struct web_page *page, const struct sheet_text *sheet,
                        long long number, const struct ikm_qr *qr)
{
    struct html *out = &page->html;
    const struct ikm_form *form = sheet->form;
    const int is_long = ikm_form_n_asked(form) > 10 || sheet->with_causes;
    html(out, "<section class=\"kertaslembar%s\">", is_long ? " padat" : "");
    write_head(page, sheet, number, qr);
    write_respondent(page);
    html(out,
         "<p class=\"kecil\">Beri tanda silang pada satu kotak untuk setiap "
         "pertanyaan. Nama, NIK, dan nomor telepon tidak ditanyakan.</p>"
         "<ol>");
    for (size_t p = 0; p < ikm_form_n_asked(form); p++) {
        const size_t q = ikm_form_question_at(form, p);
        html(out, "<li><p>%s</p><p class=\"pilih\">", form->questions[q].text);
        for (int score = 1; score <= form->scale_max; score++)
            html(out, "<span><i class=\"kotak\"></i> %d %s</span> ", score,
                 form->questions[q].label[score]);
        html(out, "</p>");
        if (sheet->with_causes)
            write_causes(page, form, q);
        html(out, "</li>");
    }
    html(out,
         "</ol><p><b>Saran</b></p><p class=\"garis\"></p>"
         "<p class=\"garis\"></p><p class=\"kecil kaki\">Terima kasih. "
         "%s, lembar %lld, formulir %s</p></section>",
         sheet->unit->code, number, form->id);
}

static enum ikm_status write_sheets(struct web_page *page,
                                    const struct sheet_text *sheet,
                                    struct ikm_error *err)
{
    const struct ikm_paper *paper = sheet->paper;
    const int is_f4 = strcmp(paper->size, "f4") == 0;
    const struct web_frame frame = {.title = {"Kuesioner", "Questionnaire"},
                                    .body = is_f4 ? "kertas f4" : "kertas a4",
                                    .is_bare = 1};
    struct html *out = web_open(page, &frame);
    html_say(out,
             "<p class=\"layarsaja\"><a href=\"/loket/kertas\">Kembali</a>. "
             "Cetak dengan Ctrl+P, kertas %s, skala 100 %%.</p>",
             "<p class=\"layarsaja\"><a href=\"/loket/kertas\">Back</a>. Print "
             "with Ctrl+P, paper %s, scale 100 %%.</p>",
             is_f4 ? "F4 (215 x 330 mm)" : "A4");
    for (int64_t i = 0; i < paper->n_sheets; i++) {
        struct ikm_text text = IKM_TEXT(page->arena);
        struct ikm_qr qr = {0};
        const char *address = NULL;
        const long long number = (long long)paper->first_number + i;
        ikm_text_printf(&text, "%s/loket/cari?nomor=%lld",
                        web_base_address(page), number);
        enum ikm_status status = ikm_text_done(&text, &address, err);
        if (status == IKM_OK)
            status = ikm_qr_make(address, page->arena, &qr, err);
        if (status != IKM_OK)
            return status;
        write_sheet(page, sheet, number, &qr);
    }
    return web_close(page, err);
}

enum ikm_status web_page_paper_sheets(struct web_page *page,
                                      struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_paper paper = {0};
    struct ikm_units units = {0};
    struct sheet_text sheet = {.paper = &paper,
                               .service = "",
                               .survey = "",
                               .with_causes =
                                   web_value(&page->query, "sebab")[0] != '\0'};
    int64_t form_id = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_get_paper(store, desk_whole_number(page->part[0]),
                                     page->arena, &paper, err);
    if (status == IKM_OK && paper.paper_id == 0)
        return ikm_fail(err, IKM_NO_FILE, "Cetakan ini tidak ada.",
                        "There is no such print.");
    if (status == IKM_OK)
        status = web_may_see(page, paper.unit_id, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, paper.unit_id, page->arena,
                                       &units, err);
    if (status == IKM_OK)
        status =
            ikm_store_setting(store, "name", page->arena, &sheet.survey, err);
    if (status == IKM_OK && paper.service_id != 0)
        status = ikm_store_service_name(store, paper.service_id, page->arena,
                                        &sheet.service, err);
    if (status == IKM_OK)
        status = ikm_store_find_form(store, paper.form, page->arena,
                                     &sheet.form, &form_id, err);
    if (status != IKM_OK || units.n_units == 0)
        return status;
    sheet.unit = &units.unit[0];
    return write_sheets(page, &sheet, err);
}

/* "/poster": what an office hangs up and hands out - posters, table cards,
 * tickets - and what it allows to those who fill in themselves. */
#include <string.h>

#include "web/clock.h"
#include "web/page_admin.h"
#include "web/poster.h"
#include "web/server.h"

/* ---- one office ---- */

static void write_links(struct web_page *page, const struct ikm_unit *unit,
                        const char *service)
{
    struct html *out = &page->html;
    html(out, "<tr><th scope=\"row\">%s</th>",
         service[0] ? service
                    : ikm_say(page->lang, "Semua layanan (dipilih responden)",
                              "All services (the respondent chooses)"));
    html_say(out,
             "<td><a href=\"%s&amp;bentuk=poster\">Poster A4</a></td>"
             "<td><a href=\"%s&amp;bentuk=kartu\">Kartu meja</a></td>"
             "<td><a href=\"%s\">%s</a></td></tr>",
             "<td><a href=\"%s&amp;bentuk=poster\">A4 poster</a></td>"
             "<td><a href=\"%s&amp;bentuk=kartu\">Table cards</a></td>"
             "<td><a href=\"%s\">%s</a></td></tr>",
             poster_link(page, unit->code, service),
             poster_link(page, unit->code, service),
             fill_address(page, "/kios", unit->code, service),
             fill_address(page, "/kios", unit->code, service));
}

static void write_posters(struct web_page *page, const struct poster *poster)
{
    struct html *out = &page->html;
    html_say(out, "<h2>Poster dan kartu</h2>", "<h2>Posters and cards</h2>");
    if (poster_is_local_only(page))
        html_say(out,
                 "<p class=\"pesan\">Kode QR akan memuat alamat %s, yang hanya "
                 "terbuka di komputer ini. Buka halaman ini dengan alamat "
                 "server di jaringan, atau mintalah pengelola server memasang "
                 "alamatnya.</p>",
                 "<p class=\"pesan\">The QR codes would hold the address %s, "
                 "which opens on this computer only. Open this page by the "
                 "server's address in the network, or ask whoever runs the "
                 "server to set its address.</p>",
                 web_base_address(page));
    html_say(out,
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">Layanan"
             "</th><th scope=\"col\">Poster</th><th scope=\"col\">Kartu</th>"
             "<th scope=\"col\">Alamat kios</th></tr></thead><tbody>",
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">Service"
             "</th><th scope=\"col\">Poster</th><th scope=\"col\">Cards</th>"
             "<th scope=\"col\">Address of the kiosk</th></tr></thead><tbody>");
    write_links(page, &poster->unit, "");
    for (size_t i = 0; i < poster->n_services; i++)
        write_links(page, &poster->unit, poster->service[i].name);
    html(out, "</tbody></table></div>");
}

static void write_ticket_form(struct web_page *page,
                              const struct poster *poster)
{
    struct html *out = &page->html;
    const char *day = web_value(&page->form, "tanggal");
    const char *n = web_value(&page->form, "jumlah");
    char today[IKM_DATE_TEXT_BYTES];
    struct web_choice *choice =
        ikm_arena_take(page->arena, poster->n_services + 1, sizeof *choice);
    if (!choice)
        return;
    choice[0] = (struct web_choice){
        "", ikm_say(page->lang, "semua layanan", "all services")};
    for (size_t i = 0; i < poster->n_services; i++)
        choice[i + 1] = (struct web_choice){poster->service[i].name,
                                            poster->service[i].name};
    const struct web_input service = {.name = "layanan",
                                      .label = {"Layanan", "Service"},
                                      .value =
                                          web_value(&page->form, "layanan")};
    const struct web_input date = {
        .name = "tanggal",
        .label = {"Berlaku tanggal", "Valid on"},
        .hint = {"Hanya pada hari itu.", "On that day only."},
        .type = "date",
        .value = day[0] ? day : ikm_date_text(web_today(), today),
        .is_required = 1};
    const struct web_input number = {
        .name = "jumlah",
        .label = {"Jumlah tiket", "Number of tickets"},
        .hint = {"1 sampai 400; sepuluh tiket pada satu lembar A4.",
                 "1 to 400; ten tickets on a sheet of A4."},
        .type = "number",
        .value = n[0] ? n : "50",
        .is_required = 1};
    html_say(out,
             "<h2>Tiket</h2><p>Satu tiket untuk satu jawaban, pada satu hari. "
             "Tiket tidak memuat apa pun tentang orangnya, dan tidak tercatat "
             "tiket mana memberi jawaban mana.</p>",
             "<h2>Tickets</h2><p>One ticket is for one answer, on one day. It "
             "holds nothing about the person, and which ticket gave which "
             "answer is not recorded.</p>");
    html_say(out, "<p>Hari ini: %lld dibuat, %lld sudah dipakai.</p>",
             "<p>Today: %lld made, %lld used.</p>", (long long)poster->n_made,
             (long long)poster->n_used);
    web_form(page, "/poster/tiket", 0);
    html(out, "<input type=\"hidden\" name=\"unit\" value=\"%s\">",
         poster->unit.code);
    web_select(page, &service, poster->n_services + 1, choice);
    web_input(page, &date);
    web_input(page, &number);
    web_button(page, "utama", "Buat dan cetak tiket", "Make and print tickets");
    html(out, "</form>");
}

static void write_rules(struct web_page *page, const struct poster *poster)
{
    struct html *out = &page->html;
    static const struct web_choice no_yes[2][2] = {
        {{"tidak", "Tidak: siapa pun yang memindai kode QR boleh mengisi"},
         {"ya", "Ya: hanya dengan tiket"}},
        {{"tidak", "No: whoever scans the QR code may answer"},
         {"ya", "Yes: only with a ticket"}}};
    const struct web_input needs = {
        .name = "perlu",
        .label = {"Tiket diperlukan di ponsel", "A ticket is needed on phones"},
        .hint = {"Kios tidak memerlukan tiket.", "The kiosk needs none."},
        .value = poster->rules.needs_ticket ? "ya" : "tidak"};
    const struct web_input pin = {
        .name = "pin",
        .label = {"PIN kios yang baru", "New PIN of the kiosk"},
        .hint = {"6 sampai 12 angka. Tanpa PIN, tidak ada jalan keluar dari "
                 "halaman kios.",
                 "6 to 12 digits. Without a PIN there is no way out of the "
                 "kiosk's page."},
        .type = "password",
        .autocomplete = "new-password",
        .is_required = 1};
    html_say(out, "<h2>Aturan unit ini</h2>", "<h2>Rules of this office</h2>");
    web_form(page, "/poster/aturan", 0);
    html(out, "<input type=\"hidden\" name=\"unit\" value=\"%s\">",
         poster->unit.code);
    web_select(page, &needs, 2, no_yes[page->lang == IKM_LANG_EN]);
    web_button(page, "biasa", "Simpan", "Save");
    html(out, "</form>");
    web_form(page, "/poster/pin", 0);
    html(out, "<input type=\"hidden\" name=\"unit\" value=\"%s\">",
         poster->unit.code);
    html_say(out, "<p>PIN kios: %s.</p>", "<p>PIN of the kiosk: %s.</p>",
             poster->rules.kiosk_pin[0]
                 ? ikm_say(page->lang, "sudah dipasang", "set")
                 : ikm_say(page->lang, "belum dipasang", "not set"));
    web_input(page, &pin);
    web_button(page, "biasa", "Pasang PIN", "Set the PIN");
    html(out, "</form>");
}

/* ---- pages ---- */

enum ikm_status poster_read(struct web_page *page, const char *code,
                            struct poster *ret_poster, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = web_unit(page, code, &ret_poster->unit, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_services(store, ret_poster->unit.unit_id,
                                    page->arena, &ret_poster->n_services,
                                    &ret_poster->service, err);
    if (status == IKM_OK)
        status = ikm_store_self_fill(store, ret_poster->unit.unit_id,
                                     page->arena, &ret_poster->rules, err);
    if (status == IKM_OK)
        status = ikm_store_count_tickets(store, ret_poster->unit.unit_id,
                                         web_today(), &ret_poster->n_made,
                                         &ret_poster->n_used, err);
    return status;
}

static enum ikm_status show(struct web_page *page, const char *code,
                            struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Poster dan tiket", "Posters and tickets"}};
    struct poster poster = {0};
    enum ikm_status status =
        code[0] ? poster_read(page, code, &poster, err) : IKM_OK;
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    html(out, "<form method=\"get\" action=\"/poster\">");
    status = admin_choose_unit(
        page, "unit", (struct web_pair){"Unit", "Office"}, code, NULL, err);
    web_button(page, code[0] ? "biasa" : "utama", "Pilih", "Choose");
    html(out, "</form>");
    if (status != IKM_OK || !code[0])
        return status == IKM_OK ? web_close(page, err) : status;
    write_posters(page, &poster);
    write_ticket_form(page, &poster);
    if (page->account->role == IKM_ROLE_ADMIN)
        write_rules(page, &poster);
    return web_close(page, err);
}

enum ikm_status web_page_poster(struct web_page *page, struct ikm_error *err)
{
    struct ikm_units units = {0};
    const char *code = web_value(&page->query, "unit");
    const enum ikm_status status = web_units(page, &units, err);
    if (status == IKM_OK && !code[0] && units.n_units == 1)
        code = units.unit[0].code;
    return status == IKM_OK ? show(page, code, err) : status;
}

/* ---- rules ---- */

struct rule {
    int64_t unit_id;
    int needs_ticket;
    const char *pin_hash; /* NULL: the other rule */
};

static enum ikm_status set_rule(void *context, struct ikm_store *store,
                                struct ikm_act *act, struct ikm_error *err)
{
    const struct rule *rule = context;
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = rule->pin_hash
                     ? ikm_store_set_kiosk_pin(store, rule->unit_id,
                                               rule->pin_hash, err)
                     : ikm_store_set_needs_ticket(store, rule->unit_id,
                                                  rule->needs_ticket, err);
    return status == IKM_OK ? ikm_store_commit(store, err) : status;
}

static enum ikm_status change_rule(struct web_page *page, struct rule *rule,
                                   const char *reason, const char *message,
                                   struct ikm_error *err)
{
    const char *code = web_value(&page->form, "unit");
    struct ikm_unit unit = {0};
    enum ikm_status status = web_unit(page, code, &unit, err);
    rule->unit_id = unit.unit_id;
    if (status == IKM_OK)
        status = web_change(page,
                            &(struct web_change){.kind = WEB_CHANGE_OWN,
                                                 .action = "self-fill",
                                                 .subject = unit.code,
                                                 .reason = reason,
                                                 .run = set_rule,
                                                 .context = rule},
                            err);
    return status == IKM_OK
               ? web_see_other(page, web_link(page, "/poster?unit=", unit.code),
                               message, err)
               : status;
}

enum ikm_status web_page_poster_rule(struct web_page *page,
                                     struct ikm_error *err)
{
    struct rule rule = {.needs_ticket =
                            strcmp(web_value(&page->form, "perlu"), "ya") == 0};
    return change_rule(page, &rule,
                       rule.needs_ticket ? "tiket: ya" : "tiket: tidak",
                       "aturan-diubah", err);
}

enum ikm_status web_page_poster_pin(struct web_page *page,
                                    struct ikm_error *err)
{
    const char *pin = web_value(&page->form, "pin");
    const size_t n = strlen(pin);
    char hash[IKM_PASSWORD_TEXT_BYTES];
    char secret[FILL_PIN_SECRET_BYTES];
    struct rule rule = {.pin_hash = hash};
    if (n < FILL_PIN_LEAST || n > FILL_PIN_MOST ||
        strspn(pin, "0123456789") != n) {
        web_fault(page, "pin", "PIN kios terdiri atas 6 sampai 12 angka.",
                  "The PIN of a kiosk has 6 to 12 digits.");
        return show(page, web_value(&page->form, "unit"), err);
    }
    enum ikm_status status = web_hashing_enter(page->inside->server, err);
    if (status != IKM_OK)
        return status;
    status = ikm_password_hash(fill_pin_secret(pin, secret), hash, err);
    web_hashing_leave(page->inside->server);
    return status == IKM_OK
               ? change_rule(page, &rule, "PIN kios", "pin-dipasang", err)
               : status;
}

/* ---- tickets ---- */

struct making {
    struct ikm_ticket like;
    int n;
    char (*code)[IKM_SPOKEN_BYTES];
};

static enum ikm_status make(void *context, struct ikm_store *store,
                            struct ikm_act *act, struct ikm_error *err)
{
    struct making *making = context;
    return ikm_tickets_make(store, &making->like, making->n, act, making->code,
                            err);
}

/* 0 and a fault where it is no number of tickets. */
static int read_number(struct web_page *page)
{
    const char *text = web_value(&page->form, "jumlah");
    const size_t n = strlen(text);
    int number = 0;
    for (size_t i = 0; i < n && i < 4 && text[i] >= '0' && text[i] <= '9'; i++)
        number = number * 10 + (text[i] - '0');
    if (n >= 1 && n <= 3 && strspn(text, "0123456789") == n && number >= 1 &&
        number <= IKM_TICKETS_MOST)
        return number;
    web_fault(page, "jumlah", "Jumlah tiket 1 sampai %d.",
              "The number of tickets is 1 to %d.", IKM_TICKETS_MOST);
    return 0;
}

static struct ikm_date read_day(struct web_page *page)
{
    const char *text = web_value(&page->form, "tanggal");
    struct ikm_timestamp stamp = {0};
    if (strlen(text) > 10 ||
        !ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp) ||
        stamp.date.day == 0 || ikm_date_compare(stamp.date, web_today()) < 0)
        web_fault(page, "tanggal", "Pilih hari ini atau hari sesudahnya.",
                  "Choose today or a later day.");
    return stamp.date;
}

enum ikm_status web_page_poster_tickets(struct web_page *page,
                                        struct ikm_error *err)
{
    const char *code = web_value(&page->form, "unit");
    const char *service = web_value(&page->form, "layanan");
    struct poster poster = {0};
    struct ikm_store *store = NULL;
    enum ikm_status status = poster_read(page, code, &poster, err);
    struct making making = {
        .like = {.unit_id = poster.unit.unit_id, .day = read_day(page)},
        .n = read_number(page)};
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK && service[0])
        status = ikm_store_find_service(store, poster.unit.unit_id, service,
                                        &making.like.service_id, err);
    if (status != IKM_OK)
        return status;
    if (service[0] && making.like.service_id == 0)
        web_fault(page, "layanan", "Layanan ini tidak ada di unit ini.",
                  "This office has no such service.");
    if (page->n_faults > 0)
        return show(page, code, err);
    making.code =
        ikm_arena_take(page->arena, (size_t)making.n, sizeof *making.code);
    if (!making.code)
        return ikm_fail_memory(err);
    status = web_change(page,
                        &(struct web_change){.kind = WEB_CHANGE_OWN,
                                             .action = "ticket",
                                             .subject = poster.unit.code,
                                             .run = make,
                                             .context = &making},
                        err);
    if (status != IKM_OK)
        return status;
    return poster_print_tickets(page, &poster, service, making.like.day,
                                making.n, making.code, err);
}

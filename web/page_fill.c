/* "/isi": respondents on their own phone; "/t": with a ticket. */
#include <string.h>

#include "web/fill.h"
#include "web/server.h"

/* Where the language is switched and back again, codes and all. */
static const char *own_address(struct web_page *page, const struct fill *fill)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address =
        fill_address(page, fill->is_kiosk ? "/kios" : "/isi", fill->unit.code,
                     fill->is_service_fixed ? fill->service_name : "");
    const char *ticket = web_part_encode(fill->ticket, page->arena);
    const char *whole = address;
    if (!fill->ticket[0] || !ticket)
        return address;
    ikm_text_printf(&text, "%s%ctiket=%s", address,
                    strchr(address, '?') ? '&' : '?', ticket);
    return ikm_text_done(&text, &whole, &ignored) == IKM_OK ? whole : address;
}

static void write_language(struct web_page *page, const char *back)
{
    struct html *out = &page->html;
    if (page->lang == IKM_LANG_EN)
        html(out,
             "<a class=\"bahasa\" href=\"%s\" lang=\"id\" hreflang=\"id\">"
             "Bahasa Indonesia</a>",
             web_link(page, "/bahasa/id?ke=", back));
    else
        html(out,
             "<a class=\"bahasa\" href=\"%s\" lang=\"en\" hreflang=\"en\">"
             "English</a>",
             web_link(page, "/bahasa/en?ke=", back));
}

struct html *fill_open(struct web_page *page, struct web_pair title,
                       const struct fill *fill, const char *script)
{
    struct html *out = web_open(
        page, &(struct web_frame){.title = title,
                                  .script = script,
                                  .style = "isi.css",
                                  .body = fill->is_kiosk ? "isi kios" : "isi",
                                  .is_bare = 1});
    html(out, "<div class=\"unit\"><p>%s",
         fill->unit.name ? fill->unit.name : "");
    if (fill->service_name[0])
        html(out, "<br><strong>%s</strong>", fill->service_name);
    html(out, "</p>");
    write_language(page, fill->unit.code ? own_address(page, fill) : "/isi");
    html(out, "</div>");
    return out;
}

/* ---- which office ---- */

static enum ikm_status choose_unit(struct web_page *page, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_units units = {0};
    struct fill none = {.service_name = "", .ticket = ""};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, 0, page->arena, &units, err);
    if (status != IKM_OK)
        return status;
    struct html *out =
        fill_open(page,
                  (struct web_pair){"Di kantor mana Anda dilayani?",
                                    "Which office served you?"},
                  &none, NULL);
    html(out, "<ul class=\"daftar\">");
    for (size_t i = 0; i < units.n_units; i++)
        html(out, "<li><a href=\"%s\">%s</a></li>",
             fill_address(page, "/isi", units.unit[i].code, ""),
             units.unit[i].name);
    html(out, "</ul>");
    return web_close(page, err);
}

/* ---- tickets ---- */

enum ikm_status fill_ask_ticket(struct web_page *page, const struct fill *fill,
                                unsigned status, const char *words,
                                struct ikm_error *err)
{
    web_status(page, status);
    struct html *out = fill_open(
        page, (struct web_pair){"Survei dengan tiket", "Survey with a ticket"},
        fill, NULL);
    if (words[0])
        html(out, "<p class=\"sebab\" role=\"alert\">%s</p>", words);
    html_say(
        out,
        "<p>Kantor ini membagikan tiket survei. Pindai kode QR pada tiket, "
        "atau ketik kodenya di sini. Tiket tidak memuat apa pun tentang "
        "Anda.</p>",
        "<p>This office hands out survey tickets. Scan the QR code of the "
        "ticket, or type its code here. The ticket holds nothing about "
        "you.</p>");
    html_say(out,
             "<form method=\"get\" action=\"/t\"><div class=\"isian\"><label "
             "for=\"k\">Kode tiket</label><p class=\"petunjuk\" "
             "id=\"k-petunjuk\">16 huruf dan angka, misalnya "
             "k7fm-2xdp-9qwe-h4tn</p>",
             "<form method=\"get\" action=\"/t\"><div class=\"isian\"><label "
             "for=\"k\">Code of the ticket</label><p class=\"petunjuk\" "
             "id=\"k-petunjuk\">16 letters and digits, such as "
             "k7fm-2xdp-9qwe-h4tn</p>");
    html(out, "<input id=\"k\" name=\"k\" autocomplete=\"off\" "
              "autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"40\" "
              "aria-describedby=\"k-petunjuk\"></div>");
    web_button(page, "utama", "Lanjut", "Go on");
    html(out, "</form>");
    return web_close(page, err);
}

static const char *wait_words(struct web_page *page, int64_t wait_s)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *words = "";
    ikm_text_say(&text, page->lang,
                 "Terlalu banyak kode yang salah. Tunggu %lld detik, lalu coba "
                 "lagi.",
                 "Too many wrong codes. Wait %lld seconds, then try again.",
                 (long long)wait_s);
    return ikm_text_done(&text, &words, &ignored) == IKM_OK ? words : "";
}

/* The office and service that a good ticket is for. */
static enum ikm_status find_place(struct web_page *page,
                                  const struct ikm_ticket *ticket,
                                  const char **ret_unit,
                                  const char **ret_service,
                                  struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_units units = {0};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, ticket->unit_id, page->arena,
                                       &units, err);
    if (status == IKM_OK && units.n_units > 0)
        *ret_unit = units.unit[0].code;
    if (status == IKM_OK && ticket->service_id != 0)
        status = ikm_store_service_name(store, ticket->service_id, page->arena,
                                        ret_service, err);
    return status;
}

/* To the questionnaire of the ticket. The code stands behind the "?": what
 * stands before it would be in the log. */
enum ikm_status web_page_ticket(struct web_page *page, struct ikm_error *err)
{
    const char *code = web_value(&page->query, "k");
    const struct fill none = {.service_name = "", .ticket = ""};
    struct ikm_ticket ticket = {0};
    enum ikm_ticket_state state = IKM_TICKET_UNKNOWN;
    int64_t wait_s = 0;
    struct fill fill = {.ticket = code, .service_name = ""};
    if (!code[0])
        return fill_ask_ticket(page, &none, 200, "", err);
    enum ikm_status status =
        fill_look_at_ticket(page, code, &ticket, &state, &wait_s, err);
    if (status != IKM_OK)
        return status;
    if (wait_s > 0)
        return fill_ask_ticket(page, &none, 429, wait_words(page, wait_s), err);
    if (state != IKM_TICKET_VALID)
        return fill_ask_ticket(page, &none, 403,
                               ikm_ticket_words(state, page->lang), err);
    status =
        find_place(page, &ticket, &fill.unit.code, &fill.service_name, err);
    fill.is_service_fixed = fill.service_name[0] != '\0';
    return status == IKM_OK
               ? web_see_other(page, own_address(page, &fill), NULL, err)
               : status;
}

/* ---- the questionnaire ---- */

static void write_texts(struct web_page *page)
{
    html_say(&page->html,
             "<div id=\"kiriman\" role=\"status\" hidden "
             "data-kirim=\"Mengirim ...\" data-tunggu=\"Jaringan sedang tidak "
             "ada. Jawaban Anda tersimpan di ponsel ini dan dikirim begitu "
             "jaringan kembali. Biarkan halaman ini terbuka, atau buka lagi "
             "nanti.\" data-susul=\"Jawaban Anda yang tadi sudah terkirim.\" "
             "data-tolak=\"Jawaban Anda yang tadi tidak dapat diterima: \">"
             "</div>",
             "<div id=\"kiriman\" role=\"status\" hidden "
             "data-kirim=\"Sending ...\" data-tunggu=\"There is no network at "
             "the moment. Your answers are kept on this phone and sent as soon "
             "as it is back. Leave this page open, or open it again later.\" "
             "data-susul=\"Your earlier answers have been sent.\" "
             "data-tolak=\"Your earlier answers could not be taken: \"></div>");
}

/* A ticket in the address: good for this office and service? */
static enum ikm_status look_at_ticket(struct web_page *page,
                                      const struct fill *fill,
                                      unsigned *ret_status,
                                      const char **ret_words,
                                      struct ikm_error *err)
{
    struct ikm_ticket ticket = {0};
    enum ikm_ticket_state state = IKM_TICKET_UNKNOWN;
    int64_t wait_s = 0;
    *ret_status = 403;
    *ret_words = fill->rules.needs_ticket ? "" : NULL;
    if (!fill->ticket[0])
        return IKM_OK;
    const enum ikm_status status =
        fill_look_at_ticket(page, fill->ticket, &ticket, &state, &wait_s, err);
    *ret_words = ikm_ticket_words(state, page->lang);
    if (wait_s > 0) {
        *ret_status = 429;
        *ret_words = wait_words(page, wait_s);
    } else if (state == IKM_TICKET_VALID &&
               (ticket.unit_id != fill->unit.unit_id ||
                (ticket.service_id != 0 &&
                 ticket.service_id != fill->service_id)))
        *ret_words = ikm_say(page->lang, "Tiket ini untuk layanan lain.",
                             "This ticket is for another service.");
    return status;
}

enum ikm_status web_page_fill(struct web_page *page, struct ikm_error *err)
{
    struct fill fill;
    unsigned code = 0;
    const char *words = NULL;
    enum ikm_status status = fill_read(page, 0, &fill, err);
    if (status != IKM_OK)
        return status;
    if (fill.unit.unit_id == 0)
        return choose_unit(page, err);
    status = look_at_ticket(page, &fill, &code, &words, err);
    if (status != IKM_OK)
        return status;
    if (words)
        return fill_ask_ticket(page, &fill, code, words, err);
    struct html *out = fill_open(
        page,
        (struct web_pair){"Bagaimana pelayanan kami?", "How did we serve you?"},
        &fill, "isi.js");
    html_say(
        out,
        "<p class=\"pembuka\">%zu pertanyaan, sekitar 2 menit. Nama Anda "
        "tidak ditanyakan dan tidak dicatat.</p>",
        "<p class=\"pembuka\">%zu questions, about 2 minutes. Your name is "
        "neither asked nor kept.</p>",
        ikm_form_n_asked(fill.form));
    write_texts(page);
    fill_write(page, &fill);
    return web_close(page, err);
}

enum ikm_status web_page_fill_do(struct web_page *page, struct ikm_error *err)
{
    return fill_take(page, 0, err);
}

struct web_quick_change *web_page_fill_quick(struct web_page *page)
{
    return fill_quick(page, 0);
}

enum ikm_status web_page_thanks(struct web_page *page, struct ikm_error *err)
{
    struct fill fill;
    const int is_kiosk = web_value(&page->query, "kios")[0] != '\0';
    const enum ikm_status status = fill_read(page, is_kiosk, &fill, err);
    if (status != IKM_OK)
        return status;
    struct html *out = fill_open(
        page, (struct web_pair){"Terima kasih", "Thank you"}, &fill, NULL);
    html_say(
        out,
        "<p class=\"pesan terima\" role=\"status\">Jawaban Anda sudah "
        "tersimpan dan dihitung bersama jawaban orang lain.</p>",
        "<p class=\"pesan terima\" role=\"status\">Your answers are stored "
        "and counted together with those of others.</p>");
    if (fill.unit.unit_id == 0)
        return web_close(page, err);
    const char *again = own_address(page, &fill);
    if (is_kiosk)
        html_say(out,
                 "<p><a class=\"tombol utama\" href=\"%s\">Responden "
                 "berikutnya</a></p>",
                 "<p><a class=\"tombol utama\" href=\"%s\">Next person</a></p>",
                 again);
    else if (!fill.rules.needs_ticket)
        html_say(out,
                 "<p><a href=\"%s\">Isi untuk layanan atau orang lain</a></p>",
                 "<p><a href=\"%s\">Answer for another service or person</a>"
                 "</p>",
                 again);
    return web_close(page, err);
}

/* Sheets to print: a poster, table cards, tickets. */
#include "web/poster.h"

#include <string.h>

#include "data/base/date.h"
#include "web/routes.h"

enum { CARDS = 4 };

const char *poster_link(struct web_page *page, const char *unit,
                        const char *service)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *unit_part = web_part_encode(unit, page->arena);
    const char *service_part = web_part_encode(service, page->arena);
    const char *link = "#";
    ikm_text_printf(&text, "/poster/cetak?unit=%s&layanan=%s",
                    unit_part ? unit_part : "",
                    service_part ? service_part : "");
    return ikm_text_done(&text, &link, &ignored) == IKM_OK ? link : "#";
}

int poster_is_local_only(struct web_page *page)
{
    static const char *const hosts[] = {"127.", "localhost", "[::1]"};
    const char *host = strstr(web_base_address(page), "://");
    for (size_t i = 0; host && i < IKM_COUNT(hosts); i++)
        if (strncmp(host + 3, hosts[i], strlen(hosts[i])) == 0)
            return 1;
    return 0;
}

static const char *whole_address(struct web_page *page, const char *local)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "";
    ikm_text_printf(&text, "%s%s", web_base_address(page), local);
    return ikm_text_done(&text, &address, &ignored) == IKM_OK ? address : "";
}

static struct html *open_sheet(struct web_page *page, struct web_pair title,
                               const char *back)
{
    struct html *out = web_open(page, &(struct web_frame){.title = title,
                                                          .script = "cetak.js",
                                                          .style = "cetak.css",
                                                          .body = "cetak",
                                                          .is_bare = 1});
    html_say(out,
             "<p class=\"layar-saja\"><a href=\"%s\">Kembali</a> <button "
             "type=\"button\" class=\"tombol utama\" id=\"cetak\" hidden>"
             "Cetak</button> <span id=\"cara\">Cetak dengan Ctrl+P, kertas A4, "
             "skala 100 %%.</span></p>",
             "<p class=\"layar-saja\"><a href=\"%s\">Back</a> <button "
             "type=\"button\" class=\"tombol utama\" id=\"cetak\" hidden>"
             "Print</button> <span id=\"cara\">Print with Ctrl+P, paper A4, "
             "scale 100 %%.</span></p>",
             back);
    return out;
}

/* Words, code, address; the same on a poster and on a card. */
static enum ikm_status write_call(struct web_page *page,
                                  const struct ikm_unit *unit,
                                  const char *service, const char *address,
                                  struct ikm_error *err)
{
    struct html *out = &page->html;
    html(out, "<p class=\"kantor\">%s</p>", unit->name);
    html_say(out, "<p class=\"ajakan\">Bagaimana pelayanan kami?</p>",
             "<p class=\"ajakan\">How did we serve you?</p>");
    if (service[0])
        html(out, "<p class=\"layanan\">%s</p>", service);
    const enum ikm_status status = web_qr(
        page, address,
        ikm_say(page->lang, "Kode QR ke survei", "QR code to the survey"), err);
    html_say(out,
             "<p class=\"cara\">Arahkan kamera ponsel ke kode ini.<br>"
             "Sekitar 2 menit, tanpa nama.</p>",
             "<p class=\"cara\">Point the camera of your phone at this code."
             "<br>About 2 minutes, without your name.</p>");
    html(out, "<p class=\"alamat\">%s</p>", address);
    html_say(out, "<p class=\"kaki\">Survei Kepuasan Masyarakat</p>",
             "<p class=\"kaki\">Public satisfaction survey</p>");
    return status;
}

enum ikm_status web_page_poster_print(struct web_page *page,
                                      struct ikm_error *err)
{
    struct poster poster = {0};
    struct ikm_store *store = NULL;
    int64_t service_id = 0;
    const char *service = web_value(&page->query, "layanan");
    const int is_cards =
        strcmp(web_value(&page->query, "bentuk"), "kartu") == 0;
    enum ikm_status status =
        poster_read(page, web_value(&page->query, "unit"), &poster, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK && service[0])
        status = ikm_store_find_service(store, poster.unit.unit_id, service,
                                        &service_id, err);
    if (status != IKM_OK)
        return status;
    if (service[0] && service_id == 0)
        return ikm_fail(err, IKM_NO_FILE, "Layanan \"%s\" tidak ada.",
                        "There is no service \"%s\".", service);
    const char *address = whole_address(
        page, fill_address(page, "/isi", poster.unit.code, service));
    struct html *out =
        open_sheet(page,
                   is_cards ? (struct web_pair){"Kartu meja", "Table cards"}
                            : (struct web_pair){"Poster A4", "A4 poster"},
                   web_link(page, "/poster?unit=", poster.unit.code));
    html(out, "<div class=\"%s\">", is_cards ? "kartu-kartu" : "satu");
    for (int i = 0; i < (is_cards ? CARDS : 1) && status == IKM_OK; i++) {
        html(out, "<div class=\"%s\">", is_cards ? "kartu" : "poster");
        status = write_call(page, &poster.unit, service, address, err);
        html(out, "</div>");
    }
    html(out, "</div>");
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status poster_print_tickets(struct web_page *page,
                                     const struct poster *poster,
                                     const char *service, struct ikm_date day,
                                     int n, char (*code)[IKM_SPOKEN_BYTES],
                                     struct ikm_error *err)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    enum ikm_status status = IKM_OK;
    struct html *out =
        open_sheet(page, (struct web_pair){"Tiket survei", "Survey tickets"},
                   web_link(page, "/poster?unit=", poster->unit.code));
    html_say(out,
             "<p class=\"layar-saja pesan\">%d tiket sudah dibuat. Cetak "
             "sekarang: kodenya tidak dapat ditampilkan lagi.</p>",
             "<p class=\"layar-saja pesan\">%d tickets were made. Print them "
             "now: the codes cannot be shown again.</p>",
             n);
    (void)ikm_date_words(day, page->lang, words);
    html(out, "<div class=\"tiket-tiket\">");
    for (int i = 0; i < n && status == IKM_OK; i++) {
        const char *local = web_link(page, "/t?k=", code[i]);
        html(out, "<div class=\"tiket\">");
        status = web_qr(
            page, whole_address(page, local),
            ikm_say(page->lang, "Kode QR tiket", "QR code of the ticket"), err);
        html(out, "<div><p class=\"kantor\">%s</p><p>%s</p>", poster->unit.name,
             service[0] ? service
                        : ikm_say(page->lang, "Semua layanan", "All services"));
        html_say(out,
                 "<p>Berlaku %s, untuk satu jawaban, tanpa nama.</p>"
                 "<p class=\"kode\">%s</p><p class=\"alamat\">%s</p></div>"
                 "</div>",
                 "<p>Valid on %s, for one answer, without your name.</p>"
                 "<p class=\"kode\">%s</p><p class=\"alamat\">%s</p></div>"
                 "</div>",
                 words, code[i], whole_address(page, "/t"));
    }
    html(out, "</div>");
    return status == IKM_OK ? web_close(page, err) : status;
}

/* "/loket/ulang": sheets keyed a second time, without seeing the first. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "web/clock.h"

static const char *address_of(struct web_page *page, int64_t spot_id)
{
    char id[32];
    (void)snprintf(id, sizeof id, "%lld", (long long)spot_id);
    return web_link(page, "/loket/ulang/", id);
}

enum ikm_status web_page_again(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Ketik ulang", "Key again"}};
    struct ikm_store *store = NULL;
    const struct ikm_spot *spot = NULL;
    size_t n = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_waiting_spots(store, page->account->account_id,
                                         page->arena, &n, &spot, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    html_say(out,
             "<p><a href=\"/loket\">Kembali ke loket</a></p><p>Sebagian lembar "
             "diketik dua kali untuk mengetahui berapa sering jari keliru. "
             "Ambil lembarnya, ketik lagi tanpa melihat ketikan pertama; "
             "ketikan pertama tidak berubah.</p>",
             "<p><a href=\"/loket\">Back to the desk</a></p><p>Some sheets are "
             "keyed twice, to know how often a finger slips. Take the sheet "
             "and key it again without looking at the first keying, which "
             "does not change.</p>");
    if (n == 0)
        html_say(out, "<p>Tidak ada yang menunggu.</p>",
                 "<p>None is waiting.</p>");
    html(out, "<ul class=\"daftar\">");
    for (size_t i = 0; i < n; i++) {
        char moment[WEB_MOMENT_BYTES];
        html_say(out,
                 "<li><a href=\"%s\">Ketik ulang %s</a>&nbsp; disimpan %s</li>",
                 "<li><a href=\"%s\">Key %s again</a>&nbsp; saved %s</li>",
                 address_of(page, spot[i].spot_id),
                 desk_sheet_name(page, spot[i].sheet, spot[i].place),
                 web_moment_text(spot[i].at_ms, moment));
    }
    html(out, "</ul>");
    return web_close(page, err);
}

/* The sheet of this number, if it waits for this account; the form and office
 * of the desk are its own. */
static enum ikm_status find(struct web_page *page, struct ikm_spot *spot,
                            struct desk *desk, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_units units = {0};
    const int64_t wanted = desk_whole_number(page->part[0]);
    const struct ikm_spot *waiting = NULL;
    size_t n = 0;
    *spot = (struct ikm_spot){0};
    *desk = (struct desk){.key = "-"};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_waiting_spots(store, page->account->account_id,
                                         page->arena, &n, &waiting, err);
    for (size_t i = 0; i < n; i++)
        if (waiting[i].spot_id == wanted)
            *spot = waiting[i];
    if (status == IKM_OK && spot->spot_id == 0)
        return ikm_fail(err, IKM_NO_FILE,
                        "Lembar ini tidak menunggu untuk diketik ulang.",
                        "This sheet does not wait to be keyed again.");
    if (status == IKM_OK)
        status =
            ikm_store_form(store, spot->form_id, page->arena, &desk->form, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, spot->unit_id, page->arena,
                                       &units, err);
    if (status == IKM_OK)
        status = desk_load_kept(page, &desk->kept, err);
    if (status == IKM_OK && units.n_units > 0)
        desk->unit = units.unit[0];
    desk->form_id = spot->form_id;
    desk->sheet = page->form;
    return status;
}

static enum ikm_status show(struct web_page *page, const struct ikm_spot *spot,
                            const struct desk *desk, struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Ketik ulang", "Key again"},
                                    .script = "loket.js",
                                    .body = "loket"};
    char moment[WEB_MOMENT_BYTES];
    struct html *out = web_open(page, &frame);
    html_say(out,
             "<p class=\"hitungan\">Ketik ulang <strong>%s</strong> <small>"
             "disimpan %s</small></p>",
             "<p class=\"hitungan\">Key <strong>%s</strong> again <small>"
             "saved %s</small></p>",
             desk_sheet_name(page, spot->sheet, spot->place),
             web_moment_text(spot->at_ms, moment));
    desk_open_form(page, desk, address_of(page, spot->spot_id), 1);
    desk_write_years(page, desk);
    html(out, "<p id=\"kabar\" class=\"kabar\" role=\"status\" "
              "aria-live=\"polite\"></p>");
    desk_write_fields(page, desk, 1);
    html(out, "<p class=\"tindakan\">");
    web_button(page, "utama", "Simpan ketikan kedua", "Save the second keying");
    html_say(out, " <a href=\"/loket/ulang\">Nanti</a></p></form>",
             " <a href=\"/loket/ulang\">Later</a></p></form>");
    return web_close(page, err);
}

enum ikm_status web_page_again_one(struct web_page *page, struct ikm_error *err)
{
    struct ikm_spot spot;
    struct desk desk;
    const enum ikm_status status = find(page, &spot, &desk, err);
    return status == IKM_OK ? show(page, &spot, &desk, err) : status;
}

struct second {
    int64_t spot_id;
    const char *text;
};

static enum ikm_status run_second(void *context, struct ikm_store *store,
                                  struct ikm_act *act, struct ikm_error *err)
{
    const struct second *second = context;
    (void)act;
    return ikm_store_put_second(store, second->spot_id, second->text, err);
}

enum ikm_status web_page_again_do(struct web_page *page, struct ikm_error *err)
{
    struct ikm_spot spot;
    struct desk desk;
    struct desk_sheet sheet;
    char text[IKM_KEYED_TEXT_BYTES];
    enum ikm_status status = find(page, &spot, &desk, err);
    if (status == IKM_OK)
        status = desk_check(page, &desk, 1, &sheet, err);
    if (status != IKM_OK)
        return status;
    if (page->n_faults > 0)
        return show(page, &spot, &desk, err);
    struct second second = {spot.spot_id, ikm_keyed_write(&sheet.keyed, text)};
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .action = "",
                                      .run = run_second,
                                      .context = &second};
    status = web_change(page, &change, err);
    return status == IKM_OK
               ? web_see_other(page, "/loket/ulang", "ketikan-kedua", err)
               : status;
}

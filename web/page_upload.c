/* "/unggah": the import of the command line in the browser. */
#include "web/page_upload.h"

#include <string.h>

#include "data/store_sources.h"

/* ---- sending a file ---- */

enum { SOURCES_SHOWN = 50 };

struct sources {
    struct web_page *page;
    struct ikm_text *json; /* NULL: as rows of a table */
    size_t n;
};

static enum ikm_status write_source(void *context,
                                    const struct ikm_source *source,
                                    struct ikm_error *err)
{
    struct sources *sources = context;
    struct html *out = &sources->page->html;
    (void)err;
    if (sources->n++ >= SOURCES_SHOWN)
        return IKM_OK;
    if (!sources->json) {
        html(out,
             "<tr><th scope=\"row\">%s</th><td class=\"angka\">%lld</td></tr>",
             source->name, (long long)source->n_rows);
        return IKM_OK;
    }
    ikm_text_printf(sources->json, "%s{\"name\":", sources->n > 1 ? "," : "");
    ikm_text_json(sources->json, source->name);
    ikm_text_printf(sources->json, ",\"rows\":%lld,\"at_ms\":%lld}",
                    (long long)source->n_rows, (long long)source->at_ms);
    return IKM_OK;
}

/* Files do not say whose they are: accounts of one office are not told of
 * them. */
static enum ikm_status each_source(struct sources *sources,
                                   struct ikm_error *err)
{
    struct web_page *page = sources->page;
    struct ikm_store *store = NULL;
    enum ikm_status status = IKM_OK;
    if (page->account->unit_id != 0)
        return IKM_OK;
    status = web_store(page, &store, err);
    return status == IKM_OK
               ? ikm_store_each_source(store, 0, write_source, sources, err)
               : status;
}

static enum ikm_status write_sources(struct web_page *page,
                                     struct ikm_error *err)
{
    struct html *out = &page->html;
    struct sources sources = {.page = page};
    if (page->account->unit_id != 0)
        return IKM_OK;
    html_say(out,
             "<h2>Yang terakhir diimpor</h2><div class=\"tabel\"><table><thead>"
             "<tr><th scope=\"col\">Berkas</th><th scope=\"col\" "
             "class=\"angka\">Baris</th></tr></thead><tbody>",
             "<h2>Imported last</h2><div class=\"tabel\"><table><thead><tr>"
             "<th scope=\"col\">File</th><th scope=\"col\" class=\"angka\">"
             "Rows</th></tr></thead><tbody>");
    const enum ikm_status status = each_source(&sources, err);
    if (sources.n == 0)
        html_say(out, "<tr><td colspan=\"2\">belum ada</td></tr>",
                 "<tr><td colspan=\"2\">none yet</td></tr>");
    html(out, "</tbody></table></div>");
    return status;
}

enum ikm_status web_page_upload(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Unggah berkas jawaban", "Upload a file of answers"}};
    if (page->is_json) {
        struct sources sources = {.page = page, .json = web_json(page)};
        ikm_text_put(sources.json, "{\"schema\":\"ikm.imports/1\",\"files\":[");
        const enum ikm_status status = each_source(&sources, err);
        ikm_text_put(sources.json, "]}\n");
        return status;
    }
    struct html *out = web_open(page, &frame);
    html_say(
        out,
        "<p>Berkas CSV atau Excel (.xlsx), juga unduhan Google Forms; "
        "paling besar %d MB. Sesudah diunggah, Anda melihat dulu bagaimana "
        "kolomnya dikenali dan apa yang salah. Baru sesudah itu "
        "disimpan. Nama, NIK, dan nomor telepon tidak disimpan.</p>",
        "<p>A CSV or Excel (.xlsx) file, also as Google Forms gives it; "
        "at most %d MB. Then you see how its columns are understood and "
        "what is wrong; only after that it is stored. Names, identity "
        "numbers and phone numbers are not stored.</p>",
        WEB_FILE_BYTES / (1024 * 1024));
    web_form(page, "/unggah", 1);
    const struct web_input input = {.name = "berkas",
                                    .label = {"Berkas", "File"},
                                    .type = "file",
                                    .is_required = 1};
    web_input(page, &input);
    web_button(page, "utama", "Unggah", "Upload");
    html(out, "</form>");
    const enum ikm_status status = write_sources(page, err);
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status web_page_upload_do(struct web_page *page, struct ikm_error *err)
{
    char key[IKM_TOKEN_TEXT_BYTES];
    const struct web_upload *sent = page->upload;
    if (!sent || strcmp(sent->field, "berkas") != 0 || sent->size_bytes == 0) {
        web_fault(page, "berkas",
                  sent ? "berkas ini kosong" : "pilih berkasnya dahulu",
                  sent ? "this file is empty" : "choose the file first");
        return web_page_upload(page, err);
    }
    const enum ikm_status status = web_holdings_put(
        page->inside->server->holdings, page->account->account_id,
        page->inside->upload_file, sent->file_name, key, err);
    return status == IKM_OK
               ? web_see_other(page, web_link(page, "/unggah/", key), NULL, err)
               : status;
}

/* ---- looking at it ---- */

static enum ikm_status take(struct web_page *page, struct upload *upload,
                            struct ikm_error *err)
{
    *upload = (struct upload){.key = page->part[0], .file = -1, .map_file = -1};
    enum ikm_status status = web_holdings_take(
        page->inside->server->holdings, page->account->account_id, upload->key,
        page->arena, &upload->file, &upload->name, err);
    if (status == IKM_OK)
        status = upload_choose(page, upload, err);
    return status;
}

static const char *action(struct web_page *page, const struct upload *upload,
                          const char *what)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "#";
    ikm_text_printf(&text, "%s/%s", web_link(page, "/unggah/", upload->key),
                    what);
    return ikm_text_done(&text, &address, &ignored) == IKM_OK ? address : "#";
}

static enum ikm_status show(struct web_page *page, const struct upload *upload,
                            struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Periksa sebelum disimpan", "Look before it is stored"}};
    struct html *out = web_open(page, &frame);
    const int is_good = upload->status == IKM_OK;
    html(out, "<p><strong>%s</strong></p>", upload->name);
    upload_write_faults(page, upload);
    upload_write_report(page, upload, 1);
    web_form(page, action(page, upload, "periksa"), 0);
    html(out, "<p class=\"tombol-tombol\">");
    /* the first is what Enter in a field does */
    web_button(page, "biasa", "Periksa lagi", "Look again");
    if (is_good && !upload->report.same_file) {
        html(out, " <button class=\"tombol utama\" formaction=\"%s\">",
             action(page, upload, "impor"));
        html_say(out, "Simpan</button>", "Store</button>");
    }
    html(out, " <button class=\"tombol bahaya\" formaction=\"%s\">",
         action(page, upload, "buang"));
    html_say(out, "Buang berkas</button></p>", "Throw it away</button></p>");
    enum ikm_status status = upload_write_columns(page, upload, err);
    if (status == IKM_OK)
        status = upload_write_options(page, upload, err);
    web_button(page, "biasa", "Periksa lagi", "Look again");
    html(out, "</form>");
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status web_page_upload_look(struct web_page *page,
                                     struct ikm_error *err)
{
    struct upload upload;
    enum ikm_status status = take(page, &upload, err);
    if (status == IKM_OK)
        status = upload_run(page, &upload, 1, err);
    if (status == IKM_OK)
        status = show(page, &upload, err);
    upload_close(&upload);
    return status;
}

/* ---- storing it ---- */

static enum ikm_status show_done(struct web_page *page,
                                 const struct upload *upload,
                                 struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Hasil impor", "Imported"}};
    struct html *out = web_open(page, &frame);
    if (upload->report.n_new + upload->report.n_excluded > 0)
        html_say(out,
                 "<p class=\"pesan\" role=\"status\">%lld respons disimpan "
                 "dari <strong>%s</strong>.</p>",
                 "<p class=\"pesan\" role=\"status\">%lld responses were "
                 "stored from <strong>%s</strong>.</p>",
                 (long long)upload->report.n_new, upload->name);
    else
        html_say(out,
                 "<p class=\"pesan\" role=\"status\">Tidak ada yang baru di "
                 "<strong>%s</strong>; tidak ada yang disimpan.</p>",
                 "<p class=\"pesan\" role=\"status\">There is nothing new in "
                 "<strong>%s</strong>; nothing was stored.</p>",
                 upload->name);
    upload_write_report(page, upload, 0);
    html_say(out,
             "<ul class=\"daftar\"><li><a href=\"/unggah\">Unggah berkas lain"
             "</a></li><li><a href=\"/respons\">Lihat respons</a></li></ul>",
             "<ul class=\"daftar\"><li><a href=\"/unggah\">Upload another file"
             "</a></li><li><a href=\"/respons\">See responses</a></li></ul>");
    return web_close(page, err);
}

enum ikm_status web_page_upload_store(struct web_page *page,
                                      struct ikm_error *err)
{
    struct upload upload;
    enum ikm_status status = take(page, &upload, err);
    if (status == IKM_OK)
        status = upload_run(page, &upload, 0, err);
    if (status == IKM_OK && upload.status == IKM_OK) {
        web_holdings_drop(page->inside->server->holdings,
                          page->account->account_id, upload.key);
        status = show_done(page, &upload, err);
    } else if (status == IKM_OK) {
        web_status(page, 422);
        status = show(page, &upload, err);
    }
    upload_close(&upload);
    return status;
}

enum ikm_status web_page_upload_drop(struct web_page *page,
                                     struct ikm_error *err)
{
    web_holdings_drop(page->inside->server->holdings, page->account->account_id,
                      page->part[0]);
    return web_see_other(page, "/unggah", "berkas-dibuang", err);
}

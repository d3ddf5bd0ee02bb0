/* "/", the language, files of static/. */
#include <string.h>

#include "web/server.h"

/* The pages of the role, as in the navigation. */
static void write_pages(struct web_page *page)
{
    struct html *out = &page->html;
    html(out, "<ul class=\"daftar\">");
    for (size_t i = 0; i < web_route_count(); i++) {
        const struct web_route *route = web_route(i);
        if (route->menu.id && (route->roles & (1u << page->account->role)))
            html(out, "<li><a href=\"%s\">%s</a></li>", route->pattern,
                 ikm_say(page->lang, route->menu.id, route->menu.en));
    }
    html_say(out, "<li><a href=\"/sandi\">Kata sandi</a></li></ul>",
             "<li><a href=\"/sandi\">Password</a></li></ul>");
}

enum ikm_status web_page_home(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Survei Kepuasan Masyarakat", "Public satisfaction survey"}};
    struct ikm_store *store = NULL;
    const char *name = "";
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_setting(store, "name", page->arena, &name, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    if (name[0])
        html(out, "<p class=\"kepalasurat\">%s</p>", name);
    html_say(
        out,
        "<p>Server ini menerima jawaban Survei Kepuasan Masyarakat (SKM) "
        "dan menghitung Indeks Kepuasan Masyarakat (IKM) menurut "
        "PermenPANRB 14/2017. Nama, NIK, dan nomor telepon responden "
        "tidak disimpan.</p>",
        "<p>This server takes answers to the public satisfaction survey "
        "(SKM) and computes its index (IKM) by PermenPANRB 14/2017. Names, "
        "identity numbers and telephone numbers of respondents are not "
        "kept.</p>");
    if (page->account)
        write_pages(page);
    else {
        html_say(out, "<h2>Masuk</h2>", "<h2>Sign in</h2>");
        web_sign_in_form(page, "", "/");
    }
    return web_close(page, err);
}

enum ikm_status web_page_language(struct web_page *page, struct ikm_error *err)
{
    const char *back = web_value(&page->query, "ke");
    if (strcmp(page->part[0], "id") != 0 && strcmp(page->part[0], "en") != 0)
        return ikm_fail(err, IKM_NO_FILE, "Bahasa ini tidak ada.",
                        "There is no such language.");
    web_set_cookie(page, "ikm_bahasa", page->part[0], INT64_C(400) * 86400);
    if (back[0] != '/' || !html_is_local(back))
        back = "/";
    return web_see_other(page, back, NULL, err);
}

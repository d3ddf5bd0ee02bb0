/* What stands around every page. */
#include <stdio.h>
#include <string.h>

#include "web/server.h"

static const char *say(const struct web_page *page, struct web_pair pair)
{
    return ikm_say(page->lang, pair.id, pair.en);
}

static void write_menu(struct web_page *page)
{
    struct html *out = &page->html;
    const struct ikm_account *account = page->account;
    if (!account)
        return;
    html_say(out, "<nav class=\"menu\" aria-label=\"Halaman\"><ul>",
             "<nav class=\"menu\" aria-label=\"Pages\"><ul>");
    for (size_t i = 0; i < web_route_count() && !account->must_change; i++) {
        const struct web_route *route = web_route(i);
        if (!route->menu.id || !(route->roles & (1u << account->role)))
            continue;
        const size_t length = strlen(route->pattern);
        const int is_here =
            strncmp(page->path, route->pattern, length) == 0 &&
            (page->path[length] == '\0' || page->path[length] == '/');
        if (is_here)
            html(out, "<li><a href=\"%s\" aria-current=\"page\">%s</a></li>",
                 route->pattern, say(page, route->menu));
        else
            html(out, "<li><a href=\"%s\">%s</a></li>", route->pattern,
                 say(page, route->menu));
    }
    html(out, "</ul></nav>");
}

static void write_account(struct web_page *page)
{
    struct html *out = &page->html;
    const char *other = page->lang == IKM_LANG_EN ? "id" : "en";
    html(out, "<div class=\"akun\">");
    if (page->account) {
        html_say(out, "<a href=\"/sandi\">%s <small>%s</small></a>",
                 "<a href=\"/sandi\">%s <small>%s</small></a>",
                 page->account->login, ikm_role_name(page->account->role));
        web_form(page, "/keluar", 0);
        web_button(page, "biasa", "Keluar", "Sign out");
        html(out, "</form>");
    }
    html(out, "<a class=\"bahasa\" href=\"%s\" lang=\"%s\" hreflang=\"%s\">",
         web_link(page,
                  page->lang == IKM_LANG_EN ? "/bahasa/id?ke="
                                            : "/bahasa/en?ke=",
                  page->path),
         other, other);
    html_say(out, "English</a></div>", "Bahasa Indonesia</a></div>");
}

static void write_header(struct web_page *page)
{
    struct html *out = &page->html;
    html(out, "<header class=\"kepala\"><div class=\"lebar\">"
              "<a class=\"nama\" href=\"/\">ikm</a>");
    write_menu(page);
    write_account(page);
    html(out, "</div></header>");
}

static void write_faults(struct web_page *page)
{
    struct html *out = &page->html;
    if (page->n_faults == 0)
        return;
    html_say(out,
             "<div class=\"kesalahan\" role=\"alert\" tabindex=\"-1\" "
             "id=\"kesalahan\"><h2>Perbaiki dahulu:</h2><ul>",
             "<div class=\"kesalahan\" role=\"alert\" tabindex=\"-1\" "
             "id=\"kesalahan\"><h2>Please mend first:</h2><ul>");
    for (size_t i = 0; i < page->n_faults; i++)
        if (page->fault[i].field)
            html(out, "<li><a href=\"#%s\">%s</a></li>", page->fault[i].field,
                 page->fault[i].text);
        else
            html(out, "<li>%s</li>", page->fault[i].text);
    html(out, "</ul></div>");
}

struct html *web_open(struct web_page *page, const struct web_frame *frame)
{
    struct html *out = &page->html;
    const char *title = say(page, frame->title);
    const char *said =
        web_message(web_value(&page->query, "pesan"), page->lang);
    *out = HTML(page->arena, page->lang);
    page->inside->is_html = 1;
    html_say(out, "<!doctype html>\n<html lang=\"id\"><head>",
             "<!doctype html>\n<html lang=\"en\"><head>");
    html(out, "<meta charset=\"utf-8\"><meta name=\"viewport\" "
              "content=\"width=device-width, initial-scale=1\">"
              "<title>");
    if (page->n_faults > 0)
        html_say(out, "Perlu diperbaiki: ", "To be mended: ");
    html(out,
         "%s - ikm</title><link rel=\"icon\" href=\"%s\" "
         "type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"%s\">",
         title, web_static(page, "ikon.svg"), web_static(page, "gaya.css"));
    if (frame->style)
        html(out, "<link rel=\"stylesheet\" href=\"%s\">",
             web_static(page, frame->style));
    if (frame->script)
        html(out, "<script defer src=\"%s\"></script>",
             web_static(page, frame->script));
    html(out, "</head><body class=\"%s\">", frame->body ? frame->body : "");
    html_say(out, "<a class=\"lompat\" href=\"#isi\">Langsung ke isi</a>",
             "<a class=\"lompat\" href=\"#isi\">Skip to content</a>");
    if (!frame->is_bare)
        write_header(page);
    html(out, "<main id=\"isi\" class=\"lebar\">");
    if (said)
        html(out, "<p class=\"pesan\" role=\"status\">%s</p>", said);
    write_faults(page);
    html(out, "<h1>%s</h1>", title);
    return out;
}

enum ikm_status web_close(struct web_page *page, struct ikm_error *err)
{
    struct html *out = &page->html;
    html(out, "</main></body></html>\n");
    if (out->text.status == IKM_OK && out->place != HTML_IN_TEXT)
        out->text.status = IKM_BUG;
    if (out->text.status == IKM_OK)
        return IKM_OK;
    if (out->text.status == IKM_BUG)
        return ikm_fail(err, IKM_BUG, "halaman %s tidak utuh",
                        "the page %s is not whole", page->path);
    return ikm_fail_memory(err);
}

/* ---- forms ---- */

void web_form(struct web_page *page, const char *action, int with_file)
{
    struct html *out = &page->html;
    const char *token = web_csrf(page);
    if (with_file)
        html(out,
             "<form method=\"post\" enctype=\"multipart/form-data\" "
             "action=\"%s\">",
             action);
    else
        html(out, "<form method=\"post\" action=\"%s\">", action);
    html(out, "<input type=\"hidden\" name=\"csrf\" value=\"%s\">", token);
}

const char *web_fault_of(const struct web_page *page, const char *field)
{
    for (size_t i = 0; i < page->n_faults; i++)
        if (page->fault[i].field && strcmp(page->fault[i].field, field) == 0)
            return page->fault[i].text;
    return NULL;
}

/* Everything of a field before the field itself. */
static void open_field(struct web_page *page, const struct web_input *input)
{
    struct html *out = &page->html;
    const char *fault = web_fault_of(page, input->name);
    html(out, "<div class=\"isian%s\"><label for=\"%s\">%s</label>",
         fault ? " salah" : "", input->name, say(page, input->label));
    if (input->hint.id)
        html(out, "<p class=\"petunjuk\" id=\"%s-petunjuk\">%s</p>",
             input->name, say(page, input->hint));
    if (fault)
        html(out, "<p class=\"salah\" id=\"%s-salah\">%s</p>", input->name,
             fault);
}

static void write_ties(struct web_page *page, const struct web_input *input)
{
    struct html *out = &page->html;
    const int is_wrong = web_fault_of(page, input->name) != NULL;
    if (is_wrong)
        html(out, " aria-invalid=\"true\"");
    if (is_wrong && input->hint.id)
        html(out, " aria-describedby=\"%s-salah %s-petunjuk\"", input->name,
             input->name);
    else if (is_wrong)
        html(out, " aria-describedby=\"%s-salah\"", input->name);
    else if (input->hint.id)
        html(out, " aria-describedby=\"%s-petunjuk\"", input->name);
    if (input->is_required)
        html(out, " required");
}

void web_input(struct web_page *page, const struct web_input *input)
{
    struct html *out = &page->html;
    open_field(page, input);
    html(out, "<input id=\"%s\" name=\"%s\" type=\"%s\"", input->name,
         input->name, input->type);
    if (strcmp(input->type, "file") != 0)
        html(out, " value=\"%s\" autocomplete=\"%s\"",
             input->value ? input->value : "",
             input->autocomplete ? input->autocomplete : "off");
    write_ties(page, input);
    html(out, "></div>");
}

void web_select(struct web_page *page, const struct web_input *input,
                size_t n_choices, const struct web_choice *choices)
{
    struct html *out = &page->html;
    open_field(page, input);
    html(out, "<select id=\"%s\" name=\"%s\"", input->name, input->name);
    write_ties(page, input);
    html(out, ">");
    for (size_t i = 0; i < n_choices; i++) {
        html(out, "<option value=\"%s\"", choices[i].value);
        if (input->value && strcmp(input->value, choices[i].value) == 0)
            html(out, " selected");
        html(out, ">%s</option>", choices[i].label);
    }
    html(out, "</select></div>");
}

void web_button(struct web_page *page, const char *kind, const char *id,
                const char *en)
{
    html(&page->html, "<button class=\"tombol %s\">%s</button>", kind,
         ikm_say(page->lang, id, en));
}

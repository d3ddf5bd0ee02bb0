/* "/loket": sheets of paper, keyed in. */
#include "web/desk.h"

#include <string.h>

static enum ikm_status write_json(struct web_page *page,
                                  const struct desk *desk,
                                  const struct desk_state *state)
{
    struct ikm_text *json = web_json(page);
    ikm_text_put(json, "{\"schema\":\"ikm.desk/1\",\"unit\":");
    ikm_text_json(json, desk->unit.code);
    ikm_text_put(json, ",\"form\":");
    ikm_text_json(json, desk->form->id);
    desk_json_state(json, state);
    ikm_text_put(json, "}\n");
    return IKM_OK;
}

/* Forms that are built in, and those of the file. */
static enum ikm_status choose_form(struct web_page *page,
                                   const struct desk *desk,
                                   struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    size_t n = 0;
    size_t n_choices = 0;
    const struct ikm_form_entry *entry = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_forms(store, page->arena, &n, &entry, err);
    if (status != IKM_OK)
        return status;
    struct web_choice *choice = ikm_arena_take(
        page->arena, n + ikm_builtin_form_count(), sizeof *choice);
    if (!choice)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < ikm_builtin_form_count(); i++)
        choice[n_choices++] = (struct web_choice){ikm_builtin_form(i)->id,
                                                  ikm_builtin_form(i)->id};
    for (size_t i = 0; i < n; i++)
        if (!ikm_builtin_form_find(entry[i].id))
            choice[n_choices++] = (struct web_choice){entry[i].id, entry[i].id};
    web_select(page,
               &(struct web_input){.name = "formulir",
                                   .label = {"Formulir", "Form"},
                                   .value = desk->form->id},
               n_choices, choice);
    return IKM_OK;
}

static enum ikm_status write_place(struct web_page *page,
                                   const struct desk *desk,
                                   struct ikm_error *err)
{
    struct html *out = &page->html;
    struct web_choice *choice =
        ikm_arena_take(page->arena, desk->units.n_units, sizeof *choice);
    if (!choice)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < desk->units.n_units; i++)
        choice[i] = (struct web_choice){desk->units.unit[i].code,
                                        desk->units.unit[i].name};
    html_say(out,
             "<details class=\"tempat\"><summary>%s, %s</summary><form "
             "method=\"get\" action=\"/loket\">",
             "<details class=\"tempat\"><summary>%s, %s</summary><form "
             "method=\"get\" action=\"/loket\">",
             desk->unit.name, desk->form->name);
    web_select(page,
               &(struct web_input){.name = "unit",
                                   .label = {"Unit", "Office"},
                                   .value = desk->unit.code},
               desk->units.n_units, choice);
    const enum ikm_status status = choose_form(page, desk, err);
    web_button(page, "biasa", "Ganti tempat", "Change place");
    html(out, "</form></details>");
    return status;
}

static void write_links(struct web_page *page)
{
    struct html *out = &page->html;
    html_say(out,
             "<form method=\"get\" action=\"/loket/cari\" class=\"cari\"><label"
             " for=\"cari\">Cari nomor lembar</label><input id=\"cari\" "
             "name=\"nomor\" type=\"text\" maxlength=\"200\" "
             "autocomplete=\"off\">",
             "<form method=\"get\" action=\"/loket/cari\" class=\"cari\"><label"
             " for=\"cari\">Find a sheet number</label><input id=\"cari\" "
             "name=\"nomor\" type=\"text\" maxlength=\"200\" "
             "autocomplete=\"off\">");
    web_button(page, "biasa", "Cari", "Search");
    html_say(out,
             "</form><ul class=\"daftar\"><li><a href=\"/loket/kertas\">Cetak "
             "kuesioner kosong</a></li>",
             "</form><ul class=\"daftar\"><li><a href=\"/loket/kertas\">Print "
             "blank questionnaires</a></li>");
    if (page->account->role == IKM_ROLE_ADMIN)
        html_say(out,
                 "<li><a href=\"/ketelitian\">Ketelitian ketikan</a>"
                 "</li>",
                 "<li><a href=\"/ketelitian\">Keying accuracy</a></li>");
    html(out, "</ul>");
}

static void write_form(struct web_page *page, const struct desk *desk)
{
    struct html *out = &page->html;
    desk_open_form(page, desk, "/loket", 0);
    desk_write_block(page, desk);
    html(out,
         "<p id=\"kabar\" class=\"kabar\" role=\"status\" "
         "aria-live=\"polite\">%s</p>",
         desk->saved_ms > 0
             ? ikm_say(page->lang, "Lembar yang belum selesai ada di sini.",
                       "The sheet that was not finished is here.")
             : "");
    desk_write_fields(page, desk, 0);
    html_say(out,
             "<p class=\"tindakan\"><button class=\"tombol utama\">Simpan "
             "lembar</button> <button class=\"tombol biasa\" "
             "formaction=\"/loket/draf\" name=\"buang\" value=\"1\" "
             "id=\"buang\">Kosongkan</button></p></form>",
             "<p class=\"tindakan\"><button class=\"tombol utama\">Save the "
             "sheet</button> <button class=\"tombol biasa\" "
             "formaction=\"/loket/draf\" name=\"buang\" value=\"1\" "
             "id=\"buang\">Empty it</button></p></form>");
}

enum ikm_status desk_page(struct web_page *page, const struct desk *desk,
                          struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Loket", "Desk"}, .script = "loket.js", .body = "loket"};
    struct desk_state state = {0};
    enum ikm_status status = desk_read_state(page, desk, &state, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json)
        return write_json(page, desk, &state);
    struct html *out = web_open(page, &frame);
    if (desk->unit.unit_id == 0) {
        html_say(out,
                 "<p>Belum ada unit. Admin menambahkannya di halaman Kelola."
                 "</p>",
                 "<p>There is no office yet. An admin adds one under Manage."
                 "</p>");
        return web_close(page, err);
    }
    status = write_place(page, desk, err);
    if (status != IKM_OK)
        return status;
    html(out, "<div class=\"duakolom\"><div>");
    write_form(page, desk);
    html_say(out, "</div><aside aria-label=\"Keadaan\">",
             "</div><aside aria-label=\"State\">");
    desk_write_state(page, &state);
    write_links(page);
    html(out, "</aside></div>");
    return web_close(page, err);
}

enum ikm_status web_page_desk(struct web_page *page, struct ikm_error *err)
{
    struct desk desk = {0};
    const enum ikm_status status = desk_load(page, &desk, err);
    return status == IKM_OK ? desk_page(page, &desk, err) : status;
}

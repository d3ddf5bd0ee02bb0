/* "/pengaturan": letterhead, signer and what a report says of how it was made.
 */
#include <string.h>

#include "collect/office.h"
#include "web/page.h"
#include "web/server.h"

static const struct web_frame frame = {.title = {"Pengaturan", "Settings"}};

/* ---- which office, and what holds for it ---- */

struct settings {
    struct ikm_units units;   /* that the account sees */
    struct ikm_unit unit;     /* unit_id 0: the survey as a whole */
    struct ikm_office office; /* what holds */
    struct ikm_office above;  /* what would hold without its own */
};

static enum ikm_status choose(struct web_page *page, const char *code,
                              struct settings *settings, struct ikm_error *err)
{
    const enum ikm_status status = web_units(page, &settings->units, err);
    if (status != IKM_OK || code[0])
        return status == IKM_OK ? web_unit(page, code, &settings->unit, err)
                                : status;
    if (page->account->unit_id != 0 && settings->units.n_units > 0)
        settings->unit = settings->units.unit[0];
    return IKM_OK;
}

static enum ikm_status read_settings(struct web_page *page, const char *code,
                                     struct settings *settings,
                                     struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = choose(page, code, settings, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_office(store, settings->unit.unit_id, page->arena,
                                  &settings->office, err);
    if (status == IKM_OK)
        status = ikm_store_office(store, settings->unit.parent_id, page->arena,
                                  &settings->above, err);
    return status;
}

static int is_own(const struct settings *settings, enum ikm_office_key key)
{
    const struct ikm_office_value *value = &settings->office.value[key];
    return value->text[0] && value->unit_id == settings->unit.unit_id;
}

static const char *own_text(const struct settings *settings,
                            enum ikm_office_key key)
{
    return is_own(settings, key) ? settings->office.value[key].text : "";
}

/* Its own name is never taken from above (data/store_office.h). */
static const char *text_above(const struct settings *settings,
                              enum ikm_office_key key)
{
    return settings->unit.unit_id == 0 || key == IKM_OFFICE_NAME
               ? ""
               : settings->above.value[key].text;
}

/* ---- the page ---- */

static void choose_unit(struct web_page *page, const struct settings *settings)
{
    const struct ikm_units *units = &settings->units;
    struct html *out = &page->html;
    size_t n = 0;
    struct web_choice *choices =
        ikm_arena_take(page->arena, units->n_units + 1, sizeof *choices);
    if (!choices)
        return;
    if (page->account->unit_id == 0)
        choices[n++] = (struct web_choice){
            "", ikm_say(page->lang, "Survei seluruhnya", "The whole survey")};
    for (size_t i = 0; i < units->n_units; i++)
        choices[n++] =
            (struct web_choice){units->unit[i].code, units->unit[i].name};
    const struct web_input input = {
        .name = "unit",
        .label = {"Pengaturan untuk", "Settings of"},
        .value = settings->unit.code ? settings->unit.code : ""};
    html(out, "<form class=\"saring\" method=\"get\" "
              "action=\"/pengaturan\">");
    web_select(page, &input, n, choices);
    web_button(page, "biasa", "Tampilkan", "Show");
    html(out, "</form>");
}

/* "Bila kosong: Camat Binangun"; NULL: nothing stands above. */
static const char *hint_of(struct web_page *page,
                           const struct settings *settings,
                           enum ikm_office_key key)
{
    const char *above = text_above(settings, key);
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *hint = NULL;
    if (key == IKM_OFFICE_NIP && !above[0])
        return ikm_say(page->lang, "Misalnya 19700101 199003 1 001.",
                       "Such as 19700101 199003 1 001.");
    if (!above[0])
        return NULL;
    ikm_text_say(&text, page->lang,
                 "Bila dikosongkan: %s (dari unit di atasnya)",
                 "If left empty: %s (from the office above)", above);
    return ikm_text_done(&text, &hint, &ignored) == IKM_OK ? hint : NULL;
}

/* "Nama unit pada kop surat" */
static const char *label_of(struct web_page *page, enum ikm_office_key key)
{
    const char *words = ikm_office_key_words(page->lang, key);
    char *label = ikm_arena_take(page->arena, strlen(words) + 1, 1);
    if (!label)
        return words;
    memcpy(label, words, strlen(words) + 1);
    if (label[0] >= 'a' && label[0] <= 'z')
        label[0] = (char)(label[0] - 'a' + 'A');
    return label;
}

static void write_field(struct web_page *page, const struct settings *settings,
                        enum ikm_office_key key)
{
    const char *name = ikm_office_key_name(key);
    const char *label = label_of(page, key);
    const char *hint = hint_of(page, settings, key);
    const struct web_input input = {.name = name,
                                    .label = {label, label},
                                    .hint = {hint, hint},
                                    .type = "text",
                                    .value = page->is_post
                                                 ? web_value(&page->form, name)
                                                 : own_text(settings, key)};
    web_input(page, &input);
}

/* A file of the server: it is shown here, and can be taken away. */
static void write_logo(struct web_page *page, const struct settings *settings)
{
    struct html *out = &page->html;
    const char *path = settings->office.value[IKM_OFFICE_LOGO].text;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    html_say(out, "<h2>Lambang</h2><p>%s</p>", "<h2>Emblem</h2><p>%s</p>",
             name[0] ? name
                     : ikm_say(page->lang,
                               "Belum ada; kop surat dicetak tanpa lambang. "
                               "Pengelola server yang memasangnya.",
                               "None yet; the letterhead is printed without. "
                               "Whoever runs the server installs it."));
    if (is_own(settings, IKM_OFFICE_LOGO))
        html_say(out,
                 "<p><label><input type=\"checkbox\" name=\"lepas-lambang\" "
                 "value=\"ya\"> Lepaskan lambang ini</label></p>",
                 "<p><label><input type=\"checkbox\" name=\"lepas-lambang\" "
                 "value=\"ya\"> Take this emblem away</label></p>");
}

static const enum ikm_office_key letterhead[] = {
    IKM_OFFICE_PARENT, IKM_OFFICE_NAME, IKM_OFFICE_ADDRESS, IKM_OFFICE_CONTACT};
static const enum ikm_office_key signer[] = {
    IKM_OFFICE_PLACE, IKM_OFFICE_POSITION, IKM_OFFICE_SIGNER, IKM_OFFICE_RANK,
    IKM_OFFICE_NIP};
static const enum ikm_office_key survey[] = {IKM_OFFICE_TEAM, IKM_OFFICE_METHOD,
                                             IKM_OFFICE_LOCATION};
static const struct {
    struct web_pair title;
    size_t n;
    const enum ikm_office_key *key;
} parts[] = {
    {{"Kop surat", "Letterhead"}, IKM_COUNT(letterhead), letterhead},
    {{"Penanda tangan", "Signer"}, IKM_COUNT(signer), signer},
    {{"Pelaksanaan survei", "How the survey is done"},
     IKM_COUNT(survey),
     survey},
};
_Static_assert(IKM_COUNT(letterhead) + IKM_COUNT(signer) + IKM_COUNT(survey) +
                       1 ==
                   IKM_OFFICE_COUNT,
               "every setting is on the page; the emblem by itself");

static void write_json(struct web_page *page, const struct settings *settings)
{
    struct ikm_text *json = web_json(page);
    ikm_text_put(json, "{\"schema\":\"ikm.settings/1\",\"unit\":");
    ikm_text_json(json, settings->unit.code);
    ikm_text_put(json, ",\"settings\":{");
    for (int k = 0; k < IKM_OFFICE_COUNT; k++) {
        const enum ikm_office_key key = (enum ikm_office_key)k;
        const char *text = settings->office.value[k].text;
        const char *slash = key == IKM_OFFICE_LOGO ? strrchr(text, '/') : NULL;
        ikm_text_printf(json, "%s", k > 0 ? "," : "");
        ikm_text_json(json, ikm_office_key_name(key));
        ikm_text_put(json, ":{\"value\":");
        ikm_text_json(json, text[0] == '\0' ? NULL : slash ? slash + 1 : text);
        ikm_text_printf(json, ",\"own\":%s}",
                        is_own(settings, key) ? "true" : "false");
    }
    ikm_text_put(json, "}}\n");
}

static enum ikm_status show(struct web_page *page,
                            const struct settings *settings,
                            struct ikm_error *err)
{
    struct html *out = web_open(page, &frame);
    if (settings->units.n_units > 0)
        choose_unit(page, settings);
    html_say(
        out,
        "<p>Ini tercetak di laporan dan papan publikasi. Yang dikosongkan "
        "diambil dari unit di atasnya.</p>",
        "<p>This is printed on reports and publication boards. What is left "
        "empty is taken from the office above.</p>");
    web_form(page, "/pengaturan", 0);
    html(out, "<input type=\"hidden\" name=\"unit\" value=\"%s\">",
         settings->unit.code ? settings->unit.code : "");
    for (size_t p = 0; p < IKM_COUNT(parts); p++) {
        html(out, "<h2>%s</h2>",
             ikm_say(page->lang, parts[p].title.id, parts[p].title.en));
        for (size_t i = 0; i < parts[p].n; i++)
            write_field(page, settings, parts[p].key[i]);
    }
    write_logo(page, settings);
    web_button(page, "utama", "Simpan", "Save");
    html(out, "</form>");
    return web_close(page, err);
}

enum ikm_status web_page_settings(struct web_page *page, struct ikm_error *err)
{
    struct settings settings = {0};
    const enum ikm_status status =
        read_settings(page, web_value(&page->query, "unit"), &settings, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json) {
        write_json(page, &settings);
        return IKM_OK;
    }
    return show(page, &settings, err);
}

/* ---- saving ---- */

struct saving {
    const char *unit; /* NULL: the survey as a whole */
    size_t n_words;
    struct ikm_office_word word[IKM_OFFICE_COUNT];
};

static enum ikm_status save(void *context, struct ikm_store *store,
                            struct ikm_act *act, struct ikm_error *err)
{
    const struct saving *saving = context;
    return ikm_office_set_all(store, saving->n_words, saving->word,
                              saving->unit, act, err);
}

/* What differs from what the office has; a fault stands at its field. */
static void take_fields(struct web_page *page, const struct settings *settings,
                        struct saving *saving)
{
    const int takes_logo = web_has(&page->form, "lepas-lambang");
    for (int k = 0; k < IKM_OFFICE_COUNT; k++) {
        const enum ikm_office_key key = (enum ikm_office_key)k;
        const char *name = ikm_office_key_name(key);
        /* no path of the server is ever taken from a browser */
        const char *typed =
            key == IKM_OFFICE_LOGO ? "" : web_value(&page->form, name);
        struct ikm_error fault = {.lang = page->lang};
        if (key == IKM_OFFICE_LOGO ? !takes_logo : !web_has(&page->form, name))
            continue;
        if (strcmp(typed, own_text(settings, key)) == 0)
            continue;
        if (ikm_office_check(key, typed, &fault) != IKM_OK)
            web_fault(page, name, "%s", "%s", fault.text);
        saving->word[saving->n_words++] = (struct ikm_office_word){key, typed};
    }
}

enum ikm_status web_page_settings_do(struct web_page *page,
                                     struct ikm_error *err)
{
    struct settings settings = {0};
    struct saving saving = {0};
    enum ikm_status status =
        read_settings(page, web_value(&page->form, "unit"), &settings, err);
    if (status != IKM_OK)
        return status;
    saving.unit = settings.unit.code;
    take_fields(page, &settings, &saving);
    if (page->n_faults > 0) {
        web_status(page, 422);
        return show(page, &settings, err);
    }
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "setting",
                                      .run = save,
                                      .context = &saving};
    if (saving.n_words > 0)
        status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    return web_see_other(
        page,
        web_link(page, "/pengaturan?unit=", saving.unit ? saving.unit : ""),
        saving.n_words > 0 ? "pengaturan-disimpan" : "pengaturan-tetap", err);
}

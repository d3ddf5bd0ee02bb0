/* "/kelola": accounts, offices, services. */
#include "web/page_admin.h"
#include "collect/registers.h"

struct lists {
    size_t n_accounts, n_services;
    const struct ikm_account *account;
    const struct ikm_service *service;
    struct ikm_units units;
};

static enum ikm_status read_lists(struct web_page *page, struct lists *ret,
                                  struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = web_units(page, &ret->units, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_accounts(store, page->arena, &ret->n_accounts,
                                    &ret->account, err);
    if (status == IKM_OK)
        status = ikm_store_services(store, 0, page->arena, &ret->n_services,
                                    &ret->service, err);
    return status;
}

/* Listed: those of the admin's own offices. */
static int is_listed(const struct web_page *page, const struct lists *lists,
                     const struct ikm_account *account)
{
    return page->account->unit_id == 0 ||
           (account->unit_id != 0 &&
            admin_code_of(&lists->units, account->unit_id)[0]);
}

static void write_accounts(struct web_page *page, const struct lists *lists)
{
    struct html *out = &page->html;
    html_say(out,
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">"
             "Pengguna</th><th scope=\"col\">Peran</th><th scope=\"col\">Unit"
             "</th><th scope=\"col\">Keadaan</th></tr></thead><tbody>",
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">User"
             "</th><th scope=\"col\">Role</th><th scope=\"col\">Office</th>"
             "<th scope=\"col\">State</th></tr></thead><tbody>");
    for (size_t i = 0; i < lists->n_accounts; i++) {
        const struct ikm_account *account = &lists->account[i];
        if (!is_listed(page, lists, account))
            continue;
        html(out,
             "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th><td>%s</td>"
             "<td>%s</td><td>%s</td></tr>",
             web_link(page, "/kelola/pengguna/", account->login),
             account->login, ikm_role_name(account->role),
             account->unit_id == 0
                 ? ikm_say(page->lang, "semua unit", "all offices")
                 : admin_code_of(&lists->units, account->unit_id),
             account->disabled_ms != 0
                 ? ikm_say(page->lang, "nonaktif", "closed")
             : account->must_change
                 ? ikm_say(page->lang, "belum mengganti kata sandi",
                           "has not changed the password")
                 : ikm_say(page->lang, "aktif", "open"));
    }
    html(out, "</tbody></table></div>");
}

static enum ikm_status write_add_account(struct web_page *page,
                                         struct ikm_error *err)
{
    const struct web_input name = {
        .name = "nama",
        .label = {"Nama pengguna", "User name"},
        .hint = {"Huruf kecil, angka, titik, garis bawah, tanda hubung.",
                 "Lower case letters, digits, dots, underscores, hyphens."},
        .type = "text",
        .value = web_value(&page->form, "nama"),
        .is_required = 1};
    html_say(&page->html, "<h3>Pengguna baru</h3>", "<h3>New user</h3>");
    web_form(page, "/kelola/pengguna", 0);
    web_input(page, &name);
    admin_choose_role(page, web_value(&page->form, "peran"));
    const enum ikm_status status = admin_choose_unit(
        page, "unit", (struct web_pair){"Unit", "Office"},
        web_value(&page->form, "unit"),
        ikm_say(page->lang, "semua unit", "all offices"), err);
    web_button(page, "utama", "Tambahkan", "Add");
    html(&page->html, "</form>");
    return status;
}

static void write_units(struct web_page *page, const struct lists *lists)
{
    struct html *out = &page->html;
    html_say(out,
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">Kode"
             "</th><th scope=\"col\">Nama</th><th scope=\"col\">Layanan</th>"
             "</tr></thead><tbody>",
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">Code"
             "</th><th scope=\"col\">Name</th><th scope=\"col\">Services</th>"
             "</tr></thead><tbody>");
    for (size_t i = 0; i < lists->units.n_units; i++) {
        const struct ikm_unit *unit = &lists->units.unit[i];
        size_t n = 0;
        html(out, "<tr><th scope=\"row\">%s</th><td>%s</td><td>", unit->code,
             unit->name);
        for (size_t s = 0; s < lists->n_services; s++)
            if (lists->service[s].unit_id == unit->unit_id)
                html(out, "%s%s", n++ > 0 ? ", " : "", lists->service[s].name);
        html(out, "</td></tr>");
    }
    html(out, "</tbody></table></div>");
}

static enum ikm_status write_add_unit(struct web_page *page,
                                      struct ikm_error *err)
{
    const struct web_input code = {.name = "kode",
                                   .label = {"Kode unit", "Office code"},
                                   .type = "text",
                                   .value = web_value(&page->form, "kode"),
                                   .is_required = 1};
    const struct web_input name = {.name = "nama-unit",
                                   .label = {"Nama unit", "Office name"},
                                   .type = "text",
                                   .value = web_value(&page->form, "nama-unit"),
                                   .is_required = 1};
    const struct web_input service = {.name = "layanan",
                                      .label = {"Nama layanan", "Service name"},
                                      .type = "text",
                                      .value =
                                          web_value(&page->form, "layanan"),
                                      .is_required = 1};
    html_say(&page->html, "<h3>Unit baru</h3>", "<h3>New office</h3>");
    web_form(page, "/kelola/unit", 0);
    web_input(page, &code);
    web_input(page, &name);
    enum ikm_status status = admin_choose_unit(
        page, "induk", (struct web_pair){"Induk", "Above it"},
        web_value(&page->form, "induk"),
        ikm_say(page->lang, "(paling atas)", "(at the top)"), err);
    web_button(page, "biasa", "Tambahkan", "Add");
    html_say(&page->html, "</form><h3>Layanan baru</h3>",
             "</form><h3>New service</h3>");
    web_form(page, "/kelola/layanan", 0);
    if (status == IKM_OK)
        status = admin_choose_unit(
            page, "unit-layanan", (struct web_pair){"Unit", "Office"},
            web_value(&page->form, "unit-layanan"), NULL, err);
    web_input(page, &service);
    web_button(page, "biasa", "Tambahkan", "Add");
    html(&page->html, "</form>");
    return status;
}

static void write_json(struct web_page *page, const struct lists *lists)
{
    struct ikm_text *json = web_json(page);
    const char *comma = "";
    ikm_text_put(json, "{\"schema\":\"ikm.manage/1\",\"users\":[");
    for (size_t i = 0; i < lists->n_accounts; i++) {
        const struct ikm_account *account = &lists->account[i];
        if (!is_listed(page, lists, account))
            continue;
        ikm_text_printf(json, "%s{\"login\":", comma);
        ikm_text_json(json, account->login);
        ikm_text_put(json, ",\"role\":");
        ikm_text_json(json, ikm_role_name(account->role));
        ikm_text_put(json, ",\"unit\":");
        ikm_text_json(json,
                      account->unit_id == 0
                          ? NULL
                          : admin_code_of(&lists->units, account->unit_id));
        ikm_text_printf(json, ",\"open\":%s}",
                        account->disabled_ms == 0 ? "true" : "false");
        comma = ",";
    }
    ikm_text_put(json, "],\"units\":[");
    comma = "";
    for (size_t i = 0; i < lists->units.n_units; i++) {
        ikm_text_printf(json, "%s{\"code\":", comma);
        ikm_text_json(json, lists->units.unit[i].code);
        ikm_text_put(json, ",\"name\":");
        ikm_text_json(json, lists->units.unit[i].name);
        ikm_text_put(json, "}");
        comma = ",";
    }
    ikm_text_put(json, "]}\n");
}

enum ikm_status web_page_admin(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Kelola", "Manage"}};
    struct lists lists = {0};
    enum ikm_status status = read_lists(page, &lists, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json) {
        write_json(page, &lists);
        return IKM_OK;
    }
    struct html *out = web_open(page, &frame);
    html_say(out, "<h2>Pengguna</h2>", "<h2>Users</h2>");
    write_accounts(page, &lists);
    status = write_add_account(page, err);
    html_say(out, "<h2>Unit dan layanan</h2>", "<h2>Offices and services</h2>");
    write_units(page, &lists);
    if (status == IKM_OK)
        status = write_add_unit(page, err);
    return status == IKM_OK ? web_close(page, err) : status;
}

/* ---- offices and services ---- */

static enum ikm_status add_unit(void *context, struct ikm_store *store,
                                struct ikm_act *act, struct ikm_error *err)
{
    const struct web_page *page = context;
    const char *parent = web_value(&page->form, "induk");
    return ikm_register_unit(store, web_value(&page->form, "kode"),
                             web_value(&page->form, "nama-unit"),
                             parent[0] ? parent : NULL, act, err);
}

static enum ikm_status add_service(void *context, struct ikm_store *store,
                                   struct ikm_act *act, struct ikm_error *err)
{
    const struct web_page *page = context;
    return ikm_register_service(store, web_value(&page->form, "unit-layanan"),
                                web_value(&page->form, "layanan"), act, err);
}

/* `unit_field`: the office that the change is about must be the admin's. */
static enum ikm_status
change_register(struct web_page *page, web_change_run *run, const char *action,
                const char *unit_field, const char *name_field,
                const char *message, struct ikm_error *err)
{
    const char *code = web_value(&page->form, unit_field);
    const struct web_change change = {
        .kind = WEB_CHANGE_OWN, .action = action, .run = run, .context = page};
    struct ikm_unit unit = {0};
    enum ikm_status status = IKM_OK;
    if (code[0])
        status = web_unit(page, code, &unit, err);
    else if (page->account->unit_id != 0)
        status = ikm_fail(err, IKM_DENIED, "Pilih unit di bawah unit Anda.",
                          "Choose an office below yours.");
    if (status == IKM_OK)
        status = web_change(page, &change, err);
    if (status == IKM_INPUT || status == IKM_USAGE) {
        web_fault(page, name_field, "%s", "%s", err->text);
        return web_page_admin(page, err);
    }
    return status == IKM_OK ? web_see_other(page, "/kelola", message, err)
                            : status;
}

enum ikm_status web_page_admin_unit(struct web_page *page,
                                    struct ikm_error *err)
{
    return change_register(page, add_unit, "unit", "induk", "kode",
                           "unit-ditambah", err);
}

enum ikm_status web_page_admin_service(struct web_page *page,
                                       struct ikm_error *err)
{
    return change_register(page, add_service, "service", "unit-layanan",
                           "layanan", "layanan-ditambah", err);
}

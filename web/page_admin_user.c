/* "/kelola/pengguna": accounts, one by one. */
#include "collect/users.h"
#include "web/page_admin.h"

/* Is the account within what this admin sees? One of a district does not touch
 * those of the regency. */
static enum ikm_status may_manage(struct web_page *page,
                                  const struct ikm_account *account,
                                  struct ikm_error *err)
{
    if (page->account->unit_id != 0 && account->unit_id == 0)
        return ikm_fail(err, IKM_DENIED, "Pengguna ini di luar wewenang Anda.",
                        "This user is outside of your office.");
    return web_may_see(page, account->unit_id, err);
}

struct user_work {
    struct ikm_user_words words;
    enum { ADD, PLACE, RESET, CLOSE } what;
};

static enum ikm_status change_user(void *context, struct ikm_store *store,
                                   struct ikm_act *act, struct ikm_error *err)
{
    const struct user_work *work = context;
    switch (work->what) {
    case ADD: return ikm_user_add(store, &work->words, act, err);
    case PLACE: return ikm_user_place(store, &work->words, act, err);
    case RESET:
        return ikm_user_set_password(store, work->words.login,
                                     work->words.password, 1, act, err);
    case CLOSE: break;
    }
    return ikm_user_close(store, work->words.login, 0, act, err);
}

static enum ikm_status do_user(struct web_page *page, struct user_work *work,
                               struct ikm_error *err)
{
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "user",
                                      .run = change_user,
                                      .context = work};
    return web_change(page, &change, err);
}

/* Shows a new password, this once. */
static enum ikm_status show_password(struct web_page *page, const char *login,
                                     const char *password,
                                     struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Kata sandi sementara", "Temporary password"}};
    struct html *out = web_open(page, &frame);
    html_say(out,
             "<p>Untuk <strong>%s</strong>. Catat atau bacakan sekarang: kata "
             "sandi ini tidak ditampilkan lagi, dan harus diganti saat masuk "
             "pertama kali.</p>",
             "<p>For <strong>%s</strong>. Note it or read it out at this "
             "point: it is not shown again, and must be changed at the first "
             "sign-in.</p>",
             login);
    html(out, "<p class=\"sandi\"><code>%s</code></p>", password);
    html_say(out, "<p><a href=\"/kelola\">Kembali</a></p>",
             "<p><a href=\"/kelola\">Back</a></p>");
    return web_close(page, err);
}

/* The office chosen for an account must be one that the admin sees. */
static enum ikm_status check_place(struct web_page *page, const char *code,
                                   struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    if (code[0])
        return web_unit(page, code, &unit, err);
    if (page->account->unit_id == 0)
        return IKM_OK;
    return ikm_fail(err, IKM_DENIED, "Pilih unit Anda atau yang di bawahnya.",
                    "Choose your office or one below it.");
}

enum ikm_status web_page_admin_add(struct web_page *page, struct ikm_error *err)
{
    char password[IKM_SPOKEN_BYTES];
    struct user_work work = {.words = {.login = web_value(&page->form, "nama"),
                                       .role = web_value(&page->form, "peran"),
                                       .unit = web_value(&page->form, "unit"),
                                       .password = ikm_secret_spoken(password),
                                       .must_change = 1},
                             .what = ADD};
    struct ikm_store *store = NULL;
    struct ikm_account there = {0};
    enum ikm_status status = check_place(page, work.words.unit, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK &&
        ikm_store_find_account(store, work.words.login, page->arena, &there,
                               NULL, err) == IKM_OK)
        status = may_manage(page, &there, err); /* a closed one is opened */
    if (status == IKM_OK)
        status = do_user(page, &work, err);
    if (status == IKM_INPUT) {
        web_fault(page, "nama", "%s", "%s", err->text);
        return web_page_admin(page, err);
    }
    return status == IKM_OK
               ? show_password(page, work.words.login, password, err)
               : status;
}

static enum ikm_status find_user(struct web_page *page,
                                 struct ikm_account *ret_account,
                                 struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_account(store, page->part[0], page->arena,
                                        ret_account, NULL, err);
    if (status == IKM_INPUT)
        return ikm_fail(err, IKM_NO_FILE, "Tidak ada pengguna \"%s\".",
                        "There is no user \"%s\".", page->part[0]);
    return status == IKM_OK ? may_manage(page, ret_account, err) : status;
}

static void write_act(struct web_page *page, const char *login,
                      const char *action, const char *kind,
                      struct web_pair name)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "#";
    ikm_text_printf(&text, "%s/%s", web_link(page, "/kelola/pengguna/", login),
                    action);
    if (ikm_text_done(&text, &address, &ignored) != IKM_OK)
        address = "#";
    web_form(page, address, 0);
    web_button(page, kind, name.id, name.en);
    html(&page->html, "</form>");
}

static enum ikm_status show_user(struct web_page *page,
                                 const struct ikm_account *account,
                                 struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Pengguna", "User"}};
    struct ikm_units units = {0};
    struct ikm_text text = IKM_TEXT(page->arena);
    const char *address = "#";
    enum ikm_status status = web_units(page, &units, err);
    ikm_text_printf(&text, "%s/peran",
                    web_link(page, "/kelola/pengguna/", account->login));
    if (status == IKM_OK)
        status = ikm_text_done(&text, &address, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    html(out, "<p><strong>%s</strong></p>", account->login);
    if (account->disabled_ms != 0) {
        html_say(out,
                 "<p>Nonaktif. Menambahkan nama ini lagi di <a "
                 "href=\"/kelola\">Kelola</a> mengaktifkannya kembali.</p>",
                 "<p>Closed. Adding this name again under <a "
                 "href=\"/kelola\">Manage</a> opens it again.</p>");
        return web_close(page, err);
    }
    web_form(page, address, 0);
    admin_choose_role(page, ikm_role_name(account->role));
    status = admin_choose_unit(
        page, "unit", (struct web_pair){"Unit", "Office"},
        admin_code_of(&units, account->unit_id),
        ikm_say(page->lang, "semua unit", "all offices"), err);
    web_button(page, "utama", "Simpan", "Save");
    html_say(out, "</form><h2>Kata sandi</h2>", "</form><h2>Password</h2>");
    write_act(page, account->login, "sandi", "biasa",
              (struct web_pair){"Buat kata sandi sementara",
                                "Make a temporary password"});
    html_say(out,
             "<h2>Nonaktifkan</h2><p>Semua sesinya diakhiri. Namanya tetap ada "
             "di rantai catatan.</p>",
             "<h2>Close</h2><p>All its sessions end. The name stays in the "
             "audit chain.</p>");
    write_act(page, account->login, "tutup", "bahaya",
              (struct web_pair){"Nonaktifkan", "Close"});
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status web_page_admin_user(struct web_page *page,
                                    struct ikm_error *err)
{
    struct ikm_account account = {0};
    const enum ikm_status status = find_user(page, &account, err);
    return status == IKM_OK ? show_user(page, &account, err) : status;
}

/* Does the work on the account of the address; a fault is shown on its page. */
static enum ikm_status work_on_user(struct web_page *page,
                                    struct user_work *work, int *ret_is_done,
                                    struct ikm_error *err)
{
    struct ikm_account account = {0};
    enum ikm_status status = find_user(page, &account, err);
    *ret_is_done = 0;
    if (status == IKM_OK && work->what == PLACE)
        status = check_place(page, work->words.unit, err);
    work->words.login = account.login;
    if (status == IKM_OK)
        status = do_user(page, work, err);
    if (status == IKM_INPUT) {
        web_fault(page, NULL, "%s", "%s", err->text);
        return show_user(page, &account, err);
    }
    *ret_is_done = status == IKM_OK;
    return status;
}

enum ikm_status web_page_admin_place(struct web_page *page,
                                     struct ikm_error *err)
{
    struct user_work work = {.words = {.role = web_value(&page->form, "peran"),
                                       .unit = web_value(&page->form, "unit")},
                             .what = PLACE};
    int is_done = 0;
    const enum ikm_status status = work_on_user(page, &work, &is_done, err);
    return is_done ? web_see_other(page, "/kelola", "pengguna-diubah", err)
                   : status;
}

enum ikm_status web_page_admin_reset(struct web_page *page,
                                     struct ikm_error *err)
{
    char password[IKM_SPOKEN_BYTES];
    struct user_work work = {.words = {.password = ikm_secret_spoken(password)},
                             .what = RESET};
    int is_done = 0;
    const enum ikm_status status = work_on_user(page, &work, &is_done, err);
    return is_done ? show_password(page, work.words.login, password, err)
                   : status;
}

enum ikm_status web_page_admin_close(struct web_page *page,
                                     struct ikm_error *err)
{
    struct user_work work = {.what = CLOSE};
    int is_done = 0;
    const enum ikm_status status = work_on_user(page, &work, &is_done, err);
    return is_done ? web_see_other(page, "/kelola", "pengguna-ditutup", err)
                   : status;
}

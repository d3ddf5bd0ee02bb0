/* Signing in and out, and the very first account. */
#include <string.h>

#include "collect/users.h"
#include "web/clock.h"
#include "web/server.h"

/* Where to go afterwards: a page of this site, by GET. */
static const char *wanted(const char *address)
{
    return address[0] == '/' && html_is_local(address) &&
                   strncmp(address, "/masuk", 6) != 0
               ? address
               : "/";
}

void web_sign_in_form(struct web_page *page, const char *login,
                      const char *next)
{
    const struct web_input name = {.name = "nama",
                                   .label = {"Nama pengguna", "User name"},
                                   .type = "text",
                                   .value = login,
                                   .autocomplete = "username",
                                   .is_required = 1};
    const struct web_input password = {.name = "sandi",
                                       .label = {"Kata sandi", "Password"},
                                       .type = "password",
                                       .autocomplete = "current-password",
                                       .is_required = 1};
    struct html *out = &page->html;
    web_form(page, "/masuk", 0);
    html(out, "<input type=\"hidden\" name=\"ke\" value=\"%s\">", next);
    web_input(page, &name);
    web_input(page, &password);
    web_button(page, "utama", "Masuk", "Sign in");
    html_say(out,
             "</form><p class=\"petunjuk\">Lupa kata sandi? Admin dapat "
             "membuatkan yang baru.</p>",
             "</form><p class=\"petunjuk\">Forgotten the password? An admin "
             "can make a new one.</p>");
}

static enum ikm_status show(struct web_page *page, const char *login,
                            const char *next, struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Masuk", "Sign in"}};
    (void)web_open(page, &frame);
    web_sign_in_form(page, login, next);
    return web_close(page, err);
}

enum ikm_status web_page_sign_in(struct web_page *page, struct ikm_error *err)
{
    const char *next = wanted(web_value(&page->query, "ke"));
    if (page->account)
        return web_see_other(page, next, NULL, err);
    return show(page, "", next, err);
}

struct guess {
    const char *login, *device;
};

static enum ikm_status note_guess(void *context, struct ikm_store *store,
                                  struct ikm_act *act, struct ikm_error *err)
{
    const struct guess *guess = context;
    (void)act;
    return ikm_store_note_attempt(store, guess->login, guess->device, 1, err);
}

/* A guess counts before it is looked at: many at a time win nothing. */
static enum ikm_status count_guess(struct web_page *page, const char *login,
                                   const char *device, struct ikm_error *err)
{
    struct guess guess = {login, device};
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .actor = "web",
                                      .run = note_guess,
                                      .context = &guess,
                                      .action = ""};
    return web_change(page, &change, err);
}

/* The account of this name and how long it must wait. A name that nobody has
 * is counted and slowed like one that somebody has. */
static enum ikm_status look_up(struct web_page *page, const char *login,
                               struct ikm_account *ret_account,
                               const char **ret_hash, int64_t *ret_wait_s,
                               struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    struct ikm_store *store = NULL;
    int64_t n_failed = 0;
    int64_t last_ms = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    status = ikm_store_find_account(store, login, page->arena, ret_account,
                                    ret_hash, err);
    if (status == IKM_INPUT || (status == IKM_OK && ret_account->disabled_ms)) {
        *ret_account = (struct ikm_account){0};
        *ret_hash = NULL;
        status = IKM_OK;
    }
    if (status == IKM_OK && ret_account->account_id != 0 &&
        inside->device_token[0])
        status = ikm_store_knows_device(store, inside->device_token,
                                        ret_account->account_id,
                                        &inside->is_device_known, err);
    if (status == IKM_OK)
        status = ikm_store_attempts(
            store, login, inside->is_device_known ? inside->device_token : NULL,
            &n_failed, &last_ms, err);
    *ret_wait_s = web_guard_wait_s(n_failed, last_ms, web_now_ms());
    return status;
}

static enum ikm_status refuse(struct web_page *page, const char *login,
                              const char *next, int64_t wait_s,
                              struct ikm_error *err)
{
    if (wait_s > 0) {
        web_fault(page, "sandi",
                  "Terlalu banyak percobaan untuk nama ini. Tunggu %lld detik, "
                  "lalu coba lagi.",
                  "Too many tries for this name. Wait %lld seconds and try "
                  "again.",
                  (long long)wait_s);
        web_status(page, 429);
    } else
        web_fault(page, "sandi", "Nama pengguna atau kata sandi tidak cocok.",
                  "User name or password do not match.");
    return show(page, login, next, err);
}

static const char *lower_case(struct web_page *page, const char *name)
{
    char *copy = ikm_arena_copy(page->arena, name, strlen(name));
    for (char *p = copy; p && *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + ('a' - 'A'));
    return copy ? copy : "";
}

enum ikm_status web_page_sign_in_do(struct web_page *page,
                                    struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    const char *login = lower_case(page, web_value(&page->form, "nama"));
    const char *password = web_value(&page->form, "sandi");
    const char *next = wanted(web_value(&page->form, "ke"));
    const char *hash = NULL;
    struct ikm_account account = {0};
    int64_t wait_s = 0;
    enum ikm_status status =
        look_up(page, login, &account, &hash, &wait_s, err);
    if (status != IKM_OK)
        return status;
    if (wait_s > 0)
        return refuse(page, login, next, wait_s, err);
    status =
        count_guess(page, login,
                    inside->is_device_known ? inside->device_token : NULL, err);
    if (status != IKM_OK)
        return status;
    status = web_hashing_enter(inside->server, err);
    if (status != IKM_OK)
        return status;
    const int fits = ikm_password_fits(password, hash);
    web_hashing_leave(inside->server);
    if (!fits)
        return refuse(page, login, next, 0, err);
    status = web_guard_sign_in(page, account.account_id, login, err);
    return status == IKM_OK ? web_see_other(page, next, NULL, err) : status;
}

/* ---- out ---- */

struct sign_out {
    const char *token;
    int64_t account_id;
};

static enum ikm_status end_one(void *context, struct ikm_store *store,
                               struct ikm_act *act, struct ikm_error *err)
{
    const struct sign_out *out = context;
    (void)act;
    return ikm_store_end_session(store, out->token, err);
}

static enum ikm_status end_all(void *context, struct ikm_store *store,
                               struct ikm_act *act, struct ikm_error *err)
{
    const struct sign_out *out = context;
    (void)act;
    return ikm_store_end_sessions(store, out->account_id, err);
}

static enum ikm_status sign_out(struct web_page *page, web_change_run *run,
                                const char *message, struct ikm_error *err)
{
    struct sign_out out = {page->inside->session_token,
                           page->account->account_id};
    const struct web_change change = {
        .kind = WEB_CHANGE_QUIET, .run = run, .context = &out, .action = ""};
    const enum ikm_status status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    web_set_cookie(page, "ikm_sesi", "", 0);
    return web_see_other(page, "/", message, err);
}

enum ikm_status web_page_sign_out(struct web_page *page, struct ikm_error *err)
{
    return sign_out(page, end_one, "keluar", err);
}

enum ikm_status web_page_everywhere(struct web_page *page,
                                    struct ikm_error *err)
{
    return sign_out(page, end_all, "keluar-semua", err);
}

/* ---- the first account ---- */

/* The link holds while nobody is there. */
static enum ikm_status check_link(struct web_page *page, const char *key,
                                  struct ikm_error *err)
{
    const struct web_server *server = page->inside->server;
    if (!atomic_load(&server->has_accounts) && server->first_token[0] &&
        ikm_secret_equal(key, server->first_token))
        return IKM_OK;
    return ikm_fail(
        err, IKM_DENIED,
        "Tautan ini sudah dipakai atau tidak berlaku. Jalankan ulang "
        "servernya untuk mendapat tautan baru, atau minta admin membuatkan "
        "akun di halaman Kelola.",
        "This link was used, or is not valid. Start the server again for a "
        "new one, or ask an admin for an account on the page Manage.");
}

static enum ikm_status show_first(struct web_page *page, const char *key,
                                  struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Buat admin pertama", "Make the first admin"}};
    const struct web_input name = {
        .name = "nama",
        .label = {"Nama pengguna", "User name"},
        .hint = {"Huruf kecil, angka, titik, garis bawah, tanda hubung.",
                 "Lower case letters, digits, dots, underscores, hyphens."},
        .type = "text",
        .value = web_value(&page->form, "nama"),
        .autocomplete = "username",
        .is_required = 1};
    const struct web_input password = {
        .name = "sandi",
        .label = {"Kata sandi", "Password"},
        .hint = {"Paling sedikit 8 huruf.", "At least 8 characters."},
        .type = "password",
        .autocomplete = "new-password",
        .is_required = 1};
    const struct web_input again = {
        .name = "sandi2",
        .label = {"Kata sandi sekali lagi", "Password once more"},
        .type = "password",
        .autocomplete = "new-password",
        .is_required = 1};
    struct html *out = web_open(page, &frame);
    web_form(page, "/awal", 0);
    html(out, "<input type=\"hidden\" name=\"kunci\" value=\"%s\">", key);
    web_input(page, &name);
    web_input(page, &password);
    web_input(page, &again);
    web_button(page, "utama", "Buat admin", "Make the admin");
    html(out, "</form>");
    return web_close(page, err);
}

enum ikm_status web_page_first(struct web_page *page, struct ikm_error *err)
{
    const char *key = web_value(&page->query, "kunci");
    const enum ikm_status status = check_link(page, key, err);
    return status == IKM_OK ? show_first(page, key, err) : status;
}

static enum ikm_status add_first(void *context, struct ikm_store *store,
                                 struct ikm_act *act, struct ikm_error *err)
{
    return ikm_user_add_first(store, context, act, err);
}

enum ikm_status web_page_first_do(struct web_page *page, struct ikm_error *err)
{
    const char *key = web_value(&page->form, "kunci");
    struct ikm_user_words words = {.login = web_value(&page->form, "nama"),
                                   .role = "admin",
                                   .password = web_value(&page->form, "sandi")};
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .actor = words.login,
                                      .action = "user",
                                      .run = add_first,
                                      .context = &words};
    struct ikm_store *store = NULL;
    struct ikm_account account = {0};
    enum ikm_status status = check_link(page, key, err);
    if (status != IKM_OK)
        return status;
    if (strcmp(words.password, web_value(&page->form, "sandi2")) != 0) {
        web_fault(page, "sandi2", "Kedua kata sandi berbeda.",
                  "The two passwords differ.");
        return show_first(page, key, err);
    }
    status = web_change(page, &change, err);
    if (status == IKM_INPUT) {
        web_fault(page, "nama", "%s", "%s", err->text);
        return show_first(page, key, err);
    }
    if (status != IKM_OK)
        return status;
    atomic_store(&page->inside->server->has_accounts, 1);
    status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_account(store, words.login, page->arena,
                                        &account, NULL, err);
    if (status == IKM_OK)
        status =
            web_guard_sign_in(page, account.account_id, account.login, err);
    return status == IKM_OK ? web_see_other(page, "/", "masuk", err) : status;
}

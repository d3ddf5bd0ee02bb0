/* One's own password. */
#include <string.h>

#include "collect/users.h"
#include "web/server.h"

static enum ikm_status show(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Ganti kata sandi", "Change the password"}};
    const struct web_input old = {
        .name = "lama",
        .label = {"Kata sandi sekarang", "Present password"},
        .type = "password",
        .autocomplete = "current-password",
        .is_required = 1};
    const struct web_input password = {
        .name = "sandi",
        .label = {"Kata sandi baru", "New password"},
        .hint = {"Paling sedikit 8 huruf. Kalimat pendek mudah diingat.",
                 "At least 8 characters. A short sentence is easy to keep in "
                 "mind."},
        .type = "password",
        .autocomplete = "new-password",
        .is_required = 1};
    const struct web_input again = {
        .name = "sandi2",
        .label = {"Kata sandi baru sekali lagi", "New password once more"},
        .type = "password",
        .autocomplete = "new-password",
        .is_required = 1};
    struct html *out = web_open(page, &frame);
    if (page->account->must_change)
        html_say(out,
                 "<p class=\"pesan\">Kata sandi ini dibuat orang lain. Ganti "
                 "dahulu dengan yang hanya Anda ketahui.</p>",
                 "<p class=\"pesan\">This password was made by someone else. "
                 "Change it to one that only you know.</p>");
    web_form(page, "/sandi", 0);
    web_input(page, &old);
    web_input(page, &password);
    web_input(page, &again);
    web_button(page, "utama", "Ganti", "Change");
    html_say(out, "</form><h2>Perangkat lain</h2>",
             "</form><h2>Other devices</h2>");
    web_form(page, "/keluar/semua", 0);
    web_button(page, "biasa", "Keluar di semua perangkat",
               "Sign out everywhere");
    html(out, "</form>");
    return web_close(page, err);
}

enum ikm_status web_page_password(struct web_page *page, struct ikm_error *err)
{
    return show(page, err);
}

struct words {
    const char *login, *password;
};

static enum ikm_status set(void *context, struct ikm_store *store,
                           struct ikm_act *act, struct ikm_error *err)
{
    const struct words *words = context;
    return ikm_user_set_password(store, words->login, words->password, 0, act,
                                 err);
}

/* Notes faults. IKM_BUSY: too many passwords are looked at. */
static enum ikm_status check(struct web_page *page, const char *hash,
                             struct ikm_error *err)
{
    const char *old = web_value(&page->form, "lama");
    const char *password = web_value(&page->form, "sandi");
    const enum ikm_status status = web_hashing_enter(page->inside->server, err);
    if (status != IKM_OK)
        return status;
    const int fits = ikm_password_fits(old, hash);
    web_hashing_leave(page->inside->server);
    if (!fits)
        web_fault(page, "lama", "Kata sandi sekarang tidak cocok.",
                  "The present password does not match.");
    else if (strcmp(password, web_value(&page->form, "sandi2")) != 0)
        web_fault(page, "sandi2", "Kedua kata sandi baru berbeda.",
                  "The two new passwords differ.");
    else if (strcmp(password, old) == 0)
        web_fault(page, "sandi", "Kata sandi baru sama dengan yang lama.",
                  "The new password is the same as the old one.");
    return IKM_OK;
}

enum ikm_status web_page_password_do(struct web_page *page,
                                     struct ikm_error *err)
{
    struct words words = {page->account->login,
                          web_value(&page->form, "sandi")};
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "passwd",
                                      .run = set,
                                      .context = &words};
    struct ikm_store *store = NULL;
    struct ikm_account account = {0};
    const char *hash = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_get_account(store, page->account->account_id,
                                       page->arena, &account, &hash, err);
    web_give_back(page);
    if (status == IKM_OK)
        status = check(page, hash, err);
    if (status != IKM_OK)
        return status;
    if (page->n_faults > 0)
        return show(page, err);
    status = web_change(page, &change, err);
    if (status == IKM_INPUT) {
        web_fault(page, "sandi", "%s", "%s", err->text);
        return show(page, err);
    }
    /* all sessions ended; whoever changed it goes on in a new one */
    if (status == IKM_OK)
        status =
            web_guard_sign_in(page, account.account_id, account.login, err);
    return status == IKM_OK ? web_see_other(page, "/", "sandi-diganti", err)
                            : status;
}

/* Who is it, may they, and did they mean it. */
#include <string.h>
#include <strings.h>

#include "web/clock.h"
#include "web/server.h"

enum {
    IDLE_MS = 4 * 3600 * 1000,
    LIFE_MS = 16 * 3600 * 1000,
    KEEP_MS = 10 * 60 * 1000, /* a session in use is noted so often */
    DEVICE_S = 400 * 24 * 3600,
    FREE_TRIES = 5,
    LONGEST_WAIT_S = 60
};

int web_is_encrypted(const struct web_inside *inside)
{
    return inside->is_encrypted || inside->server->is_public_encrypted;
}

const char *web_cookie_name(const struct web_inside *inside, const char *name)
{
    static const struct {
        const char *plain, *encrypted;
    } names[] = {{"ikm_sesi", "__Host-ikm_sesi"},
                 {"ikm_alat", "__Host-ikm_alat"},
                 {"ikm_tamu", "__Host-ikm_tamu"},
                 {"ikm_bahasa", "ikm_bahasa"}};
    for (size_t i = 0; i < IKM_COUNT(names); i++)
        if (strcmp(names[i].plain, name) == 0)
            return web_is_encrypted(inside) ? names[i].encrypted
                                            : names[i].plain;
    return name;
}

/* A change must come from a page of this host. Browsers say so in Origin; old
 * ones only in Referer; who says neither is no browser that was led here. */
static int is_foreign(const struct web_inside *inside)
{
    const struct http_request *request = inside->request;
    const char *from = http_header(request, "Origin");
    const char *site = http_header(request, "Sec-Fetch-Site");
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return 1;
    if (!from)
        from = http_header(request, "Referer");
    if (!from)
        return 0;
    if (strncmp(from, "http://", 7) == 0)
        from += 7;
    else if (strncmp(from, "https://", 8) == 0)
        from += 8;
    else
        return 1;
    const size_t length = strcspn(from, "/");
    return length != strlen(inside->host) ||
           strncasecmp(from, inside->host, length) != 0;
}

static void read_cookies(struct web_inside *inside)
{
    const char *header = http_header(inside->request, "Cookie");
    char lang[WEB_MAX_COOKIE_BYTES];
    (void)web_cookie(header, web_cookie_name(inside, "ikm_sesi"),
                     inside->session_token);
    (void)web_cookie(header, web_cookie_name(inside, "ikm_alat"),
                     inside->device_token);
    (void)web_cookie(header, web_cookie_name(inside, "ikm_tamu"),
                     inside->visitor_token);
    (void)web_cookie(header, "ikm_bahasa", lang);
    if (strcmp(lang, "en") == 0)
        inside->page.lang = IKM_LANG_EN;
    else if (strcmp(lang, "id") == 0)
        inside->page.lang = IKM_LANG_ID;
    inside->err.lang = inside->page.lang;
}

struct keep {
    const char *token;
    int64_t idle_ms;
};

static enum ikm_status keep_session(void *context, struct ikm_store *store,
                                    struct ikm_act *act, struct ikm_error *err)
{
    const struct keep *keep = context;
    (void)act;
    return ikm_store_keep_session(store, keep->token, keep->idle_ms, err);
}

static enum ikm_status find_session(struct web_inside *inside,
                                    struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const int64_t now_ms = web_now_ms();
    if (strlen(inside->session_token) != IKM_TOKEN_TEXT_BYTES - 1)
        return IKM_OK;
    enum ikm_status status = web_store(&inside->page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_session(store, inside->session_token, now_ms,
                                        &inside->arena, &inside->session, err);
    if (status != IKM_OK || inside->session.account.account_id == 0)
        return status;
    inside->page.account = &inside->session.account;
    (void)ikm_secret_derive(inside->session_token, "csrf", inside->csrf);
    if (inside->session.idle_ms - now_ms > IDLE_MS - KEEP_MS)
        return IKM_OK;
    struct keep keep = {inside->session_token, now_ms + IDLE_MS};
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .actor = "",
                                      .action = "",
                                      .subject = "",
                                      .reason = "",
                                      .run = keep_session,
                                      .context = &keep};
    /* looking at a page does not fail because the disk is full */
    struct ikm_error ignored = {.lang = err->lang};
    (void)!web_change(&inside->page, &change, &ignored);
    return IKM_OK;
}

static void refuse(struct web_inside *inside, unsigned status, const char *id,
                   const char *en)
{
    inside->early = WEB_EARLY_ERROR;
    inside->early_status = status;
    inside->err.lang = inside->page.lang;
    (void)ikm_fail(&inside->err, IKM_DENIED, "%s", "%s",
                   ikm_say(inside->page.lang, id, en));
}

void web_guard_start(struct web_inside *inside)
{
    read_cookies(inside);
    inside->is_foreign = inside->page.is_post && is_foreign(inside);
}

void web_guard_decide(struct web_inside *inside)
{
    struct web_page *page = &inside->page;
    const struct web_route *route = page->route;
    if (inside->is_guarded)
        return;
    inside->is_guarded = 1;
    const enum ikm_status status = find_session(inside, &inside->err);
    web_give_back(page);
    if (inside->early != WEB_EARLY_NONE || !route)
        return;
    if (status != IKM_OK) {
        inside->early = WEB_EARLY_ERROR;
        inside->early_status = web_status_of(status);
        return;
    }
    if (inside->is_foreign) {
        refuse(inside, 403,
               "Kiriman ini tidak berasal dari halaman server ini.",
               "This was not sent from a page of this server.");
        return;
    }
    if (route->roles == WEB_OPEN)
        return;
    if (!page->account) {
        inside->early = WEB_EARLY_SIGN_IN;
        if (page->is_json)
            refuse(inside, 401, "Masuk dahulu.", "Sign in first.");
        return;
    }
    if (!(route->roles & (1u << page->account->role)))
        refuse(inside, 403, "Peran Anda tidak berhak membuka halaman ini.",
               "Your role may not open this page.");
    else if (page->account->must_change && !(route->flags & WEB_UNSETTLED))
        inside->early = WEB_EARLY_PASSWORD;
}

enum ikm_status web_guard_token(struct web_inside *inside,
                                struct ikm_error *err)
{
    const struct web_page *page = &inside->page;
    const enum web_token kind = page->route->token;
    char wanted[IKM_TOKEN_TEXT_BYTES] = "";
    const char *shown = web_value(&page->form, "csrf");
    if (!shown[0] && inside->header_csrf)
        shown = inside->header_csrf;
    if (kind == WEB_TOKEN_NONE || kind == WEB_TOKEN_ORIGIN)
        return IKM_OK;
    if (kind == WEB_TOKEN_VISITOR && inside->visitor_token[0])
        (void)ikm_secret_derive(inside->visitor_token, "csrf", wanted);
    else if (kind == WEB_TOKEN_SESSION && page->account)
        memcpy(wanted, inside->csrf, sizeof wanted);
    if (wanted[0] && ikm_secret_equal(shown, wanted))
        return IKM_OK;
    return ikm_fail(
        err, IKM_DENIED,
        "Halaman ini sudah kedaluwarsa. Kembali, muat ulang "
        "halamannya, lalu kirim lagi.",
        "This page is out of date. Go back, load it again, and send "
        "once more.");
}

int64_t web_guard_wait_s(int64_t n_failed, int64_t last_ms, int64_t now_ms)
{
    int64_t wait_s = 1;
    if (n_failed < FREE_TRIES)
        return 0;
    for (int64_t i = FREE_TRIES; i < n_failed && wait_s < LONGEST_WAIT_S; i++)
        wait_s *= 2;
    if (wait_s > LONGEST_WAIT_S)
        wait_s = LONGEST_WAIT_S;
    const int64_t left_ms = last_ms + wait_s * 1000 - now_ms;
    if (left_ms > wait_s * 1000) /* the clock was set back */
        return wait_s;
    return left_ms > 0 ? (left_ms + 999) / 1000 : 0;
}

struct sign_in {
    const char *token, *device, *old_token, *login;
    struct ikm_session session;
};

static enum ikm_status begin_session(void *context, struct ikm_store *store,
                                     struct ikm_act *act, struct ikm_error *err)
{
    const struct sign_in *in = context;
    (void)act;
    enum ikm_status status = IKM_OK;
    if (in->old_token[0])
        status = ikm_store_end_session(store, in->old_token, err);
    if (status == IKM_OK)
        status = ikm_store_add_session(store, in->token, &in->session, err);
    if (status == IKM_OK)
        status = ikm_store_keep_device(store, in->device,
                                       in->session.account.account_id, err);
    if (status == IKM_OK)
        status = ikm_store_note_attempt(store, in->login, NULL, 0, err);
    if (status == IKM_OK)
        status = ikm_store_note_attempt(store, in->login, in->device, 0, err);
    return status;
}

enum ikm_status web_guard_sign_in(struct web_page *page, int64_t account_id,
                                  const char *login, struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    const int64_t now_ms = web_now_ms();
    char token[IKM_TOKEN_TEXT_BYTES];
    char device[WEB_MAX_COOKIE_BYTES];
    struct sign_in in = {.token = ikm_secret_token(token),
                         .device = device,
                         .old_token = inside->session_token,
                         .login = login,
                         .session = {.account = {.account_id = account_id},
                                     .created_ms = now_ms,
                                     .idle_ms = now_ms + IDLE_MS,
                                     .expires_ms = now_ms + LIFE_MS}};
    /* a token that someone else may have put there is not taken over */
    if (inside->is_device_known)
        memcpy(device, inside->device_token, sizeof device);
    else
        (void)ikm_secret_token(device);
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .actor = login,
                                      .action = "",
                                      .subject = "",
                                      .reason = "",
                                      .run = begin_session,
                                      .context = &in};
    const enum ikm_status status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    web_set_cookie(page, "ikm_sesi", token, 0);
    web_set_cookie(page, "ikm_alat", device, DEVICE_S);
    web_set_cookie(page, "ikm_tamu", "", 0);
    return IKM_OK;
}

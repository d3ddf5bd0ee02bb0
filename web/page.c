/* Reading, changing, and answers of a page; the frame and forms are elsewhere.
 */
#include "web/page.h"

#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"
#include "web/sentences.h"
#include "web/server.h"

void web_give_back(struct web_page *page)
{
    struct web_inside *inside = page->inside;
    const int is_long = page->route && (page->route->flags & WEB_LONG);
    web_stores_give(inside->server->stores, is_long ? WEB_HEAVY : WEB_LIGHT,
                    inside->store);
    inside->store = NULL;
}

enum ikm_status web_store(struct web_page *page, struct ikm_store **ret_store,
                          struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    const int is_long = page->route && (page->route->flags & WEB_LONG);
    enum ikm_status status = IKM_OK;
    if (!inside->store)
        status = web_stores_take(inside->server->stores,
                                 is_long ? WEB_HEAVY : WEB_LIGHT,
                                 &inside->store, err);
    *ret_store = inside->store;
    return status;
}

enum ikm_status web_change(struct web_page *page,
                           const struct web_change *change,
                           struct ikm_error *err)
{
    struct web_change whole = *change;
    web_give_back(page);
    if (!whole.actor)
        whole.actor = page->account ? page->account->login : "web";
    if (!whole.subject)
        whole.subject = "";
    if (!whole.reason)
        whole.reason = "";
    return web_writer_do(page->inside->server->writer, &whole, err);
}

/* ---- what the account sees ---- */

static int64_t own_unit(const struct web_page *page)
{
    return page->account ? page->account->unit_id : 0;
}

enum ikm_status web_units(struct web_page *page, struct ikm_units *ret_units,
                          struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, own_unit(page), page->arena,
                                       ret_units, err);
    return status;
}

enum ikm_status web_may_see(struct web_page *page, int64_t unit_id,
                            struct ikm_error *err)
{
    struct ikm_units units = {0};
    if (own_unit(page) == 0)
        return IKM_OK;
    const enum ikm_status status = web_units(page, &units, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < units.n_units; i++)
        if (units.unit[i].unit_id == unit_id)
            return IKM_OK;
    return ikm_fail(err, IKM_DENIED, "Unit ini di luar wewenang Anda.",
                    "This office is outside of yours.");
}

enum ikm_status web_unit(struct web_page *page, const char *code,
                         struct ikm_unit *ret_unit, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    status = ikm_store_find_unit(store, code, page->arena, ret_unit, err);
    if (status == IKM_INPUT)
        return ikm_fail(err, IKM_NO_FILE, "Unit \"%s\" tidak ada.",
                        "There is no office \"%s\".", code);
    return status == IKM_OK ? web_may_see(page, ret_unit->unit_id, err)
                            : status;
}

/* ---- answers ---- */

struct ikm_text *web_plain(struct web_page *page, const char *content_type)
{
    struct web_inside *inside = page->inside;
    inside->text = IKM_TEXT(page->arena);
    inside->is_text = 1;
    inside->answer_type = content_type;
    return &inside->text;
}

struct ikm_text *web_json(struct web_page *page)
{
    return web_plain(page, "application/json");
}

enum ikm_status web_see_other(struct web_page *page, const char *address,
                              const char *message, struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    const char *location = NULL;
    if (!html_is_local(address) ||
        (message && !web_message(message, page->lang)))
        return ikm_fail(err, IKM_BUG, "pengalihan ke \"%s\"",
                        "sent on to \"%s\"", address);
    ikm_text_put(&text, address);
    if (message)
        ikm_text_printf(&text, "%cpesan=%s", strchr(address, '?') ? '&' : '?',
                        message);
    const enum ikm_status status = ikm_text_done(&text, &location, err);
    if (status != IKM_OK)
        return status;
    (void)web_plain(page, "text/plain; charset=utf-8");
    web_status(page, 303);
    web_header(page, "Location", location);
    return IKM_OK;
}

/* A name that may stand between quotes in a header. */
static const char *plain_name(struct web_page *page, const char *name)
{
    char *copy = ikm_arena_copy(page->arena, name, strlen(name));
    for (char *p = copy; p && *p; p++)
        if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7F ||
            strchr("\"\\/;%", *p))
            *p = '_';
    return copy ? copy : "unduhan";
}

enum ikm_status web_send_file(struct web_page *page, int file,
                              int64_t size_bytes, const char *content_type,
                              const char *name, struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    struct ikm_text text = IKM_TEXT(page->arena);
    const char *encoded = web_part_encode(name, page->arena);
    const char *value = NULL;
    inside->file = file; /* closed with the answer, or by the server */
    inside->file_bytes = size_bytes;
    inside->answer_type = content_type;
    if (!encoded)
        return ikm_fail_memory(err);
    ikm_text_printf(&text, "attachment; filename=\"%s\"; filename*=UTF-8''%s",
                    plain_name(page, name), encoded);
    const enum ikm_status status = ikm_text_done(&text, &value, err);
    if (status == IKM_OK)
        web_header(page, "Content-Disposition", value);
    return status;
}

void web_status(struct web_page *page, unsigned status)
{
    page->inside->status = status;
}

void web_header(struct web_page *page, const char *name, const char *value)
{
    struct web_inside *inside = page->inside;
    if (inside->n_headers == IKM_COUNT(inside->header))
        return;
    inside->header[inside->n_headers].name = name;
    inside->header[inside->n_headers++].value = value;
}

void web_keep(struct web_page *page, int seconds)
{
    page->inside->keep_seconds = seconds;
}

void web_set_cookie(struct web_page *page, const char *name, const char *value,
                    int64_t seconds)
{
    const struct web_inside *inside = page->inside;
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *cookie = NULL;
    ikm_text_printf(&text, "%s=%s; Path=/; HttpOnly; SameSite=Lax",
                    web_cookie_name(inside, name), value);
    if (!value[0])
        ikm_text_put(&text, "; Max-Age=0");
    else if (seconds > 0)
        ikm_text_printf(&text, "; Max-Age=%lld", (long long)seconds);
    if (web_is_encrypted(inside))
        ikm_text_put(&text, "; Secure");
    if (ikm_text_done(&text, &cookie, &ignored) == IKM_OK)
        web_header(page, "Set-Cookie", cookie);
}

/* ---- links ---- */

const char *web_link(struct web_page *page, const char *prefix,
                     const char *part)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *encoded = web_part_encode(part, page->arena);
    const char *link = "#";
    ikm_text_put(&text, prefix);
    ikm_text_put(&text, encoded ? encoded : "");
    if (ikm_text_done(&text, &link, &ignored) != IKM_OK)
        return "#";
    return link;
}

const char *web_base_address(struct web_page *page)
{
    const struct web_inside *inside = page->inside;
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "";
    if (inside->server->options.address)
        return inside->server->options.address;
    ikm_text_printf(&text, "%s://%s", inside->is_encrypted ? "https" : "http",
                    inside->host);
    if (ikm_text_done(&text, &address, &ignored) != IKM_OK)
        return "";
    return address;
}

/* ---- tokens and faults ---- */

const char *web_csrf(struct web_page *page)
{
    struct web_inside *inside = page->inside;
    if (inside->csrf[0])
        return inside->csrf;
    if (strlen(inside->visitor_token) != IKM_TOKEN_TEXT_BYTES - 1) {
        (void)ikm_secret_token(inside->visitor_token);
        web_set_cookie(page, "ikm_tamu", inside->visitor_token, 0);
    }
    return ikm_secret_derive(inside->visitor_token, "csrf", inside->csrf);
}

const char *web_sentence(struct web_page *page, const char *text)
{
    struct ikm_text whole = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    text = web_sentence_of(page->arena, text);
    const size_t length = strlen(text);
    const size_t word = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    const char *done = "";
    if (length == 0)
        return done;
    /* a code or a file's name at the beginning stays as it is */
    char first = text[0];
    if (word > 0 && text[word] == ' ')
        first = (char)(first - ('a' - 'A'));
    ikm_text_bytes(&whole, &first, 1);
    ikm_text_put(&whole, text + 1);
    if (!strchr(".!?:", text[length - 1]))
        ikm_text_put(&whole, ".");
    return ikm_text_done(&whole, &done, &ignored) == IKM_OK ? done : "";
}

static const char *sentence_of(struct web_page *page, const char *format,
                               va_list args) IKM_PRINTF(2, 0);

static const char *sentence_of(struct web_page *page, const char *format,
                               va_list args)
{
    char sentence[512];
    (void)vsnprintf(sentence, sizeof sentence, format, args);
    ikm_utf8_drop_malformed(sentence);
    return web_sentence(page, sentence);
}

void web_fault(struct web_page *page, const char *field, const char *id_format,
               const char *en_format, ...)
{
    va_list args;
    if (page->n_faults == WEB_MAX_FAULTS)
        return;
    va_start(args, en_format);
    const char *text =
        sentence_of(page, ikm_say(page->lang, id_format, en_format), args);
    va_end(args);
    page->fault[page->n_faults++] = (struct web_fault){field, text};
    web_status(page, 422);
}

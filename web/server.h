/* web/server.h - the server behind the pages: what page_*.c do not touch. */
#ifndef IKM_WEB_SERVER_H
#define IKM_WEB_SERVER_H

#include <pthread.h>
#include <stdatomic.h>

#include "web/devices.h"
#include "web/forms_kept.h"
#include "web/holdings.h"
#include "web/http.h"
#include "web/multipart.h"
#include "web/page.h"
#include "web/places.h"
#include "web/routes.h"
#include "web/serve.h"

enum {
    WEB_ARENA_BYTES = 64 * 1024 * 1024,
    WEB_HASHING_MOST = 2, /* passwords at a time: 64 MiB each */
    WEB_HASHING_QUEUE = 64,
    WEB_SECONDS_BOUNDS = 8
};

struct web_server {
    struct web_serve_options options;
    struct web_devices *devices;
    struct web_writer *writer;
    struct web_stores *stores;
    struct http *http;
    struct web_holdings *holdings;
    struct web_forms_kept *forms;
    struct web_places *places;
    atomic_int is_stopping;
    pthread_mutex_t importing; /* one import at a time */
    char address[160];
    char first_path[80];
    char first_token[IKM_TOKEN_TEXT_BYTES];
    atomic_int has_accounts;
    int is_public_encrypted; /* options.address begins with https */
    pthread_mutex_t mutex;
    pthread_cond_t hashed;
    int n_hashing, n_to_hash;
    atomic_llong n_by_class[6]; /* answers 1xx .. 5xx */
    atomic_llong n_slower[WEB_SECONDS_BOUNDS + 1];
    atomic_llong microseconds;
    atomic_int n_running;
};

/* Waits for one of the WEB_HASHING_MOST places; leave when done.
 * IKM_BUSY  WEB_HASHING_QUEUE wait already: guessing must not use up all
 *           workers */
IKM_MUST_CHECK enum ikm_status web_hashing_enter(struct web_server *server,
                                                 struct ikm_error *err);
void web_hashing_leave(struct web_server *server);

enum web_early {
    WEB_EARLY_NONE,
    WEB_EARLY_ERROR, /* inside->early_status and err */
    WEB_EARLY_SIGN_IN,
    WEB_EARLY_PASSWORD
};

struct web_inside {
    struct web_server *server;
    struct web_page page;
    struct ikm_arena arena;
    struct ikm_error err;
    const struct http_request *request; /* during start only */
    const char *method;
    const char *raw_path;
    char *target; /* copy */
    const char *host;
    const char *header_csrf;
    const char *content_type;
    int is_encrypted, is_trusted; /* trusted: from this machine, no proxy */
    int64_t started_us;
    uint64_t device; /* web_device() */

    enum web_early early;
    unsigned early_status;
    int is_foreign; /* a POST that does not come from this site */
    int is_guarded; /* web_guard_decide() was called */
    int is_parsed;  /* web_body_finish() too */
    int is_too_long;
    struct http_flight *flight;
    struct web_quick_change *quick; /* NULL: a worker runs the page */

    /* guard */
    struct ikm_session session;
    char session_token[WEB_MAX_COOKIE_BYTES];
    char device_token[WEB_MAX_COOKIE_BYTES];
    char visitor_token[WEB_MAX_COOKIE_BYTES];
    char csrf[IKM_TOKEN_TEXT_BYTES];
    int is_device_known; /* set by the sign-in, of the account it is for */

    /* body */
    struct ikm_text body;
    int is_multipart;
    struct web_multipart multipart;
    struct web_field *field;
    size_t n_fields;
    struct ikm_text part;
    const char *part_name;
    int part_is_file;
    struct web_upload upload;
    char upload_path[WEB_HANDLE_PATH_BYTES];
    int upload_file; /* -1: none */
    enum ikm_status body_status;

    /* reading */
    struct ikm_store *store;

    /* answer */
    unsigned status;
    const char *answer_type; /* of text, json, file */
    struct ikm_text text;
    int is_html, is_text;
    int file;
    int64_t file_bytes;
    int keep_seconds;
    struct {
        const char *name, *value;
    } header[8];
    size_t n_headers;
    int n_cookies;
};

/* ---- guard.c ---- */

/* What the headers say: language, tokens, where a POST comes from. */
void web_guard_start(struct web_inside *inside);
/* Who is it, and may they? Sets page->account or inside->early. Once; reads the
 * survey. */
void web_guard_decide(struct web_inside *inside);
/* Does a POST carry its token? IKM_DENIED: not. */
IKM_MUST_CHECK enum ikm_status web_guard_token(struct web_inside *inside,
                                               struct ikm_error *err);
/* Names of cookies depend on whether they travel encrypted. */
const char *web_cookie_name(const struct web_inside *inside, const char *name);
int web_is_encrypted(const struct web_inside *inside);

/* Signs an account in: new session, device and cookies. */
IKM_MUST_CHECK enum ikm_status web_guard_sign_in(struct web_page *page,
                                                 int64_t account_id,
                                                 const char *login,
                                                 struct ikm_error *err);
/* How long a further try must wait, in seconds; 0: it may come. */
int64_t web_guard_wait_s(int64_t n_failed, int64_t last_ms, int64_t now_ms);

/* ---- page_sign_in.c ---- */

/* The form of signing in, into the open page; `next`: where to go then. */
void web_sign_in_form(struct web_page *page, const char *login,
                      const char *next);

/* ---- body.c ---- */

void web_body_start(struct web_inside *inside, int64_t *ret_most);
int web_body_take(struct web_inside *inside, const char *bytes, size_t n);
/* Fills page->form and page->upload. */
IKM_MUST_CHECK enum ikm_status web_body_finish(struct web_inside *inside,
                                               struct ikm_error *err);
void web_body_drop(struct web_inside *inside);

/* ---- page.c, error_page.c ---- */

void web_give_back(struct web_page *page);
/* Writes the page of an error over whatever was begun. */
void web_error_page(struct web_page *page, unsigned status, const char *text);
unsigned web_status_of(enum ikm_status status);
/* A message of the program as a sentence of a page: capital letter, full stop.
 */
const char *web_sentence(struct web_page *page, const char *text);
/* The sentence of a message code, NULL when there is none. */
const char *web_message(const char *code, enum ikm_lang lang);

#endif

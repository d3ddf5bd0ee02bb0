/* One request from its head to its answer. */
#include "web/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "web/clock.h"

static const double bounds_s[WEB_SECONDS_BOUNDS] = {0.001, 0.005, 0.01, 0.05,
                                                    0.1,   0.5,   1,    5};

enum ikm_status web_hashing_enter(struct web_server *server,
                                  struct ikm_error *err)
{
    (void)pthread_mutex_lock(&server->mutex);
    const int may_wait = server->n_to_hash < WEB_HASHING_QUEUE;
    server->n_to_hash += may_wait;
    while (may_wait && server->n_hashing == WEB_HASHING_MOST)
        (void)pthread_cond_wait(&server->hashed, &server->mutex);
    server->n_to_hash -= may_wait;
    server->n_hashing += may_wait;
    (void)pthread_mutex_unlock(&server->mutex);
    return may_wait ? IKM_OK
                    : ikm_fail(err, IKM_BUSY, "server sedang sibuk; coba lagi",
                               "the server is busy; try again");
}

void web_hashing_leave(struct web_server *server)
{
    (void)pthread_mutex_lock(&server->mutex);
    server->n_hashing--;
    (void)pthread_cond_signal(&server->hashed);
    (void)pthread_mutex_unlock(&server->mutex);
}

static int64_t microseconds(void)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void fail_early(struct web_inside *inside, unsigned status,
                       const char *id, const char *en)
{
    inside->early = WEB_EARLY_ERROR;
    inside->early_status = status;
    inside->err.lang = inside->page.lang;
    (void)ikm_fail(&inside->err, IKM_INPUT, "%s", "%s",
                   ikm_say(inside->page.lang, id, en));
}

static const char *copy_header(struct web_inside *inside, const char *name)
{
    const char *value = http_header(inside->request, name);
    const char *copy =
        value ? ikm_arena_copy(&inside->arena, value, strlen(value)) : NULL;
    return copy ? copy : "";
}

/* Path and query of the target, and the route they lead to. */
static void read_target(struct web_inside *inside)
{
    struct web_page *page = &inside->page;
    const size_t path_bytes = strcspn(inside->target, "?");
    const char *query = inside->target + path_bytes;
    const struct web_match match =
        web_route_find(inside->method, inside->target, path_bytes);
    page->path = ikm_arena_copy(&inside->arena, inside->target, path_bytes);
    if (!page->path)
        page->path = "/";
    inside->raw_path = page->path;
    page->route = match.route;
    page->is_json = match.is_json;
    page->is_post = match.route && match.route->method == WEB_POST;
    if (match.other_method)
        fail_early(inside, 405, "Halaman ini tidak menerima cara itu.",
                   "This page does not take that method.");
    else if (!match.route)
        fail_early(inside, 404, "Alamat ini tidak dikenal.",
                   "This address is not known.");
    enum ikm_status status = IKM_OK;
    for (int i = 0; i < match.n_parts && status == IKM_OK; i++)
        status =
            web_part_decode(match.part[i].bytes, match.part[i].length_bytes,
                            &inside->arena, &page->part[i], &inside->err);
    if (status == IKM_OK && query[0])
        status = web_fields_parse(query + 1, strlen(query + 1), &inside->arena,
                                  &page->query, &inside->err);
    if (status != IKM_OK) {
        inside->early = WEB_EARLY_ERROR;
        inside->early_status = 400;
    }
}

static void *start(void *context, const struct http_request *request,
                   int64_t *ret_body_most, int *ret_looks)
{
    struct web_server *server = context;
    struct web_inside *inside = calloc(1, sizeof *inside);
    if (!inside)
        return NULL;
    struct web_page *page = &inside->page;
    inside->server = server;
    inside->started_us = microseconds();
    inside->arena = IKM_ARENA(WEB_ARENA_BYTES);
    inside->request = request;
    inside->flight = request->flight;
    inside->upload_file = -1;
    inside->file = -1;
    inside->status = 200;
    inside->is_encrypted = request->is_encrypted;
    inside->is_trusted = request->is_loopback &&
                         !http_header(request, "Forwarded") &&
                         !http_header(request, "X-Forwarded-For");
    page->inside = inside;
    page->arena = &inside->arena;
    page->lang = server->options.lang;
    inside->err.lang = page->lang;
    inside->method = ikm_arena_copy(&inside->arena, request->method,
                                    strlen(request->method));
    inside->target = ikm_arena_copy(&inside->arena, request->target,
                                    strlen(request->target));
    if (!inside->method || !inside->target) {
        ikm_arena_release(&inside->arena);
        free(inside);
        return NULL;
    }
    inside->host = copy_header(inside, "Host");
    inside->content_type = copy_header(inside, "Content-Type");
    inside->header_csrf = copy_header(inside, "X-Ikm-Csrf");
    (void)atomic_fetch_add(&server->n_running, 1);
    inside->device = web_device(server->devices, web_now_ms(), request);
    read_target(inside);
    web_guard_start(inside);
    web_body_start(inside, ret_body_most);
    inside->request = NULL;
    /* who may not send a file is told so before it is read */
    *ret_looks = inside->is_multipart && (page->route->flags & WEB_FILES);
    return inside;
}

static int64_t look(void *work)
{
    struct web_inside *inside = work;
    web_guard_decide(inside);
    return inside->early == WEB_EARLY_NONE ? WEB_FILE_BYTES : WEB_BODY_BYTES;
}

static int take_body(void *work, const char *bytes, size_t length_bytes)
{
    return web_body_take(work, bytes, length_bytes);
}

/* ---- answering ---- */

static void send_away(struct web_page *page, const char *where)
{
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = where;
    if (!page->is_post && strcmp(where, "/masuk") == 0)
        address = web_link(page, "/masuk?ke=", page->path);
    (void)!web_see_other(page, address, NULL, &ignored);
}

static enum ikm_status run_page(struct web_inside *inside,
                                struct ikm_error *err)
{
    struct web_page *page = &inside->page;
    enum ikm_status status = IKM_OK;
    if (page->is_post) {
        status = web_body_finish(inside, err);
        if (status == IKM_INPUT) {
            web_error_page(page, 400, err->text);
            return IKM_OK;
        }
        if (status == IKM_OK)
            status = web_guard_token(inside, err);
    }
    return status == IKM_OK ? page->route->run(page, err) : status;
}

static void decide(struct web_inside *inside)
{
    struct web_page *page = &inside->page;
    struct ikm_error err = {.lang = page->lang};
    web_guard_decide(inside);
    switch (inside->early) {
    case WEB_EARLY_ERROR:
        web_error_page(page, inside->early_status, inside->err.text);
        return;
    case WEB_EARLY_SIGN_IN: send_away(page, "/masuk"); return;
    case WEB_EARLY_PASSWORD: send_away(page, "/sandi"); return;
    case WEB_EARLY_NONE: break;
    }
    if (inside->is_too_long) {
        web_error_page(page, 413,
                       ikm_say(page->lang, "Kiriman ini terlalu besar.",
                               "What was sent is too large."));
        return;
    }
    const enum ikm_status status = run_page(inside, &err);
    if (status == IKM_OK)
        return;
    inside->n_headers = 0;
    if (inside->file >= 0)
        (void)close(inside->file);
    inside->file = -1;
    web_error_page(page, web_status_of(status), err.text);
}

static void add_header(struct http_answer *answer, const char *name,
                       const char *value)
{
    if (answer->n_headers == HTTP_MOST_HEADERS)
        return;
    answer->header[answer->n_headers].name = name;
    answer->header[answer->n_headers++].value = value;
}

/* The answer's body; a page that could not be written becomes one sentence. */
static void take_text(struct web_inside *inside, struct http_answer *answer)
{
    struct ikm_error err = {.lang = inside->page.lang};
    struct ikm_text *text =
        inside->is_text ? &inside->text : &inside->page.html.text;
    answer->body = "";
    if (inside->file >= 0) {
        answer->file = inside->file;
        answer->file_bytes = inside->file_bytes;
        inside->file = -1;
        return;
    }
    if (!inside->is_text)
        inside->answer_type = "text/html; charset=utf-8";
    if (text->arena && ikm_text_done(text, &answer->body, &err) == IKM_OK) {
        answer->body_bytes = text->length_bytes;
        return;
    }
    inside->status = 500;
    inside->answer_type = "text/plain; charset=utf-8";
    answer->body = "Terjadi kesalahan. Something went wrong.\n";
    answer->body_bytes = strlen(answer->body);
}

static int ready(void *work, int too_long)
{
    struct web_inside *inside = work;
    const struct web_route *route = inside->page.route;
    inside->is_too_long = too_long;
    if (too_long || inside->early != WEB_EARLY_NONE || !route->quick ||
        inside->is_multipart || inside->is_foreign)
        return 0;
    struct ikm_error ignored = {.lang = inside->page.lang};
    if (web_body_finish(inside, &ignored) != IKM_OK)
        return 0;
    inside->quick = route->quick(&inside->page);
    return inside->quick != NULL;
}

/* The writer's thread: a change is done, or the page runs as any other. */
static void quick_done(struct web_job *job, enum ikm_status status)
{
    struct web_inside *inside = job->context;
    struct web_quick_change *quick = inside->quick;
    if (status == IKM_OK && quick->told(&inside->page, quick) == IKM_OK)
        http_go_on(inside->flight);
    else
        http_go_to_worker(inside->flight);
}

static void begin(void *work)
{
    struct web_inside *inside = work;
    struct web_quick_change *quick = inside->quick;
    quick->err.lang = inside->page.lang;
    quick->job = (struct web_job){.change = &quick->change,
                                  .err = &quick->err,
                                  .seen = quick->seen,
                                  .done = quick_done,
                                  .context = inside};
    web_writer_send(inside->server->writer, &quick->job);
}

static void run(void *work)
{
    struct web_inside *inside = work;
    decide(inside);
    web_give_back(&inside->page);
}

static void give_answer(void *work, struct http_answer *ret_answer)
{
    static const char policy[] =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src "
        "'self' data:; font-src 'self'; connect-src 'self'; form-action "
        "'self'; base-uri 'none'; frame-ancestors 'none'";
    struct web_inside *inside = work;
    take_text(inside, ret_answer);
    ret_answer->status = inside->status;
    add_header(ret_answer, "Content-Security-Policy", policy);
    add_header(ret_answer, "X-Content-Type-Options", "nosniff");
    add_header(ret_answer, "Referrer-Policy", "same-origin");
    add_header(ret_answer, "X-Frame-Options", "DENY");
    add_header(ret_answer, "Content-Type", inside->answer_type);
    add_header(ret_answer, "Cache-Control",
               inside->keep_seconds == 0 ? "no-store"
               : inside->keep_seconds > 86400
                   ? "public, max-age=31536000, immutable"
                   : "public, max-age=60");
    for (size_t i = 0; i < inside->n_headers; i++)
        add_header(ret_answer, inside->header[i].name, inside->header[i].value);
}

static void write_log(const struct web_inside *inside, int64_t spent_us)
{
    const struct web_serve_options *options = &inside->server->options;
    char line[320];
    char at[32] = "";
    const time_t now = time(NULL);
    struct tm parts;
    if (!options->log)
        return;
    if (gmtime_r(&now, &parts))
        (void)strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &parts);
    (void)snprintf(line, sizeof line, "%s %.8s %.200s %u %zu %lld.%03lld", at,
                   inside->method, inside->raw_path, inside->status,
                   inside->is_text ? inside->text.length_bytes
                                   : inside->page.html.text.length_bytes,
                   (long long)(spent_us / 1000), (long long)(spent_us % 1000));
    options->log(options->log_context, line);
}

static void end(void *work)
{
    struct web_inside *inside = work;
    struct web_server *server = inside->server;
    const int64_t spent_us = microseconds() - inside->started_us;
    size_t bound = 0;
    while (bound < WEB_SECONDS_BOUNDS &&
           (double)spent_us > bounds_s[bound] * 1e6)
        bound++;
    (void)atomic_fetch_add(&server->n_slower[bound], 1);
    (void)atomic_fetch_add(&server->microseconds, spent_us);
    (void)atomic_fetch_add(&server->n_by_class[inside->status / 100 % 6], 1);
    (void)atomic_fetch_sub(&server->n_running, 1);
    write_log(inside, spent_us);
    web_body_drop(inside);
    if (inside->file >= 0)
        (void)close(inside->file);
    ikm_arena_release(&inside->arena);
    free(inside);
}

/* ---- start and stop ---- */

static void raise_file_limit(void)
{
    struct rlimit limit;
    const rlim_t wanted = HTTP_MOST_CONNECTIONS * (rlim_t)2;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static enum ikm_status open_survey(struct web_server *server,
                                   struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int64_t n_accounts = 0;
    const char *path = server->options.survey_path;
    enum ikm_status status = ikm_store_open(path, IKM_STORE_WRITE, &store, err);
    if (status != IKM_OK)
        return status;
    status =
        ikm_store_count_accounts(store, (enum ikm_role)0, &n_accounts, err);
    if (status == IKM_OK)
        status = web_writer_start(store, &server->writer, err);
    if (status != IKM_OK) {
        ikm_store_close(store);
        return status;
    }
    atomic_store(&server->has_accounts, n_accounts > 0);
    if (n_accounts == 0)
        (void)snprintf(server->first_path, sizeof server->first_path,
                       "/awal?kunci=%s", ikm_secret_token(server->first_token));
    return web_stores_open(path, &server->stores, err);
}

enum ikm_status web_serve_start(const struct web_serve_options *options,
                                struct web_server **ret_server,
                                struct ikm_error *err)
{
    struct web_server *server = calloc(1, sizeof *server);
    const struct http_options http = {options->listen, options->certificate_pem,
                                      options->key_pem};
    const struct http_app app = {
        .context = server,
        .start = start,
        .look = look,
        .body = take_body,
        .ready = ready,
        .begin = begin,
        .run = run,
        .answer = give_answer,
        .end = end,
        .bad_request =
            "Permintaan tidak dapat dibaca.\nThe request cannot be read.\n"};
    if (!server)
        return ikm_fail_memory(err);
    server->options = *options;
    server->is_public_encrypted =
        options->address && strncmp(options->address, "https://", 8) == 0;
    (void)pthread_mutex_init(&server->mutex, NULL);
    (void)pthread_mutex_init(&server->importing, NULL);
    (void)pthread_cond_init(&server->hashed, NULL);
    raise_file_limit();
    enum ikm_status status = web_devices_open(&server->devices, err);
    if (status == IKM_OK)
        status = open_survey(server, err);
    if (status == IKM_OK)
        status = web_holdings_open(&server->holdings, err);
    if (status == IKM_OK)
        status = web_forms_kept_open(&server->forms, err);
    if (status == IKM_OK)
        status = web_places_open(&server->places, err);
    if (status == IKM_OK)
        status = http_start(&http, &app, &server->http, err);
    if (status != IKM_OK) {
        web_serve_stop(server);
        return status;
    }
    (void)snprintf(server->address, sizeof server->address, "%s://%s",
                   options->certificate_pem ? "https" : "http",
                   http_address(server->http));
    *ret_server = server;
    return IKM_OK;
}

const char *web_serve_address(const struct web_server *server)
{
    return server->address;
}

const char *web_serve_first_path(const struct web_server *server)
{
    return server->first_path;
}

void web_serve_stop(struct web_server *server)
{
    if (!server)
        return;
    atomic_store(&server->is_stopping, 1);
    http_stop(server->http);
    web_holdings_close(server->holdings);
    web_forms_kept_close(server->forms);
    web_places_close(server->places);
    web_stores_close(server->stores);
    web_writer_stop(server->writer);
    web_devices_close(server->devices);
    (void)pthread_cond_destroy(&server->hashed);
    (void)pthread_mutex_destroy(&server->mutex);
    (void)pthread_mutex_destroy(&server->importing);
    free(server);
}

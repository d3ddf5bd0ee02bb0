/* web/serve.h - the web face as a whole: one survey file, one address.
 *
 * The only header of web/ that the command line knows. Signals are the
 * caller's: it blocks them before, waits, and calls web_serve_stop(). */
#ifndef IKM_WEB_SERVE_H
#define IKM_WEB_SERVE_H

#include "data/base/error.h"

struct web_server;

struct web_serve_options {
    const char *survey_path;
    const char *listen;          /* "127.0.0.1:8080" */
    const char *certificate_pem; /* whole texts; NULL: no TLS */
    const char *key_pem;
    const char *address; /* how others reach it: "https://skm.example.go.id";
                            NULL: as each request says */
    const char *version;
    enum ikm_lang lang; /* of who has not chosen */
    int metrics_open;   /* /metrik also for other machines */
    /* One line of the access log, without its end: time, method, path without
     * query, status, bytes, milliseconds. Never an address of a client. NULL:
     * no log. Called from many threads. */
    void (*log)(void *context, const char *line);
    void *log_context;
};

/* What ikm_store_open() and http_start() (web/http.h) say. Texts of the options
 * are borrowed until the stop. */
IKM_MUST_CHECK enum ikm_status
web_serve_start(const struct web_serve_options *options,
                struct web_server **ret_server, struct ikm_error *err);

/* "http://127.0.0.1:8080" */
const char *web_serve_address(const struct web_server *server);
/* The path under which the first admin is made, once; "" when there are users
 * already. */
const char *web_serve_first_path(const struct web_server *server);

/* Takes nothing new, finishes what is under way (at most 4 s), writes all that
 * was handed over. NULL is fine. */
void web_serve_stop(struct web_server *server);

#endif

/* web/http.h - HTTP/1.1, by libmicrohttpd, which no other file names.
 *
 * One thread, the sockets' thread, serves all connections: it reads heads and
 * bodies, sends answers, and waits for nothing else. A whole request is worked
 * at by a thread of web/http_workers.h, which may wait, or, where the app can
 * do so, begun on the sockets' thread and answered when it is ready.
 *
 * Before anything else is looked at, a request that two servers
 * might read differently is answered 400 and its connection closed: two
 * lengths, a length with Transfer-Encoding, another encoding than chunked, a
 * length that is no number, no Host or two, names of headers that are no
 * tokens, NUL.
 *
 * A reaper closes connections of clients that are too slow: HTTP_IDLE_S without
 * a whole request head, a body or an answer that moves at less than
 * HTTP_LEAST_BYTES_S after HTTP_GRACE_S. Closing waits for nobody else. */
#ifndef IKM_WEB_HTTP_H
#define IKM_WEB_HTTP_H

#include "data/base/error.h"

enum {
    HTTP_IDLE_S = 30,
    HTTP_GRACE_S = 20,
    HTTP_LEAST_BYTES_S = 2048,
    HTTP_MOST_CONNECTIONS = 4000,
    HTTP_HEAD_BYTES = 16 * 1024, /* request line and headers */
    HTTP_MOST_HEADERS = 16,
    HTTP_STOP_MS = 4000
};

/* One request on its way. */
struct http_flight;

/* A request whose headers have come in. */
struct http_request {
    struct http_flight *flight; /* until http_app.end */
    const char *method;
    const char *target;        /* as sent: path and query, undecoded */
    int64_t body_bytes;        /* as announced; -1: not told (chunked) */
    int is_loopback;           /* the client is this machine */
    int is_encrypted;          /* it came over our own TLS */
    unsigned char address[16]; /* of the client, IPv4 in its last four bytes: to
                                  tell devices apart in memory; never kept */
    const void *private;       /* http.c's */
};

/* The only value of a header; NULL when it was not sent. With two, the first.
 */
const char *http_header(const struct http_request *request, const char *name);

struct http_answer {
    unsigned status;
    const char *body; /* borrowed until http_app.end */
    size_t body_bytes;
    int file; /* -1: none; else an open file, closed by http */
    int64_t file_bytes;
    size_t n_headers;
    struct {
        const char *name, *value;
    } header[HTTP_MOST_HEADERS];
    int closes; /* the connection ends with this answer */
};

/* What is served. Calls of one request come one after another; those that say
 * so come on a worker's thread and may wait, all others come on the sockets'
 * thread and must not. Requests run at the same time. */
struct http_app {
    void *context;
    /* Returns the work of this request (NULL: no memory, the connection is
     * closed) and how long its body may be. *ret_looks 1: look() is called
     * before the body is read. */
    void *(*start)(void *context, const struct http_request *request,
                   int64_t *ret_body_most, int *ret_looks);
    /* By a worker. Returns how long the body may be. */
    int64_t (*look)(void *work);
    /* A piece of the body. 0: refused; the rest is read over, ready() is
     * called. */
    int (*body)(void *work, const char *bytes, size_t length_bytes);
    /* The whole request is there. `too_long`: its body is longer than allowed,
     * what came of it counts for nothing. 1: begin() is called next, and then
     * http_go_on() or http_go_to_worker() by any thread; 0: run() is called. */
    int (*ready)(void *work, int too_long);
    void (*begin)(void *work);
    /* By a worker. */
    void (*run)(void *work);
    /* What to send. */
    void (*answer)(void *work, struct http_answer *ret_answer);
    /* The answer was sent, or the client is gone. */
    void (*end)(void *work);
    /* Answers what is no HTTP request at all, in plain text. */
    const char *bad_request;
};

/* Of a request that begin() was called for, once, by any thread: answer() may
 * be called; or run() is needed before. */
void http_go_on(struct http_flight *flight);
void http_go_to_worker(struct http_flight *flight);

struct http_options {
    const char *listen;          /* "127.0.0.1:8080", "[::]:80", "host:0" */
    const char *certificate_pem; /* whole texts; NULL: no TLS */
    const char *key_pem;
};

struct http;

/* IKM_USAGE   the address is not understood
 * IKM_EXISTS  it cannot be listened on: in use, or not of this machine
 * IKM_DENIED  ports below 1024 need a right
 * IKM_INPUT   certificate and key do not go together */
IKM_MUST_CHECK enum ikm_status http_start(const struct http_options *options,
                                          const struct http_app *app,
                                          struct http **ret_http,
                                          struct ikm_error *err);
/* "127.0.0.1:8080": where it listens in fact. */
const char *http_address(const struct http *http);

/* Takes no more connections, closes idle ones, lets those at work finish for up
 * to HTTP_STOP_MS, and closes the rest. NULL is fine. */
void http_stop(struct http *http);

int http_count_connections(struct http *http);

#endif

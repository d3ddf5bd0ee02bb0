/* web/http_private.h - what the three files of the HTTP server share. */
#ifndef IKM_WEB_HTTP_PRIVATE_H
#define IKM_WEB_HTTP_PRIVATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "web/http.h"

/* Of an address as text: "[v6]:port". */
enum { HTTP_ADDRESS_BYTES = 96 };

/* ---- http_socket.c ---- */

/* As http_start() says. */
IKM_MUST_CHECK enum ikm_status
http_socket_open(const char *listen_at, int *ret_socket, struct ikm_error *err);
/* Where it listens in fact. */
void http_socket_name(int socket, char room[HTTP_ADDRESS_BYTES]);

/* ---- http_reaper.c ---- */

/* What a connection is about. Only WORK is never cut for being slow. */
enum http_phase {
    HTTP_PHASE_IDLE,
    HTTP_PHASE_BODY,
    HTTP_PHASE_WORK,
    HTTP_PHASE_SEND
};

struct http_connection {
    struct http_connection *next, *previous;
    int socket;
    int is_cut;
    /* Written by the sockets' thread without a lock, the phase last:
     * a reaper that sees an old one at worst looks half a second later. */
    _Atomic int64_t since_ms; /* when the phase began */
    _Atomic int64_t n_bytes;  /* of the body so far, or of the answer */
    _Atomic int phase;        /* enum http_phase */
};

/* All open connections, and the thread that closes the slow ones. */
struct http_connections {
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    pthread_t thread;
    struct http_connection *first;
    int n_open;
    atomic_int is_stopping;
};

IKM_MUST_CHECK enum ikm_status
http_connections_start(struct http_connections *all, struct ikm_error *err);
/* After the last connection was dropped. */
void http_connections_end(struct http_connections *all);

/* NULL: no memory. */
struct http_connection *http_connection_open(struct http_connections *all,
                                             int socket);
void http_connection_drop(struct http_connections *all,
                          struct http_connection *connection);
void http_connection_enter(struct http_connection *connection,
                           enum http_phase phase, int64_t n_bytes);
void http_connection_moved(struct http_connection *connection,
                           int64_t more_bytes);
int http_connections_stopping(struct http_connections *all);
/* Lets requests under way finish until `until_ms` of web_ticks_ms(). */
void http_connections_settle(struct http_connections *all, int64_t until_ms);

#endif

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "web/clock.h"
#include "web/http_private.h"

enum {
    LOOK_MS = 500,
    SETTLE_MS = 10,
    STACK_BYTES = 256 * 1024,
    CROWDED = HTTP_MOST_CONNECTIONS - HTTP_MOST_CONNECTIONS / 8,
    CROWDED_IDLE_S = 5
};

/* Wakes the sockets' thread; that one closes the socket. */
static void cut(struct http_connection *connection)
{
    if (!connection->is_cut)
        (void)shutdown(connection->socket, SHUT_RDWR);
    connection->is_cut = 1;
}

static int is_slow(const struct http_connection *c, int64_t now_ms,
                   int is_crowded)
{
    const int64_t spent_ms = now_ms - c->since_ms;
    const int64_t due_ms = spent_ms - INT64_C(1000) * HTTP_GRACE_S;
    switch (c->phase) {
    case HTTP_PHASE_IDLE:
        return spent_ms >
               INT64_C(1000) * (is_crowded ? CROWDED_IDLE_S : HTTP_IDLE_S);
    case HTTP_PHASE_BODY:
        return due_ms > 0 && c->n_bytes < due_ms * HTTP_LEAST_BYTES_S / 1000;
    case HTTP_PHASE_SEND:
        return due_ms > 0 && due_ms > c->n_bytes * 1000 / HTTP_LEAST_BYTES_S;
    case HTTP_PHASE_WORK: break;
    }
    return 0;
}

static void *reap(void *context)
{
    struct http_connections *all = context;
    (void)pthread_mutex_lock(&all->mutex);
    while (!all->is_stopping) {
        const int64_t now_ms = web_ticks_ms();
        for (struct http_connection *c = all->first; c; c = c->next)
            if (is_slow(c, now_ms, all->n_open > CROWDED))
                cut(c);
        struct timespec until = {0, 0};
        (void)clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        (void)pthread_cond_timedwait(&all->wake, &all->mutex, &until);
    }
    (void)pthread_mutex_unlock(&all->mutex);
    return NULL;
}

enum ikm_status http_connections_start(struct http_connections *all,
                                       struct ikm_error *err)
{
    pthread_attr_t attributes;
    (void)pthread_mutex_init(&all->mutex, NULL);
    (void)pthread_cond_init(&all->wake, NULL);
    if (pthread_attr_init(&attributes) != 0)
        return ikm_fail_memory(err);
    (void)pthread_attr_setstacksize(&attributes, STACK_BYTES);
    const int failed = pthread_create(&all->thread, &attributes, reap, all);
    (void)pthread_attr_destroy(&attributes);
    return failed ? ikm_fail_memory(err) : IKM_OK;
}

void http_connections_end(struct http_connections *all)
{
    (void)pthread_mutex_lock(&all->mutex);
    all->is_stopping = 1;
    (void)pthread_cond_signal(&all->wake);
    (void)pthread_mutex_unlock(&all->mutex);
    (void)pthread_join(all->thread, NULL);
    (void)pthread_cond_destroy(&all->wake);
    (void)pthread_mutex_destroy(&all->mutex);
}

struct http_connection *http_connection_open(struct http_connections *all,
                                             int socket)
{
    struct http_connection *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->socket = socket;
    c->since_ms = web_ticks_ms();
    (void)pthread_mutex_lock(&all->mutex);
    c->next = all->first;
    if (c->next)
        c->next->previous = c;
    all->first = c;
    all->n_open++;
    (void)pthread_mutex_unlock(&all->mutex);
    return c;
}

void http_connection_drop(struct http_connections *all,
                          struct http_connection *connection)
{
    if (!connection)
        return;
    (void)pthread_mutex_lock(&all->mutex);
    if (connection->previous)
        connection->previous->next = connection->next;
    else
        all->first = connection->next;
    if (connection->next)
        connection->next->previous = connection->previous;
    all->n_open--;
    (void)pthread_mutex_unlock(&all->mutex);
    free(connection);
}

void http_connection_enter(struct http_connection *connection,
                           enum http_phase phase, int64_t n_bytes)
{
    if (!connection)
        return;
    atomic_store(&connection->since_ms, web_ticks_ms());
    atomic_store(&connection->n_bytes, n_bytes);
    atomic_store(&connection->phase, phase);
}

void http_connection_moved(struct http_connection *connection,
                           int64_t more_bytes)
{
    if (connection)
        (void)atomic_fetch_add(&connection->n_bytes, more_bytes);
}

int http_connections_stopping(struct http_connections *all)
{
    return atomic_load(&all->is_stopping);
}

void http_connections_settle(struct http_connections *all, int64_t until_ms)
{
    const struct timespec pause = {0, SETTLE_MS * 1000000L};
    int n_busy = 1;
    while (n_busy > 0 && web_ticks_ms() < until_ms) {
        n_busy = 0;
        (void)pthread_mutex_lock(&all->mutex);
        all->is_stopping = 1;
        for (struct http_connection *c = all->first; c; c = c->next)
            if (c->phase == HTTP_PHASE_IDLE)
                cut(c);
            else
                n_busy++;
        (void)pthread_mutex_unlock(&all->mutex);
        if (n_busy > 0)
            (void)nanosleep(&pause, NULL);
    }
}

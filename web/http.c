#include "web/http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "web/clock.h"
#include "web/http_guard.h"
#include "web/http_private.h"
#include "web/http_workers.h"

enum {
    STACK_BYTES = 512 * 1024,
    LONGEST_MS = 60000,          /* that the sockets' thread waits */
    DISCARD_BYTES = 1024 * 1024, /* read over, so that the answer arrives */
    PAUSE_NS = 1000000           /* of a stop that waits */
};

struct http {
    struct MHD_Daemon *daemon;
    struct http_app app;
    struct http_connections all;
    struct http_workers workers;
    atomic_int n_out; /* flights that the sockets' thread does not hold */
    atomic_int is_called, is_over; /* what the sockets' thread is woken for */
    pthread_t thread;              /* of the sockets */
    int wake[2];                   /* a byte wakes it */
    int socket;
    int is_encrypted;
    char address[HTTP_ADDRESS_BYTES];
};

/* One request, from its first line to the end of its answer. */
struct http_flight {
    struct http *http;
    struct MHD_Connection *connection;
    struct http_job job;
    char *target;
    const char *line_at; /* where the library holds the target */
    size_t line_bytes;
    enum {
        STAGE_LINE,
        STAGE_LOOK, /* out, before its body */
        STAGE_BODY,
        STAGE_WORK /* out, or about to be answered */
    } stage;
    int is_refused, is_too_long;
    int64_t announced_bytes; /* of the body; -1: not told */
    int64_t body_most, body_seen;
    void *work;
};

const char *http_header(const struct http_request *request, const char *name)
{
    /* the library does not change what it lends */
    void *connection = NULL;
    memcpy(&connection, &request->private, sizeof request->private);
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static struct http_connection *place_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void on_connection(void *context, struct MHD_Connection *connection,
                          void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct http *http = context;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        http_connection_drop(&http->all, *socket_context);
        *socket_context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info)
        *socket_context =
            http_connection_open(&http->all, (int)info->connect_fd);
}

/* The first the library tells of a request: its target as it came. */
static void *on_line(void *context, const char *uri,
                     struct MHD_Connection *connection)
{
    struct http_flight *flight = calloc(1, sizeof *flight);
    if (!flight)
        return NULL;
    flight->http = context;
    flight->connection = connection;
    flight->line_at = uri;
    flight->line_bytes = strlen(uri);
    flight->target = malloc(flight->line_bytes + 1);
    if (flight->target)
        memcpy(flight->target, uri, flight->line_bytes + 1);
    return flight;
}

/* Names and values are decoded where their meaning is known. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection,
                            char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/* The library ends a header at a NUL and takes LF for CR LF. But headers stand
 * in its buffer as they came, line behind line: a gap of other than two bytes
 * shows what it passed over. */
struct head {
    struct http_guard guard;
    const char *line_end; /* of the line before; NULL: not known */
};

static enum MHD_Result on_header(void *context, enum MHD_ValueKind kind,
                                 const char *name, size_t name_bytes,
                                 const char *value, size_t value_bytes)
{
    struct head *head = context;
    (void)kind;
    if (!value)
        value = name + name_bytes;
    head->guard.is_bad |= head->line_end && name != head->line_end + 2;
    head->line_end = value + value_bytes;
    http_guard_header(&head->guard, name, name_bytes, value, value_bytes);
    return MHD_YES;
}

/* 1 when the head ends right behind its last header. */
static int ends_there(struct MHD_Connection *connection, const char *method,
                      const struct head *head)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(
        connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info && head->line_end &&
           method + info->header_size == head->line_end + 4;
}

static int is_loopback(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr)
        return 0;
    if (info->client_addr->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, info->client_addr, sizeof v4);
        return ntohl(v4.sin_addr.s_addr) >> 24 == 127;
    }
    if (info->client_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, info->client_addr, sizeof v6);
        return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) ||
               (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr) &&
                v6.sin6_addr.s6_addr[12] == 127);
    }
    return 0;
}

static enum MHD_Result send_answer(struct http *http,
                                   struct MHD_Connection *connection,
                                   const struct http_answer *answer)
{
    struct MHD_Response *response = NULL;
    int64_t n_bytes = (int64_t)answer->body_bytes;
    if (answer->file >= 0) {
        n_bytes = answer->file_bytes;
        response =
            MHD_create_response_from_fd64((uint64_t)n_bytes, answer->file);
        if (!response)
            (void)close(answer->file);
    } else {
        /* the library reads it only */
        char *body = NULL;
        memcpy(&body, &answer->body, sizeof body);
        response = MHD_create_response_from_buffer(answer->body_bytes, body,
                                                   MHD_RESPMEM_PERSISTENT);
    }
    if (!response)
        return MHD_NO;
    enum MHD_Result result = MHD_YES;
    for (size_t i = 0; i < answer->n_headers && result == MHD_YES; i++)
        result = MHD_add_response_header(response, answer->header[i].name,
                                         answer->header[i].value);
    if (answer->closes || http_connections_stopping(&http->all))
        (void)MHD_add_response_header(response, "Connection", "close");
    http_connection_enter(place_of(connection), HTTP_PHASE_SEND, n_bytes);
    if (result == MHD_YES)
        result = MHD_queue_response(connection, answer->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result send_bad_request(struct http *http,
                                        struct MHD_Connection *connection)
{
    const struct http_answer answer = {
        .status = 400,
        .body = http->app.bad_request,
        .body_bytes = strlen(http->app.bad_request),
        .file = -1,
        .n_headers = 4,
        .header = {{"Content-Type", "text/plain; charset=utf-8"},
                   {"Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'"},
                   {"X-Content-Type-Options", "nosniff"},
                   {"Referrer-Policy", "same-origin"}},
        .closes = 1};
    return send_answer(http, connection, &answer);
}

/* ---- out of the sockets' thread and back ---- */

/* Another thread has it from here on. */
static void let_go(struct http_flight *flight)
{
    (void)atomic_fetch_add(&flight->http->n_out, 1);
    MHD_suspend_connection(flight->connection);
}

static void wake(struct http *http)
{
    while (write(http->wake[1], "", 1) < 0)
        continue; /* a signal came between */
}

void http_go_on(struct http_flight *flight)
{
    struct http *http = flight->http;
    MHD_resume_connection(flight->connection); /* the flight may end now */
    if (atomic_exchange(&http->is_called, 1) == 0)
        wake(http);
    (void)atomic_fetch_sub(&http->n_out, 1);
}

static void look_at(void *context)
{
    struct http_flight *flight = context;
    flight->body_most = flight->http->app.look(flight->work);
    http_go_on(flight);
}

static void run(void *context)
{
    struct http_flight *flight = context;
    flight->http->app.run(flight->work);
    http_go_on(flight);
}

static void to_worker(struct http_flight *flight, void (*what)(void *))
{
    flight->job = (struct http_job){.run = what, .context = flight};
    http_workers_add(&flight->http->workers, &flight->job);
}

void http_go_to_worker(struct http_flight *flight)
{
    to_worker(flight, run);
}

static enum MHD_Result begin_work(struct http_flight *flight)
{
    const struct http_app *app = &flight->http->app;
    const int begins = app->ready(flight->work, flight->is_too_long);
    http_connection_enter(place_of(flight->connection), HTTP_PHASE_WORK, 0);
    flight->stage = STAGE_WORK;
    let_go(flight);
    if (begins)
        app->begin(flight->work);
    else
        to_worker(flight, run);
    return MHD_YES;
}

/* Takes the head in: what is announced is weighed before it is read. */
static enum MHD_Result begin_body(struct http_flight *flight)
{
    flight->is_too_long = flight->announced_bytes > flight->body_most;
    if (flight->announced_bytes > flight->body_most + DISCARD_BYTES)
        return begin_work(flight);
    flight->stage = STAGE_BODY;
    http_connection_enter(place_of(flight->connection), HTTP_PHASE_BODY, 0);
    return MHD_YES;
}

static enum MHD_Result send_work(struct http *http, struct http_flight *flight)
{
    struct http_answer answer = {.file = -1};
    http->app.answer(flight->work, &answer);
    return send_answer(http, flight->connection, &answer);
}

/* ---- a request comes in ---- */

static void copy_address(struct MHD_Connection *connection,
                         unsigned char address[16])
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr)
        return;
    if (info->client_addr->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, info->client_addr, sizeof v4);
        memcpy(address + 12, &v4.sin_addr, 4);
    } else if (info->client_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, info->client_addr, sizeof v6);
        memcpy(address, &v6.sin6_addr, 16);
    }
}

/* Headers are in: is it a request at all, and whose? */
static enum MHD_Result begin(struct http *http,
                             struct MHD_Connection *connection,
                             const char *method, const char *version,
                             struct http_flight *flight)
{
    struct head head = {.line_end = version + strlen(version)};
    struct http_request request = {.method = method,
                                   .target = flight->target,
                                   .is_loopback = is_loopback(connection),
                                   .is_encrypted = http->is_encrypted,
                                   .flight = flight,
                                   .private = connection};
    int looks = 0;
    copy_address(connection, request.address);
    (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, on_header,
                                      &head);
    http_guard_line(&head.guard, method, flight->target, version);
    /* a NUL would end the target before the place of the version */
    if (!http_guard_done(&head.guard, &request.body_bytes) ||
        !ends_there(connection, method, &head) ||
        version != flight->line_at + flight->line_bytes + 1)
        return send_bad_request(http, connection);
    flight->work = http->app.start(http->app.context, &request,
                                   &flight->body_most, &looks);
    if (!flight->work)
        return MHD_NO;
    flight->announced_bytes = request.body_bytes;
    if (!looks)
        return begin_body(flight);
    http_connection_enter(place_of(connection), HTTP_PHASE_WORK, 0);
    flight->stage = STAGE_LOOK;
    let_go(flight);
    to_worker(flight, look_at);
    return MHD_YES;
}

/* NOLINTNEXTLINE(readability-function-size): the library's own parameters */
static enum MHD_Result on_request(void *context,
                                  struct MHD_Connection *connection,
                                  const char *url, const char *method,
                                  const char *version, const char *upload,
                                  size_t *upload_bytes, void **request_context)
{
    struct http *http = context;
    struct http_flight *flight = *request_context;
    (void)url;
    if (!flight || !flight->target)
        return MHD_NO;
    if (flight->stage == STAGE_LINE)
        return begin(http, connection, method, version, flight);
    if (flight->stage == STAGE_LOOK)
        return begin_body(flight);
    if (flight->stage == STAGE_WORK)
        return send_work(http, flight);
    if (*upload_bytes == 0)
        return begin_work(flight);

    const size_t n = *upload_bytes;
    *upload_bytes = 0;
    flight->body_seen += (int64_t)n;
    http_connection_moved(place_of(connection), (int64_t)n);
    flight->is_too_long |= flight->body_seen > flight->body_most;
    if (flight->body_seen > flight->body_most + DISCARD_BYTES)
        return MHD_NO;
    if (!flight->is_too_long && !flight->is_refused)
        flight->is_refused = !http->app.body(flight->work, upload, n);
    return MHD_YES;
}

static void on_end(void *context, struct MHD_Connection *connection,
                   void **request_context, enum MHD_RequestTerminationCode why)
{
    struct http *http = context;
    struct http_flight *flight = *request_context;
    (void)why;
    *request_context = NULL;
    if (flight && flight->work)
        http->app.end(flight->work);
    if (flight)
        free(flight->target);
    free(flight);
    http_connection_enter(place_of(connection), HTTP_PHASE_IDLE, 0);
}

static void be_quiet(void *context, const char *format, va_list args)
    IKM_PRINTF(2, 0);

static void be_quiet(void *context, const char *format, va_list args)
{
    (void)context;
    (void)format;
    (void)args;
}

static struct MHD_Daemon *start_daemon(struct http *http,
                                       const struct http_options *options)
{
    const unsigned flags =
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
        (options->certificate_pem ? (unsigned)MHD_USE_TLS : 0);
    const struct MHD_OptionItem tls[] = {
        {options->certificate_pem ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END,
         0, NULL},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, NULL},
        {MHD_OPTION_END, 0, NULL}};
    struct MHD_OptionItem more[IKM_COUNT(tls)];
    memcpy(more, tls, sizeof tls);
    memcpy(&more[0].ptr_value, &options->certificate_pem, sizeof(char *));
    memcpy(&more[1].ptr_value, &options->key_pem, sizeof(char *));
    return MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, http, /* logger before the rest */
        MHD_OPTION_EXTERNAL_LOGGER, be_quiet, http, MHD_OPTION_LISTEN_SOCKET,
        http->socket, MHD_OPTION_NOTIFY_CONNECTION, on_connection, http,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, http, MHD_OPTION_URI_LOG_CALLBACK,
        on_line, http, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, http,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_MOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_HEAD_BYTES,
        MHD_OPTION_ARRAY, more, MHD_OPTION_END);
}

/* The sockets' thread. The library's own one reads 128 events at a time, and
 * after exactly 128 it waits for more before it looks at these (0.9.75): a full
 * hall would stand still. MHD_run() does not wait. It begins with the flights
 * that were called back; who comes later finds is_called 0, and wakes it. */
static void *serve(void *context)
{
    struct http *http = context;
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd waits[] = {{.fd = info->epoll_fd, .events = POLLIN},
                             {.fd = http->wake[0], .events = POLLIN}};
    while (!atomic_load(&http->is_over)) {
        MHD_UNSIGNED_LONG_LONG left_ms = 0;
        char bytes[16];
        const int is_due = MHD_get_timeout(http->daemon, &left_ms) == MHD_YES &&
                           left_ms < LONGEST_MS;
        if (poll(waits, IKM_COUNT(waits), is_due ? (int)left_ms : LONGEST_MS) >
                0 &&
            waits[1].revents)
            (void)!read(http->wake[0], bytes, sizeof bytes);
        atomic_store(&http->is_called, 0);
        (void)MHD_run(http->daemon);
    }
    return NULL;
}

static int start_serving(struct http *http)
{
    pthread_attr_t attributes;
    if (pipe(http->wake) != 0)
        return 0;
    int failed = pthread_attr_init(&attributes);
    if (!failed) {
        (void)pthread_attr_setstacksize(&attributes, STACK_BYTES);
        failed = pthread_create(&http->thread, &attributes, serve, http);
        (void)pthread_attr_destroy(&attributes);
    }
    if (failed) {
        (void)close(http->wake[0]);
        (void)close(http->wake[1]);
    }
    return !failed;
}

static void end_serving(struct http *http)
{
    atomic_store(&http->is_over, 1);
    wake(http);
    (void)pthread_join(http->thread, NULL);
    (void)close(http->wake[0]);
    (void)close(http->wake[1]);
}

static enum ikm_status start_threads(struct http *http,
                                     const struct http_options *options,
                                     struct ikm_error *err)
{
    enum ikm_status status = http_workers_start(&http->workers, err);
    if (status != IKM_OK)
        return status;
    status = http_connections_start(&http->all, err);
    if (status == IKM_OK) {
        http->daemon = start_daemon(http, options);
        if (http->daemon && start_serving(http))
            return IKM_OK;
        if (http->daemon)
            MHD_stop_daemon(http->daemon);
        http_connections_end(&http->all);
        status =
            http->is_encrypted
                ? ikm_fail(err, IKM_INPUT,
                           "sertifikat dan kunci TLS tidak dapat dipakai "
                           "bersama",
                           "TLS certificate and key cannot be used together")
                : ikm_fail(err, IKM_INPUT, "server web tidak dapat dimulai",
                           "the web server cannot be started");
    }
    http_workers_stop(&http->workers);
    return status;
}

enum ikm_status http_start(const struct http_options *options,
                           const struct http_app *app, struct http **ret_http,
                           struct ikm_error *err)
{
    struct http *http = calloc(1, sizeof *http);
    if (!http)
        return ikm_fail_memory(err);
    http->app = *app;
    http->is_encrypted = options->certificate_pem != NULL;
    enum ikm_status status =
        http_socket_open(options->listen, &http->socket, err);
    if (status != IKM_OK) {
        free(http);
        return status;
    }
    http_socket_name(http->socket, http->address);
    *ret_http = http; /* requests may come before this function returns */
    status = start_threads(http, options, err);
    if (status != IKM_OK) {
        (void)close(http->socket);
        free(http);
        *ret_http = NULL;
    }
    return status;
}

const char *http_address(const struct http *http)
{
    return http->address;
}

void http_stop(struct http *http)
{
    if (!http)
        return;
    const int64_t until_ms = web_ticks_ms() + HTTP_STOP_MS;
    const int socket = MHD_quiesce_daemon(http->daemon);
    if (socket >= 0)
        (void)close(socket);
    http_connections_settle(&http->all, until_ms);
    const struct timespec pause = {0, PAUSE_NS};
    while (atomic_load(&http->n_out) > 0)
        (void)nanosleep(&pause, NULL);
    http_workers_stop(&http->workers);
    end_serving(http);
    MHD_stop_daemon(http->daemon);
    http_connections_end(&http->all);
    free(http);
}

int http_count_connections(struct http *http)
{
    (void)pthread_mutex_lock(&http->all.mutex);
    const int n = http->all.n_open;
    (void)pthread_mutex_unlock(&http->all.mutex);
    return n;
}

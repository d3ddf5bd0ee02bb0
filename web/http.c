#include "web/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/clock.h"
#include "web/http_guard.h"
#include "web/http_private.h"

enum {
    STACK_BYTES = 256 * 1024,
    BACKLOG = 1024,
    DISCARD_BYTES = 1024 * 1024, /* read over, so that the answer arrives */
    ADDRESS_BYTES = 96,
    MOST_PORT = 65535
};

struct http {
    struct MHD_Daemon *daemon;
    struct http_app app;
    struct http_connections all;
    int socket;
    int is_encrypted;
    char address[ADDRESS_BYTES];
};

/* One request, from its first line to the end of its answer. */
struct flight {
    char *target;
    const char *line_at; /* where the library holds the target */
    size_t line_bytes;
    int is_seen; /* headers are in */
    int is_refused, is_too_long;
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
    struct flight *flight = calloc(1, sizeof *flight);
    (void)context;
    (void)connection;
    if (!flight)
        return NULL;
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
    http_connection_enter(&http->all, place_of(connection), HTTP_PHASE_SEND,
                          n_bytes);
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

static enum MHD_Result send_work(struct http *http,
                                 struct MHD_Connection *connection,
                                 struct flight *flight)
{
    struct http_answer answer = {.file = -1};
    http_connection_enter(&http->all, place_of(connection), HTTP_PHASE_WORK, 0);
    http->app.answer(flight->work, flight->is_too_long, &answer);
    return send_answer(http, connection, &answer);
}

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
                             struct flight *flight)
{
    struct head head = {.line_end = version + strlen(version)};
    struct http_request request = {.method = method,
                                   .target = flight->target,
                                   .is_loopback = is_loopback(connection),
                                   .is_encrypted = http->is_encrypted,
                                   .private = connection};
    flight->is_seen = 1;
    copy_address(connection, request.address);
    (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, on_header,
                                      &head);
    http_guard_line(&head.guard, method, flight->target, version);
    /* a NUL would end the target before the place of the version */
    if (!http_guard_done(&head.guard, &request.body_bytes) ||
        !ends_there(connection, method, &head) ||
        version != flight->line_at + flight->line_bytes + 1)
        return send_bad_request(http, connection);
    flight->work =
        http->app.start(http->app.context, &request, &flight->body_most);
    if (!flight->work)
        return MHD_NO;
    flight->is_too_long = request.body_bytes > flight->body_most;
    if (request.body_bytes > flight->body_most + DISCARD_BYTES)
        return send_work(http, connection, flight);
    http_connection_enter(&http->all, place_of(connection), HTTP_PHASE_BODY, 0);
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
    struct flight *flight = *request_context;
    (void)url;
    if (!flight || !flight->target)
        return MHD_NO;
    if (!flight->is_seen)
        return begin(http, connection, method, version, flight);
    if (*upload_bytes == 0)
        return send_work(http, connection, flight);

    const size_t n = *upload_bytes;
    *upload_bytes = 0;
    flight->body_seen += (int64_t)n;
    http_connection_moved(&http->all, place_of(connection), (int64_t)n);
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
    struct flight *flight = *request_context;
    (void)why;
    *request_context = NULL;
    if (flight && flight->work)
        http->app.end(flight->work);
    if (flight)
        free(flight->target);
    free(flight);
    http_connection_enter(&http->all, place_of(connection), HTTP_PHASE_IDLE, 0);
}

static void be_quiet(void *context, const char *format, va_list args)
    IKM_PRINTF(2, 0);

static void be_quiet(void *context, const char *format, va_list args)
{
    (void)context;
    (void)format;
    (void)args;
}

/* ---- the socket ---- */

/* "host:port", "[v6]:port", ":port" into its two parts. */
static int split(const char *listen, char host[ADDRESS_BYTES], char port[8])
{
    const char *colon = strrchr(listen, ':');
    const char *from = listen;
    const char *to = colon;
    if (!colon || strlen(colon + 1) > 5 || !colon[1] ||
        strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return 0;
    if (*from == '[') {
        from++;
        to = strchr(from, ']');
        if (!to || to + 1 != colon)
            return 0;
    } else if (memchr(from, ':', (size_t)(to - from)))
        return 0;
    const size_t n = (size_t)(to - from);
    if (n >= ADDRESS_BYTES)
        return 0;
    memcpy(host, from, n);
    host[n] = '\0';
    if (strtol(colon + 1, NULL, 10) > MOST_PORT)
        return 0;
    (void)snprintf(port, 8, "%s", colon + 1);
    return 1;
}

static enum ikm_status no_socket(const char *listen, struct ikm_error *err)
{
    if (errno == EACCES)
        return ikm_fail(err, IKM_DENIED,
                        "%s: Anda tidak berhak memakai alamat ini; pakai port "
                        "di atas 1023",
                        "%s: you may not use this address; use a port above "
                        "1023",
                        listen);
    return ikm_fail(err, IKM_EXISTS,
                    "%s: tidak dapat dipakai (%s); pilih yang lain dengan "
                    "--listen",
                    "%s: cannot be used (%s); choose another one with --listen",
                    listen, strerror(errno));
}

static enum ikm_status open_socket(const char *listen_at, int *ret_socket,
                                   struct ikm_error *err)
{
    char host[ADDRESS_BYTES];
    char port[8];
    struct addrinfo *found = NULL;
    const struct addrinfo hints = {.ai_family = AF_UNSPEC,
                                   .ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE};
    const int one = 1;
    if (!split(listen_at, host, port) ||
        getaddrinfo(host[0] ? host : NULL, port, &hints, &found) != 0 || !found)
        return ikm_fail(err, IKM_USAGE,
                        "alamat \"%s\" tidak dikenali; tulis ALAMAT:PORT, "
                        "misalnya 127.0.0.1:8080 atau 0.0.0.0:8080",
                        "the address \"%s\" is not understood; write "
                        "ADDRESS:PORT, such as 127.0.0.1:8080 or 0.0.0.0:8080",
                        listen_at);
    const int number = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int is_open =
        number >= 0 &&
        setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
        bind(number, found->ai_addr, found->ai_addrlen) == 0 &&
        listen(number, BACKLOG) == 0;
    freeaddrinfo(found);
    if (is_open) {
        *ret_socket = number;
        return IKM_OK;
    }
    const enum ikm_status status = no_socket(listen_at, err);
    if (number >= 0)
        (void)close(number);
    return status;
}

static void name_socket(struct http *http)
{
    struct sockaddr_storage at = {0};
    socklen_t length = sizeof at;
    char host[64] = "";
    char port[8] = "";
    (void)getsockname(http->socket, (struct sockaddr *)&at, &length);
    (void)getnameinfo((struct sockaddr *)&at, length, host, sizeof host, port,
                      sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    (void)snprintf(http->address, sizeof http->address,
                   strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
}

static struct MHD_Daemon *start_daemon(struct http *http,
                                       const struct http_options *options)
{
    const unsigned flags =
        MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_THREAD_PER_CONNECTION |
        MHD_USE_ITC | MHD_USE_ERROR_LOG |
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
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES, MHD_OPTION_ARRAY,
        more, MHD_OPTION_END);
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
    enum ikm_status status = open_socket(options->listen, &http->socket, err);
    if (status != IKM_OK) {
        free(http);
        return status;
    }
    name_socket(http);
    *ret_http = http; /* requests may come before this function returns */
    status = http_connections_start(&http->all, err);
    if (status == IKM_OK) {
        http->daemon = start_daemon(http, options);
        if (!http->daemon) {
            http_connections_end(&http->all);
            status = ikm_fail(
                err, IKM_INPUT,
                http->is_encrypted
                    ? "sertifikat dan kunci TLS tidak dapat dipakai bersama%s"
                    : "server web tidak dapat dimulai%s",
                http->is_encrypted
                    ? "TLS certificate and key cannot be used together%s"
                    : "the web server cannot be started%s",
                "");
        }
    }
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

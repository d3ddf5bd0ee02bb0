/* The socket that is listened on. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/http_private.h"

enum { BACKLOG = 1024, MOST_PORT = 65535 };

/* "host:port", "[v6]:port", ":port" into its two parts. */
static int split(const char *listen, char host[HTTP_ADDRESS_BYTES],
                 char port[8])
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
    if (n >= HTTP_ADDRESS_BYTES)
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

enum ikm_status http_socket_open(const char *listen_at, int *ret_socket,
                                 struct ikm_error *err)
{
    char host[HTTP_ADDRESS_BYTES];
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

void http_socket_name(int socket, char room[HTTP_ADDRESS_BYTES])
{
    struct sockaddr_storage at = {0};
    socklen_t length = sizeof at;
    char host[64] = "";
    char port[8] = "";
    (void)getsockname(socket, (struct sockaddr *)&at, &length);
    (void)getnameinfo((struct sockaddr *)&at, length, host, sizeof host, port,
                      sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    (void)snprintf(room, HTTP_ADDRESS_BYTES,
                   strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
}

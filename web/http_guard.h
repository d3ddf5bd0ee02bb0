/* web/http_guard.h - is a request head one that every server reads alike?
 *
 * Pure; fed by http.c header after header. RFC 9112, sections 3.2, 6.3, 11.2.
 */
#ifndef IKM_WEB_HTTP_GUARD_H
#define IKM_WEB_HTTP_GUARD_H

#include <stddef.h>
#include <stdint.h>

struct http_guard {
    int n_hosts, n_lengths, n_encodings;
    int is_bad;
    int64_t length_bytes; /* of Content-Length */
};

/* One header; sizes may hold a NUL inside. */
void http_guard_header(struct http_guard *guard, const char *name,
                       size_t name_bytes, const char *value,
                       size_t value_bytes);
/* The request line. */
void http_guard_line(struct http_guard *guard, const char *method,
                     const char *target, const char *version);
/* 1 when all of it is clear. *ret_length: -1 when the body is chunked. */
int http_guard_done(const struct http_guard *guard, int64_t *ret_length);

#endif

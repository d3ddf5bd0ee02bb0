#include "web/multipart.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static enum ikm_status damaged(struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT, "kiriman formulir rusak",
                    "the form was sent damaged");
}

/* The value of `name=` among the parameters of a header; 0: not there, or too
 * long. Quotes may be around it; a backslash takes the next byte as it is. */
static int parameter(const char *header, const char *name, char *room,
                     size_t room_bytes)
{
    const size_t name_length = strlen(name);
    for (const char *at = strchr(header, ';'); at; at = strchr(at, ';')) {
        at++;
        at += strspn(at, " \t");
        if (strncasecmp(at, name, name_length) != 0 || at[name_length] != '=') {
            const size_t n = strcspn(at, ";\"");
            at += n;
            if (*at == '"') /* skip a quoted value */
                for (at++; *at && *at != '"'; at++)
                    at += *at == '\\' && at[1];
            continue;
        }
        at += name_length + 1;
        const int is_quoted = *at == '"';
        size_t n = 0;
        for (at += is_quoted;
             *at && (is_quoted ? *at != '"' : !strchr("; \t", *at)); at++) {
            at += is_quoted && *at == '\\' && at[1] == '"';
            if (n + 1 >= room_bytes)
                return 0;
            room[n++] = *at;
        }
        room[n] = '\0';
        return !is_quoted || *at == '"';
    }
    return 0;
}

int web_multipart_boundary(const char *content_type,
                           char ret_boundary[WEB_BOUNDARY_BYTES])
{
    static const char type[] = "multipart/form-data";
    static const char signs[] = "0123456789abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
    const size_t length = sizeof type - 1;
    if (strncasecmp(content_type, type, length) != 0 ||
        (content_type[length] != ';' && content_type[length] != ' '))
        return 0;
    if (!parameter(content_type, "boundary", ret_boundary, WEB_BOUNDARY_BYTES))
        return 0;
    const size_t n = strlen(ret_boundary);
    return n > 0 && n <= 70 && strspn(ret_boundary, signs) == n &&
           ret_boundary[n - 1] != ' ';
}

void web_multipart_start(struct web_multipart *m, const char *boundary,
                         const struct web_part_sink *sink)
{
    *m = (struct web_multipart){.sink = *sink};
    (void)snprintf(m->delimiter, sizeof m->delimiter, "\r\n--%s", boundary);
    m->delimiter_bytes = strlen(m->delimiter);
    m->n_matched = 2; /* the first boundary needs no line before it */
}

/* One header line of a part, ended by NUL. */
static void read_header(struct web_multipart *m)
{
    static const char disposition[] = "Content-Disposition:";
    if (strncasecmp(m->line, disposition, sizeof disposition - 1) != 0)
        return;
    m->has_name = parameter(m->line, "name", m->name, sizeof m->name);
    m->has_file =
        parameter(m->line, "filename", m->file_name, sizeof m->file_name);
    const char *last = m->file_name;
    for (const char *p = m->file_name; m->has_file && *p; p++)
        if (*p == '/' || *p == '\\')
            last = p + 1;
    if (last > m->file_name)
        memmove(m->file_name, last, strlen(last) + 1);
}

static enum ikm_status end_of_line(struct web_multipart *m,
                                   struct ikm_error *err)
{
    if (m->line_bytes == 0 || m->line[m->line_bytes - 1] != '\r')
        return damaged(err);
    m->line[--m->line_bytes] = '\0';
    if (m->line_bytes > 0) {
        read_header(m);
        m->line_bytes = 0;
        return IKM_OK;
    }
    if (!m->has_name)
        return damaged(err);
    m->place = WEB_MULTIPART_DATA;
    m->n_matched = 0;
    return m->sink.begin(m->sink.context, m->name,
                         m->has_file ? m->file_name : NULL, err);
}

static enum ikm_status in_headers(struct web_multipart *m, char c,
                                  struct ikm_error *err)
{
    if (c == '\0')
        return damaged(err);
    if (c == '\n')
        return end_of_line(m, err);
    if (m->line_bytes + 1 >= sizeof m->line)
        return ikm_fail(err, IKM_LIMIT,
                        "kiriman formulir rusak: kepala bagian "
                        "terlalu panjang",
                        "the form was sent damaged: a header is too long");
    m->line[m->line_bytes++] = c;
    return IKM_OK;
}

/* Two bytes behind a boundary say whether a part follows. */
static enum ikm_status behind_boundary(struct web_multipart *m, char c,
                                       struct ikm_error *err)
{
    if (m->behind == '\0') {
        m->behind = c;
        return c == '\r' || c == '-' ? IKM_OK : damaged(err);
    }
    if (m->behind == '-' && c == '-')
        m->place = WEB_MULTIPART_DONE;
    else if (m->behind == '\r' && c == '\n') {
        m->place = WEB_MULTIPART_HEADERS;
        m->line_bytes = 0;
        m->has_name = 0;
        m->has_file = 0;
        if (++m->n_parts > WEB_MAX_MULTIPARTS)
            return ikm_fail(
                err, IKM_LIMIT, "terlalu banyak isian (lebih dari %d)",
                "too many fields (more than %d)", (int)WEB_MAX_MULTIPARTS);
    } else
        return damaged(err);
    return IKM_OK;
}

static enum ikm_status give(struct web_multipart *m, const char *bytes,
                            size_t n, struct ikm_error *err)
{
    if (n == 0 || m->place != WEB_MULTIPART_DATA)
        return IKM_OK;
    return m->sink.data(m->sink.context, bytes, n, err);
}

/* Data up to the next boundary; CR stands only at a delimiter's start, so a
 * failed match is data as a whole. Returns how many bytes were used. */
static size_t in_data(struct web_multipart *m, const char *bytes, size_t length,
                      enum ikm_status *status, struct ikm_error *err)
{
    if (m->n_matched == 0) {
        const char *cr = memchr(bytes, '\r', length);
        const size_t n = cr ? (size_t)(cr - bytes) : length;
        *status = give(m, bytes, n, err);
        if (!cr)
            return n;
        m->n_matched = 1;
        return n + 1;
    }
    if (*bytes != m->delimiter[m->n_matched]) {
        *status = give(m, m->delimiter, m->n_matched, err);
        m->n_matched = 0;
        return 0;
    }
    if (++m->n_matched < m->delimiter_bytes)
        return 1;
    if (m->place == WEB_MULTIPART_DATA)
        *status = m->sink.end(m->sink.context, err);
    m->place = WEB_MULTIPART_BEHIND;
    m->behind = '\0';
    return 1;
}

enum ikm_status web_multipart_push(struct web_multipart *m, const char *bytes,
                                   size_t length_bytes, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    size_t at = 0;
    while (at < length_bytes && status == IKM_OK) {
        switch (m->place) {
        case WEB_MULTIPART_BEFORE:
        case WEB_MULTIPART_DATA:
            at += in_data(m, bytes + at, length_bytes - at, &status, err);
            break;
        case WEB_MULTIPART_BEHIND:
            status = behind_boundary(m, bytes[at++], err);
            break;
        case WEB_MULTIPART_HEADERS:
            status = in_headers(m, bytes[at++], err);
            break;
        case WEB_MULTIPART_DONE: at = length_bytes; break;
        }
    }
    return status;
}

enum ikm_status web_multipart_finish(const struct web_multipart *m,
                                     struct ikm_error *err)
{
    return m->place == WEB_MULTIPART_DONE ? IKM_OK : damaged(err);
}

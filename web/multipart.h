/* web/multipart.h - multipart/form-data (RFC 7578), piece by piece as it comes
 * in. Pure: no memory of its own, parts go to a sink. */
#ifndef IKM_WEB_MULTIPART_H
#define IKM_WEB_MULTIPART_H

#include "data/base/error.h"

enum {
    WEB_BOUNDARY_BYTES = 72, /* RFC 2046: at most 70 */
    WEB_PART_LINE_BYTES = 1024,
    WEB_PART_NAME_BYTES = 256,
    WEB_MAX_MULTIPARTS = 400
};

/* Takes the parts. file_name NULL: a plain field; "" : a file field that was
 * left empty. Names are as sent; the last name of a path. */
struct web_part_sink {
    void *context;
    enum ikm_status (*begin)(void *context, const char *name,
                             const char *file_name, struct ikm_error *err);
    enum ikm_status (*data)(void *context, const char *bytes,
                            size_t length_bytes, struct ikm_error *err);
    enum ikm_status (*end)(void *context, struct ikm_error *err);
};

enum web_multipart_place {
    WEB_MULTIPART_BEFORE,  /* the first boundary */
    WEB_MULTIPART_BEHIND,  /* a boundary */
    WEB_MULTIPART_HEADERS, /* of a part */
    WEB_MULTIPART_DATA,
    WEB_MULTIPART_DONE
};

struct web_multipart {
    struct web_part_sink sink;
    enum web_multipart_place place;
    char delimiter[WEB_BOUNDARY_BYTES + 4]; /* CR LF - - boundary */
    size_t delimiter_bytes;
    size_t n_matched; /* bytes of the delimiter seen last */
    char line[WEB_PART_LINE_BYTES];
    size_t line_bytes;
    char behind; /* first byte behind the boundary */
    int has_name, has_file;
    char name[WEB_PART_NAME_BYTES];
    char file_name[WEB_PART_NAME_BYTES];
    int n_parts;
};

/* The boundary out of a Content-Type; 0: it is no multipart/form-data, or has
 * no good boundary. */
int web_multipart_boundary(const char *content_type,
                           char ret_boundary[WEB_BOUNDARY_BYTES]);

void web_multipart_start(struct web_multipart *m, const char *boundary,
                         const struct web_part_sink *sink);
/* IKM_INPUT  malformed; IKM_LIMIT  too many parts, a header line too long; and
 * what the sink says */
IKM_MUST_CHECK enum ikm_status web_multipart_push(struct web_multipart *m,
                                                  const char *bytes,
                                                  size_t length_bytes,
                                                  struct ikm_error *err);
/* IKM_INPUT  it was cut off */
IKM_MUST_CHECK enum ikm_status
web_multipart_finish(const struct web_multipart *m, struct ikm_error *err);

#endif

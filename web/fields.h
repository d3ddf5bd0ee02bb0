/* web/fields.h - what a browser sends: names with values.
 *
 * Pure: bytes in, fields out; the fuzz targets live on these. Names and values
 * are decoded, valid UTF-8 without NUL; line ends are "\n". */
#ifndef IKM_WEB_FIELDS_H
#define IKM_WEB_FIELDS_H

#include "data/base/arena.h"

enum {
    WEB_MAX_FIELDS = 400,
    WEB_MAX_NAME_BYTES = 64,
    WEB_MAX_PARTS = 4, /* parts in braces of an address pattern */
    WEB_MAX_PART_BYTES = 256
};

struct web_field {
    const char *name, *value;
};

struct web_fields {
    size_t n_fields;
    const struct web_field *field; /* [n_fields], in the order sent */
};

/* The first value of this name; "" when it was not sent. */
const char *web_value(const struct web_fields *fields, const char *name);
/* 1 when it was sent, were it empty. */
int web_has(const struct web_fields *fields, const char *name);

/* application/x-www-form-urlencoded: "a=1&b=x+y%21", also behind the "?" of an
 * address. Texts live in `arena`.
 * IKM_INPUT  a broken %, NUL, no UTF-8, a name too long
 * IKM_LIMIT  more than WEB_MAX_FIELDS fields */
IKM_MUST_CHECK enum ikm_status web_fields_parse(const char *bytes,
                                                size_t length_bytes,
                                                struct ikm_arena *arena,
                                                struct web_fields *ret_fields,
                                                struct ikm_error *err);

/* The value of one cookie out of a Cookie header (RFC 6265, 4.2.1), as it
 * stands; "" when there is none. With two of the same name there is none
 * either: one of them is not ours. */
enum { WEB_MAX_COOKIE_BYTES = 128 };
const char *web_cookie(const char *header, const char *name,
                       char room[WEB_MAX_COOKIE_BYTES]);

/* Decodes one part of an address ("kec%2001") into the arena. Refused are "/",
 * NUL and other control characters, "." and "..".
 * IKM_INPUT, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
web_part_decode(const char *bytes, size_t length_bytes, struct ikm_arena *arena,
                const char **ret_part, struct ikm_error *err);

/* Does the raw path fit the pattern? "/isi/{unit}/{layanan}" takes two parts,
 * undecoded, each not empty. Returns the number of parts, -1 when not. */
struct web_span {
    const char *bytes;
    size_t length_bytes;
};
int web_path_fits(const char *pattern, const char *path, size_t path_bytes,
                  struct web_span ret_part[WEB_MAX_PARTS]);

/* `text` as one part of an address, percent-encoded, into the arena; NULL: no
 * memory. */
const char *web_part_encode(const char *text, struct ikm_arena *arena);

#endif

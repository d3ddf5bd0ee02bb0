#include "web/fields.h"

#include <string.h>

#include "data/base/utf8.h"

static const struct web_field *find(const struct web_fields *fields,
                                    const char *name)
{
    for (size_t i = 0; i < fields->n_fields; i++)
        if (fields->field[i].name[0] == name[0] &&
            strcmp(fields->field[i].name, name) == 0)
            return &fields->field[i];
    return NULL;
}

const char *web_value(const struct web_fields *fields, const char *name)
{
    const struct web_field *field = find(fields, name);
    return field ? field->value : "";
}

int web_has(const struct web_fields *fields, const char *name)
{
    return find(fields, name) != NULL;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Decodes % (and + when asked) into `room`, which is as long as the bytes.
 * Returns the length, SIZE_MAX for a broken % or a NUL. */
static size_t decode(const char *bytes, size_t length, int plus_is_blank,
                     char *room)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        if (c == '+' && plus_is_blank)
            c = ' ';
        else if (c == '%') {
            const int high = i + 2 < length ? hex_value(bytes[i + 1]) : -1;
            const int low = high >= 0 ? hex_value(bytes[i + 2]) : -1;
            if (low < 0)
                return SIZE_MAX;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return SIZE_MAX;
        room[n++] = c;
    }
    return n;
}

/* "\r\n" and "\r" become "\n". */
static size_t unify_lines(char *text, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
            continue;
        text[n++] = text[i];
        if (text[n - 1] == '\r')
            text[n - 1] = '\n';
    }
    return n;
}

/* One decoded text in the arena. */
static enum ikm_status take_text(const char *bytes, size_t length,
                                 struct ikm_arena *arena, const char **ret_text,
                                 struct ikm_error *err)
{
    char *room = ikm_arena_take(arena, length + 1, 1);
    if (!room)
        return ikm_fail_memory(err);
    size_t n = decode(bytes, length, 1, room);
    if (n == SIZE_MAX || ikm_utf8_valid_prefix(room, n) != n)
        return ikm_fail(err, IKM_INPUT, "isian formulir rusak",
                        "the form's data are damaged");
    n = unify_lines(room, n);
    room[n] = '\0';
    *ret_text = room;
    return IKM_OK;
}

static enum ikm_status take_field(const char *bytes, size_t length,
                                  struct ikm_arena *arena,
                                  struct web_field *ret_field,
                                  struct ikm_error *err)
{
    const char *equal = memchr(bytes, '=', length);
    const size_t name_length = equal ? (size_t)(equal - bytes) : length;
    const char *value = equal ? equal + 1 : bytes + length;
    enum ikm_status status =
        take_text(bytes, name_length, arena, &ret_field->name, err);
    if (status == IKM_OK && strlen(ret_field->name) > WEB_MAX_NAME_BYTES)
        status = ikm_fail(err, IKM_INPUT, "nama isian terlalu panjang",
                          "a field's name is too long");
    if (status == IKM_OK)
        status = take_text(value, (size_t)(bytes + length - value), arena,
                           &ret_field->value, err);
    return status;
}

static size_t count_fields(const char *bytes, size_t length)
{
    size_t n = length > 0;
    for (size_t i = 0; i < length; i++)
        n += bytes[i] == '&';
    return n;
}

enum ikm_status web_fields_parse(const char *bytes, size_t length_bytes,
                                 struct ikm_arena *arena,
                                 struct web_fields *ret_fields,
                                 struct ikm_error *err)
{
    const size_t n_most = count_fields(bytes, length_bytes);
    *ret_fields = (struct web_fields){0};
    if (n_most == 0)
        return IKM_OK;
    if (n_most > WEB_MAX_FIELDS)
        return ikm_fail(err, IKM_LIMIT, "terlalu banyak isian (lebih dari %d)",
                        "too many fields (more than %d)", (int)WEB_MAX_FIELDS);
    struct web_field *fields = ikm_arena_take(arena, n_most, sizeof *fields);
    if (!fields)
        return ikm_fail_memory(err);
    size_t n = 0;
    const char *at = bytes;
    const char *end = bytes + length_bytes;
    while (at < end) {
        const char *stop = memchr(at, '&', (size_t)(end - at));
        if (!stop)
            stop = end;
        if (stop > at) {
            const enum ikm_status status =
                take_field(at, (size_t)(stop - at), arena, &fields[n++], err);
            if (status != IKM_OK)
                return status;
        }
        at = stop < end ? stop + 1 : end;
    }
    *ret_fields = (struct web_fields){n, fields};
    return IKM_OK;
}

const char *web_cookie(const char *header, const char *name,
                       char room[WEB_MAX_COOKIE_BYTES])
{
    const size_t name_length = strlen(name);
    int n_found = 0;
    room[0] = '\0';
    for (const char *at = header; at && *at;) {
        at += strspn(at, "; \t");
        const size_t length = strcspn(at, ";");
        if (length > name_length && at[name_length] == '=' &&
            memcmp(at, name, name_length) == 0) {
            size_t n = length - name_length - 1;
            const char *value = at + name_length + 1;
            while (n > 0 && (value[n - 1] == ' ' || value[n - 1] == '\t'))
                n--;
            if (n_found++ > 0 || n >= WEB_MAX_COOKIE_BYTES) {
                room[0] = '\0';
                return room;
            }
            memcpy(room, value, n);
            room[n] = '\0';
        }
        at += length;
    }
    return room;
}

enum ikm_status web_part_decode(const char *bytes, size_t length_bytes,
                                struct ikm_arena *arena, const char **ret_part,
                                struct ikm_error *err)
{
    char *room = length_bytes <= WEB_MAX_PART_BYTES
                     ? ikm_arena_take(arena, length_bytes + 1, 1)
                     : NULL;
    if (!room && length_bytes <= WEB_MAX_PART_BYTES)
        return ikm_fail_memory(err);
    const size_t n = room ? decode(bytes, length_bytes, 0, room) : SIZE_MAX;
    int is_good = n != SIZE_MAX && n > 0 && ikm_utf8_valid_prefix(room, n) == n;
    for (size_t i = 0; is_good && i < n; i++)
        is_good =
            (unsigned char)room[i] >= 0x20 && room[i] != 0x7F && room[i] != '/';
    if (is_good)
        room[n] = '\0';
    if (!is_good || strcmp(room, ".") == 0 || strcmp(room, "..") == 0)
        return ikm_fail(err, IKM_INPUT, "alamat halaman rusak",
                        "the page's address is damaged");
    *ret_part = room;
    return IKM_OK;
}

int web_path_fits(const char *pattern, const char *path, size_t path_bytes,
                  struct web_span ret_part[WEB_MAX_PARTS])
{
    const char *at = path;
    const char *end = path + path_bytes;
    int n_parts = 0;
    for (const char *p = pattern; *p;) {
        if (*p != '{') {
            if (at == end || *at != *p)
                return -1;
            at++;
            p++;
            continue;
        }
        const char *stop = memchr(at, '/', (size_t)(end - at));
        if (!stop)
            stop = end;
        if (stop == at || n_parts == WEB_MAX_PARTS)
            return -1;
        ret_part[n_parts++] = (struct web_span){at, (size_t)(stop - at)};
        at = stop;
        p += strcspn(p, "}");
        p += *p == '}';
    }
    return at == end ? n_parts : -1;
}

const char *web_part_encode(const char *text, struct ikm_arena *arena)
{
    static const char digits[] = "0123456789ABCDEF";
    char *room = ikm_arena_take(arena, 3 * strlen(text) + 1, 1);
    char *at = room;
    if (!room)
        return NULL;
    for (const char *p = text; *p; p++) {
        const unsigned char c = (unsigned char)*p;
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z') || strchr("-_.~", c))
            *at++ = (char)c;
        else {
            *at++ = '%';
            *at++ = digits[c >> 4];
            *at++ = digits[c & 15];
        }
    }
    *at = '\0';
    return room;
}

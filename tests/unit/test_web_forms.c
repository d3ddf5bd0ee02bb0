/* Fields, cookies, addresses, multipart, request heads: bytes to meaning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "web/fields.h"
#include "web/http_guard.h"
#include "web/multipart.h"
#include "web/routes.h"

static struct ikm_arena arena = {.limit_bytes = 1 << 22};

static enum ikm_status parse(const char *text, struct web_fields *fields)
{
    struct ikm_error err = {0};
    return web_fields_parse(text, strlen(text), &arena, fields, &err);
}

static void fields(void **state)
{
    struct web_fields f;
    (void)state;
    assert_int_equal(parse("a=1&b=x+y%21&&c&d=%C3%A9&a=2&e=1%0D%0A2%0D3", &f),
                     IKM_OK);
    assert_int_equal(f.n_fields, 6);
    assert_string_equal(web_value(&f, "a"), "1");
    assert_string_equal(web_value(&f, "b"), "x y!");
    assert_string_equal(web_value(&f, "c"), "");
    assert_true(web_has(&f, "c"));
    assert_false(web_has(&f, "x"));
    assert_string_equal(web_value(&f, "d"), "\xC3\xA9");
    assert_string_equal(web_value(&f, "e"), "1\n2\n3");
    assert_int_equal(parse("", &f), IKM_OK);
    assert_int_equal(f.n_fields, 0);
    static const char *const bad[] = {"a=%",   "a=%4",  "a=%zz", "a=%00",
                                      "%00=1", "a=%ff", "a=%C3", "%=1"};
    for (size_t i = 0; i < IKM_COUNT(bad); i++)
        assert_int_equal(parse(bad[i], &f), IKM_INPUT);
    char many[2 * WEB_MAX_FIELDS + 4];
    for (size_t i = 0; i + 1 < sizeof many; i += 2)
        memcpy(many + i, "a&", 2);
    many[2 * WEB_MAX_FIELDS - 1] = '\0';
    assert_int_equal(parse(many, &f), IKM_OK);
    many[2 * WEB_MAX_FIELDS - 1] = '&';
    many[2 * WEB_MAX_FIELDS + 1] = '\0';
    assert_int_equal(parse(many, &f), IKM_LIMIT);
}

static void cookies(void **state)
{
    char room[WEB_MAX_COOKIE_BYTES];
    (void)state;
    assert_string_equal(web_cookie("a=1; sesi=xyz; b=2", "sesi", room), "xyz");
    assert_string_equal(web_cookie("sesi=xyz ", "sesi", room), "xyz");
    assert_string_equal(web_cookie("xsesi=1;sesix=2", "sesi", room), "");
    assert_string_equal(web_cookie("sesi", "sesi", room), "");
    assert_string_equal(web_cookie(NULL, "sesi", room), "");
    assert_string_equal(web_cookie("sesi=1; sesi=2", "sesi", room), "");
    char long_one[300] = "sesi=";
    memset(long_one + 5, 'x', 200);
    assert_string_equal(web_cookie(long_one, "sesi", room), "");
}

static void paths(void **state)
{
    struct web_span part[WEB_MAX_PARTS];
    struct ikm_error err = {0};
    const char *decoded = NULL;
    (void)state;
    assert_int_equal(web_path_fits("/", "/", 1, part), 0);
    assert_int_equal(
        web_path_fits("/isi/{unit}/{layanan}", "/isi/a/b%20c", 12, part), 2);
    assert_int_equal(part[1].length_bytes, 5);
    assert_int_equal(web_path_fits("/isi/{unit}", "/isi/", 5, part), -1);
    assert_int_equal(web_path_fits("/isi/{unit}", "/isi/a/b", 8, part), -1);
    assert_int_equal(web_path_fits("/isi/{unit}/x", "/isi/a/x", 8, part), 1);
    assert_int_equal(web_path_fits("/isi/{unit}/x", "/isi/a/xy", 9, part), -1);
    assert_int_equal(web_part_decode("b%20c", 5, &arena, &decoded, &err),
                     IKM_OK);
    assert_string_equal(decoded, "b c");
    static const char *const bad[] = {"..", ".", "%2e%2e", "a%2fb", "a%00",
                                      "%",  "",  "%0a",    "%ff"};
    for (size_t i = 0; i < IKM_COUNT(bad); i++)
        assert_int_equal(
            web_part_decode(bad[i], strlen(bad[i]), &arena, &decoded, &err),
            IKM_INPUT);
    assert_string_equal(web_part_encode("a b/\xC3\xA9", &arena),
                        "a%20b%2F%C3%A9");
}

static struct web_match find(const char *method, const char *path)
{
    return web_route_find(method, path, strlen(path));
}

static void routes(void **state)
{
    (void)state;
    assert_non_null(find("GET", "/").route);
    assert_non_null(find("HEAD", "/").route);
    assert_true(find("POST", "/").other_method);
    assert_true(find("GET", "/kelola.json").is_json);
    assert_null(find("GET", "/masuk.json").route);
    assert_null(find("GET", "/kelola/").route);
    assert_null(find("GET", ".json").route);
    assert_null(find("GET", "").route);
    assert_int_equal(find("GET", "/masuk").route->token, WEB_TOKEN_NONE);
    for (size_t i = 0; i < web_route_count(); i++) {
        const struct web_route *route = web_route(i);
        assert_true((route->method == WEB_GET) ==
                    (route->token == WEB_TOKEN_NONE));
        assert_non_null(route->run);
        /* whoever is let in without sign-in cannot show a session's token */
        if (route->roles == WEB_OPEN)
            assert_int_not_equal(route->token, WEB_TOKEN_SESSION);
        if (route->menu.id)
            assert_true(route->method == WEB_GET && route->roles != WEB_OPEN);
    }
}

/* What the sink got: "name/file:data;" for every part. */
struct got {
    char text[4096];
    size_t n;
};

static void put(struct got *got, const char *bytes, size_t n)
{
    assert_true(got->n + n < sizeof got->text);
    memcpy(got->text + got->n, bytes, n);
    got->n += n;
    got->text[got->n] = '\0';
}

static enum ikm_status begin(void *context, const char *name, const char *file,
                             struct ikm_error *err)
{
    (void)err;
    put(context, name, strlen(name));
    if (file) {
        put(context, "/", 1);
        put(context, file, strlen(file));
    }
    put(context, ":", 1);
    return IKM_OK;
}

static enum ikm_status data(void *context, const char *bytes, size_t n,
                            struct ikm_error *err)
{
    (void)err;
    put(context, bytes, n);
    return IKM_OK;
}

static enum ikm_status end(void *context, struct ikm_error *err)
{
    (void)err;
    put(context, ";", 1);
    return IKM_OK;
}

static enum ikm_status feed(const char *body, size_t step, struct got *got)
{
    struct web_multipart m;
    struct ikm_error err = {0};
    const struct web_part_sink sink = {got, begin, data, end};
    enum ikm_status status = IKM_OK;
    const size_t length = strlen(body);
    *got = (struct got){.n = 0};
    web_multipart_start(&m, "b", &sink);
    for (size_t i = 0; i < length && status == IKM_OK; i += step)
        status = web_multipart_push(
            &m, body + i, i + step < length ? step : length - i, &err);
    return status == IKM_OK ? web_multipart_finish(&m, &err) : status;
}

static void multipart(void **state)
{
    static const char body[] =
        "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        "1\r\n-2\r\n--\r\r\n--c\r\n--b\r\n"
        "content-disposition: form-data; filename=\"C:\\x\\y.csv\"; "
        "name=\"f; name=z\"\r\nContent-Type: text/csv\r\n\r\n\r\n--b\r\n"
        "Content-Disposition: form-data; name=e; filename=\"\"\r\n\r\n"
        "\r\n--b--\r\nepilogue --b\r\n";
    struct got got;
    (void)state;
    for (size_t step = 1; step < 40; step++) {
        assert_int_equal(feed(body, step, &got), IKM_OK);
        assert_string_equal(got.text, "a:1\r\n-2\r\n--\r\r\n--c;"
                                      "f; name=z/y.csv:;e/:;");
    }
    static const char *const bad[] = {
        "",
        "x",
        "--b",
        "--b--x",
        "--bx",
        "--b\r\n\r\n",
        "--b\nA",
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"};
    for (size_t i = 0; i < IKM_COUNT(bad); i++)
        if (strcmp(bad[i], "--b--x") != 0)
            assert_int_not_equal(feed(bad[i], 1, &got), IKM_OK);
}

static void boundaries(void **state)
{
    char b[WEB_BOUNDARY_BYTES];
    (void)state;
    assert_true(web_multipart_boundary("multipart/form-data; boundary=a-b", b));
    assert_string_equal(b, "a-b");
    assert_true(web_multipart_boundary(
        "Multipart/Form-Data;charset=x; Boundary=\"a b\"; z", b));
    assert_string_equal(b, "a b");
    assert_false(web_multipart_boundary("multipart/form-data", b));
    assert_false(web_multipart_boundary("multipart/form-datax; boundary=a", b));
    assert_false(web_multipart_boundary("multipart/form-data; boundary=", b));
    assert_false(
        web_multipart_boundary("multipart/form-data; boundary=\"a", b));
    assert_false(
        web_multipart_boundary("multipart/form-data; boundary=\"a\x01\"", b));
    assert_false(web_multipart_boundary(
        "multipart/form-data; boundary="
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "xx",
        b));
}

static int64_t guarded(const char *const *pairs, size_t n)
{
    struct http_guard guard = {0};
    int64_t length = 0;
    for (size_t i = 0; i + 1 < n; i += 2)
        http_guard_header(&guard, pairs[i], strlen(pairs[i]), pairs[i + 1],
                          strlen(pairs[i + 1]));
    http_guard_line(&guard, "POST", "/", "HTTP/1.1");
    return http_guard_done(&guard, &length) ? length : -2;
}
#define GUARDED(...)                                                           \
    guarded((const char *const[]){__VA_ARGS__},                                \
            IKM_COUNT(((const char *const[]){__VA_ARGS__})))

static void heads(void **state)
{
    (void)state;
    assert_int_equal(GUARDED("Host", "a"), 0);
    assert_int_equal(GUARDED("host", "a", "content-length", "12"), 12);
    assert_int_equal(GUARDED("Host", "a", "Transfer-Encoding", "Chunked"), -1);
    assert_int_equal(GUARDED("Host", "a", "Transfer-Encoding", "chunked",
                             "Content-Length", "1"),
                     -2);
    assert_int_equal(
        GUARDED("Host", "a", "Content-Length", "1", "Content-Length", "1"), -2);
    assert_int_equal(GUARDED("Host", "a", "Content-Length", "1 "), -2);
    assert_int_equal(GUARDED("Host", "a", "Content-Length", "\t1"), -2);
    assert_int_equal(GUARDED("Content-Length", "1"), -2);
    assert_int_equal(GUARDED("Host", "a", "X Y", "1"), -2);
    assert_int_equal(GUARDED("Host", "a b"), -2);
    struct http_guard guard = {0};
    int64_t length = 0;
    http_guard_header(&guard, "Host", 4, "a\0b", 3);
    http_guard_line(&guard, "GET", "/", "HTTP/1.1");
    assert_false(http_guard_done(&guard, &length));
}

static int release(void **state)
{
    (void)state;
    ikm_arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields),    cmocka_unit_test(cookies),
        cmocka_unit_test(paths),     cmocka_unit_test(routes),
        cmocka_unit_test(multipart), cmocka_unit_test(boundaries),
        cmocka_unit_test(heads),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

/* What is drawn is read back by another program (zbarimg). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "export/qr.h"

enum { SCALE = 4, MOST = 200 };

static struct ikm_arena arena = {.limit_bytes = 8 << 20};

/* Paints the path as a browser would, and writes it as a grey picture. */
static void paint(const struct ikm_qr *qr, FILE *file)
{
    static unsigned char dark[MOST][MOST];
    const char *at = qr->path;
    int x, y, width, back, used;
    memset(dark, 0, sizeof dark);
    while (*at) {
        used = 0;
        assert_int_equal(
            sscanf(at, "M%d %dh%dv1h-%dz%n", &x, &y, &width, &back, &used), 4);
        assert_true(used > 0 && width == back && width > 0);
        assert_true(x >= IKM_QR_QUIET && y >= IKM_QR_QUIET);
        assert_true(x + width <= qr->n_modules - IKM_QR_QUIET);
        assert_true(y < qr->n_modules - IKM_QR_QUIET);
        memset(&dark[y][x], 1, (size_t)width);
        at += used;
    }
    (void)fprintf(file, "P5 %d %d 255\n", qr->n_modules * SCALE,
                  qr->n_modules * SCALE);
    for (int i = 0; i < qr->n_modules * SCALE; i++)
        for (int j = 0; j < qr->n_modules * SCALE; j++)
            (void)fputc(dark[i / SCALE][j / SCALE] ? 0 : 255, file);
}

static void read_back(const char *text)
{
    char name[] = "/tmp/ikm-qr-XXXXXX";
    char command[120];
    char read[IKM_QR_TEXT_MOST + 2] = "";
    struct ikm_qr qr = {0};
    struct ikm_error err = {0};
    assert_int_equal(ikm_qr_make(text, &arena, &qr, &err), IKM_OK);
    assert_true(qr.n_modules < MOST);
    const int descriptor = mkstemp(name);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "wb");
    assert_non_null(file);
    paint(&qr, file);
    assert_int_equal(fclose(file), 0);
    (void)snprintf(command, sizeof command,
                   "zbarimg -q --raw -Sdisable "
                   "-Sqrcode.enable pgm:%s 2>/dev/null",
                   name);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    const size_t n = fread(read, 1, sizeof read - 1, answer);
    (void)pclose(answer);
    (void)unlink(name);
    read[n > 0 ? n - 1 : 0] = '\0'; /* the line's end */
    assert_string_equal(read, text);
}

static void addresses_are_read_back(void **state)
{
    (void)state;
    read_back("http://192.168.1.10:8080/isi/kec-01");
    read_back("https://skm.contoh.go.id/isi/kec%2001/KTP%20%26%20KK?k=AB12");
    read_back("x");
}

static void a_long_one_is_read_back(void **state)
{
    char text[600];
    (void)state;
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = (char)('a' + i * i % 23);
    text[sizeof text - 1] = '\0';
    read_back(text);
}

static void what_does_not_fit_is_told(void **state)
{
    char text[IKM_QR_TEXT_MOST + 2];
    struct ikm_qr qr = {.n_modules = -1};
    struct ikm_error err = {0};
    (void)state;
    memset(text, 'a', sizeof text);
    text[IKM_QR_TEXT_MOST + 1] = '\0';
    assert_int_equal(ikm_qr_make(text, &arena, &qr, &err), IKM_INPUT);
    assert_string_equal(err.text, "kode QR memuat 1 sampai 1200 bita, bukan "
                                  "1201");
    assert_int_equal(ikm_qr_make("", &arena, &qr, &err), IKM_INPUT);
    assert_int_equal(qr.n_modules, -1);
    text[IKM_QR_TEXT_MOST] = '\0';
    assert_int_equal(ikm_qr_make(text, &arena, &qr, &err), IKM_OK);
    assert_true(qr.n_modules <= 177 + 2 * IKM_QR_QUIET);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read_back),
        cmocka_unit_test(a_long_one_is_read_back),
        cmocka_unit_test(what_does_not_fit_is_told),
    };
    const int n_failed = cmocka_run_group_tests(tests, NULL, NULL);
    ikm_arena_release(&arena);
    return n_failed;
}

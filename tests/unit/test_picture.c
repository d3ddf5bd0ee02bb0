/* Photos: which way up, how large, and that nothing is kept of what a camera
 * writes beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/base/picture.h"

/* No picture that could be seen, but laid out as one: 3 x 2, two scans. */
#define FRAME "\xFF\xC2\x00\x0B\x08\x00\x02\x00\x03\x01\x01\x11\x00"
#define TABLE "\xFF\xDB\x00\x05\x00\x01\x02"
#define SCAN  "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"
#define CODED "\x12\xFF\x00\x34\xFF\xD0\x56"
#define APP0  "\xFF\xE0\x00\x07JFIF\x00"
#define NOTE  "\xFF\xFE\x00\x08RAHASI"
/* II, one entry: orientation `\x06`; then the camera's name behind it */
#define EXIF                                                                   \
    "\xFF\xE1\x00\x2A"                                                         \
    "Exif\x00\x00II\x2A\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00"   \
    "\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00RAHASI\x00\x00"

static const char photo[] =
    "\xFF\xD8" APP0 EXIF NOTE TABLE FRAME SCAN CODED TABLE SCAN CODED "\xFF\xD9"
    "RAHASIA";

struct cleaned {
    unsigned char bytes[1024];
    size_t n;
    struct ikm_picture picture;
    struct ikm_error err;
    enum ikm_status status;
};

static struct cleaned clean(const void *bytes, size_t n)
{
    struct cleaned made = {.n = 0};
    made.status = ikm_picture_clean(bytes, n, made.bytes, &made.n,
                                    &made.picture, &made.err);
    return made;
}

static int holds(const struct cleaned *made, const char *word)
{
    const size_t n = strlen(word);
    for (size_t i = 0; i + n <= made->n; i++)
        if (memcmp(made->bytes + i, word, n) == 0)
            return 1;
    return 0;
}

static void jpeg(void **state)
{
    struct ikm_picture seen;
    const struct cleaned made = clean(photo, sizeof photo - 1);
    (void)state;
    assert_int_equal(made.status, IKM_OK);
    assert_int_equal(made.picture.kind, IKM_PICTURE_JPEG);
    assert_int_equal(made.picture.width_px, 3);
    assert_int_equal(made.picture.height_px, 2);
    assert_int_equal(made.picture.turn, 1);
    assert_false(holds(&made, "RAHASI"));
    assert_false(holds(&made, "JFIF"));
    /* both scans, then the end and nothing behind it */
    static const char end[] = SCAN CODED TABLE SCAN CODED "\xFF\xD9";
    assert_memory_equal(made.bytes + made.n - (sizeof end - 1), end,
                        sizeof end - 1);
    /* the turn is still known of what was kept, and it is kept as it is */
    assert_true(ikm_picture_look(made.bytes, made.n, &seen));
    assert_memory_equal(&seen, &made.picture, sizeof seen);
    const struct cleaned again = clean(made.bytes, made.n);
    assert_int_equal(again.n, made.n);
    assert_memory_equal(again.bytes, made.bytes, made.n);
}

static void orientations(void **state)
{
    static const int turns[] = {0, 0, 0, 2, 2, 1, 1, 3, 3, 0};
    char turned[sizeof photo];
    (void)state;
    memcpy(turned, photo, sizeof photo);
    char *at = turned + 2 + sizeof APP0 - 1 + 28;
    assert_int_equal(*at, 6);
    for (int orientation = 0; orientation < 10; orientation++) {
        *at = (char)orientation;
        assert_int_equal(clean(turned, sizeof turned - 1).picture.turn,
                         turns[orientation]);
    }
}

#define CHUNK(length, name, body) "\x00\x00\x00" length name body "CRC!"
static const char drawing[] = "\x89PNG\r\n\x1A\n" CHUNK(
    "\x0D", "IHDR", "\x00\x00\x01\x00\x00\x00\x00\x40\x08\x02\x00\x00\x00")
    CHUNK("\x07", "tEXt", "RAHASIA") CHUNK("\x02", "IDAT", "xy")
        CHUNK("\x04", "eXIf", "RAHA") CHUNK("\x00", "IEND", "") "RAHASIA";

static void png(void **state)
{
    const struct cleaned made = clean(drawing, sizeof drawing - 1);
    (void)state;
    assert_int_equal(made.status, IKM_OK);
    assert_int_equal(made.picture.kind, IKM_PICTURE_PNG);
    assert_int_equal(made.picture.width_px, 256);
    assert_int_equal(made.picture.height_px, 64);
    assert_false(holds(&made, "RAHA"));
    assert_true(holds(&made, "IDATxyCRC!"));
}

/* Cut anywhere, changed anywhere: refused or understood, never read beyond. */
static void damaged(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof photo - 20; n++)
        (void)clean(photo, n);
    for (size_t n = 0; n < sizeof drawing - 20; n++)
        assert_int_equal(clean(drawing, n).status, IKM_INPUT);
    for (size_t i = 0; i < sizeof photo - 1; i++)
        for (int bit = 0; bit < 8; bit++) {
            char changed[sizeof photo];
            memcpy(changed, photo, sizeof photo);
            changed[i] = (char)(changed[i] ^ (1 << bit));
            (void)clean(changed, sizeof changed - 1);
        }
    assert_int_equal(clean("GIF89a", 6).status, IKM_INPUT);
    assert_int_equal(clean("", 0).status, IKM_INPUT);
    assert_int_equal(clean("\xFF\xD8\xFF\xD9", 4).status, IKM_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jpeg), cmocka_unit_test(orientations),
        cmocka_unit_test(png), cmocka_unit_test(damaged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

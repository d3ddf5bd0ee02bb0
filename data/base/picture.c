#include "data/base/picture.h"

#include <stdint.h>
#include <string.h>

/* Bytes that come in, and what is kept of them. */
struct strip {
    const unsigned char *in;
    size_t n, at;
    unsigned char *out; /* NULL: only looked at */
    size_t n_out;
    struct ikm_picture picture;
};

static void keep(struct strip *strip, const unsigned char *bytes, size_t n)
{
    if (strip->out)
        memcpy(strip->out + strip->n_out, bytes, n);
    strip->n_out += n;
}

static unsigned big16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

static uint32_t big32(const unsigned char *p)
{
    return (uint32_t)big16(p) << 16 | big16(p + 2);
}

/* ---- which way up (EXIF) ---- */

static const unsigned char exif_name[] = {'E', 'x', 'i', 'f', 0, 0};

static uint32_t number_of(const unsigned char *p, size_t n_bytes, int is_little)
{
    uint32_t number = 0;
    for (size_t i = 0; i < n_bytes; i++)
        number |= (uint32_t)p[i] << 8 * (is_little ? i : n_bytes - 1 - i);
    return number;
}

/* Mirrored ones are shown as if they were not: no camera makes them. */
static int turn_of(uint32_t orientation)
{
    static const int turns[] = {0, 0, 0, 2, 2, 1, 1, 3, 3};
    return orientation < sizeof turns / sizeof *turns ? turns[orientation] : 0;
}

static int read_turn(const unsigned char *exif, size_t n)
{
    enum { ORIENTATION = 0x0112, HEAD = 8, ENTRY = 12 };
    if (n < sizeof exif_name + HEAD ||
        memcmp(exif, exif_name, sizeof exif_name) != 0)
        return 0;
    const unsigned char *tiff = exif + sizeof exif_name;
    const size_t length = n - sizeof exif_name;
    const int is_little = tiff[0] == 'I';
    const size_t first = number_of(tiff + 4, 4, is_little);
    if (first > length || length - first < 2)
        return 0;
    const size_t n_entries = number_of(tiff + first, 2, is_little);
    for (size_t i = 0; i < n_entries; i++) {
        const size_t at = first + 2 + i * ENTRY;
        if (at + ENTRY > length)
            return 0;
        if (number_of(tiff + at, 2, is_little) == ORIENTATION)
            return turn_of(number_of(tiff + at + 8, 2, is_little));
    }
    return 0;
}

/* An EXIF that says which way up, and nothing else. */
static void keep_turn(struct strip *strip)
{
    static const unsigned char orientations[] = {1, 6, 3, 8};
    unsigned char app1[] = {0xFF, 0xE1, 0,   34,   'E', 'x', 'i', 'f', 0,
                            0,    'M',  'M', 0,    42,  0,   0,   0,   8,
                            0,    1,    1,   0x12, 0,   3,   0,   0,   0,
                            1,    0,    0,   0,    0,   0,   0,   0,   0};
    app1[29] = orientations[strip->picture.turn];
    if (strip->picture.turn > 0)
        keep(strip, app1, sizeof app1);
}

/* ---- JPEG ---- */

enum {
    MARK_SOF0 = 0xC0,
    MARK_SOF2 = 0xC2,
    MARK_DHT = 0xC4,
    MARK_RST0 = 0xD0,
    MARK_RST7 = 0xD7,
    MARK_SOI = 0xD8,
    MARK_EOI = 0xD9,
    MARK_SOS = 0xDA,
    MARK_DQT = 0xDB,
    MARK_DRI = 0xDD,
    MARK_APP1 = 0xE1,
    MARK_APP14 = 0xEE
};

static int is_frame(int mark)
{
    return mark >= MARK_SOF0 && mark <= MARK_SOF2;
}

/* What a picture needs; APP14 says how colours are told. */
static int is_needed(int mark)
{
    return is_frame(mark) || mark == MARK_DHT || mark == MARK_SOS ||
           mark == MARK_DQT || mark == MARK_DRI || mark == MARK_APP14;
}

/* Eight bits of grey or of three colours: what papers can show. */
static int read_frame(struct strip *strip, const unsigned char *body, size_t n)
{
    if (n < 6 || body[0] != 8 || (body[5] != 1 && body[5] != 3))
        return 0;
    strip->picture.height_px = (int)big16(body + 1);
    strip->picture.width_px = (int)big16(body + 3);
    return 1;
}

/* The coded lines, up to the next mark. */
static void keep_scan(struct strip *strip)
{
    const size_t from = strip->at;
    while (strip->at + 1 < strip->n) {
        const int next = strip->in[strip->at + 1];
        if (strip->in[strip->at] == 0xFF && next != 0 &&
            !(next >= MARK_RST0 && next <= MARK_RST7))
            break;
        strip->at++;
    }
    keep(strip, strip->in + from, strip->at - from);
}

static int strip_jpeg(struct strip *strip)
{
    const unsigned char start[] = {0xFF, MARK_SOI}, end[] = {0xFF, MARK_EOI};
    int has_scan = 0, has_frame = 0;
    size_t turn_at = 0;
    keep(strip, start, sizeof start);
    turn_at = strip->n_out;
    for (strip->at = 2; strip->at + 4 <= strip->n;) {
        const unsigned char *p = strip->in + strip->at;
        const int mark = p[1];
        if (p[0] != 0xFF)
            return 0;
        if (mark == 0xFF) { /* filling */
            strip->at++;
            continue;
        }
        if (mark == MARK_EOI)
            break;
        const size_t length = big16(p + 2);
        if (length < 2 || length > strip->n - strip->at - 2)
            return 0;
        if (mark == MARK_APP1 && strip->n_out == turn_at) {
            const int turn = read_turn(p + 4, length - 2);
            strip->picture.turn = turn ? turn : strip->picture.turn;
        }
        if (mark >= MARK_SOF0 && mark <= 0xCF && mark != MARK_DHT &&
            mark != 0xC8 && mark != 0xCC)
            if (!is_frame(mark) || !read_frame(strip, p + 4, length - 2))
                return 0;
        has_frame |= is_frame(mark);
        if (strip->n_out == turn_at && is_needed(mark))
            keep_turn(strip);
        if (is_needed(mark))
            keep(strip, p, length + 2);
        strip->at += length + 2;
        if (mark == MARK_SOS) {
            keep_scan(strip);
            has_scan = 1;
        }
    }
    keep(strip, end, sizeof end);
    return has_scan && has_frame;
}

/* ---- PNG ---- */

static const unsigned char png_start[] = {0x89, 'P',  'N',  'G',
                                          '\r', '\n', 0x1A, '\n'};

static int strip_png(struct strip *strip)
{
    static const char needed[][5] = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"};
    enum { AROUND = 12 };
    int has_data = 0;
    keep(strip, png_start, sizeof png_start);
    for (strip->at = sizeof png_start; strip->n - strip->at >= AROUND;) {
        const unsigned char *p = strip->in + strip->at;
        const size_t length = big32(p);
        if (length > strip->n - strip->at - AROUND)
            return 0;
        for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
            if (memcmp(p + 4, needed[i], 4) == 0)
                keep(strip, p, length + AROUND);
        if (memcmp(p + 4, "IHDR", 4) == 0 && length >= 13) {
            strip->picture.width_px = (int)(big32(p + 8) & 0xFFFFFFF);
            strip->picture.height_px = (int)(big32(p + 12) & 0xFFFFFFF);
        }
        has_data |= memcmp(p + 4, "IDAT", 4) == 0;
        strip->at += length + AROUND;
        if (memcmp(p + 4, "IEND", 4) == 0)
            return has_data;
    }
    return 0;
}

/* ---- both ---- */

static int strip_any(struct strip *strip)
{
    if (strip->n > 4 && strip->in[0] == 0xFF && strip->in[1] == MARK_SOI) {
        strip->picture.kind = IKM_PICTURE_JPEG;
        return strip_jpeg(strip);
    }
    if (strip->n > sizeof png_start &&
        memcmp(strip->in, png_start, sizeof png_start) == 0) {
        strip->picture.kind = IKM_PICTURE_PNG;
        return strip_png(strip);
    }
    return 0;
}

enum ikm_status ikm_picture_clean(const unsigned char *bytes, size_t n,
                                  unsigned char *ret_clean, size_t *ret_n,
                                  struct ikm_picture *ret_picture,
                                  struct ikm_error *err)
{
    struct strip strip = {.in = bytes, .n = n, .out = ret_clean};
    if (n > IKM_PICTURE_MOST_BYTES)
        return ikm_fail(err, IKM_INPUT,
                        "foto lebih besar dari %d MB; perkecil dulu",
                        "the photo is larger than %d MB; make it smaller first",
                        IKM_PICTURE_MOST_BYTES / 1024 / 1024);
    if (!strip_any(&strip))
        return ikm_fail(err, IKM_INPUT,
                        "bukan foto JPEG atau PNG yang utuh (JPEG: 8 bit, abu-"
                        "abu atau tiga warna)",
                        "not a sound JPEG or PNG (JPEG: 8 bits, grey or three "
                        "colours)");
    *ret_n = strip.n_out;
    *ret_picture = strip.picture;
    if (strip.picture.width_px < 1 || strip.picture.height_px < 1 ||
        strip.picture.width_px > IKM_PICTURE_MOST_PX ||
        strip.picture.height_px > IKM_PICTURE_MOST_PX)
        return ikm_fail(err, IKM_INPUT,
                        "foto %d x %d piksel; paling banyak %d tiap sisi",
                        "the photo has %d x %d pixels; at most %d on a side",
                        strip.picture.width_px, strip.picture.height_px,
                        (int)IKM_PICTURE_MOST_PX);
    return IKM_OK;
}

int ikm_picture_look(const unsigned char *bytes, size_t n,
                     struct ikm_picture *ret_picture)
{
    struct strip strip = {.in = bytes, .n = n};
    const int is_picture = strip_any(&strip) && strip.picture.width_px > 0 &&
                           strip.picture.height_px > 0;
    *ret_picture = strip.picture;
    return is_picture;
}

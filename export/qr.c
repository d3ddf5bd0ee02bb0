#include "export/qr.h"

#include <qrencode.h>
#include <string.h>

#include "data/base/text.h"

/* Runs of dark modules, row by row: one move and one bar each. */
static void put_row(struct ikm_text *path, const unsigned char *row, int width,
                    int y)
{
    int x = 0;
    while (x < width) {
        int end = x;
        while (end < width && (row[end] & 1))
            end++;
        if (end > x)
            ikm_text_printf(path, "M%d %dh%dv1h-%dz", x + IKM_QR_QUIET,
                            y + IKM_QR_QUIET, end - x, end - x);
        x = end > x ? end : x + 1;
    }
}

enum ikm_status ikm_qr_make(const char *text, struct ikm_arena *arena,
                            struct ikm_qr *ret_qr, struct ikm_error *err)
{
    struct ikm_text path = IKM_TEXT(arena);
    const size_t length = strlen(text);
    if (length == 0 || length > IKM_QR_TEXT_MOST)
        return ikm_fail(
            err, IKM_INPUT, "kode QR memuat 1 sampai %d bita, bukan %zu",
            "a QR code holds 1 to %d bytes, not %zu", IKM_QR_TEXT_MOST, length);
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_Q);
    if (!code)
        return ikm_fail_memory(err);
    for (int y = 0; y < code->width; y++)
        put_row(&path, code->data + (size_t)y * (size_t)code->width,
                code->width, y);
    ret_qr->n_modules = code->width + 2 * IKM_QR_QUIET;
    QRcode_free(code);
    return ikm_text_done(&path, &ret_qr->path, err);
}

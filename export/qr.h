/* export/qr.h - a QR code (ISO/IEC 18004) as the outline of its dark modules.
 *
 * By libqrencode, which gives the matrix; the drawing is ours, so that the same
 * code stands on a page, a poster or a sheet at any size without blur. Draw
 * `path` black on white, whatever the theme: scanners want it so. */
#ifndef IKM_EXPORT_QR_H
#define IKM_EXPORT_QR_H

#include "data/base/arena.h"
#include "data/base/error.h"

enum {
    IKM_QR_QUIET = 4,       /* modules left white on every side */
    IKM_QR_TEXT_MOST = 1200 /* bytes; beyond them it is too dense for phones */
};

struct ikm_qr {
    int n_modules;    /* of a side, the quiet ones with them */
    const char *path; /* SVG path data, one unit a module, from the upper left
                         corner of the quiet zone: "M4 4h7v1h-7z..." */
};

/* `text` (UTF-8: an address) with error correction Q: a quarter of the code may
 * be scratched or covered. *ret_qr lives in `arena`.
 * IKM_INPUT  empty, or longer than IKM_QR_TEXT_MOST
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_qr_make(const char *text,
                                           struct ikm_arena *arena,
                                           struct ikm_qr *ret_qr,
                                           struct ikm_error *err);

#endif

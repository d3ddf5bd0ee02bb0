/* data/base/picture.h - photos, as far as they must be known to be put into a
 * paper: JPEG and PNG, their size, which way up.
 *
 * A camera writes where and when and with what a photo was taken beside it
 * (EXIF), often with a second, smaller picture. None of that is kept: only the
 * parts that a picture needs to be seen. Pure. */
#ifndef IKM_DATA_BASE_PICTURE_H
#define IKM_DATA_BASE_PICTURE_H

#include <stddef.h>

#include "data/base/error.h"

enum ikm_picture_kind { IKM_PICTURE_JPEG, IKM_PICTURE_PNG };

/* A file larger than this, or with a longer side, is refused. */
enum { IKM_PICTURE_MOST_BYTES = 4 * 1024 * 1024, IKM_PICTURE_MOST_PX = 8000 };

struct ikm_picture {
    enum ikm_picture_kind kind;
    int width_px, height_px; /* as stored */
    int turn; /* quarter turns clockwise that bring it upright: 0..3 */
};

/* Copies what is needed of `bytes` [n] to ret_clean [n +
 * IKM_PICTURE_MORE_BYTES], and tells of it. The turn is kept in the clean file,
 * which says nothing else. IKM_INPUT  neither JPEG nor PNG, damaged, of a kind
 * that papers cannot show, too large */
enum { IKM_PICTURE_MORE_BYTES = 64 };
IKM_MUST_CHECK enum ikm_status
ikm_picture_clean(const unsigned char *bytes, size_t n,
                  unsigned char *ret_clean, size_t *ret_n,
                  struct ikm_picture *ret_picture, struct ikm_error *err);

/* Tells of a clean one; 0: it is none. */
int ikm_picture_look(const unsigned char *bytes, size_t n,
                     struct ikm_picture *ret_picture);

#endif

/* data/store_annexes.h - what is put behind the report of an office and period:
 * photos, and what the Forum Konsultasi Publik came to.
 *
 * Images are kept in the survey file, clean (data/base/picture.h), with their
 * digest; each change is one record of the audit chain. */
#ifndef IKM_DATA_STORE_ANNEXES_H
#define IKM_DATA_STORE_ANNEXES_H

#include "data/base/date.h"
#include "data/store.h"

enum ikm_annex_kind { IKM_ANNEX_PHOTO, IKM_ANNEX_FORUM };

/* Texts are "" where there is nothing. */
struct ikm_annex {
    int64_t annex_id; /* out only */
    int64_t unit_id;
    struct ikm_period period;
    enum ikm_annex_kind kind;
    struct ikm_date date;
    const char *caption, *place;
    int64_t attended; /* -1: not noted */
    const char *note;
    const unsigned char *image; /* NULL: none, or not read */
    size_t image_bytes;
};

/* At most so many of one office and period. */
enum { IKM_ANNEXES_MOST = 24 };

/* Inside a change.
 * IKM_LIMIT  there are IKM_ANNEXES_MOST already */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_annex(struct ikm_store *store, const struct ikm_annex *annex,
                    int64_t *ret_id, struct ikm_error *err);
/* Inside a change; the image is gone from the file's rows.
 * IKM_INPUT  there is none of this number */
IKM_MUST_CHECK enum ikm_status ikm_store_remove_annex(struct ikm_store *store,
                                                      int64_t annex_id,
                                                      struct ikm_error *err);

/* Of exactly this office and period, with images: forums first, then photos, by
 * date. All in `arena`. */
IKM_MUST_CHECK enum ikm_status
ikm_store_annexes_of(struct ikm_store *store, int64_t unit_id,
                     const struct ikm_period *period, struct ikm_arena *arena,
                     size_t *ret_n, const struct ikm_annex **ret_annexes,
                     struct ikm_error *err);
/* Of all offices, without images (image_bytes is told). */
IKM_MUST_CHECK enum ikm_status
ikm_store_annexes(struct ikm_store *store, struct ikm_arena *arena,
                  size_t *ret_n, const struct ikm_annex **ret_annexes,
                  struct ikm_error *err);

#endif

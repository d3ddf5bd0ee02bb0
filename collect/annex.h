/* collect/annex.h - annexes of the report from words as typed: photos, and the
 * record of the Forum Konsultasi Publik.
 *
 * One change, one record in the audit chain; action and subject of the act are
 * set here.
 * IKM_USAGE  a malformed period or date, an unknown kind
 * IKM_INPUT  unknown unit; a text that is empty or too long; a number that is
 *            none; an image that is no photo, or too large; nothing to show:
 *            nothing is stored
 * IKM_LIMIT  there are too many of this office and period */
#ifndef IKM_COLLECT_ANNEX_H
#define IKM_COLLECT_ANNEX_H

#include "data/store_annexes.h"
#include "data/store_registers.h"

/* As typed; NULL where nothing was. */
struct ikm_annex_words {
    const char *unit;    /* code or name */
    const char *period;  /* not everything */
    const char *kind;    /* "photo" "forum" */
    const char *date;    /* NULL: the last day of the period */
    const char *caption; /* needed */
    const char *place, *attended, *note;
};

/* "photo" "forum" */
const char *ikm_annex_kind_name(enum ikm_annex_kind kind);

/* `image` [n]: the file as it is; it is cleaned here. NULL: none, which a photo
 * must not have. */
IKM_MUST_CHECK enum ikm_status
ikm_annex_add(struct ikm_store *store, const struct ikm_annex_words *words,
              const unsigned char *image, size_t n, struct ikm_act *act,
              int64_t *ret_id, struct ikm_error *err);

/* `id` as typed. */
IKM_MUST_CHECK enum ikm_status ikm_annex_remove(struct ikm_store *store,
                                                const char *id,
                                                struct ikm_act *act,
                                                struct ikm_error *err);

#endif

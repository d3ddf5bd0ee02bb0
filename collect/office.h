/* collect/office.h - letterhead and signer, from words as typed. */
#ifndef IKM_COLLECT_OFFICE_H
#define IKM_COLLECT_OFFICE_H

#include "data/store_office.h"

/* Sets one value of an office (unit NULL: of the survey as a whole); "" takes
 * it away again. One change, one record; action and subject of the act are set
 * here. A NIP may be typed with blanks; it is kept as its 18 digits. A logo is
 * kept as the full path of its file.
 * IKM_USAGE    no such key: says which there are
 * IKM_INPUT    unknown unit; a value that is not allowed; no PNG file
 * IKM_NO_FILE  there is no such logo
 * and what ikm_store_begin() and ikm_store_commit() can say */
IKM_MUST_CHECK enum ikm_status
ikm_office_set(struct ikm_store *store, const char *key, const char *value,
               const char *unit, struct ikm_act *act, struct ikm_error *err);

/* Would ikm_office_set() take this value?
 * IKM_INPUT, IKM_NO_FILE  as there */
IKM_MUST_CHECK enum ikm_status ikm_office_check(enum ikm_office_key key,
                                                const char *value,
                                                struct ikm_error *err);

struct ikm_office_word {
    enum ikm_office_key key;
    const char *value; /* as typed; "" takes it away */
};
/* Several values of one office, all or none: one change, one record that names
 * their keys. `unit` must be the code of an office, or NULL. n > 0.
 * What ikm_office_set() can say but IKM_USAGE */
IKM_MUST_CHECK enum ikm_status
ikm_office_set_all(struct ikm_store *store, size_t n,
                   const struct ikm_office_word *words, const char *unit,
                   struct ikm_act *act, struct ikm_error *err);

#endif

/* web/desk_accuracy.h - what the second keying of a clerk's sheets says. */
#ifndef IKM_WEB_DESK_ACCURACY_H
#define IKM_WEB_DESK_ACCURACY_H

#include "web/desk.h"

enum { ACCURACY_FIELDS_MOST = 300 };
/* One field of one form, over all sheets of a clerk. */
struct accuracy_field {
    int64_t form_id;
    size_t place; /* of struct ikm_keyed */
    const char *name;
    int64_t n, n_wrong;
};

struct accuracy_difference {
    const struct ikm_spot *spot;
    const struct ikm_form *form;
    size_t place;
    const char *name, *key;
    uint8_t first, second, now; /* now: as it stands in the response */
};

struct accuracy {
    struct ikm_desk_clerk about;
    size_t n_spots, n_fields, n_differences;
    const struct ikm_spot *spot;
    struct accuracy_field field[ACCURACY_FIELDS_MOST];
    struct accuracy_difference *difference;
    int64_t n_keyed, n_wrong; /* fields */
};

/* Accounts that keyed sheets and whose office this account sees. Takes a store.
 */
IKM_MUST_CHECK enum ikm_status
accuracy_clerks(struct web_page *page, size_t *ret_n,
                const struct ikm_desk_clerk **ret_clerks,
                struct ikm_error *err);
/* What is counted of one of them. *ret_clerk lives in the page's arena. Takes a
 * store. */
IKM_MUST_CHECK enum ikm_status
accuracy_count(struct web_page *page, const struct ikm_desk_clerk *about,
               const struct accuracy **ret_clerk, struct ikm_error *err);
/* Cells of a table: fields, differing ones, their share and its upper bound
 * (one-sided, 95 %). */
void accuracy_write_heads(struct web_page *page);
void accuracy_write_rate(struct web_page *page, int64_t n_wrong, int64_t n);
#define ACCURACY_TAIL 0.05

#endif

/* data/store_respondents.h - respondents who fill in by themselves: what an
 * office allows, one-time tickets, and responses that came in too fast. */
#ifndef IKM_DATA_STORE_RESPONDENTS_H
#define IKM_DATA_STORE_RESPONDENTS_H

#include "data/base/date.h"
#include "data/store.h"

/* ---- what an office allows: settings, so in the audit chain ---- */

struct ikm_self_fill {
    int needs_ticket;      /* own phones: only with a ticket */
    const char *kiosk_pin; /* argon2id of the PIN that leaves the kiosk, in the
                              arena; "": none was set */
};
IKM_MUST_CHECK enum ikm_status ikm_store_self_fill(struct ikm_store *store,
                                                   int64_t unit_id,
                                                   struct ikm_arena *arena,
                                                   struct ikm_self_fill *ret,
                                                   struct ikm_error *err);
/* Inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_store_set_needs_ticket(struct ikm_store *store, int64_t unit_id, int needs,
                           struct ikm_error *err);
/* Inside a change. hash "": no PIN. */
IKM_MUST_CHECK enum ikm_status ikm_store_set_kiosk_pin(struct ikm_store *store,
                                                       int64_t unit_id,
                                                       const char *hash,
                                                       struct ikm_error *err);

/* ---- tickets: codes as collect/ticket.h folds them ---- */

struct ikm_ticket {
    int64_t unit_id; /* 0: there is no such ticket */
    int64_t service_id;
    struct ikm_date day;
    int is_used;
};
IKM_MUST_CHECK enum ikm_status ikm_store_find_ticket(struct ikm_store *store,
                                                     const char *code,
                                                     struct ikm_ticket *ret,
                                                     struct ikm_error *err);
/* Inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_ticket(struct ikm_store *store, const char *code,
                     const struct ikm_ticket *ticket, struct ikm_error *err);
/* Inside the change that adds the response; nothing ties the two together. */
IKM_MUST_CHECK enum ikm_status ikm_store_use_ticket(struct ikm_store *store,
                                                    const char *code,
                                                    struct ikm_error *err);
/* Of an office and day: how many were made, how many are used. */
IKM_MUST_CHECK enum ikm_status
ikm_store_count_tickets(struct ikm_store *store, int64_t unit_id,
                        struct ikm_date day, int64_t *ret_n_made,
                        int64_t *ret_n_used, struct ikm_error *err);

/* ---- too fast ---- */

/* Inside a change. device 1..65535. */
IKM_MUST_CHECK enum ikm_status ikm_store_mark_hasty(struct ikm_store *store,
                                                    int64_t seq, int device,
                                                    struct ikm_error *err);
/* *ret_device 0: it was not. */
IKM_MUST_CHECK enum ikm_status ikm_store_hasty(struct ikm_store *store,
                                               int64_t seq, int *ret_device,
                                               struct ikm_error *err);

#endif

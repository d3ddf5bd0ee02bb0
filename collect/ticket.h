/* collect/ticket.h - one-time codes on slips: each lets one answer in.
 *
 * A code has sixteen letters and digits (80 bits), "k7fm-2xdp-9qwe-h4tn"; only
 * its digest is kept. It is for one office, one service and one day, and holds
 * nothing about whoever gets it. */
#ifndef IKM_COLLECT_TICKET_H
#define IKM_COLLECT_TICKET_H

#include "data/base/secret.h"
#include "data/store_respondents.h"

enum { IKM_TICKETS_MOST = 400, IKM_TICKET_BYTES = 17 };

/* As typed or read from a QR code -> sixteen signs: case, blanks and hyphens do
 * not count. 0 when it cannot be a code. */
int ikm_ticket_fold(const char *typed, char ret_code[IKM_TICKET_BYTES]);

enum ikm_ticket_state {
    IKM_TICKET_VALID,
    IKM_TICKET_UNKNOWN, /* nobody made it */
    IKM_TICKET_USED,
    IKM_TICKET_EARLY, /* its day is still to come */
    IKM_TICKET_LATE
};
/* 0 as ret_ticket->unit_id with UNKNOWN. */
IKM_MUST_CHECK enum ikm_status
ikm_ticket_look(struct ikm_store *store, const char *typed,
                struct ikm_date today, struct ikm_ticket *ret_ticket,
                enum ikm_ticket_state *ret_state, struct ikm_error *err);
/* What to tell whoever holds it; NULL for VALID. */
const char *ikm_ticket_words(enum ikm_ticket_state state, enum ikm_lang lang);

/* Makes `n` tickets in a change of its own: action "ticket", the number in its
 * reason. ret_code holds them as they are printed: nobody can read them later.
 * IKM_INPUT  n is not 1..IKM_TICKETS_MOST */
IKM_MUST_CHECK enum ikm_status
ikm_tickets_make(struct ikm_store *store, const struct ikm_ticket *like, int n,
                 struct ikm_act *act, char (*ret_code)[IKM_SPOKEN_BYTES],
                 struct ikm_error *err);

#endif

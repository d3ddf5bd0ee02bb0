/* collect/hand_in.h - one response that a respondent's own device or a kiosk
 * hands in, each exactly once.
 *
 * In two steps: everything that can be wrong is found and resolved beforehand
 * with any reading store (ikm_hand_in_read); inside the change that others
 * share only rows are added (ikm_hand_in_store). The device makes a key for
 * every questionnaire; the same key again changes nothing, so that it may send
 * as often as it likes. */
#ifndef IKM_COLLECT_HAND_IN_H
#define IKM_COLLECT_HAND_IN_H

#include "collect/answer.h"
#include "collect/ticket.h"
#include "data/store_registers.h"
#include "data/store_responses.h"

enum { IKM_HAND_IN_KEY_LEAST = 20, IKM_HAND_IN_KEY_MOST = 64 };

/* As sent; NULL or "" where nothing was. */
struct ikm_hand_in_words {
    int64_t unit_id;
    int64_t service_id; /* 0: not told */
    const struct ikm_form *form;
    int64_t form_id;     /* 0: built in and not yet used in this file */
    const char *moment;  /* "2026-03-02 09:15:00", or a date alone */
    const char *answers; /* ikm_answers_parse() */
    const char *field[IKM_FIELD_COUNT];
    const char *comment;
    const char *const *cause; /* [n_elements], by element; a code of the list or
                                 a text; one of an element that was not scored
                                 low no longer means anything and is left */
};

/* Builds the response; texts in `arena` or borrowed from `words`.
 * IKM_INPUT  answers, cause or comment are not to be used; says which */
IKM_MUST_CHECK enum ikm_status
ikm_hand_in_read(const struct ikm_hand_in_words *words, struct ikm_arena *arena,
                 struct ikm_response *ret_response, struct ikm_error *err);

struct ikm_hand_in {
    const char *key;           /* ikm_hand_in_key_fits() */
    const char *operator_name; /* of a kiosk; "": nobody's */
    const char *ticket;        /* as typed; "": none is used */
    struct ikm_date today;     /* for the ticket */
    const struct ikm_response *response;
    const char *form; /* its id, where response->form_id is 0 */
    int device;       /* > 0: it came too fast; ikm_store_mark_hasty() */
    size_t n_before;  /* then also these, which came shortly before */
    const int64_t *before;
};

/* Inside a change. *ret_seq is the response's number; *ret_is_new 0: it was
 * handed in before, nothing was added. *ret_ticket says why with IKM_DENIED.
 * IKM_DENIED  the ticket does not let it in (any more) */
IKM_MUST_CHECK enum ikm_status
ikm_hand_in_store(struct ikm_store *store, const struct ikm_hand_in *in,
                  int64_t *ret_seq, int *ret_is_new,
                  enum ikm_ticket_state *ret_ticket, struct ikm_error *err);

/* 20 to 64 letters, digits, "-" and "_": long enough not to be met twice. */
int ikm_hand_in_key_fits(const char *key);

/* A new key, for a page that has none: its time, then 256 random bits. What
 * begins with its time is stored beside its neighbours. Returns room. */
const char *ikm_hand_in_new_key(int64_t unix_ms,
                                char room[IKM_HAND_IN_KEY_MOST + 1]);

#endif

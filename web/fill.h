/* web/fill.h - the questionnaire that respondents fill in themselves: at
 * "/isi" on their own phone, at "/kios" on a tablet. One form for both: all
 * questions on one page, without script; kios.js shows one at a time.
 *
 * Names of its fields: u1, u2 ... answers in the order on paper; s1, s2 ... the
 * cause behind a low one; the keys of the respondent block (jenis_kelamin ...);
 * saran; layanan (a name; "-": of no service); kunci (hand-in), unit,
 * formulir, tiket; umur: seconds since it was filled in. */
#ifndef IKM_WEB_FILL_H
#define IKM_WEB_FILL_H

#include "collect/hand_in.h"
#include "web/page.h"

enum {
    FILL_FIELDS = 5,          /* of the respondent block that are asked */
    FILL_LATE_S = 7 * 86400,  /* a phone hands in at most so much later */
    FILL_KIOSK_S = 31 * 86400 /* a kiosk */
};

struct fill {
    int is_kiosk;
    struct ikm_unit unit; /* unit_id 0: none was asked for */
    size_t n_services;
    const struct ikm_service *service; /* of the office */
    int is_service_fixed;              /* by the address or the ticket */
    int64_t service_id;                /* 0: not told */
    const char *service_name;          /* "" */
    const struct ikm_form *form;
    int64_t form_id; /* 0: built in and not yet used */
    struct ikm_self_fill rules;
    const char *ticket; /* as typed; "" */
    int idle_s;         /* a kiosk begins anew after so long */
};

/* What the address (or the form sent) is about: office, service, form, rules.
 * IKM_NO_FILE  there is no such office or service */
IKM_MUST_CHECK enum ikm_status fill_read(struct web_page *page, int is_kiosk,
                                         struct fill *ret_fill,
                                         struct ikm_error *err);

/* The address of the questionnaire: "/isi/kec-01/KTP", or with a query where a
 * part cannot carry the name. service "": of the office. */
const char *fill_address(struct web_page *page, const char *root,
                         const char *unit, const char *service);

/* The whole form, with faults and what was filled in before. */
void fill_write(struct web_page *page, const struct fill *fill);

/* Opens a bare page with the small head that respondents see. */
struct html *fill_open(struct web_page *page, struct web_pair title,
                       const struct fill *fill, const char *script);

/* Takes a sent form: the answer to it is written (page, JSON, or sent on). */
IKM_MUST_CHECK enum ikm_status fill_take(struct web_page *page, int is_kiosk,
                                         struct ikm_error *err);

/* The quick way of it (web/page.h): in order, without a ticket, about a place
 * that is kept in memory. */
struct web_quick_change *fill_quick(struct web_page *page, int is_kiosk);

/* How a ticket stands, and how long a guess must wait. */
IKM_MUST_CHECK enum ikm_status
fill_look_at_ticket(struct web_page *page, const char *typed,
                    struct ikm_ticket *ret_ticket,
                    enum ikm_ticket_state *ret_state, int64_t *ret_wait_s,
                    struct ikm_error *err);
/* The page that says why a ticket is needed, or does not do. */
IKM_MUST_CHECK enum ikm_status
fill_ask_ticket(struct web_page *page, const struct fill *fill, unsigned status,
                const char *words, struct ikm_error *err);

/* What of a kiosk's PIN is hashed: longer than a password must be. */
enum { FILL_PIN_LEAST = 6, FILL_PIN_MOST = 12, FILL_PIN_SECRET_BYTES = 32 };
const char *fill_pin_secret(const char *pin, char room[FILL_PIN_SECRET_BYTES]);

/* The fields that are asked, and their groups in words. */
extern const enum ikm_field fill_fields[FILL_FIELDS];
size_t fill_group_count(enum ikm_field field);
const char *fill_group_words(enum ikm_field field, uint8_t group,
                             enum ikm_lang lang);

#endif

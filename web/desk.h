/* web/desk.h - what the pages of keyed entry ("/loket") share.
 *
 * A sheet in progress is kept on the server as a draft of the account, one for
 * each office and form ("loket/kec-01/permenpanrb-14-2017"): the fields as the
 * browser sends them. The block of the last sheet (office, form, service, date,
 * hour, number) is a draft too, "loket". Saving a sheet drops its draft in the
 * same transaction, and a key that the page made lets a sheet that is sent
 * twice count once. Names of fields are those of the page:
 *   kunci unit formulir layanan tanggal jam nomor j1..jk sebab-KEY
 *   jenis_kelamin usia pendidikan pekerjaan disabilitas saran mulai tahun */
#ifndef IKM_WEB_DESK_H
#define IKM_WEB_DESK_H

#include "collect/record.h"
#include "collect/spot.h"
#include "data/store_desk.h"
#include "web/routes.h"

struct desk {
    struct ikm_units units; /* that the account sees */
    struct ikm_unit unit;   /* unit_id 0: there is none at all */
    const struct ikm_form *form;
    int64_t form_id; /* 0: not used in this file yet */
    size_t n_services;
    const struct ikm_service *service; /* of the unit */
    struct web_fields kept;            /* block of the last sheet */
    struct web_fields sheet;           /* what stands in the fields */
    int64_t saved_ms;                  /* of the draft; 0: none */
    const char *key;                   /* of this sheet */
};

/* Finds the place (query, form, draft, block of the last sheet, in that order)
 * and what stands in the fields. Takes a store. */
IKM_MUST_CHECK enum ikm_status
desk_load(struct web_page *page, struct desk *ret_desk, struct ikm_error *err);
/* The block of the last sheet alone. Takes a store. */
IKM_MUST_CHECK enum ikm_status desk_load_kept(struct web_page *page,
                                              struct web_fields *ret_kept,
                                              struct ikm_error *err);
/* What stands in a field: of the sheet, else of the block; "" */
const char *desk_value(const struct desk *desk, const char *name);
/* Name of the draft of a place. */
const char *desk_draft_name(struct web_page *page, const struct desk *desk);
/* The fields that `takes` names (NULL: all but the token) as a browser sends
 * them; NULL: no memory. */
const char *desk_encode(struct web_page *page, const struct web_fields *fields,
                        int is_block);
/* A key for a new sheet. */
const char *desk_new_key(struct web_page *page);
/* The number after this one: "A-0099" -> "A-0100"; "" where it has no digits at
 * its end. */
const char *desk_next_number(struct web_page *page, const char *number);
/* A number out of what was typed or scanned: the address in a QR code ends in
 * it. */
const char *desk_number(struct web_page *page, const char *typed);

/* The whole page, of a GET or of a POST with faults (page_desk.c). */
IKM_MUST_CHECK enum ikm_status desk_page(struct web_page *page,
                                         const struct desk *desk,
                                         struct ikm_error *err);

/* A number of digits alone, as it stands in an address or a hidden field; 0
 * when it is none. */
int64_t desk_whole_number(const char *text);
/* What a correction calls a question: "U3", or "U2.1" where the element has
 * several. */
const char *desk_question_key(struct web_page *page,
                              const struct ikm_form *form, size_t question);

/* ---- checking (desk_check.c) ---- */

struct desk_sheet {
    struct ikm_record_words words;
    const char *cause[IKM_MAX_ELEMENTS];
    struct ikm_keyed keyed; /* the same as numbers */
    const char *content;    /* all of it, to know a sheet again */
};

/* Checks the fields of desk->sheet; what is wrong becomes a fault of the page
 * at its field. `is_again`: a second keying, the answers and respondent block
 * alone. Takes a store. */
IKM_MUST_CHECK enum ikm_status desk_check(struct web_page *page,
                                          const struct desk *desk, int is_again,
                                          struct desk_sheet *ret_sheet,
                                          struct ikm_error *err);

/* What a key or a word says of a field of the respondent block: "3" -> what
 * stands third, "35" an age in years. NULL: not understood; "": not filled in.
 */
const char *desk_field_words(enum ikm_field field, const char *typed,
                             uint8_t *ret_code);

/* What a code of the respondent block says; an age in years as a number. */
const char *desk_field_label(struct web_page *page, enum ikm_field field,
                             uint8_t code);

/* ---- the form (desk_form.c) ---- */

/* The answers and the respondent block; with causes, number and comment unless
 * it is keyed again. */
void desk_write_fields(struct web_page *page, const struct desk *desk,
                       int is_again);
/* Opens the form that static/loket.js knows: <form ...>, token and key. */
void desk_open_form(struct web_page *page, const struct desk *desk,
                    const char *action, int is_again);
/* Is the age typed in years? */
void desk_write_years(struct web_page *page, const struct desk *desk);
/* Service, date, hour and what else is kept from sheet to sheet. */
void desk_write_block(struct web_page *page, const struct desk *desk);

/* ---- beside the form (desk_state.c) ---- */

struct desk_state {
    int64_t n_today;
    /* of the service, else of the office, in the period whose number of people
     * served is known; required 0: not known */
    int64_t n_sample, required;
    const char *sample_of;    /* "KTP" */
    const char *sample_words; /* "KTP, Triwulan I 2025: 112 dari ..." */
    size_t n_last, n_waiting;
    const struct ikm_desk_sheet *last;
    const char *last_service[IKM_DESK_LAST];
};
/* `service` is the name in the block. Takes a store. */
IKM_MUST_CHECK enum ikm_status desk_read_state(struct web_page *page,
                                               const struct desk *desk,
                                               struct desk_state *ret_state,
                                               struct ikm_error *err);
void desk_write_state(struct web_page *page, const struct desk_state *state);
/* ,"today":37,"sample":...,"last":[...],"waiting":0 */
void desk_json_state(struct ikm_text *json, const struct desk_state *state);
/* May this account look at the answers of response `seq`? Not while it is to
 * key the sheet again. Takes a store. */
struct desk_sight {
    int is_recent; /* one of its last IKM_DESK_LAST sheets */
    int is_hidden;
};
IKM_MUST_CHECK enum ikm_status desk_look(struct web_page *page, int64_t seq,
                                         struct desk_sight *ret_sight,
                                         struct ikm_error *err);
/* "lembar 12", or "lembar ke-3" of the day where it has no number. */
const char *desk_sheet_name(struct web_page *page, const char *number,
                            int64_t place);

#endif

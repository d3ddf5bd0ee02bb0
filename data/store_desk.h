/* data/store_desk.h - keyed entry from paper: who keyed which sheet, sheets
 * that are keyed a second time, printed papers.
 *
 * Nothing here is a record of the audit chain: the responses themselves are,
 * and what a second keying finds is mended by an amendment, which is one. All
 * lists and texts live in the arena that is given. */
#ifndef IKM_DATA_STORE_DESK_H
#define IKM_DATA_STORE_DESK_H

#include "data/base/date.h"
#include "data/store_responses.h"

/* ---- sheets of a clerk ---- */

enum { IKM_DESK_LAST = 10 };

struct ikm_desk_sheet {
    int64_t seq;
    int64_t at_ms;
    int64_t place; /* 1, 2 ... among those of the account on that day */
    int64_t account_id;
    int is_forced; /* it waits to be keyed again: its answers are not shown */
    char id[IKM_UUID_TEXT_BYTES];
    struct ikm_response response; /* as it stands now */
};

/* Inside the change that adds response `seq`; its day began at `day_ms`. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_desk_sheet(struct ikm_store *store, int64_t account_id,
                         int64_t seq, int64_t day_ms, struct ikm_error *err);
/* Since `since_ms`. */
IKM_MUST_CHECK enum ikm_status
ikm_store_count_desk(struct ikm_store *store, int64_t account_id,
                     int64_t since_ms, int64_t *ret_n, struct ikm_error *err);
/* The newest first, at most IKM_DESK_LAST. */
IKM_MUST_CHECK enum ikm_status
ikm_store_last_desk(struct ikm_store *store, int64_t account_id,
                    struct ikm_arena *arena, size_t *ret_n,
                    struct ikm_desk_sheet **ret_sheets, struct ikm_error *err);
/* Who keyed response `seq` in, and when; account_id 0: not at the desk. */
IKM_MUST_CHECK enum ikm_status
ikm_store_desk_of(struct ikm_store *store, int64_t seq,
                  struct ikm_desk_sheet *ret_sheet, struct ikm_error *err);
/* 1 when response `seq` waits to be keyed a second time. */
IKM_MUST_CHECK enum ikm_status ikm_store_spot_waits(struct ikm_store *store,
                                                    int64_t seq, int *ret_waits,
                                                    struct ikm_error *err);

/* Response `seq`, with its id. */
IKM_MUST_CHECK enum ikm_status ikm_store_read_response(
    struct ikm_store *store, int64_t seq, struct ikm_arena *arena,
    char ret_id[IKM_UUID_TEXT_BYTES], struct ikm_response *ret_response,
    struct ikm_error *err);

/* Responses of the channel loket with this number on paper, the newest first,
 * at most 50. */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_sheet(struct ikm_store *store, const char *number,
                     struct ikm_arena *arena, size_t *ret_n,
                     const int64_t **ret_seqs, struct ikm_error *err);
/* One in use of this office; 0: none. */
IKM_MUST_CHECK enum ikm_status ikm_store_sheet_of_unit(struct ikm_store *store,
                                                       const char *number,
                                                       int64_t unit_id,
                                                       int64_t *ret_seq,
                                                       struct ikm_error *err);

/* Responses in use of an office and form in a period; service_id 0: of all
 * services. Where only the month is known it counts as its middle. */
IKM_MUST_CHECK enum ikm_status
ikm_store_count_between(struct ikm_store *store, int64_t unit_id,
                        int64_t form_id, int64_t service_id,
                        const struct ikm_period *period, int64_t *ret_n,
                        struct ikm_error *err);

/* ---- keyed a second time ---- */

struct ikm_spot {
    int64_t spot_id, seq, account_id;
    int64_t at_ms, place;       /* of the first keying */
    const char *sheet;          /* NULL: no number */
    const char *first, *second; /* collect/spot.h; second NULL: it waits */
    int64_t again_ms;
    int is_forced;
    int64_t verdict_id; /* 0: open */
    int64_t unit_id, form_id, service_id;
    enum ikm_response_state state;
};

/* Inside a change; nothing happens when the response was drawn before. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_spot(struct ikm_store *store, int64_t seq, int64_t account_id,
                   const char *first, int is_forced, struct ikm_error *err);
/* Those that the account is to key again at this point: drawn, in use, and no
 * longer among its last IKM_DESK_LAST sheets (of a forced batch: all). */
IKM_MUST_CHECK enum ikm_status ikm_store_waiting_spots(
    struct ikm_store *store, int64_t account_id, struct ikm_arena *arena,
    size_t *ret_n, const struct ikm_spot **ret_spots, struct ikm_error *err);
/* Those keyed again and not yet judged. */
IKM_MUST_CHECK enum ikm_status
ikm_store_done_spots(struct ikm_store *store, int64_t account_id,
                     struct ikm_arena *arena, size_t *ret_n,
                     const struct ikm_spot **ret_spots, struct ikm_error *err);
/* spot_id 0 when there is none. */
IKM_MUST_CHECK enum ikm_status ikm_store_get_spot(struct ikm_store *store,
                                                  int64_t spot_id,
                                                  struct ikm_arena *arena,
                                                  struct ikm_spot *ret_spot,
                                                  struct ikm_error *err);
/* Inside a change. A second keying stays as it is: once. */
IKM_MUST_CHECK enum ikm_status ikm_store_put_second(struct ikm_store *store,
                                                    int64_t spot_id,
                                                    const char *second,
                                                    struct ikm_error *err);

/* Accounts that keyed sheets. */
struct ikm_desk_clerk {
    int64_t account_id;
    const char *login;
    int64_t unit_id;                     /* of the account; 0: the whole file */
    int64_t n_sheets, n_done, n_waiting; /* since the last accepted batch */
    int64_t last_seq;
};
IKM_MUST_CHECK enum ikm_status
ikm_store_desk_clerks(struct ikm_store *store, struct ikm_arena *arena,
                      size_t *ret_n, const struct ikm_desk_clerk **ret_clerks,
                      struct ikm_error *err);

struct ikm_spot_verdict {
    int64_t verdict_id, at_ms;
    const char *judge;
    int is_accepted;
    int64_t up_to_seq;
    const char *note;
};
/* The newest 20 of an account. */
IKM_MUST_CHECK enum ikm_status
ikm_store_verdicts(struct ikm_store *store, int64_t account_id,
                   struct ikm_arena *arena, size_t *ret_n,
                   const struct ikm_spot_verdict **ret_verdicts,
                   struct ikm_error *err);
/* Inside a change: accepts the batch up to `up_to_seq`: its spots are closed.
 * Or has all of it keyed again (collect/spot.h adds the spots). */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_verdict(struct ikm_store *store, int64_t account_id,
                      const struct ikm_spot_verdict *verdict,
                      struct ikm_error *err);
/* Sheets of the open batch that were not drawn. */
IKM_MUST_CHECK enum ikm_status
ikm_store_undrawn(struct ikm_store *store, int64_t account_id,
                  int64_t up_to_seq, struct ikm_arena *arena, size_t *ret_n,
                  const int64_t **ret_seqs, struct ikm_error *err);

/* ---- printed papers ---- */

struct ikm_paper {
    int64_t paper_id, at_ms;
    const char *login;
    int64_t unit_id, service_id; /* service 0: none */
    const char *form;
    const char *size; /* "a4" "f4" */
    int64_t first_number, n_sheets;
};

/* Inside a change: gives the sheets their numbers. */
IKM_MUST_CHECK enum ikm_status ikm_store_add_paper(struct ikm_store *store,
                                                   struct ikm_paper *paper,
                                                   struct ikm_error *err);
/* paper_id 0 when there is none. */
IKM_MUST_CHECK enum ikm_status ikm_store_get_paper(struct ikm_store *store,
                                                   int64_t paper_id,
                                                   struct ikm_arena *arena,
                                                   struct ikm_paper *ret_paper,
                                                   struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_paper_of_number(struct ikm_store *store, int64_t number,
                          struct ikm_arena *arena, struct ikm_paper *ret_paper,
                          struct ikm_error *err);
/* The newest 20 of an office, of all with 0. */
IKM_MUST_CHECK enum ikm_status
ikm_store_papers(struct ikm_store *store, int64_t unit_id,
                 struct ikm_arena *arena, size_t *ret_n,
                 const struct ikm_paper **ret_papers, struct ikm_error *err);

#endif

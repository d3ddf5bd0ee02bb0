/* collect/spot.h - sheets keyed a second time: what was keyed, as numbers.
 *
 * A keyed sheet is its answers in the order of the form's questions and five
 * codes of the respondent block; service, date, hour and texts are not part of
 * it. Written as "3 4 3 0|1 2 3 4 1". The second keying never changes the
 * first: it is kept beside it, and what differs is amended by someone, with a
 * reason. */
#ifndef IKM_COLLECT_SPOT_H
#define IKM_COLLECT_SPOT_H

#include "data/response.h"
#include "data/store_desk.h"

enum {
    IKM_KEYED_FIELDS = 5,
    IKM_KEYED_MOST = IKM_MAX_QUESTIONS + IKM_KEYED_FIELDS,
    IKM_KEYED_TEXT_BYTES = 4 * IKM_KEYED_MOST + 2
};
/* Which field of the block stands at 0 .. IKM_KEYED_FIELDS - 1. */
enum ikm_field ikm_keyed_field(size_t i);

struct ikm_keyed {
    size_t n_answers;
    uint8_t value[IKM_KEYED_MOST]; /* [n_answers] and the fields behind them */
};

struct ikm_keyed ikm_keyed_of(const struct ikm_response *response);
const char *ikm_keyed_write(const struct ikm_keyed *keyed,
                            char room[IKM_KEYED_TEXT_BYTES]);
/* 1 when `text` is such a writing with that many answers. */
int ikm_keyed_read(const char *text, size_t n_answers,
                   struct ikm_keyed *ret_keyed);
/* How many values differ; ret_differs: [n_answers + IKM_KEYED_FIELDS], may be
 * NULL. Both have as many answers. */
size_t ikm_keyed_compare(const struct ikm_keyed *a, const struct ikm_keyed *b,
                         uint8_t *ret_differs);

/* Share of a clerk's sheets that is drawn, in percent: setting
 * "spot_percent". */
enum { IKM_SPOT_PERCENT = 5 };
IKM_MUST_CHECK enum ikm_status ikm_spot_percent(struct ikm_store *store,
                                                int *ret_percent,
                                                struct ikm_error *err);
/* Sets it, in a change of its own. IKM_INPUT  not 0..100 */
IKM_MUST_CHECK enum ikm_status ikm_set_spot_percent(struct ikm_store *store,
                                                    const char *percent,
                                                    struct ikm_act *act,
                                                    struct ikm_error *err);
/* Is a sheet drawn, by 32 random bits? */
int ikm_spot_is_drawn(int percent, uint32_t random);

/* Inside a change: the response `seq` will be keyed again. */
IKM_MUST_CHECK enum ikm_status ikm_draw_spot(struct ikm_store *store,
                                             int64_t seq, int64_t account_id,
                                             int is_forced,
                                             struct ikm_error *err);
/* The open batch of a clerk is accepted, or every sheet of it is drawn. One
 * change, one record: "accept" or "rekey" by the actor of `act`, whose subject
 * is the clerk's login and whose reason is the note; the judge of the verdict
 * is that actor. Verdicts are a register of the audit chain. What
 * ikm_store_begin() and ikm_store_commit() can say */
IKM_MUST_CHECK enum ikm_status
ikm_judge_batch(struct ikm_store *store, int64_t account_id,
                const struct ikm_spot_verdict *verdict, struct ikm_act *act,
                struct ikm_error *err);

#endif

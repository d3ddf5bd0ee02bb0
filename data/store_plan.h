/* data/store_plan.h - the follow-up plan (rencana tindak lanjut).
 *
 * An item answers the results of an office and period with something to do
 * about one element. Every change of an item is kept as a further state of it,
 * in the record of the audit chain that made it: the history is never lost. */
#ifndef IKM_DATA_STORE_PLAN_H
#define IKM_DATA_STORE_PLAN_H

#include "data/base/date.h"
#include "data/store.h"

enum ikm_plan_status {
    IKM_PLAN_OPEN,    /* belum */
    IKM_PLAN_RUNNING, /* proses */
    IKM_PLAN_DONE,    /* sudah */
    IKM_PLAN_DROPPED, /* dibatalkan: was never to be; counts nowhere */
    IKM_PLAN_STATUS_COUNT
};
/* "belum" "proses" "sudah" "dibatalkan": as typed and written by machines. */
const char *ikm_plan_status_name(enum ikm_plan_status status);
/* Also with a capital. 1 when known. */
int ikm_plan_status_parse(const char *text, enum ikm_plan_status *ret_status);

/* Texts are "" where there is nothing. */
struct ikm_plan_item {
    int64_t item_id; /* 1, 2, 3 ...; 0: new */
    int64_t unit_id;
    struct ikm_period period; /* whose results it answers: YEAR..MONTH */
    const char *form;         /* id */
    const char *element;      /* key */
    int64_t service_id;       /* 0: the office as a whole */
    const char *cause;
    char remedy; /* 'a'..'d', data/form.h */
    const char *programme;
    int32_t quarter_from, quarter_to; /* year * 4 + quarter - 1, both in */
    const char *in_charge;            /* a position, never a name */
    enum ikm_plan_status status;
    struct ikm_date status_date; /* since when; year 0: a new item */
    const char *note;
    const char *evidence; /* file or address */
    /* of the state; out only */
    int64_t record_id;
    int64_t at_ms;
    const char *actor;
};

/* Inside a change: the item's new state. item_id 0 makes a new item, whose
 * number is *ret_item_id (may be NULL). An item changes once in a change.
 * Values must be valid: collect/plan.h saw to that. */
IKM_MUST_CHECK enum ikm_status
ikm_store_put_plan(struct ikm_store *store, const struct ikm_plan_item *item,
                   int64_t *ret_item_id, struct ikm_error *err);

/* Every item of an office (0: of all) as it stands, dropped ones too, by
 * office, period and number. All in `arena`. */
IKM_MUST_CHECK enum ikm_status
ikm_store_plan(struct ikm_store *store, int64_t unit_id,
               struct ikm_arena *arena, size_t *ret_n_items,
               const struct ikm_plan_item **ret_items, struct ikm_error *err);

/* Every state of one item, oldest first; the last is how it stands.
 * IKM_INPUT  no such item */
IKM_MUST_CHECK enum ikm_status
ikm_store_plan_history(struct ikm_store *store, int64_t item_id,
                       struct ikm_arena *arena, size_t *ret_n_states,
                       const struct ikm_plan_item **ret_states,
                       struct ikm_error *err);

#endif

/* collect/plan.h - items of the follow-up plan from words as typed.
 *
 * The same code for the command line and the web. Each call is one change with
 * one record in the audit chain; action and subject of the act are set here.
 * IKM_USAGE  a malformed period, quarter or date
 * IKM_INPUT  unknown unit, form, element, service, status or number; a text
 *            that is empty or too long: says what was found and what is
 *            allowed; nothing is stored */
#ifndef IKM_COLLECT_PLAN_H
#define IKM_COLLECT_PLAN_H

#include "data/store_plan.h"
#include "data/store_registers.h"

/* As typed; NULL where nothing was. */
struct ikm_plan_words {
    const char *unit;    /* code or name; new items only */
    const char *period;  /* year, semester, quarter or month; new items only */
    const char *form;    /* id; NULL: the survey's form; new items only */
    const char *element; /* key or code ("waktu", "U3"); new items only */
    const char *service; /* "" takes it away again */
    const char *cause;
    const char *remedy;    /* a b c d; NULL: as the form says of the element */
    const char *programme; /* must be for a new item */
    const char *quarter;   /* "2025-TW2" or "2025-TW2..2025-TW3"; NULL: the
                              quarter after the period */
    const char *in_charge; /* a position; must be for a new item */
    const char *status;    /* belum proses sudah dibatalkan */
    const char *date;      /* since when the status; NULL: `today` */
    const char *note;
    const char *evidence;
    struct ikm_date today;
};

IKM_MUST_CHECK enum ikm_status
ikm_plan_add(struct ikm_store *store, const struct ikm_plan_words *words,
             struct ikm_act *act, int64_t *ret_item_id, struct ikm_error *err);

/* What is not NULL is changed, the rest stays. `id` is the item's number.
 * IKM_INPUT  also: nothing would change; dropping without a note */
IKM_MUST_CHECK enum ikm_status
ikm_plan_update(struct ikm_store *store, const char *id,
                const struct ikm_plan_words *words, struct ikm_act *act,
                struct ikm_error *err);

/* The quarter that holds a date; the one after the end of a period. */
int32_t ikm_quarter_of(struct ikm_date date);
int32_t ikm_quarter_after(const struct ikm_period *period);

#endif

/* export/plan.h - what was promised, and did it work?
 *
 * The follow-up plan with the verdict of every item: the change of its element
 * from the period it answers to the next one with data, by the test that the
 * analysis shows (Welch's t on the answers, two-sided, no correction: one
 * planned test). With all units below the office, whatever the item's service,
 * unless the plan of one service is asked for.
 *
 *   improved, declined  p < 0.05, by the sign of the difference
 *   too few             fewer than 30 answers in either period
 *   none                else
 *
 * Share and speed are scored as the evaluators do (PEKPPP F01): share 0 no
 * plan, 1 none, 2 under 30 %, 3 to 80 %, 4 above, 5 all; speed 5..1 for the
 * last item done within 1, 3, 6, 9, 12 months after the period, 0 later. */
#ifndef IKM_EXPORT_PLAN_H
#define IKM_EXPORT_PLAN_H

#include "analyze/compare.h"
#include "data/base/text.h"
#include "data/store_plan.h"
#include "data/store_registers.h"

enum ikm_verdict {
    IKM_VERDICT_OPEN, /* no later period has data yet */
    IKM_VERDICT_IMPROVED,
    IKM_VERDICT_DECLINED,
    IKM_VERDICT_TOO_FEW,
    IKM_VERDICT_NONE
};
/* "" "membaik" "memburuk" "data-belum-cukup" "belum-tampak": for machines;
 * words for people */
const char *ikm_verdict_name(enum ikm_verdict verdict);
const char *ikm_verdict_words(enum ikm_lang lang, enum ikm_verdict verdict);

struct ikm_plan_line {
    const struct ikm_plan_item *item;
    const struct ikm_unit *unit;
    const struct ikm_form *form;
    size_t element;      /* index into form->elements */
    const char *service; /* "" */
    enum ikm_verdict verdict;
    struct ikm_period measured; /* the later period; not for OPEN */
    int64_t n_before, n_now;
    double difference; /* on the form's scale; both n > 0 */
    struct ikm_p p;
    int months; /* taken, 1 for up to one month; -1: not done */
};

/* How much of a plan was done; dropped items count nowhere. */
struct ikm_plan_score {
    int64_t n_items, n_done, n_running;
    int64_t n_dropped; /* left out of all the others */
    int share_score;   /* 0..5 */
    int months;        /* of the last one done; -1: none is */
    int speed_score;   /* 0..5; -1: none is done */
};

struct ikm_plan_view {
    size_t n_lines;
    struct ikm_plan_line *lines; /* [n_lines], by office, period, number */
    struct ikm_plan_score score; /* of all lines */
};

/* Whose plan. */
struct ikm_plan_about {
    const char *unit;    /* with those below it; NULL: of all */
    const char *service; /* its items alone; NULL: every item */
};

/* The plan for exactly this period (ALL: of every one). Dropped items only with
 * `with_dropped`. With a service the verdicts too are of its responses alone.
 * IKM_INPUT  unknown unit or service */
IKM_MUST_CHECK enum ikm_status
ikm_plan_view(struct ikm_store *store, const struct ikm_plan_about *about,
              const struct ikm_period *period, int with_dropped,
              struct ikm_arena *arena, struct ikm_plan_view *ret_view,
              struct ikm_error *err);

/* The newest plan before `period`: of the last period of the same kind (RANGE:
 * of any kind) that ended before it and has an item of these units.
 * *ret_before is that period; without any, its kind is ALL and the view empty.
 */
IKM_MUST_CHECK enum ikm_status
ikm_plan_view_before(struct ikm_store *store,
                     const struct ikm_plan_about *about,
                     const struct ikm_period *period, struct ikm_arena *arena,
                     struct ikm_plan_view *ret_view,
                     struct ikm_period *ret_before, struct ikm_error *err);

/* "items":[...],"score":{...} inside an object. */
void ikm_plan_view_json(const struct ikm_plan_view *view,
                        struct ikm_text *text);
/* "Belum" "Proses" ...: as people read it; static. */
const char *ikm_plan_status_words(enum ikm_lang lang,
                                  enum ikm_plan_status status);

/* Schema "ikm.plan/1"; one table, RFC 4180; a table for the terminal. */
void ikm_plan_to_json(const struct ikm_plan_view *view, struct ikm_text *text);
void ikm_plan_to_csv(const struct ikm_plan_view *view, struct ikm_text *text);
void ikm_plan_to_text(const struct ikm_plan_view *view, enum ikm_lang lang,
                      struct ikm_text *text);

#endif

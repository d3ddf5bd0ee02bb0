/* export/draft.h - where a follow-up plan may start: from the priorities.
 *
 * By evidence first: the elements of result->priorities in their order, each
 * with its remedy, the causes that respondents named, and programme texts to
 * start from. A proposal, with blanks to fill in; never a finished plan. The
 * texts that answer the causes named most come first, then those of the
 * element, then those of its remedy. */
#ifndef IKM_EXPORT_DRAFT_H
#define IKM_EXPORT_DRAFT_H

#include "data/base/text.h"
#include "data/programmes.h"
#include "data/store_plan.h"
#include "export/report.h"

enum {
    IKM_DRAFT_USUAL = 3, /* elements, without --most */
    IKM_DRAFT_MOST = 32,
    IKM_DRAFT_TEXTS = 4 /* of one element */
};

struct ikm_draft_text {
    const struct ikm_programme *programme;
    const struct ikm_cause_count *cause; /* it answers; NULL: none by itself */
};

struct ikm_draft_item {
    size_t place;   /* in result->priorities */
    size_t element; /* index in the form */
    size_t n_texts; /* 0: the table has none */
    struct ikm_draft_text text[IKM_DRAFT_TEXTS];
    int32_t quarter_from, quarter_to; /* year * 4 + quarter - 1, of text[0] */
    int64_t planned; /* number of an item that answers the same already; 0 */
};

struct ikm_draft {
    const struct ikm_result *result;
    size_t n_items; /* 0: all equal and of the best class */
    const struct ikm_draft_item *items;
    size_t n_left;         /* priorities beyond `most` */
    size_t n_unknown_rows; /* of the table: for elements the form has not */
};

/* One draft a result (form) of an analysis without `by`. `most` elements;
 * `today` stands in for the period's end where there is none. */
IKM_MUST_CHECK enum ikm_status
ikm_draft_make(struct ikm_store *store, const struct ikm_analysis *analysis,
               const struct ikm_programmes *programmes, size_t most,
               struct ikm_date today, struct ikm_arena *arena,
               const struct ikm_draft **ret_drafts, /* [n_results] */
               struct ikm_error *err);

/* As a report: a section an element (key "draft"), and what to do with it. */
IKM_MUST_CHECK enum ikm_status
ikm_report_of_draft(const struct ikm_analysis *analysis,
                    const struct ikm_draft *drafts, enum ikm_lang lang,
                    struct ikm_arena *arena, struct ikm_report *ret_report,
                    struct ikm_error *err);

/* Schema "ikm.plan-draft/1". */
void ikm_draft_to_json(const struct ikm_analysis *analysis,
                       const struct ikm_draft *drafts, struct ikm_text *text);

/* "2025-TW2" or "2025-TW2..2025-TW3", as plan add takes it. */
void ikm_quarters_text(struct ikm_text *text, int32_t from, int32_t to);

#endif

/* export/dashboard.h - what a leader asks, in this order: how are we doing,
 * what comes first, is it getting better, what did we promise and did it work;
 * then the details.
 *
 * Nothing is computed here: the sections are those of the reports of the same
 * analyses that the terminal, the workbook and the pages show, put in one
 * order. */
#ifndef IKM_EXPORT_DASHBOARD_H
#define IKM_EXPORT_DASHBOARD_H

#include "data/base/text.h"
#include "export/report.h"

/* Rows are read for groups of respondents and data quality: up to so many, or
 * when they are asked for. */
enum { IKM_DASHBOARD_ROWS = 50000, IKM_DASHBOARD_GROUPS = 5 };

struct ikm_dashboard_query {
    enum ikm_lang lang;
    const char *unit; /* code; NULL: the whole file */
    struct ikm_period period;
    const char *form;    /* id; NULL: the one most answered */
    const char *service; /* name; NULL: all of them */
    struct ikm_date today;
    int with_details; /* also beyond IKM_DASHBOARD_ROWS */
};

/* A question, or a detail: sections from `first` on, up to the next one's. */
enum ikm_dashboard_part {
    IKM_DASHBOARD_HOW,
    IKM_DASHBOARD_WHAT_FIRST,
    IKM_DASHBOARD_BETTER,
    IKM_DASHBOARD_PROMISED,
    IKM_DASHBOARD_OFFICES,
    IKM_DASHBOARD_DETAILS,
    IKM_DASHBOARD_PART_COUNT
};
const char *ikm_dashboard_part_words(enum ikm_lang lang,
                                     enum ikm_dashboard_part part);
/* What stands where a part has no section. */
const char *ikm_dashboard_part_empty(enum ikm_lang lang,
                                     enum ikm_dashboard_part part);

/* The answer in short: on one screen with the other three. */
struct ikm_brief {
    const char *finding; /* "" where the part has no section */
    size_t n_more;
    const char *more[3];
};

struct ikm_dashboard {
    struct ikm_analysis base;                    /* one result */
    size_t n_forms;                              /* that were answered here */
    const struct ikm_form *const *forms;         /* [n_forms] */
    const struct ikm_analysis *units, *services; /* NULL: nothing to compare */
    const struct ikm_analysis *groups[IKM_DASHBOARD_GROUPS]; /* NULL: not read
                                                              */
    int is_short;             /* details were left out: too many rows */
    struct ikm_report report; /* key of a section: what it is */
    size_t first[IKM_DASHBOARD_PART_COUNT + 1]; /* into report.sections */
    struct ikm_brief brief[IKM_DASHBOARD_PROMISED + 1]; /* the four questions */
};

/* IKM_INPUT  unknown unit, form or service; nothing to analyse */
IKM_MUST_CHECK enum ikm_status ikm_dashboard_make(
    struct ikm_store *store, const struct ikm_dashboard_query *query,
    struct ikm_arena *arena, struct ikm_dashboard *ret, struct ikm_error *err);

/* Schema "ikm.dashboard/1": the analyses as ikm_to_json() writes them. */
void ikm_dashboard_to_json(const struct ikm_dashboard *dashboard,
                           struct ikm_text *text);

/* One sentence on what a section of this key shows; "" for none. Static. */
const char *ikm_words_about(enum ikm_lang lang, const char *key);

/* The words used everywhere: IKM, mutu, NRR ... */
struct ikm_glossary {
    const char *id, *en, *about_id, *about_en;
};
size_t ikm_glossary_count(void);
const struct ikm_glossary *ikm_glossary(size_t i);

#endif

/* export/analysis.h - store -> analyze -> one struct that every renderer and
 * the report model read. The pipeline is written once, here.
 *
 * One result per form, and per group with `by`. Everything lives in the arena
 * that the analysis was made in. */
#ifndef IKM_EXPORT_ANALYSIS_H
#define IKM_EXPORT_ANALYSIS_H

#include "analyze/bootstrap.h"
#include "analyze/certainty.h"
#include "analyze/compare.h"
#include "analyze/flip.h"
#include "analyze/gain.h"
#include "analyze/gap.h"
#include "analyze/index.h"
#include "analyze/ipa.h"
#include "analyze/kruskal.h"
#include "analyze/lowest.h"
#include "analyze/rank.h"
#include "analyze/relative.h"
#include "analyze/reliability.h"
#include "analyze/stated.h"
#include "analyze/trend.h"
#include "analyze/weighted.h"
#include "analyze/whatif.h"
#include "data/base/date.h"
#include "data/store.h"
#include "data/tally.h"
#include "export/plan.h"
#include "export/published.h"

enum ikm_by {
    IKM_BY_NONE,
    IKM_BY_UNIT,
    IKM_BY_SERVICE,
    IKM_BY_PERIOD,
    IKM_BY_GENDER,
    IKM_BY_AGE,
    IKM_BY_EDUCATION,
    IKM_BY_OCCUPATION,
    IKM_BY_DISABILITY,
    IKM_BY_CHANNEL,
    IKM_BY_OPERATOR,
    IKM_BY_HOUR,
    IKM_BY_COUNT
};
/* "" for NONE, "unit" "service" ... "hour": the words of --by */
const char *ikm_by_name(enum ikm_by by);
int ikm_by_parse(const char *name, enum ikm_by *ret_by); /* 1 when known */
/* "month" "quarter" "semester" "year": the words of --every. 1 when known */
int ikm_every_parse(const char *name, enum ikm_period_kind *ret_every);

enum ikm_rows { IKM_ROWS_ANSWERED, IKM_ROWS_COMPLETE };
const char *ikm_rows_name(enum ikm_rows rows); /* "answered" "complete" */
int ikm_rows_parse(const char *name, enum ikm_rows *ret_rows);

struct ikm_query {
    enum ikm_lang lang;       /* of group labels ("tidak diisi") */
    const char *unit;         /* code or name; NULL: the whole file */
    const char *service;      /* by name (of_service.h); NULL: all of them */
    struct ikm_period period; /* {0}: everything */
    const char *form;         /* id; NULL: every form that was answered */
    enum ikm_by by;
    enum ikm_period_kind every; /* of IKM_BY_PERIOD: MONTH..YEAR; ALL (0) means
                                   QUARTER */
    enum ikm_rows rows;
    enum ikm_weights weights;
    int64_t n_bootstrap; /* resamples; 0: no bootstrap was asked for */
    const char *what_if; /* "waktu=3.2,U4=3,5": NULL: not asked */
    const char *aim;     /* a grade or an IKM: "B", "85"; NULL: not asked */
    int with_trend;      /* without --by: also the trend of the periods up to
                            this one (analysis.trends) */
    int64_t min_group;   /* groups of fewer respondents are hidden; 1: none;
                            0: IKM_LEAST_IN_GROUP */
    int is_published; /* small services are hidden too (analyze/disclose.h) */
};

/* What --bootstrap takes. */
enum { IKM_BOOTSTRAP_LEAST = 100, IKM_BOOTSTRAP_MOST = 1000000 };
/* What --min-group takes: 1 to this. */
enum { IKM_MIN_GROUP_MOST = 1000 };

/* received = used + void + excluded; partial is a part of used. */
struct ikm_ledger {
    int64_t received, used, partial, n_void, excluded;
};

/* -1: not known. */
struct ikm_sample_figures {
    int64_t population;
    int64_t required; /* Krejcie-Morgan */
    int reached;      /* 0, 1 */
};

/* Against the period before. */
struct ikm_change {
    int known;                /* 0: nothing to compare with */
    int is_published;         /* IKM: before is a published figure; then no p */
    struct ikm_period before; /* the period compared with */
    double difference;   /* now - before; IKM: 25..100, NRR: form's scale */
    struct ikm_p p;      /* Welch */
    struct ikm_p p_holm; /* of an element: Holm over the elements */
    struct ikm_p p_mann_whitney; /* of an element */
};

struct ikm_cause_count {
    uint8_t code;     /* 0: all that is only a text */
    const char *text; /* "Antrean panjang"; "lainnya" for 0 */
    int64_t count;
};

/* What an element has beside its figures (same index as in the form). */
struct ikm_element_more {
    struct ikm_change change;
    struct ikm_element_interval interval;
    struct ikm_gain gain;
    struct ikm_p p_lowest3; /* share of resamples in which it is among the three
                               lowest */
    int64_t n_causes_named; /* sum of the counts */
    size_t n_causes;        /* kinds that were named */
    const struct ikm_cause_count *causes; /* [n_causes], most named first */
};

/* How sure the index and its grade are. */
struct ikm_certainty {
    struct ikm_index_interval interval;
    struct ikm_grade_certainty grade; /* only where the interval is defined */
    struct ikm_flip flip;
    int64_t target_hundredths;      /* of the unit and year; -1: none */
    struct ikm_p target;            /* probability of being at or above it */
    int has_lowest_group;           /* 0: fewer than two responses */
    struct ikm_bootstrap bootstrap; /* n_values 0: not asked for */
};

/* Importance of the elements, and against it their NRR. */
struct ikm_weighed {
    struct ikm_importance importance; /* with its source */
    struct ikm_ipa ipa;
    struct ikm_conformity conformity; /* of stated importance only */
    const struct ikm_gaps *gaps; /* against what was expected; NULL: the form
                                    does not ask it */
};

struct ikm_combined {
    int64_t n_units; /* that have responses; 0: not told for this `by` */
    int64_t mean_hundredths; /* simple mean of the units' IKM; -1: n_units < 2,
                                or the IKM of one is not defined */
    double mean;             /* the same, nearest double */
};

/* Who answered, by service, and the index if services counted by volume. */
enum ikm_unmixed {
    IKM_UNMIXED_NONE,
    IKM_UNMIXED_NOT_READ,   /* no volume of a service is known, and so many
                               responses that rollups were read */
    IKM_UNMIXED_NO_SERVICE, /* nobody named a service */
    IKM_UNMIXED_VOLUMES,    /* the volume of a service is not known */
    IKM_UNMIXED_ELEMENT,    /* an element has no answer in some service */
    IKM_UNMIXED_MANY,       /* more than IKM_STRATA_MOST services */
    IKM_UNMIXED_COUNT
};
struct ikm_mix_part {
    const char *name;
    int64_t service;    /* number of the name */
    int64_t n;          /* rows that count */
    int64_t population; /* -1: not known */
};
/* How many answered at each hour, or through each channel. */
struct ikm_reach_part {
    const char *name;
    int64_t n;    /* rows that count; -1: hidden, a small group */
    int is_blank; /* those who did not fill it in: no group */
};
enum { IKM_REACH_MOST = 8 };
struct ikm_reach {
    size_t n_parts;                             /* 0: not told */
    struct ikm_reach_part part[IKM_REACH_MOST]; /* in the order of the form;
                                                   then, where there are any,
                                                   "lainnya", "tidak diisi" */
};
struct ikm_mix {
    enum ikm_unmixed reason; /* NONE: weighted and grade are defined */
    struct ikm_weighted weighted;
    struct ikm_bootstrap bootstrap; /* inside services; n_values 0: not asked
                                       for */
    int grade;
    int64_t n, n_without_service; /* rows with a service, and without */
    size_t n_parts, n_missing;    /* services; those that nobody answered for */
    const struct ikm_mix_part *parts; /* [n_parts], by name */
    struct ikm_reach hour, channel;   /* without --by only */
};

/* Reason codes, told as data; sentences are in export/words.h. In this order
 * they are listed. */
enum ikm_warning {
    IKM_WARN_NO_RESPONSES,
    IKM_WARN_ONE_RESPONSE,
    IKM_WARN_SAMPLE_TOO_SMALL,
    IKM_WARN_POPULATION_UNKNOWN,
    IKM_WARN_POPULATION_BELOW_SAMPLE,
    IKM_WARN_CENSUS,
    IKM_WARN_VOLUMES_DIFFER,
    IKM_WARN_PARTIAL_ROWS,
    IKM_WARN_ELEMENT_WITHOUT_ANSWERS,
    IKM_WARN_SEVERAL_FORMS,
    IKM_WARN_OLD_WEIGHT,
    IKM_WARN_CLASSES_UNVERIFIED,
    IKM_WARN_NO_SPREAD,
    IKM_WARN_CEILING,
    IKM_WARN_STRAIGHT_LINING,
    IKM_WARN_SUPPRESSED,
    IKM_WARN_SERVICES_MISSING,
    IKM_WARN_CHANGED_SINCE_PUBLISHED,
    IKM_WARN_COUNT
};
/* "no-responses" ... */
const char *ikm_warning_name(enum ikm_warning warning);

struct ikm_result {
    const struct ikm_form *form;
    const char *unit;         /* code; NULL: the whole file */
    const char *name;         /* of the unit, or of the survey */
    struct ikm_period period; /* ALL: everything */
    const char *group;        /* label; NULL without --by */
    int is_blank;             /* those who did not fill it in: no group */
    int is_hidden;    /* the figures of a small group of respondents, or of one
                         that    would give such away: all are unknown, counts are
                         -1,    but    for ledger.used (analyze/disclose.h) */
    int is_uncounted; /* that is not told either */
    struct ikm_ledger ledger;
    struct ikm_sample_figures sample;
    struct ikm_index index;
    struct ikm_change change; /* of the IKM */
    struct ikm_certainty certainty;
    const struct ikm_reliability *reliability;
    const struct ikm_weighed *weighed;
    const struct ikm_element_more *more; /* [index.n_elements] */
    size_t n_priorities;
    const struct ikm_priority *priorities; /* [n_priorities] */
    struct ikm_combined combined;
    const struct ikm_mix *mix;         /* NULL: with --by, but for units and
                                          periods where some volume of a service
                                          is known */
    const struct ikm_what_if *what_if; /* NULL: not asked, or no index */
    const struct ikm_aim *aim;         /* the same */
    const struct ikm_published_entry *published; /* of this form: the newest
                                                    that has changed, else the
                                                    newest; NULL: none */
    const struct ikm_tally *tally; /* what all this was made from */
    uint32_t warnings;             /* bit 1 << enum ikm_warning */
};

/* Do the groups of one form differ? What each respondent gave on the mean,
 * compared between the groups that are shown; "tidak diisi" is none. */
struct ikm_compared_group {
    const char *group; /* label */
    const char *name;  /* as people read it */
    struct ikm_group_ranks ranks;
};
struct ikm_comparison {
    const struct ikm_form *form;
    int is_read; /* 0: so many responses that rollups were read instead, and
                    nothing is told */
    struct ikm_kruskal kruskal;
    size_t n_groups;
    const struct ikm_compared_group *groups; /* [n_groups] */
    size_t n_pairs; /* 0: fewer than 2 groups, or > IKM_DUNN_MOST_GROUPS */
    const struct ikm_dunn *pairs; /* (0,1) (0,2) .. (1,2) .. */
};

/* The IKM of one form over the periods; where there are no responses, figures
 * published earlier stand in. */
struct ikm_trend_value {
    struct ikm_period period;
    double value; /* 25..100 */
    int64_t value_hundredths;
    struct ikm_interval ci95; /* of a published figure: not defined */
    int grade;                /* index into the form's classes */
    int64_t n;                /* respondents */
    int is_published;
};
struct ikm_trend_told {
    const struct ikm_form *form;
    enum ikm_period_kind every;
    size_t n_points, n_published;
    const struct ikm_trend_value *points; /* [n_points], in time */
    struct ikm_trend trend;
};

/* What was promised: the plan that answers this period, and the newest plan
 * before it with what came of it (period ALL: every item). */
struct ikm_followup {
    struct ikm_plan_view now, before;
    struct ikm_period before_period; /* ALL: there is none, or all are meant */
};

struct ikm_analysis {
    struct ikm_query query; /* as asked; `unit` is its code now, `service`
                               its name as it is kept */
    const char *survey;     /* name of the survey; "" when none was given */
    const char *unit_name;  /* of the unit asked for; NULL without */
    size_t n_forms;
    size_t n_results;
    struct ikm_result *results; /* [n_results]: by form, then by group */
    size_t n_comparisons;       /* --by but period: one a form */
    struct ikm_comparison *comparisons;
    size_t n_trends; /* --by period, or query.with_trend: one a form */
    struct ikm_trend_told *trends;
    const struct ikm_followup *followup; /* NULL: with --by */
    struct ikm_publications published;   /* of this unit and period; with --by
                                            none */
    size_t n_empty_units;           /* --by unit: children without a response */
    const char *const *empty_units; /* [n_empty_units] their names */
};

/* Reads the store, in one unchanging view, and computes all.
 * One service is as if its responses alone were in the file: no figure of the
 * office as a whole (target, published, earlier figures) stands beside it, and
 * the plan is that of the service, measured on its responses.
 * IKM_INPUT  unknown unit, service or form; nothing to analyse: names them and
 *            the period
 * IKM_NO_MEMORY, and what reading the store can say */
IKM_MUST_CHECK enum ikm_status ikm_assemble(struct ikm_store *store,
                                            const struct ikm_query *query,
                                            struct ikm_arena *arena,
                                            struct ikm_analysis *ret_analysis,
                                            struct ikm_error *err);

/* Makes the stale rollups that such a query reads anew and keeps them; does
 * nothing when the store cannot write or is busy. Not inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_refresh_figures(struct ikm_store *store, const struct ikm_query *query,
                    struct ikm_error *err);

static inline int ikm_result_warns(const struct ikm_result *result,
                                   enum ikm_warning warning)
{
    return (result->warnings >> warning & 1U) != 0;
}

#endif

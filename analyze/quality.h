/* analyze/quality.h - what in the responses of one office wants a second look.
 *
 * Nothing is ever taken out: a finding names responses, a person decides. Kinds
 * and thresholds: statistics.md, "audit"; each threshold is a setting.
 *
 *   straight-line  complete, all answers equal
 *   duplicate      equal answers, date, service and respondent block
 *   run            equal answers one after the other, of one operator
 *   burst          many of one operator or device within a minute
 *   out-of-hours   served outside the hours, or on a weekend; not those that
 *                  respondents fill in at their own device
 *   out-of-period  dated after today, or few in months apart from the others
 *   operator       the scores of one operator differ from those of others:
 *   channel        Kruskal-Wallis over the means of responses
 *   near-perfect   nearly all complete responses at the scale maximum
 *   comment        seems to hold an identity, or one long comment many times */
#ifndef IKM_ANALYZE_QUALITY_H
#define IKM_ANALYZE_QUALITY_H

#include "data/base/arena.h"
#include "data/base/date.h"

enum ikm_finding_kind {
    IKM_FINDING_STRAIGHT_LINE,
    IKM_FINDING_DUPLICATE,
    IKM_FINDING_RUN,
    IKM_FINDING_BURST,
    IKM_FINDING_OUT_OF_HOURS,
    IKM_FINDING_OUT_OF_PERIOD,
    IKM_FINDING_OPERATOR,
    IKM_FINDING_CHANNEL,
    IKM_FINDING_NEAR_PERFECT,
    IKM_FINDING_COMMENT,
    IKM_FINDING_KIND_COUNT
};
/* "straight-line" ... */
const char *ikm_finding_kind_name(enum ikm_finding_kind kind);

/* Which of a kind that has several. */
enum ikm_finding_reason {
    IKM_FINDING_REASON_NONE,
    IKM_FINDING_REASON_HOURS,    /* out-of-hours */
    IKM_FINDING_REASON_WEEKEND,  /* out-of-hours */
    IKM_FINDING_REASON_FUTURE,   /* out-of-period */
    IKM_FINDING_REASON_APART,    /* out-of-period */
    IKM_FINDING_REASON_IDENTITY, /* comment */
    IKM_FINDING_REASON_REPEATED, /* comment */
    IKM_FINDING_REASON_COUNT
};
/* "hours" ...; NULL for NONE */
const char *ikm_finding_reason_name(enum ikm_finding_reason reason);

/* name, as --set takes it, default, least, most. */
#define IKM_QUALITY_SETTINGS(X)                                                \
    X(STRAIGHT_LINE, "straight-line", 0, 0, 100) /* told above this % */       \
    X(DUPLICATE, "duplicate", 2, 2, 1e6)         /* so many alike */           \
    X(RUN, "run", 5, 2, 1e6)                     /* so many in a row */        \
    X(BURST, "burst", 10, 1, 1e6)                /* told above so many */      \
    X(OPENS, "opens", 7, 0, 24)                  /* o'clock */                 \
    X(CLOSES, "closes", 18, 0, 24)               /* o'clock */                 \
    X(WORKDAYS, "workdays", 5, 1, 7)             /* from Monday on */          \
    X(APART, "apart", 2, 0, 50)                  /* at most this % an end */   \
    X(P, "p", 0.01, 0, 1)                        /* told below */              \
    X(EPSILON, "epsilon", 0.06, 0, 1)            /* told above */              \
    X(GROUP, "group", 5, 1, 1e6)                 /* smaller: not compared */   \
    X(NEAR_PERFECT, "near-perfect", 90, 0, 100)  /* told above this % */       \
    X(NEAR_PERFECT_N, "near-perfect-n", 30, 1, 1e6) /* of at least so many */  \
    X(COMMENT, "comment", 5, 2, 1e6)                /* so many alike */        \
    X(COMMENT_LENGTH, "comment-length", 20, 1, 1e4) /* characters */

enum ikm_quality_setting {
#define X(id, name, standard, least, most) IKM_QUALITY_##id,
    IKM_QUALITY_SETTINGS(X)
#undef X
        IKM_QUALITY_SETTING_COUNT
};
struct ikm_quality_settings {
    double value[IKM_QUALITY_SETTING_COUNT];
};
struct ikm_quality_settings ikm_quality_standard(void);
const char *ikm_quality_setting_name(enum ikm_quality_setting setting);
/* 1 when there is one of this name. */
int ikm_quality_setting_parse(const char *name,
                              enum ikm_quality_setting *ret_setting);
void ikm_quality_setting_bounds(enum ikm_quality_setting setting,
                                double *ret_least, double *ret_most);

enum { IKM_QUALITY_BLOCK = 6 }; /* gender, age ... hour: codes, 0 none */

/* One used response. */
struct ikm_quality_row {
    int64_t at_ms; /* when it was filled in; -1: not known. Comparable with
                      others of the office */
    int64_t service_id, operator_id; /* 0: none */
    int32_t hasty_device; /* own device: seen to send too fast; 0: not */
    struct ikm_date date; /* of service; day 0: only the month */
    int32_t second;       /* of service, of the day; -1: not known */
    uint8_t block[IKM_QUALITY_BLOCK];
    uint8_t channel; /* 0: none */
    uint8_t at_own_device;
    uint8_t has_identity; /* the comment seems to hold one */
    uint8_t n_answers;
    uint8_t n_more; /* answers of other kinds (importance ...), behind those:
                       they tell sheets apart, nothing else looks at them */
    uint32_t comment_length; /* characters */
    uint64_t comment_hash;   /* equal for equal comments; 0: no comment */
    const uint8_t *answer;   /* [n_answers + n_more]: 1..scale_max, 0: not
                                answered */
};

/* The responses of one office to one form, borrowed. */
struct ikm_quality_rows {
    size_t n_rows;                     /* at most UINT32_MAX */
    const struct ikm_quality_row *row; /* [n_rows], in order of arrival */
    const uint8_t *element_of;         /* [n_answers] of a question */
    size_t n_elements;
    int scale_max;
    struct ikm_date today;
};

struct ikm_finding {
    enum ikm_finding_kind kind;
    enum ikm_finding_reason reason;
    size_t n_rows;       /* > 0 */
    const uint32_t *row; /* [n_rows] indexes, ascending */
    int64_t out_of;      /* share = n_rows / out_of: complete responses
                            (straight-line, near-perfect), those compared
                            (operator, channel), those with a comment (comment),
                            else all */
    /* of operator and channel: */
    double p, epsilon_squared;
    double mean, mean_of_others; /* scores: 1..scale_max */
};

struct ikm_findings {
    size_t n_findings;
    struct ikm_finding *finding; /* by kind; within a kind by size, duplicates
                                    of straight-lined ones after the others */
    int64_t n_complete;
};

/* Bit 1 << enum ikm_quality_setting of those that rule the finding. */
uint32_t ikm_finding_settings(enum ikm_finding_kind kind,
                              enum ikm_finding_reason reason);

/* All that is found, in `arena`.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_quality_look(const struct ikm_quality_rows *rows,
                 const struct ikm_quality_settings *settings,
                 struct ikm_arena *arena, struct ikm_findings *ret_findings,
                 struct ikm_error *err);

/* A complete response whose answers are all equal. */
int ikm_quality_is_straight(const struct ikm_quality_row *row);

#endif

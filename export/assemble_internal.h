/* export/assemble_internal.h - what the files of the pipeline share.
 *
 *   scope.c       which units, how they are grouped
 *   groups.c      which group a response belongs to, and its label
 *   gather.c      responses -> a tally per group
 *   before.c      the same of the period before
 *   crosses.c     sums of products, and the responses themselves, per group
 *   values.c      what respondents gave on the mean, per group
 *   comparisons.c do groups differ
 *   mix.c         services by their volumes
 *   reach.c       who answered, by hour and channel
 *   trends.c      the figure over the periods; published ones
 *   causes.c      causes of low scores per group
 *   population.c  how many people were served
 *   results.c     one group -> one result
 *   changes.c     against the period before
 *   small_groups.c which groups of respondents are hidden
 *   sure.c        how sure the figures are
 *   further.c     sums of what the form asks beside satisfaction
 *   importance.c  how much the elements weigh, what was expected
 *   promised.c    the plan and the publications beside the figures
 *   whatif.c      what would follow, and what an aim takes */
#ifndef IKM_EXPORT_ASSEMBLE_INTERNAL_H
#define IKM_EXPORT_ASSEMBLE_INTERNAL_H

#include "data/store_registers.h"
#include "data/store_responses.h"
#include "export/analysis.h"
#include "export/of_service.h"

/* ---- items by number, in order of their keys (keyed.c) ---- */

struct keyed_entry {
    int64_t key;
    void *item;
};

struct keyed {
    struct ikm_arena *arena;
    size_t item_bytes;
    size_t n, room;
    struct keyed_entry *entry; /* [n], by key */
    size_t latest;             /* the same key tends to come again */
};

/* NULL when there is none. */
void *keyed_find(struct keyed *keyed, int64_t key);
/* Makes a zeroed one when there is none; NULL when out of memory. */
void *keyed_take(struct keyed *keyed, int64_t key);

typedef enum ikm_status keyed_name_reader(struct ikm_store *store,
                                          int64_t number,
                                          struct ikm_arena *arena,
                                          const char **ret_name,
                                          struct ikm_error *err);
/* The name of a number, of items `const char *`: each is read once, into the
 * arena of `names`. NULL for 0, which has none. */
IKM_MUST_CHECK enum ikm_status keyed_name(struct keyed *names,
                                          struct ikm_store *store,
                                          keyed_name_reader *read,
                                          int64_t number, const char **ret_name,
                                          struct ikm_error *err);

/* ---- scope: what the query covers ---- */

#define NO_UNIT UINT32_MAX

struct unit_place {
    int64_t unit_id;
    uint32_t at; /* index into scope.units */
};

/* Services of one name are one group. */
struct service_place {
    int64_t service_id;
    int64_t group; /* 1.., in order of the folded names */
    uint32_t unit; /* index into scope.units */
};

/* All volumes of a unit; read when first asked for. */
struct unit_volumes {
    size_t n;
    const struct ikm_volume *volume;
};

struct scope {
    struct ikm_store *store;
    struct ikm_arena *arena;
    const struct ikm_query *query;
    struct ikm_unit unit; /* asked for; unit_id 0: the whole file */
    const char *survey;
    struct ikm_of_service of_service; /* asked for */
    int64_t service_group;            /* its group; 0: none, or all */
    struct ikm_units units;   /* in the scope, parents before children */
    struct unit_place *by_id; /* [units.n_units], by unit_id */
    uint32_t *parent;         /* [units.n_units]; NO_UNIT at the top */
    uint32_t *group_unit;     /* [units.n_units]: of --by unit */
    uint32_t *sub_unit;       /* [units.n_units]: a unit of "mean of units" */
    int64_t *unit_ids;        /* [units.n_units]; NULL: the whole file */
    size_t n_services;
    struct service_place *service; /* [n_services], by service_id */
    size_t n_service_groups;
    const char **service_name;    /* [n_service_groups + 1], by group */
    struct unit_volumes *volumes; /* [units.n_units]; NULL: not yet read */
    struct served_units *served;  /* of the period asked for last */
};

IKM_MUST_CHECK enum ikm_status scope_make(struct ikm_store *store,
                                          const struct ikm_query *query,
                                          struct ikm_arena *arena,
                                          struct scope *ret_scope,
                                          struct ikm_error *err);
/* Index of a unit; NO_UNIT when it is not in the scope. */
uint32_t scope_unit(const struct scope *scope, int64_t unit_id);
/* NULL when it is not in the scope. */
const struct service_place *scope_service(const struct scope *scope,
                                          int64_t service_id);
struct ikm_slice scope_slice(const struct scope *scope, int64_t form_id);
/* Is the response of a unit, the service and the period asked for? */
int scope_holds(const struct scope *scope, const struct ikm_response *response);

/* ---- groups ---- */

/* "Tidak diisi" stands last, whatever the other keys are. */
#define KEY_NOT_FILLED INT64_MAX
/* Belongs to no group. */
#define KEY_NONE INT64_MIN

/* 1 when a cell (unit and month) lies in one group, so rollups suffice. */
int groups_by_cell(enum ikm_by by);
/* 1 when rollups, which know no services, suffice for the query. */
int reads_cells(const struct ikm_query *query);
int64_t group_key_of_cell(const struct scope *scope, int64_t unit_id,
                          int32_t month);
int64_t group_key_of_response(const struct scope *scope,
                              const struct ikm_response *response);
int64_t group_key_of_excluded(const struct scope *scope,
                              const struct ikm_excluded *excluded);
/* What a group of --by period covers: the part of it that was asked for. */
struct ikm_period group_period(const struct scope *scope, int64_t key);
/* NULL without --by. */
IKM_MUST_CHECK enum ikm_status group_label(const struct scope *scope,
                                           int64_t key, const char **ret_label,
                                           struct ikm_error *err);

/* ---- one form at a time ---- */

struct before {
    int32_t month; /* the first of its period; 0: none */
    struct ikm_tally_counts counts;
    int64_t *cross; /* packed; NULL: none */
};

/* The responses of a group, kept for resampling. */
struct kept_rows {
    size_t room;
    size_t n_rows, n_elements;
    uint16_t *sum; /* [room * n_elements] */
    uint8_t *n;
    uint32_t *service; /* [room] group of the service; 0: none */
};

struct cause_counts {
    int64_t count[IKM_MAX_ELEMENTS][IKM_MAX_CAUSES + 1]; /* [0]: only a text */
};

/* Of the form's other questions; NULL: the form does not ask such. */
struct further {
    int64_t *importance;      /* packed cross of responses that answered any */
    int64_t *relative;        /* ikm_relative_n_packed() */
    struct ikm_gap_sums *gap; /* [n_elements] */
};

/* Rows that count, by group of the field. */
struct reach_counts {
    int64_t hour[IKM_REACH_MOST], channel[IKM_REACH_MOST];
};

struct group {
    struct ikm_tally tally;
    struct keyed subs; /* struct ikm_sums by sub_unit */
    struct before before;
    struct cause_counts *causes; /* NULL: none */
    int64_t *cross;              /* packed; NULL: no used response */
    struct ikm_pairs *pairs;     /* of row by row; NULL: they follow from the
                                    cross */
    struct kept_rows rows;       /* n_rows 0: not kept */
    int is_hidden;               /* its figures: too few respondents */
    int is_uncounted;            /* its number too */
    struct further *further;     /* NULL: no row, or nothing else is asked */
    struct keyed services;       /* packed cross, by service */
    struct reach_counts *reach;  /* NULL: not counted */
    struct keyed values; /* int64_t, how often; see values.c for the keys */
};

/* What a form asks beside satisfaction: so many questions of each element. */
struct asked {
    int64_t importance[IKM_MAX_ELEMENTS];
    int64_t expectation[IKM_MAX_ELEMENTS];
    size_t n_importance, n_expectation; /* of all elements */
    int has_overall;
    size_t overall; /* its place among the answers */
};
void asked_of(const struct ikm_form *form, struct asked *ret_asked);

struct form_run {
    const struct scope *scope;
    const struct ikm_form *form;
    int64_t form_id;
    uint8_t element_of[IKM_MAX_QUESTIONS];
    int64_t n_questions[IKM_MAX_ELEMENTS];
    struct asked asked;
    struct keyed groups; /* struct group */
    size_t n_hidden;     /* of the groups */
    int wants_services;  /* some volume of a service is known: rows are read */
    int keeps_services;  /* group.services are filled while rows are read */
    int keeps_values;    /* group.values are filled while rows are read */
    struct keyed before_people; /* by first month: struct keyed, by group: how
                                   many rows count (int64_t) */
};

/* Is the response used, and one that query.rows asks for? */
int row_counts(const struct form_run *run, const struct ikm_response *response);
/* Adds the response to sums, if it counts. */
void sums_add_response(struct ikm_sums *sums, const struct form_run *run,
                       const struct ikm_response *response);
const struct ikm_tally_counts *counts_of(const struct ikm_query *query,
                                         const struct ikm_tally *tally);

/* Fills run->groups. */
IKM_MUST_CHECK enum ikm_status gather_groups(struct form_run *run,
                                             struct ikm_error *err);
/* ---- small groups of respondents (small_groups.c) ---- */

/* Are the groups of this --by people, that could be recognised? */
int is_of_respondents(enum ikm_by by);
int64_t least_in_group(const struct ikm_query *query);
/* Fills group.is_hidden, group.is_uncounted, run->n_hidden. */
IKM_MUST_CHECK enum ikm_status hide_small_groups(struct form_run *run,
                                                 struct ikm_error *err);
/* One row more of a group in the period that begins with `month`; 0 when out of
 * memory. */
int count_before(struct form_run *run, int32_t month, int64_t key);
/* Now less the change is the figure before: no group is compared with a period
 * unless all groups of both are shown. */
IKM_MUST_CHECK enum ikm_status forget_small_before(struct form_run *run,
                                                   struct ikm_error *err);
/* Takes every figure out of a result, and the number of respondents unless it
 * may be told. */
IKM_MUST_CHECK enum ikm_status hide_result(struct ikm_result *result,
                                           struct ikm_arena *arena,
                                           struct ikm_error *err);

/* Fills group.before of every group that has one. */
IKM_MUST_CHECK enum ikm_status gather_before(struct form_run *run,
                                             struct ikm_error *err);
/* Fills group.cross, .pairs, .rows and before.cross. */
IKM_MUST_CHECK enum ikm_status gather_crosses(struct form_run *run,
                                              struct ikm_error *err);
/* 1 when the crosses of quarters that the store keeps are those of the groups:
 * then they are read instead of the rows. */
int crosses_by_cell(const struct ikm_query *query);
/* ---- between groups, over periods ---- */

/* Adds to the cross of the response's service; 0 when out of memory. */
int mix_add(const struct form_run *run, struct group *group,
            const struct ikm_response *response);
/* Fills run->wants_services. */
IKM_MUST_CHECK enum ikm_status
mix_wanted(struct form_run *run, struct scope *scope, struct ikm_error *err);
/* Fills result->mix: without --by, and where services are wanted. */
IKM_MUST_CHECK enum ikm_status
mix_of(const struct form_run *run, struct scope *scope, int64_t key,
       struct group *group, struct ikm_result *result, struct ikm_error *err);
/* Of the rows of the group, for --bootstrap; mix->weighted is defined. */
IKM_MUST_CHECK enum ikm_status mix_bootstrap(const struct form_run *run,
                                             const struct group *group,
                                             struct ikm_mix *mix,
                                             struct ikm_error *err);
/* Counts the response, if it counts; 0 when out of memory. */
int reach_add(const struct form_run *run, struct group *group,
              const struct ikm_response *response);
/* Fills hour and channel; small groups are hidden. */
void reach_of(const struct form_run *run, const struct group *group,
              struct ikm_mix *mix);
/* Served by the services of one name, of the units of the result of `key`.
 * exists 0: there is none. */
struct service_served {
    int exists;
    int64_t population; /* -1: not known */
};
IKM_MUST_CHECK enum ikm_status
service_population(struct scope *scope, int64_t key, int64_t group,
                   const struct ikm_period *period,
                   struct service_served *ret_served, struct ikm_error *err);
/* 1 when some service has a volume that lies within the period asked for. */
IKM_MUST_CHECK enum ikm_status
has_service_volumes(struct scope *scope, int *ret_has, struct ikm_error *err);
int is_compared(enum ikm_by by);
/* Adds what the respondent gave on the mean; 0 when out of memory. */
int values_add(const struct form_run *run, struct group *group,
               const struct ikm_response *response);
IKM_MUST_CHECK enum ikm_status
comparison_of(const struct form_run *run, struct ikm_comparison *ret_comparison,
              struct ikm_error *err);
/* Of the results of --by period, in order of time. */
IKM_MUST_CHECK enum ikm_status
trend_of_results(const struct form_run *run, const struct ikm_result *results,
                 size_t n_results, struct ikm_trend_told *ret_told,
                 struct ikm_error *err);
/* What query.with_trend asks for beside: the periods up to the one of `query`,
 * of its kind (of quarters where it has none); of months the last 24. */
struct ikm_query query_of_trend(const struct ikm_query *query);
IKM_MUST_CHECK enum ikm_status
change_since_published(const struct form_run *run, int64_t key,
                       struct ikm_result *result, struct ikm_error *err);
/* The unit the result of a group is about as a whole; 0: several, or one of
 * its services. */
int64_t unit_of_result(const struct scope *scope, int64_t key);

/* Fills group.causes. */
IKM_MUST_CHECK enum ikm_status gather_causes(struct form_run *run,
                                             struct ikm_error *err);

/* People served in the group of this key in `period`; -1: not known. */
struct served {
    int64_t population;
    int differs; /* a unit's own volume is not the sum of its parts */
};
IKM_MUST_CHECK enum ikm_status population_of(struct scope *scope, int64_t key,
                                             const struct ikm_period *period,
                                             struct served *ret_served,
                                             struct ikm_error *err);

/* Fills change of result and more[], and the flags of what changed. */
IKM_MUST_CHECK enum ikm_status changes_of(const struct form_run *run,
                                          const struct group *group,
                                          struct ikm_result *result,
                                          struct ikm_element_more *more,
                                          struct ikm_error *err);
/* The cross of a group, of the rows that count; n_used 0 where there is none.
 * The caller owns *ret_cross. */
void cross_of(const struct form_run *run, const int64_t *packed,
              struct ikm_cross *ret_cross);
/* Fills certainty, reliability, the rest of more[], the flags and warnings that
 * follow. The sample and the index stand. */
IKM_MUST_CHECK enum ikm_status
certainty_of(const struct form_run *run, int64_t key, const struct group *group,
             struct ikm_result *result, struct ikm_element_more *more,
             struct ikm_error *err);
/* Sets the warning when `when` is not 0. */
void result_warn(struct ikm_result *result, enum ikm_warning warning, int when);

/* Adds the response's other answers; 0 when out of memory. */
int further_add(const struct form_run *run, struct group *group,
                const struct ikm_response *response);
/* Fills result->weighed; reliability, sample and more[] stand. Once a group. */
IKM_MUST_CHECK enum ikm_status importance_of(const struct form_run *run,
                                             const struct group *group,
                                             struct ikm_result *result,
                                             struct ikm_error *err);

/* Fills what_if and aim where the query asks.
 * IKM_USAGE  an unknown element, a mean outside the scale, no such aim */
IKM_MUST_CHECK enum ikm_status what_if_of(const struct form_run *run,
                                          struct ikm_result *result,
                                          struct ikm_error *err);

/* Fills followup and published, of results that stand; in the read view. */
IKM_MUST_CHECK enum ikm_status promised_of(struct scope *scope,
                                           struct ikm_analysis *analysis,
                                           struct ikm_error *err);

/* Everything one group gives. */
IKM_MUST_CHECK enum ikm_status result_of_group(struct form_run *run,
                                               struct scope *scope, int64_t key,
                                               struct group *group,
                                               struct ikm_result *ret_result,
                                               struct ikm_error *err);

#endif

/* collect/import_internal.h - one import, shared by the files that do it:
 * import_heading.c finds out what the file is, import.c takes its rows. */
#ifndef IKM_COLLECT_IMPORT_INTERNAL_H
#define IKM_COLLECT_IMPORT_INTERNAL_H

#include <stdbool.h>

#include "collect/again.h"
#include "collect/import.h"
#include "collect/row.h"

/* One import under way. */
struct import_job {
    struct ikm_store *store;
    const struct ikm_import_options *options;
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    struct ikm_import_report *report;
    struct ikm_table *table;
    const struct ikm_form *form;
    int64_t form_id;
    const struct ikm_form_order *order;
    struct ikm_map map;
    size_t sheet;
    struct ikm_row above; /* the row above the heading */
    struct ikm_lookup *lookup;
    struct ikm_again *again;
    struct ikm_again_facts facts;
    struct ikm_field_memo *memo;
    struct ikm_row_reader reader;
    struct ikm_arena row_arena;
    int64_t n_at;       /* respondent rows so far, this pass */
    int64_t n_only_mdy; /* rows whose date is possible only as mm/dd */
    bool one_pass; /* no earlier file: rows are looked at and stored at once */
};

/* The form and the order of its u1..uk. IKM_USAGE: there is no such order. */
IKM_MUST_CHECK enum ikm_status import_choose_form(struct import_job *job,
                                                  struct ikm_error *err);
/* What --map says; needs the form. Its faults are told under its own name. */
IKM_MUST_CHECK enum ikm_status import_read_maps(struct import_job *job,
                                                struct ikm_error *err);

/* --unit, --service and --date, once for all rows that name none; needs the
 * mapping. IKM_INPUT: unknown, or no date. */
IKM_MUST_CHECK enum ikm_status import_check_defaults(struct import_job *job,
                                                     struct ikm_error *err);

/* The digest that says "this very file, read in this very way". First half: the
 * respondents (bytes, unit, service, date, form). Second half: how their rows
 * were read (order, dates, map). */
struct ikm_digest import_digest(const struct import_job *job);

/* Finds the heading row and maps it; faults are told. */
IKM_MUST_CHECK enum ikm_status import_understand_heading(struct import_job *job,
                                                         struct ikm_error *err);

/* Goes to the row under the heading; *ret_heading may be NULL. */
IKM_MUST_CHECK enum ikm_status
import_go_to_rows(struct import_job *job, const struct ikm_row **ret_heading,
                  struct ikm_error *err);

#endif

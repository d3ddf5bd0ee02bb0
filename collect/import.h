/* collect/import.h - a file of responses into the survey, all or nothing.
 *
 * Two passes over the file: the first understands every row and finds out what
 * of it was imported before; the second stores. The first file of a survey
 * needs only one. All in one transaction: Ctrl-C or kill -9 in the middle leave
 * the survey as it was. */
#ifndef IKM_COLLECT_IMPORT_H
#define IKM_COLLECT_IMPORT_H

#include "collect/mapping.h"
#include "data/store.h"

struct ikm_import_options {
    const char *path;
    const char *name;    /* what people call the file; NULL: as in `path` */
    const char *unit;    /* default for rows without one; NULL: none */
    const char *service; /* the same */
    const char *date;    /* the same, as typed */
    const char *form;    /* NULL: the survey's form */
    const char *order;   /* "badan", "formulir" ...; NULL: the form's own */
    enum ikm_date_order dates;
    size_t n_map_paths;
    const char *const *map_paths;
    size_t n_units_allowed;       /* 0: rows of any office are taken */
    const int64_t *units_allowed; /* [n_units_allowed]: rows of others are
                                     faults, and no office is made */
    int create;                   /* make unknown units and services */
    int skip_bad; /* keep good rows, book bad ones as excluded */
    int again;    /* import although most of it was imported before */
    int dry_run;  /* all but the storing */
    /* Called now and then with the share done, 0..1; return 0 to give up
     * (Ctrl-C). NULL: none. */
    int (*progress)(void *context, double share);
    void *progress_context;
};

struct ikm_passed_row {
    uint32_t row;
    const char *text; /* what stands first in it: "Jumlah", "NRR" */
};
enum { IKM_PASSED_KEPT = 20, IKM_SAMPLE_ROWS = 3 };

/* What happened, for the closing report; texts live in the arena. */
struct ikm_import_report {
    struct ikm_table_facts facts;
    const char *sheet; /* XLSX: name of the sheet read */
    int64_t
        n_other_sheets; /* that have such a heading too; they are not read */
    uint32_t heading_row;
    const char *form_id;
    const char *order; /* the order of u1..uk that was used */
    int order_matters; /* some heading was positional, and the form has
                          more than one order */
    struct ikm_mapping mapping;
    size_t n_samples; /* first rows below the heading, as they stand there */
    struct ikm_row sample[IKM_SAMPLE_ROWS];
    int64_t n_unmet; /* lines of --map whose heading is not in the file */
    struct ikm_passed_row unmet[IKM_PASSED_KEPT]; /* the heading it names */
    int64_t n_rows;                               /* respondent rows read */
    int64_t n_new;                                /* stored now (or would be) */
    int64_t n_partial;                            /* of those: with blanks */
    int64_t n_excluded;                           /* bad rows booked now */
    int64_t n_known;         /* rows that were imported before */
    int64_t n_known_changed; /* of those: same second, other content */
    int64_t n_no_service;    /* of the new: without a service */
    int64_t n_empty;         /* empty rows passed over */
    int64_t n_passed;        /* "Jumlah", "NRR" and the like */
    struct ikm_passed_row passed[IKM_PASSED_KEPT];
    int64_t n_other[IKM_FIELD_COUNT]; /* values booked as "lainnya" */
    int64_t n_made_units, n_made_services;
    const char *known_source; /* earlier file that this one is or has grown
                                 from; NULL: none */
    int same_file;            /* exactly an earlier file: nothing to do */
};

/* faults->source should be the path. *act->subject is set to the file's name.
 * IKM_INPUT      faults->n_total > 0: nothing was stored (with skip_bad: only
 *                faults of the file as a whole)
 * IKM_NO_FILE, IKM_IO, IKM_BUSY, IKM_NO_MEMORY
 * IKM_USAGE      unknown order, or it was given up (progress returned 0) */
IKM_MUST_CHECK enum ikm_status
ikm_import(struct ikm_store *store, const struct ikm_import_options *options,
           struct ikm_act *act, struct ikm_arena *arena,
           struct ikm_faults *faults, struct ikm_import_report *ret_report,
           struct ikm_error *err);

#endif

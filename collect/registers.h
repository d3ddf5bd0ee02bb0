/* collect/registers.h - offices, services, people served, targets and earlier
 * figures, from words as typed or from a table.
 *
 * The same code for the command line and the web. Each call is one change with
 * one record in the audit chain; action and subject of the act are set here.
 * Common to all:
 * IKM_USAGE  a malformed period or number
 * IKM_INPUT  unknown code, value not allowed: says what was found and what is
 *            allowed; nothing is stored
 * and what ikm_store_begin() and ikm_store_commit() can say. */
#ifndef IKM_COLLECT_REGISTERS_H
#define IKM_COLLECT_REGISTERS_H

#include "data/base/fault.h"
#include "data/store_registers.h"

/* `parent`: code or name of the unit above; NULL at the top. */
IKM_MUST_CHECK enum ikm_status
ikm_register_unit(struct ikm_store *store, const char *code, const char *name,
                  const char *parent, struct ikm_act *act,
                  struct ikm_error *err);

IKM_MUST_CHECK enum ikm_status ikm_register_service(struct ikm_store *store,
                                                    const char *unit,
                                                    const char *name,
                                                    struct ikm_act *act,
                                                    struct ikm_error *err);

struct ikm_volume_words {
    const char *unit;
    const char *period;  /* not everything */
    const char *n;       /* people served, digits only */
    const char *service; /* NULL or "": the office as a whole */
};
IKM_MUST_CHECK enum ikm_status
ikm_register_volume(struct ikm_store *store,
                    const struct ikm_volume_words *words, struct ikm_act *act,
                    struct ikm_error *err);

struct ikm_history_words {
    const char *unit;
    const char *period;
    const char *ikm;  /* "82.15" or "82,15", on 100/scale..100 */
    const char *n;    /* respondents, 1 or more */
    const char *form; /* id */
};
IKM_MUST_CHECK enum ikm_status
ikm_register_history(struct ikm_store *store,
                     const struct ikm_history_words *words, struct ikm_act *act,
                     struct ikm_error *err);

/* `year` 1900..2199, `ikm` on 25..100. */
IKM_MUST_CHECK enum ikm_status
ikm_register_target(struct ikm_store *store, const char *unit, const char *year,
                    const char *ikm, struct ikm_act *act,
                    struct ikm_error *err);

/* What a table brought. */
struct ikm_register_counts {
    int64_t n_rows;  /* rows that say something */
    int64_t n_new;   /* of those: stored now */
    int64_t n_known; /* of those: stood in the survey just so */
};

/* A table (CSV or XLSX) of units with the headings kode (code), nama (name) and
 * perhaps induk (parent: a code of the file or of the survey, or empty); in any
 * order, parents may come after their children. All or nothing: every fault
 * goes to `faults` with its row and column (faults->source should be the path);
 * its arena is that of the work.
 * IKM_INPUT  faults->n_total > 0
 * IKM_NO_FILE, IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_register_units_file(struct ikm_store *store, const char *path,
                        struct ikm_act *act, struct ikm_faults *faults,
                        struct ikm_register_counts *ret_counts,
                        struct ikm_error *err);

/* The same for people served: unit, periode (period), jumlah (n) and perhaps
 * layanan (service). What was set before is set anew. */
IKM_MUST_CHECK enum ikm_status
ikm_register_volumes_file(struct ikm_store *store, const char *path,
                          struct ikm_act *act, struct ikm_faults *faults,
                          struct ikm_register_counts *ret_counts,
                          struct ikm_error *err);

#endif

/* cli/demo.h - the pieces of `ikm demo`: a folder with an invented survey, made
 * the way an office would make it, and what can be read out of it. */
#ifndef IKM_CLI_DEMO_H
#define IKM_CLI_DEMO_H

#include "cli/call.h"

/* Files of the folder. Texts live in the call's arena. */
struct cli_demo_files {
    const char *folder;
    const char *marker;   /* DEMO.txt: says that the demo made the folder, so
                             that it may be made anew */
    const char *csv;      /* kabupaten.csv: the responses, as an office has
                             them */
    const char *db;       /* ikm.db: the survey file */
    const char *workbook; /* the report of one office */
};

/* The office and the quarter that the demo shows. */
extern const char cli_demo_unit[], cli_demo_period[];

/* Makes the folder, or empties the one that a demo made earlier.
 * IKM_EXISTS  the folder holds files and no demo made it, or its survey file is
 *             another one, or it cannot be made */
IKM_MUST_CHECK enum ikm_status
cli_demo_prepare(const struct cli_call *call, const char *folder, uint64_t seed,
                 struct cli_demo_files *ret_files, struct ikm_error *err);

/* Writes the CSV, makes the survey file with its units, services and numbers of
 * people served, and imports the CSV into it. *ret_store is the caller's. */
IKM_MUST_CHECK enum ikm_status cli_demo_make(const struct cli_call *call,
                                             const struct cli_demo_files *files,
                                             uint64_t seed,
                                             struct ikm_store **ret_store,
                                             struct ikm_error *err);

/* A CSV of n_rows responses of n_offices offices, for measurements.
 * IKM_EXISTS  `path` is there already or cannot be made */
IKM_MUST_CHECK enum ikm_status cli_demo_big(const char *path, uint64_t seed,
                                            int64_t n_rows, int n_offices,
                                            struct ikm_error *err);

/* Prints the result of one office and the ranking of all, and writes the
 * workbook. */
IKM_MUST_CHECK enum ikm_status cli_demo_show(const struct cli_call *call,
                                             const struct cli_demo_files *files,
                                             struct ikm_store *store,
                                             struct ikm_error *err);

#endif

/* cli/cmd_export.h - the responses themselves instead of figures: what
 * `export csv` and `export json` do with --responses. */
#ifndef IKM_CLI_CMD_EXPORT_H
#define IKM_CLI_CMD_EXPORT_H

#include "cli/call.h"
#include "export/rows.h"

/* IKM_USAGE: an option that is about figures */
IKM_MUST_CHECK enum ikm_status
cli_export_rows(struct cli_call *call,
                enum ikm_status (*write)(struct ikm_store *store,
                                         const struct ikm_rows_query *query,
                                         FILE *stream, struct ikm_error *err),
                struct ikm_error *err);

#endif

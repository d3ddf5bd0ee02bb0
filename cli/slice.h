/* cli/slice.h - the options that say what a report is about. */
#ifndef IKM_CLI_SLICE_H
#define IKM_CLI_SLICE_H

#include "cli/call.h"
#include "export/analysis.h"

/* --unit --service --period --form --rows --weights, of the commands that have
 * them. IKM_USAGE  a malformed period, rows or weights that are not known */
IKM_MUST_CHECK enum ikm_status cli_slice(const struct cli_call *call,
                                         struct ikm_query *ret_query,
                                         struct ikm_error *err);

#endif

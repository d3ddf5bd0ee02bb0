/* cli/output.h - a result into a file (-o), whole or not at all. */
#ifndef IKM_CLI_OUTPUT_H
#define IKM_CLI_OUTPUT_H

#include "cli/call.h"

/* A path of which the survey file itself is not overwritten.
 * IKM_USAGE  it is the survey file */
IKM_MUST_CHECK enum ikm_status cli_output_check(const struct cli_call *call,
                                                const char *path,
                                                struct ikm_error *err);

/* Writes the text beside `path` and puts it into its place at the end, also
 * where a file stands there already. What is no regular file (a pipe) is
 * written straight.
 * IKM_EXISTS  it cannot be made
 * IKM_IO      writing failed: nothing was changed */
IKM_MUST_CHECK enum ikm_status cli_output_write(const struct cli_call *call,
                                                const char *path,
                                                const char *text,
                                                struct ikm_error *err);
/* The same of bytes. */
IKM_MUST_CHECK enum ikm_status cli_output_bytes(const struct cli_call *call,
                                                const char *path,
                                                const unsigned char *bytes,
                                                size_t length_bytes,
                                                struct ikm_error *err);

#endif

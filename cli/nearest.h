/* cli/nearest.h - what was meant by a mistyped name. */
#ifndef IKM_CLI_NEAREST_H
#define IKM_CLI_NEAREST_H

#include <stddef.h>

/* The nearest of the names: at most two letters (one in short names) missing,
 * too many, wrong or swapped; NULL when none is near. */
const char *cli_nearest(const char *typed, size_t n_names,
                        const char *const *names);

#endif

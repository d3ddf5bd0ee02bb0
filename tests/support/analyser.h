/* tests/support/analyser.h - for clang-tidy alone, which reads one file at a
 * time and cannot see that what fails is never IKM_OK. ./run check includes it
 * first. */
#ifndef IKM_TESTS_ANALYSER_H
#define IKM_TESTS_ANALYSER_H

#define _GNU_SOURCE /* NOLINT: before any header, as export/folder.c has it */

#include "data/base/error.h"

#define ikm_fail(err, status, ...)                                             \
    (ikm_fail((err), (status), __VA_ARGS__), (status))
#define ikm_fail_memory(err) (ikm_fail_memory(err), IKM_NO_MEMORY)

#endif

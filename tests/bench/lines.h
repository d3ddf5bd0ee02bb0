/* tests/bench/lines.h - result lines, written the same quick way for every tool
 * that is measured in C: stdio would cost more than some of the work. */
#ifndef IKM_BENCH_LINES_H
#define IKM_BENCH_LINES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX_BYTES = 4 << 20 };

struct lines {
    char *bytes; /* [LINES_MAX_BYTES], the caller's */
    size_t length_bytes;
};

static inline void lines_put(struct lines *lines, const char *text,
                             size_t length_bytes)
{
    if (LINES_MAX_BYTES - lines->length_bytes < length_bytes) {
        (void)fputs("bench: too many lines\n", stderr);
        exit(70);
    }
    memcpy(lines->bytes + lines->length_bytes, text, length_bytes);
    lines->length_bytes += length_bytes;
}

/* ",123"; number >= 0 */
static inline void lines_number(struct lines *lines, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    digits[--at] = ',';
    lines_put(lines, digits + at, sizeof digits - at);
}

#endif

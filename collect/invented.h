/* collect/invented.h - invented survey files: a small kabupaten to try the
 * program on, and big ones to measure it with.
 *
 * Pure and seeded: the same seed gives the same bytes on every machine
 * (splitmix64 and whole numbers; no clock, no floating point). The text is what
 * an office would hand in: the canonical heading of an import, UTF-8, commas,
 * ISO dates, LF. People and offices are made up. */
#ifndef IKM_COLLECT_INVENTED_H
#define IKM_COLLECT_INVENTED_H

#include <stdint.h>

#include "data/base/date.h"
#include "data/base/error.h"
#include "data/form.h"

/* Takes the next bytes of the file; other than IKM_OK stops the writing, and
 * is what the writer returns. */
typedef enum ikm_status ikm_invented_sink(void *context, const char *bytes,
                                          size_t length_bytes,
                                          struct ikm_error *err);

/* ---- the small kabupaten: a root and six kecamatan, eight quarters ---- */

enum { IKM_INVENTED_UNITS = 7, IKM_INVENTED_QUARTERS = 8 };

struct ikm_invented_unit {
    const char *code;
    const char *name;
    const char *parent;          /* code of the unit above; NULL at the top */
    size_t n_services;           /* 0: it serves nobody itself */
    const char *const *services; /* [n_services] */
};

/* i < IKM_INVENTED_UNITS, parents first; static. */
const struct ikm_invented_unit *ikm_invented_unit(size_t i);

/* q < IKM_INVENTED_QUARTERS: 2024-TW1 .. 2025-TW4. */
struct ikm_period ikm_invented_quarter(size_t q);

/* How many people the unit served in the quarter; 0 where n_services is 0. */
int64_t ikm_invented_served(uint64_t seed, size_t unit, size_t quarter);

/* What is in it, so that every kind of finding can be shown: respondents with a
 * level of their own (their answers go together), a quarter who give the same
 * score to all, about 3 % blanks, waktu, pengaduan and sarana weak, biaya of
 * free services nearly always 4; kec-03 grew faster from quarter to quarter,
 * kec-05 lets its rooms decay, kec-06 has 11 responses in the last quarter;
 * causes beside low scores, comments, and a few percent of the respondent block
 * in the spellings of practice.
 *
 * `form` is the built-in IKM_DEFAULT_FORM: its keys and causes are used.
 * Returns what the sink returned. */
IKM_MUST_CHECK enum ikm_status
ikm_invented_kabupaten(const struct ikm_form *form, uint64_t seed,
                       ikm_invented_sink *sink, void *context,
                       struct ikm_error *err);

/* ---- a big one: no causes, in the order of dates, 2024-01 .. 2025-12 ---- */

enum {
    IKM_INVENTED_MAX_OFFICES = 9999,
    IKM_INVENTED_SERVICES = 12 /* of every office */
};

struct ikm_invented_size {
    uint64_t seed;
    int64_t n_rows;
    int n_offices; /* 1..IKM_INVENTED_MAX_OFFICES: opd-0001 ... */
};

/* Returns what the sink returned. */
IKM_MUST_CHECK enum ikm_status
ikm_invented_big(const struct ikm_invented_size *size, ikm_invented_sink *sink,
                 void *context, struct ikm_error *err);

#endif

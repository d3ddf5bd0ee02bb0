/* data/programmes.h - texts to start a follow-up plan from.
 *
 * One CSV table, which offices may replace (data/plan/README.md):
 *
 *   unsur,sebab,tindakan,program,triwulan,penanggung_jawab
 *
 * The same reader as imports and questionnaires. A row without an element fits
 * any element of its remedy; one without a cause fits whatever the cause. */
#ifndef IKM_DATA_PROGRAMMES_H
#define IKM_DATA_PROGRAMMES_H

#include <stddef.h>

#include "data/base/arena.h"
#include "data/base/error.h"
#include "data/base/fault.h"

enum {
    IKM_PROGRAMME_BYTES = 200, /* of a text */
    IKM_PROGRAMMES_MOST = 2000
};

struct ikm_programme {
    const char *element;   /* key; "" for any */
    const char *cause;     /* as the form writes it; "" for any */
    char remedy;           /* 'a'..'d', data/form.h */
    const char *text;      /* with [blanks] that the office fills in */
    int n_quarters;        /* about so long: 1..4 */
    const char *in_charge; /* a position */
};

struct ikm_programmes {
    size_t n;
    const struct ikm_programme *programme; /* [n], as in the file */
};

/* Reads the bytes of a table, borrowed for the call; `name` is said in faults.
 * All of it lives in `arena`.
 * IKM_INPUT      there were faults; all of them are in `faults`
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_programmes_load(const char *bytes, size_t length_bytes, const char *name,
                    struct ikm_arena *arena, struct ikm_faults *faults,
                    struct ikm_programmes *ret, struct ikm_error *err);

/* The bytes that are built in. */
const char *ikm_programmes_builtin(size_t *ret_length_bytes);

#endif

/* collect/invented_internal.h - chance and output of the invented files. */
#ifndef IKM_COLLECT_INVENTED_INTERNAL_H
#define IKM_COLLECT_INVENTED_INTERNAL_H

#include <string.h>

#include "collect/invented.h"

/* ---- chance: splitmix64 (Steele, Lea, Flood 2014) ---- */

struct ikm_chance {
    uint64_t state;
};

static inline uint64_t ikm_chance_next(struct ikm_chance *chance)
{
    uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A stream of its own for each (seed, a, b). */
struct ikm_chance ikm_chance_for(uint64_t seed, uint64_t a, uint64_t b);

/* 0..n-1, n > 0. */
static inline uint32_t ikm_chance_below(struct ikm_chance *chance, uint32_t n)
{
    return (uint32_t)((ikm_chance_next(chance) >> 32) * n >> 32);
}

static inline int ikm_chance_permille(struct ikm_chance *chance, uint32_t share)
{
    return ikm_chance_below(chance, 1000) < share;
}

/* Index 0..n-1 with these weights. */
size_t ikm_chance_pick(struct ikm_chance *chance, const uint8_t *weights,
                       size_t n);

/* Bell-shaped around 0, never beyond +-2 * spread; standard deviation about
 * 0.58 * spread. */
int ikm_chance_bell(struct ikm_chance *chance, int spread);

/* ---- output: bytes are gathered and handed on in large pieces ---- */

enum { IKM_INVENTED_ROOM_BYTES = 65536 };

struct ikm_invented_out {
    ikm_invented_sink *sink;
    void *context;
    struct ikm_error *err;
    enum ikm_status status; /* fails once and stays failed */
    size_t used_bytes;
    char room[IKM_INVENTED_ROOM_BYTES];
};

void ikm_invented_flush(struct ikm_invented_out *out);

static inline void ikm_invented_bytes(struct ikm_invented_out *out,
                                      const char *bytes, size_t length_bytes)
{
    if (IKM_INVENTED_ROOM_BYTES - out->used_bytes < length_bytes)
        ikm_invented_flush(out);
    memcpy(out->room + out->used_bytes, bytes, length_bytes);
    out->used_bytes += length_bytes;
}

/* A text shorter than the room, as it stands. */
void ikm_invented_put(struct ikm_invented_out *out, const char *text);
/* One cell, quoted where it must be, after a comma. */
void ikm_invented_cell(struct ikm_invented_out *out, const char *text);
/* A cell with a number; empty for 0. */
void ikm_invented_number(struct ikm_invented_out *out, int number);

/* ---- calendar ---- */

/* The k-th Monday-to-Friday from 1 January 2024 (a Monday), k 0-based; a public
 * holiday gives way to the day after it. */
struct ikm_date ikm_invented_workday(int k);
/* How many of them lie before the quarter q; q IKM_INVENTED_QUARTERS: all. */
int ikm_invented_workdays_before(size_t q);

/* ---- people ---- */

/* jam,kanal,petugas,jenis_kelamin,usia,pendidikan,pekerjaan,disabilitas, each
 * after a comma; `unit` gives the names of the clerks. */
void ikm_invented_person(struct ikm_invented_out *out,
                         struct ikm_chance *chance, size_t unit);

/* What the respondent wrote, "" mostly; `weak` is the element (0-based, of
 * IKM_DEFAULT_FORM) that the respondent scored lowest, -1 when none was scored
 * below 3. */
const char *ikm_invented_comment(struct ikm_chance *chance, int weak);

#endif

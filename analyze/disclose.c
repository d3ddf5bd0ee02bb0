#include "analyze/disclose.h"

#include <string.h>

#include "analyze/random.h"

#define MODULUS ((UINT64_C(1) << 61) - 1)

/* The span of the published cells. */
struct span {
    const struct ikm_disclosure *asked;
    size_t n_small;
    size_t *small;     /* [n_atoms]: atoms that could be part of a small set */
    uint64_t *row;     /* [n_cells * n_atoms], reduced */
    size_t *pivot;     /* [n_cells]: column of each reduced row */
    uint64_t *witness; /* [n_atoms]: orthogonal to all rows, else random */
};

/* ---- arithmetic modulo 2^61 - 1 ---- */

/* Without 128-bit integers: in two halves of 32 and 29 bits. */
static uint64_t fold(uint64_t x)
{
    x = (x & MODULUS) + (x >> 61);
    return x >= MODULUS ? x - MODULUS : x;
}

static uint64_t add(uint64_t a, uint64_t b)
{
    return fold(a + b);
}

static uint64_t minus(uint64_t a)
{
    return a == 0 ? 0 : MODULUS - a;
}

/* a * 2^k mod p is a turn of 61 bits. */
static uint64_t turn(uint64_t a, int k)
{
    return fold(((a << k) & MODULUS) | (a >> (61 - k)));
}

static uint64_t times(uint64_t a, uint64_t b)
{
    const uint64_t low_a = a & UINT32_MAX, high_a = a >> 32;
    const uint64_t low_b = b & UINT32_MAX, high_b = b >> 32;
    const uint64_t middle = add(fold(high_a * low_b), fold(low_a * high_b));
    return add(add(fold(low_a * low_b), turn(middle, 32)),
               turn(fold(high_a * high_b), 3));
}

static uint64_t inverse(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t power = MODULUS - 2; power > 0; power >>= 1) {
        if (power & 1)
            result = times(result, a);
        a = times(a, a);
    }
    return result;
}

/* ---- the span ---- */

static void scale_row(uint64_t *row, size_t n, uint64_t by)
{
    for (size_t a = 0; a < n; a++)
        row[a] = times(row[a], by);
}

/* row -= by * other */
static void subtract(uint64_t *row, const uint64_t *other, size_t n,
                     uint64_t by)
{
    for (size_t a = 0; a < n; a++)
        row[a] = add(row[a], minus(times(by, other[a])));
}

/* Published cells as rows in reduced echelon form; returns how many. */
static size_t reduce(struct span *span, const unsigned char *hidden)
{
    const size_t n = span->asked->n_atoms;
    size_t n_rows = 0;
    for (size_t c = 0; c < span->asked->n_cells; c++) {
        uint64_t *row = span->row + n_rows * n;
        size_t at = 0;
        if (hidden[c])
            continue;
        for (size_t a = 0; a < n; a++)
            row[a] = span->asked->has[c * n + a];
        for (size_t r = 0; r < n_rows; r++)
            if (row[span->pivot[r]] != 0)
                subtract(row, span->row + r * n, n, row[span->pivot[r]]);
        while (at < n && row[at] == 0)
            at++;
        if (at == n)
            continue;
        scale_row(row, n, inverse(row[at]));
        for (size_t r = 0; r < n_rows; r++)
            if (span->row[r * n + at] != 0)
                subtract(span->row + r * n, row, n, span->row[r * n + at]);
        span->pivot[n_rows++] = at;
    }
    return n_rows;
}

static void find_witness(struct span *span, const unsigned char *hidden)
{
    const size_t n = span->asked->n_atoms;
    struct ikm_random random = ikm_random_start(20140014);
    const size_t n_rows = reduce(span, hidden);
    for (size_t a = 0; a < n; a++)
        span->witness[a] = fold(ikm_random_next(&random) >> 3);
    for (size_t r = 0; r < n_rows; r++)
        span->witness[span->pivot[r]] = 0;
    for (size_t r = 0; r < n_rows; r++) {
        const uint64_t *row = span->row + r * n;
        uint64_t sum = 0;
        for (size_t a = 0; a < n; a++)
            if (a != span->pivot[r] && row[a] != 0)
                sum = add(sum, times(row[a], span->witness[a]));
        span->witness[span->pivot[r]] = minus(sum);
    }
    /* other pivots stand in no reduced row: the sums above saw zeros there */
}

/* ---- small sets ---- */

struct set {
    size_t n;
    size_t atom[64]; /* at most least - 1 of them; see MOST_LEAST */
};
enum { MOST_LEAST = 64 };

/* A set of small atoms from number `from` on that completes `set`. */
static int complete(const struct span *span, size_t from, int64_t room,
                    uint64_t sum, struct set *set)
{
    if (set->n > 0 && sum == 0)
        return 1;
    for (size_t i = from; i < span->n_small; i++) {
        const size_t atom = span->small[i];
        if (span->asked->n[atom] > room)
            continue;
        set->atom[set->n++] = atom;
        if (complete(span, i + 1, room - span->asked->n[atom],
                     add(sum, span->witness[atom]), set))
            return 1;
        set->n--;
    }
    return 0;
}

static int finds_small(const struct span *span, struct set *ret_set)
{
    ret_set->n = 0;
    return complete(span, 0, span->asked->least - 1, 0, ret_set);
}

static int still_derived(const struct span *span, const struct set *set)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < set->n; i++)
        sum = add(sum, span->witness[set->atom[i]]);
    return sum == 0;
}

static int64_t count_of(const struct ikm_disclosure *asked, size_t c)
{
    int64_t n = 0;
    for (size_t a = 0; a < asked->n_atoms; a++)
        n += asked->has[c * asked->n_atoms + a] ? asked->n[a] : 0;
    return n;
}

/* Hides the smallest cell without which the set cannot be had; where there is
 * no such single one, the smallest of all. The first only when alone. */
static void break_up(struct span *span, const struct set *set,
                     unsigned char *hidden)
{
    const struct ikm_disclosure *asked = span->asked;
    size_t best = asked->n_cells, smallest = asked->n_cells;
    int64_t n_best = INT64_MAX, n_smallest = INT64_MAX;
    for (size_t c = 1; c < asked->n_cells; c++) {
        const int64_t n = count_of(asked, c);
        if (hidden[c])
            continue;
        if (n <= n_smallest) {
            smallest = c;
            n_smallest = n;
        }
        if (n > n_best)
            continue;
        hidden[c] = 1;
        find_witness(span, hidden);
        hidden[c] = 0;
        if (!still_derived(span, set)) {
            best = c;
            n_best = n;
        }
    }
    if (best == asked->n_cells)
        best = smallest;
    hidden[best < asked->n_cells ? best : 0] = 1;
}

static int is_small(int64_t n, int64_t least)
{
    return n > 0 && n < least;
}

static void hide(struct span *span, unsigned char *hidden)
{
    const struct ikm_disclosure *asked = span->asked;
    struct set set;
    for (size_t c = 0; c < asked->n_cells; c++)
        hidden[c] = (unsigned char)is_small(count_of(asked, c), asked->least);
    if (asked->least > MOST_LEAST || span->n_small > IKM_DISCLOSE_MOST_SMALL) {
        for (size_t c = 1; c < asked->n_cells; c++)
            hidden[c] = 1;
        return;
    }
    for (;;) {
        find_witness(span, hidden);
        if (!finds_small(span, &set))
            return;
        break_up(span, &set, hidden);
    }
}

enum ikm_status ikm_disclose(const struct ikm_disclosure *asked,
                             struct ikm_arena *arena, unsigned char *ret_hidden,
                             struct ikm_error *err)
{
    const size_t n = asked->n_atoms;
    struct span span = {.asked = asked};
    span.small = ikm_arena_take(arena, n + 1, sizeof *span.small);
    span.row = ikm_arena_take(arena, asked->n_cells * n + 1, sizeof *span.row);
    span.pivot = ikm_arena_take(arena, asked->n_cells + 1, sizeof *span.pivot);
    span.witness = ikm_arena_take(arena, n + 1, sizeof *span.witness);
    if (!span.small || !span.row || !span.pivot || !span.witness)
        return ikm_fail_memory(err);
    for (size_t a = 0; a < n; a++)
        if (is_small(asked->n[a], asked->least))
            span.small[span.n_small++] = a;
    hide(&span, ret_hidden);
    return IKM_OK;
}

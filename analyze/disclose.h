/* analyze/disclose.h - what may be published together, so that no small number
 * can be computed back.
 *
 * A publication is a list of cells; a cell counts respondents of some atoms (an
 * atom: those of one part of an office and one service, say). Whoever adds and
 * subtracts published cells gets every vector in their span. Hidden is what
 * must be, so that no set of atoms with 1 to `least` - 1 respondents is in it:
 * neither a small cell, nor a cell less the cells inside it, nor any other
 * sum or difference.
 *
 * A set is in the span exactly when it is orthogonal to everything that is
 * orthogonal to all published cells. That is looked at with one random such
 * vector, modulo 2^61 - 1: a set that is in the span is always found, another
 * one is taken for such with a chance of 2^-61. */
#ifndef IKM_ANALYZE_DISCLOSE_H
#define IKM_ANALYZE_DISCLOSE_H

#include <stddef.h>
#include <stdint.h>

#include "data/base/arena.h"
#include "data/base/error.h"

/* Beyond so many small atoms everything but the first cell is hidden. */
enum { IKM_DISCLOSE_MOST_SMALL = 120 };

struct ikm_disclosure {
    size_t n_atoms, n_cells;
    const int64_t *n;         /* [n_atoms] > 0 */
    const unsigned char *has; /* [n_cells * n_atoms]: 1 where the atom belongs
                                 to the cell. Cells in order of importance: the
                                 first is the last to go */
    int64_t least;
};

/* ret_hidden [n_cells] gets 1 where a cell is not published. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_disclose(const struct ikm_disclosure *asked,
                                            struct ikm_arena *arena,
                                            unsigned char *ret_hidden,
                                            struct ikm_error *err);

#endif

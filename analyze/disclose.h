/* analyze/disclose.h - what may be published together, so that no small number
 * can be computed back.
 *
 * THE RULE, for every output (terminal, JSON, CSV, HTML, workbook, papers,
 * website, dashboard): from all that is told no group of 1 to 4 people can be
 * derived by adding and subtracting.
 *
 * 1. A group are those who share something: gender, age, an office, a service.
 *    Who left a field blank shares nothing with the others who did; "tidak
 *    diisi" is no group, and its number may be told, however small.
 * 2. Numbers. That of a group of 1 to 4 is hidden, and with it the next
 * smallest until those hidden together are 5 or more (analyze/suppress.h).
 * "Tidak diisi" may be among these, but is never the cause.
 * 3. Figures: index, means, distributions, changes. Those of fewer than 5
 * people are hidden, whoever they are: of these "tidak diisi" is one like any
 * other. So of 118 men, 113 women and 3 who did not say all three numbers are
 * told, but the figures of the men and the total alone: with those of the women
 *    too, the figures of the 3 would be the rest.
 * 4. What has its number hidden has its figures hidden.
 * 5. Offices and services are published with their figures or not at all; both
 *    lie across each other, which is looked at as a whole: below.
 *
 * For the office itself (analyze, workbook, dashboard) the figures of an
 * office, a service and a period are always told, with a warning; --min-group
 * sets another limit than 5.
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

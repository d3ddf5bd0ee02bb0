/* collect/again.h - which rows of a file were imported before.
 *
 * Files come again: the same one, or one that has grown (the weekly download of
 * a Google Form). Known rows are found by, in this order:
 *   prefix  the first rows are, row for row, all rows of an earlier file
 *   second  rows carry a time with seconds at which the unit has a response
 *           from a file already; such a row whose content differs is taken for
 *           an edited one only when most of the file's known seconds match to
 *           the letter
 * Rows are never matched by content alone. What else overlaps by more than half
 * is told, for the user to decide: of the whole file, or of an earlier one (a
 * file of January and February after each of them was imported). */
#ifndef IKM_COLLECT_AGAIN_H
#define IKM_COLLECT_AGAIN_H

#include "collect/row.h"
#include "data/store_sources.h"

struct ikm_again; /* opaque: what one file's rows are gathered in */

/* IKM_NO_MEMORY, and what reading the store can say */
IKM_MUST_CHECK enum ikm_status ikm_again_open(struct ikm_store *store,
                                              struct ikm_again **ret_again,
                                              struct ikm_error *err);
void ikm_again_close(struct ikm_again *again); /* NULL is fine */

/* 1 when files were imported before: else nothing can be known again. */
int ikm_again_has_earlier(const struct ikm_again *again);

/* The name of the earlier file with this digest; NULL: none. */
const char *ikm_again_same_file(const struct ikm_again *again,
                                const struct ikm_digest *digest);

/* The name of an earlier file of the same bytes whose rows stand for the same
 * respondents, but which was read another way (the second half of the digest
 * differs); NULL: none. */
const char *ikm_again_read_otherwise(const struct ikm_again *again,
                                     const struct ikm_digest *digest);

/* Takes in the next row, good or bad. */
IKM_MUST_CHECK enum ikm_status ikm_again_add(struct ikm_again *again,
                                             const struct ikm_row_read *read,
                                             struct ikm_error *err);

/* How many of the first rows so far are all rows of an earlier file. */
int64_t ikm_again_n_first(const struct ikm_again *again);

/* After the last row: decides. */
struct ikm_again_facts {
    int64_t n_rows;
    int64_t n_known;            /* prefix or second */
    int64_t n_known_changed;    /* same second, edited content */
    struct ikm_digest rows;     /* over all row hashes, in order */
    struct ikm_sketch sketch;   /* borrowed from `again` */
    const char *known_source;   /* earlier file it has grown from; or NULL */
    const char *overlap_source; /* earlier file that it overlaps by more than
                                   half without being explained; or NULL */
    int64_t overlap_percent;    /* of this file's rows, or of those of the
                                   earlier one when it is the larger part */
    int overlap_is_of_earlier;
};
IKM_MUST_CHECK enum ikm_status
ikm_again_decide(struct ikm_again *again, struct ikm_again_facts *ret_facts,
                 struct ikm_error *err);

/* After that: was row `i` (0-based, in order of adding) imported before? */
int ikm_again_knows(const struct ikm_again *again, int64_t i);

#endif

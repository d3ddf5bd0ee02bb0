/* analyze/suppress.h - which small groups of respondents are not shown.
 *
 * The rule that this is a part of stands in analyze/disclose.h.
 *
 * A group of 1 to `least` - 1 responses is hidden. What is hidden must not come
 * out of the total less what is shown: while the hidden ones together hold
 * fewer than `least`, the next smallest goes too (of equal ones the first). So
 * either nothing is hidden, or all that anyone can work out is a sum over at
 * least `least` responses, or all is hidden. Groups without a response hide
 * nobody: they are shown and give no cover. */
#ifndef IKM_ANALYZE_SUPPRESS_H
#define IKM_ANALYZE_SUPPRESS_H

#include <stddef.h>
#include <stdint.h>

enum { IKM_LEAST_IN_GROUP = 5 };

/* n [n_groups] >= 0; is_blank [n_groups]: 1 for those who share nothing
 * ("tidak diisi"), who are not hidden for being few, but may go with others;
 * NULL: none. ret_hidden [n_groups] gets 1 where a group is not shown, else 0.
 * Returns how many are hidden. What is hidden with is_blank is hidden without
 * it. */
size_t ikm_suppress(const int64_t *n, const unsigned char *is_blank,
                    size_t n_groups, int64_t least, unsigned char *ret_hidden);

#endif

#include "analyze/suppress.h"

/* The smallest group that is still shown; n_groups when there is none. */
static size_t next_smallest(const int64_t *n, size_t n_groups,
                            const unsigned char *hidden)
{
    size_t found = n_groups;
    for (size_t g = 0; g < n_groups; g++)
        if (n[g] > 0 && !hidden[g] && (found == n_groups || n[g] < n[found]))
            found = g;
    return found;
}

size_t ikm_suppress(const int64_t *n, const unsigned char *is_blank,
                    size_t n_groups, int64_t least, unsigned char *ret_hidden)
{
    size_t n_hidden = 0;
    int64_t together = 0;
    for (size_t g = 0; g < n_groups; g++) {
        const int is_group = !is_blank || !is_blank[g];
        ret_hidden[g] = is_group && n[g] > 0 && n[g] < least;
        n_hidden += ret_hidden[g];
        together += ret_hidden[g] ? n[g] : 0;
    }
    while (n_hidden > 0 && together < least) {
        const size_t g = next_smallest(n, n_groups, ret_hidden);
        if (g == n_groups)
            break;
        ret_hidden[g] = 1;
        together += n[g];
        n_hidden++;
    }
    return n_hidden;
}

#include "cli/nearest.h"

#include <string.h>

enum { LONGEST = 32, SHORT_NAME = 4 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance; names are ASCII and short. */
static size_t distance(const char *a, const char *b)
{
    size_t cost[LONGEST + 1][LONGEST + 1];
    const size_t n_a = strlen(a);
    const size_t n_b = strlen(b);
    if (n_a > LONGEST || n_b > LONGEST)
        return LONGEST;
    for (size_t i = 0; i <= n_a; i++)
        for (size_t j = 0; j <= n_b; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            cost[i][j] = least(least(cost[i - 1][j], cost[i][j - 1]) + 1,
                               cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[n_a][n_b];
}

const char *cli_nearest(const char *typed, size_t n_names,
                        const char *const *names)
{
    const char *nearest = NULL;
    size_t best = strlen(typed) <= SHORT_NAME ? 1 : 2;
    for (size_t i = 0; i < n_names; i++) {
        const size_t d = distance(typed, names[i]);
        if (d < best || (d == best && !nearest)) {
            nearest = names[i];
            best = d;
        }
    }
    return nearest;
}

#include "analyze/proportion.h"

#include "analyze/distribution.h"

struct ikm_proportion ikm_proportion_of(int64_t n_found, int64_t n, double tail)
{
    const double x = (double)n_found;
    const double rest = (double)(n - n_found);
    struct ikm_proportion told = {.high = 1};
    if (n <= 0 || n_found < 0 || n_found > n)
        return told;
    told.is_defined = 1;
    told.share = x / (double)n;
    if (n_found > 0) {
        const double f =
            ikm_f_quantile(1 - tail, 2 * (rest + 1), 2 * x) * (rest + 1);
        told.low = x / (x + f);
    }
    if (n_found < n) {
        const double f =
            ikm_f_quantile(1 - tail, 2 * (x + 1), 2 * rest) * (x + 1);
        told.high = f / (rest + f);
    }
    return told;
}

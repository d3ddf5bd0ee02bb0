#include "analyze/sample.h"

/* From here on the formula gives IKM_SAMPLE_MOST whatever N is. */
#define POPULATION_HUGE INT64_C(1000000000)

int64_t ikm_sample_krejcie_morgan(int64_t population)
{
    if (population <= 0)
        return 0;
    if (population > POPULATION_HUGE)
        return IKM_SAMPLE_MOST;
    /* l2 P Q = 0.96025 and d2 = 0.0025, both times 100,000 */
    const int64_t numerator = 96025 * population;
    const int64_t denominator = 250 * (population - 1) + 96025;
    return (2 * numerator + denominator) / (2 * denominator);
}

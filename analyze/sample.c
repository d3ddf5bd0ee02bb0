#include "analyze/sample.h"

/* From here on the formulas give their limits, whatever N is. */
#define POPULATION_HUGE INT64_C(1000000000)
/* 1.96^2 P Q in ten-thousandths, times 10^8 for the square of the margin. */
#define COCHRAN INT64_C(96040000)
#define SLOVIN  INT64_C(100000000)

static int64_t up(int64_t numerator, int64_t denominator)
{
    return (numerator + denominator - 1) / denominator;
}

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

int64_t ikm_sample_slovin(int64_t population, int64_t margin_ten_thousandths)
{
    const int64_t square = margin_ten_thousandths * margin_ten_thousandths;
    if (population <= 0)
        return 0;
    if (population > POPULATION_HUGE)
        return up(SLOVIN, square);
    return up(SLOVIN * population, SLOVIN + square * population);
}

int64_t ikm_sample_cochran_unknown(int64_t margin_ten_thousandths)
{
    return up(COCHRAN, margin_ten_thousandths * margin_ten_thousandths);
}

int64_t ikm_sample_cochran(int64_t population, int64_t margin_ten_thousandths)
{
    const int64_t square = margin_ten_thousandths * margin_ten_thousandths;
    if (population <= 0)
        return 0;
    if (population > POPULATION_HUGE)
        return ikm_sample_cochran_unknown(margin_ten_thousandths);
    return up(COCHRAN * population, square * (population - 1) + COCHRAN);
}

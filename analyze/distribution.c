#include "analyze/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MOST_STEPS = 200 };
/* A step of this size changes nothing that is shown. */
static const double smallest_step = 4e-15;

/* P(|T| >= |t|). Near 0 the other tail of the beta is the exact one. */
double ikm_t_two_sided(double t, double df)
{
    const double square = t * t;
    if (!isfinite(square))
        return 0;
    if (square < df)
        return gsl_cdf_beta_Q(square / (df + square), 0.5, df / 2);
    return gsl_cdf_beta_P(df / (df + square), df / 2, 0.5);
}

double ikm_t_above(double t, double df)
{
    const double half = ikm_t_two_sided(t, df) / 2;
    return t > 0 ? half : 1 - half;
}

double ikm_t_below(double t, double df)
{
    return ikm_t_above(-t, df);
}

/* The t > 0 that is passed with probability `tail` < 1/2. */
static double t_of_tail(double tail, double df)
{
    double low = 0;
    double high = 1;
    while (ikm_t_above(high, df) > tail && high < 1e300) {
        low = high;
        high *= 2;
    }
    double t = (low + high) / 2;
    for (int i = 0; i < MOST_STEPS; i++) {
        const double rest = ikm_t_above(t, df) - tail;
        if (rest > 0)
            low = t;
        else
            high = t;
        double next = t + rest / gsl_ran_tdist_pdf(t, df);
        if (!(next > low && next < high))
            next = (low + high) / 2;
        const double step = fabs(next - t);
        t = next;
        if (step <= smallest_step * t)
            break;
    }
    return t;
}

double ikm_t_quantile(double p, double df)
{
    if (p < 0.5)
        return -t_of_tail(p, df);
    return p > 0.5 ? t_of_tail(1 - p, df) : 0;
}

static double f_below(double f, double df1, double df2)
{
    return gsl_cdf_beta_P(df1 * f / (df1 * f + df2), df1 / 2, df2 / 2);
}

double ikm_f_quantile(double p, double df1, double df2)
{
    double low = 0;
    double high = 1;
    while (f_below(high, df1, df2) < p && high < 1e300) {
        low = high;
        high *= 2;
    }
    double f = (low + high) / 2;
    for (int i = 0; i < MOST_STEPS; i++) {
        const double rest = f_below(f, df1, df2) - p;
        if (rest < 0)
            low = f;
        else
            high = f;
        double next = f - rest / gsl_ran_fdist_pdf(f, df1, df2);
        if (!(next > low && next < high))
            next = (low + high) / 2;
        const double step = fabs(next - f);
        f = next;
        if (step <= smallest_step * f)
            break;
    }
    return f;
}

double ikm_chi2_above(double x, double df)
{
    return gsl_cdf_chisq_Q(x, df);
}

double ikm_normal_below(double z)
{
    return gsl_cdf_ugaussian_P(z);
}

double ikm_normal_two_sided(double z)
{
    return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

double ikm_normal_quantile(double p)
{
    return gsl_cdf_ugaussian_Pinv(p);
}

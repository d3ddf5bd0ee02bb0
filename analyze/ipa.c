#include "analyze/ipa.h"

const char *ikm_quadrant_letter(enum ikm_quadrant quadrant)
{
    static const char *const letters[] = {"", "A", "B", "C", "D"};
    return letters[quadrant];
}

/* Means that are equal but for the last bits lie on the axis. */
static int is_above(double value, double axis)
{
    return value >= axis * (1 - 1e-12);
}

static int crosses(const struct ikm_interval *interval, double axis)
{
    return !interval->is_defined ||
           (interval->low <= axis && interval->high >= axis);
}

static int is_point(const struct ikm_index *index,
                    const struct ikm_importance *importance, size_t e)
{
    return index->element[e].n > 0 &&
           importance->item[e].reason == IKM_UNWEIGHED_NONE;
}

static double performance(const struct ikm_index *index, size_t e)
{
    return (double)index->element[e].sum / (double)index->element[e].n;
}

static enum ikm_quadrant quadrant_of(int is_strong, int is_important)
{
    if (is_important)
        return is_strong ? IKM_QUADRANT_B : IKM_QUADRANT_A;
    return is_strong ? IKM_QUADRANT_D : IKM_QUADRANT_C;
}

void ikm_ipa_of(const struct ikm_index *index,
                const struct ikm_importance *importance,
                const struct ikm_interval *interval, int scale_max,
                struct ikm_ipa *ret_ipa)
{
    struct ikm_ipa ipa = {0};
    for (size_t e = 0; e < index->n_elements; e++) {
        if (!is_point(index, importance, e))
            continue;
        ipa.n_points++;
        ipa.axis_performance += performance(index, e);
        ipa.axis_importance += importance->item[e].share;
    }
    *ret_ipa = (struct ikm_ipa){.n_points = ipa.n_points};
    if (ipa.n_points < 2)
        return;
    ipa.axis_performance /= (double)ipa.n_points;
    ipa.axis_importance /= (double)ipa.n_points;
    const double axis_value = 100 * ipa.axis_performance / scale_max;
    for (size_t e = 0; e < index->n_elements; e++) {
        const struct ikm_importance_item *item = &importance->item[e];
        if (!is_point(index, importance, e))
            continue;
        ipa.point[e].quadrant =
            quadrant_of(is_above(performance(index, e), ipa.axis_performance),
                        is_above(item->share, ipa.axis_importance));
        ipa.point[e].is_certain = !crosses(&interval[e], axis_value) &&
                                  !crosses(&item->ci95, ipa.axis_importance);
    }
    *ret_ipa = ipa;
}

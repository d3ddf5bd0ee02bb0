#include "analyze/importance.h"

#include <math.h>

#include "analyze/distribution.h"

static const double confidence = 0.975;

static const char *const names[] = {
    [IKM_UNWEIGHED_NONE] = "",
    [IKM_UNWEIGHED_FEW] = "too-few",
    [IKM_UNWEIGHED_ONE] = "one-element",
    [IKM_UNWEIGHED_NO_SPREAD] = "no-spread",
    [IKM_UNWEIGHED_UNRELATED] = "unrelated",
    [IKM_UNWEIGHED_NOT_ASKED] = "not-asked",
    [IKM_UNWEIGHED_NO_ANSWERS] = "no-answers",
    [IKM_UNWEIGHED_SINGULAR] = "singular",
};
_Static_assert(IKM_COUNT(names) == IKM_UNWEIGHED_COUNT,
               "every reason has a name");

const char *ikm_unweighed_name(enum ikm_unweighed reason)
{
    return names[reason];
}

static const char *const sources[] = {
    [IKM_IMPORTANCE_REST] = "r-rest",
    [IKM_IMPORTANCE_RELATIVE] = "relative-weights",
    [IKM_IMPORTANCE_STATED] = "stated",
};
_Static_assert(IKM_COUNT(sources) == IKM_IMPORTANCE_SOURCE_COUNT,
               "every source has a name");

const char *ikm_importance_source_name(enum ikm_importance_source source)
{
    return sources[source];
}

int ikm_importance_is_derived(enum ikm_importance_source source)
{
    return source != IKM_IMPORTANCE_STATED;
}

void ikm_importance_undefined(struct ikm_importance *importance,
                              size_t n_elements, enum ikm_unweighed reason)
{
    importance->reason = reason;
    importance->n_shares = 0;
    for (size_t e = 0; e < n_elements; e++)
        importance->item[e] = (struct ikm_importance_item){.reason = reason};
}

static double counted(const struct ikm_item_reliability *item)
{
    return item->has_r_rest && item->r_rest > 0 ? item->r_rest : 0;
}

static struct ikm_interval share_interval(double r, int64_t n, double sum)
{
    if (n < 4 || fabs(r) >= 1)
        return (struct ikm_interval){0};
    const double half = ikm_normal_quantile(confidence) / sqrt((double)(n - 3));
    return (struct ikm_interval){1, tanh(atanh(r) - half) / sum,
                                 tanh(atanh(r) + half) / sum};
}

void ikm_importance_of_rest(const struct ikm_reliability *reliability,
                            size_t n_elements,
                            struct ikm_importance *ret_importance)
{
    double sum = 0;
    *ret_importance = (struct ikm_importance){.source = IKM_IMPORTANCE_REST,
                                              .n = reliability->n};
    if (n_elements < 2 || reliability->n < 3) {
        ikm_importance_undefined(ret_importance, n_elements,
                                 n_elements < 2 ? IKM_UNWEIGHED_ONE
                                                : IKM_UNWEIGHED_FEW);
        return;
    }
    for (size_t e = 0; e < n_elements; e++) {
        ret_importance->n_shares += reliability->item[e].has_r_rest != 0;
        sum += counted(&reliability->item[e]);
    }
    if (!(sum > 0)) {
        ikm_importance_undefined(ret_importance, n_elements,
                                 ret_importance->n_shares > 0
                                     ? IKM_UNWEIGHED_UNRELATED
                                     : IKM_UNWEIGHED_NO_SPREAD);
        return;
    }
    for (size_t e = 0; e < n_elements; e++) {
        const struct ikm_item_reliability *item = &reliability->item[e];
        struct ikm_importance_item *told = &ret_importance->item[e];
        if (!item->has_r_rest) {
            told->reason = IKM_UNWEIGHED_NO_SPREAD;
            continue;
        }
        told->share = counted(item) / sum;
        told->ci95 = share_interval(item->r_rest, reliability->n, sum);
    }
}

#include "export/analysis.h"

#include <string.h>

static const char *const by_names[] = {
    [IKM_BY_NONE] = "",
    [IKM_BY_UNIT] = "unit",
    [IKM_BY_SERVICE] = "service",
    [IKM_BY_PERIOD] = "period",
    [IKM_BY_GENDER] = "gender",
    [IKM_BY_AGE] = "age",
    [IKM_BY_EDUCATION] = "education",
    [IKM_BY_OCCUPATION] = "occupation",
    [IKM_BY_DISABILITY] = "disability",
    [IKM_BY_CHANNEL] = "channel",
    [IKM_BY_OPERATOR] = "operator",
    [IKM_BY_HOUR] = "hour",
};
_Static_assert(IKM_COUNT(by_names) == IKM_BY_COUNT, "a --by without a name");

static const char *const row_names[] = {"answered", "complete"};

static const char *const warning_names[] = {
    [IKM_WARN_NO_RESPONSES] = "no-responses",
    [IKM_WARN_ONE_RESPONSE] = "one-response",
    [IKM_WARN_SAMPLE_TOO_SMALL] = "sample-too-small",
    [IKM_WARN_POPULATION_UNKNOWN] = "population-unknown",
    [IKM_WARN_POPULATION_BELOW_SAMPLE] = "population-below-sample",
    [IKM_WARN_CENSUS] = "census",
    [IKM_WARN_VOLUMES_DIFFER] = "volumes-differ",
    [IKM_WARN_PARTIAL_ROWS] = "partial-rows",
    [IKM_WARN_ELEMENT_WITHOUT_ANSWERS] = "element-without-answers",
    [IKM_WARN_SEVERAL_FORMS] = "several-forms",
    [IKM_WARN_OLD_WEIGHT] = "old-weight",
    [IKM_WARN_CLASSES_UNVERIFIED] = "classes-unverified",
    [IKM_WARN_NO_SPREAD] = "no-spread",
    [IKM_WARN_CEILING] = "ceiling",
    [IKM_WARN_STRAIGHT_LINING] = "straight-lining",
    [IKM_WARN_SUPPRESSED] = "suppressed",
    [IKM_WARN_SERVICES_MISSING] = "services-without-responses",
    [IKM_WARN_CHANGED_SINCE_PUBLISHED] = "changed-since-published",
};
_Static_assert(IKM_COUNT(warning_names) == IKM_WARN_COUNT,
               "a warning without a name");

/* Number of the word in a list; -1 when it is not there. "" is no word. */
static int find(const char *word, const char *const names[], int n_names)
{
    for (int i = 0; i < n_names; i++)
        if (word[0] != '\0' && strcmp(word, names[i]) == 0)
            return i;
    return -1;
}

const char *ikm_by_name(enum ikm_by by)
{
    return by_names[by];
}

int ikm_by_parse(const char *name, enum ikm_by *ret_by)
{
    const int by = find(name, by_names, IKM_BY_COUNT);
    if (by >= 0)
        *ret_by = (enum ikm_by)by;
    return by >= 0;
}

int ikm_every_parse(const char *name, enum ikm_period_kind *ret_every)
{
    static const char *const names[] = {
        [IKM_PERIOD_ALL] = "",
        [IKM_PERIOD_YEAR] = "year",
        [IKM_PERIOD_SEMESTER] = "semester",
        [IKM_PERIOD_QUARTER] = "quarter",
        [IKM_PERIOD_MONTH] = "month",
    };
    const int every = find(name, names, (int)IKM_COUNT(names));
    if (every >= 0)
        *ret_every = (enum ikm_period_kind)every;
    return every >= 0;
}

const char *ikm_rows_name(enum ikm_rows rows)
{
    return row_names[rows];
}

int ikm_rows_parse(const char *name, enum ikm_rows *ret_rows)
{
    const int rows = find(name, row_names, (int)IKM_COUNT(row_names));
    if (rows >= 0)
        *ret_rows = (enum ikm_rows)rows;
    return rows >= 0;
}

const char *ikm_warning_name(enum ikm_warning warning)
{
    return warning_names[warning];
}

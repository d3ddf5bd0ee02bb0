#include "export/assemble_internal.h"

/* The mean of the answered elements becomes a whole number that keeps order and
 * equality: fractions of so small denominators differ by more than 2^-40. */
enum { SHIFT = 40, EXACT_MOST = 1 << 22 };

static int64_t common_multiple(int64_t a, int64_t b)
{
    int64_t x = a;
    int64_t y = b;
    while (y != 0) {
        const int64_t rest = x % y;
        x = y;
        y = rest;
    }
    return a / x * b;
}

static int64_t number_of(int64_t numerator, int64_t denominator)
{
    const int64_t one = INT64_C(1) << SHIFT;
    if (denominator > EXACT_MOST)
        return (int64_t)((double)numerator / (double)denominator * (double)one);
    return numerator / denominator * one +
           numerator % denominator * one / denominator;
}

static int64_t mean_of(const struct form_run *run,
                       const struct ikm_response *response)
{
    int64_t sum[IKM_MAX_ELEMENTS] = {0};
    int64_t n[IKM_MAX_ELEMENTS] = {0};
    int64_t denominator = 1;
    int64_t numerator = 0;
    int64_t n_answered = 0;
    for (size_t q = 0; q < response->n_answers; q++) {
        sum[run->element_of[q]] += response->answer[q];
        n[run->element_of[q]] += response->answer[q] > 0;
    }
    for (size_t e = 0; e < run->form->n_elements; e++)
        if (n[e] > 0)
            denominator = common_multiple(denominator, n[e]);
    for (size_t e = 0; e < run->form->n_elements; e++) {
        if (n[e] == 0)
            continue;
        numerator += sum[e] * (denominator / n[e]);
        n_answered++;
    }
    return n_answered == 0 ? -1
                           : number_of(numerator, denominator * n_answered);
}

int values_add(const struct form_run *run, struct group *group,
               const struct ikm_response *response)
{
    if (!row_counts(run, response))
        return 1;
    if (group->values.item_bytes == 0)
        group->values = (struct keyed){.arena = run->scope->arena,
                                       .item_bytes = sizeof(int64_t)};
    const int64_t mean = mean_of(run, response);
    int64_t *n = mean < 0 ? NULL : keyed_take(&group->values, mean);
    if (n)
        ++*n;
    return n != NULL || mean < 0;
}

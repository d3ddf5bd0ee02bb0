#include "data/tally.h"

#include <stdbool.h>

static void count(struct ikm_tally_counts *counts,
                  const struct ikm_response *response,
                  const uint8_t element_of[IKM_MAX_QUESTIONS])
{
    counts->n_rows++;
    for (size_t q = 0; q < response->n_answers; q++)
        if (response->answer[q] > 0)
            counts->count[element_of[q]][response->answer[q] - 1]++;
}

struct ikm_row_facts ikm_row_facts(const struct ikm_response *response,
                                   int scale_max)
{
    bool has_blank = false;
    bool all_equal = true;
    for (size_t q = 0; q < response->n_answers; q++) {
        has_blank |= response->answer[q] == 0;
        all_equal &= response->answer[q] == response->answer[0];
    }
    return (struct ikm_row_facts){
        .is_partial = has_blank,
        .is_straight = !has_blank && all_equal,
        .is_all_best =
            !has_blank && all_equal && response->answer[0] == scale_max,
    };
}

void ikm_tally_add(struct ikm_tally *tally, const struct ikm_response *response,
                   const uint8_t element_of[IKM_MAX_QUESTIONS], int scale_max)
{
    if (response->state != IKM_RESPONSE_USED) {
        tally->n_void += response->state == IKM_RESPONSE_VOID;
        tally->n_excluded += response->state == IKM_RESPONSE_EXCLUDED;
        return;
    }
    const struct ikm_row_facts facts = ikm_row_facts(response, scale_max);
    tally->n_used++;
    tally->n_partial += facts.is_partial;
    tally->n_straight += facts.is_straight;
    tally->n_all_best += facts.is_all_best;
    count(&tally->answered, response, element_of);
    if (!facts.is_partial)
        count(&tally->complete, response, element_of);
}

static void merge_counts(struct ikm_tally_counts *into,
                         const struct ikm_tally_counts *from, size_t n_elements,
                         int scale_max)
{
    into->n_rows += from->n_rows;
    for (size_t e = 0; e < n_elements; e++)
        for (int s = 0; s < scale_max; s++)
            into->count[e][s] += from->count[e][s];
}

void ikm_tally_merge(struct ikm_tally *into, const struct ikm_tally *from,
                     size_t n_elements, int scale_max)
{
    into->n_used += from->n_used;
    into->n_partial += from->n_partial;
    into->n_void += from->n_void;
    into->n_excluded += from->n_excluded;
    into->n_all_best += from->n_all_best;
    into->n_straight += from->n_straight;
    merge_counts(&into->answered, &from->answered, n_elements, scale_max);
    merge_counts(&into->complete, &from->complete, n_elements, scale_max);
}

#include <string.h>

#include "data/store/internal.h"

enum {
    AT_USED,
    AT_PARTIAL,
    AT_VOID,
    AT_EXCLUDED,
    AT_ALL_BEST,
    AT_STRAIGHT,
    AT_COUNTS
};

static size_t n_counts(const struct form_cache *form)
{
    return form->n_elements * (size_t)form->scale_max;
}

size_t rollup_n_numbers(const struct form_cache *form)
{
    return AT_COUNTS + 2 * n_counts(form);
}

void rollup_add(int64_t *numbers, const struct ikm_response *response,
                const struct form_cache *form)
{
    if (response->state != IKM_RESPONSE_USED) {
        numbers[AT_VOID] += response->state == IKM_RESPONSE_VOID;
        numbers[AT_EXCLUDED] += response->state == IKM_RESPONSE_EXCLUDED;
        return;
    }
    const struct ikm_row_facts facts = ikm_row_facts(response, form->scale_max);
    int64_t *answered = numbers + AT_COUNTS;
    int64_t *complete = answered + n_counts(form);
    numbers[AT_USED]++;
    numbers[AT_PARTIAL] += facts.is_partial;
    numbers[AT_ALL_BEST] += facts.is_all_best;
    numbers[AT_STRAIGHT] += facts.is_straight;
    for (size_t q = 0; q < response->n_answers; q++) {
        if (response->answer[q] == 0)
            continue;
        const size_t at =
            (size_t)form->element_of[q] * (size_t)form->scale_max +
            response->answer[q] - 1U;
        answered[at]++;
        complete[at] += !facts.is_partial;
    }
}

static void to_counts(const int64_t *numbers, const struct form_cache *form,
                      struct ikm_tally_counts *counts)
{
    const size_t row_bytes = sizeof(int64_t) * (size_t)form->scale_max;
    for (size_t e = 0; e < form->n_elements; e++)
        memcpy(counts->count[e], numbers + e * (size_t)form->scale_max,
               row_bytes);
}

void rollup_to_tally(const int64_t *numbers, const struct form_cache *form,
                     struct ikm_tally *tally)
{
    tally->n_used = numbers[AT_USED];
    tally->n_partial = numbers[AT_PARTIAL];
    tally->n_void = numbers[AT_VOID];
    tally->n_excluded = numbers[AT_EXCLUDED];
    tally->n_all_best = numbers[AT_ALL_BEST];
    tally->n_straight = numbers[AT_STRAIGHT];
    tally->answered.n_rows = numbers[AT_USED];
    tally->complete.n_rows = numbers[AT_USED] - numbers[AT_PARTIAL];
    to_counts(numbers + AT_COUNTS, form, &tally->answered);
    to_counts(numbers + AT_COUNTS + n_counts(form), form, &tally->complete);
}

size_t rollup_pack(const int64_t *numbers, size_t n_numbers,
                   unsigned char *bytes)
{
    size_t n_bytes = 0;
    for (size_t i = 0; i < n_numbers; i++) {
        uint64_t number = (uint64_t)numbers[i];
        for (; number >= 0x80; number >>= 7)
            bytes[n_bytes++] = (unsigned char)(number | 0x80);
        bytes[n_bytes++] = (unsigned char)number;
    }
    return n_bytes;
}

bool rollup_unpack(const void *bytes, size_t length_bytes, int64_t *numbers,
                   size_t n_numbers)
{
    const unsigned char *at = bytes;
    const unsigned char *end = at ? at + length_bytes : at;
    for (size_t i = 0; i < n_numbers; i++) {
        uint64_t number = 0;
        int shift = 0;
        for (; at < end && *at >= 0x80 && shift < 56; shift += 7)
            number |= (uint64_t)(*at++ & 0x7F) << shift;
        if (at == end || *at >= 0x80)
            return false;
        numbers[i] = (int64_t)(number | (uint64_t)*at++ << shift);
    }
    return at == end;
}

#include "data/cross.h"

#include <stdbool.h>

static void add_products(struct ikm_cross *cross, const int64_t *m,
                         const int64_t *s, size_t n_elements)
{
    for (size_t j = 0; j < n_elements; j++) {
        cross->m[j] += m[j];
        cross->s[j] += s[j];
        for (size_t l = 0; l < n_elements; l++) {
            cross->mm[j][l] += m[j] * m[l];
            cross->sm[j][l] += s[j] * m[l];
            cross->ss[j][l] += s[j] * s[l];
        }
    }
}

void ikm_cross_add(struct ikm_cross *cross, const struct ikm_response *response,
                   const uint8_t element_of[IKM_MAX_QUESTIONS],
                   size_t n_elements, int scale_max)
{
    int64_t m[IKM_MAX_ELEMENTS] = {0};
    int64_t s[IKM_MAX_ELEMENTS] = {0};
    bool complete = true;
    bool all_best = true;
    if (response->state != IKM_RESPONSE_USED)
        return;
    for (size_t q = 0; q < response->n_answers; q++) {
        const uint8_t answer = response->answer[q];
        m[element_of[q]] += answer > 0;
        s[element_of[q]] += answer;
        complete &= answer > 0;
        all_best &= answer == scale_max;
    }
    cross->n_used++;
    add_products(cross, m, s, n_elements);
    if (!complete)
        return;
    cross->n_complete++;
    cross->n_all_best += all_best;
    for (size_t j = 0; j < n_elements; j++) {
        cross->complete_s[j] += s[j];
        for (size_t l = 0; l < n_elements; l++)
            cross->complete_ss[j][l] += s[j] * s[l];
    }
}

void ikm_cross_merge(struct ikm_cross *into, const struct ikm_cross *from,
                     size_t n_elements)
{
    into->n_used += from->n_used;
    into->n_complete += from->n_complete;
    into->n_all_best += from->n_all_best;
    for (size_t j = 0; j < n_elements; j++) {
        into->m[j] += from->m[j];
        into->s[j] += from->s[j];
        into->complete_s[j] += from->complete_s[j];
        for (size_t l = 0; l < n_elements; l++) {
            into->mm[j][l] += from->mm[j][l];
            into->sm[j][l] += from->sm[j][l];
            into->ss[j][l] += from->ss[j][l];
            into->complete_ss[j][l] += from->complete_ss[j][l];
        }
    }
}

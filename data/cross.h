/* data/cross.h - sums and cross-products of a set of responses to one form.
 *
 * What variances and covariances of the index need. With s_ij the sum and m_ij
 * the number of answers of response i to element j (statistics.md):
 *   m[j] = sum m_ij, s[j] = sum s_ij, mm[j][l] = sum m_ij m_il,
 *   sm[j][l] = sum s_ij m_il, ss[j][l] = sum s_ij s_il,
 * over used responses; the same over complete ones in complete_s, complete_ss.
 * Exact integers: adding crosses adds the sets. */
#ifndef IKM_DATA_CROSS_H
#define IKM_DATA_CROSS_H

#include "data/form.h"
#include "data/response.h"

struct ikm_cross {
    int64_t n_used;
    int64_t n_complete;
    int64_t n_all_best; /* complete, all at the scale maximum */
    int64_t m[IKM_MAX_ELEMENTS];
    int64_t s[IKM_MAX_ELEMENTS];
    int64_t mm[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS]; /* symmetric */
    int64_t sm[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
    int64_t ss[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS]; /* symmetric */
    int64_t complete_s[IKM_MAX_ELEMENTS];
    int64_t complete_ss[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS]; /* symmetric */
};

/* Adds one response; `element_of[q]` is the element of question q. Responses
 * that are not used are passed over. */
void ikm_cross_add(struct ikm_cross *cross, const struct ikm_response *response,
                   const uint8_t element_of[IKM_MAX_QUESTIONS],
                   size_t n_elements, int scale_max);

void ikm_cross_merge(struct ikm_cross *into, const struct ikm_cross *from,
                     size_t n_elements);

#endif

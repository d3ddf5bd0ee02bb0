/* data/cross.h - sums and cross-products of a set of responses to one form.
 *
 * What variances and covariances of the index need. With s_ij the sum and m_ij
 * the number of answers of response i to element j (statistics.md):
 *   m[j] = sum m_ij, s[j] = sum s_ij, mm[j][l] = sum m_ij m_il,
 *   sm[j][l] = sum s_ij m_il, ss[j][l] = sum s_ij s_il,
 *   both_ss[j][l] = sum s_ij^2 over those that answered element l too,
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
    int64_t both_ss[IKM_MAX_ELEMENTS][IKM_MAX_ELEMENTS];
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

/* What the cross would be if the incomplete responses were not there.
 * n_questions[j]: questions of element j. */
void ikm_cross_of_complete(const struct ikm_cross *cross,
                           const int64_t *n_questions, size_t n_elements,
                           struct ikm_cross *ret_cross);

/* ---- packed: where many are held ----
 *
 * A cross of few elements is mostly empty; packed, it is the numbers that
 * count: n_used n_complete n_all_best, m s complete_s [k], then mm sm ss
 * both_ss complete_ss [k * k]. */
size_t ikm_cross_n_packed(size_t n_elements);
void ikm_cross_add_to_packed(const struct ikm_cross *cross, size_t n_elements,
                             int64_t *packed);
void ikm_cross_unpack(const int64_t *packed, size_t n_elements,
                      struct ikm_cross *ret_cross);

/* Row by row into an empty packed cross. A complete row is counted once and
 * told to all sums in the end: close before unpacking, add nothing after. */
void ikm_cross_add_row(int64_t *packed, const struct ikm_response *response,
                       const uint8_t element_of[IKM_MAX_QUESTIONS],
                       size_t n_elements, int scale_max);
void ikm_cross_close(int64_t *packed, const int64_t *n_questions,
                     size_t n_elements);

#endif

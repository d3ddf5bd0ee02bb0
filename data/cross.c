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
            cross->both_ss[j][l] += m[l] > 0 ? s[j] * s[j] : 0;
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
            into->both_ss[j][l] += from->both_ss[j][l];
            into->complete_ss[j][l] += from->complete_ss[j][l];
        }
    }
}

void ikm_cross_of_complete(const struct ikm_cross *cross,
                           const int64_t *n_questions, size_t n_elements,
                           struct ikm_cross *ret_cross)
{
    const int64_t n = cross->n_complete;
    *ret_cross = (struct ikm_cross){
        .n_used = n, .n_complete = n, .n_all_best = cross->n_all_best};
    for (size_t j = 0; j < n_elements; j++) {
        ret_cross->m[j] = n * n_questions[j];
        ret_cross->s[j] = cross->complete_s[j];
        ret_cross->complete_s[j] = cross->complete_s[j];
        for (size_t l = 0; l < n_elements; l++) {
            ret_cross->mm[j][l] = n * n_questions[j] * n_questions[l];
            ret_cross->sm[j][l] = cross->complete_s[j] * n_questions[l];
            ret_cross->ss[j][l] = cross->complete_ss[j][l];
            ret_cross->both_ss[j][l] = cross->complete_ss[j][j];
            ret_cross->complete_ss[j][l] = cross->complete_ss[j][l];
        }
    }
}

/* Where the parts of a packed cross begin. */
struct parts {
    int64_t *m, *s, *complete_s;
    int64_t *mm, *sm, *ss, *both_ss, *complete_ss;
};

static struct parts parts_of(int64_t *packed, size_t k)
{
    struct parts parts;
    parts.m = packed + 3;
    parts.s = parts.m + k;
    parts.complete_s = parts.s + k;
    parts.mm = parts.complete_s + k;
    parts.sm = parts.mm + k * k;
    parts.ss = parts.sm + k * k;
    parts.both_ss = parts.ss + k * k;
    parts.complete_ss = parts.both_ss + k * k;
    return parts;
}

size_t ikm_cross_n_packed(size_t n_elements)
{
    return 3 + 3 * n_elements + 5 * n_elements * n_elements;
}

void ikm_cross_add_to_packed(const struct ikm_cross *cross, size_t n_elements,
                             int64_t *packed)
{
    const size_t k = n_elements;
    const struct parts parts = parts_of(packed, k);
    packed[0] += cross->n_used;
    packed[1] += cross->n_complete;
    packed[2] += cross->n_all_best;
    for (size_t j = 0; j < k; j++) {
        parts.m[j] += cross->m[j];
        parts.s[j] += cross->s[j];
        parts.complete_s[j] += cross->complete_s[j];
        for (size_t l = 0; l < k; l++) {
            parts.mm[j * k + l] += cross->mm[j][l];
            parts.sm[j * k + l] += cross->sm[j][l];
            parts.ss[j * k + l] += cross->ss[j][l];
            parts.both_ss[j * k + l] += cross->both_ss[j][l];
            parts.complete_ss[j * k + l] += cross->complete_ss[j][l];
        }
    }
}

static void take(const int64_t **from, int64_t *into, size_t n)
{
    for (size_t i = 0; i < n; i++)
        into[i] = *(*from)++;
}

void ikm_cross_unpack(const int64_t *packed, size_t n_elements,
                      struct ikm_cross *ret_cross)
{
    const size_t k = n_elements;
    *ret_cross = (struct ikm_cross){
        .n_used = packed[0], .n_complete = packed[1], .n_all_best = packed[2]};
    packed += 3;
    take(&packed, ret_cross->m, k);
    take(&packed, ret_cross->s, k);
    take(&packed, ret_cross->complete_s, k);
    for (size_t j = 0; j < k; j++)
        take(&packed, ret_cross->mm[j], k);
    for (size_t j = 0; j < k; j++)
        take(&packed, ret_cross->sm[j], k);
    for (size_t j = 0; j < k; j++)
        take(&packed, ret_cross->ss[j], k);
    for (size_t j = 0; j < k; j++)
        take(&packed, ret_cross->both_ss[j], k);
    for (size_t j = 0; j < k; j++)
        take(&packed, ret_cross->complete_ss[j], k);
}

static void add_partial_row(const struct parts *parts, const int64_t *m,
                            const int64_t *s, size_t k)
{
    for (size_t j = 0; j < k; j++) {
        parts->m[j] += m[j];
        parts->s[j] += s[j];
        for (size_t l = 0; l < k; l++) {
            parts->mm[j * k + l] += m[j] * m[l];
            parts->sm[j * k + l] += s[j] * m[l];
            parts->ss[j * k + l] += s[j] * s[l];
            parts->both_ss[j * k + l] += m[l] > 0 ? s[j] * s[j] : 0;
        }
    }
}

void ikm_cross_add_row(int64_t *packed, const struct ikm_response *response,
                       const uint8_t element_of[IKM_MAX_QUESTIONS],
                       size_t n_elements, int scale_max)
{
    int64_t m[IKM_MAX_ELEMENTS] = {0};
    int64_t s[IKM_MAX_ELEMENTS] = {0};
    const size_t k = n_elements;
    const struct parts parts = parts_of(packed, k);
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
    packed[0]++;
    if (!complete) {
        add_partial_row(&parts, m, s, k);
        return;
    }
    packed[1]++;
    packed[2] += all_best;
    for (size_t j = 0; j < k; j++) {
        parts.complete_s[j] += s[j];
        for (size_t l = j; l < k; l++)
            parts.complete_ss[j * k + l] += s[j] * s[l];
    }
}

void ikm_cross_close(int64_t *packed, const int64_t *n_questions,
                     size_t n_elements)
{
    const size_t k = n_elements;
    const struct parts parts = parts_of(packed, k);
    const int64_t n = packed[1];
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l < j; l++)
            parts.complete_ss[j * k + l] = parts.complete_ss[l * k + j];
    for (size_t j = 0; j < k; j++) {
        parts.m[j] += n * n_questions[j];
        parts.s[j] += parts.complete_s[j];
        for (size_t l = 0; l < k; l++) {
            parts.mm[j * k + l] += n * n_questions[j] * n_questions[l];
            parts.sm[j * k + l] += parts.complete_s[j] * n_questions[l];
            parts.ss[j * k + l] += parts.complete_ss[j * k + l];
            parts.both_ss[j * k + l] += parts.complete_ss[j * k + j];
        }
    }
}

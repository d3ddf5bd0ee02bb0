#include "analyze/lowest.h"

#include <math.h>

#include "analyze/distribution.h"

static const double member_from = 0.05;

int ikm_pairs_of_cross(const struct ikm_form *form,
                       const struct ikm_cross *cross,
                       struct ikm_pairs *ret_pairs)
{
    int64_t q[IKM_MAX_ELEMENTS] = {0};
    const int is_complete = cross->n_complete == cross->n_used;
    for (size_t i = 0; i < form->n_questions; i++)
        q[form->questions[i].element]++;
    for (size_t j = 0; j < form->n_elements; j++)
        if (q[j] != 1 && (q[j] == 0 || !is_complete))
            return 0;
    *ret_pairs = (struct ikm_pairs){0};
    for (size_t j = 0; j < form->n_elements; j++)
        for (size_t l = 0; l < form->n_elements; l++) {
            /* whole numbers until the last division */
            const double scale = (double)(q[j] * q[l]);
            const int64_t sum = cross->sm[j][l] - cross->sm[l][j];
            const int64_t squares = q[l] * q[l] * cross->both_ss[j][l] -
                                    2 * q[j] * q[l] * cross->ss[j][l] +
                                    q[j] * q[j] * cross->both_ss[l][j];
            ret_pairs->n[j][l] = cross->mm[j][l] / (q[j] * q[l]);
            ret_pairs->sum[j][l] = (double)sum / scale;
            ret_pairs->squares[j][l] = (double)squares / (scale * scale);
        }
    return 1;
}

void ikm_pairs_add(struct ikm_pairs *pairs, const int64_t *sum,
                   const int64_t *n, size_t n_elements)
{
    for (size_t j = 0; j < n_elements; j++)
        for (size_t l = 0; l < n_elements; l++) {
            if (n[j] == 0 || n[l] == 0)
                continue;
            const double difference =
                (double)(sum[j] * n[l] - sum[l] * n[j]) / (double)(n[j] * n[l]);
            pairs->n[j][l]++;
            pairs->sum[j][l] += difference;
            pairs->squares[j][l] += difference * difference;
        }
}

static size_t lowest_element(const struct ikm_index *index)
{
    size_t lowest = index->n_elements;
    for (size_t e = 0; e < index->n_elements; e++) {
        if (index->element[e].n == 0)
            continue;
        if (lowest == index->n_elements ||
            index->element[e].rank > index->element[lowest].rank)
            lowest = e;
    }
    return lowest;
}

/* p of the paired t; no p without spread, then *ret_equal says whether the
 * difference is 0. Too few pairs tell nothing apart. */
static struct ikm_p paired(const struct ikm_pairs *pairs, size_t j, size_t l,
                           int *ret_equal)
{
    struct ikm_p p = {0, 0};
    const double n = (double)pairs->n[j][l];
    const double sum = pairs->sum[j][l];
    const double squares = pairs->squares[j][l];
    *ret_equal = 1;
    if (pairs->n[j][l] < 2)
        return p;
    const double away = squares - sum * sum / n;
    if (!(away > 1e-12 * squares)) {
        *ret_equal = !(squares > 0);
        return p;
    }
    p.p = ikm_t_two_sided(sum / n / sqrt(away / (n - 1) / n), n - 1);
    p.is_defined = 1;
    return p;
}

void ikm_lowest_of(const struct ikm_index *index, const struct ikm_pairs *pairs,
                   struct ikm_lowest *ret_lowest)
{
    struct ikm_p raw[IKM_MAX_ELEMENTS] = {{0, 0}};
    const size_t lowest = lowest_element(index);
    *ret_lowest = (struct ikm_lowest){0};
    if (lowest == index->n_elements)
        return;
    for (size_t e = 0; e < index->n_elements; e++) {
        if (index->element[e].n == 0)
            continue;
        int is_equal = 1;
        if (e != lowest)
            raw[e] = paired(pairs, e, lowest, &is_equal);
        ret_lowest->is_member[e] = is_equal;
    }
    ikm_holm(raw, index->n_elements, ret_lowest->p);
    for (size_t e = 0; e < index->n_elements; e++) {
        const int is_lowest =
            index->element[e].n > 0 &&
            index->element[e].rank == index->element[lowest].rank;
        if (ret_lowest->p[e].is_defined)
            ret_lowest->is_member[e] = ret_lowest->p[e].p >= member_from;
        ret_lowest->is_member[e] |= is_lowest;
        ret_lowest->n_members += (size_t)ret_lowest->is_member[e];
    }
}

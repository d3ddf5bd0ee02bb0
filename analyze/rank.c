#include "analyze/rank.h"

#include <string.h>

#include "analyze/grade.h"

enum { LOWEST = 3 };

static int compare(const struct ikm_element_figures *a,
                   const struct ikm_element_figures *b)
{
    return ikm_exact_compare(a->sum, a->n, b->sum, b->n);
}

static int is_constant(const struct ikm_element_figures *element)
{
    if (element->n < 2)
        return 0;
    for (size_t s = 0; s < IKM_MAX_SCALE; s++)
        if (element->count[s] > 0)
            return element->count[s] == element->n;
    return 0;
}

static unsigned class_flags(const struct ikm_form *form, int grade)
{
    const char *letter = ikm_grade_letter(form, grade);
    return (strcmp(letter, "C") == 0 ? IKM_FLAG_CLASS_C : 0U) |
           (strcmp(letter, "D") == 0 ? IKM_FLAG_CLASS_D : 0U);
}

/* Rank, and the flags that other elements or its own counts decide. */
static void place(const struct ikm_form *form,
                  struct ikm_element_figures *elements, size_t n_elements,
                  size_t e)
{
    struct ikm_element_figures *element = &elements[e];
    int n_higher = 0;
    int n_lower = 0;
    for (size_t i = 0; i < n_elements; i++) {
        if (elements[i].n == 0)
            continue;
        const int order = compare(&elements[i], element);
        n_higher += order > 0;
        n_lower += order < 0;
    }
    element->rank = n_higher + 1;
    element->flags |= class_flags(form, element->grade);
    if (n_lower < LOWEST)
        element->flags |= IKM_FLAG_THREE_LOWEST;
    if (is_constant(element))
        element->flags |= IKM_FLAG_CONSTANT;
}

static void mark_below_mean(struct ikm_element_figures *elements,
                            size_t n_elements)
{
    struct ikm_term term[IKM_MAX_ELEMENTS] = {0};
    size_t element_of[IKM_MAX_ELEMENTS] = {0};
    int below[IKM_MAX_ELEMENTS] = {0};
    size_t n_terms = 0;
    for (size_t e = 0; e < n_elements; e++) {
        if (elements[e].n == 0)
            continue;
        term[n_terms] = (struct ikm_term){
            .sum = elements[e].sum, .n = elements[e].n, .weight = {1, 1}};
        element_of[n_terms++] = e;
    }
    ikm_exact_below_mean(term, n_terms, below);
    for (size_t i = 0; i < n_terms; i++)
        if (below[i])
            elements[element_of[i]].flags |= IKM_FLAG_BELOW_MEAN;
}

void ikm_rank_elements(const struct ikm_form *form,
                       struct ikm_element_figures *elements, size_t n_elements)
{
    for (size_t e = 0; e < n_elements; e++) {
        elements[e].rank = 0;
        elements[e].flags = 0;
        if (elements[e].n > 0)
            place(form, elements, n_elements, e);
    }
    mark_below_mean(elements, n_elements);
}

static unsigned why_of(unsigned flags)
{
    return (flags & IKM_FLAG_THREE_LOWEST ? IKM_WHY_THREE_LOWEST : 0U) |
           (flags & (IKM_FLAG_CLASS_C | IKM_FLAG_CLASS_D) ? IKM_WHY_CLASS
                                                          : 0U) |
           (flags & IKM_FLAG_BELOW_MEAN ? IKM_WHY_BELOW_MEAN : 0U) |
           (flags & IKM_FLAG_LOWEST_GROUP ? IKM_WHY_LOWEST_GROUP : 0U);
}

/* Which part of the list: 0 is the first. */
static int part_of(unsigned why)
{
    if (why & IKM_WHY_THREE_LOWEST)
        return 0;
    return why & IKM_WHY_LOWEST_GROUP ? 1 : 2;
}

/* Does b come before a? */
static int is_later(const struct ikm_element_figures *elements,
                    const double *p_lowest3, const struct ikm_priority *a,
                    const struct ikm_priority *b)
{
    const int parts = part_of(a->why) - part_of(b->why);
    if (parts != 0)
        return parts > 0;
    if (p_lowest3 && (p_lowest3[a->element] < p_lowest3[b->element] ||
                      p_lowest3[a->element] > p_lowest3[b->element]))
        return p_lowest3[a->element] < p_lowest3[b->element];
    return compare(&elements[a->element], &elements[b->element]) > 0;
}

size_t ikm_priorities(const struct ikm_element_figures *elements,
                      size_t n_elements, const double *p_lowest3,
                      struct ikm_priority *ret_priorities)
{
    const unsigned listed =
        IKM_WHY_THREE_LOWEST | IKM_WHY_LOWEST_GROUP | IKM_WHY_CLASS;
    size_t n = 0;
    for (size_t e = 0; e < n_elements; e++) {
        const struct ikm_priority priority = {e, why_of(elements[e].flags)};
        if ((priority.why & listed) == 0)
            continue;
        /* insertion after equals keeps the form's order among ties */
        size_t at = n++;
        for (; at > 0 && is_later(elements, p_lowest3, &ret_priorities[at - 1],
                                  &priority);
             at--)
            ret_priorities[at] = ret_priorities[at - 1];
        ret_priorities[at] = priority;
    }
    return n;
}

#include "data/form.h"

#include <string.h>

int ikm_form_element(const struct ikm_form *form, const char *key)
{
    for (size_t e = 0; e < form->n_elements; e++)
        if (strcmp(form->elements[e].key, key) == 0)
            return (int)e;
    return -1;
}

const struct ikm_form_order *ikm_form_find_order(const struct ikm_form *form,
                                                 const char *name)
{
    for (size_t i = 0; i < form->n_orders; i++)
        if (strcmp(form->orders[i].name, name) == 0)
            return &form->orders[i];
    return NULL;
}

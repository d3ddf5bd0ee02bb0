#include <string.h>

#include "data/form.h"
#include "forms_embedded.h"

size_t ikm_builtin_form_count(void)
{
    return IKM_COUNT(embedded_forms);
}

const struct ikm_builtin_form *ikm_builtin_form(size_t i)
{
    return &embedded_forms[i];
}

const struct ikm_builtin_form *ikm_builtin_form_find(const char *id)
{
    for (size_t i = 0; i < IKM_COUNT(embedded_forms); i++)
        if (strcmp(embedded_forms[i].id, id) == 0)
            return &embedded_forms[i];
    return NULL;
}

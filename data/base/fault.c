#include "data/base/fault.h"

#include <stdio.h>
#include <string.h>

void ikm_fault_add(struct ikm_faults *faults, uint32_t row, uint32_t column,
                   const char *id_format, const char *en_format, ...)
{
    faults->n_total++;
    if (faults->n_kept == IKM_FAULTS_KEPT)
        return;
    char text[1024];
    va_list args;
    va_start(args, en_format);
    (void)vsnprintf(text, sizeof text,
                    ikm_say(faults->lang, id_format, en_format), args);
    va_end(args);
    const char *kept = ikm_arena_copy(faults->arena, text, strlen(text));
    if (kept)
        faults->fault[faults->n_kept++] = (struct ikm_fault){row, column, kept};
}

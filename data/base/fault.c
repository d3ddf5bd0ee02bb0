#include "data/base/fault.h"

#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"

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
    ikm_utf8_drop_malformed(text);
    const char *kept = ikm_arena_copy(faults->arena, text, strlen(text));
    if (kept)
        faults->fault[faults->n_kept++] = (struct ikm_fault){row, column, kept};
}

/* Row 0, the whole file, comes after all rows. */
static int is_later(const struct ikm_fault *a, const struct ikm_fault *b)
{
    return b->row != 0 && (a->row == 0 || a->row > b->row);
}

void ikm_faults_sort(struct ikm_faults *faults)
{
    struct ikm_fault *fault = faults->fault;
    for (size_t i = 1; i < faults->n_kept; i++) {
        const struct ikm_fault taken = fault[i];
        size_t at = i;
        for (; at > 0 && is_later(&fault[at - 1], &taken); at--)
            fault[at] = fault[at - 1];
        fault[at] = taken;
    }
}

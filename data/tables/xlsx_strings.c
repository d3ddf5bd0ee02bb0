#include <stdlib.h>

#include "data/tables/xlsx_parts.h"

enum { TEXT_LIMIT_BYTES = 256 << 20, MOST_STRINGS = 8 << 20 };

enum { SST = 1, ITEM, TEXT, RUN, RUN_TEXT };

static const struct ikm_xml_step steps[] = {
    {"t", ITEM, TEXT}, {"si", SST, ITEM},    {"r", ITEM, RUN},
    {"sst", 0, SST},   {"t", RUN, RUN_TEXT},
}; /* rPh, the reading aid of East Asian text, is passed over */

struct loading {
    struct ikm_xlsx_strings *strings;
    const char *file;
};

static enum ikm_status enter(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err)
{
    (void)attributes;
    struct loading *loading = context;
    struct ikm_xlsx_strings *strings = loading->strings;
    if (place != ITEM)
        return IKM_OK;
    if (strings->n == MOST_STRINGS)
        return ikm_fail(err, IKM_INPUT, "%s: lebih dari %d teks bersama",
                        "%s: more than %d shared strings", loading->file,
                        MOST_STRINGS);
    if (strings->n == strings->room) {
        const size_t room = 2 * strings->room + 256;
        uint32_t *starts = realloc(strings->starts, room * sizeof *starts);
        if (!starts)
            return ikm_fail_memory(err);
        strings->starts = starts;
        strings->room = room;
    }
    strings->starts[strings->n++] = (uint32_t)strings->text.length_bytes;
    return IKM_OK;
}

static enum ikm_status leave(void *context, int place, struct ikm_error *err)
{
    struct loading *loading = context;
    struct ikm_xlsx_strings *strings = loading->strings;
    if (place != ITEM)
        return IKM_OK;
    struct ikm_xlsx_buffer *texts = &strings->text;
    const size_t start = strings->starts[strings->n - 1];
    if (texts->length_bytes > start)
        texts->length_bytes =
            start + ikm_xlsx_text_finish(texts->bytes + start,
                                         texts->length_bytes - start);
    return ikm_xlsx_buffer_add(texts, "", 1, loading->file, err);
}

static enum ikm_status text(void *context, int place, const char *bytes,
                            size_t length_bytes, struct ikm_error *err)
{
    struct loading *loading = context;
    if (place != TEXT && place != RUN_TEXT)
        return IKM_OK;
    return ikm_xlsx_buffer_add(&loading->strings->text, bytes, length_bytes,
                               loading->file, err);
}

static const struct ikm_xml_plan plan = {.steps = steps,
                                         .n_steps = IKM_COUNT(steps),
                                         .enter = enter,
                                         .leave = leave,
                                         .text = text};

enum ikm_status ikm_xlsx_strings_read(const struct ikm_xlsx_input *input,
                                      struct ikm_xlsx_strings *ret_strings,
                                      struct ikm_error *err)
{
    struct ikm_xlsx_strings strings = {
        .text = {.limit_bytes = TEXT_LIMIT_BYTES}};
    struct loading loading = {&strings, input->file};
    const enum ikm_status status =
        ikm_xml_walk(&plan, &loading, input->file, input->source,
                     input->source_context, err);
    if (status != IKM_OK) {
        ikm_xlsx_strings_release(&strings);
        return status;
    }
    *ret_strings = strings;
    return IKM_OK;
}

void ikm_xlsx_strings_release(struct ikm_xlsx_strings *strings)
{
    free(strings->text.bytes);
    free(strings->starts);
    *strings = (struct ikm_xlsx_strings){0};
}

/* Bytes as a form's body: whole texts or a refusal; and what was understood is
 * understood again when it is encoded anew. */
#include <stdlib.h>
#include <string.h>

#include "data/base/text.h"
#include "data/base/utf8.h"
#include "web/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(int is_true)
{
    if (!is_true)
        abort();
}

static const char *encode(const struct web_fields *fields,
                          struct ikm_arena *arena)
{
    struct ikm_text text = IKM_TEXT(arena);
    struct ikm_error err = {0};
    const char *done = NULL;
    for (size_t i = 0; i < fields->n_fields; i++) {
        ikm_text_put(&text, i > 0 ? "&" : "");
        ikm_text_put(&text, web_part_encode(fields->field[i].name, arena));
        ikm_text_put(&text, "=");
        ikm_text_put(&text, web_part_encode(fields->field[i].value, arena));
    }
    must(ikm_text_done(&text, &done, &err) == IKM_OK);
    return done;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ikm_arena arena = IKM_ARENA(64 << 20);
    struct ikm_error err = {0};
    struct web_fields fields;
    struct web_fields again;
    if (length > 1 << 16)
        return 0;
    const enum ikm_status status =
        web_fields_parse((const char *)bytes, length, &arena, &fields, &err);
    must(status == IKM_OK || status == IKM_INPUT || status == IKM_LIMIT);
    if (status == IKM_OK) {
        const char *text = encode(&fields, &arena);
        must(web_fields_parse(text, strlen(text), &arena, &again, &err) ==
             IKM_OK);
        must(again.n_fields == fields.n_fields);
        for (size_t i = 0; i < fields.n_fields; i++) {
            const char *value = fields.field[i].value;
            must(strcmp(fields.field[i].name, again.field[i].name) == 0);
            must(strcmp(value, again.field[i].value) == 0);
            must(ikm_utf8_valid_prefix(value, strlen(value)) == strlen(value));
        }
    }
    ikm_arena_release(&arena);
    return 0;
}

#include "export/to_json_whatif.h"

#include <inttypes.h>

#include "data/base/number.h"

static void put_fixed(struct ikm_text *text, const char *key, int64_t value,
                      int decimals)
{
    char buffer[IKM_FIXED_TEXT_BYTES];
    ikm_text_printf(text, "\"%s\":%s", key,
                    ikm_fixed_text(value, decimals, 0, buffer));
}

static void put_what_if(struct ikm_text *text, const struct ikm_result *result)
{
    const struct ikm_what_if *what_if = result->what_if;
    const char *letter = ikm_grade_letter(result->form, what_if->grade);
    ikm_text_put(text, "{\"changes\":[");
    for (size_t i = 0; i < what_if->n_changes; i++) {
        const struct ikm_what_if_change *change = &what_if->changes[i];
        ikm_text_put(text, i > 0 ? ",{\"key\":" : "{\"key\":");
        ikm_text_json(text, result->form->elements[change->element].key);
        ikm_text_put(text, ",");
        put_fixed(text, "nrr", change->mean_millionths, IKM_WHAT_IF_DECIMALS);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "],");
    put_fixed(text, "value", what_if->value_hundredths, 2);
    ikm_text_put(text, ",\"exact\":");
    ikm_text_json(text, what_if->exact);
    ikm_text_printf(text, ",\"index\":%.15g,\"grade\":", what_if->index);
    ikm_text_json(text, letter[0] != '\0' ? letter : NULL);
    ikm_text_put(text, ",\"label\":");
    ikm_text_json(text, letter[0] != '\0'
                            ? ikm_grade_label(result->form, what_if->grade)
                            : NULL);
    ikm_text_printf(text, ",\"difference\":%.15g}", what_if->difference);
}

static void put_set(struct ikm_text *text, const struct ikm_result *result,
                    const struct ikm_aim_set *set)
{
    ikm_text_printf(text, "{\"total\":%.15g,\"elements\":[", set->total);
    for (size_t i = 0; i < result->aim->n_elements; i++) {
        const struct ikm_aim_rise *rise = &set->rise[i];
        ikm_text_put(text, i > 0 ? ",{\"key\":" : "{\"key\":");
        ikm_text_json(text, result->form->elements[rise->element].key);
        ikm_text_printf(text, ",\"from\":%.15g,",
                        result->index.element[rise->element].nrr);
        put_fixed(text, "to", rise->mean_thousandths, 3);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]}");
}

static void put_aim(struct ikm_text *text, const struct ikm_result *result)
{
    static const char *const states[] = {[IKM_AIM_OPEN] = "open",
                                         [IKM_AIM_REACHED] = "reached",
                                         [IKM_AIM_UNREACHABLE] = "unreachable"};
    const struct ikm_aim *aim = result->aim;
    ikm_text_put(text, "{");
    put_fixed(text, "value", aim->hundredths, 2);
    ikm_text_printf(text, ",\"state\":\"%s\",\"n_elements\":%zu,\"sets\":[",
                    states[aim->state], aim->n_elements);
    for (size_t i = 0; i < aim->n_sets; i++) {
        ikm_text_put(text, i > 0 ? "," : "");
        put_set(text, result, &aim->sets[i]);
    }
    ikm_text_printf(text, "],\"more\":%s}", aim->has_more ? "true" : "false");
}

void ikm_json_what_if(struct ikm_text *text, const struct ikm_result *result)
{
    ikm_text_put(text, ",\"what_if\":");
    if (result->what_if)
        put_what_if(text, result);
    else
        ikm_text_put(text, "null");
    ikm_text_put(text, ",\"aim\":");
    if (result->aim)
        put_aim(text, result);
    else
        ikm_text_put(text, "null");
}

#include "web/page_admin.h"

static const struct web_pair role_words[] = {
    [IKM_ROLE_CLERK] = {"petugas: mengisikan lembar", "petugas: keys sheets"},
    [IKM_ROLE_ANALYST] = {"analis: angka dan impor",
                          "analis: figures and import"},
    [IKM_ROLE_LEADER] = {"pimpinan: melihat", "pimpinan: looks"},
    [IKM_ROLE_ADMIN] = {"admin: semuanya", "admin: all of it"},
};

const char *admin_code_of(const struct ikm_units *units, int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return units->unit[i].code;
    return "";
}

void admin_choose_role(struct web_page *page, const char *value)
{
    struct web_choice choices[IKM_ROLE_ADMIN];
    for (size_t i = 0; i < IKM_COUNT(choices); i++)
        choices[i] = (struct web_choice){
            ikm_role_name((enum ikm_role)(i + 1)),
            ikm_say(page->lang, role_words[i + 1].id, role_words[i + 1].en)};
    const struct web_input input = {
        .name = "peran", .label = {"Peran", "Role"}, .value = value};
    web_select(page, &input, IKM_COUNT(choices), choices);
}

enum ikm_status admin_choose_unit(struct web_page *page, const char *name,
                                  struct web_pair label, const char *value,
                                  const char *all, struct ikm_error *err)
{
    struct ikm_units units = {0};
    size_t n = 0;
    const enum ikm_status status = web_units(page, &units, err);
    if (status != IKM_OK)
        return status;
    struct web_choice *choices =
        ikm_arena_take(page->arena, units.n_units + 1, sizeof *choices);
    if (!choices)
        return ikm_fail_memory(err);
    if (all && page->account->unit_id == 0)
        choices[n++] = (struct web_choice){"", all};
    for (size_t i = 0; i < units.n_units; i++) {
        struct ikm_text text = IKM_TEXT(page->arena);
        const char *words = "";
        ikm_text_printf(&text, "%s - %s", units.unit[i].code,
                        units.unit[i].name);
        if (ikm_text_done(&text, &words, err) != IKM_OK)
            return err->status;
        choices[n++] = (struct web_choice){units.unit[i].code, words};
    }
    const struct web_input input = {
        .name = name, .label = label, .value = value};
    web_select(page, &input, n, choices);
    return IKM_OK;
}

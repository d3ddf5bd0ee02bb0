/* The place where sheets are keyed in, and what is kept of it. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "collect/hand_in.h"
#include "web/clock.h"
#include "web/forms_kept.h"

static const char *const block_fields[] = {
    "unit", "formulir", "layanan", "tanggal", "jam", "nomor", "mulai", "tahun"};

const char *desk_value(const struct desk *desk, const char *name)
{
    if (desk->sheet.n_fields > 0)
        return web_value(&desk->sheet, name);
    return web_value(&desk->kept, name);
}

static int is_of_block(const char *name)
{
    for (size_t i = 0; i < IKM_COUNT(block_fields); i++)
        if (strcmp(block_fields[i], name) == 0)
            return 1;
    return 0;
}

const char *desk_encode(struct web_page *page, const struct web_fields *fields,
                        int is_block)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *mark = "";
    const char *done = NULL;
    for (size_t i = 0; i < fields->n_fields; i++) {
        const struct web_field *field = &fields->field[i];
        if (strcmp(field->name, "csrf") == 0 ||
            (is_block && !is_of_block(field->name)))
            continue;
        const char *name = web_part_encode(field->name, page->arena);
        const char *value = web_part_encode(field->value, page->arena);
        ikm_text_printf(&text, "%s%s=%s", mark, name ? name : "",
                        value ? value : "");
        mark = "&";
    }
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : NULL;
}

const char *desk_draft_name(struct web_page *page, const struct desk *desk)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *name = "loket";
    ikm_text_printf(&text, "loket/%s/%s", desk->unit.code, desk->form->id);
    return ikm_text_done(&text, &name, &ignored) == IKM_OK ? name : "loket";
}

const char *desk_new_key(struct web_page *page)
{
    char *key = ikm_arena_take(page->arena, IKM_HAND_IN_KEY_MOST + 1, 1);
    return key ? ikm_hand_in_new_key(web_now_ms(), key) : "";
}

const char *desk_next_number(struct web_page *page, const char *number)
{
    const size_t length = strlen(number);
    size_t from = length;
    while (from > 0 && number[from - 1] >= '0' && number[from - 1] <= '9')
        from--;
    if (from == length)
        return "";
    char *next = ikm_arena_copy(page->arena, number, length);
    size_t at = length;
    while (next && at > from && next[at - 1] == '9')
        next[--at] = '0';
    if (next && at > from) {
        next[at - 1]++;
        return next;
    }
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "";
    ikm_text_printf(&text, "%.*s1%s", (int)from, number,
                    next ? next + from : "");
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : "";
}

const char *desk_number(struct web_page *page, const char *typed)
{
    const char *mark = strstr(typed, "nomor=");
    const char *from = mark ? mark + 6 : typed;
    while (*from == ' ')
        from++;
    size_t length = mark ? strcspn(from, "&# ") : strlen(from);
    while (length > 0 && from[length - 1] == ' ')
        length--;
    const char *number = ikm_arena_copy(page->arena, from, length);
    return number ? number : "";
}

/* The fields of a draft; none when it cannot be read any more. */
static enum ikm_status read_draft(struct web_page *page,
                                  struct ikm_store *store, const char *name,
                                  struct web_fields *ret_fields,
                                  int64_t *ret_saved_ms, struct ikm_error *err)
{
    const char *content = "";
    struct ikm_error why = {.lang = err->lang};
    const enum ikm_status status =
        ikm_store_draft(store, page->account->account_id, name, page->arena,
                        &content, ret_saved_ms, err);
    *ret_fields = (struct web_fields){0};
    if (status != IKM_OK || !content[0])
        return status;
    if (web_fields_parse(content, strlen(content), page->arena, ret_fields,
                         &why) != IKM_OK)
        *ret_fields = (struct web_fields){0};
    return IKM_OK;
}

enum ikm_status desk_load_kept(struct web_page *page,
                               struct web_fields *ret_kept,
                               struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int64_t ignored_ms = 0;
    const enum ikm_status status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    return read_draft(page, store, "loket", ret_kept, &ignored_ms, err);
}

/* What was asked for: in the address, the form, or kept. */
static const char *asked(const struct web_page *page, const struct desk *desk,
                         const char *name)
{
    if (page->is_post && web_value(&page->form, name)[0])
        return web_value(&page->form, name);
    if (web_value(&page->query, name)[0])
        return web_value(&page->query, name);
    return web_value(&desk->kept, name);
}

static enum ikm_status find_unit(struct web_page *page, struct desk *desk,
                                 struct ikm_error *err)
{
    const char *code = asked(page, desk, "unit");
    const int is_kept = code == web_value(&desk->kept, "unit");
    struct ikm_error why = {.lang = err->lang};
    if (code[0]) {
        const enum ikm_status status =
            web_unit(page, code, &desk->unit, is_kept ? &why : err);
        if (status == IKM_OK || !is_kept)
            return status;
    }
    desk->unit = (struct ikm_unit){0};
    if (desk->units.n_units > 0)
        desk->unit = desk->units.unit[0];
    return IKM_OK;
}

static enum ikm_status find_form(struct web_page *page, struct ikm_store *store,
                                 struct desk *desk, struct ikm_error *err)
{
    const char *id = asked(page, desk, "formulir");
    const char *own = "";
    enum ikm_status status =
        ikm_store_setting(store, "form", page->arena, &own, err);
    if (status == IKM_OK)
        status = web_find_form(page,
                               id[0]    ? id
                               : own[0] ? own
                                        : IKM_DEFAULT_FORM,
                               &desk->form, &desk->form_id, err);
    return status;
}

enum ikm_status desk_load(struct web_page *page, struct desk *ret_desk,
                          struct ikm_error *err)
{
    struct desk desk = {.key = ""};
    struct ikm_store *store = NULL;
    enum ikm_status status = web_units(page, &desk.units, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = desk_load_kept(page, &desk.kept, err);
    if (status == IKM_OK)
        status = find_unit(page, &desk, err);
    if (status == IKM_OK)
        status = find_form(page, store, &desk, err);
    if (status == IKM_OK && desk.unit.unit_id != 0)
        status = ikm_store_services(store, desk.unit.unit_id, page->arena,
                                    &desk.n_services, &desk.service, err);
    if (status == IKM_OK && page->is_post)
        desk.sheet = page->form;
    else if (status == IKM_OK && desk.unit.unit_id != 0)
        status = read_draft(page, store, desk_draft_name(page, &desk),
                            &desk.sheet, &desk.saved_ms, err);
    if (status != IKM_OK)
        return status;
    desk.key = web_value(&desk.sheet, "kunci");
    if (!desk.key[0])
        desk.key = desk_new_key(page);
    *ret_desk = desk;
    return IKM_OK;
}

const char *desk_question_key(struct web_page *page,
                              const struct ikm_form *form, size_t q)
{
    char room[IKM_QUESTION_COLUMN_BYTES];
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "";
    size_t n = 0;
    size_t place = 0;
    ikm_text_put(&text, ikm_question_name(form, q, room));
    for (size_t i = 0; i < form->n_questions && q < form->n_questions; i++) {
        n += form->questions[i].element == form->questions[q].element;
        if (i == q)
            place = n;
    }
    if (n > 1)
        ikm_text_printf(&text, ".%zu", place);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : "";
}

int64_t desk_whole_number(const char *text)
{
    int64_t number = 0;
    for (const char *p = text; *p; p++) {
        if (*p < '0' || *p > '9' || p - text > 15)
            return 0;
        number = number * 10 + (*p - '0');
    }
    return number;
}

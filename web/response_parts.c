/* Parts that the list of responses and the page of one share. */
#include <string.h>

#include "data/respondent.h"
#include "data/store_registers.h"
#include "web/desk.h"
#include "web/page_responses.h"

static enum ikm_status find_form(struct web_page *page,
                                 struct response_forms *forms, int64_t form_id,
                                 const struct ikm_form **ret_form,
                                 struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    for (size_t i = 0; i < forms->n; i++)
        if (forms->kept[i].form_id == form_id) {
            *ret_form = forms->kept[i].form;
            return IKM_OK;
        }
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_form(store, form_id, page->arena, ret_form, err);
    if (status == IKM_OK && forms->n < IKM_COUNT(forms->kept)) {
        forms->kept[forms->n].form_id = form_id;
        forms->kept[forms->n++].form = *ret_form;
    }
    return status;
}

enum ikm_status response_name(struct web_page *page,
                              const struct ikm_units *units,
                              struct response_forms *forms,
                              struct response_seen *seen, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct desk_sight sight = {0};
    seen->unit_code = seen->unit_name = seen->service = seen->clerk = "";
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == seen->r.unit_id) {
            seen->unit_code = units->unit[i].code;
            seen->unit_name = units->unit[i].name;
        }
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = find_form(page, forms, seen->r.form_id, &seen->form, err);
    if (status == IKM_OK)
        status = ikm_store_response_id(store, seen->seq, seen->id, err);
    if (status == IKM_OK && seen->r.service_id != 0)
        status = ikm_store_service_name(store, seen->r.service_id, page->arena,
                                        &seen->service, err);
    if (status == IKM_OK && seen->r.operator_id != 0)
        status = ikm_store_operator_name(store, seen->r.operator_id,
                                         page->arena, &seen->clerk, err);
    if (status == IKM_OK && seen->r.comment)
        status = ikm_store_tagged(store, seen->seq, &seen->tags, err);
    if (status == IKM_OK)
        status = desk_look(page, seen->seq, &sight, err);
    seen->is_hidden = sight.is_hidden;
    seen->is_recent = sight.is_recent;
    return status;
}

const char *response_scores(struct web_page *page, const struct ikm_response *r)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *scores = "";
    for (size_t q = 0; q < r->n_answers; q++)
        if (r->answer[q] > 0)
            ikm_text_printf(&text, q ? " %d" : "%d", r->answer[q]);
        else
            ikm_text_put(&text, q ? " -" : "-");
    return ikm_text_done(&text, &scores, &ignored) == IKM_OK ? scores : "";
}

const char *response_state(enum ikm_response_state state, enum ikm_lang lang)
{
    switch (state) {
    case IKM_RESPONSE_VOID: return ikm_say(lang, "batal", "void");
    case IKM_RESPONSE_EXCLUDED:
        return ikm_say(lang, "dikecualikan", "excluded");
    case IKM_RESPONSE_USED: break;
    }
    return ikm_say(lang, "dipakai", "used");
}

void response_tags(struct web_page *page, const struct ikm_form *form,
                   uint32_t bits)
{
    for (size_t e = 0; e < form->n_elements; e++)
        if (bits >> e & 1)
            html(&page->html, "<span class=\"tanda\">%s %s</span> ",
                 form->elements[e].code, form->elements[e].name);
}

static void put_member(struct ikm_text *json, const char *name,
                       const char *value)
{
    ikm_text_printf(json, ",\"%s\":", name);
    ikm_text_json(json, value && value[0] ? value : NULL);
}

static void put_answers(struct ikm_text *json, const struct response_seen *seen)
{
    char room[IKM_QUESTION_COLUMN_BYTES];
    ikm_text_put(json, ",\"answers\":[");
    for (size_t q = 0; q < ikm_form_n_asked(seen->form); q++) {
        const size_t e = seen->form->questions[q].element;
        ikm_text_printf(json, "%s{\"key\":", q ? "," : "");
        ikm_text_json(json, q < seen->form->n_questions
                                ? seen->form->elements[e].key
                                : ikm_question_column(seen->form, q, room));
        if (seen->r.answer[q] > 0)
            ikm_text_printf(json, ",\"score\":%d}", seen->r.answer[q]);
        else
            ikm_text_put(json, ",\"score\":null}");
    }
    ikm_text_put(json, "]");
}

static void put_causes(struct ikm_text *json, const struct response_seen *seen)
{
    ikm_text_put(json, ",\"causes\":[");
    for (size_t i = 0; i < seen->r.n_causes; i++) {
        const struct ikm_low_cause *cause = &seen->r.causes[i];
        ikm_text_printf(json, "%s{\"key\":", i ? "," : "");
        ikm_text_json(json, seen->form->elements[cause->element].key);
        ikm_text_printf(json, ",\"code\":%d,\"text\":", cause->code);
        ikm_text_json(json, cause->text);
        ikm_text_put(json, "}");
    }
    ikm_text_put(json, "]");
}

void response_json(struct ikm_text *json, const struct response_seen *seen)
{
    const struct ikm_response *r = &seen->r;
    char date[IKM_DATE_TEXT_BYTES];
    ikm_text_put(json, "{\"id\":");
    ikm_text_json(json, seen->id);
    put_member(json, "unit", seen->unit_code);
    put_member(json, "service", seen->service);
    put_member(json, "form", seen->form->id);
    put_member(json, "date", ikm_date_text(r->date, date));
    put_member(json, "state", response_state(r->state, IKM_LANG_EN));
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        put_member(json, ikm_field_key((enum ikm_field)f),
                   r->field[f] == 0 || seen->is_hidden ? NULL
                   : r->other[f]
                       ? r->other[f]
                       : ikm_respondent_label((enum ikm_field)f, r->field[f],
                                              IKM_LANG_ID));
    put_member(json, "operator", seen->clerk);
    put_member(json, "sheet", r->sheet);
    if (seen->is_hidden)
        ikm_text_put(json, ",\"answers\":null,\"causes\":null");
    else {
        put_answers(json, seen);
        put_causes(json, seen);
    }
    put_member(json, "comment", r->comment);
    ikm_text_put(json, ",\"tags\":[");
    for (size_t e = 0, n = 0; e < seen->form->n_elements; e++)
        if (seen->tags >> e & 1) {
            ikm_text_put(json, n++ ? "," : "");
            ikm_text_json(json, seen->form->elements[e].key);
        }
    ikm_text_put(json, "]}");
}

static int keep(struct web_page *page, const char **text)
{
    if (*text)
        *text = ikm_arena_copy(page->arena, *text, strlen(*text));
    return *text != NULL;
}

enum ikm_status response_keep(struct web_page *page,
                              const struct ikm_response *lent,
                              struct ikm_response *ret_kept,
                              struct ikm_error *err)
{
    struct ikm_response r = *lent;
    struct ikm_low_cause *causes =
        ikm_arena_take(page->arena, r.n_causes + 1, sizeof *causes);
    int is_whole = causes != NULL;
    is_whole &= !r.sheet || keep(page, &r.sheet);
    is_whole &= !r.comment || keep(page, &r.comment);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        is_whole &= !r.other[f] || keep(page, &r.other[f]);
    for (size_t i = 0; i < r.n_causes && is_whole; i++) {
        causes[i] = r.causes[i];
        is_whole &= !causes[i].text || keep(page, &causes[i].text);
    }
    if (!is_whole)
        return ikm_fail_memory(err);
    r.causes = causes;
    *ret_kept = r;
    return IKM_OK;
}

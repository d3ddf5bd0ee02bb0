#include "collect/record.h"

#include <string.h>

#include "collect/fields.h"
#include "data/respondent.h"

enum { LIMIT_BYTES = 8 * 1024 * 1024 };

static enum ikm_status read_causes(const struct ikm_form *form,
                                   const struct ikm_record_words *words,
                                   struct ikm_response *r,
                                   struct ikm_arena *arena,
                                   struct ikm_error *err)
{
    struct ikm_low_cause *causes =
        ikm_arena_take(arena, IKM_MAX_ELEMENTS, sizeof *causes);
    if (!causes)
        return ikm_fail_memory(err);
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < words->n_causes && status == IKM_OK; i++)
        status = ikm_cause_parse(form, words->causes[i], r, causes,
                                 &r->n_causes, arena, err);
    r->causes = causes;
    return status;
}

static enum ikm_status fill_in(struct ikm_store *store,
                               const struct ikm_record_words *words,
                               const char *actor, struct ikm_arena *arena,
                               struct ikm_response *r, struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    struct ikm_unit unit;
    enum ikm_status status =
        ikm_store_find_unit(store, words->unit, arena, &unit, err);
    r->unit_id = unit.unit_id;
    if (status == IKM_OK)
        status =
            ikm_use_form(store, words->form, arena, &form, &r->form_id, err);
    if (status == IKM_OK)
        status = ikm_set_date(words->date, r, err);
    if (status == IKM_OK)
        status = ikm_answers_parse(form, words->answers, r, err);
    if (status == IKM_OK && words->service)
        status = ikm_set_service(store, words->service, r, err);
    for (int f = 0; f < IKM_FIELD_COUNT && status == IKM_OK; f++)
        if (words->field[f])
            status = ikm_set_field((enum ikm_field)f, words->field[f], r, err);
    if (status == IKM_OK)
        status = read_causes(form, words, r, arena, err);
    if (status == IKM_OK && words->comment)
        status = ikm_set_comment(words->comment, r, err);
    if (status == IKM_OK && words->sheet)
        status = ikm_set_sheet(words->sheet, r, err);
    if (status != IKM_OK)
        return status;
    if (r->field[IKM_FIELD_CHANNEL] == 0)
        r->field[IKM_FIELD_CHANNEL] = IKM_CHANNEL_DESK;
    if (r->field[IKM_FIELD_HOUR] == 0)
        r->field[IKM_FIELD_HOUR] = ikm_respondent_hour(r->second);
    return ikm_store_operator(
        store, words->operator_name ? words->operator_name : actor,
        &r->operator_id, err);
}

enum ikm_status ikm_record_inside(struct ikm_store *store,
                                  const struct ikm_record_words *words,
                                  const char *actor,
                                  char ret_id[IKM_UUID_TEXT_BYTES],
                                  int64_t *ret_seq, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_response r = {.second = -1};
    int64_t seq = 0;
    enum ikm_status status = fill_in(store, words, actor, &arena, &r, err);
    if (status == IKM_OK)
        status = ikm_store_add_response(store, &r, &seq, err);
    if (status == IKM_OK)
        status = ikm_store_response_id(store, seq, ret_id, err);
    if (status == IKM_OK && ret_seq)
        *ret_seq = seq;
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_record(struct ikm_store *store,
                           const struct ikm_record_words *words,
                           struct ikm_act *act,
                           char ret_id[IKM_UUID_TEXT_BYTES],
                           struct ikm_error *err)
{
    act->subject = words->unit;
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_record_inside(store, words, act->actor, ret_id, NULL, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    return status;
}

static enum ikm_status need_reason(const struct ikm_act *act,
                                   struct ikm_error *err)
{
    if (act->reason && act->reason[0])
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT, "alasan kosong; tulis dengan --why",
                    "the reason is empty; give it with --why");
}

enum ikm_status ikm_void(struct ikm_store *store, const char *id,
                         struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_response r;
    int64_t seq = 0;
    enum ikm_status status = need_reason(act, err);
    if (status != IKM_OK)
        return status;
    act->subject = id;
    status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_get_response(store, id, &arena, &seq, &r, err);
    if (status == IKM_OK && r.state == IKM_RESPONSE_VOID)
        status = ikm_fail(err, IKM_INPUT, "respons %s sudah dibatalkan",
                          "response %s was voided already", id);
    r.state = IKM_RESPONSE_VOID;
    if (status == IKM_OK)
        status = ikm_store_replace_response(store, seq, &r, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_amend(struct ikm_store *store, const char *id,
                          const char *change, struct ikm_act *act,
                          struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    const struct ikm_form *form = NULL;
    struct ikm_response r;
    int64_t seq = 0;
    enum ikm_status status = need_reason(act, err);
    if (status != IKM_OK)
        return status;
    act->subject = id;
    status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_get_response(store, id, &arena, &seq, &r, err);
    if (status == IKM_OK && r.state == IKM_RESPONSE_VOID)
        status = ikm_fail(err, IKM_INPUT,
                          "respons %s sudah dibatalkan; tidak dapat "
                          "diperbaiki",
                          "response %s was voided; it cannot be corrected", id);
    if (status == IKM_OK)
        status = ikm_store_form(store, r.form_id, &arena, &form, err);
    if (status == IKM_OK)
        status = ikm_set_by_name(store, form, change, &arena, &r, err);
    if (status == IKM_OK)
        status = ikm_store_replace_response(store, seq, &r, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

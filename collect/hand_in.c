#include "collect/hand_in.h"

#include <stdio.h>
#include <string.h>

#include "collect/fields.h"
#include "collect/record.h"
#include "data/base/secret.h"
#include "data/base/text.h"
#include "data/respondent.h"
#include "data/store_users.h"

enum { CAUSE_MOST = 500 };

int ikm_hand_in_key_fits(const char *key)
{
    size_t n = 0;
    for (; key[n]; n++)
        if (n == IKM_HAND_IN_KEY_MOST || !((key[n] >= 'a' && key[n] <= 'z') ||
                                           (key[n] >= 'A' && key[n] <= 'Z') ||
                                           (key[n] >= '0' && key[n] <= '9') ||
                                           key[n] == '-' || key[n] == '_'))
            return 0;
    return n >= IKM_HAND_IN_KEY_LEAST;
}

const char *ikm_hand_in_new_key(int64_t unix_ms,
                                char room[IKM_HAND_IN_KEY_MOST + 1])
{
    char token[IKM_TOKEN_TEXT_BYTES];
    (void)snprintf(room, IKM_HAND_IN_KEY_MOST + 1, "%011llx-%s",
                   (unsigned long long)unix_ms, ikm_secret_token(token));
    return room;
}

/* "waktu=3" for the same reader that takes causes from the command line. */
static enum ikm_status read_causes(const struct ikm_hand_in_words *words,
                                   struct ikm_arena *arena,
                                   struct ikm_response *r,
                                   struct ikm_error *err)
{
    const struct ikm_form *form = words->form;
    struct ikm_low_cause *causes =
        ikm_arena_take(arena, form->n_elements, sizeof *causes);
    enum ikm_status status = IKM_OK;
    if (!causes)
        return ikm_fail_memory(err);
    for (size_t e = 0; e < form->n_elements && status == IKM_OK; e++) {
        const char *said = words->cause ? words->cause[e] : NULL;
        const uint8_t low = ikm_element_low(form, r, e);
        struct ikm_text text = IKM_TEXT(arena);
        const char *whole = NULL;
        if (!said || !said[0] || low == 0 || low > ikm_low_limit(form))
            continue;
        if (strlen(said) > CAUSE_MOST)
            return ikm_fail(
                err, IKM_INPUT, "sebab terlalu panjang (paling banyak %d byte)",
                "the cause is too long (at most %d bytes)", CAUSE_MOST);
        ikm_text_printf(&text, "%s=%s", form->elements[e].key, said);
        status = ikm_text_done(&text, &whole, err);
        if (status == IKM_OK)
            status = ikm_cause_parse(form, whole, r, causes, &r->n_causes,
                                     arena, err);
    }
    r->causes = causes;
    return status;
}

enum ikm_status ikm_hand_in_read(const struct ikm_hand_in_words *words,
                                 struct ikm_arena *arena,
                                 struct ikm_response *ret_response,
                                 struct ikm_error *err)
{
    struct ikm_response *r = ret_response;
    *r = (struct ikm_response){.second = -1,
                               .unit_id = words->unit_id,
                               .service_id = words->service_id,
                               .form_id = words->form_id};
    enum ikm_status status = ikm_set_date(words->moment, r, err);
    if (status == IKM_OK)
        status = ikm_answers_parse(words->form, words->answers, r, err);
    for (int f = 0; f < IKM_FIELD_COUNT && status == IKM_OK; f++)
        if (words->field[f] && words->field[f][0])
            status = ikm_set_field((enum ikm_field)f, words->field[f], r, err);
    if (status == IKM_OK)
        status = read_causes(words, arena, r, err);
    if (status == IKM_OK && words->comment)
        status = ikm_set_comment(words->comment, r, err);
    if (status == IKM_OK && r->field[IKM_FIELD_HOUR] == 0)
        r->field[IKM_FIELD_HOUR] = ikm_respondent_hour(r->second);
    return status;
}

static enum ikm_status use_ticket(struct ikm_store *store,
                                  const struct ikm_hand_in *in,
                                  enum ikm_ticket_state *ret_state,
                                  struct ikm_error *err)
{
    char code[IKM_TICKET_BYTES];
    struct ikm_ticket ticket;
    enum ikm_status status =
        ikm_ticket_look(store, in->ticket, in->today, &ticket, ret_state, err);
    if (status != IKM_OK)
        return status;
    if (*ret_state == IKM_TICKET_VALID &&
        (ticket.unit_id != in->response->unit_id ||
         (ticket.service_id != 0 &&
          ticket.service_id != in->response->service_id)))
        *ret_state = IKM_TICKET_UNKNOWN;
    if (*ret_state != IKM_TICKET_VALID)
        return ikm_fail(err, IKM_DENIED, "%s", "%s",
                        ikm_ticket_words(*ret_state, err->lang));
    (void)ikm_ticket_fold(in->ticket, code);
    return ikm_store_use_ticket(store, code, err);
}

static enum ikm_status mark(struct ikm_store *store,
                            const struct ikm_hand_in *in, int64_t seq,
                            struct ikm_error *err)
{
    enum ikm_status status = ikm_store_mark_hasty(store, seq, in->device, err);
    for (size_t i = 0; i < in->n_before && status == IKM_OK; i++)
        status = ikm_store_mark_hasty(store, in->before[i], in->device, err);
    return status;
}

static enum ikm_status add(struct ikm_store *store,
                           const struct ikm_hand_in *in, int64_t *ret_seq,
                           struct ikm_error *err)
{
    struct ikm_response r = *in->response;
    enum ikm_status status = IKM_OK;
    if (r.form_id == 0) {
        struct ikm_arena arena = IKM_ARENA(8 << 20);
        const struct ikm_form *form = NULL;
        status = ikm_use_form(store, in->form, &arena, &form, &r.form_id, err);
        ikm_arena_release(&arena);
    }
    if (status == IKM_OK)
        status =
            ikm_store_operator(store, in->operator_name, &r.operator_id, err);
    if (status == IKM_OK)
        status = ikm_store_add_response(store, &r, ret_seq, err);
    return status;
}

enum ikm_status ikm_hand_in_store(struct ikm_store *store,
                                  const struct ikm_hand_in *in,
                                  int64_t *ret_seq, int *ret_is_new,
                                  enum ikm_ticket_state *ret_ticket,
                                  struct ikm_error *err)
{
    *ret_ticket = IKM_TICKET_VALID;
    enum ikm_status status =
        ikm_store_find_hand_in(store, in->key, ret_seq, err);
    *ret_is_new = *ret_seq == 0;
    if (status != IKM_OK || !*ret_is_new)
        return status;
    if (in->ticket[0])
        status = use_ticket(store, in, ret_ticket, err);
    if (status == IKM_OK)
        status = add(store, in, ret_seq, err);
    if (status == IKM_OK)
        status = ikm_store_add_hand_in(store, in->key, *ret_seq, err);
    if (status == IKM_OK && in->device > 0)
        status = mark(store, in, *ret_seq, err);
    return status;
}

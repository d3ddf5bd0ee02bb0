#include "collect/spot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/respondent.h"

enum { LIMIT_BYTES = 64 * 1024 * 1024, ONE_LIMIT_BYTES = 1024 * 1024 };

static const enum ikm_field fields[] = {
    IKM_FIELD_GENDER, IKM_FIELD_AGE, IKM_FIELD_EDUCATION, IKM_FIELD_OCCUPATION,
    IKM_FIELD_DISABILITY};
_Static_assert(IKM_COUNT(fields) == IKM_KEYED_FIELDS, "five fields are keyed");

enum ikm_field ikm_keyed_field(size_t i)
{
    return fields[i];
}

struct ikm_keyed ikm_keyed_of(const struct ikm_response *response)
{
    struct ikm_keyed keyed = {.n_answers = (size_t)response->n_answers +
                                           response->n_more};
    memcpy(keyed.value, response->answer, keyed.n_answers);
    for (size_t i = 0; i < IKM_KEYED_FIELDS; i++)
        keyed.value[keyed.n_answers + i] = response->field[fields[i]];
    return keyed;
}

const char *ikm_keyed_write(const struct ikm_keyed *keyed,
                            char room[IKM_KEYED_TEXT_BYTES])
{
    size_t used = 0;
    for (size_t i = 0; i < keyed->n_answers + IKM_KEYED_FIELDS; i++) {
        const char *mark = i == 0 ? "" : i == keyed->n_answers ? "|" : " ";
        const int n = snprintf(room + used, IKM_KEYED_TEXT_BYTES - used, "%s%d",
                               mark, keyed->value[i]);
        used += n > 0 ? (size_t)n : 0;
    }
    return room;
}

int ikm_keyed_read(const char *text, size_t n_answers,
                   struct ikm_keyed *ret_keyed)
{
    struct ikm_keyed keyed = {.n_answers = n_answers};
    const char *p = text;
    for (size_t i = 0; i < n_answers + IKM_KEYED_FIELDS; i++) {
        int value = 0;
        if (*p < '0' || *p > '9')
            return 0;
        while (*p >= '0' && *p <= '9' && value < 1000)
            value = value * 10 + (*p++ - '0');
        if (value > UINT8_MAX)
            return 0;
        keyed.value[i] = (uint8_t)value;
        const int is_last = i + 1 == n_answers + IKM_KEYED_FIELDS;
        if (!is_last && *p++ != (i + 1 == n_answers ? '|' : ' '))
            return 0;
    }
    if (*p != '\0')
        return 0;
    *ret_keyed = keyed;
    return 1;
}

/* An age in years and the band it lies in say the same. */
static int is_same(const struct ikm_keyed *a, const struct ikm_keyed *b,
                   size_t i)
{
    const uint8_t x = a->value[i];
    const uint8_t y = b->value[i];
    if (i < a->n_answers || fields[i - a->n_answers] != IKM_FIELD_AGE ||
        (x <= IKM_AGE_BAND && y <= IKM_AGE_BAND))
        return x == y;
    return ikm_age_band(x) == ikm_age_band(y);
}

size_t ikm_keyed_compare(const struct ikm_keyed *a, const struct ikm_keyed *b,
                         uint8_t *ret_differs)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n_answers + IKM_KEYED_FIELDS; i++) {
        const int differs = !is_same(a, b, i);
        n += (size_t)differs;
        if (ret_differs)
            ret_differs[i] = (uint8_t)differs;
    }
    return n;
}

static int read_percent(const char *text)
{
    int value = 0;
    const char *p = text;
    while (*p >= '0' && *p <= '9' && value <= 100)
        value = value * 10 + (*p++ - '0');
    return p == text || *p != '\0' || value > 100 ? -1 : value;
}

enum ikm_status ikm_spot_percent(struct ikm_store *store, int *ret_percent,
                                 struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ONE_LIMIT_BYTES);
    const char *text = "";
    const enum ikm_status status =
        ikm_store_setting(store, "spot_percent", &arena, &text, err);
    const int percent = status == IKM_OK ? read_percent(text) : -1;
    *ret_percent = percent < 0 ? IKM_SPOT_PERCENT : percent;
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_set_spot_percent(struct ikm_store *store,
                                     const char *percent, struct ikm_act *act,
                                     struct ikm_error *err)
{
    if (read_percent(percent) < 0)
        return ikm_fail(err, IKM_INPUT,
                        "porsi \"%.20s\" bukan bilangan bulat 0 sampai 100",
                        "the share \"%.20s\" is not a whole number from 0 to "
                        "100",
                        percent);
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_set_setting(store, "spot_percent", percent, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    return status;
}

int ikm_spot_is_drawn(int percent, uint32_t random)
{
    return (uint64_t)random * 100 < (uint64_t)percent << 32;
}

enum ikm_status ikm_draw_spot(struct ikm_store *store, int64_t seq,
                              int64_t account_id, int is_forced,
                              struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ONE_LIMIT_BYTES);
    struct ikm_response response;
    char id[IKM_UUID_TEXT_BYTES];
    char text[IKM_KEYED_TEXT_BYTES];
    enum ikm_status status =
        ikm_store_read_response(store, seq, &arena, id, &response, err);
    if (status == IKM_OK) {
        const struct ikm_keyed keyed = ikm_keyed_of(&response);
        status =
            ikm_store_add_spot(store, seq, account_id,
                               ikm_keyed_write(&keyed, text), is_forced, err);
    }
    ikm_arena_release(&arena);
    return status;
}

static enum ikm_status judge(struct ikm_store *store, int64_t account_id,
                             const struct ikm_spot_verdict *verdict,
                             struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    const int64_t *seq = NULL;
    size_t n = 0;
    enum ikm_status status = IKM_OK;
    if (!verdict->is_accepted)
        status = ikm_store_undrawn(store, account_id, verdict->up_to_seq,
                                   &arena, &n, &seq, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        status = ikm_draw_spot(store, seq[i], account_id, 1, err);
    if (status == IKM_OK)
        status = ikm_store_add_verdict(store, account_id, verdict, err);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_judge_batch(struct ikm_store *store, int64_t account_id,
                                const struct ikm_spot_verdict *verdict,
                                struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_spot_verdict judged = *verdict;
    judged.judge = act->actor;
    act->action = verdict->is_accepted ? "accept" : "rekey";
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = judge(store, account_id, &judged, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    return status;
}

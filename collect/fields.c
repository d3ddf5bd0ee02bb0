#include "collect/fields.h"

#include <stdbool.h>
#include <string.h>

#include "collect/answer.h"
#include "collect/headings.h"
#include "data/base/utf8.h"
#include "data/respondent.h"

enum { MAX_TEXT_BYTES = 32 * 1024, KEY_BYTES = 256 };

enum ikm_status ikm_set_date(const char *text, struct ikm_response *r,
                             struct ikm_error *err)
{
    struct ikm_timestamp stamp;
    if (text[0] == '\0')
        return ikm_fail(err, IKM_INPUT,
                        "tanggal kosong; tulis 2025-02-24, 24/02/2025, atau "
                        "2025-02",
                        "the date is empty; write 2025-02-24, 24/02/2025, or "
                        "2025-02");
    if (!ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp))
        return ikm_fail(err, IKM_INPUT,
                        "tanggal \"%s\" tidak ada atau tidak dikenal; tulis "
                        "2025-02-24, 24/02/2025, atau 2025-02",
                        "date \"%s\" does not exist or is not understood; "
                        "write 2025-02-24, 24/02/2025, or 2025-02",
                        text);
    r->date = stamp.date;
    r->second = stamp.second;
    return IKM_OK;
}

enum ikm_status ikm_set_service(struct ikm_store *store, const char *text,
                                struct ikm_response *r, struct ikm_error *err)
{
    int64_t service_id = 0;
    if (text[0] == '\0' || strcmp(text, "-") == 0) {
        r->service_id = 0;
        return IKM_OK;
    }
    const enum ikm_status status =
        ikm_store_find_service(store, r->unit_id, text, &service_id, err);
    if (status == IKM_OK && service_id == 0)
        return ikm_fail(err, IKM_INPUT,
                        "layanan \"%s\" tidak dikenal di unit ini; lihat: ikm "
                        "service list, tambahkan dengan: ikm service add",
                        "there is no service \"%s\" in this unit; see: ikm "
                        "service list, add it with: ikm service add",
                        text);
    r->service_id = service_id;
    return status;
}

static enum ikm_status check_length(const char *text, struct ikm_error *err)
{
    if (strlen(text) <= MAX_TEXT_BYTES)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT,
                    "isian terlalu panjang (%zu byte; paling banyak %d)",
                    "the text is too long (%zu bytes; at most %d)",
                    strlen(text), MAX_TEXT_BYTES);
}

enum ikm_status ikm_set_field(enum ikm_field field, const char *text,
                              struct ikm_response *r, struct ikm_error *err)
{
    const enum ikm_status status = check_length(text, err);
    if (status != IKM_OK)
        return status;
    r->other[field] =
        ikm_respondent_parse(field, text, &r->field[field]) ? NULL : text;
    return IKM_OK;
}

enum ikm_status ikm_set_comment(const char *text, struct ikm_response *r,
                                struct ikm_error *err)
{
    char key[8];
    const enum ikm_status status = check_length(text, err);
    if (status != IKM_OK)
        return status;
    (void)ikm_fold_letters(text, key, sizeof key);
    r->comment = key[0] == '\0' || strcmp(key, "0") == 0 ? NULL : text;
    return IKM_OK;
}

enum ikm_status ikm_set_sheet(const char *text, struct ikm_response *r,
                              struct ikm_error *err)
{
    const enum ikm_status status = check_length(text, err);
    if (status == IKM_OK)
        r->sheet = text[0] ? text : NULL;
    return status;
}

/* Takes away the causes of an element that is no longer scored low. */
static enum ikm_status drop_causes(const struct ikm_form *form,
                                   struct ikm_arena *arena,
                                   struct ikm_response *r,
                                   struct ikm_error *err)
{
    struct ikm_low_cause *kept =
        ikm_arena_take(arena, r->n_causes + 1, sizeof *kept);
    size_t n_kept = 0;
    if (!kept)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < r->n_causes; i++) {
        const uint8_t low = ikm_element_low(form, r, r->causes[i].element);
        if (low > 0 && low <= ikm_low_limit(form))
            kept[n_kept++] = r->causes[i];
    }
    r->causes = kept;
    r->n_causes = n_kept;
    return IKM_OK;
}

static enum ikm_status set_answer(const struct ikm_form *form, size_t question,
                                  const char *text, struct ikm_arena *arena,
                                  struct ikm_response *r, struct ikm_error *err)
{
    uint8_t score = 0;
    char name[IKM_QUESTION_COLUMN_BYTES];
    bool any = false;
    const bool blank = strcmp(text, "0") == 0 || strcmp(text, "-") == 0;
    if (!blank &&
        ikm_answer_parse(form, question, text, &score) != IKM_ANSWER_OK)
        return ikm_fail(err, IKM_INPUT,
                        "%s: ditemukan \"%.60s\"; yang boleh 1..%d, 0 atau - "
                        "bila tidak dijawab",
                        "%s: found \"%.60s\"; allowed are 1..%d, 0 or - where "
                        "not answered",
                        ikm_question_name(form, question, name), text,
                        form->scale_max);
    r->answer[question] = score;
    for (size_t q = 0; q < form->n_questions; q++)
        any |= r->answer[q] > 0;
    if (!any)
        return ikm_fail(err, IKM_INPUT,
                        "tidak ada jawaban yang tersisa; batalkan respons ini "
                        "dengan: ikm void",
                        "no answer would be left; withdraw the response with: "
                        "ikm void");
    return drop_causes(form, arena, r, err);
}

/* A date without a time leaves the time of day as it was. */
static enum ikm_status change_date(const char *value, struct ikm_response *r,
                                   struct ikm_error *err)
{
    const int32_t second = r->second;
    const enum ikm_status status = ikm_set_date(value, r, err);
    if (status == IKM_OK && r->second < 0 && r->date.day != 0)
        r->second = second;
    return status;
}

static enum ikm_status set_column(struct ikm_store *store,
                                  const struct ikm_column *column,
                                  const char *value, struct ikm_response *r,
                                  const char *name, struct ikm_error *err)
{
    switch (column->kind) {
    case IKM_COLUMN_DATE: return change_date(value, r, err);
    case IKM_COLUMN_SERVICE: return ikm_set_service(store, value, r, err);
    case IKM_COLUMN_FIELD:
        return ikm_set_field((enum ikm_field)column->which, value, r, err);
    case IKM_COLUMN_COMMENT: return ikm_set_comment(value, r, err);
    case IKM_COLUMN_SHEET: return ikm_set_sheet(value, r, err);
    case IKM_COLUMN_OPERATOR:
        return ikm_store_operator(store, value, &r->operator_id, err);
    case IKM_COLUMN_UNUSED:
    case IKM_COLUMN_IDENTITY:
    case IKM_COLUMN_IGNORED:
    case IKM_COLUMN_NUMBER:
    case IKM_COLUMN_ID:
    case IKM_COLUMN_UNIT:
    case IKM_COLUMN_TIMESTAMP:
    case IKM_COLUMN_QUESTION:
    case IKM_COLUMN_CAUSE: break;
    }
    return ikm_fail(err, IKM_INPUT,
                    "\"%s\" tidak dapat diperbaiki; yang dapat: unsur (U1 atau "
                    "kuncinya), tanggal, layanan, jam, kanal, petugas, "
                    "jenis_kelamin, usia, pendidikan, pekerjaan, disabilitas, "
                    "lembar, saran",
                    "\"%s\" cannot be corrected; these can: an element (U1 or "
                    "its key), tanggal, layanan, jam, kanal, petugas, "
                    "jenis_kelamin, usia, pendidikan, pekerjaan, disabilitas, "
                    "lembar, saran",
                    name);
}

/* 1 when two responses say the same. */
static bool says_same(const struct ikm_response *a,
                      const struct ikm_response *b)
{
    const char *const left[] = {a->sheet, a->comment};
    const char *const right[] = {b->sheet, b->comment};
    for (size_t i = 0; i < IKM_COUNT(left); i++)
        if (strcmp(left[i] ? left[i] : "", right[i] ? right[i] : "") != 0)
            return false;
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        if (strcmp(a->other[f] ? a->other[f] : "",
                   b->other[f] ? b->other[f] : "") != 0)
            return false;
    return ikm_date_compare(a->date, b->date) == 0 && a->second == b->second &&
           a->service_id == b->service_id && a->operator_id == b->operator_id &&
           memcmp(a->field, b->field, sizeof a->field) == 0 &&
           memcmp(a->answer, b->answer, (size_t)a->n_answers + a->n_more) == 0;
}

enum ikm_status ikm_set_by_name(struct ikm_store *store,
                                const struct ikm_form *form, const char *change,
                                struct ikm_arena *arena, struct ikm_response *r,
                                struct ikm_error *err)
{
    char key[KEY_BYTES];
    int positional = 0;
    const struct ikm_response before = *r;
    const char *equals = strchr(change, '=');
    if (!equals || equals == change)
        return ikm_fail(err, IKM_INPUT,
                        "\"%s\": tulis ISIAN=NILAI, misalnya U3=2 atau "
                        "pendidikan=SMA",
                        "\"%s\": write FIELD=VALUE, for instance U3=2 or "
                        "pendidikan=SMA",
                        change);
    const char *name = ikm_arena_copy(arena, change, (size_t)(equals - change));
    size_t n_value = strlen(equals + 1);
    const char *value = equals + 1 + strspn(equals + 1, " ");
    n_value -= (size_t)(value - equals - 1);
    while (n_value > 0 && value[n_value - 1] == ' ')
        n_value--;
    value = ikm_arena_copy(arena, value, n_value);
    if (!name || !value)
        return ikm_fail_memory(err);
    const int question =
        ikm_heading_question(name, form, &form->orders[0], &positional);
    enum ikm_status status = IKM_OK;
    if (question >= 0)
        status = set_answer(form, (size_t)question, value, arena, r, err);
    else if (question == IKM_HEADING_VAGUE)
        status = ikm_fail(err, IKM_INPUT,
                          "%s punya beberapa pertanyaan; sebut satu, "
                          "misalnya %s.1=%s",
                          "%s has several questions; name one, for instance "
                          "%s.1=%s",
                          name, name, value);
    else {
        (void)ikm_fold_letters(name, key, sizeof key);
        const struct ikm_column column = ikm_heading_meaning(key);
        status = set_column(store, &column, value, r, name, err);
    }
    if (status == IKM_OK && says_same(&before, r))
        return ikm_fail(err, IKM_INPUT, "tidak ada yang berubah: %s",
                        "nothing would change: %s", change);
    return status;
}

/* A keyed sheet out of the fields of the page: all that is wrong is told, each
 * at its field. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/respondent.h"
#include "web/clock.h"

enum { NUMBER_MOST = 40, COMMENT_MOST = 4000 };

static const char *field_name(struct web_page *page, const char *format,
                              size_t place)
{
    char name[24];
    (void)snprintf(name, sizeof name, "%s%zu", format, place);
    const char *copy = ikm_arena_copy(page->arena, name, strlen(name));
    return copy ? copy : "j1";
}

static uint8_t check_answer(struct web_page *page, const struct desk *desk,
                            size_t place)
{
    char room[IKM_QUESTION_COLUMN_BYTES];
    const size_t question = ikm_form_question_at(desk->form, place);
    const char *name = field_name(page, "j", place + 1);
    const char *text = web_value(&desk->sheet, name);
    const char *code = ikm_question_name(desk->form, question, room);
    uint8_t score = 0;
    if (strcmp(text, "0") == 0 || strcmp(text, "-") == 0)
        return 0;
    if (!text[0])
        web_fault(page, name,
                  "%s belum diisi: ketik 1-%d, atau 0 bila tidak dijawab",
                  "%s is empty: type 1-%d, or 0 where it was not answered",
                  code, desk->form->scale_max);
    else if (ikm_answer_parse(desk->form, question, text, &score) !=
             IKM_ANSWER_OK)
        web_fault(page, name,
                  "%s: ditemukan \"%.40s\"; yang boleh 1-%d, atau 0 bila tidak "
                  "dijawab",
                  "%s: found \"%.40s\"; allowed are 1-%d, or 0 where it was "
                  "not answered",
                  code, text, desk->form->scale_max);
    return score;
}

static const char *check_answers(struct web_page *page, const struct desk *desk,
                                 struct ikm_keyed *keyed)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const size_t n_before = page->n_faults;
    const char *answers = "";
    int any = 0;
    keyed->n_answers = ikm_form_n_asked(desk->form);
    for (size_t p = 0; p < keyed->n_answers; p++) {
        const size_t question = ikm_form_question_at(desk->form, p);
        const uint8_t score = check_answer(page, desk, p);
        keyed->value[question] = score;
        any |= score > 0 && question < desk->form->n_questions;
        ikm_text_printf(&text, "%s%d", p > 0 ? "," : "", score);
    }
    if (!any && page->n_faults == n_before)
        web_fault(page, "j1",
                  "Tidak satu pun unsur dijawab; isi paling sedikit satu",
                  "No element was answered; give at least one answer");
    return ikm_text_done(&text, &answers, &ignored) == IKM_OK ? answers : "";
}

/* The number of the group that one key stands for: 0 to 9, then a to f; -1:
 * none. */
static int key_of(const char *typed)
{
    const char c = typed[0];
    if (!c || typed[1])
        return -1;
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

const char *desk_field_words(enum ikm_field field, const char *typed,
                             uint8_t *ret_code)
{
    const int key = key_of(typed);
    const char *text = typed;
    if (key > ikm_respondent_group_count(field))
        return NULL;
    if (key == 0)
        text = "";
    else if (key > 0)
        text = ikm_respondent_group_label(field, (uint8_t)key, IKM_LANG_ID);
    if (!ikm_respondent_parse(field, text, ret_code) ||
        (field == IKM_FIELD_AGE && *ret_code == IKM_AGE_OTHER))
        return NULL;
    if (*ret_code == 0 && text[0] && strcmp(text, "-") != 0)
        return NULL; /* "?" is no answer */
    return *ret_code == 0 ? "" : text;
}

const char *desk_field_label(struct web_page *page, enum ikm_field field,
                             uint8_t code)
{
    char digits[8];
    if (field != IKM_FIELD_AGE || code == 0 || code > IKM_AGE_BAND)
        return ikm_respondent_label(field, code, page->lang);
    (void)snprintf(digits, sizeof digits, "%d", code);
    const char *years = ikm_arena_copy(page->arena, digits, strlen(digits));
    return years ? years : "";
}

static const char *check_block_field(struct web_page *page,
                                     const struct desk *desk, size_t i,
                                     struct ikm_keyed *keyed)
{
    const enum ikm_field field = ikm_keyed_field(i);
    const char *name = ikm_field_key(field);
    const char *typed = web_value(&desk->sheet, name);
    uint8_t code = 0;
    const char *words = desk_field_words(field, typed, &code);
    if (!words) {
        web_fault(page, name,
                  "%s: ditemukan \"%.40s\"; ketik salah satu tombol yang "
                  "tertera, atau kosongkan",
                  "%s: found \"%.40s\"; type one of the keys shown, or leave "
                  "it empty",
                  ikm_field_name(field, page->lang), typed);
        return NULL;
    }
    keyed->value[keyed->n_answers + i] = code;
    return words[0] ? words : NULL;
}

static void check_causes(struct web_page *page, const struct desk *desk,
                         struct desk_sheet *sheet)
{
    struct ikm_response r = {0};
    const struct ikm_form *form = desk->form;
    memcpy(r.answer, sheet->keyed.value, sheet->keyed.n_answers);
    for (size_t e = 0; e < form->n_elements; e++) {
        struct ikm_text text = IKM_TEXT(page->arena);
        struct ikm_error ignored = {.lang = page->lang};
        const struct ikm_element *element = &form->elements[e];
        const char *name = NULL;
        ikm_text_printf(&text, "sebab-%s", element->key);
        if (ikm_text_done(&text, &name, &ignored) != IKM_OK)
            return;
        const char *typed = web_value(&desk->sheet, name);
        const char c = (char)(typed[0] | 0x20);
        const int place = c >= 'a' && c <= 'i' && !typed[1] ? c - 'a' : -1;
        const uint8_t low = ikm_element_low(form, &r, e);
        if (!typed[0])
            continue;
        if (place < 0 || (size_t)place >= element->n_causes)
            web_fault(page, name,
                      "Sebab %s: ditemukan \"%.20s\"; ketik huruf yang "
                      "tertera, atau kosongkan",
                      "Cause of %s: found \"%.20s\"; type a letter that is "
                      "shown, or leave it empty",
                      element->code, typed);
        else if (low == 0 || low > ikm_low_limit(form))
            web_fault(page, name, "Sebab %s hanya untuk nilai 1-%d; kosongkan",
                      "A cause of %s is only for a score of 1-%d; leave it "
                      "empty",
                      element->code, ikm_low_limit(form));
        else {
            text = IKM_TEXT(page->arena);
            ikm_text_printf(&text, "%s=%d", element->key,
                            element->causes[place].code);
            if (ikm_text_done(&text, &sheet->cause[sheet->words.n_causes],
                              &ignored) == IKM_OK)
                sheet->words.n_causes++;
        }
    }
}

static void check_date(struct web_page *page, const char *text)
{
    struct ikm_timestamp stamp;
    struct ikm_date today = web_today();
    if (!text[0] || !ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp)) {
        web_fault(page, "tanggal",
                  "Tanggal \"%.40s\" tidak ada; tulis misalnya 24/02/2025",
                  "There is no date \"%.40s\"; write for instance 24/02/2025",
                  text);
        return;
    }
    if (stamp.date.day == 0)
        today.day = 0;
    if (ikm_date_compare(stamp.date, today) > 0)
        web_fault(page, "tanggal", "Tanggal %.40s belum tiba",
                  "The date %.40s has not come yet", text);
}

/* A printed number belongs to one sheet. */
static enum ikm_status check_printed(struct web_page *page,
                                     struct ikm_store *store,
                                     const struct desk *desk,
                                     const char *number, struct ikm_error *err)
{
    struct ikm_paper paper = {0};
    int64_t value = 0;
    int64_t seq = 0;
    for (const char *p = number; *p; p++) {
        if (*p < '0' || *p > '9' || value > INT32_MAX)
            return IKM_OK;
        value = value * 10 + (*p - '0');
    }
    enum ikm_status status =
        ikm_store_paper_of_number(store, value, page->arena, &paper, err);
    if (status != IKM_OK || paper.unit_id != desk->unit.unit_id)
        return status;
    status =
        ikm_store_sheet_of_unit(store, number, desk->unit.unit_id, &seq, err);
    if (status == IKM_OK && seq != 0)
        web_fault(page, "nomor",
                  "Lembar %.40s sudah diisikan. Cari dengan nomornya; batalkan "
                  "yang lama bila keliru",
                  "Sheet %.40s was keyed in already. Search for its number; "
                  "void the old one if it is wrong",
                  number);
    return status;
}

static enum ikm_status check_block(struct web_page *page,
                                   struct ikm_store *store,
                                   const struct desk *desk,
                                   struct desk_sheet *sheet,
                                   struct ikm_error *err)
{
    struct ikm_record_words *words = &sheet->words;
    const char *service = web_value(&desk->sheet, "layanan");
    const char *hour = web_value(&desk->sheet, "jam");
    const char *number = desk_number(page, web_value(&desk->sheet, "nomor"));
    const char *comment = web_value(&desk->sheet, "saran");
    int64_t service_id = 0;
    uint8_t code = 0;
    words->date = web_value(&desk->sheet, "tanggal");
    check_date(page, words->date);
    enum ikm_status status = ikm_store_find_service(store, desk->unit.unit_id,
                                                    service, &service_id, err);
    if (status != IKM_OK)
        return status;
    if (service[0] && service_id == 0)
        web_fault(page, "layanan", "Layanan \"%.60s\" tidak ada di unit ini",
                  "There is no service \"%.60s\" in this office", service);
    if (!ikm_respondent_parse(IKM_FIELD_HOUR, hour, &code))
        web_fault(page, "jam", "Jam \"%.40s\" tidak dikenal",
                  "The hour \"%.40s\" is not understood", hour);
    if (strlen(number) > NUMBER_MOST)
        web_fault(page, "nomor", "Nomor lembar paling panjang %d huruf",
                  "A sheet number has at most %d letters", NUMBER_MOST);
    else if (number[0])
        status = check_printed(page, store, desk, number, err);
    if (strlen(comment) > COMMENT_MOST)
        web_fault(page, "saran", "Saran paling panjang %d huruf",
                  "A comment has at most %d letters", COMMENT_MOST);
    words->service = service[0] ? service : NULL;
    words->field[IKM_FIELD_HOUR] = hour[0] ? hour : NULL;
    words->sheet = number[0] ? number : NULL;
    words->comment = comment[0] ? comment : NULL;
    return status;
}

/* Everything that makes the response, to tell a sheet that is sent again from
 * another one under the same key. */
static const char *content_of(struct web_page *page, const struct desk *desk,
                              const struct desk_sheet *sheet)
{
    const struct ikm_record_words *words = &sheet->words;
    char keyed[IKM_KEYED_TEXT_BYTES];
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "";
    ikm_text_printf(&text, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", desk->unit.code,
                    desk->form->id, words->service ? words->service : "",
                    words->date, words->sheet ? words->sheet : "",
                    words->field[IKM_FIELD_HOUR] ? words->field[IKM_FIELD_HOUR]
                                                 : "",
                    ikm_keyed_write(&sheet->keyed, keyed),
                    words->comment ? words->comment : "");
    for (size_t i = 0; i < words->n_causes; i++)
        ikm_text_printf(&text, "\n%s", sheet->cause[i]);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : "";
}

enum ikm_status desk_check(struct web_page *page, const struct desk *desk,
                           int is_again, struct desk_sheet *ret_sheet,
                           struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct desk_sheet *sheet = ret_sheet;
    *sheet = (struct desk_sheet){0};
    enum ikm_status status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    sheet->words.unit = desk->unit.code;
    sheet->words.form = desk->form->id;
    if (!is_again)
        status = check_block(page, store, desk, sheet, err);
    if (status != IKM_OK)
        return status;
    sheet->words.answers = check_answers(page, desk, &sheet->keyed);
    for (size_t i = 0; i < IKM_KEYED_FIELDS; i++)
        sheet->words.field[ikm_keyed_field(i)] =
            check_block_field(page, desk, i, &sheet->keyed);
    if (is_again)
        return IKM_OK;
    check_causes(page, desk, sheet);
    sheet->words.causes = sheet->cause; /* the caller's struct does not move */
    sheet->content = content_of(page, desk, sheet);
    return IKM_OK;
}

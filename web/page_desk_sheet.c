/* One keyed sheet: found by its number, looked at, withdrawn, corrected. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "data/respondent.h"
#include "web/clock.h"

struct one {
    char id[IKM_UUID_TEXT_BYTES];
    struct ikm_desk_sheet keyed; /* account_id 0: not at the desk */
    struct ikm_response response;
    struct ikm_unit unit;
    const struct ikm_form *form;
    const char *service, *clerk;
    int may_change; /* hers and one of the last ten, or an admin's */
    int is_hidden;  /* she is to key it again without looking */
};

static enum ikm_status read_rights(struct web_page *page, struct one *one,
                                   struct ikm_error *err)
{
    struct desk_sight sight = {0};
    const enum ikm_status status = desk_look(page, one->keyed.seq, &sight, err);
    one->is_hidden = sight.is_hidden;
    one->may_change =
        (page->account->role == IKM_ROLE_ADMIN || sight.is_recent) &&
        !one->is_hidden && one->response.state == IKM_RESPONSE_USED;
    return status;
}

static enum ikm_status read_names(struct web_page *page,
                                  struct ikm_store *store, struct one *one,
                                  struct ikm_error *err)
{
    struct ikm_units units = {0};
    enum ikm_status status = ikm_store_units_below(store, one->response.unit_id,
                                                   page->arena, &units, err);
    if (status == IKM_OK && units.n_units > 0)
        one->unit = units.unit[0];
    one->service = "";
    one->clerk = "";
    if (status == IKM_OK)
        status = ikm_store_form(store, one->response.form_id, page->arena,
                                &one->form, err);
    if (status == IKM_OK && one->response.service_id != 0)
        status = ikm_store_service_name(store, one->response.service_id,
                                        page->arena, &one->service, err);
    if (status == IKM_OK)
        status = ikm_store_operator_name(store, one->response.operator_id,
                                         page->arena, &one->clerk, err);
    return status;
}

static enum ikm_status read_one(struct web_page *page, const char *id,
                                struct one *one, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int64_t seq = 0;
    *one = (struct one){0};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_get_response(store, id, page->arena, &seq,
                                        &one->response, err);
    if (status == IKM_INPUT)
        return ikm_fail(err, IKM_NO_FILE, "Lembar ini tidak ada.",
                        "There is no such sheet.");
    if (status == IKM_OK)
        status = web_may_see(page, one->response.unit_id, err);
    if (status == IKM_OK)
        status = ikm_store_response_id(store, seq, one->id, err);
    if (status == IKM_OK)
        status = ikm_store_desk_of(store, seq, &one->keyed, err);
    if (status == IKM_OK)
        status = read_names(page, store, one, err);
    return status == IKM_OK ? read_rights(page, one, err) : status;
}

/* ---- looking at it ---- */

static void row(struct web_page *page, const char *name, const char *value)
{
    html(&page->html, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>", name,
         value);
}

static void write_answers(struct web_page *page, const struct one *one)
{
    struct html *out = &page->html;
    const struct ikm_form *form = one->form;
    for (size_t p = 0; p < ikm_form_n_asked(form); p++) {
        const size_t q = ikm_form_question_at(form, p);
        const uint8_t score = one->response.answer[q];
        char room[IKM_QUESTION_COLUMN_BYTES];
        html(out, "<tr><th scope=\"row\">%s %s</th><td>",
             ikm_question_name(form, q, room), ikm_question_about(form, q));
        if (score == 0)
            html_say(out, "0 tidak dijawab", "0 not answered");
        else
            html(out, "%d %s", score, form->questions[q].label[score]);
        html(out, "</td></tr>");
    }
    for (size_t i = 0; i < one->response.n_causes; i++) {
        const struct ikm_low_cause *cause = &one->response.causes[i];
        const struct ikm_element *element = &form->elements[cause->element];
        const char *text = cause->text;
        for (size_t c = 0; c < element->n_causes && cause->code != 0; c++)
            if (element->causes[c].code == cause->code)
                text = element->causes[c].text;
        html_say(out, "<tr><th scope=\"row\">Sebab %s</th><td>%s</td></tr>",
                 "<tr><th scope=\"row\">Cause %s</th><td>%s</td></tr>",
                 element->code, text);
    }
}

static void write_values(struct web_page *page, const struct one *one)
{
    struct html *out = &page->html;
    const struct ikm_response *r = &one->response;
    char words[IKM_PERIOD_WORDS_BYTES];
    char moment[WEB_MOMENT_BYTES];
    html_say(out,
             "<div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Isi lembar\"><table><tbody>",
             "<div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"The sheet\"><table><tbody>");
    row(page, ikm_say(page->lang, "Nomor lembar", "Sheet number"),
        r->sheet ? r->sheet : "-");
    row(page, ikm_say(page->lang, "Unit", "Office"), one->unit.name);
    row(page, ikm_say(page->lang, "Layanan", "Service"),
        one->service[0] ? one->service : "-");
    row(page, ikm_say(page->lang, "Tanggal", "Date"),
        ikm_date_words(r->date, page->lang, words));
    row(page, ikm_field_name(IKM_FIELD_HOUR, page->lang),
        ikm_respondent_label(IKM_FIELD_HOUR, r->field[IKM_FIELD_HOUR],
                             page->lang));
    if (!one->is_hidden) {
        write_answers(page, one);
        for (size_t i = 0; i < IKM_KEYED_FIELDS; i++) {
            const enum ikm_field field = ikm_keyed_field(i);
            row(page, ikm_field_name(field, page->lang),
                r->other[field]
                    ? r->other[field]
                    : desk_field_label(page, field, r->field[field]));
        }
        row(page, ikm_say(page->lang, "Saran", "Comment"),
            r->comment ? r->comment : "-");
    }
    row(page, ikm_say(page->lang, "Diisikan oleh", "Keyed by"), one->clerk);
    if (one->keyed.account_id != 0)
        row(page, ikm_say(page->lang, "Disimpan", "Saved"),
            web_moment_text(one->keyed.at_ms, moment));
    html(out, "</tbody></table></div>");
}

static enum ikm_status write_correct(struct web_page *page,
                                     const struct one *one,
                                     struct ikm_error *err)
{
    static const struct {
        const char *key;
        struct web_pair name;
    } others[] = {{"layanan", {"Layanan", "Service"}},
                  {"tanggal", {"Tanggal", "Date"}},
                  {"jam", {"Jam", "Hour"}},
                  {"saran", {"Saran", "Comment"}},
                  {"lembar", {"Nomor lembar", "Sheet number"}}};
    const size_t n_asked = ikm_form_n_asked(one->form);
    size_t n = 0;
    struct web_choice *choice = ikm_arena_take(
        page->arena, n_asked + IKM_KEYED_FIELDS + IKM_COUNT(others),
        sizeof *choice);
    if (!choice)
        return ikm_fail_memory(err);
    for (size_t p = 0; p < n_asked; p++) {
        const char *key = desk_question_key(page, one->form,
                                            ikm_form_question_at(one->form, p));
        choice[n++] = (struct web_choice){key, key};
    }
    for (size_t i = 0; i < IKM_KEYED_FIELDS; i++) {
        const enum ikm_field field = ikm_keyed_field(i);
        choice[n++] = (struct web_choice){ikm_field_key(field),
                                          ikm_field_name(field, page->lang)};
    }
    for (size_t i = 0; i < IKM_COUNT(others); i++)
        choice[n++] = (struct web_choice){
            others[i].key,
            ikm_say(page->lang, others[i].name.id, others[i].name.en)};
    web_form(page, web_link(page, "/loket/perbaiki/", one->id), 0);
    web_select(page,
               &(struct web_input){.name = "isian",
                                   .label = {"Isian", "Field"},
                                   .value = web_value(&page->form, "isian")},
               n, choice);
    web_input(page,
              &(struct web_input){
                  .name = "nilai",
                  .label = {"Nilai yang benar", "Right value"},
                  .hint = {"Tombol yang sama seperti di loket; 0 bila tidak "
                           "diisi.",
                           "The same keys as at the desk; 0 where it is not "
                           "filled in."},
                  .type = "text",
                  .value = web_value(&page->form, "nilai")});
    web_input(page,
              &(struct web_input){.name = "alasan",
                                  .label = {"Alasan", "Reason"},
                                  .type = "text",
                                  .value = web_value(&page->form, "alasan")});
    web_button(page, "utama", "Betulkan", "Correct");
    html(&page->html, "</form>");
    return IKM_OK;
}

static void write_void(struct web_page *page, const struct one *one)
{
    web_form(page, web_link(page, "/loket/batal/", one->id), 0);
    web_input(page, &(struct web_input){
                        .name = "alasan-batal",
                        .label = {"Alasan pembatalan", "Why it is void"},
                        .hint = {"Lembarnya tetap tersimpan, tetapi tidak "
                                 "dihitung.",
                                 "The sheet stays in the file and is not "
                                 "counted."},
                        .type = "text",
                        .value = web_value(&page->form, "alasan-batal")});
    web_button(page, "bahaya", "Batalkan lembar", "Void the sheet");
    html(&page->html, "</form>");
}

static enum ikm_status write_one(struct web_page *page, const struct one *one,
                                 struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Lembar", "Sheet"}};
    enum ikm_status status = IKM_OK;
    struct html *out = web_open(page, &frame);
    html_say(out, "<p><a href=\"/loket\">Kembali ke loket</a></p>",
             "<p><a href=\"/loket\">Back to the desk</a></p>");
    if (one->response.state != IKM_RESPONSE_USED)
        html_say(out, "<p class=\"pesan\">Lembar ini dibatalkan.</p>",
                 "<p class=\"pesan\">This sheet is void.</p>");
    if (one->is_hidden)
        html_say(out,
                 "<p class=\"pesan\">Lembar ini menunggu diketik ulang, jadi "
                 "jawabannya tidak ditampilkan.</p>",
                 "<p class=\"pesan\">This sheet waits to be keyed again, so "
                 "its answers are not shown.</p>");
    write_values(page, one);
    if (one->may_change) {
        html_say(out, "<h2>Betulkan satu isian</h2>",
                 "<h2>Correct one field</h2>");
        status = write_correct(page, one, err);
        html_say(out, "<h2>Batalkan</h2>", "<h2>Void it</h2>");
        write_void(page, one);
    } else if (one->response.state == IKM_RESPONSE_USED && !one->is_hidden)
        html_say(
            out,
            "<p class=\"petunjuk\">Hanya sepuluh lembar terakhir Anda yang "
            "dapat diubah di sini; selebihnya oleh admin.</p>",
            "<p class=\"petunjuk\">Only your last ten sheets can be "
            "changed here; others by an admin.</p>");
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status web_page_desk_sheet(struct web_page *page,
                                    struct ikm_error *err)
{
    struct one one;
    const enum ikm_status status = read_one(page, page->part[0], &one, err);
    return status == IKM_OK ? write_one(page, &one, err) : status;
}

/* ---- found by its number ---- */

enum ikm_status web_page_desk_find(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Cari nomor lembar", "Find a sheet number"}};
    const char *number = desk_number(page, web_value(&page->query, "nomor"));
    struct ikm_store *store = NULL;
    const int64_t *seq = NULL;
    size_t n = 0;
    size_t n_seen = 0;
    struct one *found = ikm_arena_take(page->arena, 50, sizeof *found);
    if (!found)
        return ikm_fail_memory(err);
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK && number[0])
        status =
            ikm_store_find_sheet(store, number, page->arena, &n, &seq, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        char id[IKM_UUID_TEXT_BYTES];
        status = ikm_store_response_id(store, seq[i], id, err);
        if (status == IKM_OK)
            status = read_one(page, id, &found[n_seen], err);
        if (status == IKM_OK)
            n_seen++;
        else if (status == IKM_DENIED)
            status = IKM_OK;
    }
    if (status != IKM_OK)
        return status;
    if (n_seen == 1)
        return web_see_other(
            page, web_link(page, "/loket/lembar/", found[0].id), NULL, err);
    struct html *out = web_open(page, &frame);
    html_say(out,
             "<form method=\"get\" action=\"/loket/cari\" class=\"cari\"><label"
             " for=\"nomor\">Nomor lembar</label>",
             "<form method=\"get\" action=\"/loket/cari\" class=\"cari\"><label"
             " for=\"nomor\">Sheet number</label>");
    html(out,
         "<input id=\"nomor\" name=\"nomor\" type=\"text\" maxlength=\"200\" "
         "autocomplete=\"off\" value=\"%s\">",
         number);
    web_button(page, "utama", "Cari", "Search");
    html(out, "</form>");
    if (number[0] && n_seen == 0)
        html_say(out, "<p>Lembar bernomor %s belum diisikan di unit Anda.</p>",
                 "<p>No sheet with the number %s was keyed in in your office."
                 "</p>",
                 number);
    html(out, "<ul class=\"daftar\">");
    for (size_t i = 0; i < n_seen; i++) {
        char words[IKM_PERIOD_WORDS_BYTES];
        html(out, "<li><a href=\"%s\">%s, %s</a></li>",
             web_link(page, "/loket/lembar/", found[i].id), found[i].unit.name,
             ikm_date_words(found[i].response.date, page->lang, words));
    }
    html_say(out, "</ul><p><a href=\"/loket\">Kembali ke loket</a></p>",
             "</ul><p><a href=\"/loket\">Back to the desk</a></p>");
    return web_close(page, err);
}

/* ---- changing it ---- */

struct changing {
    const char *id;
    const char *change; /* NULL: it becomes void */
};

static enum ikm_status run_change(void *context, struct ikm_store *store,
                                  struct ikm_act *act, struct ikm_error *err)
{
    const struct changing *changing = context;
    if (changing->change)
        return ikm_amend(store, changing->id, changing->change, act, err);
    return ikm_void(store, changing->id, act, err);
}

static enum ikm_status change_one(struct web_page *page, struct one *one,
                                  const char *change, const char *reason_field,
                                  const char *value_field, const char *message,
                                  struct ikm_error *err)
{
    const char *reason = web_value(&page->form, reason_field);
    struct changing changing = {.id = one->id, .change = change};
    const struct web_change work = {.kind = WEB_CHANGE_OWN,
                                    .action = change ? "amend" : "void",
                                    .subject = one->id,
                                    .reason = reason,
                                    .run = run_change,
                                    .context = &changing};
    if (!one->may_change)
        return ikm_fail(err, IKM_DENIED,
                        "Lembar ini tidak dapat diubah di sini.",
                        "This sheet cannot be changed here.");
    if (!reason[strspn(reason, " \t\n")])
        web_fault(page, reason_field, "Tulis alasannya", "Say why");
    if (page->n_faults > 0)
        return write_one(page, one, err);
    const enum ikm_status status = web_change(page, &work, err);
    if (status == IKM_INPUT) {
        web_fault(page, value_field, "%s", "%s", err->text);
        return write_one(page, one, err);
    }
    if (status != IKM_OK)
        return status;
    return web_see_other(page, web_link(page, "/loket/lembar/", one->id),
                         message, err);
}

enum ikm_status web_page_desk_void(struct web_page *page, struct ikm_error *err)
{
    struct one one;
    const enum ikm_status status = read_one(page, page->part[0], &one, err);
    if (status != IKM_OK)
        return status;
    return change_one(page, &one, NULL, "alasan-batal", "alasan-batal",
                      "lembar-dibatalkan", err);
}

/* The field of the respondent block of this key; IKM_FIELD_COUNT: none. */
static enum ikm_field field_of(const char *key)
{
    for (size_t i = 0; i < IKM_KEYED_FIELDS; i++)
        if (strcmp(ikm_field_key(ikm_keyed_field(i)), key) == 0)
            return ikm_keyed_field(i);
    return IKM_FIELD_COUNT;
}

enum ikm_status web_page_desk_correct(struct web_page *page,
                                      struct ikm_error *err)
{
    const char *key = web_value(&page->form, "isian");
    const char *value = web_value(&page->form, "nilai");
    const enum ikm_field field = field_of(key);
    struct ikm_text text = IKM_TEXT(page->arena);
    const char *change = NULL;
    struct one one;
    uint8_t code = 0;
    enum ikm_status status = read_one(page, page->part[0], &one, err);
    if (status != IKM_OK)
        return status;
    const char *words = field == IKM_FIELD_COUNT
                            ? value
                            : desk_field_words(field, value, &code);
    if (!words || (strcmp(key, "jam") == 0 &&
                   !ikm_respondent_parse(IKM_FIELD_HOUR, value, &code)))
        web_fault(page, "nilai", "\"%.60s\" tidak dikenal untuk isian ini",
                  "\"%.60s\" is not understood for this field", value);
    if (!key[0] || strchr(key, '='))
        web_fault(page, "isian", "Pilih isiannya", "Choose the field");
    ikm_text_printf(&text, "%s=%s", key, words ? words : "");
    status = ikm_text_done(&text, &change, err);
    if (status != IKM_OK)
        return status;
    return change_one(page, &one, change, "alasan", "nilai",
                      "lembar-dibetulkan", err);
}

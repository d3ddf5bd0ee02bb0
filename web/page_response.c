/* "/respons/{id}": one response, all that was done to it, and the ways to
 * withdraw it, to correct one of its fields, to say what its comment is about.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "collect/record.h"
#include "collect/tags.h"
#include "data/respondent.h"
#include "web/page_responses.h"

enum ikm_status response_read(struct web_page *page, struct response_one *one,
                              struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct response_seen *seen = &one->seen;
    web_give_back(page); /* shown again after a fault: a new view */
    enum ikm_status status = web_units(page, &one->units, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_begin_read(store, err);
    if (status == IKM_OK)
        status = ikm_store_get_response(store, page->part[0], page->arena,
                                        &seen->seq, &seen->r, err);
    if (status == IKM_INPUT)
        return ikm_fail(err, IKM_NO_FILE, "Respons ini tidak ada.",
                        "There is no such response.");
    if (status == IKM_OK)
        status = web_may_see(page, seen->r.unit_id, err);
    if (status == IKM_OK)
        status = response_name(page, &one->units, &one->forms, seen, err);
    if (status == IKM_OK && seen->is_hidden)
        return ikm_fail(err, IKM_DENIED,
                        "Lembar ini menunggu Anda ketik ulang; jawabannya baru "
                        "ditampilkan sesudahnya.",
                        "This sheet waits for you to key it again; its answers "
                        "are shown after that.");
    if (status == IKM_OK)
        status = ikm_store_came(store, seen->seq, page->arena, &one->came, err);
    if (status == IKM_OK)
        status = ikm_store_versions(store, seen->seq, page->arena,
                                    &one->n_versions, &one->version, err);
    if (status == IKM_OK)
        status = ikm_store_tags(store, seen->seq, page->arena, &one->n_tags,
                                &one->tag, err);
    return status;
}

/* ---- what it says ---- */

static void write_fact(struct web_page *page, const char *name,
                       const char *value)
{
    if (value && value[0])
        html(&page->html, "<div><dt>%s</dt><dd>%s</dd></div>", name, value);
}

static const char *field_words(const struct ikm_response *r,
                               enum ikm_field field, enum ikm_lang lang,
                               char room[16])
{
    if (r->other[field])
        return r->other[field];
    if (field == IKM_FIELD_AGE && r->field[field] > 0 &&
        r->field[field] <= IKM_AGE_BAND) {
        (void)snprintf(room, 16, "%d", r->field[field]);
        return room;
    }
    return ikm_respondent_label(field, r->field[field], lang);
}

static void write_facts(struct web_page *page, const struct response_one *one)
{
    const struct response_seen *seen = &one->seen;
    char date[IKM_PERIOD_WORDS_BYTES], room[16];
    html(&page->html, "<dl class=\"fakta\">");
    write_fact(page, ikm_say(page->lang, "Status", "State"),
               response_state(seen->r.state, page->lang));
    write_fact(page, ikm_say(page->lang, "Tanggal layanan", "Date of service"),
               ikm_date_words(seen->r.date, page->lang, date));
    write_fact(page, ikm_say(page->lang, "Unit", "Office"), seen->unit_name);
    write_fact(page, ikm_say(page->lang, "Layanan", "Service"),
               seen->service[0]
                   ? seen->service
                   : ikm_say(page->lang, "tidak diisi", "not filled in"));
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        if (seen->r.field[f] > 0)
            write_fact(
                page, ikm_field_name((enum ikm_field)f, page->lang),
                field_words(&seen->r, (enum ikm_field)f, page->lang, room));
    write_fact(page, ikm_say(page->lang, "Petugas", "Operator"), seen->clerk);
    write_fact(page, ikm_say(page->lang, "Nomor lembar", "Sheet number"),
               seen->r.sheet);
    write_fact(page, ikm_say(page->lang, "Kuesioner", "Form"), seen->form->id);
    write_fact(page, "Id", seen->id);
    html(&page->html, "</dl>");
}

static const struct ikm_low_cause *cause_of(const struct ikm_response *r,
                                            size_t element)
{
    for (size_t i = 0; i < r->n_causes; i++)
        if (r->causes[i].element == element)
            return &r->causes[i];
    return NULL;
}

static void write_cause(struct web_page *page, const struct ikm_form *form,
                        const struct ikm_low_cause *cause)
{
    const struct ikm_element *element = &form->elements[cause->element];
    for (size_t i = 0; i < element->n_causes; i++)
        if (element->causes[i].code == cause->code)
            html(&page->html, " <small>%s</small>", element->causes[i].text);
    if (cause->text && cause->text[0])
        html(&page->html, " <small>%s</small>", cause->text);
}

static void write_answers(struct web_page *page, const struct response_one *one)
{
    struct html *out = &page->html;
    const struct ikm_form *form = one->seen.form;
    const struct ikm_response *r = &one->seen.r;
    char room[IKM_QUESTION_COLUMN_BYTES];
    html_say(out,
             "<h2>Jawaban</h2><div class=\"tabel\"><table><thead><tr>"
             "<th scope=\"col\">Unsur</th><th scope=\"col\" class=\"angka\">"
             "Nilai</th><th scope=\"col\">Jawaban</th></tr></thead><tbody>",
             "<h2>Answers</h2><div class=\"tabel\"><table><thead><tr>"
             "<th scope=\"col\">Element</th><th scope=\"col\" class=\"angka\">"
             "Score</th><th scope=\"col\">Answer</th></tr></thead><tbody>");
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        const struct ikm_low_cause *cause =
            q < form->n_questions ? cause_of(r, form->questions[q].element)
                                  : NULL;
        html(out, "<tr><th scope=\"row\">%s %s</th>",
             ikm_question_name(form, q, room), ikm_question_about(form, q));
        if (r->answer[q] == 0)
            html_say(out, "<td class=\"angka\">-</td><td>tidak dijawab</td>",
                     "<td class=\"angka\">-</td><td>not answered</td>");
        else
            html(out, "<td class=\"angka\">%d</td><td>%s", r->answer[q],
                 form->questions[q].label[r->answer[q]]);
        if (cause && r->answer[q] > 0)
            write_cause(page, form, cause);
        if (r->answer[q] > 0)
            html(out, "</td>");
        html(out, "</tr>");
    }
    html(out, "</tbody></table></div>");
}

/* ---- what was done to it ---- */

static void write_moment(struct web_page *page, int64_t at_ms,
                         const char *actor)
{
    char at[32] = "";
    const time_t seconds = (time_t)(at_ms / 1000);
    struct tm parts;
    if (localtime_r(&seconds, &parts))
        (void)strftime(at, sizeof at, "%Y-%m-%d %H:%M:%S", &parts);
    html(&page->html, "<li><time datetime=\"%s\">%s</time> <strong>%s</strong>",
         at, at, actor);
}

static void write_change(struct web_page *page, const char *name,
                         const char *before, const char *after)
{
    const char *none = ikm_say(page->lang, "(kosong)", "(empty)");
    if (strcmp(before ? before : "", after ? after : "") != 0)
        html_say(&page->html, "<br>%s: <del>%s</del> menjadi <ins>%s</ins>",
                 "<br>%s: <del>%s</del> became <ins>%s</ins>", name,
                 before && before[0] ? before : none,
                 after && after[0] ? after : none);
}

static const char *score_words(uint8_t score, char room[8])
{
    (void)snprintf(room, 8, "%d", score);
    return score ? room : "-";
}

static enum ikm_status write_numbers(struct web_page *page,
                                     const struct ikm_response *before,
                                     const struct ikm_response *after,
                                     struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const char *service[2] = {"", ""}, *clerk[2] = {"", ""};
    const struct ikm_response *r[] = {before, after};
    enum ikm_status status = web_store(page, &store, err);
    for (int i = 0; i < 2 && status == IKM_OK; i++) {
        if (r[i]->service_id != 0)
            status = ikm_store_service_name(store, r[i]->service_id,
                                            page->arena, &service[i], err);
        if (status == IKM_OK && r[i]->operator_id != 0)
            status = ikm_store_operator_name(store, r[i]->operator_id,
                                             page->arena, &clerk[i], err);
    }
    write_change(page, ikm_say(page->lang, "Layanan", "Service"), service[0],
                 service[1]);
    write_change(page, ikm_say(page->lang, "Petugas", "Operator"), clerk[0],
                 clerk[1]);
    return status;
}

static enum ikm_status write_changes(struct web_page *page,
                                     const struct ikm_form *form,
                                     const struct ikm_response *before,
                                     const struct ikm_response *after,
                                     struct ikm_error *err)
{
    char room[IKM_QUESTION_COLUMN_BYTES], a[16], b[16];
    char from[IKM_PERIOD_WORDS_BYTES], to[IKM_PERIOD_WORDS_BYTES];
    for (size_t q = 0; q < ikm_form_n_asked(form); q++)
        write_change(page, ikm_question_name(form, q, room),
                     score_words(before->answer[q], a),
                     score_words(after->answer[q], b));
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        write_change(page, ikm_field_name((enum ikm_field)f, page->lang),
                     field_words(before, (enum ikm_field)f, page->lang, a),
                     field_words(after, (enum ikm_field)f, page->lang, b));
    write_change(page, ikm_say(page->lang, "Tanggal", "Date"),
                 ikm_date_words(before->date, page->lang, from),
                 ikm_date_words(after->date, page->lang, to));
    write_change(page, ikm_say(page->lang, "Nomor lembar", "Sheet number"),
                 before->sheet, after->sheet);
    write_change(page, ikm_say(page->lang, "Saran", "Comment"), before->comment,
                 after->comment);
    write_change(page, ikm_say(page->lang, "Status", "State"),
                 response_state(before->state, page->lang),
                 response_state(after->state, page->lang));
    return write_numbers(page, before, after, err);
}

static void write_tag(struct web_page *page, const struct response_one *one,
                      const struct ikm_tag *tag)
{
    const struct ikm_form *form = one->seen.form;
    write_moment(page, tag->at_ms, tag->actor);
    html(&page->html, " %s: %s</li>",
         tag->is_set ? ikm_say(page->lang, "menandai sarannya", "tagged it")
                     : ikm_say(page->lang, "mencabut tanda", "took a tag back"),
         tag->element < form->n_elements ? form->elements[tag->element].name
                                         : "?");
}

/* How it came in: words for the chain's action. */
static const char *came_words(const struct web_page *page,
                              const struct ikm_came *came)
{
    if (strcmp(came->action, "import") == 0)
        return ikm_say(page->lang, "mengimpornya dari berkas",
                       "imported it from a file");
    if (strcmp(came->action, "merge") == 0)
        return ikm_say(page->lang, "menggabungkannya dari berkas survei",
                       "merged it from a survey file");
    return ikm_say(page->lang, "mencatatnya", "recorded it");
}

static enum ikm_status write_history(struct web_page *page,
                                     const struct response_one *one,
                                     struct ikm_error *err)
{
    struct html *out = &page->html;
    size_t t = 0;
    enum ikm_status status = IKM_OK;
    html_say(out, "<h2>Riwayat</h2><ol class=\"riwayat\">",
             "<h2>History</h2><ol class=\"riwayat\">");
    write_moment(page, one->came.at_ms, one->came.actor);
    html(out, " %s", came_words(page, &one->came));
    if (strcmp(one->came.action, "record") != 0)
        html(out, ": %s", one->came.subject);
    html(out, "</li>");
    for (size_t v = 1; v < one->n_versions && status == IKM_OK; v++) {
        const struct ikm_maker *maker = &one->version[v].maker;
        for (; t < one->n_tags && one->tag[t].at_ms < maker->at_ms; t++)
            write_tag(page, one, &one->tag[t]);
        write_moment(page, maker->at_ms, maker->actor ? maker->actor : "?");
        if (maker->reason && maker->reason[0])
            html_say(out, ", alasan: %s", ", reason: %s", maker->reason);
        status =
            write_changes(page, one->seen.form, &one->version[v - 1].response,
                          &one->version[v].response, err);
        html(out, "</li>");
    }
    for (; t < one->n_tags; t++)
        write_tag(page, one, &one->tag[t]);
    html(out, "</ol>");
    return status;
}

/* ---- what may be done to it ---- */

static const char *say(const struct web_page *page, struct web_pair pair)
{
    return ikm_say(page->lang, pair.id, pair.en);
}

static const char *action(struct web_page *page, const struct response_one *one,
                          const char *what)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "#";
    ikm_text_printf(&text, "/respons/%s/%s", one->seen.id, what);
    return ikm_text_done(&text, &address, &ignored) == IKM_OK ? address : "#";
}

static void write_tag_form(struct web_page *page,
                           const struct response_one *one)
{
    struct html *out = &page->html;
    const struct ikm_form *form = one->seen.form;
    const uint32_t hints = ikm_tag_suggest(form, one->seen.r.comment);
    web_form(page, action(page, one, "tanda"), 0);
    html_say(out, "<fieldset id=\"unsur\"><legend>Saran ini tentang</legend>",
             "<fieldset id=\"unsur\"><legend>This comment is about</legend>");
    for (size_t e = 0; e < form->n_elements; e++) {
        const char *key = form->elements[e].key;
        html(out,
             "<div class=\"centang\"><input type=\"checkbox\" name=\"unsur\" "
             "id=\"unsur-%s\" value=\"%s\"",
             key, key);
        if (one->seen.tags >> e & 1)
            html(out, " checked");
        html(out, "><label for=\"unsur-%s\">%s %s", key, form->elements[e].code,
             form->elements[e].name);
        if (hints >> e & 1 && !(one->seen.tags >> e & 1))
            html_say(out, " <small>(usulan)</small>",
                     " <small>(suggested)</small>");
        html(out, "</label></div>");
    }
    html(out, "</fieldset>");
    web_button(page, "biasa", "Simpan tanda", "Save tags");
    html(out, "</form>");
}

static enum ikm_status write_amend_form(struct web_page *page,
                                        const struct response_one *one,
                                        struct ikm_error *err)
{
    static const struct {
        const char *key;
        struct web_pair name;
    } others[] = {{"tanggal", {"Tanggal", "Date"}},
                  {"layanan", {"Layanan", "Service"}},
                  {"petugas", {"Petugas", "Operator"}},
                  {"lembar", {"Nomor lembar", "Sheet number"}},
                  {"saran", {"Saran", "Comment"}}};
    const struct ikm_form *form = one->seen.form;
    const size_t n_asked = ikm_form_n_asked(form);
    struct web_choice *choices = ikm_arena_take(
        page->arena, n_asked + IKM_FIELD_COUNT + IKM_COUNT(others),
        sizeof *choices);
    size_t n = 0;
    if (!choices)
        return ikm_fail_memory(err);
    for (size_t q = 0; q < n_asked; q++) {
        char room[IKM_QUESTION_COLUMN_BYTES];
        const char *name = ikm_question_name(form, q, room);
        char *kept = ikm_arena_copy(page->arena, name, strlen(name));
        if (!kept)
            return ikm_fail_memory(err);
        choices[n++] = (struct web_choice){kept, kept};
    }
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        choices[n++] =
            (struct web_choice){ikm_field_key((enum ikm_field)f),
                                ikm_field_name((enum ikm_field)f, page->lang)};
    for (size_t i = 0; i < IKM_COUNT(others); i++)
        choices[n++] =
            (struct web_choice){others[i].key, say(page, others[i].name)};
    const struct web_input field = {.name = "isian",
                                    .label = {"Yang dikoreksi", "Field"},
                                    .value = web_value(&page->form, "isian")};
    const struct web_input value = {
        .name = "nilai",
        .label = {"Isi yang benar", "The right value"},
        .hint = {"Nilai unsur 1 sampai 4, 0 bila tidak dijawab; tanggal "
                 "2026-02-24.",
                 "Scores 1 to 4, 0 where not answered; dates 2026-02-24."},
        .type = "text",
        .value = web_value(&page->form, "nilai")};
    const struct web_input why = {.name = "alasan",
                                  .label = {"Alasan", "Reason"},
                                  .type = "text",
                                  .value = web_value(&page->form, "alasan"),
                                  .is_required = 1};
    html_say(&page->html, "<h2>Koreksi satu isian</h2>",
             "<h2>Correct one field</h2>");
    web_form(page, action(page, one, "ubah"), 0);
    web_select(page, &field, n, choices);
    web_input(page, &value);
    web_input(page, &why);
    web_button(page, "biasa", "Simpan koreksi", "Save the correction");
    html(&page->html, "</form>");
    return IKM_OK;
}

static void write_void_form(struct web_page *page,
                            const struct response_one *one)
{
    const struct web_input why = {
        .name = "alasan-batal",
        .label = {"Alasan", "Reason"},
        .hint = {"Respons tetap tersimpan, tetapi tidak dihitung lagi.",
                 "The response is kept, but no longer counts."},
        .type = "text",
        .value = web_value(&page->form, "alasan-batal"),
        .is_required = 1};
    html_say(&page->html, "<h2>Batalkan respons</h2>",
             "<h2>Void the response</h2>");
    web_form(page, action(page, one, "batal"), 0);
    web_input(page, &why);
    web_button(page, "bahaya", "Batalkan respons", "Void it");
    html(&page->html, "</form>");
}

static void write_json(struct web_page *page, const struct response_one *one)
{
    struct ikm_text *json = web_json(page);
    ikm_text_put(json, "{\"schema\":\"ikm.response/1\",\"response\":");
    response_json(json, &one->seen);
    ikm_text_put(json, ",\"came\":{\"actor\":");
    ikm_text_json(json, one->came.actor);
    ikm_text_put(json, ",\"action\":");
    ikm_text_json(json, one->came.action);
    ikm_text_printf(json, ",\"at_ms\":%lld},\"history\":[",
                    (long long)one->came.at_ms);
    for (size_t v = 1; v < one->n_versions; v++) {
        const struct ikm_maker *maker = &one->version[v].maker;
        struct response_seen before = one->seen;
        before.r = one->version[v - 1].response;
        ikm_text_printf(json, "%s{\"actor\":", v > 1 ? "," : "");
        ikm_text_json(json, maker->actor);
        ikm_text_put(json, ",\"action\":");
        ikm_text_json(json, maker->action);
        ikm_text_put(json, ",\"reason\":");
        ikm_text_json(json, maker->reason);
        ikm_text_printf(json,
                        ",\"at_ms\":%lld,\"before\":", (long long)maker->at_ms);
        response_json(json, &before);
        ikm_text_put(json, "}");
    }
    ikm_text_put(json, "]}\n");
}

enum ikm_status web_page_response(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Satu respons", "One response"}};
    struct response_one one = {0};
    enum ikm_status status = response_read(page, &one, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json) {
        write_json(page, &one);
        return IKM_OK;
    }
    const int may_tag = page->account->role != IKM_ROLE_LEADER &&
                        one.seen.r.state == IKM_RESPONSE_USED;
    struct html *out = web_open(page, &frame);
    write_facts(page, &one);
    write_answers(page, &one);
    if (one.seen.r.comment) {
        html_say(out, "<h2>Saran</h2>", "<h2>Comment</h2>");
        html(out, "<blockquote class=\"saran\">%s</blockquote>",
             one.seen.r.comment);
        if (may_tag)
            write_tag_form(page, &one);
        else {
            html(out, "<p>");
            response_tags(page, one.seen.form, one.seen.tags);
            html(out, "</p>");
        }
    }
    status = write_history(page, &one, err);
    if (status == IKM_OK && may_tag && !response_may_change(page, &one.seen))
        html_say(out,
                 "<p>Anda dapat mengoreksi atau membatalkan sepuluh lembar "
                 "terakhir yang Anda isikan. Untuk lembar lain, mintalah "
                 "analis atau admin.</p>",
                 "<p>You can correct or void the last ten sheets that you "
                 "keyed. For others, ask an analyst or admin.</p>");
    else if (status == IKM_OK && may_tag) {
        status = write_amend_form(page, &one, err);
        write_void_form(page, &one);
    }
    return status == IKM_OK ? web_close(page, err) : status;
}

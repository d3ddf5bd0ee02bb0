/* The questionnaire as markup: it works without script and without flexbox,
 * on old phones. */
#include <stdio.h>
#include <string.h>

#include "data/respondent.h"
#include "web/clock.h"
#include "web/fill.h"

enum { NAME_BYTES = 24 };

static const char *fault_at(const struct web_page *page, const char *field)
{
    for (size_t i = 0; i < page->n_faults; i++)
        if (page->fault[i].field && strcmp(page->fault[i].field, field) == 0)
            return page->fault[i].text;
    return NULL;
}

static void write_fault(struct web_page *page, const char *field)
{
    const char *fault = fault_at(page, field);
    if (fault)
        html(&page->html, "<p class=\"salah\" id=\"%s-salah\">%s</p>", field,
             fault);
}

static void hidden(struct web_page *page, const char *name, const char *value)
{
    html(&page->html, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name,
         value);
}

/* Faces: drawn once, shown by reference. */
static void write_faces(struct web_page *page)
{
    html(&page->html,
         "<svg class=\"simpan\" aria-hidden=\"true\" width=\"0\" height=\"0\">"
         "<symbol id=\"m1\" viewBox=\"0 0 32 32\"><circle cx=\"16\" cy=\"16\" "
         "r=\"14\"/><path d=\"M10 11l4 2M22 11l-4 2M11 14v1M21 14v1M9 24q7-7 "
         "14 0\"/></symbol>"
         "<symbol id=\"m2\" viewBox=\"0 0 32 32\"><circle cx=\"16\" cy=\"16\" "
         "r=\"14\"/><path d=\"M11 12v2M21 12v2M10 23q6-4 12 0\"/></symbol>"
         "<symbol id=\"m3\" viewBox=\"0 0 32 32\"><circle cx=\"16\" cy=\"16\" "
         "r=\"14\"/><path d=\"M11 12v2M21 12v2M10 20q6 5 12 0\"/></symbol>"
         "<symbol id=\"m4\" viewBox=\"0 0 32 32\"><circle cx=\"16\" cy=\"16\" "
         "r=\"14\"/><path d=\"M9 13q2-3 4 0M19 13q2-3 4 0M8 18h16q-1 8-8 "
         "8t-8-8z\"/></symbol></svg>");
}

static void write_face(struct web_page *page, int score, int scale_max)
{
    struct html *out = &page->html;
    const int span = scale_max > 1 ? scale_max - 1 : 1;
    html(out, "<svg class=\"muka\" aria-hidden=\"true\"><use href=\"");
    html(out, "#m%d\"/></svg>", 1 + ((score - 1) * 3 + span / 2) / span);
}

static void open_question(struct web_page *page, const char *name,
                          const char *kind)
{
    const char *fault = fault_at(page, name);
    struct html *out = &page->html;
    html(out, "<fieldset class=\"tanya langkah%s%s\" id=\"%s\"", kind,
         fault ? " salah" : "", name);
    if (fault)
        html(out, " aria-describedby=\"%s-salah\"", name);
    html(out, "><legend>");
}

static void write_choice(struct web_page *page, const char *name, size_t i,
                         const char *value, int is_low)
{
    struct html *out = &page->html;
    html(out,
         "<input type=\"radio\" id=\"%s-%zu\" name=\"%s\" value=\"%s\" "
         "class=\"pilih%s\"",
         name, i, name, value, is_low ? " rendah" : "");
    if (strcmp(web_value(&page->form, name), value) == 0)
        html(out, " checked");
    html(out, "><label for=\"%s-%zu\">", name, i);
}

/* ---- causes ---- */

static void write_cause_list(struct web_page *page,
                             const struct ikm_element *element,
                             const char *name)
{
    struct html *out = &page->html;
    const char *said = web_value(&page->form, name);
    html_say(out,
             "<select id=\"%s\" name=\"%s\"><option value=\"\">Tidak "
             "diisi</option>",
             "<select id=\"%s\" name=\"%s\"><option value=\"\">Not told"
             "</option>",
             name, name);
    for (size_t i = 0; i < element->n_causes; i++) {
        char code[4];
        (void)snprintf(code, sizeof code, "%d", element->causes[i].code);
        html(out, "<option value=\"%s\"", code);
        if (strcmp(said, code) == 0)
            html(out, " selected");
        html(out, ">%s</option>", element->causes[i].text);
    }
    html(out, "</select>");
}

static void write_cause_buttons(struct web_page *page,
                                const struct ikm_element *element,
                                const char *name)
{
    for (size_t i = 0; i < element->n_causes; i++) {
        char code[4];
        (void)snprintf(code, sizeof code, "%d", element->causes[i].code);
        write_choice(page, name, i + 1, code, 0);
        html(&page->html, "%s</label>", element->causes[i].text);
    }
}

/* Shown where the answer above is low: by the stylesheet, without script. */
static void write_cause(struct web_page *page, const struct fill *fill,
                        const struct ikm_question *question, size_t place)
{
    struct html *out = &page->html;
    char name[NAME_BYTES];
    if (question->kind != IKM_ASKS_SATISFACTION)
        return;
    const struct ikm_element *element =
        &fill->form->elements[question->element];
    (void)snprintf(name, sizeof name, "s%zu", place + 1);
    html(out, "<div class=\"sebab\">");
    if (fill->is_kiosk && element->n_causes > 0) {
        html_say(out,
                 "<p class=\"apa\" id=\"%s\">Apa sebabnya? (boleh dilewati)"
                 "</p><div role=\"radiogroup\" aria-labelledby=\"%s\">",
                 "<p class=\"apa\" id=\"%s\">What is the cause? (may be "
                 "skipped)</p><div role=\"radiogroup\" "
                 "aria-labelledby=\"%s\">",
                 name, name);
        write_cause_buttons(page, element, name);
        html(out, "</div></div>");
        return;
    }
    html_say(out,
             "<label class=\"apa\" for=\"%s\">Apa sebabnya? (boleh dilewati)"
             "</label>",
             "<label class=\"apa\" for=\"%s\">What is the cause? (may be "
             "skipped)</label>",
             name);
    if (element->n_causes > 0)
        write_cause_list(page, element, name);
    else
        html(out,
             "<input id=\"%s\" name=\"%s\" maxlength=\"200\" value=\"%s\">",
             name, name, web_value(&page->form, name));
    html(out, "</div>");
}

/* ---- questions ---- */

static void write_question(struct web_page *page, const struct fill *fill,
                           size_t place)
{
    struct html *out = &page->html;
    const struct ikm_form *form = fill->form;
    const struct ikm_question *question =
        &form->questions[ikm_form_question_at(form, place)];
    const int low =
        question->kind == IKM_ASKS_SATISFACTION ? ikm_low_limit(form) : 0;
    char name[NAME_BYTES];
    char value[NAME_BYTES];
    (void)snprintf(name, sizeof name, "u%zu", place + 1);
    open_question(page, name, form->scale_max > 5 ? " skala" : "");
    html_say(out, "<small>Pertanyaan %zu dari %zu</small> ",
             "<small>Question %zu of %zu</small> ", place + 1,
             ikm_form_n_asked(form));
    html(out, "<span lang=\"id\">%s</span></legend>", question->text);
    write_fault(page, name);
    for (int score = 1; score <= form->scale_max; score++) {
        const char *label = question->label[score];
        (void)snprintf(value, sizeof value, "%d", score);
        write_choice(page, name, (size_t)score, value, score <= low);
        write_face(page, score, form->scale_max);
        html(out, "<span lang=\"id\">%s</span></label>", label ? label : value);
    }
    if (low > 0)
        write_cause(page, fill, question, place);
    html(out, "</fieldset>");
}

/* ---- service, respondent, comment ---- */

static void write_service(struct web_page *page, const struct fill *fill)
{
    struct html *out = &page->html;
    if (fill->is_service_fixed) {
        hidden(page, "layanan", fill->service_name);
        hidden(page, "tetap", "1");
        return;
    }
    if (fill->n_services == 0) {
        hidden(page, "layanan", "-");
        return;
    }
    open_question(page, "layanan", " daftar-pilih");
    html_say(out, "Layanan apa yang Anda terima?</legend>",
             "Which service did you receive?</legend>");
    write_fault(page, "layanan");
    for (size_t i = 0; i < fill->n_services; i++) {
        write_choice(page, "layanan", i + 1, fill->service[i].name, 0);
        html(out, "%s</label>", fill->service[i].name);
    }
    write_choice(page, "layanan", fill->n_services + 1, "-", 0);
    html_say(out, "Lainnya, atau tidak tahu</label></fieldset>",
             "Another, or I do not know</label></fieldset>");
}

static void write_group_list(struct web_page *page, enum ikm_field field)
{
    struct html *out = &page->html;
    const char *key = ikm_field_key(field);
    html(out, "<div class=\"isian\"><label for=\"%s\">%s</label>", key,
         ikm_field_name(field, page->lang));
    html(out, "<select id=\"%s\" name=\"%s\">", key, key);
    html_say(out, "<option value=\"\">Tidak diisi</option>",
             "<option value=\"\">Not told</option>");
    const uint8_t n_groups = (uint8_t)fill_group_count(field);
    for (uint8_t g = 1; g <= n_groups; g++) {
        const char *value = ikm_respondent_group_label(field, g, IKM_LANG_ID);
        html(out, "<option value=\"%s\"", value);
        if (strcmp(web_value(&page->form, key), value) == 0)
            html(out, " selected");
        html(out, ">%s</option>", fill_group_words(field, g, page->lang));
    }
    html(out, "</select></div>");
}

static void write_group_buttons(struct web_page *page, enum ikm_field field)
{
    struct html *out = &page->html;
    const char *key = ikm_field_key(field);
    open_question(page, key, " tentang daftar-pilih");
    html_say(out, "<small>Tentang Anda, boleh dilewati</small> %s</legend>",
             "<small>About you, may be skipped</small> %s</legend>",
             ikm_field_name(field, page->lang));
    const uint8_t n_groups = (uint8_t)fill_group_count(field);
    for (uint8_t g = 1; g <= n_groups; g++) {
        write_choice(page, key, g,
                     ikm_respondent_group_label(field, g, IKM_LANG_ID), 0);
        html(out, "%s</label>", fill_group_words(field, g, page->lang));
    }
    html(out, "</fieldset>");
}

static void write_respondent(struct web_page *page, const struct fill *fill)
{
    struct html *out = &page->html;
    if (!fill->is_kiosk)
        html_say(out,
                 "<h2>Tentang Anda</h2><p class=\"petunjuk\">Boleh dilewati. "
                 "Nama tidak ditanyakan.</p>",
                 "<h2>About you</h2><p class=\"petunjuk\">May be skipped. Your "
                 "name is not asked.</p>");
    for (size_t i = 0; i < FILL_FIELDS; i++)
        if (fill->is_kiosk)
            write_group_buttons(page, fill_fields[i]);
        else
            write_group_list(page, fill_fields[i]);
}

static void write_comment(struct web_page *page)
{
    struct html *out = &page->html;
    html_say(
        out,
        "<div class=\"isian langkah tentang%s\"><label for=\"saran\">Saran "
        "untuk perbaikan</label><p class=\"petunjuk\" "
        "id=\"saran-petunjuk\">Boleh dilewati. Jangan tulis nama, NIK, "
        "atau nomor telepon.</p>",
        "<div class=\"isian langkah tentang%s\"><label for=\"saran\">What "
        "should be better?</label><p class=\"petunjuk\" "
        "id=\"saran-petunjuk\">May be skipped. Please write no names or "
        "numbers of persons.</p>",
        fault_at(page, "saran") ? " salah" : "");
    write_fault(page, "saran");
    html(out,
         "<textarea id=\"saran\" name=\"saran\" rows=\"4\" maxlength=\"2000\" "
         "aria-describedby=\"saran-petunjuk\">%s</textarea></div>",
         web_value(&page->form, "saran"));
}

/* After questions were left open: send it as it is. */
static void write_as_it_is(struct web_page *page)
{
    struct html *out = &page->html;
    int is_open = 0;
    for (size_t i = 0; i < page->n_faults; i++)
        is_open |= page->fault[i].field && page->fault[i].field[0] == 'u';
    if (is_open)
        html_say(
            out,
            "<p class=\"apa-adanya\"><input type=\"checkbox\" "
            "id=\"apa-adanya\" name=\"apa-adanya\" value=\"1\"><label "
            "for=\"apa-adanya\">Kirim apa adanya; yang kosong memang tidak "
            "saya jawab</label></p>",
            "<p class=\"apa-adanya\"><input type=\"checkbox\" "
            "id=\"apa-adanya\" name=\"apa-adanya\" value=\"1\"><label "
            "for=\"apa-adanya\">Send it as it is; I do not want to answer "
            "the open ones</label></p>");
}

void fill_write(struct web_page *page, const struct fill *fill)
{
    struct html *out = &page->html;
    char key[IKM_HAND_IN_KEY_MOST + 1];
    const char *sent = web_value(&page->form, "kunci");
    write_faces(page);
    html(out,
         "<form method=\"post\" action=\"%s\" id=\"lembar\" class=\"lembar\">",
         fill->is_kiosk ? "/kios" : "/isi");
    hidden(page, "unit", fill->unit.code);
    hidden(page, "formulir", fill->form->id);
    hidden(page, "kunci",
           ikm_hand_in_key_fits(sent) ? sent
                                      : ikm_hand_in_new_key(web_now_ms(), key));
    if (fill->ticket[0])
        hidden(page, "tiket", fill->ticket);
    write_service(page, fill);
    for (size_t i = 0; i < ikm_form_n_asked(fill->form); i++)
        write_question(page, fill, i);
    write_respondent(page, fill);
    write_comment(page);
    write_as_it_is(page);
    web_button(page, "utama kirim", "Kirim jawaban", "Send my answers");
    html(out, "</form>");
}

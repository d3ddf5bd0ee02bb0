/* The fields of a sheet. static/loket.js makes them jump; without it they are
 * plain fields. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "data/respondent.h"
#include "web/clock.h"

/* aria-* and value of a field; `hint`: what describes it. */
static void write_ties(struct web_page *page, const char *name,
                       const char *hint)
{
    struct html *out = &page->html;
    if (web_fault_of(page, name))
        html(out, " aria-invalid=\"true\" aria-describedby=\"%s-salah %s%s\"",
             name, name, hint);
    else if (hint[0])
        html(out, " aria-describedby=\"%s%s\"", name, hint);
}

static void write_fault(struct web_page *page, const char *name)
{
    const char *fault = web_fault_of(page, name);
    if (fault)
        html(&page->html, "<p class=\"salah\" id=\"%s-salah\">%s</p>", name,
             fault);
}

static const char *name_of(struct web_page *page, const char *before,
                           const char *key)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *name = "";
    ikm_text_printf(&text, "%s%s", before, key);
    return ikm_text_done(&text, &name, &ignored) == IKM_OK ? name : "";
}

static int is_low_field(const struct ikm_form *form, size_t place)
{
    const size_t q = ikm_form_question_at(form, place);
    return q < form->n_questions &&
           form->elements[form->questions[q].element].n_causes > 0;
}

/* The cause stands beside the last question of its element. */
static int is_last_of_element(const struct ikm_form *form, size_t place)
{
    const size_t e = form->questions[ikm_form_question_at(form, place)].element;
    for (size_t p = place + 1; p < ikm_form_n_asked(form); p++) {
        const size_t q = ikm_form_question_at(form, p);
        if (q < form->n_questions && form->questions[q].element == e)
            return 0;
    }
    return 1;
}

static void write_cause(struct web_page *page, const struct desk *desk,
                        const struct ikm_element *element)
{
    struct html *out = &page->html;
    const char *name = name_of(page, "sebab-", element->key);
    html_say(out,
             "<label class=\"sebabnya\" for=\"%s\"><span>Sebab %s</span> <input"
             " class=\"kunci\" id=\"%s\" name=\"%s\" type=\"text\" "
             "maxlength=\"1\" data-jenis=\"sebab\" value=\"%s\"",
             "<label class=\"sebabnya\" for=\"%s\"><span>Cause %s</span> <input"
             " class=\"kunci\" id=\"%s\" name=\"%s\" type=\"text\" "
             "maxlength=\"1\" data-jenis=\"sebab\" value=\"%s\"",
             name, element->code, name, name, desk_value(desk, name));
    write_ties(page, name, "-daftar");
    html(out, "></label>");
}

/* The list of causes of an element: hidden by the script until it is asked. */
static void write_cause_list(struct web_page *page,
                             const struct ikm_element *element)
{
    struct html *out = &page->html;
    html(out, "<p class=\"daftarsebab\" id=\"sebab-%s-daftar\">", element->key);
    for (size_t i = 0; i < element->n_causes; i++) {
        const char letter[2] = {(char)('a' + i), '\0'};
        html(out, "<span><kbd>%s</kbd> %s</span> ", letter,
             element->causes[i].text);
    }
    html(out, "</p>");
}

static void write_question(struct web_page *page, const struct desk *desk,
                           size_t place, int is_again)
{
    struct html *out = &page->html;
    const struct ikm_form *form = desk->form;
    const size_t q = ikm_form_question_at(form, place);
    const struct ikm_question *question = &form->questions[q];
    const int has_causes = !is_again && is_low_field(form, place);
    const int shows_cause = has_causes && is_last_of_element(form, place);
    char name[32], room[IKM_QUESTION_COLUMN_BYTES];
    (void)snprintf(name, sizeof name, "j%zu", place + 1);
    html(out,
         "<div class=\"baris%s\"><label for=\"%s\" title=\"%s\"><b>%s</b> "
         "%s</label>",
         web_fault_of(page, name) ? " salah" : "", name, question->text,
         ikm_question_name(form, q, room),
         q < form->n_questions && form->n_questions > form->n_elements
             ? question->text
             : ikm_question_about(form, q));
    html(out,
         "<input class=\"kunci\" id=\"%s\" name=\"%s\" type=\"text\" "
         "inputmode=\"numeric\" maxlength=\"%s\" data-jenis=\"jawab\" "
         "data-sebab=\"%s\" value=\"%s\"",
         name, name, form->scale_max > 9 ? "2" : "1",
         has_causes ? form->elements[question->element].key : "",
         desk_value(desk, name));
    write_ties(page, name, "-pilihan");
    html(out, "><p class=\"pilihan\" id=\"%s-pilihan\">", name);
    for (int score = 1; score <= form->scale_max; score++)
        html(out, "<span><kbd>%d</kbd> %s</span> ", score,
             question->label[score]);
    html(out, "</p>");
    if (shows_cause) {
        write_cause(page, desk, &form->elements[question->element]);
        write_cause_list(page, &form->elements[question->element]);
        write_fault(page, name_of(page, "sebab-",
                                  form->elements[question->element].key));
    }
    write_fault(page, name);
    html(out, "</div>");
}

static void write_block_field(struct web_page *page, const struct desk *desk,
                              enum ikm_field field)
{
    struct html *out = &page->html;
    const char *name = ikm_field_key(field);
    uint8_t n = ikm_respondent_group_count(field);
    if (field == IKM_FIELD_AGE)
        n--; /* "lainnya" is no age */
    html(out, "<div class=\"baris%s\"><label for=\"%s\">%s</label>",
         web_fault_of(page, name) ? " salah" : "", name,
         ikm_field_name(field, page->lang));
    html(out,
         "<input class=\"kunci\" id=\"%s\" name=\"%s\" type=\"text\" "
         "maxlength=\"%s\" data-jenis=\"%s\" data-banyak=\"%d\" value=\"%s\"",
         name, name, field == IKM_FIELD_AGE ? "3" : "1",
         field == IKM_FIELD_AGE ? "usia" : "pilih", n, desk_value(desk, name));
    write_ties(page, name, "-pilihan");
    html(out, "><p class=\"pilihan\" id=\"%s-pilihan\">", name);
    for (uint8_t i = 1; i <= n; i++) {
        const char key[2] = {(char)(i < 10 ? '0' + i : 'a' + i - 10), '\0'};
        html(out, "<span><kbd>%s</kbd> %s</span> ", key,
             ikm_respondent_group_label(field, i, page->lang));
    }
    html(out, "</p>");
    write_fault(page, name);
    html(out, "</div>");
}

static void write_comment(struct web_page *page, const struct desk *desk)
{
    struct html *out = &page->html;
    html_say(out, "<div class=\"baris%s\"><label for=\"saran\">Saran</label>",
             "<div class=\"baris%s\"><label for=\"saran\">Comment</label>",
             web_fault_of(page, "saran") ? " salah" : "");
    html(out,
         "<input id=\"saran\" name=\"saran\" type=\"text\" maxlength=\"4000\" "
         "data-jenis=\"teks\" value=\"%s\"",
         desk_value(desk, "saran"));
    write_ties(page, "saran", "-pilihan");
    html_say(out,
             "><p class=\"pilihan\" id=\"saran-pilihan\">Boleh kosong. "
             "<kbd>Enter</kbd> menyimpan lembar.</p>",
             "><p class=\"pilihan\" id=\"saran-pilihan\">May stay empty. "
             "<kbd>Enter</kbd> saves the sheet.</p>");
    write_fault(page, "saran");
    html(out, "</div>");
}

void desk_write_fields(struct web_page *page, const struct desk *desk,
                       int is_again)
{
    struct html *out = &page->html;
    html_say(out, "<fieldset class=\"jawaban\"><legend>Jawaban</legend>",
             "<fieldset class=\"jawaban\"><legend>Answers</legend>");
    for (size_t p = 0; p < ikm_form_n_asked(desk->form); p++)
        write_question(page, desk, p, is_again);
    html_say(
        out,
        "</fieldset><fieldset class=\"jawaban\"><legend>Responden</legend>",
        "</fieldset><fieldset class=\"jawaban\"><legend>Respondent"
        "</legend>");
    for (size_t i = 0; i < IKM_KEYED_FIELDS; i++)
        write_block_field(page, desk, ikm_keyed_field(i));
    if (!is_again)
        write_comment(page, desk);
    html(out, "</fieldset>");
}

/* What the script says; the page has the words, the script has none. */
static void write_words(struct web_page *page)
{
    html_say(
        &page->html,
        " data-t-kosong=\"%% belum diisi; ketik 0 bila tidak dijawab.\""
        " data-t-nihil=\"Tidak satu pun unsur dijawab.\""
        " data-t-hanya=\"Tombol ini tidak dipakai di sini.\""
        " data-t-simpan=\"Menyimpan %% …\""
        " data-t-tersimpan=\"%% tersimpan.\""
        " data-t-coba=\"%% lembar belum tersimpan; dicoba lagi. Teruskan "
        "saja.\""
        " data-t-keluar=\"Sesi berakhir. Isian tetap ada: masuk lagi.\""
        " data-t-perbaiki=\"%% belum tersimpan, perlu diperbaiki: \""
        " data-t-lembar=\"lembar %%\" data-t-ke=\"lembar ke-%%\""
        " data-t-batal=\"batal\" data-t-dikosongkan=\"Lembar dikosongkan.\"",
        " data-t-kosong=\"%% is empty; type 0 where it was not answered.\""
        " data-t-nihil=\"No element was answered.\""
        " data-t-hanya=\"This key is not used here.\""
        " data-t-simpan=\"Saving %% …\""
        " data-t-tersimpan=\"%% is saved.\""
        " data-t-coba=\"%% sheets are not saved yet; trying again. Just go "
        "on.\""
        " data-t-keluar=\"The session ended. What you typed is still there: "
        "sign in again.\""
        " data-t-perbaiki=\"%% is not saved, to be mended: \""
        " data-t-lembar=\"sheet %%\" data-t-ke=\"sheet no. %%\""
        " data-t-batal=\"void\" data-t-dikosongkan=\"The sheet is empty "
        "again.\"");
}

void desk_open_form(struct web_page *page, const struct desk *desk,
                    const char *action, int is_again)
{
    struct html *out = &page->html;
    html(out,
         "<form method=\"post\" action=\"%s\" id=\"lembar\" class=\"lembar\" "
         "autocomplete=\"off\" novalidate data-skala=\"%d\" data-batas=\"%d\" "
         "data-ulang=\"%d\" data-pengguna=\"%s\" data-draf=\"%lld\"",
         action, desk->form->scale_max, ikm_low_limit(desk->form), is_again,
         page->account->login, (long long)desk->saved_ms);
    write_words(page);
    html(out,
         "><input type=\"hidden\" name=\"csrf\" value=\"%s\"><input "
         "type=\"hidden\" name=\"kunci\" value=\"%s\"><input type=\"hidden\" "
         "name=\"unit\" value=\"%s\"><input type=\"hidden\" name=\"formulir\" "
         "value=\"%s\">",
         web_csrf(page), desk->key, desk->unit.code, desk->form->id);
}

static void write_services(struct web_page *page, const struct desk *desk)
{
    struct web_choice *choice =
        ikm_arena_take(page->arena, desk->n_services + 1, sizeof *choice);
    const struct web_input input = {.name = "layanan",
                                    .label = {"Layanan", "Service"},
                                    .value = desk_value(desk, "layanan")};
    if (!choice)
        return;
    choice[0] = (struct web_choice){
        "", ikm_say(page->lang, "tidak diisi", "not filled in")};
    for (size_t i = 0; i < desk->n_services; i++)
        choice[i + 1] =
            (struct web_choice){desk->service[i].name, desk->service[i].name};
    web_select(page, &input, desk->n_services + 1, choice);
}

static void write_tick(struct web_page *page, const struct desk *desk,
                       const char *name, struct web_pair label)
{
    struct html *out = &page->html;
    html(out,
         "<label class=\"centang\" for=\"%s\"><input id=\"%s\" name=\"%s\" "
         "type=\"checkbox\" value=\"1\"",
         name, name, name);
    if (desk_value(desk, name)[0])
        html(out, " checked");
    html(out, "> %s</label>", ikm_say(page->lang, label.id, label.en));
}

void desk_write_years(struct web_page *page, const struct desk *desk)
{
    write_tick(page, desk, "tahun",
               (struct web_pair){"usia dalam tahun (dua angka)",
                                 "age in years (two digits)"});
}

void desk_write_block(struct web_page *page, const struct desk *desk)
{
    struct html *out = &page->html;
    struct web_choice hours[IKM_HOUR_OTHER];
    char today[IKM_DATE_TEXT_BYTES];
    const char *number = desk_value(desk, "nomor");
    const char *date = desk_value(desk, "tanggal");
    if (desk->sheet.n_fields == 0)
        number = desk_next_number(page, desk_number(page, number));
    if (!date[0])
        date = ikm_date_text(web_today(), today);
    for (int i = 0; i < IKM_HOUR_OTHER; i++) {
        const uint8_t code = (uint8_t)i;
        hours[i] = (struct web_choice){
            i == 0 ? ""
                   : ikm_respondent_label(IKM_FIELD_HOUR, code, IKM_LANG_ID),
            ikm_respondent_label(IKM_FIELD_HOUR, code, page->lang)};
    }
    html_say(out,
             "<fieldset class=\"blok\"><legend>Tetap untuk lembar berikutnya "
             "<kbd>F2</kbd></legend><div class=\"deret\">",
             "<fieldset class=\"blok\"><legend>Kept for the next sheet "
             "<kbd>F2</kbd></legend><div class=\"deret\">");
    write_services(page, desk);
    web_input(page, &(struct web_input){
                        .name = "tanggal",
                        .label = {"Tanggal layanan", "Date of service"},
                        .type = "date",
                        .value = date});
    web_select(page,
               &(struct web_input){.name = "jam",
                                   .label = {"Jam", "Hour"},
                                   .value = desk_value(desk, "jam")},
               IKM_HOUR_OTHER, hours);
    html_say(out,
             "<div class=\"isian%s\"><label for=\"nomor\">Nomor lembar</label>",
             "<div class=\"isian%s\"><label for=\"nomor\">Sheet number</label>",
             web_fault_of(page, "nomor") ? " salah" : "");
    write_fault(page, "nomor");
    html(out,
         "<input id=\"nomor\" name=\"nomor\" type=\"text\" maxlength=\"200\" "
         "data-jenis=\"nomor\" data-panjang=\"%zu\" value=\"%s\"",
         strlen(desk_number(page, web_value(&desk->kept, "nomor"))), number);
    write_ties(page, "nomor", "");
    html(out, "></div></div><div class=\"deret\">");
    write_tick(page, desk, "mulai",
               (struct web_pair){"mulai dari nomor lembar",
                                 "begin with the sheet number"});
    desk_write_years(page, desk);
    html(out, "</div></fieldset>");
}

/* Parts of the page that shows how a file was understood. */
#include <stdio.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/respondent.h"
#include "web/page_upload.h"

enum { SAMPLE_BYTES = 60 };

void upload_write_faults(struct web_page *page, const struct upload *upload)
{
    struct html *out = &page->html;
    const struct ikm_faults *faults = &upload->faults;
    if (upload->status == IKM_OK && faults->n_total == 0)
        return;
    html_say(out,
             "<div class=\"kesalahan\" role=\"alert\"><h2>Belum ada yang "
             "disimpan</h2>",
             "<div class=\"kesalahan\" role=\"alert\"><h2>Nothing was stored "
             "yet</h2>");
    if (faults->n_total == 0) {
        html(out, "<p>%s</p></div>",
             web_sentence(page, upload_words(page, upload, upload->err.text)));
        return;
    }
    html_say(out,
             "<p>%zu kesalahan%s. Perbaiki berkasnya lalu unggah lagi, atau "
             "ubah pilihan di bawah ini.</p></div>",
             "<p>%zu faults%s. Correct the file and upload it again, or "
             "change the choices below.</p></div>",
             faults->n_total,
             faults->n_total > faults->n_kept
                 ? ikm_say(page->lang, "; yang pertama disebut di sini",
                           "; the first are told here")
                 : "");
    html_say(out,
             "<div class=\"tabel\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"Kesalahan\"><table><thead><tr><th scope=\"col\" "
             "class=\"angka\">Baris</th><th scope=\"col\" class=\"angka\">"
             "Kolom</th><th scope=\"col\">Kesalahan</th></tr></thead><tbody>",
             "<div class=\"tabel\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"Faults\"><table><thead><tr><th scope=\"col\" "
             "class=\"angka\">Row</th><th scope=\"col\" class=\"angka\">"
             "Column</th><th scope=\"col\">Fault</th></tr></thead><tbody>");
    for (size_t i = 0; i < faults->n_kept; i++) {
        const struct ikm_fault *fault = &faults->fault[i];
        html(out, "<tr>");
        if (fault->row > 0)
            html(out, "<td class=\"angka\">%u</td>", fault->row);
        else
            html(out, "<td class=\"angka\">-</td>");
        if (fault->column > 0)
            html(out, "<td class=\"angka\">%u</td>", fault->column);
        else
            html(out, "<td class=\"angka\">-</td>");
        html(out, "<td>%s</td></tr>",
             web_sentence(page, upload_words(page, upload, fault->text)));
    }
    html(out, "</tbody></table></div>");
}

void upload_write_report(struct web_page *page, const struct upload *upload,
                         int dry_run)
{
    struct ikm_text words = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *text = "";
    if (upload->status != IKM_OK || !upload->form)
        return;
    ikm_import_words(&upload->report, upload->name, upload->form, dry_run,
                     page->lang, &words);
    if (ikm_text_done(&words, &text, &ignored) != IKM_OK)
        return;
    html(&page->html, "<p class=\"laporan\">%s</p>",
         upload_words(page, upload, text));
}

/* ---- columns ---- */

/* The first words of a cell. */
static const char *shown(struct web_page *page, const char *text)
{
    char room[SAMPLE_BYTES * 4];
    (void)snprintf(room, sizeof room, "%.*s", SAMPLE_BYTES, text);
    ikm_utf8_drop_malformed(room);
    const char *copy = ikm_arena_copy(page->arena, room, strlen(room));
    return copy ? copy : "";
}

/* What a column was taken for, in words. */
static const char *meaning(struct web_page *page, const struct upload *upload,
                           const struct ikm_column *column)
{
    const enum ikm_lang lang = page->lang;
    switch (column->kind) {
    case IKM_COLUMN_UNUSED:
        return ikm_say(lang, "tidak dikenal, tidak dipakai",
                       "not known, not used");
    case IKM_COLUMN_IDENTITY:
        return ikm_say(lang, "identitas, tidak disimpan",
                       "identity, not stored");
    case IKM_COLUMN_IGNORED: return ikm_say(lang, "diabaikan", "left out");
    case IKM_COLUMN_NUMBER: return ikm_say(lang, "nomor baris", "row number");
    case IKM_COLUMN_ID: return "id";
    case IKM_COLUMN_UNIT: return ikm_say(lang, "unit", "office");
    case IKM_COLUMN_SERVICE: return ikm_say(lang, "layanan", "service");
    case IKM_COLUMN_DATE: return ikm_say(lang, "tanggal", "date");
    case IKM_COLUMN_TIMESTAMP:
        return ikm_say(lang, "waktu pengiriman", "time of sending");
    case IKM_COLUMN_OPERATOR: return ikm_say(lang, "petugas", "operator");
    case IKM_COLUMN_SHEET: return ikm_say(lang, "nomor lembar", "sheet number");
    case IKM_COLUMN_COMMENT: return ikm_say(lang, "saran", "comment");
    case IKM_COLUMN_FIELD:
        return ikm_field_name((enum ikm_field)column->which, lang);
    case IKM_COLUMN_QUESTION:
        return upload->form ? ikm_question_about(upload->form, column->which)
                            : "";
    case IKM_COLUMN_CAUSE:
        return ikm_say(lang, "sebab nilai rendah", "cause of a low score");
    }
    return "";
}

struct target {
    const char *key;
    struct web_pair name;
};
static const struct target others[] = {
    {"-", {"jangan dipakai", "leave it out"}},
    {"unit", {"unit", "office"}},
    {"layanan", {"layanan", "service"}},
    {"tanggal", {"tanggal", "date"}},
    {"timestamp", {"waktu pengiriman", "time of sending"}},
    {"saran", {"saran", "comment"}},
    {"petugas", {"petugas", "operator"}},
    {"lembar", {"nomor lembar", "sheet number"}},
    {"id", {"id", "id"}},
    {"no", {"nomor baris", "row number"}},
};

/* How --map names a question, whatever the order of u1..uk. */
static const char *target_of(struct web_page *page, const struct ikm_form *form,
                             size_t question)
{
    char room[IKM_QUESTION_COLUMN_BYTES];
    const char *name = room;
    size_t n = 0;
    if (question >= form->n_questions)
        name = ikm_question_column(form, question, room);
    else {
        const size_t element = form->questions[question].element;
        for (size_t q = 0; q < form->n_questions; q++)
            n += form->questions[q].element == element;
        if (n == 1)
            name = form->elements[element].key;
        else
            (void)snprintf(room, sizeof room, "P%zu",
                           form->questions[question].place + 1);
    }
    const char *copy = ikm_arena_copy(page->arena, name, strlen(name));
    return copy ? copy : "";
}

static const char *question_words(struct web_page *page,
                                  const struct ikm_form *form, size_t question)
{
    char room[IKM_QUESTION_COLUMN_BYTES];
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *words = "";
    ikm_text_printf(&text, "%s %s", ikm_question_name(form, question, room),
                    ikm_question_about(form, question));
    return ikm_text_done(&text, &words, &ignored) == IKM_OK ? words : "";
}

struct choices {
    size_t n;
    struct web_choice *choice; /* [0] is "as it was understood" */
};

static enum ikm_status list_choices(struct web_page *page,
                                    const struct ikm_form *form,
                                    struct choices *ret, struct ikm_error *err)
{
    const size_t n_asked = form ? ikm_form_n_asked(form) : 0;
    struct web_choice *c = ikm_arena_take(
        page->arena, 1 + n_asked + IKM_COUNT(others) + IKM_FIELD_COUNT,
        sizeof *c);
    size_t n = 1;
    if (!c)
        return ikm_fail_memory(err);
    for (size_t q = 0; q < n_asked; q++)
        c[n++] = (struct web_choice){target_of(page, form, q),
                                     question_words(page, form, q)};
    for (size_t i = 0; i < IKM_COUNT(others); i++)
        c[n++] = (struct web_choice){
            others[i].key,
            ikm_say(page->lang, others[i].name.id, others[i].name.en)};
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        c[n++] =
            (struct web_choice){ikm_field_key((enum ikm_field)f),
                                ikm_field_name((enum ikm_field)f, page->lang)};
    *ret = (struct choices){n, c};
    return IKM_OK;
}

static void write_choice(struct web_page *page, const struct choices *choices,
                         size_t i, const char *heading)
{
    struct html *out = &page->html;
    char name[16];
    (void)snprintf(name, sizeof name, "k%zu", i);
    const char *chosen = web_value(&page->form, name);
    html(out, "<input type=\"hidden\" name=\"j%zu\" value=\"%s\">", i, heading);
    html_say(out, "<select name=\"k%zu\" aria-label=\"Arti kolom %s\">",
             "<select name=\"k%zu\" aria-label=\"Meaning of column %s\">", i,
             heading);
    html_say(out, "<option value=\"\">seperti dikenali</option>",
             "<option value=\"\">as it was understood</option>");
    for (size_t c = 1; c < choices->n; c++) {
        html(out, "<option value=\"%s\"", choices->choice[c].value);
        if (strcmp(chosen, choices->choice[c].value) == 0)
            html(out, " selected");
        html(out, ">%s</option>", choices->choice[c].label);
    }
    html(out, "</select>");
}

enum ikm_status upload_write_columns(struct web_page *page,
                                     const struct upload *upload,
                                     struct ikm_error *err)
{
    struct html *out = &page->html;
    const struct ikm_import_report *report = &upload->report;
    struct choices choices = {0};
    const enum ikm_status status =
        list_choices(page, upload->form, &choices, err);
    if (status != IKM_OK || report->mapping.n_columns == 0)
        return status;
    html_say(out,
             "<h2>Arti kolom</h2><div class=\"tabel\"><table><thead><tr>"
             "<th scope=\"col\">Judul di berkas</th><th scope=\"col\">Isi "
             "pertama</th><th scope=\"col\">Dikenali sebagai; ganti bila "
             "keliru</th></tr></thead><tbody>",
             "<h2>What the columns mean</h2><div class=\"tabel\"><table><thead>"
             "<tr><th scope=\"col\">Heading in the file</th><th scope=\"col\">"
             "First cells</th><th scope=\"col\">Understood as; change it if "
             "wrong</th></tr></thead><tbody>");
    for (size_t i = 0; i < report->mapping.n_columns; i++) {
        const struct ikm_column *column = &report->mapping.columns[i];
        if (!column->heading[0] || i >= UPLOAD_COLUMNS_MOST)
            continue;
        html(out, "<tr><th scope=\"row\">%s</th><td>",
             shown(page, column->heading));
        /* who answered is not shown, not even once */
        for (size_t r = 0; r < report->n_samples; r++)
            if (column->kind != IKM_COLUMN_IDENTITY &&
                i < report->sample[r].n_cells)
                html(out, "%s<br>",
                     shown(page, report->sample[r].cells[i].text));
        html(out, "</td><td>%s", meaning(page, upload, column));
        write_choice(page, &choices, i, column->heading);
        html(out, "</td></tr>");
    }
    html(out, "</tbody></table></div>");
    return IKM_OK;
}

/* ---- options ---- */

static void write_check(struct web_page *page, const char *name,
                        struct web_pair label)
{
    struct html *out = &page->html;
    html(out,
         "<div class=\"centang\"><input type=\"checkbox\" id=\"%s\" "
         "name=\"%s\" value=\"1\"",
         name, name);
    if (web_has(&page->form, name))
        html(out, " checked");
    html(out, "><label for=\"%s\">%s</label></div>", name,
         ikm_say(page->lang, label.id, label.en));
}

static enum ikm_status write_unit(struct web_page *page, struct ikm_error *err)
{
    struct ikm_units units = {0};
    const enum ikm_status status = web_units(page, &units, err);
    if (status != IKM_OK)
        return status;
    struct web_choice *choices =
        ikm_arena_take(page->arena, units.n_units + 1, sizeof *choices);
    if (!choices)
        return ikm_fail_memory(err);
    choices[0] =
        (struct web_choice){"", ikm_say(page->lang, "menurut kolom di berkas",
                                        "as a column of the file says")};
    for (size_t i = 0; i < units.n_units; i++)
        choices[i + 1] =
            (struct web_choice){units.unit[i].code, units.unit[i].name};
    const struct web_input input = {
        .name = "unit",
        .label = {"Unit", "Office"},
        .hint = {"Untuk baris yang tidak menyebut unit.",
                 "For rows that name none."},
        .value = web_value(&page->form, "unit")};
    web_select(page, &input, units.n_units + 1, choices);
    return IKM_OK;
}

static enum ikm_status write_form_choice(struct web_page *page,
                                         struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    size_t n_forms = 0, n = 1;
    const struct ikm_form_entry *forms = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_forms(store, page->arena, &n_forms, &forms, err);
    if (status != IKM_OK)
        return status;
    struct web_choice *choices = ikm_arena_take(
        page->arena, 1 + n_forms + ikm_builtin_form_count(), sizeof *choices);
    if (!choices)
        return ikm_fail_memory(err);
    choices[0] =
        (struct web_choice){"", ikm_say(page->lang, "yang dipakai survei ini",
                                        "the one this survey uses")};
    for (size_t i = 0; i < n_forms; i++)
        if (!ikm_builtin_form_find(forms[i].id))
            choices[n++] = (struct web_choice){forms[i].id, forms[i].id};
    for (size_t i = 0; i < ikm_builtin_form_count(); i++)
        choices[n++] = (struct web_choice){ikm_builtin_form(i)->id,
                                           ikm_builtin_form(i)->id};
    const struct web_input input = {.name = "kuesioner",
                                    .label = {"Kuesioner", "Form"},
                                    .value =
                                        web_value(&page->form, "kuesioner")};
    web_select(page, &input, n, choices);
    return IKM_OK;
}

static void write_orders(struct web_page *page, const struct upload *upload)
{
    struct web_choice choices[16] = {
        {"", ikm_say(page->lang, "menurut kuesioner", "as the form says")}};
    const struct web_choice days[] = {
        {"dmy", ikm_say(page->lang, "hari/bulan/tahun", "day/month/year")},
        {"mdy", ikm_say(page->lang, "bulan/hari/tahun", "month/day/year")}};
    const struct web_input order = {
        .name = "urutan",
        .label = {"Urutan U1..U9", "Order of U1..U9"},
        .hint = {"Formulir contoh menukar U8 dan U9: pilih formulir bila "
                 "berkas mengikutinya.",
                 "The sample form swaps U8 and U9: choose formulir if the "
                 "file follows it."},
        .value = web_value(&page->form, "urutan")};
    const struct web_input dates = {
        .name = "tanggalan",
        .label = {"Tanggal ditulis", "Dates are written"},
        .value = web_value(&page->form, "tanggalan")};
    size_t n = 1;
    if (upload && upload->form)
        for (size_t i = 0; i < upload->form->n_orders && n < IKM_COUNT(choices);
             i++)
            choices[n++] = (struct web_choice){upload->form->orders[i].name,
                                               upload->form->orders[i].name};
    if (n > 2)
        web_select(page, &order, n, choices);
    web_select(page, &dates, IKM_COUNT(days), days);
}

enum ikm_status upload_write_options(struct web_page *page,
                                     const struct upload *upload,
                                     struct ikm_error *err)
{
    const struct web_input service = {
        .name = "layanan",
        .label = {"Layanan", "Service"},
        .hint = {"Untuk baris yang tidak menyebut layanan; boleh kosong.",
                 "For rows that name none; may be empty."},
        .type = "text",
        .value = web_value(&page->form, "layanan")};
    const struct web_input date = {
        .name = "tanggal",
        .label = {"Tanggal", "Date"},
        .hint = {"Untuk baris tanpa tanggal: 2026-02-24, atau 2026-02.",
                 "For rows without a date: 2026-02-24, or 2026-02."},
        .type = "text",
        .value = web_value(&page->form, "tanggal")};
    html_say(&page->html, "<h2>Pilihan</h2><div class=\"saring\">",
             "<h2>Choices</h2><div class=\"saring\">");
    enum ikm_status status = write_unit(page, err);
    web_input(page, &service);
    web_input(page, &date);
    if (status == IKM_OK)
        status = write_form_choice(page, err);
    write_orders(page, upload);
    html(&page->html, "</div>");
    write_check(page, "buat",
                page->account->unit_id == 0
                    ? (struct web_pair){"Buat yang belum ada: unit dan layanan "
                                        "yang belum terdaftar",
                                        "Make what is missing: offices and "
                                        "services not yet registered"}
                    : (struct web_pair){"Buat yang belum ada: layanan yang "
                                        "belum terdaftar",
                                        "Make what is missing: services not "
                                        "yet registered"});
    write_check(page, "lewati",
                (struct web_pair){"Lewati baris yang salah; dibukukan sebagai "
                                  "dikecualikan",
                                  "Leave out bad rows; they are booked as "
                                  "excluded"});
    write_check(page, "lagi",
                (struct web_pair){"Impor juga bila mirip berkas yang sudah "
                                  "diimpor",
                                  "Import it all the same when it resembles "
                                  "an earlier file"});
    return status;
}

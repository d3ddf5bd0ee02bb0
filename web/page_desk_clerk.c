/* "/ketelitian/{nama}": the sheets of one clerk; a batch is accepted, or
 * keyed again; what differs is corrected, never silently. */
#include "web/desk_accuracy.h"

#include <stdio.h>
#include <string.h>

#include "data/respondent.h"
#include "web/clock.h"

enum { NOTE_MOST = 1000 };

static enum ikm_status read_clerk(struct web_page *page,
                                  const struct accuracy **ret,
                                  struct ikm_error *err)
{
    const struct ikm_desk_clerk *clerks = NULL;
    size_t n = 0;
    const enum ikm_status status = accuracy_clerks(page, &n, &clerks, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        if (strcmp(clerks[i].login, page->part[0]) == 0)
            return accuracy_count(page, &clerks[i], ret, err);
    return ikm_fail(err, IKM_NO_FILE,
                    "Petugas ini tidak ada, atau belum mengisikan lembar.",
                    "There is no such clerk, or no sheet was keyed yet.");
}

static const char *address_of(struct web_page *page,
                              const struct accuracy *clerk, const char *what)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "#";
    ikm_text_printf(&text, "%s%s",
                    web_link(page, "/ketelitian/", clerk->about.login), what);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : "#";
}

static const char *value_words(struct web_page *page,
                               const struct accuracy_difference *d,
                               uint8_t value)
{
    const size_t n_asked = ikm_form_n_asked(d->form);
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "";
    if (d->place >= n_asked)
        return desk_field_label(page, ikm_keyed_field(d->place - n_asked),
                                value);
    ikm_text_printf(&text, "%d", value);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : "";
}

static void write_differences(struct web_page *page,
                              const struct accuracy *clerk)
{
    struct html *out = &page->html;
    if (clerk->n_differences == 0)
        return;
    html_say(out,
             "<h2>Yang berbeda</h2><p>Cocokkan dengan kertasnya. Ketikan "
             "pertama tetap dipakai, kecuali dibetulkan di sini; "
             "pembetulannya tercatat.</p><div class=\"tabel\" role=\"region\" "
             "tabindex=\"0\" aria-label=\"Perbedaan\"><table><thead>"
             "<tr><th scope=\"col\">Lembar</th><th scope=\"col\">Isian</th>"
             "<th scope=\"col\">Pertama</th><th scope=\"col\">Kedua</th><th "
             "scope=\"col\">Tindakan</th></tr></thead><tbody>",
             "<h2>What differs</h2><p>Compare with the paper. The first keying "
             "stays in use unless it is corrected here; the correction is on "
             "record.</p><div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Differences\"><table><thead><tr><th "
             "scope=\"col\">Sheet</th><th scope=\"col\">Field</th><th "
             "scope=\"col\">First</th><th scope=\"col\">Second</th><th "
             "scope=\"col\">Action</th></tr></thead><tbody>");
    for (size_t i = 0; i < clerk->n_differences; i++) {
        const struct accuracy_difference *d = &clerk->difference[i];
        html(out,
             "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td>"
             "<td>",
             desk_sheet_name(page, d->spot->sheet, d->spot->place), d->name,
             value_words(page, d, d->first), value_words(page, d, d->second));
        if (d->spot->state != IKM_RESPONSE_USED)
            html_say(out, "dibatalkan", "void");
        else if (d->now == d->second)
            html_say(out, "sudah dibetulkan", "corrected");
        else {
            web_form(page, address_of(page, clerk, "/betulkan"), 0);
            html(out,
                 "<input type=\"hidden\" name=\"ulang\" value=\"%lld\"><input "
                 "type=\"hidden\" name=\"isian\" value=\"%zu\">",
                 (long long)d->spot->spot_id, d->place);
            web_button(page, "biasa", "Pakai yang kedua", "Use the second");
            html(out, "</form>");
        }
        html(out, "</td></tr>");
    }
    html(out, "</tbody></table></div>");
}

static void write_verdict_form(struct web_page *page,
                               const struct accuracy *clerk)
{
    char up_to[32];
    (void)snprintf(up_to, sizeof up_to, "%lld",
                   (long long)clerk->about.last_seq);
    html_say(&page->html, "<h2>Putusan</h2>", "<h2>Verdict</h2>");
    web_form(page, address_of(page, clerk, "/putusan"), 0);
    html(&page->html, "<input type=\"hidden\" name=\"sampai\" value=\"%s\">",
         up_to);
    web_input(page, &(struct web_input){
                        .name = "catatan",
                        .label = {"Catatan", "Note"},
                        .hint = {"Wajib bila semua lembar diketik ulang.",
                                 "Needed where all sheets are keyed again."},
                        .type = "text",
                        .value = web_value(&page->form, "catatan")});
    html_say(&page->html,
             "<p class=\"tindakan\"><button class=\"tombol utama\" "
             "name=\"putusan\" value=\"terima\">Terima %lld lembar</button> "
             "<button class=\"tombol bahaya\" name=\"putusan\" "
             "value=\"ulang\">Ketik ulang semuanya</button></p></form>",
             "<p class=\"tindakan\"><button class=\"tombol utama\" "
             "name=\"putusan\" value=\"terima\">Accept %lld sheets</button> "
             "<button class=\"tombol bahaya\" name=\"putusan\" "
             "value=\"ulang\">Key all of them again</button></p></form>",
             (long long)clerk->about.n_sheets);
}

static enum ikm_status write_verdicts(struct web_page *page,
                                      const struct accuracy *clerk,
                                      struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const struct ikm_spot_verdict *verdict = NULL;
    size_t n = 0;
    struct html *out = &page->html;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_verdicts(store, clerk->about.account_id, page->arena,
                                    &n, &verdict, err);
    if (status != IKM_OK || n == 0)
        return status;
    html_say(out, "<h2>Putusan sebelumnya</h2><ul>",
             "<h2>Earlier verdicts</h2><ul>");
    for (size_t i = 0; i < n; i++) {
        char moment[WEB_MOMENT_BYTES];
        html(out, "<li>%s %s, %s%s%s</li>",
             web_moment_text(verdict[i].at_ms, moment),
             verdict[i].is_accepted
                 ? ikm_say(page->lang, "diterima", "accepted")
                 : ikm_say(page->lang, "diketik ulang", "keyed again"),
             verdict[i].judge, verdict[i].note[0] ? ": " : "", verdict[i].note);
    }
    html(out, "</ul>");
    return IKM_OK;
}

static enum ikm_status write_clerk(struct web_page *page,
                                   const struct accuracy *clerk,
                                   struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Ketelitian ketikan", "Keying accuracy"}};
    struct html *out = web_open(page, &frame);
    html_say(out,
             "<p><a href=\"/ketelitian\">Semua petugas</a></p><p><strong>"
             "%s</strong>: %lld lembar sejak putusan terakhir, %lld sudah "
             "diketik ulang, %lld menunggu.</p>",
             "<p><a href=\"/ketelitian\">All clerks</a></p><p><strong>%s"
             "</strong>: %lld sheets since the last verdict, %lld keyed again, "
             "%lld waiting.</p>",
             clerk->about.login, (long long)clerk->about.n_sheets,
             (long long)clerk->about.n_done, (long long)clerk->about.n_waiting);
    html_say(out,
             "<div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Isian\"><table><thead><tr><th scope=\"col\">Isian"
             "</th>",
             "<div class=\"tabel\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Fields\"><table><thead><tr><th scope=\"col\">Field"
             "</th>");
    accuracy_write_heads(page);
    html(out, "</tr></thead><tbody>");
    for (size_t i = 0; i < clerk->n_fields; i++) {
        html(out, "<tr><th scope=\"row\">%s</th>", clerk->field[i].name);
        accuracy_write_rate(page, clerk->field[i].n_wrong, clerk->field[i].n);
        html(out, "</tr>");
    }
    html_say(out, "<tr><th scope=\"row\">Semuanya</th>",
             "<tr><th scope=\"row\">All</th>");
    accuracy_write_rate(page, clerk->n_wrong, clerk->n_keyed);
    html(out, "</tr></tbody></table></div>");
    write_differences(page, clerk);
    if (clerk->about.n_sheets > 0)
        write_verdict_form(page, clerk);
    const enum ikm_status status = write_verdicts(page, clerk, err);
    return status == IKM_OK ? web_close(page, err) : status;
}

enum ikm_status web_page_accuracy_one(struct web_page *page,
                                      struct ikm_error *err)
{
    const struct accuracy *clerk = NULL;
    const enum ikm_status status = read_clerk(page, &clerk, err);
    return status == IKM_OK ? write_clerk(page, clerk, err) : status;
}

/* ---- deciding ---- */

struct judging {
    int64_t account_id;
    struct ikm_spot_verdict verdict;
};

static enum ikm_status run_verdict(void *context, struct ikm_store *store,
                                   struct ikm_act *act, struct ikm_error *err)
{
    const struct judging *judging = context;
    return ikm_judge_batch(store, judging->account_id, &judging->verdict, act,
                           err);
}

enum ikm_status web_page_accuracy_judge(struct web_page *page,
                                        struct ikm_error *err)
{
    const struct accuracy *clerk = NULL;
    const char *what = web_value(&page->form, "putusan");
    const char *note = web_value(&page->form, "catatan");
    const int64_t up_to = desk_whole_number(web_value(&page->form, "sampai"));
    enum ikm_status status = read_clerk(page, &clerk, err);
    if (status != IKM_OK)
        return status;
    const int is_accepted = strcmp(what, "terima") == 0;
    if ((!is_accepted && strcmp(what, "ulang") != 0) || up_to <= 0 ||
        up_to > clerk->about.last_seq)
        return ikm_fail(err, IKM_INPUT,
                        "Isian halaman ini tidak utuh. Muat ulang halamannya.",
                        "The fields of this page are not whole. Load it "
                        "again.");
    if (strlen(note) > NOTE_MOST)
        web_fault(page, "catatan", "Catatan paling panjang %d huruf",
                  "A note has at most %d letters", NOTE_MOST);
    if (!is_accepted && !note[strspn(note, " \t\n")])
        web_fault(page, "catatan", "Tulis alasannya", "Say why");
    if (page->n_faults > 0)
        return write_clerk(page, clerk, err);
    struct judging judging = {
        clerk->about.account_id,
        {.is_accepted = is_accepted, .up_to_seq = up_to, .note = note}};
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action =
                                          is_accepted ? "accept" : "rekey",
                                      .subject = clerk->about.login,
                                      .reason = note,
                                      .run = run_verdict,
                                      .context = &judging};
    status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    return web_see_other(page, "/ketelitian",
                         is_accepted ? "putusan-terima" : "putusan-ulang", err);
}

struct mending {
    char id[IKM_UUID_TEXT_BYTES];
    const char *change;
};

static enum ikm_status run_mend(void *context, struct ikm_store *store,
                                struct ikm_act *act, struct ikm_error *err)
{
    const struct mending *mending = context;
    return ikm_amend(store, mending->id, mending->change, act, err);
}

/* "U3=2", "usia=20-29"; an age in years as it is. */
static const char *change_of(struct web_page *page,
                             const struct accuracy_difference *d)
{
    const size_t n_asked = ikm_form_n_asked(d->form);
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = NULL;
    const int is_field = d->place >= n_asked;
    const enum ikm_field field =
        is_field ? ikm_keyed_field(d->place - n_asked) : IKM_FIELD_COUNT;
    ikm_text_printf(&text, "%s=", d->key);
    if (is_field && d->second == 0)
        ikm_text_put(&text, "-");
    else if (is_field && (field != IKM_FIELD_AGE || d->second > IKM_AGE_BAND))
        ikm_text_put(&text,
                     ikm_respondent_label(field, d->second, IKM_LANG_ID));
    else
        ikm_text_printf(&text, "%d", d->second);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : NULL;
}

enum ikm_status web_page_accuracy_mend(struct web_page *page,
                                       struct ikm_error *err)
{
    const struct accuracy *clerk = NULL;
    struct ikm_store *store = NULL;
    struct mending mending = {.change = NULL};
    const int64_t spot_id = desk_whole_number(web_value(&page->form, "ulang"));
    const int64_t place = desk_whole_number(web_value(&page->form, "isian"));
    const struct accuracy_difference *found = NULL;
    enum ikm_status status = read_clerk(page, &clerk, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < clerk->n_differences; i++)
        if (clerk->difference[i].spot->spot_id == spot_id &&
            (int64_t)clerk->difference[i].place == place)
            found = &clerk->difference[i];
    if (!found)
        return ikm_fail(err, IKM_NO_FILE, "Perbedaan ini tidak ada lagi.",
                        "There is no such difference any more.");
    status = web_may_see(page, found->spot->unit_id, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status =
            ikm_store_response_id(store, found->spot->seq, mending.id, err);
    mending.change = change_of(page, found);
    if (status == IKM_OK && !mending.change)
        status = ikm_fail_memory(err);
    if (status != IKM_OK)
        return status;
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "amend",
                                      .subject = mending.id,
                                      .reason = "dicocokkan dengan kertas "
                                                "sesudah ketik ulang",
                                      .run = run_mend,
                                      .context = &mending};
    status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    return web_see_other(page,
                         web_link(page, "/ketelitian/", clerk->about.login),
                         "lembar-dibetulkan", err);
}

/* "/respons": looking for responses. */
#include "web/page_responses.h"

#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/respondent.h"
#include "data/store_registers.h"

enum { ROWS = 50, COMMENT_SHOWN_BYTES = 240, NAME_BYTES = 256, LOW = 2 };

/* What the account may choose from. */
struct lists {
    struct ikm_units units;
    size_t n_services;
    const struct ikm_service *service;
    const struct ikm_form *form; /* of the survey: elements to choose from */
    int64_t form_id;             /* 0: not answered yet */
};

struct found {
    struct web_page *page;
    const struct lists *lists;
    struct response_forms forms;
    size_t n;
    struct response_seen *row; /* [ROWS + 1] */
};

static enum ikm_status read_lists(struct web_page *page, struct lists *ret,
                                  struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const char *own = NULL;
    enum ikm_status status = web_units(page, &ret->units, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_services(store, 0, page->arena, &ret->n_services,
                                    &ret->service, err);
    if (status == IKM_OK)
        status = ikm_store_setting(store, "form", page->arena, &own, err);
    if (status == IKM_OK)
        status = web_find_form(page, own && own[0] ? own : IKM_DEFAULT_FORM,
                               &ret->form, &ret->form_id, err);
    return status;
}

static int sees(const struct lists *lists, int64_t unit_id)
{
    for (size_t i = 0; i < lists->units.n_units; i++)
        if (lists->units.unit[i].unit_id == unit_id)
            return 1;
    return 0;
}

/* ---- from words to what is looked for ---- */

/* The office and all below it. */
static enum ikm_status take_unit(struct web_page *page, struct ikm_find *find,
                                 struct ikm_error *err)
{
    const char *code = web_value(&page->query, "unit");
    struct ikm_store *store = NULL;
    struct ikm_unit unit = {0};
    struct ikm_units below = {0};
    enum ikm_status status = IKM_OK;
    if (code[0]) {
        status = web_unit(page, code, &unit, err);
        if (status == IKM_OK)
            status = web_store(page, &store, err);
        if (status == IKM_OK)
            status = ikm_store_units_below(store, unit.unit_id, page->arena,
                                           &below, err);
    } else if (page->account->unit_id != 0)
        status = web_units(page, &below, err);
    else
        return IKM_OK;
    if (status != IKM_OK)
        return status;
    int64_t *ids = ikm_arena_take(page->arena, below.n_units + 1, sizeof *ids);
    if (!ids)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < below.n_units; i++)
        ids[i] = below.unit[i].unit_id;
    find->unit_ids = ids;
    find->n_units = below.n_units;
    return IKM_OK;
}

/* Services of this name, in whatever office. */
static enum ikm_status take_services(struct web_page *page,
                                     const struct lists *lists,
                                     struct ikm_find *find,
                                     struct ikm_error *err)
{
    const char *name = web_value(&page->query, "layanan");
    char key[NAME_BYTES], other[NAME_BYTES];
    if (!name[0])
        return IKM_OK;
    int64_t *ids =
        ikm_arena_take(page->arena, lists->n_services + 1, sizeof *ids);
    if (!ids)
        return ikm_fail_memory(err);
    (void)ikm_fold_spaces(name, key, sizeof key);
    for (size_t i = 0; i < lists->n_services; i++) {
        (void)ikm_fold_spaces(lists->service[i].name, other, sizeof other);
        if (strcmp(key, other) == 0 && sees(lists, lists->service[i].unit_id))
            ids[find->n_services++] = lists->service[i].service_id;
    }
    find->service_ids = ids;
    if (find->n_services == 0)
        web_fault(page, "layanan", "layanan \"%.80s\" tidak ada",
                  "there is no service \"%.80s\"", name);
    return IKM_OK;
}

static enum ikm_status take_operator(struct web_page *page,
                                     struct ikm_find *find,
                                     struct ikm_error *err)
{
    const char *name = web_value(&page->query, "petugas");
    struct ikm_store *store = NULL;
    if (!name[0])
        return IKM_OK;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_operator(store, name, &find->operator_id, err);
    if (status == IKM_OK && find->operator_id == 0)
        web_fault(page, "petugas", "belum ada respons oleh \"%.80s\"",
                  "there is no response by \"%.80s\" yet", name);
    return status;
}

static void take_state(const struct web_page *page, struct ikm_find *find)
{
    const char *state = web_value(&page->query, "status");
    find->state = strcmp(state, "dipakai") == 0 ? IKM_RESPONSE_USED
                  : strcmp(state, "batal") == 0 ? IKM_RESPONSE_VOID
                                                : IKM_FIND_ANY_STATE;
}

static void take_element(const struct web_page *page, const struct lists *lists,
                         struct ikm_find *find)
{
    const char *key = web_value(&page->query, "unsur");
    const int element = key[0] ? ikm_form_element(lists->form, key) : -1;
    if (element < 0)
        return;
    find->tag = (size_t)element + 1;
    find->form_id = lists->form_id;
}

static const char *or_null(const char *text)
{
    return text[0] ? text : NULL;
}

static enum ikm_status take_words(struct web_page *page,
                                  const struct lists *lists,
                                  struct ikm_find *find, struct ikm_error *err)
{
    const struct web_fields *q = &page->query;
    *find = (struct ikm_find){
        .channel = (uint8_t)strtoul(web_value(q, "kanal"), NULL, 10),
        .lowest_most = web_has(q, "rendah") ? LOW : 0,
        .sheet = or_null(web_value(q, "lembar")),
        .words = or_null(web_value(q, "cari")),
        .before_seq = strtoll(web_value(q, "sebelum"), NULL, 10),
        .n_most = ROWS + 1,
    };
    take_state(page, find);
    take_element(page, lists, find);
    if (ikm_period_parse(or_null(web_value(q, "periode")), &find->period,
                         err) != IKM_OK)
        web_fault(page, "periode", "%s", "%s", err->text);
    enum ikm_status status = take_unit(page, find, err);
    if (status == IKM_OK)
        status = take_services(page, lists, find, err);
    return status == IKM_OK ? take_operator(page, find, err) : status;
}

static enum ikm_status take_row(void *context, int64_t seq,
                                const struct ikm_response *response,
                                struct ikm_error *err)
{
    struct found *found = context;
    struct response_seen *seen = &found->row[found->n++];
    seen->seq = seq;
    return response_keep(found->page, response, &seen->r, err);
}

static enum ikm_status find_rows(struct web_page *page,
                                 const struct lists *lists, struct found *found,
                                 struct ikm_error *err)
{
    struct ikm_find find;
    struct ikm_store *store = NULL;
    *found = (struct found){.page = page, .lists = lists};
    found->row = ikm_arena_take(page->arena, ROWS + 1, sizeof *found->row);
    if (!found->row)
        return ikm_fail_memory(err);
    enum ikm_status status = take_words(page, lists, &find, err);
    if (status != IKM_OK || page->n_faults > 0)
        return status;
    status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_begin_read(store, err);
    if (status == IKM_OK)
        status = ikm_store_find_responses(store, &find, take_row, found, err);
    if (status == IKM_INPUT && find.words) {
        web_fault(page, "cari", "%s", "%s", err->text);
        return IKM_OK;
    }
    for (size_t i = 0; i < found->n && status == IKM_OK; i++)
        status = response_name(page, &lists->units, &found->forms,
                               &found->row[i], err);
    return status;
}

/* ---- the form ---- */

static const char *two_words(struct web_page *page, const char *a,
                             const char *b)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *words = "";
    ikm_text_printf(&text, "%s %s", a, b);
    return ikm_text_done(&text, &words, &ignored) == IKM_OK ? words : "";
}

static enum ikm_status choose_unit(struct web_page *page,
                                   const struct lists *lists,
                                   struct ikm_error *err)
{
    const struct web_input input = {.name = "unit",
                                    .label = {"Unit", "Office"},
                                    .value = web_value(&page->query, "unit")};
    size_t n = 0;
    struct web_choice *choices =
        ikm_arena_take(page->arena, lists->units.n_units + 1, sizeof *choices);
    if (!choices)
        return ikm_fail_memory(err);
    choices[n++] = (struct web_choice){"", ikm_say(page->lang, "semua", "all")};
    for (size_t i = 0; i < lists->units.n_units; i++)
        choices[n++] =
            (struct web_choice){lists->units.unit[i].code,
                                two_words(page, lists->units.unit[i].code,
                                          lists->units.unit[i].name)};
    web_select(page, &input, n, choices);
    return IKM_OK;
}

static void choose_channel(struct web_page *page)
{
    static const char *const numbers[] = {"", "1", "2", "3", "4", "5"};
    struct web_choice choices[IKM_COUNT(numbers)];
    const struct web_input input = {.name = "kanal",
                                    .label = {"Kanal", "Channel"},
                                    .value = web_value(&page->query, "kanal")};
    for (size_t i = 0; i < IKM_COUNT(numbers); i++)
        choices[i] = (struct web_choice){
            numbers[i], i == 0 ? ikm_say(page->lang, "semua", "all")
                               : ikm_respondent_label(IKM_FIELD_CHANNEL,
                                                      (uint8_t)i, page->lang)};
    web_select(page, &input, IKM_COUNT(choices), choices);
}

static void choose_state(struct web_page *page)
{
    const struct web_choice choices[] = {
        {"", ikm_say(page->lang, "semua", "all")},
        {"dipakai", response_state(IKM_RESPONSE_USED, page->lang)},
        {"batal", response_state(IKM_RESPONSE_VOID, page->lang)}};
    const struct web_input input = {.name = "status",
                                    .label = {"Status", "State"},
                                    .value = web_value(&page->query, "status")};
    web_select(page, &input, IKM_COUNT(choices), choices);
}

static enum ikm_status choose_element(struct web_page *page,
                                      const struct lists *lists,
                                      struct ikm_error *err)
{
    const struct ikm_form *form = lists->form;
    const struct web_input input = {
        .name = "unsur",
        .label = {"Saran ditandai unsur", "Comment tagged with"},
        .value = web_value(&page->query, "unsur")};
    struct web_choice *choices =
        ikm_arena_take(page->arena, form->n_elements + 1, sizeof *choices);
    if (!choices)
        return ikm_fail_memory(err);
    choices[0] = (struct web_choice){"", ikm_say(page->lang, "semua", "all")};
    for (size_t e = 0; e < form->n_elements; e++)
        choices[e + 1] = (struct web_choice){
            form->elements[e].key,
            two_words(page, form->elements[e].code, form->elements[e].name)};
    web_select(page, &input, form->n_elements + 1, choices);
    return IKM_OK;
}

static enum ikm_status write_form(struct web_page *page,
                                  const struct lists *lists,
                                  struct ikm_error *err)
{
    struct html *out = &page->html;
    const struct web_fields *q = &page->query;
    const struct web_input inputs[] = {
        {.name = "cari",
         .label = {"Kata dalam saran", "Words of the comment"},
         .hint = {"Awal kata cukup: antr menemukan antre dan antrean.",
                  "The beginning of a word is enough."},
         .type = "search",
         .value = web_value(q, "cari")},
        {.name = "periode",
         .label = {"Periode", "Period"},
         .hint = {"2026, 2026-S1, 2026-TW1, 2026-03, atau "
                  "2026-01-01..2026-01-31",
                  "2026, 2026-S1, 2026-TW1, 2026-03, or "
                  "2026-01-01..2026-01-31"},
         .type = "text",
         .value = web_value(q, "periode")},
        {.name = "layanan",
         .label = {"Layanan", "Service"},
         .type = "text",
         .value = web_value(q, "layanan")},
        {.name = "petugas",
         .label = {"Petugas", "Operator"},
         .type = "text",
         .value = web_value(q, "petugas")},
        {.name = "lembar",
         .label = {"Nomor lembar", "Sheet number"},
         .type = "text",
         .value = web_value(q, "lembar")},
    };
    html(out, "<form method=\"get\" action=\"/respons\" class=\"saring\">");
    web_input(page, &inputs[0]);
    enum ikm_status status = choose_unit(page, lists, err);
    for (size_t i = 1; i < IKM_COUNT(inputs); i++)
        web_input(page, &inputs[i]);
    choose_channel(page);
    choose_state(page);
    if (status == IKM_OK)
        status = choose_element(page, lists, err);
    html(out, "<div class=\"isian centang\"><input type=\"checkbox\" "
              "id=\"rendah\" name=\"rendah\" value=\"1\"");
    if (web_has(q, "rendah"))
        html(out, " checked");
    html_say(out, "><label for=\"rendah\">Ada nilai 1 atau 2</label></div>",
             "><label for=\"rendah\">Has a score of 1 or 2</label></div>");
    web_button(page, "utama", "Cari", "Search");
    html(out, "</form>");
    return status;
}

/* ---- what was found ---- */

/* The same question, from a response on. */
static const char *link_older(struct web_page *page, int64_t before_seq)
{
    static const char *const kept[] = {
        "cari",   "unit",  "periode", "layanan", "petugas",
        "lembar", "kanal", "status",  "unsur",   "rendah"};
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *link = "#";
    ikm_text_printf(&text, "/respons?sebelum=%lld", (long long)before_seq);
    for (size_t i = 0; i < IKM_COUNT(kept); i++) {
        const char *value = web_value(&page->query, kept[i]);
        const char *encoded =
            value[0] ? web_part_encode(value, page->arena) : NULL;
        if (encoded)
            ikm_text_printf(&text, "&%s=%s", kept[i], encoded);
    }
    return ikm_text_done(&text, &link, &ignored) == IKM_OK ? link : "#";
}

/* The beginning of a long comment, cut at a character. */
static const char *beginning(struct web_page *page, const char *comment)
{
    size_t n = strlen(comment);
    if (n <= COMMENT_SHOWN_BYTES)
        return comment;
    n = ikm_utf8_valid_prefix(comment, COMMENT_SHOWN_BYTES);
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *shown = "";
    ikm_text_printf(&text, "%.*s...", (int)n, comment);
    return ikm_text_done(&text, &shown, &ignored) == IKM_OK ? shown : "";
}

static void write_row(struct web_page *page, const struct response_seen *seen)
{
    struct html *out = &page->html;
    char date[IKM_PERIOD_WORDS_BYTES];
    const int is_void = seen->r.state != IKM_RESPONSE_USED;
    html(out, "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th><td>%s",
         web_link(page, "/respons/", seen->id),
         ikm_date_words(seen->r.date, page->lang, date), seen->unit_name);
    if (seen->service[0])
        html(out, "<br><small>%s</small>", seen->service);
    html(out, "</td><td class=\"skor\">%s",
         seen->is_hidden
             ? ikm_say(page->lang, "menunggu ketik ulang", "to be keyed again")
             : response_scores(page, &seen->r));
    if (is_void)
        html(out, " <strong>(%s)</strong>",
             response_state(seen->r.state, page->lang));
    html(out, "</td><td>");
    if (seen->r.comment) {
        html(out, "%s ", beginning(page, seen->r.comment));
        response_tags(page, seen->form, seen->tags);
    }
    html(out, "</td></tr>");
}

static void write_rows(struct web_page *page, const struct found *found)
{
    struct html *out = &page->html;
    const size_t n = found->n < ROWS ? found->n : ROWS;
    if (page->n_faults > 0)
        return;
    html_say(out, "<h2>Hasil</h2>", "<h2>Found</h2>");
    if (n == 0) {
        html_say(out, "<p>Tidak ada respons seperti itu.</p>",
                 "<p>There is no such response.</p>");
        return;
    }
    html_say(out, "<p>%zu respons%s, yang terbaru dahulu.</p>",
             "<p>%zu responses%s, newest first.</p>", n,
             found->n > ROWS
                 ? ikm_say(page->lang, " dari yang lebih banyak", " of more")
                 : "");
    html_say(out,
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">"
             "Tanggal</th><th scope=\"col\">Unit, layanan</th>"
             "<th scope=\"col\">Nilai</th><th scope=\"col\">Saran</th></tr>"
             "</thead><tbody>",
             "<div class=\"tabel\"><table><thead><tr><th scope=\"col\">Date"
             "</th><th scope=\"col\">Office, service</th><th scope=\"col\">"
             "Scores</th><th scope=\"col\">Comment</th></tr></thead><tbody>");
    for (size_t i = 0; i < n; i++)
        write_row(page, &found->row[i]);
    html(out, "</tbody></table></div>");
    if (found->n > ROWS) {
        html(out, "<p><a class=\"tombol biasa\" href=\"%s\">",
             link_older(page, found->row[ROWS - 1].seq));
        html_say(out, "Yang lebih lama</a></p>", "Older ones</a></p>");
    }
}

static enum ikm_status write_json(struct web_page *page,
                                  const struct found *found)
{
    struct ikm_text *json = web_json(page);
    const size_t n = found->n < ROWS ? found->n : ROWS;
    ikm_text_put(json, "{\"schema\":\"ikm.responses/1\",\"responses\":[");
    for (size_t i = 0; i < n; i++) {
        ikm_text_put(json, i ? "," : "");
        response_json(json, &found->row[i]);
    }
    if (found->n > ROWS)
        ikm_text_printf(json, "],\"next\":%lld}\n",
                        (long long)found->row[ROWS - 1].seq);
    else
        ikm_text_put(json, "],\"next\":null}\n");
    return IKM_OK;
}

enum ikm_status web_page_responses(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {.title = {"Respons", "Responses"}};
    struct lists lists = {0};
    struct found found;
    enum ikm_status status = read_lists(page, &lists, err);
    if (status == IKM_OK)
        status = find_rows(page, &lists, &found, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json)
        return page->n_faults > 0
                   ? ikm_fail(err, IKM_INPUT, "%s", "%s", page->fault[0].text)
                   : write_json(page, &found);
    (void)web_open(page, &frame);
    status = write_form(page, &lists, err);
    write_rows(page, &found);
    return status == IKM_OK ? web_close(page, err) : status;
}

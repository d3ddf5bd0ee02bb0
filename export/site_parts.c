#include <string.h>

#include "export/markup.h"
#include "export/site_internal.h"
#include "export/to_html.h"
#include "export/words.h"

static void say(const struct site *site, struct ikm_text *text, const char *id,
                const char *en)
{
    markup_text(text, ikm_say(site->lang, id, en));
}

static void put_count(const struct site *site, struct ikm_text *text, int64_t n)
{
    (void)site;
    ikm_text_printf(text, "%lld", (long long)n);
}

void site_head(const struct site *site, const char *title,
               struct ikm_text *text)
{
    MARKUP(text, "<!doctype html>\n<html lang=\"");
    ikm_text_put(text, ikm_say(site->lang, "id", "en"));
    MARKUP(text, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, "
                 "initial-scale=1\">\n<title>");
    markup_text(text, title);
    MARKUP(text, "</title>\n<style>\n");
    ikm_html_style(text);
    MARKUP(text,
           "nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;"
           "gap:8px 16px}\nnav a{display:inline-block;padding:10px 0}\n"
           "a{color:var(--accent)}\n"
           ".board{border:2px solid var(--accent);padding:24px 16px;"
           "text-align:center;margin:16px 0}\n"
           ".board p{margin:0 auto 8px}\n.big{font-size:4rem;line-height:1.1;"
           "font-weight:700}\n.board .g{font-size:1.25rem}\n"
           "dd{margin:0 0 12px}\n"
           "pre{overflow-x:auto;background:var(--panel);padding:16px}\n");
    MARKUP(text, "</style>\n</head>\n<body>\n<main>\n");
}

void site_foot(const struct site *site, struct ikm_text *text)
{
    char day[IKM_PERIOD_WORDS_BYTES];
    MARKUP(text, "<footer>\n<p>");
    say(site, text, "Dibuat ", "Made on ");
    markup_text(text, ikm_date_words(site->options->today, site->lang, day));
    say(site, text, " dengan ", " with ");
    markup_text(text, site->options->program);
    MARKUP(text, ". ");
    say(site, text,
        "Kelompok dengan kurang dari 5 responden disembunyikan, agar tidak "
        "seorang pun dapat dikenali.",
        "Groups of fewer than 5 respondents are hidden, so that nobody can be "
        "recognised.");
    MARKUP(text, "</p>\n</footer>\n</main>\n</body>\n</html>\n");
}

static void put_grade(struct ikm_text *text, const char *letter,
                      const char *label)
{
    static const char letters[] = "ABCD";
    const char *at = letter[0] != '\0' && letter[1] == '\0'
                         ? strchr(letters, letter[0])
                         : NULL;
    if (at)
        ikm_text_printf(text, "<span class=\"g g-%c\"><b>",
                        (char)('a' + (at - letters)));
    else
        MARKUP(text, "<span class=\"g\"><b>");
    markup_text(text, letter);
    MARKUP(text, "</b> ");
    markup_text(text, label);
    MARKUP(text, "</span>");
}

/* ---- board ---- */

static void put_people(const struct site *site,
                       const struct site_period *period, enum site_table table,
                       struct ikm_text *text)
{
    size_t n = 0;
    for (size_t r = 0; r < period->table[table].n_rows; r++) {
        const struct site_row *row = &period->table[table].rows[r];
        if (row->is_hidden)
            continue;
        if (n++ == 0) {
            MARKUP(text, "<p>");
            markup_text(text, site_table_title(site->lang, table));
            MARKUP(text, ": ");
        } else {
            MARKUP(text, ", ");
        }
        markup_text(text, row->name);
        MARKUP(text, " ");
        put_count(site, text, row->n);
    }
    if (n > 0)
        MARKUP(text, "</p>\n");
}

void site_board(const struct site *site, const struct site_period *period,
                struct ikm_text *text)
{
    const struct ikm_index *index = &period->total->index;
    MARKUP(text, "<div class=\"board\">\n<p><b>");
    say(site, text, "Indeks Kepuasan Masyarakat (IKM)",
        "Public Satisfaction Index (IKM)");
    MARKUP(text, "</b></p>\n<p>");
    markup_text(text, site->name);
    MARKUP(text, "<br>");
    markup_text(text, site_period_words(site, &period->period));
    MARKUP(text, "</p>\n<p class=\"big\">");
    if (index->reason == IKM_REASON_NONE)
        markup_text(text, site_fixed(site, index->value_hundredths, 2));
    else
        MARKUP(text, "-");
    MARKUP(text, "</p>\n");
    if (site->form->n_classes > 0 && index->reason == IKM_REASON_NONE) {
        MARKUP(text, "<p>");
        say(site, text, "Mutu pelayanan ", "Grade ");
        put_grade(text, ikm_grade_letter(site->form, index->grade),
                  ikm_grade_label(site->form, index->grade));
        MARKUP(text, "</p>\n");
    }
    MARKUP(text, "<p>");
    say(site, text, "Responden: ", "Respondents: ");
    put_count(site, text, period->total->ledger.used);
    MARKUP(text, "</p>\n");
    put_people(site, period, SITE_GENDER, text);
    put_people(site, period, SITE_EDUCATION, text);
    MARKUP(text, "<p>");
    say(site, text,
        "Terima kasih atas penilaian Anda; masukan Anda memperbaiki pelayanan "
        "kami.",
        "Thank you for your assessment; it improves our service.");
    MARKUP(text, "</p>\n</div>\n");
}

/* ---- elements ---- */

static void put_element_row(const struct site *site,
                            const struct site_period *period, size_t e,
                            int is_plain, struct ikm_text *text)
{
    const struct ikm_element_figures *figures =
        &period->total->index.element[e];
    const char *letter = ikm_grade_letter(site->form, figures->grade);
    const char *label = ikm_grade_label(site->form, figures->grade);
    MARKUP(text, "<tr><th scope=\"row\">");
    markup_text(text, site->form->elements[e].code);
    MARKUP(text, "</th><td>");
    markup_text(text, site->form->elements[e].name);
    ikm_text_put(text, is_plain ? "</td><td>" : "</td><td class=\"r\">");
    if (figures->n > 0)
        markup_text(text, site_fixed(site, figures->nrr_thousandths, 3));
    else
        MARKUP(text, "-");
    ikm_text_put(text, is_plain ? "</td><td>" : "</td><td class=\"r\">");
    if (figures->n > 0)
        markup_text(text, site_fixed(site, figures->value_hundredths, 2));
    else
        MARKUP(text, "-");
    MARKUP(text, "</td><td>");
    if (letter[0] != '\0' && is_plain) {
        markup_text(text, letter);
        MARKUP(text, " (");
        markup_text(text, label);
        MARKUP(text, ")");
    } else if (letter[0] != '\0') {
        put_grade(text, letter, label);
    }
    MARKUP(text, "</td></tr>\n");
}

static void open_table(const struct site *site, const char *name, int is_plain,
                       struct ikm_text *text)
{
    (void)site;
    if (is_plain) {
        MARKUP(text, "<table>\n<caption>");
    } else {
        MARKUP(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-label=\"");
        markup_text(text, name);
        MARKUP(text, "\"><table>\n<caption>");
    }
    markup_text(text, name);
    MARKUP(text, "</caption>\n<thead><tr>");
}

static void head_cell(struct ikm_text *text, const char *words)
{
    MARKUP(text, "<th scope=\"col\">");
    markup_text(text, words);
    MARKUP(text, "</th>");
}

static void close_table(int is_plain, struct ikm_text *text)
{
    ikm_text_put(text,
                 is_plain ? "</tbody></table>\n" : "</tbody></table></div>\n");
}

enum ikm_status site_elements(const struct site *site,
                              const struct site_period *period, int is_plain,
                              struct ikm_text *text, struct ikm_error *err)
{
    const enum ikm_lang lang = site->lang;
    enum ikm_status status = IKM_OK;
    if (!is_plain && period->elements)
        status = ikm_html_chart(period->elements, lang, "unsur", text, err);
    if (status != IKM_OK)
        return status;
    open_table(site, ikm_say(lang, "Nilai per unsur", "Elements"), is_plain,
               text);
    head_cell(text, ikm_say(lang, "Kode", "Code"));
    head_cell(text, ikm_say(lang, "Unsur", "Element"));
    head_cell(text, "NRR");
    head_cell(text, ikm_say(lang, "Nilai", "Value"));
    head_cell(text, ikm_say(lang, "Mutu", "Grade"));
    MARKUP(text, "</tr></thead>\n<tbody>\n");
    for (size_t e = 0; e < site->form->n_elements; e++)
        put_element_row(site, period, e, is_plain, text);
    close_table(is_plain, text);
    return IKM_OK;
}

/* ---- priorities, and what is done about them ---- */

static void put_plan_line(const struct site *site,
                          const struct ikm_plan_line *line,
                          struct ikm_text *text)
{
    static const char *const status[IKM_PLAN_STATUS_COUNT][2] = {
        {"belum dimulai", "not begun"},
        {"sedang dikerjakan", "under way"},
        {"sudah selesai", "done"},
        {"dibatalkan", "dropped"}};
    const struct ikm_plan_item *item = line->item;
    MARKUP(text, "<li>");
    markup_text(text, item->programme);
    MARKUP(text, " (");
    markup_text(text, item->in_charge);
    MARKUP(text, "): ");
    markup_text(text, ikm_say(site->lang, status[item->status][0],
                              status[item->status][1]));
    if (line->verdict != IKM_VERDICT_OPEN) {
        say(site, text, "; hasil: ", "; result: ");
        markup_text(text, ikm_verdict_words(site->lang, line->verdict));
    }
    MARKUP(text, ".</li>\n");
}

static void put_plan(const struct site *site, const struct site_period *period,
                     size_t e, struct ikm_text *text)
{
    size_t n = 0;
    for (size_t i = 0; i < period->plan.n_lines; i++)
        if (period->plan.lines[i].element == e) {
            if (n++ == 0)
                MARKUP(text, "\n<ul>\n");
            put_plan_line(site, &period->plan.lines[i], text);
        }
    if (n > 0)
        MARKUP(text, "</ul>\n");
}

static int is_priority(const struct ikm_result *total, size_t e)
{
    for (size_t i = 0; i < total->n_priorities; i++)
        if (total->priorities[i].element == e)
            return 1;
    return 0;
}

/* What is done about elements that do not come first. */
static void put_other_plans(const struct site *site,
                            const struct site_period *period,
                            struct ikm_text *text)
{
    size_t n = 0;
    for (size_t i = 0; i < period->plan.n_lines; i++) {
        const struct ikm_plan_line *line = &period->plan.lines[i];
        if (is_priority(period->total, line->element))
            continue;
        if (n++ == 0) {
            MARKUP(text, "<p>");
            say(site, text, "Tindak lanjut lainnya:", "Other follow-up:");
            MARKUP(text, "</p>\n<ul>\n");
        }
        put_plan_line(site, line, text);
    }
    if (n > 0)
        MARKUP(text, "</ul>\n");
}

void site_priorities(const struct site *site, const struct site_period *period,
                     struct ikm_text *text)
{
    const struct ikm_result *total = period->total;
    MARKUP(text, "<ol>\n");
    for (size_t i = 0; i < total->n_priorities; i++) {
        const size_t e = total->priorities[i].element;
        const struct ikm_element *element = &site->form->elements[e];
        MARKUP(text, "<li>");
        markup_text(text, element->name);
        MARKUP(text, " (");
        markup_text(
            text,
            site_fixed(site, total->index.element[e].value_hundredths, 2));
        MARKUP(text, "). ");
        say(site, text, "Perbaikan: ", "Remedy: ");
        markup_text(text, ikm_words_remedy(site->lang, element->remedy));
        MARKUP(text, ".");
        put_plan(site, period, e, text);
        MARKUP(text, "</li>\n");
    }
    MARKUP(text, "</ol>\n");
    put_other_plans(site, period, text);
    if (period->plan.n_lines > 0)
        return;
    MARKUP(text, "<p>");
    say(site, text,
        "Rencana tindak lanjut atas hasil periode ini sedang disusun.",
        "The follow-up plan on these results is being made.");
    MARKUP(text, "</p>\n");
}

/* ---- offices, services, respondents ---- */

static void put_group_row(const struct site *site, const struct site_row *row,
                          int has_index, struct ikm_text *text)
{
    MARKUP(text, "<tr><th scope=\"row\">");
    markup_text(text, row->name);
    if (row->is_hidden) {
        ikm_text_put(text, has_index ? "</th><td colspan=\"3\">" : "</th><td>");
        say(site, text, "disembunyikan", "hidden");
        MARKUP(text, "</td></tr>\n");
        return;
    }
    MARKUP(text, "</th><td class=\"r\">");
    put_count(site, text, row->n);
    if (has_index) {
        const struct ikm_index *index = &row->result->index;
        const int is_defined = index->reason == IKM_REASON_NONE;
        MARKUP(text, "</td><td class=\"r\">");
        markup_text(text, is_defined
                              ? site_fixed(site, index->value_hundredths, 2)
                              : "-");
        MARKUP(text, "</td><td>");
        if (is_defined && site->form->n_classes > 0)
            put_grade(text, ikm_grade_letter(site->form, index->grade),
                      ikm_grade_label(site->form, index->grade));
    }
    MARKUP(text, "</td></tr>\n");
}

static void put_groups(const struct site *site,
                       const struct site_period *period, enum site_table table,
                       struct ikm_text *text)
{
    const enum ikm_lang lang = site->lang;
    const int has_index = table <= SITE_SERVICES;
    const size_t n = period->table[table].n_rows;
    if (n == 0 || (table == SITE_UNITS && n < 2))
        return;
    open_table(site, site_table_title(lang, table), 0, text);
    head_cell(text, site_table_title(lang, table));
    head_cell(text, ikm_say(lang, "Responden", "Respondents"));
    if (has_index) {
        head_cell(text, "IKM");
        head_cell(text, ikm_say(lang, "Mutu", "Grade"));
    }
    MARKUP(text, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < n; r++)
        put_group_row(site, &period->table[table].rows[r], has_index, text);
    close_table(0, text);
}

void site_tables(const struct site *site, const struct site_period *period,
                 struct ikm_text *text)
{
    for (int t = 0; t < SITE_TABLES; t++)
        put_groups(site, period, (enum site_table)t, text);
}

/* ---- classes of public information ---- */

void site_information(const struct site *site, const char *to_root,
                      struct ikm_text *text)
{
    static const char *const classes[][4] = {
        {"Informasi berkala", "Published regularly",
         "nilai IKM, mutu, unsur, dan tindak lanjut di halaman ini, beserta "
         "data terbukanya.",
         "the IKM, grade, elements and follow-up on this page, with the open "
         "data."},
        {"Informasi setiap saat", "Available at any time",
         "laporan lengkap SKM, diminta di kantor kami atau melalui PPID.",
         "the full report, on request at our office."},
        {"Informasi yang dikecualikan", "Excluded",
         "jawaban tiap responden, teks saran, dan kelompok dengan kurang dari "
         "5 responden: dapat menunjukkan siapa yang menjawab.",
         "the answers of each respondent, the comments, and groups of fewer "
         "than 5 respondents: they could show who answered."}};
    static const char *const files[][3] = {
        {"data/ikm.csv", "CSV", "CSV"},
        {"data/ikm.json", "JSON", "JSON"},
        {"data/datapackage.json", "keterangan data (Frictionless)",
         "description of the data (Frictionless)"},
        {"data/LISENSI.txt", "lisensi", "licence"}};
    MARKUP(text, "<dl>\n");
    for (size_t i = 0; i < IKM_COUNT(classes); i++) {
        MARKUP(text, "<dt><b>");
        say(site, text, classes[i][0], classes[i][1]);
        MARKUP(text, "</b></dt><dd>");
        say(site, text, classes[i][2], classes[i][3]);
        MARKUP(text, "</dd>\n");
    }
    MARKUP(text, "</dl>\n<p>");
    say(site, text, "Data terbuka: ", "Open data: ");
    for (size_t i = 0; i < IKM_COUNT(files); i++) {
        ikm_text_put(text, i > 0 ? ", <a href=\"" : "<a href=\"");
        markup_text(text, to_root);
        markup_text(text, files[i][0]);
        MARKUP(text, "\">");
        say(site, text, files[i][1], files[i][2]);
        MARKUP(text, "</a>");
    }
    MARKUP(text, ".</p>\n");
}

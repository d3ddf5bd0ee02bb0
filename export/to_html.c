#include "export/to_html.h"

#include <stdio.h>
#include <string.h>

#include "export/chart_svg.h"
#include "export/markup.h"
#include "export/to_text_internal.h"

enum { WIDE_PX = 760, THIN_PX = 340 };

static void put_element(struct ikm_text *text, const char *untrusted)
{
    MARKUP(text, "<p>");
    markup_text(text, untrusted);
    MARKUP(text, "</p>\n");
}

/* ---- tables ---- */

static void put_grade(struct ikm_text *text, const struct ikm_report_cell *cell)
{
    static const char letters[] = "ABCD";
    const char *at = cell->text[0] != '\0' && cell->text[1] == '\0'
                         ? strchr(letters, cell->text[0])
                         : NULL;
    if (at)
        ikm_text_printf(text, "<span class=\"g g-%c\"><b>",
                        (char)('a' + (at - letters)));
    else
        MARKUP(text, "<span class=\"g\"><b>");
    markup_text(text, cell->text);
    MARKUP(text, "</b> ");
    markup_text(text, cell->label);
    MARKUP(text, "</span>");
}

static void put_cell(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_table *table, size_t row, size_t column)
{
    const struct ikm_report_cell *cell =
        &table->cells[row * table->n_columns + column];
    /* a heading says something: an empty corner is none */
    const int is_head = column == 0 && (cell->kind != IKM_CELL_EMPTY ||
                                        table->row_kind[row] != IKM_ROW_TOTAL);
    const char *words = text_cell(text->arena, lang, cell);
    const int is_right = table->columns[column].align == IKM_ALIGN_RIGHT;
    ikm_text_put(text, is_head ? "<th scope=\"row\"" : "<td");
    ikm_text_put(text, is_right ? " class=\"r\">" : ">");
    if (!words)
        text->status = IKM_NO_MEMORY;
    else if (cell->kind == IKM_CELL_GRADE)
        put_grade(text, cell);
    else if (cell->kind != IKM_CELL_EMPTY ||
             table->row_kind[row] != IKM_ROW_TOTAL)
        markup_text(text, words);
    if (is_head && table->row_kind[row] == IKM_ROW_WEAK)
        MARKUP(text, "*");
    ikm_text_put(text, is_head ? "</th>" : "</td>");
}

static void put_heads(struct ikm_text *text, const struct ikm_table *table)
{
    MARKUP(text, "<thead><tr>");
    for (size_t c = 0; c < table->n_columns; c++) {
        MARKUP(text, "<th scope=\"col\"");
        ikm_text_put(text, table->columns[c].align == IKM_ALIGN_RIGHT
                               ? " class=\"r\">"
                               : ">");
        markup_text(text, table->columns[c].heading);
        MARKUP(text, "</th>");
    }
    MARKUP(text, "</tr></thead>\n<tbody>\n");
}

enum ikm_status ikm_html_table(const struct ikm_table *table,
                               enum ikm_lang lang, const char *caption,
                               struct ikm_text *text, struct ikm_error *err)
{
    if (table->n_columns == 0 || table->n_rows == 0)
        return IKM_OK;
    /* may be scrolled with the keyboard too, so it has a name */
    MARKUP(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"");
    markup_text(text, caption);
    MARKUP(text, "\"><table>\n");
    if (table->title[0] != '\0') {
        MARKUP(text, "<caption>");
        markup_text(text, table->title);
        MARKUP(text, "</caption>\n");
    }
    put_heads(text, table);
    for (size_t r = 0; r < table->n_rows; r++) {
        ikm_text_put(text, table->row_kind[r] == IKM_ROW_TOTAL
                               ? "<tr class=\"total\">"
                               : "<tr>");
        for (size_t c = 0; c < table->n_columns; c++)
            put_cell(text, lang, table, r, c);
        MARKUP(text, "</tr>\n");
    }
    MARKUP(text, "</tbody></table></div>\n");
    return text->status == IKM_OK ? IKM_OK : ikm_fail_memory(err);
}

/* ---- charts ---- */

static enum ikm_status put_drawing(const struct ikm_chart *chart,
                                   enum ikm_lang lang, const char *id,
                                   double width_px, struct ikm_text *text,
                                   struct ikm_error *err)
{
    const struct ikm_svg_look look = {
        .frame = {.lang = lang, .width_px = width_px}, .id = id};
    return ikm_chart_svg(chart, &look, text, err);
}

/* Two drawings, of which a page shows one: text of a wide one is too small on
 * a phone. */
enum ikm_status ikm_html_chart(const struct ikm_chart *chart,
                               enum ikm_lang lang, const char *id,
                               struct ikm_text *text, struct ikm_error *err)
{
    char own_id[80];
    struct ikm_table table = {0};
    enum ikm_status status = chart_table(chart, lang, text->arena, &table, err);
    if (status != IKM_OK)
        return status;
    MARKUP(text, "<figure>\n<figcaption><b>");
    markup_text(text, chart->title);
    MARKUP(text, "</b><span>");
    markup_text(text, chart->subtitle);
    MARKUP(text, "</span></figcaption>\n<div class=\"wide\">");
    (void)snprintf(own_id, sizeof own_id, "%sw", id);
    status = put_drawing(chart, lang, own_id, WIDE_PX, text, err);
    if (status != IKM_OK)
        return status;
    MARKUP(text, "</div>\n<div class=\"thin\">");
    (void)snprintf(own_id, sizeof own_id, "%sn", id);
    status = put_drawing(chart, lang, own_id, THIN_PX, text, err);
    if (status != IKM_OK)
        return status;
    MARKUP(text, "</div>\n<details><summary>");
    ikm_text_put(text, ikm_say(lang, "Angka grafik ini sebagai tabel",
                               "The figures of this chart as a table"));
    MARKUP(text, "</summary>\n");
    status = ikm_html_table(&table, lang, chart->title, text, err);
    MARKUP(text, "</details>\n</figure>\n");
    return status;
}

/* ---- the page ---- */

static void put_points(struct ikm_text *text, const struct ikm_section *section)
{
    if (section->n_points == 0)
        return;
    MARKUP(text, "<ol>\n");
    for (size_t i = 0; i < section->n_points; i++) {
        MARKUP(text, "<li>");
        markup_text(text, section->points[i]);
        MARKUP(text, "</li>\n");
    }
    MARKUP(text, "</ol>\n");
}

static void put_section_head(struct ikm_text *text,
                             const struct ikm_section *section,
                             enum ikm_lang lang,
                             const struct ikm_html_place *place)
{
    ikm_text_put(text,
                 place->is_lead ? "<section class=\"lead\">\n" : "<section>\n");
    ikm_text_put(text, place->level == 2 ? "<h2>" : "<h3>");
    markup_text(text, section->title);
    ikm_text_put(text, place->level == 2 ? "</h2>\n" : "</h3>\n");
    if (place->about[0] != '\0') {
        MARKUP(text, "<details class=\"about\"><summary>");
        ikm_text_put(text, ikm_say(lang, "Apa ini?", "What is this?"));
        MARKUP(text, "<span class=\"unseen\"> ");
        markup_text(text, section->title);
        MARKUP(text, "</span></summary>\n");
        put_element(text, place->about);
        MARKUP(text, "</details>\n");
    }
    if (section->finding[0] != '\0') {
        MARKUP(text, "<p class=\"finding\">");
        markup_text(text, section->finding);
        MARKUP(text, "</p>\n");
    }
}

enum ikm_status ikm_html_section(const struct ikm_section *section,
                                 enum ikm_lang lang,
                                 const struct ikm_html_place *place,
                                 struct ikm_text *text, struct ikm_error *err)
{
    char id[64];
    enum ikm_status status = IKM_OK;
    put_section_head(text, section, lang, place);
    put_points(text, section);
    for (size_t t = 0; t < section->n_tables && status == IKM_OK; t++)
        status = ikm_html_table(&section->tables[t], lang,
                                section->tables[t].title[0] != '\0'
                                    ? section->tables[t].title
                                    : section->title,
                                text, err);
    for (size_t c = 0; c < section->n_charts && status == IKM_OK; c++) {
        (void)snprintf(id, sizeof id, "g%zux%zu", place->number, c + 1);
        status = ikm_html_chart(&section->charts[c], lang, id, text, err);
    }
    for (size_t n = 0; n < section->n_notes; n++) {
        MARKUP(text, "<p class=\"note\">");
        markup_text(text, section->notes[n]);
        MARKUP(text, "</p>\n");
    }
    MARKUP(text, "</section>\n");
    return status;
}

static void put_warnings(struct ikm_text *text, const struct ikm_report *report)
{
    if (report->n_warnings == 0)
        return;
    MARKUP(text, "<aside>\n<h2>");
    ikm_text_put(text, ikm_say(report->lang, "Perhatian", "Please note"));
    MARKUP(text, "</h2>\n<ul>\n");
    for (size_t i = 0; i < report->n_warnings; i++) {
        MARKUP(text, "<li>");
        markup_text(text, report->warnings[i]);
        MARKUP(text, "</li>\n");
    }
    MARKUP(text, "</ul>\n</aside>\n");
}

static void put_head(struct ikm_text *text, const struct ikm_report *report)
{
    MARKUP(text, "<!doctype html>\n<html lang=\"");
    ikm_text_put(text, ikm_say(report->lang, "id", "en"));
    MARKUP(text, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, "
                 "initial-scale=1\">\n<title>");
    markup_text(text, report->title);
    MARKUP(text, "</title>\n<style>\n");
    ikm_html_style(text);
    MARKUP(text, "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>");
    markup_text(text, report->title);
    MARKUP(text, "</h1>\n<p class=\"sub\">");
    markup_text(text, report->subtitle);
    MARKUP(text, "</p>\n</header>\n");
}

static void put_foot(struct ikm_text *text, const struct ikm_report *report,
                     const struct ikm_html_options *options)
{
    char day[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text line = IKM_TEXT(text->arena);
    struct ikm_error ignored = {0};
    const char *done = "";
    ikm_text_say(
        &line, report->lang, "Dibuat %s dengan %s.", "Made on %s with %s.",
        ikm_date_words(options->made, report->lang, day), options->program);
    if (ikm_text_done(&line, &done, &ignored) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    MARKUP(text, "<footer>");
    put_element(text, done);
    MARKUP(text, "</footer>\n</main>\n</body>\n</html>\n");
}

enum ikm_status ikm_to_html(const struct ikm_report *report,
                            const struct ikm_html_options *options,
                            struct ikm_text *text, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    put_head(text, report);
    for (size_t i = 0; i < report->n_sections && status == IKM_OK; i++) {
        const struct ikm_html_place place = {
            .number = i + 1, .level = 2, .is_lead = i == 0, .about = ""};
        status = ikm_html_section(&report->sections[i], report->lang, &place,
                                  text, err);
    }
    if (status != IKM_OK)
        return status;
    put_warnings(text, report);
    put_foot(text, report, options);
    return text->status == IKM_OK ? IKM_OK : ikm_fail_memory(err);
}

#include "export/to_text.h"

#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "export/to_text_internal.h"

enum {
    DEFAULT_WIDTH = 80,
    LEAST_WIDTH = 40,
    LEAST_COLUMN = 12, /* a wrapped column is not made narrower */
    GAP = 2,           /* between columns */
    UNBOUNDED = 10000  /* the columns were fitted already */
};

struct pen {
    struct ikm_text *text;
    enum ikm_lang lang;
    size_t width;
    int colours;
    struct ikm_error *err;
};

static const char *grade_colour(const char *letter)
{
    static const struct {
        const char *letter, *colour;
    } colours[] = {{"A", "\033[32m"},
                   {"B", "\033[34m"},
                   {"C", "\033[33m"},
                   {"D", "\033[31m"}};
    for (size_t i = 0; i < IKM_COUNT(colours); i++)
        if (strcmp(letter, colours[i].letter) == 0)
            return colours[i].colour;
    return NULL;
}

static void put_heading(const struct pen *pen, const char *words)
{
    ikm_text_put(pen->text, pen->colours ? "\033[1m" : "");
    text_wrap(pen->text, words, pen->width, 0, 0);
    ikm_text_put(pen->text, pen->colours ? "\033[0m\n" : "\n");
}

static void put_paragraph(const struct pen *pen, const char *words)
{
    text_wrap(pen->text, words, pen->width, 0, 0);
    ikm_text_put(pen->text, "\n");
}

/* ---- tables ---- */

/* The formatted cells of a table, and how wide each column becomes. */
struct layout {
    const struct ikm_table *table;
    const char **cell; /* [n_rows * n_columns] */
    size_t width[IKM_TABLE_MAX_COLUMNS];
};

static const char *format_cell(const struct pen *pen,
                               const struct ikm_table *table, size_t row,
                               size_t column)
{
    struct ikm_arena *arena = pen->text->arena;
    const struct ikm_report_cell *raw =
        &table->cells[row * table->n_columns + column];
    if (raw->kind == IKM_CELL_EMPTY && table->row_kind[row] == IKM_ROW_TOTAL)
        return "";
    const char *cell = text_cell(arena, pen->lang, raw);
    if (!cell || column != 0 || table->row_kind[row] != IKM_ROW_WEAK)
        return cell;
    struct ikm_text marked = IKM_TEXT(arena);
    struct ikm_error ignored = {0};
    ikm_text_printf(&marked, "%s*", cell);
    return ikm_text_done(&marked, &cell, &ignored) == IKM_OK ? cell : NULL;
}

static int format_cells(const struct pen *pen, struct layout *layout)
{
    const struct ikm_table *table = layout->table;
    layout->cell =
        ikm_arena_take(pen->text->arena, table->n_rows * table->n_columns,
                       sizeof *layout->cell);
    if (!layout->cell)
        return 0;
    for (size_t c = 0; c < table->n_columns; c++)
        layout->width[c] = ikm_utf8_width(table->columns[c].heading);
    for (size_t r = 0; r < table->n_rows; r++)
        for (size_t c = 0; c < table->n_columns; c++) {
            const char *cell = format_cell(pen, table, r, c);
            if (!cell)
                return 0;
            const size_t wide = ikm_utf8_width(cell);
            layout->cell[r * table->n_columns + c] = cell;
            if (wide > layout->width[c])
                layout->width[c] = wide;
        }
    return 1;
}

/* Takes from the widest column that may be wrapped until the row fits. */
static void fit_columns(const struct pen *pen, struct layout *layout)
{
    const size_t n = layout->table->n_columns;
    for (;;) {
        size_t total = GAP * (n - 1);
        size_t widest = n;
        for (size_t c = 0; c < n; c++) {
            total += layout->width[c];
            if (layout->table->columns[c].wraps &&
                layout->width[c] > LEAST_COLUMN &&
                (widest == n || layout->width[c] > layout->width[widest]))
                widest = c;
        }
        if (total <= pen->width || widest == n)
            return;
        layout->width[widest]--;
    }
}

/* With a blank inside words that are wider than the column: an address, a path.
 * NULL when out of memory. */
static const char *break_words(struct ikm_arena *arena, const char *cell,
                               size_t width)
{
    struct ikm_text text = IKM_TEXT(arena);
    struct ikm_error ignored = {0};
    const char *broken = NULL;
    size_t column = 0;
    for (const char *p = cell; *p;) {
        size_t bytes = 1;
        while (((unsigned char)p[bytes] & 0xC0) == 0x80)
            bytes++;
        column = *p == ' ' ? 0 : column + 1;
        if (column > width) {
            ikm_text_put(&text, " ");
            column = 1;
        }
        ikm_text_bytes(&text, p, bytes);
        p += bytes;
    }
    return ikm_text_done(&text, &broken, &ignored) == IKM_OK ? broken : NULL;
}

static int wrap_cells(const struct pen *pen, struct layout *layout)
{
    const struct ikm_table *table = layout->table;
    struct ikm_error ignored = {0};
    for (size_t i = 0; i < table->n_rows * table->n_columns; i++) {
        struct ikm_text text = IKM_TEXT(pen->text->arena);
        const size_t c = i % table->n_columns;
        if (!table->columns[c].wraps)
            continue;
        const char *cell =
            break_words(pen->text->arena, layout->cell[i], layout->width[c]);
        if (!cell)
            return 0;
        text_wrap(&text, cell, layout->width[c], 0, 0);
        if (ikm_text_done(&text, &layout->cell[i], &ignored) != IKM_OK)
            return 0;
    }
    return 1;
}

static int make_columns(const struct layout *layout,
                        struct libscols_table *drawn)
{
    const struct ikm_table *table = layout->table;
    for (size_t c = 0; c < table->n_columns; c++) {
        const struct ikm_report_column *column = &table->columns[c];
        const int flags =
            (column->align == IKM_ALIGN_RIGHT ? SCOLS_FL_RIGHT : 0) |
            (column->wraps ? SCOLS_FL_WRAP : 0);
        struct libscols_column *made = scols_table_new_column(
            drawn, column->heading, (double)layout->width[c], flags);
        if (!made)
            return 0;
        if (!column->wraps)
            continue;
        if (scols_column_set_safechars(made, "\n") != 0 ||
            scols_column_set_wrapfunc(made, scols_wrapnl_chunksize,
                                      scols_wrapnl_nextchunk, NULL) != 0)
            return 0;
    }
    return 1;
}

static int make_row(const struct layout *layout, size_t r,
                    struct libscols_table *drawn)
{
    const size_t n = layout->table->n_columns;
    struct libscols_line *line = scols_table_new_line(drawn, NULL);
    if (!line)
        return 0;
    for (size_t c = 0; c < n; c++) {
        const struct ikm_report_cell *cell = &layout->table->cells[r * n + c];
        const char *colour =
            cell->kind == IKM_CELL_GRADE ? grade_colour(cell->text) : NULL;
        if (scols_line_set_data(line, c, layout->cell[r * n + c]) != 0)
            return 0;
        if (colour &&
            scols_cell_set_color(scols_line_get_cell(line, c), colour) != 0)
            return 0;
    }
    return 1;
}

/* Drawn lines without the blanks at their ends. */
static void put_trimmed(struct ikm_text *text, const char *drawn)
{
    while (*drawn) {
        const size_t length = strcspn(drawn, "\n");
        size_t kept = length;
        while (kept > 0 && drawn[kept - 1] == ' ')
            kept--;
        ikm_text_bytes(text, drawn, kept);
        ikm_text_put(text, "\n");
        drawn += length + (drawn[length] == '\n');
    }
}

static int draw(const struct pen *pen, const struct layout *layout,
                struct libscols_table *drawn)
{
    char *lines = NULL;
    if (scols_table_set_column_separator(drawn, "  ") != 0 ||
        scols_table_enable_colors(drawn, pen->colours) != 0 ||
        scols_table_set_termforce(drawn, SCOLS_TERMFORCE_ALWAYS) != 0 ||
        scols_table_set_termwidth(drawn, UNBOUNDED) != 0 ||
        !make_columns(layout, drawn))
        return 0;
    for (size_t r = 0; r < layout->table->n_rows; r++)
        if (!make_row(layout, r, drawn))
            return 0;
    if (scols_print_table_to_string(drawn, &lines) != 0)
        return 0;
    if (lines)
        put_trimmed(pen->text, lines);
    free(lines);
    return 1;
}

static enum ikm_status put_table(const struct pen *pen,
                                 const struct ikm_table *table)
{
    struct layout layout = {.table = table};
    if (table->n_columns == 0 || table->n_columns > IKM_TABLE_MAX_COLUMNS)
        return ikm_fail(pen->err, IKM_BUG, "tabel %zu kolom",
                        "a table of %zu columns", table->n_columns);
    if (!format_cells(pen, &layout))
        return ikm_fail_memory(pen->err);
    fit_columns(pen, &layout);
    if (!wrap_cells(pen, &layout))
        return ikm_fail_memory(pen->err);
    struct libscols_table *drawn = scols_new_table();
    const int is_drawn = drawn && draw(pen, &layout, drawn);
    scols_unref_table(drawn);
    return is_drawn ? IKM_OK : ikm_fail_memory(pen->err);
}

/* ---- sections ---- */

static void put_points(const struct pen *pen, const struct ikm_section *section)
{
    for (size_t i = 0; i < section->n_points; i++) {
        ikm_text_printf(pen->text, "%2zu. ", i + 1);
        text_wrap(pen->text, section->points[i], pen->width, 4, 4);
        ikm_text_put(pen->text, "\n");
    }
}

static enum ikm_status put_section(const struct pen *pen,
                                   const struct ikm_section *section)
{
    enum ikm_status status = IKM_OK;
    /* of a chart alone the terminal has nothing to show */
    if (section->finding[0] == '\0' && section->n_points == 0 &&
        section->n_tables == 0 && section->n_notes == 0)
        return IKM_OK;
    ikm_text_put(pen->text, "\n");
    put_heading(pen, section->title);
    if (section->finding[0] != '\0')
        put_paragraph(pen, section->finding);
    put_points(pen, section);
    for (size_t i = 0; i < section->n_tables && status == IKM_OK; i++) {
        if (section->tables[i].title[0] != '\0')
            put_paragraph(pen, section->tables[i].title);
        status = put_table(pen, &section->tables[i]);
    }
    for (size_t i = 0; i < section->n_notes; i++)
        put_paragraph(pen, section->notes[i]);
    return status;
}

static void put_warnings(const struct pen *pen, const struct ikm_report *report)
{
    if (report->n_warnings == 0)
        return;
    ikm_text_put(pen->text, "\n");
    put_heading(pen, ikm_say(report->lang, "Perhatian", "Please note"));
    for (size_t i = 0; i < report->n_warnings; i++) {
        ikm_text_put(pen->text, "- ");
        text_wrap(pen->text, report->warnings[i], pen->width, 2, 2);
        ikm_text_put(pen->text, "\n");
    }
}

static enum ikm_status put_report(const struct pen *pen,
                                  const struct ikm_report *report)
{
    enum ikm_status status = IKM_OK;
    put_heading(pen, report->title);
    put_paragraph(pen, report->subtitle);
    for (size_t i = 0; i < report->n_sections && status == IKM_OK; i++)
        status = put_section(pen, &report->sections[i]);
    put_warnings(pen, report);
    if (status == IKM_OK && pen->text->status != IKM_OK)
        return ikm_fail_memory(pen->err);
    return status;
}

enum ikm_status ikm_to_text(const struct ikm_report *report,
                            struct ikm_text_look look, struct ikm_text *text,
                            struct ikm_error *err)
{
    const int asked = look.width > 0 ? look.width : DEFAULT_WIDTH;
    const struct pen pen = {
        .text = text,
        .lang = report->lang,
        .width = (size_t)(asked > LEAST_WIDTH ? asked : LEAST_WIDTH),
        .colours = look.colours,
        .err = err};
    /* libsmartcols measures by the thread's characters: UTF-8 here, whatever
     * the user's locale is; numbers are not touched */
    const locale_t none = (locale_t)0;
    const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", none);
    const locale_t before = utf8 != none ? uselocale(utf8) : none;
    const enum ikm_status status = put_report(&pen, report);
    if (utf8 != none) {
        (void)uselocale(before);
        freelocale(utf8);
    }
    return status;
}

#include <string.h>

#include "export/report_internal.h"
#include "export/words.h"

void *part_take(struct build *build, size_t count, size_t item_bytes)
{
    void *taken = ikm_arena_take(build->arena, count, item_bytes);
    if (!taken)
        build->failed = 1;
    return taken;
}

const char *part_text(struct build *build, struct ikm_text *text)
{
    struct ikm_error ignored = {0};
    const char *done = "";
    if (ikm_text_done(text, &done, &ignored) != IKM_OK)
        build->failed = 1;
    return done;
}

struct ikm_section *part_section(struct build *build, const char *title,
                                 const char *finding)
{
    if (build->n_sections == build->room) {
        const size_t room = build->room ? 2 * build->room : 8;
        struct ikm_section *grown =
            part_take(build, room, sizeof *build->section);
        if (!grown)
            return &build->lost;
        if (build->n_sections > 0)
            memcpy(grown, build->section, build->n_sections * sizeof *grown);
        build->section = grown;
        build->room = room;
    }
    struct ikm_section *section = &build->section[build->n_sections++];
    *section =
        (struct ikm_section){.key = "", .title = title, .finding = finding};
    return section;
}

struct part_table part_table_make(struct build *build,
                                  const struct ikm_report_column *columns,
                                  size_t n_columns, size_t room)
{
    struct part_table table = {.build = build, .n_columns = n_columns};
    struct ikm_report_column *copy = part_take(build, n_columns, sizeof *copy);
    table.row_kind = part_take(build, room, sizeof *table.row_kind);
    table.cells = part_take(build, room * n_columns, sizeof *table.cells);
    if (!copy || !table.row_kind || !table.cells)
        return table;
    memcpy(copy, columns, n_columns * sizeof *copy);
    table.column = copy;
    table.room = room;
    return table;
}

struct ikm_report_cell *part_table_row(struct part_table *table,
                                       enum ikm_row_kind kind)
{
    if (table->n_rows == table->room)
        return NULL;
    table->row_kind[table->n_rows] = kind;
    return table->cells + table->n_columns * table->n_rows++;
}

static int is_empty(const struct part_table *table, size_t column)
{
    for (size_t r = 0; r < table->n_rows; r++)
        if (table->cells[r * table->n_columns + column].kind != IKM_CELL_EMPTY)
            return 0;
    return 1;
}

/* What is kept moves to the front, row by row, in place. */
static size_t drop_empty_columns(struct part_table *table,
                                 struct ikm_report_column *column)
{
    size_t kept[IKM_TABLE_MAX_COLUMNS] = {0};
    size_t n_kept = 0;
    for (size_t c = 0; c < table->n_columns; c++)
        if (!is_empty(table, c))
            kept[n_kept++] = c;
    for (size_t i = 0; i < n_kept; i++)
        column[i] = column[kept[i]];
    for (size_t r = 0; r < table->n_rows; r++)
        for (size_t i = 0; i < n_kept; i++)
            table->cells[r * n_kept + i] =
                table->cells[r * table->n_columns + kept[i]];
    return n_kept;
}

void part_table_done(struct part_table *table, struct ikm_section *section)
{
    struct ikm_table *made = part_take(table->build, 1, sizeof *made);
    if (!made || table->n_rows == 0)
        return;
    table->n_columns = drop_empty_columns(table, table->column);
    *made = (struct ikm_table){.title = "",
                               .n_columns = table->n_columns,
                               .n_rows = table->n_rows,
                               .columns = table->column,
                               .row_kind = table->row_kind,
                               .cells = table->cells};
    section->tables = made;
    section->n_tables = 1;
}

struct ikm_report_cell part_words(const char *text)
{
    return (struct ikm_report_cell){.kind = IKM_CELL_TEXT, .text = text};
}

struct ikm_report_cell part_integer(int64_t number)
{
    return (struct ikm_report_cell){.kind = IKM_CELL_INTEGER, .number = number};
}

struct ikm_report_cell part_fixed(int64_t number, int decimals)
{
    return (struct ikm_report_cell){
        .kind = IKM_CELL_FIXED, .number = number, .decimals = decimals};
}

struct ikm_report_cell part_real(double value, int decimals, int is_defined)
{
    if (!is_defined)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    return (struct ikm_report_cell){
        .kind = IKM_CELL_REAL, .real = value, .decimals = decimals};
}

struct ikm_report_cell part_grade(const struct ikm_form *form, int grade)
{
    if (grade == IKM_CLASS_NONE)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    return (struct ikm_report_cell){.kind = IKM_CELL_GRADE,
                                    .text = ikm_grade_letter(form, grade),
                                    .label = ikm_grade_label(form, grade)};
}

struct ikm_report_cell part_change(const struct ikm_change *change)
{
    if (!change->known)
        return (struct ikm_report_cell){.kind = IKM_CELL_EMPTY};
    return (struct ikm_report_cell){.kind = IKM_CELL_REAL,
                                    .real = change->difference,
                                    .decimals = 2,
                                    .is_signed = 1};
}

size_t part_cutoffs(struct build *build, const struct ikm_form *form,
                    const struct ikm_chart_line **ret_lines)
{
    const size_t n = form->n_classes > 0 ? form->n_classes - 1 : 0;
    struct ikm_chart_line *lines = part_take(build, n, sizeof *lines);
    *ret_lines = lines;
    if (!lines)
        return 0;
    for (size_t c = 0; c < n; c++) {
        char value[32];
        struct ikm_text label = IKM_TEXT(build->arena);
        ikm_text_say(&label, build->lang, "%s mulai %s", "%s from %s",
                     form->classes[c].grade,
                     ikm_words_fixed(build->lang,
                                     form->classes[c].lower_hundredths, 2,
                                     value));
        lines[c] = (struct ikm_chart_line){part_text(build, &label),
                                           form->classes[c].lower_hundredths};
    }
    return n;
}

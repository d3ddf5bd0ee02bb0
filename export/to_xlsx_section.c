#include "export/to_xlsx_internal.h"

static void put_real(struct xlsx_pen *pen, double value, int decimals)
{
    xlsx_real(pen, decimals == 3 ? STYLE_3 : STYLE_2, value);
}

static double scaled(int64_t number, int decimals)
{
    double unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    return (double)number / unit;
}

static void put_cell(struct xlsx_pen *pen, const struct ikm_report_cell *cell,
                     const struct ikm_report_column *column)
{
    switch (cell->kind) {
    case IKM_CELL_EMPTY: xlsx_text(pen, STYLE_CENTER, ""); break;
    case IKM_CELL_TEXT:
        xlsx_text(pen, column->wraps ? STYLE_TEXT_WRAP : STYLE_CENTER,
                  cell->text);
        break;
    case IKM_CELL_INTEGER:
        xlsx_integer(
            pen, column->align == IKM_ALIGN_LEFT ? STYLE_CENTER : STYLE_INTEGER,
            cell->number);
        break;
    case IKM_CELL_FIXED:
        put_real(pen, scaled(cell->number, cell->decimals), cell->decimals);
        break;
    case IKM_CELL_REAL: put_real(pen, cell->real, cell->decimals); break;
    case IKM_CELL_GRADE:
        xlsx_text(pen, xlsx_grade_style(cell->text), cell->text);
        break;
    }
}

uint32_t xlsx_put_section(struct xlsx_pen *pen,
                          const struct ikm_section *section)
{
    const struct xlsx_page page = {.is_landscape = 1,
                                   .n_head_rows = XLSX_SECTION_HEAD + 1,
                                   .n_repeat_rows = 1};
    const struct ikm_table *table =
        section->n_tables > 0 ? &section->tables[0] : NULL;
    xlsx_set_page(pen->book, pen->sheet, &page);
    xlsx_text(pen, STYLE_TITLE, section->title);
    xlsx_down(pen, 1);
    xlsx_text(pen, STYLE_SUBTITLE, section->finding);
    xlsx_down(pen, XLSX_SECTION_HEAD - 1);
    for (size_t c = 0; table && c < table->n_columns; c++)
        xlsx_text(pen, STYLE_HEAD, table->columns[c].heading);
    xlsx_down(pen, 1);
    const uint32_t first = pen->row;
    for (size_t r = 0; table && r < table->n_rows; r++) {
        for (size_t c = 0; c < table->n_columns; c++)
            put_cell(pen, &table->cells[r * table->n_columns + c],
                     &table->columns[c]);
        xlsx_down(pen, 1);
    }
    return first;
}

void xlsx_notes(struct xlsx_pen *pen, const struct ikm_section *section,
                uint16_t n_columns)
{
    xlsx_down(pen, 1);
    for (size_t i = 0; i < section->n_notes; i++) {
        xlsx_wide(pen, STYLE_NOTE, n_columns, section->notes[i]);
        xlsx_down(pen, 1);
    }
}

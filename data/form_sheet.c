#include <string.h>

#include "data/base/utf8.h"
#include "data/form_internal.h"
#include "data/tables/csv.h"

struct table_shape {
    const char *name;
    const char *column[IKM_FORM_MAX_COLUMNS];
    size_t n_columns;
    bool optional;
    size_t n_needed; /* the columns after these may lack; 0: none may */
};

static const struct table_shape shapes[] = {
    [IKM_FORM_SETTINGS] = {"settings.csv", {"kunci", "nilai"}, 2, false, 0},
    [IKM_FORM_ELEMENTS] = {"elements.csv",
                           {"unsur", "kode", "nama", "bobot", "tindakan"},
                           5,
                           false,
                           0},
    [IKM_FORM_QUESTIONS] =
        {"questions.csv", {"unsur", "pertanyaan", "jenis"}, 3, false, 2},
    [IKM_FORM_CHOICES] =
        {"choices.csv", {"pertanyaan", "skor", "label"}, 3, false, 0},
    [IKM_FORM_CAUSES] = {"causes.csv", {"unsur", "kode", "sebab"}, 3, true, 0},
    [IKM_FORM_CLASSES] =
        {"classes.csv", {"mutu", "batas_bawah", "kinerja"}, 3, true, 0},
    [IKM_FORM_ORDERS] =
        {"orders.csv", {"urutan", "posisi", "unsur"}, 3, true, 0},
};
_Static_assert(IKM_COUNT(shapes) == IKM_FORM_TABLE_COUNT,
               "every table has a shape");

const char *ikm_form_table_name(enum ikm_form_table table)
{
    return shapes[table].name;
}

const char *ikm_form_column_name(enum ikm_form_table table, size_t column)
{
    return shapes[table].column[column];
}

/* What is known while one file is read. */
struct reading {
    struct ikm_form_build *build;
    const struct table_shape *shape;
    struct ikm_form_sheet *sheet;
    bool has_heading;
    size_t n_headings; /* up to the last that is not empty */
    size_t room_rows;
};

static bool is_empty_row(const struct ikm_row *row)
{
    for (size_t i = 0; i < row->n_cells; i++)
        if (row->cells[i].length_bytes > 0)
            return false;
    return true;
}

/* Case, blanks and underscores do not count in a heading. */
static bool is_heading(const char *cell, const char *name)
{
    char folded_cell[64];
    char folded_name[64];
    (void)ikm_fold_letters(cell, folded_cell, sizeof folded_cell);
    (void)ikm_fold_letters(name, folded_name, sizeof folded_name);
    return strcmp(folded_cell, folded_name) == 0;
}

static size_t n_needed(const struct table_shape *shape)
{
    return shape->n_needed > 0 ? shape->n_needed : shape->n_columns;
}

static size_t find_column(const struct table_shape *shape, const char *cell)
{
    size_t c = 0;
    while (c < shape->n_columns && !is_heading(cell, shape->column[c]))
        c++;
    return c;
}

static void read_heading(struct reading *reading, const struct ikm_row *row)
{
    const struct table_shape *shape = reading->shape;
    struct ikm_form_sheet *sheet = reading->sheet;
    struct ikm_faults *faults = reading->build->faults;
    char quote[IKM_FORM_QUOTE_BYTES];

    reading->has_heading = true;
    for (size_t i = 0; i < row->n_cells; i++) {
        const char *cell = row->cells[i].text;
        const uint32_t place = (uint32_t)i + 1;
        if (*cell == '\0')
            continue;
        reading->n_headings = i + 1;
        const size_t c = find_column(shape, cell);
        if (c == shape->n_columns)
            ikm_fault_add(faults, row->number, place,
                          "%s: judul kolom \"%s\" tidak dikenal; hapus kolom "
                          "itu atau perbaiki judulnya",
                          "%s: the heading \"%s\" is not known; remove the "
                          "column or correct its heading",
                          shape->name, ikm_form_quote(cell, quote));
        else if (sheet->column[c] != 0)
            ikm_fault_add(faults, row->number, place,
                          "%s: judul kolom \"%s\" ada dua kali; sisakan satu",
                          "%s: the heading \"%s\" stands twice; keep one",
                          shape->name, shape->column[c]);
        else
            sheet->column[c] = place;
    }
    for (size_t c = 0; c < n_needed(shape); c++)
        if (sheet->column[c] == 0) {
            sheet->whole = false;
            ikm_fault_add(faults, row->number, 0,
                          "%s: judul kolom \"%s\" tidak ada; tambahkan",
                          "%s: the heading \"%s\" is missing; add it",
                          shape->name, shape->column[c]);
        }
}

static bool make_room(struct reading *reading)
{
    struct ikm_form_sheet *sheet = reading->sheet;
    if (sheet->n_rows < reading->room_rows)
        return true;
    const size_t room_rows = 2 * reading->room_rows + 32;
    struct ikm_form_row *rows =
        ikm_arena_take(reading->build->arena, room_rows, sizeof *rows);
    if (!rows)
        return false;
    if (sheet->n_rows > 0)
        memcpy(rows, sheet->rows, sheet->n_rows * sizeof *rows);
    sheet->rows = rows;
    reading->room_rows = room_rows;
    return true;
}

static bool keep_row(struct reading *reading, const struct ikm_row *row)
{
    struct ikm_form_sheet *sheet = reading->sheet;
    if (!make_room(reading))
        return false;
    struct ikm_form_row *kept = &sheet->rows[sheet->n_rows];
    kept->number = row->number;
    for (size_t c = 0; c < reading->shape->n_columns; c++) {
        const size_t place = sheet->column[c];
        kept->cell[c] = "";
        if (place == 0 || place > row->n_cells)
            continue;
        const struct ikm_cell *cell = &row->cells[place - 1];
        kept->cell[c] = ikm_arena_copy(reading->build->arena, cell->text,
                                       cell->length_bytes);
        if (!kept->cell[c])
            return false;
    }
    sheet->n_rows++;
    return true;
}

/* False when memory runs out. */
static bool read_row(struct reading *reading, const struct ikm_row *row)
{
    if (is_empty_row(row))
        return true;
    if (!reading->has_heading) {
        read_heading(reading, row);
        return true;
    }
    for (size_t i = reading->n_headings; i < row->n_cells; i++)
        if (row->cells[i].length_bytes > 0) {
            char quote[IKM_FORM_QUOTE_BYTES];
            ikm_fault_add(reading->build->faults, row->number, (uint32_t)i + 1,
                          "%s: sel \"%s\" tidak punya judul kolom; teks yang "
                          "memuat koma harus diapit tanda kutip",
                          "%s: the cell \"%s\" stands under no heading; a text "
                          "with a comma must be put in quotes",
                          reading->shape->name,
                          ikm_form_quote(row->cells[i].text, quote));
            break;
        }
    return keep_row(reading, row);
}

/* Rows until the end of the file, or until it cannot be read any further. */
static enum ikm_status read_rows(struct reading *reading, struct ikm_csv *csv,
                                 struct ikm_error *err)
{
    struct ikm_faults *faults = reading->build->faults;
    struct ikm_error said = {.lang = faults->lang};
    const struct ikm_row *row = NULL;

    for (;;) {
        const enum ikm_status status = ikm_csv_next(csv, &row, &said);
        if (status == IKM_NO_MEMORY)
            return ikm_fail_memory(err);
        if (status != IKM_OK) {
            reading->sheet->whole = false;
            /* names the table, the row and mostly the column itself */
            ikm_fault_add(faults, 0, 0, "%s", "%s", said.text);
            return IKM_OK;
        }
        if (!row)
            return IKM_OK;
        if (reading->sheet->n_rows == IKM_FORM_MAX_ROWS) {
            reading->sheet->whole = false;
            ikm_fault_add(faults, row->number, 0,
                          "%s: lebih dari %d baris; hapus baris yang berlebih",
                          "%s: more than %d rows; remove those that are too "
                          "many",
                          reading->shape->name, IKM_FORM_MAX_ROWS);
            return IKM_OK;
        }
        if (!read_row(reading, row))
            return ikm_fail_memory(err);
    }
}

enum ikm_status ikm_form_sheet_read(struct ikm_form_build *build,
                                    enum ikm_form_table table,
                                    const struct ikm_form_source *source,
                                    struct ikm_error *err)
{
    const struct table_shape *shape = &shapes[table];
    struct ikm_csv_memory memory = {source->table[table].bytes,
                                    source->table[table].length_bytes};
    struct ikm_form_sheet *sheet = &build->sheet[table];
    struct reading reading = {.build = build, .shape = shape, .sheet = sheet};
    struct ikm_csv *csv = NULL;
    enum ikm_status status = IKM_OK;

    sheet->present = memory.bytes != NULL;
    if (!sheet->present) {
        if (!shape->optional)
            ikm_fault_add(build->faults, 0, 0,
                          "%s: berkas ini tidak ada; kuesioner memerlukannya",
                          "%s: this file is missing; a questionnaire needs it",
                          shape->name);
        return IKM_OK;
    }
    sheet->whole = true;

    status = ikm_csv_open(ikm_csv_from_memory, &memory, shape->name,
                          IKM_ENCODING_UTF8, 0, &csv, err);
    if (status != IKM_OK)
        return status;
    status = read_rows(&reading, csv, err);
    if (status == IKM_OK && !reading.has_heading) {
        sheet->whole = false;
        ikm_fault_add(build->faults, 1, 0,
                      "%s: berkas kosong; baris pertama harus berisi judul "
                      "kolom",
                      "%s: the file is empty; its first row must hold the "
                      "headings",
                      shape->name);
    }
    /* cells of a column that is missing would all be called empty */
    for (size_t c = 0; c < n_needed(shape); c++)
        if (sheet->column[c] == 0)
            sheet->n_rows = 0;
    ikm_csv_close(csv);
    return status;
}

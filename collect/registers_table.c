#include <string.h>

#include "collect/registers_internal.h"
#include "data/base/utf8.h"
#include "data/tables/table.h"

enum { KEY_BYTES = 128 };

const char *register_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

enum ikm_status register_fail(struct ikm_faults *faults, struct ikm_error *err)
{
    ikm_faults_sort(faults);
    return ikm_fail(
        err, IKM_INPUT,
        "%s: %zu kesalahan; tidak ada yang disimpan. Perbaiki, lalu "
        "ulangi",
        "%s: %zu faults; nothing was stored. Correct them and try "
        "again",
        faults->source, faults->n_total);
}

static int is_empty(const struct ikm_row *row)
{
    for (size_t i = 0; i < row->n_cells; i++)
        if (row->cells[i].length_bytes > 0)
            return 0;
    return 1;
}

/* Index of the column that the heading names; n_columns when none. */
static size_t find_column(const struct register_shape *shape,
                          const char *heading)
{
    char key[KEY_BYTES];
    (void)ikm_fold_letters(heading, key, sizeof key);
    for (size_t c = 0; c < shape->n_columns; c++)
        for (size_t s = 0; s < REGISTER_MAX_SPELLINGS; s++)
            if (shape->column[c].spelling[s] &&
                strcmp(shape->column[c].spelling[s], key) == 0)
                return c;
    return shape->n_columns;
}

/* "kode, nama, induk" */
static const char *heading_list(const struct register_shape *shape,
                                char room[KEY_BYTES])
{
    size_t length = 0;
    for (size_t c = 0; c < shape->n_columns; c++) {
        const char *name = shape->column[c].spelling[0];
        const size_t n = strlen(name);
        if (length + n + 3 > KEY_BYTES)
            break;
        if (c > 0) {
            memcpy(room + length, ", ", 2);
            length += 2;
        }
        memcpy(room + length, name, n);
        length += n;
    }
    room[length] = '\0';
    return room;
}

static void read_heading(const struct register_shape *shape,
                         const struct ikm_row *row, struct ikm_faults *faults,
                         struct register_table *table)
{
    char list[KEY_BYTES];
    for (size_t i = 0; i < row->n_cells; i++) {
        const char *heading = row->cells[i].text;
        const uint32_t place = (uint32_t)i + 1;
        if (!*heading)
            continue;
        const size_t c = find_column(shape, heading);
        if (c == shape->n_columns)
            ikm_fault_add(faults, row->number, place,
                          "judul kolom \"%.60s\" tidak dikenal; yang ada: %s. "
                          "Hapus kolom itu atau perbaiki judulnya",
                          "the heading \"%.60s\" is not known; there are: %s. "
                          "Remove the column or correct its heading",
                          heading, heading_list(shape, list));
        else if (table->place[c] != 0)
            ikm_fault_add(faults, row->number, place,
                          "judul kolom \"%s\" ada dua kali (juga kolom %u); "
                          "sisakan satu",
                          "the heading \"%s\" stands twice (also column %u); "
                          "keep one",
                          shape->column[c].spelling[0],
                          (unsigned)table->place[c]);
        else
            table->place[c] = place;
    }
    for (size_t c = 0; c < shape->n_columns; c++)
        if (table->place[c] == 0 && shape->column[c].must_stand)
            ikm_fault_add(faults, row->number, 0,
                          "judul kolom \"%s\" tidak ada; tambahkan",
                          "the heading \"%s\" is missing; add it",
                          shape->column[c].spelling[0]);
}

/* Reading a file: where it goes. */
struct reading {
    const struct register_shape *shape;
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    struct register_table *table;
    size_t n_headings; /* cells of the heading row */
    size_t room_rows;
};

static int keep_row(struct reading *reading, const struct ikm_row *row)
{
    struct register_table *table = reading->table;
    if (table->n_rows == reading->room_rows) {
        const size_t room = 2 * reading->room_rows + 64;
        struct register_row *rows =
            ikm_arena_take(reading->arena, room, sizeof *rows);
        if (!rows)
            return 0;
        if (table->n_rows > 0)
            memcpy(rows, table->rows, table->n_rows * sizeof *rows);
        table->rows = rows;
        reading->room_rows = room;
    }
    struct register_row *kept = &table->rows[table->n_rows];
    kept->number = row->number;
    for (size_t c = 0; c < REGISTER_MAX_COLUMNS; c++) {
        const size_t place = table->place[c];
        const struct ikm_cell *cell =
            place > 0 && place <= row->n_cells ? &row->cells[place - 1] : NULL;
        kept->cell[c] = cell ? ikm_arena_copy(reading->arena, cell->text,
                                              cell->length_bytes)
                             : "";
        if (!kept->cell[c])
            return 0;
    }
    for (size_t i = reading->n_headings; i < row->n_cells; i++)
        if (row->cells[i].length_bytes > 0)
            ikm_fault_add(reading->faults, row->number, (uint32_t)i + 1,
                          "\"%.60s\" berdiri di luar kolom yang berjudul; teks "
                          "yang memuat pemisah kolom diapit tanda kutip",
                          "\"%.60s\" stands beyond the columns with headings; "
                          "put text that holds the separator in quotes",
                          row->cells[i].text);
    table->n_rows++;
    return 1;
}

/* The heading row is the first that is not empty. */
static enum ikm_status read_rows(struct reading *reading,
                                 struct ikm_table *file, struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    enum ikm_status status = ikm_table_next(file, &row, err);
    while (status == IKM_OK && row && is_empty(row))
        status = ikm_table_next(file, &row, err);
    if (status != IKM_OK)
        return status;
    if (!row)
        return ikm_fail(err, IKM_INPUT, "%s: berkas ini kosong",
                        "%s: the file is empty", reading->faults->source);
    read_heading(reading->shape, row, reading->faults, reading->table);
    reading->n_headings = row->n_cells;
    if (reading->faults->n_total > 0)
        return register_fail(reading->faults, err);
    while ((status = ikm_table_next(file, &row, err)) == IKM_OK && row)
        if (!is_empty(row) && !keep_row(reading, row))
            return ikm_fail_memory(err);
    return status;
}

enum ikm_status
register_read(const char *path, const struct register_shape *shape,
              struct ikm_arena *arena, struct ikm_faults *faults,
              struct register_table *ret_table, struct ikm_error *err)
{
    struct ikm_table *file = NULL;
    struct reading reading = {
        .shape = shape, .arena = arena, .faults = faults, .table = ret_table};
    *ret_table = (struct register_table){0};
    enum ikm_status status = ikm_table_open(path, &file, err);
    if (status == IKM_OK)
        status = read_rows(&reading, file, err);
    ikm_table_close(file);
    return status;
}

#include "data/tables/table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/tables/csv.h"
#include "data/tables/table_look.h"
#include "data/tables/xlsx.h"

struct ikm_table {
    struct ikm_table_facts facts;
    char *path;
    FILE *file; /* CSV */
    struct ikm_csv *csv;
    int64_t read_bytes;
    struct ikm_xlsx *xlsx; /* XLSX */
    struct ikm_cell *cells;
    size_t cells_room;
    struct ikm_row row;
};

static enum ikm_status fail_reading(const char *path, struct ikm_error *err)
{
    if (errno == EACCES || errno == EPERM)
        return ikm_fail(err, IKM_DENIED, "%s: Anda tidak berhak membacanya",
                        "%s: you may not read it", path);
    if (errno == ESPIPE)
        return ikm_fail(
            err, IKM_IO, "%s bukan berkas biasa; simpan dahulu sebagai berkas",
            "%s is no ordinary file; save it as a file first", path);
    return ikm_fail(err, IKM_IO, "berkas %s tidak dapat dibaca (%s)",
                    "the file %s cannot be read (%s)", path, strerror(errno));
}

/* An ikm_csv_source over the table's file. */
static enum ikm_status read_file(void *context, char *room, size_t room_bytes,
                                 size_t *ret_length, struct ikm_error *err)
{
    struct ikm_table *table = context;
    const size_t length = fread(room, 1, room_bytes, table->file);
    if (ferror(table->file))
        return fail_reading(table->path, err);
    table->read_bytes += (int64_t)length;
    *ret_length = length;
    return IKM_OK;
}

static enum ikm_status rewind_csv(struct ikm_table *table,
                                  struct ikm_error *err)
{
    struct ikm_csv *csv = NULL;
    if (fseek(table->file, 0, SEEK_SET) != 0)
        return fail_reading(table->path, err);
    const enum ikm_status status =
        ikm_csv_open(read_file, table, table->path, table->facts.encoding,
                     table->facts.separator, &csv, err);
    if (status != IKM_OK)
        return status;
    ikm_csv_close(table->csv);
    table->csv = csv;
    table->read_bytes = 0;
    return IKM_OK;
}

/* The separator is known once the first row was read. */
static enum ikm_status open_csv(struct ikm_table *table, struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    table->facts.n_sheets = 1;
    enum ikm_status status = rewind_csv(table, err);
    if (status == IKM_OK)
        status = ikm_csv_next(table->csv, &row, err);
    if (status != IKM_OK)
        return status;
    table->facts.separator = ikm_csv_separator(table->csv);
    return rewind_csv(table, err);
}

static enum ikm_status open_xlsx(struct ikm_table *table, struct ikm_error *err)
{
    (void)fclose(table->file);
    table->file = NULL;
    const enum ikm_status status =
        ikm_xlsx_open(table->path, &table->xlsx, err);
    if (status == IKM_OK)
        table->facts.n_sheets = ikm_xlsx_sheet_count(table->xlsx);
    return status;
}

static enum ikm_status open_file(struct ikm_table *table, const char *path,
                                 struct ikm_error *err)
{
    const size_t n_bytes = strlen(path) + 1;
    table->path = malloc(n_bytes);
    if (!table->path)
        return ikm_fail_memory(err);
    memcpy(table->path, path, n_bytes);
    table->file = fopen(path, "rb");
    if (table->file) {
        (void)setvbuf(table->file, NULL, _IONBF, 0); /* we read in bulk */
        return ikm_table_look(table->file, table->path, &table->facts, err);
    }
    if (errno != ENOENT && errno != ENOTDIR)
        return fail_reading(path, err);
    return ikm_fail(err, IKM_NO_FILE, "berkas %s tidak ada",
                    "there is no file %s", path);
}

enum ikm_status ikm_table_open(const char *path, struct ikm_table **ret_table,
                               struct ikm_error *err)
{
    struct ikm_table *table = calloc(1, sizeof *table);
    if (!table)
        return ikm_fail_memory(err);
    enum ikm_status status = open_file(table, path, err);
    if (status == IKM_OK)
        status =
            table->facts.is_xlsx ? open_xlsx(table, err) : open_csv(table, err);
    if (status != IKM_OK) {
        ikm_table_close(table);
        return status;
    }
    *ret_table = table;
    return IKM_OK;
}

void ikm_table_close(struct ikm_table *table)
{
    if (!table)
        return;
    ikm_csv_close(table->csv);
    ikm_xlsx_close(table->xlsx);
    if (table->file)
        (void)fclose(table->file);
    free(table->cells);
    free(table->path);
    free(table);
}

const struct ikm_table_facts *ikm_table_facts(const struct ikm_table *table)
{
    return &table->facts;
}

const char *ikm_table_sheet_name(const struct ikm_table *table, size_t sheet)
{
    return table->xlsx ? ikm_xlsx_sheet_name(table->xlsx, sheet) : "";
}

enum ikm_status ikm_table_rewind(struct ikm_table *table, size_t sheet,
                                 struct ikm_error *err)
{
    return table->xlsx ? ikm_xlsx_rewind(table->xlsx, sheet, err)
                       : rewind_csv(table, err);
}

/* A row of XLSX without what its cells are. */
static enum ikm_status next_xlsx(struct ikm_table *table,
                                 const struct ikm_row **ret_row,
                                 struct ikm_error *err)
{
    const struct ikm_xlsx_row *row = NULL;
    *ret_row = NULL;
    const enum ikm_status status = ikm_xlsx_next(table->xlsx, &row, err);
    if (status != IKM_OK || !row)
        return status;
    if (row->n_cells > table->cells_room) {
        const size_t room = row->n_cells + table->cells_room;
        struct ikm_cell *cells = realloc(table->cells, room * sizeof *cells);
        if (!cells)
            return ikm_fail_memory(err);
        table->cells = cells;
        table->cells_room = room;
    }
    for (size_t i = 0; i < row->n_cells; i++)
        table->cells[i] =
            (struct ikm_cell){row->cells[i].text, row->cells[i].length_bytes};
    table->row = (struct ikm_row){row->number, row->n_cells, table->cells};
    *ret_row = &table->row;
    return IKM_OK;
}

enum ikm_status ikm_table_next(struct ikm_table *table,
                               const struct ikm_row **ret_row,
                               struct ikm_error *err)
{
    return table->xlsx ? next_xlsx(table, ret_row, err)
                       : ikm_csv_next(table->csv, ret_row, err);
}

struct ikm_table_fault ikm_table_fault(const struct ikm_table *table)
{
    return table->xlsx ? (struct ikm_table_fault){0, 0, NULL}
                       : ikm_csv_fault(table->csv);
}

enum ikm_status ikm_table_skip_row(struct ikm_table *table, int *ret_skipped,
                                   struct ikm_error *err)
{
    *ret_skipped = 0;
    return table->xlsx ? IKM_OK
                       : ikm_csv_skip_row(table->csv, ret_skipped, err);
}

double ikm_table_progress(const struct ikm_table *table)
{
    if (table->xlsx)
        return ikm_xlsx_progress(table->xlsx);
    return (double)table->read_bytes / (double)table->facts.size_bytes;
}

#include "data/tables/csv.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/tables/csv_parts.h"

/* First bytes: byte order mark, "sep=" line, separator. */
static enum ikm_status start(struct ikm_csv *csv, struct ikm_error *err)
{
    const enum ikm_status status = ikm_csv_refill(csv, err);
    if (status != IKM_OK)
        return status;
    csv->is_started = true;
    if (csv->end - csv->at >= 3 && memcmp(csv->at, "\xEF\xBB\xBF", 3) == 0)
        csv->at += 3;
    const char told = ikm_csv_told(csv->at, csv->end);
    if (told) {
        csv->given.number = 1;
        csv->at += 5;
        csv->is_after_cr = *csv->at == '\r';
        csv->at += csv->at < csv->end;
    }
    if (csv->separator == 0)
        csv->separator = told;
    if (csv->separator == 0)
        csv->separator = ikm_csv_sniff(csv->at, csv->end);
    return IKM_OK;
}

/* Opens a row at `at`, reading on when nothing is left. */
static enum ikm_status open_row(struct ikm_csv *csv, struct ikm_error *err)
{
    csv->row = csv->cell = csv->at;
    csv->n_cells = 0;
    return csv->at == csv->end ? ikm_csv_refill(csv, err) : IKM_OK;
}

/* Puts `at` on the next row's first byte; at == end: there is none. */
static enum ikm_status seek_row(struct ikm_csv *csv, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (!csv->is_started)
        status = start(csv, err);
    if (status == IKM_OK)
        status = open_row(csv, err);
    if (status == IKM_OK && csv->is_after_cr && *csv->at == '\n') {
        csv->at++;
        status = open_row(csv, err);
    }
    csv->is_after_cr = false;
    csv->has_high = false;
    return status;
}

static enum ikm_status next_row(struct ikm_csv *csv,
                                const struct ikm_row **ret_row,
                                struct ikm_error *err)
{
    enum ikm_status status = seek_row(csv, err);
    if (status != IKM_OK || csv->at == csv->end) {
        *ret_row = NULL;
        return status;
    }
    csv->given.number++;
    csv->is_row_ended = false;
    status = ikm_csv_read_row(csv, err);
    csv->given.n_cells = csv->n_cells;
    csv->given.cells = csv->cells;
    *ret_row = status == IKM_OK ? &csv->given : NULL;
    return status;
}

enum ikm_status ikm_csv_fail(struct ikm_csv *csv, size_t column,
                             struct ikm_error *err, const char *id_format,
                             const char *en_format, ...)
{
    va_list args;
    (void)ikm_fail(err, IKM_INPUT, "%.600s, baris %" PRIu32 ", kolom %zu: ",
                   "%.600s, row %" PRIu32 ", column %zu: ", csv->name,
                   csv->given.number, column);
    csv->failure_column = column;
    csv->failure_text = strlen(err->text);
    va_start(args, en_format);
    (void)vsnprintf(err->text + csv->failure_text,
                    sizeof err->text - csv->failure_text,
                    ikm_say(err->lang, id_format, en_format), args);
    va_end(args);
    ikm_utf8_drop_malformed(err->text);
    return IKM_INPUT;
}

enum ikm_status ikm_csv_skip_row(struct ikm_csv *csv, int *ret_skipped,
                                 struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    *ret_skipped = 0;
    if (csv->failure.status != IKM_INPUT || csv->failure_column == 0 ||
        csv->is_lost)
        return IKM_OK;
    while (status == IKM_OK && !csv->is_row_ended) {
        while (csv->at < csv->end && *csv->at != '\n' && *csv->at != '\r')
            csv->at++;
        csv->is_row_ended = csv->at < csv->end;
        if (csv->is_row_ended) {
            csv->is_after_cr = *csv->at == '\r';
            csv->at++;
            break;
        }
        status = open_row(csv, err);
        csv->is_row_ended = csv->at == csv->end;
    }
    csv->failure.status = IKM_OK;
    *ret_skipped = 1;
    return status;
}

struct ikm_table_fault ikm_csv_fault(const struct ikm_csv *csv)
{
    if (csv->failure_column == 0)
        return (struct ikm_table_fault){0, 0, NULL};
    return (struct ikm_table_fault){csv->given.number,
                                    (uint32_t)csv->failure_column,
                                    csv->failure.text + csv->failure_text};
}

enum ikm_status ikm_csv_next(struct ikm_csv *csv,
                             const struct ikm_row **ret_row,
                             struct ikm_error *err)
{
    if (csv->failure.status != IKM_OK) {
        *ret_row = NULL;
        *err = csv->failure;
        return err->status;
    }
    const enum ikm_status status = next_row(csv, ret_row, err);
    if (status != IKM_OK)
        csv->failure = *err;
    return status;
}

enum ikm_status ikm_csv_open(ikm_csv_source *source, void *context,
                             const char *name, enum ikm_encoding encoding,
                             char separator, struct ikm_csv **ret_csv,
                             struct ikm_error *err)
{
    struct ikm_csv *csv = calloc(1, sizeof *csv);
    if (!csv)
        return ikm_fail_memory(err);
    *csv = (struct ikm_csv){.source = source,
                            .context = context,
                            .name = name,
                            .encoding = encoding,
                            .separator = separator,
                            .room_bytes = IKM_CSV_FIRST_ROOM_BYTES,
                            .cells_room = IKM_CSV_FIRST_CELLS};
    csv->room = malloc(IKM_CSV_FIRST_ROOM_BYTES + 2 * IKM_CSV_PAD_BYTES);
    csv->cells = calloc(IKM_CSV_FIRST_CELLS, sizeof *csv->cells);
    if (!csv->room || !csv->cells) {
        ikm_csv_close(csv);
        return ikm_fail_memory(err);
    }
    memset(csv->room, 0, IKM_CSV_PAD_BYTES);
    csv->row = csv->cell = csv->at = csv->end = csv->room + IKM_CSV_PAD_BYTES;
    *ret_csv = csv;
    return IKM_OK;
}

void ikm_csv_close(struct ikm_csv *csv)
{
    if (!csv)
        return;
    free(csv->room);
    free(csv->cells);
    free(csv->converted);
    free(csv);
}

char ikm_csv_separator(const struct ikm_csv *csv)
{
    return (char)(csv->is_started ? csv->separator : 0);
}

enum ikm_status ikm_csv_from_memory(void *context, char *room,
                                    size_t room_bytes, size_t *ret_length,
                                    struct ikm_error *err)
{
    (void)err;
    struct ikm_csv_memory *memory = context;
    const size_t length =
        room_bytes < memory->length_bytes ? room_bytes : memory->length_bytes;
    if (length > 0)
        memcpy(room, memory->bytes, length);
    memory->bytes += length;
    memory->length_bytes -= length;
    *ret_length = length;
    return IKM_OK;
}

#include <stdlib.h>
#include <string.h>

#include "data/tables/trim.h"
#include "data/tables/xlsx_reader.h"

static const struct ikm_xlsx_format general = {.decimals = -1};

static const struct ikm_xlsx_format *
format_of(const struct ikm_xlsx_reader *reader)
{
    const struct ikm_xlsx_styles *styles = reader->setting.styles;
    return reader->style < styles->n ? &styles->formats[reader->style]
                                     : &general;
}

/* Room for `n` cells, those behind n_cells EMPTY. */
static enum ikm_status need_cells(struct ikm_xlsx_reader *reader, size_t n,
                                  struct ikm_error *err)
{
    if (n > reader->cells_room) {
        const size_t room = n + reader->cells_room + 32;
        struct ikm_xlsx_cell *cells =
            realloc(reader->cells, room * sizeof *cells);
        if (!cells)
            return ikm_fail_memory(err);
        reader->cells = cells;
        size_t *text_at = realloc(reader->text_at, room * sizeof *text_at);
        if (!text_at)
            return ikm_fail_memory(err);
        reader->text_at = text_at;
        reader->cells_room = room;
    }
    while (reader->n_cells < n) {
        reader->text_at[reader->n_cells] = SIZE_MAX;
        reader->cells[reader->n_cells++] =
            (struct ikm_xlsx_cell){.text = "", .decimals = -1};
    }
    return IKM_OK;
}

enum ikm_status ikm_xlsx_value_add(struct ikm_xlsx_reader *reader,
                                   const char *bytes, size_t length_bytes,
                                   struct ikm_error *err)
{
    struct ikm_xlsx_buffer *text = &reader->text;
    if (length_bytes > text->limit_bytes - text->length_bytes)
        return ikm_fail(
            err, IKM_INPUT, "%s: teks pada baris ini melebihi %zu MiB",
            "%s: the text of this row passes %zu MiB",
            ikm_xlsx_where(reader, err->lang), text->limit_bytes >> 20);
    return ikm_xlsx_buffer_add(text, bytes, length_bytes,
                               reader->setting.input.file, err);
}

/* Puts `text`, NUL-terminated, in the place of the value under way. */
static enum ikm_status replace_value(struct ikm_xlsx_reader *reader,
                                     const char *text, size_t length_bytes,
                                     struct ikm_error *err)
{
    reader->text.length_bytes = reader->value_at;
    return ikm_xlsx_value_add(reader, text, length_bytes + 1, err);
}

/* The value of the cell under way, blanks cut off. */
static const char *value_of(const struct ikm_xlsx_reader *reader,
                            size_t *ret_length)
{
    *ret_length = reader->text.length_bytes - reader->value_at;
    if (*ret_length == 0)
        return "";
    return ikm_trim(reader->text.bytes + reader->value_at, ret_length);
}

/* The value as it stands, as text of `kind`. */
static enum ikm_status end_text(struct ikm_xlsx_reader *reader,
                                enum ikm_xlsx_kind kind,
                                struct ikm_xlsx_cell *cell,
                                struct ikm_error *err)
{
    struct ikm_xlsx_buffer *text = &reader->text;
    size_t length = text->length_bytes - reader->value_at;
    if (length > 0)
        length = ikm_xlsx_text_finish(text->bytes + reader->value_at, length);
    text->length_bytes = reader->value_at + length;
    cell->kind = length > 0 ? kind : IKM_XLSX_EMPTY;
    cell->length_bytes = length;
    return ikm_xlsx_value_add(reader, "", 1, err);
}

/* A number, or the date that its format makes of it. */
static enum ikm_status end_number(struct ikm_xlsx_reader *reader,
                                  struct ikm_xlsx_cell *cell,
                                  struct ikm_error *err)
{
    char shown[IKM_XLSX_NUMBER_BYTES];
    size_t length = 0;
    const char *value = value_of(reader, &length);
    const size_t n = ikm_xlsx_number(value, length, shown, &cell->number);
    if (n == 0)
        return end_text(reader, IKM_XLSX_TEXT, cell, err);
    const struct ikm_xlsx_format *format = format_of(reader);
    cell->kind = IKM_XLSX_NUMBER;
    cell->length_bytes = n;
    if (format->has_date || format->has_time) {
        const double epoch =
            reader->setting.is_1904 && format->has_date ? 1462.0 : 0.0;
        char date[IKM_XLSX_NUMBER_BYTES];
        const size_t n_date = ikm_xlsx_date(cell->number + epoch, format, date);
        if (n_date > 0) {
            cell->kind = IKM_XLSX_DATE;
            cell->number += epoch;
            cell->length_bytes = n_date;
            return replace_value(reader, date, n_date, err);
        }
    } else {
        cell->decimals = format->decimals;
        cell->is_percent = format->is_percent;
    }
    return replace_value(reader, shown, n, err);
}

static enum ikm_status end_iso_date(struct ikm_xlsx_reader *reader,
                                    struct ikm_xlsx_cell *cell,
                                    struct ikm_error *err)
{
    static const struct ikm_xlsx_format date_time = {.has_date = 1};
    char date[IKM_XLSX_NUMBER_BYTES];
    enum ikm_status status = end_text(reader, IKM_XLSX_TEXT, cell, err);
    if (status != IKM_OK || cell->kind == IKM_XLSX_EMPTY)
        return status;
    const double serial =
        ikm_xlsx_iso_serial(reader->text.bytes + reader->value_at);
    const size_t length = ikm_xlsx_date(serial, &date_time, date);
    if (length == 0)
        return IKM_OK;
    cell->kind = IKM_XLSX_DATE;
    cell->number = serial;
    cell->length_bytes = length;
    return replace_value(reader, date, length, err);
}

/* A shared string stays where it is; only its pointer is taken. */
static enum ikm_status end_shared(struct ikm_xlsx_reader *reader,
                                  struct ikm_xlsx_cell *cell,
                                  struct ikm_error *err)
{
    const struct ikm_xlsx_strings *strings = reader->setting.strings;
    size_t length = 0;
    const char *value = value_of(reader, &length);
    size_t index = 0;
    bool is_index = length > 0 && length < 10;
    for (size_t i = 0; i < length && is_index; i++) {
        is_index = value[i] >= '0' && value[i] <= '9';
        index = index * 10 + (size_t)(value[i] - '0');
    }
    reader->text.length_bytes = reader->value_at;
    if (length == 0)
        return IKM_OK;
    if (!is_index || index >= strings->n)
        return ikm_fail(err, IKM_INPUT,
                        "%s: sel menunjuk teks bersama yang tidak ada; simpan "
                        "ulang berkas sebagai XLSX",
                        "%s: the cell points to a shared string that is not "
                        "there; save the file again as XLSX",
                        ikm_xlsx_where(reader, err->lang));
    const size_t start = strings->starts[index];
    const size_t past = index + 1 < strings->n ? strings->starts[index + 1]
                                               : strings->text.length_bytes;
    cell->text = strings->text.bytes + start;
    cell->length_bytes = past - start - 1;
    if (cell->length_bytes > 0)
        cell->kind = IKM_XLSX_TEXT;
    return IKM_OK;
}

static enum ikm_status end_bool(struct ikm_xlsx_reader *reader,
                                struct ikm_xlsx_cell *cell,
                                struct ikm_error *err)
{
    size_t length = 0;
    const char *value = value_of(reader, &length);
    if (length == 0)
        return end_text(reader, IKM_XLSX_TEXT, cell, err);
    const bool is_true = value[0] == '1' || value[0] == 't';
    cell->kind = IKM_XLSX_BOOL;
    cell->number = is_true ? 1.0 : 0.0;
    cell->length_bytes = is_true ? 4 : 5;
    return replace_value(reader, is_true ? "TRUE" : "FALSE", cell->length_bytes,
                         err);
}

static enum ikm_status end_value(struct ikm_xlsx_reader *reader,
                                 struct ikm_xlsx_cell *cell,
                                 struct ikm_error *err)
{
    switch (reader->type) {
    case IKM_XLSX_TYPE_SHARED: return end_shared(reader, cell, err);
    case IKM_XLSX_TYPE_BOOL: return end_bool(reader, cell, err);
    case IKM_XLSX_TYPE_ERROR:
        return end_text(reader, IKM_XLSX_ERROR, cell, err);
    case IKM_XLSX_TYPE_DATE: return end_iso_date(reader, cell, err);
    case IKM_XLSX_TYPE_STRING:
    case IKM_XLSX_TYPE_INLINE:
        return end_text(reader, IKM_XLSX_TEXT, cell, err);
    case IKM_XLSX_TYPE_NUMBER: break;
    }
    return end_number(reader, cell, err);
}

enum ikm_status ikm_xlsx_cell_end(struct ikm_xlsx_reader *reader,
                                  struct ikm_error *err)
{
    static const char unknown[] = "#FORMULA?";
    struct ikm_xlsx_cell cell = {.text = NULL, .decimals = -1};
    const bool has_value = reader->text.length_bytes > reader->value_at;
    enum ikm_status status = IKM_OK;
    if (has_value) {
        status = end_value(reader, &cell, err);
    } else if (reader->has_formula && reader->type != IKM_XLSX_TYPE_STRING) {
        /* an empty cell here would pass for "not answered" */
        cell.kind = IKM_XLSX_ERROR;
        cell.length_bytes = sizeof unknown - 1;
        status = replace_value(reader, unknown, cell.length_bytes, err);
    }
    if (status != IKM_OK || cell.kind == IKM_XLSX_EMPTY)
        return status;
    status = need_cells(reader, reader->column, err);
    if (status != IKM_OK)
        return status;
    reader->text_at[reader->column - 1] =
        cell.text ? SIZE_MAX : reader->value_at;
    reader->cells[reader->column - 1] = cell;
    return IKM_OK;
}

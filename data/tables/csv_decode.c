#include <stdlib.h>

#include "data/base/utf8.h"
#include "data/tables/csv_parts.h"
#include "data/tables/trim.h"

static enum ikm_status fail_encoding(struct ikm_csv *csv, size_t column,
                                     unsigned byte, struct ikm_error *err)
{
    return ikm_csv_fail(
        csv, column, err,
        "byte 0x%02X bukan %s; simpan ulang berkas sebagai \"CSV UTF-8\"",
        "byte 0x%02X is not %s; save the file again as \"CSV UTF-8\"", byte,
        csv->encoding == IKM_ENCODING_UTF8 ? "UTF-8" : "Windows-1252");
}

static enum ikm_status check_utf8(struct ikm_csv *csv, struct ikm_error *err)
{
    for (size_t i = 0; i < csv->n_cells; i++) {
        struct ikm_cell *cell = &csv->cells[i];
        char *text = csv->row + (cell->text - csv->row);
        const size_t good = ikm_utf8_valid_prefix(text, cell->length_bytes);
        if (good < cell->length_bytes)
            return fail_encoding(csv, i + 1, (unsigned char)text[good], err);
        text = ikm_trim(text, &cell->length_bytes);
        text[cell->length_bytes] = '\0';
        cell->text = text;
    }
    return IKM_OK;
}

static bool is_ascii(const struct ikm_cell *cell)
{
    unsigned char seen = 0;
    for (size_t i = 0; i < cell->length_bytes; i++)
        seen |= (unsigned char)cell->text[i];
    return seen < 0x80;
}

/* The first byte of the cell without meaning in Windows-1252. */
static unsigned undefined_byte(const struct ikm_cell *cell)
{
    char room[8];
    for (size_t i = 0; i < cell->length_bytes; i++)
        if (ikm_utf8_from_cp1252(cell->text + i, 1, room, sizeof room) ==
            SIZE_MAX)
            return (unsigned char)cell->text[i];
    return 0;
}

static enum ikm_status convert_cp1252(struct ikm_csv *csv,
                                      struct ikm_error *err)
{
    const size_t most = 3 * (size_t)(csv->at - csv->row) + 8 * csv->n_cells;
    if (most > csv->converted_bytes) {
        free(csv->converted);
        csv->converted_bytes = 0;
        csv->converted = malloc(most);
        if (!csv->converted)
            return ikm_fail_memory(err);
        csv->converted_bytes = most;
    }
    char *out = csv->converted;
    for (size_t i = 0; i < csv->n_cells; i++) {
        struct ikm_cell *cell = &csv->cells[i];
        if (is_ascii(cell))
            continue;
        const size_t room =
            csv->converted_bytes - (size_t)(out - csv->converted);
        size_t length =
            ikm_utf8_from_cp1252(cell->text, cell->length_bytes, out, room);
        if (length == SIZE_MAX)
            return fail_encoding(csv, i + 1, undefined_byte(cell), err);
        char *const past = out + length + 1;
        out = ikm_trim(out, &length);
        out[length] = '\0';
        *cell = (struct ikm_cell){out, length};
        out = past;
    }
    return IKM_OK;
}

enum ikm_status ikm_csv_decode(struct ikm_csv *csv, struct ikm_error *err)
{
    return csv->encoding == IKM_ENCODING_UTF8 ? check_utf8(csv, err)
                                              : convert_cp1252(csv, err);
}

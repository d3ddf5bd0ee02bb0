/* data/tables/xlsx_reader.h - a sheet under way: what xlsx_sheet.c (rows, out
 * of XML) and xlsx_cell.c (values) share. */
#ifndef IKM_DATA_TABLES_XLSX_READER_H
#define IKM_DATA_TABLES_XLSX_READER_H

#include <stdbool.h>

#include "data/tables/xlsx_parts.h"

enum {
    IKM_XLSX_MOST_ROWS = 1048576, /* as Excel has them */
    IKM_XLSX_MOST_COLUMNS = 16384,
    IKM_XLSX_WHERE_BYTES = 512
};

/* The t attribute of a cell. */
enum ikm_xlsx_type {
    IKM_XLSX_TYPE_NUMBER,
    IKM_XLSX_TYPE_SHARED,
    IKM_XLSX_TYPE_STRING, /* of a formula */
    IKM_XLSX_TYPE_INLINE,
    IKM_XLSX_TYPE_BOOL,
    IKM_XLSX_TYPE_ERROR,
    IKM_XLSX_TYPE_DATE /* ISO 8601 */
};

struct ikm_xlsx_reader {
    struct ikm_xlsx_setting setting;
    struct ikm_xml *xml;

    uint32_t row;    /* the last one opened, 0 before */
    uint32_t column; /* the last one opened in it, 0 before */
    uint64_t n_given;
    bool is_ready; /* the row may be handed out */

    /* the cell under way; its value is text from value_at on */
    enum ikm_xlsx_type type;
    size_t style;
    bool has_formula;
    size_t value_at;

    /* cells of the row; where text_at is not SIZE_MAX, the text stands there in
     * `text`, which may still move */
    struct ikm_xlsx_cell *cells;
    size_t *text_at;
    size_t n_cells, cells_room;
    struct ikm_xlsx_buffer text;

    struct ikm_xlsx_row given;
    struct ikm_error failure; /* said again when asked again */
    char where[IKM_XLSX_WHERE_BYTES];
};

/* "a.xlsx, lembar "Data", baris 7, kolom 2", in reader->where. */
const char *ikm_xlsx_where(struct ikm_xlsx_reader *reader, enum ikm_lang lang);

/* Adds to the value of the cell under way. */
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_value_add(struct ikm_xlsx_reader *reader, const char *bytes,
                   size_t length_bytes, struct ikm_error *err);

/* Ends the cell under way: adds it, with the empty ones before it, unless it is
 * empty itself. */
IKM_MUST_CHECK enum ikm_status ikm_xlsx_cell_end(struct ikm_xlsx_reader *reader,
                                                 struct ikm_error *err);

#endif

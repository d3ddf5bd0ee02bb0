/* data/tables/xlsx.h - the rows of an XLSX workbook, with what each cell is.
 *
 * Streaming: memory holds the shared strings and one row. Values are those that
 * the program which saved the file had computed; formulas are not run. Callers
 * that only want text take table.h. */
#ifndef IKM_DATA_TABLES_XLSX_H
#define IKM_DATA_TABLES_XLSX_H

#include <stdint.h>

#include "data/base/error.h"

enum ikm_xlsx_kind {
    IKM_XLSX_EMPTY, /* nothing there, or only blanks */
    IKM_XLSX_TEXT,
    IKM_XLSX_NUMBER,
    IKM_XLSX_DATE, /* a number whose format shows a date or a time */
    IKM_XLSX_BOOL,
    IKM_XLSX_ERROR /* #N/A, #DIV/0! ...; "#FORMULA?": never computed */
};

/* text       UTF-8, NUL-terminated, ends trimmed, never NULL:
 *   NUMBER   at most 15 significant digits, as Excel shows it, '.' before the
 *            decimals, no exponent below 1e21: 3, 73.5, 78.96
 *   DATE     2025-02-24, 2025-02-24 09:15, 2025-02-24 09:15:03, 09:15, 27:30:00
 *            (seconds when they are not 0 or the format shows them; no time
 *            when it is exactly midnight). What Excel counts as 29 February
 *            1900 or as day 0 comes out so: 1900-02-29, 1900-01-00.
 *   BOOL     TRUE, FALSE
 * number     NUMBER: the value of `text`. DATE: days as Excel's 1900 system
 *            counts them, also for files in the 1904 system. BOOL: 0, 1. Else 0
 * decimals   NUMBER: how many its number format shows; -1 when the format does
 *            not say (General, fractions, exponents, text). Else -1
 * is_percent NUMBER: the format shows the number times 100; `text`, `number`
 *            are not multiplied */
struct ikm_xlsx_cell {
    const char *text;
    size_t length_bytes;
    double number;
    enum ikm_xlsx_kind kind;
    int8_t decimals;
    int8_t is_percent;
};

/* Borrowed: valid until the next row is asked for. Cells left out in the file
 * are EMPTY cells here, so cells[i] stands in column i + 1; the last one is
 * never EMPTY. Rows without such a cell are passed over. */
struct ikm_xlsx_row {
    uint32_t number; /* 1-based, as a spreadsheet shows it */
    size_t n_cells;  /* >= 1 */
    const struct ikm_xlsx_cell *cells;
};

struct ikm_xlsx; /* opaque */

/* Opens the workbook `path` on its first sheet.
 * IKM_NO_FILE, IKM_IO
 * IKM_INPUT  not an XLSX workbook, damaged, encrypted, or it inflates beyond
 *            reason */
IKM_MUST_CHECK enum ikm_status ikm_xlsx_open(const char *path,
                                             struct ikm_xlsx **ret_xlsx,
                                             struct ikm_error *err);
void ikm_xlsx_close(struct ikm_xlsx *xlsx); /* NULL is fine */

/* Worksheets in the order a person sees them, hidden ones too; chart sheets do
 * not count. At least one. */
size_t ikm_xlsx_sheet_count(const struct ikm_xlsx *xlsx);
/* sheet: 0..count-1 */
const char *ikm_xlsx_sheet_name(const struct ikm_xlsx *xlsx, size_t sheet);
int ikm_xlsx_sheet_hidden(const struct ikm_xlsx *xlsx, size_t sheet);

/* Goes (back) to the first row of a sheet. */
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_rewind(struct ikm_xlsx *xlsx, size_t sheet, struct ikm_error *err);

/* The next row, or *ret_row NULL after the last.
 * IKM_INPUT  broken XML, rows or cells out of order, a limit: the sentence
 *            names sheet and row; it is said again when asked again */
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_next(struct ikm_xlsx *xlsx, const struct ikm_xlsx_row **ret_row,
              struct ikm_error *err);

/* Share of the current sheet read so far, 0..1. */
double ikm_xlsx_progress(const struct ikm_xlsx *xlsx);

#endif

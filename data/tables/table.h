/* data/tables/table.h - rows of cells, whatever file they stand in.
 *
 * One interface over CSV and XLSX, streaming: memory does not grow with the
 * file. A cell is text; what a spreadsheet keeps as a number or a date comes
 * out as people would type it: 3, 73.5, 2025-02-24, 2025-02-24 09:15:03. */
#ifndef IKM_DATA_TABLES_TABLE_H
#define IKM_DATA_TABLES_TABLE_H

#include <stdint.h>

#include "data/base/digest.h"
#include "data/base/error.h"

struct ikm_cell {
    const char *text; /* UTF-8, NUL-terminated, ends trimmed; never NULL */
    size_t length_bytes;
};

/* Borrowed: valid until the next row is asked for. */
struct ikm_row {
    uint32_t number; /* 1-based, as a spreadsheet shows it */
    size_t n_cells;  /* cells up to the last that stands in the file */
    const struct ikm_cell *cells;
};

enum ikm_encoding { IKM_ENCODING_UTF8, IKM_ENCODING_CP1252 };

/* What a file is, found by one look over its bytes before any row is read. */
struct ikm_table_facts {
    int is_xlsx;
    enum ikm_encoding encoding; /* CSV only; UTF8 also where it is neither:
                                   the row that is not is a fault */
    char separator;             /* CSV only: ',' ';' or TAB */
    size_t n_sheets;            /* 1 for CSV */
    int64_t size_bytes;
    struct ikm_digest digest; /* of the whole file */
};

struct ikm_table; /* opaque */

/* Opens `path`, a CSV or XLSX file (told apart by content, not by name).
 * IKM_NO_FILE   there is no such file
 * IKM_DENIED    the file's permissions forbid it
 * IKM_IO        it cannot be read
 * IKM_INPUT     it is neither CSV nor XLSX, or is damaged, or a limit that
 *               guards against hostile files was passed
 * On success *ret_table is the caller's, for ikm_table_close(). */
IKM_MUST_CHECK enum ikm_status ikm_table_open(const char *path,
                                              struct ikm_table **ret_table,
                                              struct ikm_error *err);
void ikm_table_close(struct ikm_table *table); /* NULL is fine */

const struct ikm_table_facts *ikm_table_facts(const struct ikm_table *table);

/* Name of sheet 0..n_sheets-1, in the order a person sees; "" for CSV. */
const char *ikm_table_sheet_name(const struct ikm_table *table, size_t sheet);

/* Goes (back) to the first row of a sheet; a table starts on sheet 0. */
IKM_MUST_CHECK enum ikm_status
ikm_table_rewind(struct ikm_table *table, size_t sheet, struct ikm_error *err);

/* The next row, or *ret_row NULL after the last. Rows without any cell are
 * skipped in XLSX and come as rows of empty cells in CSV.
 * IKM_INPUT  unterminated quote, NUL byte, bad encoding, broken XML: the
 *            sentence names the row, in CSV the column too */
IKM_MUST_CHECK enum ikm_status ikm_table_next(struct ikm_table *table,
                                              const struct ikm_row **ret_row,
                                              struct ikm_error *err);

/* The fault that ikm_table_next() told with IKM_INPUT, for a list of faults:
 * its place (0: not known) and its sentence without the place, borrowed from
 * the table; NULL where the sentence of the error says all. */
struct ikm_table_fault {
    uint32_t row, column;
    const char *text;
};
struct ikm_table_fault ikm_table_fault(const struct ikm_table *table);

/* After such a fault: goes on behind the row, if it can be told where that is
 * (*ret_skipped 0: not behind an open quote, or one that other rows may stand
 * in, not behind an endless row, not in XLSX). The fault stays readable until
 * the next row is asked for. */
IKM_MUST_CHECK enum ikm_status ikm_table_skip_row(struct ikm_table *table,
                                                  int *ret_skipped,
                                                  struct ikm_error *err);

/* Share of the file read so far, 0..1, for a progress bar. */
double ikm_table_progress(const struct ikm_table *table);

#endif

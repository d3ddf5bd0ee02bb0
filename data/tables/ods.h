/* data/tables/ods.h - the rows of an OpenDocument spreadsheet (ODS), with what
 * each cell is.
 *
 * Streaming: memory holds one row. Cells and kinds are those of xlsx.h, so who
 * reads one reads the other; values are those that the program which saved the
 * file had computed. Repeated cells and rows are given as often as they stand,
 * but for endless empty ones. */
#ifndef IKM_DATA_TABLES_ODS_H
#define IKM_DATA_TABLES_ODS_H

#include "data/tables/xlsx.h"

struct ikm_ods; /* opaque */

/* 1 when the file is a ZIP package of an OpenDocument spreadsheet; 0 also when
 * it cannot be read. */
int ikm_ods_looks(const char *path);

/* Opens the spreadsheet `path` before its first sheet.
 * IKM_NO_FILE, IKM_IO
 * IKM_INPUT  damaged, encrypted, or it inflates beyond reason */
IKM_MUST_CHECK enum ikm_status
ikm_ods_open(const char *path, struct ikm_ods **ret_ods, struct ikm_error *err);
void ikm_ods_close(struct ikm_ods *ods); /* NULL is fine */

/* The next row, or *ret_row NULL after the last of all sheets. *ret_sheet is
 * the number of its sheet, from 0; rows without a cell are passed over.
 * IKM_INPUT  broken XML, a limit */
IKM_MUST_CHECK enum ikm_status ikm_ods_next(struct ikm_ods *ods,
                                            const struct ikm_xlsx_row **ret_row,
                                            size_t *ret_sheet,
                                            struct ikm_error *err);

/* Name of the sheet that the last row given stands in; "" before. Valid until
 * the next row is asked for. */
const char *ikm_ods_sheet_name(const struct ikm_ods *ods);

#endif

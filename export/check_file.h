/* export/check_file.h - a second opinion on one published workbook: the file
 * into a grid, the grid through analyze/check. */
#ifndef IKM_EXPORT_CHECK_FILE_H
#define IKM_EXPORT_CHECK_FILE_H

#include "analyze/check/check.h"

/* `path`: XLSX, ODS or CSV, told apart by content. All of the result lives in
 * the arena.
 * IKM_INPUT  no processing table was found in it, or one without anything to
 *            compute; or as ikm_table_open(), as
 *            ikm_table_next()
 * IKM_NO_FILE, IKM_DENIED, IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_check_file(const char *path,
                                              struct ikm_arena *arena,
                                              struct ikm_check_result *ret,
                                              struct ikm_error *err);

#endif

/* data/tables/table_look.h - one look over all bytes of a file. */
#ifndef IKM_DATA_TABLES_TABLE_LOOK_H
#define IKM_DATA_TABLES_TABLE_LOOK_H

#include <stdio.h>

#include "data/tables/table.h"

/* Reads `file` to its end and fills is_xlsx (it starts as a ZIP file does),
 * encoding, size_bytes and digest; the rest of *ret_facts is zero.
 * IKM_IO     it cannot be read, is a folder
 * IKM_INPUT  empty; known to be something else (XLS, PDF, ...); text in
 *            neither UTF-8 nor Windows-1252 */
IKM_MUST_CHECK enum ikm_status ikm_table_look(FILE *file, const char *path,
                                              struct ikm_table_facts *ret_facts,
                                              struct ikm_error *err);

#endif

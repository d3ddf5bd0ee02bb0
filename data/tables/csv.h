/* data/tables/csv.h - the one CSV reader: imports, questionnaires, mappings.
 *
 * RFC 4180 with what is met in the wild: separator , ; or TAB (found on the
 * first row that has one outside quotes, or told by an Excel "sep=;" line), CR
 * LF or CRLF, a UTF-8 byte order mark, Windows-1252. Pure: bytes come from a
 * callback, so it can be fuzzed. Exact row numbers: a quoted line break does
 * not start a new row, an empty line is a row of one empty cell, a "sep=" line
 * counts but is not given.
 *
 * A quote opens only as the first byte of a cell; elsewhere it is text. After
 * the closing quote only blanks may stand. Cells lose the blanks at their ends
 * (space, TAB, CR, LF, no-break space). A row is at most 1 MiB. */
#ifndef IKM_DATA_TABLES_CSV_H
#define IKM_DATA_TABLES_CSV_H

#include "data/tables/table.h"

/* Gives up to room_bytes bytes, 0 at the end; IKM_IO when it cannot. */
typedef enum ikm_status ikm_csv_source(void *context, char *room,
                                       size_t room_bytes, size_t *ret_length,
                                       struct ikm_error *err);

struct ikm_csv; /* opaque */

/* A reader at the first row. `name` (borrowed) is said in errors. `encoding` is
 * what the bytes are in; separator 0: find it.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_csv_open(ikm_csv_source *source, void *context, const char *name,
             enum ikm_encoding encoding, char separator,
             struct ikm_csv **ret_csv, struct ikm_error *err);
void ikm_csv_close(struct ikm_csv *csv); /* NULL is fine */

/* As ikm_table_next(). A fault is final, unless the row is skipped: it is said
 * again when asked again. */
IKM_MUST_CHECK enum ikm_status ikm_csv_next(struct ikm_csv *csv,
                                            const struct ikm_row **ret_row,
                                            struct ikm_error *err);
/* As ikm_table_skip_row(). */
IKM_MUST_CHECK enum ikm_status
ikm_csv_skip_row(struct ikm_csv *csv, int *ret_skipped, struct ikm_error *err);

/* As ikm_table_fault(). */
struct ikm_table_fault ikm_csv_fault(const struct ikm_csv *csv);

/* The separator in use; 0 before the first row was read. */
char ikm_csv_separator(const struct ikm_csv *csv);

/* A source over bytes in memory, borrowed until the reader is closed. Reading
 * moves `bytes` on. */
struct ikm_csv_memory {
    const char *bytes;
    size_t length_bytes;
};
ikm_csv_source ikm_csv_from_memory; /* context: struct ikm_csv_memory */

#endif

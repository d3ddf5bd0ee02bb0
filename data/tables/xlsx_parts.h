/* data/tables/xlsx_parts.h - what the parts of a workbook are turned into.
 *
 * Shared by xlsx*.c and their tests. Each reader takes the bytes of its part
 * from an ikm_xml_source, so it can be fuzzed without a ZIP around it. `file`
 * is borrowed and said in errors. Readers answer IKM_INPUT for broken XML or a
 * limit, IKM_NO_MEMORY, or what the source says. */
#ifndef IKM_DATA_TABLES_XLSX_PARTS_H
#define IKM_DATA_TABLES_XLSX_PARTS_H

#include "data/base/arena.h"
#include "data/tables/xlsx.h"
#include "data/tables/xml_walk.h"

/* The bytes of a part; all borrowed. */
struct ikm_xlsx_input {
    const char *file; /* said in errors */
    ikm_xml_source *source;
    void *source_context;
};

/* -- numbers and dates (xlsx_number.c, _date.c, _format.c)
 * ------------------------ */

enum { IKM_XLSX_NUMBER_BYTES = 48 };

/* A number as XML has it, in digits as Excel shows it. *ret_value is the value
 * of these digits. Returns the length of `buffer`, 0 when it is no number. */
size_t ikm_xlsx_number(const char *text, size_t length_bytes,
                       char buffer[IKM_XLSX_NUMBER_BYTES], double *ret_value);

/* What a number format shows. */
struct ikm_xlsx_format {
    int8_t decimals; /* -1: it does not say */
    int8_t is_percent;
    int8_t has_date, has_time, has_seconds;
    int8_t is_elapsed; /* [h]:mm: hours may pass 24 */
};

/* Of an id below 164; unknown ones are General. */
struct ikm_xlsx_format ikm_xlsx_format_builtin(long id);
/* Of a code such as "dd/mm/yyyy" or "0.00%". */
struct ikm_xlsx_format ikm_xlsx_format_of(const char *code);

/* `serial` days of the 1900 system as text. Returns its length, 0 when no
 * calendar has that day (below 0, past the year 9999). */
size_t ikm_xlsx_date(double serial, const struct ikm_xlsx_format *format,
                     char buffer[IKM_XLSX_NUMBER_BYTES]);

/* Days of the 1900 system of "2025-02-24T09:15:03Z" and its shorter forms; -1
 * when not understood. */
double ikm_xlsx_iso_serial(const char *text);

/* -- text (xlsx_text.c) -----------------------------------------------------
 */

/* Text under way that may grow. */
struct ikm_xlsx_buffer {
    char *bytes;
    size_t length_bytes, room_bytes, limit_bytes;
};

/* IKM_INPUT: the limit was passed. */
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_buffer_add(struct ikm_xlsx_buffer *buffer, const char *bytes,
                    size_t length_bytes, const char *file,
                    struct ikm_error *err);

/* Undoes _x000D_ escapes and trims, in place: the text then starts at `bytes`
 * again. Returns its length. */
size_t ikm_xlsx_text_finish(char *bytes, size_t length_bytes);

/* xl/sharedStrings.xml: texts finished and NUL-terminated in one block. */
struct ikm_xlsx_strings {
    struct ikm_xlsx_buffer text;
    uint32_t *starts; /* [n], offsets into text */
    size_t n, room;
};
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_strings_read(const struct ikm_xlsx_input *input,
                      struct ikm_xlsx_strings *ret_strings,
                      struct ikm_error *err);
void ikm_xlsx_strings_release(struct ikm_xlsx_strings *strings);

/* -- styles (xlsx_styles.c) -------------------------------------------------
 */

/* The formats of cellXfs, as the s attribute of cells counts them. */
struct ikm_xlsx_styles {
    struct ikm_xlsx_format *formats;
    size_t n, room;
};
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_styles_read(const struct ikm_xlsx_input *input,
                     struct ikm_xlsx_styles *ret_styles, struct ikm_error *err);
void ikm_xlsx_styles_release(struct ikm_xlsx_styles *styles);

/* -- the workbook and its relationships (xlsx_book.c, xlsx_rels.c) ----------
 */

enum ikm_xlsx_target {
    IKM_XLSX_OTHER,
    IKM_XLSX_WORKBOOK,
    IKM_XLSX_WORKSHEET,
    IKM_XLSX_STRINGS,
    IKM_XLSX_STYLES
};

struct ikm_xlsx_rel {
    const char *id;
    enum ikm_xlsx_target target;
    const char *part; /* name in the package */
    const struct ikm_xlsx_rel *older;
};

/* The relationships of a part of folder `folder` ("" or "xl/"), newest first.
 * All lives in `arena`. */
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_rels_read(const struct ikm_xlsx_input *input, const char *folder,
                   struct ikm_arena *arena,
                   const struct ikm_xlsx_rel **ret_newest,
                   struct ikm_error *err);
/* The first of the file with this target, or NULL. */
const struct ikm_xlsx_rel *ikm_xlsx_rels_find(const struct ikm_xlsx_rel *newest,
                                              enum ikm_xlsx_target target);

struct ikm_xlsx_sheet {
    const char *name;
    const char *part;
    int is_hidden;
    struct ikm_xlsx_sheet *next;
};

struct ikm_xlsx_book {
    struct ikm_xlsx_sheet *first; /* worksheets only */
    size_t n_sheets;
    int is_1904;
};
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_book_read(const struct ikm_xlsx_input *input,
                   const struct ikm_xlsx_rel *rels, struct ikm_arena *arena,
                   struct ikm_xlsx_book *ret_book, struct ikm_error *err);

/* -- a sheet (xlsx_sheet.c, xlsx_cell.c) ------------------------------------
 */

/* All borrowed. */
struct ikm_xlsx_setting {
    struct ikm_xlsx_input input;
    const char *sheet_name;
    const struct ikm_xlsx_strings *strings;
    const struct ikm_xlsx_styles *styles;
    int is_1904;
};

struct ikm_xlsx_reader; /* opaque */

IKM_MUST_CHECK enum ikm_status
ikm_xlsx_reader_open(const struct ikm_xlsx_setting *setting,
                     struct ikm_xlsx_reader **ret_reader,
                     struct ikm_error *err);
void ikm_xlsx_reader_close(struct ikm_xlsx_reader *reader); /* NULL is fine */
/* As ikm_xlsx_next(). */
IKM_MUST_CHECK enum ikm_status
ikm_xlsx_reader_next(struct ikm_xlsx_reader *reader,
                     const struct ikm_xlsx_row **ret_row,
                     struct ikm_error *err);

#endif

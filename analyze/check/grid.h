/* analyze/check/grid.h - a workbook as the second opinion sees it: sheets of
 * lines of cells.
 *
 * Whoever read the file fills it in; all is borrowed. Lines without any cell
 * may be left out: `number` says where a line stands. */
#ifndef IKM_ANALYZE_CHECK_GRID_H
#define IKM_ANALYZE_CHECK_GRID_H

#include <stddef.h>
#include <stdint.h>

enum ikm_check_cell_kind {
    IKM_CHECK_EMPTY,
    IKM_CHECK_TEXT, /* also dates, truth values and error values */
    IKM_CHECK_NUMBER
};

/* text      never NULL; of a NUMBER: [-]digits[.digits] as a spreadsheet shows
 *           it, at most 15 significant digits (78.95999999999999 is "78.96"),
 *           without format
 * decimals  how many the number format shows; -1: there is no format
 * is_percent the format shows the number times 100 */
struct ikm_check_cell {
    const char *text;
    enum ikm_check_cell_kind kind;
    int decimals;
    int is_percent;
};

struct ikm_check_line {
    uint32_t number; /* 1-based, as a spreadsheet shows it */
    size_t n_cells;
    const struct ikm_check_cell *cells; /* [n_cells]: cells[i] in column i+1 */
};

struct ikm_check_sheet {
    const char *name; /* "" for a CSV file */
    size_t n_lines;
    const struct ikm_check_line *lines;
};

struct ikm_check_grid {
    size_t n_sheets;
    const struct ikm_check_sheet *sheets;
};

/* The kind of a cell of which only the text is known: a number is a whole text
 * of digits with at most one '.' or ',' before decimals. With a comma the text
 * is copied into `room` with a point. Returns the text to use. */
const char *ikm_check_cell_of_text(const char *text, char *room,
                                   size_t room_bytes,
                                   enum ikm_check_cell_kind *ret_kind);

#endif

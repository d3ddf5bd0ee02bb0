#include "analyze/check/grid.h"

#include <string.h>

#include "analyze/check/check_internal.h"

static const struct ikm_check_cell nothing = {.text = "", .decimals = -1};

const char *ikm_check_cell_of_text(const char *text, char *room,
                                   size_t room_bytes,
                                   enum ikm_check_cell_kind *ret_kind)
{
    size_t n_digits = 0, n_points = 0, i = 0;
    size_t n_counting = 0; /* from the first that is not 0 */
    *ret_kind = text[0] ? IKM_CHECK_TEXT : IKM_CHECK_EMPTY;
    for (i = text[0] == '-'; text[i]; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            n_digits++, n_counting += n_counting > 0 || text[i] != '0';
        else if (text[i] == '.' || text[i] == ',')
            n_points++;
        else
            return text;
    }
    if (n_digits == 0 || n_counting > 15 || n_digits > 18 || n_points > 1 ||
        i >= room_bytes || text[i - 1] == '.' || text[i - 1] == ',')
        return text;
    *ret_kind = IKM_CHECK_NUMBER;
    memcpy(room, text, i + 1);
    char *comma = strchr(room, ',');
    if (comma)
        *comma = '.';
    return room;
}

struct check_view check_view_of(const struct ikm_check_sheet *sheet,
                                int is_turned)
{
    size_t widest = 0;
    for (size_t i = 0; i < sheet->n_lines; i++)
        if (sheet->lines[i].n_cells > widest)
            widest = sheet->lines[i].n_cells;
    return (struct check_view){
        .sheet = sheet,
        .is_turned = is_turned,
        .n_rows = is_turned ? widest : sheet->n_lines,
        .n_columns = is_turned ? sheet->n_lines : widest,
    };
}

const struct ikm_check_cell *check_at(const struct check_view *view, size_t row,
                                      size_t column)
{
    const size_t line = view->is_turned ? column : row;
    const size_t at = view->is_turned ? row : column;
    if (line >= view->sheet->n_lines || at >= view->sheet->lines[line].n_cells)
        return &nothing;
    return &view->sheet->lines[line].cells[at];
}

uint32_t check_row_number(const struct check_view *view, size_t row,
                          size_t column)
{
    const size_t line = view->is_turned ? column : row;
    return line < view->sheet->n_lines ? view->sheet->lines[line].number : 0;
}

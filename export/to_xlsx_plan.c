#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"

void xlsx_write_plan(struct xlsx_book *book)
{
    static const uint8_t widths[] = {5,  17, 18, 18, 28, 12,
                                     16, 10, 12, 22, 16, 18};
    const uint16_t n = (uint16_t)IKM_COUNT(widths);
    const struct ikm_section *section = &book->sheets.sections[XLSX_PLAN];
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_PLAN};
    xlsx_set_widths(book, SHEET_PLAN, widths, n);
    (void)xlsx_put_section(&pen, section);
    if (section->n_tables == 0)
        return;
    xlsx_note(book, (int)worksheet_autofilter(book->sheet[SHEET_PLAN],
                                              XLSX_SECTION_HEAD, 0, pen.row - 1,
                                              n - 1));
    xlsx_notes(&pen, section, n);
}

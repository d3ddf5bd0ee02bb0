#include <string.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"

enum {
    ACCENT = 0x0B6E6E,
    WHITE = 0xFFFFFF,
    GREY_INK = 0x595959,
    GREY_GROUND = 0xEEF1F0,
    LINE = 0xBFC7C6
};

enum side { LEFT, INSET, CENTER, RIGHT };

static const char plain[] = "General";
static const char whole[] = "#,##0";
static const char two[] = "0.00";
static const char three[] = "0.000";

/* One row per style: what a cell of it looks like. */
static const struct look {
    const char *number;
    uint32_t ink, ground; /* 0: as the sheet has it */
    uint8_t size;
    uint8_t is_bold, is_framed, wraps;
    enum side side;
    uint8_t is_top; /* in a row of several lines; else in its middle */
} looks[] = {
    [STYLE_NONE] = {plain, 0, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_TITLE] = {plain, ACCENT, 0, 16, 1, 0, 0, LEFT, 0},
    [STYLE_SUBTITLE] = {plain, GREY_INK, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_SECTION] = {plain, ACCENT, 0, 12, 1, 0, 0, LEFT, 0},
    [STYLE_HEAD] = {plain, WHITE, ACCENT, 11, 1, 1, 1, CENTER, 0},
    [STYLE_NAME] = {plain, 0, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_SENTENCE] = {plain, 0, 0, 11, 0, 0, 1, LEFT, 1},
    [STYLE_NOTE] = {plain, GREY_INK, 0, 10, 0, 0, 1, LEFT, 1},
    [STYLE_VALUE_TEXT] = {plain, 0, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_WORD] = {plain, 0, 0, 11, 1, 0, 0, INSET, 0},
    [STYLE_VALUE_INTEGER] = {whole, 0, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_VALUE_2] = {two, 0, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_VALUE_4] = {"0.0000", 0, 0, 11, 0, 0, 0, LEFT, 0},
    [STYLE_BIG_2] = {two, 0, 0, 24, 1, 0, 0, LEFT, 0},
    [STYLE_PLAIN] = {plain, 0, 0, 11, 0, 0, 0, LEFT, 1},
    [STYLE_NUMBER] = {plain, 0, 0, 11, 0, 0, 0, RIGHT, 1},
    [STYLE_WRAP] = {plain, 0, 0, 11, 0, 0, 1, LEFT, 1},
    [STYLE_DATE] = {"dd/mm/yyyy", 0, 0, 11, 0, 0, 0, LEFT, 1},
    [STYLE_TEXT] = {plain, 0, 0, 11, 0, 1, 0, LEFT, 0},
    [STYLE_TEXT_WRAP] = {plain, 0, 0, 11, 0, 1, 1, LEFT, 0},
    [STYLE_CENTER] = {plain, 0, 0, 11, 0, 1, 0, CENTER, 0},
    [STYLE_INTEGER] = {whole, 0, 0, 11, 0, 1, 0, RIGHT, 0},
    [STYLE_2] = {two, 0, 0, 11, 0, 1, 0, RIGHT, 0},
    [STYLE_3] = {three, 0, 0, 11, 0, 1, 0, RIGHT, 0},
    [STYLE_SUM_TEXT] = {plain, 0, GREY_GROUND, 11, 1, 1, 0, LEFT, 0},
    [STYLE_SUM_HEAD] = {plain, 0, GREY_GROUND, 11, 1, 1, 0, CENTER, 0},
    [STYLE_SUM_INTEGER] = {whole, 0, GREY_GROUND, 11, 1, 1, 0, CENTER, 0},
    [STYLE_SUM_2] = {two, 0, GREY_GROUND, 11, 1, 1, 0, CENTER, 0},
    [STYLE_SUM_3] = {three, 0, GREY_GROUND, 11, 1, 1, 0, CENTER, 0},
    [STYLE_SUM_6] = {"0.000000", 0, GREY_GROUND, 11, 1, 1, 0, CENTER, 0},
    [STYLE_RESULT_TEXT] = {plain, 0, 0, 12, 1, 1, 0, LEFT, 0},
    [STYLE_RESULT_2] = {two, 0, 0, 12, 1, 1, 0, CENTER, 0},
    [STYLE_GRADE] = {plain, 0, 0, 11, 1, 1, 0, CENTER, 0},
    [STYLE_GRADE_A] = {plain, WHITE, 0x1A7F5A, 11, 1, 1, 0, CENTER, 0},
    [STYLE_GRADE_B] = {plain, WHITE, 0x2563A8, 11, 1, 1, 0, CENTER, 0},
    [STYLE_GRADE_C] = {plain, WHITE, 0xB7791F, 11, 1, 1, 0, CENTER, 0},
    [STYLE_GRADE_D] = {plain, WHITE, 0xB3362B, 11, 1, 1, 0, CENTER, 0},
    [STYLE_RIGHT] = {plain, 0x0F5132, 0xD5EDE1, 11, 1, 1, 0, CENTER, 0},
    [STYLE_WRONG] = {plain, WHITE, 0xB3362B, 11, 1, 1, 0, CENTER, 0},
};
_Static_assert(IKM_COUNT(looks) == STYLE_COUNT, "a style without a look");

static void set_place(lxw_format *format, const struct look *look)
{
    static const uint8_t sides[] = {[LEFT] = LXW_ALIGN_LEFT,
                                    [INSET] = LXW_ALIGN_LEFT,
                                    [CENTER] = LXW_ALIGN_CENTER,
                                    [RIGHT] = LXW_ALIGN_RIGHT};
    format_set_align(format, sides[look->side]);
    format_set_align(format, look->is_top ? LXW_ALIGN_VERTICAL_TOP
                                          : LXW_ALIGN_VERTICAL_CENTER);
    if (look->wraps)
        format_set_text_wrap(format);
    if (look->side == INSET)
        format_set_indent(format, 1);
}

static lxw_format *make_format(struct xlsx_book *book, const struct look *look)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_num_format(format, look->number);
    format_set_font_size(format, look->size);
    set_place(format, look);
    if (look->is_bold)
        format_set_bold(format);
    if (look->ink)
        format_set_font_color(format, look->ink);
    if (look->ground) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, look->ground);
    }
    if (look->is_framed) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, LINE);
    }
    return format;
}

void xlsx_make_styles(struct xlsx_book *book)
{
    for (int s = STYLE_NONE + 1; s < STYLE_COUNT; s++)
        book->format[s] = make_format(book, &looks[s]);
}

enum xlsx_style xlsx_grade_style(const char *letter)
{
    static const char letters[] = "ABCD";
    const char *found = letter[0] != '\0' && letter[1] == '\0'
                            ? strchr(letters, letter[0])
                            : NULL;
    return found ? (enum xlsx_style)(STYLE_GRADE_A + (found - letters))
                 : STYLE_GRADE;
}

uint32_t xlsx_grade_colour(const char *letter)
{
    const enum xlsx_style style = xlsx_grade_style(letter);
    return style == STYLE_GRADE ? (uint32_t)ACCENT : looks[style].ground;
}

void xlsx_set_page(struct xlsx_book *book, enum xlsx_sheet sheet,
                   const struct xlsx_page *page)
{
    const double margin_inches = 2 / 2.54;
    lxw_worksheet *lxw = book->sheet[sheet];
    worksheet_set_paper(lxw, 9); /* A4 */
    if (page->is_landscape)
        worksheet_set_landscape(lxw);
    worksheet_set_margins(lxw, margin_inches, margin_inches, margin_inches,
                          margin_inches);
    if (page->scale_percent == 0) {
        worksheet_fit_to_pages(lxw, 1, 0);
    } else {
        worksheet_set_print_scale(lxw, page->scale_percent);
        xlsx_note(book, (int)worksheet_repeat_columns(
                            lxw, 0, (lxw_col_t)(page->n_head_columns - 1)));
    }
    worksheet_gridlines(lxw, sheet == SHEET_DATA ? LXW_SHOW_SCREEN_GRIDLINES
                                                 : LXW_HIDE_ALL_GRIDLINES);
    if (page->n_head_rows > 0 || page->n_head_columns > 0)
        worksheet_freeze_panes(lxw, page->n_head_rows, page->n_head_columns);
    if (page->n_repeat_rows > 0)
        xlsx_note(book, (int)worksheet_repeat_rows(
                            lxw, page->n_head_rows - page->n_repeat_rows,
                            page->n_head_rows - 1));
    xlsx_note(book, (int)worksheet_set_footer(
                        lxw, ikm_say(book->lang, "&L&A&RHalaman &P dari &N",
                                     "&L&A&RPage &P of &N")));
}

int xlsx_style_wraps(enum xlsx_style style)
{
    return looks[style].wraps;
}

void xlsx_set_width(struct xlsx_book *book, enum xlsx_sheet sheet,
                    size_t column, uint8_t width)
{
    book->width[sheet][column] = width;
    xlsx_note(book,
              (int)worksheet_set_column(book->sheet[sheet], (lxw_col_t)column,
                                        (lxw_col_t)column, width, NULL));
}

void xlsx_set_widths(struct xlsx_book *book, enum xlsx_sheet sheet,
                     const uint8_t *widths, size_t n_widths)
{
    for (size_t i = 0; i < n_widths; i++)
        xlsx_set_width(book, sheet, i, widths[i]);
}

/* export/to_xlsx_internal.h - what the files of the workbook share.
 *
 *   to_xlsx.c             order of the work
 *   to_xlsx_file.c        the file: made beside, checked, put in its place
 *   to_xlsx_pen.c         cells in styles, one after the other
 *   to_xlsx_look.c        the styles, pages, widths
 *   to_xlsx_summary.c     Ringkasan
 *   to_xlsx_data.c        Data, one row at a time
 *   to_xlsx_rows.c        the responses out of the store
 *   to_xlsx_stream.c      Data when there are many: its rows without the
 * library to_xlsx_package.c     ... and into the library's workbook
 *   to_xlsx_process.c     Pengolahan: heads and rows
 *   to_xlsx_foot.c        Pengolahan: sums, index, grade
 *   to_xlsx_names.c       names of ranges, formulas over Data
 *   to_xlsx_elements.c    Unsur, with its chart
 *   to_xlsx_groups.c      Layanan, Kelompok
 *   to_xlsx_section.c     a section of a report as a sheet
 *   to_xlsx_charts.c      Tren, IPA
 *   to_xlsx_priorities.c  Prioritas and Kuesioner
 *   to_xlsx_plan.c        RTL
 *   to_xlsx_quality.c     Kualitas Data, Saran
 *   to_xlsx_proof.c       Pemeriksaan
 *   to_xlsx_gather.c      what these sheets need beside the one result
 *
 * With many responses the library keeps one row of a sheet in memory, so every
 * sheet is written row by row, downwards; sheets may take turns. */
#ifndef IKM_EXPORT_TO_XLSX_INTERNAL_H
#define IKM_EXPORT_TO_XLSX_INTERNAL_H

#include "data/base/digest.h"
#include "data/base/text.h"
#include "export/assemble_internal.h"
#include "export/plan.h"
#include "export/report.h"
#include "export/to_xlsx.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

enum xlsx_sheet {
    SHEET_SUMMARY,
    SHEET_DATA,
    SHEET_PROCESS,
    SHEET_ELEMENTS,
    SHEET_SERVICES,
    SHEET_GROUPS,
    SHEET_TREND,
    SHEET_IPA,
    SHEET_PRIORITIES,
    SHEET_PLAN,
    SHEET_QUALITY,
    SHEET_COMMENTS,
    SHEET_PROOF,
    SHEET_FORM,
    SHEET_COUNT
};

/* 15 before the answers of Data, two after them, and some room. */
enum { XLSX_MAX_COLUMNS = IKM_MAX_QUESTIONS + 24 };

enum xlsx_style {
    STYLE_NONE, /* as the sheet has it */
    STYLE_TITLE,
    STYLE_SUBTITLE,
    STYLE_SECTION,
    STYLE_HEAD,     /* of a table */
    STYLE_NAME,     /* what stands left of a value */
    STYLE_SENTENCE, /* broken into lines */
    STYLE_NOTE,
    STYLE_VALUE_TEXT,
    STYLE_WORD, /* beside a letter */
    STYLE_VALUE_INTEGER,
    STYLE_VALUE_2,
    STYLE_VALUE_4,
    STYLE_BIG_2,
    STYLE_PLAIN, /* these for rows of data */
    STYLE_NUMBER,
    STYLE_WRAP,
    STYLE_DATE,
    STYLE_TEXT, /* these in a frame */
    STYLE_TEXT_WRAP,
    STYLE_CENTER,
    STYLE_INTEGER,
    STYLE_2,
    STYLE_3,
    STYLE_SUM_TEXT, /* these under the rows of a table */
    STYLE_SUM_HEAD,
    STYLE_SUM_INTEGER,
    STYLE_SUM_2,
    STYLE_SUM_3,
    STYLE_SUM_6,
    STYLE_RESULT_TEXT, /* what all comes to */
    STYLE_RESULT_2,
    STYLE_GRADE, /* of any letter; the next four: of the shipped classes */
    STYLE_GRADE_A,
    STYLE_GRADE_B,
    STYLE_GRADE_C,
    STYLE_GRADE_D,
    STYLE_RIGHT, /* a check that holds, and one that does not */
    STYLE_WRONG,
    STYLE_COUNT
};

/* Where things stand; rows and columns from 0, as the library counts. */
struct xlsx_places {
    uint32_t n_rows;            /* of Data under its heading: ledger.received */
    uint16_t answer_column;     /* first answer in Data */
    uint32_t process_row;       /* first respondent in Pengolahan */
    int has_rows;               /* Pengolahan has a row per respondent */
    uint32_t process_sum_row;   /* Pengolahan: jumlah, then n, NRR, bobot, term
                                   under it */
    uint32_t process_index_row; /* of Pengolahan: the IKM, in column 2 */
    uint32_t summary_index_row; /* of Ringkasan: the IKM, in column 1 */
    uint32_t comment_row;       /* of Saran: the next one */
    uint8_t column_of[IKM_MAX_QUESTIONS];   /* question -> its place among the
                                               answers of Pengolahan */
    uint8_t first_of[IKM_MAX_ELEMENTS + 1]; /* element -> its first place */
};

/* The groups of one --by. */
struct xlsx_groups {
    enum ikm_by by;
    size_t n;
    const struct ikm_result *results; /* [n] */
    uint32_t row;                     /* of its sheet: the first group */
};
enum { XLSX_GROUPINGS = 7 };

/* Sections of book->sheets, in their order. */
enum xlsx_section { XLSX_TREND, XLSX_IPA, XLSX_PLAN };

/* What the sheets need beside the one result. */
struct xlsx_more {
    struct xlsx_groups services; /* n 0: nobody named one */
    struct xlsx_groups groups[XLSX_GROUPINGS];
};

struct xlsx_book {
    struct ikm_store *store;
    const struct ikm_analysis *analysis; /* with the one result */
    const struct ikm_result *result;
    const struct ikm_form *form;
    struct ikm_report report; /* of the one result */
    struct ikm_report sheets; /* ikm_report_of_book(): enum xlsx_section */
    const struct ikm_xlsx_options *options;
    enum ikm_lang lang;
    struct ikm_arena *arena;
    struct xlsx_places places;
    struct xlsx_more more;
    struct ikm_hasher hasher; /* of the rows of Data */
    const char *verdict;      /* of Pemeriksaan, when nothing was changed */
    struct lxw_workbook *workbook;
    struct lxw_worksheet *sheet[SHEET_COUNT];
    struct lxw_format *format[STYLE_COUNT];
    struct ikm_text scratch;
    struct xlsx_stream *stream; /* of the rows of Data; NULL: the library's */
    uint8_t width[SHEET_COUNT][XLSX_MAX_COLUMNS]; /* characters; 0: as is */
    int failure; /* the library's first error; 0: none */
};

/* "Ringkasan" ... */
const char *xlsx_sheet_name(enum ikm_lang lang, enum xlsx_sheet sheet);
/* The word of a state: "dipakai" ...; formulas compare with it. */
const char *xlsx_state_word(enum ikm_lang lang, enum ikm_response_state state);
/* "U3" of the only question of an element, "U2.1" of one of several. */
enum { XLSX_QUESTION_BYTES = 96 };
const char *xlsx_question_code(const struct ikm_form *form, size_t question,
                               char buffer[XLSX_QUESTION_BYTES]);

/* ---- the file ---- */

struct xlsx_file {
    const char *path;   /* where it is wanted */
    const char *beside; /* where it is made */
};
/* Makes an empty file beside the wanted one. IKM_EXISTS, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status xlsx_file_make(struct xlsx_file *file,
                                              struct ikm_arena *arena,
                                              struct ikm_error *err);
/* Reads what the library wrote of many rows once through: it does not see when
 * its temporary files are cut short by a full disk. IKM_IO */
IKM_MUST_CHECK enum ikm_status xlsx_file_check(const struct xlsx_file *file,
                                               const struct xlsx_book *book,
                                               struct ikm_error *err);
/* Puts it in its place. IKM_IO */
IKM_MUST_CHECK enum ikm_status xlsx_file_keep(const struct xlsx_file *file,
                                              struct ikm_error *err);
void xlsx_file_drop(const struct xlsx_file *file);
/* IKM_IO: it cannot be written, and where to look. */
IKM_MUST_CHECK enum ikm_status
xlsx_fail_write(const char *path, const char *why, struct ikm_error *err);

/* ---- look ---- */

/* Makes book->format. */
void xlsx_make_styles(struct xlsx_book *book);
enum xlsx_style xlsx_grade_style(const char *letter);
uint32_t xlsx_grade_colour(const char *letter);

struct xlsx_page {
    int is_landscape;
    uint32_t n_head_rows;    /* stay on screen; the last of them ... */
    uint32_t n_repeat_rows;  /* ... are repeated on every page; 0: none */
    uint16_t n_head_columns; /* stay on screen */
    uint16_t scale_percent;  /* of the print, heads repeated on the pages beside
                                each other; 0: one page wide */
};
void xlsx_set_page(struct xlsx_book *book, enum xlsx_sheet sheet,
                   const struct xlsx_page *page);
/* 1 when text of that style is broken into lines. */
int xlsx_style_wraps(enum xlsx_style style);
/* In characters; before the cells that stand there are written. */
void xlsx_set_width(struct xlsx_book *book, enum xlsx_sheet sheet,
                    size_t column, uint8_t width);
void xlsx_set_widths(struct xlsx_book *book, enum xlsx_sheet sheet,
                     const uint8_t *widths, size_t n_widths);

/* ---- pen: writes a cell, then stands on the next one of the row ---- */

struct xlsx_pen {
    struct xlsx_book *book;
    enum xlsx_sheet sheet;
    uint32_t row;
    uint16_t column;
    size_t n_lines; /* the row is made high enough for; 0: one */
};

void xlsx_text(struct xlsx_pen *pen, enum xlsx_style style, const char *text);
void xlsx_integer(struct xlsx_pen *pen, enum xlsx_style style, int64_t number);
/* number / 100 */
void xlsx_hundredths(struct xlsx_pen *pen, enum xlsx_style style,
                     int64_t number);
void xlsx_real(struct xlsx_pen *pen, enum xlsx_style style, double number);
/* A day as a date; a month as the text "2025-02". */
void xlsx_date(struct xlsx_pen *pen, struct ikm_date date);
/* A formula with the value that it has. */
void xlsx_formula(struct xlsx_pen *pen, enum xlsx_style style,
                  const char *formula, double value);
void xlsx_formula_text(struct xlsx_pen *pen, enum xlsx_style style,
                       const char *formula, const char *value);
/* One cell over `n_columns`. */
void xlsx_wide(struct xlsx_pen *pen, enum xlsx_style style, uint16_t n_columns,
               const char *text);
void xlsx_skip(struct xlsx_pen *pen, uint16_t n_columns);
/* The row will be high enough for `n_lines` lines, or more. Text that is broken
 * into lines asks for them itself: not every program does that on opening. */
void xlsx_lines(struct xlsx_pen *pen, size_t n_lines);
/* Ends the row; to the first column, `n_rows` down. */
void xlsx_down(struct xlsx_pen *pen, uint32_t n_rows);
/* Keeps the first failure. */
void xlsx_note(struct xlsx_book *book, int failure);
/* A text that is used again and again: empty, for a moment. */
struct ikm_text *xlsx_scratch(struct xlsx_book *book);
/* The text of `text`, or "" when there is no memory: that is noted. */
const char *xlsx_done(struct xlsx_book *book, struct ikm_text *text);

/* ---- many rows of Data (to_xlsx_stream.c) ---- */

/* Sets book->stream: from then on the pen writes there what stands under the
 * heading of Data, one row after the other. IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status xlsx_stream_open(struct xlsx_book *book,
                                                struct ikm_error *err);
void xlsx_stream_close(struct xlsx_book *book);
/* 1 when the pen stands on such a row. */
int xlsx_streams(const struct xlsx_pen *pen);
void xlsx_stream_text(const struct xlsx_pen *pen, enum xlsx_style style,
                      const char *text);
void xlsx_stream_number(const struct xlsx_pen *pen, enum xlsx_style style,
                        double number);
/* Ends the row; height 0: as rows are. */
void xlsx_stream_row(struct xlsx_book *book, uint32_t height_points);
uint32_t xlsx_stream_rows(const struct xlsx_book *book);

struct ikm_deflated;
struct ikm_deflated_facts;
/* The rows in their place in the sheet as the library left it: heading alone.
 * IKM_IO, IKM_NO_MEMORY, IKM_BUG */
IKM_MUST_CHECK enum ikm_status
xlsx_stream_end(struct xlsx_book *book, const char *sheet,
                struct ikm_deflated_facts *ret_facts, struct ikm_error *err);
struct ikm_deflated *xlsx_stream_packed(const struct xlsx_book *book);
/* Into the finished workbook file->beside. IKM_IO, IKM_NO_MEMORY, IKM_BUG */
IKM_MUST_CHECK enum ikm_status xlsx_package_rows(struct xlsx_book *book,
                                                 const struct xlsx_file *file,
                                                 struct ikm_error *err);

/* ---- names and formulas ---- */

/* Where a cell or range stands: "B7", "$B$7", "$B$2:$B$61". */
enum { XLSX_NAME_BYTES = 64, XLSX_FORMULA_BYTES = 8000 };
struct xlsx_name {
    char text[XLSX_NAME_BYTES];
};
struct xlsx_name xlsx_cell(uint32_t row, size_t column);
struct xlsx_name xlsx_range(uint32_t first_row, size_t first_column,
                            uint32_t last_row, size_t last_column);
/* "data_U3", "bobot_U3": the name of a range; `code` is made fit for one. */
struct xlsx_name xlsx_range_name(const char *prefix, const char *code);
struct xlsx_name xlsx_question_name(const struct ikm_form *form, size_t q);
/* Gives a range of a sheet this name. */
void xlsx_define(struct xlsx_book *book, const char *name,
                 enum xlsx_sheet sheet, const char *absolute_range);
/* The respondent block in the order of Data, behind the date; the operator
 * stands between. */
enum { XLSX_OPERATOR_AFTER = 2 };
extern const enum ikm_field xlsx_fields[IKM_FIELD_COUNT];
/* Names of the columns of Data: data_keadaan, data_layanan, ... data_U3. */
void xlsx_define_data(struct xlsx_book *book);
/* Appends ",data_keadaan,"dipakai"" and, where only whole rows count, one
 * criterion more for each question. */
void xlsx_criteria(struct ikm_text *formula, const struct xlsx_book *book);
/* Appends SUMIFS and COUNTIFS of an element's answers over Data; `more` are
 * further criteria: ",data_layanan,$B5". */
void xlsx_sum_over_data(struct ikm_text *formula, const struct xlsx_book *book,
                        size_t element, const char *more);
void xlsx_count_over_data(struct ikm_text *formula,
                          const struct xlsx_book *book, size_t element,
                          const char *more);
/* Colours a column of letters by grade; rows from 0, both in. */
void xlsx_colour_grades(struct xlsx_book *book, enum xlsx_sheet sheet,
                        uint32_t first_row, uint32_t last_row, size_t column);

/* ---- charts ---- */

/* Horizontal bars of rows first..last of two columns, the first on top. */
struct xlsx_bars {
    enum xlsx_sheet sheet;
    uint32_t first, last;
    uint16_t name_column, value_column;
    const char *title, *axis;
    const uint32_t *colour; /* [last - first + 1], borrowed for the call */
};
/* Puts the chart at `row`, over the whole page; gives the rows it takes. */
uint32_t xlsx_draw_bars(struct xlsx_book *book, const struct xlsx_bars *bars,
                        uint32_t row);
/* A text for a chart: what begins with "=" would be taken for a reference. */
const char *xlsx_chart_text(struct xlsx_book *book, const char *text);

/* ---- sheets ---- */

/* Title, finding and the table of a section as a sheet; the table's heading
 * stands in row XLSX_SECTION_HEAD. Gives its first row under the heading; the
 * pen stands under the last. */
enum { XLSX_SECTION_HEAD = 3 };
uint32_t xlsx_put_section(struct xlsx_pen *pen,
                          const struct ikm_section *section);
/* A free row, then each note over so many columns. */
void xlsx_notes(struct xlsx_pen *pen, const struct ikm_section *section,
                uint16_t n_columns);

/* In Layanan and Kelompok: number, name, respondents, a column for each
 * element, then IKM, grade, performance. */
enum { XLSX_GROUP_N = 2, XLSX_GROUP_ELEMENTS = 3 };

/* Fills book->more and book->sheets. */
IKM_MUST_CHECK enum ikm_status xlsx_gather(struct xlsx_book *book,
                                           struct ikm_error *err);
void xlsx_write_services(struct xlsx_book *book);
void xlsx_write_groups(struct xlsx_book *book);
void xlsx_write_trend(struct xlsx_book *book);
void xlsx_write_ipa(struct xlsx_book *book);
void xlsx_write_plan(struct xlsx_book *book);
IKM_MUST_CHECK enum ikm_status xlsx_write_quality(struct xlsx_book *book,
                                                  struct ikm_error *err);
/* Sets book->verdict; before any sheet is written. */
void xlsx_prepare_proof(struct xlsx_book *book);
void xlsx_write_proof(struct xlsx_book *book);

void xlsx_write_summary(struct xlsx_book *book);
void xlsx_write_elements(struct xlsx_book *book);
void xlsx_write_priorities(struct xlsx_book *book);
void xlsx_write_form(struct xlsx_book *book);

/* Heads of Data and Pengolahan, all rows of both, the sums.
 * IKM_BUSY, IKM_NO_MEMORY, and what reading the store can say */
IKM_MUST_CHECK enum ikm_status xlsx_write_rows(struct xlsx_book *book,
                                               struct ikm_error *err);

/* One row of Data. Texts are borrowed, NULL: none. */
struct xlsx_row {
    enum ikm_response_state state;
    const char *id;
    const struct ikm_unit *unit; /* NULL: not known */
    const char *service;
    const char *operator_name;
    const char *note;                    /* why it is not used */
    struct ikm_date date;                /* year 0: not known */
    const struct ikm_response *response; /* NULL: a row that never became one */
};
void xlsx_data_head(struct xlsx_book *book);
/* `i`: 0..places.n_rows-1 */
void xlsx_data_row(struct xlsx_book *book, uint32_t i,
                   const struct xlsx_row *row);

/* Saran: a row for what is worth reading. */
void xlsx_comments_head(struct xlsx_book *book);
void xlsx_comments_row(struct xlsx_book *book, uint32_t i,
                       const struct xlsx_row *row);

/* Columns of Pengolahan before the answers. */
enum { XLSX_PROCESS_FRONT = 2 };
void xlsx_process_head(struct xlsx_book *book);
void xlsx_process_row(struct xlsx_book *book, uint32_t i,
                      const struct xlsx_row *row);
void xlsx_process_foot(struct xlsx_book *book);

#endif

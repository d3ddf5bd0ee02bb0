/* export/report.h - what a report says, before anyone decides how it looks.
 *
 * THE report model: sections with a title, a finding (one sentence), tables,
 * charts, points and notes. A cell is kind + value + decimals, never a
 * formatted string: each renderer (text, xlsx, html, pdf ...) writes numbers in
 * its own way. Texts are UTF-8, in the report's language, unescaped. Everything
 * lives in the arena that the report was made in. */
#ifndef IKM_EXPORT_REPORT_H
#define IKM_EXPORT_REPORT_H

#include "export/analysis.h"

enum ikm_report_cell_kind {
    IKM_CELL_EMPTY, /* not known, not defined: a dash; in a TOTAL row nothing */
    IKM_CELL_TEXT,  /* text */
    IKM_CELL_INTEGER, /* number */
    IKM_CELL_FIXED,   /* number / 10^decimals, exact */
    IKM_CELL_REAL,    /* real, shown with `decimals` */
    IKM_CELL_GRADE /* text: the letter; label: the word. Never colour alone */
};

struct ikm_report_cell {
    enum ikm_report_cell_kind kind;
    int decimals;
    int is_signed; /* FIXED, REAL: a + stands before positive numbers */
    int64_t number;
    double real;
    const char *text;
    const char *label;
};

enum ikm_align { IKM_ALIGN_LEFT, IKM_ALIGN_RIGHT };

struct ikm_report_column {
    const char *heading;
    enum ikm_align align;
    int wraps; /* long text: may be broken into lines where room is short */
};

enum ikm_row_kind {
    IKM_ROW_PLAIN,
    IKM_ROW_TOTAL, /* a sum or an index under the rows above it */
    IKM_ROW_WEAK   /* little stands behind it (too few respondents) */
};

enum { IKM_TABLE_MAX_COLUMNS = 32 };

struct ikm_table {
    const char *title; /* "" when the section's is enough */
    size_t n_columns, n_rows;
    const struct ikm_report_column *columns; /* [n_columns] */
    const enum ikm_row_kind *row_kind;       /* [n_rows] */
    const struct ikm_report_cell *cells; /* [n_rows * n_columns], row by row */
};

struct ikm_bar {
    const char *label;
    int64_t value_hundredths; /* on the chart's axis */
    const char *grade;        /* letter; "" when there is none */
    int marked;               /* one of the priorities */
};

struct ikm_chart_line {
    const char *label; /* "B mulai 76,61" */
    int64_t value_hundredths;
};

/* Horizontal bars, in the order in which they are drawn (best first). */
struct ikm_chart {
    const char *title;    /* the finding */
    const char *subtitle; /* what is measured, n, period */
    int64_t axis_from_hundredths, axis_to_hundredths;
    size_t n_bars;
    const struct ikm_bar *bars;
    size_t n_cutoffs;
    const struct ikm_chart_line *cutoffs; /* lower bounds of the classes */
    int has_mean;
    struct ikm_chart_line mean; /* the IKM itself */
};

struct ikm_section {
    const char *title;
    const char *finding; /* one sentence; "" when there is none */
    size_t n_points;
    const char *const *points; /* what to do, in order: a numbered list */
    size_t n_tables;
    const struct ikm_table *tables;
    size_t n_charts;
    const struct ikm_chart *charts;
    size_t n_notes;
    const char *const *notes;
};

struct ikm_report {
    enum ikm_lang lang;
    const char *title;    /* "Indeks Kepuasan Masyarakat: Kecamatan Binangun" */
    const char *subtitle; /* period, form */
    size_t n_sections;
    const struct ikm_section *sections;
    size_t n_warnings;
    const char *const *warnings; /* whole sentences */
};

/* One result: index, priorities, elements, sample and ledger, in this order.
 * Several (--by, several forms): a ranking table per form, best value first,
 * little groups marked, empty units named.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_report_of_analysis(const struct ikm_analysis *analysis, enum ikm_lang lang,
                       struct ikm_arena *arena, struct ikm_report *ret_report,
                       struct ikm_error *err);

#endif

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

/* ---- charts: what is shown, not how it looks (export/chart.h draws them) ----
 */

enum ikm_chart_kind {
    IKM_CHART_BARS,    /* bars: horizontal, in the order drawn (best first) */
    IKM_CHART_TREND,   /* points in the order of time: y, its interval */
    IKM_CHART_SCATTER, /* points: x and y with their intervals, crossing lines
                        */
    IKM_CHART_STACKED  /* stacks: shares of the scores, centred between the
                          lower and the upper half of the scale */
};

struct ikm_bar {
    const char *label;
    int64_t value_hundredths; /* on the chart's axis */
    const char *grade;        /* letter; "" when there is none */
    int marked;               /* one of the priorities */
    struct ikm_interval ci95; /* on the same axis; not clipped */
};

struct ikm_chart_line {
    const char *label; /* "B mulai 76,61" */
    int64_t value_hundredths;
};

/* One period of a trend, one element of a scatter. */
struct ikm_chart_point {
    const char *label; /* "Triwulan I 2025", "U3 Waktu Penyelesaian" */
    const char *code;  /* short: "TW I 2025", "U3" */
    int has_value;     /* 0: a period without a figure: a gap */
    double x, y;       /* x: SCATTER only */
    struct ikm_interval x95, y95; /* not clipped; undefined: none is drawn */
    const char *grade;            /* letter; "" when there is none */
    int marked;                   /* one of the priorities */
    int is_published; /* known only as a published figure: drawn hollow */
};

/* The answers to one element. */
struct ikm_stack {
    const char *label;
    const char *code;
    int64_t n;            /* answers */
    const int64_t *count; /* [n_scores]: how often each score, lowest first */
};

struct ikm_chart_axis {
    const char *label; /* "Kepentingan (korelasi dengan nilai keseluruhan)" */
    int decimals;      /* of its numbers */
    double cross;      /* SCATTER: where the other axis crosses */
};

/* Fields that the kind does not name are zero. */
struct ikm_chart {
    enum ikm_chart_kind kind;
    const char *title;    /* the finding */
    const char *subtitle; /* what is measured, n, period */
    /* BARS, TREND, and y of a SCATTER */
    int64_t axis_from_hundredths, axis_to_hundredths;
    size_t n_bars;
    const struct ikm_bar *bars;
    size_t n_cutoffs;
    const struct ikm_chart_line *cutoffs; /* lower bounds of the classes */
    int has_mean;
    struct ikm_chart_line mean; /* the IKM itself */
    size_t n_points;
    const struct ikm_chart_point *points;
    struct ikm_chart_axis x, y; /* SCATTER */
    const char *quadrant[4];    /* SCATTER: upper left, upper right, lower left,
                                   lower right */
    size_t n_stacks;
    const struct ikm_stack *stacks;
    size_t n_scores;
    const char *const *score_label; /* [n_scores]: lowest first */
};

struct ikm_section {
    const char *key; /* "result" "priorities" ...: what it is, for renderers
                        that give it a place of its own; "" when none does */
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

/* Three sheets of the workbook, as sections with the keys "book-trend",
 * "book-ipa", "book-plan"; each has a table with all its columns, or none where
 * there is nothing to show.
 *
 *   book-trend  `periods` (--by period): columns as below, then a lower bound
 * of each class; a chart with title and axis, whose points are the rows of the
 * table book-ipa    columns as below; the chart of the section "importance", a
 * point for each row book-plan   the plan on these results IKM_NO_MEMORY */
enum {
    IKM_BOOK_TREND_PERIOD = 1,
    IKM_BOOK_TREND_N,
    IKM_BOOK_TREND_IKM,
    IKM_BOOK_TREND_GRADE,
    IKM_BOOK_TREND_LOW,
    IKM_BOOK_TREND_HIGH,
    IKM_BOOK_TREND_CHANGE,
    IKM_BOOK_TREND_SOURCE,
    IKM_BOOK_TREND_CUTOFF
};
enum {
    IKM_BOOK_IPA_NAME = 1,
    IKM_BOOK_IPA_SHARE,
    IKM_BOOK_IPA_NRR,
    IKM_BOOK_IPA_QUADRANT
};
IKM_MUST_CHECK enum ikm_status
ikm_report_of_book(const struct ikm_result *result,
                   const struct ikm_analysis *periods,
                   const struct ikm_plan_view *plan, enum ikm_lang lang,
                   struct ikm_arena *arena, struct ikm_report *ret_report,
                   struct ikm_error *err);

/* The log of publications: one section (key "publications"), none when empty.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_report_of_publications(const struct ikm_publications *published,
                           enum ikm_lang lang, struct ikm_arena *arena,
                           struct ikm_report *ret_report,
                           struct ikm_error *err);

#endif

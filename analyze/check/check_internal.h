/* analyze/check/check_internal.h - what the rooms of the second opinion share.
 *
 *   words.c    what a label means          find.c     where the table stands
 *   lines.c    rows and figures out of it  scalars.c  IKM, grade, label, n
 *   figure.c   one published figure        rows.c     which rows were counted
 *   base.c     what is taken for true      chain.c    the arithmetic, step by
 *   search.c   which faults explain it                step
 *   grades.c   grade and label             check.c    all together */
#ifndef IKM_ANALYZE_CHECK_INTERNAL_H
#define IKM_ANALYZE_CHECK_INTERNAL_H

#include <gmp.h>

#include "analyze/check/check.h"

/* -- labels (words.c) -------------------------------------------------------
 */

enum check_metric {
    CHECK_NONE,
    CHECK_SUM,
    CHECK_SCORE, /* "Nilai": a sum or a mean, as its numbers tell */
    CHECK_N,
    CHECK_NRR,
    CHECK_WEIGHT,
    CHECK_WEIGHTED,
    CHECK_VALUE, /* mean * 25 of an element */
    CHECK_INDEX,
    CHECK_IKM,
    CHECK_GRADE,
    CHECK_LABEL,
    CHECK_LEGEND, /* of a class table: says nothing about this office */
    CHECK_METRIC_COUNT
};
enum check_metric check_metric_of(const char *label);

/* An element heading: "U3", "Unsur 3" -> 3; else 0. */
int check_code_of(const char *label);
/* A heading that names one of the nine elements: 1..9 in the order of the rule;
 * else 0. */
int check_name_of(const char *label);
/* "B", "B (Baik)", "(B)": the letter A..E; else 0. */
char check_letter_of(const char *text);
/* "Sangat baik" etc. folded; 1 when it could be a performance word. */
int check_is_word(const char *text);

/* -- the grid seen from above or from the left ------------------------------
 */

struct check_view {
    const struct ikm_check_sheet *sheet;
    int is_turned; /* rows are columns */
    size_t n_rows, n_columns;
};
struct check_view check_view_of(const struct ikm_check_sheet *sheet,
                                int is_turned);
const struct ikm_check_cell *check_at(const struct check_view *view, size_t row,
                                      size_t column);
/* The row of the sheet in which the cell stands. */
uint32_t check_row_number(const struct check_view *view, size_t row,
                          size_t column);

/* -- one figure (figure.c) --------------------------------------------------
 */

/* mantissa / 10^scale as it stands; shown with `decimals`. */
struct check_figure {
    int is_set;
    int64_t mantissa;
    int scale;
    int decimals; /* -1: not known yet */
    uint32_t row;
};
/* 1 when the cell holds a number that is not negative. */
int check_figure_of(const struct ikm_check_cell *cell, uint32_t row,
                    struct check_figure *ret_figure);
double check_figure_real(const struct check_figure *figure);
void check_figure_get(const struct check_figure *figure, mpq_t ret_value);
/* Rounded half-up to the decimals it shows. */
void check_figure_shown(const struct check_figure *figure, mpq_t ret_value);
/* Text of a figure at its decimals, or of a rational at `decimals`. */
const char *check_figure_text(const struct check_figure *figure,
                              struct ikm_arena *arena);
const char *check_ratio_text(const mpq_t value, int decimals,
                             struct ikm_arena *arena);
/* floor(value * 10^decimals + 1/2) / 10^decimals */
void check_round(mpq_t ret_rounded, const mpq_t value, int decimals);

/* -- the table ---------------------------------------------------------------
 */

enum { CHECK_BLANK = -1, CHECK_UNREADABLE = -2 };

struct check_table {
    struct check_view view;
    size_t head_row; /* in the view; SIZE_MAX: no heading */
    size_t k;
    size_t column[IKM_CHECK_MOST_ELEMENTS];
    const char *name[IKM_CHECK_MOST_ELEMENTS];
    int element[IKM_CHECK_MOST_ELEMENTS]; /* check_name_of(); 0 */
    int code[IKM_CHECK_MOST_ELEMENTS];
    size_t first_row; /* of the view, below the heading */

    size_t n_rows;         /* respondents */
    const int32_t *answer; /* [n_rows * k]: hundredths, or CHECK_BLANK ... */
    const uint32_t *row_number;           /* [n_rows] */
    size_t n_odd;                         /* answers outside the scale */
    const struct check_figure *row_total; /* [n_rows]; NULL: no such column */

    struct check_figure line[CHECK_METRIC_COUNT][IKM_CHECK_MOST_ELEMENTS];
    int has_line[CHECK_METRIC_COUNT];
    struct check_figure tail[CHECK_METRIC_COUNT]; /* right of the elements */
    char letter[IKM_CHECK_MOST_ELEMENTS];         /* grade of an element; 0 */

    struct check_figure n, index, ikm, weight;
    char grade;        /* 'A'..'E'; 0 */
    const char *label; /* "" */
    const char *label_text;
};

/* The tables of a sheet seen one way; 0 when there is none. */
int check_find(const struct check_view *view, struct ikm_arena *arena,
               struct check_table *ret_table, enum ikm_status *ret_status);
/* Rows and figures of a table whose columns are known. */
enum ikm_status check_read_lines(struct check_table *table,
                                 struct ikm_arena *arena);
/* IKM, grade, label, n that stand somewhere on a sheet: fills in what the table
 * lacks. */
void check_read_scalars(struct check_table *table,
                        const struct ikm_check_sheet *sheet);
/* Decimals of the figures without a number format. */
void check_settle_decimals(struct check_table *table);

/* -- what was counted (rows.c, base.c) ---------------------------------------
 */

/* Sums (hundredths) and counts per element, and what fault they come with. */
struct check_base {
    size_t n_faults;
    struct ikm_check_fault fault[2];
    int64_t sum_hundredths[IKM_CHECK_MOST_ELEMENTS];
    int64_t n[IKM_CHECK_MOST_ELEMENTS];
    int64_t n_rows;
};
enum { CHECK_MOST_BASES = 12 };

/* Elements whose published sum (or, without sums, mean) does not follow from
 * the base. */
uint32_t check_base_misfits(const struct check_table *table,
                            const struct check_base *base);
/* Of respondents: what is true first, then what else may have been counted. */
enum ikm_status check_row_bases(const struct check_table *table, size_t *ret_n,
                                struct check_base bases[CHECK_MOST_BASES]);

/* -- the arithmetic (chain.c) -------------------------------------------------
 */

/* Every value from lo up to hi is possible: [lo, hi), or just lo where they are
 * equal. */
struct check_span {
    mpq_t lo, hi;
};

struct check_chain {
    struct check_span sum[IKM_CHECK_MOST_ELEMENTS]; /* true sums only */
    struct check_span nrr[IKM_CHECK_MOST_ELEMENTS];
    struct check_span term[IKM_CHECK_MOST_ELEMENTS];
    struct check_span index, ikm;
    mpq_t help, other;
};
void check_chain_open(struct check_chain *chain);
void check_chain_close(struct check_chain *chain);
void check_span_copy(struct check_span *to, const struct check_span *from);
void check_span_set(struct check_span *span, const mpq_t value);
void check_span_scale(struct check_span *span, const mpq_t factor);
void check_span_round(struct check_span *span, int decimals);
void check_span_add(struct check_span *span, const struct check_span *more);
/* What rounds to the figure. */
void check_span_of(struct check_span *span, const struct check_figure *figure);
/* 1 when a value of the span is shown as the figure, or the figure is not set.
 * The span shrinks to those values. */
int check_span_meets(struct check_span *span,
                     const struct check_figure *figure);

/* -- the rest -----------------------------------------------------------------
 */

/* What is known before anything is explained. */
struct check_case {
    const struct check_table *table;
    struct ikm_arena *arena;
    enum ikm_check_layout layout;
    size_t n_bases;
    struct check_base bases[CHECK_MOST_BASES]; /* [0] is taken for true */
    mpq_t weight[IKM_CHECK_MOST_ELEMENTS];     /* right weights */
    int has_own_weights;
    int is_n_derived, is_n_unknown;
    int64_t n_blank_assumed;
};

enum { CHECK_MOST_FAULTS = 12, CHECK_MOST_NOTES = IKM_CHECK_NOTE_COUNT };

struct check_findings {
    size_t n_faults, n_candidates, n_notes;
    struct ikm_check_fault faults[CHECK_MOST_FAULTS];
    struct ikm_check_fault candidates[CHECK_MOST_FAULTS];
    struct ikm_check_note notes[CHECK_MOST_NOTES];
};

/* Layout, what is taken for true, and the right weights.
 * IKM_UNDEFINED  neither means nor numbers of answers: nothing to compute */
enum ikm_status check_case_make(const struct check_table *table,
                                struct ikm_arena *arena,
                                struct check_case *ret_case);
/* What the mean of element `e` can be by the published figures alone. */
void check_means_of(const struct check_case *this, size_t e,
                    struct check_span *ret_span);
/* Whole divisors that show sum / divisor as the figure: the one nearest to
 * `near`; 0 when there is none. */
int64_t check_divisor_of(int64_t sum_hundredths,
                         const struct check_figure *figure, int64_t near);
/* As above for a figure that was rounded to fewer decimals than it shows. */
int64_t check_divisor_by(int64_t sum_hundredths,
                         const struct check_figure *figure, int decimals,
                         int64_t near);

/* The true figures, along exact arithmetic. */
void check_true_chain(const struct check_case *this, struct check_chain *chain);

/* Faults of the figures; the truth along the way goes into `truth`. */
enum ikm_status check_search(const struct check_case *this,
                             struct check_findings *findings);

/* Faults of grades and labels. `truth` is the exact IKM. */
void check_grades(const struct check_case *this,
                  const struct ikm_check_grid *grid,
                  const struct ikm_check_rules *rules,
                  const struct check_chain *truth,
                  struct check_findings *findings);

#endif

/* analyze/check/check.h - the second opinion on a published processing table.
 *
 * A grid of cells in; out come the table that was found in it, the figures it
 * publishes, the same figures computed exactly, and what explains the
 * difference. No files, no words: kinds and numbers; export/check_words.h makes
 * the sentences.
 *
 * Layouts: one row a respondent with totals below; totals alone (sums per
 * element and how many answered); a summary of NRR and IKM. Elements stand in
 * columns or in rows. Rules: a figure is compared at the decimals it shows; a
 * cell without number format counts with the most decimals of its line, an IKM
 * with two; of rounded means every value that rounds to them is possible.
 *
 * Arithmetic: PermenPANRB 14/2017 (see analyze/index.h). */
#ifndef IKM_ANALYZE_CHECK_CHECK_H
#define IKM_ANALYZE_CHECK_CHECK_H

#include "analyze/check/grid.h"
#include "data/base/arena.h"
#include "data/form.h"

enum {
    IKM_CHECK_LEAST_ELEMENTS = 3,
    IKM_CHECK_MOST_ELEMENTS = 32,
    IKM_CHECK_SCALE = 4,
    IKM_CHECK_NUMBER_BYTES = 40
};

/* What a fault is, the most specific first. */
#define IKM_CHECK_KIND_MAP(X)                                                  \
    X(SWAPPED, "swapped-u8-u9")                                                \
    X(WEIGHT_011, "weight-0.11")                                               \
    X(WEIGHT_0111, "weight-0.111")                                             \
    X(WEIGHT_0071, "weight-0.071")                                             \
    X(WEIGHT_ROUNDED, "weight-rounded")                                        \
    X(BLANK_IN_DIVISOR, "blank-in-divisor")                                    \
    X(OUT_OF_RANGE, "out-of-range")                                            \
    X(ROWS_DROPPED, "rows-dropped")                                            \
    X(ROUNDED_EARLY, "rounded-early")                                          \
    X(WRONG_DIVISOR, "wrong-divisor")                                          \
    X(WRONG_SUM, "wrong-sum")                                                  \
    X(UNEXPLAINED, "unexplained")                                              \
    X(OLD_CUTOFFS, "old-cutoffs")                                              \
    X(WRONG_CUTOFFS, "wrong-cutoffs")                                          \
    X(WRONG_GRADE, "wrong-grade")                                              \
    X(WRONG_LABEL, "wrong-label")

enum ikm_check_kind {
#define X(name, text) IKM_CHECK_##name,
    IKM_CHECK_KIND_MAP(X)
#undef X
        IKM_CHECK_KIND_COUNT
};
/* "weight-0.11" ... */
const char *ikm_check_kind_name(enum ikm_check_kind kind);

/* Where in the arithmetic a fault sits. */
enum ikm_check_step {
    IKM_CHECK_STEP_ROW,      /* total of one respondent */
    IKM_CHECK_STEP_SUM,      /* sum of the scores of an element */
    IKM_CHECK_STEP_NRR,      /* mean of an element */
    IKM_CHECK_STEP_WEIGHTED, /* mean times weight */
    IKM_CHECK_STEP_INDEX,    /* sum of the weighted means */
    IKM_CHECK_STEP_IKM
};

struct ikm_check_fault {
    enum ikm_check_kind kind;
    int explains; /* 0: only that it differs is known */
    enum ikm_check_step step;
    uint32_t elements;     /* bit set of the elements it was seen in; 0: all */
    int decimals;          /* ROUNDED_EARLY: to so many */
    int64_t divisor;       /* *_DIVISOR: what was divided by */
    int64_t right_divisor; /* what it should be; 0: differs by element */
    int64_t rows_used;     /* ROWS_DROPPED: how many rows were counted */
    int is_complete_only;  /* ROWS_DROPPED: those that answered all */
    uint32_t first_row, last_row; /* ROWS_DROPPED: rows of the sheet that were
                                     counted; OUT_OF_RANGE, WRONG_SUM of a row:
                                     the (first) row; 0: not known */
    const char *weight;           /* WEIGHT_*: "0.33", in the arena; else "" */
    const char *found;    /* a figure, grade or label as published; "" */
    const char *expected; /* what it should be; "" */
    const char *name;     /* of the cut-off found; "" */
};

/* What is worth knowing and no fault. */
#define IKM_CHECK_NOTE_MAP(X)                                                  \
    X(BLANKS, "blanks")                                                        \
    X(BLANKS_ASSUMED, "blanks-assumed")                                        \
    X(OUT_OF_RANGE, "out-of-range")                                            \
    X(FORMULIR_ORDER, "formulir-order")                                        \
    X(DISPLAY_ROUNDING, "display-rounding")                                    \
    X(SMALL_N, "small-n")                                                      \
    X(N_DERIVED, "n-derived")                                                  \
    X(N_UNKNOWN, "n-unknown")                                                  \
    X(N_DIFFERS, "n-differs")                                                  \
    X(ROUNDED_MEANS, "rounded-means")                                          \
    X(OWN_WEIGHTS, "own-weights")                                              \
    X(NO_IKM, "no-ikm")                                                        \
    X(OLD_FORM, "old-form")                                                    \
    X(OTHER_TABLES, "other-tables")

enum ikm_check_note_kind {
#define X(name, text) IKM_CHECK_NOTE_##name,
    IKM_CHECK_NOTE_MAP(X)
#undef X
        IKM_CHECK_NOTE_COUNT
};
const char *ikm_check_note_name(enum ikm_check_note_kind kind);

struct ikm_check_note {
    enum ikm_check_note_kind kind;
    int64_t count; /* cells, rows or respondents it is about; 0: none */
    int64_t other; /* the number that it differs from; 0: none */
};

enum ikm_check_layout {
    IKM_CHECK_RESPONDENTS,
    IKM_CHECK_TOTALS,
    IKM_CHECK_SUMMARY
};

/* A figure as text with a point, in the arena; "" where there is none. */
struct ikm_check_element {
    const char *name; /* as its heading says */
    const char *sum, *n, *nrr, *weighted, *value, *grade;
};

struct ikm_check_figures {
    const char *n; /* respondents */
    const char *index, *ikm, *grade, *label;
    const char *exact; /* the IKM as "num/den"; "" where published, or where
                          only rounded means are known */
    const char *low, *high; /* recomputed: the IKM lies between, where only
                               rounded means are known; else "" */
    const struct ikm_check_element *elements; /* [n_elements] */
};

struct ikm_check_result {
    enum ikm_check_layout layout;
    const char *sheet;    /* borrowed from the grid */
    uint32_t heading_row; /* of the sheet; 0: the table has none */
    const char *form;     /* whose classes count */
    size_t n_elements;
    struct ikm_check_figures published, recomputed;
    size_t n_faults, n_candidates, n_notes;
    const struct ikm_check_fault *faults, *candidates;
    const struct ikm_check_note *notes;
};

/* The class tables that grades are held against: 14/2017 and 25/2004. */
struct ikm_check_rules {
    const struct ikm_form *now, *old;
};

/* *ret_result lives in the arena.
 * IKM_UNDEFINED  no table was found (n_elements is 0); or one that has nothing
 * to compute (layout, sheet and n_elements say which). err is untouched, the
 * caller knows the file's name IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_check_grid(const struct ikm_check_grid *grid,
               const struct ikm_check_rules *rules, struct ikm_arena *arena,
               struct ikm_check_result *ret_result, struct ikm_error *err);

#endif

/* data/form_internal.h - a questionnaire while its tables are read and checked.
 *
 * Shared by data/form_*.c only. The tables are read into sheets (rows of cells
 * in the order of the columns below, wherever they stand in the file); each
 * part of the form is then built from its sheet. Faults are collected, so a
 * part goes on as far as it can: `whole` says whether what is not found in a
 * sheet may be called missing. */
#ifndef IKM_DATA_FORM_INTERNAL_H
#define IKM_DATA_FORM_INTERNAL_H

#include <stdbool.h>

#include "data/form.h"

enum {
    IKM_FORM_MAX_COLUMNS = 5,
    IKM_FORM_MAX_ROWS = 1000, /* per table: 64 questions x 10 labels fit */
    IKM_FORM_KEY_ROOM = 40,   /* a folded element key and its NUL */
    IKM_FORM_QUOTE_BYTES = 72
};

/* The columns of each table, as its heading lists them (data/form.h). */
enum { SETTINGS_KEY, SETTINGS_VALUE };
enum {
    ELEMENTS_KEY,
    ELEMENTS_CODE,
    ELEMENTS_NAME,
    ELEMENTS_WEIGHT,
    ELEMENTS_REMEDY
};
enum { QUESTIONS_ELEMENT, QUESTIONS_TEXT, QUESTIONS_KIND };
enum { CHOICES_QUESTION, CHOICES_SCORE, CHOICES_LABEL };
enum { CAUSES_ELEMENT, CAUSES_CODE, CAUSES_TEXT };
enum { CLASSES_GRADE, CLASSES_BOUND, CLASSES_LABEL };
enum { ORDERS_NAME, ORDERS_POSITION, ORDERS_ELEMENT };

struct ikm_form_row {
    uint32_t number;                        /* as a spreadsheet shows it */
    const char *cell[IKM_FORM_MAX_COLUMNS]; /* "" when empty */
};

struct ikm_form_sheet {
    size_t n_rows;
    struct ikm_form_row *rows;             /* [n_rows], without the heading */
    uint32_t column[IKM_FORM_MAX_COLUMNS]; /* 1-based place in the file */
    bool present;                          /* the file stands there */
    bool whole;                            /* and was read to its end */
};

/* Lives in the arena of the load; the finished form points into it. */
struct ikm_form_build {
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    struct ikm_form_sheet sheet[IKM_FORM_TABLE_COUNT];
    int graded;           /* setting mutu: 1 ya, 0 tidak, -1 not understood */
    struct ikm_form form; /* until the questions are sorted, n_questions counts
                             all of them */
    struct ikm_element element[IKM_MAX_ELEMENTS];
    struct ikm_question question[IKM_MAX_QUESTIONS];
    struct ikm_cause cause[IKM_MAX_ELEMENTS][IKM_MAX_CAUSES];
    struct ikm_class grade[IKM_MAX_CLASSES];
    struct ikm_form_order order[IKM_MAX_ORDERS];
};

/* Reads one table into build->sheet[table]. Only running out of memory and
 * faults of the program are errors; all else goes to the faults. */
IKM_MUST_CHECK enum ikm_status
ikm_form_sheet_read(struct ikm_form_build *build, enum ikm_form_table table,
                    const struct ikm_form_source *source,
                    struct ikm_error *err);
const char *ikm_form_column_name(enum ikm_form_table table, size_t column);

/* A cell as faults quote it: one line, at most some 60 bytes, no controls. */
const char *ikm_form_quote(const char *text, char room[IKM_FORM_QUOTE_BYTES]);

/* The cell is not empty, not longer than max_characters, and one plain line.
 * Otherwise false, and a fault. */
bool ikm_form_text_is_fit(struct ikm_form_build *build,
                          enum ikm_form_table table,
                          const struct ikm_form_row *row, size_t column,
                          size_t max_characters);

/* Index of the element a cell names; -1 and a fault when there is none (no
 * fault when the elements could not be read). */
int ikm_form_element_of(struct ikm_form_build *build, enum ikm_form_table table,
                        const struct ikm_form_row *row, size_t column);

/* The kind and the element that a row of questions.csv says. Without one of
 * them, faults and IKM_NO_ELEMENT. */
void ikm_form_read_kind(struct ikm_form_build *build,
                        const struct ikm_form_row *row,
                        struct ikm_question *question);

/* [a-z0-9-], min..max bytes */
bool ikm_form_is_id(const char *text, size_t min_bytes, size_t max_bytes);

/* The parts, in the order they are built. */
void ikm_form_build_settings(struct ikm_form_build *build);
void ikm_form_build_elements(struct ikm_form_build *build);
void ikm_form_build_weights(struct ikm_form_build *build);
void ikm_form_build_questions(struct ikm_form_build *build);
void ikm_form_build_choices(struct ikm_form_build *build);
/* Satisfaction first; after choices.csv, which counts as the paper does. */
void ikm_form_sort_questions(struct ikm_form_build *build);
void ikm_form_build_causes(struct ikm_form_build *build);
void ikm_form_build_classes(struct ikm_form_build *build);
void ikm_form_build_orders(struct ikm_form_build *build);

#endif

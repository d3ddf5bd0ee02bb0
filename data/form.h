/* data/form.h - a questionnaire: elements (unsur), their questions, the labels
 * of the answers, causes of a low score, weights and class table.
 *
 * A questionnaire is data, never code: a folder of small CSV tables (see
 * data/forms/README.md), read by the same CSV reader as imports:
 *
 *   settings.csv   kunci,nilai       id, nama, dasar (the rule), skala (scale
 *                                    maximum 2..10), resmi (ya/tidak),
 *                                    mutu (ya/tidak: is the class table
 *                                    verified), pengganti (id of the form this
 *                                    one succeeds, may be empty), catatan
 *   elements.csv   unsur,kode,nama,bobot,tindakan
 *                                    bobot: empty = 1/k, else a fraction "1/9"
 *                                    or decimal; tindakan: remedy a b c d
 *   questions.csv  unsur,pertanyaan[,jenis]
 *                                    in the order on paper; an element may
 *                                    have several. jenis (may be left out):
 *                                    kepuasan, kepentingan, harapan, or
 *                                    keseluruhan (of no element, one a form)
 *   choices.csv    pertanyaan,skor,label
 *                                    pertanyaan: 1-based question number
 *   causes.csv     unsur,kode,sebab  kode 1..9: one key on the keyboard
 *   classes.csv    mutu,batas_bawah,kinerja
 *                                    lower bounds on 25..100 (100/skala..100)
 *   orders.csv     urutan,posisi,unsur
 *                                    other orders of the elements in use
 *
 * Limits on texts and keys: data/forms/README.md. Immutable once loaded; all of
 * it lives in one arena. */
#ifndef IKM_DATA_FORM_H
#define IKM_DATA_FORM_H

#include <stdint.h>

#include "data/base/arena.h"
#include "data/base/error.h"
#include "data/base/fault.h"

enum {
    IKM_MAX_ELEMENTS = 32,
    IKM_MAX_QUESTIONS = 64,
    IKM_MAX_SCALE = 10,
    IKM_MAX_CAUSES = 9, /* per element */
    IKM_MAX_CLASSES = 8,
    IKM_MAX_ORDERS = 4,
    IKM_CLASS_NONE = -1
};
#define IKM_NO_ELEMENT SIZE_MAX

/* The tables of a form's folder, in the order they are checked. */
enum ikm_form_table {
    IKM_FORM_SETTINGS,
    IKM_FORM_ELEMENTS,
    IKM_FORM_QUESTIONS,
    IKM_FORM_CHOICES,
    IKM_FORM_CAUSES,
    IKM_FORM_CLASSES,
    IKM_FORM_ORDERS,
    IKM_FORM_TABLE_COUNT
};

/* "settings.csv" ... */
const char *ikm_form_table_name(enum ikm_form_table table);

/* The bytes of the seven files: borrowed. A file that does not stand there has
 * bytes NULL; only causes, classes and orders may be absent. */
struct ikm_form_source {
    struct {
        const char *bytes;
        size_t length_bytes;
    } table[IKM_FORM_TABLE_COUNT];
};

/* A fraction from 0 to 1 in lowest terms, denominator > 0: an element's weight.
 * The weights of a form add up to exactly 1, and their common denominator is
 * at most 10^9, so sums of a few dozen stay inside 64 bits. */
struct ikm_fraction {
    int64_t numerator, denominator;
};

struct ikm_cause {
    uint8_t code; /* 1..9 */
    const char *text;
};

struct ikm_element {
    const char *key;  /* "waktu": what is stored and written by machines */
    const char *code; /* "U3" */
    const char *name; /* official name */
    char remedy;      /* 'a'..'d', domain.md */
    struct ikm_fraction weight; /* as the form says; 1/k when it is silent */
    size_t n_causes;
    const struct ikm_cause *causes; /* [n_causes] */
};

/* What a question asks. Only satisfaction enters the index and all that stands
 * on it; the others say how important an element is, what is expected of it,
 * and how satisfied one is on the whole. */
enum ikm_question_kind {
    IKM_ASKS_SATISFACTION,
    IKM_ASKS_IMPORTANCE,
    IKM_ASKS_EXPECTATION,
    IKM_ASKS_OVERALL,
    IKM_ASKS_COUNT
};
/* "kepuasan" "kepentingan" "harapan" "keseluruhan" */
const char *ikm_question_kind_word(enum ikm_question_kind kind);

struct ikm_question {
    enum ikm_question_kind kind;
    size_t element; /* index into elements; of OVERALL: IKM_NO_ELEMENT */
    size_t place;   /* 0-based, on paper */
    const char *text;
    const char *label[IKM_MAX_SCALE + 1]; /* [1..scale_max]; [0] is NULL */
};

struct ikm_class {
    const char *grade;        /* "A" */
    const char *label;        /* "Sangat baik" */
    int32_t lower_hundredths; /* 8831: in the class from here up */
};

struct ikm_form_order {
    const char *name;                  /* "formulir" */
    uint8_t element[IKM_MAX_ELEMENTS]; /* [n_elements]: at position i stands
                                          this element */
};

struct ikm_form {
    const char *id;
    const char *name;
    const char *rule;
    const char *note;     /* "" when there is none */
    const char *succeeds; /* id of the form before; "" when none */
    int official;
    int scale_max;
    size_t n_elements;
    const struct ikm_element *elements;
    size_t n_questions; /* of satisfaction */
    size_t n_more;      /* of the other kinds: they stand behind those */
    const struct ikm_question *questions; /* [n_questions + n_more]; each part
                                             in the order on paper */
    size_t n_classes;                     /* 0: no verified class table */
    const struct ikm_class *classes;      /* best first; the last has the lowest
                                             possible value as its bound */
    size_t n_orders;
    const struct ikm_form_order *orders; /* orders[0] is the form's own: that
                                            of elements, named as orders.csv
                                            says ("badan"), or "asli" */
};

/* Reads and checks a form. Every fault of every table is added to `faults`: its
 * row and column are those of the table that its sentence names first (0 where
 * something is missing, or where the CSV reader's own sentence says the row).
 * *ret_form lives in `arena`.
 * IKM_INPUT      there were faults; *ret_form is untouched
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_form_load(const struct ikm_form_source *source, struct ikm_arena *arena,
              struct ikm_faults *faults, const struct ikm_form **ret_form,
              struct ikm_error *err);

/* The forms that are built in (data/forms/, embedded at build). */
struct ikm_builtin_form {
    const char *id;
    struct ikm_form_source source;
};
size_t ikm_builtin_form_count(void);
const struct ikm_builtin_form *ikm_builtin_form(size_t i);
/* By id; NULL when there is none. */
const struct ikm_builtin_form *ikm_builtin_form_find(const char *id);
#define IKM_DEFAULT_FORM "permenpanrb-14-2017"

/* All questions, of every kind: so many answers does a sheet hold. */
static inline size_t ikm_form_n_asked(const struct ikm_form *form)
{
    return form->n_questions + form->n_more;
}
/* The question at a 0-based place on paper; place < ikm_form_n_asked(). */
size_t ikm_form_question_at(const struct ikm_form *form, size_t place);
/* How imports name the column of a question that is not of satisfaction:
 * "waktu_kepentingan", "waktu_harapan" (where an element has several of the
 * kind "waktu_harapan_2"), "keseluruhan". */
enum { IKM_QUESTION_COLUMN_BYTES = 64 };
const char *ikm_question_column(const struct ikm_form *form, size_t question,
                                char room[IKM_QUESTION_COLUMN_BYTES]);

/* What messages call a question: the element's code, "U3"; of another kind the
 * name of its column. */
const char *ikm_question_name(const struct ikm_form *form, size_t question,
                              char room[IKM_QUESTION_COLUMN_BYTES]);
/* What it is about: the element's name; of another kind its own words. */
const char *ikm_question_about(const struct ikm_form *form, size_t question);

/* Index of the element with this key; -1 when there is none. */
int ikm_form_element(const struct ikm_form *form, const char *key);
/* The order of this name; NULL when there is none. */
const struct ikm_form_order *ikm_form_find_order(const struct ikm_form *form,
                                                 const char *name);

#endif

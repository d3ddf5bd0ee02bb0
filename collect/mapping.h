/* collect/mapping.h - which column of a file means what.
 *
 * Headings are met as codes (U1, Unsur 1), keys (waktu), official names, whole
 * question sentences, and in many spellings of the respondent block. Case,
 * spaces and punctuation do not count. Nothing is guessed: a heading that is
 * not known is told as unused, one that names a person is dropped. */
#ifndef IKM_COLLECT_MAPPING_H
#define IKM_COLLECT_MAPPING_H

#include "data/base/fault.h"
#include "data/form.h"
#include "data/response.h"
#include "data/tables/table.h"

enum ikm_column_kind {
    IKM_COLUMN_UNUSED,   /* not known: told in the report */
    IKM_COLUMN_IDENTITY, /* nama, NIK, no HP, alamat, email: dropped */
    IKM_COLUMN_IGNORED,  /* said by --map to be left out */
    IKM_COLUMN_NUMBER,   /* no, nomor: a row number, never an id */
    IKM_COLUMN_ID,       /* identity, together with the unit */
    IKM_COLUMN_UNIT,
    IKM_COLUMN_SERVICE,
    IKM_COLUMN_DATE,
    IKM_COLUMN_TIMESTAMP, /* when the form was sent: date unless DATE stands */
    IKM_COLUMN_OPERATOR,
    IKM_COLUMN_SHEET, /* number on the paper sheet */
    IKM_COLUMN_COMMENT,
    IKM_COLUMN_FIELD,    /* which: enum ikm_field */
    IKM_COLUMN_QUESTION, /* which: 0-based question of the form */
    IKM_COLUMN_CAUSE     /* which: 0-based element; why it was scored low */
};

struct ikm_column {
    enum ikm_column_kind kind;
    size_t which;
    const char *heading; /* as it stands in the file */
};

/* What a user's --map file says (contract.md: kolom,kunci and
 * kolom,nilai,jadi). Texts live in the arena it was read into. */
struct ikm_map_column {
    const char *heading;     /* as the map says it */
    const char *heading_key; /* folded */
    const char *target;      /* "u3", "waktu", "layanan", ...; "" = leave out */
    uint32_t row;            /* where the map says it */
};
struct ikm_map_value {
    const char *heading;     /* as the map says it */
    const char *heading_key; /* folded */
    const char *from_key;    /* folded cell text */
    const char *to;          /* what is read in its place */
    uint32_t row;            /* where the map says it */
};
struct ikm_map {
    size_t n_columns;
    const struct ikm_map_column *columns;
    size_t n_values;
    const struct ikm_map_value *values;
    struct ikm_digest digest; /* of what the map says */
};

/* Reads a --map file and adds it to *ret_map ({0} at first). Faults are told
 * with row and column.
 * IKM_INPUT  faults->n_total > 0
 * IKM_NO_FILE, IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_map_read(const char *path,
                                            struct ikm_arena *arena,
                                            struct ikm_faults *faults,
                                            struct ikm_map *ret_map,
                                            struct ikm_error *err);

/* Whether `target` of a map says anything: a question of the form, or a key of
 * the canonical heading. */
int ikm_mapping_knows(const char *target, const struct ikm_form *form,
                      const struct ikm_form_order *order);

/* The columns of a file. */
struct ikm_mapping {
    size_t n_columns;
    struct ikm_column *columns; /* [n_columns], in the file's order */
    size_t n_questions;         /* questions that have a column */
    int n_positional;           /* of those: by U1..Uk, so that order matters */
    /* 0-based columns; -1 where there is none */
    int id, number, unit, service, date, timestamp, operator_name, sheet,
        comment;
    int field[IKM_FIELD_COUNT];
    int question[IKM_MAX_QUESTIONS];
    int cause[IKM_MAX_ELEMENTS];
};

/* How many headings of the row name questions of the form: the heading row of
 * a file is the one with most. */
size_t ikm_mapping_score(const struct ikm_row *row, const struct ikm_form *form,
                         const struct ikm_map *map);

/* What headings are read against. */
struct ikm_mapping_rules {
    const struct ikm_form *form;
    const struct ikm_form_order *order; /* what u1..uk mean */
    const struct ikm_map *map;          /* NULL: none */
    int needs_unit; /* a unit column must stand in the file */
    int needs_date;
};

/* Maps the heading row. A heading twice, or a question without a heading, is a
 * fault; so is a unit or date heading that is needed and missing.
 * IKM_INPUT  faults were added
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_mapping_make(const struct ikm_row *row,
                 const struct ikm_mapping_rules *rules, struct ikm_arena *arena,
                 struct ikm_faults *faults, struct ikm_mapping *ret_mapping,
                 struct ikm_error *err);

/* What a cell reads as after the map's values: the cell's own text when the map
 * does not name it. */
const char *ikm_map_cell(const struct ikm_map *map, const char *heading,
                         const char *text);

#endif

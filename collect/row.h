/* collect/row.h - one row of a file -> one response, or all its faults. */
#ifndef IKM_COLLECT_ROW_H
#define IKM_COLLECT_ROW_H

#include "collect/lookup.h"
#include "collect/mapping.h"
#include "data/base/text.h"
#include "data/response.h"

/* What can be wrong with a row; a bad row is booked with these, never with its
 * cells. */
enum ikm_row_fault {
    IKM_ROW_SCORE,   /* answer outside the scale, or unknown label */
    IKM_ROW_DATE,    /* missing or impossible */
    IKM_ROW_UNIT,    /* missing or unknown */
    IKM_ROW_SERVICE, /* unknown */
    IKM_ROW_RAGGED,  /* another number of cells than the heading */
    IKM_ROW_NO_ANSWER,
    IKM_ROW_CAUSE,  /* a cause at an element that was not scored low */
    IKM_ROW_ID,     /* an id again with other content */
    IKM_ROW_TEXT,   /* a cell too long to keep */
    IKM_ROW_BROKEN, /* NUL, bad encoding, text after a quote: not read at all */
    IKM_ROW_FAULT_COUNT
};

enum ikm_row_kind_read {
    IKM_ROW_RESPONDENT,
    IKM_ROW_EMPTY,  /* nothing in it, or only a row number */
    IKM_ROW_SUMMARY /* "Jumlah", "NRR": no respondent */
};

/* How rows of this file are to be read; borrowed parts outlive it. */
struct ikm_row_reader {
    const struct ikm_form *form;
    int64_t form_id; /* 0: will be put into the file */
    const struct ikm_mapping *mapping;
    const struct ikm_map *map; /* NULL: none */
    struct ikm_lookup *lookup;
    int is_csv; /* then a row with fewer cells than the heading is ragged */
    enum ikm_date_order dates;
    const char *unit; /* defaults; NULL: none */
    const char *service;
    const char *date; /* always day first, whatever `dates` says */
    struct ikm_faults *faults;
    struct ikm_field_memo *memo; /* [IKM_FIELD_COUNT * IKM_MEMO_SLOTS] */
    size_t n_heading_cells;
};

/* Remembers how respondent fields were understood: the same few texts come in
 * every row. */
enum { IKM_MEMO_SLOTS = 256, IKM_MEMO_BYTES = 28 };
struct ikm_field_memo {
    char text[IKM_MEMO_BYTES];
    uint8_t code;
    uint8_t understood;
    uint8_t known;
};

struct ikm_row_read {
    enum ikm_row_kind_read kind;
    uint32_t bad;           /* bit 1 << enum ikm_row_fault; 0: a good row */
    uint64_t bad_questions; /* bit q: the answer to question q is bad */
    struct ikm_response response; /* unit_id, service_id 0 where it must be
                                     made first */
    const char *unit;             /* name as it stands; NULL: none */
    const char *service;          /* "" : not filled in */
    const char *operator_name;    /* "" : none */
    const char *external_id;      /* "" : none */
    int exact_second;             /* a time with seconds stands in the row */
    int only_mdy;                 /* its date is possible only as mm/dd */
    uint64_t hash;                /* of all that the row says */
    struct ikm_low_cause causes[IKM_MAX_ELEMENTS];
};

/* Reads a row; texts are borrowed from the row and from `arena`. Faults go to
 * reader->faults with row and column. */
IKM_MUST_CHECK enum ikm_status ikm_row_read(const struct ikm_row_reader *reader,
                                            const struct ikm_row *row,
                                            struct ikm_arena *arena,
                                            struct ikm_row_read *ret_read,
                                            struct ikm_error *err);

/* A row that the reader of the file refused; its fault was told. */
void ikm_row_broken(const struct ikm_row_reader *reader, uint32_t number,
                    struct ikm_row_read *ret_read);

/* The reason a bad row is booked with: "U3: nilai tidak sah; tanggal tidak
 * sah". Says nothing of what stood in the cells. */
const char *ikm_row_reason(const struct ikm_form *form,
                           const struct ikm_row_read *read, enum ikm_lang lang,
                           char *room, size_t room_bytes);

#endif

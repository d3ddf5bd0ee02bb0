/* data/tables/csv_parts.h - what the files of the CSV reader share.
 *
 * csv.c opens, starts and hands out rows; csv_room.c brings bytes in; csv_row.c
 * cuts them into cells; csv_decode.c looks at what is not ASCII; csv_start.c
 * finds the separator. */
#ifndef IKM_DATA_TABLES_CSV_PARTS_H
#define IKM_DATA_TABLES_CSV_PARTS_H

#include <stdbool.h>

#include "data/tables/csv.h"

enum {
    IKM_CSV_ROW_BYTES = 1 << 20, /* the longest row, with its line end */
    IKM_CSV_FIRST_ROOM_BYTES = 64 << 10,
    IKM_CSV_FIRST_CELLS = 64,
    IKM_CSV_PAD_BYTES = 8 /* zeros on both sides: words may be read whole */
};

/* The row being read is row..at; its open cell starts at `cell`. */
struct ikm_csv {
    ikm_csv_source *source;
    void *context;
    const char *name;
    enum ikm_encoding encoding;
    char separator;
    bool is_started, is_drained, is_after_cr;
    bool has_high; /* the row may hold bytes that are not ASCII */
    char *room;    /* pad, room_bytes, pad */
    size_t room_bytes;
    char *row, *cell, *at, *end; /* end: past the last byte read */
    struct ikm_cell *cells;
    size_t n_cells, cells_room;
    char *converted;
    size_t converted_bytes;
    struct ikm_row given;
    struct ikm_error failure; /* said again when asked again */
    size_t failure_column;    /* 1-based; 0: none is known */
    size_t failure_text;      /* where its sentence starts, after the place */
    bool is_row_ended;        /* `at` is behind the line end of the row */
    bool is_lost;             /* where the next row starts is not known */
};

/* Fills *err with a fault of the row being read and its place; `column` is
 * 1-based. Returns IKM_INPUT. */
enum ikm_status ikm_csv_fail(struct ikm_csv *csv, size_t column,
                             struct ikm_error *err, const char *id_format,
                             const char *en_format, ...) IKM_PRINTF(4, 6)
    IKM_PRINTF(5, 6);

/* Reads on behind `end`, keeping the row under way (its pointers may move).
 * When no byte is left, `end` stays. */
IKM_MUST_CHECK enum ikm_status ikm_csv_refill(struct ikm_csv *csv,
                                              struct ikm_error *err);

/* Cuts the row at `at` into cells; `at` is then behind its line end. */
IKM_MUST_CHECK enum ikm_status ikm_csv_read_row(struct ikm_csv *csv,
                                                struct ikm_error *err);

/* Checks the cells of a row that is not all ASCII; they are UTF-8 afterwards,
 * ends trimmed. */
IKM_MUST_CHECK enum ikm_status ikm_csv_decode(struct ikm_csv *csv,
                                              struct ikm_error *err);

/* Which of , ; TAB stands most often, outside quotes, in the first row that
 * has one; ',' when none has. Equal counts: the rarer in ordinary text. */
char ikm_csv_sniff(const char *at, const char *end);

/* The separator that Excel's first line "sep=;" tells, else 0. */
char ikm_csv_told(const char *at, const char *end);

#endif

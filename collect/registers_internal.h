/* collect/registers_internal.h - what the registers' words share, and the rows
 * of their tables. */
#ifndef IKM_COLLECT_REGISTERS_INTERNAL_H
#define IKM_COLLECT_REGISTERS_INTERNAL_H

#include "collect/registers.h"

/* A code or a name without control characters, not empty, not too long.
 * `what`: "kode unit", in the language of err. */
IKM_MUST_CHECK enum ikm_status register_text(const char *what, const char *text,
                                             struct ikm_error *err);

/* A period that is not everything. */
IKM_MUST_CHECK enum ikm_status register_period(const char *text,
                                               struct ikm_period *ret_period,
                                               struct ikm_error *err);

/* People served. */
IKM_MUST_CHECK enum ikm_status register_count(const char *what,
                                              const char *text, int64_t least,
                                              int64_t *ret_count,
                                              struct ikm_error *err);

/* Number of the service of this unit; 0 for NULL and "". */
IKM_MUST_CHECK enum ikm_status register_service(struct ikm_store *store,
                                                const struct ikm_unit *unit,
                                                const char *name,
                                                int64_t *ret_service_id,
                                                struct ikm_error *err);

/* ---- a table ---- */

enum { REGISTER_MAX_COLUMNS = 4, REGISTER_MAX_SPELLINGS = 5 };

struct register_shape {
    size_t n_columns;
    struct {
        const char *spelling[REGISTER_MAX_SPELLINGS]; /* folded; the first is
                                                          the one told */
        int must_stand;
    } column[REGISTER_MAX_COLUMNS];
};

struct register_row {
    uint32_t number;
    const char *cell[REGISTER_MAX_COLUMNS]; /* "" where the column or the cell
                                               is missing; in the arena */
};

struct register_table {
    uint32_t place[REGISTER_MAX_COLUMNS]; /* 1-based column; 0: not there */
    size_t n_rows;
    struct register_row *rows; /* [n_rows], without the empty ones */
};

/* Reads a whole table. Faults of the heading and of the rows' form go to
 * `faults`.
 * IKM_INPUT  the file cannot be read as a table, or its heading is not fit */
IKM_MUST_CHECK enum ikm_status
register_read(const char *path, const struct register_shape *shape,
              struct ikm_arena *arena, struct ikm_faults *faults,
              struct register_table *ret_table, struct ikm_error *err);

/* The closing sentence over a faulty file; the faults are put into the order of
 * its rows. */
enum ikm_status register_fail(struct ikm_faults *faults, struct ikm_error *err);

/* The name of a file without its folder. */
const char *register_file_name(const char *path);

#endif

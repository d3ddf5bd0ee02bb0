/* data/base/fault.h - the list of faults of a user's file.
 *
 * A file with many faults tells them all: the first IKM_FAULTS_KEPT whole, of
 * the rest the count. */
#ifndef IKM_DATA_BASE_FAULT_H
#define IKM_DATA_BASE_FAULT_H

#include "data/base/arena.h"
#include "data/base/error.h"

enum { IKM_FAULTS_KEPT = 100 };

struct ikm_fault {
    uint32_t row;     /* 1-based, as a spreadsheet counts; 0: whole file */
    uint32_t column;  /* 1-based; 0: whole row */
    const char *text; /* one sentence: what was found, what is allowed */
};

struct ikm_faults {
    struct ikm_arena *arena; /* owns the texts */
    enum ikm_lang lang;
    const char *source; /* borrowed: the file's name, said before each fault */
    size_t n_total;
    size_t n_kept;
    struct ikm_fault fault[IKM_FAULTS_KEPT];
};

/* Adds one; never fails: past the kept ones, or out of memory, it only counts.
 * Both formats take the same arguments. */
void ikm_fault_add(struct ikm_faults *faults, uint32_t row, uint32_t column,
                   const char *id_format, const char *en_format, ...)
    IKM_PRINTF(4, 6) IKM_PRINTF(5, 6);

/* Puts the kept ones into the order of their rows, those of the whole file
 * last; in a row they stay as they came. */
void ikm_faults_sort(struct ikm_faults *faults);

#endif

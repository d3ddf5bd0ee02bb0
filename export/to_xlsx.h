/* export/to_xlsx.h - one result as a workbook that an office works with.
 *
 * One workbook is one form, one office (or all) and one period; several forms
 * are several workbooks, one call each. Sheets, in order:
 *
 *   Ringkasan   index, grade, ledger, sample, how it was computed, warnings
 *   Data        a row per response received, used or not, and per row that
 *               could not be used; heading in row 1, answers as codes
 *   Pengolahan  the official processing table in live formulas over Data:
 *               whoever corrects a cell or a state there sees NRR, index, IKM
 *               and grade follow
 *   Unsur       elements and a chart of their values
 *   Prioritas   what to work on first, and the causes that were named
 *   Kuesioner   what the codes mean
 *
 * Figures outside of Pengolahan are those of the analysis, never computed
 * anew; its formulas carry the figures of the analysis as their cached values.
 * The same data, options and query give the same bytes. */
#ifndef IKM_EXPORT_TO_XLSX_H
#define IKM_EXPORT_TO_XLSX_H

#include "export/analysis.h"

/* Rows that a sheet can hold beside heads and sums. */
enum { IKM_XLSX_MAX_RESPONSES = 1048000 };

struct ikm_xlsx_options {
    enum ikm_lang lang;
    int64_t now_unix_s;   /* when it is made: date in the file's properties */
    int32_t utc_offset_s; /* of the place: 25200 for WIB; for the date shown */
    const char *program;  /* "ikm 0.1.0" */
};

/* Writes results[i] of an analysis without `by` to `path`. The store must be
 * that of the analysis. The file appears whole or not at all: it is made beside
 * `path` and takes its place at the end, also where a file stands there
 * already.
 * IKM_USAGE   the analysis is split into groups
 * IKM_LIMIT   more responses than a sheet has rows: ask for a shorter period
 * IKM_BUSY    the responses are not those of the analysis any more: analyse
 *             again
 * IKM_EXISTS  `path` cannot be created, or is no regular file
 * IKM_IO      writing failed (disk full), or the store cannot be read
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_to_xlsx(struct ikm_store *store, const struct ikm_analysis *analysis,
            size_t i, const struct ikm_xlsx_options *options, const char *path,
            struct ikm_error *err);

#endif

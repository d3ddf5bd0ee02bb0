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
 *   Unsur       elements and a chart of their values, with intervals
 *   Layanan     the same figures for each service, in formulas over Data
 *   Kelompok    for groups of respondents; small groups are hidden
 *   Tren        the periods up to this one
 *   IPA         importance against performance
 *   Prioritas   what to work on first, and the causes that were named
 *   RTL         the follow-up plan and what came of it
 *   Kualitas Data  responses that want a second look
 *   Saran       comments that say something; numbers of identity are masked
 *   Pemeriksaan every total of the program beside the sheet's own formula,
 *               green or red; digest of the data, form, version
 *   Kuesioner   what the codes mean
 *
 * Formulas carry the figures of the analysis as their cached values; all other
 * figures are those of the analysis, never computed anew. From
 * IKM_XLSX_LARGE responses on Pengolahan has no row per respondent: its sums
 * are formulas over Data. The same data, options and query give the same
 * bytes.
 *
 * Comments are free text, and the workbook is the office's own: they stand in
 * Data and Saran unless no_comments asks for a copy that may go further. */
#ifndef IKM_EXPORT_TO_XLSX_H
#define IKM_EXPORT_TO_XLSX_H

#include "export/analysis.h"

/* Rows that a sheet can hold beside heads and sums. */
enum { IKM_XLSX_MAX_RESPONSES = 1048000, IKM_XLSX_LARGE = 100000 };

struct ikm_xlsx_options {
    enum ikm_lang lang;
    int64_t now_unix_s;   /* when it is made: date in the file's properties */
    int32_t utc_offset_s; /* of the place: 25200 for WIB; for the date shown */
    const char *program;  /* "ikm 0.1.0" */
    int no_comments;
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

/* export/document.h - an office's paper before it is laid out: what the report
 * (Laporan SKM) and the leader's brief say, block by block.
 *
 * Made from the analysis and its report model, from which every figure comes.
 * PDF (export/to_pdf.h) and the word processor's file (export/to_docx.h) show
 * the same blocks. Everything lives in the arena it was made in. */
#ifndef IKM_EXPORT_DOCUMENT_H
#define IKM_EXPORT_DOCUMENT_H

#include "data/base/picture.h"
#include "data/store_annexes.h"
#include "data/store_office.h"
#include "export/report.h"

enum ikm_block_kind {
    IKM_BLOCK_CHAPTER,  /* heading on a new page, in the table of contents */
    IKM_BLOCK_HEADING,  /* under a chapter; in the table of contents */
    IKM_BLOCK_TITLE,    /* heading on a new page, not in the contents */
    IKM_BLOCK_TEXT,     /* a paragraph */
    IKM_BLOCK_LEAD,     /* a finding: larger */
    IKM_BLOCK_POINT,    /* `number`: 1..; 0: a dash */
    IKM_BLOCK_NOTE,     /* small print */
    IKM_BLOCK_TABLE,    /* `table`; text: its caption, "" for none */
    IKM_BLOCK_CHART,    /* `chart`: its title and subtitle stand above it */
    IKM_BLOCK_PICTURE,  /* `picture`; text: what is seen, below it */
    IKM_BLOCK_CONTENTS, /* the table of contents */
    IKM_BLOCK_SIGNATURE /* place, date, signer; text: the date in words */
};

/* A photo, as it is kept. */
struct ikm_block_picture {
    struct ikm_picture facts;
    const unsigned char *bytes;
    size_t n_bytes;
};

struct ikm_block {
    enum ikm_block_kind kind;
    int number;
    const char *text;
    const struct ikm_table *table;
    const struct ikm_chart *chart;
    const struct ikm_block_picture *picture;
};

struct ikm_document {
    enum ikm_lang lang;
    const char *title;  /* "Laporan Survei Kepuasan Masyarakat" */
    const char *unit;   /* name of the office */
    const char *period; /* in words */
    const char *year;   /* of the cover; "" */
    const char *made;   /* the day, in words */
    int has_cover;
    struct ikm_office office; /* letterhead and signer */
    size_t n_blocks;
    const struct ikm_block *blocks;
};

/* The answers of one respondent, for the processing table. */
struct ikm_material_row {
    uint8_t answer[IKM_MAX_QUESTIONS];
};

/* All that a document is made from, of one form. */
struct ikm_material {
    struct ikm_analysis analysis; /* one result, with its trend */
    const struct ikm_result *result;
    struct ikm_report report; /* of it */
    struct ikm_analysis by[IKM_BY_COUNT];
    int has_by[IKM_BY_COUNT]; /* 1: by[i] was made */
    const char *unit;         /* name of the office, or of the survey */
    struct ikm_office office;
    size_t n_rows;                       /* used responses that are listed */
    const struct ikm_material_row *rows; /* [n_rows], as they came */
    int has_rows;                        /* 0: too many to list */
    size_t n_annexes;
    const struct ikm_annex *annexes; /* [n_annexes]: forums, then photos */
    struct ikm_date made;
};

/* Reads all of it. The query is about one office (or all) and one period,
 * without groups.
 * IKM_INPUT  several forms: choose one; and what ikm_assemble() says */
IKM_MUST_CHECK enum ikm_status
ikm_material_read(struct ikm_store *store, const struct ikm_query *query,
                  struct ikm_date made, struct ikm_arena *arena,
                  struct ikm_material *ret_material, struct ikm_error *err);

/* Laporan SKM: cover, foreword, contents, chapters I to V, annexes.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_document_report(const struct ikm_material *material, enum ikm_lang lang,
                    struct ikm_arena *arena, struct ikm_document *ret_document,
                    struct ikm_error *err);
/* Two pages for those who lead: how are we doing, what first, is it getting
 * better, what did we promise and did it work. */
IKM_MUST_CHECK enum ikm_status
ikm_document_brief(const struct ikm_material *material, enum ikm_lang lang,
                   struct ikm_arena *arena, struct ikm_document *ret_document,
                   struct ikm_error *err);

/* A section of a report by its key; NULL when it has none. */
const struct ikm_section *ikm_report_find(const struct ikm_report *report,
                                          const char *key);

#endif

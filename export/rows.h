/* export/rows.h - the responses themselves, one by one, for analysts.
 *
 * Those that are used, of one form, of an office with those below it, in a
 * period; in one unchanging view. No identity: none is ever stored. Comments
 * are free text and come only where they are asked for. */
#ifndef IKM_EXPORT_ROWS_H
#define IKM_EXPORT_ROWS_H

#include <stdio.h>

#include "data/store_registers.h"
#include "data/store_responses.h"
#include "export/analysis.h"

struct ikm_rows_query {
    const char *unit;         /* code or name; NULL: the whole file */
    const char *service;      /* by name (of_service.h); NULL: all of them */
    struct ikm_period period; /* {0}: everything */
    const char *form;         /* id; NULL: the one form that was answered */
    int with_comments;
};

/* Borrowed for the call. */
struct ikm_export_row {
    char id[40]; /* UUID */
    const struct ikm_unit *unit;
    const char *service;       /* "" */
    const char *operator_name; /* "" */
    const struct ikm_response *response;
};
typedef enum ikm_status ikm_row_visitor(void *context,
                                        const struct ikm_export_row *row,
                                        struct ikm_error *err);

/* The form of the query. IKM_INPUT: unknown, none was answered, or several:
 * names them. */
IKM_MUST_CHECK enum ikm_status ikm_rows_form(struct ikm_store *store,
                                             const struct ikm_rows_query *query,
                                             struct ikm_arena *arena,
                                             const struct ikm_form **ret_form,
                                             struct ikm_error *err);

/* IKM_INPUT: unknown unit or form. *ret_n (may be NULL): rows visited. */
IKM_MUST_CHECK enum ikm_status
ikm_rows_each(struct ikm_store *store, const struct ikm_rows_query *query,
              struct ikm_arena *arena, ikm_row_visitor *visit, void *context,
              int64_t *ret_n, struct ikm_error *err);

/* What stands in a respondent field, as imports read it: label, age, or the
 * text itself; "" for what is not filled in. Room of IKM_FIELD_TEXT_BYTES for
 * an age. */
enum { IKM_FIELD_TEXT_BYTES = 16 };
const char *ikm_row_field(const struct ikm_response *response,
                          enum ikm_field field,
                          char room[IKM_FIELD_TEXT_BYTES]);
/* "U3", "U2.1", or the column of a question of another kind. */
enum { IKM_ROW_HEADING_BYTES = 96 };
const char *ikm_row_heading(const struct ikm_form *form, size_t question,
                            char room[IKM_ROW_HEADING_BYTES]);

/* RFC 4180, UTF-8, CRLF; headings that `ikm import` takes back:
 *   id,unit,layanan,tanggal,jam,kanal,petugas,jenis_kelamin,usia,pendidikan,
 *   pekerjaan,disabilitas, a column a question, and with comments saran */
IKM_MUST_CHECK enum ikm_status
ikm_rows_to_csv(struct ikm_store *store, const struct ikm_rows_query *query,
                FILE *stream, struct ikm_error *err);
/* Schema "ikm.responses/1": {"schema","program","form","responses":[{"id",
 * "unit","service","date","time","channel","operator","gender","age",
 * "education","occupation","disability","answers":{key: score}, "comment"}]};
 * null for what is not filled in, not answered. */
IKM_MUST_CHECK enum ikm_status
ikm_rows_to_json(struct ikm_store *store, const struct ikm_rows_query *query,
                 FILE *stream, struct ikm_error *err);

/* SPSS, labelled in `lang`: an answer that is not given and a field that is
 * not filled in are 0, declared missing. `now_unix_s` is the file's date. The
 * file appears whole or not at all.
 * IKM_EXISTS, IKM_IO */
IKM_MUST_CHECK enum ikm_status
ikm_rows_to_sav(struct ikm_store *store, const struct ikm_rows_query *query,
                enum ikm_lang lang, int64_t now_unix_s, const char *path,
                struct ikm_error *err);

#endif

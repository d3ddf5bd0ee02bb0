/* export/template.h - an empty workbook to fill in, that `ikm import` takes
 * back.
 *
 *   Isian     a row a respondent; scores are checked as they are typed,
 * offices, services and the respondent block are chosen from lists; all but the
 * cells to fill in is protected (without a password) Petunjuk  the questions,
 * and what each score means Daftar    the lists */
#ifndef IKM_EXPORT_TEMPLATE_H
#define IKM_EXPORT_TEMPLATE_H

#include "data/store_registers.h"

enum { IKM_TEMPLATE_LEAST = 1, IKM_TEMPLATE_MOST = 10000 };

struct ikm_template_options {
    const char *unit; /* code or name: its services, and those below; NULL: all
                       */
    const char *form; /* id; NULL: the survey's own */
    int64_t n_rows;   /* to fill in; 0: 500 */
    enum ikm_lang lang;
    int64_t now_unix_s;
};

/* The same survey, options and clock give the same bytes.
 * IKM_INPUT   unknown unit or form
 * IKM_EXISTS, IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_to_template(struct ikm_store *store,
                const struct ikm_template_options *options, const char *path,
                struct ikm_error *err);

#endif

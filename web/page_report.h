/* web/page_report.h - what the pages about figures share: which office and
 * period is asked for, and the sections of the report model as HTML. */
#ifndef IKM_WEB_PAGE_REPORT_H
#define IKM_WEB_PAGE_REPORT_H

#include "export/periods.h"
#include "export/report.h"
#include "web/page.h"

/* ?unit=KODE&periode=2025-TW1 of an address. */
struct report_asked {
    const char *unit;       /* code; NULL: every office */
    const char *name;       /* of it, or of the survey */
    struct ikm_units units; /* that the account sees */
    size_t n_periods;
    const struct ikm_period *periods; /* with data, newest first */
    struct ikm_period period;
    const char *period_text; /* as in the address; "semua" for everything */
};

/* Without ?unit the account's own office, or all; without ?periode the newest
 * quarter with data. Asks the writer to make stale rollups anew first, so that
 * no page reads the rows of a large survey again and again.
 * IKM_NO_FILE, IKM_DENIED  the office
 * IKM_INPUT                a malformed period */
IKM_MUST_CHECK enum ikm_status report_ask(struct web_page *page,
                                          struct report_asked *ret_asked,
                                          struct ikm_error *err);

/* A form that asks again (GET): office and period; fields `more` writes stand
 * before its button. */
void report_filter(struct web_page *page, const char *action,
                   const struct report_asked *asked,
                   void (*more)(struct web_page *page, void *context),
                   void *context);

/* "/dasbor?unit=kec-01&periode=2025-TW1" */
const char *report_link(struct web_page *page, const char *path,
                        const char *unit, const char *period);

/* Sections [from, to): headings of `level`, each with its one sentence behind
 * "apa ini?". */
IKM_MUST_CHECK enum ikm_status report_write(struct web_page *page,
                                            const struct ikm_report *report,
                                            size_t from, size_t to, int level,
                                            struct ikm_error *err);
void report_warnings(struct web_page *page, const struct ikm_report *report);

/* Today, in the time zone of the machine. */
struct ikm_date report_today(void);

#endif

/* export/to_html.h - a report as one page that stands on its own.
 *
 * Valid HTML, one style block, no script, no outside address. Reads on a phone
 * (charts have a narrow drawing too), prints on A4, light and dark by
 * preference. Every chart has a table twin. Numbers come from the report model
 * and nowhere else. */
#ifndef IKM_EXPORT_TO_HTML_H
#define IKM_EXPORT_TO_HTML_H

#include "data/base/text.h"
#include "export/report.h"

struct ikm_html_options {
    const char *program;  /* "ikm 0.1.0" */
    struct ikm_date made; /* when: told in the last line */
};

/* Appends the whole page. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_to_html(const struct ikm_report *report,
            const struct ikm_html_options *options, struct ikm_text *text,
            struct ikm_error *err);

/* Parts for other pages: the rules, a table, a chart with its twin. `id` of a
 * chart: letters and digits, one of its kind on the page. */
void ikm_html_style(struct ikm_text *text);
IKM_MUST_CHECK enum ikm_status ikm_html_table(const struct ikm_table *table,
                                              enum ikm_lang lang,
                                              const char *caption,
                                              struct ikm_text *text,
                                              struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_html_chart(const struct ikm_chart *chart, enum ikm_lang lang,
               const char *id, struct ikm_text *text, struct ikm_error *err);

/* A section with its heading, tables, charts and notes. */
struct ikm_html_place {
    size_t number;     /* one of its kind on the page: of the charts' ids */
    int level;         /* of the heading: 2 or 3 */
    int is_lead;       /* the first of the page */
    const char *about; /* a sentence behind "apa ini?"; "" for none */
};
IKM_MUST_CHECK enum ikm_status
ikm_html_section(const struct ikm_section *section, enum ikm_lang lang,
                 const struct ikm_html_place *place, struct ikm_text *text,
                 struct ikm_error *err);

#endif

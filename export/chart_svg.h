/* export/chart_svg.h - a chart as SVG with real text.
 *
 * Colours come from classes "k-..." (export/chart.h), so a page can theme them;
 * title and desc say what is seen. */
#ifndef IKM_EXPORT_CHART_SVG_H
#define IKM_EXPORT_CHART_SVG_H

#include "data/base/text.h"
#include "export/chart.h"

struct ikm_svg_look {
    struct chart_frame frame;
    const char *id;    /* of title and desc: letters and digits, one of its
                          kind on a page; a literal or made by the caller */
    int is_standalone; /* brings namespace and style along: a file of its own */
};

/* Appends the svg element. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_chart_svg(const struct ikm_chart *chart,
                                             const struct ikm_svg_look *look,
                                             struct ikm_text *text,
                                             struct ikm_error *err);

/* Appends rules for all roles, in the light colours. Each colour is a variable
 * (--k-ga: #1a7f5a) that a theme may set anew. */
void ikm_chart_css(struct ikm_text *text);

#endif

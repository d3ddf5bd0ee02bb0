/* export/site.h - what an office publishes on its website, as a static folder.
 *
 *   index.html      the newest period: board, elements, priorities and what is
 *                   done about them, trend, services, offices below,
 * respondents, classes of public information, archive arsip/P.html    the same
 * of each period P ("2025-TW1") kartu.html      a small card for an iframe
 *   sematan.txt     how to embed it; plain HTML for a CMS without iframes
 *   cms.html        the page without styles, charts, frames: for pasting
 *   data/           ikm.csv, ikm.json, datapackage.json (Frictionless),
 * LISENSI.txt dip.csv         a row for the Daftar Informasi Publik berita.txt
 * a short news text
 *
 * Figures only, no script, no outside address, valid HTML, under 100 KB a page.
 * Groups under 5 are hidden so that none can be computed back from everything
 * that stands in the folder (analyze/disclose.h): periods do not overlap, no
 * number of answers, no distribution and no cross table is published, and no
 * change against a hidden period.
 *
 * Several runs into one folder: a figure that is told anew with one sheet more
 * tells the answers on that sheet. So only periods that are over are published,
 * and what data/ikm.csv of the folder tells stays as it is: a period whose
 * figures have changed since is shown as it was, one that is no longer asked
 * for stays in the archive, and periods that overlap those of the folder are
 * refused. Only the follow-up goes on. */
#ifndef IKM_EXPORT_SITE_H
#define IKM_EXPORT_SITE_H

#include "export/analysis.h"

/* What is to be said of the folder. */
struct ikm_site_told {
    size_t n_kept; /* periods whose figures have changed since they were
                      published, and stand as they were */
    size_t n_open; /* periods that are not over, and are left out */
};

struct ikm_site_options {
    const char *unit;           /* code or name; NULL: the whole file */
    const char *form;           /* id; NULL: the one that was answered */
    struct ikm_period period;   /* only periods in it; {0}: all */
    enum ikm_period_kind every; /* MONTH..YEAR; ALL (0): QUARTER */
    enum ikm_lang lang;
    struct ikm_date today;
    const char *program;            /* "ikm 0.1.0" */
    struct ikm_site_told *ret_told; /* NULL: not asked */
};

/* IKM_INPUT   unknown unit or form, several forms, nothing to publish, the
 *             folder tells of another form or of periods that overlap these
 * IKM_EXISTS  something that is no such folder, or that of another office,
 * stands there IKM_IO, IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_to_site(struct ikm_store *store, const struct ikm_site_options *options,
            const char *path, struct ikm_error *err);

#endif

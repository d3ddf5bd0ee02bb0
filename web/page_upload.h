/* web/page_upload.h - what the pages of "/unggah" share: a file of responses is
 * sent, looked at, put right by choosing, and imported. */
#ifndef IKM_WEB_PAGE_UPLOAD_H
#define IKM_WEB_PAGE_UPLOAD_H

#include "collect/import_words.h"
#include "web/server.h"

enum { UPLOAD_COLUMNS_MOST = 150 }; /* that can be chosen for */

/* One file and what came of looking at it. Texts in the page's arena. */
struct upload {
    const char *key, *name;
    int file;     /* a handle of our own; -1: none */
    int map_file; /* what was chosen, as a --map file; -1: nothing was */
    char path[WEB_HANDLE_PATH_BYTES];
    char map_path[WEB_HANDLE_PATH_BYTES];
    const char *map_paths[1];
    struct ikm_import_options options;
    struct ikm_import_report report;
    struct ikm_faults faults;
    const struct ikm_form *form; /* the one it was read with; NULL: none */
    enum ikm_status status;      /* of the import */
    struct ikm_error err;
    int64_t took_ms;
};

/* Takes what was chosen out of the form.
 * IKM_DENIED  an office that is not hers */
IKM_MUST_CHECK enum ikm_status upload_choose(struct web_page *page,
                                             struct upload *upload,
                                             struct ikm_error *err);
/* Looks at it (or imports it): upload->status tells what came of it.
 * IKM_BUSY  another import is under way, or the server stops */
IKM_MUST_CHECK enum ikm_status upload_run(struct web_page *page,
                                          struct upload *upload, int dry_run,
                                          struct ikm_error *err);
void upload_close(struct upload *upload);

/* A sentence of the importer in the words of the page: options by their names
 * there, the file by its own. */
const char *upload_words(struct web_page *page, const struct upload *upload,
                         const char *text);

/* ---- parts of the page ---- */

void upload_write_faults(struct web_page *page, const struct upload *upload);
void upload_write_report(struct web_page *page, const struct upload *upload,
                         int dry_run);
IKM_MUST_CHECK enum ikm_status upload_write_columns(struct web_page *page,
                                                    const struct upload *upload,
                                                    struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status upload_write_options(struct web_page *page,
                                                    const struct upload *upload,
                                                    struct ikm_error *err);

#endif

/* collect/publish.h - what was published where, from words as typed.
 *
 * The same code for the command line and the web: one change, one record in
 * the audit chain; action and subject of the act are set here.
 * IKM_USAGE  a malformed period or date
 * IKM_INPUT  unknown unit; a medium that is empty; an address that is none; a
 *            text that is too long: nothing is stored */
#ifndef IKM_COLLECT_PUBLISH_H
#define IKM_COLLECT_PUBLISH_H

#include "data/store_publications.h"
#include "data/store_registers.h"

/* As typed; NULL where nothing was. */
struct ikm_publish_words {
    const char *unit;   /* code or name */
    const char *period; /* not everything */
    const char *medium; /* "situs web", "papan pengumuman" ... */
    const char *date;
    const char *address; /* http:// or https:// */
    const char *photo;   /* file or address; noted, not copied */
};

/* Looks at the words alone, so that they are refused before any figure is
 * computed. */
IKM_MUST_CHECK enum ikm_status
ikm_publish_check(const struct ikm_publish_words *words, struct ikm_error *err);

/* `figures` as export/published.h makes them, of the same unit and period. */
IKM_MUST_CHECK enum ikm_status
ikm_publish_add(struct ikm_store *store, const struct ikm_publish_words *words,
                const char *figures, struct ikm_act *act, int64_t *ret_id,
                struct ikm_error *err);

#endif

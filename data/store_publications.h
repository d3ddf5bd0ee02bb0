/* data/store_publications.h - what was published where, with the figures as
 * they were at that moment.
 *
 * The figures are kept byte for byte with their digest:
 * whatever becomes of the responses later, it can be told what was said. */
#ifndef IKM_DATA_STORE_PUBLICATIONS_H
#define IKM_DATA_STORE_PUBLICATIONS_H

#include "data/base/date.h"
#include "data/store.h"

/* Texts are "" where there is nothing. */
struct ikm_publication {
    int64_t publication_id; /* out only */
    int64_t unit_id;
    struct ikm_period period;
    const char *medium; /* "situs web", "papan pengumuman" ... */
    struct ikm_date date;
    const char *address;      /* on the web */
    const char *photo;        /* file or address */
    const char *figures;      /* canonical, UTF-8 */
    struct ikm_digest digest; /* of them; made by ikm_store_add_publication() */
    /* out only */
    int64_t record_id;
    int64_t at_ms;
    const char *actor;
};

/* Inside a change. *ret_id may be NULL. */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_publication(struct ikm_store *store,
                          const struct ikm_publication *publication,
                          int64_t *ret_id, struct ikm_error *err);

/* Of one office (0: of all), by office, period and date. All in `arena`. */
IKM_MUST_CHECK enum ikm_status
ikm_store_publications(struct ikm_store *store, int64_t unit_id,
                       struct ikm_arena *arena, size_t *ret_n,
                       const struct ikm_publication **ret_publications,
                       struct ikm_error *err);

/* Of exactly this office and period, oldest first. */
IKM_MUST_CHECK enum ikm_status ikm_store_publications_of(
    struct ikm_store *store, int64_t unit_id, const struct ikm_period *period,
    struct ikm_arena *arena, size_t *ret_n,
    const struct ikm_publication **ret_publications, struct ikm_error *err);

#endif

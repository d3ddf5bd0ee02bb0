/* web/places.h - what questionnaires are about (office, service, form, rules),
 * kept in memory, so that a busy phone line does not read the survey for every
 * sheet. What is kept is valid as long as web_writer_registers() stays; the
 * writer looks at it once more when it stores. Any thread. */
#ifndef IKM_WEB_PLACES_H
#define IKM_WEB_PLACES_H

#include <stddef.h>
#include <stdint.h>

#include "data/base/error.h"

struct ikm_form;
struct web_places;

enum { WEB_PLACE_BYTES = 256 };

struct web_place {
    int64_t registers; /* web_writer_registers() before it was read */
    int64_t unit_id, service_id, form_id;
    int needs_ticket;
    const struct ikm_form *form; /* for the life of the server */
    char unit[WEB_PLACE_BYTES];  /* code and name as they are registered */
    char service[WEB_PLACE_BYTES];
};

/* What was asked for, as it was sent. */
struct web_place_key {
    const char *unit, *service, *form;
};

/* IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status web_places_open(struct web_places **ret_places,
                                               struct ikm_error *err);
void web_places_close(struct web_places *places); /* NULL is fine */

/* 0: not kept, or no longer valid. */
int web_places_find(struct web_places *places, const struct web_place_key *key,
                    int64_t registers, struct web_place *ret_place);
/* Keeps a copy; what is too long to be kept is not. */
void web_places_keep(struct web_places *places, const struct web_place_key *key,
                     const struct web_place *place);

#endif

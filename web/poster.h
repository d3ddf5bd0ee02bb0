/* web/poster.h - what an office hangs up and hands out, between the page that
 * asks for it (page_poster.c) and the sheets that are printed (poster.c). */
#ifndef IKM_WEB_POSTER_H
#define IKM_WEB_POSTER_H

#include "web/fill.h"

struct poster {
    struct ikm_unit unit;
    size_t n_services;
    const struct ikm_service *service;
    struct ikm_self_fill rules;
    int64_t n_made, n_used; /* tickets of today */
};

/* IKM_NO_FILE, IKM_DENIED: as web_unit() */
IKM_MUST_CHECK enum ikm_status poster_read(struct web_page *page,
                                           const char *code,
                                           struct poster *ret_poster,
                                           struct ikm_error *err);
/* "/poster/cetak?unit=...&layanan=..." */
const char *poster_link(struct web_page *page, const char *unit,
                        const char *service);
/* 1 when nobody else can open the address that the codes would hold. */
int poster_is_local_only(struct web_page *page);

/* Slips, ten on a sheet: the only time that the codes are seen. */
IKM_MUST_CHECK enum ikm_status
poster_print_tickets(struct web_page *page, const struct poster *poster,
                     const char *service, struct ikm_date day, int n,
                     char (*code)[IKM_SPOKEN_BYTES], struct ikm_error *err);

#endif

/* web/routes.h - the one table of addresses: who may open what.
 *
 * A test walks it with every role and with none (tests/web). */
#ifndef IKM_WEB_ROUTES_H
#define IKM_WEB_ROUTES_H

#include "web/page.h"

enum web_method { WEB_GET, WEB_POST };

/* Sets of roles. */
enum {
    WEB_OPEN = 0, /* everyone, signed in or not */
    WEB_CLERK = 1 << IKM_ROLE_CLERK,
    WEB_ANALYST = 1 << IKM_ROLE_ANALYST,
    WEB_LEADER = 1 << IKM_ROLE_LEADER,
    WEB_ADMIN = 1 << IKM_ROLE_ADMIN,
    WEB_ANYONE = WEB_CLERK | WEB_ANALYST | WEB_LEADER | WEB_ADMIN
};

/* What a POST must show besides coming from this site (Origin). */
enum web_token {
    WEB_TOKEN_NONE,    /* GET changes nothing */
    WEB_TOKEN_SESSION, /* the token of who is signed in */
    WEB_TOKEN_VISITOR, /* before sign-in: the token of this browser's cookie */
    WEB_TOKEN_ORIGIN   /* open forms of respondents: the origin alone */
};

enum {
    WEB_TWIN = 1,     /* has a .json twin */
    WEB_LONG = 2,     /* reads long: figures, exports (WEB_HEAVY) */
    WEB_FILES = 4,    /* its form may carry one file, up to WEB_FILE_BYTES */
    WEB_UNSETTLED = 8 /* open to whoever must first change the password */
};
enum { WEB_BODY_BYTES = 64 * 1024, WEB_FILE_BYTES = 64 * 1024 * 1024 };

struct web_route {
    const char *pattern; /* "/isi/{unit}/{layanan}" */
    enum web_method method;
    unsigned roles;
    enum web_token token;
    unsigned flags;
    struct web_pair menu; /* its place in the navigation; NULL: none */
    web_handler *run;
    web_quick *quick; /* NULL: it has none */
};

size_t web_route_count(void);
const struct web_route *web_route(size_t i);

/* What an address leads to. */
struct web_match {
    const struct web_route *route; /* NULL: nothing */
    int is_json;
    int other_method; /* the address is there, for another method */
    int n_parts;
    struct web_span part[WEB_MAX_PARTS]; /* undecoded */
};
/* method: "GET", "HEAD" or "POST"; anything else is another method. */
struct web_match web_route_find(const char *method, const char *path,
                                size_t path_bytes);

web_handler web_page_home, web_page_language;
web_handler web_page_sign_in, web_page_sign_in_do, web_page_sign_out;
web_handler web_page_first, web_page_first_do;
web_handler web_page_password, web_page_password_do, web_page_everywhere;
web_handler web_page_responses, web_page_response, web_page_response_void,
    web_page_response_amend, web_page_response_tag;
web_handler web_page_upload, web_page_upload_do, web_page_upload_look,
    web_page_upload_store, web_page_upload_drop;
web_handler web_page_admin, web_page_admin_add, web_page_admin_user,
    web_page_admin_place, web_page_admin_reset, web_page_admin_close;
web_handler web_page_admin_unit, web_page_admin_service;
web_handler web_page_settings, web_page_settings_do;
web_handler web_page_fill, web_page_fill_do, web_page_thanks, web_page_ticket;
web_handler web_page_poster, web_page_poster_print, web_page_poster_tickets,
    web_page_poster_rule, web_page_poster_pin;
web_handler web_page_kiosk, web_page_kiosk_do, web_page_kiosk_pin;
web_quick web_page_fill_quick, web_page_kiosk_quick;
web_handler web_page_downloads, web_page_download;
web_handler web_page_dashboard, web_page_publish, web_page_publish_do;
web_handler web_page_plan, web_page_plan_draft, web_page_plan_new,
    web_page_plan_add, web_page_plan_item, web_page_plan_change;
web_handler web_page_desk, web_page_desk_save, web_page_desk_draft;
web_handler web_page_desk_find, web_page_desk_sheet, web_page_desk_void,
    web_page_desk_correct;
web_handler web_page_again, web_page_again_one, web_page_again_do;
web_handler web_page_accuracy, web_page_accuracy_do, web_page_accuracy_one,
    web_page_accuracy_judge, web_page_accuracy_mend;
web_handler web_page_paper, web_page_paper_do, web_page_paper_sheets;
web_handler web_page_health, web_page_metrics, web_page_static;

#endif

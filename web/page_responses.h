/* web/page_responses.h - what the pages of "/respons" share. */
#ifndef IKM_WEB_PAGE_RESPONSES_H
#define IKM_WEB_PAGE_RESPONSES_H

#include "data/store_find.h"
#include "web/server.h"

/* A response with the names of its numbers; texts in the page's arena. */
struct response_seen {
    int64_t seq;
    char id[IKM_UUID_TEXT_BYTES];
    struct ikm_response r;
    const struct ikm_form *form;
    const char *unit_code, *unit_name;
    const char *service; /* "" when not filled in */
    const char *clerk;   /* "" when there is none */
    uint32_t tags;       /* bits 1 << element */
    int is_hidden;       /* this account is to key it again without looking:
                            its answers and respondent block are not shown */
    int is_recent;       /* one of the last ten sheets of this account */
};

/* May this account void or amend it? Clerks only while it is one of their last
 * ten sheets, as at the desk; leaders never. */
int response_may_change(const struct web_page *page,
                        const struct response_seen *seen);

/* Finds the names. `units`: those that the account sees. Forms are kept from
 * one call to the next in *forms ({0} at first). */
struct response_forms {
    size_t n;
    struct {
        int64_t form_id;
        const struct ikm_form *form;
    } kept[8];
};
IKM_MUST_CHECK enum ikm_status response_name(struct web_page *page,
                                             const struct ikm_units *units,
                                             struct response_forms *forms,
                                             struct response_seen *seen,
                                             struct ikm_error *err);

/* One response with all that was done to it. */
struct response_one {
    struct ikm_units units;
    struct response_forms forms;
    struct response_seen seen;
    struct ikm_came came;
    size_t n_versions, n_tags;
    struct ikm_version *version; /* [n_versions] */
    const struct ikm_tag *tag;   /* [n_tags], in order */
};
/* The response of the address, if this account may see its office.
 * IKM_NO_FILE  there is none
 * IKM_DENIED   not hers, or to be keyed again first */
IKM_MUST_CHECK enum ikm_status response_read(struct web_page *page,
                                             struct response_one *one,
                                             struct ikm_error *err);

/* "3 4 3 - 4 ...": the answers, in the form's order. */
const char *response_scores(struct web_page *page,
                            const struct ikm_response *r);
/* "dipakai", "batal", "dikecualikan" */
const char *response_state(enum ikm_response_state state, enum ikm_lang lang);
/* <span>s of the elements that a comment was said to speak of. */
void response_tags(struct web_page *page, const struct ikm_form *form,
                   uint32_t bits);
/* One response as a JSON object. */
void response_json(struct ikm_text *json, const struct response_seen *seen);
/* A copy of a response that outlives the call it was lent for. */
IKM_MUST_CHECK enum ikm_status response_keep(struct web_page *page,
                                             const struct ikm_response *lent,
                                             struct ikm_response *ret_kept,
                                             struct ikm_error *err);

#endif
